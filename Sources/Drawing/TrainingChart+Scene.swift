/// The training as a picture: a progress bar over two panels, the loss and the first other metric.
extension TrainingChart {
    /// Logical width of the picture, the same from the first batch to the last.
    public static let width = 720.0
    /// Logical height of the picture.
    public static let height = 300.0

    /// A PNG file with two pixels to a logical one.
    public func png() throws(DrawingError) -> [UInt8] { try scene().png(scale: 2, isQuick: state == .running) }

    /// The picture as an SVG document.
    public func svg() throws(DrawingError) -> String { try scene().svg() }

    /// The drawing of the present state.
    public func scene() -> Scene {
        var scene = Scene(width: TrainingChart.width, height: TrainingChart.height)
        drawHeader(on: &scene)
        let shown = panelMetrics
        let gap = 26.0
        let area = Rect(16, 56, TrainingChart.width - 32, TrainingChart.height - 62)
        let width = (area.width - gap * Double(shown.count - 1)) / Double(shown.count)
        for (place, metric) in shown.enumerated() {
            let panel = Rect(area.x + Double(place) * (width + gap), area.y, width, area.height)
            TrainingPanel(chart: self, metric: metric, frame: panel).draw(on: &scene)
        }
        return scene
    }

    /// The loss and the first other metric; the loss alone where there is no other.
    private var panelMetrics: [String] {
        let others = metrics.filter { $0 != "loss" }
        let loss = metrics.contains("loss") || metrics.isEmpty ? ["loss"] : []
        return Array((loss + others).prefix(2))
    }

