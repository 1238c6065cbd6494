import Drawing
import Language
import Vision

/// Figures: opening, dividing, showing, saving and closing them.
enum PyplotFigures {
    /// Functions of pyplot that are about figures.
    static let functions: [NativeFunction] = [
        NativeFunction(
            "figure",
            [Parameter("num", .none), Parameter("figsize", .none), Parameter("dpi", .none), .keywords("kwargs")],
            doc: "Opens a figure of figsize inches, or goes back to an open one.", body: figure),
        NativeFunction(
            "subplots",
            [
                Parameter("nrows", .int(1)), Parameter("ncols", .int(1)), .keyword("sharex", .bool(false)),
                .keyword("sharey", .bool(false)), .keyword("squeeze", .bool(true)), .keyword("figsize", .none),
                .keyword("dpi", .none), .keyword("num", .none), .keyword("width_ratios", .none),
                .keyword("height_ratios", .none), .keyword("gridspec_kw", .none), .keyword("subplot_kw", .none),
                .keywords("kwargs"),
            ], doc: "Opens a figure with nrows by ncols plots; gives the figure and the plots.", body: subplots),
        NativeFunction(
            "subplot", [.rest("args", doc: "nrows, ncols, index, or the three as one number"), .keywords("kwargs")],
            doc: "Goes to a plot of a grid; it is made where it is not there.", body: subplot),
        NativeFunction(
            "subplot2grid",
            [
                Parameter("shape"), Parameter("loc"), Parameter("rowspan", .int(1)), Parameter("colspan", .int(1)),
                .keywords("kwargs"),
            ], doc: "A plot over several cells of a grid."
        ) { (call) throws(LanguageError) in
            let shape = try whole(call[0], call.interpreter), place = try whole(call[1], call.interpreter)
            guard shape.count == 2, place.count == 2 else { throw .valueError("shape and loc have two numbers each") }
            let (rows, columns) = (try call.int(2), try call.int(3))
            let cell = try cell(
                rows: shape[0], columns: shape[1], from: place, to: [place[0] + rows - 1, place[1] + columns - 1])
            return .object(OpenFigures.of(call.interpreter).currentFigure().axes(at: cell))
        },
        NativeFunction(
            "axes", [Parameter("arg", .none), .keywords("kwargs")], doc: "A new plot over the whole figure."
        ) { (call) throws(LanguageError) in
            let figure = OpenFigures.of(call.interpreter).currentFigure()
            guard call.optional(0) != nil else {
                return try made(figure.add(GridCell()), call.keywords(1), call.interpreter)
            }
            return try made(placed(call[0], on: figure, call.interpreter), call.keywords(1), call.interpreter)
        },
        NativeFunction("gca", doc: "The current plot.") { (call) throws(LanguageError) in
            .object(OpenFigures.of(call.interpreter).currentAxes())
        },
        NativeFunction("gcf", doc: "The current figure.") { (call) throws(LanguageError) in
            .object(OpenFigures.of(call.interpreter).currentFigure())
        },
        NativeFunction("sca", [Parameter("ax")], doc: "Makes a plot the current one.") { (call) throws(LanguageError) in
            guard case .object(let object) = call[0], let axes = object as? AxesObject else {
                throw .typeError("a plot expected")
            }
            axes.figure?.current = axes
            OpenFigures.of(call.interpreter).current = axes.figure
            return .none
        },
        NativeFunction("show", [.rest("args"), .keywords("kwargs")], doc: "Shows all open figures and closes them.") {
            (call) throws(LanguageError) in
            try OpenFigures.of(call.interpreter).showAll(call.interpreter)
            return .none
        },
        NativeFunction(
            "close", [Parameter("fig", .none)], doc: "Closes the current figure, a given one or 'all'.", body: close),
        NativeFunction("clf", doc: "Empties the current figure.") { (call) throws(LanguageError) in
            OpenFigures.of(call.interpreter).currentFigure().clear()
            return .none
        },
        NativeFunction("suptitle", [Parameter("t"), .keywords("kwargs")], doc: "Writes a title over all plots.") {
            (call) throws(LanguageError) in
            try title(call, OpenFigures.of(call.interpreter).currentFigure())
        },
        NativeFunction("savefig", [Parameter("fname"), .keywords("kwargs")], doc: "Saves the figure as .png or .svg.") {
            (call) throws(LanguageError) in
            try save(call, OpenFigures.of(call.interpreter).currentFigure())
        },
        NativeFunction(
            "colorbar",
            [Parameter("mappable", .none), Parameter("cax", .none), Parameter("ax", .none), .keywords("kwargs")],
            doc: "Shows which colours mean which numbers.", body: colorbar),
        NativeFunction(
            "tight_layout", [.rest("args"), .keywords("kwargs")],
            doc: "Nothing is left to do: labels always have their room."
        ) { (_) throws(LanguageError) in .none },
        NativeFunction(
            "subplots_adjust", [.rest("args"), .keywords("kwargs")],
            doc: "Nothing is left to do: labels always have their room."
        ) { (_) throws(LanguageError) in .none },
        NativeFunction("get_cmap", [Parameter("name", .none), Parameter("lut", .none)], doc: "A colour map by name.") {
            (call) throws(LanguageError) in
            .object(
                ColormapObject(
                    try PyplotLines.colormap(call.optional(0), OpenFigures.of(call.interpreter), call.interpreter)))
        },
        NativeFunction("set_cmap", [Parameter("cmap")], doc: "The colour map of images from now on.") {
            (call) throws(LanguageError) in
            let figures = OpenFigures.of(call.interpreter)
            figures.settings.colormap = try PyplotLines.colormap(call[0], figures, call.interpreter)
            return .none
        },
        NativeFunction("get_fignums", doc: "The numbers of the open figures.") { (call) throws(LanguageError) in
            Value(OpenFigures.of(call.interpreter).figures.map { .int($0.number) })
        },
        NativeFunction("get_figlabels", doc: "The names of the open figures.") { (call) throws(LanguageError) in
            Value(OpenFigures.of(call.interpreter).figures.map { Value($0.name ?? "") })
        },
        NativeFunction("fignum_exists", [Parameter("num")], doc: "True where the figure is open.") {
            (call) throws(LanguageError) in
            .bool(try open(call[0], call.interpreter) != nil)
        },
        NativeFunction("delaxes", [Parameter("ax", .none)], doc: "Takes a plot out of its figure.") {
            (call) throws(LanguageError) in
            if case .object(let object as AxesObject)? = call.optional(0) {
                object.figure?.remove(object)
            } else {
                let figure = OpenFigures.of(call.interpreter).currentFigure()
                figure.remove(figure.currentAxes())
            }
            return .none
        },
        NativeFunction(
            "figtext", [Parameter("x"), Parameter("y"), Parameter("s"), .keywords("kwargs")], doc: "Text of the figure."
        ) {
            (call) throws(LanguageError) in
            try text(call, OpenFigures.of(call.interpreter).currentFigure())
        },
        NativeFunction("twinx", [Parameter("ax", .none)], doc: "A second plot with its own y on the right.") {
            (call) throws(LanguageError) in
            try PyplotAsking.twin(try axes(call), isX: true)
        },
        NativeFunction("twiny", [Parameter("ax", .none)], doc: "A second plot with its own x at the top.") {
            (call) throws(LanguageError) in
            try PyplotAsking.twin(try axes(call), isX: false)
        },
        NativeFunction(
            "clim", [Parameter("vmin", .none), Parameter("vmax", .none)],
            doc: "The range of the newest image's colours."
        ) {
            (call) throws(LanguageError) in
            let plot = OpenFigures.of(call.interpreter).currentFigure().currentAxes()
            guard case .list(let images) = PyplotAsking.artists(plot, "images"),
                case .object(let image as ArtistObject)? = images.values.last, var scale = image.scale
            else { throw .runtimeError("You must first define an image, e.g., with imshow") }
            if call.optional(0) != nil { scale.low = try call.double(0) }
            if call.optional(1) != nil { scale.high = try call.double(1) }
            try image.recolour(call.interpreter) { $0 = scale }
            return .none
        },
        NativeFunction("draw", doc: "Nothing to do: figures show themselves.") { (_) throws(LanguageError) in .none },
        NativeFunction("isinteractive", doc: "False: figures show themselves at the end of a cell.") {
            (_) throws(LanguageError) in
            .bool(false)
        },
        NativeFunction("switch_backend", [Parameter("newbackend")], doc: "Nothing to do: there is one.") {
            (_) throws(LanguageError) in .none
        },
        NativeFunction("get_backend", doc: "The name of the back end.") { (_) throws(LanguageError) in Value("inline")
        },
        NativeFunction("pause", [Parameter("interval")], doc: "Shows the figures so far.") {
            (call) throws(LanguageError) in
            try OpenFigures.of(call.interpreter).showAll(call.interpreter)
            return .none
        },
        NativeFunction("ion", doc: "Nothing to do: figures show themselves.") { (_) throws(LanguageError) in .none },
        NativeFunction("ioff", doc: "Nothing to do: figures show themselves at the end of a cell.") {
            (_) throws(LanguageError) in .none
        },
    ]

