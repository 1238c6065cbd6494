import Vision

/// How a line is drawn.
public struct Stroke: Sendable, Equatable {
    public var color: Color
    /// Width in logical pixels.
    public var width: Double
    /// Lengths of dashes and gaps in logical pixels; none for a solid line.
    public var dashes: [Double]
    /// True for round ends and corners.
    public var isRound: Bool

    /// A stroke of the given colour.
    public init(_ color: Color, width: Double = 1, dashes: [Double] = [], isRound: Bool = true) {
        self.color = color
        self.width = width
        self.dashes = dashes
        self.isRound = isRound
    }
}

/// How text looks.
public struct TextStyle: Sendable, Equatable {
    /// Height of the font in logical pixels.
    public var size: Double
    public var color: Color
    public var isBold: Bool
    public var isItalic: Bool
    /// True for letters of one width.
    public var isMonospaced: Bool

    /// A style; the default is the body text of a figure.
    public init(
        size: Double = 13, color: Color = .ink, isBold: Bool = false, isItalic: Bool = false, isMonospaced: Bool = false
    ) {
        self.size = size
        self.color = color
        self.isBold = isBold
        self.isItalic = isItalic
        self.isMonospaced = isMonospaced
    }

    /// How wide text is in this style, in logical pixels; of several lines, the widest.
    public func width(of text: String) -> Double { CairoText.size(of: text, style: self).width }
}

/// Which part of a text stands at its point.
public struct TextAnchor: Sendable, Equatable {
    /// Left to right.
    public enum Horizontal: Sendable { case left, centre, right }
    /// Top to bottom; `baseline` is the line that letters stand on.
    public enum Vertical: Sendable { case top, centre, baseline, bottom }

    public var horizontal: Horizontal
    public var vertical: Vertical

    /// An anchor from its two parts.
    public init(_ horizontal: Horizontal, _ vertical: Vertical) {
        self.horizontal = horizontal
        self.vertical = vertical
    }
}

/// One thing on a drawing.
public indirect enum Mark: Sendable {
    /// An outline, filled, stroked or both.
    case shape(Path, fill: Color?, stroke: Stroke?)
    /// The same small symbol at many places.
    case symbols(Symbol, at: [Point], size: Double, fill: Color?, stroke: Stroke?)
    /// Text at a point, turned counter-clockwise by an angle in degrees. Lines are split at newlines.
    case text(String, at: Point, TextStyle, TextAnchor, angle: Double)
    /// Pixels stretched over a rectangle: each a crisp square, or blended when `isSmooth`.
    case image(PixelImage, in: Rect, isSmooth: Bool)
    /// Marks of which only what lies in the rectangle is seen.
    case clipped(Rect, [Mark])
}

/// A drawing: marks on a background, the same for PNG and SVG.
public struct Scene: Sendable {
    /// Logical pixels: what the front end shows it at.
    public var width, height: Double
    public var background: Color
    /// In drawing order: later ones lie over earlier ones.
    public var marks: [Mark]

    /// An empty drawing.
    public init(width: Double, height: Double, background: Color = .white, marks: [Mark] = []) {
        self.width = width
        self.height = height
        self.background = background
        self.marks = marks
    }

    /// Every text of the drawing, in drawing order: what a reader of the picture reads.
    public var texts: [String] { Scene.texts(in: marks) }

    private static func texts(in marks: [Mark]) -> [String] {
        marks.flatMap { mark -> [String] in
            switch mark {
            case .text(let text, _, _, _, _): [text]
            case .clipped(_, let inner): texts(in: inner)
            default: []
            }
        }
    }

    mutating func fill(_ rect: Rect, _ color: Color, radius: Double = 0) {
        marks.append(.shape(Path(rect, radius: radius), fill: color, stroke: nil))
    }

    mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke) {
        marks.append(.shape(Path(through: [from, to]), fill: nil, stroke: stroke))
    }

    mutating func text(
        _ text: String, _ at: Point, _ style: TextStyle, _ horizontal: TextAnchor.Horizontal = .left,
        _ vertical: TextAnchor.Vertical = .baseline, angle: Double = 0
    ) {
        guard !text.isEmpty else { return }
        marks.append(.text(text, at: at, style, TextAnchor(horizontal, vertical), angle: angle))
    }
}
