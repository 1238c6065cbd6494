/// What a format string such as `'ro--'` says: colour, sign and line, each optional and in any order.
public struct LineFormat: Sendable, Equatable {
    public var color: Color?
    public var symbol: Symbol?
    public var dash: DashStyle?

    /// The format that says nothing.
    public static let none = LineFormat()

    private init() {}

    /// Reads a format string.
    ///
    /// - Throws: `DrawingError` in matplotlib's words.
    public init(_ text: String) throws(DrawingError) {
        var rest = Substring(text)
        if let named = try? Color(named: text), text.count > 1 {
            color = named
            return
        }
        while let character = rest.first {
            if let dash = LineFormat.dash(at: &rest) {
                if self.dash != nil { throw LineFormat.error(text, "two linestyle symbols") }
                self.dash = dash
            } else if let symbol = Symbol(rawValue: String(character)) {
                if self.symbol != nil { throw LineFormat.error(text, "two marker symbols") }
                self.symbol = symbol
                rest = rest.dropFirst()
            } else if let numbered = LineFormat.cycleColor(at: &rest) {
                color = numbered
            } else if let hex = Color.names[String(character)] {
                if color != nil { throw LineFormat.error(text, "two color symbols") }
                color = Color(hex: hex)
                rest = rest.dropFirst()
            } else {
                throw LineFormat.error(text, "unrecognized character '\(character)'")
            }
        }
    }

    private static func dash(at rest: inout Substring) -> DashStyle? {
        for style in [DashStyle.dashed, .dashDotted, .solid, .dotted] where rest.hasPrefix(style.rawValue) {
            rest = rest.dropFirst(style.rawValue.count)
            return style
        }
        return nil
    }

    private static func cycleColor(at rest: inout Substring) -> Color? {
        guard rest.first == "C", let digit = rest.dropFirst().first?.wholeNumberValue else { return nil }
        rest = rest.dropFirst(2)
        return Color.cycle[digit % Color.cycle.count]
    }

    private static func error(_ text: String, _ reason: String) -> DrawingError {
        DrawingError(
            "'\(text)' is not a valid format string (\(reason))",
            hint: "a format string is a colour, a marker and a line style, such as 'ro--' or 'k-'")
    }
}

/// How a line is broken.
public enum DashStyle: String, Sendable, CaseIterable {
    case dashed = "--"
    case dashDotted = "-."
    case solid = "-"
    case dotted = ":"

    /// The style by its sign or by its name in words.
    ///
    /// - Throws: `DrawingError` for an unknown one; nil for no line at all.
    public static func named(_ name: String) throws(DrawingError) -> DashStyle? {
        switch name {
        case "-", "solid": return .solid
        case "--", "dashed": return .dashed
        case "-.", "dashdot": return .dashDotted
        case ":", "dotted": return .dotted
        case "", " ", "none", "None": return nil
        default:
            throw DrawingError(
                "'\(name)' is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', "
                    + "'solid', 'dashed', 'dashdot', 'dotted'")
        }
    }

    /// Lengths of dashes and gaps for a line of some width in logical pixels.
    public func lengths(width: Double) -> [Double] {
        switch self {
        case .solid: []
        case .dashed: [3.7 * width, 1.6 * width]
        case .dashDotted: [6.4 * width, 1.6 * width, width, 1.6 * width]
        case .dotted: [width, 1.65 * width]
        }
    }
}
