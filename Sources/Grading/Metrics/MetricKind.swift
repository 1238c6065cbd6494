/// A metric: a row of the table. What grows, grows there.
struct MetricKind: Sendable, Equatable {
    /// What predictions have to be.
    enum Form: Sendable, Equatable {
        /// A class for each label. Scores of classes along a last axis are taken too: the highest counts; one score is the
        /// probability of class 1.
        case classes
        /// A row of scores of classes for each label: probabilities for `log_loss`.
        case scores
        /// A number for each label.
        case values
        /// Rows `[image, class, score, x1, y1, x2, y2]`; labels are rows `[image, class, x1, y1, x2, y2]`.
        case boxes
    }

    let name: String
    /// As people read it.
    let title: String
    let form: Form
    let isHigherBetter: Bool
    /// The value for samples that were chosen; `nil` where it is not defined for them.
    let compute: @Sendable (Samples) -> Double?

    static func == (a: MetricKind, b: MetricKind) -> Bool { a.name == b.name }

    /// Labels and predictions of the samples that count.
    struct Samples {
        /// N labels: classes or numbers; for boxes rows of six.
        var labels: [Double]
        /// N predictions; for scores N rows of `width`, for boxes rows of seven.
        var predictions: [Double]
        var width = 1
        var classes = 0
        var top = 5
        var overlap: Double?

        /// Rows: the label. Columns: the prediction.
        var confusion: [[Int]] {
            var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
            for (label, prediction) in zip(labels, predictions) { counts[Int(label)][Int(prediction)] += 1 }
            return counts
        }

        func mean(_ term: (Double, Double) -> Double) -> Double? {
            labels.isEmpty ? nil : zip(labels, predictions).reduce(0) { $0 + term($1.0, $1.1) } / Double(labels.count)
        }
    }

    // Definitions as in scikit-learn, whose numbers the tests compare with.
    static let table: [MetricKind] = [
        MetricKind(name: "accuracy", title: "Accuracy", form: .classes, isHigherBetter: true) {
            $0.mean { $0 == $1 ? 1 : 0 }
        },
        MetricKind(name: "balanced_accuracy", title: "Balanced accuracy", form: .classes, isHigherBetter: true) {
            mean($0.confusion.enumerated().map { row in ratio(row.element[row.offset], row.element.reduce(0, +)) })
        },
        MetricKind(name: "macro_f1", title: "Macro F1", form: .classes, isHigherBetter: true) { samples in
            // A class that is neither there nor predicted has no F1; one that is missed altogether has 0.
            mean(
                counts(samples).map { right, predicted, there in
                    predicted + there == 0 ? nil : 2 * Double(right) / Double(predicted + there)
                })
        },
        MetricKind(name: "mean_iou", title: "Mean IoU", form: .classes, isHigherBetter: true) { samples in
            mean(counts(samples).map { right, predicted, there in ratio(right, predicted + there - right) })
        },
        MetricKind(name: "top_k_accuracy", title: "Top-k accuracy", form: .scores, isHigherBetter: true) { samples in
            samples.labels.isEmpty ? nil : topAccuracy(samples)
        },
        MetricKind(name: "log_loss", title: "Log loss", form: .scores, isHigherBetter: false) { samples in
            samples.labels.isEmpty ? nil : logLoss(samples)
        },
        MetricKind(name: "roc_auc", title: "ROC AUC", form: .values, isHigherBetter: true, compute: rankArea),
        MetricKind(name: "mean_squared_error", title: "Mean squared error", form: .values, isHigherBetter: false) {
            $0.mean { ($0 - $1) * ($0 - $1) }
        },
        MetricKind(
            name: "root_mean_squared_error", title: "Root mean squared error", form: .values, isHigherBetter: false
        ) { $0.mean { ($0 - $1) * ($0 - $1) }?.squareRoot() },
        MetricKind(name: "mean_absolute_error", title: "Mean absolute error", form: .values, isHigherBetter: false) {
            $0.mean { abs($0 - $1) }
        },
        MetricKind(name: "r2", title: "R²", form: .values, isHigherBetter: true) { samples in
            guard !samples.labels.isEmpty else { return nil }
            let center = samples.labels.reduce(0, +) / Double(samples.labels.count)
            let spread = samples.labels.reduce(0) { $0 + ($1 - center) * ($1 - center) }
            let error = zip(samples.labels, samples.predictions).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            return spread == 0 ? nil : 1 - error / spread
        },
        MetricKind(
            name: "mean_average_precision", title: "Mean average precision", form: .boxes, isHigherBetter: true,
            compute: DetectionMetric.meanAveragePrecision),
    ]

    // MARK: Terms

    private static func ratio(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    /// For each class: how many were right, predicted, there.
    private static func counts(_ samples: Samples) -> [(right: Int, predicted: Int, there: Int)] {
        let confusion = samples.confusion
        return confusion.indices.map { place in
            (confusion[place][place], confusion.reduce(0) { $0 + $1[place] }, confusion[place].reduce(0, +))
        }
    }

    /// A label counts where fewer than k classes have a higher score; of equal scores the later class is the higher, as
    /// in scikit-learn.
    private static func topAccuracy(_ samples: Samples) -> Double {
        var right = 0
        for (row, label) in samples.labels.enumerated() {
            let scores = samples.predictions[(row * samples.width)..<((row + 1) * samples.width)]
            let own = scores[scores.startIndex + Int(label)]
            let higher = scores.enumerated().count { $1 > own || $1 == own && $0 > Int(label) }
            if higher < samples.top { right += 1 }
        }
        return Double(right) / Double(samples.labels.count)
    }

    /// The mean of -log p of the right class, rows made to sum to 1, p no smaller than the precision of numbers.
    private static func logLoss(_ samples: Samples) -> Double {
        var sum = 0.0
        for (row, label) in samples.labels.enumerated() {
            let scores = samples.predictions[(row * samples.width)..<((row + 1) * samples.width)].map {
                min(max($0, Double.ulpOfOne), 1 - Double.ulpOfOne)
            }
            sum -= logarithm(scores[Int(label)] / scores.reduce(0, +))
        }
        return sum / Double(samples.labels.count)
    }

    /// The share of pairs of a positive and a negative in the right order; equal scores count half (Mann-Whitney).
    @Sendable private static func rankArea(_ samples: Samples) -> Double? {
        let order = samples.predictions.indices.sorted { samples.predictions[$0] < samples.predictions[$1] }
        var (sum, positives, first) = (0.0, 0, 0)
        while first < order.count {
            var last = first
            while last + 1 < order.count, samples.predictions[order[last + 1]] == samples.predictions[order[first]] {
                last += 1
            }
            let rank = Double(first + last) / 2 + 1
            for place in first...last where samples.labels[order[place]] > 0 {
                sum += rank
                positives += 1
            }
            first = last + 1
        }
        let negatives = order.count - positives
        if positives == 0 || negatives == 0 { return nil }
        return (sum - Double(positives) * Double(positives + 1) / 2) / (Double(positives) * Double(negatives))
    }
}
