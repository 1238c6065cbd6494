import Loops

/// What one layer does with a batch: values forward, gradients backward.
protocol Step: AnyObject {
    func forward(_ run: StepRun)
    /// Turns the output's gradient into the input's (where the site wants it) and the weights'.
    func backward(_ run: StepRun)
}

/// What changes from one batch to the next.
struct StepRun {
    /// Samples in the batch, at most the plan's.
    let count: Int
    let isTraining: Bool
    /// The stream of random numbers of this batch.
    let key: UInt64
}

/// Where a step stands in a plan: its memory and tools. Sizes are per sample.
struct StepSite {
    let loops: LoopTable
    let blas: OpenBLAS
    let workers: Workers
    let inputCount: Int
    let outputCount: Int
    let input: Target
    let output: Target
    /// The gradient of the input; `nil` where nothing before learns.
    let inputGradient: Target?
    let outputGradient: Target
    /// True where the loss already gave the gradient before the activation (softmax with cross-entropy).
    let skipsActivationGradient: Bool
    /// A number of its own for each layer.
    let index: Int

    /// How many parts a batch is cut into, whatever the number of workers: results must not depend on it.
    static let parts = 4

    /// Runs a job on the samples of each part.
    func share(_ count: Int, _ body: (_ part: Int, _ samples: Range<Int>) -> Void) {
        let parts = min(StepSite.parts, max(count, 1))
        workers.run(parts: parts) { part in body(part, count * part / parts..<count * (part + 1) / parts) }
    }
}

/// y = activation(x W + b)
final class DenseStep: Step {
    private let site: StepSite
    private let kernel: Weight
    private let bias: Weight?
    private let activation: ActivationKind
    private let inputs: Int
    private let units: Int
    /// Rows that one sample holds: more than one where the input has more axes.
    private let rows: Int

    init(layer: Layer, site: StepSite, activation: ActivationKind) {
        self.site = site
        self.activation = activation
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        inputs = kernel.shape[0]
        units = kernel.shape[1]
        rows = site.inputCount / inputs
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let m = samples.count * rows
            let x = site.input + samples.lowerBound * site.inputCount
            let y = site.output + samples.lowerBound * site.outputCount
            site.blas.product(
                m: m, n: units, k: inputs, a: x, strideA: inputs, b: kernel.storage, strideB: units, c: y,
                strideC: units)
            Epilogue.apply(y, bias, activation, rows: m, columns: units, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        let m = run.count * rows
        let dy = site.outputGradient
        if !site.skipsActivationGradient {
            site.share(run.count) { _, samples in
                let from = samples.lowerBound * site.outputCount
                activation.gradient(
                    dy + from, site.output + from, rows: samples.count * rows, columns: units, site.loops)
            }
        }
        // dW = xᵀ dy, each part some rows of it; dx = dy Wᵀ, each part some samples.
        let parts = min(StepSite.parts, inputs)
        site.workers.run(parts: parts) { part in
            let from = inputs * part / parts, to = inputs * (part + 1) / parts
            site.blas.product(
                m: to - from, n: units, k: m, a: site.input + from, strideA: inputs, transposeA: true, b: dy,
                strideB: units,
                c: kernel.gradient + from * units, strideC: units)
        }
        if let bias {
            bias.gradient.update(repeating: 0, count: units)
            site.loops.sumRows(bias.gradient, dy, m, units)
        }
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            site.blas.product(
                m: samples.count * rows, n: inputs, k: units, a: dy + samples.lowerBound * site.outputCount,
                strideA: units,
                b: kernel.storage, strideB: units, transposeB: true, c: dx + samples.lowerBound * site.inputCount,
                strideC: inputs)
        }
    }
}

/// What follows a product: bias and activation while the result is still in the cache.
enum Epilogue {
    static func apply(
        _ y: Target, _ bias: Weight?, _ activation: ActivationKind, rows: Int, columns: Int, _ loops: LoopTable
    ) {
        guard let bias else { return activation.apply(y, rows: rows, columns: columns, loops) }
        if activation.formula == .relu { return loops.addBiasRelu(y, bias.storage, rows, columns) }
        loops.addBias(y, bias.storage, rows, columns)
        activation.apply(y, rows: rows, columns: columns, loops)
    }
}

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

/// The largest value under each window; its place is kept for the way back.
final class MaxPoolingStep: Step {
    private let site: StepSite
    private let window: Window
    private var places: UnsafeMutablePointer<Int32>
    private var capacity = 0

    init(site: StepSite, window: Window) {
        self.site = site
        self.window = window
        places = .allocate(capacity: 1)
    }

    deinit { places.deallocate() }

    func forward(_ run: StepRun) {
        if run.count > capacity {
            places.deallocate()
            places = .allocate(capacity: run.count * site.outputCount)
            capacity = run.count
        }
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.maxPool(
                    window, site.input + sample * site.inputCount, site.output + sample * site.outputCount,
                    places + sample * site.outputCount)
            }
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            for sample in samples {
                let image = dx + sample * site.inputCount
                image.update(repeating: 0, count: site.inputCount)
                site.loops.maxPoolGradient(
                    window, site.outputGradient + sample * site.outputCount, places + sample * site.outputCount, image)
            }
        }
    }
}

/// The mean of the values under each window.
final class AveragePoolingStep: Step {
    private let site: StepSite
    private let window: Window

    init(site: StepSite, window: Window) {
        self.site = site
        self.window = window
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            for sample in samples {
                site.loops.averagePool(
                    window, site.input + sample * site.inputCount, site.output + sample * site.outputCount)
            }
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            for sample in samples {
                let image = dx + sample * site.inputCount
                image.update(repeating: 0, count: site.inputCount)
                site.loops.averagePoolGradient(window, site.outputGradient + sample * site.outputCount, image)
            }
        }
    }
}

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
                (y + from).update(from: x + from, count: n)
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
    private let columns: Int
    private let activation: ActivationKind

    init(site: StepSite, columns: Int, activation: ActivationKind) {
        self.site = site
        self.columns = columns
        self.activation = activation
    }

    func forward(_ run: StepRun) {
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.inputCount, n = samples.count * site.inputCount
            (site.output + from).update(from: site.input + from, count: n)
            activation.apply(site.output + from, rows: n / columns, columns: columns, site.loops)
        }
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        site.share(run.count) { _, samples in
            let from = samples.lowerBound * site.inputCount, n = samples.count * site.inputCount
            (dx + from).update(from: site.outputGradient + from, count: n)
            if !site.skipsActivationGradient {
                activation.gradient(dx + from, site.output + from, rows: n / columns, columns: columns, site.loops)
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
        let n = run.count * site.inputCount
        site.output.update(from: site.input, count: n)
        site.loops.scale(site.output, scale, offset, n)
    }

    func backward(_ run: StepRun) {
        guard let dx = site.inputGradient else { return }
        let n = run.count * site.inputCount
        dx.update(from: site.outputGradient, count: n)
        site.loops.scale(dx, scale, 0, n)
    }
}
