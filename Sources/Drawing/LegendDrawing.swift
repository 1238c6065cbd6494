/// A legend with its place decided: the corner where it hides the fewest data.
struct LegendDrawing {
    private let legend: Legend
    private let entries: [(label: String, artist: Artist)]
    /// The pattern of each entry's area.
    private let hatches: [String]
    /// What the legend stands in, and what it should not hide.
    private let frame: Rect
    private let drawing: AxesDrawing?
    private let theme: Theme
    private let style: TextStyle

    /// The legend of a plot.
    init(_ legend: Legend, in drawing: AxesDrawing) {
        (self.legend, self.drawing, frame, theme) = (legend, drawing, drawing.frame, drawing.axes.theme)
        style = TextStyle(size: legend.fontSize, color: theme.ink)
        let axes = drawing.axes
        let places = axes.artists.indices.filter { !(axes.settings[$0]?.isRemoved ?? false) }
        let shown = places.map { (artist: axes.artists[$0], hatch: axes.settings[$0]?.hatches.first ?? "") }
        if let entries = legend.entries {
            self.entries = entries
            hatches = []
        } else if let labels = legend.labels {
            let listed = shown.filter {
                switch $0.artist {
                case .text, .image: false
                default: true
                }
            }
            entries = zip(labels, listed).map { ($0, $1.artist) }
            hatches = listed.map(\.hatch)
        } else {
            let named = shown.filter { !$0.artist.label.isEmpty && !$0.artist.label.hasPrefix("_") }
            entries = named.map { ($0.artist.label, $0.artist) }
            hatches = named.map(\.hatch)
        }
    }

    /// A legend of its own entries in a rectangle: that of a figure.
    init(_ legend: Legend, in frame: Rect, theme: Theme) {
        (self.legend, self.frame, self.theme, drawing) = (legend, frame, theme, nil)
        style = TextStyle(size: legend.fontSize, color: theme.ink)
        entries = legend.entries ?? []
        hatches = []
    }

    private static let swatch = 24.0
    private var rowHeight: Double { legend.fontSize * 1.45 }
    private var titleStyle: TextStyle { TextStyle(size: legend.titleSize ?? legend.fontSize, color: theme.ink) }
    private var titleHeight: Double { (legend.titleSize ?? legend.fontSize) * 1.45 }
    private var columns: Int { min(max(legend.columns, 1), max(entries.count, 1)) }
    private var rows: Int { (entries.count + columns - 1) / columns }

    /// Each column as wide as its longest name.
    private var columnWidths: [Double] {
        (0..<columns).map { column in
            let names = entries.indices.filter { $0 / max(rows, 1) == column }
            let widest = names.map { CairoText.size(of: entries[$0].label, style: style).width }.max() ?? 0
            return LegendDrawing.swatch + 7 + widest
        }
    }

    private var size: (width: Double, height: Double) {
        let title = legend.title.isEmpty ? 0 : titleHeight
        let width = columnWidths.reduce(0, +) + Double(columns - 1) * 14 + 16
        let titleWidth = CairoText.size(of: legend.title, style: titleStyle).width + 16
        return (max(width, titleWidth), Double(rows) * rowHeight + title + 9)
    }

    func draw(on scene: inout Scene) {
        guard !entries.isEmpty else { return }
        let box = self.box
        if legend.hasFrame {
            let fill = legend.fill ?? (theme.plotBackground.alpha > 0 ? theme.plotBackground : theme.background)
            scene.marks.append(
                .shape(
                    Path(box, radius: 4), fill: fill.faded(legend.opacity),
                    stroke: Stroke(legend.edge ?? theme.legendEdge, width: 1)))
        }
        var top = box.y + 4.5
        if !legend.title.isEmpty {
            scene.text(legend.title, Point(box.centre.x, top + titleHeight / 2), titleStyle, .centre, .centre)
            top += titleHeight
        }
        let widths = columnWidths
        for (place, entry) in entries.enumerated() {
            let column = place / max(rows, 1)
            let x = box.x + 8 + widths.prefix(column).reduce(0) { $0 + $1 + 14 }
            let y = top + (Double(place % max(rows, 1)) + 0.5) * rowHeight
            let swatch = Rect(x, y - 5, LegendDrawing.swatch, 10)
            drawSwatch(entry.artist, swatch, on: &scene)
            if hatches.indices.contains(place), let hatch = Hatch(hatches[place]) {
                let color = entry.artist.stroke?.color ?? theme.ink
                let marks = hatch.marks(in: Hatch.corners(of: swatch), color, bottom: swatch.bottom)
                scene.marks.append(.clipped(swatch, marks))
            }
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
        case .area(let area): scene.marks.append(.shape(Path(box), fill: area.fill, stroke: area.edge))
        case .polygons(let polygons):
            scene.marks.append(.shape(Path(box), fill: polygons.fills.first, stroke: polygons.edge))
        case .segments(let segments): if let stroke = segments.strokes.first { scene.line(left, right, stroke) }
        case .rule(let rule):
            if rule.end == nil { scene.line(left, right, rule.stroke) } else { scene.fill(box, rule.stroke.color) }
        case .image, .text: break
        }
    }

