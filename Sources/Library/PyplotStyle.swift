import Drawing
import Language

/// The keywords that say how something is drawn: `color=`, `lw=`, `marker=`, `label=`, `alpha=` and their long forms.
struct PlotStyle {
    var color: Color?
    var edgeColor: Color?
    var faceColor: Color?
    /// Logical pixels.
    var lineWidth: Double?
    var dash: DashStyle?
    var isDashGiven = false
    var symbol: Symbol?
    var isSymbolGiven = false
    /// Logical pixels.
    var symbolSize: Double?
    var symbolFill: Color?
    var symbolEdge: Color?
    var label = ""
    var alpha = 1.0
    /// Logical pixels.
    var fontSize: Double?
    var isBold: Bool?
    var isItalic: Bool?
    var isMonospaced = false
    var rotation: Double?
    var horizontal: TextAnchor.Horizontal?
    var vertical: TextAnchor.Vertical?
    var box: Color?
    /// Keywords of the function's own that are not about style.
    var others: [(String, Value)] = []

    /// Reads keywords.
    ///
    /// - Parameters:
    ///   - artist: what is drawn, as messages say it.
    ///   - own: keywords that the caller handles itself; they end up in `others`.
    init(
        _ keywords: [(String, Value)], artist: String, own: Set<String> = [], _ interpreter: Interpreter
    ) throws(LanguageError) {
        for (name, value) in keywords {
            if own.contains(name) {
                others.append((name, value))
            } else if name == "fontdict" || name == "bbox" {
                try readNested(name, value, artist, interpreter)
            } else {
                try read(name, value, artist, interpreter)
            }
        }
    }

    private mutating func readNested(
        _ name: String, _ value: Value, _ artist: String, _ interpreter: Interpreter
    ) throws(LanguageError) {
        guard case .dict(let dict) = value else { return }
        if name == "bbox" { box = Color.white.faded(0.85) }
        for (key, value) in dict.table.pairs {
            guard case .str(let key) = key else { continue }
            if name == "bbox" {
                if ["facecolor", "fc", "color"].contains(key.string) {
                    box = try PlotStyle.color(value, interpreter)
                } else if key.string == "alpha", let alpha = try interpreter.number(value) {
                    box = box?.faded(alpha)
                }
            } else {
                try read(key.string, value, artist, interpreter)
            }
        }
    }

    private mutating func read(
        _ name: String, _ value: Value, _ artist: String, _ interpreter: Interpreter
    ) throws(LanguageError) {
        switch name {
        case "color", "c": color = try PlotStyle.optionalColor(value, interpreter)
        case "edgecolor", "ec", "edgecolors": edgeColor = try PlotStyle.optionalColor(value, interpreter)
        case "facecolor", "fc", "facecolors": faceColor = try PlotStyle.optionalColor(value, interpreter)
        case "markerfacecolor", "mfc": symbolFill = try PlotStyle.optionalColor(value, interpreter)
        case "markeredgecolor", "mec": symbolEdge = try PlotStyle.optionalColor(value, interpreter)
        case "linewidth", "lw", "linewidths": lineWidth = try points(value, name, interpreter)
        case "markersize", "ms": symbolSize = try points(value, name, interpreter)
        case "linestyle", "ls", "linestyles":
            isDashGiven = true
            if !value.isNone { dash = try Self.dash(try text(value, name)) }
        case "marker":
            isSymbolGiven = true
            if !value.isNone { symbol = try Self.symbol(try text(value, name)) }
        case "label": label = value.isNone ? "" : MathText.plain(try interpreter.str(value))
        case "alpha": if !value.isNone { alpha = min(max(try number(value, name, interpreter), 0), 1) }
        case "fontsize", "size": fontSize = try Self.fontSize(value, interpreter)
        case "fontweight", "weight":
            if case .int(let weight) = value {
                isBold = weight >= 600
            } else {
                isBold = try text(value, name).hasSuffix("bold")
            }
        case "fontstyle", "style": isItalic = try text(value, name) != "normal"
        case "family", "fontfamily", "fontname":
            if case .str(let family) = value { isMonospaced = family.string.lowercased().contains("mono") }
        case "rotation":
            if case .str(let word) = value {
                rotation = word.string == "vertical" ? 90 : 0
            } else {
                rotation = try number(value, name, interpreter)
            }
        case "ha", "horizontalalignment": horizontal = try Self.horizontal(try text(value, name))
        case "va", "verticalalignment": vertical = try Self.vertical(try text(value, name))
        case "zorder", "antialiased", "aa", "solid_capstyle", "solid_joinstyle", "dash_capstyle", "clip_on",
            "rasterized",
            "picker", "markeredgewidth", "mew", "markevery", "pad", "y", "labelpad", "wrap", "transform", "figure",
            "capsize",
            "visible", "animated", "hatch", "ecolor", "elinewidth", "rotation_mode", "linespacing", "fillstyle":
            break  // details that do not change what is told
        default:
            throw .attributeError("\(artist).set() got an unexpected keyword argument '\(name)'")
        }
    }

