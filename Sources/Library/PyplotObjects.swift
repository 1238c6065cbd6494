import Drawing
import JSON
import Language

/// The figures of a program: those that are open, and the one that pyplot's functions draw on.
final class OpenFigures {
    var figures: [FigureObject] = []
    var current: FigureObject?
    /// What new figures and plots begin with.
    var settings = PlotSettings()
    /// The MIME types that pictures are shown as.
    private(set) var formats = ["image/png"]
    private var lastNumber = 0
    /// True once the end of each cell is heard of.
    private var isWatching = false

    /// The open figures of an interpreter; at the end of each cell those that were not shown show themselves.
    static func of(_ interpreter: Interpreter) -> OpenFigures {
        let open = interpreter.ownState(of: OpenFigures.self) { OpenFigures() }
        if !open.isWatching {
            open.isWatching = true
            interpreter.afterCell.append(
                CellHook { (interpreter) throws(LanguageError) in try OpenFigures.of(interpreter).showAll(interpreter) }
            )
        }
        return open
    }

    /// A new figure that is drawn on from now on.
    func open(number: Int? = nil, width: Double? = nil, height: Double? = nil) -> FigureObject {
        lastNumber = number ?? (figures.map(\.number).max() ?? 0) + 1
        let figure = FigureObject(
            number: lastNumber, width: width ?? settings.figureSize.width, height: height ?? settings.figureSize.height,
            settings)
        figures.append(figure)
        current = figure
        return figure
    }

    /// The figure that functions draw on, opened where there is none.
    func currentFigure() -> FigureObject { current ?? open() }

    /// The plot that functions draw on, made where there is none.
    func currentAxes() -> AxesObject { currentFigure().currentAxes() }

    func close(_ figure: FigureObject) {
        figures.removeAll { $0 === figure }
        if current === figure { current = figures.last }
    }

    func closeAll() {
        figures = []
        current = nil
    }

    /// The colour map that images have unless told otherwise.
    var colormap: Colormap { settings.colormap }

    /// `%config InlineBackend.figure_format = 'svg'`: one name or several.
    func setFormats(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        var names: [String] = []
        if case .str(let one) = value {
            names = [one.string]
        } else {
            for item in try interpreter.array(of: value) { names.append(try interpreter.str(item)) }
        }
        var types: [String] = []
        for name in names {
            switch name {
            case "png", "retina", "png2x": types.append("image/png")
            case "svg": types.append("image/svg+xml")
            default:
                throw .valueError(
                    "supported formats are: 'png', 'retina', 'svg', not '\(name)'",
                    hint: "PNG pictures always have two pixels for each point of the page")
            }
        }
        formats = types.isEmpty ? ["image/png"] : types
    }

    /// Shows every open figure and closes it, as Jupyter's inline back end does.
    func showAll(_ interpreter: Interpreter) throws(LanguageError) {
        let open = figures
        closeAll()
        for figure in open where !figure.isShown {
            interpreter.host.emit(.display(try figure.bundle(interpreter), id: nil))
        }
    }
}

/// A figure as a value of the language.
final class FigureObject: Object {
    let number: Int
    var figure: Figure
    var axes: [AxesObject] = []
    /// The plot that pyplot's functions draw on.
    var current: AxesObject?
    /// True once a front end has it.
    var isShown = false

    /// The name that `figure('name')` opened it with.
    var name: String?
    /// Dots an inch of saved files.
    var dpi = 100.0
    let settings: PlotSettings

    init(number: Int, width: Double, height: Double, _ settings: PlotSettings) {
        (self.number, self.settings) = (number, settings)
        figure = Figure(width: width, height: height, theme: settings.theme)
    }

    override var nativeType: NativeType { .figure }

    /// Plots that show the same range of x, and of y: `sharex=`, `sharey=`.
    var sharing: (x: [[AxesObject]], y: [[AxesObject]]) = ([], [])
    /// True where only the outer plots of a grid have tick labels.
    var hidesInnerLabels = false
    private var barsOfSeveral: [(bar: Colorbar, plots: [AxesObject])] = []

    /// The description of the drawing with the present state of all plots.
    var complete: Figure {
        var complete = figure
        complete.axes = axes.map { plot in
            var axes = plot.axes
            if let parent = plot.parent, let place = self.axes.firstIndex(where: { $0 === parent.plot }) {
                axes.position = .inside(plot: place, parent.part)
            }
            if let group = group(of: plot, sharing.x) {
                (axes.x.low, axes.x.high) = FigureObject.range(of: group, isX: true)
                axes.x.isInverted = false
                let isLowest = !group.contains {
                    $0.axes.cell.rowSpan.upperBound > axes.cell.rowSpan.upperBound
                        && $0.axes.cell.columnSpan == axes.cell.columnSpan
                }
                axes.x.showsTickLabels = axes.x.showsTickLabels && (isLowest || !hidesInnerLabels)
            }
            if let group = group(of: plot, sharing.y) {
                (axes.y.low, axes.y.high) = FigureObject.range(of: group, isX: false)
                axes.y.isInverted = false
                let isFirst = !group.contains {
                    $0.axes.cell.columnSpan.lowerBound < axes.cell.columnSpan.lowerBound
                        && $0.axes.cell.rowSpan == axes.cell.rowSpan
                }
                axes.y.showsTickLabels = axes.y.showsTickLabels && (isFirst || !hidesInnerLabels)
            }
            return axes
        }
        complete.sharedBars = sharedBars.map { bar in
            (bar.bar, bar.plots.compactMap { plot in axes.firstIndex { $0 === plot } })
        }
        return complete
    }

