import Drawing
import Glibc
import Language

/// What `rcParams` say, as far as drawing follows them: what new figures, plots and artists begin with.
struct PlotSettings: Sendable {
    var theme = Theme.standard
    /// Logical pixels.
    var figureSize = (width: 640.0, height: 480.0)
    /// Pixels an inch of saved files; nil for the figure's own.
    var savedDPI: Double?
    var savedBackground: Color?
    /// Logical pixels.
    var lineWidth = 1.5 * Figure.pixelsPerPoint
    var dash = DashStyle.solid
    var symbol: Symbol?
    var symbolSize = 6 * Figure.pixelsPerPoint
    var scatterSymbol = Symbol.circle
    var capSize = 0.0
    var bins = 10
    var colormap = Colormap.viridis
    var interpolation = "auto"
    var isUpsideDown = false
    var imageAspect = "equal"
    var grid = (x: false, y: false)
    var gridAxis = "both"
    var margins = (x: 0.05, y: 0.05)
    var legend = Legend()
    var titlePlace = TextAnchor.Horizontal.centre
    var hasMinorTicks = (x: false, y: false)
    /// The factor that `font.size` gives to all text that has no size of its own.
    private var fontScale = 1.0

    init() {}

    /// A new plot as the settings want it.
    func axes(_ cell: GridCell) -> Axes {
        var axes = Axes(cell: cell, theme: theme)
        (axes.x.margin, axes.y.margin) = margins
        (axes.hasVerticalGrid, axes.hasHorizontalGrid) = (grid.x && gridAxis != "y", grid.y && gridAxis != "x")
        (axes.x.hasMinorTicks, axes.y.hasMinorTicks) = hasMinorTicks
        axes.titlePlace = titlePlace
        return axes
    }

    // MARK: Names of rcParams

    /// Follows one of matplotlib's settings; those that only change details are kept by the dictionary alone.
    mutating func apply(_ name: String, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        if name.hasPrefix("axes.spines.") {
            let side = String(name.dropFirst(12))
            if try interpreter.truth(value) { theme.hiddenSides.remove(side) } else { theme.hiddenSides.insert(side) }
            return
        }
        if try applyColor(name, value, interpreter) { return }
        if try applySize(name, value, interpreter) { return }
        switch name {
        case "figure.figsize":
            let sides = try NumberField.list(value, interpreter)
            guard sides.count == 2, sides.allSatisfy({ $0 > 0.1 && $0 <= 60 }) else {
                throw .valueError("Key figure.figsize: two sizes in inches expected, up to 60")
            }
            figureSize = (sides[0] * 100, sides[1] * 100)
        case "savefig.dpi": savedDPI = try interpreter.number(value)
        case "lines.linestyle": dash = try PlotStyle.dash(try interpreter.str(value)) ?? .solid
        case "lines.marker": symbol = try PlotStyle.symbol(try interpreter.str(value))
        case "scatter.marker": scatterSymbol = try PlotStyle.symbol(try interpreter.str(value)) ?? .circle
        case "image.cmap":
            let map = try interpreter.str(value)
            colormap = try raising { () throws(DrawingError) in try Colormap.named(map) }
        case "image.interpolation": interpolation = try interpreter.str(value)
        case "image.aspect": imageAspect = try interpreter.str(value)
        case "image.origin": isUpsideDown = try interpreter.str(value) == "lower"
        case "axes.grid": grid = (try interpreter.truth(value), try interpreter.truth(value))
        case "axes.grid.axis": gridAxis = try interpreter.str(value)
        case "axes.titlelocation": titlePlace = try PlotStyle.horizontal(try interpreter.str(value))
        case "axes.titleweight": theme.hasTitleBold = try interpreter.str(value).hasSuffix("bold")
        case "xtick.minor.visible": hasMinorTicks.x = try interpreter.truth(value)
        case "ytick.minor.visible": hasMinorTicks.y = try interpreter.truth(value)
        case "xtick.direction": theme.tickLength = abs(theme.tickLength) * (try interpreter.str(value) == "in" ? -1 : 1)
        case "legend.frameon": legend.hasFrame = try interpreter.truth(value)
        case "legend.loc": legend.place = try PyplotLabels.place(value, interpreter)
        default: break
        }
    }

