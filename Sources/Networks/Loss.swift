import Autograd
import Glibc
import Tensors

/// A loss with its settings: values and gradients of a batch.
public struct Loss {
    public let kind: LossKind
    let settings: Settings
    let fromLogits: Bool
    let smoothing: Float

    public init(_ kind: LossKind, settings given: [String: Setting] = [:]) throws(NetworkError) {
        self.kind = kind
        let values = try Settings(owner: kind.className, rows: kind.settings, given: given)
        settings = values
        fromLogits = values.values["from_logits"] != nil ? try values.bool("from_logits") : false
        smoothing = values.values["label_smoothing"] != nil ? Float(try values.double("label_smoothing")) : 0
    }

    /// True where the gradient is simplest before the given last activation: p - y.
    func absorbs(_ activation: ActivationKind) -> Bool {
        if fromLogits { return false }
        switch (kind.formula, activation.formula) {
        case (.categorical, .softmax), (.sparse, .softmax), (.binary, .sigmoid): return true
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
            var weighted = losses
            if let weights, losses.shape.first == weights.count {
                let shape = [weights.count] + [Int](repeating: 1, count: losses.shape.count - 1)
                weighted = try losses * .constant(weights.asType(losses.value.dtype).reshaped(shape))
            }
            let count = Double(p.shape.first ?? 1)
            let mean = try weighted.mean()
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

    /// Losses of each row and the gradient of their weighted mean, by loops.
    ///
    /// - Parameters:
    ///   - p: output [rows, columns], after the last activation
    ///   - y: targets [rows, columns], or labels [rows] for the sparse loss
    ///   - weights: of each sample, or `nil`
    ///   - rowsPerSample: rows that one sample has
    ///   - share: how much the loss counts
    ///   - dp: receives the gradient, before the last activation where `absorbed`
    /// - Returns: the sum of the samples' weighted losses
    func measure(
        _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, weights: UnsafePointer<Float>?, rows: Int, columns: Int,
        rowsPerSample: Int, share: Float, absorbed: Bool, dp: UnsafeMutablePointer<Float>?
    ) -> Double {
        var total = 0.0
        for i in 0..<rows {
            let row = p + i * columns
            let weight = weights?[i / rowsPerSample] ?? 1
            let factor = share * weight / Float(rows)
            let gradient = dp.map { $0 + i * columns }
            let loss: Float
            switch kind.formula {
            case .categorical:
                loss = categorical(row, columns, absorbed: absorbed, factor, gradient) { c in
                    y[i * columns + c] * (1 - smoothing) + smoothing / Float(columns)
                }
            case .sparse:
                let label = Int(y[i])
                loss = categorical(row, columns, absorbed: absorbed, factor, gradient) { $0 == label ? 1 : 0 }
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
        _ row: UnsafePointer<Float>, _ columns: Int, absorbed: Bool, _ factor: Float,
        _ gradient: UnsafeMutablePointer<Float>?,
        _ label: (Int) -> Float
    ) -> Float {
        var loss: Float = 0
        if fromLogits {
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
        for c in 0..<columns {
            let y = label(c)
            if absorbed {
                // Down to the smallest probability that a float holds: Keras takes logits here too.
                if y != 0 { loss -= y * logf(max(row[c], 1e-37)) }
                gradient?[c] = (row[c] - y) * factor
            } else {
                let p = min(max(row[c], Loss.epsilon), 1 - Loss.epsilon)
                loss -= y * logf(p)
                gradient?[c] = -y / p * factor
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