    /// Bars that belong to several plots.
    var sharedBars: [(bar: Colorbar, plots: [AxesObject])] {
        get { barsOfSeveral }
        set { barsOfSeveral = newValue }
    }

    /// The plots that show the same range as one.
    func group(of plot: AxesObject, _ groups: [[AxesObject]]) -> [AxesObject]? {
        groups.first { $0.contains { $0 === plot } }
    }

    /// Lets two plots show the same range.
    func share(_ plot: AxesObject, with other: AxesObject, isX: Bool) {
        let path = isX ? \FigureObject.sharing.x : \FigureObject.sharing.y
        if let place = self[keyPath: path].firstIndex(where: { $0.contains { $0 === other } }) {
            self[keyPath: path][place].append(plot)
        } else {
            self[keyPath: path].append([other, plot])
        }
    }

    /// The range that holds what all plots of a group show.
    private static func range(of group: [AxesObject], isX: Bool) -> (Double, Double) {
        if let set = group.last(where: {
            isX ? $0.axes.x.low != nil && $0.axes.x.high != nil : $0.axes.y.low != nil && $0.axes.y.high != nil
        }) {
            let range = set.axes.visibleRange(isX: isX)
            return (range.low, range.high)
        }
        let filled = group.filter { !$0.axes.artists.isEmpty }
        let ranges = (filled.isEmpty ? group : filled).map { $0.axes.visibleRange(isX: isX) }
        let isDown = ranges.contains { $0.low > $0.high }
        let low = ranges.map { min($0.low, $0.high) }.min() ?? 0
        let high = ranges.map { max($0.low, $0.high) }.max() ?? 1
        return isDown ? (high, low) : (low, high)
    }

    /// The plot that functions draw on, made where there is none.
    func currentAxes() -> AxesObject {
        if let current { return current }
        return add(GridCell())
    }

    /// A new plot in a cell of a grid.
    func add(_ cell: GridCell) -> AxesObject {
        let made = AxesObject(settings.axes(cell), in: self)
        axes.append(made)
        current = made
        return made
    }

    /// What front ends show: PNG with twice the pixels or SVG, and matplotlib's words for terminals.
    func bundle(_ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle {
        let formats = OpenFigures.of(interpreter).formats
        let complete = self.complete
        guard interpreter.host.showsPictures else { return MIMEBundle(text: complete.text) }
        var bundle = MIMEBundle(text: complete.text)
        let scene = complete.scene()
        try TickErrors.raise(interpreter)
        for type in formats {
            if type == "image/png" {
                bundle.content[type] = .bytes(try raising { () throws(DrawingError) in try scene.png() })
            } else {
                bundle.content[type] = .text(try raising { () throws(DrawingError) in try scene.svg() })
            }
            bundle.metadata[type] = .object([
                ("width", .int(Int(complete.width))), ("height", .int(Int(complete.height))),
            ])
        }
        return bundle
    }
}

/// Errors of a program's functions that were called while something was drawn.
final class TickErrors {
    var first: LanguageError?

    static func of(_ interpreter: Interpreter) -> TickErrors {
        interpreter.ownState(of: TickErrors.self) { TickErrors() }
    }

    /// Raises the first error since the last drawing.
    static func raise(_ interpreter: Interpreter) throws(LanguageError) {
        let errors = of(interpreter)
        guard let error = errors.first else { return }
        errors.first = nil
        throw error
    }
}

/// A plot as a value of the language.
final class AxesObject: Object {
    var axes: Axes
    /// Weak: a plot that a program kept may outlive its closed figure.
    private(set) weak var figure: FigureObject?
    /// Names that stand at the places of text along x, and along y.
    var categories: (x: [String], y: [String]) = ([], [])
    /// The plot whose frame it stands in, and where.
    var parent: (plot: AxesObject, part: Rect)?
    /// Counts how often it was emptied: what was drawn before is gone.
    var generation = 0

    init(_ axes: Axes, in figure: FigureObject) {
        self.axes = axes
        self.figure = figure
    }

    override var nativeType: NativeType { .axes }
}

/// The table of plots that `subplots` returns.
final class AxesGrid: Object {
    let shape: [Int]
    let axes: [AxesObject]

    init(shape: [Int], axes: [AxesObject]) { (self.shape, self.axes) = (shape, axes) }

    override var nativeType: NativeType { .axesGrid }

    /// One row, or one plot.
    func row(_ index: Int) throws(LanguageError) -> Value {
        let size = shape.first ?? 0
        let place = index < 0 ? index + size : index
        guard (0..<size).contains(place) else {
            throw .indexError("index \(index) is out of bounds for axis 0 with size \(size)")
        }
        if shape.count == 1 { return .object(axes[place]) }
        let width = shape[1]
        return .object(AxesGrid(shape: [width], axes: Array(axes[place * width..<(place + 1) * width])))
    }
}
