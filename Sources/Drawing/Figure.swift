/// A figure: some plots with a title over them.
public struct Figure: Sendable {
    /// Logical pixels.
    public var width: Double
    public var height: Double
    public var axes: [Axes] = []
    public var title = ""
    public var titleStyle: TextStyle
    /// Names of x and y for all plots together.
    public var xLabel = ""
    public var yLabel = ""
    public var labelStyle: TextStyle
    public var background: Color
    public let theme: Theme
    /// Legends of the whole figure.
    public var legends: [Legend] = []
    /// Text at parts of the figure.
    public var notes: [Note] = []
    /// A colour bar for several plots, by their places.
    public var sharedBars: [(bar: Colorbar, plots: [Int])] = []

    /// Logical pixels of a typographic point: figures have 100 dots an inch.
    public static let pixelsPerPoint = 100.0 / 72

    /// An empty figure; the default is matplotlib's 6.4 by 4.8 inches.
    public init(width: Double = 640, height: Double = 480, theme: Theme = .standard) {
        self.width = width
        self.height = height
        self.theme = theme
        background = theme.background
        titleStyle = TextStyle(size: theme.figureTitleSize, color: theme.ink)
        labelStyle = TextStyle(size: theme.labelSize * 1.15, color: theme.ink)
    }

    /// What `text/plain` says: matplotlib's own words.
    public var text: String {
        "<Figure size \(Int(exactly: width.rounded()) ?? 0)x\(Int(exactly: height.rounded()) ?? 0) with \(axes.count) Axes>"
    }

    /// The drawing: plots in their grids, with as much room as their labels need and no more.
    public func scene() -> Scene {
        var scene = Scene(width: width, height: height, background: background)
        let whole = Rect(0, 0, width, height)
        let area = self.area
        if !title.isEmpty {
            scene.text(title, Point(width / 2, 9), titleStyle.shrunk(to: width - 18, for: title), .centre, .top)
        }
        if !xLabel.isEmpty { scene.text(xLabel, Point(area.centre.x, height - 7), labelStyle, .centre, .bottom) }
        if !yLabel.isEmpty { scene.text(yLabel, Point(7, area.centre.y), labelStyle, .centre, .top, angle: 90) }
        let drawings = self.drawings()
        for (place, drawing) in drawings.enumerated() {
            drawing.draw(on: &scene, covers: drawings[..<place].contains { $0.frame.overlaps(drawing.frame) })
        }
        for (bar, plots) in sharedBars {
            let frames = plots.filter { drawings.indices.contains($0) }.map { drawings[$0].frame }
            guard let first = frames.first else { continue }
            let (top, bottom) = (frames.map(\.y).min() ?? first.y, frames.map(\.bottom).max() ?? first.bottom)
            let (left, right) = (frames.map(\.x).min() ?? first.x, frames.map(\.right).max() ?? first.right)
            let around = AxesDrawing(
                Axes(theme: theme), box: Rect(left, top, right - left, bottom - top), figure: (width, height))
            let drawing = ColorbarDrawing(bar, in: around)
            let beside = plots.filter { drawings.indices.contains($0) }.map { drawings[$0].margins }
            drawing.draw(
                on: &scene, right: beside.map(\.right).max() ?? 0, bottom: beside.map(\.bottom).max() ?? 0)
        }
        let shell = AxesDrawing(Axes(theme: theme), box: whole, figure: (width, height))
        for note in notes { shell.draw(note, on: &scene) }
        for legend in legends { LegendDrawing(legend, in: whole, theme: theme).draw(on: &scene) }
        return scene
    }

    /// What titles, names and bars of the whole figure leave to the plots.
    private var area: Rect {
        var area = Rect(0, 0, width, height).inset(left: 8, top: 8, right: 10, bottom: 8)
        if !title.isEmpty {
            let fitted = titleStyle.shrunk(to: width - 18, for: title)
            area = area.inset(top: CairoText.size(of: title, style: fitted).height + 8)
        }
        if !xLabel.isEmpty { area = area.inset(bottom: CairoText.size(of: xLabel, style: labelStyle).height + 8) }
        if !yLabel.isEmpty { area = area.inset(left: CairoText.size(of: yLabel, style: labelStyle).height + 8) }
        for (bar, _) in sharedBars {
            let around = AxesDrawing(Axes(theme: theme), box: area, figure: (width, height))
            let room = ColorbarDrawing(bar, in: around).room + 4
            area = bar.isHorizontal ? area.inset(bottom: room) : area.inset(right: room)
        }
        return area
    }

