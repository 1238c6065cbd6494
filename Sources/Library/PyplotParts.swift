import Drawing
import Language

/// Text that belongs to a plot or figure and is no artist: titles, names of axes, labels of ticks.
final class TextObject: Object {
    /// Which text it is.
    enum Part {
        case title(AxesObject)
        case name(AxesObject, isX: Bool)
        case tick(AxesObject, isX: Bool, index: Int)
        case figureTitle(FigureObject)
        case figureName(FigureObject, isX: Bool)
        case legend(AxesObject, index: Int)
        case legendTitle(AxesObject)
        case barName(AxesObject)
    }

    let part: Part

    init(_ part: Part) { self.part = part }

    override var nativeType: NativeType { .plotText }

    var text: String {
        get {
            switch part {
            case .title(let plot): plot.axes.title
            case .name(let plot, let isX): isX ? plot.axes.x.label : plot.axes.y.label
            case .tick(let plot, let isX, let index): plot.ticks(isX: isX).labels.item(index) ?? ""
            case .figureTitle(let figure): figure.figure.title
            case .figureName(let figure, let isX): isX ? figure.figure.xLabel : figure.figure.yLabel
            case .legend(let plot, let index): plot.legendNames.item(index) ?? ""
            case .legendTitle(let plot): plot.axes.legend?.title ?? ""
            case .barName(let plot): plot.axes.colorbar?.label ?? ""
            }
        }
        set {
            switch part {
            case .title(let plot): plot.axes.title = newValue
            case .name(let plot, true): plot.axes.x.label = newValue
            case .name(let plot, false): plot.axes.y.label = newValue
            case .tick(let plot, let isX, let index):
                var ticks = plot.ticks(isX: isX)
                guard ticks.labels.indices.contains(index) else { return }
                ticks.labels[index] = newValue
                if isX { plot.axes.x.ticks = ticks } else { plot.axes.y.ticks = ticks }
            case .figureTitle(let figure): figure.figure.title = newValue
            case .figureName(let figure, true): figure.figure.xLabel = newValue
            case .figureName(let figure, false): figure.figure.yLabel = newValue
            case .legend(let plot, let index):
                var names = plot.legendNames
                guard names.indices.contains(index) else { return }
                names[index] = newValue
                plot.axes.legend?.labels = names
            case .legendTitle(let plot): plot.axes.legend?.title = newValue
            case .barName(let plot): plot.axes.colorbar?.label = newValue
            }
        }
    }

    var style: TextStyle {
        get {
            switch part {
            case .title(let plot): plot.axes.titleStyle
            case .name(let plot, let isX): isX ? plot.axes.x.labelStyle : plot.axes.y.labelStyle
            case .tick(let plot, let isX, _): isX ? plot.axes.x.tickStyle : plot.axes.y.tickStyle
            case .figureTitle(let figure): figure.figure.titleStyle
            case .figureName(let figure, _): figure.figure.labelStyle
            case .legend(let plot, _): TextStyle(size: plot.axes.legend?.fontSize ?? 12)
            case .legendTitle(let plot):
                TextStyle(size: plot.axes.legend?.titleSize ?? plot.axes.legend?.fontSize ?? 12)
            case .barName(let plot): plot.axes.colorbar?.labelStyle ?? TextStyle()
            }
        }
        set {
            switch part {
            case .title(let plot): plot.axes.titleStyle = newValue
            case .name(let plot, true): plot.axes.x.labelStyle = newValue
            case .name(let plot, false): plot.axes.y.labelStyle = newValue
            case .tick(let plot, true, _): plot.axes.x.tickStyle = newValue
            case .tick(let plot, false, _): plot.axes.y.tickStyle = newValue
            case .figureTitle(let figure): figure.figure.titleStyle = newValue
            case .figureName(let figure, _): figure.figure.labelStyle = newValue
            case .legend(let plot, _): plot.axes.legend?.fontSize = newValue.size
            case .legendTitle(let plot): plot.axes.legend?.titleSize = newValue.size
            case .barName(let plot): plot.axes.colorbar?.labelStyle = newValue
            }
        }
    }