    private mutating func applyColor(
        _ name: String, _ value: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Bool {
        let names: Set<String> = [
            "figure.facecolor", "axes.facecolor", "axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color",
            "ytick.color", "grid.color", "savefig.facecolor", "legend.facecolor", "legend.edgecolor", "axes.titlecolor",
        ]
        if name == "_cycle" {
            var colors: [Color] = []
            for item in try interpreter.array(of: value) { colors.append(try PlotStyle.color(item, interpreter)) }
            theme.cycle = colors.isEmpty ? Color.cycle : colors
            return true
        }
        guard names.contains(name) else { return false }
        if case .str(let word) = value, ["auto", "inherit"].contains(word.string) { return true }
        let color = try PlotStyle.color(value, interpreter)
        switch name {
        case "figure.facecolor": theme.background = color
        case "axes.facecolor": theme.plotBackground = color
        case "axes.edgecolor": theme.edge = color
        case "axes.labelcolor", "text.color", "axes.titlecolor": theme.ink = color
        case "xtick.color", "ytick.color": theme.softInk = color
        case "grid.color": theme.grid.color = color
        case "savefig.facecolor": savedBackground = color
        case "legend.facecolor": legend.fill = color
        default: theme.legendEdge = color
        }
        return true
    }

    private mutating func applySize(
        _ name: String, _ value: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Bool {
        let textSizes: [String: WritableKeyPath<Theme, Double>] = [
            "axes.titlesize": \.titleSize, "axes.labelsize": \.labelSize, "xtick.labelsize": \.tickSize,
            "ytick.labelsize": \.tickSize, "legend.fontsize": \.legendSize, "figure.titlesize": \.figureTitleSize,
        ]
        if let path = textSizes[name] {
            if case .str = value {
                // Words are relative to `font.size`, which is 10 points.
                guard let size = try PlotStyle.fontSize(value, interpreter) else { return true }
                theme[keyPath: path] = size * fontScale
            } else if let size = try PlotStyle.fontSize(value, interpreter) {
                theme[keyPath: path] = size
            }
            return true
        }
        switch name {
        case "font.size":
            let scale = try number(value, name, interpreter) / 10
            theme.scaleText(scale / fontScale)
            fontScale = scale
        case "lines.linewidth": lineWidth = try number(value, name, interpreter) * Figure.pixelsPerPoint
        case "lines.markersize": symbolSize = try number(value, name, interpreter) * Figure.pixelsPerPoint
        case "axes.linewidth": theme.edgeWidth = try number(value, name, interpreter) * Figure.pixelsPerPoint
        case "grid.linewidth": theme.grid.width = try number(value, name, interpreter) * Figure.pixelsPerPoint
        case "grid.alpha": theme.grid.color.alpha = try number(value, name, interpreter)
        case "grid.linestyle":
            let dash = try PlotStyle.dash(try interpreter.str(value)) ?? .solid
            theme.grid.dashes = dash.lengths(width: theme.grid.width)
        case "errorbar.capsize": capSize = try number(value, name, interpreter)
        case "hist.bins": bins = interpreter.index(value) ?? 10
        case "axes.xmargin": margins.x = try number(value, name, interpreter)
        case "axes.ymargin": margins.y = try number(value, name, interpreter)
        case "legend.framealpha": if !value.isNone { legend.opacity = try number(value, name, interpreter) }
        case "xtick.major.size": theme.tickLength = try number(value, name, interpreter) * Figure.pixelsPerPoint
        default: return false
        }
        return true
    }

    private func number(_ value: Value, _ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Double {
        guard let number = try interpreter.number(value), number >= 0, number < 1e4 else {
            throw .valueError("Key \(name): Could not convert \(try interpreter.repr(value)) to float")
        }
        return number
    }
}

/// `matplotlib._drawing`: what the modules written in the language ask of the drawing.
enum PyplotDrawingModule {
    static let module = NativeModule(
        "matplotlib._drawing", doc: "What pyplot's written part is made of.",
        functions: [
            NativeFunction("apply", [Parameter("name"), Parameter("value")], doc: "Follows a setting.") {
                (call) throws(LanguageError) in
                let name = try call.string(0)
                try OpenFigures.of(call.interpreter).settings.apply(name, call[1], call.interpreter)
                return .none
            },
            NativeFunction("reset", doc: "All settings as they were at first.") { (call) throws(LanguageError) in
                OpenFigures.of(call.interpreter).settings = PlotSettings()
                return .none
            },
            NativeFunction("format", [Parameter("name", doc: "'png', 'retina' or 'svg'")], doc: "What pictures are.") {
                (call) throws(LanguageError) in
                try OpenFigures.of(call.interpreter).setFormats(call[0], call.interpreter)
                return .none
            },
            NativeFunction("colormap", [Parameter("name"), Parameter("colors"), Parameter("listed")], doc: "A map.") {
                (call) throws(LanguageError) in
                var stops: [UInt32] = []
                for item in try call.interpreter.array(of: call[1]) {
                    let color = try PlotStyle.color(item, call.interpreter)
                    stops.append(
                        [color.red, color.green, color.blue].reduce(0) { $0 << 8 | UInt32(($1 * 255).rounded()) })
                }
                guard !stops.isEmpty else { throw .valueError("a colour map needs at least one colour") }
                return .object(
                    ColormapObject(Colormap(name: try call.string(0), isListed: try call.bool(2), stops: stops)))
            },
            NativeFunction("rgba", [Parameter("color")], doc: "Red, green, blue and opacity of a colour.") {
                (call) throws(LanguageError) in
                ArtistObject.rgba(try PlotStyle.color(call[0], call.interpreter))
            },
            NativeFunction("cycle", doc: "The colours that curves take.") { (_) throws(LanguageError) in
                Value(Color.cycle.map { ArtistObject.hex($0) })
            },
            NativeFunction("colormap_names", doc: "The names of colour maps.") { (_) throws(LanguageError) in
                Value(Colormap.all.map { Value($0.name) })
            },
            NativeFunction("container", [Parameter("kind"), Parameter("items")], doc: "Several artists as one.") {
                (call) throws(LanguageError) in
                .object(ContainerObject(try call.string(0), try call.interpreter.array(of: call[1])))
            },
            NativeFunction(
                "longest", [Parameter("contours")],
                doc: "Of each level: value, a point on its longest line, angle, colour."
            ) {
                (call) throws(LanguageError) in
                guard case .object(let set as ArtistObject) = call[0] else {
                    throw .typeError("contour lines expected")
                }
                return try longest(set)
            },
            NativeFunction("color_names", doc: "The names of colours and their #rrggbb.") { (_) throws(LanguageError) in
                let rows = Color.names.sorted { $0.key < $1.key }.map { name, hex -> Value in
                    let digits = String(hex, radix: 16)
                    let text = "#" + String(repeating: "0", count: 6 - digits.count) + digits
                    return .tuple(Tuple([Value(name), Value(text)]))
                }
                return Value(rows)
            },
        ] + shared)

    /// What `%config InlineBackend.figure_format = 'svg'` becomes; other settings have nothing to do here.
    static let config = NativeFunction(
        "__config__", [Parameter("setting")], doc: "Follows %config: what pictures of figures are."
    ) { (call) throws(LanguageError) in
        let setting = try call.string(0).replacing("\"", with: "'")
        guard setting.contains("InlineBackend.figure_format") else { return .none }
        // Names stand between quotes, one or several of them.
        let names = setting.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { Value(String($0.element)) }
        guard !names.isEmpty else {
            throw LanguageError.valueError(
                "no format in '\(setting.trimmingPrefix { $0 == " " })'",
                hint: "write %config InlineBackend.figure_format = 'svg'")
        }
        try OpenFigures.of(call.interpreter).setFormats(Value(names), call.interpreter)
        return .none
    }

    /// Functions of pyplot that the written parts call.
    private static let shared: [NativeFunction] = PyplotFigures.functions.filter {
        ["gca", "gcf", "figure", "get_cmap", "set_cmap"].contains($0.name)
    }

    /// Where the value of each contour level can be written: the middle of its longest line, and the line's angle there.
    private static func longest(_ set: ArtistObject) throws(LanguageError) -> Value {
        let plot = set.owner
        guard let figure = plot.figure, let place = figure.axes.firstIndex(where: { $0 === plot }) else {
            return Value([Value]())
        }
        let complete = figure.complete
        var made: [Value] = []
        for (index, at) in (set.others + [set.place]).enumerated() {
            guard plot.axes.artists.indices.contains(at), case .segments(let segments) = plot.axes.artists[at],
                set.levels.indices.contains(index), let line = segments.lines.max(by: { $0.count < $1.count }),
                line.count > 8
            else { continue }
            let middle = line.count / 2
            let (before, after) = (line[max(middle - 3, 0)], line[min(middle + 3, line.count - 1)])
            let (a, b) = (
                complete.pixels(of: before, .data, inPlot: place), complete.pixels(of: after, .data, inPlot: place)
            )
            var angle = atan2(-(b.y - a.y), b.x - a.x) * 180 / .pi
            if angle > 90 { angle -= 180 }
            if angle < -90 { angle += 180 }
            made.append(
                .tuple(
                    Tuple([
                        .float(set.levels[index]), .tuple(Tuple([.float(line[middle].x), .float(line[middle].y)])),
                        .float(angle), ArtistObject.hex(segments.strokes.first?.color ?? .black),
                    ])))
        }
        return Value(made)
    }
}
