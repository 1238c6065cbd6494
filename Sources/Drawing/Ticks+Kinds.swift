import Glibc

/// Ticks of other kinds than round numbers: short ones between, dates, logarithms in both directions.
extension Ticks {
    /// Short ticks between evenly spaced long ones: five steps, or four where a step begins with 2.
    static func between(_ values: [Double], _ low: Double, _ high: Double, steps: Int?) -> [Double] {
        guard values.count > 1, let first = values.first else { return [] }
        let step = values[1] - first
        guard step > 0 else { return [] }
        let lead = step / pow(10, floor(log10(step) + 1e-9))
        let parts = min(max(steps ?? (abs(lead - 2) < 1e-6 ? 4 : 5), 1), 50)
        let small = step / Double(parts)
        let start = ((low - first) / small - 1e-9).rounded(.up)
        let end = ((high - first) / small + 1e-9).rounded(.down)
        guard end >= start, end - start < 2000 else { return [] }
        return (Int(start)...Int(end)).filter { $0 % parts != 0 }.map { first + Double($0) * small }
    }

    /// Zero and powers of ten on both sides of it.
    static func symmetric(_ low: Double, _ high: Double, threshold: Double) -> Ticks {
        let reach = max(abs(low), abs(high), threshold)
        guard threshold > 0, reach.isFinite else { return Ticks(at: []) }
        let first = Int(ceil(log10(threshold) - 1e-9))
        let last = Int(floor(log10(reach) + 1e-9))
        let step = max((last - first + 5) / 5, 1)
        let powers = last >= first ? Array(stride(from: first, through: last, by: step)) : []
        let positive = powers.map { (pow(10, Double($0)), powerOfTen($0)) }
        let all = positive.reversed().map { (-$0.0, "\u{2212}" + $0.1) } + [(0, "0")] + positive
        let inside = all.filter { $0.0 >= low && $0.0 <= high }
        return Ticks(values: inside.map(\.0), labels: inside.map(\.1))
    }

    // MARK: Dates

    /// Round dates from `low` to `high`, both in days since 1970: years, months, days, hours, minutes or seconds.
    ///
    /// Labels are those of matplotlib: `2024`, `2024-03`, `2024-03-15`, `03-15 06`, `15 06:30`, `06:30:15`.
    public static func dates(_ low: Double, _ high: Double, count: Int) -> Ticks {
        let span = high - low
        guard span.isFinite, span > 0, abs(low) < 4e6, abs(high) < 4e6 else { return Ticks(at: []) }
        let most = Double(max(count - 1, 1))
        if span / most > 186 { return years(low, high, most) }
        if span / most > 14.5 { return months(low, high, most) }
        let groups: [(parts: Double, counts: [Double], kind: DateParts.Kind)] = [
            (86400, [1, 2, 5, 10, 15, 30], .second), (1440, [1, 2, 5, 10, 15, 30], .minute),
            (24, [1, 2, 3, 4, 6, 12], .hour), (1, [1, 2, 3, 4, 7, 14], .day),
        ]
        let steps = groups.flatMap { group in
            group.counts.map { (length: $0 / group.parts, kind: group.kind) }
        }
        guard let step = steps.first(where: { span / $0.length <= most + 1e-9 }) else { return Ticks(at: []) }
        let start = (low / step.length - 1e-9).rounded(.up)
        let end = (high / step.length + 1e-9).rounded(.down)
        guard end >= start else { return Ticks(at: []) }
        let values = (0...Int(end - start)).map { (start + Double($0)) * step.length }
        return Ticks(values: values, labels: values.map { DateParts(days: $0).text(step.kind) })
    }

    private static func years(_ low: Double, _ high: Double, _ most: Double) -> Ticks {
        let (first, last) = (DateParts(days: low).year, DateParts(days: high).year)
        let step = [1, 2, 4, 5, 10, 20, 50, 100, 200, 500, 1000].first { Double((last - first) / $0) <= most } ?? 2000
        let values = stride(from: first / step * step, through: last + 1, by: step)
            .map { DateParts.days(year: $0, month: 1) }.filter { $0 >= low && $0 <= high }
        return Ticks(values: values, labels: values.map { DateParts(days: $0).text(.year) })
    }

    private static func months(_ low: Double, _ high: Double, _ most: Double) -> Ticks {
        let (from, to) = (DateParts(days: low), DateParts(days: high))
        let (first, last) = (from.year * 12 + from.month - 1, to.year * 12 + to.month - 1)
        let step = [1, 2, 3, 4, 6].first { Double((last - first) / $0) <= most } ?? 6
        let values = stride(from: first / step * step, through: last + 1, by: step)
            .map { DateParts.days(year: $0 / 12, month: $0 % 12 + 1) }.filter { $0 >= low && $0 <= high }
        return Ticks(values: values, labels: values.map { DateParts(days: $0).text(.month) })
    }
}

/// A day of the Gregorian calendar with its time, from days since 1970 (Hinnant 2013, "chrono-compatible low-level
/// date algorithms").
struct DateParts {
    /// What a tick label says at least.
    enum Kind { case year, month, day, hour, minute, second }

    let year, month, day: Int
    /// Seconds since midnight.
    let seconds: Int

    init(days: Double) {
        let whole = (days + 0.5 / 86400).rounded(.down)
        seconds = min(Int(((days - whole) * 86400).rounded()), 86399)
        let shifted = Int(whole) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970 of the first day of a month.
    static func days(year: Int, month: Int) -> Double {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        return Double(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468)
    }

    /// The date as a tick label.
    func text(_ kind: Kind) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        switch kind {
        case .year: return "\(year)"
        case .month: return "\(year)-\(two(month))"
        case .day: return "\(year)-\(two(month))-\(two(day))"
        case .hour: return "\(two(month))-\(two(day)) \(two(hour))"
        case .minute: return "\(two(day)) \(two(hour)):\(two(minute))"
        case .second: return "\(two(hour)):\(two(minute)):\(two(second))"
        }
    }
}
