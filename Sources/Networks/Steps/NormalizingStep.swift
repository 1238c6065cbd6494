import Loops

/// What a batch normalization over the last axis does to each channel: y = x scale + shift.
struct ChannelNormalization {
    let gamma: Weight?
    let beta: Weight?
    let movingMean: Weight
    let movingVariance: Weight
    let epsilon: Double
    var channels: Int { movingMean.count }

    /// - Parameter layer: a `BatchNormalization`
    init(_ layer: Layer) throws(NetworkError) {
        gamma = layer.weights.first { $0.name == "gamma" }
        beta = layer.weights.first { $0.name == "beta" }
        movingMean = layer.weights[layer.weights.count - 2]
        movingVariance = layer.weights[layer.weights.count - 1]
        epsilon = try layer.values.double("epsilon")
    }

    /// 1 / deviation of a channel.
    func inverse(_ variance: Double) -> Double { 1 / (variance + epsilon).squareRoot() }

    /// With the moments that training left.
    var trained: (scale: [Double], shift: [Double]) {
        affine(center: movingMean.doubles, inverse: movingVariance.doubles.map(inverse))
    }

    func affine(center: [Double], inverse: [Double]) -> (scale: [Double], shift: [Double]) {
        var (scale, shift) = (inverse, center)
        for c in 0..<channels {
            scale[c] = Double(gamma?.storage[c] ?? 1) * inverse[c]
            shift[c] = Double(beta?.storage[c] ?? 0) - center[c] * scale[c]
        }
        return (scale, shift)
    }
}

/// Batch normalization over the last axis: each channel to mean 0 and variance 1, then gamma and beta.
final class BatchNormalizationStep: Step {
    private let site: StepSite
    private let layer: Layer
    private let normalization: ChannelNormalization
    private let momentum: Float
    private let channels: Int
    /// Places of one sample that share a channel's moments.
    private let places: Int
    /// Of each part of the batch, two sums for each channel.
    private var sums: [Double]
    /// Rows of channels that loops take and fill, one set for each part.
    private let scratch: Target
    /// What the way back needs of the last forward: the batch's mean and 1 / deviation.
    private let mean: Target
    private var inverse: [Double]
    private let factors: Target

    /// Rows that are summed in single precision before the sum goes on in double.
    private static let stretch = 256

    init(layer: Layer, site: StepSite, momentum: Float) throws(NetworkError) {
        self.site = site
        self.layer = layer
        normalization = try ChannelNormalization(layer)
        self.momentum = momentum
        channels = normalization.channels
        places = site.inputCount / channels
        sums = Array(repeating: 0, count: StepSite.parts * 2 * channels)
        scratch = .allocate(capacity: StepSite.parts * 2 * channels)
        mean = .allocate(capacity: channels)
        inverse = Array(repeating: 0, count: channels)
        factors = .allocate(capacity: 3 * channels)
        site.given?.isOffered = true
    }

    deinit {
        scratch.deallocate()
        mean.deallocate()
        factors.deallocate()
    }

    /// Sums of two quantities for each channel over the batch: parts are added in their order, whoever summed them.
    private func total(
        _ count: Int, _ body: (_ first: Target, _ second: Target, _ from: Int, _ rows: Int) -> Void
    ) -> (first: [Double], second: [Double]) {
        let channels = channels
        sums.withUnsafeMutableBufferPointer { all in
            guard let start = all.baseAddress else { return }
            nonisolated(unsafe) let sums = start
            nonisolated(unsafe) let body = body
            let scratch = scratch
            site.share(count * places) { part, rows in
                let mine = sums + part * 2 * channels, row = scratch + part * 2 * channels
                mine.update(repeating: 0, count: 2 * channels)
                for at in stride(from: rows.lowerBound, to: rows.upperBound, by: BatchNormalizationStep.stretch) {
                    row.update(repeating: 0, count: 2 * channels)
                    body(row, row + channels, at * channels, min(BatchNormalizationStep.stretch, rows.upperBound - at))
                    for i in 0..<2 * channels { mine[i] += Double(row[i]) }
                }
            }
        }
        var first = [Double](repeating: 0, count: channels), second = first
        for part in 0..<min(StepSite.parts, count * places) {
            for c in 0..<channels {
                first[c] += sums[part * 2 * channels + c]
                second[c] += sums[part * 2 * channels + channels + c]
            }
        }
        return (first, second)
    }

