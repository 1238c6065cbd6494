import Arrays
import Drawing
import Language

/// Areas between curves, polygons, and lines and bands across the whole plot.
extension PyplotLines {
    static func fillBetween(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try fillBetween(call, axes, isUpright: false)
    }

    static func fillBetweenUpright(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try fillBetween(call, axes, isUpright: true)
    }

    private static func fillBetween(_ call: Call, _ axes: AxesObject, isUpright: Bool) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let style = try PlotStyle(
            call.keywords(4), artist: "FillBetweenPolyCollection", own: ["step", "interpolate"], interpreter)
        let xs = try positions(call[0], isX: !isUpright, axes, interpreter).values
        var (low, high) = (try NumberField.list(call[2], interpreter), try NumberField.list(call[1], interpreter))
        if low.count == 1 { low = [Double](repeating: low[0], count: xs.count) }
        if high.count == 1 { high = [Double](repeating: high[0], count: xs.count) }
        guard low.count == xs.count, high.count == xs.count else {
            throw .valueError("x, y1 and y2 must have the same size: \(xs.count), \(high.count), \(low.count)")
        }
        if let mask = call.optional(3) {
            let truths = try NumberField.list(mask, interpreter)
            guard truths.count == xs.count else {
                throw .valueError("where size (\(truths.count)) does not match 'x' size (\(xs.count))")
            }
            for (place, value) in truths.enumerated() where value == 0 { low[place] = .nan }
        }
        let edge = style.edgeColor.map { Stroke($0.faded(style.alpha), width: style.lineWidth ?? 1.4) }
        axes.axes.artists.append(
            .area(
                Area(
                    xs: xs, low: low, high: high, fill: style.color(or: axes.axes.nextFill()), edge: edge,
                    label: style.label, isUpright: isUpright)))
        return made("FillBetweenPolyCollection", style, axes)
    }

    /// What was drawn last as a value.
    private static func made(_ kind: String, _ style: PlotStyle, _ axes: AxesObject) -> Value {
        let made = ArtistObject(kind, axes, place: axes.axes.artists.count - 1)
        keep(style, of: made)
        return .object(made)
    }

    static func fill(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var style = try PlotStyle(call.keywords(3), artist: "Polygon", own: ["fill"], interpreter)
        if let color = call.optional(2) { style.color = try PlotStyle.color(color, interpreter) }
        let xs = try positions(call[0], isX: true, axes, interpreter).values
        let ys = try positions(call[1], isX: false, axes, interpreter).values
        guard xs.count == ys.count else { throw .valueError("x and y must be the same size") }
        axes.axes.artists.append(
            .polygons(
                Polygons(
                    outlines: [zip(xs, ys).map { Point($0, $1) }], fills: [style.color(or: axes.axes.nextFill())],
                    edge: style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.4) }, label: style.label)))
        return Value([made("Polygon", style, axes)])
    }

    /// Lists of points: `[[x, y], …]` each.
    private static func outlines(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [[Point]] {
        var outlines: [[Point]] = []
        for item in try interpreter.array(of: value) {
            let field = try NumberField(item, interpreter)
            guard field.shape.count == 2, field.shape[1] == 2 else {
                throw .valueError("points of shape (n, 2) expected")
            }
            outlines.append(
                stride(from: 0, to: field.values.count, by: 2).map { Point(field.values[$0], field.values[$0 + 1]) })
        }
        return outlines
    }

    /// Colours given as such, or numbers shown as colours.
    private static func colors(
        _ value: Value, _ call: Call, from place: Int
    ) throws(LanguageError) -> (colors: [Color], scale: ColorScale?) {
        let interpreter = call.interpreter
        guard let numbers = call.optional(place) else {
            if value.isNone { return ([], nil) }
            if isText(value) { return ([try PlotStyle.color(value, interpreter)], nil) }
            var colors: [Color] = []
            for item in try interpreter.array(of: value) { colors.append(try PlotStyle.color(item, interpreter)) }
            return (colors, nil)
        }
        let values = try NumberField.list(numbers, interpreter)
        let map = try colormap(call.optional(place + 1), OpenFigures.of(interpreter), interpreter)
        let finite = values.filter(\.isFinite)
        func end(_ place: Int) throws(LanguageError) -> Double? {
            try call.optional(place).map { (value) throws(LanguageError) in try interpreter.number(value) ?? 0 }
        }
        let scale = ColorScale(
            map: map, low: try end(place + 2) ?? finite.min() ?? 0, high: try end(place + 3) ?? finite.max() ?? 1)
        return (values.map { scale.color($0) }, scale)
    }

    /// Closed outlines with their colours: what patches, violins and arrows are made of.
    static func polygons(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(7), artist: "PolyCollection", call.interpreter)
        let (colors, scale) = try colors(call[1], call, from: 2)
        let width = style.lineWidth ?? 1.4
        axes.axes.artists.append(
            .polygons(
                Polygons(
                    outlines: try outlines(call[0], call.interpreter), fills: colors.map { $0.faded(style.alpha) },
                    edge: width > 0
                        ? style.edgeColor.map {
                            Stroke($0.faded(style.alpha), width: width, dashes: style.stroke($0)?.dashes ?? [])
                        } : nil,
                    label: style.label, scale: scale)))
        let kind = try call.string(6)
        if kind == "Patch" || kind == "Quiver" {
            axes.axes.settings[axes.axes.artists.count - 1, default: ArtistSettings()].isOutsideRange = true
        }
        return made(kind, style, axes)
    }

    /// Broken lines with their colours.
    static func segments(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(7), artist: "LineCollection", call.interpreter)
        let (colors, scale) = try colors(call[1], call, from: 2)
        let chosen = colors.isEmpty ? [style.color(or: axes.axes.nextColor())] : colors.map { $0.faded(style.alpha) }
        axes.axes.artists.append(
            .segments(
                Segments(
                    lines: try outlines(call[0], call.interpreter), strokes: chosen.compactMap { style.stroke($0) },
                    label: style.label, scale: scale)))
        return made(try call.string(6), style, axes)
    }

    static func horizontalRule(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try rule(call, axes, isHorizontal: true)
    }

    static func verticalRule(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try rule(call, axes, isHorizontal: false)
    }

    private static func place(
        _ value: Value, isX: Bool, _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> Double {
        guard let number = try positions(value, isX: isX, axes, interpreter).values.first else {
            throw .valueError("one number expected")
        }
        return number
    }

    private static func part(_ low: Double, _ high: Double) -> ClosedRange<Double> {
        guard low.isFinite, high.isFinite else { return 0...1 }
        return min(low, high)...max(low, high)
    }

    private static func rule(
        _ call: Call, _ axes: AxesObject, isHorizontal: Bool
    ) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(3), artist: "Line2D", call.interpreter)
        let color = style.color(or: axes.axes.cycle.first ?? Color.cycle[0])
        guard let stroke = style.stroke(color, axes.figure?.settings ?? PlotSettings()) else { return .none }
        var rule = Rule(
            isHorizontal: isHorizontal, value: try place(call[0], isX: !isHorizontal, axes, call.interpreter),
            stroke: stroke, label: style.label)
        rule.part = part(try call.double(1), try call.double(2))
        axes.axes.artists.append(.rule(rule))
        return made("Line2D", style, axes)
    }

    static func slantedRule(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(3), artist: "Line2D", call.interpreter)
        let color = style.color(or: axes.axes.nextColor())
        let from = try NumberField.list(call[0], call.interpreter)
        guard from.count == 2, (call.optional(1) == nil) != (call.optional(2) == nil) else {
            throw .typeError("Exactly one of 'xy2' and 'slope' must be given")
        }
        var slope = 0.0
        if let other = call.optional(1) {
            let to = try NumberField.list(other, call.interpreter)
            guard to.count == 2, to != from else {
                throw .valueError("Cannot draw a line through two identical points (x=\(from), y=\(to))")
            }
            slope = to[0] == from[0] ? .infinity : (to[1] - from[1]) / (to[0] - from[0])
        } else {
            slope = try call.double(2)
        }
        guard let stroke = style.stroke(color, axes.figure?.settings ?? PlotSettings()) else { return .none }
        var rule = Rule(isHorizontal: false, value: from[0], stroke: stroke, label: style.label)
        rule.slant = (from[1], slope)
        axes.axes.artists.append(.rule(rule))
        return made("Line2D", style, axes)
    }

    static func horizontalBand(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try band(call, axes, isHorizontal: true)
    }

    static func verticalBand(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try band(call, axes, isHorizontal: false)
    }

    private static func band(
        _ call: Call, _ axes: AxesObject, isHorizontal: Bool
    ) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(4), artist: "Rectangle", call.interpreter)
        let color = style.color(or: axes.axes.cycle.first ?? Color.cycle[0])
        var rule = Rule(
            isHorizontal: isHorizontal, value: try place(call[0], isX: !isHorizontal, axes, call.interpreter),
            end: try place(call[1], isX: !isHorizontal, axes, call.interpreter), stroke: Stroke(color),
            label: style.label)
        rule.part = part(try call.double(2), try call.double(3))
        axes.axes.artists.append(.rule(rule))
        return made("Rectangle", style, axes)
    }

    static func horizontalLines(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try lines(call, axes) { value, from, to in [Point(from, value), Point(to, value)] }
    }

    static func verticalLines(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try lines(call, axes) { value, from, to in [Point(value, from), Point(value, to)] }
    }

    private static func lines(
        _ call: Call, _ axes: AxesObject, _ line: (Double, Double, Double) -> [Point]
    ) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var style = try PlotStyle(call.keywords(5), artist: "LineCollection", interpreter)
        var several: [Color] = []
        if let color = call.optional(3) {
            if isText(color) {
                style.color = try PlotStyle.color(color, interpreter)
            } else {
                for item in try interpreter.array(of: color) { several.append(try PlotStyle.color(item, interpreter)) }
            }
        }
        if let dash = call.optional(4) {
            (style.isDashGiven, style.dash) = (true, try PlotStyle.dash(try interpreter.str(dash)))
        }
        let values = try NumberField.list(call[0], interpreter)
        let (from, to) = (try NumberField.list(call[1], interpreter), try NumberField.list(call[2], interpreter))
        guard !from.isEmpty, !to.isEmpty,
            let stroke = style.stroke(style.color(or: axes.axes.cycle.first ?? Color.cycle[0]))
        else { return .none }
        let strokes = several.isEmpty ? [stroke] : several.compactMap { style.stroke($0.faded(style.alpha)) }
        let lines = values.enumerated().map { line($1, from[$0 % from.count], to[$0 % to.count]) }
        axes.axes.artists.append(.segments(Segments(lines: lines, strokes: strokes, label: style.label)))
        return made("LineCollection", style, axes)
    }
}
