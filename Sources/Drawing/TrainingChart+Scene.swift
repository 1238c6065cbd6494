/// The training as a picture: a progress bar over a panel for each metric.
extension TrainingChart {
    /// Logical width of the picture, the same from the first batch to the last.
    public static let width = 720.0
    /// Logical height of the picture; it depends on the number of metrics alone.
    public var height: Double { grid.height }

    /// Metrics that have a panel; the others stand in the text and in the series.
    static let panelLimit = 12

    /// A PNG file with two pixels to a logical one. Fewer where there are many panels, since a notebook keeps the last
    /// one and is to grow by 60 KB at most, and while it runs, since drawing takes time from the training.
    public func png() throws(DrawingError) -> [UInt8] {
        let isLive = state == .running
        let count = panelMetrics.count
        return try scene().png(
            scale: count > 6 ? 1.25 : isLive ? 1.5 : count > 4 ? 1.6 : 2, isQuick: isLive, colours: isLive ? 256 : 40)
    }

    /// The picture as an SVG document.
    public func svg() throws(DrawingError) -> String { try scene().svg() }

    /// The drawing of the present state.
    public func scene() -> Scene {
        let grid = self.grid
        var scene = Scene(width: TrainingChart.width, height: grid.height)
        drawHeader(on: &scene)
        let shown = panelMetrics
        // Every key is as wide as the widest that can come.
        let keys =
            series.values.contains { !$0.validation.isEmpty } || latest.keys.contains { $0.hasPrefix("val_") } ? 2 : 1
        let keyWidth = 102.0 * Double(keys)
        let isTall =
            grid.columns > 2
            || shown.contains {
                CairoText.size(of: $0, style: MetricPanel.titleStyle).width + keyWidth > grid.panelWidth - 52
            }
        for (place, metric) in shown.enumerated() {
            var panel = panel(of: metric, in: grid.frame(of: place))
            panel.isTall = isTall
            panel.draw(on: &scene)
        }
        if metrics.count > shown.count {
            let rest = panelOrder.dropFirst(shown.count).joined(separator: ", ")
            let style = TextStyle(size: 11, color: .softInk)
            scene.text(
                Elision.fitted("without a panel: \(rest)", to: TrainingChart.width - 32, style),
                Point(16, grid.height - 8), style)
        }
        return scene
    }

    /// Where panels stand.
    private var grid: PanelGrid {
        PanelGrid(count: panelMetrics.count, top: 56, hasNote: metrics.count > TrainingChart.panelLimit)
    }

    /// The loss first.
    private var panelOrder: [String] {
        let loss = metrics.contains("loss") || metrics.isEmpty ? ["loss"] : []
        return loss + metrics.filter { $0 != "loss" }
    }

    private var panelMetrics: [String] { Array(panelOrder.prefix(TrainingChart.panelLimit)) }

    // MARK: Panels

    private func panel(of metric: String, in frame: Rect) -> MetricPanel {
        let own = series[metric] ?? Series()
        let before = previous[metric]?.until(Double(max(epochs, initialEpoch + 1)))
        let last = Double(max(epochs, initialEpoch + 1))
        let earlier = [before?.training, before?.validation].compactMap { $0 }.flatMap { $0 }.filter {
            $0.epoch <= last
        }
        let batches = own.batches.samples
        let range = ValueRange(
            epochs: (own.training + own.validation + earlier).map(\.value), batches: batches.map(\.value),
            metric: metric)
        var panel = MetricPanel(
            title: metric, frame: frame, epochs: (Double(initialEpoch), last), axisName: stepName, range: range)
        if epochs - initialEpoch == 1, !isOpenEnded, let batchCount, batchCount > 1 { panel.batchCount = batchCount }
        if let before {
            let pale = Color(hex: 0xb4bbc5)
            let dashed = Stroke(pale, width: 1.5, dashes: [4, 3])
            // A run of one epoch has no line to be seen: only its dot.
            for (samples, stroke) in [(before.training, Stroke(pale, width: 1.5)), (before.validation, dashed)] {
                panel.curves.append(.init(samples: samples, stroke: stroke, hasDots: last < 2 || samples.count < 2))
            }
            if !earlier.isEmpty { panel.note = "gray: the run before" }
        }
        let (training, validation) = (Stroke(Color.cycle[0], width: 2.2), Stroke(Color.cycle[1], width: 2.2))
        panel.curves.append(.init(samples: batches, stroke: Stroke(training.color.faded(0.35), width: 1)))
        panel.curves.append(.init(samples: own.training, stroke: training, hasDots: true))
        panel.curves.append(.init(samples: own.validation, stroke: validation, hasDots: true))
        for (key, label, stroke) in [(metric, "train", training), ("val_" + metric, "val", validation)] {
            guard let value = latest[key] else { continue }
            let thick = Stroke(stroke.color, width: 2.5)
            panel.keys.append(.init(label: "\(label) \(TrainingChart.shortValue(value))", stroke: thick))
        }
        if let best = best(of: metric) {
            let color = own.validation.isEmpty ? training.color : validation.color
            panel.bests = [.init(epoch: Double(best.epoch), value: best.value, color: color)]
        }
        panel.failure = TrainingChart.failure(in: own, batches: batches)
        return panel
    }