    // MARK: Place

    /// Grows margins by what of an anchored legend stands outside of the frame.
    func extend(_ margins: inout Margins) {
        guard !entries.isEmpty, legend.anchor != nil else { return }
        let box = self.box
        margins.right = max(margins.right, min(box.right + 2 - frame.right, frame.width * 2))
        margins.left = max(margins.left, min(frame.x - box.x + 2, frame.width * 2))
        margins.bottom = max(margins.bottom, min(box.bottom + 2 - frame.bottom, frame.height * 2))
        margins.top = max(margins.top, min(frame.y - box.y + 2, frame.height * 2))
    }

    private var box: Rect {
        guard legend.place == .best, legend.anchor == nil, let drawing else {
            return box(at: legend.place == .best ? .upperRight : legend.place)
        }
        let candidates: [LegendPlace] = [
            .upperRight, .upperLeft, .lowerLeft, .lowerRight, .centerRight, .centerLeft, .lowerCenter, .upperCenter,
        ]
        let points = drawing.dataPoints
        let ranked = candidates.map { place -> (box: Rect, hidden: Int) in
            let box = self.box(at: place)
            return (box, points.count { box.contains($0) })
        }
        let fewest = ranked.map(\.hidden).min() ?? 0
        return ranked.first { $0.hidden == fewest }?.box ?? box(at: .upperRight)
    }

    private func box(at place: LegendPlace) -> Rect {
        let (width, height) = size
        var (area, pad) = (frame, 8.0)
        if let anchor = legend.anchor {
            area = Rect(
                frame.x + anchor.x * frame.width, frame.bottom - (anchor.y + anchor.height) * frame.height,
                anchor.width * frame.width, anchor.height * frame.height)
            pad = 4
        }
        let name = place.rawValue
        let x =
            name.hasSuffix("right")
            ? area.right - pad - width : name.hasSuffix("left") ? area.x + pad : area.centre.x - width / 2
        let y =
            name.hasPrefix("upper")
            ? area.y + pad : name.hasPrefix("lower") ? area.bottom - pad - height : area.centre.y - height / 2
        return Rect(x, y, width, height)
    }
}

extension AxesDrawing {
    /// Where the data are, thinned out: curves also between their points.
    var dataPoints: [Point] {
        var points: [Point] = []
        for artist in axes.artists {
            switch artist {
            case .line(let curve):
                let count = min(curve.xs.count, curve.ys.count)
                for index in stride(from: 0, to: count, by: max(count / 400, 1)) {
                    let a = place(curve.xs[index], curve.ys[index])
                    points.append(a)
                    guard curve.stroke != nil, index + 1 < count, count < 100 else { continue }
                    let b = place(curve.xs[index + 1], curve.ys[index + 1])
                    for step in 1..<6 {
                        let t = Double(step) / 6
                        points.append(Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t))
                    }
                }
            case .scatter(let scatter):
                let step = max(scatter.xs.count / 1000, 1)
                for index in stride(from: 0, to: min(scatter.xs.count, scatter.ys.count), by: step) {
                    points.append(place(scatter.xs[index], scatter.ys[index]))
                }
            case .bars(let bars):
                for corner in bars.corners.prefix(200) {
                    for step in 0...8 {
                        let t = Double(step) / 8
                        points.append(
                            place(
                                (corner.from.x + corner.to.x) / 2, corner.from.y + (corner.to.y - corner.from.y) * t))
                    }
                }
            case .area(let area):
                for index in stride(from: 0, to: min(area.xs.count, area.high.count), by: max(area.xs.count / 200, 1)) {
                    points.append(place(area.xs[index], area.high[index]))
                }
            case .segments(let segments):
                let all = segments.lines.joined()
                for (index, point) in all.enumerated() where index % max(all.count / 400, 1) == 0 {
                    points.append(place(point.x, point.y))
                }
            default: break
            }
        }
        return points
    }
}
