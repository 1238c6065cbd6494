import JSON

/// Several trainings in one picture: a panel for each metric, a colour for each training, the best one marked.
public struct TrainingComparison: Sendable {
    /// A training and what it is called.
    public struct Run: Sendable {
        public var name: String
        public var chart: TrainingChart

        public init(name: String, chart: TrainingChart) { (self.name, self.chart) = (name, chart) }
    }

    public var runs: [Run]
    /// Metrics that are shown, in their order.
    public var metrics: [String]
    /// Trainings in one picture: more could not be told apart.
    public static let limit = 20

    /// The trainings' common picture; without `metrics`, those of all.
    public init(runs: [Run], metrics: [String]? = nil) {
        self.runs = runs
        var seen: [String] = []
        for name in runs.flatMap(\.chart.metrics) where !seen.contains(name) { seen.append(name) }
        self.metrics = metrics ?? (seen.filter { $0 == "loss" } + seen.filter { $0 != "loss" })
    }

    /// The training that was best in a metric, with its best epoch.
    public func best(of metric: String) -> (run: Int, epoch: Int, value: Double, name: String)? {
        let bests = runs.indices.compactMap { place in
            runs[place].chart.best(of: metric).map { (run: place, epoch: $0.epoch, value: $0.value, name: $0.name) }
        }
        return TrainingChart.isBetterWhenLarger(metric)
            ? bests.max { $0.value < $1.value } : bests.min { $0.value < $1.value }
    }

    // MARK: Picture

    /// A PNG file with two pixels to a logical one.
    public func png() throws(DrawingError) -> [UInt8] {
        try scene().png(scale: shown.count <= 4 ? 2 : shown.count <= 6 ? 1.6 : 1.25, colours: 48)
    }

    /// Colours one after another; those that come again are dotted.
    private func stroke(_ place: Int, width: Double) -> Stroke {
        let count = Color.cycle.count
        return Stroke(Color.cycle[place % count], width: width, dashes: place < count ? [] : [1.5, 2.5])
    }

    private var shown: [String] { Array(metrics.prefix(TrainingChart.panelLimit)) }

    /// The drawing: names with their colours over the panels.
    public func scene() -> Scene {
        let style = TextStyle(size: 12)
        var keys: [(text: String, at: Point)] = []
        var (x, y) = (16.0, 24.0)
        let right = TrainingChart.width - 16
        for run in runs {
            let text = Elision.fitted(run.name, to: 300, style)
            let width = 28 + CairoText.size(of: text, style: style).width
            if x > 16, x + width > right { (x, y) = (16, y + 20) }
            keys.append((text, Point(x, y)))
            x += width + 20
        }
        let hasValidation = runs.contains { $0.chart.series.values.contains { !$0.validation.isEmpty } }
        let note = "solid: validation, thin: training"
        let noteStyle = TextStyle(size: 11, color: .softInk)
        if hasValidation, x + CairoText.size(of: note, style: noteStyle).width > right { y += 20 }
        let grid = PanelGrid(count: shown.count, top: y + 18)
        var scene = Scene(width: TrainingChart.width, height: grid.height)
        for (place, key) in keys.enumerated() {
            let middle = key.at.y - 4
            scene.line(Point(key.at.x, middle), Point(key.at.x + 20, middle), stroke(place, width: 3))
            scene.text(key.text, Point(key.at.x + 28, key.at.y), style)
        }
        if hasValidation { scene.text(note, Point(right, y), noteStyle, .right) }
        for (place, metric) in shown.enumerated() { panel(of: metric, in: grid.frame(of: place)).draw(on: &scene) }
        return scene
    }

    private func panel(of metric: String, in frame: Rect) -> MetricPanel {
        let all = runs.map { $0.chart.series[metric] ?? TrainingChart.Series() }
        let values = all.flatMap { $0.training + $0.validation }.map(\.value)
        let first = runs.map(\.chart.initialEpoch).min() ?? 0
        let last = all.flatMap { $0.training + $0.validation }.map(\.epoch).max() ?? 1
        var panel = MetricPanel(
            title: metric, frame: frame, epochs: (Double(first), max(last, Double(first + 1))),
            axisName: runs.first?.chart.stepName ?? "epoch",
            range: ValueRange(epochs: values, batches: [], metric: metric), isTall: true)
        for (place, series) in all.enumerated() {
            let isValidated = !series.validation.isEmpty
            let pale = stroke(place, width: 1.1)
            if isValidated {
                panel.curves.append(
                    .init(
                        samples: series.training, stroke: Stroke(pale.color.faded(0.6), width: 1.1, dashes: pale.dashes)
                    ))
            }
            panel.curves.append(
                .init(
                    samples: isValidated ? series.validation : series.training, stroke: stroke(place, width: 2.2),
                    hasDots: last - Double(first) <= 1))
        }
        if let best = best(of: metric) {
            let color = Color.cycle[best.run % Color.cycle.count]
            panel.bests = [.init(epoch: Double(best.epoch), value: best.value, color: color)]
            let value = TrainingChart.shortValue(best.value)
            panel.keys = [.init(label: "\(runs[best.run].name): \(value)", stroke: Stroke(color), isRing: true)]
        }
        return panel
    }

    // MARK: Text and numbers

    /// A table: the best value of each metric, by training; the best of all have a star.
    public var text: String {
        let heads = ["run", "epochs", "time"] + metrics.map { metric in best(of: metric)?.name ?? metric }
        var rows = [heads]
        for (place, run) in runs.enumerated() {
            let chart = run.chart
            let count = chart.series.values.map(\.training.count).max() ?? 0
            rows.append(
                [run.name, "\(count)", chart.elapsed > 0 ? TrainingChart.time(chart.elapsed) : "-"]
                    + metrics.map { metric in
                        guard let own = chart.best(of: metric) else { return "-" }
                        return TrainingChart.shortValue(own.value) + (best(of: metric)?.run == place ? "*" : "")
                    })
        }
        let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                let gap = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + gap : gap + text
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// The raw series of all trainings.
    public var json: JSON {
        .object([
            ("version", .int(1)),
            (
                "runs",
                .array(
                    runs.map { run in
                        guard case .object(let members) = run.chart.json(points: 240 / max(runs.count, 1)) else {
                            return .null
                        }
                        return .object([("name", .string(run.name))] + members)
                    })
            ),
        ])
    }
}
