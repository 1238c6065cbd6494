import Loops

/// A convolution of few filters over many channels, as the last of a generator: vectors of filters would be almost empty.
///
/// Forward every tap of the window is a column of a product with the pixels where they lie, and results are put together
/// from these. On the way back it is a convolution of the results' gradients with the kernel turned round, whose filters
/// are the channels: Kᵀ [KH, KW, F, C], Kᵀ[t, f, c] = K[T - 1 - t, c, f] for T taps.
final class ThinConvolutionStep: Step {
    private let site: StepSite
    private let window: Window
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let applied: AppliedWeights
    private let filters: Int
    private let taps: Int
    /// Columns of the product, in whole vectors.
    private let columns: Int
    /// Pixels, and where their products lie in an image with margins.
    private let pixels: Gathering
    /// Floats of a row of that image.
    private let rowStride: Int
    /// Where the taps' products lie, from those of the place's first pixel.
    private let offsets: [Int32]
    /// The convolution of the way back.
    private let back: WindowProducts
    /// The kernel turned round, in as many rows as there are columns.
    private let turned: Scratch
    private let panels: Scratch
    private let backPanels: Scratch
    /// For each part: products of an image's pixels, results' gradients with margins, then the gradients of the turned
    /// kernel and of the bias.
    private let scratch: Scratch
    private let productRoom: Int
    private let resultRoom: Int
    private let scratchCount: Int

    /// Products of an image stay in a core's second-level cache.
    private static let mostProducts = 1 << 18

    private static func columns(_ window: Window, _ filters: Int) -> Int {
        (window.windowHeight * window.windowWidth * filters + 15) / 16 * 16
    }

    /// Rows and columns of an image with the zeros around it.
    private static func outer(_ w: Window) -> (height: Int, width: Int) {
        (
            w.outputHeight + (w.windowHeight - 1) * w.dilationHeight,
            w.outputWidth + (w.windowWidth - 1) * w.dilationWidth
        )
    }

    /// True where so few filters look at so many channels that the columns of the other way would be mostly empty.
    static func pays(_ w: Window, filters: Int, groups: Int) -> Bool {
        guard groups == 1, w.strideHeight == 1, w.strideWidth == 1, filters <= 4, w.channels >= 16,
            w.windowHeight * w.windowWidth >= 4, w.windowHeight * w.windowWidth <= 256
        else { return false }
        let outer = outer(w), columns = columns(w, filters)
        return outer.height <= mostProducts && outer.width <= mostProducts
            && outer.height * outer.width <= mostProducts / columns
    }

    init(layer: Layer, site: StepSite, window w: Window, activation: ActivationKind) throws(NetworkError) {
        self.site = site
        window = w
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        applied = try AppliedWeights(layer, site)
        filters = kernel.shape.last ?? 1
        taps = w.windowHeight * w.windowWidth
        columns = ThinConvolutionStep.columns(w, filters)
        let outer = ThinConvolutionStep.outer(w), columns = columns
        rowStride = outer.width * columns
        var rows: [(start: Int, result: Int)] = []
        for y in 0..<w.height {
            for x in 0..<w.width {
                rows.append((rows.count * w.channels, ((y + w.top) * outer.width + x + w.left) * columns))
            }
        }
        pixels = try Gathering(rows: rows, segments: [0], length: w.channels)
        var offsets: [Int32] = []
        for kh in 0..<w.windowHeight {
            for kw in 0..<w.windowWidth {
                let place = kh * w.dilationHeight * outer.width + kw * w.dilationWidth
                offsets.append(Int32(place * columns + (taps - 1 - offsets.count) * filters))
            }
        }
        self.offsets = offsets
        back = try WindowProducts(
            Window(
                height: w.outputHeight, width: w.outputWidth, channels: filters, outputHeight: w.height,
                outputWidth: w.width, windowHeight: w.windowHeight, windowWidth: w.windowWidth, strideHeight: 1,
                strideWidth: 1, dilationHeight: w.dilationHeight, dilationWidth: w.dilationWidth,
                top: (w.windowHeight - 1) * w.dilationHeight - w.top,
                left: (w.windowWidth - 1) * w.dilationWidth - w.left), filters: w.channels, groups: 1,
            most: (site.batch + StepSite.parts - 1) / StepSite.parts, goesBack: false)
        let what = "a convolution"
        turned = try Scratch(columns * w.channels, what)
        panels = try Scratch(ProductLoops.panelCount(rows: w.channels, columns: columns), what)
        backPanels = try Scratch(site.inputGradient == nil ? 0 : back.forwardCount, what)
        productRoom = outer.height * rowStride + Scratch.slack
        resultRoom = back.images.isCopied ? back.together * back.images.imageStride + Scratch.slack : 0
        scratchCount = productRoom + resultRoom + kernel.count + filters + Scratch.slack
        scratch = try Scratch(scratchCount * StepSite.parts, what)
    }

