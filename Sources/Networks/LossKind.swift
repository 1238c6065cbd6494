import Autograd
import Tensors

/// A loss: a row of the table in LossTable.swift.
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

        func double(_ name: String) throws(NetworkError) -> Double { try settings.double(name) }

        /// Settings of the cross-entropies.
        var fromLogits: Bool { get throws(NetworkError) { try settings.bool("from_logits") } }
        var smoothing: Double { get throws(NetworkError) { try settings.double("label_smoothing") } }
        var axis: Int { get throws(NetworkError) { try settings.int("axis") } }

        /// Axes that are summed over; `nil`: all.
        var axes: [Int]? {
            get throws(NetworkError) {
                if settings.isNone("axis") { return nil }
                return try settings.doubles("axis").map { Int($0) }
            }
        }
    }

    public typealias Expression = @Sendable (Terms) throws(NetworkError) -> Variable

    /// Keras's name of the function: `categorical_crossentropy`.
    public let name: String
    /// Keras's name of the class: `CategoricalCrossentropy`.
    public let className: String
    /// Other names of the same.
    public let aliases: [String]
    public let doc: String
    /// Settings of the function; a class has `reduction` too.
    public let settings: [SettingRow]
    /// `nil` where only the expression is there.
    let formula: Formula?
    /// The loss of each sample: the last axis is gone.
    public let expression: Expression

    init(
        _ name: String, _ className: String, aliases: [String] = [], _ doc: String, settings: [SettingRow] = [],
        formula: Formula? = nil, expression: @escaping Expression
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
        name = function.name
        className = function.name
        aliases = []
        doc = "A function of the program."
        settings = []
        formula = nil
        expression = { (terms) throws(NetworkError) in
            guard let loss = try body([terms.yTrue, terms.yPred], terms.evaluation).first else {
                throw NetworkError(.value, "the loss \(body.name) gave nothing")
            }
            return loss
        }
    }

    /// How the losses of a batch become one number.
    public static let reduction = SettingRow(
        "reduction", .string("sum_over_batch_size"),
        doc: "'sum_over_batch_size' (the mean), 'sum', 'mean_with_sample_weight' or 'none'.")

    /// The loss of a function's, class's or short name.
    public static func named(_ name: String) -> LossKind? {
        table.first { $0.name == name || $0.className == name || $0.aliases.contains(name) }
    }

    /// The name that an object of the class has.
    public var objectName: String { name == "huber" ? "huber_loss" : name }
}
