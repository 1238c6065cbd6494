import Vision

/// One thing that is drawn in the coordinates of an axes.
public enum Artist: Sendable {
    /// A curve through points, with or without signs at them.
    case line(Curve)
    /// Signs of their own sizes and colours.
    case scatter(Scatter)
    /// Rectangles that grow from a base line.
    case bars(Bars)
    /// The area between two curves.
    case area(Area)
    /// Closed outlines: contour areas, polygons, wedges.
    case polygons(Polygons)
    /// Straight pieces: error bars, rules, contour lines.
    case segments(Segments)
    /// A field of pixels.
    case image(ImageField)
    /// A line across the whole axes at one value.
    case rule(Rule)
    /// Text, with or without an arrow.
    case text(Note)

    /// The name in the legend; empty or beginning with `_` for none.
    public var label: String {
        switch self {
        case .line(let it): it.label
        case .scatter(let it): it.label
        case .bars(let it): it.label
        case .area(let it): it.label
        case .polygons(let it): it.label
        case .segments(let it): it.label
        case .rule(let it): it.label
        case .image, .text: ""
        }
    }
}

/// A curve: data points joined by a line, a sign at each, or both.
public struct Curve: Sendable {
    public var xs: [Double]
    public var ys: [Double]
    public var stroke: Stroke?
    public var symbol: Symbol?
    /// Size of the sign in logical pixels.
    public var symbolSize: Double
    public var symbolFill: Color
    public var symbolEdge: Stroke?
    public var label: String

    /// A curve; `stroke` nil leaves only the signs.
    public init(
        xs: [Double], ys: [Double], stroke: Stroke?, symbol: Symbol? = nil, symbolSize: Double = 8,
        symbolFill: Color? = nil, symbolEdge: Stroke? = nil, label: String = ""
    ) {
        (self.xs, self.ys) = (xs, ys)
        (self.stroke, self.symbol, self.symbolSize) = (stroke, symbol, symbolSize)
        self.symbolFill = symbolFill ?? stroke?.color ?? .black
        (self.symbolEdge, self.label) = (symbolEdge, label)
    }
}

/// Signs at points, each with a size and a colour.
public struct Scatter: Sendable {
    public var xs: [Double]
    public var ys: [Double]
    public var symbol: Symbol
    /// Sizes in logical pixels: one for all, or one each.
    public var sizes: [Double]
    /// Colours: one for all, or one each.
    public var colors: [Color]
    public var edge: Stroke?
    public var label: String
    /// What the colours mean, for a colour bar.
    public var scale: ColorScale?

    /// Signs at points.
    public init(
        xs: [Double], ys: [Double], symbol: Symbol = .circle, sizes: [Double] = [8], colors: [Color],
        edge: Stroke? = nil, label: String = "", scale: ColorScale? = nil
    ) {
        (self.xs, self.ys, self.symbol, self.sizes, self.colors) = (xs, ys, symbol, sizes, colors)
        (self.edge, self.label, self.scale) = (edge, label, scale)
    }
}

/// Bars in data coordinates.
public struct Bars: Sendable {
    /// Each from a corner to the opposite one.
    public var corners: [(from: Point, to: Point)]
    public var colors: [Color]
    public var edge: Stroke?
    public var label: String
    /// True for bars that lie: then the base line is vertical.
    public var isHorizontal: Bool

    /// Bars from their corners.
    public init(
        corners: [(from: Point, to: Point)], colors: [Color], edge: Stroke? = nil, label: String = "",
        isHorizontal: Bool = false
    ) {
        (self.corners, self.colors, self.edge, self.label) = (corners, colors, edge, label)
        self.isHorizontal = isHorizontal
    }
}

/// The area between two curves over the same abscissae.
public struct Area: Sendable {
    public var xs: [Double]
    public var low: [Double]
    public var high: [Double]
    public var fill: Color
    public var label: String

    /// An area from `low` to `high`.
    public init(xs: [Double], low: [Double], high: [Double], fill: Color, label: String = "") {
        (self.xs, self.low, self.high, self.fill, self.label) = (xs, low, high, fill, label)
    }
}

/// Closed outlines of data points, each with its colour.
public struct Polygons: Sendable {
    public var outlines: [[Point]]
    public var fills: [Color]
    public var edge: Stroke?
    public var label: String
    /// What the colours mean, for a colour bar.
    public var scale: ColorScale?

    /// Outlines with a colour for all or one each.
    public init(
        outlines: [[Point]], fills: [Color], edge: Stroke? = nil, label: String = "", scale: ColorScale? = nil
    ) {
        (self.outlines, self.fills, self.edge, self.label, self.scale) = (outlines, fills, edge, label, scale)
    }
}

/// Broken lines of data points.
public struct Segments: Sendable {
    public var lines: [[Point]]
    public var strokes: [Stroke]
    public var label: String
    /// What the colours mean, for a colour bar.
    public var scale: ColorScale?