    static func receiver(_ call: Call) throws(LanguageError) -> FigureObject {
        guard case .object(let object)? = call.receiver, let figure = object as? FigureObject else {
            throw .typeError("\(call.function.name)() needs a figure")
        }
        return figure
    }

    // MARK: Opening

    /// The plot that an argument is, or the current one.
    private static func axes(_ call: Call) throws(LanguageError) -> AxesObject {
        if case .object(let object as AxesObject)? = call.optional(0) { return object }
        return OpenFigures.of(call.interpreter).currentFigure().currentAxes()
    }

    /// The open figure with a number or name.
    static func open(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> FigureObject? {
        let figures = OpenFigures.of(interpreter).figures
        if case .str(let name) = value { return figures.first { $0.name == name.string } }
        if case .object(let figure as FigureObject) = value { return figures.first { $0 === figure } }
        return figures.first { $0.number == interpreter.index(value) }
    }

    static func figure(_ call: Call) throws(LanguageError) -> Value {
        let figures = OpenFigures.of(call.interpreter)
        let keywords = call.keywords(3)
        var clears = false
        for (name, value) in keywords where name == "clear" { clears = try call.interpreter.truth(value) }
        if let value = call.optional(0), let there = try open(value, call.interpreter) {
            figures.current = there
            if clears { there.clear() }
            return .object(there)
        }
        let (width, height) = try size(call.optional(1), call.interpreter)
        let figure = figures.open(
            number: call.optional(0).flatMap { call.interpreter.index($0) }, width: width, height: height)
        if case .str(let name)? = call.optional(0) { figure.name = name.string }
        try set(figure, dpi: call.optional(2), keywords, call.interpreter)
        return .object(figure)
    }

    /// Keywords that figures have beside their size.
    static func set(
        _ figure: FigureObject, dpi: Value?, _ keywords: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) {
        if let dpi { figure.dpi = try checkedDPI(dpi, interpreter) }
        for (name, value) in keywords {
            switch name {
            case "facecolor": figure.figure.background = try PlotStyle.color(value, interpreter)
            case "edgecolor", "frameon", "FigureClass", "clear", "linewidth", "subplotpars", "tight_layout",
                "constrained_layout", "layout":
                break  // labels always have their room
            default: throw .typeError("Figure.__init__() got an unexpected keyword argument '\(name)'")
            }
        }
    }

    static func checkedDPI(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double {
        guard let number = try interpreter.number(value), (1...2000).contains(number) else {
            throw .valueError("dpi must be a number from 1 to 2000")
        }
        return number
    }

    static func size(_ inches: Value?, _ interpreter: Interpreter) throws(LanguageError) -> (Double, Double) {
        guard let inches else { return OpenFigures.of(interpreter).settings.figureSize }
        return try size(try NumberField.list(inches, interpreter))
    }

    /// Inches as logical pixels.
    static func size(_ inches: [Double]) throws(LanguageError) -> (Double, Double) {
        guard inches.count == 2, inches.allSatisfy({ $0 > 0.1 && $0 <= 60 }) else {
            throw .valueError(
                "figure size must be positive finite not (\(inches.map { "\($0)" }.joined(separator: ", ")))",
                hint: "figsize is (width, height) in inches, up to 60")
        }
        return (inches[0] * 100, inches[1] * 100)
    }
}

extension FigureObject {
    /// Takes all plots and titles away.
    func clear() {
        let plain = Figure(width: figure.width, height: figure.height, theme: settings.theme)
        (axes, current, figure, sharing, sharedBars) = ([], nil, plain, ([], []), [])
    }

    /// Takes one plot away.
    func remove(_ plot: AxesObject) {
        axes.removeAll { $0 === plot }
        for place in sharing.x.indices { sharing.x[place].removeAll { $0 === plot } }
        for place in sharing.y.indices { sharing.y[place].removeAll { $0 === plot } }
        if current === plot { current = axes.last }
    }

    /// The plot in a cell of a grid, made where there is none; it becomes the current one.
    func axes(at cell: GridCell) -> AxesObject {
        if let there = axes.first(where: {
            $0.axes.cell == cell && $0.axes.position == nil && $0.parent == nil && !$0.axes.isTwin
        }) {
            current = there
            return there
        }
        return add(cell)
    }
}
