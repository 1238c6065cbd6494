import Drawing
import JSON
import Language

/// The figures of a program: those that are open, and the one that pyplot's functions draw on.
final class OpenFigures {
    var figures: [FigureObject] = []
    var current: FigureObject?
    /// The image that `colorbar()` belongs to.
    var colormap = Colormap.viridis
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
    func open(number: Int? = nil, width: Double = 640, height: Double = 480) -> FigureObject {
        lastNumber = number ?? (figures.map(\.number).max() ?? 0) + 1
        let figure = FigureObject(number: lastNumber, width: width, height: height)
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

    init(number: Int, width: Double, height: Double) {
        self.number = number
        figure = Figure(width: width, height: height)
    }

    override var nativeType: NativeType { .figure }

    /// Plots that show the same range of x, and of y: `sharex=`, `sharey=`.
    var sharing: (x: [[AxesObject]], y: [[AxesObject]]) = ([], [])

    /// The description of the drawing with the present state of all plots.
    var complete: Figure {
        var complete = figure
        complete.axes = axes.map { plot in
            var axes = plot.axes
            if let group = sharing.x.first(where: { $0.contains { $0 === plot } }) {
                (axes.x.low, axes.x.high) = FigureObject.range(of: group, isX: true)
                axes.x.isInverted = false
                let isLowest = !group.contains {
                    $0.axes.cell.rowSpan.upperBound > axes.cell.rowSpan.upperBound
                        && $0.axes.cell.columnSpan == axes.cell.columnSpan
                }
                axes.x.showsTickLabels = axes.x.showsTickLabels && isLowest
            }
            if let group = sharing.y.first(where: { $0.contains { $0 === plot } }) {
                (axes.y.low, axes.y.high) = FigureObject.range(of: group, isX: false)
                axes.y.isInverted = false
                let isFirst = !group.contains {
                    $0.axes.cell.columnSpan.lowerBound < axes.cell.columnSpan.lowerBound
                        && $0.axes.cell.rowSpan == axes.cell.rowSpan
                }
                axes.y.showsTickLabels = axes.y.showsTickLabels && isFirst
            }
            return axes
        }
        return complete
    }

    /// The range that holds what all plots of a group show.
    private static func range(of group: [AxesObject], isX: Bool) -> (Double, Double) {
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
        let made = AxesObject(Axes(cell: cell), in: self)
        axes.append(made)
        current = made
        return made
    }

    /// What front ends show: PNG with twice the pixels, and matplotlib's words for terminals.
    func bundle(_ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle {
        let complete = self.complete
        guard interpreter.host.showsPictures else { return MIMEBundle(text: complete.text) }
        let file = try raising { () throws(DrawingError) in try complete.png() }
        return MIMEBundle(
            text: complete.text, richer: ["image/png": .bytes(file)],
            metadata: [
                "image/png": .object([("width", .int(Int(complete.width))), ("height", .int(Int(complete.height)))])
            ])
    }
}

/// A plot as a value of the language.
final class AxesObject: Object {
    var axes: Axes
    /// Weak: a plot that a program kept may outlive its closed figure.
    private(set) weak var figure: FigureObject?
    /// Names that stand at the places of text along x, and along y.
    var categories: (x: [String], y: [String]) = ([], [])

    init(_ axes: Axes, in figure: FigureObject) {
        self.axes = axes
        self.figure = figure
    }

    override var nativeType: NativeType { .axes }
}

/// Something drawn in a plot, to be changed later.
final class ArtistObject: Object {
    /// What it is called: `Line2D`, `AxesImage` …
    let kind: String
    let owner: AxesObject
    let place: Int

    init(_ kind: String, _ owner: AxesObject, place: Int) {
        (self.kind, self.owner, self.place) = (kind, owner, place)
    }

    override var nativeType: NativeType { .artist }

    /// The description of what is drawn; nil once the plot was cleared.
    var artist: Artist? {
        get { owner.axes.artists.indices.contains(place) ? owner.axes.artists[place] : nil }
        set { if let newValue, owner.axes.artists.indices.contains(place) { owner.axes.artists[place] = newValue } }
    }
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
