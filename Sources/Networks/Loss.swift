import Glibc

/// A loss: a row of the table.
public struct LossKind: Sendable {
    enum Formula: Sendable {
        case categorical, sparse, binary, squared, absolute
    }

    /// Keras's name of the function: `categorical_crossentropy`.
    public let name: String
    /// Keras's name of the class: `CategoricalCrossentropy`.
    public let className: String
    /// Other names of the same.
    public let aliases: [String]
    public let doc: String
    public let settings: [SettingRow]
    let formula: Formula

    private static let logits = SettingRow(
        "from_logits", .bool(false), doc: "True where the network ends without softmax or sigmoid.")
    private static let smoothing = SettingRow(
        "label_smoothing", .double(0), doc: "Moves labels that much towards uncertainty.")

    /// Every loss.
    public static let table: [LossKind] = [
        LossKind(
            name: "categorical_crossentropy", className: "CategoricalCrossentropy", aliases: [],
            doc: "-Σ y ln p for labels as one-hot rows [N, classes].", settings: [logits, smoothing],
            formula: .categorical),
        LossKind(
            name: "sparse_categorical_crossentropy", className: "SparseCategoricalCrossentropy", aliases: [],
            doc: "-ln p of the right class for labels as numbers [N].", settings: [logits], formula: .sparse),
        LossKind(
            name: "binary_crossentropy", className: "BinaryCrossentropy", aliases: ["bce"],
            doc: "-(y ln p + (1 - y) ln(1 - p)), the mean over outputs.", settings: [logits, smoothing],
            formula: .binary),
        LossKind(
            name: "mean_squared_error", className: "MeanSquaredError", aliases: ["mse", "MSE"],
            doc: "The mean of (y - p)².", settings: [], formula: .squared),
        LossKind(
            name: "mean_absolute_error", className: "MeanAbsoluteError", aliases: ["mae", "MAE"],
            doc: "The mean of |y - p|.", settings: [], formula: .absolute),
    ]

    /// The loss of a function's, class's or short name.
    public static func named(_ name: String) -> LossKind? {
        table.first { $0.name == name || $0.className == name || $0.aliases.contains(name) }
    }
}

/// A loss with its settings: values and gradients of a batch.
struct Loss {
    let kind: LossKind
    let fromLogits: Bool
    let smoothing: Float

    init(_ kind: LossKind, settings: [String: Setting]) throws(NetworkError) {
        self.kind = kind
        let values = try Settings(owner: kind.className, rows: kind.settings, given: settings)
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

    /// Losses of each sample and the gradient of their weighted mean.
    ///
    /// - Parameters:
    ///   - p: output [count, columns], after the last activation
    ///   - y: targets [count, columns], or labels [count] for the sparse loss
    ///   - weights: of each sample, or `nil`
    ///   - dp: receives the gradient, before the last activation where `absorbed`
    func measure(
        _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, weights: UnsafePointer<Float>?, count: Int, columns: Int,
        absorbed: Bool, losses: UnsafeMutablePointer<Float>, dp: UnsafeMutablePointer<Float>?
    ) {
        for i in 0..<count {
            let row = p + i * columns
            let factor = (weights?[i] ?? 1) / Float(count)
            let gradient = dp.map { $0 + i * columns }
            switch kind.formula {
            case .categorical:
                losses[i] = categorical(row, columns, absorbed: absorbed, factor, gradient) { c in
                    y[i * columns + c] * (1 - smoothing) + smoothing / Float(columns)
                }
            case .sparse:
                let label = Int(y[i])
                losses[i] = categorical(row, columns, absorbed: absorbed, factor, gradient) { $0 == label ? 1 : 0 }
            case .binary: losses[i] = binary(row, y + i * columns, columns, absorbed: absorbed, factor, gradient)
            case .squared:
                var sum: Float = 0
                for c in 0..<columns {
                    let d = row[c] - y[i * columns + c]
                    sum += d * d
                    gradient?[c] = 2 * d * factor / Float(columns)
                }
                losses[i] = sum / Float(columns)
            case .absolute:
                var sum: Float = 0
                for c in 0..<columns {
                    let d = row[c] - y[i * columns + c]
                    sum += abs(d)
                    gradient?[c] = (d > 0 ? 1 : d < 0 ? -1 : 0) * factor / Float(columns)
                }
                losses[i] = sum / Float(columns)
            }
        }
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
