import Glibc

/// Where an axis has its ticks, and what stands at them.
public struct Ticks: Sendable, Equatable {
    /// Data values of the long ticks.
    public var values: [Double]
    /// The text at each of them.
    public var labels: [String]
    /// Data values of the short ticks between.
    public var minor: [Double] = []

    /// Ticks at given places.
    public init(values: [Double], labels: [String], minor: [Double] = []) {
        self.values = values
        self.labels = labels
        self.minor = minor
    }

    /// Ticks at given places, labelled with the numbers themselves.
    public init(at values: [Double]) { self.init(values: values, labels: Ticks.labels(for: values)) }

    /// How many ticks have room where so many of their labels have: from two to ten, two where the room is no number.
    static func count(_ room: Double) -> Int { room.isFinite ? Int(min(max(room, 1), 9)) + 1 : 2 }

    /// Round numbers from `low` to `high`, at most `count` of them (at least two): steps are 1, 2, 2.5 or 5 times
    /// a power of ten.
    ///
    /// - Parameter onlyIntegers: true for counts such as epochs or pixels.
    public static func linear(_ low: Double, _ high: Double, count: Int, onlyIntegers: Bool = false) -> Ticks {
        let span = high - low
        guard span.isFinite, span > 0, low.isFinite else { return Ticks(at: low.isFinite ? [low] : []) }
        let step = niceStep(span / Double(max(count, 2) - 1), span: span, count: max(count, 2), onlyIntegers)
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        guard last >= first, last - first < 1000, abs(first) < 1e15, abs(last) < 1e15 else { return Ticks(at: [low]) }
        let values = (Int(first)...Int(last)).map { Double($0) * step }
        return Ticks(at: values)
    }

    /// The smallest nice step of which at most `count` ticks lie in a span.
    private static func niceStep(_ rough: Double, span: Double, count: Int, _ onlyIntegers: Bool) -> Double {
        let power = pow(10, floor(log10(rough)))
        let steps = [1, 2, 2.5, 5, 10, 20, 25, 50].map { $0 * power }
        let allowed = onlyIntegers ? steps.map { max($0, 1) }.filter { $0 == $0.rounded() } : steps
        return allowed.first { span / $0 <= Double(count - 1) + 1e-9 } ?? max(rough, onlyIntegers ? 1 : rough)
    }

    /// Powers of ten from `low` to `high`, with short ticks at their multiples; 2 and 5 have labels too where
    /// there is room.
    public static func logarithmic(_ low: Double, _ high: Double, count: Int) -> Ticks {
        guard low > 0, high > low, high.isFinite else { return Ticks(at: []) }
        let (first, last) = (Int(floor(log10(low) + 1e-9)), Int(ceil(log10(high) - 1e-9)))
        let inside = { (value: Double) in value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) }
        let decades = max(last - first, 1)
        let stride = max((decades + max(count, 2) - 1) / max(count, 2), 1)
        var values = Swift.stride(from: first, through: last, by: stride).map { pow(10, Double($0)) }.filter(inside)
        var minor: [Double] = []
        if stride == 1 {
            minor = (first...last).flatMap { power in (2...9).map { Double($0) * pow(10, Double(power)) } }
                .filter(inside)
        }
        if values.count < 2 {
            let more = minor.filter { value in
                let lead = value / pow(10, floor(log10(value) + 1e-9))
                return abs(lead - 2) < 1e-6 || abs(lead - 5) < 1e-6
            }
            values = (values + more).sorted()
            if values.count < 2 { return linear(low, high, count: count) }
            return Ticks(values: values, labels: values.map { number($0) }, minor: minor)
        }
        return Ticks(values: values, labels: values.map { powerOfTen(Int(log10($0).rounded())) }, minor: minor)
    }

    /// The same number of decimals for all: as many as the finest one needs.
    static func labels(for values: [Double]) -> [String] {
        let largest = values.map(abs).filter(\.isFinite).max() ?? 0
        let smallest = values.map(abs).filter { $0 > 0 && $0.isFinite }.min() ?? 0
        if largest >= 1e6 || (largest > 0 && largest < 1e-3 && smallest > 0) {
            let short = values.map { scientific($0) }
            if Set(short).count == Set(values).count { return short }
        }
        let decimals = (0...8).first { decimals in
            let unit = pow(10, Double(decimals))
            return values.allSatisfy { abs(($0 * unit).rounded() - $0 * unit) < 1e-6 * max(1, largest * unit * 1e-6) }
        }
        return values.map { fixed($0, decimals ?? 8) }
    }

    /// A number as short as it can be read: `0.05`, `20`, `3×10⁷`.
    static func number(_ value: Double) -> String { labels(for: [value])[0] }

    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        let text = String(printf: "%.\(decimals)f", value == 0 ? 0 : value)
        return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    }

    private static func scientific(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return fixed(value, 0) }
        let power = Int(floor(log10(abs(value)) + 1e-9))
        let lead = (value / pow(10, Double(power)) * 1000).rounded() / 1000
        if lead == 1 { return powerOfTen(power) }
        var digits = String(printf: "%.3f", lead)
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
        return (digits.hasPrefix("-") ? "\u{2212}" + digits.dropFirst() : digits) + "×" + powerOfTen(power)
    }

    static func powerOfTen(_ power: Int) -> String {
        let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return "10" + (power < 0 ? "⁻" : "")
            + String(String(abs(power)).compactMap { $0.wholeNumberValue.map { raised[$0] } })
    }
}
