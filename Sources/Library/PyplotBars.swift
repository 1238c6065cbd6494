import Drawing
import Glibc
import Language

/// Bars, histograms and slices.
enum PyplotBars {
    static func bar(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try bars(call, axes, isHorizontal: false)
    }

    static func barh(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try bars(call, axes, isHorizontal: true)
    }

    private static func bars(
        _ call: Call, _ axes: AxesObject, isHorizontal: Bool
    ) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let keywords = call.keywords(6)
        let places = try PyplotLines.positions(call[0], isX: !isHorizontal, axes, interpreter).values
        let lengths = try repeated(call[1], places.count, interpreter)
        let widths = try repeated(call[2], places.count, interpreter)
        let bases =
            try call.optional(3).map { (value) throws(LanguageError) in try repeated(value, places.count, interpreter) }
            ?? [Double](repeating: 0, count: places.count)
        let colors = try barColors(keywords, interpreter)
        let plain = keywords.filter { $0.0 != "color" || colors == nil }
        let style = try PlotStyle(
            plain, artist: "Rectangle", own: ["tick_label", "log", "error_kw", isHorizontal ? "yerr" : "xerr"],
            interpreter)
        if let log = style.others.first(where: { $0.0 == "log" })?.1, try interpreter.truth(log) {
            if isHorizontal { axes.axes.x.scale = .log } else { axes.axes.y.scale = .log }
        }
        let isCentred = try call.string(4) == "center"
        let corners = places.indices.map { place -> (from: Point, to: Point) in
            let start = places[place] - (isCentred ? widths[place] / 2 : 0)
            let (base, end) = (bases[place], bases[place] + lengths[place])
            return isHorizontal
                ? (Point(base, start), Point(end, start + widths[place]))
                : (Point(start, base), Point(start + widths[place], end))
        }
        if let labels = keywords.first(where: { $0.0 == "tick_label" })?.1 {
            var names: [String] = []
            for label in try interpreter.array(of: labels) { names.append(try interpreter.str(label)) }
            let ticks = Ticks(values: places, labels: names)
            if isHorizontal { axes.axes.y.ticks = ticks } else { axes.axes.x.ticks = ticks }
        }
        let fills = colors?.map { $0.faded(style.alpha) } ?? [style.color(or: axes.axes.nextFill())]
        let edge = style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.4, isRound: false) }
        axes.axes.artists.append(
            .bars(Bars(corners: corners, colors: fills, edge: edge, label: style.label, isHorizontal: isHorizontal)))
        let made = container(axes, style)
        if let errors = call.optional(5) {
            var ink = axes.axes.theme.ink
            var capSize = axes.figure?.settings.capSize ?? 0
            for (name, value) in keywords {
                if name == "ecolor" { ink = try PlotStyle.color(value, interpreter) }
                if name == "capsize" { capSize = try interpreter.number(value) ?? 0 }
                guard name == "error_kw", case .dict(let dict) = value else { continue }
                for (key, value) in dict.table.pairs {
                    let key = try interpreter.str(key)
                    if key == "ecolor" || key == "color" { ink = try PlotStyle.color(value, interpreter) }
                    if key == "capsize" { capSize = try interpreter.number(value) ?? 0 }
                }
            }
            let sizes = try repeated(errors, places.count, interpreter)
            let lines = places.indices.map { place -> [Point] in
                let middle = places[place] + (isCentred ? 0 : widths[place] / 2)
                let end = bases[place] + lengths[place]
                return isHorizontal
                    ? [Point(end - sizes[place], middle), Point(end + sizes[place], middle)]
                    : [Point(middle, end - sizes[place]), Point(middle, end + sizes[place])]
            }
            axes.axes.artists.append(.segments(Segments(lines: lines, strokes: [Stroke(ink, width: 1.8)])))
            PyplotLines.addCaps(lines, isHorizontal, Stroke(ink, width: 1.8), size: capSize, to: axes)
        }
        return made
    }

    /// The bars that were drawn last, as objects to change.
    private static func container(_ axes: AxesObject, _ style: PlotStyle) -> Value {
        let place = axes.axes.artists.count - 1
        guard case .bars(let bars)? = axes.axes.artists.last else { return .none }
        PyplotLines.keep(style, of: ArtistObject("Rectangle", axes, place: place))
        return .object(
            ContainerObject(
                "BarContainer",
                bars.corners.indices.map { .object(ArtistObject("Rectangle", axes, place: place, index: $0)) },
                parts: [("orientation", Value(bars.isHorizontal ? "horizontal" : "vertical"))]))
    }

    /// One number for all, or one each.
    private static func repeated(_ value: Value, _ count: Int, _ interpreter: Interpreter) throws(LanguageError)
        -> [Double]
    {
        let numbers = try NumberField.list(value, interpreter)
        if numbers.count == 1 { return [Double](repeating: numbers[0], count: count) }
        guard numbers.count == count else {
            throw .valueError(
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (\(count),) and arg 1 with shape (\(numbers.count),)."
            )
        }
        return numbers
    }

    /// A colour for each bar, where `color=` is a list of colours.
    private static func barColors(
        _ keywords: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> [Color]? {
        guard let value = keywords.first(where: { $0.0 == "color" })?.1 else { return nil }
        let items: [Value]
        switch value {
        case .list(let list): items = list.values
        case .tuple(let tuple): items = tuple.values
        default: return nil
        }
        if let first = items.first, case .float = first { return nil }
        if let first = items.first, case .int = first { return nil }
        var colors: [Color] = []
        for item in items { colors.append(try PlotStyle.color(item, interpreter)) }
        return colors.isEmpty ? nil : colors
    }

    // MARK: hist

    static func hist(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        // Several data sets side by side or stacked are drawn by the part that is written in the language.
        if try holdsSeveral(call[0], interpreter) {
            guard let method = try WrittenMethods.find("axes__hist_several", of: axes, interpreter) else {
                return .none
            }
            var named = [
                "bins", "range", "density", "weights", "cumulative", "histtype", "orientation", "rwidth", "log",
            ]
            .enumerated().map { ($1, call[$0 + 1]) }
            named += call.keywords(10)
            return try interpreter.call(method, [call[0]], named)
        }
        let style = try PlotStyle(
            call.keywords(10), artist: "Rectangle", own: ["stacked", "align", "bottom"], interpreter)
        let all = try PyplotLines.positions(call[0], isX: true, axes, interpreter).values
        let values = all.filter(\.isFinite)
        let edges = try binEdges(call, values)
        guard edges.count > 1 else { throw .valueError("bins must have at least two edges") }
        let weights = try call.optional(4).map { (value) throws(LanguageError) in
            try NumberField.list(value, interpreter)
        }
        var counts = [Double](repeating: 0, count: edges.count - 1)
        for (place, value) in values.enumerated() {
            guard let bin = bin(of: value, edges) else { continue }
            counts[bin] += weights.flatMap { $0.indices.contains(place) ? $0[place] : nil } ?? 1
        }
        if try call.bool(3) {
            let total = counts.reduce(0, +)
            for bin in counts.indices { counts[bin] /= max(total, 1e-300) * (edges[bin + 1] - edges[bin]) }
        }
        if try call.bool(5), try call.bool(3) {
            for bin in counts.indices { counts[bin] *= edges[bin + 1] - edges[bin] }
        }
        if try call.bool(5) { for bin in counts.indices.dropFirst() { counts[bin] += counts[bin - 1] } }
        let isHorizontal = try call.string(7) == "horizontal"
        if try call.bool(9) { if isHorizontal { axes.axes.x.scale = .log } else { axes.axes.y.scale = .log } }
        let share =
            try call.optional(8).map { (value) throws(LanguageError) in try interpreter.number(value) ?? 1 } ?? 1
        let kind = try call.string(6)
        draw(counts, edges, style, kind: kind, isHorizontal: isHorizontal, share: min(max(share, 0), 1), on: axes)
        let made =
            kind.hasPrefix("step")
            ? Value([.object(ArtistObject("Polygon", axes, place: axes.axes.artists.count - 1))])
            : container(axes, style)
        return .tuple(Tuple([try PyplotArrays.array(counts), try PyplotArrays.array(edges), made]))
    }

    /// True for a list of arrays, or a table of which each column is a data set.
    private static func holdsSeveral(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        if let tensor = NumberField.tensor(of: value) { return tensor.shape.count == 2 && tensor.shape[1] > 1 }
        let items: [Value]
        switch value {
        case .list(let list): items = list.values
        case .tuple(let tuple): items = tuple.values
        default: return false
        }
        guard let first = items.first else { return false }
        if let tensor = NumberField.tensor(of: first) { return !tensor.shape.isEmpty }
        if case .list = first { return true }
        return false
    }

    private static func draw(
        _ counts: [Double], _ edges: [Double], _ style: PlotStyle, kind: String, isHorizontal: Bool, share: Double,
        on axes: AxesObject
    ) {
        let color = style.color(or: axes.axes.nextColor())
        if kind.hasPrefix("step") {
            var (xs, ys) = ([edges[0]], [0.0])
            for (bin, count) in counts.enumerated() {
                xs += [edges[bin], edges[bin + 1]]
                ys += [count, count]
            }
            xs.append(edges[edges.count - 1])
            ys.append(0)
            if kind == "stepfilled" {
                axes.axes.artists.append(
                    .area(
                        Area(
                            xs: xs, low: xs.map { _ in 0 }, high: ys, fill: color,
                            edge: style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.4) }, label: style.label,
                            isUpright: isHorizontal)))
            } else {
                let edge = style.edgeColor ?? color
                axes.axes.artists.append(
                    .line(
                        Curve(
                            xs: isHorizontal ? ys : xs, ys: isHorizontal ? xs : ys, stroke: style.stroke(edge),
                            label: style.label)))
            }
            return
        }
        let corners = counts.enumerated().map { bin, count -> (from: Point, to: Point) in
            let gap = (edges[bin + 1] - edges[bin]) * (1 - share) / 2
            let (from, to) = (edges[bin] + gap, edges[bin + 1] - gap)
            return isHorizontal ? (Point(0, from), Point(count, to)) : (Point(from, 0), Point(to, count))
        }
        // A thin gap of the background keeps neighbours apart.
        let edge = style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.2, isRound: false) }
        axes.axes.artists.append(
            .bars(Bars(corners: corners, colors: [color], edge: edge, label: style.label, isHorizontal: isHorizontal)))
    }

    private static let mostBins = 1_000_000

    /// The edges that `bins=` and `range=` mean.
    private static func binEdges(_ call: Call, _ values: [Double]) throws(LanguageError) -> [Double] {
        let interpreter = call.interpreter
        var count = OpenFigures.of(interpreter).settings.bins
        if let bins = call.optional(1) {
            if case .str(let rule) = bins {
                guard ["auto", "sturges", "sqrt", "fd", "rice", "scott", "doane"].contains(rule.string) else {
                    throw .valueError("'\(rule.string)' is not a valid estimator for `bins`")
                }
                let n = Double(max(values.count, 1))
                count = rule.string == "sqrt" ? Int(n.squareRoot().rounded(.up)) : Int((log2(n) + 1).rounded(.up))
            } else if let whole = interpreter.index(bins) {
                count = whole
            } else {
                let edges = try NumberField.list(bins, interpreter)
                guard zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                    throw .valueError("`bins` must increase monotonically, when an array")
                }
                return edges
            }
        }
        guard count >= 1 else { throw .valueError("`bins` must be positive, when an integer") }
        guard count <= mostBins else {
            throw .valueError(
                "\(count) bins are too many: a histogram has at most \(mostBins)",
                hint: "a screen shows a few hundred bars side by side")
        }
        var (low, high) = (values.min() ?? 0, values.max() ?? 1)
        if let range = call.optional(2) {
            let ends = try NumberField.list(range, interpreter)
            guard ends.count == 2, ends[0] <= ends[1] else {
                throw .valueError("max must be larger than min in range parameter.")
            }
            (low, high) = (ends[0], ends[1])
        }
        if low == high { (low, high) = (low - 0.5, high + 0.5) }
        return (0...count).map { low + (high - low) * Double($0) / Double(count) }
    }

    /// The bin of a value: the last one includes its right edge.
    private static func bin(of value: Double, _ edges: [Double]) -> Int? {
        guard value >= edges[0], value <= edges[edges.count - 1] else { return nil }
        var (low, high) = (0, edges.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if value >= edges[middle] { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: pie

    static func pie(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let parts = try NumberField.list(call[0], interpreter)
        guard parts.allSatisfy({ $0 >= 0 && $0 < 1e300 }) else {
            throw .valueError("Wedge sizes 'x' must be non negative values")
        }
        let total = max(parts.reduce(0, +), 1e-300)
        var names: [String] = []
        if let labels = call.optional(2) {
            for label in try interpreter.array(of: labels) { names.append(try interpreter.str(label)) }
        }
        var colors: [Color] = []
        if let given = call.optional(3) {
            for color in try interpreter.array(of: given) { colors.append(try PlotStyle.color(color, interpreter)) }
        }
        let explode = try call.optional(1).map { (value) throws(LanguageError) in
            try NumberField.list(value, interpreter)
        }
        let isLeft = try call.bool(6)
        let radius = try call.double(7)
        let (percentAt, nameAt) = (try call.double(8), try call.double(9))
        let wedges = try PlotStyle(pairs(call.optional(10), interpreter), artist: "Wedge", own: ["width"], interpreter)
        let texts = try PlotStyle(pairs(call.optional(11), interpreter), artist: "Text", interpreter)
        let own = try PlotStyle(
            call.keywords(12), artist: "Wedge",
            own: ["shadow", "frame", "center", "rotatelabels", "normalize"], interpreter)
        var hole = 0.0
        for (name, value) in wedges.others where name == "width" {
            hole = max(radius - (try interpreter.number(value) ?? radius), 0)
        }
        var made: (wedges: [Value], texts: [Value], percents: [Value]) = ([], [], [])
        var turn = try call.double(5) / 360
        func note(_ text: String, _ at: Point, _ style: TextStyle, _ anchor: TextAnchor) -> Value {
            axes.axes.artists.append(.text(Note(text, at: at, style: texts.text(style), anchor: anchor)))
            return .object(ArtistObject("Text", axes, place: axes.axes.artists.count - 1))
        }
        for (place, part) in parts.enumerated() {
            let share = part / total * (isLeft ? 1 : -1)
            let steps = max(Int(abs(share) * 120), 1)
            let middle = turn + share / 2
            let away = (explode.flatMap { $0.indices.contains(place) ? $0[place] : nil } ?? 0) * radius
            let centre = Point(cos(middle * 2 * .pi) * away, sin(middle * 2 * .pi) * away)
            func at(_ turn: Double, _ reach: Double) -> Point {
                Point(centre.x + cos(turn * 2 * .pi) * reach, centre.y + sin(turn * 2 * .pi) * reach)
            }
            let turns = (0...steps).map { turn + share * Double($0) / Double(steps) }
            let rim = turns.map { at($0, radius) }
            let inner = hole > 0 ? turns.reversed().map { at($0, hole) } : [centre]
            let color = colors.isEmpty ? axes.axes.nextColor() : colors[place % colors.count]
            let edge = Stroke(wedges.edgeColor ?? axes.axes.theme.background, width: wedges.lineWidth ?? 1.5)
            axes.axes.artists.append(
                .polygons(Polygons(outlines: [inner + rim], fills: [color.faded(wedges.alpha)], edge: edge)))
            let wedge = ArtistObject("Wedge", axes, place: axes.axes.artists.count - 1)
            let hatches = own.hatches.isEmpty ? wedges.hatches : own.hatches
            if !hatches.isEmpty { wedge.settings.hatches = [hatches[place % hatches.count]] }
            made.wedges.append(.object(wedge))
            let name = names.indices.contains(place) ? names[place] : ""
            let isRight = cos(middle * 2 * .pi) >= 0
            let plain = TextStyle(size: axes.axes.theme.textSize, color: axes.axes.theme.ink)
            made.texts.append(
                note(name, at(middle, nameAt * radius), plain, TextAnchor(isRight ? .left : .right, .centre)))
            if let format = call.optional(4) {
                let percent: Value
                if case .str = format {
                    percent = try interpreter.binary(.modulo, format, .float(abs(share) * 100))
                } else {
                    percent = try interpreter.call(format, [.float(abs(share) * 100)])
                }
                let style = TextStyle(size: 12, color: color.luminance > 0.6 ? .ink : .white)
                made.percents.append(
                    note(
                        try interpreter.str(percent), at(middle, percentAt * radius), style,
                        TextAnchor(.centre, .centre)))
            }
            turn += share
        }
        axes.axes.isEqual = true
        axes.axes.isFramed = false
        let reach = 1.25 * radius
        (axes.axes.x.low, axes.axes.x.high, axes.axes.y.low, axes.axes.y.high) = (-reach, reach, -reach, reach)
        let lists = [made.wedges, made.texts] + (call.optional(4) == nil ? [] : [made.percents])
        return .tuple(Tuple(lists.map { Value($0) }))
    }

    /// The entries of a dictionary of keywords.
    private static func pairs(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> [(String, Value)] {
        guard case .dict(let dict)? = value else { return [] }
        var pairs: [(String, Value)] = []
        for (key, value) in dict.table.pairs { pairs.append((try interpreter.str(key), value)) }
        return pairs
    }
}
