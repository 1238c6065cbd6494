import Language
import Tensors

/// The type of elements that are no numbers: texts of at most so many characters (`<U5`), or any objects.
enum ItemType: Equatable {
    /// Texts; a width of 0 asks for as many characters as the longest has.
    case text(Int)
    case object

    /// As `print(x.dtype)` shows it.
    var name: String { if case .text = self { code } else { "object" } }

    /// NumPy's code: `<U5`, `|O`.
    var code: String { if case .text(let width) = self { width == 0 ? "<U" : "<U\(width)" } else { "O" } }

    /// Bytes of an element in NumPy's memory.
    var itemSize: Int { if case .text(let width) = self { 4 * width } else { 8 } }

    /// True for texts.
    var isText: Bool { if case .text = self { true } else { false } }

    /// The name of NumPy's class for the type.
    var className: String { isText ? "StrDType" : "ObjectDType" }

    /// The type that holds the elements of both.
    static func promote(_ a: ItemType, _ b: ItemType) -> ItemType {
        if case .text(let x) = a, case .text(let y) = b { return .text(max(x, y)) }
        return .object
    }

    /// Characters that any number of a type may need as text.
    static func width(of dtype: DType) -> Int {
        switch dtype {
        case .bool: 5
        case .int8: 4
        case .uint8: 3
        case .int16: 6
        case .uint16: 5
        case .int32: 11
        case .uint32: 10
        case .int64: 21
        case .uint64: 20
        case .float16, .float32, .float64: 32
        }
    }

    /// The type that a dtype argument names; `nil` for types of numbers and what is no type.
    init?(_ value: Value) {
        switch value {
        case .str(let text):
            guard let type = ItemType(code: text.string) else { return nil }
            self = type
        case .object(let object as ItemDTypeObject): self = object.type
        case .object(let cls as ClassObject):
            guard let native = cls.native, !cls.isUser else { return nil }
            if native === NativeType.str || native === NativeType.textScalar {
                self = .text(0)
            } else if native === NativeType.object || native === NativeType.objectScalar {
                self = .object
            } else {
                return nil
            }
        default: return nil
        }
    }

    private init?(code: String) {
        switch code {
        case "O", "object", "|O", "object_": self = .object
        case "str", "str_": self = .text(0)
        default:
            var rest = Substring(code)
            if let first = rest.first, "<=".contains(first) { rest = rest.dropFirst() }
            guard rest.first == "U" else { return nil }
            rest = rest.dropFirst()
            guard let width = rest.isEmpty ? 0 : Int(rest), width >= 0, width < 1 << 28 else { return nil }
            self = .text(width)
        }
    }
}

/// A dtype of texts or objects as an object: what `x.dtype` gives.
final class ItemDTypeObject: Object {
    let type: ItemType
    /// True for the type of one text, which has a width even if that is 0.
    let isElement: Bool

    init(_ type: ItemType, isElement: Bool = false) {
        self.type = type
        self.isElement = isElement
    }

    /// What `str` shows for texts.
    var code: String { isElement && type == .text(0) ? "<U0" : type.code }

    override var nativeType: NativeType { .itemDType }
}

extension NativeType {
    static let flexibleType = NativeType(
        name: "flexible", module: "numpy", doc: "Scalars without a fixed size.", base: .generic)
    static let characterType = NativeType(
        name: "character", module: "numpy", doc: "Scalars of characters.", base: .flexibleType)
    /// `numpy.object_`: what the dtype of objects names; its scalars are the objects themselves.
    static let objectScalar = NativeType(
        name: "object_", module: "numpy", doc: "The dtype of any objects.", base: .generic)

    /// `numpy.str_`: an element of an array of texts, a text by itself.
    static let textScalar = NativeType(
        name: "str_", module: "numpy", doc: "A text that is an element of an array.", base: .str, also: .characterType,
        constructor: NativeFunction("str_", [.positional("value", .str(""))], doc: "The text of a value.") {
            (call) throws(LanguageError) in ItemArray.cell(try call.interpreter.str(call[0]))
        },
        methods: [
            NativeFunction("item", doc: "The text itself.") { (call) throws(LanguageError) in text(call.receiver) },
            NativeFunction("tolist", doc: "The text itself.") { (call) throws(LanguageError) in text(call.receiver) },
        ],
        properties: [
            NativeProperty("dtype", doc: "Type of the element.") { (object, _) throws(LanguageError) in
                .object(ItemDTypeObject(.text((object as? Str)?.count ?? 0), isElement: true))
            },
            NativeProperty("shape", doc: "No axes.") { (_, _) throws(LanguageError) in .tuple(Tuple([])) },
            NativeProperty("ndim", doc: "Number of axes: 0.") { (_, _) throws(LanguageError) in .int(0) },
            NativeProperty("size", doc: "Number of elements: 1.") { (_, _) throws(LanguageError) in .int(1) },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "np.str_(\(Interpreter.quoted((object as? Str)?.string ?? "")))"
            }
        })

    private static func text(_ value: Value?) -> Value {
        if case .str(let text)? = value { Value(text.string) } else { .none }
    }

    /// The type of dtypes of texts and objects.
    static let itemDType = NativeType(
        name: "dtype", module: "numpy", doc: "The type of an array's elements: texts or objects.", base: .dtype,
        properties: [
            property("name", "Its name.") { Value($0.isText ? "str\(8 * $0.itemSize)".trimmedZero : "object") },
            property("itemsize", "Bytes of an element.") { .int($0.itemSize) },
            property("kind", "U or O.") { Value($0.isText ? "U" : "O") },
            property("char", "Its one-letter code.") { Value($0.isText ? "U" : "O") },
            property("str", "Its code in the array protocol.") { Value($0.isText ? $0.code : "|O") },
            property("num", "Its number among NumPy's types.") { .int($0.isText ? 19 : 17) },
            property("alignment", "Bytes to whose multiples addresses are aligned.") { .int($0.isText ? 4 : 8) },
            property("byteorder", "The order of its bytes.") { Value($0.isText ? "=" : "|") },
            property("hasobject", "True where elements are objects.") { .bool(!$0.isText) },
            NativeProperty("type", doc: "The type of its scalars.") { (object, interpreter) throws(LanguageError) in
                .object(
                    interpreter.classObject(
                        for: (object as? ItemDTypeObject)?.type.isText == true ? .textScalar : .objectScalar))
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "dtype('\((object as? ItemDTypeObject)?.type.code ?? "")')"
            }
            $0.str = { (object, _) throws(LanguageError) in
                guard let me = object as? ItemDTypeObject else { return "" }
                return me.type.isText ? me.code : me.type.name
            }
            $0.hash = { (object, _) throws(LanguageError) in
                (object as? ItemDTypeObject)?.type.code.utf8.reduce(17) { ($0 &* 31) &+ Int($1) } ?? 0
            }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let me = object as? ItemDTypeObject else { return nil }
                return .bool((ItemType(other) == me.type) == (op == .equal))
            }
        })

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (ItemType) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            get((object as? ItemDTypeObject)?.type ?? .object)
        }
    }
}

extension String {
    /// NumPy's name of texts without a width is plain `str`.
    fileprivate var trimmedZero: String { self == "str0" ? "str" : self }
}
