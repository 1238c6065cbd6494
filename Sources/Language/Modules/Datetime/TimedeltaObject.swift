/// `datetime.timedelta`: a length of time in microseconds.
final class TimedeltaObject: Object {
    let microseconds: Int128

    static let second: Int128 = 1_000_000
    static let day: Int128 = 86_400_000_000
    /// No more days than this, either way.
    static let dayLimit: Int128 = 999_999_999

    /// A length of time within Python's bounds.
    init(_ microseconds: Int128) throws(LanguageError) {
        let days = microseconds.flooredQuotient(by: TimedeltaObject.day)
        if days.magnitude > TimedeltaObject.dayLimit.magnitude {
            throw LanguageError.overflow("days=\(days); must have magnitude <= 999999999")
        }
        self.microseconds = microseconds
    }

    /// A length that is known to be within bounds.
    init(within microseconds: Int) { self.microseconds = Int128(microseconds) }

    override var nativeType: NativeType { TimedeltaObject.type }

    var days: Int { Int(microseconds.flooredQuotient(by: TimedeltaObject.day)) }
    /// What is left of the last day.
    private var rest: Int { Int(microseconds.flooredRemainder(by: TimedeltaObject.day)) }
    var seconds: Int { rest / 1_000_000 }
    var micros: Int { rest % 1_000_000 }
    var totalSeconds: Double { Double(microseconds) / 1e6 }

    /// `1 day, 2:03:04.000005`.
    var text: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        var text = "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        if days != 0 { text = "\(days) day\(abs(days) == 1 ? "" : "s"), " + text }
        if micros != 0 { text += "." + String(String(micros + 1_000_000).dropFirst()) }
        return text
    }

    /// `datetime.timedelta(days=1, seconds=2)`.
    var shown: String {
        var parts: [String] = []
        if days != 0 { parts.append("days=\(days)") }
        if seconds != 0 { parts.append("seconds=\(seconds)") }
        if micros != 0 { parts.append("microseconds=\(micros)") }
        return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.joined(separator: ", ")))"
    }

    /// Times a floating-point number, exactly, then rounded to even.
    func times(_ factor: Double) throws(LanguageError) -> TimedeltaObject {
        let (mantissa, exponent) = try factor.wholeParts("integer ratio")
        let (product, overflow) = microseconds.multipliedReportingOverflow(by: Int128(mantissa))
        if overflow || (exponent > 0 && exponent + product.bits > 120) {
            throw LanguageError.overflow("Python int too large to convert to C int")
        }
        if exponent >= 0 { return try TimedeltaObject(product << Int128(exponent)) }
        if exponent < -120 { return TimedeltaObject(within: 0) }
        return try TimedeltaObject(product.roundedQuotient(by: Int128(1) << Int128(-exponent)))
    }

    /// Through a floating-point number.
    func divided(by divisor: Double) throws(LanguageError) -> TimedeltaObject {
        let (mantissa, exponent) = try divisor.wholeParts("integer ratio")
        if mantissa == 0 { throw LanguageError(.zeroDivisionError, "integer division or modulo by zero") }
        if exponent >= 0 {
            if exponent > 70 { return TimedeltaObject(within: 0) }
            return try TimedeltaObject(microseconds.roundedQuotient(by: Int128(mantissa) << Int128(exponent)))
        }
        if microseconds.bits - exponent > 125 {
            let quotient = (Double(microseconds) / divisor).rounded(.toNearestOrEven)
            guard abs(quotient) < 1e36 else { throw LanguageError.overflow("Python int too large to convert to C int") }
            return try TimedeltaObject(Int128(quotient))
        }
        return try TimedeltaObject((microseconds << Int128(-exponent)).roundedQuotient(by: Int128(mantissa)))
    }
}

extension Int128 {
    /// Division that rounds down; the divisor is not 0.
    func flooredQuotient(by divisor: Int128) -> Int128 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
    }

    /// What `flooredQuotient` leaves; of the divisor's sign.
    func flooredRemainder(by divisor: Int128) -> Int128 {
        let remainder = self % divisor
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
    }

    /// Division that rounds to the nearest, halves to even; the divisor is not 0.
    func roundedQuotient(by divisor: Int128) -> Int128 {
        let quotient = flooredQuotient(by: divisor)
        let remainder = flooredRemainder(by: divisor)
        let twice = remainder.magnitude * 2
        if twice > divisor.magnitude || (twice == divisor.magnitude && quotient & 1 != 0) { return quotient + 1 }
        return quotient
    }

    /// How many bits the magnitude takes.
    fileprivate var bits: Int { 128 - magnitude.leadingZeroBitCount }
}

extension Double {
    /// The number as a whole number times a power of two; infinities and NaN raise CPython's errors.
    fileprivate func wholeParts(_ what: String) throws(LanguageError) -> (mantissa: Int, exponent: Int) {
        if isNaN { throw LanguageError.valueError("cannot convert NaN to \(what)") }
        if isInfinite { throw LanguageError.overflow("cannot convert Infinity to \(what)") }
        if self == 0 { return (0, 0) }
        let power = Int(exponent)
        let whole = Int(significand * 0x1p52)
        let zeros = whole.trailingZeroBitCount
        return ((self < 0 ? -1 : 1) * (whole >> zeros), power - 52 + zeros)
    }
}
