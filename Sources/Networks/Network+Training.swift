import Loops
import Tensors

/// How a training goes: Keras's arguments of `fit`.
public struct FitOptions {
    public var batchSize = 32
    /// The number of the last epoch, from 1.
    public var epochs = 1
    /// Epochs that an earlier training did.
    public var initialEpoch = 0
    public var shuffle = true
    /// Data that are measured after each epoch, never learned.
    public var validation: (x: Tensor, y: Tensor)?
    /// The share of the samples, taken from the end before shuffling, that is measured instead of learned.
    public var validationSplit = 0.0
    public var classWeight: [Int: Double]?
    /// Weight of each sample.
    public var sampleWeight: Tensor?
    /// Batches in an epoch; `nil`: as many as the data give.
    public var stepsPerEpoch: Int?

    public init() {}
}

/// Who is told what while a training runs. Numbers are in the order of `metricNames`.
public struct FitEvents {
    /// Asked between layers: true stops at once and keeps everything up to the last whole step.
    public var isCancelled: () -> Bool
    public var onEpochBegin: (_ epoch: Int) -> Void
    /// After each batch: means over the epoch so far.
    public var onBatchEnd: (_ step: Int, _ steps: Int, _ means: [Double]) -> Void
    /// After each epoch; false ends the training.
    public var onEpochEnd: (_ epoch: Int, _ training: [Double], _ validation: [Double]?) -> Bool

    public init(
        isCancelled: @escaping () -> Bool = { false }, onEpochBegin: @escaping (Int) -> Void = { _ in },
        onBatchEnd: @escaping (Int, Int, [Double]) -> Void = { _, _, _ in },
        onEpochEnd: @escaping (Int, [Double], [Double]?) -> Bool = { _, _, _ in true }
    ) {
        self.isCancelled = isCancelled
        self.onEpochBegin = onEpochBegin
        self.onBatchEnd = onBatchEnd
        self.onEpochEnd = onEpochEnd
    }
}

/// Means over an epoch: each sample counts the same, whatever its batch.
struct RunningMeans {
    private var sums: [Double]
    private var count = 0.0

    init(_ size: Int) { sums = Array(repeating: 0, count: size) }

    mutating func add(_ batch: [Double], count: Int) {
        for i in sums.indices { sums[i] += batch[i] }
        self.count += Double(count)
    }

    var values: [Double] { count == 0 ? sums : sums.map { $0 / count } }
}

extension Network {
    /// Learns from samples: x [N, …] and y [N, …].
    ///
    /// - Throws: `cancelled` after `events.isCancelled` answered true; the weights are those of the last whole step.
    public func fit(_ x: Tensor, _ y: Tensor, options: FitOptions, events: FitEvents) throws(NetworkError) {
        _ = try compiledLoss("fit")
        guard options.batchSize > 0 else {
            throw NetworkError(.value, "batch_size must be a positive integer, not \(options.batchSize)")
        }
        if !isBuilt { try build(inputShape: Array(x.shape.dropFirst())) }
        let all = try Samples(x, y, network: self, weights: options.sampleWeight, classWeight: options.classWeight)
        var learned = all.count
        var validation = try options.validation.map { (v) throws(NetworkError) in try Samples(v.x, v.y, network: self) }
        var validationPlaces = Array(0..<(validation?.count ?? 0))
        if validation == nil, options.validationSplit != 0 {
            guard options.validationSplit > 0, options.validationSplit < 1 else {
                throw NetworkError(
                    .value, "`validation_split` must be between 0 and 1, received \(options.validationSplit)")
            }
            learned = Int((Double(all.count) * (1 - options.validationSplit)).rounded(.down))
            if learned == 0 || learned == all.count {
                throw NetworkError(
                    .value,
                    "Training data contains \(all.count) samples, which is not sufficient to split it into a validation and training set as specified by `validation_split=\(options.validationSplit)`."
                )
            }
            validation = all
            validationPlaces = Array(learned..<all.count)
        }
        if learned == 0 { throw NetworkError(.value, "there are no samples to learn from") }
        let plan = try planForTraining(batch: min(options.batchSize, learned))
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        var order = Array(0..<learned)
        let batches = (learned + options.batchSize - 1) / options.batchSize
        let steps = min(options.stepsPerEpoch ?? batches, batches)
        for epoch in options.initialEpoch..<max(options.epochs, options.initialEpoch) {
            events.onEpochBegin(epoch)
            if options.shuffle { randomness.shuffle(&order) }
            var means = RunningMeans(metricNames.count)
            for step in 0..<steps {
                let places = order[(step * options.batchSize)..<min((step + 1) * options.batchSize, learned)]
                all.gather(places, into: plan, workers)
                means.add(try learn(plan, places.count, all, events.isCancelled), count: places.count)
                events.onBatchEnd(step, steps, means.values)
            }
            let measured = try validation.map { (v) throws(NetworkError) in
                try measure(v, validationPlaces[...], batch: options.batchSize, isCancelled: events.isCancelled) {
                    _, _ in
                }
            }
            if !events.onEpochEnd(epoch, means.values, measured) { return }
        }
    }

