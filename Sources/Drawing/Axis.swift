import Glibc

/// How data values lie along an axis.
public enum AxisScale: String, Sendable {
    case linear
    case log
}

/// One direction of an axes: its range, its ticks and its name.
public struct Axis: Sendable {
    public var label = ""
    public var labelStyle = TextStyle(size: 13)
    /// The range that was asked for; each end may be left to the data. The first may be the larger.
    public var low: Double?
    public var high: Double?
    public var scale = AxisScale.linear
    /// True when larger values are left or down.
    public var isInverted = false
    /// Ticks that were asked for; nil to choose round numbers.
    public var ticks: Ticks?
    /// True when only whole numbers make sense: pixels, classes, epochs.
    public var onlyIntegers = false
    public var tickStyle = TextStyle(size: 12, color: .softInk)
    /// The angle of tick labels in degrees; nil to choose.
    public var tickAngle: Double?
    public var showsTicks = true
    public var showsTickLabels = true

    /// An axis that follows the data.
    public init() {}

    /// The range to show for data from `range`, with a margin unless the data end on the edge (images, bars).
    func resolved(_ range: ClosedRange<Double>?, stickyLow: Bool, stickyHigh: Bool) -> (low: Double, high: Double) {
        var (first, last) = (range?.lowerBound ?? 0, range?.upperBound ?? 1)
        switch scale {
        case .linear:
            let span = last > first ? last - first : max(abs(first) * 0.1, 1)
            if last <= first, range != nil { (first, last) = (first - span / 2, last + span / 2) }
            if range != nil {
                if !stickyLow { first -= span * 0.05 }
                if !stickyHigh { last += span * 0.05 }
            }
        case .log:
            if first <= 0 || !first.isFinite { first = last > 0 ? min(last / 1000, 0.1) : 0.1 }
            if last <= first { (first, last) = (first / 3, first * 3) }
            let factor = pow(last / first, 0.05)
            (first, last) = (first / factor, last * factor)
        }
        var (low, high) = (self.low ?? first, self.high ?? last)
        if scale == .log { (low, high) = (low > 0 ? low : first, high > 0 ? high : last) }
        if low == high || !low.isFinite || !high.isFinite {
            (low, high) = low.isFinite ? (low - 0.5, low + 0.5) : (0, 1)
        }
        return isInverted ? (max(low, high), min(low, high)) : (low, high)
    }

    /// The ticks of a range: those asked for, or at most `count` round numbers.
    func ticks(_ low: Double, _ high: Double, count: Int) -> Ticks {
        let (first, last) = (min(low, high), max(low, high))
        if let ticks {
            let slack = (last - first) * 1e-6
            let inside = ticks.values.indices.filter {
                ticks.values[$0] >= first - slack && ticks.values[$0] <= last + slack
            }
            return Ticks(
                values: inside.map { ticks.values[$0] },
                labels: inside.map { ticks.labels.indices.contains($0) ? ticks.labels[$0] : "" })
        }
        return scale == .log
            ? Ticks.logarithmic(first, last, count: count)
            : Ticks.linear(first, last, count: count, onlyIntegers: onlyIntegers)
    }
}
