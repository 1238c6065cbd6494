import Autograd
import Tensors

extension LossKind {
    private static let logits = SettingRow(
        "from_logits", .bool(false), doc: "True where the network ends without softmax or sigmoid.")
    private static let smoothing = SettingRow(
        "label_smoothing", .double(0), doc: "Moves labels that much towards uncertainty.")
    private static let axis = SettingRow("axis", .int(-1), doc: "The axis of classes.")
    private static let axes = SettingRow("axis", Setting.none, doc: "Axes that are summed over; None: all.")
    private static let alpha = SettingRow("alpha", .double(0.25), doc: "The weight of the rarer class.")
    private static let gamma = SettingRow("gamma", .double(2), doc: "How little what is easy counts.")

    /// A loss without settings.
    private static func plain(
        _ loss: @escaping @Sendable (Variable, Variable) throws(TensorError) -> Variable
    ) -> Expression {
        { (terms) throws(NetworkError) in
            try computing { () throws(TensorError) in try loss(terms.yTrue, terms.yPred) }
        }
    }

    /// Every loss; formulas and settings are those of Keras 3.
    public static let table: [LossKind] = probabilities + distances + margins + overlaps

    private static let probabilities: [LossKind] = [
        LossKind(
            "categorical_crossentropy", "CategoricalCrossentropy", "-Σ y ln p for labels as one-hot rows [N, classes].",
            settings: [logits, smoothing, axis], formula: .categorical
        ) { (terms) throws(NetworkError) in
            let (logits, smoothing, axis) = (try terms.fromLogits, try terms.smoothing, try terms.axis)
            return try computing { () throws(TensorError) in
                try Losses.categoricalCrossentropy(
                    terms.yTrue, terms.yPred, fromLogits: logits, labelSmoothing: smoothing, axis: axis)
            }
        },
        LossKind(
            "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy",
            "-ln p of the right class for labels as numbers [N].",
            settings: [logits, SettingRow("ignore_class", Setting.none, doc: "A label that counts nothing."), axis],
            formula: .sparse
        ) { (terms) throws(NetworkError) in
            let logits = try terms.fromLogits
            let axis = try terms.axis
            guard axis == -1 || axis == terms.yPred.shape.count - 1 else {
                throw NetworkError(
                    .value, "sparse_categorical_crossentropy: only axis=-1 is offered",
                    hint: "move the axis of classes to the end: keras.layers.Permute")
            }
            let ignored = terms.settings.isNone("ignore_class") ? nil : try terms.settings.int("ignore_class")
            return try computing { () throws(TensorError) in
                try Losses.sparseCategoricalCrossentropy(
                    terms.yTrue.value, terms.yPred, fromLogits: logits, ignoredClass: ignored)
            }
        },
        LossKind(
            "binary_crossentropy", "BinaryCrossentropy", aliases: ["bce", "BCE"],
            "-(y ln p + (1 - y) ln(1 - p)), the mean over outputs.", settings: [logits, smoothing, axis],
            formula: .binary
        ) { (terms) throws(NetworkError) in
            let (logits, smoothing, axis) = (try terms.fromLogits, try terms.smoothing, try terms.axis)
            return try computing { () throws(TensorError) in
                try Losses.binaryCrossentropy(
                    terms.yTrue, terms.yPred, fromLogits: logits, labelSmoothing: smoothing, axis: axis)
            }
        },
        LossKind(
            "binary_focal_crossentropy", "BinaryFocalCrossentropy",
            "Binary cross-entropy in which what is easy counts less (Lin and others, 2017).",
            settings: [
                SettingRow("apply_class_balancing", .bool(false), doc: "True weighs classes by alpha."), alpha, gamma,
                logits, smoothing, axis,
            ]
        ) { (terms) throws(NetworkError) in
            let (logits, smoothing, axis) = (try terms.fromLogits, try terms.smoothing, try terms.axis)
            let (alpha, gamma) = (try terms.double("alpha"), try terms.double("gamma"))
            let balances = try terms.settings.bool("apply_class_balancing")
            return try computing { () throws(TensorError) in
                try Losses.binaryFocalCrossentropy(
                    terms.yTrue, terms.yPred, balancesClasses: balances, alpha: alpha, gamma: gamma,
                    fromLogits: logits, labelSmoothing: smoothing, axis: axis)
            }
        },
        LossKind(
            "categorical_focal_crossentropy", "CategoricalFocalCrossentropy",
            "Categorical cross-entropy in which what is easy counts less.",
            settings: [alpha, gamma, logits, smoothing, axis]
        ) { (terms) throws(NetworkError) in
            let (logits, smoothing, axis) = (try terms.fromLogits, try terms.smoothing, try terms.axis)
            let (alpha, gamma) = (try terms.double("alpha"), try terms.double("gamma"))
            return try computing { () throws(TensorError) in
                try Losses.categoricalFocalCrossentropy(
                    terms.yTrue, terms.yPred, alpha: alpha, gamma: gamma, fromLogits: logits,
                    labelSmoothing: smoothing, axis: axis)
            }
        },
        LossKind(
            "kl_divergence", "KLDivergence", aliases: ["kld", "KLD", "kullback_leibler_divergence"], "Σ y ln(y / p).",
            expression: plain(Losses.klDivergence)),
        LossKind("poisson", "Poisson", "The mean of p - y ln p.", expression: plain(Losses.poisson)),
    ]

