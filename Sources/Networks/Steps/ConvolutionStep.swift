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
    /// The kernel's gradient of a few images with a window of one pixel, whose rows are one matrix.
    private let pointwise: KernelGradient?
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
        let isMatrix = groups == 1 && window.patch == window.channels && !products.images.isCopied
        let isWhole = window.places * window.channels == window.imageCount
        site.given?.isOffered = true
        pointwise =
            isMatrix && isWhole && site.batch < StepSite.parts && site.outputs[0].gradient != nil
            ? try KernelGradient(
                inputs: window.channels, units: filters, rows: site.batch * window.places, site.workers, "a convolution"
            )
            : nil
    }

    private func room(_ part: Int) -> Target { scratch.base + part * scratchCount }
    /// Where a part's gradients of the kernel and the bias are.
    private func gradients(_ part: Int) -> Target { room(part) + imageRoom + resultRoom }

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
            site.given?.work(sample..<sample + count, run.isTraining)
        }
    }

    func backward(_ run: StepRun) {
        let loops = site.loops.products
        if site.inputGradient != nil { products.packBack(kernel.storage, loops, to: backPanels.base) }
        for part in 0..<StepSite.parts { gradients(part).update(repeating: 0, count: kernel.count + filters) }
        if run.count < StepSite.parts { return backwardPieces(run) }
        share(run) { room, sample, count in
            let dy = site.outputGradient + sample * site.outputCount
            let places = count * products.window.places
            let dKernel = room + imageRoom + resultRoom
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + sample * site.outputCount, rows: places, columns: filters, site.loops)
            }
            if site.learns {
                if bias != nil { site.loops.sumRows(dKernel + kernel.count, dy, places, filters) }
                let x = products.images.images(site.input + sample * site.inputCount, count, room: room)
                products.addWeightGradient(x, count, dy, loops, to: dKernel)
            }
            goBack(sample, count, room)
        }
        gatherGradients(kernel: true)
    }

    /// The input's gradient of some samples.
    private func goBack(_ sample: Int, _ count: Int, _ room: Target) {
        guard let dx = addsToSum ? site.inputs[0].sum : site.inputGradient else { return }
        products.back(
            site.outputGradient + sample * site.outputCount, count, backPanels.base, site.loops,
            room: room + imageRoom, from: addsToSum ? .result : .zero, to: dx + sample * site.inputCount)
    }

    /// The parts' sums are added in their order, so that the result does not depend on who was first.
    private func gatherGradients(kernel isSummed: Bool) {
        if isSummed { kernel.gradient.update(repeating: 0, count: kernel.count) }
        bias?.gradient.update(repeating: 0, count: filters)
        for part in 0..<StepSite.parts {
            if isSummed { site.loops.add(kernel.gradient, gradients(part), kernel.count) }
            if let bias { site.loops.add(bias.gradient, gradients(part) + kernel.count, filters) }
        }
    }
}

// A few images, each shared by several workers.
extension ConvolutionStep {
    /// Copies images with zeros around them to the rooms of the parts, each sample's to its own.
    private func copy(_ count: Int, _ margin: Margin, _ images: Source, to offset: Int) {
        guard margin.isCopied else { return }
        let imageCount = margin.height * margin.width * margin.channels
        site.sharePieces(count, of: margin.height) { _, sample, rows in
            margin.copy(images + sample * imageCount, rows: rows, to: room(sample) + offset)
        }
    }

    /// An image as windows see it, once it has been copied.
    private func image(_ sample: Int) -> Source {
        products.images.isCopied ? Source(room(sample)) : Source(site.input + sample * site.inputCount)
    }

    private func forwardPieces(_ run: StepRun, _ isRectified: Bool) {
        copy(run.count, products.images, site.input, to: 0)
        site.sharePieces(run.count, of: products.window.places) { _, sample, places in
            let y = site.output + sample * site.outputCount
            products.forward(
                image(sample), 1, places: places, panels.base, bias: applied.bias, isRectified: isRectified,
                site.loops.products, to: y)
            if !isRectified {
                activation.apply(
                    y + places.lowerBound * filters, rows: places.count, columns: filters, site.loops)
            }
        }
    }

    /// The images' copies are those of the way forward.
    private func backwardPieces(_ run: StepRun) {
        let loops = site.loops.products, places = products.window.places
        site.sharePieces(run.count, of: places) { part, sample, piece in
            let from = sample * site.outputCount + piece.lowerBound * filters, dy = site.outputGradient + from
            if !site.skipsActivationGradient {
                activation.gradient(dy, site.output + from, rows: piece.count, columns: filters, site.loops)
            }
            if site.learns && bias != nil {
                site.loops.sumRows(gradients(part) + kernel.count, dy, piece.count, filters)
            }
        }
        if run.isCancelled { return }
        if let pointwise, site.learns {
            pointwise.run(
                site.input, site.outputGradient, run.count * places, site.workers, loops, to: kernel.gradient)
        } else if site.learns {
            site.sharePieces(run.count, of: places) { part, sample, piece in
                products.addWeightGradient(
                    image(sample), 1, places: piece, site.outputGradient + sample * site.outputCount, loops,
                    to: gradients(part))
            }
        }
        if run.isCancelled { return }
        goBackInPieces(run)
        gatherGradients(kernel: pointwise == nil)
    }

    private func goBackInPieces(_ run: StepRun) {
        guard let results = products.sharedResults else {
            return site.share(run.count) { part, samples in
                for sample in samples { goBack(sample, 1, room(part)) }
            }
        }
        guard let dx = addsToSum ? site.inputs[0].sum : site.inputGradient else { return }
        copy(run.count, results, site.outputGradient, to: imageRoom)
        site.sharePieces(run.count, of: StepSite.parts) { _, sample, pieces in
            let dy = results.isCopied ? room(sample) + imageRoom : site.outputGradient + sample * site.outputCount
            for piece in pieces {
                products.gatherPiece(
                    piece, of: StepSite.parts, dy, backPanels.base, site.loops.products,
                    from: addsToSum ? .result : .zero, to: dx + sample * site.inputCount)
            }
        }
    }
}
