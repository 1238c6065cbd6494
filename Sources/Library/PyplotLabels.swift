import Drawing
import Language

/// Titles, names of axes, text, arrows, legends.
enum PyplotLabels {
    static func title(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try style(call.keywords(3), call.optional(1), call.interpreter)
        let text = try MathText.checked(try call.interpreter.str(call[0]))
        if let gap = style.labelGap { axes.axes.titleGap = gap }
        if let given = call.optional(2) {
            let place = try PlotStyle.horizontal(try call.interpreter.str(given))
            if place != axes.axes.titlePlace {
                axes.axes.sideTitles.removeAll { $0.place == place }
                let plain = TextStyle(size: axes.axes.theme.titleSize, color: axes.axes.theme.ink)
                if !text.isEmpty { axes.axes.sideTitles.append((text, style.text(plain), place)) }
                return .none
            }
        }
        axes.axes.title = text
        axes.axes.titleStyle = style.text(axes.axes.titleStyle)
        return .object(TextObject(.title(axes)))
    }

    static func getTitle(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        Value(axes.axes.title)
    }

    static func xlabel(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try name(&axes.axes.x, call)
        return .object(TextObject(.name(axes, isX: true)))
    }

    static func ylabel(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try name(&axes.axes.y, call)
        return .object(TextObject(.name(axes, isX: false)))
    }

    private static func name(_ axis: inout Axis, _ call: Call) throws(LanguageError) {
        let style = try style(call.keywords(1), nil, call.interpreter)
        axis.labelStyle = style.text(axis.labelStyle)
        axis.label = try MathText.checked(try call.interpreter.str(call[0]))
        if let angle = style.rotation { axis.labelAngle = angle }
        if let gap = style.labelGap { axis.labelGap = gap + 2 }
        for (name, value) in style.others where name == "loc" {
            switch try call.interpreter.str(value) {
            case "left", "bottom": axis.labelPart = 0
            case "right", "top": axis.labelPart = 1
            default: axis.labelPart = 0.5
            }
        }
    }

    static func style(
        _ keywords: [(String, Value)], _ fontdict: Value?, _ interpreter: Interpreter
    ) throws(LanguageError) -> PlotStyle {
        try PlotStyle(
            (fontdict.map { [("fontdict", $0)] } ?? []) + keywords, artist: "Text", own: ["loc", "x"], interpreter)
    }

    static func text(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try style(call.keywords(3), nil, call.interpreter)
        let (x, y) = (
            try PyplotLines.positions(call[0], isX: true, axes, call.interpreter).values,
            try PyplotLines.positions(call[1], isX: false, axes, call.interpreter).values
        )
        guard let x = x.first, let y = y.first else { throw .valueError("text has one place") }
        var note = note(try MathText.checked(try call.interpreter.str(call[2])), at: Point(x, y), style, axes)
        note.coordinates = style.coordinates ?? .data
        return add(note, "Text", style, to: axes)
    }

    /// Text in a style, with its box.
    static func note(_ text: String, at point: Point, _ style: PlotStyle, _ axes: AxesObject) -> Note {
        var note = Note(
            text, at: point, style: style.text(TextStyle(size: axes.axes.theme.textSize, color: axes.axes.theme.ink)),
            anchor: TextAnchor(style.horizontal ?? .left, style.vertical ?? .baseline), angle: style.rotation ?? 0,
            box: style.box)
        note.boxEdge = style.boxEdge
        if let pad = style.boxPad { note.boxPad = pad }
        return note
    }

    private static func add(_ note: Note, _ kind: String, _ style: PlotStyle, to axes: AxesObject) -> Value {
        axes.axes.artists.append(.text(note))
        let made = ArtistObject(kind, axes, place: axes.axes.artists.count - 1)
        PyplotLines.keep(style, of: made, isPlaced: true)
        return .object(made)
    }

