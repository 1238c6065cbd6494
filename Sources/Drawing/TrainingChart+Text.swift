import JSON

/// The training as text and as raw numbers.
extension TrainingChart {
    /// One line for terminals and for `text/plain`.
    public var text: String { ([headline] + valueTexts).filter { !$0.isEmpty }.joined(separator: " · ") }

    /// How far the training is: the line above the progress bar.
    var headline: String {
        let epochText =
            isOpenEnded ? "\(stepName) \(epoch + 1)" : "\(stepName) \(min(epoch + 1, max(epochs, 1)))/\(epochs)"
        let count = epochs - initialEpoch
        switch state {
        case .running:
            let batches = batchCount.map { "batch \(batch)/\($0)" } ?? (batch > 0 ? "batch \(batch)" : nil)
            let time = remaining.map { "\(TrainingChart.time(elapsed)), ETA \(TrainingChart.time($0))" }
            return [epochText, batches, time ?? TrainingChart.time(elapsed)].compactMap { $0 }.joined(separator: " · ")
        case .done:
            let time = elapsed > 0 ? " in \(TrainingChart.time(elapsed))" : ""
            return "done\(time) · \(count) \(stepName)\(count == 1 ? "" : "s")" + bestText
        case .stopped: return "stopped after \(epochText) in \(TrainingChart.time(elapsed))" + bestText
        case .interrupted: return "interrupted in \(epochText) after \(TrainingChart.time(elapsed))" + bestText
        case .failed: return "failed in \(epochText) after \(TrainingChart.time(elapsed))"
        }
    }

    /// The best value of the metric that people ask for first.
    private var bestText: String {
        let metric = metrics.first { $0 != "loss" } ?? "loss"
        guard let best = best(of: metric) else { return "" }
        return " · best \(best.name) \(TrainingChart.value(best.value)) in \(stepName) \(best.epoch)"
    }

    private var valueTexts: [String] {
        metrics.flatMap { name in
            [name, "val_" + name].compactMap { key in latest[key].map { "\(key) \(TrainingChart.value($0))" } }
        }
    }

    /// A value with four decimals, or with an exponent where that would be too few, as Keras prints it.
    static func value(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        if abs(value) >= 1e6 { return String(printf: "%.3e", value) }
        return abs(value) >= 1e-3 || value == 0 ? String(printf: "%.4f", value) : String(printf: "%.4e", value)
    }

    /// The same in fewer letters where it has an exponent.
    static func shortValue(_ value: Double) -> String {
        let isShort = value == 0 || !value.isFinite || (1e-3..<1e4).contains(abs(value))
        if isShort { return TrainingChart.value(value) }
        return (1e4..<1e6).contains(abs(value)) ? String(printf: "%.0f", value) : String(printf: "%.2e", value)
    }

    /// A learning rate as people write it: `0.001`, `1e-05`.
    static func rate(_ value: Double) -> String { String(printf: "%.3g", value) }

    // MARK: Text for terminals

    /// A few lines for terminals: where it is, and for each metric how it went, its newest and its best value.
    public var summary: String {
        var lines = [headline]
        let names = metrics.flatMap { [$0, "val_" + $0] }.filter { latest[$0] != nil }
        let width = names.map(\.count).max() ?? 0
        for metric in metrics {
            let series = self.series[metric] ?? Series()
            let range = ValueRange(
                epochs: (series.training + series.validation).map(\.value), batches: [], metric: metric)
            for (name, samples) in [(metric, series.training), ("val_" + metric, series.validation)] {
                guard let value = latest[name] else { continue }
                let best = best(of: metric).flatMap {
                    $0.name == name ? "  best \(TrainingChart.value($0.value)) in \(stepName) \($0.epoch)" : nil
                }
                lines.append(
                    name + String(repeating: " ", count: width - name.count) + "  "
                        + TrainingChart.sparkline(samples, range) + "  " + TrainingChart.value(value) + (best ?? ""))
            }
        }
        if let rate = learningRates.last { lines.append("learning rate \(TrainingChart.rate(rate.value))") }
        return lines.joined(separator: "\n")
    }

    /// A curve in one line of at most 40 letters: the mean of neighbouring epochs each; `×` where one is no number.
    private static func sparkline(_ samples: [Sample], _ range: ValueRange) -> String {
        let columns = min(samples.count, 40)
        let blocks = Array("▁▂▃▄▅▆▇█")
        return String(
            (0..<columns).map { column -> Character in
                let part = samples[column * samples.count / columns..<(column + 1) * samples.count / columns]
                let mean = part.reduce(0) { $0 + $1.value } / Double(part.count)
                guard mean.isFinite else { return "×" }
                return blocks[min(max(Int(range.part(of: mean) * 8), 0), 7)]
            })
    }

    // MARK: Numbers

    /// Seconds as people say them: `3.2 s`, `45 s`, `2:05`, `1:02:03`.
    public static func time(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e7 else { return "?" }
        let whole = Int(max(seconds, 0).rounded())
        if seconds < 9.95 { return String(printf: "%.1f s", max(seconds, 0)) }
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return String(printf: "%d:%02d", whole / 60, whole % 60) }
        return String(printf: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
    }

    /// The raw series: what `application/vnd.svertka.run+json` carries. Numbers that are not finite are null.
    ///
    /// A notebook keeps it, with a line for each number: curves of more than `points` samples in all are thinned out.
    /// `history` has every value.
    public func json(points: Int = 240) -> JSON {
        let curves = metrics.compactMap { series[$0] }.flatMap { [$0.batches.samples, $0.training, $0.validation] }
        let limit = max(points / max(curves.count { !$0.isEmpty }, 1), 8)
        return .object([
            ("version", .int(1)), ("title", .string(title)), ("state", .string("\(state)")),
            ("epochs", .int(epochs)), ("initial_epoch", .int(initialEpoch)), ("epoch", .int(epoch + 1)),
            ("batch", .int(batch)), ("batches", batchCount.map { .int($0) } ?? .null),
            ("seconds", TrainingChart.number(elapsed)), ("eta", remaining.map(TrainingChart.number) ?? .null),
            ("metrics", .array(metrics.map { .string($0) })),
            (
                "series",
                .object(
                    metrics.map { name in
                        let series = series[name] ?? Series()
                        return (
                            name,
                            .object([
                                ("batch", TrainingChart.points(series.batches.samples, limit)),
                                ("train", TrainingChart.points(series.training, limit)),
                                ("val", TrainingChart.points(series.validation, limit)),
                            ])
                        )
                    })
            ),
            (
                "best",
                .object(
                    metrics.compactMap { name in
                        best(of: name).map {
                            (name, .object([("epoch", .int($0.epoch)), ("value", TrainingChart.number($0.value))]))
                        }
                    })
            ),
            ("learning_rate", TrainingChart.points(learningRates, limit)),
        ])
    }

    /// Every sample, or so many of them at equal distances, the last included.
    private static func points(_ samples: [Sample], _ limit: Int) -> JSON {
        var kept = samples
        if samples.count > limit {
            kept = (0..<limit).map { samples[$0 * (samples.count - 1) / max(limit - 1, 1)] }
        }
        return .object([
            ("epoch", .array(kept.map { number(($0.epoch * 1e4).rounded() / 1e4) })),
            ("value", .array(kept.map { number($0.value) })),
        ])
    }

    private static func number(_ value: Double) -> JSON {
        guard value.isFinite else { return .null }
        if value == value.rounded(), abs(value) < 1e9 { return .int(Int(value)) }
        return .double(Double(String(printf: "%.6g", value)) ?? value)
    }
}
