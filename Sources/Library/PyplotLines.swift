import Drawing
import Language

/// Curves, points, areas and rules.
enum PyplotLines {
    // MARK: plot

    static func plot(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try curves(call.rest(0), call.keywords(1), axes, call.interpreter)
    }

    static func semilogx(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.x.scale = .log
        return try plot(call, axes)
    }

    static func semilogy(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.y.scale = .log
        return try plot(call, axes)
    }

    static func loglog(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.x.scale = .log
        return try semilogy(call, axes)
    }

    static func step(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let kind = try call.string(3)
        guard ["pre", "post", "mid"].contains(kind) else {
            throw .valueError("'\(kind)' is not a valid value for where; supported values are 'pre', 'post', 'mid'")
        }
        let first = axes.axes.artists.count
        let made = try curves([call[0], call[1]] + call.rest(2), call.keywords(4), axes, call.interpreter)
        for place in first..<axes.axes.artists.count {
            guard case .line(var curve) = axes.axes.artists[place] else { continue }
            (curve.xs, curve.ys) = stairs(curve.xs, curve.ys, kind)
            axes.axes.artists[place] = .line(curve)
        }
        return made
    }

    private static func stairs(_ xs: [Double], _ ys: [Double], _ kind: String) -> ([Double], [Double]) {
        guard let x0 = xs.first, let y0 = ys.first else { return (xs, ys) }
        var (outX, outY) = ([x0], [y0])
        for place in 1..<max(xs.count, 1) {
            switch kind {
            case "pre": (outX, outY) = (outX + [xs[place - 1], xs[place]], outY + [ys[place], ys[place]])
            case "post": (outX, outY) = (outX + [xs[place], xs[place]], outY + [ys[place - 1], ys[place]])
            default:
                let middle = (xs[place - 1] + xs[place]) / 2
                outX += [middle, middle, xs[place]]
                outY += [ys[place - 1], ys[place], ys[place]]
            }
        }
        return (outX, outY)
    }

    /// Adds a curve for each group of `[x,] y[, format]`.
    private static func curves(
        _ arguments: [Value], _ keywords: [(String, Value)], _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let style = try PlotStyle(keywords, artist: "Line2D", own: ["drawstyle"], interpreter)
        var made: [Value] = []
        var rest = arguments[...]
        while let first = rest.popFirst() {
            var (x, y): (Value?, Value) = (nil, first)
            if let second = rest.first, !isText(second) {
                (x, y) = (first, second)
                rest.removeFirst()
            }
            var format = LineFormat.none
            if case .str(let text)? = rest.first {
                format = try raising { () throws(DrawingError) in try LineFormat(text.string) }
                rest.removeFirst()
            }
            for (xs, ys) in try pairs(x, y, axes, interpreter) {
                made.append(add(xs, ys, format, style, to: axes))
            }
        }
        return Value(made)
    }

    private static func isText(_ value: Value) -> Bool { if case .str = value { true } else { false } }