    /// From where to where values are no numbers.
    private static func failure(in series: Series, batches: [Sample]) -> (first: Double, last: Double, name: String)? {
        let bad = (batches + series.training + series.validation).filter { !$0.value.isFinite }
        guard let first = bad.map(\.epoch).min(), let last = bad.map(\.epoch).max() else { return nil }
        return (first, last, bad.contains { $0.value.isNaN } ? "nan" : "inf")
    }

    // MARK: Header

    private func drawHeader(on scene: inout Scene) {
        let (left, right) = (16.0, TrainingChart.width - 16)
        let bold = TextStyle(size: 13, isBold: true), style = TextStyle(size: 12, color: .softInk)
        let headline = Elision.fitted(self.headline, to: right - left, bold)
        scene.text(headline, Point(left, 25), bold)
        let free = left + CairoText.size(of: headline, style: bold).width + 24
        var end = right
        if let rate = learningRates.last?.value {
            let text = "lr \(TrainingChart.rate(rate))"
            let width = CairoText.size(of: text, style: style).width
            if end - width > free {
                scene.text(text, Point(end, 25), style, .right)
                end -= width + 6
            }
            if end - 48 > free, drawRates(in: Rect(end - 48, 14, 46, 12), on: &scene) { end -= 54 }
            end -= 10
        }
        if end - free > 40 { scene.text(Elision.fitted(title, to: end - free, style), Point(end, 25), style, .right) }
        if isOpenEnded { return }
        let bar = Rect(left, 35, right - left, 5)
        scene.fill(bar, .gridLine, radius: 2.5)
        let done = Rect(bar.x, bar.y, bar.width * progress, bar.height)
        if done.width > 1 { scene.fill(done, barColor, radius: 2.5) }
    }

    /// How the learning rate went, where it was not the same all the time.
    private func drawRates(in rect: Rect, on scene: inout Scene) -> Bool {
        let rates = learningRates.filter { $0.value.isFinite && $0.value >= 0 }
        guard let least = rates.map(\.value).min(), let most = rates.map(\.value).max(), most > least * 1.0001,
            let first = rates.first?.epoch, let last = rates.last?.epoch, last > first
        else { return false }
        let range = ValueRange(epochs: rates.map(\.value), batches: [], metric: "learning_rate")
        let points = rates.map { sample in
            Point(
                rect.x + rect.width * (sample.epoch - first) / (last - first),
                rect.bottom - rect.height * min(max(range.part(of: sample.value), 0), 1))
        }
        scene.marks.append(.shape(Path(through: points), fill: nil, stroke: Stroke(Color.cycle[0], width: 1.5)))
        return true
    }

    private var barColor: Color {
        switch state {
        case .running: Color.cycle[0]
        case .done, .stopped: Color.cycle[2]
        case .interrupted: Color.cycle[4]
        case .failed: Color.cycle[1]
        }
    }
}

/// Panels in rows and columns under a header.
struct PanelGrid {
    let columns, rows: Int
    let top: Double
    private let hasNote: Bool
    private static let gap = 22.0

    init(count: Int, top: Double, hasNote: Bool = false) {
        columns = count <= 2 ? max(count, 1) : count == 4 ? 2 : 3
        rows = max((count + columns - 1) / columns, 1)
        self.top = top
        self.hasNote = hasNote
    }

    private var rowHeight: Double { rows == 1 ? 238 : 212 }

    var panelWidth: Double {
        (TrainingChart.width - 32 - PanelGrid.gap * Double(columns - 1)) / Double(columns)
    }

    var height: Double { top + Double(rows) * (rowHeight + 6) + (hasNote ? 18 : 0) }

    /// The place of a panel, counted from 0, row by row.
    func frame(of place: Int) -> Rect {
        let (row, column) = (place / columns, place % columns)
        return Rect(
            16 + Double(column) * (panelWidth + PanelGrid.gap), top + Double(row) * (rowHeight + 6), panelWidth,
            rowHeight)
    }
}
