import Autograd
import Tensors

/// A class of `keras.metrics`: a row of the table.
public struct MetricRow: Sendable {
    /// Makes the state in which a metric is measured.
    public typealias Maker = @Sendable () -> any MetricState

    /// Keras's name of the class.
    public let className: String
    /// The name in logs; `nil` where objects are numbered: `precision`, `precision_1`.
    public let name: String?
    public let doc: String
    public let settings: [SettingRow]
    /// How many of the settings stand before `name` and `dtype` in a call.
    public let leading: Int
    let make: @Sendable (Settings) throws(NetworkError) -> Maker

    init(
        _ className: String, _ name: String?, _ doc: String, settings: [SettingRow] = [], leading: Int? = nil,
        make: @escaping @Sendable (Settings) throws(NetworkError) -> Maker
    ) {
        self.className = className
        self.name = name
        self.doc = doc
        self.settings = settings
        self.leading = leading ?? settings.firstIndex { MetricRow.following.contains($0.name) } ?? settings.count
        self.make = make
    }

    /// The metric with settings, under a name.
    public func metric(_ name: String, settings given: [String: Setting] = [:]) throws(NetworkError) -> MetricKind {
        let make = try make(try Settings(owner: className, rows: settings, given: given))
        return MetricKind(name: name, doc: doc, state: make)
    }

    /// The row of a class's name.
    public static func named(_ className: String) -> MetricRow? { table.first { $0.className == className } }

    // MARK: Rows

    /// Settings that stand after `name` and `dtype`.
    private static let following: Set<String> = [
        "from_logits", "label_smoothing", "axis", "ignore_class", "sparse_y_true", "sparse_y_pred",
    ]

    private static let thresholds = SettingRow(
        "thresholds", Setting.none, doc: "Outputs above it say yes: a number or a list; None: 0.5.")
    private static let topK = SettingRow("top_k", Setting.none, doc: "Only the k largest outputs say yes.")
    private static let classID = SettingRow("class_id", Setting.none, doc: "The only class that counts.")
    private static let average = SettingRow(
        "average", Setting.none, doc: "'macro', 'micro' or 'weighted'; None: a value for each class.")
    private static let threshold = SettingRow(
        "threshold", Setting.none, doc: "Outputs above it say yes; None: the largest one does.")
    private static let classes = SettingRow("num_classes", doc: "How many classes there are.")
    private static let targets = SettingRow("target_class_ids", doc: "Classes that are looked at.")
    private static let ignored = SettingRow("ignore_class", Setting.none, doc: "A label that counts nothing.")
    private static let sparseTrue = SettingRow("sparse_y_true", .bool(true), doc: "Labels are numbers of classes.")
    private static let sparsePred = SettingRow("sparse_y_pred", .bool(true), doc: "Outputs are numbers of classes.")
    private static let axis = SettingRow("axis", .int(-1), doc: "The axis of classes: the last one only.")
    private static let logits = SettingRow("from_logits", .bool(false), doc: "Outputs are before the activation.")
    private static let smoothing = SettingRow("label_smoothing", .double(0), doc: "Moves labels to uncertainty.")

    /// Every metric.
    public static let table: [MetricRow] = accuracies + means + counts + overlaps

    private static func formula(
        _ className: String, _ name: String, _ doc: String, settings: [SettingRow] = [], leading: Int? = nil,
        _ value: @escaping @Sendable (Settings) throws(NetworkError) -> RowMean.Value
    ) -> MetricRow {
        MetricRow(className, name, doc, settings: settings, leading: leading) { (settings) throws(NetworkError) in
            let value = try value(settings)
            return { RowMean(value) }
        }
    }

