import Loops
import Tensors

/// One batch in a plan with its targets: what loss and metrics are computed from.
final class Batch {
    let plan: Plan
    /// For each output: targets, and weights of the samples.
    let targets: [Target]
    let weights: [Target]
    private let training: Training
    private let metrics: [[any MetricState]]
    /// Losses of each output over the epoch, and the samples seen.
    private var losses: [Double]
    private var total = 0.0
    /// What the last score found and `note` has not taken yet.
    private var scored: (losses: [Double], total: Double) = ([], 0)
    private var count = 0.0

    /// - widths: elements of one sample's targets, for each output
    init(_ plan: Plan, _ training: Training, widths: [Int]) {
        self.plan = plan
        self.training = training
        targets = widths.map { .allocate(capacity: max(plan.batch * $0, 1)) }
        weights = widths.map { _ in .allocate(capacity: max(plan.batch, 1)) }
        metrics = training.goals.map { $0.metrics.map { $0.state($0) } }
        losses = Array(repeating: 0, count: training.goals.count)
    }

    deinit {
        for memory in targets + weights { memory.deallocate() }
    }

    /// Forgets what was seen: an epoch begins.
    func reset() {
        for state in metrics.joined() { state.reset() }
        losses = Array(repeating: 0, count: losses.count)
        total = 0
        count = 0
    }

    /// Means since the last reset, in the order of `Training.metricNames`.
    var values: [Double] {
        func mean(_ sum: Double) -> Double { count == 0 ? 0 : sum / count }
        var values = [mean(total)]
        if training.goals.count > 1 {
            for (goal, loss) in zip(training.goals, losses) where goal.loss != nil { values.append(mean(loss)) }
        }
        return values + metrics.joined().map(\.result)
    }

    /// The loss of the samples in the plan; `note` takes it into the means.
    ///
    /// - Parameters:
    ///   - added: what layers and weights add to the loss
    ///   - withGradient: also puts gradients where the way back begins
    func score(
        _ samples: Samples, _ size: Int, added: Double, key: UInt64, withGradient: Bool
    ) throws(NetworkError) {
        var sum = added * Double(size)
        var parts = [Double](repeating: 0, count: losses.count)
        for (i, goal) in training.goals.enumerated() {
            let output = plan.outputs[i]
            guard let target = samples.targets[i] else {
                if withGradient { output.gradient.update(repeating: 0, count: size * output.count) }
                continue
            }
            let columns = max(output.shape.last ?? 1, 1)
            let rowsPerSample = output.count / columns
            let sampleWeights = samples.isWeighted(i) ? UnsafePointer(weights[i]) : nil
            var rowWeights: UnsafeMutableBufferPointer<Float>?
            if let mask = output.mask { rowWeights = masked(mask, size, rowsPerSample, sampleWeights) }
            defer { rowWeights?.deallocate() }
            let ownWeights = rowWeights?.baseAddress
            if let loss = goal.loss {
                let value: Double
                if loss.formula != nil {
                    value = loss.measure(
                        output.values, targets[i], weights: ownWeights.map { UnsafePointer($0) } ?? sampleWeights,
                        rows: size * rowsPerSample, columns: columns, rowsPerSample: rowsPerSample,
                        rowsPerWeight: ownWeights == nil ? rowsPerSample : 1, share: Float(goal.weight),
                        absorbed: output.isAbsorbed,
                        takesSigmoid: output.isSigmoid && loss.formula != .binary && output.isAbsorbed,
                        dp: withGradient ? output.gradient : nil)
                } else {
                    let (p, y, w): (Tensor, Tensor, Tensor?) = try computing { () throws(TensorError) in
                        let p = try copy(output.values, size, output.shape)
                        let y = try copy(targets[i], size, target.shape)
                        if let ownWeights { return (p, y, try copy(ownWeights, size, Array(output.shape.dropLast()))) }
                        return (p, y, sampleWeights == nil ? nil : try copy(weights[i], size, []))
                    }
                    value = try loss.evaluate(
                        p, y, weights: w, share: goal.weight, key: key, dp: withGradient ? output.gradient : nil)
                }
                parts[i] = value
                sum += goal.weight * value
            } else if withGradient {
                output.gradient.update(repeating: 0, count: size * output.count)
            }
        }
        scored = (parts, sum)
    }

    /// Takes the samples that were scored last into the means: a step that was cancelled counts nothing.
    func note(_ samples: Samples, _ size: Int) throws(NetworkError) {
        for (i, goal) in training.goals.enumerated() {
            losses[i] += scored.losses[i]
            let output = plan.outputs[i]
            guard let target = samples.targets[i], !metrics[i].isEmpty else { continue }
            let columns = max(output.shape.last ?? 1, 1)
            let rowsPerSample = output.count / columns
            let sampleWeights = samples.isWeighted(i) ? UnsafePointer(weights[i]) : nil
            for (kind, state) in zip(goal.metrics, metrics[i]) {
                try state.update(
                    MetricBatch(
                        p: output.values, y: targets[i], rows: size * rowsPerSample, columns: columns,
                        hasLabelsAsNumbers: target.hasLabelsAsNumbers,
                        weights: kind.isWeighted ? sampleWeights : nil, rowsPerSample: rowsPerSample,
                        targetCount: size * target.width,
                        outputs: { () throws(TensorError) in try self.copy(output.values, size, output.shape) },
                        targets: { () throws(TensorError) in
                            try self.copy(self.targets[i], size, target.shape)
                        }))
            }
        }
        total += scored.total
        count += Double(size)
    }

    /// Weights of rows: 0 where the mask says that a place does not count, larger elsewhere, so that the mean is that of
    /// the places that do. The caller deallocates.
    private func masked(
        _ mask: Target, _ size: Int, _ rowsPerSample: Int, _ weights: UnsafePointer<Float>?
    ) -> UnsafeMutableBufferPointer<Float> {
        let rows = size * rowsPerSample
        let result = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(rows, 1))
        var valid: Float = 0
        for i in 0..<rows { valid += mask[i] }
        let factor = valid > 0 ? Float(rows) / valid : 0
        for i in 0..<rows { result[i] = mask[i] * factor * (weights?[i / rowsPerSample] ?? 1) }
        return result
    }

    /// The samples in memory as a tensor of its own: losses and metrics of the program may keep it.
    private func copy(_ memory: Target, _ size: Int, _ shape: [Int]) throws(TensorError) -> Tensor {
        let tensor = try Tensor(uninitialized: [size] + shape, dtype: .float32)
        tensor.start.assumingMemoryBound(to: Float.self).update(from: memory, count: tensor.count)
        return tensor
    }
}