    /// Where it stands, as matplotlib's repr says it.
    var position: (x: Double, y: Double) {
        switch part {
        case .title: (0.5, 1)
        case .name(_, let isX): isX ? (0.5, 0) : (0, 0.5)
        case .tick(let plot, let isX, let index):
            isX
                ? (plot.ticks(isX: true).values.item(index) ?? 0, 0)
                : (0, plot.ticks(isX: false).values.item(index) ?? 0)
        case .figureTitle: (0.5, 0.98)
        case .figureName(_, let isX): isX ? (0.5, 0.01) : (0.02, 0.5)
        default: (0, 0)
        }
    }

    /// Applies the keywords of text.
    func set(_ keywords: [(String, Value)], _ interpreter: Interpreter) throws(LanguageError) {
        let given = try PlotStyle(keywords, artist: "Text", own: ["text", "position", "x", "visible"], interpreter)
        style = given.text(style)
        for (name, value) in given.others where name == "text" {
            text = try MathText.checked(try interpreter.str(value))
        }
        for (name, value) in given.others where name == "visible" {
            if try !interpreter.truth(value) { hide() }
        }
        switch part {
        case .tick(let plot, true, _):
            if let angle = given.rotation { plot.axes.x.tickAngle = angle }
            if let anchor = given.horizontal { plot.axes.x.tickAlignment = anchor }
        case .tick(let plot, false, _): if let angle = given.rotation { plot.axes.y.tickAngle = angle }
        case .name(let plot, false): if let angle = given.rotation { plot.axes.y.labelAngle = angle }
        default: break
        }
    }

    private func hide() {
        switch part {
        case .tick(let plot, let isX, _):
            if isX { plot.axes.x.showsTickLabels = false } else { plot.axes.y.showsTickLabels = false }
        default: text = ""
        }
    }
}

