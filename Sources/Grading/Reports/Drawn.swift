/// Numbers in drawings.
enum Drawn {
    /// A coordinate with two digits at most, and no exponent.
    static func number(_ x: Double) -> String {
        let scaled = (x.isFinite ? min(max(x, -1e6), 1e6) : 0) * 100
        let whole = Int(scaled.rounded())
        if whole % 100 == 0 { return String(whole / 100) }
        let rest = abs(whole % 100)
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return (whole < 0 ? "-" : "") + "\(abs(whole) / 100).\(digits)"
    }
}
