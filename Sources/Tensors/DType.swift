/// The type of a tensor's elements: NumPy's dtypes that stand in memory as C has them.
public enum DType: UInt8, Sendable, CaseIterable {
    case bool, uint8, int8, uint16, int16, uint32, int32, uint64, int64, float16, float32, float64

    /// The families that casting rules speak of, in the order in which values may move up.
    public enum Kind: UInt8, Sendable, Comparable {
        case bool, unsigned, signed, float

        public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    /// NumPy's name: `float32`.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8"
        case .int8: "int8"
        case .uint16: "uint16"
        case .int16: "int16"
        case .uint32: "uint32"
        case .int32: "int32"
        case .uint64: "uint64"
        case .int64: "int64"
        case .float16: "float16"
        case .float32: "float32"
        case .float64: "float64"
        }
    }

    /// The name of NumPy's class for the type: `Float64DType`.
    public var className: String {
        switch self {
        case .bool: "BoolDType"
        case .uint8, .uint16, .uint32, .uint64: "UInt\(8 * itemSize)DType"
        case .int8, .int16, .int32, .int64: "Int\(8 * itemSize)DType"
        default: "Float\(8 * itemSize)DType"
        }
    }

    /// NumPy's number for the type.
    public var number: Int {
        switch self {
        case .bool: 0
        case .int8: 1
        case .uint8: 2
        case .int16: 3
        case .uint16: 4
        case .int32: 5
        case .uint32: 6
        case .int64: 7
        case .uint64: 8
        case .float32: 11
        case .float64: 12
        case .float16: 23
        }
    }

    /// NumPy's one-letter code: `f` for float32.
    public var character: String {
        switch self {
        case .bool: "?"
        case .uint8: "B"
        case .int8: "b"
        case .uint16: "H"
        case .int16: "h"
        case .uint32: "I"
        case .int32: "i"
        case .uint64: "L"
        case .int64: "l"
        case .float16: "e"
        case .float32: "f"
        case .float64: "d"
        }
    }

    /// Bytes of an element.
    public var itemSize: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16, .float16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    public var kind: Kind {
        switch self {
        case .bool: .bool
        case .uint8, .uint16, .uint32, .uint64: .unsigned
        case .int8, .int16, .int32, .int64: .signed
        case .float16, .float32, .float64: .float
        }
    }

    public var isFloat: Bool { kind == .float }
    public var isInteger: Bool { kind == .signed || kind == .unsigned }

    /// NumPy's letter for the kind: `b`, `u`, `i`, `f`.
    public var kindCharacter: String {
        switch kind {
        case .bool: "b"
        case .unsigned: "u"
        case .signed: "i"
        case .float: "f"
        }
    }

    /// The array-protocol form: `<f4`, `|u1`.
    public var protocolName: String { (itemSize == 1 ? "|" : "<") + kindCharacter + String(itemSize) }

    /// Every spelling that NumPy takes for a dtype, or `nil` for an unknown one.
    public init?(named name: String) {
        var text = Substring(name)
        if let first = text.first, "<=|".contains(first) { text = text.dropFirst() }
        if let known = DType.names[String(text)] { self = known } else { return nil }
    }

    private static let names: [String: DType] = {
        var table: [String: DType] = [
            "bool_": .bool, "b1": .bool, "int": .int64, "float": .float64, "int_": .int64, "uint": .uint64,
            "double": .float64,
            "single": .float32, "half": .float16, "float_": .float64, "long": .int64, "intc": .int32, "short": .int16,
            "byte": .int8, "ubyte": .uint8, "ushort": .uint16, "uintc": .uint32, "ulong": .uint64, "longlong": .int64,
            "ulonglong": .uint64, "intp": .int64, "uintp": .uint64, "q": .int64, "Q": .uint64, "p": .int64,
            "P": .uint64,
        ]
        for type in DType.allCases {
            table[type.name] = type
            table[type.character] = type
            table[type.kindCharacter + String(type.itemSize)] = type
        }
        return table
    }()

    /// The smallest and greatest integer of the type; `nil` for floating-point types.
    public var integerRange: (low: Int64, high: UInt64)? {
        switch self {
        case .bool: (0, 1)
        case .uint8: (0, 0xFF)
        case .uint16: (0, 0xFFFF)
        case .uint32: (0, 0xFFFF_FFFF)
        case .uint64: (0, .max)
        case .int8: (-0x80, 0x7F)
        case .int16: (-0x8000, 0x7FFF)
        case .int32: (-0x8000_0000, 0x7FFF_FFFF)
        case .int64: (.min, UInt64(Int64.max))
        default: nil
        }
    }
}

extension DType {
    /// The type that holds values of both, as NumPy's `promote_types` chooses it.
    public static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        if a == .bool { return b }
        if b == .bool { return a }
        switch (a.isFloat, b.isFloat) {
        case (true, true): return a.itemSize >= b.itemSize ? a : b
        case (true, false): return promoteFloat(a, b)
        case (false, true): return promoteFloat(b, a)
        case (false, false): break
        }
        if a.kind == b.kind { return a.itemSize >= b.itemSize ? a : b }
        let (signed, unsigned) = a.kind == .signed ? (a, b) : (b, a)
        if signed.itemSize > unsigned.itemSize { return signed }
        switch unsigned {
        case .uint8: return .int16
        case .uint16: return .int32
        case .uint32: return .int64
        default: return .float64
        }
    }

    private static func promoteFloat(_ float: DType, _ integer: DType) -> DType {
        let least: DType =
            switch integer.itemSize {
            case 1: .float16
            case 2: .float32
            default: .float64
            }
        return float.itemSize >= least.itemSize ? float : least
    }

    /// True where every value of `self` is one of `other`: NumPy's casting "safe".
    public func castsSafely(to other: DType) -> Bool {
        self == other || DType.promote(self, other) == other
    }

    /// True for safe casts and those inside a kind or up the kinds: NumPy's casting "same_kind".
    public func castsWithinKind(to other: DType) -> Bool {
        if castsSafely(to: other) { return true }
        if kind == other.kind { return true }
        if kind == .unsigned && other.kind == .signed { return true }
        return kind < other.kind && other.kind == .float
    }
}