    private static let distances: [LossKind] = [
        LossKind(
            "mean_squared_error", "MeanSquaredError", aliases: ["mse", "MSE"], "The mean of (y - p)².",
            formula: .squared, expression: plain(Losses.meanSquaredError)),
        LossKind(
            "mean_absolute_error", "MeanAbsoluteError", aliases: ["mae", "MAE"], "The mean of |y - p|.",
            formula: .absolute, expression: plain(Losses.meanAbsoluteError)),
        LossKind(
            "mean_absolute_percentage_error", "MeanAbsolutePercentageError", aliases: ["mape", "MAPE"],
            "The mean of 100 |y - p| / |y|.", expression: plain(Losses.meanAbsolutePercentageError)),
        LossKind(
            "mean_squared_logarithmic_error", "MeanSquaredLogarithmicError", aliases: ["msle", "MSLE"],
            "The mean of (ln(1 + y) - ln(1 + p))².", expression: plain(Losses.meanSquaredLogarithmicError)),
        LossKind(
            "cosine_similarity", "CosineSimilarity", aliases: ["cosine_proximity"],
            "Less the cosine between y and p: -1 where they point the same way.", settings: [axis]
        ) { (terms) throws(NetworkError) in
            let axis = try terms.axis
            return try computing { () throws(TensorError) in
                try Losses.cosineSimilarity(terms.yTrue, terms.yPred, axis: axis)
            }
        },
        LossKind(
            "huber", "Huber", aliases: ["huber_loss"], "Squares up to delta, a straight line beyond (Huber, 1964).",
            settings: [SettingRow("delta", .double(1), doc: "Where the line begins.")]
        ) { (terms) throws(NetworkError) in
            let delta = try terms.double("delta")
            return try computing { () throws(TensorError) in
                try Losses.huber(terms.yTrue, terms.yPred, delta: delta)
            }
        },
        LossKind(
            "log_cosh", "LogCosh", aliases: ["logcosh"], "The mean of ln cosh(p - y).",
            expression: plain(Losses.logCosh)),
    ]

    private static let margins: [LossKind] = [
        LossKind("hinge", "Hinge", "The mean of max(1 - y p, 0).", expression: plain(Losses.hinge)),
        LossKind(
            "squared_hinge", "SquaredHinge", "The mean of max(1 - y p, 0)².", expression: plain(Losses.squaredHinge)),
        LossKind(
            "categorical_hinge", "CategoricalHinge", "max(neg - pos + 1, 0), neg the best of the wrong classes.",
            expression: plain(Losses.categoricalHinge)),
    ]

    private static let overlaps: [LossKind] = [
        LossKind("dice", "Dice", "1 - 2 Σ y p / (Σ y + Σ p), for segmentation.", settings: [axes]) {
            (terms) throws(NetworkError) in
            let axes = try terms.axes
            return try computing { () throws(TensorError) in
                try Losses.dice(terms.yTrue, terms.yPred, axes: axes)
            }
        },
        LossKind(
            "tversky", "Tversky", "Dice's loss with weights for what is missed and what is added.",
            settings: [
                SettingRow("alpha", .double(0.5), doc: "The weight of what is missed."),
                SettingRow("beta", .double(0.5), doc: "The weight of what is added."), axes,
            ]
        ) { (terms) throws(NetworkError) in
            let (alpha, beta, axes) = (try terms.double("alpha"), try terms.double("beta"), try terms.axes)
            return try computing { () throws(TensorError) in
                try Losses.tversky(terms.yTrue, terms.yPred, alpha: alpha, beta: beta, axes: axes)
            }
        },
    ]
}
