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
    public var edge: Stroke?
    public var label: String
    /// True where `xs` are ordinates and the curves abscissae: an area between two upright curves.
    public var isUpright = false

    /// An area from `low` to `high`.
    public init(
        xs: [Double], low: [Double], high: [Double], fill: Color, edge: Stroke? = nil, label: String = "",
        isUpright: Bool = false
    ) {
        (self.xs, self.low, self.high, self.fill, self.label) = (xs, low, high, fill, label)
        (self.edge, self.isUpright) = (edge, isUpright)
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

/// A field of pixels placed in data coordinates.
public struct ImageField: Sendable {
    public var pixels: PixelImage
    /// Left, right, bottom, top edges in data coordinates.
    public var extent: (left: Double, right: Double, bottom: Double, top: Double)
    public var isSmooth: Bool
    public var alpha: Double
    /// What the colours mean, for a colour bar; none for photographs.
    public var scale: ColorScale?
    /// True where the first row of numbers is at the bottom.
    public var isFlipped = false

    /// Pixels over an extent: by default each pixel's centre is at whole numbers, the first row on top.
    public init(
        pixels: PixelImage, extent: (left: Double, right: Double, bottom: Double, top: Double)? = nil,
        isSmooth: Bool = false, alpha: Double = 1, scale: ColorScale? = nil
    ) {
        self.pixels = pixels
        self.extent = extent ?? (-0.5, Double(pixels.width) - 0.5, Double(pixels.height) - 0.5, -0.5)
        (self.isSmooth, self.alpha, self.scale) = (isSmooth, alpha, scale)
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
    /// Which part of the axes it crosses.
    public var part = 0.0...1.0
    /// For a slanted line: the other coordinate of a point on it, and its slope.
    public var slant: (y: Double, slope: Double)?

    /// A rule at `value`; with `end`, a band filled with the stroke's colour.
    public init(isHorizontal: Bool, value: Double, end: Double? = nil, stroke: Stroke, label: String = "") {
        (self.isHorizontal, self.value, self.end) = (isHorizontal, value, end)
        (self.stroke, self.label) = (stroke, label)
    }
}

/// Text at a place of the axes.
public struct Note: Sendable {
    /// What a place is counted in.
    public enum Coordinates: Sendable {
        case data
        /// A part of the axes, 0...1 from the lower left corner.
        case axes
        /// A part of the figure, 0...1 from the lower left corner.
        case figure
        /// Logical pixels from the arrow's target, to the right and up.
        case offset
        /// x is data, y a part of the axes; and the other way round.
        case dataAndAxes
        case axesAndData
    }

    /// What stands at an arrow's ends.
    public struct Arrow: Sendable {
        public var stroke: Stroke
        /// True for a head at the target, and at the text.
        public var hasHead = true
        public var hasTail = false
        /// True for a filled head, false for two lines.
        public var isFilled = true
        /// How much the line bends: the height of its arc over its length.
        public var bend = 0.0
        /// Length of the head in logical pixels.
        public var headLength: Double?
        /// Logical pixels that are left free at both ends.
        public var shrink = 2.0

        /// An arrow with a filled head.
        public init(_ stroke: Stroke = Stroke(.ink, width: 1.2)) { self.stroke = stroke }
    }

    public var text: String
    public var at: Point
    public var style: TextStyle
    public var anchor: TextAnchor
    public var angle: Double
    public var coordinates = Coordinates.data
    /// The point that an arrow leads to.
    public var target: Point?
    public var targetCoordinates = Coordinates.data
    /// The arrow to the target; nil for none.
    public var arrow: Arrow?
    /// The colour of a box behind the text.
    public var box: Color?
    public var boxEdge: Stroke?
    /// Room between text and box in logical pixels.
    public var boxPad = 4.0
    /// True where the text is cut at the frame.
    public var isClipped = false

    /// Text at a place.
    public init(
        _ text: String, at: Point, style: TextStyle = TextStyle(), anchor: TextAnchor = TextAnchor(.left, .baseline),
        angle: Double = 0, isRelative: Bool = false, target: Point? = nil, arrow: Stroke? = nil, box: Color? = nil
    ) {
        (self.text, self.at, self.style, self.anchor, self.angle) = (text, at, style, anchor, angle)
        (self.target, self.box) = (target, box)
        coordinates = isRelative ? .axes : .data
        self.arrow = arrow.map { Arrow($0) } ?? (target == nil ? nil : Arrow())
    }
}
