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
    /// Rows of x and dy that are worked on together, and where they are.
    private let together: Int
    private let whole: Gathering
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
        // Distances are 32-bit numbers.
        let together = max(1, min(most, 256, (1 << 30) / max(inputs, units)))
        self.together = together
        whole = try Gathering(
            rows: (0..<together).map { ($0 * inputs, $0 * units) }, segments: [0], length: inputs)
        product = try MatrixProduct(depth: inputs, columns: units, rows: most, "a dense layer")
        back =
            site.inputGradient == nil
            ? nil : try MatrixProduct(depth: units, columns: inputs, rows: most, "a dense layer")
        sums = try Scratch(StepSite.parts * units, "a dense layer")
    }

    func forward(_ run: StepRun) {
        let isRectified = activation.formula == .relu
        if run.areWeightsNew { applied.refresh(site.loops) }
        product.run(
            site.input, run.count * rows,
            packing: run.areWeightsNew ? .init(base: applied.kernel, rowStride: units, columnStride: 1) : nil,
            bias: applied.bias, isRectified: isRectified, site.workers, site.loops.products,
            to: site.output)
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
        if site.learns { addKernelGradient(run.count * rows) }
        if let dx = site.inputGradient {
            back?.run(
                dy, run.count * rows, packing: .init(base: kernel.storage, rowStride: 1, columnStride: units),
                bias: nil, isRectified: false, site.workers, site.loops.products, to: dx)
        }
    }

    /// dW = xᵀ dy: each piece of work some columns of it, in 32 as the loops' tiles are; where they are few some rows, in
    /// eights.
    private func addKernelGradient(_ count: Int) {
        let dy = site.outputGradient, loops = site.loops.products
        let isCutByUnits = units >= 256
        let tile = isCutByUnits ? 32 : 8, extent = isCutByUnits ? units : inputs
        let tiles = (extent + tile - 1) / tile, pieces = min(16, tiles)
        site.workers.run(parts: pieces) { piece in
            let from = tiles * piece / pieces * tile, to = min(tiles * (piece + 1) / pieces * tile, extent)
            let row = isCutByUnits ? 0 : from, column = isCutByUnits ? from : 0
            for first in stride(from: 0, to: count, by: together) {
                var x = whole.rows(site.input + first * inputs + row)
                x.length = isCutByUnits ? inputs : to - from
                loops.outer(
                    x, min(together, count - first), dy + first * units + column, whole.results,
                    isCutByUnits ? to - from : units, first > 0, kernel.gradient + row * units + column, units)
            }
        }
    }
}
