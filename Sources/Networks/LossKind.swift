import Autograd
import Tensors

/// A loss: a row of the table.
public struct LossKind: Sendable {
    /// Losses with loops of their own, values and gradients in one pass.
    enum Formula: Sendable {
        case categorical, sparse, binary, squared, absolute
    }

    /// What an expression of a loss is told.
    public struct Terms {
        /// Targets and outputs: [N, …].
        public let yTrue: Variable
        public let yPred: Variable
        let settings: Settings
        let evaluation: Evaluation
    }

    /// Keras's name of the function: `categorical_crossentropy`.
    public let name: String
    /// Keras's name of the class: `CategoricalCrossentropy`.
    public let className: String
    /// Other names of the same.
    public let aliases: [String]
    public let doc: String
    public let settings: [SettingRow]
    /// `nil` where only the expression is there.
    let formula: Formula?
    /// The loss of each sample: the last axis is gone.
    public let expression: @Sendable (Terms) throws(NetworkError) -> Variable

    init(
        _ name: String, _ className: String, aliases: [String] = [], _ doc: String, settings: [SettingRow] = [],
        formula: Formula? = nil, expression: @escaping @Sendable (Terms) throws(NetworkError) -> Variable
    ) {
        self.name = name
        self.className = className
        self.aliases = aliases
        self.doc = doc
        self.settings = settings
        self.formula = formula
        self.expression = expression
    }

    /// A loss that the program defined: a function of (y_true, y_pred).
    public init(_ function: ProgramFunction) {
        nonisolated(unsafe) let body = function
        self.init(function.name, function.name, "A function of the program.") { (terms) throws(NetworkError) in
            guard let loss = try body([terms.yTrue, terms.yPred], terms.evaluation).first else {
                throw NetworkError(.value, "the loss \(body.name) gave nothing")
            }
            return loss
        }
    }

    private static let logits = SettingRow(
        "from_logits", .bool(false), doc: "True where the network ends without softmax or sigmoid.")
    private static let smoothing = SettingRow(
        "label_smoothing", .double(0), doc: "Moves labels that much towards uncertainty.")

    /// Every loss.
    public static let table: [LossKind] = [
        LossKind(
            "categorical_crossentropy", "CategoricalCrossentropy", "-Σ y ln p for labels as one-hot rows [N, classes].",
            settings: [logits, smoothing], formula: .categorical
        ) { (terms) throws(NetworkError) in
            let smoothing = try terms.settings.double("label_smoothing")
            let fromLogits = try terms.settings.bool("from_logits")
            return try computing { () throws(TensorError) in
                let (y, p) = (terms.yTrue, terms.yPred)
                let classes = Double(p.shape.last ?? 1)
                let labels = smoothing == 0 ? y : try y * number(1 - smoothing, p) + number(smoothing / classes, p)
                return try -(labels * logarithms(p, fromLogits: fromLogits)).sum([p.shape.count - 1])
            }
        },
        LossKind(
            "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy",
            "-ln p of the right class for labels as numbers [N].", settings: [logits], formula: .sparse
        ) { (terms) throws(NetworkError) in
            let fromLogits = try terms.settings.bool("from_logits")
            return try computing { () throws(TensorError) in
                let p = terms.yPred
                let labels = try oneHot(terms.yTrue.value, like: p)
                return try -(labels * logarithms(p, fromLogits: fromLogits)).sum([p.shape.count - 1])
            }
        },
        LossKind(
            "binary_crossentropy", "BinaryCrossentropy", aliases: ["bce"],
            "-(y ln p + (1 - y) ln(1 - p)), the mean over outputs.", settings: [logits, smoothing], formula: .binary
        ) { (terms) throws(NetworkError) in
            let smoothing = try terms.settings.double("label_smoothing")
            let fromLogits = try terms.settings.bool("from_logits")
            return try computing { () throws(TensorError) in
                let p = terms.yPred
                let one = try number(1, p)
                let y =
                    smoothing == 0 ? terms.yTrue : try terms.yTrue * number(1 - smoothing, p) + number(smoothing / 2, p)
                if fromLogits {
                    let softplus = Operation.named("softplus")
                    guard let loss = try softplus?(p) else { throw TensorError(.value, "there is no softplus") }
                    return try (loss - p * y).mean([p.shape.count - 1])
                }
                let kept = try clipped(p)
                return try -(y * log(kept) + (one - y) * log(one - kept)).mean([p.shape.count - 1])
            }
        },
        LossKind(
            "mean_squared_error", "MeanSquaredError", aliases: ["mse", "MSE"], "The mean of (y - p)².",
            formula: .squared
        ) { (terms) throws(NetworkError) in
            try computing { () throws(TensorError) in
                let d = try terms.yPred - terms.yTrue
                return try (d * d).mean([d.shape.count - 1])
            }
        },
        LossKind(
            "mean_absolute_error", "MeanAbsoluteError", aliases: ["mae", "MAE"], "The mean of |y - p|.",
            formula: .absolute
        ) { (terms) throws(NetworkError) in
            try computing { () throws(TensorError) in
                let d = try terms.yPred - terms.yTrue
                guard let size = try Operation.named("absolute")?(d) else { throw TensorError(.value, "no absolute") }
                return try size.mean([d.shape.count - 1])
            }
        },
    ]

    /// The loss of a function's, class's or short name.
    public static func named(_ name: String) -> LossKind? {
        table.first { $0.name == name || $0.className == name || $0.aliases.contains(name) }
    }

    private static func number(_ value: Double, _ like: Variable) throws(TensorError) -> Variable {
        try .constant(Tensor(.float(value), dtype: like.value.dtype))
    }

    private static func log(_ x: Variable) throws(TensorError) -> Variable {
        guard let result = try Operation.named("log")?(x) else { throw TensorError(.value, "there is no log") }
        return result
    }

    /// Keras's guard against ln 0.
    private static func clipped(_ p: Variable) throws(TensorError) -> Variable {
        guard let low = Operation.named("maximum"), let high = Operation.named("minimum") else {
            throw TensorError(.value, "there is no maximum")
        }
        return try high(low(p, number(1e-7, p)), number(1 - 1e-7, p))
    }

    /// ln of probabilities, which are made to sum up to 1 as Keras makes them, or of what softmax makes of logits.
    private static func logarithms(_ p: Variable, fromLogits: Bool) throws(TensorError) -> Variable {
        if fromLogits { return try p.logSoftmax() }
        return try log(clipped(p / p.sum([p.shape.count - 1], keepingDimensions: true)))
    }

    /// Labels as rows with a 1.
    private static func oneHot(_ labels: Tensor, like p: Variable) throws(TensorError) -> Variable {
        let classes = p.shape.last ?? 1
        let result = try Tensor(shape: p.shape, dtype: p.value.dtype)
        let numbers = try labels.asType(.int64).elements(as: Int64.self)
        guard numbers.count * classes == result.count else {
            throw TensorError(
                .value,
                "labels of shape \(TensorError.text(of: labels.shape)) do not fit outputs of shape \(TensorError.text(of: p.shape))"
            )
        }
        for (row, label) in numbers.enumerated() where label >= 0 && label < classes {
            let place = row * classes + Int(label)
            if result.dtype == .float32 {
                result.start.assumingMemoryBound(to: Float.self)[place] = 1
            } else {
                result.start.assumingMemoryBound(to: Double.self)[place] = 1
            }
        }
        return try .constant(result)
    }
}
