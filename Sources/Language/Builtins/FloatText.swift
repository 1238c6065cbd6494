import Glibc

/// Floating-point numbers as text.
public enum FloatText {
    /// `repr(x)` as CPython writes it: the shortest digits that give the same number back.
    public static func repr(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let text = number.description
        guard let e = text.firstIndex(of: "e") else {
            // Swift writes large whole numbers out to 2^53, Python to 1e16; both agree below.
            return text
        }
        var mantissa = String(text[..<e])
        let exponent = Int(text[text.index(after: e)...]) ?? 0
        if exponent >= -4 && exponent < 16 {
            let negative = mantissa.hasPrefix("-")
            if negative { mantissa.removeFirst() }
            let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
            let digits = String(parts[0]) + (parts.count > 1 && parts[1] != "0" ? String(parts[1]) : "")
            let body: String
            if exponent < 0 {
                body = "0." + String(repeating: "0", count: -exponent - 1) + digits
            } else if digits.count <= exponent + 1 {
                body = digits + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
            } else {
                body = String(digits.prefix(exponent + 1)) + "." + String(digits.dropFirst(exponent + 1))
            }
            return (negative ? "-" : "") + body
        }
        if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
        let size = abs(exponent)
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0\(size)" : "\(size)")
    }

    /// A number that is not negative with so many digits after the point, correctly rounded (halves to even).
    ///
    /// Where mantissa and power of ten fit 128 bits the digits are made exactly here, some four times faster than by C.
    static func fixed(_ number: Double, _ precision: Int) -> String {
        guard precision <= 15, number < 1e18, let digits = scaled(number, precision) else {
            return c(number, "", UInt8(ascii: "f"), precision)
        }
        return String(unsafeUninitializedCapacity: 40) { buffer in
            var rest = digits
            var count = 0
            // From the last digit on, at least one before the point.
            while rest > 0 || count < precision + 1 + (precision > 0 ? 1 : 0) {
                if precision > 0, count == precision {
                    buffer[count] = UInt8(ascii: ".")
                } else {
                    buffer[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                count += 1
            }
            var digits = buffer[..<count]
            digits.reverse()
            return count
        }
    }

    /// `number * 10**precision` rounded to a whole number; `nil` where it does not fit 64 bits.
    static func scaled(_ number: Double, _ precision: Int) -> UInt64? {
        let isNormal = number.exponentBitPattern != 0
        let mantissa = UInt128(number.significandBitPattern | (isNormal ? 1 << 52 : 0))
        var power: UInt64 = 1
        for _ in 0..<precision { power *= 10 }
        let wide = UInt64(truncatingIfNeeded: mantissa).multipliedFullWidth(by: power)
        let product = UInt128(wide.high) << 64 | UInt128(wide.low)
        let shift = 1075 - max(Int(number.exponentBitPattern), 1)
        if shift <= 0 { return -shift > 10 ? nil : UInt64(exactly: product << UInt128(-shift)) }
        // The product has at most 53 + 50 bits: further right nothing but less than a half is left.
        if shift > 110 { return 0 }
        var whole = product >> UInt128(shift)
        let rest = product - (whole << UInt128(shift))
        let half = UInt128(1) << UInt128(shift - 1)
        if rest > half || (rest == half && whole & 1 == 1) { whole += 1 }
        return UInt64(exactly: whole)
    }

    /// A number by one of C's formats with a precision: `c(3.14159, "", UInt8(ascii: "f"), 2)` is `3.14`.
    ///
    /// - Parameter flags: C's flags before the precision: `#` or nothing.
    static func c(_ number: Double, _ flags: String, _ form: UInt8, _ precision: Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512 + precision) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            withVaList([Int32(clamping: precision), number]) { list in
                _ = vsnprintf(start, buffer.count, "%\(flags).*\(Unicode.Scalar(form))", list)
            }
            return String(cString: start)
        }
    }

    /// C's `g` format, which CPython ends with `.0` where a float would else look like an integer.
    static func general(_ number: Double, _ precision: Int, keepsPoint: Bool) -> String {
        let scientific = c(number, "", UInt8(ascii: "e"), precision - 1)
        guard let e = scientific.lastIndex(of: "e"), let exponent = Int(scientific[scientific.index(after: e)...])
        else {
            return scientific
        }
        if exponent < -4 || exponent >= precision - (keepsPoint ? 1 : 0) {
            var mantissa = scientific[..<e]
            if mantissa.contains(".") {
                while mantissa.last == "0" { mantissa.removeLast() }
                if mantissa.last == "." { mantissa.removeLast() }
            }
            return String(mantissa + scientific[e...])
        }
        var text = c(number, "", UInt8(ascii: "f"), max(0, precision - 1 - exponent))
        if text.contains(".") {
            while text.last == "0" { text.removeLast() }
            if text.last == "." { text.removeLast() }
        }
        return keepsPoint && !text.contains(".") ? text + ".0" : text
    }
}
