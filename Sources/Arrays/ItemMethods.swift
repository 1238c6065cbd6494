import Language
import Tensors

/// Methods of arrays of texts and objects.
enum ItemMethods {
    static let rows: [NativeFunction] = {
        let moving = ArrayMethods.rows.compactMap { row in
            ItemWay.table[row.name].map { way in moved(row, way) }
        }
        let names = Set(own.map(\.name))
        return moving.filter { !names.contains($0.name) } + own + ItemReductions.methods
    }()

    /// A method of arrays, run on what stands for the elements.
    private static func moved(_ row: NativeFunction, _ way: ItemWay) -> NativeFunction {
        NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
            let items = try array(call)
            var arguments: [Value] = []
            for place in row.parameters.indices { arguments.append(call[place]) }
            var sources = [items]
            let others = way.data.dropFirst().map { $0 - 1 }
            for place in others { sources.append(try ItemGathering.array(arguments[place], nil, call.interpreter)) }
            let stand = try ItemStand(sources, way.stand, call.interpreter)
            for (place, number) in zip(others, stand.numbers.dropFirst()) { arguments[place] = Value(number) }
            let result = try ItemFunctions.callRow(row, Value(stand.numbers[0]), arguments, call.interpreter)
            return try stand.answer(result, way.answer)
        }
    }

    /// The array before the dot.
    static func array(_ call: Call) throws(LanguageError) -> ItemArray {
        guard case .object(let items as ItemArray)? = call.receiver else {
            throw LanguageError.typeError("an array of texts or objects is wanted")
        }
        return items
    }

    private static let own: [NativeFunction] = [
        NativeFunction("copy", [Parameter("order", .str("C"))], doc: "A copy with cells of its own.") {
            (call) throws(LanguageError) in .object(try array(call).copy())
        },
        NativeFunction(
            "astype",
            [
                Parameter("dtype"), Parameter("order", .str("K")), Parameter("casting", .str("unsafe")),
                Parameter("subok", .bool(true)), Parameter("copy", .bool(true)),
            ], doc: "A copy with elements of another type."
        ) { (call) throws(LanguageError) in try ItemCasting.astype(array(call), call) },
        NativeFunction("tolist", doc: "The elements as nested lists of plain values.") {
            (call) throws(LanguageError) in
            let items = try array(call)
            return nested(items.places, items.block)
        },
        NativeFunction("item", [.positional("index", .none)], doc: "One element as a plain value.") {
            (call) throws(LanguageError) in
            let items = try array(call)
            if let key = call.optional(0) {
                let flat = try lifting { () throws(TensorError) in
                    if case .tuple = key { return items.places }
                    return try items.places.flattened()
                }
                return ItemGathering.objectCell(
                    try ItemIndex.get(ItemArray(flat, items.block), key, call.interpreter))
            }
            guard items.places.count == 1, let only = try items.elements.first else {
                throw LanguageError.valueError("can only convert an array of size 1 to a Python scalar")
            }
            return ItemGathering.objectCell(only)
        },
        NativeFunction("fill", [Parameter("value")], doc: "Sets every element.") { (call) throws(LanguageError) in
            let items = try array(call)
            let element = try ItemGathering.textCell(call[0], items.type, call.interpreter)
            for place in try items.order { items.block.cells[place] = element }
            return .none
        },
        NativeFunction(
            "sort", [Parameter("axis", .int(-1)), Parameter("kind", .none)], doc: "Sorts in place."
        ) { (call) throws(LanguageError) in
            let items = try array(call)
            let stand = try ItemStand([items], .ranks, call.interpreter)
            let axis = try call.int(0)
            let sorted = try lifting { () throws(TensorError) in try stand.numbers[0].sorted(axis: axis) }
            let new = try stand.answer(Value(sorted), .items)
            try ItemIndex.set(items, .object(EllipsisObject()), new, call.interpreter)
            return .none
        },
        NativeFunction("view", [Parameter("dtype", .none)], doc: "The same cells as another array.") {
            (call) throws(LanguageError) in
            let items = try array(call)
            guard call.optional(0) == nil || ItemType(call[0]) == items.type else { throw items.refusal }
            return .object(ItemArray(items.places, items.block))
        },
        NativeFunction("tobytes", doc: "The texts' bytes as NumPy keeps them, row by row.") {
            (call) throws(LanguageError) in
            .object(BytesObject(try array(call).bytes()))
        },
        NativeFunction("__abs__", doc: "Absolute values of objects.") { (call) throws(LanguageError) in
            try ItemUfuncs.answer("absolute", [call.receiver ?? .none], call.interpreter) ?? Value.none
        },
        NativeFunction("__len__", doc: "Length of the first axis.") { (call) throws(LanguageError) in
            .int(try call.interpreter.length(call.receiver ?? .none))
        },
    ]

    /// Nested lists of plain values.
    private static func nested(_ places: Tensor, _ block: ItemBlock) -> Value {
        if places.rank == 0 { return ItemGathering.objectCell(block.cells[Int(places.scalar(at: []).int)]) }
        return Value((0..<places.shape[0]).map { nested(places[first: $0], block) })
    }
}

extension ItemArray {
    /// The texts in UTF-32, each filled up with zeros: what NumPy's memory and files hold.
    func bytes() throws(LanguageError) -> [UInt8] {
        guard case .text(let width) = type else {
            throw LanguageError.typeError(
                "objects have no bytes: only texts and numbers are written to memory or files")
        }
        let (size, overflows) = places.count.multipliedReportingOverflow(by: width * 4)
        guard !overflows, size < 1 << 32 else {
            throw LanguageError(.memoryError, "Unable to allocate \(places.count) texts of \(width) characters")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        for element in try elements {
            var left = width
            if case .str(let text) = element {
                for scalar in text.string.unicodeScalars.prefix(width) {
                    withUnsafeBytes(of: scalar.value.littleEndian) { bytes.append(contentsOf: $0) }
                    left -= 1
                }
            }
            bytes.append(contentsOf: repeatElement(0, count: 4 * left))
        }
        return bytes
    }
}
