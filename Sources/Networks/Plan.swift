import Glibc
import Loops
import Tensors

/// A network compiled for batches of up to a number of samples: every buffer and every loop is chosen, so that a step
/// allocates nothing and decides nothing.
final class Plan {
    let batch: Int
    let loops: LoopTable
    let inputCount: Int
    let outputCount: Int
    /// One batch of samples, filled by the caller.
    let input: Target
    let output: Target
    /// The gradient of the output, filled by the loss.
    let outputGradient: Target
    /// Losses and targets of one batch.
    let targets: Target
    let losses: Target
    let sampleWeights: Target
    private let steps: [any Step]
    private let arena: Target

    /// - Parameter absorbs: whether the loss gives the gradient before the last activation.
    init(_ layers: [Layer], inputShape: [Int], batch: Int, absorbs: Bool, isTrained: Bool, workers: Workers)
        throws(NetworkError)
    {
        let blas: OpenBLAS
        switch OpenBLAS.loaded {
        case .success(let library): blas = library
        case .failure(let missing): throw NetworkError(.library, missing.description)
        }
        self.batch = batch
        loops = Loops.best
        inputCount = inputShape.reduce(1, *)
        let sizes = [inputCount] + layers.map { $0.outputShape.reduce(1, *) }
        outputCount = sizes[sizes.count - 1]
        // Values of every layer stay for the way back; gradients need two buffers that take turns.
        let widest = sizes.max() ?? 1
        let perSample = sizes.reduce(0, +) + (isTrained ? 2 * widest : widest) + outputCount + 2
        let (total, overflow) = perSample.multipliedReportingOverflow(by: batch)
        if overflow || total > Plan.memoryLimit / 4 {
            throw NetworkError(
                .memory,
                "a batch of \(batch) samples needs \(overflow ? "far" : "\(total >> 28) GB,") more memory than there is",
                hint: "use a smaller batch_size")
        }
        arena = .allocate(capacity: max(total, 1) + 16 * (sizes.count + 8))
        var free = arena
        func take(_ count: Int) -> Target {
            defer { free += (count * batch + 15) & ~15 }
            return free
        }
        input = take(inputCount)
        var values = [input]
        for (layer, size) in zip(layers, sizes.dropFirst()) {
            values.append(layer.kind.isView ? values[values.count - 1] : take(size))
        }
        output = values[values.count - 1]
        var gradients = [take(widest), isTrained ? take(widest) : input]
        targets = take(outputCount)
        losses = take(1)
        sampleWeights = take(1)

        let firstLearner = layers.firstIndex { $0.trainable && !$0.weights.isEmpty } ?? layers.count
        var made: [any Step] = []
        var backward: [(Target, Target?)] = []
        for i in layers.indices.reversed() {
            if layers[i].kind.isView {
                backward.insert((gradients[0], i > firstLearner ? gradients[0] : nil), at: 0)
                continue
            }
            backward.insert((gradients[0], i > firstLearner ? gradients[1] : nil), at: 0)
            gradients.swapAt(0, 1)
        }
        outputGradient = backward.last?.0 ?? gradients[0]
        for (i, layer) in layers.enumerated() {
            let site = StepSite(
                loops: loops, blas: blas, workers: workers, inputCount: sizes[i], outputCount: sizes[i + 1],
                input: values[i],
                output: values[i + 1], inputGradient: backward[i].1, outputGradient: backward[i].0,
                skipsActivationGradient: absorbs && i == layers.count - 1, index: i)
            do throws(NetworkError) { made.append(try layer.kind.step(layer, site)) } catch {
                arena.deallocate()
                throw error
            }
        }
        steps = made
    }

    deinit { arena.deallocate() }

    /// Cores that may be used.
    static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Three quarters of the machine's memory, in bytes.
    private static let memoryLimit: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES)), size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size / 4 * 3 : 4 << 30
    }()

    /// Values of every layer for the samples in `input`.
    func forward(_ run: StepRun, isCancelled: () -> Bool) throws(NetworkError) {
        for step in steps {
            if isCancelled() { throw NetworkError(.cancelled, "interrupted") }
            step.forward(run)
        }
    }

    /// Gradients of every weight from `outputGradient`.
    func backward(_ run: StepRun, isCancelled: () -> Bool) throws(NetworkError) {
        for step in steps.reversed() {
            if isCancelled() { throw NetworkError(.cancelled, "interrupted") }
            step.backward(run)
        }
    }
}
