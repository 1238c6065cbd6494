import JSON

/// The training as text and as raw numbers.
extension TrainingChart {
    /// One line for terminals and for `text/plain`.
    public var text: String { ([headline] + valueTexts).filter { !$0.isEmpty }.joined(separator: " · ") }

    /// How far the training is: the line above the progress bar.
    var headline: String {
        let epochText = "epoch \(min(epoch + 1, max(epochs, 1)))/\(epochs)"
        switch state {
        case .running:
            let batches = batchCount.map { "batch \(batch)/\($0)" } ?? "batch \(batch)"
            let time = remaining.map { "\(TrainingChart.time(elapsed)), ETA \(TrainingChart.time($0))" }
            return [epochText, batches, time ?? TrainingChart.time(elapsed)].joined(separator: " · ")
        case .done: return "done in \(TrainingChart.time(elapsed)) · \(epochs - initialEpoch) epochs" + bestText
        case .stopped: return "stopped after \(epochText) in \(TrainingChart.time(elapsed))" + bestText
        case .interrupted: return "interrupted in \(epochText) after \(TrainingChart.time(elapsed))" + bestText
        case .failed: return "failed in \(epochText) after \(TrainingChart.time(elapsed))"
        }
    }

    /// The best value of the metric that people ask for first.
    private var bestText: String {
        let metric = metrics.first { $0 != "loss" } ?? "loss"
        guard let best = best(of: metric) else { return "" }
        return " · best \(best.name) \(TrainingChart.value(best.value)) in epoch \(best.epoch)"
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
    public var json: JSON {
        .object([
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
                                ("batch", TrainingChart.points(series.batches.samples)),
                                ("train", TrainingChart.points(series.training)),
                                ("val", TrainingChart.points(series.validation)),
                            ])
                        )
                    })
            ),
            ("learning_rate", TrainingChart.points(learningRates)),
        ])
    }

    private static func points(_ samples: [Sample]) -> JSON {
        .object([
            ("epoch", .array(samples.map { number(($0.epoch * 1e4).rounded() / 1e4) })),
            ("value", .array(samples.map { number($0.value) })),
        ])
    }

    private static func number(_ value: Double) -> JSON {
        guard value.isFinite else { return .null }
        return .double(Double(String(printf: "%.6g", value)) ?? value)
    }
}