    /// Every plot with its place decided.
    func drawings() -> [AxesDrawing] {
        let area = self.area
        let extents = axes.map { AxesExtents($0) }
        var drawings: [AxesDrawing] = []
        for (place, box) in boxes(in: area, extents).enumerated() {
            let axes = self.axes[place]
            var box = box
            switch axes.position {
            case .figure(let part)?:
                box = Rect(
                    part.x * width, (1 - part.y - part.height) * height, part.width * width, part.height * height)
            case .inside(let plot, let part)? where drawings.indices.contains(plot):
                let frame = drawings[plot].frame
                box = Rect(
                    frame.x + part.x * frame.width, frame.bottom - (part.y + part.height) * frame.height,
                    part.width * frame.width, part.height * frame.height)
            default: break
            }
            drawings.append(AxesDrawing(axes, box: box, figure: (width, height), extents: extents[place]))
        }
        return drawings
    }

    /// Where a plot's ticks are and what stands at them.
    public func ticks(ofPlot place: Int, isX: Bool) -> Ticks? {
        let drawings = self.drawings()
        guard drawings.indices.contains(place) else { return nil }
        return isX ? drawings[place].xTicks : drawings[place].yTicks
    }

    /// The range that a plot shows.
    public func range(ofPlot place: Int, isX: Bool) -> (low: Double, high: Double)? {
        guard axes.indices.contains(place) else { return nil }
        // Where the frame decides about the range, the frame has to be known.
        guard axes[place].isEqual, axes[place].keepsFrame else { return axes[place].visibleRange(isX: isX) }
        let drawings = self.drawings()
        return drawings.indices.contains(place) ? (isX ? drawings[place].xRange : drawings[place].yRange) : nil
    }

    /// The frame of a plot in logical pixels.
    public func frame(ofPlot place: Int) -> Rect? {
        let drawings = self.drawings()
        return drawings.indices.contains(place) ? drawings[place].frame : nil
    }

    /// The frames of all plots. Plots of one grid share columns and rows: each column is as wide, each row as high as
    /// the others, whatever labels stand between.
    private func boxes(in area: Rect, _ extents: [AxesExtents]) -> [Rect] {
        var boxes = axes.map { axes in
            Rect(0, 0, area.width / Double(axes.cell.columns) * 0.8, area.height / Double(axes.cell.rows) * 0.8)
        }
        // Twice: which ticks there are depends on the size, and the size on the ticks' labels.
        for _ in 0..<2 {
            let margins = axes.indices.map { place in
                axes[place].position != nil
                    ? Margins()
                    : AxesDrawing(
                        axes[place], box: boxes[place], figure: (width, height), extents: extents[place]
                    ).margins
            }
            var grids: [(cell: GridCell, tracks: GridTracks)] = []
            for place in axes.indices where axes[place].position == nil {
                let cell = axes[place].cell
                if let known = grids.first(where: { $0.cell.isOfSameGrid(as: cell) }) {
                    boxes[place] = known.tracks.box(of: cell)
                    continue
                }
                let same = axes.indices.filter { axes[$0].position == nil && axes[$0].cell.isOfSameGrid(as: cell) }
                let tracks = GridTracks(cell, same.map { (axes[$0].cell, margins[$0]) }, in: area)
                grids.append((cell, tracks))
                boxes[place] = tracks.box(of: cell)
            }
        }
        return boxes
    }

    /// A PNG file, `scale` pixels to a logical pixel.
    public func png(scale: Double = 2) throws(DrawingError) -> [UInt8] { try scene().png(scale: scale) }

    /// The figure as an SVG document.
    public func svg() throws(DrawingError) -> String { try scene().svg() }
}

/// The room that labels take around a plot's frame.
struct Margins {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
}

extension TextStyle {
    /// The same style, smaller where the text is wider than `width`; never under 7 logical pixels.
    func shrunk(to width: Double, for text: String) -> TextStyle {
        let wide = CairoText.size(of: text, style: self).width
        guard wide > width, wide > 0 else { return self }
        var style = self
        style.size = max(size * width / wide, min(7, size))
        return style
    }
}

extension Figure {
    /// The place of a point in logical pixels from the top left corner.
    public func pixels(of point: Point, _ coordinates: Note.Coordinates, inPlot place: Int) -> Point {
        let drawings = self.drawings()
        guard drawings.indices.contains(place) else { return Point(0, 0) }
        return drawings[place].place(point, coordinates, from: Point(0, 0))
    }
}
