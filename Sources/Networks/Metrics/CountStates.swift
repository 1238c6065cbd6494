import Glibc
import Tensors

/// True and false yes and no at thresholds: precision, recall and their like.
final class ConfusionCounts: MetricState {
    /// What is made of the counts.
    enum Answer: Sendable {
        case precision, recall, truePositives, falsePositives, trueNegatives, falseNegatives
    }

    /// Keras's output that never says yes.
    static let never: Float = -1e10

    private let answer: Answer
    private let thresholds: [Float]
    private let topK: Int?
    private let classID: Int?
    /// Counts at each threshold: true and false yes, true and false no.
    private var counts: [(tp: Double, fp: Double, tn: Double, fn: Double)]

    init(_ answer: Answer, thresholds: [Float], topK: Int?, classID: Int?) {
        self.answer = answer
        self.thresholds = thresholds
        self.topK = topK
        self.classID = classID
        counts = Array(repeating: (0, 0, 0, 0), count: thresholds.count)
    }

    func reset() { counts = Array(repeating: (0, 0, 0, 0), count: thresholds.count) }

    /// False for plain counts.
    var isScore: Bool { answer == .precision || answer == .recall }

    private func value(_ c: (tp: Double, fp: Double, tn: Double, fn: Double)) -> Double {
        func share(_ part: Double, _ rest: Double) -> Double { part + rest == 0 ? 0 : part / (part + rest) }
        switch answer {
        case .precision: return share(c.tp, c.fp)
        case .recall: return share(c.tp, c.fn)
        case .truePositives: return c.tp
        case .falsePositives: return c.fp
        case .trueNegatives: return c.tn
        case .falseNegatives: return c.fn
        }
    }

    var result: Double { counts.first.map(value) ?? 0 }
    var results: [Double]? { thresholds.count == 1 ? nil : counts.map(value) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        try batch.checkDense("\(answer)")
        if let classID, !(classID >= 0 && classID < batch.columns) {
            throw NetworkError(.value, "class_id=\(classID) is out of range: there are \(batch.columns) outputs")
        }
        for i in 0..<batch.rows {
            let row = batch.p + i * batch.columns, y = batch.y + i * batch.columns
            let weight = batch.weight(i)
            for c in 0..<batch.columns where classID == nil || classID == c {
                var p = row[c]
                if let topK {
                    // Of equal outputs the first ones are among the largest.
                    var larger = 0
                    for other in 0..<batch.columns where row[other] > p || row[other] == p && other < c { larger += 1 }
                    if larger >= topK { p = ConfusionCounts.never }
                }
                for (t, threshold) in thresholds.enumerated() {
                    switch (p > threshold, y[c] != 0) {
                    case (true, true): counts[t].tp += weight
                    case (true, false): counts[t].fp += weight
                    case (false, false): counts[t].tn += weight
                    case (false, true): counts[t].fn += weight
                    }
                }
            }
        }
    }
}

/// The area under a curve over thresholds.
final class CurveArea: MetricState {
    struct Shape: Sendable {
        let thresholds: [Float]
        /// True where thresholds lie at equal steps.
        let isEven: Bool
        let isROC: Bool
        let method: String
        let isMultiLabel: Bool
        let labelWeights: [Double]?
        let fromLogits: Bool

