/// What is told of a training beside the loss: a row of the table.
public struct MetricKind: Sendable, Equatable {
    enum Formula: Sendable {
        /// One of the next three, by the output's and the labels' shapes.
        case accuracy
        case categorical, sparse, binary, squared, absolute
    }

    /// The name in logs and History.
    public let name: String
    let aliases: [String]
    public let doc: String
    let formula: Formula

    public static func == (a: MetricKind, b: MetricKind) -> Bool { a.name == b.name }

    /// Every metric.
    public static let table: [MetricKind] = [
        MetricKind(
            name: "accuracy", aliases: ["acc", "Accuracy"], doc: "The share of right answers.", formula: .accuracy),
        MetricKind(
            name: "categorical_accuracy", aliases: ["CategoricalAccuracy"],
            doc: "The share of samples whose largest output is right.",
            formula: .categorical),
        MetricKind(
            name: "sparse_categorical_accuracy", aliases: ["SparseCategoricalAccuracy"],
            doc: "The same for labels as numbers.", formula: .sparse),
        MetricKind(
            name: "binary_accuracy", aliases: ["BinaryAccuracy"], doc: "The share of outputs on the right side of 0.5.",
            formula: .binary),
        MetricKind(
            name: "mean_squared_error", aliases: ["mse", "MSE", "MeanSquaredError"], doc: "The mean of (y - p)².",
            formula: .squared),
        MetricKind(
            name: "mean_absolute_error", aliases: ["mae", "MAE", "MeanAbsoluteError"], doc: "The mean of |y - p|.",
            formula: .absolute),
    ]

    /// The metric of a name; logs call it as it was asked for (`mae`), but `acc` is `accuracy`, as in Keras 3's logs.
    public static func named(_ name: String) -> MetricKind? {
        guard let row = table.first(where: { $0.name == name || $0.aliases.contains(name) }) else { return nil }
        if row.formula == .accuracy || row.name == name || name.first?.isUppercase == true && name.count > 3 {
            return row
        }
        return MetricKind(name: name, aliases: [], doc: row.doc, formula: row.formula)
    }

    /// The formula for given shapes.
    func resolved(columns: Int, hasLabelsAsNumbers: Bool) -> Formula {
        if formula != .accuracy { return formula }
        if hasLabelsAsNumbers && columns > 1 { return .sparse }
        return columns == 1 ? .binary : .categorical
    }

    /// The value for each of a batch's samples, summed.
    static func sum(
        _ formula: Formula, _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int, columns: Int
    ) -> Double {
        var total = 0.0
        for i in 0..<count {
            let row = p + i * columns
            switch formula {
            case .accuracy, .categorical: if best(row, columns) == best(y + i * columns, columns) { total += 1 }
            case .sparse: if best(row, columns) == Int(y[i]) { total += 1 }
            case .binary:
                var right = 0
                for c in 0..<columns where (row[c] > 0.5) == (y[i * columns + c] > 0.5) { right += 1 }
                total += Double(right) / Double(columns)
            case .squared, .absolute:
                var sum = 0.0
                for c in 0..<columns {
                    let d = Double(row[c] - y[i * columns + c])
                    sum += formula == .squared ? d * d : abs(d)
                }
                total += sum / Double(columns)
            }
        }
        return total
    }

    /// The place of the largest; the first of several.
    private static func best(_ row: UnsafePointer<Float>, _ columns: Int) -> Int {
        var place = 0
        for c in 1..<max(columns, 1) where row[c] > row[place] { place = c }
        return place
    }
}
