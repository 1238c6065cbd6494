import Autograd
import Tensors

/// What a metric is shown of a batch.
public struct MetricBatch {
    /// Outputs [rows, columns] and targets of as many rows.
    public let p: UnsafePointer<Float>
    public let y: UnsafePointer<Float>
    public let rows: Int
    public let columns: Int
    /// True where targets are one number for each row, of a class.
    public let hasLabelsAsNumbers: Bool
    /// Weights of the samples, and rows that one sample has.
    public let weights: UnsafePointer<Float>?
    public let rowsPerSample: Int
    /// The same as tensors [N, …] of their own, which metrics of the program may keep.
    public let outputs: () throws(TensorError) -> Tensor
    public let targets: () throws(TensorError) -> Tensor
    /// Elements that the targets have.
    public let targetCount: Int

    public init(
        p: UnsafePointer<Float>, y: UnsafePointer<Float>, rows: Int, columns: Int, hasLabelsAsNumbers: Bool,
        weights: UnsafePointer<Float>?, rowsPerSample: Int, targetCount: Int,
        outputs: @escaping () throws(TensorError) -> Tensor,
        targets: @escaping () throws(TensorError) -> Tensor
    ) {
        self.p = p
        self.y = y
        self.rows = rows
        self.columns = columns
        self.hasLabelsAsNumbers = hasLabelsAsNumbers
        self.weights = weights
        self.rowsPerSample = rowsPerSample
        self.targetCount = targetCount
        self.outputs = outputs
        self.targets = targets
    }

    /// Elements of one row of targets.
    var width: Int { hasLabelsAsNumbers ? 1 : columns }
}

/// A metric while it is measured: it sees batch after batch and tells the value over all of them.
public protocol MetricState: AnyObject {
    /// The value over everything seen since the last reset.
    var result: Double { get }
    /// The values of a metric that tells several; `nil` of others.
    var results: [Double]? { get }
    func reset()
    func update(_ batch: MetricBatch) throws(NetworkError)
}

extension MetricState {
    public var results: [Double]? { nil }
}

/// What is told of a training beside the loss: a row of the table.
public struct MetricKind: Sendable, Equatable {
    enum Formula: Sendable {
        /// One of the next three, by the output's and the labels' shapes.
        case accuracy
        case categorical, sparse, binary, squared, absolute
    }

    /// The name in logs and History.
    public var name: String
    let aliases: [String]
    public let doc: String
    let formula: Formula?
    let function: @Sendable () -> ProgramFunction?
    /// Makes the state in which it is measured.
    let state: @Sendable (MetricKind) -> any MetricState
    /// True where samples count by their weights.
    public var isWeighted = false

    private init(name: String, aliases: [String], doc: String, formula: Formula) {
        self.name = name
        self.aliases = aliases
        self.doc = doc
        self.formula = formula
        function = { nil }
        state = { MeanMetric($0) }
    }

    /// A metric that the program defined: a function of (y_true, y_pred), whose mean is told.
    public init(_ function: ProgramFunction) {
        name = function.name
        aliases = []
        doc = "A function of the program."
        formula = nil
        nonisolated(unsafe) let body = function
        self.function = { body }
        state = { MeanMetric($0) }
    }

    /// A metric that keeps a state of its own.
    public init(name: String, doc: String, state: @escaping () -> any MetricState) {
        self.name = name
        aliases = []
        self.doc = doc
        formula = nil
        function = { nil }
        nonisolated(unsafe) let make = state
        self.state = { _ in make() }
    }

    /// True where more is better: accuracies, areas, scores.
    public var isLargerBetter: Bool {
        switch makeState() {
        case let mean as RowMean: !mean.isRoot
        case is MeanMetric: formula != .squared && formula != .absolute && formula != nil
        case let counts as ConfusionCounts: counts.isScore
        case is CurveArea, is FScore, is Overlap: true
        default: false
        }
    }

    /// A state to measure in.
    public func makeState() -> any MetricState { state(self) }

    public static func == (a: MetricKind, b: MetricKind) -> Bool { a.name == b.name }

