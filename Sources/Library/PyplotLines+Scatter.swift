import Arrays
import Drawing
import Language

/// Points: with their errors, and as signs whose sizes and colours tell more.
extension PyplotLines {
    static func errorbar(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let first = axes.axes.artists.count
        let made = try curves(
            [call[0], call[1], call[4]].filter { if case .str(let s) = $0 { !s.string.isEmpty } else { true } },
            call.keywords(8), axes, interpreter)
        guard axes.axes.artists.indices.contains(first), case .line(let curve) = axes.axes.artists[first] else {
            return made
        }
        var stroke = curve.stroke ?? Stroke(curve.symbolFill, width: 1.5 * Figure.pixelsPerPoint)
        stroke.dashes = []
        if let color = call.optional(6) { stroke.color = try PlotStyle.color(color, interpreter) }
        let cap =
            try call.optional(5).map { (value) throws(LanguageError) in try interpreter.number(value) ?? 0 }
            ?? axes.figure?.settings.capSize ?? 0
        if let width = try call.optional(7).map({ (value) throws(LanguageError) in try interpreter.number(value) ?? 1.5
        }) {
            stroke.width = min(max(width, 0), 100) * Figure.pixelsPerPoint
        }
        var lines: [[Point]] = []
        for (errors, isX) in [(call.optional(3), true), (call.optional(2), false)] {
            guard let errors else { continue }
            let (low, high) = try errorRange(errors, count: curve.xs.count, interpreter)
            for (place, (x, y)) in zip(curve.xs, curve.ys).enumerated() {
                lines.append(
                    isX
                        ? [Point(x - low[place], y), Point(x + high[place], y)]
                        : [Point(x, y - low[place]), Point(x, y + high[place])])
            }
        }
        axes.axes.artists.append(.segments(Segments(lines: lines, strokes: [stroke])))
        for isX in [true, false] {
            addCaps(lines.filter { ($0[0].y == $0[1].y) == isX }, isX, stroke, size: cap, to: axes)
        }
        guard case .list(let list) = made, let line = list.values.first else { return made }
        let bars = Value.object(ArtistObject("LineCollection", axes, place: first + 1))
        return .object(
            ContainerObject(
                "ErrorbarContainer", [line, .tuple(Tuple([])), .tuple(Tuple([bars]))],
                parts: [("lines", .tuple(Tuple([line, .tuple(Tuple([])), .tuple(Tuple([bars]))])))]))
    }

    /// Short lines across the ends of error bars.
    static func addCaps(
        _ lines: [[Point]], _ isHorizontal: Bool, _ stroke: Stroke, size: Double, to axes: AxesObject
    ) {
        guard size > 0 else { return }
        let ends = lines.flatMap { $0 }
        let curve = Curve(
            xs: ends.map(\.x), ys: ends.map(\.y), stroke: nil, symbol: isHorizontal ? .verticalLine : .horizontalLine,
            symbolSize: min(size, 1000) * 2 * Figure.pixelsPerPoint, symbolFill: stroke.color)
        axes.axes.artists.append(.line(curve))
    }

