import Language
import Tensors

/// A function's way for texts and objects; `nil` leaves the call to the way for numbers.
struct ItemRow: Sendable {
    let body: @Sendable (Call) throws(LanguageError) -> Value?

    init(_ body: @escaping @Sendable (Call) throws(LanguageError) -> Value?) { self.body = body }
}

/// Functions of the module that treat texts and objects in a way of their own: making arrays, asking for types, writing.
enum ItemRows {
    static let table: [String: ItemRow] = [
        "frombuffer": ItemFiles.frombuffer,
        "array": ItemRow { (call) throws(LanguageError) in
            guard let made = try made(call) else { return nil }
            let least = try call.int(5)
            var result = made
            if case .object(let items as ItemArray) = made {
                let given: ItemArray? = if case .object(let old as ItemArray) = call[0] { old } else { nil }
                let copies = try call.bool(2) && given != nil
                let own = copies && given === items ? try items.copy() : items
                let missing = least - own.places.rank
                result = .object(
                    missing <= 0
                        ? own
                        : ItemArray(
                            try lifting { () throws(TensorError) in
                                try own.places.reshaped([Int](repeating: 1, count: missing) + own.places.shape)
                            }, own.block))
            }
            return result
        },
        "asarray": ItemRow { (call) throws(LanguageError) in try made(call) },
        "asanyarray": ItemRow { (call) throws(LanguageError) in try made(call) },
        "full": ItemRow { (call) throws(LanguageError) in
            let wanted = call.optional(2).flatMap { ItemType($0) }
            guard wanted != nil || call.optional(2) == nil && ItemGathering.concerns(call[1]) else { return nil }
            let fill = try ItemGathering.array(call[1], wanted, call.interpreter)
            return try filled(fill, call.shape(0) ?? [])
        },
        "zeros": empty(0), "ones": empty(1), "empty": empty(nil), "zeros_like": like(0), "ones_like": like(1),
        "empty_like": like(nil),
        "full_like": ItemRow { (call) throws(LanguageError) in
            guard let (type, shape) = try likeness(call, typeAt: 2, shapeAt: 5) else { return nil }
            return try filled(ItemGathering.array(call[1], type, call.interpreter), shape)
        },
        "array2string": ItemRow { (call) throws(LanguageError) in
            guard case .object(let items as ItemArray) = call[0] else { return nil }
            var options = NumPyState.of(call.interpreter).printing
            if call.optional(1) != nil { options.lineWidth = max(1, try call.int(1)) }
            return Value(try items.text(options, call.string(4), call.string(5), "", call.interpreter))
        },
        "array_repr": ItemRow { (call) throws(LanguageError) in
            guard case .object(let items as ItemArray) = call[0] else { return nil }
            return Value(try items.representation(call.interpreter, ArrayPrinting.options(call)))
        },
        "array_str": ItemRow { (call) throws(LanguageError) in
            guard case .object(let items as ItemArray) = call[0] else { return nil }
            return Value(try items.text(call.interpreter, ArrayPrinting.options(call)))
        },
        "isclose": ItemRow { (call) throws(LanguageError) in try refuseNearness(call) },
        "allclose": ItemRow { (call) throws(LanguageError) in try refuseNearness(call) },
        "result_type": ItemRow { (call) throws(LanguageError) in try resultRow(call) },
        "promote_types": ItemRow { (call) throws(LanguageError) in try promoteRow(call) },
        "can_cast": ItemRow { (call) throws(LanguageError) in try canRow(call) },
    ].merging(ItemReductions.table) { own, _ in own }

    /// Texts have no distance from each other.
    private static func refuseNearness(_ call: Call) throws(LanguageError) -> Value? {
        for place in 0..<2 where ItemFunctions.holdsItems(call[place]) {
            let items = try ItemGathering.array(call[place], nil, call.interpreter)
            guard items.type.isText else { throw items.refusal }
            _ = try ItemStand.common([.object(items), .float(0)])
        }
        return nil
    }

    /// What `array` and `asarray` make of their argument; `nil` for numbers alone.
    private static func made(_ call: Call) throws(LanguageError) -> Value? {
        let wanted = call.optional(1).flatMap { ItemType($0) }
        guard wanted != nil || ItemGathering.concerns(call[0]) else { return nil }
        if wanted == nil, let dtype = try call.dtype(1) {
            let items = try ItemGathering.array(call[0], nil, call.interpreter)
            return Value(try items.numbers(dtype, call.interpreter, isPlain: true))
        }
        return .object(try ItemGathering.array(call[0], wanted, call.interpreter))
    }

