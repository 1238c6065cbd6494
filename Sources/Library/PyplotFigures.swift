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
    private static func open(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> FigureObject? {
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
    private static func set(
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

    private static func size(_ inches: Value?, _ interpreter: Interpreter) throws(LanguageError) -> (Double, Double) {
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

    static func subplots(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let (width, height) = try size(call.optional(5), interpreter)
        _ = try cell(rows: try call.int(0), columns: try call.int(1), from: [0, 0], to: [0, 0])
        let figure = OpenFigures.of(interpreter).open(
            number: call.optional(7).flatMap { interpreter.index($0) }, width: width, height: height)
        try set(figure, dpi: call.optional(6), call.keywords(12), interpreter)
        let plots = try grid(call, on: figure, sharing: 2, squeeze: 4, ratios: 8)
        return .tuple(Tuple([.object(figure), plots]))
    }

    /// `fig.subplots(…)`.
    static func subplotsOfFigure(_ call: Call) throws(LanguageError) -> Value {
        try grid(call, on: try receiver(call), sharing: 2, squeeze: 4, ratios: 5)
    }

    /// Rows by columns of plots, from arguments at their places.
    private static func grid(
        _ call: Call, on figure: FigureObject, sharing: Int, squeeze: Int, ratios: Int
    ) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let (rows, columns) = (try call.int(0), try call.int(1))
        var model = try cell(rows: rows, columns: columns, from: [0, 0], to: [0, 0])
        if let widths = call.optional(ratios) { model.widths = try NumberField.list(widths, interpreter) }
        if let heights = call.optional(ratios + 1) { model.heights = try NumberField.list(heights, interpreter) }
        if case .dict(let dict)? = call.optional(ratios + 2) {
            for (key, value) in dict.table.pairs {
                switch try interpreter.str(key) {
                case "width_ratios": model.widths = try NumberField.list(value, interpreter)
                case "height_ratios": model.heights = try NumberField.list(value, interpreter)
                case "wspace": model.gaps.x = try interpreter.number(value)
                case "hspace": model.gaps.y = try interpreter.number(value)
                default: break
                }
            }
        }
        guard model.widths.isEmpty || model.widths.count == columns,
            model.heights.isEmpty || model.heights.count == rows
        else {
            throw .valueError("Expected the given number of ratios to match the number of columns or rows of the grid")
        }
        var made: [AxesObject] = []
        for row in 0..<rows {
            for column in 0..<columns {
                (model.rowSpan, model.columnSpan) = (row...row, column...column)
                made.append(figure.add(model))
            }
        }
        if case .dict(let dict)? = call.optional(ratios + 3) {
            var keywords: [(String, Value)] = []
            for (key, value) in dict.table.pairs { keywords.append((try interpreter.str(key), value)) }
            for plot in made { _ = try self.made(plot, keywords, interpreter) }
        }
        let groups = (
            try groups(call[sharing], made, interpreter), try self.groups(call[sharing + 1], made, interpreter)
        )
        figure.sharing.x += groups.0
        figure.sharing.y += groups.1
        if !groups.0.isEmpty || !groups.1.isEmpty { figure.hidesInnerLabels = true }
        figure.current = made.last
        if try call.bool(squeeze) {
            if made.count == 1 { return .object(made[0]) }
            if rows == 1 || columns == 1 { return .object(AxesGrid(shape: [made.count], axes: made)) }
        }
        return .object(AxesGrid(shape: [rows, columns], axes: made))
    }

    /// A plot with the keywords of `add_subplot` applied.
    static func made(
        _ plot: AxesObject, _ keywords: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        for (name, value) in keywords {
            switch name {
            case "sharex", "sharey":
                if case .object(let other as AxesObject) = value {
                    plot.figure?.share(plot, with: other, isX: name == "sharex")
                }
            case "projection", "polar":
                let kind =
                    name == "polar"
                    ? (try interpreter.truth(value) ? "polar" : "") : value.isNone ? "" : try interpreter.str(value)
                if !kind.isEmpty, kind != "rectilinear" {
                    plot.figure?.remove(plot)
                    throw LanguageError(
                        .notImplementedError, "projection='\(kind)' is not drawn",
                        hint: kind == "3d"
                            ? "surfaces can be shown with contourf(X, Y, Z, levels=30) and a colorbar"
                            : "angles can be drawn as x = r*cos(t), y = r*sin(t)")
                }
            case "facecolor": plot.axes.background = try PlotStyle.color(value, interpreter)
            case "frameon": if try !interpreter.truth(value) { plot.axes.hiddenSides = Set(SpineObject.names) }
            case "label", "zorder": break
            case "aspect":
                if let row = NativeType.axes.method("set_aspect") {
                    _ = try interpreter.callNative(row, receiver: .object(plot), [value])
                }
            default:
                guard let row = NativeType.axes.method("set_\(name)") else {
                    throw .attributeError("Axes.set() got an unexpected keyword argument '\(name)'")
                }
                _ = try interpreter.callNative(row, receiver: .object(plot), [value])
            }
        }
        return .object(plot)
    }

    /// `[left, bottom, width, height]` in parts of something.
    static func part(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Rect {
        let numbers = try NumberField.list(value, interpreter)
        guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 100 }), numbers[2] > 0, numbers[3] > 0 else {
            throw .valueError("[left, bottom, width, height] expected, in parts of the figure")
        }
        return Rect(numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// A plot at a rectangle of the figure.
    static func placed(
        _ value: Value, on figure: FigureObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> AxesObject {
        let part = try part(value, interpreter)
        let plot = figure.add(GridCell())
        plot.axes.position = .figure(part)
        return plot
    }

    /// Which plots share an axis: all of them, those of a row, or those of a column.
    private static func groups(
        _ value: Value, _ axes: [AxesObject], _ interpreter: Interpreter
    ) throws(LanguageError) -> [[AxesObject]] {
        guard case .str(let word) = value else { return try interpreter.truth(value) ? [axes] : [] }
        switch word.string {
        case "all": return [axes]
        case "none": return []
        case "row": return Dictionary(grouping: axes) { $0.axes.cell.rowSpan.lowerBound }.map(\.value)
        case "col": return Dictionary(grouping: axes) { $0.axes.cell.columnSpan.lowerBound }.map(\.value)
        default:
            throw .valueError(
                "'\(word.string)' is not a valid value for sharex; supported values are 'all', 'row', 'col', 'none', False, True"
            )
        }
    }

    private static func cell(rows: Int, columns: Int, from: [Int], to: [Int]) throws(LanguageError) -> GridCell {
        guard (1...100).contains(rows), (1...100).contains(columns) else {
            throw .valueError("Number of rows and columns must be from 1 to 100, not \(rows) and \(columns)")
        }
        guard (0..<rows).contains(from[0]), (0..<columns).contains(from[1]), (from[0]..<rows).contains(to[0]),
            (from[1]..<columns).contains(to[1])
        else { throw .valueError("a plot at \(from) to \(to) lies outside the grid of \(rows) by \(columns)") }
        return GridCell(rows: rows, columns: columns, rowSpan: from[0]...to[0], columnSpan: from[1]...to[1])
    }

    /// The cell that `(2, 3, 1)`, `231` or `(2, 3, (1, 2))` means.
    static func cell(_ arguments: [Value], _ interpreter: Interpreter) throws(LanguageError) -> GridCell {
        if arguments.isEmpty { return GridCell() }
        if arguments.count == 1, let spec = try gridCell(arguments[0], interpreter) { return spec }
        var numbers = arguments
        if arguments.count == 1, let packed = interpreter.index(arguments[0]), (111...999).contains(packed) {
            numbers = [.int(packed / 100), .int(packed / 10 % 10), .int(packed % 10)]
        }
        guard numbers.count == 3, let rows = interpreter.index(numbers[0]), let columns = interpreter.index(numbers[1])
        else {
            throw .typeError("subplot() takes 1 or 3 positional arguments but \(arguments.count) were given")
        }
        let place = interpreter.index(numbers[2])
        var places: [Int] = []
        if let place { places = [place] } else { places = try whole(numbers[2], interpreter) }
        guard let first = places.first, let last = places.last, first >= 1, last >= first, rows > 0, columns > 0,
            rows <= 100, columns <= 100, last <= rows * columns
        else {
            throw .valueError(
                "num must be an integer with 1 <= num <= \(max(rows, 0) &* max(columns, 0)), not \(try interpreter.repr(numbers[2]))",
                hint: "plots are counted from 1, row by row")
        }
        return try cell(
            rows: rows, columns: columns, from: [(first - 1) / columns, (first - 1) % columns],
            to: [(last - 1) / columns, (last - 1) % columns])
    }

    /// A cell of `GridSpec`: an object that says its rows and columns.
    private static func gridCell(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> GridCell? {
        guard case .object(let object) = value, object is Instance,
            let method = try interpreter.findAttribute(value, "_cell")
        else { return nil }
        let parts = try interpreter.array(of: interpreter.call(method, []))
        guard parts.count == 8 else { return nil }
        let numbers = try whole(.tuple(Tuple(Array(parts.prefix(6)))), interpreter)
        var made = try cell(
            rows: numbers[0], columns: numbers[1], from: [numbers[2], numbers[4]], to: [numbers[3], numbers[5]])
        if !parts[6].isNone { made.widths = try NumberField.list(parts[6], interpreter) }
        if !parts[7].isNone { made.heights = try NumberField.list(parts[7], interpreter) }
        return made
    }

    private static func whole(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Int] {
        var numbers: [Int] = []
        for item in try interpreter.array(of: value) {
            guard let number = interpreter.index(item) else { throw .typeError("integers expected") }
            numbers.append(number)
        }
        return numbers
    }

    static func subplot(_ call: Call) throws(LanguageError) -> Value {
        let figure = OpenFigures.of(call.interpreter).currentFigure()
        if call.rest(0).count == 1, case .object(let plot as AxesObject) = call.rest(0)[0] {
            figure.current = plot
            return .object(plot)
        }
        let cell = try cell(call.rest(0), call.interpreter)
        return try made(figure.axes(at: cell), call.keywords(1), call.interpreter)
    }

    // MARK: Closing, saving, naming

    static func close(_ call: Call) throws(LanguageError) -> Value {
        let figures = OpenFigures.of(call.interpreter)
        switch call[0] {
        case .none, .unbound: if let current = figures.current { figures.close(current) }
        case .str(let word) where word.string == "all": figures.closeAll()
        case .str: if let figure = try open(call[0], call.interpreter) { figures.close(figure) }
        case .object(let object):
            guard let figure = object as? FigureObject else {
                throw .typeError("close() takes a figure, its number or 'all'")
            }
            figures.close(figure)
        case .int(let number):
            if let figure = figures.figures.first(where: { $0.number == number }) { figures.close(figure) }
        default: throw .typeError("close() takes a figure, its number or 'all'")
        }
        return .none
    }

    static func title(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let style = try PyplotLabels.style(call.keywords(1), nil, call.interpreter)
        figure.figure.titleStyle = style.text(figure.figure.titleStyle)
        figure.figure.title = try MathText.checked(try call.interpreter.str(call[0]))
        return .object(TextObject(.figureTitle(figure)))
    }

    /// Text at a part of the figure.
    static func text(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let style = try PyplotLabels.style(call.keywords(3), nil, call.interpreter)
        let shell = AxesObject(figure.settings.axes(GridCell()), in: figure)
        var note = PyplotLabels.note(
            try MathText.checked(try call.interpreter.str(call[2])), at: Point(try call.double(0), try call.double(1)),
            style, shell)
        note.coordinates = .figure
        figure.figure.notes.append(note)
        return .none
    }

    /// Writes a figure to a path, or to a file object.
    static func save(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var dpi = figure.settings.savedDPI
        var complete = figure.complete
        if let color = figure.settings.savedBackground { complete.background = color }
        var format: String?
        var isTransparent = false
        for (name, value) in call.keywords(1) where !value.isNone {
            switch name {
            case "dpi":
                if case .str = value { continue }
                dpi = try checkedDPI(value, interpreter)
            case "facecolor":
                if case .str(let word) = value, word.string == "auto" { continue }
                complete.background = try PlotStyle.color(value, interpreter)
            case "format": format = try interpreter.str(value).lowercased()
            case "transparent": isTransparent = try interpreter.truth(value)
            case "bbox_inches", "pad_inches", "edgecolor", "orientation", "metadata", "papertype", "bbox_extra_artists",
                "backend", "pil_kwargs":
                break  // labels always have their room
            default: throw .typeError("savefig() got an unexpected keyword argument '\(name)'")
            }
        }
        if isTransparent {
            complete.background.alpha = 0
            for place in complete.axes.indices { complete.axes[place].background.alpha = 0 }
        }
        let isPath = isPath(call[0])
        var path = isPath ? try interpreter.str(call[0]) : ""
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
        let kind = format ?? ending ?? "png"
        guard kind == "png" || kind == "svg" else {
            throw .valueError("Format '\(kind)' is not supported (supported formats: png, svg)")
        }
        if isPath, ending == nil, format == nil { path += ".png" }
        let scene = complete.scene()
        try TickErrors.raise(interpreter)
        let scale = (dpi ?? figure.dpi) / 100
        let bytes =
            kind == "svg"
            ? Array(try raising { () throws(DrawingError) in try scene.svg() }.utf8)
            : try raising { () throws(DrawingError) in try scene.png(scale: scale) }
        if isPath {
            let target = path
            try raising { () throws(VisionError) in try FileBytes.write(bytes, to: target) }
        } else {
            guard let write = try interpreter.findAttribute(call[0], "write") else {
                throw .typeError("savefig() takes a path or a file object, not \(call[0].typeName)")
            }
            _ = try interpreter.call(write, [.object(BytesObject(bytes))])
        }
        return .none
    }

    /// True for text and for paths of pathlib.
    private static func isPath(_ value: Value) -> Bool {
        if case .str = value { return true }
        return value.typeName.hasSuffix("Path")
    }

    static func colorbar(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var axes: AxesObject?
        var scale: ColorScale?
        var opacity = 1.0
        if let mappable = call.optional(0) {
            if case .object(let artist as ArtistObject) = mappable {
                axes = artist.owner
                scale = artist.scale ?? artist.owner.axes.newestScale
                if case .image(let image)? = artist.artist { opacity = image.alpha }
            } else {
                scale = try self.scale(ofMappable: mappable, interpreter)
            }
        }
        var plots: [AxesObject] = []
        if let given = call.optional(2) {
            if case .object(let one as AxesObject) = given {
                plots = [one]
            } else if case .object(let grid as AxesGrid) = given {
                plots = grid.axes
            } else {
                for item in try interpreter.array(of: given) {
                    if case .object(let one as AxesObject) = item { plots.append(one) }
                }
            }
        }
        let owner = plots.first ?? axes ?? OpenFigures.of(interpreter).currentFigure().currentAxes()
        guard let scale = scale ?? owner.axes.newestScale else {
            throw .runtimeError(
                "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
            )
        }
        var bar = Colorbar(scale: scale)
        bar.opacity = opacity
        bar.labelStyle = owner.axes.y.labelStyle
        bar.tickStyle = owner.axes.y.tickStyle
        try read(call.keywords(3), &bar, interpreter)
        if case .object(let cax as AxesObject)? = call.optional(1) {
            cax.axes.filledBar = bar
            (cax.axes.x.isShown, cax.axes.y.isShown) = (false, false)
            return .object(ColorbarObject(cax))
        }
        if plots.count > 1 {
            owner.figure?.sharedBars.append((bar, plots))
            return .object(ColorbarObject(owner))
        }
        owner.axes.colorbar = bar
        return .object(ColorbarObject(owner))
    }

    /// What a `ScalarMappable` of `plt.cm` says: a norm and a map.
    private static func scale(ofMappable value: Value, _ interpreter: Interpreter) throws(LanguageError) -> ColorScale {
        guard let map = try interpreter.findAttribute(value, "cmap"),
            let given = try interpreter.findAttribute(value, "norm")
        else { throw .typeError("colorbar() takes what imshow(), scatter() or contourf() gave, not \(value.typeName)") }
        let norm = try PlotNorm(given, low: nil, high: nil, interpreter)
        return ColorScale(
            map: try PyplotLines.colormap(map.isNone ? nil : map, OpenFigures.of(interpreter), interpreter),
            low: norm.low ?? 0, high: norm.high ?? 1, norm: norm.kind)
    }

    private static func read(
        _ keywords: [(String, Value)], _ bar: inout Colorbar, _ interpreter: Interpreter
    ) throws(LanguageError) {
        for (name, value) in keywords where !value.isNone {
            switch name {
            case "label": bar.label = try MathText.checked(try interpreter.str(value))
            case "ticks":
                if let locator = try interpreter.findAttribute(value, "kind"), case .str = locator { continue }
                bar.ticks = Ticks(at: try NumberField.list(value, interpreter))
            case "orientation": bar.isHorizontal = try interpreter.str(value) == "horizontal"
            case "location": bar.isHorizontal = ["top", "bottom"].contains(try interpreter.str(value))
            case "shrink": bar.shrink = try interpreter.number(value) ?? 1
            case "format":
                if case .str(let pattern) = value, pattern.string.hasPrefix("%") {
                    bar.formatter = TickFormatter { values in
                        values.map { (try? interpreter.str(interpreter.binary(.modulo, value, .float($0)))) ?? "" }
                    }
                } else {
                    bar.formatter = try PyplotAxisMethods.formatter(value, interpreter)
                }
            case "fraction", "pad", "aspect", "extend", "drawedges", "spacing", "anchor", "panchor", "use_gridspec",
                "alpha", "extendfrac", "boundaries", "values":
                break  // the bar has its room beside the plot
            default: throw .typeError("Colorbar.__init__() got an unexpected keyword argument '\(name)'")
            }
        }
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
