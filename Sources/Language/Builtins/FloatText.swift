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

    /// A number by one of C's formats with a precision: `fixed(3.14159, "f", 2)` is `3.14`.
    public static func c(_ number: Double, _ form: Character, _ precision: Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512 + precision) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            withVaList([Int32(clamping: precision), number]) { list in
                _ = vsnprintf(start, buffer.count, "%.*\(form)", list)
            }
            return String(cString: start)
        }
    }
}