    private static func coordinates(_ value: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> Note.Coordinates
    {
        if case .object(let transform as TransformObject) = value { return transform.coordinates }
        switch try interpreter.str(value) {
        case "data": return .data
        case "axes fraction": return .axes
        case "figure fraction", "subfigure fraction": return .figure
        case "offset points", "offset pixels": return .offset
        case let other:
            throw .valueError(
                "'\(other)' is not a valid coordinate",
                hint: "'data', 'axes fraction', 'figure fraction' and 'offset points' are known")
        }
    }

    static func annotate(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let style = try PlotStyle(
            call.keywords(6), artist: "Annotation", own: ["annotation_clip", "arrowstyle", "loc", "x"], interpreter)
        let target = try point(call[1], axes, interpreter)
        let targetKind = try coordinates(call[3], interpreter)
        let kind = try call.optional(4).map { (value) throws(LanguageError) in try coordinates(value, interpreter) }
        var at = target
        if let given = call.optional(2) {
            at = kind == .offset ? try offset(given, interpreter) : try point(given, axes, interpreter)
        }
        var note = note(try MathText.checked(try interpreter.str(call[0])), at: at, style, axes)
        note.coordinates = call.optional(2) == nil ? targetKind : kind ?? targetKind
        (note.target, note.targetCoordinates) = (target, targetKind)
        if let given = call.optional(5) { note.arrow = try arrow(given, axes, interpreter) }
        return add(note, "Annotation", style, to: axes)
    }

    private static func offset(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Point {
        let numbers = try NumberField.list(value, interpreter)
        guard numbers.count == 2 else { throw .valueError("an offset has two numbers, not \(numbers.count)") }
        return Point(numbers[0] * Figure.pixelsPerPoint, numbers[1] * Figure.pixelsPerPoint)
    }

    /// What `arrowprops=` says.
    static func arrow(_ value: Value, _ axes: AxesObject, _ interpreter: Interpreter) throws(LanguageError)
        -> Note.Arrow
    {
        guard case .dict(let properties) = value else { throw .typeError("arrowprops must be a dictionary") }
        var arrow = Note.Arrow(Stroke(axes.axes.theme.ink, width: 1.4))
        var isSimple = true
        for (key, value) in properties.table.pairs {
            let number = { () throws(LanguageError) -> Double in try interpreter.number(value) ?? 1 }
            switch try interpreter.str(key) {
            case "color", "facecolor", "fc": arrow.stroke.color = try PlotStyle.color(value, interpreter)
            case "edgecolor", "ec":
                if properties.table.pairs.allSatisfy({
                    if case .str(let k) = $0.0 { !["color", "facecolor", "fc"].contains(k.string) } else { true }
                }) {
                    arrow.stroke.color = try PlotStyle.color(value, interpreter)
                }
            case "lw", "linewidth": arrow.stroke.width = try number() * Figure.pixelsPerPoint
            case "width": arrow.stroke.width = max(try number() * Figure.pixelsPerPoint, 0.5)
            case "headwidth", "headlength": arrow.headLength = try number() * Figure.pixelsPerPoint * 1.1
            case "mutation_scale": arrow.headLength = try number() * 0.55 * Figure.pixelsPerPoint
            case "alpha": arrow.stroke.color = arrow.stroke.color.faded(min(max(try number(), 0), 1))
            case "shrink": arrow.shrink = 6
            case "shrinkA", "shrinkB": arrow.shrink = max(arrow.shrink, min(try number(), 100) * Figure.pixelsPerPoint)
            case "ls", "linestyle":
                arrow.stroke.dashes = (try PlotStyle.dash(try interpreter.str(value)) ?? .solid)
                    .lengths(width: arrow.stroke.width)
            case "arrowstyle":
                isSimple = false
                setStyle(try interpreter.str(value), &arrow)
            case "connectionstyle":
                let text = try interpreter.str(value)
                if let equals = text.range(of: "rad=") {
                    let digits = text[equals.upperBound...].prefix { $0.isNumber || $0 == "." || $0 == "-" }
                    arrow.bend = min(max((Double(digits) ?? 0) / -1, -2), 2) * -1
                }
            default: break
            }
        }
        if isSimple, arrow.headLength == nil { arrow.headLength = 10 + arrow.stroke.width }
        return arrow
    }

    private static func setStyle(_ text: String, _ arrow: inout Note.Arrow) {
        let name = text.split(separator: ",").first.map(String.init) ?? text
        arrow.isFilled = name.contains("|>") || ["simple", "fancy", "wedge"].contains(name)
        arrow.hasHead = name.hasSuffix(">") || arrow.isFilled && !name.hasSuffix("-")
        arrow.hasTail = name.hasPrefix("<")
    }

    static func arrow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let own: Set<String> = ["head_width", "head_length", "width", "length_includes_head", "overhang", "shape"]
        let style = try PlotStyle(call.keywords(4), artist: "FancyArrow", own: own, call.interpreter)
        let from = Point(try call.double(0), try call.double(1))
        let target = Point(from.x + (try call.double(2)), from.y + (try call.double(3)))
        let color = style.color(or: axes.axes.theme.cycle.first ?? Color.cycle[0])
        axes.axes.artists.append(
            .line(Curve(xs: [from.x, target.x], ys: [from.y, target.y], stroke: Stroke(color.faded(0), width: 0.1))))
        var note = Note("", at: from, target: target, arrow: Stroke(color, width: style.lineWidth ?? 1.5))
        note.arrow?.shrink = 0
        return add(note, "FancyArrow", style, to: axes)
    }

    private static func point(_ value: Value, _ axes: AxesObject, _ interpreter: Interpreter) throws(LanguageError)
        -> Point
    {
        let parts = try interpreter.array(of: value)
        guard parts.count == 2 else { throw .valueError("a point has two numbers, not \(parts.count)") }
        let x = try PyplotLines.positions(parts[0], isX: true, axes, interpreter).values
        let y = try PyplotLines.positions(parts[1], isX: false, axes, interpreter).values
        guard let x = x.first, let y = y.first else { throw .valueError("a point has two numbers") }
        return Point(x, y)
    }

    static func place(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> LegendPlace {
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

/// Text that may hold formulas between dollar signs.
enum MathText {
    /// The text as it is, once its formulas are known to be drawable.
    ///
    /// - Throws: ValueError that names a command of TeX that is not known.
    static func checked(_ text: String) throws(LanguageError) -> String {
        if let unknown = Formula.unknownCommand(in: text) {
            throw .valueError(
                "Unknown symbol: \(unknown) in \(text)",
                hint:
                    "what matplotlib's mathtext knows can be drawn; a dollar sign that begins no formula is written \\$"
            )
        }
        return text
    }
}