    /// The abscissae and ordinates of each curve: a table of numbers has one in each column.
    private static func pairs(
        _ x: Value?, _ y: Value, _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> [([Double], [Double])] {
        let ordinates = try NumberField(y, interpreter)
        guard ordinates.shape.count <= 2 else { throw .valueError("x and y can be no greater than 2D") }
        let columns = ordinates.columns
        let length = columns.first?.count ?? 0
        guard let x else { return columns.map { ((0..<$0.count).map(Double.init), $0) } }
        let xs = try positions(x, isX: true, axes, interpreter)
        let count = xs.shape.count == 2 ? xs.shape[0] : xs.values.count
        guard count == length else {
            throw .valueError(
                "x and y must have same first dimension, but have shapes \(Self.shape(xs.shape)) and \(Self.shape(ordinates.shape))"
            )
        }
        let abscissae = xs.columns
        return columns.enumerated().map { (abscissae[abscissae.count > 1 ? $0 % abscissae.count : 0], $1) }
    }

    static func shape(_ sizes: [Int]) -> String {
        sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
    }

    /// Numbers along an axis; text becomes places with names.
    static func positions(
        _ value: Value, isX: Bool, _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> NumberField {
        if NumberField.tensor(of: value) != nil { return try NumberField(value, interpreter) }
        if case .object(let object) = value, object is RangeObject { return try NumberField(value, interpreter) }
        if case .list(let list) = value, !list.values.contains(where: isText) {
            return try NumberField(value, interpreter)
        }
        if case .tuple(let tuple) = value, !tuple.values.contains(where: isText) {
            return try NumberField(value, interpreter)
        }
        if case .int = value { return try NumberField(value, interpreter) }
        if case .float = value { return try NumberField(value, interpreter) }
        let items = isText(value) ? [value] : try interpreter.array(of: value)
        guard items.contains(where: isText) else { return try NumberField(Value(items), interpreter) }
        var names = isX ? axes.categories.x : axes.categories.y
        var places: [Value] = []
        for item in items {
            let name = try interpreter.str(item)
            if let place = names.firstIndex(of: name) {
                places.append(.int(place))
            } else {
                places.append(.int(names.count))
                names.append(name)
            }
        }
        let ticks = Ticks(values: names.indices.map(Double.init), labels: names)
        if isX {
            (axes.categories.x, axes.axes.x.ticks) = (names, ticks)
        } else {
            (axes.categories.y, axes.axes.y.ticks) = (names, ticks)
        }
        return try NumberField(Value(places), interpreter)
    }

    private static func add(
        _ xs: [Double], _ ys: [Double], _ format: LineFormat, _ style: PlotStyle, to axes: AxesObject
    ) -> Value {
        let color = style.color(or: format.color ?? axes.axes.nextColor())
        let symbol = style.isSymbolGiven ? style.symbol : format.symbol
        // A format with a marker and no line means markers only.
        let hasLine = style.isDashGiven ? style.dash != nil : format.dash != nil || format.symbol == nil
        var own = style
        if !style.isDashGiven { own.dash = format.dash }
        let curve = Curve(
            xs: xs, ys: ys, stroke: hasLine ? own.stroke(color) : nil, symbol: symbol,
            symbolSize: style.symbolSize ?? 6 * Figure.pixelsPerPoint, symbolFill: style.symbolFill ?? color,
            symbolEdge: style.symbolEdge.map { Stroke($0, width: 1.4) }, label: style.label)
        axes.axes.artists.append(.line(curve))
        return .object(ArtistObject("Line2D", axes, place: axes.axes.artists.count - 1))
    }

    // MARK: errorbar

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
        let cap = try call.optional(5).map { (value) throws(LanguageError) in try interpreter.number(value) ?? 0 } ?? 0
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
        if cap > 0 {
            let ends = lines.flatMap { $0 }
            let vertical = call.optional(2) != nil
            axes.axes.artists.append(
                .line(
                    Curve(
                        xs: ends.map(\.x), ys: ends.map(\.y), stroke: nil,
                        symbol: vertical ? .horizontalLine : .verticalLine,
                        symbolSize: cap * 2 * Figure.pixelsPerPoint, symbolFill: stroke.color)))
        }
        return made
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
        let style = try PlotStyle(call.keywords(8), artist: "PathCollection", interpreter)
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
        } else {
            colors = [style.color ?? style.faceColor ?? axes.axes.nextColor()]
        }
        let edge = style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.2) }
        axes.axes.artists.append(
            .scatter(
                Scatter(
                    xs: xs, ys: ys, symbol: symbol ?? .circle,
                    // s is an area in square points.
                    sizes: (sizes ?? [36]).map { max($0, 0).squareRoot() * Figure.pixelsPerPoint },
                    colors: colors.map { $0.faded(style.alpha) }, edge: edge, label: style.label, scale: scale)))
        return .object(ArtistObject("PathCollection", axes, place: axes.axes.artists.count - 1))
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
            let scale = ColorScale(map: map, low: low, high: high)
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

    // MARK: Areas and rules

    static func fillBetween(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let style = try PlotStyle(
            call.keywords(4), artist: "FillBetweenPolyCollection", own: ["step", "interpolate"], interpreter)
        let xs = try positions(call[0], isX: true, axes, interpreter).values
        var (low, high) = (try NumberField.list(call[2], interpreter), try NumberField.list(call[1], interpreter))
        if low.count == 1 { low = [Double](repeating: low[0], count: xs.count) }
        if high.count == 1 { high = [Double](repeating: high[0], count: xs.count) }
        guard low.count == xs.count, high.count == xs.count else {
            throw .valueError("x, y1 and y2 must have the same size: \(xs.count), \(high.count), \(low.count)")
        }
        if let mask = call.optional(3) {
            for (place, value) in try NumberField.list(mask, interpreter).enumerated()
            where value == 0 && place < xs.count {
                low[place] = .nan
            }
        }
        axes.axes.artists.append(
            .area(Area(xs: xs, low: low, high: high, fill: style.color(or: axes.axes.nextColor()), label: style.label)))
        return .object(ArtistObject("FillBetweenPolyCollection", axes, place: axes.axes.artists.count - 1))
    }

    static func fill(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var style = try PlotStyle(call.keywords(3), artist: "Polygon", interpreter)
        if let color = call.optional(2) { style.color = try PlotStyle.color(color, interpreter) }
        let xs = try NumberField.list(call[0], interpreter)
        let ys = try NumberField.list(call[1], interpreter)
        guard xs.count == ys.count else { throw .valueError("x and y must be the same size") }
        axes.axes.artists.append(
            .polygons(
                Polygons(
                    outlines: [zip(xs, ys).map { Point($0, $1) }], fills: [style.color(or: axes.axes.nextColor())],
                    edge: style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.4) }, label: style.label)))
        return Value([.object(ArtistObject("Polygon", axes, place: axes.axes.artists.count - 1))])
    }

    static func horizontalRule(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try rule(call, axes, isHorizontal: true)
    }

    static func verticalRule(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try rule(call, axes, isHorizontal: false)
    }

    private static func rule(
        _ call: Call, _ axes: AxesObject, isHorizontal: Bool
    ) throws(LanguageError) -> Value {
        let style = try PlotStyle(call.keywords(3), artist: "Line2D", call.interpreter)
        let color = style.color(or: Color.cycle[0])
        guard let stroke = style.stroke(color) else { return .none }
        axes.axes.artists.append(
            .rule(Rule(isHorizontal: isHorizontal, value: try call.double(0), stroke: stroke, label: style.label)))
        return .object(ArtistObject("Line2D", axes, place: axes.axes.artists.count - 1))
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
        let style = try PlotStyle(call.keywords(2), artist: "Rectangle", call.interpreter)
        let color = style.color(or: Color.cycle[0])
        axes.axes.artists.append(
            .rule(
                Rule(
                    isHorizontal: isHorizontal, value: try call.double(0), end: try call.double(1),
                    stroke: Stroke(color),
                    label: style.label)))
        return .object(ArtistObject("Rectangle", axes, place: axes.axes.artists.count - 1))
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
        var style = try PlotStyle(call.keywords(4), artist: "LineCollection", interpreter)
        if let color = call.optional(3) { style.color = try PlotStyle.color(color, interpreter) }
        let values = try NumberField.list(call[0], interpreter)
        let (from, to) = (try NumberField.list(call[1], interpreter), try NumberField.list(call[2], interpreter))
        guard !from.isEmpty, !to.isEmpty, let stroke = style.stroke(style.color(or: Color.cycle[0])) else {
            return .none
        }
        let lines = values.enumerated().map { line($1, from[$0 % from.count], to[$0 % to.count]) }
        axes.axes.artists.append(.segments(Segments(lines: lines, strokes: [stroke], label: style.label)))
        return .object(ArtistObject("LineCollection", axes, place: axes.axes.artists.count - 1))
    }
}