    /// Errors below and above: one for all, one each, or two rows.
    private static func errorRange(
        _ value: Value, count: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> ([Double], [Double]) {
        let field = try NumberField(value, interpreter)
        if field.values.count == 1 {
            let all = [Double](repeating: field.values[0], count: count)
            return (all, all)
        }
        if field.shape == [count] { return (field.values, field.values) }
        guard field.shape == [2, count] else {
            throw .valueError("'yerr' must be a scalar or a 1D or (2, n) array-like whose shape matches the data")
        }
        return (Array(field.values[..<count]), Array(field.values[count...]))
    }

    // MARK: scatter

    static func scatter(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let style = try PlotStyle(call.keywords(9), artist: "PathCollection", interpreter)
        let xs = try positions(call[0], isX: true, axes, interpreter).values
        let ys = try positions(call[1], isX: false, axes, interpreter).values
        guard xs.count == ys.count else { throw .valueError("x and y must be the same size") }
        let sizes = try call.optional(2).map { (value) throws(LanguageError) in try NumberField.list(value, interpreter)
        }
        if let sizes, sizes.count != 1, sizes.count != xs.count {
            throw .valueError("s must be a scalar, or float array-like with the same size as x and y")
        }
        let symbol =
            try call.optional(4).map { (value) throws(LanguageError) in try PlotStyle.symbol(try interpreter.str(value))
            } ?? style.symbol
        var (colors, scale): ([Color], ColorScale?) = ([], nil)
        if let c = call.optional(3) {
            (colors, scale) = try scatterColors(c, count: xs.count, call)
            if colors.isEmpty, !xs.isEmpty { colors = [axes.axes.nextFill()] }
        } else {
            let several = try colorList(call.keywords(9), interpreter)
            colors = several ?? [style.color ?? style.faceColor ?? axes.axes.nextFill()]
        }
        let edge = style.edgeColor.map { Stroke($0.faded(style.alpha), width: style.lineWidth ?? 1.2) }
        axes.axes.artists.append(
            .scatter(
                Scatter(
                    xs: xs, ys: ys, symbol: symbol ?? axes.figure?.settings.scatterSymbol ?? .circle,
                    // s is an area in square points.
                    sizes: (sizes ?? [36]).map { max($0, 0).squareRoot() * Figure.pixelsPerPoint },
                    colors: colors.map { $0.faded(style.alpha) }, edge: edge, label: style.label, scale: scale)))
        let made = ArtistObject("PathCollection", axes, place: axes.axes.artists.count - 1)
        if scale != nil, let c = call.optional(3) { made.array = c }
        keep(style, of: made)
        return .object(made)
    }

    /// `color=` as a list of colours, one each.
    private static func colorList(
        _ keywords: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> [Color]? {
        guard let value = keywords.first(where: { $0.0 == "color" || $0.0 == "facecolors" })?.1 else { return nil }
        guard case .list(let list) = value, list.values.contains(where: isText) else { return nil }
        var colors: [Color] = []
        for item in list.values { colors.append(try PlotStyle.color(item, interpreter)) }
        return colors
    }

    /// One colour, a colour for each point, or numbers shown as colours.
    private static func scatterColors(
        _ value: Value, count: Int, _ call: Call
    ) throws(LanguageError) -> ([Color], ColorScale?) {
        let interpreter = call.interpreter
        if isText(value) { return ([try PlotStyle.color(value, interpreter)], nil) }
        let isArray = NumberField.tensor(of: value) != nil
        let items = isArray ? [] : try interpreter.array(of: value)
        if items.contains(where: isText) {
            var colors: [Color] = []
            for item in items { colors.append(try PlotStyle.color(item, interpreter)) }
            return (colors, nil)
        }
        let field = try NumberField(value, interpreter)
        if field.shape == [count] || field.values.count == count {
            let map = try colormap(call.optional(5), OpenFigures.of(interpreter), interpreter)
            let finite = field.values.filter(\.isFinite)
            let low =
                try call.optional(6).map { (v) throws(LanguageError) in try interpreter.number(v) ?? 0 } ?? finite.min()
                ?? 0
            let high =
                try call.optional(7).map { (v) throws(LanguageError) in try interpreter.number(v) ?? 1 } ?? finite.max()
                ?? 1
            let norm = try PlotNorm(call.optional(8), low: nil, high: nil, interpreter)
            let scale = ColorScale(map: map, low: norm.low ?? low, high: norm.high ?? high, norm: norm.kind)
            return (field.values.map { scale.color($0) }, scale)
        }
        if field.shape.count == 2, field.shape[0] == count, (3...4).contains(field.shape[1]) {
            let width = field.shape[1]
            return (
                (0..<count).map { place in
                    let start = place * width
                    return Color(
                        field.values[start], field.values[start + 1], field.values[start + 2],
                        width == 4 ? field.values[start + 3] : 1)
                }, nil
            )
        }
        if field.shape == [3] || field.shape == [4] { return ([try PlotStyle.color(value, interpreter)], nil) }
        throw .valueError(
            "'c' argument has \(field.values.count) elements, which is inconsistent with 'x' and 'y' with size \(count)."
        )
    }

    /// The colour map by name; without one, the current one.
    static func colormap(
        _ value: Value?, _ figures: OpenFigures, _ interpreter: Interpreter
    ) throws(LanguageError) -> Colormap {
        guard let value else { return figures.colormap }
        if case .object(let object) = value, let map = object as? ColormapObject { return map.map }
        guard case .str(let name) = value else { throw .typeError("cmap must be the name of a colour map") }
        return try raising { () throws(DrawingError) in try Colormap.named(name.string) }
    }
}
