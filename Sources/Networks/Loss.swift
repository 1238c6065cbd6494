import Autograd
import Glibc
import Tensors

/// A loss with its settings: values and gradients of a batch.
public struct Loss: Sendable {
    public let kind: LossKind
    let settings: Settings
    /// True where the network ends without softmax or sigmoid.
    public let fromLogits: Bool
    let smoothing: Float
    /// How the samples' losses become one number.
    public let reduction: Reduction
    /// A label that counts nothing.
    let ignoredClass: Int?
    /// The loops that compute it; `nil` where its settings want the expression.
    let formula: LossKind.Formula?

    /// How losses become one number.
    public enum Reduction: String, Sendable {
        case mean, sum, none
        /// Divided by the sum of the weights.
        case weightedMean
    }

    public init(_ kind: LossKind, settings given: [String: Setting] = [:]) throws(NetworkError) {
        self.kind = kind
        let values = try Settings(owner: kind.className, rows: kind.settings + [LossKind.reduction], given: given)
        settings = values
        fromLogits = values.values["from_logits"] != nil ? try values.bool("from_logits") : false
        smoothing = values.values["label_smoothing"] != nil ? Float(try values.double("label_smoothing")) : 0
        switch values.values["reduction"] {
        case .string("sum_over_batch_size")?, .string("mean")?, .string("auto")?: reduction = .mean
        case .string("sum")?: reduction = .sum
        case .string("none")?, Setting.none?: reduction = .none
        case .string("mean_with_sample_weight")?: reduction = .weightedMean
        default:
            throw NetworkError(
                .value,
                "Invalid value for argument `reduction`. Expected one of {'sum', 'sum_over_batch_size', 'mean', 'mean_with_sample_weight', 'none', None}. Received: reduction=\(values.text("reduction").replacing("'", with: ""))"
            )
        }
        if values.values["ignore_class"] != nil, !values.isNone("ignore_class") {
            ignoredClass = try values.int("ignore_class")
        } else {
            ignoredClass = nil
        }
        let isOrdinary = reduction == .mean && ignoredClass == nil && values.values["axis"] ?? .int(-1) == .int(-1)
        formula = isOrdinary ? kind.formula : nil
    }

    /// True where the gradient is simplest before the given last activation: p - y.
    func absorbs(_ activation: ActivationKind) -> Bool {
        if fromLogits { return false }
        switch (formula, activation.formula) {
        case (.categorical, .softmax), (.sparse, .softmax), (.binary, .sigmoid): return true
        // Keras takes what came before the sigmoid as logits of a softmax.
        case (.categorical, .sigmoid), (.sparse, .sigmoid): return true
        default: return false
        }
    }

    /// The loss of each sample as an expression: [N, …].
    public func callAsFunction(_ yTrue: Variable, _ yPred: Variable, _ evaluation: Evaluation) throws(NetworkError)
        -> Variable
    {
        try kind.expression(
            LossKind.Terms(yTrue: yTrue, yPred: yPred, settings: settings, evaluation: evaluation))
    }

    /// The sum of the samples' weighted losses, and the gradient of their weighted mean, where there is only an
    /// expression.
    ///
    /// - Parameters:
    ///   - p: output [count, …]
    ///   - y: targets
    ///   - weights: of each sample, or `nil`
    ///   - share: how much the loss counts
    ///   - dp: receives the gradient
    func evaluate(
        _ p: Tensor, _ y: Tensor, weights: Tensor?, share: Double, key: UInt64, dp: UnsafeMutablePointer<Float>?
    ) throws(NetworkError) -> Double {
        let evaluation = Evaluation(isTraining: dp != nil, tracksWeights: false, key: key)
        let output = try computing { () throws(TensorError) in dp == nil ? try .constant(p) : try Variable(p) }
        let target = try computing { () throws(TensorError) in try Variable.constant(y) }
        let losses = try self(target, output, evaluation)
        return try computing { () throws(TensorError) in
            let sum = try weighted(losses, weights, target)
            let count = Double(p.shape.first ?? 1)
            let divisor: Double
            switch reduction {
            case .sum: divisor = 1
            case .weightedMean where weights != nil:
                divisor = try weights.map { (w) throws(TensorError) in try Loss.sum(w) } ?? 1
            default: divisor = Double(max(sum.elements, 1))
            }
            let mean =
                try sum.total * .constant(Tensor(.float(divisor == 0 ? 0 : 1 / divisor), dtype: losses.value.dtype))
            if let dp {
                let factor = try Variable.constant(Tensor(.float(share), dtype: mean.value.dtype))
                let gradient = try (mean * factor).gradients(of: [output])[0].value.asType(.float32).contiguous()
                gradient.withUnsafeElements(of: Float.self) {
                    if let base = $0.baseAddress { dp.update(from: base, count: $0.count) }
                }
            }
            return try mean.value.item().double * count
        }
    }

