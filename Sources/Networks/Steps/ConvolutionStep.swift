import Loops

/// A convolution as products of patches with the kernel, a few rows of the output at a time so that they stay in the cache.
final class ConvolutionStep: Step {
    private let site: StepSite
    private let window: Window
    private let activation: ActivationKind
    private let kernel: Weight
    private let bias: Weight?
    private let filters: Int
    /// Rows of the output that are worked on together.
    private let rowsAtOnce: Int
    /// For each part: patches, then the kernel's and the bias's gradients.
    private let scratch: Target
    private let scratchCount: Int
    private let patchesCount: Int

    /// About a third of a core's second-level cache, in floats.
    private static let blockCount = 80_000

    init(layer: Layer, site: StepSite, window: Window, activation: ActivationKind) {
        self.site = site
        self.window = window
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        filters = kernel.shape[3]
        let rowCount = window.outputWidth * window.patch
        rowsAtOnce = min(window.outputHeight, max(1, ConvolutionStep.blockCount / max(rowCount, 1)))
        patchesCount = rowsAtOnce * rowCount
        scratchCount = patchesCount + kernel.count + filters
        scratch = .allocate(capacity: scratchCount * StepSite.parts)
        scratch.initialize(repeating: 0, count: scratchCount * StepSite.parts)
    }

    deinit { scratch.deallocate() }

    /// The part of the window's walk that gives some rows of the output.
    private func block(_ from: Int) -> (window: Window, places: Int) {
        var w = window
        w.outputHeight = min(rowsAtOnce, window.outputHeight - from)
        w.top = window.top - from * window.strideHeight
        return (w, w.outputHeight * w.outputWidth)
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { part, samples in
            let patches = scratch + part * scratchCount
            for sample in samples {
                let x = site.input + sample * site.inputCount
                for from in stride(from: 0, to: window.outputHeight, by: rowsAtOnce) {
                    let (w, places) = block(from)
                    let y = site.output + sample * site.outputCount + from * window.outputWidth * filters
                    site.loops.patches(w, x, patches)
                    site.blas.product(
                        m: places, n: filters, k: window.patch, a: patches, strideA: window.patch, b: kernel.storage,
                        strideB: filters, c: y, strideC: filters)
                    Epilogue.apply(y, bias, activation, rows: places, columns: filters, site.loops)
                }
            }
        }
    }

    func backward(_ run: StepRun) {
        site.share(run.count) { part, samples in
            let patches = scratch + part * scratchCount
            let dKernel = patches + patchesCount
            let dBias = dKernel + kernel.count
            dKernel.update(repeating: 0, count: kernel.count + filters)
            for sample in samples {
                let x = site.input + sample * site.inputCount
                let dyImage = site.outputGradient + sample * site.outputCount
                if !site.skipsActivationGradient {
                    activation.gradient(
                        dyImage, site.output + sample * site.outputCount, rows: window.places, columns: filters,
                        site.loops)
                }
                if bias != nil { site.loops.sumRows(dBias, dyImage, window.places, filters) }
                let dx = site.inputGradient.map { $0 + sample * site.inputCount }
                dx?.update(repeating: 0, count: site.inputCount)
                for from in stride(from: 0, to: window.outputHeight, by: rowsAtOnce) {
                    let (w, places) = block(from)
                    let dy = dyImage + from * window.outputWidth * filters
                    site.loops.patches(w, x, patches)
                    site.blas.product(
                        m: window.patch, n: filters, k: places, a: patches, strideA: window.patch, transposeA: true,
                        b: dy,
                        strideB: filters, beta: 1, c: dKernel, strideC: filters)
                    guard let dx else { continue }
                    site.blas.product(
                        m: places, n: window.patch, k: filters, a: dy, strideA: filters, b: kernel.storage,
                        strideB: filters,
                        transposeB: true, c: patches, strideC: window.patch)
                    site.loops.addPatches(w, patches, dx)
                }
            }
        }
        // The parts' sums are added in their order, so that the result does not depend on who was first.
        kernel.gradient.update(repeating: 0, count: kernel.count)
        bias?.gradient.update(repeating: 0, count: filters)
        for part in 0..<min(StepSite.parts, max(run.count, 1)) {
            let dKernel = scratch + part * scratchCount + patchesCount
            site.loops.add(kernel.gradient, dKernel, kernel.count)
            if let bias { site.loops.add(bias.gradient, dKernel + kernel.count, filters) }
        }
    }
}