    /// Walks the kernel's elements: where one lies in it, and where in the turned kernel.
    private func turn(_ body: (_ plain: Int, _ turned: Int) -> Void) {
        let channels = window.channels
        for tap in 0..<taps {
            for c in 0..<channels {
                for f in 0..<filters {
                    body((tap * channels + c) * filters + f, ((taps - 1 - tap) * filters + f) * channels + c)
                }
            }
        }
    }

    func forward(_ run: StepRun) {
        let loops = site.loops, channels = window.channels
        if run.areWeightsNew {
            applied.refresh(loops)
            turn { turned.base[$1] = applied.kernel[$0] }
            loops.products.pack(turned.base, 1, channels, channels, columns, panels.base, 0, channels)
        }
        site.share(run.count) { part, samples in
            let room = scratch.base + part * scratchCount
            for sample in samples {
                if run.isCancelled { return }
                let y = site.output + sample * site.outputCount
                loops.products.product(
                    pixels.rows(site.input + sample * site.inputCount), pixels.count, panels.base, columns, .zero,
                    false, room, pixels.results)
                for row in 0..<window.outputHeight {
                    loops.thin.collect(
                        room + row * rowStride, columns, offsets, taps, applied.bias, filters,
                        window.outputWidth, y + row * window.outputWidth * filters)
                }
                activation.apply(y, rows: window.places, columns: filters, loops)
            }
        }
    }

    func backward(_ run: StepRun) {
        let loops = site.loops, gradients = productRoom + resultRoom
        // The turned kernel is that of the last forward.
        if site.inputGradient != nil { back.packForward(turned.base, loops.products, to: backPanels.base) }
        for part in 0..<StepSite.parts {
            (scratch.base + part * scratchCount + gradients).update(repeating: 0, count: kernel.count + filters)
        }
        site.share(run.count) { part, samples in
            let room = scratch.base + part * scratchCount
            for first in stride(from: samples.lowerBound, to: samples.upperBound, by: back.together) {
                if run.isCancelled { return }
                goBack(room, first, min(back.together, samples.upperBound - first), sums: room + gradients)
            }
        }
        // The parts' sums are added in their order, so that the result does not depend on who was first.
        let sums = scratch.base + gradients
        for part in 1..<StepSite.parts {
            loops.add(sums, sums + part * scratchCount, kernel.count + filters)
        }
        turn { kernel.gradient[$0] = sums[$1] }
        bias?.gradient.update(from: sums + kernel.count, count: filters)
    }

    /// The way back of some samples.
    private func goBack(_ room: Target, _ sample: Int, _ count: Int, sums: Target) {
        let loops = site.loops, dy = site.outputGradient + sample * site.outputCount
        if !site.skipsActivationGradient {
            activation.gradient(
                dy, site.output + sample * site.outputCount, rows: count * window.places, columns: filters, loops)
        }
        let images = back.images.images(dy, count, room: room + productRoom)
        if site.learns {
            if bias != nil { loops.sumRows(sums + kernel.count, dy, count * window.places, filters) }
            back.addWeightGradient(
                images, count, site.input + sample * site.inputCount, loops.products, to: sums)
        }
        if let dx = site.inputGradient {
            back.forward(
                images, count, backPanels.base, bias: nil, isRectified: false, loops.products,
                to: dx + sample * site.inputCount)
        }
    }
}