    /// Broken lines with a stroke for all or one each.
    public init(lines: [[Point]], strokes: [Stroke], label: String = "", scale: ColorScale? = nil) {
        (self.lines, self.strokes, self.label, self.scale) = (lines, strokes, label, scale)
    }
}

/// Which numbers which colours stand for.
public struct ColorScale: Sendable {
    public var map: Colormap
    public var low: Double
    public var high: Double

    /// The colours of `map` from `low` to `high`.
    public init(map: Colormap, low: Double, high: Double) {
        (self.map, self.low, self.high) = (map, low, high)
    }

    /// The colour of a number.
    public func color(_ value: Double) -> Color {
        map.color(high > low ? (value - low) / (high - low) : 0)
    }
}

/// A field of pixels placed in data coordinates.
public struct ImageField: Sendable {
    public var pixels: PixelImage
    /// Left, right, bottom, top edges in data coordinates.
    public var extent: (left: Double, right: Double, bottom: Double, top: Double)
    public var isSmooth: Bool
    public var alpha: Double
    /// What the colours mean, for a colour bar; none for photographs.
    public var scale: ColorScale?

    /// Pixels over an extent: by default each pixel's centre is at whole numbers, the first row on top.
    public init(
        pixels: PixelImage, extent: (left: Double, right: Double, bottom: Double, top: Double)? = nil,
        isSmooth: Bool = false, alpha: Double = 1, scale: ColorScale? = nil
    ) {
        self.pixels = pixels
        self.extent = extent ?? (-0.5, Double(pixels.width) - 0.5, Double(pixels.height) - 0.5, -0.5)
        (self.isSmooth, self.alpha, self.scale) = (isSmooth, alpha, scale)
    }

    /// Numbers as colours of a scale: `low` and `high` default to the smallest and largest finite number.
    ///
    /// - Parameter values: `rows * columns` numbers, row by row; those that are not finite stay white.
    /// - Throws: `DrawingError` when the sizes do not agree.
    public static func colors(
        _ values: [Double], rows: Int, columns: Int, map: Colormap, low: Double? = nil, high: Double? = nil,
        isLogarithmic: Bool = false
    ) throws(DrawingError) -> (pixels: PixelImage, scale: ColorScale) {
        guard rows >= 0, columns >= 0, rows.multipliedReportingOverflow(by: columns) == (values.count, false) else {
            throw DrawingError("\(rows) x \(columns) numbers expected, \(values.count) given")
        }
        let finite = values.lazy.filter(\.isFinite)
        let scale = ColorScale(map: map, low: low ?? finite.min() ?? 0, high: high ?? finite.max() ?? 1)
        let table = map.table()
        let factor = scale.high > scale.low ? 256 / (scale.high - scale.low) : 0
        var pixels = [UInt8](repeating: 255, count: values.count * 3)
        for (place, value) in values.enumerated() where value.isFinite {
            let scaled = (value - scale.low) * factor
            // Also right where `low` is no number: such a product compares as false.
            let level = (scaled >= 255 ? 255 : scaled > 0 ? Int(scaled) : 0) * 3
            for part in 0..<3 { pixels[place * 3 + part] = table[level + part] }
        }
        do {
            return (try PixelImage(width: columns, height: rows, channels: 3, pixels: pixels), scale)
        } catch {
            throw DrawingError(error.message)
        }
    }
}

/// A line across the whole axes, or a band of it.
public struct Rule: Sendable {
    /// True for a horizontal line at a value of y.
    public var isHorizontal: Bool
    public var value: Double
    /// The other edge of a band; nil for a line.
    public var end: Double?
    public var stroke: Stroke
    public var label: String

    /// A rule at `value`; with `end`, a band filled with the stroke's colour.
    public init(isHorizontal: Bool, value: Double, end: Double? = nil, stroke: Stroke, label: String = "") {
        (self.isHorizontal, self.value, self.end) = (isHorizontal, value, end)
        (self.stroke, self.label) = (stroke, label)
    }
}

/// Text at a place of the axes.
public struct Note: Sendable {
    public var text: String
    public var at: Point
    public var style: TextStyle
    public var anchor: TextAnchor
    public var angle: Double
    /// True when `at` is a part of the axes, 0...1 from the lower left corner, and not data.
    public var isRelative: Bool
    /// The data point that an arrow leads to.
    public var target: Point?
    public var arrow: Stroke
    /// The colour of a box behind the text.
    public var box: Color?

    /// Text at a place.
    public init(
        _ text: String, at: Point, style: TextStyle = TextStyle(), anchor: TextAnchor = TextAnchor(.left, .baseline),
        angle: Double = 0, isRelative: Bool = false, target: Point? = nil, arrow: Stroke = Stroke(.ink, width: 1.2),
        box: Color? = nil
    ) {
        (self.text, self.at, self.style, self.anchor, self.angle) = (text, at, style, anchor, angle)
        (self.isRelative, self.target, self.arrow, self.box) = (isRelative, target, arrow, box)
    }
}
