import Language
import Tensors

/// Arrays of texts and objects read from values: nested sequences, arrays, single values.
struct ItemGathering {
    private let interpreter: Interpreter
    private var leaves: [Value] = []
    private var isRagged = false
    private let wantsObjects: Bool

    private init(_ interpreter: Interpreter, wantsObjects: Bool) {
        self.interpreter = interpreter
        self.wantsObjects = wantsObjects
    }

    private static func plainNumber(_ value: Value) -> Value {
        if case .object(let number as ScalarObject) = value { .plain(number.scalar, number.dtype) } else { value }
    }

    /// True where a value is, or holds, what makes an array of texts or objects of it.
    ///
    /// A nest that is deeper than axes go is one too: what reads it says so.
    static func concerns(_ value: Value, depth: Int = 0) -> Bool {
        switch value {
        case .unbound, .bool, .int, .float: false
        case .none, .str, .dict, .function: true
        case .list(let list): depth > deepest || list.values.contains { concerns($0, depth: depth + 1) }
        case .tuple(let tuple): depth > deepest || tuple.values.contains { concerns($0, depth: depth + 1) }
        case .object(let object): isItem(object)
        }
    }

    /// Axes that an array may have.
    static let deepest = 64

    private static func isItem(_ object: Object) -> Bool {
        if object is ArrayObject || object is ScalarObject { return false }
        if object is ItemArray { return true }
        if NumPyArgument.makesArrays(object) { return false }
        if let integer = object as? BigInteger { return integer.unsigned64 == nil }
        return !(object is RangeObject || object is FlatView || object is any ArrayShowing)
    }

    /// The array of a value.
    /// - wanted: the type asked for; `nil` for the one that the elements ask for.
    static func array(
        _ value: Value, _ wanted: ItemType?, _ interpreter: Interpreter
    ) throws(LanguageError) -> ItemArray {
        if case .object(let given as ItemArray) = value {
            return try wanted.map { (type) throws(LanguageError) in try given.cast(to: type, interpreter) } ?? given
        }
        if case .object(let given as ArrayObject) = value {
            return try numbers(given.tensor, wanted ?? .text(0), interpreter)
        }
        if case .object(let given as ScalarObject) = value, wanted?.isText != false {
            let own = wanted == .text(0) || wanted == nil ? ItemType.text(ItemType.width(of: given.dtype)) : wanted
            return try ItemArray([textCell(value, own, interpreter)], [], own ?? .text(32))
        }
        var gathering = ItemGathering(interpreter, wantsObjects: wanted == .object)
        let shape = try gathering.shape(value, 0)
        if gathering.isRagged, wanted != .object { throw ragged(shape) }
        try gathering.gather(value, shape.count)
        if wanted == nil, let bytes = gathering.leaves.first(where: { $0.heapObject is BytesObject }) {
            throw LanguageError.typeError(
                "there are no arrays of '\(bytes.typeName)' here",
                hint: "decode them to texts first, or keep them as objects: np.array(x, dtype=object)")
        }
        let type = wanted.flatMap { $0 == .text(0) ? nil : $0 } ?? gathering.found(asText: wanted == .text(0))
        let leaves = gathering.leaves
        if type == .object { return try ItemArray(leaves.map(ItemGathering.objectCell), shape, type) }
        return try ItemArray(
            leaves.map { (leaf) throws(LanguageError) in try textCell(leaf, type, interpreter) }, shape, type)
    }

    /// The array of numbers' texts, or of the plain numbers as objects.
    static func numbers(
        _ tensor: Tensor, _ type: ItemType, _ interpreter: Interpreter
    ) throws(LanguageError) -> ItemArray {
        let scalars = try lifting { () throws(TensorError) in try tensor.scalars() }
        let dtype = tensor.dtype
        guard case .text(let given) = type else {
            return try ItemArray(scalars.map { .plain($0, dtype) }, tensor.shape, type)
        }
        let width = given == 0 ? ItemType.width(of: dtype) : given
        var cells: [Value] = []
        cells.reserveCapacity(scalars.count)
        for (i, scalar) in scalars.enumerated() {
            if i & 0xFFFF == 0 { try interpreter.checkInterrupt() }
            cells.append(ItemArray.cell(scalar.text(dtype), width: width))
        }
        return try ItemArray(cells, tensor.shape, .text(width))
    }

