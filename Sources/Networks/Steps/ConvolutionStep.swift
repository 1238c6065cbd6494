import Loops

/// A convolution of any window: products of the windows where they lie with the packed kernel.
final class ConvolutionStep: Step {
    private let site: StepSite
    private let products: WindowProducts
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let applied: AppliedWeights
    private let filters: Int
    /// Packed weights, for the way forward and back.
    private let panels: Scratch
    private let backPanels: Scratch
    /// For each part: images with margins, results with margins, then the kernel's and the bias's gradients.
    private let scratch: Scratch
    private let imageRoom: Int
    private let resultRoom: Int
    private let scratchCount: Int
    let addsToSum: Bool

    init(
        layer: Layer, site: StepSite, window: Window, groups: Int, activation: ActivationKind
    ) throws(NetworkError) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        applied = try AppliedWeights(layer, site)
        filters = kernel.shape.last ?? 1
        let goesBack = site.inputGradient != nil
        products = try WindowProducts(
            window, filters: filters, groups: groups, most: (site.batch + StepSite.parts - 1) / StepSite.parts,
            goesBack: goesBack)
        panels = try Scratch(products.forwardCount, "a convolution")
        backPanels = try Scratch(goesBack ? products.backCount : 0, "a convolution")
        imageRoom = products.images.isCopied ? products.together * products.images.imageStride + Scratch.slack : 0
        resultRoom = goesBack ? products.roomCount : 0
        scratchCount = imageRoom + resultRoom + kernel.count + filters + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, "a convolution")
        addsToSum = site.inputs[0].sum != nil && products.canAdd
    }

    /// Runs a job for each few images of a part that are worked on together.
    private func share(_ run: StepRun, _ body: (_ room: Target, _ sample: Int, _ count: Int) -> Void) {
        site.share(run.count) { part, samples in
            for first in stride(from: samples.lowerBound, to: samples.upperBound, by: products.together) {
                if run.isCancelled { return }
                body(scratch.base + part * scratchCount, first, min(products.together, samples.upperBound - first))
            }
        }
    }

    func forward(_ run: StepRun) {
        let loops = site.loops.products
        if run.areWeightsNew {
            applied.refresh(site.loops)
            products.packForward(applied.kernel, loops, to: panels.base)
        }
        let isRectified = activation.formula == .relu
        if run.count < StepSite.parts { return forwardPieces(run, isRectified) }
        share(run) { room, sample, count in
            let x = products.images.images(site.input + sample * site.inputCount, count, room: room)
            let y = site.output + sample * site.outputCount
            products.forward(
                x, count, panels.base, bias: applied.bias, isRectified: isRectified, loops, to: y)
            if !isRectified {
                activation.apply(y, rows: count * products.window.places, columns: filters, site.loops)
            }
        }
    }

    /// A few images, each shared by several workers.
    private func forwardPieces(_ run: StepRun, _ isRectified: Bool) {
        site.sharePieces(run.count, of: products.window.places) { part, sample, places in
            let room = scratch.base + part * scratchCount
            let x = products.images.images(site.input + sample * site.inputCount, 1, room: room)
            let y = site.output + sample * site.outputCount
            products.forward(
                x, 1, places: places, panels.base, bias: applied.bias, isRectified: isRectified, site.loops.products,
                to: y)
            if !isRectified {
                activation.apply(
                    y + places.lowerBound * filters, rows: places.count, columns: filters, site.loops)
            }
        }
    }

    func backward(_ run: StepRun) {
        let loops = site.loops.products, gradients = imageRoom + resultRoom
        if site.inputGradient != nil { products.packBack(kernel.storage, loops, to: backPanels.base) }
        for part in 0..<StepSite.parts {
            (scratch.base + part * scratchCount + gradients).update(repeating: 0, count: kernel.count + filters)
        }
        share(run) { room, sample, count in
            let dy = site.outputGradient + sample * site.outputCount
            let places = count * products.window.places
            let dKernel = room + gradients
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + sample * site.outputCount, rows: places, columns: filters, site.loops)
            }
            if site.learns {
                if bias != nil { site.loops.sumRows(dKernel + kernel.count, dy, places, filters) }
                let x = products.images.images(site.input + sample * site.inputCount, count, room: room)
                products.addWeightGradient(x, count, dy, loops, to: dKernel)
            }
            if let dx = addsToSum ? site.inputs[0].sum : site.inputGradient {
                products.back(
                    dy, count, backPanels.base, site.loops, room: room + imageRoom,
                    from: addsToSum ? .result : .zero, to: dx + sample * site.inputCount)
            }
        }
        // The parts' sums are added in their order, so that the result does not depend on who was first.
        kernel.gradient.update(repeating: 0, count: kernel.count)
        bias?.gradient.update(repeating: 0, count: filters)
        for part in 0..<StepSite.parts {
            let dKernel = scratch.base + part * scratchCount + gradients
            site.loops.add(kernel.gradient, dKernel, kernel.count)
            if let bias { site.loops.add(bias.gradient, dKernel + kernel.count, filters) }
        }
    }
}
