/// A figure: some plots with a title over them.
public struct Figure: Sendable {
    /// Logical pixels.
    public var width: Double
    public var height: Double
    public var axes: [Axes] = []
    public var title = ""
    public var titleStyle = TextStyle(size: 17)
    public var background = Color.white

    /// Logical pixels of a typographic point: figures have 100 dots an inch.
    public static let pixelsPerPoint = 100.0 / 72

    /// An empty figure; the default is matplotlib's 6.4 by 4.8 inches.
    public init(width: Double = 640, height: Double = 480) {
        self.width = width
        self.height = height
    }

    /// What `text/plain` says: matplotlib's own words.
    public var text: String {
        "<Figure size \(Int(exactly: width.rounded()) ?? 0)x\(Int(exactly: height.rounded()) ?? 0) with \(axes.count) Axes>"
    }

    /// The drawing: plots in their grids, with as much room as their labels need and no more.
    public func scene() -> Scene {
        var scene = Scene(width: width, height: height, background: background)
        var area = Rect(0, 0, width, height).inset(left: 8, top: 8, right: 10, bottom: 8)
        if !title.isEmpty {
            let fitted = titleStyle.shrunk(to: area.width, for: title)
            scene.text(title, Point(width / 2, 9), fitted, .centre, .top)
            area = area.inset(top: CairoText.size(of: title, style: fitted).height + 8)
        }
        for (axes, box) in zip(axes, boxes(in: area)) {
            AxesDrawing(axes, box: box).draw(on: &scene)
        }
        return scene
    }

    /// The frames of all plots. Plots of one grid share columns and rows: each column is as wide, each row as high as
    /// the others, whatever labels stand between.
    private func boxes(in area: Rect) -> [Rect] {
        var boxes = axes.map { axes in
            Rect(0, 0, area.width / Double(axes.cell.columns) * 0.8, area.height / Double(axes.cell.rows) * 0.8)
        }
        // Twice: which ticks there are depends on the size, and the size on the ticks' labels.
        for _ in 0..<2 {
            let margins = zip(axes, boxes).map { AxesDrawing($0, box: $1).margins }
            var next = boxes
            for place in axes.indices { next[place] = box(of: axes[place].cell, margins, in: area) }
            boxes = next
        }
        return boxes
    }

    private func box(of cell: GridCell, _ margins: [Margins], in area: Rect) -> Rect {
        var columns = [(before: Double, after: Double)](repeating: (0, 0), count: cell.columns)
        var rows = [(before: Double, after: Double)](repeating: (0, 0), count: cell.rows)
        for (other, margin) in zip(axes.map(\.cell), margins)
        where other.rows == cell.rows && other.columns == cell.columns {
            let (left, right) = (other.columnSpan.lowerBound, other.columnSpan.upperBound)
            let (top, bottom) = (other.rowSpan.lowerBound, other.rowSpan.upperBound)
            columns[left].before = max(columns[left].before, margin.left)
            columns[right].after = max(columns[right].after, margin.right)
            rows[top].before = max(rows[top].before, margin.top)
            rows[bottom].after = max(rows[bottom].after, margin.bottom)
        }
        let gap = max(2, min(14, area.width / Double(cell.columns) * 0.06))
        let x = Figure.spread(columns, over: area.width, gap: gap, span: cell.columnSpan)
        let y = Figure.spread(rows, over: area.height, gap: gap, span: cell.rowSpan)
        return Rect(area.x + x.start, area.y + y.start, x.length, y.length)
    }

    /// Tracks of equal size with margins of their own: where the tracks of `span` begin and how long they are.
    private static func spread(
        _ margins: [(before: Double, after: Double)], over length: Double, gap: Double, span: ClosedRange<Int>
    ) -> (start: Double, length: Double) {
        let taken = margins.reduce(0) { $0 + $1.before + $1.after } + gap * Double(margins.count - 1)
        let size = max((length - taken) / Double(margins.count), 1)
        func start(_ track: Int) -> Double {
            margins[0..<track].reduce(0) { $0 + $1.before + size + $1.after + gap } + margins[track].before
        }
        let first = start(span.lowerBound)
        return (first, start(span.upperBound) + size - first)
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
