import CProcessor

/// A Swift type that is the element of some dtype.
public protocol Element: BitwiseCopyable, Sendable {
    static var dtype: DType { get }
    static var zero: Self { get }
    /// C's conversions: integers wrap, fractions are cut off, what no integer can hold becomes the least.
    init(casting value: Int64)
    init(casting value: UInt64)
    init(casting value: Double)
    init(casting value: Float)
    var asInt64: Int64 { get }
    var asDouble: Double { get }
    var asFloat: Float { get }
    /// Total order of sorting: NaN is the greatest.
    static func ordered(_ a: Self, _ b: Self) -> Bool
    static func same(_ a: Self, _ b: Self) -> Bool
    var isNotNumber: Bool { get }
}

extension Int64 {
    /// What x86's truncation gives: the least integer for NaN and everything out of range.
    @inline(__always) init(truncating value: Double) {
        self = value > -9.223372036854777e18 && value < 9.223372036854775e18 ? Int64(value) : Int64.beyondRange()
    }
}

extension UInt32 {
    /// What NumPy's vector code makes of numbers that stand side by side, four at a time: another number than its scalar
    /// code for those out of range, for which C has no rule.
    @inline(__always) init(inFours value: Double) {
        let isUpper = value >= 2_147_483_648
        let bits = UInt32(bitPattern: Int32(truncating: isUpper ? value - 2_147_483_648 : value))
        self = isUpper ? bits ^ 0x8000_0000 : bits
    }
}

extension Int32 {
    /// What x86's truncation to 32 bits gives: the least integer for NaN and everything out of range.
    @inline(__always) init(truncating value: Double) {
        self =
            value > -2147483649 && value < 2147483648
            ? Int32(value) : Int32(truncatingIfNeeded: Int64.beyondRange() >> 32)
    }
}

extension Int64 {
    /// The processor's flag for an invalid value is set, as its own conversion would.
    @inline(never) static func beyondRange() -> Int64 {
        processor_raise_float_flags(1)
        return .min
    }
}

/// What fixed-width integers share.
public protocol IntegerElement: Element, FixedWidthInteger {}

extension IntegerElement {
    @inlinable public init(casting value: Int64) { self.init(truncatingIfNeeded: value) }
    @inlinable public init(casting value: UInt64) { self.init(truncatingIfNeeded: value) }
    public init(casting value: Double) {
        // C converts to small types by way of 32 bits, as NumPy shows.
        if Self.bitWidth < 32 || Self.bitWidth == 32 && Self.isSigned {
            self.init(truncatingIfNeeded: Int32(truncating: value))
        } else {
            self.init(truncatingIfNeeded: Int64(truncating: value))
        }
    }
    public init(casting value: Float) { self.init(casting: Double(value)) }
    @inlinable public var asInt64: Int64 { Int64(truncatingIfNeeded: self) }
    @inlinable public static func ordered(_ a: Self, _ b: Self) -> Bool { a < b }
    @inlinable public static func same(_ a: Self, _ b: Self) -> Bool { a == b }
    @inlinable public var isNotNumber: Bool { false }
}

