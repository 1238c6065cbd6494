import Loops

/// x above 0, alpha x below, where alpha is learned: one number for each value of a sample, or for each of some that repeat.
final class ParametricStep: Step {
    private let site: StepSite
    private let alpha: Weight
    /// Of each part, the gradient of alpha.
    private let sums: Scratch

    /// `nil` where alpha's numbers are shared along other axes than the first ones.
    init?(layer: Layer, site: StepSite) throws(NetworkError) {
        alpha = layer.weights[0]
        let shape = Array(alpha.shape.drop { $0 == 1 })
        guard alpha.count > 0, shape == site.inputs[0].shape.suffix(shape.count) else { return nil }
        self.site = site
        sums = try Scratch(StepSite.parts * alpha.count, "PReLU")
    }

    /// Runs a job for each stretch of values that meets all of alpha: where it begins.
    private func share(_ run: StepRun, _ body: (_ part: Int, _ place: Int) -> Void) {
        site.share(run.count) { part, samples in
            let end = samples.upperBound * site.inputCount
            for place in stride(from: samples.lowerBound * site.inputCount, to: end, by: alpha.count) {
                body(part, place)
            }
        }
    }

    func forward(_ run: StepRun) {
        share(run) { _, place in
            site.loops.bends.parametric(site.output + place, site.input + place, alpha.storage, alpha.count)
        }
    }

    func backward(_ run: StepRun) {
        let dy = site.outputGradient, count = alpha.count
        sums.base.update(repeating: 0, count: StepSite.parts * count)
        share(run) { part, place in
            site.loops.bends.parametricGradient(
                dy + place, site.input + place, alpha.storage, sums.base + part * count, count)
        }
        if site.learns {
            alpha.gradient.update(repeating: 0, count: count)
            for part in 0..<StepSite.parts { site.loops.add(alpha.gradient, sums.base + part * count, count) }
        }
        if let dx = site.inputGradient, dx != dy { dx.update(from: dy, count: run.count * site.inputCount) }
    }
}