        init(_ s: Settings) throws(NetworkError) {
            let curve = try s.string("curve"), method = try s.string("summation_method").lowercased()
            guard ["ROC", "roc", "PR", "pr"].contains(curve) else {
                throw NetworkError(
                    .value, "Invalid AUC curve value: \"\(curve)\". Expected values are [\"PR\", \"ROC\", \"PRGAIN\"]",
                    hint: curve.uppercased() == "PRGAIN" ? "PRGAIN is not offered" : nil)
            }
            let methods = ["interpolation": "interpolation", "minoring": "minoring", "majoring": "majoring"]
            guard let known = methods[method] else {
                throw NetworkError(
                    .value,
                    "Invalid AUC summation method value: \"\(method)\". Expected values are [\"interpolation\", \"majoring\", \"minoring\"]"
                )
            }
            self.method = known
            isROC = curve.uppercased() == "ROC"
            isMultiLabel = try s.bool("multi_label")
            if !s.isNone("num_labels"), !isMultiLabel {
                throw NetworkError(.value, "`num_labels` is needed only when `multi_label` is True.")
            }
            labelWeights = s.isNone("label_weights") ? nil : try s.doubles("label_weights")
            fromLogits = try s.bool("from_logits")
            var inner: [Double]
            if s.isNone("thresholds") {
                let count = try s.int("num_thresholds")
                guard count > 1, count < 1 << 20 else {
                    throw NetworkError(
                        .value, "Argument `num_thresholds` must be an integer > 1. Received: num_thresholds=\(count)")
                }
                inner = (0..<max(count - 2, 0)).map { Double($0 + 1) / Double(count - 1) }
                isEven = true
            } else {
                inner = try s.doubles("thresholds").sorted()
                isEven = false
            }
            thresholds = [Float(-1e-7)] + inner.map { Float($0) } + [Float(1 + 1e-7)]
        }
    }

    private let shape: Shape
    /// For each output (or all together) and threshold: weights of right and wrong yes.
    private var yes: [(right: Double, wrong: Double)] = []
    private var totals: [(right: Double, wrong: Double)] = []
    private var labels = 0

    init(_ shape: Shape) { self.shape = shape }

    func reset() { (yes, totals, labels) = ([], [], 0) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        try batch.checkDense("AUC")
        let wanted = shape.isMultiLabel ? batch.columns : 1, points = shape.thresholds.count
        if let weights = shape.labelWeights, weights.count != batch.columns {
            throw NetworkError(.value, "AUC: \(weights.count) label_weights for \(batch.columns) outputs")
        }
        if labels != wanted {
            labels = wanted
            yes = Array(repeating: (0, 0), count: wanted * points)
            totals = Array(repeating: (0, 0), count: wanted)
        }
        for i in 0..<batch.rows {
            for c in 0..<batch.columns {
                let place = i * batch.columns + c
                let label = shape.isMultiLabel ? c : 0
                var weight = batch.weight(i)
                if !shape.isMultiLabel, let weights = shape.labelWeights { weight *= weights[c] }
                var p = batch.p[place]
                if shape.fromLogits { p = 1 / (1 + expf(-p)) }
                // How many thresholds lie below it.
                let below: Int
                if shape.isEven {
                    let clipped = min(max(p, 0), 1)
                    let bucket = clipped.isNaN ? 0 : Int((clipped * Float(points - 1)).rounded(.up)) - 1
                    below = min(max(bucket, 0) + 1, points)
                } else {
                    below = shape.thresholds.firstIndex { !(p > $0) } ?? points
                }
                let right = (batch.y[place] == 0 ? 0 : shape.isEven ? Double(batch.y[place]) : 1) * weight
                totals[label].right += right
                totals[label].wrong += weight - right
                if below == 0 { continue }
                yes[label * points + below - 1].right += right
                yes[label * points + below - 1].wrong += weight - right
            }
        }
    }