    /// A value as an element of a type of texts.
    static func textCell(
        _ value: Value, _ type: ItemType?, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        guard case .text(let width)? = type else { return objectCell(value) }
        if case .str(let text) = value {
            return text is TypedStr && text.count <= width ? value : ItemArray.cell(text.string, width: width)
        }
        return ItemArray.cell(try interpreter.str(value), width: width)
    }

    /// A value as an element of an array of objects: texts of arrays become plain ones.
    static func objectCell(_ value: Value) -> Value {
        if case .str(let text) = value, text is TypedStr { return Value(text.string) }
        if case .object(let array as ItemArray) = value, array.places.rank == 0 {
            return objectCell(array.block.cells[Int(array.places.scalar(at: []).int)])
        }
        if case .object(let array as ArrayObject) = value, array.tensor.rank == 0 {
            return .plain(array.tensor.scalar(at: []), array.tensor.dtype)
        }
        return value
    }

    /// The elements of a sequence; `nil` for what is an element itself.
    private func parts(_ value: Value) throws(LanguageError) -> [Value]? {
        switch value {
        case .list(let list): return list.values
        case .tuple(let tuple): return tuple.values
        case .object(let range as RangeObject): return try interpreter.array(of: .object(range))
        case .object(let array as ArrayObject) where array.tensor.rank > 0:
            let values = try interpreter.array(of: value)
            return wantsObjects && array.tensor.rank == 1 ? values.map(ItemGathering.plainNumber) : values
        case .object(let array as ItemArray) where array.places.rank > 0: return try interpreter.array(of: value)
        default: return nil
        }
    }

    /// Sizes as far as all parts agree; beyond that the nest is ragged.
    private mutating func shape(_ value: Value, _ depth: Int) throws(LanguageError) -> [Int] {
        guard let parts = try parts(value) else { return [] }
        if depth >= ItemGathering.deepest {
            throw LanguageError.valueError(
                "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 64."
            )
        }
        try interpreter.checkInterrupt()
        var common: [Int]?
        for part in parts {
            let own = try shape(part, depth + 1)
            guard let known = common else { common = own; continue }
            if known == own { continue }
            isRagged = true
            common = zip(known, own).prefix { $0 == $1 }.map(\.0)
        }
        return [parts.count] + (common ?? [])
    }

    private mutating func gather(_ value: Value, _ depth: Int) throws(LanguageError) {
        guard depth > 0 else {
            leaves.append(value)
            return
        }
        try interpreter.checkInterrupt()
        for part in try parts(value) ?? [] { try gather(part, depth - 1) }
    }

    /// The type that the elements ask for; with `asText` numbers ask for what their own text has.
    private func found(asText: Bool) -> ItemType {
        var width = 0
        for leaf in leaves {
            switch leaf {
            case .str(let text): width = max(width, text.count)
            case .bool(let truth): width = max(width, asText ? (truth ? 4 : 5) : 5)
            case .int(let number): width = max(width, asText ? String(number).utf8.count : 21)
            case .float(let number): width = max(width, asText ? FloatText.repr(number).utf8.count : 32)
            case .object(let number as ScalarObject): width = max(width, ItemType.width(of: number.dtype))
            case .object(let array as ItemArray) where array.type.isText:
                width = max(width, array.type.itemSize / 4)
            case .object(let array as ArrayObject): width = max(width, ItemType.width(of: array.tensor.dtype))
            default:
                if !asText { return .object }
                width = max(width, (try? interpreter.str(leaf).unicodeScalars.count) ?? 0)
            }
        }
        return .text(max(width, 1))
    }

    private static func ragged(_ shape: [Int]) -> LanguageError {
        .valueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(shape.count) dimensions. The detected shape was \(TensorError.text(of: shape)) + inhomogeneous part.",
            hint: "every row must have the same number of elements; dtype=object keeps rows of any length as lists")
    }
}