    /// One step on the batch in a plan: sums of loss and metrics over its samples.
    private func learn(_ plan: Plan, _ count: Int, _ samples: Samples, _ isCancelled: () -> Bool) throws(NetworkError)
        -> [Double]
    {
        let run = StepRun(count: count, isTraining: true, key: randomness.next())
        try plan.forward(run, isCancelled: isCancelled)
        let sums = try score(plan, count, samples, withGradient: true)
        try plan.backward(run, isCancelled: isCancelled)
        try optimizer?.step(layers.filter(\.trainable).flatMap(\.weights), plan.loops)
        return sums
    }

    /// Loss and metrics of the batch in a plan, summed over its samples.
    private func score(_ plan: Plan, _ count: Int, _ samples: Samples, withGradient: Bool) throws(NetworkError)
        -> [Double]
    {
        let loss = try compiledLoss("fit")
        loss.measure(
            plan.output, plan.targets, weights: samples.isWeighted ? UnsafePointer(plan.sampleWeights) : nil,
            count: count,
            columns: plan.outputCount, absorbed: isAbsorbed, losses: plan.losses,
            dp: withGradient ? plan.outputGradient : nil)
        var total = 0.0
        for i in 0..<count {
            total += Double(plan.losses[i]) * (samples.isWeighted ? Double(plan.sampleWeights[i]) : 1)
        }
        return [total]
            + metrics.map {
                let formula = $0.resolved(columns: plan.outputCount, hasLabelsAsNumbers: samples.hasLabelsAsNumbers)
                return MetricKind.sum(formula, plan.output, plan.targets, count: count, columns: plan.outputCount)
            }
    }

    /// Means of loss and metrics over samples, without learning.
    private func measure(
        _ samples: Samples, _ places: ArraySlice<Int>, batch: Int, isCancelled: () -> Bool, onBatch: (Int, Int) -> Void
    ) throws(NetworkError) -> [Double] {
        let plan = try planForPrediction(batch: min(max(batch, 1), max(places.count, 1)))
        var means = RunningMeans(metricNames.count)
        let steps = (places.count + plan.batch - 1) / plan.batch
        for step in 0..<steps {
            let from = places.startIndex + step * plan.batch
            let part = places[from..<min(from + plan.batch, places.endIndex)]
            samples.gather(part, into: plan, workers)
            try plan.forward(StepRun(count: part.count, isTraining: false, key: 0), isCancelled: isCancelled)
            means.add(try score(plan, part.count, samples, withGradient: false), count: part.count)
            onBatch(step, steps)
        }
        return means.values
    }

    /// Loss and metrics on samples, in the order of `metricNames`.
    public func evaluate(
        _ x: Tensor, _ y: Tensor, batchSize: Int = 32, sampleWeight: Tensor? = nil, isCancelled: () -> Bool = { false },
        onBatch: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
    ) throws(NetworkError) -> [Double] {
        _ = try compiledLoss("evaluate")
        if !isBuilt { try build(inputShape: Array(x.shape.dropFirst())) }
        let samples = try Samples(x, y, network: self, weights: sampleWeight)
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        return try measure(
            samples, Array(0..<samples.count)[...], batch: batchSize, isCancelled: isCancelled, onBatch: onBatch)
    }

    /// The network's outputs for samples: float32 [N, …].
    public func predict(
        _ x: Tensor, batchSize: Int = 32, isCancelled: () -> Bool = { false },
        onBatch: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
    ) throws(NetworkError) -> Tensor {
        if !isBuilt { try build(inputShape: Array(x.shape.dropFirst())) }
        let samples = try Samples(x, nil, network: self)
        let result: Tensor
        do throws(TensorError) {
            result = try Tensor(uninitialized: [samples.count] + (outputShape ?? []), dtype: .float32)
        } catch { throw NetworkError(.memory, error.message) }
        guard samples.count > 0 else { return result }
        let out = result.start.assumingMemoryBound(to: Float.self)
        let plan = try planForPrediction(batch: min(max(batchSize, 1), samples.count))
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        let places = Array(0..<samples.count)
        let steps = (samples.count + plan.batch - 1) / plan.batch
        for step in 0..<steps {
            let part = places[(step * plan.batch)..<min((step + 1) * plan.batch, samples.count)]
            samples.gather(part, into: plan, workers)
            try plan.forward(StepRun(count: part.count, isTraining: false, key: 0), isCancelled: isCancelled)
            (out + step * plan.batch * plan.outputCount).update(from: plan.output, count: part.count * plan.outputCount)
            onBatch(step, steps)
        }
        return result
    }

    /// One step on one batch; loss and metrics of that batch, as they were before the step.
    public func trainOnBatch(_ x: Tensor, _ y: Tensor, sampleWeight: Tensor? = nil) throws(NetworkError) -> [Double] {
        _ = try compiledLoss("train_on_batch")
        if !isBuilt { try build(inputShape: Array(x.shape.dropFirst())) }
        let samples = try Samples(x, y, network: self, weights: sampleWeight)
        guard samples.count > 0 else { throw NetworkError(.value, "there are no samples to learn from") }
        let plan = try planForTraining(batch: samples.count)
        samples.gather(Array(0..<samples.count)[...], into: plan, workers)
        return try learn(plan, samples.count, samples, { false }).map { $0 / Double(samples.count) }
    }

    /// Loss and metrics of one batch.
    public func testOnBatch(_ x: Tensor, _ y: Tensor) throws(NetworkError) -> [Double] {
        try evaluate(x, y, batchSize: max(1, x.shape.first ?? 1))
    }
}