    private static func filled(_ fill: ItemArray, _ shape: [Int]) throws(LanguageError) -> Value {
        guard let wide = fill.places.broadcast(to: shape) else {
            throw LanguageError.valueError(
                "could not broadcast input array from shape \(TensorError.tightText(of: fill.places.shape)) into shape \(TensorError.tightText(of: shape))"
            )
        }
        return .object(try ItemArray(ItemArray(wide, fill.block).elements, shape, fill.type))
    }

    private static func empty(_ number: Int?) -> ItemRow {
        ItemRow { (call) throws(LanguageError) in
            guard let given = call.optional(1), let type = ItemType(given) else { return nil }
            let shape = try NumPyArgument.shape(call[0], call.interpreter)
            return try blank(type, shape, number)
        }
    }

    private static func like(_ number: Int?) -> ItemRow {
        ItemRow { (call) throws(LanguageError) in
            guard let (type, shape) = try likeness(call, typeAt: 1, shapeAt: 4) else { return nil }
            return try blank(type, shape, number)
        }
    }

    /// Elements that are a number, or None; the text of zero is empty.
    private static func blank(_ type: ItemType, _ shape: [Int], _ number: Int?) throws(LanguageError) -> Value {
        guard case .text(let width) = type else {
            return .object(try ItemArray(repeating: number.map { .int($0) } ?? .none, shape, type))
        }
        let wide = max(1, width)
        let text = number == 1 ? "1" : ""
        return .object(try ItemArray(repeating: ItemArray.cell(text, width: wide), shape, .text(wide)))
    }

    /// Type and shape of an array like another; `nil` where the result holds numbers.
    private static func likeness(
        _ call: Call, typeAt: Int, shapeAt: Int
    ) throws(LanguageError) -> (ItemType, [Int])? {
        var shape = try call.shape(shapeAt)
        var type = call.optional(typeAt).flatMap { ItemType($0) }
        if let given = call.optional(typeAt), type == nil {
            _ = given
            return nil
        }
        if ItemFunctions.holdsItems(call[0]) {
            let items = try ItemGathering.array(call[0], nil, call.interpreter)
            type = type ?? items.type
            shape = shape ?? items.places.shape
        } else if type != nil, shape == nil {
            shape = try call.tensor(0).shape
        }
        guard let type, let shape else { return nil }
        return (type, shape)
    }

    /// The type of items that a value has or names; `nil` for numbers.
    private static func items(of value: Value) -> ItemType? {
        if case .object(let items as ItemArray) = value { return items.type }
        return ItemType(value)
    }

    private static func numberType(_ value: Value) throws(LanguageError) -> DType {
        switch value {
        case .object(let array as ArrayObject): array.tensor.dtype
        case .object(let number as ScalarObject): number.dtype
        case .int: .int64
        case .float: .float64
        case .bool: .bool
        default: try NumPyArgument.dtype(value)
        }
    }

    /// The type in which values meet; `nil` where all are numbers.
    private static func resultRow(_ call: Call) throws(LanguageError) -> Value? {
        guard call.rest(0).contains(where: { items(of: $0) != nil }) else { return nil }
        var found: ItemType?
        for value in call.rest(0) {
            let own = try asItems(value)
            found = found.map { ItemType.promote($0, own) } ?? own
        }
        return .object(ItemDTypeObject(found ?? .object))
    }

    /// The type that holds both; `nil` for types of numbers.
    private static func promoteRow(_ call: Call) throws(LanguageError) -> Value? {
        guard items(of: call[0]) != nil || items(of: call[1]) != nil else { return nil }
        return .object(ItemDTypeObject(.promote(try asItems(call[0]), try asItems(call[1]))))
    }

    /// Whether a type casts to another; `nil` for types of numbers.
    private static func canRow(_ call: Call) throws(LanguageError) -> Value? {
        let (from, to) = (items(of: call[0]), items(of: call[1]))
        guard from != nil || to != nil else { return nil }
        let rule = try call.string(2)
        if rule == "unsafe" || to == .object { return .bool(true) }
        guard case .text(let width)? = to else { return .bool(false) }
        guard from != .object, case .text(let own) = try asItems(call[0]) else { return .bool(false) }
        return .bool(width == 0 || own <= width || from != nil && rule == "same_kind")
    }

    /// The type of items that a value has or names, or that its numbers have as texts.
    private static func asItems(_ value: Value) throws(LanguageError) -> ItemType {
        if let own = items(of: value) { return own }
        return .text(ItemType.width(of: try numberType(value)))
    }
}
