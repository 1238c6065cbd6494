import Drawing
import Language

/// What plots answer about themselves, and their parts as objects.
enum PyplotAsking {
    private static func getter(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (AxesObject) throws(LanguageError) -> Value
    ) -> PlotRow {
        PlotRow(nil, method: name, [], doc: doc) { (_, axes) throws(LanguageError) in try body(axes) }
    }

    static let rows: [PlotRow] = values + changes

    private static let values: [PlotRow] = [
        getter("get_xlabel", "The name of x.") { (axes) throws(LanguageError) in Value(axes.axes.x.label) },
        getter("get_ylabel", "The name of y.") { (axes) throws(LanguageError) in Value(axes.axes.y.label) },
        getter("get_xscale", "'linear', 'log' or 'symlog'.") { (axes) throws(LanguageError) in
            Value(axes.axes.x.scale.rawValue)
        },
        getter("get_yscale", "'linear', 'log' or 'symlog'.") { (axes) throws(LanguageError) in
            Value(axes.axes.y.scale.rawValue)
        },
        getter("get_xticks", "Where x has ticks.") { (axes) throws(LanguageError) in
            try PyplotArrays.array(allTicks(axes, isX: true))
        },
        getter("get_yticks", "Where y has ticks.") { (axes) throws(LanguageError) in
            try PyplotArrays.array(allTicks(axes, isX: false))
        },
        getter("get_xticklabels", "The labels of x, as text to change.") { (axes) throws(LanguageError) in
            tickLabels(axes, isX: true)
        },
        getter("get_yticklabels", "The labels of y, as text to change.") { (axes) throws(LanguageError) in
            tickLabels(axes, isX: false)
        },
        getter("get_xbound", "The range of x, the smaller end first.") { (axes) throws(LanguageError) in
            bound(axes, isX: true)
        },
        getter("get_ybound", "The range of y, the smaller end first.") { (axes) throws(LanguageError) in
            bound(axes, isX: false)
        },
        getter("xaxis_inverted", "True where larger x are on the left.") { (axes) throws(LanguageError) in
            let range = axes.axes.visibleRange(isX: true)
            return .bool(range.low > range.high)
        },
        getter("yaxis_inverted", "True where larger y are below.") { (axes) throws(LanguageError) in
            let range = axes.axes.visibleRange(isX: false)
            return .bool(range.low > range.high)
        },
        getter("get_aspect", "'auto', or the length of a step in y over one in x.") { (axes) throws(LanguageError) in
            axes.axes.isEqual ? .float(axes.axes.aspect) : Value("auto")
        },
        getter("get_legend", "The legend.") { (axes) throws(LanguageError) in
            axes.axes.legend == nil ? .none : .object(LegendObject(axes))
        },
        getter("get_figure", "The figure.") { (axes) throws(LanguageError) in
            axes.figure.map { .object($0) } ?? .none
        },
        getter("get_xaxis", "The x axis.") { (axes) throws(LanguageError) in .object(AxisObject(axes, isX: true)) },
        getter("get_yaxis", "The y axis.") { (axes) throws(LanguageError) in .object(AxisObject(axes, isX: false)) },
        getter("get_lines", "The curves.") { (axes) throws(LanguageError) in artists(axes, "lines") },
        getter("get_images", "The images.") { (axes) throws(LanguageError) in artists(axes, "images") },
        getter("get_children", "Everything drawn.") { (axes) throws(LanguageError) in artists(axes, "artists") },
        getter("has_data", "True where something is drawn.") { (axes) throws(LanguageError) in
            .bool(!axes.axes.artists.isEmpty)
        },
        getter("get_facecolor", "The colour behind the data.") { (axes) throws(LanguageError) in
            ArtistObject.rgba(axes.axes.background)
        },
        getter("get_legend_handles_labels", "What has a name: the artists and their names.") {
            (axes) throws(LanguageError) in
            let named = axes.axes.artists.indices.filter {
                let label = axes.axes.artists[$0].label
                return !label.isEmpty && !label.hasPrefix("_") && axes.axes.settings[$0]?.isRemoved != true
            }
            return .tuple(
                Tuple([
                    Value(named.map { .object(ArtistObject(kind(axes.axes.artists[$0]), axes, place: $0)) }),
                    Value(named.map { Value(axes.axes.artists[$0].label) }),
                ]))
        },
        getter("get_position", "The frame as parts of the figure: x0, y0, width, height.") {
            (axes) throws(LanguageError) in
            guard let figure = axes.figure, let place = figure.axes.firstIndex(where: { $0 === axes }),
                let frame = figure.complete.frame(ofPlot: place)
            else { return .none }
            let (width, height) = (figure.figure.width, figure.figure.height)
            return .object(
                BoxObject(Rect(frame.x / width, 1 - frame.bottom / height, frame.width / width, frame.height / height)))
        },
        getter("get_xaxis_transform", "x is data, y a part of the plot.") { (axes) throws(LanguageError) in
            .object(TransformObject(.dataAndAxes, of: axes))
        },
        getter("get_yaxis_transform", "y is data, x a part of the plot.") { (axes) throws(LanguageError) in
            .object(TransformObject(.axesAndData, of: axes))
        },
        getter("get_shared_x_axes", "Nothing to change: sharex= says it.") { (_) throws(LanguageError) in .none },
    ]