    var result: Double {
        if labels == 0 { return 0 }
        let areas = (0..<labels).map(area)
        guard shape.isMultiLabel, let weights = shape.labelWeights else {
            return areas.reduce(0, +) / Double(labels)
        }
        let sum = weights.reduce(0, +)
        return sum == 0 ? 0 : zip(areas, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
    }

    /// The area of one output.
    private func area(_ label: Int) -> Double {
        let points = shape.thresholds.count
        var tp = [Double](repeating: 0, count: points), fp = tp
        var sums = (0.0, 0.0)
        for t in (0..<points).reversed() {
            sums.0 += yes[label * points + t].right
            sums.1 += yes[label * points + t].wrong
            (tp[t], fp[t]) = sums
        }
        func quotient(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
        let (right, wrong) = totals[label]
        var area = 0.0
        for t in 0..<points - 1 {
            if !shape.isROC, shape.method == "interpolation" {
                // Davis and Goadrich (2006): between points true positives grow in step with all.
                let p = (tp[t] + fp[t], tp[t + 1] + fp[t + 1])
                let dtp = tp[t] - tp[t + 1]
                let slope = quotient(dtp, max(p.0 - p.1, 0))
                let intercept = tp[t + 1] - slope * p.1
                let ratio = p.0 > 0 && p.1 > 0 ? p.0 / p.1 : 1
                area += quotient(slope * (dtp + intercept * log(ratio)), right)
                continue
            }
            let x: (Double, Double), y: (Double, Double)
            let recall = (quotient(tp[t], right), quotient(tp[t + 1], right))
            if shape.isROC {
                x = (quotient(fp[t], wrong), quotient(fp[t + 1], wrong))
                y = recall
            } else {
                x = recall
                y = (quotient(tp[t], tp[t] + fp[t]), quotient(tp[t + 1], tp[t + 1] + fp[t + 1]))
            }
            switch shape.method {
            case "minoring": area += (x.0 - x.1) * min(y.0, y.1)
            case "majoring": area += (x.0 - x.1) * max(y.0, y.1)
            default: area += (x.0 - x.1) * (y.0 + y.1) / 2
            }
        }
        return area
    }
}

/// The weighted harmonic mean of precision and recall.
final class FScore: MetricState {
    struct Shape: Sendable {
        let average: String?
        let beta: Double
        let threshold: Float?

        init(_ s: Settings, beta: Double) throws(NetworkError) {
            self.beta = beta
            average = s.isNone("average") ? nil : try s.string("average")
            if let average, !["micro", "macro", "weighted"].contains(average) {
                throw NetworkError(
                    .value,
                    "Invalid `average` argument value. Expected one of: {None, 'micro', 'macro', 'weighted'}. Received: average=\(average)"
                )
            }
            if !(beta > 0) {
                throw NetworkError(
                    .value, "Invalid `beta` argument value. It should be > 0. Received: beta=\(beta)")
            }
            threshold = s.isNone("threshold") ? nil : Float(try s.double("threshold"))
            if let threshold, !(threshold > 0 && threshold <= 1) {
                throw NetworkError(
                    .value,
                    "Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold=\(threshold)"
                )
            }
        }
    }

    private let shape: Shape
    private var counts: [(tp: Double, fp: Double, fn: Double)] = []

    init(_ shape: Shape) { self.shape = shape }

    func reset() { counts = [] }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        try batch.checkDense("F1Score")
        if counts.count != batch.columns { counts = Array(repeating: (0, 0, 0), count: batch.columns) }
        for i in 0..<batch.rows {
            let row = batch.p + i * batch.columns, y = batch.y + i * batch.columns
            var top = row[0]
            for c in 1..<max(batch.columns, 1) { top = max(top, row[c]) }
            let weight = batch.weight(i)
            for c in 0..<batch.columns {
                let isYes = shape.threshold.map { row[c] > $0 } ?? (row[c] >= top && abs(row[c]) > 1e-9)
                let label = Double(y[c])
                if isYes {
                    counts[c].tp += weight * label
                    counts[c].fp += weight * (1 - label)
                } else {
                    counts[c].fn += weight * label
                }
            }
        }
    }

    private func score(_ c: (tp: Double, fp: Double, fn: Double)) -> Double {
        let precision = c.tp / (c.tp + c.fp + 1e-7), recall = c.tp / (c.tp + c.fn + 1e-7)
        let square = shape.beta * shape.beta
        return precision * recall / (square * precision + recall + 1e-7) * (1 + square)
    }

    var result: Double {
        if counts.isEmpty { return 0 }
        switch shape.average {
        case "micro":
            return score(counts.reduce((0, 0, 0)) { ($0.tp + $1.tp, $0.fp + $1.fp, $0.fn + $1.fn) })
        case "weighted":
            let support = counts.map { $0.tp + $0.fn }
            let all = support.reduce(0, +) + 1e-7
            return zip(counts, support).reduce(0) { $0 + score($1.0) * $1.1 / all }
        default: return counts.reduce(0) { $0 + score($1) } / Double(counts.count)
        }
    }

    var results: [Double]? { shape.average == nil ? counts.map(score) : nil }
}

/// What is in both over what is in either: the intersection over the union.
final class Overlap: MetricState {
    struct Shape: Sendable {
        let classes: Int
        let targets: [Int]
        let ignored: Int?
        let labelsAreNumbers: Bool
        let outputsAreNumbers: Bool
        let threshold: Float?

