import Glibc
import Vision

/// How numbers between the ends of a colour scale become parts of it.
public enum ColorNorm: Sendable {
    case linear
    case log
    /// The part to a power.
    case power(Double)
    /// One number in the middle, whatever the ends are.
    case centred(Double)
    /// Steps between increasing numbers.
    case boundaries([Double])
    /// Logarithmic on both sides of zero, linear within a threshold.
    case symlog(Double)
}

/// Which numbers which colours stand for.
public struct ColorScale: Sendable {
    public var map: Colormap
    public var low: Double
    public var high: Double
    public var norm: ColorNorm
    /// The numbers between which colours change, where the scale has steps: filled contours.
    public var levels: [Double]?

    /// The colours of `map` from `low` to `high`.
    public init(map: Colormap, low: Double, high: Double, norm: ColorNorm = .linear, levels: [Double]? = nil) {
        (self.map, self.low, self.high, self.norm, self.levels) = (map, low, high, norm, levels)
    }

    /// How far a number is along the scale: 0 at its low end, 1 at its high one.
    public func part(_ value: Double) -> Double {
        guard high > low else { return 0 }
        switch norm {
        case .linear: return (value - low) / (high - low)
        case .log:
            return value > 0 && low > 0 ? Glibc.log(value / low) / Glibc.log(high / low) : value.isNaN ? .nan : -1
        case .power(let exponent):
            let part = (value - low) / (high - low)
            return part <= 0 ? part : pow(part, exponent)
        case .centred(let centre):
            if value < centre { return centre > low ? 0.5 * (value - low) / (centre - low) : 0 }
            return high > centre ? 0.5 + 0.5 * (value - centre) / (high - centre) : 1
        case .boundaries(let bounds):
            guard let first = bounds.first, let last = bounds.last, bounds.count > 1 else { return 0 }
            if value.isNaN { return .nan }
            if value < first { return -1e-9 }
            if value >= last { return 1 }
            let band = (bounds.firstIndex { $0 > value } ?? bounds.count - 1) - 1
            return bounds.count > 2 ? Double(band) / Double(bounds.count - 2) : 0
        case .symlog(let threshold):
            func bent(_ value: Double) -> Double {
                abs(value) <= threshold
                    ? value / threshold / 0.9
                    : (value < 0 ? -1 : 1) * (1 / 0.9 + log10(abs(value) / threshold))
            }
            return (bent(value) - bent(low)) / (bent(high) - bent(low))
        }
    }

    /// The colour of a number.
    public func color(_ value: Double) -> Color { map.color(part(value)) }
}

extension ImageField {
    /// Numbers as colours of a scale: `low` and `high` default to the smallest and largest finite number.
    ///
    /// - Parameter values: `rows * columns` numbers, row by row; those that are not finite stay transparent.
    /// - Throws: `DrawingError` when the sizes do not agree.
    public static func colors(
        _ values: [Double], rows: Int, columns: Int, map: Colormap, low: Double? = nil, high: Double? = nil,
        norm: ColorNorm = .linear
    ) throws(DrawingError) -> (pixels: PixelImage, scale: ColorScale) {
        guard rows >= 0, columns >= 0, rows.multipliedReportingOverflow(by: columns) == (values.count, false) else {
            throw DrawingError("\(rows) x \(columns) numbers expected, \(values.count) given")
        }
        var isLog = false
        if case .log = norm { isLog = true }
        var (least, most) = (Double.infinity, -Double.infinity)
        var hasGaps = false
        for value in values {
            if value.isFinite {
                if !isLog || value > 0 { (least, most) = (min(least, value), max(most, value)) }
            } else {
                hasGaps = true
            }
        }
        if least > most { (least, most) = (0, 1) }
        let scale = ColorScale(map: map, low: low ?? least, high: high ?? most, norm: norm)
        let channels = hasGaps ? 4 : 3
        let table = map.table()
        let count = map.tableCount
        var isLinear = false
        if case .linear = norm { isLinear = true }
        let factor = scale.high > scale.low ? Double(count) / (scale.high - scale.low) : 0
        let pixels = [UInt8](unsafeUninitializedCapacity: values.count * channels) { target, filled in
            filled = values.count * channels
            for place in values.indices {
                let value = values[place]
                let at = place * channels
                guard value.isFinite else {
                    for part in 0..<channels { target[at + part] = 0 }
                    continue
                }
                let scaled = isLinear ? (value - scale.low) * factor : scale.part(value) * Double(count)
                // Also right where `low` is no number: such a product compares as false.
                let level = (scaled >= Double(count - 1) ? count - 1 : scaled > 0 ? Int(scaled) : 0) * 3
                for part in 0..<3 { target[at + part] = table[level + part] }
                if channels == 4 { target[at + 3] = 255 }
            }
        }
        do {
            return (try PixelImage(width: columns, height: rows, channels: channels, pixels: pixels), scale)
        } catch {
            throw DrawingError(error.message)
        }
    }
}