extension Array {
    fileprivate func item(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension AxesObject {
    /// The range that is shown, also where it is shared with other plots.
    func shownRange(isX: Bool) -> (low: Double, high: Double) {
        if let figure, let place = figure.axes.firstIndex(where: { $0 === self }) {
            return figure.complete.range(ofPlot: place, isX: isX) ?? axes.visibleRange(isX: isX)
        }
        return axes.visibleRange(isX: isX)
    }

    /// The ticks as they are drawn.
    func ticks(isX: Bool) -> Ticks {
        if let figure, let place = figure.axes.firstIndex(where: { $0 === self }),
            let ticks = figure.complete.ticks(ofPlot: place, isX: isX)
        {
            return ticks
        }
        let range = axes.visibleRange(isX: isX)
        return (isX ? axes.x : axes.y).chosenTicks(range.low, range.high)
    }

    /// What the legend lists.
    var legendNames: [String] {
        if let entries = axes.legend?.entries { return entries.map(\.label) }
        return axes.legend?.labels ?? axes.artists.map(\.label).filter { !$0.isEmpty && !$0.hasPrefix("_") }
    }
}

extension NativeType {
    private static func own(_ call: Call) throws(LanguageError) -> TextObject {
        guard case .object(let object)? = call.receiver, let text = object as? TextObject else {
            throw .typeError("text expected")
        }
        return text
    }

    private static func setter(_ name: String, _ keyword: String) -> NativeFunction {
        NativeFunction("set_\(name)", [Parameter(name), .keywords("kwargs")], doc: "Sets the \(keyword).") {
            (call) throws(LanguageError) in
            try own(call).set([(keyword, call[0])], call.interpreter)
            return .none
        }
    }

    /// Titles and names.
    static let plotText = NativeType(
        name: "Text", module: "matplotlib.text", doc: "Text of a plot.",
        methods: [
            NativeFunction("get_text", doc: "The text.") { (call) throws(LanguageError) in Value(try own(call).text) },
            NativeFunction("set_text", [Parameter("s")], doc: "Another text.") { (call) throws(LanguageError) in
                try own(call).text = try MathText.checked(try call.interpreter.str(call[0]))
                return .none
            },
            NativeFunction("get_position", doc: "Where it stands.") { (call) throws(LanguageError) in
                let at = try own(call).position
                return .tuple(Tuple([.float(at.x), .float(at.y)]))
            },
            NativeFunction("get_fontsize", doc: "Points.") { (call) throws(LanguageError) in
                .float(try own(call).style.size / Figure.pixelsPerPoint)
            },
            NativeFunction("get_color", doc: "The colour.") { (call) throws(LanguageError) in
                ArtistObject.hex(try own(call).style.color)
            },
            NativeFunction("get_size", doc: "Points.") { (call) throws(LanguageError) in
                .float(try own(call).style.size / Figure.pixelsPerPoint)
            },
            NativeFunction("get_rotation", doc: "Degrees.") { (call) throws(LanguageError) in
                if case .tick(let plot, true, _) = try own(call).part { return .float(plot.axes.x.tickAngle ?? 0) }
                return .float(0)
            },
            NativeFunction("set", [.keywords("kwargs")], doc: "Sets several properties at once.") {
                (call) throws(LanguageError) in
                try own(call).set(call.keywords(0), call.interpreter)
                return .none
            },
        ]
            + [
                ("fontsize", "fontsize"), ("size", "fontsize"), ("color", "color"), ("rotation", "rotation"),
                ("ha", "ha"), ("horizontalalignment", "ha"), ("va", "va"), ("verticalalignment", "va"),
                ("weight", "weight"), ("fontweight", "weight"), ("style", "style"), ("fontstyle", "style"),
                ("alpha", "alpha"), ("visible", "visible"), ("family", "family"), ("fontname", "family"),
                ("position", "position"), ("bbox", "bbox"), ("y", "y"), ("rotation_mode", "rotation_mode"),
            ].map { setter($0.0, $0.1) },
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let text = object as? TextObject else { return "Text()" }
                let at = text.position
                func plain(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
                if case .title = text.part { return "Text(0.5, 1.0, \(try interpreter.repr(Value(text.text))))" }
                return "Text(\(plain(at.x)), \(plain(at.y)), \(try interpreter.repr(Value(text.text))))"
            }
        })
}

/// Where coordinates are counted from: `ax.transAxes`, `ax.transData`, `fig.transFigure`.
final class TransformObject: Object {
    let coordinates: Note.Coordinates
    let owner: AxesObject?

    init(_ coordinates: Note.Coordinates, of owner: AxesObject?) {
        (self.coordinates, self.owner) = (coordinates, owner)
    }

    override var nativeType: NativeType { .transform }
}

extension NativeType {
    /// A transform.
    static let transform = NativeType(
        name: "Transform", module: "matplotlib.transforms", doc: "What coordinates mean: transform=ax.transAxes.",
        methods: [
            NativeFunction(
                "transform", [Parameter("values")],
                doc: "Points of the data as pixels from the figure's lower left corner."
            ) { (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver, let transform = object as? TransformObject,
                    let plot = transform.owner, let figure = plot.figure,
                    let place = figure.axes.firstIndex(where: { $0 === plot })
                else { throw .typeError("this transform belongs to no plot") }
                let field = try NumberField(call[0], call.interpreter)
                guard field.values.count % 2 == 0 else { throw .valueError("points have two numbers") }
                let complete = figure.complete
                var made: [Double] = []
                for start in stride(from: 0, to: field.values.count, by: 2) {
                    let point = Point(field.values[start], field.values[start + 1])
                    let at = complete.pixels(of: point, transform.coordinates, inPlot: place)
                    made += [at.x, complete.height - at.y]
                }
                return try PyplotArrays.array(made, shape: field.shape)
            }
        ])
}