        init(_ s: Settings, isOneHot: Bool) throws(NetworkError) {
            let isBinary = s.values["threshold"] != nil
            classes = isBinary ? 2 : try s.count("num_classes")
            guard classes <= 1 << 12 else {
                throw NetworkError(.memory, "num_classes=\(classes) needs more memory than there is")
            }
            targets =
                s.values["target_class_ids"] == nil
                ? Array(0..<classes) : try s.doubles("target_class_ids").map { Int(exactly: $0.rounded()) ?? -1 }
            let limit = classes
            if let wrong = targets.first(where: { !($0 >= 0 && $0 < limit) }) {
                throw NetworkError(.value, "Target class id \(wrong) is out of range, which is [0, \(classes)).")
            }
            if s.values["axis"] != nil, try s.int("axis") != -1 {
                throw NetworkError(.value, "IoU: only axis=-1 is offered")
            }
            ignored = s.values["ignore_class"] == nil || s.isNone("ignore_class") ? nil : try s.int("ignore_class")
            threshold = isBinary ? Float(try s.double("threshold")) : nil
            labelsAreNumbers = isBinary ? true : isOneHot ? false : try s.bool("sparse_y_true")
            outputsAreNumbers = isBinary ? true : try s.bool("sparse_y_pred")
        }
    }

    private let shape: Shape
    /// Rows are labels, columns answers.
    private var matrix: [Double]

    init(_ shape: Shape) {
        self.shape = shape
        matrix = Array(repeating: 0, count: shape.classes * shape.classes)
    }

    func reset() { matrix = Array(repeating: 0, count: shape.classes * shape.classes) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        func places(_ values: UnsafePointer<Float>, _ count: Int, areNumbers: Bool, _ limit: Float?) -> [Int] {
            if areNumbers {
                return (0..<count).map { i in
                    if let limit { return values[i] >= limit ? 1 : 0 }
                    return Int(exactly: values[i].rounded(.towardZero)) ?? -1
                }
            }
            return (0..<count / max(batch.columns, 1)).map {
                MetricBatch.best(values + $0 * batch.columns, batch.columns)
            }
        }
        let labels = places(batch.y, batch.targetCount, areNumbers: shape.labelsAreNumbers, nil)
        let answers = places(
            batch.p, batch.rows * batch.columns, areNumbers: shape.outputsAreNumbers, shape.threshold)
        guard labels.count == answers.count else {
            throw NetworkError(
                .shape, "IoU: \(labels.count) labels do not fit \(answers.count) answers",
                hint: "sparse_y_true=False for one-hot labels, sparse_y_pred=False for outputs of a softmax")
        }
        let samples = batch.rows / max(batch.rowsPerSample, 1)
        for (i, (label, answer)) in zip(labels, answers).enumerated() {
            guard label >= 0, label < shape.classes, answer >= 0, answer < shape.classes, label != shape.ignored else {
                continue
            }
            // Weights are whole numbers here, as Keras casts them.
            let weight = batch.weights.map { Double($0[i * samples / max(labels.count, 1)]).rounded(.towardZero) } ?? 1
            matrix[label * shape.classes + answer] += weight
        }
    }

    var result: Double {
        var sum = 0.0, counted = 0.0
        for k in shape.targets {
            var either = -matrix[k * shape.classes + k]
            for other in 0..<shape.classes {
                either += matrix[k * shape.classes + other] + matrix[other * shape.classes + k]
            }
            if either > 1e-9 {
                sum += matrix[k * shape.classes + k] / (either + 1e-7)
                counted += 1
            }
        }
        return sum / (counted + 1e-7)
    }
}
