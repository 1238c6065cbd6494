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
    var symbolEdgeWidth: Double?
    /// Lengths of dashes and gaps as multiples of the line's width, where they were given as numbers.
    var dashLengths: [Double]?
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
    var boxEdge: Stroke?
    var boxPad: Double?
    /// What places are counted in: `transform=ax.transAxes`.
    var coordinates: Note.Coordinates?
    var order: Double?
    var isVisible = true
    var labelGap: Double?
    var hasEdge = true
    /// Patterns of areas: one for all, or one for each bar.
    var hatches: [String] = []
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
        if name == "bbox" {
            box = Color.cycle[0]
            boxEdge = Stroke(.ink, width: 1)
        }
        for (key, value) in dict.table.pairs {
            guard case .str(let key) = key else { continue }
            if name == "bbox" {
                try readBox(key.string, value, interpreter)
            } else {
                try read(key.string, value, artist, interpreter)
            }
        }
        if name == "bbox", boxAlpha < 1 {
            box = box?.faded(boxAlpha)
            boxEdge?.color.alpha *= boxAlpha
        }
    }

    private var boxAlpha = 1.0

    private mutating func readBox(_ key: String, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        switch key {
        case "facecolor", "fc": box = try Self.optionalColor(value, interpreter)
        case "edgecolor", "ec": boxEdge?.color = try Self.color(value, interpreter)
        case "color":
            box = try Self.color(value, interpreter)
            boxEdge?.color = try Self.color(value, interpreter)
        case "alpha": boxAlpha = min(max(try interpreter.number(value) ?? 1, 0), 1)
        case "lw", "linewidth": boxEdge?.width = (try interpreter.number(value) ?? 1) * Figure.pixelsPerPoint
        case "pad": boxPad = (try interpreter.number(value) ?? 4) * Figure.pixelsPerPoint
        default: break  // the shape of the box: always a rounded rectangle
        }
    }

    private mutating func read(
        _ name: String, _ value: Value, _ artist: String, _ interpreter: Interpreter
    ) throws(LanguageError) {
        switch name {
        case "color", "c": color = try PlotStyle.optionalColor(value, interpreter)
        case "edgecolor", "ec", "edgecolors":
            if case .str(let word) = value, word.string == "face" { return }
            edgeColor = try PlotStyle.optionalColor(value, interpreter)
        case "facecolor", "fc", "facecolors": faceColor = try PlotStyle.optionalColor(value, interpreter)
        case "hatch": hatches = try Self.hatches(value, interpreter)
        case "markerfacecolor", "mfc": symbolFill = try PlotStyle.optionalColor(value, interpreter)
        case "markeredgecolor", "mec": symbolEdge = try PlotStyle.optionalColor(value, interpreter)
        case "linewidth", "lw", "linewidths": lineWidth = try points(value, name, interpreter)
        case "markersize", "ms": symbolSize = try points(value, name, interpreter)
        case "linestyle", "ls", "linestyles":
            isDashGiven = true
            if case .tuple(let pattern) = value, pattern.values.count == 2 {
                // (offset, (on, off, …)) in points.
                dash = .dashed
                dashLengths = pattern.values[1].isNone ? [] : try NumberField.list(pattern.values[1], interpreter)
            } else if !value.isNone {
                dash = try Self.dash(try text(value, name))
            }
        case "dashes":
            (isDashGiven, dash) = (true, .dashed)
            dashLengths = try NumberField.list(value, interpreter)
        case "transform":
            if case .object(let object) = value, let transform = object as? TransformObject {
                coordinates = transform.coordinates
            }
        case "zorder": order = try number(value, name, interpreter)
        case "visible": isVisible = try interpreter.truth(value)
        case "markeredgewidth", "mew": symbolEdgeWidth = try points(value, name, interpreter)
        case "labelpad": labelGap = try points(value, name, interpreter)
        case "pad": labelGap = try points(value, name, interpreter)
        case "marker":
            isSymbolGiven = true
            if case .int(let code) = value {
                let signs: [Symbol] = [
                    .horizontalLine, .horizontalLine, .verticalLine, .verticalLine, .triangleLeft, .triangleRight,
                    .triangleUp, .triangleDown,
                ]
                symbol = signs.indices.contains(code) ? signs[code] : .circle
            } else if !value.isNone {
                symbol = try Self.symbol(try text(value, name))
            }
        case "label": label = value.isNone ? "" : try MathText.checked(try interpreter.str(value))
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
        case "antialiased", "aa", "solid_capstyle", "solid_joinstyle", "dash_capstyle", "clip_on",
            "rasterized",
            "picker", "markevery", "y", "wrap", "figure", "capthick", "uplims", "lolims", "xuplims", "xlolims",
            "errorevery", "barsabove", "in_layout", "snap", "url", "gid", "math_fontfamily", "va_align", "shade",
            "dash_joinstyle", "joinstyle", "capstyle", "gapcolor", "stretch", "fontstretch", "variant", "plotnonfinite",
            "data", "scalex", "scaley", "angle", "parse_math", "multialignment", "ma", "backgroundcolor", "closed",
            "capsize",
            "animated", "ecolor", "elinewidth", "rotation_mode", "linespacing", "fillstyle":
            break  // details that do not change what is told
        default:
            throw .attributeError("\(artist).set() got an unexpected keyword argument '\(name)'")
        }
    }

    /// Patterns that areas are hatched with: text, or a list of it; None and empty text for no pattern.
    static func hatches(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        var patterns: [String] = []
        switch value {
        case .none: return []
        case .str(let one): patterns = [one.string]
        default:
            for item in try interpreter.array(of: value) {
                patterns.append(item.isNone ? "" : try interpreter.str(item))
            }
        }
        for pattern in patterns {
            if let unknown = Hatch.unknownSign(in: pattern) {
                throw .valueError(
                    "'\(unknown)' is no sign of a hatch", hint: "a hatch is made of the signs \(Hatch.signs)")
            }
        }
        return patterns
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
            let text = name.string
            if text.first == "C", let index = Int(text.dropFirst()), index >= 0 {
                let cycle = OpenFigures.of(interpreter).settings.theme.cycle
                return cycle[index % cycle.count]
            }
            return try raising { () throws(DrawingError) in try Color(named: text) }
        }
        if case .tuple(let pair) = value, pair.values.count == 2, case .str = pair.values[0],
            let alpha = try interpreter.number(pair.values[1])
        {
            return try color(pair.values[0], interpreter).faded(min(max(alpha, 0), 1))
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
        guard let symbol = Symbol(rawValue: name) else {
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

    static func horizontal(_ name: String) throws(LanguageError) -> TextAnchor.Horizontal {
        switch name {
        case "left": return .left
        case "center": return .centre
        case "right": return .right
        default:
            throw .valueError(
                "'\(name)' is not a valid value for align; supported values are 'left', 'right', 'center'")
        }
    }

    static func vertical(_ name: String) throws(LanguageError) -> TextAnchor.Vertical {
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
    func stroke(_ color: Color, _ settings: PlotSettings = PlotSettings()) -> Stroke? {
        if isDashGiven, dash == nil { return nil }
        let width = lineWidth ?? settings.lineWidth
        var lengths = (dash ?? settings.dash).lengths(width: width)
        // matplotlib scales them with the line's width.
        if let dashLengths { lengths = dashLengths.map { min(max($0, 0.01), 1000) * max(width, 1) } }
        return Stroke(color, width: width, dashes: lengths)
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
