import Loops

/// Forgets random values while training; the same numbers are drawn again on the way back.
final class DropoutStep: Step {
    private let site: StepSite
    private let rate: Float
    private let seed: UInt64?

    init(site: StepSite, rate: Float, seed: UInt64?) {
        self.site = site
        self.rate = rate
        self.seed = seed
    }

    private func apply(_ run: StepRun, _ y: Target, _ x: Source) {
        let key = (run.key &+ (seed ?? 0)) &* 0xD134_2543_DE82_EF95 &+ UInt64(site.index) &* 0x9E37_79B9_7F4A_7C15
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.outputCount, n = samples.count * site.outputCount
            if !run.isTraining || rate == 0 {
                if Source(y) != x { (y + from).update(from: x + from, count: n) }
            } else if rate == 1 {
                (y + from).update(repeating: 0, count: n)
            } else {
                site.loops.dropout(y + from, x + from, rate, key, UInt32(truncatingIfNeeded: from), n)
            }
        }
    }

    func forward(_ run: StepRun) { apply(run, site.output, site.input) }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        apply(run, dx, site.outputGradient)
    }
}

/// Nothing changes but the shape.
final class PassStep: Step {
    private let site: StepSite

    init(site: StepSite) { self.site = site }

    func forward(_ run: StepRun) {
        if site.output != site.input { site.output.update(from: site.input, count: run.count * site.inputCount) }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient, dx != site.outputGradient else { return }
        dx.update(from: site.outputGradient, count: run.count * site.inputCount)
    }
}

/// An activation as a layer of its own.
final class ActivationStep: Step {
    private let site: StepSite
    /// Of a sample.
    private let rows: Int
    private let columns: Int
    private let activation: ActivationKind

    /// `nil` where only the layer's expression knows how.
    init?(layer: Layer, site: StepSite) {
        guard let activation = layer.ownActivation else { return nil }
        self.site = site
        columns = max(site.inputs[0].shape.last ?? 1, 1)
        rows = site.inputCount / columns
        self.activation = activation
    }

    func forward(_ run: StepRun) {
        if site.isApplied { return }
        site.share(run.count * rows) { _, some in
            let from = some.lowerBound * columns, n = some.count * columns
            if site.output != site.input { (site.output + from).update(from: site.input + from, count: n) }
            activation.apply(site.output + from, rows: some.count, columns: columns, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count * rows) { _, some in
            let from = some.lowerBound * columns, n = some.count * columns
            if dx != site.outputGradient { (dx + from).update(from: site.outputGradient + from, count: n) }
            if !site.skipsActivationGradient {
                activation.gradient(dx + from, site.output + from, rows: some.count, columns: columns, site.loops)
            }
        }
    }
}

/// x * scale + offset
final class RescalingStep: Step {
    private let site: StepSite
    private let scale: Float
    private let offset: Float

    init(site: StepSite, scale: Float, offset: Float) {
        self.site = site
        self.scale = scale
        self.offset = offset
    }

    func forward(_ run: StepRun) {
        apply(run, site.output, site.input, offset)
    }

    func backward(_ run: StepRun) {
        if let dx = site.inputGradient { apply(run, dx, site.outputGradient, 0) }
    }

    private func apply(_ run: StepRun, _ y: Target, _ x: Source, _ offset: Float) {
        site.share(run.count * site.inputCount) { _, some in
            (y + some.lowerBound).update(from: x + some.lowerBound, count: some.count)
            site.loops.scale(y + some.lowerBound, scale, offset, some.count)
        }
    }
}

/// An activation as a layer of its own, whose gradient is told by its input.
final class CurveStep: Step {
    private let site: StepSite
    private let curve: Curve

    /// `nil` where only the layer's expression knows how.
    init?(layer: Layer, site: StepSite) {
        guard let curve = layer.ownCurve else { return nil }
        self.site = site
        self.curve = curve
    }

    func forward(_ run: StepRun) {
        site.share(run.count * site.inputCount) { _, some in
            let from = some.lowerBound
            site.loops.curves.apply(curve, site.output + from, site.input + from, some.count)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count * site.inputCount) { _, some in
            let (from, n) = (some.lowerBound, some.count)
            if dx != site.outputGradient { (dx + from).update(from: site.outputGradient + from, count: n) }
            site.loops.curves.gradient(curve, dx + from, site.input + from, n)
        }
    }
}
