import Loops
import Tensors

extension Network {
    /// Learns from samples.
    ///
    /// - Throws: `cancelled` after `events.isCancelled` answered true; the weights are those of the last whole step.
    public func fit(_ data: TrainingData, options: FitOptions, events: FitEvents) throws(NetworkError) {
        let training = try compiled("fit")
        guard options.batchSize > 0 else {
            throw NetworkError(.value, "batch_size must be a positive integer, not \(options.batchSize)")
        }
        var all = try Samples(data, network: self, wantsTargets: true, classWeight: options.classWeight)
        var learned = all.count
        var validation = try options.validation.map { (v) throws(NetworkError) in
            try Samples(v, network: self, wantsTargets: true)
        }
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
        let batch = try makeBatch(all, min(options.batchSize, learned), isTrained: true)
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        var order = Array(0..<learned)
        var batches = (learned + options.batchSize - 1) / options.batchSize
        var steps = min(options.stepsPerEpoch ?? batches, batches)
        let validationSize = options.validationBatchSize ?? options.batchSize
        for epoch in options.initialEpoch..<max(options.epochs, options.initialEpoch) {
            events.onEpochBegin(epoch)
            if epoch > options.initialEpoch, let next = options.nextData {
                all = try Samples(next(epoch), network: self, wantsTargets: true, classWeight: options.classWeight)
                learned = all.count
                order = Array(0..<learned)
                batches = (learned + options.batchSize - 1) / options.batchSize
                steps = min(options.stepsPerEpoch ?? batches, batches)
            }
            if options.shuffle { randomness.shuffle(&order) }
            batch.reset()
            for step in 0..<steps {
                let places = order[(step * options.batchSize)..<min((step + 1) * options.batchSize, learned)]
                events.onBatchBegin(step)
                all.gather(places, into: batch, workers)
                try learn(batch, places.count, all, events.isCancelled)
                events.onBatchEnd(step, steps, batch.values)
                if events.isStopped() { break }
            }
            var measured: [Double]?
            if let validation, (epoch + 1) % max(options.validationFrequency, 1) == 0 {
                events.onTestBegin()
                let most = (options.validationSteps ?? .max / validationSize) * validationSize
                measured = try measure(
                    validation, validationPlaces.prefix(most), batch: validationSize, isCancelled: events.isCancelled
                ) { _, _, _ in }
                events.onTestEnd(measured ?? [])
            }
            if !events.onEpochEnd(epoch, batch.values, measured) { break }
        }
        try training.optimizer.finish(trainableWeights)
        for weight in trainableWeights { weight.hasChanged() }
    }

    /// A plan for batches of up to a size, with memory for targets.
    private func makeBatch(_ samples: Samples, _ size: Int, isTrained: Bool) throws(NetworkError) -> Batch {
        let plan = try plan(samples.shapes, batch: size, isTrained: isTrained)
        return Batch(plan, try compiled("fit"), widths: samples.targets.map { $0?.width ?? 1 })
    }

    /// One step on the samples in a batch.
    private func learn(_ batch: Batch, _ count: Int, _ samples: Samples, _ isCancelled: () -> Bool)
        throws(NetworkError)
    {
        let training = try compiled("fit")
        let run = StepRun(count: count, isTraining: true, key: randomness.next())
        try batch.plan.forward(run, isCancelled: isCancelled)
        var added = batch.plan.addedLoss
        let weights = trainableWeights
        for weight in weights { if let regularizer = weight.regularizer { added += regularizer.loss(weight) } }
        try batch.score(samples, count, added: added, key: run.key, withGradient: true)
        try batch.plan.backward(run, isCancelled: isCancelled)
        for weight in weights { weight.regularizer?.addGradient(weight) }
        try training.optimizer.step(weights, batch.plan.loops)
        for weight in weights {
            try weight.constraint?.apply(weight)
            weight.hasChanged()
        }
    }

    /// What the weights' regularizers add to the loss.
    private var regularization: Double {
        trainableWeights.reduce(0) { $0 + ($1.regularizer?.loss($1) ?? 0) }
    }