/// A colour map as a value: `plt.cm.viridis`.
final class ColormapObject: Object {
    let map: Colormap

    init(_ map: Colormap) { self.map = map }

    override var nativeType: NativeType { .colormap }
}

extension NativeType {
    /// A colour map: called with numbers in 0...1 it gives their colours.
    static let colormap = NativeType(
        name: "Colormap", module: "matplotlib.colors", doc: "A way to show a number in 0...1 as a colour.",
        properties: [
            NativeProperty("name", doc: "The name that cmap= takes.") { (object, _) throws(LanguageError) in
                Value((object as? ColormapObject)?.map.name ?? "")
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<colormap '\((object as? ColormapObject)?.map.name ?? "")'>"
            }
            $0.call = { (object, arguments, _, interpreter) throws(LanguageError) in
                guard let map = (object as? ColormapObject)?.map, let value = arguments.first else {
                    throw .typeError("a colour map takes a number from 0 to 1")
                }
                let count = Double(max(map.isListed ? map.stops.count : 256, 1))
                func color(_ item: Value) throws(LanguageError) -> Value {
                    guard let number = try interpreter.number(item) else {
                        throw .typeError("a colour map takes numbers")
                    }
                    // Integers count the map's colours, other numbers go from 0 to 1.
                    var part = number
                    if case .int(let index) = item { part = (Double(index) + 0.5) / count }
                    let color = map.color(part)
                    return .tuple(
                        Tuple([.float(color.red), .float(color.green), .float(color.blue), .float(color.alpha)]))
                }
                switch value {
                case .int, .float: return try color(value)
                default:
                    var colors: [Value] = []
                    for item in try interpreter.array(of: value) { colors.append(try color(item)) }
                    return Value(colors)
                }
            }
        })
}