    private func drawHeader(on scene: inout Scene) {
        let (left, right) = (16.0, TrainingChart.width - 16)
        scene.text(headline, Point(left, 25), TextStyle(size: 13, isBold: true))
        let style = TextStyle(size: 12, color: .softInk)
        let room = right - left - CairoText.size(of: headline, style: TextStyle(size: 13, isBold: true)).width - 24
        if CairoText.size(of: title, style: style).width <= room {
            scene.text(title, Point(right, 25), style, .right)
        }
        let bar = Rect(left, 35, right - left, 5)
        scene.fill(bar, .gridLine, radius: 2.5)
        let done = Rect(bar.x, bar.y, bar.width * progress, bar.height)
        if done.width > 1 { scene.fill(done, barColor, radius: 2.5) }
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

/// The curves of one metric in their axes.
private struct TrainingPanel {
    let chart: TrainingChart
    let metric: String
    /// Where the panel with its title and tick labels lies.
    let frame: Rect
    let series: TrainingChart.Series
    /// Where the curves lie.
    let plot: Rect
    let low, high: Double

    static let training = Color.cycle[0]
    static let validation = Color.cycle[1]

    init(chart: TrainingChart, metric: String, frame: Rect) {
        self.chart = chart
        self.metric = metric
        self.frame = frame
        series = chart.series[metric] ?? TrainingChart.Series()
        plot = frame.inset(left: 42, top: 28, right: 4, bottom: 34)
        (low, high) = TrainingPanel.range(series, previous: chart.previous[metric], metric: metric)
    }

    /// Every epoch's value and nearly every batch's: single wild batches do not squeeze the rest.
    private static func range(
        _ series: TrainingChart.Series, previous: TrainingChart.Series?, metric: String
    ) -> (low: Double, high: Double) {
        var values = (series.training + series.validation + (previous?.validation ?? []) + (previous?.training ?? []))
            .map(\.value).filter(\.isFinite)
        let batches = series.batches.samples.map(\.value).filter(\.isFinite).sorted()
        if let smallest = batches.first, let largest = batches.last {
            let wild = batches.count > 40
            values.append(wild ? batches[batches.count / 50] : smallest)
            values.append(wild ? batches[batches.count - 1 - batches.count / 50] : largest)
        }
        guard var low = values.min(), var high = values.max() else { return (0, 1) }
        let margin = max((high - low) * 0.06, abs(high) * 1e-3, 1e-9)
        if low >= 0, low < 0.6 * high { low = 0 } else { low = low >= 0 ? max(low - margin, 0) : low - margin }
        high = TrainingChart.isBetterWhenLarger(metric) && high <= 1 ? min(high + margin, 1) : high + margin
        return high > low ? (low, high) : (low - 0.5, low + 0.5)
    }

    private func x(_ epoch: Double) -> Double {
        let (first, last) = (Double(chart.initialEpoch), Double(max(chart.epochs, chart.initialEpoch + 1)))
        return plot.x + plot.width * (epoch - first) / (last - first)
    }

    private func y(_ value: Double) -> Double { plot.bottom - plot.height * (value - low) / (high - low) }

    func draw(on scene: inout Scene) {
        drawAxes(on: &scene)
        var marks = Scene(width: 0, height: 0)
        if let previous = chart.previous[metric] {
            let pale = Color(hex: 0xc3c9d1)
            drawCurve(previous.training, Stroke(pale, width: 1.5), on: &marks)
            drawCurve(previous.validation, Stroke(pale, width: 1.5, dashes: [4, 3]), on: &marks)
        }
        let batches = series.batches.samples
        drawCurve(batches, Stroke(TrainingPanel.training.faded(0.35), width: 1), on: &marks)
        drawCurve(series.training, Stroke(TrainingPanel.training, width: 2.2), dots: true, on: &marks)
        drawCurve(series.validation, Stroke(TrainingPanel.validation, width: 2.2), dots: true, on: &marks)
        scene.marks.append(.clipped(plot.inset(left: -4, top: -5, right: -5, bottom: -4), marks.marks))
        drawBest(on: &scene)
        drawTitle(on: &scene)
    }

    private func drawAxes(on scene: inout Scene) {
        let style = TextStyle(size: 11, color: .softInk)
        let vertical = Ticks.linear(low, high, count: 6)
        for (value, label) in zip(vertical.values, vertical.labels) {
            scene.line(Point(plot.x, y(value)), Point(plot.right, y(value)), Stroke(.gridLine, isRound: false))
            scene.text(label, Point(plot.x - 7, y(value)), style, .right, .centre)
        }
        let (first, last) = (Double(chart.initialEpoch), Double(max(chart.epochs, chart.initialEpoch + 1)))
        let horizontal = Ticks.linear(first, last, count: 9, onlyIntegers: true)
        for (value, label) in zip(horizontal.values, horizontal.labels) {
            scene.line(Point(x(value), plot.bottom), Point(x(value), plot.bottom + 4), Stroke(.softInk, isRound: false))
            scene.text(label, Point(x(value), plot.bottom + 7), style, .centre, .top)
        }
        scene.line(Point(plot.x, plot.bottom), Point(plot.right, plot.bottom), Stroke(.softInk, isRound: false))
        scene.text("epoch", Point(plot.centre.x, plot.bottom + 22), style, .centre, .top)
    }

    private func drawCurve(
        _ samples: [TrainingChart.Sample], _ stroke: Stroke, dots: Bool = false, on scene: inout Scene
    ) {
        let points = samples.filter(\.value.isFinite)
            .map { Point(x($0.epoch), min(max(y($0.value), plot.y - 50), plot.bottom + 50)) }
        if points.count > 1 { scene.marks.append(.shape(Path(through: points), fill: nil, stroke: stroke)) }
        if dots, points.count <= 40 {
            scene.marks.append(.symbols(.circle, at: points, size: 5, fill: stroke.color, stroke: nil))
        }
    }

    /// A ring around the best epoch.
    private func drawBest(on scene: inout Scene) {
        guard let best = chart.best(of: metric) else { return }
        let color = series.validation.isEmpty ? TrainingPanel.training : TrainingPanel.validation
        let at = Point(x(Double(best.epoch)), y(best.value))
        scene.marks.append(
            .symbols(.circle, at: [at], size: 10, fill: .white, stroke: Stroke(color, width: 1.8)))
        scene.marks.append(.symbols(.circle, at: [at], size: 4.5, fill: color, stroke: nil))
    }

    /// The metric's name, and what each colour means with its newest value.
    private func drawTitle(on scene: inout Scene) {
        let baseline = frame.y + 14
        scene.text(metric, Point(plot.x, baseline), TextStyle(size: 12.5, isBold: true))
        var right = plot.right
        let entries = [
            ("val_" + metric, "val", TrainingPanel.validation), (metric, "train", TrainingPanel.training),
        ]
        for (key, label, color) in entries {
            guard let value = chart.latest[key] else { continue }
            let style = TextStyle(size: 11.5, color: .ink)
            let text = "\(label) \(TrainingChart.value(value))"
            scene.text(text, Point(right, baseline), style, .right)
            right -= CairoText.size(of: text, style: style).width + 6
            scene.line(Point(right - 16, baseline - 4), Point(right, baseline - 4), Stroke(color, width: 2.5))
            right -= 30
        }
    }
}