    /// Means of loss and metrics over samples, without learning.
    private func measure(
        _ samples: Samples, _ places: ArraySlice<Int>, batch size: Int, isCancelled: () -> Bool,
        onBatch: (Int, Int, [Double]) -> Void
    ) throws(NetworkError) -> [Double] {
        let batch = try makeBatch(samples, min(max(size, 1), max(places.count, 1)), isTrained: false)
        let size = min(max(size, 1), max(places.count, 1))
        let steps = (places.count + size - 1) / size
        let added = regularization
        for step in 0..<steps {
            let from = places.startIndex + step * size
            let part = places[from..<min(from + size, places.endIndex)]
            samples.gather(part, into: batch, workers)
            try batch.plan.forward(StepRun(count: part.count, isTraining: false, key: 0), isCancelled: isCancelled)
            try batch.score(
                samples, part.count, added: added + batch.plan.addedLoss, key: 0, withGradient: false)
            onBatch(step, steps, batch.values)
        }
        return batch.values
    }

    /// Loss and metrics on samples, in the order of `metricNames`.
    public func evaluate(
        _ data: TrainingData, batchSize: Int = 32, steps: Int? = nil, isCancelled: () -> Bool = { false },
        onBatch: (_ step: Int, _ steps: Int, _ means: [Double]) -> Void = { _, _, _ in }
    ) throws(NetworkError) -> [Double] {
        _ = try compiled("evaluate")
        let samples = try Samples(data, network: self, wantsTargets: true)
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        let most = (steps ?? .max / max(batchSize, 1)) * max(batchSize, 1)
        return try measure(
            samples, Array(0..<samples.count).prefix(most), batch: batchSize, isCancelled: isCancelled,
            onBatch: onBatch)
    }

    /// The network's outputs for samples: float32 [N, …] for each output.
    public func predict(
        _ x: [Tensor], batchSize: Int = 32, steps: Int? = nil, isCancelled: () -> Bool = { false },
        onBatch: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
    ) throws(NetworkError) -> [Tensor] {
        let samples = try Samples(TrainingData(x), network: self, wantsTargets: false)
        let size = max(batchSize, 1)
        let count = min(samples.count, (steps ?? .max / size) * size)
        let shapes = try outputShapes(samples.shapes)
        var results: [Tensor] = []
        for shape in shapes {
            results.append(
                try computing { () throws(TensorError) in try Tensor(uninitialized: [count] + shape, dtype: .float32) })
        }
        guard count > 0 else { return results }
        let plan = try plan(samples.shapes, batch: min(size, count), isTrained: false)
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        let places = Array(0..<count)
        let batches = (count + size - 1) / size
        for step in 0..<batches {
            let part = places[(step * size)..<min((step + 1) * size, count)]
            samples.gather(part, into: plan, workers)
            try plan.forward(StepRun(count: part.count, isTraining: false, key: 0), isCancelled: isCancelled)
            for (result, output) in zip(results, plan.outputs) {
                (result.start.assumingMemoryBound(to: Float.self) + step * size * output.count).update(
                    from: output.values, count: part.count * output.count)
            }
            onBatch(step, batches)
        }
        return results
    }

    /// One step on one batch; loss and metrics of that batch, as they were before the step.
    public func trainOnBatch(_ data: TrainingData, classWeight: [Int: Double]? = nil) throws(NetworkError) -> [Double] {
        _ = try compiled("train_on_batch")
        let samples = try Samples(data, network: self, wantsTargets: true, classWeight: classWeight)
        guard samples.count > 0 else { throw NetworkError(.value, "there are no samples to learn from") }
        let batch = try makeBatch(samples, samples.count, isTrained: true)
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        samples.gather(Array(0..<samples.count)[...], into: batch, workers)
        try learn(batch, samples.count, samples, { false })
        return batch.values
    }

    /// Loss and metrics of one batch.
    public func testOnBatch(_ data: TrainingData) throws(NetworkError) -> [Double] {
        try evaluate(data, batchSize: max(1, data.x.first?.shape.first ?? 1))
    }
}

// MARK: One input and one output

extension Network {
    /// Learns from samples x [N, …] and y [N, …].
    public func fit(_ x: Tensor, _ y: Tensor, options: FitOptions, events: FitEvents) throws(NetworkError) {
        try fit(TrainingData([x], [y]), options: options, events: events)
    }

    /// The first output for samples of the only input.
    public func predict(_ x: Tensor, batchSize: Int = 32) throws(NetworkError) -> Tensor {
        try predict([x], batchSize: batchSize)[0]
    }

    public func evaluate(_ x: Tensor, _ y: Tensor, batchSize: Int = 32) throws(NetworkError) -> [Double] {
        try evaluate(TrainingData([x], [y]), batchSize: batchSize)
    }

    public func trainOnBatch(_ x: Tensor, _ y: Tensor) throws(NetworkError) -> [Double] {
        try trainOnBatch(TrainingData([x], [y]))
    }
}
