import Loops

/// A convolution of each channel by itself.
final class DepthwiseStep: Step {
    private let site: StepSite
    private let windows: DepthwiseWindows
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let applied: AppliedWeights
    private let packed: Scratch
    private let backPacked: Scratch
    /// For each part: an image with margins, the way back's room, then the kernel's and the bias's gradients.
    private let scratch: Scratch
    private let scratchCount: Int

    /// - Parameter window: over the layer's input
    init(layer: Layer, site: StepSite, window: Window, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        applied = try AppliedWeights(layer, site)
        windows = try DepthwiseWindows(window, multiplier: kernel.shape.last ?? 1)
        let what = "a depthwise convolution"
        packed = try Scratch(windows.packedCount, what)
        backPacked = try Scratch(site.inputGradient == nil ? 0 : windows.packedCount, what)
        scratchCount =
            windows.imageRoom + windows.backRoom + windows.gradientCount + windows.window.channels + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, what)
    }

    /// Runs a job for each sample of each part.
    private func share(_ run: StepRun, _ body: (_ room: Target, _ sample: Int) -> Void) {
        site.share(run.count) { part, samples in
            for sample in samples where !run.isCancelled { body(scratch.base + part * scratchCount, sample) }
        }
    }

    func forward(_ run: StepRun) {
        if run.areWeightsNew {
            applied.refresh(site.loops)
            windows.pack(applied.kernel, to: packed.base)
        }
        share(run) { room, sample in
            let image = windows.image(site.input + sample * site.inputCount, room: room)
            let y = site.output + sample * site.outputCount
            windows.forward(image, packed.base, bias: applied.bias, site.loops.depthwise, to: y)
            activation.apply(y, rows: windows.window.places, columns: windows.window.channels, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        let channels = windows.window.channels, places = windows.window.places
        let gradients = windows.imageRoom + windows.backRoom, sumCount = windows.gradientCount
        if site.inputGradient != nil { windows.packBack(kernel.storage, to: backPacked.base) }
        for part in 0..<StepSite.parts {
            (scratch.base + part * scratchCount + gradients).update(repeating: 0, count: sumCount + channels)
        }
        share(run) { room, sample in
            let dy = site.outputGradient + sample * site.outputCount, sums = room + gradients
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + sample * site.outputCount, rows: places, columns: channels, site.loops)
            }
            if site.learns {
                if bias != nil { site.loops.sumRows(sums + sumCount, dy, places, channels) }
                let image = windows.image(site.input + sample * site.inputCount, room: room)
                windows.addWeightGradient(image, dy, site.loops.depthwise, to: sums)
            }
            if let dx = site.inputGradient {
                windows.back(
                    dy, backPacked.base, site.loops.depthwise, room: room + windows.imageRoom,
                    to: dx + sample * site.inputCount)
            }
        }
        // The parts' sums are added in their order, so that the result does not depend on who was first.
        kernel.gradient.update(repeating: 0, count: kernel.count)
        bias?.gradient.update(repeating: 0, count: channels)
        for part in 0..<StepSite.parts {
            let sums = scratch.base + part * scratchCount + gradients
            windows.unpack(sums, site.loops, to: kernel.gradient)
            if let bias { site.loops.add(bias.gradient, sums + sumCount, channels) }
        }
    }
}