    private static let accuracies: [MetricRow] = [
        formula("Accuracy", "accuracy", "The share of outputs that are equal to their targets.") {
            (_) throws(NetworkError) in .equal
        },
        formula("CategoricalAccuracy", "categorical_accuracy", "The share of samples whose largest output is right.") {
            (_) throws(NetworkError) in .best
        },
        formula("SparseCategoricalAccuracy", "sparse_categorical_accuracy", "The same for labels as numbers.") {
            (_) throws(NetworkError) in .label
        },
        formula(
            "BinaryAccuracy", "binary_accuracy", "The share of outputs on the right side of the threshold.",
            settings: [SettingRow("threshold", .double(0.5), doc: "Outputs above it say yes.")], leading: 0
        ) { (s) throws(NetworkError) in .side(Float(try s.double("threshold"))) },
        formula(
            "TopKCategoricalAccuracy", "top_k_categorical_accuracy",
            "The share of samples whose class is among the k largest outputs.",
            settings: [SettingRow("k", .int(5), doc: "How many may be named.")]
        ) { (s) throws(NetworkError) in .top(try s.count("k"), isSparse: false) },
        formula(
            "SparseTopKCategoricalAccuracy", "sparse_top_k_categorical_accuracy", "The same for labels as numbers.",
            settings: [SettingRow("k", .int(5), doc: "How many may be named.")]
        ) { (s) throws(NetworkError) in .top(try s.count("k"), isSparse: true) },
    ]

    private static func loss(
        _ className: String, _ name: String, _ lossName: String, settings: [SettingRow] = [], sign: Double = 1
    ) -> MetricRow {
        let kind = LossKind.named(lossName)
        return MetricRow(className, name, kind?.doc ?? "", settings: settings) { (given) throws(NetworkError) in
            guard let kind else { throw NetworkError(.value, "there is no loss \(lossName)") }
            let loss = try Loss(kind, settings: given.values)
            return { LossMean(loss, sign: sign) }
        }
    }

    private static let means: [MetricRow] = [
        MetricRow("Mean", "mean", "The mean of the values that it is shown.") { (_) throws(NetworkError) in
            { ValueMean(isSum: false) }
        },
        MetricRow("Sum", "sum", "The sum of the values that it is shown.") { (_) throws(NetworkError) in
            { ValueMean(isSum: true) }
        },
        loss("MeanSquaredError", "mean_squared_error", "mse"),
        MetricRow("RootMeanSquaredError", "root_mean_squared_error", "The root of the mean of (y - p)².") {
            (_) throws(NetworkError) in { RowMean(.square, isRoot: true) }
        },
        loss("MeanAbsoluteError", "mean_absolute_error", "mae"),
        loss("MeanAbsolutePercentageError", "mean_absolute_percentage_error", "mape"),
        loss("MeanSquaredLogarithmicError", "mean_squared_logarithmic_error", "msle"),
        loss("CosineSimilarity", "cosine_similarity", "cosine_similarity", settings: [axis], sign: -1),
        loss("LogCoshError", "logcosh", "log_cosh"),
        loss("Hinge", "hinge", "hinge"), loss("SquaredHinge", "squared_hinge", "squared_hinge"),
        loss("CategoricalHinge", "categorical_hinge", "categorical_hinge"),
        loss("KLDivergence", "kl_divergence", "kl_divergence"), loss("Poisson", "poisson", "poisson"),
        loss("BinaryCrossentropy", "binary_crossentropy", "binary_crossentropy", settings: [logits, smoothing]),
        loss(
            "CategoricalCrossentropy", "categorical_crossentropy", "categorical_crossentropy",
            settings: [logits, smoothing, axis]),
        loss(
            "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy", "sparse_categorical_crossentropy",
            settings: [logits, axis]),
    ]

    private static func count(
        _ className: String, _ doc: String, _ answer: ConfusionCounts.Answer, settings: [SettingRow] = [thresholds]
    ) -> MetricRow {
        MetricRow(className, nil, doc, settings: settings) { (s) throws(NetworkError) in
            let top = s.values["top_k"] == nil || s.isNone("top_k") ? nil : try s.count("top_k")
            let only = s.values["class_id"] == nil || s.isNone("class_id") ? nil : try s.int("class_id")
            var limits: [Float] = [top == nil ? 0.5 : ConfusionCounts.never]
            if !s.isNone("thresholds") {
                limits = try s.doubles("thresholds").map { Float($0) }
                if let wrong = limits.first(where: { !($0 >= 0 && $0 <= 1) }) {
                    throw NetworkError(
                        .value, "Threshold values must be in [0, 1]. Received: \([wrong])")
                }
            }
            let fixed = limits
            return { ConfusionCounts(answer, thresholds: fixed, topK: top, classID: only) }
        }
    }

