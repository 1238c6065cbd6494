import Loops

/// Each row of the last axes to mean 0 and variance 1, then gamma and beta.
final class LayerNormalizationStep: Step {
    private let site: StepSite
    private let gamma: Weight?
    private let beta: Weight?
    private let epsilon: Float
    /// Values that are normalized together, and how often a sample has them.
    private let columns: Int
    private let rows: Int
    /// Ones and zeros, where there is no gamma or beta.
    private let plain: Scratch
    /// Mean and 1 / deviation of each row of the last forward.
    private let moments: Scratch
    /// Of each part, the gradients of gamma and beta.
    private let sums: Scratch

    /// - Parameter axes: how many of the last ones are normalized together
    init(layer: Layer, site: StepSite, axes: Int, epsilon: Float) throws(NetworkError) {
        self.site = site
        self.epsilon = epsilon
        gamma = layer.weights.first { $0.name == "gamma" }
        beta = layer.weights.first { $0.name == "beta" }
        columns = max(site.inputs[0].shape.suffix(axes).reduce(1, *), 1)
        rows = site.inputCount / columns
        let what = "a layer normalization"
        plain = try Scratch(2 * columns, what)
        plain.base.update(repeating: 1, count: columns)
        moments = try Scratch(2 * rows * site.batch, what)
        sums = try Scratch(StepSite.parts * 2 * columns, what)
    }

    private var scale: Source { Source(gamma?.storage ?? plain.base) }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.inputCount
            site.loops.rows.normalize(
                site.input + from, scale, beta?.storage ?? plain.base + columns, epsilon, samples.count * rows,
                columns, site.output + from, moments.base + samples.lowerBound * rows * 2)
        }
    }

    func backward(_ run: StepRun) {
        sums.base.update(repeating: 0, count: StepSite.parts * 2 * columns)
        site.share(run.count) { part, samples in
            let from = samples.lowerBound * site.inputCount, mine = sums.base + part * 2 * columns
            let dy = site.outputGradient + from
            site.loops.rows.gradient(
                dy, site.input + from, scale, moments.base + samples.lowerBound * rows * 2, samples.count * rows,
                columns, site.inputGradient.map { $0 + from } ?? dy, mine, mine + columns)
        }
        guard site.learns else { return }
        gamma?.gradient.update(repeating: 0, count: columns)
        beta?.gradient.update(repeating: 0, count: columns)
        for part in 0..<StepSite.parts {
            let mine = sums.base + part * 2 * columns
            if let gamma { site.loops.add(gamma.gradient, mine, columns) }
            if let beta { site.loops.add(beta.gradient, mine + columns, columns) }
        }
    }
}