    /// The sum of losses times weights, and how many they are.
    ///
    /// Labels that count nothing are not among them: the mean is one over the rest.
    private func weighted(_ losses: Variable, _ weights: Tensor?, _ yTrue: Variable) throws(TensorError) -> (
        total: Variable, elements: Int
    ) {
        if let ignoredClass, reduction == .mean {
            let labels = try yTrue.value.asType(.int64).elements(as: Int64.self)
            let counted = labels.count { $0 != Int64(ignoredClass) }
            return (try summed(losses, weights).total, counted)
        }
        return try summed(losses, weights)
    }

    private func summed(_ losses: Variable, _ weights: Tensor?) throws(TensorError) -> (
        total: Variable, elements: Int
    ) {
        guard let weights else { return (try losses.sum(), losses.value.count) }
        let factors = try weights.asType(losses.value.dtype)
        if losses.shape.isEmpty { return (try (losses * .constant(factors)).sum(), factors.count) }
        if weights.shape == losses.shape { return (try (losses * .constant(factors)).sum(), losses.value.count) }
        guard losses.shape.first == weights.count else {
            throw TensorError(
                .value,
                "sample_weight of shape \(TensorError.text(of: weights.shape)) does not fit losses of shape \(TensorError.text(of: losses.shape))"
            )
        }
        let shape = [weights.count] + [Int](repeating: 1, count: losses.shape.count - 1)
        return (try (losses * .constant(factors.reshaped(shape))).sum(), losses.value.count)
    }

    /// The losses of samples reduced as the settings say; `weights`: of each sample, or `nil`.
    public func callAsFunction(
        _ yTrue: Variable, _ yPred: Variable, weights: Tensor?, _ evaluation: Evaluation
    ) throws(NetworkError) -> Variable {
        let losses = try self(yTrue, yPred, evaluation)
        return try computing { () throws(TensorError) in
            if reduction == .none {
                guard let weights else { return losses }
                let shape = weights.shape + [Int](repeating: 1, count: max(0, losses.shape.count - weights.rank))
                return try losses * .constant(weights.asType(losses.value.dtype).reshaped(shape))
            }
            let sum = try weighted(losses, weights, yTrue)
            var divisor = 1.0
            if reduction == .mean { divisor = Double(max(sum.elements, 1)) }
            if reduction == .weightedMean {
                divisor = Double(max(sum.elements, 1))
                if let weights { divisor = try Loss.sum(weights) }
            }
            let factor = try Tensor(.float(divisor == 0 ? 0 : 1 / divisor), dtype: losses.value.dtype)
            return try sum.total * .constant(factor)
        }
    }

    private static func sum(_ tensor: Tensor) throws(TensorError) -> Double {
        try tensor.asType(.float64).elements(as: Double.self).reduce(0, +)
    }

