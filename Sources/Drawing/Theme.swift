/// The colours and sizes that everything of a plot begins with: what a style sheet changes.
public struct Theme: Sendable {
    /// Titles, names of axes, text.
    public var ink = Color.ink
    /// Tick labels.
    public var softInk = Color.softInk
    /// Frames and ticks.
    public var edge = Color(hex: 0x6b7480)
    /// Lines at the ticks.
    public var grid = Stroke(.gridLine, width: 1, isRound: false)
    /// The figure's background, and the plots'.
    public var background = Color.white
    public var plotBackground = Color.white
    /// What curves take one after another.
    public var cycle = Color.cycle
    public var legendEdge = Color(hex: 0xd0d7de)
    /// Logical pixels.
    public var titleSize = 14.5
    public var labelSize = 13.0
    public var tickSize = 12.0
    public var legendSize = 12.0
    public var textSize = 13.5
    public var figureTitleSize = 17.0
    public var edgeWidth = 1.0
    /// Length of ticks; negative ones point into the plot.
    public var tickLength = 4.0
    public var hiddenSides: Set<String> = []
    public var hasTitleBold = false

    /// The colours on white.
    public static let standard = Theme()

    /// Every size of text, `factor` times as large.
    public mutating func scaleText(_ factor: Double) {
        titleSize *= factor
        labelSize *= factor
        tickSize *= factor
        legendSize *= factor
        textSize *= factor
        figureTitleSize *= factor
    }
}
