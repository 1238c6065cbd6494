import Arrays
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
        let style = try PlotStyle(keywords, artist: "Line2D", own: ["drawstyle", "ds"], interpreter)
        let stepping =
            try style.others.first.map { (pair) throws(LanguageError) in try interpreter.str(pair.1) } ?? "default"
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
                var (xs, ys) = (xs, ys)
                if stepping.hasPrefix("steps") {
                    (xs, ys) = stairs(
                        xs, ys, String(stepping.dropFirst(6)).isEmpty ? "pre" : String(stepping.dropFirst(6)))
                }
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
        let ordinates = try positions(y, isX: false, axes, interpreter)
        guard ordinates.shape.count <= 2 else { throw .valueError("x and y can be no greater than 2D") }
        let columns = ordinates.columns
        let length = columns.first?.count ?? 0
        // Epochs and other counts have ticks at whole numbers.
        if length >= 5, x.map(isCount) ?? true { axes.axes.x.onlyIntegers = true }
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

    private static func isCount(_ value: Value) -> Bool {
        if case .object(let object) = value { object is RangeObject } else { false }
    }

    static func shape(_ sizes: [Int]) -> String {
        sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
    }

    /// Numbers along an axis; text becomes places with names.
    static func positions(
        _ value: Value, isX: Bool, _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> NumberField {
        if NumberField.tensor(of: value) != nil { return try NumberField(value, interpreter) }
        if let field = try PyplotDates.field(value, interpreter) {
            if isX { axes.axes.x.isDate = true } else { axes.axes.y.isDate = true }
            return field
        }
        if case .object(let object) = value, object is RangeObject { return try NumberField(value, interpreter) }
        if case .list(let list) = value, !list.values.contains(where: isText) {
            return try NumberField(value, interpreter)
        }
        if case .tuple(let tuple) = value, !tuple.values.contains(where: isText) {
            return try NumberField(value, interpreter)
        }
        switch value {
        case .int, .float, .bool: return try NumberField(value, interpreter)
        case .object(let object) where object is ScalarObject: return try NumberField(value, interpreter)
        default: break
        }
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
        let settings = axes.figure?.settings ?? PlotSettings()
        let color = style.color(or: format.color ?? axes.axes.nextColor())
        let symbol = style.isSymbolGiven ? style.symbol : format.symbol ?? settings.symbol
        // A format with a marker and no line means markers only.
        let hasLine = style.isDashGiven ? style.dash != nil : format.dash != nil || format.symbol == nil
        var own = style
        if !style.isDashGiven { own.dash = format.dash }
        let edge = style.symbolEdge ?? (style.symbolFill == nil && style.symbolEdgeWidth == nil ? nil : color)
        let curve = Curve(
            xs: xs, ys: ys, stroke: hasLine ? own.stroke(color, settings) : nil, symbol: symbol,
            symbolSize: style.symbolSize ?? settings.symbolSize,
            symbolFill: style.symbolFill?.faded(style.alpha) ?? color,
            symbolEdge: edge.map { Stroke($0.faded(style.alpha), width: style.symbolEdgeWidth ?? 1.4) },
            label: style.label)
        axes.axes.artists.append(.line(curve))
        let made = ArtistObject("Line2D", axes, place: axes.axes.artists.count - 1)
        keep(style, of: made)
        return .object(made)
    }

    /// Remembers what a style says of an artist beside its looks: order, visibility, coordinates.
    ///
    /// - Parameter isPlaced: true where the artist keeps its coordinates itself.
    static func keep(_ style: PlotStyle, of artist: ArtistObject, isPlaced: Bool = false) {
        let isRelative = !isPlaced && style.coordinates.map { $0 != .data } ?? false
        guard style.order != nil || !style.isVisible || isRelative || !style.hatches.isEmpty else { return }
        var settings = artist.settings
        settings.hatches = style.hatches
        settings.order = style.order ?? settings.order
        settings.isHidden = !style.isVisible
        settings.isRelative = isRelative
        artist.settings = settings
    }

    /// The pixels of a picture of `PIL.Image`; other values as they are.
    static func pixels(of value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard case .object(let object) = value, object is Instance,
            let method = try interpreter.findAttribute(value, "__array__")
        else { return value }
        return try interpreter.call(method, [])
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
            if colors.isEmpty, !xs.isEmpty { colors = [axes.axes.nextColor()] }
        } else {
            let several = try colorList(call.keywords(9), interpreter)
            colors = several ?? [style.color ?? style.faceColor ?? axes.axes.nextColor()]
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

    // MARK: Areas and rules

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
                    xs: xs, low: low, high: high, fill: style.color(or: axes.axes.nextColor()), edge: edge,
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
                    outlines: [zip(xs, ys).map { Point($0, $1) }], fills: [style.color(or: axes.axes.nextColor())],
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
