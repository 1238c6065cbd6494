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
    /// How wide columns and how high rows are, compared with each other; equal where there are none.
    public var widths: [Double] = []
    public var heights: [Double] = []
    /// Room between plots as a part of their size; nil for as little as labels need.
    public var gaps: (x: Double?, y: Double?) = (nil, nil)

    public static func == (a: GridCell, b: GridCell) -> Bool {
        a.isOfSameGrid(as: b) && a.rowSpan == b.rowSpan && a.columnSpan == b.columnSpan
    }

    /// True for cells of one grid.
    func isOfSameGrid(as other: GridCell) -> Bool {
        rows == other.rows && columns == other.columns && widths == other.widths && heights == other.heights
    }

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
    public var titleSize: Double?
    public var columns = 1
    public var hasFrame = true
    /// How opaque its background is.
    public var opacity = 0.85
    public var fill: Color?
    public var edge: Color?
    /// Names that replace those of the artists, in their order.
    public var labels: [String]?
    /// What is listed instead of the plot's own artists.
    public var entries: [(label: String, artist: Artist)]?
    /// The point of the plot, 0...1 from the lower left corner, that `place` of the legend stands at; or a box there.
    public var anchor: Rect?

    /// A legend where there is room.
    public init() {}
}

/// A bar beside an axes that says which colours mean which numbers.
public struct Colorbar: Sendable {
    public var scale: ColorScale
    public var label = ""
    public var labelStyle = TextStyle(size: 13)
    public var tickStyle = TextStyle(size: 12, color: .softInk)
    public var ticks: Ticks?
    public var formatter: TickFormatter?
    /// True for a bar below the plot.
    public var isHorizontal = false
    /// Its length as a part of the plot's.
    public var shrink = 1.0
    public var opacity = 1.0

    /// The colour bar of a scale.
    public init(scale: ColorScale) { self.scale = scale }
}

/// A side of a plot's frame: its line and where it stands.
public struct Spine: Sendable {
    /// Where a line of the frame stands.
    public enum Place: Sendable {
        case edge
        /// At a value of the other axis.
        case data(Double)
        /// At a part of the plot.
        case part(Double)
        /// So many logical pixels outside.
        case outward(Double)
    }

    public var color: Color?
    public var width: Double?
    public var dashes: [Double] = []
    public var place = Place.edge

    /// The side as the theme has it.
    public init() {}
}

/// Where a plot stands that is in no grid.
public enum PlotPosition: Sendable {
    /// A part of the figure, 0...1 from its lower left corner.
    case figure(Rect)
    /// A part of another plot's frame, by its place among the figure's plots.
    case inside(plot: Int, Rect)
}

/// What holds for one artist alone.
public struct ArtistSettings: Sendable {
    /// Higher ones are drawn later.
    public var order: Double?
    public var isHidden = false
    /// True once it was taken away.
    public var isRemoved = false
    /// True where its points are parts of the plot, 0...1, and not data.
    public var isRelative = false
    /// True where the plot's range does not look at it: shapes that are added to a plot.
    public var isOutsideRange = false
    /// False for what programs do not find among the plot's artists.
    public var isListed = true
    /// Patterns that its areas are hatched with, in turn; an empty one for none.
    public var hatches: [String] = []

    /// Nothing special.
    public init() {}
}

/// A plot: data in a frame with two axes.
public struct Axes: Sendable {
    public var cell = GridCell()
    public var artists: [Artist] = []
    public var title = ""
    public var titleStyle: TextStyle
    public var titlePlace = TextAnchor.Horizontal.centre
    public var titleGap = 7.0
    /// Titles at the left and right end, beside the one in the middle.
    public var sideTitles: [(text: String, style: TextStyle, place: TextAnchor.Horizontal)] = []
    public var x: Axis
    public var y: Axis
    public let theme: Theme
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
    public var background: Color
    /// Colours that curves take one after another.
    public var cycle: [Color]
    /// The lines of the frame that differ from the theme's.
    public var spines: [String: Spine] = [:]
    /// What holds for single artists, by their place.
    public var settings: [Int: ArtistSettings] = [:]
    /// Where the plot stands if it is in no grid.
    public var position: PlotPosition?
    /// How much longer a step in y is than one in x, where `isEqual`.
    public var aspect = 1.0
    /// True where equal steps change the ranges and not the frame.
    public var keepsFrame = false
    /// The frame's height over its width; nil to take the room there is.
    public var boxAspect: Double?
    /// True for a second plot over the same cell, with an axis of its own.
    public var isTwin = false
    /// A bar that fills the frame: the plot is the colour bar of another one.
    public var filledBar: Colorbar?
    public var isVisible = true
    /// True where the range holds added shapes too.
    public var looksAtShapes = false
    /// How many curves took their colour from the cycle.
    public var colorsTaken = 0
    /// How many bars, areas and sets of points did: they are counted apart, so that the area around a curve has its colour.
    public var fillsTaken = 0