    private func text(_ value: Value, _ name: String) throws(LanguageError) -> String {
        guard case .str(let text) = value else { throw .typeError("'\(name)' must be text, not \(value.typeName)") }
        return text.string
    }

    private func number(_ value: Value, _ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Double {
        guard let number = try interpreter.number(value) else {
            throw .typeError("'\(name)' must be a number, not \(value.typeName)")
        }
        return number
    }

    /// A size in typographic points as logical pixels.
    private func points(_ value: Value, _ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        guard !value.isNone else { return nil }
        return min(max(try number(value, name, interpreter), 0), 1000) * Figure.pixelsPerPoint
    }

    // MARK: Single values

    /// A colour: text, or three or four numbers in 0...1.
    static func color(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Color {
        if case .str(let name) = value {
            return try raising { () throws(DrawingError) in try Color(named: name.string) }
        }
        let parts = try NumberField(value, interpreter)
        guard parts.shape == [3] || parts.shape == [4], parts.values.allSatisfy({ (0...1).contains($0) }) else {
            throw .valueError(
                "\(try interpreter.repr(value)) is not a valid value for color",
                hint: "a colour is text, or three or four numbers from 0 to 1")
        }
        return Color(parts.values[0], parts.values[1], parts.values[2], parts.values.count > 3 ? parts.values[3] : 1)
    }

    private static func optionalColor(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Color? {
        value.isNone ? nil : try color(value, interpreter)
    }

    static func dash(_ name: String) throws(LanguageError) -> DashStyle? {
        try raising { () throws(DrawingError) in try DashStyle.named(name) }
    }

    static func symbol(_ name: String) throws(LanguageError) -> Symbol? {
        if ["", " ", "None", "none"].contains(name) { return nil }
        guard let symbol = Symbol(rawValue: name) ?? (name == "H" ? .hexagon : name == "8" ? .hexagon : nil) else {
            let known = Symbol.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw .valueError("Unrecognized marker style '\(name)'", hint: "markers are \(known)")
        }
        return symbol
    }

    /// Points or a word such as `'large'`, as logical pixels.
    static func fontSize(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        if value.isNone { return nil }
        if case .str(let word) = value {
            let sizes = [
                "xx-small": 5.8, "x-small": 6.9, "small": 8.3, "medium": 10, "large": 12, "x-large": 14.4,
                "xx-large": 17.3, "smaller": 8.3, "larger": 12,
            ]
            guard let size = sizes[word.string] else {
                throw .valueError(
                    "'\(word.string)' is not a font size", hint: "write points, or 'small', 'medium', 'large' …")
            }
            return size * Figure.pixelsPerPoint
        }
        guard let size = try interpreter.number(value) else { throw .typeError("a font size must be a number") }
        return min(max(size, 1), 500) * Figure.pixelsPerPoint
    }

    private static func horizontal(_ name: String) throws(LanguageError) -> TextAnchor.Horizontal {
        switch name {
        case "left": return .left
        case "center": return .centre
        case "right": return .right
        default:
            throw .valueError(
                "'\(name)' is not a valid value for align; supported values are 'left', 'right', 'center'")
        }
    }

    private static func vertical(_ name: String) throws(LanguageError) -> TextAnchor.Vertical {
        switch name {
        case "top": return .top
        case "center", "center_baseline": return .centre
        case "baseline": return .baseline
        case "bottom": return .bottom
        default:
            throw .valueError(
                "'\(name)' is not a valid value for align; supported values are 'top', 'bottom', 'center', 'baseline'")
        }
    }

    // MARK: What it makes

    /// The colour with its opacity, or the next of the cycle.
    func color(or next: @autoclosure () -> Color) -> Color { (color ?? faceColor ?? next()).faded(alpha) }

    /// The line in some colour; none where the line style says so.
    func stroke(_ color: Color) -> Stroke? {
        if isDashGiven, dash == nil { return nil }
        let width = lineWidth ?? 1.5 * Figure.pixelsPerPoint
        return Stroke(color, width: width, dashes: (dash ?? .solid).lengths(width: width))
    }

    /// Text in this style, changed from a default one.
    func text(_ base: TextStyle) -> TextStyle {
        var style = base
        if let fontSize { style.size = fontSize }
        if let color { style.color = color }
        if let isBold { style.isBold = isBold }
        if let isItalic { style.isItalic = isItalic }
        if isMonospaced { style.isMonospaced = true }
        style.color = style.color.faded(alpha)
        return style
    }
}