    private static let counts: [MetricRow] = [
        count(
            "Precision", "The share of right ones among what the network says yes to.", .precision,
            settings: [thresholds, topK, classID]),
        count(
            "Recall", "The share of what the network says yes to among all that it should.", .recall,
            settings: [thresholds, topK, classID]),
        count("TruePositives", "How many yes are right.", .truePositives),
        count("FalsePositives", "How many yes are wrong.", .falsePositives),
        count("TrueNegatives", "How many no are right.", .trueNegatives),
        count("FalseNegatives", "How many no are wrong.", .falseNegatives),
        MetricRow(
            "AUC", nil, "The area under the curve of true over false positives, or of precision over recall.",
            settings: [
                SettingRow("num_thresholds", .int(200), doc: "Points of the curve."),
                SettingRow("curve", .string("ROC"), doc: "'ROC' or 'PR'."),
                SettingRow(
                    "summation_method", .string("interpolation"), doc: "'interpolation', 'minoring' or 'majoring'."),
                SettingRow("thresholds", Setting.none, doc: "The curve's thresholds instead of equal steps."),
                SettingRow("multi_label", .bool(false), doc: "True: the mean over the outputs' areas."),
                SettingRow("num_labels", Setting.none, doc: "How many outputs there are."),
                SettingRow("label_weights", Setting.none, doc: "Weights of the outputs."), logits,
            ], leading: 3
        ) { (s) throws(NetworkError) in
            let shape = try CurveArea.Shape(s)
            return { CurveArea(shape) }
        },
        MetricRow(
            "F1Score", "f1_score", "The harmonic mean of precision and recall.", settings: [average, threshold]
        ) { (s) throws(NetworkError) in
            let shape = try FScore.Shape(s, beta: 1)
            return { FScore(shape) }
        },
        MetricRow(
            "FBetaScore", "fbeta_score", "The same where recall counts beta times as much.",
            settings: [average, SettingRow("beta", .double(1), doc: "The weight of recall."), threshold]
        ) { (s) throws(NetworkError) in
            let shape = try FScore.Shape(s, beta: try s.double("beta"))
            return { FScore(shape) }
        },
    ]

    private static func overlap(_ className: String, _ doc: String, settings: [SettingRow]) -> MetricRow {
        MetricRow(className, nil, doc, settings: settings) { (s) throws(NetworkError) in
            let shape = try Overlap.Shape(s, isOneHot: className.hasPrefix("OneHot"))
            return { Overlap(shape) }
        }
    }

    private static let overlaps: [MetricRow] = [
        overlap(
            "IoU", "What is in both over what is in either, the mean over some classes.",
            settings: [classes, targets, ignored, sparseTrue, sparsePred, axis]),
        overlap(
            "BinaryIoU", "The same for outputs on either side of a threshold.",
            settings: [
                SettingRow("target_class_ids", .ints([0, 1]), doc: "Classes that are looked at."),
                SettingRow("threshold", .double(0.5), doc: "Outputs from it on say yes."),
            ]),
        overlap("MeanIoU", "The mean over all classes.", settings: [classes, ignored, sparseTrue, sparsePred, axis]),
        overlap(
            "OneHotIoU", "The same for one-hot labels.",
            settings: [
                classes, targets, ignored, SettingRow("sparse_y_pred", .bool(false), doc: "Outputs are numbers."), axis,
            ]),
        overlap(
            "OneHotMeanIoU", "The mean over all classes for one-hot labels.",
            settings: [
                classes, ignored, SettingRow("sparse_y_pred", .bool(false), doc: "Outputs are numbers."), axis,
            ]),
    ]
}