extension UInt8: IntegerElement {
    public static var dtype: DType { .uint8 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Int8: IntegerElement {
    public static var dtype: DType { .int8 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension UInt16: IntegerElement {
    public static var dtype: DType { .uint16 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Int16: IntegerElement {
    public static var dtype: DType { .int16 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension UInt32: IntegerElement {
    public static var dtype: DType { .uint32 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Int32: IntegerElement {
    public static var dtype: DType { .int32 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension UInt64: IntegerElement {
    public static var dtype: DType { .uint64 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }

    /// Values above Int64's keep their bits; those beyond all 64 bits become zero.
    public init(casting value: Double) {
        if value >= 1.8446744073709552e19 {
            self = UInt64(truncatingIfNeeded: Int64.beyondRange()) << 1
        } else if value >= 9.223372036854775808e18 {
            // In two steps, since the processor's own conversion would call it invalid.
            self = UInt64(truncatingIfNeeded: Int64(value - 9.223372036854775808e18)) | 1 << 63
        } else {
            self = UInt64(truncatingIfNeeded: Int64(truncating: value))
        }
    }
}

extension Int64: IntegerElement {
    public static var dtype: DType { .int64 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Int: IntegerElement {
    public static var dtype: DType { .int64 }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

/// What floating-point elements share.
public protocol FloatElement: Element, BinaryFloatingPoint {}

extension FloatElement {
    @inlinable public static func ordered(_ a: Self, _ b: Self) -> Bool { a < b || (b != b && a == a) }
    @inlinable public static func same(_ a: Self, _ b: Self) -> Bool { a == b }
    @inlinable public var isNotNumber: Bool { self != self }
}

extension Float16: FloatElement {
    public static var dtype: DType { .float16 }
    public init(casting value: Int64) { self.init(casting: Float(value)) }
    public init(casting value: UInt64) { self.init(casting: Float(value)) }
    public init(casting value: Double) {
        self.init(value)
        if isInfinite && value.isFinite { Float16.tellOverflow() }
    }
    public init(casting value: Float) {
        self.init(value)
        if isInfinite && value.isFinite { Float16.tellOverflow() }
    }

    /// The conversion in software raises no flag for numbers that rounding alone takes out of range.
    @inline(never) private static func tellOverflow() { processor_raise_float_flags(8) }

    public var asInt64: Int64 { Int64(truncating: Double(self)) }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Float: FloatElement {
    public static var dtype: DType { .float32 }
    @inlinable public init(casting value: Int64) { self.init(value) }
    @inlinable public init(casting value: UInt64) { self.init(value) }
    @inlinable public init(casting value: Double) { self.init(value) }
    @inlinable public init(casting value: Float) { self = value }
    public var asInt64: Int64 { Int64(truncating: Double(self)) }
    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public var asFloat: Float { self }
}

extension Double: FloatElement {
    public static var dtype: DType { .float64 }
    @inlinable public init(casting value: Int64) { self.init(value) }
    @inlinable public init(casting value: UInt64) { self.init(value) }
    @inlinable public init(casting value: Double) { self = value }
    @inlinable public init(casting value: Float) { self.init(value) }
    public var asInt64: Int64 { Int64(truncating: self) }
    @inlinable public var asDouble: Double { self }
    @inlinable public var asFloat: Float { Float(self) }
}

extension Bool: Element {
    public static var dtype: DType { .bool }
    public static var zero: Bool { false }
    @inlinable public init(casting value: Int64) { self = value != 0 }
    @inlinable public init(casting value: UInt64) { self = value != 0 }
    @inlinable public init(casting value: Double) { self = value != 0 }
    @inlinable public init(casting value: Float) { self = value != 0 }
    @inlinable public var asInt64: Int64 { self ? 1 : 0 }
    @inlinable public var asDouble: Double { self ? 1 : 0 }
    @inlinable public var asFloat: Float { self ? 1 : 0 }
    @inlinable public static func ordered(_ a: Bool, _ b: Bool) -> Bool { !a && b }
    @inlinable public static func same(_ a: Bool, _ b: Bool) -> Bool { a == b }
    @inlinable public var isNotNumber: Bool { false }
}

/// Work that is written once for all element types.
protocol ElementVisitor {
    associatedtype Result
    func visit<T: Element>(_ type: T.Type) -> Result
}

extension DType {
    /// Does the work with the Swift type of the elements.
    @inline(__always) func visit<V: ElementVisitor>(_ visitor: V) -> V.Result {
        switch self {
        case .bool: visitor.visit(Bool.self)
        case .uint8: visitor.visit(UInt8.self)
        case .int8: visitor.visit(Int8.self)
        case .uint16: visitor.visit(UInt16.self)
        case .int16: visitor.visit(Int16.self)
        case .uint32: visitor.visit(UInt32.self)
        case .int32: visitor.visit(Int32.self)
        case .uint64: visitor.visit(UInt64.self)
        case .int64: visitor.visit(Int64.self)
        case .float16: visitor.visit(Float16.self)
        case .float32: visitor.visit(Float.self)
        case .float64: visitor.visit(Double.self)
        }
    }
}