    /// Every metric.
    public static let table: [MetricKind] = [
        MetricKind(
            name: "accuracy", aliases: ["acc"], doc: "The share of right answers.", formula: .accuracy),
        MetricKind(
            name: "categorical_accuracy", aliases: [],
            doc: "The share of samples whose largest output is right.",
            formula: .categorical),
        MetricKind(
            name: "sparse_categorical_accuracy", aliases: [],
            doc: "The same for labels as numbers.", formula: .sparse),
        MetricKind(
            name: "binary_accuracy", aliases: [], doc: "The share of outputs on the right side of 0.5.",
            formula: .binary),
        MetricKind(
            name: "mean_squared_error", aliases: ["mse", "MSE"], doc: "The mean of (y - p)².",
            formula: .squared),
        MetricKind(
            name: "mean_absolute_error", aliases: ["mae", "MAE"], doc: "The mean of |y - p|.",
            formula: .absolute),
    ]

    /// The metric of a name; logs call it as it was asked for (`mae`), but `acc` is `accuracy`, as in Keras 3's logs.
    public static func named(_ name: String) -> MetricKind? {
        guard let row = table.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            return rowNamed(name)
        }
        guard let formula = row.formula, formula != .accuracy, row.name != name,
            name.first?.isUppercase != true || name.count <= 3
        else { return row }
        return MetricKind(name: name, aliases: [], doc: row.doc, formula: formula)
    }

    /// A class's metric by the class's name, by its own, or by the name of a loss that it is the mean of.
    private static func rowNamed(_ name: String) -> MetricKind? {
        if let row = MetricRow.named(name) { return try? row.metric(row.name ?? row.className.lowercased()) }
        if let row = MetricRow.table.first(where: { $0.name == name }) { return try? row.metric(name) }
        guard let loss = LossKind.named(name), let value = try? Loss(loss) else { return nil }
        return MetricKind(name: name, doc: loss.doc) { LossMean(value, sign: 1) }
    }

    /// The formula for given shapes.
    func resolved(columns: Int, hasLabelsAsNumbers: Bool) -> Formula? {
        if formula != .accuracy { return formula }
        if hasLabelsAsNumbers && columns > 1 { return .sparse }
        return columns == 1 ? .binary : .categorical
    }

}

/// A mean over samples: of what a formula or a function of the program says of each.
final class MeanMetric: MetricState {
    private let kind: MetricKind
    private var sum = 0.0
    private var count = 0.0

    init(_ kind: MetricKind) { self.kind = kind }

    var result: Double { count == 0 ? 0 : sum / count }

    func reset() { (sum, count) = (0, 0) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        guard let formula = kind.resolved(columns: batch.columns, hasLabelsAsNumbers: batch.hasLabelsAsNumbers) else {
            return try updateByFunction(batch)
        }
        if batch.width == 1 && formula == .sparse {
            try batch.checkLabels(kind.name)
        } else {
            try batch.checkDense(kind.name)
        }
        for i in 0..<batch.rows {
            let weight = batch.weight(i)
            sum +=
                weight
                * MeanMetric.value(formula, batch.p + i * batch.columns, batch.y + i * batch.width, batch.columns)
            count += weight
        }
    }

    private func updateByFunction(_ batch: MetricBatch) throws(NetworkError) {
        guard let function = kind.function() else { return }
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        let inputs = try computing { () throws(TensorError) in
            [try Variable.constant(batch.targets()), try Variable.constant(batch.outputs())]
        }
        guard let value = try function(inputs, evaluation).first else {
            throw NetworkError(.value, "the metric \(function.name) gave nothing")
        }
        let samples = Double(batch.rows / batch.rowsPerSample)
        sum += samples * (try computing { () throws(TensorError) in try value.mean().value.item().double })
        count += samples
    }

    /// The value of one row.
    private static func value(
        _ formula: MetricKind.Formula, _ row: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ columns: Int
    ) -> Double {
        switch formula {
        case .accuracy, .categorical: return best(row, columns) == best(y, columns) ? 1 : 0
        case .sparse: return Float(best(row, columns)) == y[0] ? 1 : 0
        case .binary:
            var right = 0
            for c in 0..<columns where (row[c] > 0.5) == (y[c] > 0.5) { right += 1 }
            return Double(right) / Double(columns)
        case .squared, .absolute:
            var sum = 0.0
            for c in 0..<columns {
                let d = Double(row[c] - y[c])
                sum += formula == .squared ? d * d : abs(d)
            }
            return sum / Double(columns)
        }
    }

    /// The place of the largest; the first of several.
    private static func best(_ row: UnsafePointer<Float>, _ columns: Int) -> Int {
        var place = 0
        for c in 1..<max(columns, 1) where row[c] > row[place] { place = c }
        return place
    }
}
