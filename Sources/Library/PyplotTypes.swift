import Drawing
import Language

/// The types of pyplot's values as tables.
extension NativeType {
    /// A figure.
    static let figure: NativeType = NativeType(
        name: "Figure", module: "matplotlib.figure", doc: "A figure: some plots with a title over them.",
        methods: PyplotFigures.methods,
        properties: [
            NativeProperty("axes", doc: "The plots.") { (object, _) throws(LanguageError) in
                Value(try figure(object).axes.map { .object($0) })
            },
            NativeProperty("dpi", doc: "Dots an inch.") { (object, _) throws(LanguageError) in
                .float(try figure(object).dpi)
            },
            NativeProperty("transFigure", doc: "Places as parts of the figure, 0 to 1.") {
                (_, _) throws(LanguageError) in
                .object(TransformObject(.figure, of: nil))
            },
            NativeProperty("canvas", doc: "The figure itself: there is nothing else to draw on.") {
                (object, _) throws(LanguageError) in .object(object)
            },
            NativeProperty("patch", doc: "The background.") { (object, _) throws(LanguageError) in .object(object) },
            NativeProperty("number", doc: "The number that figure(num) takes.") { (object, _) throws(LanguageError) in
                .int(try figure(object).number)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in try figure(object).complete.text }
            $0.str = { (object, _) throws(LanguageError) in
                let figure = try figure(object).figure
                return "Figure(\(Int(figure.width.rounded()))x\(Int(figure.height.rounded())))"
            }
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                try WrittenMethods.find("figure_" + name, of: object, interpreter)
            }
            $0.mimeBundle = { (object, interpreter) throws(LanguageError) in
                let figure = try figure(object)
                figure.isShown = true
                return try figure.bundle(interpreter)
            }
        })

    private static func plot(_ object: Object) throws(LanguageError) -> AxesObject {
        guard let axes = object as? AxesObject else { throw .typeError("a plot expected") }
        return axes
    }

    private static func lists() -> [NativeProperty] {
        ["lines", "patches", "images", "collections", "texts", "artists"].map { name in
            NativeProperty(name, doc: "What is drawn: the \(name).") { (object, _) throws(LanguageError) in
                PyplotAsking.artists(try plot(object), name)
            }
        }
    }

    /// A plot.
    static let axes: NativeType = NativeType(
        name: "Axes", module: "matplotlib.axes", doc: "A plot: data in a frame with two axes.",
        methods: PyplotTable.rows.compactMap(\.method),
        properties: lists() + [
            NativeProperty("figure", doc: "The figure that holds it.") { (object, _) throws(LanguageError) in
                try plot(object).figure.map { .object($0) } ?? .none
            },
            NativeProperty("axes", doc: "The plot itself.") { (object, _) throws(LanguageError) in .object(object) },
            NativeProperty("xaxis", doc: "The x axis.") { (object, _) throws(LanguageError) in
                .object(AxisObject(try plot(object), isX: true))
            },
            NativeProperty("yaxis", doc: "The y axis.") { (object, _) throws(LanguageError) in
                .object(AxisObject(try plot(object), isX: false))
            },
            NativeProperty("spines", doc: "The sides of the frame by name.") { (object, _) throws(LanguageError) in
                .object(SpineObject(try plot(object), SpineObject.names, isMapping: true))
            },
            NativeProperty("title", doc: "The title, as text to change.") { (object, _) throws(LanguageError) in
                .object(TextObject(.title(try plot(object))))
            },
            NativeProperty("transAxes", doc: "Places as parts of the plot, 0 to 1.") {
                (object, _) throws(LanguageError) in
                .object(TransformObject(.axes, of: try plot(object)))
            },
            NativeProperty("transData", doc: "Places as data.") { (object, _) throws(LanguageError) in
                .object(TransformObject(.data, of: try plot(object)))
            },
            NativeProperty("legend_", doc: "The legend.") { (object, _) throws(LanguageError) in
                try plot(object).axes.legend == nil ? .none : .object(LegendObject(try plot(object)))
            },
            NativeProperty("name", doc: "The projection.") { (_, _) throws(LanguageError) in Value("rectilinear") },
            NativeProperty("axison", doc: "True where frame and ticks are shown.") {
                (object, _) throws(LanguageError) in
                .bool(try plot(object).axes.isFramed)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let axes = (object as? AxesObject)?.axes
                var parts: [String] = []
                if let title = axes?.title, !title.isEmpty { parts.append("title={'center': '\(title)'}") }
                if let label = axes?.x.label, !label.isEmpty { parts.append("xlabel='\(label)'") }
                if let label = axes?.y.label, !label.isEmpty { parts.append("ylabel='\(label)'") }
                return "<Axes: \(parts.joined(separator: ", "))>"
            }
            // Written methods: `boxplot`, `stem` and their kin.
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                try WrittenMethods.find("axes_" + name, of: object, interpreter)
            }
            $0.attributeNames = { (_, _) in
                PyplotText.names.filter { $0.hasPrefix("axes_") }.map { String($0.dropFirst(5)) }
            }
        })

    /// The table of plots that `subplots` returns.
    static let axesGrid: NativeType = NativeType(
        name: "ndarray", module: "numpy", doc: "The plots of subplots, by row and column.",
        methods: [
            NativeFunction("ravel", doc: "All plots, row by row.") { (call) throws(LanguageError) in try flat(call) },
            NativeFunction("flatten", doc: "All plots, row by row.") { (call) throws(LanguageError) in try flat(call) },
            NativeFunction("reshape", [.rest("shape")], doc: "The plots in another shape.") {
                (call) throws(LanguageError) in
                let grid = try grid(call.receiver)
                var sizes: [Int] = []
                for item in call.rest(0) {
                    if let size = call.interpreter.index(item) {
                        sizes.append(size)
                    } else {
                        sizes += try call.interpreter.array(of: item).compactMap { call.interpreter.index($0) }
                    }
                }
                let known = sizes.filter { $0 > 0 }.reduce(1, *)
                if let open = sizes.firstIndex(of: -1) { sizes[open] = grid.axes.count / max(known, 1) }
                guard (1...2).contains(sizes.count), sizes.allSatisfy({ $0 > 0 }),
                    sizes.reduce(1, *) == grid.axes.count
                else { throw .valueError("cannot reshape \(grid.axes.count) plots into \(PyplotLines.shape(sizes))") }
                return .object(AxesGrid(shape: sizes, axes: grid.axes))
            },
            NativeFunction("tolist", doc: "All plots as lists.") { (call) throws(LanguageError) in
                let grid = try grid(call.receiver)
                return Value(try call.interpreter.array(of: .object(grid)))
            },
        ],
        properties: [
            NativeProperty("T", doc: "Columns as rows.") { (object, _) throws(LanguageError) in
                let grid = try grid(.object(object))
                guard grid.shape.count == 2 else { return .object(grid) }
                let (rows, columns) = (grid.shape[0], grid.shape[1])
                let turned = (0..<columns).flatMap { column in (0..<rows).map { grid.axes[$0 * columns + column] } }
                return .object(AxesGrid(shape: [columns, rows], axes: turned))
            },
            NativeProperty("flat", doc: "All plots, row by row.") { (object, _) throws(LanguageError) in
                let grid = try grid(.object(object))
                return .object(AxesGrid(shape: [grid.axes.count], axes: grid.axes))
            },
            NativeProperty("shape", doc: "Rows and columns.") { (object, _) throws(LanguageError) in
                .tuple(Tuple(try grid(.object(object)).shape.map { .int($0) }))
            },
            NativeProperty("size", doc: "The number of plots.") { (object, _) throws(LanguageError) in
                .int(try grid(.object(object)).axes.count)
            },
            NativeProperty("ndim", doc: "The number of dimensions.") { (object, _) throws(LanguageError) in
                .int(try grid(.object(object)).shape.count)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let shape = try grid(.object(object)).shape.map(String.init).joined(separator: ", ")
                return "<plots of shape (\(shape))>"
            }
            $0.length = { (object, _) throws(LanguageError) in try grid(.object(object)).shape.first ?? 0 }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                try item(grid(.object(object)), key, interpreter)
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                let grid = try grid(.object(object))
                var rows: [Value] = []
                for index in 0..<(grid.shape.first ?? 0) { rows.append(try grid.row(index)) }
                return Iteration(over: rows)
            }
        })

    private static func figure(_ object: Object) throws(LanguageError) -> FigureObject {
        guard let figure = object as? FigureObject else { throw .typeError("a figure expected") }
        return figure
    }

    private static func grid(_ value: Value?) throws(LanguageError) -> AxesGrid {
        guard case .object(let object)? = value, let grid = object as? AxesGrid else {
            throw .typeError("plots expected")
        }
        return grid
    }

    private static func flat(_ call: Call) throws(LanguageError) -> Value {
        let grid = try grid(call.receiver)
        return .object(AxesGrid(shape: [grid.axes.count], axes: grid.axes))
    }

    /// `grid[1]`, `grid[0, 1]`, `grid[:, 0]`, `grid[1:]`.
    private static func item(_ grid: AxesGrid, _ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value
    {
        var keys: [Value] = [key]
        if case .tuple(let tuple) = key { keys = tuple.values }
        guard keys.count <= grid.shape.count else {
            throw .indexError(
                "too many indices for array: array is \(grid.shape.count)-dimensional, but \(keys.count) were indexed")
        }
        var chosen: [[Int]] = []
        var kept: [Int] = []
        for (axis, size) in grid.shape.enumerated() {
            let key = axis < keys.count ? keys[axis] : .object(SliceObject(start: .none, stop: .none, step: .none))
            if case .object(let object) = key, let slice = object as? SliceObject {
                let indices = try places(slice, size, interpreter)
                chosen.append(indices)
                kept.append(indices.count)
            } else {
                guard let index = interpreter.index(key) else {
                    throw .indexError("only integers and slices (`:`) are valid indices of plots")
                }
                let place = index < 0 ? index + size : index
                guard (0..<size).contains(place) else {
                    throw .indexError("index \(index) is out of bounds for axis \(axis) with size \(size)")
                }
                chosen.append([place])
            }
        }
        let axes =
            chosen.count == 1
            ? chosen[0].map { grid.axes[$0] }
            : chosen[0].flatMap { row in chosen[1].map { grid.axes[row * grid.shape[1] + $0] } }
        return kept.isEmpty ? .object(axes[0]) : .object(AxesGrid(shape: kept, axes: axes))
    }

    private static func places(
        _ slice: SliceObject, _ size: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Int] {
        let range = Value.object(RangeObject(start: 0, stop: size, step: 1))
        return try interpreter.array(of: interpreter.getItem(range, .object(slice))).compactMap {
            interpreter.index($0)
        }
    }
}
