import Glibc

/// A floating-point number as decimal digits: the fewest that read back as the same number of its type.
struct DecimalDigits {
    let isNegative: Bool
    /// Without leading or trailing zeros, except one zero for zero.
    let digits: [UInt8]
    /// Power of ten of the first digit.
    let exponent: Int

    /// The digits of a finite number of a floating-point type.
    init(_ value: Double, _ dtype: DType) {
        let text =
            switch dtype {
            case .float16: DecimalDigits.shortestHalf(value.magnitude)
            case .float32: Float(value).magnitude.description
            default: value.magnitude.description
            }
        isNegative = value.sign == .minus
        var digits: [UInt8] = []
        var exponent = 0
        var pointAt: Int?
        var bytes = Array(text.utf8)[...]
        if let e = bytes.firstIndex(of: UInt8(ascii: "e")) {
            exponent = Int(String(decoding: bytes[(e + 1)...], as: UTF8.self)) ?? 0
            bytes = bytes[..<e]
        }
        for byte in bytes {
            if byte == UInt8(ascii: ".") { pointAt = digits.count } else { digits.append(byte) }
        }
        exponent += (pointAt ?? digits.count) - 1
        let lead = digits.prefix { $0 == UInt8(ascii: "0") }.count
        if lead == digits.count {
            (self.digits, self.exponent) = ([UInt8(ascii: "0")], 0)
            return
        }
        digits.removeFirst(lead)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        (self.digits, self.exponent) = (digits, exponent - lead)
    }

    /// The shortest text of a float16; Swift writes out all digits of the greater ones.
    private static func shortestHalf(_ value: Double) -> String {
        for precision in 0..<5 {
            let text = FloatText.printed("%.*e", precision, value)
            if let read = Double(text), Double(Float16(read)) == value { return text }
        }
        return value.description
    }

    private var isZero: Bool { digits == [UInt8(ascii: "0")] }

    /// The parts before and after the decimal point, the latter without trailing zeros.
    var positional: (whole: String, fraction: String) {
        let zero = UInt8(ascii: "0")
        if isZero { return ("0", "") }
        if exponent < 0 {
            return ("0", String(decoding: [UInt8](repeating: zero, count: -exponent - 1) + digits, as: UTF8.self))
        }
        if digits.count <= exponent + 1 {
            return (
                String(decoding: digits + [UInt8](repeating: zero, count: exponent + 1 - digits.count), as: UTF8.self),
                ""
            )
        }
        return (
            String(decoding: digits[...exponent], as: UTF8.self),
            String(decoding: digits[(exponent + 1)...], as: UTF8.self)
        )
    }
}

/// Which zeros at the end of a fraction are shown.
enum ZeroTrimming {
    /// As many as the wanted digits.
    case keep
    /// None, but the point stays: `1.`
    case point
    /// One at least: `1.0`
    case oneZero
    /// None, and no point: `1`
    case all
}

/// Floating-point numbers as text by NumPy's rules.
enum FloatText {
    /// In positional notation.
    /// - precision: the most digits after the point; longer fractions are rounded, halves to even. Where zeros are kept,
    ///   shorter ones are filled with further digits of the number, as NumPy fills them.
    static func positional(
        _ value: Double, _ dtype: DType, precision: Int?, exact: Bool = false, trim: ZeroTrimming, padLeft: Int = 0,
        padRight: Int = 0
    ) -> String {
        let digits = DecimalDigits(value, dtype)
        var (whole, fraction) = digits.positional
        if let precision, fraction.utf8.count > precision || exact || trim == .keep {
            let parts = printed("%.*f", precision, value.magnitude).split(
                separator: ".", omittingEmptySubsequences: false)
            whole = String(parts[0])
            fraction = parts.count > 1 ? String(parts[1]) : ""
            if trim != .keep { while fraction.hasSuffix("0") { fraction.removeLast() } }
        }
        if trim == .oneZero && fraction.isEmpty { fraction = "0" }
        if digits.isNegative { whole = "-" + whole }
        let left = String(repeating: " ", count: max(0, padLeft - whole.utf8.count))
        if trim == .all && fraction.isEmpty { return left + whole }
        return left + whole + "." + fraction + String(repeating: " ", count: max(0, padRight - fraction.utf8.count))
    }

    /// In scientific notation.
    static func scientific(
        _ value: Double, _ dtype: DType, precision: Int?, exact: Bool = false, trim: ZeroTrimming, padLeft: Int = 0,
        exponentDigits: Int = 2
    ) -> String {
        let digits = DecimalDigits(value, dtype)
        var first = String(decoding: digits.digits[..<1], as: UTF8.self)
        var fraction = String(decoding: digits.digits[1...], as: UTF8.self)
        var exponent = digits.exponent
        if let precision, fraction.utf8.count > precision || exact || trim == .keep {
            let text = printed("%.*e", precision, value.magnitude)
            let parts = text.split(separator: "e")
            let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
            first = String(mantissa[0])
            fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
            exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
            if trim != .keep { while fraction.hasSuffix("0") { fraction.removeLast() } }
        }
        if trim == .oneZero && fraction.isEmpty { fraction = "0" }
        if digits.isNegative { first = "-" + first }
        let left = String(repeating: " ", count: max(0, padLeft - first.utf8.count))
        let mantissa = trim == .all && fraction.isEmpty ? first : first + "." + fraction
        let power = String(abs(exponent))
        let zeros = String(repeating: "0", count: max(0, exponentDigits - power.utf8.count))
        return left + mantissa + "e" + (exponent < 0 ? "-" : "+") + zeros + power
    }

    /// C's printf with a precision: correctly rounded from the number's exact value.
    fileprivate static func printed(_ format: String, _ precision: Int, _ value: Double) -> String {
        withVaList([Int32(clamping: precision), value]) { arguments in
            var buffer = [CChar](repeating: 0, count: 400 + max(0, min(precision, 400)))
            let length = vsnprintf(&buffer, buffer.count, format, arguments)
            return String(
                decoding: buffer.prefix(min(Int(length), buffer.count - 1)).map { UInt8(bitPattern: $0) }, as: UTF8.self
            )
        }
    }

    /// A number by itself, as `str` of a NumPy scalar shows it.
    static func alone(_ value: Double, _ dtype: DType) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let size = value.magnitude
        let cutoff: Double =
            switch dtype {
            case .float16: 1e3
            case .float32: 1e6
            default: 1e16
            }
        if size == 0 || (size >= 1e-4 && size < cutoff) {
            return positional(value, dtype, precision: nil, trim: .oneZero)
        }
        return scientific(value, dtype, precision: nil, trim: .all)
    }
}

extension Scalar {
    /// The number by itself, as `str` of a NumPy scalar of the type shows it: `0.5`, `True`, `3`.
    public func text(_ dtype: DType) -> String {
        switch self {
        case .bool(let value): value ? "True" : "False"
        case .int(let value): dtype == .bool ? (value != 0 ? "True" : "False") : String(value)
        case .uint(let value): String(value)
        case .float(let value): FloatText.alone(value, dtype)
        }
    }
}
