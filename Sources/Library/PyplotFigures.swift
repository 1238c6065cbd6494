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
                .keyword("dpi", .none), .keyword("num", .none), .keywords("kwargs"),
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
            .object(OpenFigures.of(call.interpreter).currentFigure().add(GridCell()))
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
            let figure = OpenFigures.of(call.interpreter).currentFigure()
            (figure.axes, figure.current, figure.figure.title) = ([], nil, "")
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
            figures.colormap = try PyplotLines.colormap(call[0], figures, call.interpreter)
            return .none
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

    /// Methods of a figure.
    static let methods: [NativeFunction] = [
        NativeFunction("add_subplot", [.rest("args"), .keywords("kwargs")], doc: "A new plot in a grid.") {
            (call) throws(LanguageError) in
            let cell = try cell(call.rest(0), call.interpreter)
            return .object(try receiver(call).add(cell))
        },
        NativeFunction(
            "subplots",
            [
                Parameter("nrows", .int(1)), Parameter("ncols", .int(1)), .keyword("squeeze", .bool(true)),
                .keywords("kwargs"),
            ], doc: "nrows by ncols new plots."
        ) { (call) throws(LanguageError) in
            try grid(try call.int(0), try call.int(1), squeeze: try call.bool(2), on: try receiver(call))
        },
        NativeFunction("gca", doc: "The current plot.") { (call) throws(LanguageError) in
            .object(try receiver(call).currentAxes())
        },
        NativeFunction("suptitle", [Parameter("t"), .keywords("kwargs")], doc: "Writes a title over all plots.") {
            (call) throws(LanguageError) in
            try title(call, try receiver(call))
        },
        NativeFunction("savefig", [Parameter("fname"), .keywords("kwargs")], doc: "Saves the figure as .png or .svg.") {
            (call) throws(LanguageError) in
            try save(call, try receiver(call))
        },
        NativeFunction(
            "colorbar", [Parameter("mappable"), Parameter("cax", .none), Parameter("ax", .none), .keywords("kwargs")],
            doc: "Shows which colours mean which numbers.", body: colorbar),
        NativeFunction(
            "tight_layout", [.rest("args"), .keywords("kwargs")],
            doc: "Nothing is left to do: labels always have their room."
        ) { (_) throws(LanguageError) in .none },
        NativeFunction(
            "subplots_adjust", [.rest("args"), .keywords("kwargs")],
            doc: "Nothing is left to do: labels always have their room."
        ) { (_) throws(LanguageError) in .none },
        NativeFunction("set_size_inches", [Parameter("w"), Parameter("h", .none)], doc: "Sets the size.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            let isPair = call.optional(1) == nil
            let inches =
                isPair ? try NumberField.list(call[0], call.interpreter) : try [call.double(0), call.double(1)]
            (figure.figure.width, figure.figure.height) = try size(inches)
            return .none
        },
        NativeFunction("show", [.rest("args"), .keywords("kwargs")], doc: "Shows the figure.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.isShown = true
            OpenFigures.of(call.interpreter).close(figure)
            call.interpreter.host.emit(.display(try figure.bundle(call.interpreter), id: nil))
            return .none
        },
    ]

    private static func receiver(_ call: Call) throws(LanguageError) -> FigureObject {
        guard case .object(let object)? = call.receiver, let figure = object as? FigureObject else {
            throw .typeError("\(call.function.name)() needs a figure")
        }
        return figure
    }

    // MARK: Opening

    static func figure(_ call: Call) throws(LanguageError) -> Value {
        let figures = OpenFigures.of(call.interpreter)
        var number: Int?
        if let value = call.optional(0) {
            number = call.interpreter.index(value)
            if let open = figures.figures.first(where: { $0.number == number }) {
                figures.current = open
                return .object(open)
            }
        }
        let (width, height) = try size(call.optional(1), dpi: call.optional(2), call.interpreter)
        return .object(figures.open(number: number, width: width, height: height))
    }

    private static func size(
        _ inches: Value?, dpi: Value?, _ interpreter: Interpreter
    ) throws(LanguageError) -> (Double, Double) {
        var sides = [6.4, 4.8]
        if let inches { sides = try NumberField.list(inches, interpreter) }
        return try size(sides)
    }

    /// Inches as logical pixels.
    private static func size(_ inches: [Double]) throws(LanguageError) -> (Double, Double) {
        guard inches.count == 2, inches.allSatisfy({ $0 > 0.1 && $0 <= 60 }) else {
            throw .valueError(
                "figure size must be positive finite not (\(inches.map { "\($0)" }.joined(separator: ", ")))",
                hint: "figsize is (width, height) in inches, up to 60")
        }
        return (inches[0] * 100, inches[1] * 100)
    }

    static func subplots(_ call: Call) throws(LanguageError) -> Value {
        let (width, height) = try size(call.optional(5), dpi: nil, call.interpreter)
        let (rows, columns) = (try call.int(0), try call.int(1))
        _ = try cell(rows: rows, columns: columns, from: [0, 0], to: [0, 0])
        let figure = OpenFigures.of(call.interpreter).open(width: width, height: height)
        let plots = try grid(rows, columns, squeeze: try call.bool(4), on: figure)
        figure.sharing = (
            try groups(call[2], figure.axes, call.interpreter), try groups(call[3], figure.axes, call.interpreter)
        )
        return .tuple(Tuple([.object(figure), plots]))
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

    private static func grid(
        _ rows: Int, _ columns: Int, squeeze: Bool, on figure: FigureObject
    ) throws(LanguageError) -> Value {
        var made: [AxesObject] = []
        _ = try cell(rows: rows, columns: columns, from: [0, 0], to: [0, 0])
        for row in 0..<rows {
            for column in 0..<columns {
                made.append(
                    figure.add(try cell(rows: rows, columns: columns, from: [row, column], to: [row, column])))
            }
        }
        figure.current = made.last
        if squeeze {
            if made.count == 1 { return .object(made[0]) }
            if rows == 1 || columns == 1 { return .object(AxesGrid(shape: [made.count], axes: made)) }
        }
        return .object(AxesGrid(shape: [rows, columns], axes: made))
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
    private static func cell(_ arguments: [Value], _ interpreter: Interpreter) throws(LanguageError) -> GridCell {
        if arguments.isEmpty { return GridCell() }
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

    private static func whole(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Int] {
        var numbers: [Int] = []
        for item in try interpreter.array(of: value) {
            guard let number = interpreter.index(item) else { throw .typeError("integers expected") }
            numbers.append(number)
        }
        return numbers
    }

    static func subplot(_ call: Call) throws(LanguageError) -> Value {
        let cell = try cell(call.rest(0), call.interpreter)
        return .object(OpenFigures.of(call.interpreter).currentFigure().axes(at: cell))
    }

    // MARK: Closing, saving, naming

    static func close(_ call: Call) throws(LanguageError) -> Value {
        let figures = OpenFigures.of(call.interpreter)
        switch call[0] {
        case .none, .unbound: if let current = figures.current { figures.close(current) }
        case .str(let word) where word.string == "all": figures.closeAll()
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

    private static func title(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let style = try PyplotLabels.style(call.keywords(1), nil, call.interpreter)
        figure.figure.titleStyle = style.text(figure.figure.titleStyle)
        figure.figure.title = MathText.plain(try call.interpreter.str(call[0]))
        return .none
    }

    private static func save(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let path = try call.interpreter.str(call[0])
        var dpi = 200.0
        for (name, value) in call.keywords(1) where name == "dpi" {
            guard let number = try call.interpreter.number(value), (1...2000).contains(number) else {
                throw .valueError("dpi must be a number from 1 to 2000")
            }
            dpi = number
        }
        let complete = figure.complete
        let scale = dpi / 100
        if path.lowercased().hasSuffix(".svg") {
            let text = try raising { () throws(DrawingError) in try complete.svg() }
            try raising { () throws(VisionError) in try FileBytes.write(Array(text.utf8), to: path) }
        } else if path.lowercased().hasSuffix(".png")
            || !(path.split(separator: "/").last?.utf8.contains(UInt8(ascii: ".")) ?? false)
        {
            let file = try raising { () throws(DrawingError) in try complete.png(scale: scale) }
            let target = path.lowercased().hasSuffix(".png") ? path : path + ".png"
            try raising { () throws(VisionError) in try FileBytes.write(file, to: target) }
        } else {
            let ending = path.split(separator: ".").last.map(String.init) ?? ""
            throw .valueError("Format '\(ending)' is not supported (supported formats: png, svg)")
        }
        return .none
    }

    static func colorbar(_ call: Call) throws(LanguageError) -> Value {
        var axes = OpenFigures.of(call.interpreter).currentFigure().currentAxes()
        var scale = axes.axes.newestScale
        if case .object(let object)? = call.optional(0), let artist = object as? ArtistObject {
            axes = artist.owner
            scale = axes.axes.newestScale
        }
        if case .object(let object)? = call.optional(2), let given = object as? AxesObject {
            axes = given
            scale = scale ?? given.axes.newestScale
        }
        guard let scale else {
            throw .runtimeError(
                "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
            )
        }
        var bar = Colorbar(scale: scale)
        for (name, value) in call.keywords(3) where name == "label" {
            bar.label = MathText.plain(try call.interpreter.str(value))
        }
        axes.axes.colorbar = bar
        return .object(ColorbarObject(axes))
    }
}

/// A colour bar as a value.
final class ColorbarObject: Object {
    let axes: AxesObject

    init(_ axes: AxesObject) { self.axes = axes }

    override var nativeType: NativeType { .colorbar }
}

extension NativeType {
    /// A colour bar.
    static let colorbar = NativeType(
        name: "Colorbar", module: "matplotlib.colorbar", doc: "A bar that says which colours mean which numbers.",
        methods: [
            NativeFunction("set_label", [Parameter("label"), .keywords("kwargs")], doc: "Names the numbers.") {
                (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver, let bar = object as? ColorbarObject else {
                    throw .typeError("a colour bar expected")
                }
                bar.axes.axes.colorbar?.label = MathText.plain(try call.interpreter.str(call[0]))
                return .none
            }
        ])
}

extension FigureObject {
    /// The plot in a cell of a grid, made where there is none; it becomes the current one.
    func axes(at cell: GridCell) -> AxesObject {
        if let there = axes.first(where: { $0.axes.cell == cell }) {
            current = there
            return there
        }
        return add(cell)
    }
}