    /// An empty plot.
    public init(cell: GridCell = GridCell(), theme: Theme = .standard) {
        (self.cell, self.theme) = (cell, theme)
        (x, y) = (Axis(theme: theme), Axis(theme: theme))
        titleStyle = TextStyle(size: theme.titleSize, color: theme.ink, isBold: theme.hasTitleBold)
        background = theme.plotBackground
        cycle = theme.cycle
        hiddenSides = theme.hiddenSides
    }

    /// The next colour of the cycle.
    public mutating func nextColor() -> Color {
        colorsTaken += 1
        return cycle.isEmpty ? Color.cycle[0] : cycle[(colorsTaken - 1) % cycle.count]
    }

    /// The next colour of the cycle for bars, areas and points.
    public mutating func nextFill() -> Color {
        fillsTaken += 1
        return cycle.isEmpty ? Color.cycle[0] : cycle[(fillsTaken - 1) % cycle.count]
    }

    /// The colour scale of the newest image or coloured scatter, for `colorbar()`.
    public var newestScale: ColorScale? {
        for (place, artist) in artists.enumerated().reversed() where settings[place]?.isRemoved != true {
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

    /// What is drawn, in drawing order: images, then areas and signs, then lines.
    func ordered() -> [(artist: Artist, isRelative: Bool, hatches: [String])] {
        let kept = artists.indices.filter { !(settings[$0]?.isRemoved ?? false) && !(settings[$0]?.isHidden ?? false) }
        let orders = kept.map { settings[$0]?.order ?? artists[$0].order }
        let places = kept.indices.sorted { orders[$0] != orders[$1] ? orders[$0] < orders[$1] : $0 < $1 }
        return places.map { place in
            let settings = settings[kept[place]]
            return (artists[kept[place]], settings?.isRelative ?? false, settings?.hatches ?? [])
        }
    }

    /// The range of the data in one direction, and at which ends they lie on the edge.
    func range(isX: Bool) -> (range: ClosedRange<Double>?, stickyLow: Bool, stickyHigh: Bool) {
        var extent = DataExtent(isLogarithmic: (isX ? x : y).scale == .log)
        for (place, artist) in artists.enumerated() {
            if let own = settings[place],
                own.isRemoved || own.isRelative || own.isHidden || (own.isOutsideRange && !looksAtShapes)
            {
                continue
            }
            extent.add(artist, isX: isX)
        }
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

    /// Many values, four at once.
    private mutating func add(_ values: [Double]) {
        typealias Four = SIMD4<Double>
        var (lows, highs) = (Four(repeating: .infinity), Four(repeating: -.infinity))
        // Smaller ones are left out; of those that are no numbers no comparison is true.
        let (least, most) = (
            isLogarithmic ? Double.leastNonzeroMagnitude : -Double.greatestFiniteMagnitude,
            Double.greatestFiniteMagnitude
        )
        values.withUnsafeBytes { bytes in
            for start in stride(from: 0, through: bytes.count - 32, by: 32) {
                let four = bytes.loadUnaligned(fromByteOffset: start, as: Four.self)
                let counts = (four .>= least) .& (four .<= most)
                lows.replace(with: four, where: counts .& (four .< lows))
                highs.replace(with: four, where: counts .& (four .> highs))
            }
        }
        low = min(low, lows.min())
        high = max(high, highs.max())
        for value in values.suffix(values.count % 4) { add(value) }
    }

    mutating func add(_ artist: Artist, isX: Bool) {
        switch artist {
        case .line(let line): add(isX ? line.xs : line.ys)
        case .scatter(let scatter): add(isX ? scatter.xs : scatter.ys)
        case .bars(let bars):
            for corner in bars.corners {
                add(isX ? corner.from.x : corner.from.y)
                add(isX ? corner.to.x : corner.to.y)
                if isX == bars.isHorizontal { edges.append(isX ? corner.from.x : corner.from.y) }
            }
        case .area(let area):
            for place in 0..<min(area.xs.count, area.low.count, area.high.count) {
                guard area.low[place].isFinite, area.high[place].isFinite else { continue }
                if isX != area.isUpright {
                    add(area.xs[place])
                } else {
                    add(area.low[place])
                    add(area.high[place])
                }
            }
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
}
