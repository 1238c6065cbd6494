import Drawing
import Language

/// Legends of plots and figures.
enum PyplotLegend {
    static func legend(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var legend = try styled(call, axes.figure?.settings ?? PlotSettings())
        let arguments = call.rest(0)
        let handles = call.optional(7) ?? (arguments.count == 2 ? arguments[0] : nil)
        let labels = call.optional(6) ?? arguments.last
        if let handles {
            legend.entries = try entries(handles, labels, interpreter)
        } else if let labels {
            legend.labels = try names(labels, interpreter)
        }
        axes.axes.legend = legend
        return .object(LegendObject(axes))
    }

    /// The legend of a whole figure: of the given artists, or of all that have names.
    static func figureLegend(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        var legend = try styled(call, figure.settings)
        let arguments = call.rest(0)
        let handles = call.optional(7) ?? (arguments.count == 2 ? arguments[0] : nil)
        let labels = call.optional(6) ?? (arguments.count == 2 ? arguments[1] : arguments.first)
        if let handles {
            legend.entries = try entries(handles, labels, call.interpreter)
        } else {
            let named = figure.axes.flatMap { $0.axes.artists }.filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }
            var entries = named.map { (label: $0.label, artist: $0) }
            if let labels {
                entries = zip(try names(labels, call.interpreter), named).map { (label: $0.0, artist: $0.1) }
            }
            legend.entries = entries
        }
        if legend.place == .best { legend.place = .upperRight }
        figure.figure.legends.append(legend)
        return .none
    }

    private static func names(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        if case .str(let one) = value { return one.string.map { String($0) } }
        var names: [String] = []
        for label in try interpreter.array(of: value) { names.append(try MathText.checked(try interpreter.str(label))) }
        return names
    }

    /// What `handles=` lists: artists of plots, containers, or the stand-ins of `matplotlib.patches` and `.lines`.
    private static func entries(
        _ handles: Value, _ labels: Value?, _ interpreter: Interpreter
    ) throws(LanguageError) -> [(label: String, artist: Artist)] {
        var artists: [Artist] = []
        for handle in try interpreter.array(of: handles) { artists.append(try artist(handle, interpreter)) }
        guard let labels else { return artists.map { ($0.label, $0) } }
        return zip(try names(labels, interpreter), artists).map { ($0, $1) }
    }

    private static func artist(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Artist {
        switch value {
        case .object(let object as ArtistObject):
            guard let artist = object.artist else { throw .valueError("the artist is no longer in its plot") }
            return artist
        case .object(let object as ContainerObject):
            guard let first = object.items.first else { throw .valueError("an empty container has no legend") }
            return try artist(first, interpreter)
        case .list(let list) where list.values.count == 1: return try artist(list.values[0], interpreter)
        case .tuple(let tuple) where !tuple.values.isEmpty: return try artist(tuple.values[0], interpreter)
        default: break
        }
        // Stand-ins say with `_legend()` what they look like, as keywords of plot or fill.
        guard let method = try interpreter.findAttribute(value, "_legend"),
            case .dict(let look) = try interpreter.call(method, [])
        else {
            throw .typeError(
                "Legend does not support handles for \(value.typeName) instances",
                hint: "give what plot(), scatter() or bar() returned, or matplotlib.patches.Patch and lines.Line2D")
        }
        var keywords: [(String, Value)] = []
        var isPatch = false
        for (key, value) in look.table.pairs {
            let name = try interpreter.str(key)
            if name == "_patch" { isPatch = try interpreter.truth(value) } else { keywords.append((name, value)) }
        }
        let style = try PlotStyle(keywords, artist: "Patch", interpreter)
        let settings = OpenFigures.of(interpreter).settings
        let color = style.color(or: settings.theme.cycle.first ?? .black)
        if isPatch {
            let edge = style.edgeColor.map { Stroke($0, width: style.lineWidth ?? 1.4) }
            return .polygons(Polygons(outlines: [], fills: [color], edge: edge, label: style.label))
        }
        return .line(
            Curve(
                xs: [], ys: [], stroke: style.stroke(color, settings), symbol: style.symbol,
                symbolSize: style.symbolSize ?? settings.symbolSize, symbolFill: style.symbolFill ?? color,
                symbolEdge: style.symbolEdge.map { Stroke($0, width: style.symbolEdgeWidth ?? 1.4) }, label: style.label
            ))
    }

    private static func styled(_ call: Call, _ settings: PlotSettings) throws(LanguageError) -> Legend {
        let interpreter = call.interpreter
        var legend = settings.legend
        legend.fontSize = settings.theme.legendSize
        if let place = call.optional(1) { legend.place = try PyplotLabels.place(place, interpreter) }
        if let title = call.optional(2) { legend.title = try MathText.checked(try interpreter.str(title)) }
        if let size = call.optional(3) {
            legend.fontSize = try PlotStyle.fontSize(size, interpreter) ?? legend.fontSize
        }
        legend.columns = min(max(try call.int(4), 1), 100)
        if call.optional(5) != nil { legend.hasFrame = try call.bool(5) }
        for (name, value) in call.keywords(8) {
            switch name {
            case "ncols": legend.columns = min(max(interpreter.index(value) ?? 1, 1), 100)
            case "bbox_to_anchor":
                let numbers = try NumberField.list(value, interpreter)
                guard numbers.count == 2 || numbers.count == 4, numbers.allSatisfy({ abs($0) < 100 }) else {
                    throw .valueError("bbox_to_anchor has two numbers or four")
                }
                legend.anchor = Rect(
                    numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 0, numbers.count > 3 ? numbers[3] : 0)
            case "framealpha": if let alpha = try interpreter.number(value) { legend.opacity = min(max(alpha, 0), 1) }
            case "facecolor": legend.fill = try PlotStyle.color(value, interpreter)
            case "edgecolor": legend.edge = try PlotStyle.color(value, interpreter)
            case "title_fontsize": legend.titleSize = try PlotStyle.fontSize(value, interpreter)
            case "prop":
                if case .dict(let dict) = value, let size = try dict.get(Value("size"), interpreter) {
                    legend.fontSize = try PlotStyle.fontSize(size, interpreter) ?? legend.fontSize
                }
            case "shadow", "fancybox", "borderaxespad", "borderpad", "labelspacing", "handlelength", "handletextpad",
                "columnspacing", "markerscale", "numpoints", "scatterpoints", "mode", "bbox_transform", "labelcolor",
                "handleheight", "markerfirst", "draggable", "alignment", "title_fontproperties", "handler_map",
                "reverse":
                break  // details that do not change what is told
            default: throw .typeError("legend() got an unexpected keyword argument '\(name)'")
            }
        }
        return legend
    }
}

