import Loops

/// The way back of a convolution as a layer: its result has the size of the images that the convolution would have seen,
/// its input that of what the convolution would have made of them.
///
/// Everything is the convolution's, with forward and back exchanged. The kernel is [KH, KW, F, C]: a convolution's of
/// images with F channels and C filters.
final class TransposedConvolutionStep: Step {
    private let site: StepSite
    private let products: WindowProducts
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    /// Channels of the result.
    private let filters: Int
    /// Packed weights: the convolution's way back, which is the layer's forward; and the other.
    private let panels: Scratch
    private let backPanels: Scratch
    /// For each part: inputs with margins, results with margins, then the kernel's and the bias's gradients.
    private let scratch: Scratch
    private let inputRoom: Int
    private let resultRoom: Int
    private let scratchCount: Int

    /// - Parameter window: of the convolution, over images of the result's size
    init(layer: Layer, site: StepSite, window: Window, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        filters = window.channels
        products = try WindowProducts(
            window, filters: kernel.shape.last ?? 1, groups: 1,
            most: (site.batch + StepSite.parts - 1) / StepSite.parts, goesBack: true)
        let what = "a transposed convolution"
        panels = try Scratch(products.backCount, what)
        backPanels = try Scratch(site.inputGradient == nil ? 0 : products.forwardCount, what)
        inputRoom = products.roomCount
        resultRoom = products.images.isCopied ? products.together * products.images.imageStride + Scratch.slack : 0
        scratchCount = inputRoom + resultRoom + kernel.count + filters + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, what)
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
        if run.areWeightsNew { products.packBack(kernel.storage, site.loops.products, to: panels.base) }
        let isRectified = activation.formula == .relu
        share(run) { room, sample, count in
            let y = site.output + sample * site.outputCount
            products.back(
                site.input + sample * site.inputCount, count, panels.base, site.loops, room: room,
                from: bias.map { .bias($0.storage) } ?? .zero, isRectified: isRectified, to: y)
            if !isRectified {
                activation.apply(y, rows: count * site.outputCount / filters, columns: filters, site.loops)
            }
        }
    }

    func backward(_ run: StepRun) {
        let loops = site.loops.products, gradients = inputRoom + resultRoom
        if site.inputGradient != nil { products.packForward(kernel.storage, loops, to: backPanels.base) }
        for part in 0..<StepSite.parts {
            (scratch.base + part * scratchCount + gradients).update(repeating: 0, count: kernel.count + filters)
        }
        share(run) { room, sample, count in
            let dy = site.outputGradient + sample * site.outputCount
            let rows = count * site.outputCount / filters, dKernel = room + gradients
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + sample * site.outputCount, rows: rows, columns: filters, site.loops)
            }
            let images = products.images.images(dy, count, room: room + inputRoom)
            if site.learns {
                if bias != nil { site.loops.sumRows(dKernel + kernel.count, dy, rows, filters) }
                products.addWeightGradient(images, count, site.input + sample * site.inputCount, loops, to: dKernel)
            }
            if let dx = site.inputGradient {
                products.forward(
                    images, count, backPanels.base, bias: nil, isRectified: false, loops,
                    to: dx + sample * site.inputCount)
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