    private static let changes: [PlotRow] = [
        PlotRow(nil, method: "twinx", [], doc: "A second plot over this one, with its own y on the right.") {
            (_, axes) throws(LanguageError) in try twin(axes, isX: true)
        },
        PlotRow(nil, method: "twiny", [], doc: "A second plot over this one, with its own x at the top.") {
            (_, axes) throws(LanguageError) in try twin(axes, isX: false)
        },
        PlotRow(
            nil, method: "inset_axes", [Parameter("bounds"), .keywords("kwargs")],
            doc: "A plot inside of this one, at [x, y, width, height] in parts of it."
        ) { (call, axes) throws(LanguageError) in
            let part = try PyplotFigures.part(call[0], call.interpreter)
            guard let figure = axes.figure else { throw .runtimeError("the plot's figure is closed") }
            let current = figure.current
            let made = figure.add(GridCell())
            made.parent = (axes, part)
            figure.current = current
            return .object(made)
        },
        PlotRow(
            nil, method: "set_position", [Parameter("pos"), .keywords("kwargs")],
            doc: "The frame as [left, bottom, width, height] in parts of the figure."
        ) { (call, axes) throws(LanguageError) in
            if case .object(let object as BoxObject) = call[0] {
                axes.axes.position = .figure(object.box)
            } else {
                axes.axes.position = .figure(try PyplotFigures.part(call[0], call.interpreter))
            }
            return .none
        },
        PlotRow(nil, method: "set_box_aspect", [Parameter("aspect", .none)], doc: "The frame's height over its width.")
        {
            (call, axes) throws(LanguageError) in
            axes.axes.boxAspect = try call.optional(0) == nil ? nil : call.double(0)
            return .none
        },
        PlotRow(nil, method: "set_visible", [Parameter("b")], doc: "Shows or hides the plot.") {
            (call, axes) throws(LanguageError) in
            axes.axes.isVisible = try call.bool(0)
            return .none
        },
        PlotRow(nil, method: "set_frame_on", [Parameter("b")], doc: "Shows or hides the frame.") {
            (call, axes) throws(LanguageError) in
            axes.axes.hiddenSides = try call.bool(0) ? [] : Set(SpineObject.names)
            return .none
        },
        PlotRow(nil, method: "remove", [], doc: "Takes the plot out of its figure.") {
            (_, axes) throws(LanguageError) in
            axes.figure?.remove(axes)
            return .none
        },
        PlotRow(
            nil, method: "set_xbound", [Parameter("lower", .none), Parameter("upper", .none)], doc: "The range of x."
        ) {
            (call, axes) throws(LanguageError) in
            if call.optional(0) != nil { axes.axes.x.low = try call.double(0) }
            if call.optional(1) != nil { axes.axes.x.high = try call.double(1) }
            return .none
        },
        PlotRow(
            nil, method: "set_ybound", [Parameter("lower", .none), Parameter("upper", .none)], doc: "The range of y."
        ) {
            (call, axes) throws(LanguageError) in
            if call.optional(0) != nil { axes.axes.y.low = try call.double(0) }
            if call.optional(1) != nil { axes.axes.y.high = try call.double(1) }
            return .none
        },
        PlotRow(
            "autoscale", method: "autoscale",
            [Parameter("enable", .bool(true)), Parameter("axis", .str("both")), Parameter("tight", .none)],
            doc: "The range follows the data again."
        ) { (call, axes) throws(LanguageError) in
            let which = try call.string(1)
            var isTight = false
            if call.optional(2) != nil { isTight = try call.bool(2) }
            if which != "y" { (axes.axes.x.low, axes.axes.x.high) = (nil, nil) }
            if which != "x" { (axes.axes.y.low, axes.axes.y.high) = (nil, nil) }
            axes.axes.looksAtShapes = true
            if isTight, which != "y" { axes.axes.x.margin = 0 }
            if isTight, which != "x" { axes.axes.y.margin = 0 }
            return .none
        },
        PlotRow(nil, method: "autoscale_view", [.rest("args"), .keywords("kwargs")], doc: "Ranges follow the data.") {
            (_, axes) throws(LanguageError) in
            axes.axes.looksAtShapes = true
            return .none
        },
        PlotRow(nil, method: "_reach", [Parameter("xs"), Parameter("ys")], doc: "Points that the range holds.") {
            (call, axes) throws(LanguageError) in
            axes.axes.artists.append(
                .line(
                    Curve(
                        xs: try NumberField.list(call[0], call.interpreter),
                        ys: try NumberField.list(call[1], call.interpreter), stroke: nil)))
            axes.axes.settings[axes.axes.artists.count - 1, default: ArtistSettings()].isListed = false
            return .none
        },
        PlotRow(nil, method: "relim", [.rest("args"), .keywords("kwargs")], doc: "Ranges follow the data.") {
            (_, _) throws(LanguageError) in .none
        },
        PlotRow("minorticks_on", method: "minorticks_on", [], doc: "Shows short ticks.") {
            (_, axes) throws(LanguageError) in
            (axes.axes.x.hasMinorTicks, axes.axes.y.hasMinorTicks) = (true, true)
            return .none
        },
        PlotRow("minorticks_off", method: "minorticks_off", [], doc: "Hides short ticks.") {
            (_, axes) throws(LanguageError) in
            (axes.axes.x.hasMinorTicks, axes.axes.y.hasMinorTicks) = (false, false)
            return .none
        },
        PlotRow(nil, method: "label_outer", [.keywords("kwargs")], doc: "Labels only at the grid's edges.") {
            (_, axes) throws(LanguageError) in
            let cell = axes.axes.cell
            if cell.rowSpan.upperBound < cell.rows - 1 {
                axes.axes.x.showsTickLabels = false
                axes.axes.x.label = ""
            }
            if cell.columnSpan.lowerBound > 0 {
                axes.axes.y.showsTickLabels = false
                axes.axes.y.label = ""
            }
            return .none
        },
        PlotRow(
            "locator_params", method: "locator_params",
            [Parameter("axis", .str("both")), .keyword("nbins", .none), .keywords("kwargs")],
            doc: "How many ticks there are at most."
        ) { (call, axes) throws(LanguageError) in
            guard call.optional(1) != nil else { return .none }
            let (which, bins) = (try call.string(0), min(max(try call.int(1), 1), 100))
            if which != "y" { axes.axes.x.locator = .bins(bins, onlyIntegers: axes.axes.x.onlyIntegers) }
            if which != "x" { axes.axes.y.locator = .bins(bins, onlyIntegers: axes.axes.y.onlyIntegers) }
            return .none
        },
        PlotRow(
            "ticklabel_format", method: "ticklabel_format", [.keywords("kwargs")],
            doc: "Nothing to do: large and small numbers are written with powers of ten."
        ) { (_, _) throws(LanguageError) in .none },
        PlotRow(nil, method: "_cycle", [Parameter("colors")], doc: "The colours that curves take.") {
            (call, axes) throws(LanguageError) in
            var colors: [Color] = []
            if call.optional(0) != nil {
                for item in try call.interpreter.array(of: call[0]) {
                    colors.append(try PlotStyle.color(item, call.interpreter))
                }
            }
            axes.axes.cycle = colors.isEmpty ? axes.axes.theme.cycle : colors
            (axes.axes.colorsTaken, axes.axes.fillsTaken) = (0, 0)
            return .none
        },
        PlotRow(nil, method: "_next_color", [], doc: "The next colour of the cycle.") {
            (_, axes) throws(LanguageError) in
            ArtistObject.hex(axes.axes.nextColor())
        },
    ]

