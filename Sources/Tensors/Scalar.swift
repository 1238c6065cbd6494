/// One number as the language holds it, whatever the dtype.
public enum Scalar: Sendable, Equatable {
    case bool(Bool)
    case int(Int64)
    /// Only for values that `int` can't hold.
    case uint(UInt64)
    case float(Double)

    public var double: Double {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .int(let value): Double(value)
        case .uint(let value): Double(value)
        case .float(let value): value
        }
    }

    /// As an integer, cut off as C does.
    public var int: Int64 {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .int(let value): value
        case .uint(let value): Int64(truncatingIfNeeded: value)
        case .float(let value): Int64(truncating: value)
        }
    }

    /// True for everything but zero.
    public var isTrue: Bool {
        switch self {
        case .bool(let value): value
        case .int(let value): value != 0
        case .uint(let value): value != 0
        case .float(let value): value != 0
        }
    }

    @inline(__always) func cast<T: Element>(_ type: T.Type) -> T {
        switch self {
        case .bool(let value): T(casting: Int64(value ? 1 : 0))
        case .int(let value): T(casting: value)
        case .uint(let value): T(casting: value)
        case .float(let value): T(casting: value)
        }
    }

    /// Reads the element of `dtype` at an address.
    @inline(__always) static func load(_ at: UnsafeRawPointer, _ dtype: DType) -> Scalar {
        switch dtype {
        case .bool: .bool(at.load(as: UInt8.self) != 0)
        case .uint8: .int(Int64(at.load(as: UInt8.self)))
        case .int8: .int(Int64(at.load(as: Int8.self)))
        case .uint16: .int(Int64(at.load(as: UInt16.self)))
        case .int16: .int(Int64(at.load(as: Int16.self)))
        case .uint32: .int(Int64(at.load(as: UInt32.self)))
        case .int32: .int(Int64(at.load(as: Int32.self)))
        case .int64: .int(at.load(as: Int64.self))
        case .uint64:
            Int64(exactly: at.load(as: UInt64.self)).map { .int($0) } ?? .uint(at.load(as: UInt64.self))
        case .float16: .float(Double(at.load(as: Float16.self)))
        case .float32: .float(Double(at.load(as: Float.self)))
        case .float64: .float(at.load(as: Double.self))
        }
    }

    /// Writes the number at an address, cast to `dtype`.
    @inline(__always) func store(_ at: UnsafeMutableRawPointer, _ dtype: DType) {
        switch dtype {
        case .bool: at.storeBytes(of: isTrue ? 1 : 0, as: UInt8.self)
        case .uint8: at.storeBytes(of: cast(UInt8.self), as: UInt8.self)
        case .int8: at.storeBytes(of: cast(Int8.self), as: Int8.self)
        case .uint16: at.storeBytes(of: cast(UInt16.self), as: UInt16.self)
        case .int16: at.storeBytes(of: cast(Int16.self), as: Int16.self)
        case .uint32: at.storeBytes(of: cast(UInt32.self), as: UInt32.self)
        case .int32: at.storeBytes(of: cast(Int32.self), as: Int32.self)
        case .uint64: at.storeBytes(of: cast(UInt64.self), as: UInt64.self)
        case .int64: at.storeBytes(of: cast(Int64.self), as: Int64.self)
        case .float16: at.storeBytes(of: cast(Float16.self), as: Float16.self)
        case .float32: at.storeBytes(of: cast(Float.self), as: Float.self)
        case .float64: at.storeBytes(of: cast(Double.self), as: Double.self)
        }
    }
}
