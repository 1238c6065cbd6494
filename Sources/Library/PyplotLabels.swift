import Drawing
import Language

/// Titles, names of axes, text, arrows, legends.
enum PyplotLabels {
    static func title(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try style(call.keywords(3), call.optional(1), call.interpreter)
        axes.axes.title = MathText.plain(try call.interpreter.str(call[0]))
        axes.axes.titleStyle = style.text(axes.axes.titleStyle)
        if let place = call.optional(2) {
            switch try call.interpreter.str(place) {
            case "left": axes.axes.titlePlace = .left
            case "center": axes.axes.titlePlace = .centre
            case "right": axes.axes.titlePlace = .right
            case let other:
                throw .valueError("'\(other)' is not a valid location", hint: "write 'left', 'center' or 'right'")
            }
        }
        return .none
    }

    static func getTitle(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        Value(axes.axes.title)
    }

    static func xlabel(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.x.labelStyle = try style(call.keywords(1), nil, call.interpreter).text(axes.axes.x.labelStyle)
        axes.axes.x.label = MathText.plain(try call.interpreter.str(call[0]))
        return .none
    }

    static func ylabel(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.y.labelStyle = try style(call.keywords(1), nil, call.interpreter).text(axes.axes.y.labelStyle)
        axes.axes.y.label = MathText.plain(try call.interpreter.str(call[0]))
        return .none
    }

    static func style(
        _ keywords: [(String, Value)], _ fontdict: Value?, _ interpreter: Interpreter
    ) throws(LanguageError) -> PlotStyle {
        try PlotStyle(
            (fontdict.map { [("fontdict", $0)] } ?? []) + keywords, artist: "Text", own: ["loc", "x"], interpreter)
    }

    static func text(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        var keywords = call.keywords(3)
        // `transform=ax.transAxes` is the only one: places are parts of the plot.
        let isRelative = keywords.contains { $0.0 == "transform" }
        keywords.removeAll { $0.0 == "transform" }
        let style = try style(keywords, nil, call.interpreter)
        axes.axes.artists.append(
            .text(
                Note(
                    MathText.plain(try call.interpreter.str(call[2])),
                    at: Point(try call.double(0), try call.double(1)),
                    style: style.text(TextStyle(size: 13.5)),
                    anchor: TextAnchor(style.horizontal ?? .left, style.vertical ?? .baseline),
                    angle: style.rotation ?? 0,
                    isRelative: isRelative, box: style.box)))
        return .object(ArtistObject("Text", axes, place: axes.axes.artists.count - 1))
    }

    static func annotate(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let style = try style(call.keywords(6), nil, interpreter)
        let target = try point(call[1], interpreter)
        let at = try call.optional(2).map { (value) throws(LanguageError) in try point(value, interpreter) }
        var arrow = Stroke(.ink, width: 1.3)
        let hasArrow = call.optional(5) != nil
        if case .dict(let properties)? = call.optional(5) {
            for (key, value) in properties.table.pairs {
                guard case .str(let key) = key else { continue }
                if ["color", "facecolor", "edgecolor", "fc", "ec"].contains(key.string) {
                    arrow.color = try PlotStyle.color(value, interpreter)
                }
                if ["lw", "linewidth"].contains(key.string), let width = try interpreter.number(value) {
                    arrow.width = width * 1.39
                }
            }
        }
        axes.axes.artists.append(
            .text(
                Note(
                    MathText.plain(try interpreter.str(call[0])), at: at ?? target,
                    style: style.text(TextStyle(size: 13.5)),
                    anchor: TextAnchor(style.horizontal ?? .left, style.vertical ?? .baseline),
                    angle: style.rotation ?? 0,
                    target: hasArrow ? target : nil, arrow: arrow, box: style.box)))
        return .object(ArtistObject("Annotation", axes, place: axes.axes.artists.count - 1))
    }