    // MARK: Answers

    /// Ticks as matplotlib counts them: those that were chosen go one step beyond the range on both sides.
    private static func allTicks(_ axes: AxesObject, isX: Bool) -> [Double] {
        let axis = isX ? axes.axes.x : axes.axes.y
        let values = axes.ticks(isX: isX).values
        guard axis.ticks == nil, axis.scale == .linear, !axis.isDate, values.count > 1 else {
            return axis.ticks?.values ?? values
        }
        let range = axes.axes.visibleRange(isX: isX)
        let step = values[1] - values[0]
        let (low, high) = (min(range.low, range.high), max(range.low, range.high))
        // The new ends are rounded as their neighbours are, so that 0.2 * 6 is 1.2.
        func beyond(_ value: Double, _ sign: Double) -> Double { ((value + sign * step) / step).rounded() * step }
        var all = values
        if let first = values.first, first > low + step * 1e-9 { all.insert(beyond(first, -1), at: 0) }
        if let last = values.last, last < high - step * 1e-9 { all.append(beyond(last, 1)) }
        return all
    }

    private static func tickLabels(_ axes: AxesObject, isX: Bool) -> Value {
        let count = axes.ticks(isX: isX).labels.count
        return Value((0..<count).map { .object(TextObject(.tick(axes, isX: isX, index: $0))) })
    }

