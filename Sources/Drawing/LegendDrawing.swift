/// A legend with its place decided: the corner where it hides the fewest data.
struct LegendDrawing {
    private struct Entry {
        let label: String
        let artist: Artist
    }

    private let legend: Legend
    private let entries: [Entry]
    private let drawing: AxesDrawing
    private let style: TextStyle

    init(_ legend: Legend, in drawing: AxesDrawing) {
        self.legend = legend
        self.drawing = drawing
        style = TextStyle(size: legend.fontSize)
        if let labels = legend.labels {
            let artists = drawing.axes.artists.filter { artist in
                switch artist {
                case .text, .image: false
                default: true
                }
            }
            entries = zip(labels, artists).map { Entry(label: $0, artist: $1) }
        } else {
            entries = drawing.axes.artists.filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }
                .map { Entry(label: $0.label, artist: $0) }
        }
    }

    private static let swatch = 24.0
    private var rowHeight: Double { legend.fontSize * 1.45 }
    private var columns: Int { min(max(legend.columns, 1), max(entries.count, 1)) }
    private var rows: Int { (entries.count + columns - 1) / columns }

    private var columnWidth: Double {
        LegendDrawing.swatch + 7 + (entries.map { CairoText.size(of: $0.label, style: style).width }.max() ?? 0)
    }

    private var size: (width: Double, height: Double) {
        let title = legend.title.isEmpty ? 0 : rowHeight
        let width = Double(columns) * columnWidth + Double(columns - 1) * 14 + 16
        let titleWidth = CairoText.size(of: legend.title, style: style).width + 16
        return (max(width, titleWidth), Double(rows) * rowHeight + title + 9)
    }

    func draw(on scene: inout Scene) {
        guard !entries.isEmpty else { return }
        let box = self.box
        if legend.hasFrame {
            scene.marks.append(
                .shape(
                    Path(box, radius: 4), fill: Color.white.faded(0.85),
                    stroke: Stroke(Color(hex: 0xd0d7de), width: 1)))
        }
        var top = box.y + 4.5
        if !legend.title.isEmpty {
            scene.text(legend.title, Point(box.centre.x, top + rowHeight / 2), style, .centre, .centre)
            top += rowHeight
        }
        for (place, entry) in entries.enumerated() {
            let x = box.x + 8 + Double(place / rows) * (columnWidth + 14)
            let y = top + (Double(place % rows) + 0.5) * rowHeight
            drawSwatch(entry.artist, Rect(x, y - 5, LegendDrawing.swatch, 10), on: &scene)
            scene.text(entry.label, Point(x + LegendDrawing.swatch + 7, y), style, .left, .centre)
        }
    }

    private func drawSwatch(_ artist: Artist, _ box: Rect, on scene: inout Scene) {
        let (left, right) = (Point(box.x, box.centre.y), Point(box.right, box.centre.y))
        switch artist {
        case .line(let curve):
            if let stroke = curve.stroke { scene.line(left, right, stroke) }
            if let symbol = curve.symbol {
                let edge = symbol.isLinear ? Stroke(curve.symbolFill, width: 2) : curve.symbolEdge
                let size = min(curve.symbolSize, 10)
                scene.marks.append(
                    .symbols(symbol, at: [box.centre], size: size, fill: curve.symbolFill, stroke: edge))
            }
        case .scatter(let scatter):
            let color = scatter.colors.first ?? .black
            let edge = scatter.symbol.isLinear ? Stroke(color, width: 2) : scatter.edge
            scene.marks.append(
                .symbols(
                    scatter.symbol, at: [box.centre], size: min(scatter.sizes.first ?? 8, 10), fill: color,
                    stroke: edge))
        case .bars(let bars): scene.marks.append(.shape(Path(box), fill: bars.colors.first, stroke: bars.edge))
        case .area(let area): scene.fill(box, area.fill)
        case .polygons(let polygons):
            scene.marks.append(.shape(Path(box), fill: polygons.fills.first, stroke: polygons.edge))
        case .segments(let segments): if let stroke = segments.strokes.first { scene.line(left, right, stroke) }
        case .rule(let rule):
            if rule.end == nil { scene.line(left, right, rule.stroke) } else { scene.fill(box, rule.stroke.color) }
        case .image, .text: break
        }
    }

    // MARK: Place

    private var box: Rect {
        guard legend.place == .best else { return box(at: legend.place) }
        let candidates: [LegendPlace] = [
            .upperRight, .upperLeft, .lowerLeft, .lowerRight, .centerRight, .centerLeft, .lowerCenter, .upperCenter,
        ]
        let points = dataPoints
        let ranked = candidates.map { place -> (box: Rect, hidden: Int) in
            let box = self.box(at: place)
            return (box, points.count { box.contains($0) })
        }
        let fewest = ranked.map(\.hidden).min() ?? 0
        return ranked.first { $0.hidden == fewest }?.box ?? box(at: .upperRight)
    }

    private func box(at place: LegendPlace) -> Rect {
        let frame = drawing.frame, (width, height) = size, pad = 8.0
        let name = place.rawValue
        let x =
            name.hasSuffix("right")
            ? frame.right - pad - width : name.hasSuffix("left") ? frame.x + pad : frame.centre.x - width / 2
        let y =
            name.hasPrefix("upper")
            ? frame.y + pad : name.hasPrefix("lower") ? frame.bottom - pad - height : frame.centre.y - height / 2
        return Rect(x, y, width, height)
    }

    /// Where the data are, thinned out: curves also between their points.
    private var dataPoints: [Point] {
        var points: [Point] = []
        for artist in drawing.axes.artists {
            switch artist {
            case .line(let curve):
                let all = zip(curve.xs, curve.ys).map { drawing.place($0, $1) }
                for index in stride(from: 0, to: all.count, by: max(all.count / 400, 1)) {
                    points.append(all[index])
                    guard curve.stroke != nil, index + 1 < all.count, all.count < 100 else { continue }
                    for step in 1..<6 {
                        let t = Double(step) / 6
                        let (a, b) = (all[index], all[index + 1])
                        points.append(Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t))
                    }
                }
            case .scatter(let scatter):
                let step = max(scatter.xs.count / 1000, 1)
                for index in stride(from: 0, to: min(scatter.xs.count, scatter.ys.count), by: step) {
                    points.append(drawing.place(scatter.xs[index], scatter.ys[index]))
                }
            case .bars(let bars):
                for corner in bars.corners.prefix(200) {
                    for step in 0...8 {
                        let t = Double(step) / 8
                        points.append(
                            drawing.place(
                                (corner.from.x + corner.to.x) / 2, corner.from.y + (corner.to.y - corner.from.y) * t))
                    }
                }
            case .area(let area):
                for index in stride(from: 0, to: min(area.xs.count, area.high.count), by: max(area.xs.count / 200, 1)) {
                    points.append(drawing.place(area.xs[index], area.high[index]))
                }
            case .segments(let segments):
                let all = segments.lines.joined()
                for (index, point) in all.enumerated() where index % max(all.count / 400, 1) == 0 {
                    points.append(drawing.place(point.x, point.y))
                }
            default: break
            }
        }
        return points
    }
}