    /// The batch's mean and variance of each channel, in one pass: distances from the mean of its first rows are small, so
    /// that little is lost where the square of their mean is taken off.
    private func moments(_ count: Int) -> (mean: [Double], variance: [Double]) {
        let x = site.input, loops = site.loops, channels = channels, shift = mean, rows = count * places
        let few = min(rows, BatchNormalizationStep.stretch)
        shift.update(repeating: 0, count: channels)
        loops.sumRows(shift, x, few, channels)
        loops.scale(shift, 1 / Float(max(few, 1)), 0, channels)
        let (sums, squares) = total(count) { first, second, from, rows in
            loops.normalizing.moments(first, second, x + from, shift, rows, channels)
        }
        let distance = sums.map { $0 / Double(rows) }
        return (
            (0..<channels).map { Double(shift[$0]) + distance[$0] },
            (0..<channels).map { max(squares[$0] / Double(rows) - distance[$0] * distance[$0], 0) }
        )
    }

    /// A frozen layer normalizes as it does after training.
    private func usesBatch(_ run: StepRun) -> Bool { run.isTraining && layer.trainable }

    func forward(_ run: StepRun) {
        let x = site.input, loops = site.loops, channels = channels
        let (movingMean, movingVariance) = (normalization.movingMean, normalization.movingVariance)
        var (center, variance) = (movingMean.doubles, movingVariance.doubles)
        if usesBatch(run) {
            (center, variance) = moments(run.count)
            for c in 0..<channels { mean[c] = Float(center[c]) }
            for c in 0..<channels {
                movingMean.storage[c] = movingMean.storage[c] * momentum + Float(center[c]) * (1 - momentum)
                movingVariance.storage[c] =
                    movingVariance.storage[c] * momentum + Float(variance[c]) * (1 - momentum)
            }
            movingMean.hasChanged()
            movingVariance.hasChanged()
        }
        let (scale, shift) = (factors, factors + channels)
        inverse = variance.map(normalization.inverse)
        let affine = normalization.affine(center: center, inverse: inverse)
        for c in 0..<channels {
            scale[c] = Float(affine.scale[c])
            shift[c] = Float(affine.shift[c])
        }
        let y = site.output, isRectified = site.followers.activation?.formula == .relu
        let apply = isRectified ? loops.normalizing.scaleRectified : loops.normalizing.scale
        if let given = site.given, given.isDone(run) {
            return site.share(run.count) { _, samples in
                for sample in samples {
                    let from = sample * site.inputCount
                    apply(y + from, x + from, scale, shift, places, channels)
                    given.work(sample..<sample + 1, run.isTraining)
                }
            }
        }
        site.share(run.count * places) { _, rows in
            let from = rows.lowerBound * channels
            apply(y + from, x + from, scale, shift, rows.count, channels)
        }
    }

    func backward(_ run: StepRun) {
        let (x, dy, loops, channels, mean) = (site.input, site.outputGradient, site.loops, channels, mean)
        let isMoving = usesBatch(run)
        var (dyTotal, spread) = ([Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels))
        if isMoving {
            (dyTotal, spread) = total(run.count) { first, second, from, rows in
                loops.sumRows(first, dy + from, rows, channels)
                loops.normalizing.products(second, dy + from, x + from, mean, rows, channels)
            }
            // With respect to the normalized value: x - mean is it times the deviation.
            for c in 0..<channels { spread[c] *= inverse[c] }
            if let gamma = normalization.gamma { for c in 0..<channels { gamma.gradient[c] = Float(spread[c]) } }
            if let beta = normalization.beta { for c in 0..<channels { beta.gradient[c] = Float(dyTotal[c]) } }
        }
        guard let dx = site.inputGradient else { return }
        let (a, b, d) = (factors, factors + channels, factors + 2 * channels)
        let count = Double(run.count * places)
        for c in 0..<channels {
            let factor = Double(normalization.gamma?.storage[c] ?? 1) * inverse[c]
            let slope = isMoving ? -factor * inverse[c] * spread[c] / count : 0
            a[c] = Float(factor)
            b[c] = Float(slope)
            d[c] = Float(isMoving ? -factor * dyTotal[c] / count - slope * Double(mean[c]) : 0)
        }
        site.share(run.count * places) { _, rows in
            let from = rows.lowerBound * channels
            loops.normalizing.combine(dx + from, dy + from, x + from, a, b, d, rows.count, channels)
        }
    }
}

extension Weight {
    /// The numbers in double precision.
    fileprivate var doubles: [Double] { (0..<count).map { Double(storage[$0]) } }
}
