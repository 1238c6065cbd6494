import Language
import Tensors

/// A dtype as an object: what `x.dtype` gives.
final class DTypeObject: Object {
    let dtype: DType

    init(_ dtype: DType) { self.dtype = dtype }

    override var nativeType: NativeType { .dtype }
}

extension NativeType {
    /// The type of dtypes.
    static let dtype = NativeType(
        name: "dtype", module: "numpy", doc: "The type of an array's elements.",
        constructor: NativeFunction("dtype", [Parameter("dtype")], doc: "A data type by name or type.") {
            (call) throws(LanguageError) in
            if let items = ItemType(call[0]) { return .object(ItemDTypeObject(items)) }
            return .object(DTypeObject(try NumPyArgument.dtype(call[0])))
        },
        properties: [
            property("name", "Its name.") { Value($0.name) },
            property("itemsize", "Bytes of an element.") { .int($0.itemSize) },
            property("kind", "b, u, i or f.") { Value($0.kindCharacter) },
            property("char", "Its one-letter code.") { Value($0.character) },
            property("str", "Its code in the array protocol.") { Value($0.protocolName) },
            property("num", "Its number among NumPy's types.") { .int($0.number) },
            property("alignment", "Bytes to whose multiples its addresses are aligned.") { .int($0.itemSize) },
            property("byteorder", "The order of its bytes: native, or of no meaning.") {
                Value($0.itemSize == 1 ? "|" : "=")
            },
            property("hasobject", "False: no elements are objects.") { _ in .bool(false) },
            property("isnative", "True: the bytes stand in the machine's order.") { _ in .bool(true) },
            property("fields", "None: types have no fields here.") { _ in .none },
            property("names", "None: types have no fields here.") { _ in .none },
            property("shape", "The shape of a sub-array: none.") { _ in .tuple(Tuple([])) },
            property("ndim", "The dimensions of a sub-array: 0.") { _ in .int(0) },
            NativeProperty("type", doc: "The type of its scalars.") { (object, interpreter) throws(LanguageError) in
                .object(interpreter.classObject(for: .scalarType((object as? DTypeObject)?.dtype ?? .float64)))
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in "dtype('\((object as? DTypeObject)?.dtype.name ?? "")')" }
            $0.str = { (object, _) throws(LanguageError) in (object as? DTypeObject)?.dtype.name ?? "" }
            $0.hash = { (object, _) throws(LanguageError) in Int((object as? DTypeObject)?.dtype.rawValue ?? 0) }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let me = object as? DTypeObject else { return nil }
                if case .none = other { return .bool(op == .notEqual) }
                guard let wanted = try? NumPyArgument.dtype(other) else { return .bool(op == .notEqual) }
                return .bool((me.dtype == wanted) == (op == .equal))
            }
        })

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (DType) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            get((object as? DTypeObject)?.dtype ?? .float64)
        }
    }

    static let generic = NativeType(name: "generic", module: "numpy", doc: "The base of NumPy's scalar types.")
    static let numberType = NativeType(name: "number", module: "numpy", doc: "Numeric scalars.", base: .generic)
    static let integerType = NativeType(name: "integer", module: "numpy", doc: "Integer scalars.", base: .numberType)
    static let signedType = NativeType(
        name: "signedinteger", module: "numpy", doc: "Signed integer scalars.", base: .integerType)
    static let unsignedType = NativeType(
        name: "unsignedinteger", module: "numpy", doc: "Unsigned integer scalars.", base: .integerType)
    static let inexactType = NativeType(
        name: "inexact", module: "numpy", doc: "Scalars that may be rounded.", base: .numberType)
    static let floatingType = NativeType(
        name: "floating", module: "numpy", doc: "Floating-point scalars.", base: .inexactType)

    /// The types of scalars in the order of the dtypes.
    static let scalarTypes: [NativeType] = DType.allCases.map { makeScalarType($0) }

    /// The type of a dtype's scalars: `numpy.float32`.
    static func scalarType(_ dtype: DType) -> NativeType { scalarTypes[Int(dtype.rawValue)] }

    private static func makeScalarType(_ dtype: DType) -> NativeType {
        let base: NativeType =
            switch dtype.kind {
            case .bool: .generic
            case .unsigned: .unsignedType
            case .signed: .signedType
            case .float: dtype == .float64 ? .float : .floatingType
            }
        return NativeType(
            name: dtype == .bool ? "bool" : dtype.name, module: "numpy", doc: "A number of type \(dtype.name).",
            base: base, also: dtype == .float64 ? .floatingType : nil,
            constructor: NativeFunction(
                dtype == .bool ? "bool" : dtype.name, [.positional("value", .int(0))],
                doc: "A number, or an array, converted to \(dtype.name)."
            ) { (call) throws(LanguageError) in
                if case .str(let text) = call[0] {
                    guard let number = Double(text.string) else {
                        throw LanguageError.valueError("could not convert string to float: '\(text.string)'")
                    }
                    return .object(
                        ScalarObject(
                            try lifting { () throws(TensorError) in try Tensor(.float(number), dtype: dtype) }.scalar(
                                at: []), dtype))
                }
                return .result(try call.tensor(0, dtype: dtype))
            },
            methods: ArrayMethods.rows, properties: ArrayProperties.rows, slots: ScalarSlots.slots)
    }
}

