import Loops

/// y = activation(x W + b)
final class DenseStep: Step {
    private let site: StepSite
    private let kernel: Weight
    private let bias: Weight?
    private let activation: ActivationKind
    private let inputs: Int
    private let units: Int
    /// Rows that one sample holds: more than one where the input has more axes.
    private let rows: Int

    init(layer: Layer, site: StepSite, activation: ActivationKind) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        inputs = kernel.shape[0]
        units = kernel.shape[1]
        rows = site.inputCount / inputs
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let m = samples.count * rows
            let x = site.input + samples.lowerBound * site.inputCount
            let y = site.output + samples.lowerBound * site.outputCount
            site.blas.product(
                m: m, n: units, k: inputs, a: x, strideA: inputs, b: kernel.storage, strideB: units, c: y,
                strideC: units)
            Epilogue.apply(y, bias, activation, rows: m, columns: units, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        let m = run.count * rows
        let dy = site.outputGradient
        if !site.skipsActivationGradient {
            site.share(run.count) { _, samples in
                let from = samples.lowerBound * site.outputCount
                activation.gradient(
                    dy + from, site.output + from, rows: samples.count * rows, columns: units, site.loops)
            }
        }
        // dW = xᵀ dy, each part some rows of it; dx = dy Wᵀ, each part some samples.
        let parts = min(StepSite.parts, inputs)
        site.workers.run(parts: parts) { part in
            let from = inputs * part / parts, to = inputs * (part + 1) / parts
            site.blas.product(
                m: to - from, n: units, k: m, a: site.input + from, strideA: inputs, transposeA: true, b: dy,
                strideB: units,
                c: kernel.gradient + from * units, strideC: units)
        }
        if let bias {
            bias.gradient.update(repeating: 0, count: units)
            site.loops.sumRows(bias.gradient, dy, m, units)
        }
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            site.blas.product(
                m: samples.count * rows, n: inputs, k: units, a: dy + samples.lowerBound * site.outputCount,
                strideA: units,
                b: kernel.storage, strideB: units, transposeB: true, c: dx + samples.lowerBound * site.inputCount,
                strideC: inputs)
        }
    }
}

/// What follows a product: bias and activation while the result is still in the cache.
enum Epilogue {
    static func apply(
        _ y: Target, _ bias: Weight?, _ activation: ActivationKind, rows: Int, columns: Int, _ loops: LoopTable
    ) {
        guard let bias else { return activation.apply(y, rows: rows, columns: columns, loops) }
        if activation.formula == .relu { return loops.addBiasRelu(y, bias.storage, rows, columns) }
        loops.addBias(y, bias.storage, rows, columns)
        activation.apply(y, rows: rows, columns: columns, loops)
    }
}
