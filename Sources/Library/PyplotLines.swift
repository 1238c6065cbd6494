import Arrays
import Drawing
import Language

/// Curves; points, areas and rules stand in files beside.
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
    static func curves(
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

    static func isText(_ value: Value) -> Bool { if case .str = value { true } else { false } }

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
}