    /// Losses of each row and the gradient of their weighted mean, by loops.
    ///
    /// - Parameters:
    ///   - p: output [rows, columns], after the last activation
    ///   - y: targets [rows, columns], or labels [rows] for the sparse loss
    ///   - weights: of each sample, or `nil`
    ///   - rowsPerSample: rows that one sample has
    ///   - rowsPerWeight: rows that have one weight together
    ///   - share: how much the loss counts
    ///   - takesSigmoid: the last activation is a sigmoid that is absorbed by a softmax's loss
    ///   - dp: receives the gradient, before the last activation where `absorbed`
    /// - Returns: the sum of the samples' weighted losses
    func measure(
        _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, weights: UnsafePointer<Float>?, rows: Int, columns: Int,
        rowsPerSample: Int, rowsPerWeight: Int, share: Float, absorbed: Bool, takesSigmoid: Bool = false,
        dp: UnsafeMutablePointer<Float>?
    ) -> Double {
        let undone = UnsafeMutablePointer<Float>.allocate(capacity: takesSigmoid ? max(columns, 1) : 1)
        defer { undone.deallocate() }
        var total = 0.0
        for i in 0..<rows {
            var row = p + i * columns
            if takesSigmoid {
                for c in 0..<columns {
                    let kept = min(max(row[c], 1e-37), 1 - 6e-8)
                    undone[c] = logf(kept) - log1pf(-kept)
                }
                row = UnsafePointer(undone)
            }
            let weight = weights?[i / rowsPerWeight] ?? 1
            let factor = share * weight / Float(rows)
            let gradient = dp.map { $0 + i * columns }
            let loss: Float
            switch formula {
            case .categorical:
                loss = categorical(row, columns, absorbed: absorbed, takesSigmoid, factor, gradient) { c in
                    y[i * columns + c] * (1 - smoothing) + smoothing / Float(columns)
                }
            case .sparse:
                let label = Int(y[i])
                loss = categorical(row, columns, absorbed: absorbed, takesSigmoid, factor, gradient) {
                    $0 == label ? 1 : 0
                }
            case .binary: loss = binary(row, y + i * columns, columns, absorbed: absorbed, factor, gradient)
            case .squared:
                var sum: Float = 0
                for c in 0..<columns {
                    let d = row[c] - y[i * columns + c]
                    sum += d * d
                    gradient?[c] = 2 * d * factor / Float(columns)
                }
                loss = sum / Float(columns)
            case .absolute, nil:
                var sum: Float = 0
                for c in 0..<columns {
                    let d = row[c] - y[i * columns + c]
                    sum += abs(d)
                    gradient?[c] = (d > 0 ? 1 : d < 0 ? -1 : 0) * factor / Float(columns)
                }
                loss = sum / Float(columns)
            }
            total += Double(loss) * Double(weight)
        }
        return total / Double(rowsPerSample)
    }

    /// Keras's guard against ln 0.
    private static let epsilon: Float = 1e-7

    private func categorical(
        _ row: UnsafePointer<Float>, _ columns: Int, absorbed: Bool, _ areLogits: Bool, _ factor: Float,
        _ gradient: UnsafeMutablePointer<Float>?,
        _ label: (Int) -> Float
    ) -> Float {
        var loss: Float = 0
        if fromLogits || areLogits {
            var top = row[0]
            for c in 1..<max(columns, 1) { top = max(top, row[c]) }
            var sum: Float = 0
            for c in 0..<columns { sum += expf(row[c] - top) }
            let logSum = logf(sum) + top
            for c in 0..<columns {
                let y = label(c)
                loss += y * (logSum - row[c])
                gradient?[c] = (expf(row[c] - logSum) - y) * factor
            }
            return loss
        }
        // Keras makes probabilities sum up to 1 first; softmax's own do already.
        var sum: Float = 0, labels: Float = 0
        if !absorbed {
            for c in 0..<columns {
                sum += row[c]
                labels += label(c)
            }
        }
        for c in 0..<columns {
            let y = label(c)
            if absorbed {
                // Down to the smallest probability that a float holds: Keras takes logits here too.
                if y != 0 { loss -= y * logf(max(row[c], 1e-37)) }
                gradient?[c] = (row[c] - y) * factor
            } else {
                let share = row[c] / sum
                let p = min(max(share, Loss.epsilon), 1 - Loss.epsilon)
                loss -= y * logf(p)
                gradient?[c] = ((p == share ? -y / p : 0) + labels) / sum * factor
            }
        }
        return loss
    }

    private func binary(
        _ row: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ columns: Int, absorbed: Bool, _ factor: Float,
        _ gradient: UnsafeMutablePointer<Float>?
    ) -> Float {
        var sum: Float = 0
        let share = factor / Float(columns)
        for c in 0..<columns {
            let label = y[c] * (1 - smoothing) + smoothing / 2
            if fromLogits {
                let x = row[c]
                sum += max(x, 0) - x * label + log1pf(expf(-abs(x)))
                gradient?[c] = (1 / (1 + expf(-x)) - label) * share
            } else {
                let p = min(max(row[c], Loss.epsilon), 1 - Loss.epsilon)
                sum -= label * logf(p) + (1 - label) * logf(1 - p)
                gradient?[c] = absorbed ? (row[c] - label) * share : (p - label) / (p * (1 - p)) * share
            }
        }
        return sum / Float(columns)
    }
}
