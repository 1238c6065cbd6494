import CProcessor
import Glibc

/// Division and powers as Python and NumPy define them.
enum Division {
    /// Rounded down; 0 for a zero divisor.
    @inline(__always) static func floor<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        if b == 0 { return ofZero() }
        let (quotient, overflow) = a.dividedReportingOverflow(by: b)
        if overflow { return a }
        return (a < 0) != (b < 0) && quotient &* b != a ? quotient &- 1 : quotient
    }

    /// With the sign of the divisor; 0 for a zero divisor.
    @inline(__always) static func modulo<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        if b == 0 { return ofZero() }
        let (rest, overflow) = a.remainderReportingOverflow(dividingBy: b)
        if overflow { return 0 }
        return rest != 0 && (rest < 0) != (b < 0) ? rest &+ b : rest
    }

    /// With the sign of the dividend.
    @inline(__always) static func remainder<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        b == 0 ? ofZero() : a.remainderReportingOverflow(dividingBy: b).partialValue
    }

    /// What integers divided by zero give; the processor's flag says that it happened, as it does for floating-point.
    @inline(never) private static func ofZero<T: FixedWidthInteger>() -> T {
        processor_raise_float_flags(4)
        return 0
    }

    /// By repeated squaring, wrapping; the caller has refused negative exponents.
    @inline(__always) static func power<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        var (base, exponent, result) = (a, b, T(1))
        while exponent > 0 {
            if exponent & 1 == 1 { result = result &* base }
            base = base &* base
            exponent >>= 1
        }
        return result
    }

    /// Euclid's.
    static func divisor<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
        var (x, y) = (a < 0 ? 0 &- a : a, b < 0 ? 0 &- b : b)
        while y != 0 { (x, y) = (y, x.remainderReportingOverflow(dividingBy: y).partialValue) }
        return x
    }

    /// Rounded down, so that `floor(a, b) * b + modulo(a, b)` is near `a`.
    @inline(__always) static func floor<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> T {
        if b == 0 { return a / b }
        if a != a || b != b { return a + b }
        var rest = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - rest) / b
        // Signs by their bits: a comparison taken out of the loop would call NaN invalid.
        if rest != 0, b.sign != rest.sign {
            rest += b
            quotient -= 1
        }
        if quotient == 0 { return (a / b).sign == .minus ? -0.0 : 0 }
        let down = quotient.rounded(.down)
        return quotient - down > 0.5 ? down + 1 : down
    }

    /// With the sign of the divisor.
    @inline(__always) static func modulo<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> T {
        if b == 0 { return a.truncatingRemainder(dividingBy: b) }
        if a != a || b != b { return a + b }
        let rest = a.truncatingRemainder(dividingBy: b)
        if rest != 0 { return b.sign != rest.sign ? rest + b : rest }
        return b.sign == .minus ? -0.0 : 0
    }
}

/// Powers and their kin for both floating-point types.
enum Power {
    @inline(__always) static func of(_ x: Float, _ y: Float) -> Float { powf(x, y) }
    @inline(__always) static func of(_ x: Double, _ y: Double) -> Double { pow(x, y) }

    static func logAddExp(_ x: Float, _ y: Float) -> Float { Float(logAddExp(Double(x), Double(y))) }

    static func logAddExp(_ x: Double, _ y: Double) -> Double {
        if x == y { return x + log(2) }
        let gap = x - y
        if gap > 0 { return x + log1p(exp(-gap)) }
        return gap <= 0 ? y + log1p(exp(gap)) : notOrdered(gap)
    }
}

extension BinaryFloatingPoint {
    /// C's fmod.
    @inline(__always) func truncatingRemainderOf(_ divisor: Self) -> Self { truncatingRemainder(dividingBy: divisor) }
}
