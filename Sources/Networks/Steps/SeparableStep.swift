import Loops

/// A convolution of each channel by itself, then a mixture of the channels: what is between them stays in a few images' room.
final class SeparableStep: Step {
    private let site: StepSite
    private let windows: DepthwiseWindows
    /// Of one pixel, over what the depthwise convolution makes.
    private let products: WindowProducts
    private let activation: ActivationKind
    private let depthwise: Weight
    private let pointwise: Weight
    private let bias: Weight?
    private let packed: Scratch
    private let backPacked: Scratch
    private let panels: Scratch
    private let backPanels: Scratch
    /// For each part: an image with margins, the ways' back rooms, what is between and its gradient for some images, then
    /// the gradients of both kernels and the bias.
    private let scratch: Scratch
    private let layout: Layout

    /// Where the parts of a part's scratch begin.
    private struct Layout {
        let back: Int
        let middle: Int
        let slopes: Int
        let depthwise: Int
        let pointwise: Int
        let bias: Int
        let count: Int
    }

    /// - Parameter window: over the layer's input
    init(layer: Layer, site: StepSite, window: Window, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        self.activation = activation
        depthwise = layer.weights[0]
        pointwise = layer.weights[1]
        bias = layer.weights.count > 2 ? layer.weights[2] : nil
        windows = try DepthwiseWindows(window, multiplier: depthwise.shape.last ?? 1)
        let w = windows.window, filters = pointwise.shape.last ?? 1
        products = try WindowProducts(
            Window(
                height: w.outputHeight, width: w.outputWidth, channels: w.channels, outputHeight: w.outputHeight,
                outputWidth: w.outputWidth, windowHeight: 1, windowWidth: 1, strideHeight: 1, strideWidth: 1,
                dilationHeight: 1, dilationWidth: 1, top: 0, left: 0), filters: filters, groups: 1,
            most: (site.batch + StepSite.parts - 1) / StepSite.parts, goesBack: true)
        let what = "a separable convolution"
        packed = try Scratch(windows.packedCount, what)
        backPacked = try Scratch(windows.packedCount, what)
        panels = try Scratch(products.forwardCount, what)
        backPanels = try Scratch(products.backCount, what)
        let middle = products.together * w.places * w.channels + Scratch.slack
        let back = windows.imageRoom, start = back + max(windows.backRoom, products.roomCount)
        layout = Layout(
            back: back, middle: start, slopes: start + middle, depthwise: start + 2 * middle,
            pointwise: start + 2 * middle + windows.gradientCount,
            bias: start + 2 * middle + windows.gradientCount + pointwise.count,
            count: start + 2 * middle + windows.gradientCount + pointwise.count + filters + Scratch.slack)
        scratch = try Scratch(layout.count * StepSite.parts, what)
    }

    /// Runs a job for each few images of a part that are worked on together.
    private func share(_ run: StepRun, _ body: (_ room: Target, _ sample: Int, _ count: Int) -> Void) {
        site.share(run.count) { part, samples in
            for first in stride(from: samples.lowerBound, to: samples.upperBound, by: products.together) {
                body(scratch.base + part * layout.count, first, min(products.together, samples.upperBound - first))
            }
        }
    }

    private var middleCount: Int { windows.window.places * windows.window.channels }

    /// What the depthwise convolution makes of some images.
    private func makeMiddle(_ room: Target, _ sample: Int, _ count: Int) {
        for i in 0..<count {
            let image = windows.image(site.input + (sample + i) * site.inputCount, room: room)
            windows.forward(
                image, packed.base, bias: nil, site.loops.depthwise, to: room + layout.middle + i * middleCount)
        }
    }

    func forward(_ run: StepRun) {
        if run.areWeightsNew {
            windows.pack(depthwise.storage, to: packed.base)
            products.packForward(pointwise.storage, site.loops.products, to: panels.base)
        }
        let isRectified = activation.formula == .relu
        share(run) { room, sample, count in
            makeMiddle(room, sample, count)
            let y = site.output + sample * site.outputCount
            products.forward(
                room + layout.middle, count, panels.base, bias: bias.map { Source($0.storage) },
                isRectified: isRectified, site.loops.products, to: y)
            if !isRectified {
                activation.apply(y, rows: count * products.window.places, columns: products.filters, site.loops)
            }
        }
    }

    func backward(_ run: StepRun) {
        let filters = products.filters, sumCount = layout.count - layout.depthwise - Scratch.slack
        windows.packBack(depthwise.storage, to: backPacked.base)
        products.packBack(pointwise.storage, site.loops.products, to: backPanels.base)
        for part in 0..<StepSite.parts {
            (scratch.base + part * layout.count + layout.depthwise).update(repeating: 0, count: sumCount)
        }
        share(run) { room, sample, count in
            let dy = site.outputGradient + sample * site.outputCount, rows = count * products.window.places
            if !site.skipsActivationGradient {
                activation.gradient(
                    dy, site.output + sample * site.outputCount, rows: rows, columns: filters, site.loops)
            }
            if site.learns {
                if bias != nil { site.loops.sumRows(room + layout.bias, dy, rows, filters) }
                makeMiddle(room, sample, count)
                products.addWeightGradient(
                    room + layout.middle, count, dy, site.loops.products, to: room + layout.pointwise)
            }
            products.back(
                dy, count, backPanels.base, site.loops, room: room + layout.back, to: room + layout.slopes)
            for i in 0..<count { goBack(room, sample + i, room + layout.slopes + i * middleCount) }
        }
        gatherGradients()
    }

    /// The way back of one image from the gradient of what is between.
    private func goBack(_ room: Target, _ sample: Int, _ slopes: Source) {
        if site.learns {
            let image = windows.image(site.input + sample * site.inputCount, room: room)
            windows.addWeightGradient(image, slopes, site.loops.depthwise, to: room + layout.depthwise)
        }
        if let dx = site.inputGradient {
            windows.back(
                slopes, backPacked.base, site.loops.depthwise, room: room + layout.back,
                to: dx + sample * site.inputCount)
        }
    }

    /// Adds the parts' sums in their order, so that the result does not depend on who was first.
    private func gatherGradients() {
        depthwise.gradient.update(repeating: 0, count: depthwise.count)
        pointwise.gradient.update(repeating: 0, count: pointwise.count)
        bias?.gradient.update(repeating: 0, count: products.filters)
        for part in 0..<StepSite.parts {
            let room = scratch.base + part * layout.count
            windows.unpack(room + layout.depthwise, site.loops, to: depthwise.gradient)
            site.loops.add(pointwise.gradient, room + layout.pointwise, pointwise.count)
            if let bias { site.loops.add(bias.gradient, room + layout.bias, products.filters) }
        }
    }
}