    private static func bound(_ axes: AxesObject, isX: Bool) -> Value {
        let range = axes.axes.visibleRange(isX: isX)
        return .tuple(Tuple([.float(min(range.low, range.high)), .float(max(range.low, range.high))]))
    }

    static func kind(_ artist: Artist) -> String {
        switch artist {
        case .line: "Line2D"
        case .scatter: "PathCollection"
        case .bars: "Rectangle"
        case .area: "FillBetweenPolyCollection"
        case .polygons: "Polygon"
        case .segments: "LineCollection"
        case .image: "AxesImage"
        case .rule(let rule): rule.end == nil ? "Line2D" : "Rectangle"
        case .text: "Text"
        }
    }

    /// The artists of a kind: `ax.lines`, `ax.patches`, `ax.collections`, `ax.images`, `ax.texts`.
    static func artists(_ axes: AxesObject, _ list: String) -> Value {
        var found: [Value] = []
        for (place, artist) in axes.axes.artists.enumerated()
        where axes.axes.settings[place]?.isRemoved != true && axes.axes.settings[place]?.isListed != false {
            let name = kind(artist)
            let own =
                switch name {
                case "Line2D": "lines"
                case "Rectangle", "Polygon": "patches"
                case "AxesImage": "images"
                case "Text": "texts"
                default: "collections"
                }
            guard list == own || list == "artists" else { continue }
            if case .bars(let bars) = artist {
                found += bars.corners.indices.map { .object(ArtistObject(name, axes, place: place, index: $0)) }
            } else {
                found.append(.object(ArtistObject(name, axes, place: place)))
            }
        }
        return Value(found)
    }

    static func twin(_ axes: AxesObject, isX: Bool) throws(LanguageError) -> Value {
        guard let figure = axes.figure else { throw .runtimeError("the plot's figure is closed") }
        let made = figure.add(axes.axes.cell)
        made.axes.isTwin = true
        made.axes.position = axes.axes.position
        made.parent = axes.parent
        (made.axes.colorsTaken, made.axes.fillsTaken) = (0, 0)
        (made.axes.hasVerticalGrid, made.axes.hasHorizontalGrid) = (false, false)
        if isX {
            (made.axes.y.isOpposite, made.axes.x.isShown) = (true, false)
        } else {
            (made.axes.x.isOpposite, made.axes.y.isShown) = (true, false)
        }
        figure.share(made, with: axes, isX: isX)
        return .object(made)
    }
}

/// A rectangle in parts of the figure, as `ax.get_position()` gives it.
final class BoxObject: Object {
    let box: Rect

    init(_ box: Rect) { self.box = box }

    override var nativeType: NativeType { .box }
}

extension NativeType {
    /// A rectangle.
    static let box = NativeType(
        name: "Bbox", module: "matplotlib.transforms", doc: "A rectangle in parts of the figure.",
        properties: [
            "x0", "y0", "x1", "y1", "width", "height",
        ].map { name in
            NativeProperty(name, doc: "A side of the rectangle.") { (object, _) throws(LanguageError) in
                guard let box = (object as? BoxObject)?.box else { return .none }
                switch name {
                case "x0": return .float(box.x)
                case "y0": return .float(box.y)
                case "x1": return .float(box.right)
                case "y1": return .float(box.bottom)
                case "width": return .float(box.width)
                default: return .float(box.height)
                }
            }
        })
}
