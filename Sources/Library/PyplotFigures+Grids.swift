import Drawing
import Language

/// Where plots stand in a figure: grids of them, cells, parts of the page.
extension PyplotFigures {
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

    static func cell(rows: Int, columns: Int, from: [Int], to: [Int]) throws(LanguageError) -> GridCell {
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

    static func whole(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [Int] {
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
}
