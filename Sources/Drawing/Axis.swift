import Glibc

/// How data values lie along an axis.
public enum AxisScale: String, Sendable, CaseIterable {
    case linear
    case log
    /// Logarithmic in both directions, linear around zero.
    case symlog
}

/// Where ticks are put, other than at round numbers.
public enum TickLocator: Sendable {
    case none
    case fixed([Double])
    /// At whole multiples of a step, shifted by an offset.
    case multiple(Double, offset: Double)
    /// At round numbers with at most so many steps between them.
    case bins(Int, onlyIntegers: Bool)
}

/// What stands at ticks, other than their numbers: a function of all values.
///
/// It may call back into a running program, so it belongs to the thread that draws.
public final class TickFormatter: @unchecked Sendable {
    /// The labels of some values.
    public let labels: ([Double]) -> [String]

    /// A formatter from its function.
    public init(_ labels: @escaping ([Double]) -> [String]) { self.labels = labels }
}

/// How the ticks of an axis look.
public struct TickLook: Sendable {
    /// Logical pixels; negative lengths point into the plot.
    public var length = 4.0
    public var width = 1.0
    /// Between a tick and its label.
    public var gap = 4.0
    public var color: Color
    /// True for ticks on the far side too.
    public var isOnBothSides = false
}

/// One direction of an axes: its range, its ticks and its name.
public struct Axis: Sendable {
    public var label = ""
    public var labelStyle = TextStyle(size: 13)
    /// Where the name stands along the axis: 0 at its beginning, 1 at its end.
    public var labelPart = 0.5
    /// The angle of the name in degrees; nil for along the axis.
    public var labelAngle: Double?
    public var labelGap = 7.0
    /// The range that was asked for; each end may be left to the data. The first may be the larger.
    public var low: Double?
    public var high: Double?
    /// How far the range goes beyond the data, as a part of their span.
    public var margin = 0.05
    public var scale = AxisScale.linear
    /// Where a symmetric logarithmic scale begins to be logarithmic.
    public var threshold = 2.0
    /// True for values that are days since 1970.
    public var isDate = false
    /// True when larger values are left or down.
    public var isInverted = false
    /// Ticks that were asked for; nil to choose round numbers.
    public var ticks: Ticks?
    /// Short ticks that were asked for.
    public var minorTicks: [Double]?
    public var locator: TickLocator?
    public var formatter: TickFormatter?
    /// True when only whole numbers make sense: pixels, classes, epochs.
    public var onlyIntegers = false
    public var hasMinorTicks = false
    /// Steps between two long ticks; nil to choose.
    public var minorSteps: Int?
    public var tickStyle = TextStyle(size: 12, color: .softInk)
    /// The angle of tick labels in degrees; nil to choose.
    public var tickAngle: Double?
    /// Which part of a slanted label stands at its tick; nil for the end that is nearer.
    public var tickAlignment: TextAnchor.Horizontal?
    public var look: TickLook
    public var showsTicks = true
    public var showsTickLabels = true
    /// False where neither name nor ticks are shown.
    public var isShown = true
    /// True for an axis on the right, or at the top.
    public var isOpposite = false
    /// The lines at ticks, where they differ from the theme's.
    public var gridStroke: Stroke?
    public var minorGrid: Stroke?

    /// An axis that follows the data.
    public init() { self.init(theme: .standard) }

    /// An axis in a theme's colours.
    public init(theme: Theme) {
        labelStyle = TextStyle(size: theme.labelSize, color: theme.ink)
        tickStyle = TextStyle(size: theme.tickSize, color: theme.softInk)
        look = TickLook(length: theme.tickLength, width: theme.edgeWidth, color: theme.edge)
    }

    /// The value where equal steps look equal.
    func scaled(_ value: Double) -> Double {
        switch scale {
        case .linear: value
        case .log: value > 0 ? log10(value) : value.isNaN ? .nan : -1e3
        case .symlog:
            abs(value) <= threshold
                ? value / threshold / 0.9 : (value < 0 ? -1 : 1) * (1 / 0.9 + log10(abs(value) / threshold))
        }
    }

    private func unscaled(_ value: Double) -> Double {
        switch scale {
        case .linear: value
        case .log: pow(10, value)
        case .symlog:
            abs(value) <= 1 / 0.9
                ? value * threshold * 0.9 : (value < 0 ? -1 : 1) * threshold * pow(10, abs(value) - 1 / 0.9)
        }
    }

    /// The range to show for data from `range`, with a margin unless the data end on the edge (images, bars).
    func resolved(_ range: ClosedRange<Double>?, stickyLow: Bool, stickyHigh: Bool) -> (low: Double, high: Double) {
        var (first, last) = (range?.lowerBound ?? 0, range?.upperBound ?? 1)
        if scale == .log, first <= 0 || !first.isFinite { first = last > 0 ? min(last / 1000, 0.1) : 0.1 }
        if range != nil || scale == .log {
            if last <= first {
                switch scale {
                case .log: (first, last) = (first / 10, first * 10)
                default:
                    let reach = first == 0 ? 0.05 : abs(first) * 0.05
                    (first, last) = (first - reach, first + reach)
                }
            }
            let (a, b) = (scaled(first), scaled(last))
            let reach = (b - a) * margin
            if !stickyLow { first = unscaled(a - reach) }
            if !stickyHigh { last = unscaled(b + reach) }
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
        var chosen = places(first, last, count: count)
        if let formatter { chosen.labels = formatter.labels(chosen.values) }
        if let minorTicks {
            chosen.minor = minorTicks.filter { $0 >= first && $0 <= last }
        } else if hasMinorTicks, scale == .linear {
            chosen.minor = Ticks.between(chosen.values, first, last, steps: minorSteps)
        }
        return chosen
    }

    private func places(_ first: Double, _ last: Double, count: Int) -> Ticks {
        let slack = (last - first) * 1e-6
        if let ticks {
            let inside = ticks.values.indices.filter {
                ticks.values[$0] >= first - slack && ticks.values[$0] <= last + slack
            }
            return Ticks(
                values: inside.map { ticks.values[$0] },
                labels: inside.map { ticks.labels.indices.contains($0) ? ticks.labels[$0] : "" })
        }
        switch locator {
        case .none?: return Ticks(values: [], labels: [])
        case .fixed(let values)?: return Ticks(at: values.filter { $0 >= first - slack && $0 <= last + slack })
        case .multiple(let step, let offset)? where step > 0 && (last - first) / step < 1000:
            let start = ((first - offset - slack) / step).rounded(.up)
            let end = ((last - offset + slack) / step).rounded(.down)
            guard end >= start else { return Ticks(at: []) }
            return Ticks(at: (0...Int(end - start)).map { (start + Double($0)) * step + offset })
        case .bins(let bins, let onlyIntegers)?:
            return Ticks.linear(
                first, last, count: min(max(bins, 1) + 1, 200), onlyIntegers: onlyIntegers || self.onlyIntegers)
        default: break
        }
        if isDate { return Ticks.dates(first, last, count: count) }
        switch scale {
        case .linear: return Ticks.linear(first, last, count: count, onlyIntegers: onlyIntegers)
        case .log: return Ticks.logarithmic(first, last, count: count)
        case .symlog: return Ticks.symmetric(first, last, threshold: threshold)
        }
    }
}

extension Axis {
    /// The ticks of a range in a plot of usual size.
    public func chosenTicks(_ low: Double, _ high: Double) -> Ticks { ticks(low, high, count: 10) }
}
