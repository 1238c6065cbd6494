import Loops

/// y = activation(x W + b)
final class DenseStep: Step {
    private let site: StepSite
    private let kernel: Weight
    private let bias: Weight?
    private let applied: AppliedWeights
    private let activation: ActivationKind
    private let inputs: Int
    private let units: Int
    /// Rows that one sample holds: more than one where the input has more axes.
    private let rows: Int
    private let product: MatrixProduct
    /// dx = dy Wᵀ
    private let back: MatrixProduct?
    private let kernelGradient: KernelGradient?
    /// True where gradients come back: then weights are others in every batch.
    private let isTrained: Bool
    /// Sums of the bias's gradient, of each part.
    private let sums: Scratch

    init(layer: Layer, site: StepSite, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        applied = try AppliedWeights(layer, site)
        let (inputs, units) = (kernel.shape[0], kernel.shape[1])
        self.inputs = inputs
        self.units = units
        rows = site.inputCount / inputs
        let most = site.batch * rows
        isTrained = site.outputs[0].gradient != nil
        kernelGradient =
            site.learns && isTrained
            ? try KernelGradient(
                inputs: inputs, units: units, rows: most, site.workers, "a dense layer") : nil
        product = try MatrixProduct(
            depth: inputs, columns: units, rows: most, keepsPanels: !isTrained, site.workers, "a dense layer")
        back =
            site.inputGradient == nil
            ? nil
            : try MatrixProduct(
                depth: units, columns: inputs, rows: most, keepsPanels: false, site.workers, "a dense layer")
        sums = try Scratch(StepSite.parts * units, "a dense layer")
    }

    func forward(_ run: StepRun) {
        let isRectified = activation.formula == .relu
        if run.areWeightsNew { applied.refresh(site.loops) }
        product.run(
            site.input, run.count * rows,
            packing: isTrained || run.areWeightsNew
                ? .init(base: applied.kernel, rowStride: units, columnStride: 1) : nil,
            site.workers, site.loops.products,
            to: .init(y: site.output, bias: applied.bias, isRectified: isRectified))
        if isRectified || activation.formula == .linear { return }
        site.share(run.count) { _, samples in
            activation.apply(
                site.output + samples.lowerBound * site.outputCount, rows: samples.count * rows, columns: units,
                site.loops)
        }
    }

    func backward(_ run: StepRun) {
        let dy = site.outputGradient
        let sumsUp = site.learns && bias != nil
        site.share(run.count) { part, samples in
            let from = samples.lowerBound * site.outputCount, count = samples.count * rows
            if !site.skipsActivationGradient {
                activation.gradient(dy + from, site.output + from, rows: count, columns: units, site.loops)
            }
            if sumsUp {
                let sum = sums.base + part * units
                sum.update(repeating: 0, count: units)
                site.loops.sumRows(sum, dy + from, count, units)
            }
        }
        if let bias, sumsUp {
            // The parts' sums are added in their order, so that the result does not depend on who was first.
            bias.gradient.update(from: sums.base, count: units)
            for part in 1..<max(1, min(StepSite.parts, run.count)) {
                site.loops.add(bias.gradient, sums.base + part * units, units)
            }
        }
        kernelGradient?.run(
            site.input, dy, run.count * rows, site.workers, site.loops.products, to: kernel.gradient)
        if let dx = site.inputGradient {
            back?.run(
                dy, run.count * rows, packing: .init(base: kernel.storage, rowStride: 1, columnStride: units),
                site.workers, site.loops.products, to: .init(y: dx, bias: nil, isRectified: false))
        }
    }
}
