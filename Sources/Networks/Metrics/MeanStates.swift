import Autograd
import Tensors

extension MetricBatch {
    /// Refuses targets that are not one for each output.
    func checkDense(_ metric: String) throws(NetworkError) {
        guard targetCount == rows * columns else {
            throw NetworkError(
                .shape,
                "\(metric): targets of \(targetCount) elements do not fit outputs of \(rows) x \(columns)",
                hint: hasLabelsAsNumbers || targetCount == rows
                    ? "the labels are numbers of classes: this metric wants one-hot rows, keras.utils.to_categorical(y)"
                    : nil)
        }
    }

    /// Refuses targets that are not one for each row.
    func checkLabels(_ metric: String) throws(NetworkError) {
        guard targetCount == rows else {
            throw NetworkError(
                .shape, "\(metric): \(targetCount) labels do not fit outputs of \(rows) x \(columns)",
                hint: targetCount == rows * columns
                    ? "the labels are one-hot: this metric wants numbers of classes, np.argmax(y, axis=-1)" : nil)
        }
    }

    /// The weight of a row.
    func weight(_ row: Int) -> Double { weights.map { Double($0[row / rowsPerSample]) } ?? 1 }

    /// The place of the largest of some values; the first of several.
    static func best(_ row: UnsafePointer<Float>, _ columns: Int) -> Int {
        var place = 0
        for c in 1..<max(columns, 1) where row[c] > row[place] { place = c }
        return place
    }
}

/// What a metric looks at in a row.
public enum RowValue: Sendable {
    case equal, best, label, square
    /// On the right side of a threshold.
    case side(Float)
    /// Among the k largest.
    case top(Int, isSparse: Bool)

    /// The value of one row.
    public func value(_ row: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ columns: Int) -> Float {
        Float(RowMean.value(self, row, y, columns))
    }
}

/// The weighted mean over rows of what a formula says of each.
final class RowMean: MetricState {
    typealias Value = RowValue

    private let value: Value
    let isRoot: Bool
    private var sum = 0.0
    private var count = 0.0

    init(_ value: Value, isRoot: Bool = false) {
        self.value = value
        self.isRoot = isRoot
    }

    var result: Double {
        let mean = count == 0 ? 0 : sum / count
        return isRoot ? mean.squareRoot() : mean
    }

    func reset() { (sum, count) = (0, 0) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        var width = batch.columns
        switch value {
        case .label, .top(_, isSparse: true):
            try batch.checkLabels("sparse accuracy")
            width = 1
        default: try batch.checkDense("accuracy")
        }
        for i in 0..<batch.rows {
            let weight = batch.weight(i)
            sum += weight * RowMean.value(value, batch.p + i * batch.columns, batch.y + i * width, batch.columns)
            count += weight
        }
    }

    /// The value of one row.
    static func value(
        _ value: Value, _ row: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ columns: Int
    ) -> Double {
        switch value {
        case .best: return MetricBatch.best(row, columns) == MetricBatch.best(y, columns) ? 1 : 0
        case .label: return Float(MetricBatch.best(row, columns)) == y[0] ? 1 : 0
        case .equal, .side, .square:
            var sum = 0.0
            for c in 0..<columns {
                switch value {
                case .equal: sum += row[c] == y[c] ? 1 : 0
                case .side(let limit): sum += (row[c] > limit ? 1 : 0) == y[c] ? 1 : 0
                default: sum += Double((row[c] - y[c]) * (row[c] - y[c]))
                }
            }
            return sum / Double(max(columns, 1))
        case .top(let k, let isSparse):
            let label = isSparse ? Int(exactly: y[0].rounded(.towardZero)) ?? -1 : MetricBatch.best(y, columns)
            guard label >= 0, label < columns, row[label].isFinite else { return 0 }
            var larger = 0
            for c in 0..<columns where row[c] > row[label] { larger += 1 }
            return larger < k ? 1 : 0
        }
    }
}

/// The weighted mean of a loss over samples.
final class LossMean: MetricState {
    private let loss: Loss
    private let sign: Double
    private var sum = 0.0
    private var count = 0.0

    init(_ loss: Loss, sign: Double) {
        self.loss = loss
        self.sign = sign
    }

    var result: Double { count == 0 ? 0 : sum / count }

    func reset() { (sum, count) = (0, 0) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        let (y, p) = try computing { () throws(TensorError) in
            (try Variable.constant(batch.targets()), try Variable.constant(batch.outputs()))
        }
        let losses = try loss(y, p, evaluation).value
        let values = try computing { () throws(TensorError) in try losses.asType(.float64).elements(as: Double.self) }
        let samples = losses.shape.first ?? 1
        let parts = values.count / max(samples, 1)
        for i in 0..<samples {
            var mean = 0.0
            for j in 0..<parts { mean += values[i * parts + j] }
            let hasWeights = !losses.shape.isEmpty && samples == batch.rows / max(batch.rowsPerSample, 1)
            let weight = hasWeights ? batch.weights.map { Double($0[i]) } ?? 1 : 1
            sum += sign * weight * mean / Double(max(parts, 1))
            count += weight
        }
    }
}

/// The mean or sum of values, which stand in the outputs' place.
final class ValueMean: MetricState {
    private let isSum: Bool
    private var sum = 0.0
    private var count = 0.0

    init(isSum: Bool) { self.isSum = isSum }

    var result: Double { isSum ? sum : count == 0 ? 0 : sum / count }

    func reset() { (sum, count) = (0, 0) }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        for i in 0..<batch.rows {
            let weight = batch.weight(i)
            var row = 0.0
            for c in 0..<batch.columns { row += Double(batch.p[i * batch.columns + c]) }
            sum += weight * row / (isSum ? 1 : Double(max(batch.columns, 1)))
            count += weight
        }
    }
}