/// What the language asks of NumPy's scalars.
enum ScalarSlots {
    static let slots = Slots {
        $0.repr = { (object, _) throws(LanguageError) in
            guard let me = object as? ScalarObject else { return "" }
            if me.dtype == .bool { return "np.\(me.scalar.isTrue ? "True_" : "False_")" }
            return "np.\(me.dtype.name)(\(me.scalar.text(me.dtype)))"
        }
        $0.str = { (object, _) throws(LanguageError) in
            guard let me = object as? ScalarObject else { return "" }
            return me.scalar.text(me.dtype)
        }
        $0.format = { (object, spec, interpreter) throws(LanguageError) in
            guard let me = object as? ScalarObject else { return "" }
            // As NumPy formats: the number as Python's own, so that float32 shows the digits of a float.
            if spec.isEmpty, !me.dtype.isFloat { return me.scalar.text(me.dtype) }
            return try interpreter.format(.plain(me.scalar, me.dtype), spec)
        }
        $0.binary = ArrayOperators.binary
        $0.inPlace = { (op, object, other, interpreter) throws(LanguageError) in
            guard op == .multiply, let me = object as? ScalarObject else { return nil }
            return try ArrayOperators.repeated(other, me, interpreter)
        }
        $0.unary = ArrayOperators.unary
        $0.compare = ArrayOperators.compare
        $0.truth = { (object, _) throws(LanguageError) in (object as? ScalarObject)?.scalar.isTrue ?? false }
        $0.hash = { (object, interpreter) throws(LanguageError) in
            guard let me = object as? ScalarObject else { return 0 }
            return try interpreter.hash(.plain(me.scalar, me.dtype))
        }
        $0.index = { (object, _) in
            guard let me = object as? ScalarObject, me.dtype.isInteger, case .int(let value) = me.scalar else {
                return nil
            }
            return Int(value)
        }
        $0.float = { (object, _) throws(LanguageError) in (object as? ScalarObject)?.scalar.double }
        $0.getItem = { (object, key, interpreter) throws(LanguageError) in
            guard let me = object as? ScalarObject else { return .none }
            if case .tuple(let keys) = key, keys.values.isEmpty { return .object(me) }
            let tensor = try NumPyArgument.tensor(.object(me), interpreter)
            let items = try NumPyIndex.items(key, interpreter)
            if items.contains(where: { if case .newAxis = $0 { true } else { false } }) {
                return .result(try lifting { () throws(TensorError) in try tensor[items] })
            }
            throw LanguageError.indexError("invalid index to scalar variable.")
        }
    }
}