    static func arrow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let own: Set<String> = ["head_width", "head_length", "width", "length_includes_head", "overhang", "shape"]
        let style = try PlotStyle(call.keywords(4), artist: "FancyArrow", own: own, call.interpreter)
        let from = Point(try call.double(0), try call.double(1))
        let target = Point(from.x + (try call.double(2)), from.y + (try call.double(3)))
        let color = style.color(or: Color.cycle[0])
        axes.axes.artists.append(
            .line(Curve(xs: [from.x, target.x], ys: [from.y, target.y], stroke: Stroke(color.faded(0), width: 0.1))))
        axes.axes.artists.append(
            .text(Note("", at: from, target: target, arrow: Stroke(color, width: style.lineWidth ?? 1.5))))
        return .object(ArtistObject("FancyArrow", axes, place: axes.axes.artists.count - 1))
    }

    private static func point(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Point {
        let numbers = try NumberField.list(value, interpreter)
        guard numbers.count == 2 else { throw .valueError("a point has two numbers, not \(numbers.count)") }
        return Point(numbers[0], numbers[1])
    }

    // MARK: legend

    static func legend(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var legend = Legend()
        var arguments = call.rest(0)
        // `legend(handles, labels)`, `legend(labels)`, `legend(['train', 'val'], loc='upper left')`.
        if arguments.count > 1 { arguments.removeFirst() }
        if let labels = arguments.first ?? call.optional(6) {
            var names: [String] = []
            for label in try interpreter.array(of: labels) { names.append(MathText.plain(try interpreter.str(label))) }
            legend.labels = names
        }
        if let place = call.optional(1) { legend.place = try self.place(place, interpreter) }
        if let title = call.optional(2) { legend.title = try interpreter.str(title) }
        if let size = call.optional(3) {
            legend.fontSize = try PlotStyle.fontSize(size, interpreter) ?? legend.fontSize
        }
        legend.columns = min(max(try call.int(4), 1), 100)
        legend.hasFrame = try call.bool(5)
        for (name, value) in call.keywords(8) where name == "ncols" {
            legend.columns = min(max(interpreter.index(value) ?? 1, 1), 100)
        }
        axes.axes.legend = legend
        return .none
    }

    private static func place(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> LegendPlace {
        let codes: [LegendPlace] = [
            .best, .upperRight, .upperLeft, .lowerLeft, .lowerRight, .right, .centerLeft, .centerRight, .lowerCenter,
            .upperCenter, .center,
        ]
        if let code = interpreter.index(value), codes.indices.contains(code) { return codes[code] }
        guard case .str(let name) = value, let place = LegendPlace(rawValue: name.string) else {
            let known = codes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            throw .valueError(
                "\(try interpreter.repr(value)) is not a valid value for loc; supported values are \(known)")
        }
        return place
    }
}

/// The simple part of TeX that stands in labels between dollar signs, as Unicode text: Greek letters, signs, powers
/// and indices.
enum MathText {
    private static let signs: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η",
        "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
        "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
        "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Pi": "Π", "times": "×", "cdot": "·",
        "pm": "±",
        "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "infty": "∞", "sum": "∑", "prod": "∏",
        "partial": "∂", "nabla": "∇", "sqrt": "√", "int": "∫", "in": "∈", "to": "→", "rightarrow": "→",
        "leftarrow": "←",
        "ldots": "…", "dots": "…", "circ": "∘", "ast": "∗", "eta_": "η", "quad": " ", "log": "log", "exp": "exp",
        "sin": "sin",
        "cos": "cos", "tanh": "tanh", "max": "max", "min": "min", "left": "", "right": "", "mathrm": "", "mathbf": "",
        "text": "",
    ]
    private static let raised: [Character: Character] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "+": "⁺",
        "-": "⁻",
        "n": "ⁿ", "i": "ⁱ", "T": "ᵀ", "(": "⁽", ")": "⁾", "k": "ᵏ", "x": "ˣ",
    ]
    private static let lowered: [Character: Character] = [
        "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉", "+": "₊",
        "-": "₋",
        "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "n": "ₙ", "m": "ₘ", "t": "ₜ", "x": "ₓ", "a": "ₐ", "e": "ₑ", "o": "ₒ", "(": "₍",
        ")": "₎",
    ]

    /// The text with what stands between dollar signs made plain.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return text }
        return parts.enumerated().map { $0 % 2 == 0 ? String($1) : formula($1) }.joined()
    }

    private static func formula(_ source: Substring) -> String {
        var result = ""
        var rest = source
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                let name = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(max(name.count, name.isEmpty ? 1 : name.count))
                result += signs[String(name)] ?? String(name)
                if rest.first == " " { rest = rest.dropFirst() }
            case "^": result += shifted(&rest, raised, "^")
            case "_": result += shifted(&rest, lowered, "_")
            case "{", "}": continue
            case "-": result += "\u{2212}"
            default: result.append(character)
            }
        }
        return result
    }

    /// The next character or group as powers or indices, where Unicode has them all.
    private static func shifted(_ rest: inout Substring, _ table: [Character: Character], _ mark: String) -> String {
        var group = ""
        if rest.first == "{" {
            group = String(rest.dropFirst().prefix { $0 != "}" })
            rest = rest.dropFirst(group.count + 2)
        } else if rest.first == "\\" {
            let name = rest.dropFirst().prefix { $0.isLetter }
            rest = rest.dropFirst(name.count + 1)
            return mark + (signs[String(name)] ?? String(name))
        } else if let one = rest.popFirst() {
            group = String(one)
        }
        let changed = group.map { table[$0] }
        return changed.contains { $0 == nil } ? mark + formula(group[...]) : String(changed.compactMap { $0 })
    }
}