/// The legend of a plot as a value.
final class LegendObject: Object {
    let owner: AxesObject

    init(_ owner: AxesObject) { self.owner = owner }

    override var nativeType: NativeType { .legend }
}

extension NativeType {
    private static func own(_ call: Call) throws(LanguageError) -> AxesObject {
        guard case .object(let object)? = call.receiver, let legend = object as? LegendObject else {
            throw .typeError("a legend expected")
        }
        return legend.owner
    }

    /// A legend.
    static let legend = NativeType(
        name: "Legend", module: "matplotlib.legend", doc: "What colours and signs mean.",
        methods: [
            NativeFunction("get_texts", doc: "The names.") { (call) throws(LanguageError) in
                let owner = try own(call)
                return Value(owner.legendNames.indices.map { .object(TextObject(.legend(owner, index: $0))) })
            },
            NativeFunction("set_title", [Parameter("title"), .keywords("kwargs")], doc: "Writes a title.") {
                (call) throws(LanguageError) in
                try own(call).axes.legend?.title = try MathText.checked(try call.interpreter.str(call[0]))
                return .none
            },
            NativeFunction("get_title", doc: "The title as text to change.") { (call) throws(LanguageError) in
                .object(TextObject(.legendTitle(try own(call))))
            },
            NativeFunction("remove", doc: "Takes it away.") { (call) throws(LanguageError) in
                try own(call).axes.legend = nil
                return .none
            },
            NativeFunction("set_visible", [Parameter("b")], doc: "Shows or hides it.") { (call) throws(LanguageError) in
                if try !call.bool(0) { try own(call).axes.legend = nil }
                return .none
            },
            NativeFunction("set_bbox_to_anchor", [Parameter("bbox"), .rest("args")], doc: "Where it stands.") {
                (call) throws(LanguageError) in
                let numbers = try NumberField.list(call[0], call.interpreter)
                guard numbers.count >= 2 else { throw .valueError("two numbers expected") }
                try own(call).axes.legend?.anchor = Rect(numbers[0], numbers[1], 0, 0)
                return .none
            },
        ],
        slots: Slots { $0.repr = { (_, _) throws(LanguageError) in "<matplotlib.legend.Legend>" } })
}
