/// Where a legend stands.
public enum LegendPlace: String, Sendable, CaseIterable {
    case best
    case upperRight = "upper right"
    case upperLeft = "upper left"
    case lowerLeft = "lower left"
    case lowerRight = "lower right"
    case right
    case centerLeft = "center left"
    case centerRight = "center right"
    case lowerCenter = "lower center"
    case upperCenter = "upper center"
    case center
}

/// The cells of a grid of plots that an axes takes.
public struct GridCell: Sendable, Equatable {
    public var rows: Int
    public var columns: Int
    public var rowSpan: ClosedRange<Int>
    public var columnSpan: ClosedRange<Int>

    /// The cells `rowSpan` by `columnSpan` of a grid, counted from 0 at the top left.
    public init(
        rows: Int = 1, columns: Int = 1, rowSpan: ClosedRange<Int> = 0...0, columnSpan: ClosedRange<Int> = 0...0
    ) {
        (self.rows, self.columns, self.rowSpan, self.columnSpan) = (rows, columns, rowSpan, columnSpan)
    }
}

/// A legend: what colours and signs mean.
public struct Legend: Sendable {
    public var place = LegendPlace.best
    public var title = ""
    public var fontSize = 12.0
    public var columns = 1
    public var hasFrame = true
    /// Names that replace those of the artists, in their order.
    public var labels: [String]?

    /// A legend where there is room.
    public init() {}
}

/// A bar beside an axes that says which colours mean which numbers.
public struct Colorbar: Sendable {
    public var scale: ColorScale
    public var label = ""
    public var ticks: Ticks?

    /// The colour bar of a scale.
    public init(scale: ColorScale) { self.scale = scale }
}

/// A plot: data in a frame with two axes.
public struct Axes: Sendable {
    public var cell = GridCell()
    public var artists: [Artist] = []
    public var title = ""
    public var titleStyle = TextStyle(size: 14.5)
    public var titlePlace = TextAnchor.Horizontal.centre
    public var x = Axis()
    public var y = Axis()
    /// False after `axis('off')`: no frame, no ticks, no axis labels.
    public var isFramed = true
    /// Sides of the frame that are not drawn.
    public var hiddenSides: Set<String> = []
    public var hasVerticalGrid = false
    public var hasHorizontalGrid = false
    /// True when a step in x is as long as one in y: images.
    public var isEqual = false
    public var legend: Legend?
    public var colorbar: Colorbar?
    public var background = Color.white
    /// How many curves took their colour from the cycle.
    public var colorsTaken = 0

    /// An empty plot.
    public init(cell: GridCell = GridCell()) { self.cell = cell }

    /// The next colour of the cycle.
    public mutating func nextColor() -> Color {
        colorsTaken += 1
        return Color.cycle[(colorsTaken - 1) % Color.cycle.count]
    }

    /// The colour scale of the newest image or coloured scatter, for `colorbar()`.
    public var newestScale: ColorScale? {
        for artist in artists.reversed() {
            switch artist {
            case .image(let image): if let scale = image.scale { return scale }
            case .scatter(let scatter): if let scale = scatter.scale { return scale }
            case .polygons(let polygons): if let scale = polygons.scale { return scale }
            case .segments(let segments): if let scale = segments.scale { return scale }
            default: continue
            }
        }
        return nil
    }

    /// Shows a field of pixels as images are shown: square pixels, first row on top, whole numbers at the axes.
    public mutating func show(_ image: ImageField, isEqual: Bool = true) {
        artists.append(.image(image))
        self.isEqual = isEqual
        (x.onlyIntegers, y.onlyIntegers) = (true, true)
        if image.extent.bottom > image.extent.top { y.isInverted = true }
    }

    /// The range of the data in one direction, and at which ends they lie on the edge.
    func range(isX: Bool) -> (range: ClosedRange<Double>?, stickyLow: Bool, stickyHigh: Bool) {
        var extent = DataExtent(isLogarithmic: (isX ? x : y).scale == .log)
        for artist in artists { extent.add(artist, isX: isX) }
        return (extent.range, extent.isStickyLow, extent.isStickyHigh)
    }
}

/// The smallest and largest data value of some artists in one direction.
private struct DataExtent {
    let isLogarithmic: Bool
    private var low = Double.infinity
    private var high = -Double.infinity
    private var edges: [Double] = []

    init(isLogarithmic: Bool) { self.isLogarithmic = isLogarithmic }

    var range: ClosedRange<Double>? { low <= high ? low...high : nil }
    var isStickyLow: Bool { edges.contains(low) }
    var isStickyHigh: Bool { edges.contains(high) }

    private mutating func add(_ value: Double) {
        guard value.isFinite, !isLogarithmic || value > 0 else { return }
        low = min(low, value)
        high = max(high, value)
    }

    mutating func add(_ artist: Artist, isX: Bool) {
        switch artist {
        case .line(let line): for value in isX ? line.xs : line.ys { add(value) }
        case .scatter(let scatter): for value in isX ? scatter.xs : scatter.ys { add(value) }
        case .bars(let bars):
            for corner in bars.corners {
                add(isX ? corner.from.x : corner.from.y)
                add(isX ? corner.to.x : corner.to.y)
                if isX == bars.isHorizontal { edges.append(isX ? corner.from.x : corner.from.y) }
            }
        case .area(let area):
            if isX { for value in area.xs { add(value) } } else { for value in area.low + area.high { add(value) } }
        case .polygons(let polygons):
            for point in polygons.outlines.joined() { add(isX ? point.x : point.y) }
            if polygons.scale != nil { edges += [low, high] }
        case .segments(let segments):
            for point in segments.lines.joined() { add(isX ? point.x : point.y) }
            if segments.scale != nil { edges += [low, high] }
        case .image(let image):
            let ends = isX ? [image.extent.left, image.extent.right] : [image.extent.bottom, image.extent.top]
            for end in ends { add(end) }
            edges += ends
        case .rule(let rule):
            if rule.isHorizontal != isX {
                add(rule.value)
                if let end = rule.end { add(end) }
            }
        case .text: break
        }
    }
}

extension Axes {
    /// The range that is shown in one direction.
    public func visibleRange(isX: Bool) -> (low: Double, high: Double) {
        let data = range(isX: isX)
        return (isX ? x : y).resolved(data.range, stickyLow: data.stickyLow, stickyHigh: data.stickyHigh)
    }

    /// Where ticks are in one direction, of a plot of usual size.
    public func tickValues(isX: Bool) -> [Double] {
        let range = visibleRange(isX: isX)
        return (isX ? x : y).ticks(range.low, range.high, count: 8).values
    }

    /// Lets the ranges end where the data end.
    public mutating func tightenRanges() {
        if let data = range(isX: true).range { (x.low, x.high) = (data.lowerBound, data.upperBound) }
        if let data = range(isX: false).range { (y.low, y.high) = (data.lowerBound, data.upperBound) }
    }
}
