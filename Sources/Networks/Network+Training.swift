import Loops
import Tensors

extension Network {
    /// Learns from samples.
    ///
    /// - Throws: `cancelled` after `events.isCancelled` answered true: the weights are those of the last whole step, and
    ///   `resume` goes on as if nothing had been.
    /// - Returns: false where `events.isWanted` took the thread before the end; `resume` goes on.
    @discardableResult
    public func fit(_ data: TrainingData, options: FitOptions, events: FitEvents) throws(NetworkError) -> Bool {
        try prepare(data, options: options)
        return try resume(events: events)
    }

    /// Makes everything ready for a training that `resume` begins.
    public func prepare(_ data: TrainingData, options: FitOptions) throws(NetworkError) {
        paused = nil
        paused = try Fitting(self, data, options)
    }

    /// Goes on with the training that was cancelled or gave the thread back: the same steps on the same samples, bit
    /// for bit.
    /// - Returns: false where `events.isWanted` took the thread before the end.
    @discardableResult
    public func resume(events: FitEvents) throws(NetworkError) -> Bool {
        guard let fitting = paused else {
            throw NetworkError(
                .order, "there is no training to go on with",
                hint: "resume() goes on after an interrupt of fit(); a changed or newly compiled model starts anew")
        }
        paused = nil
        do throws(NetworkError) {
            let isDone = try fitting.run(events)
            if !isDone { paused = fitting }
            return isDone
        } catch {
            if error.kind == .cancelled { paused = fitting }
            throw error
        }
    }

    /// A plan for batches of up to a size, with memory for targets.
    func makeBatch(_ samples: Samples, _ size: Int, isTrained: Bool) throws(NetworkError) -> Batch {
        let plan = try plan(samples.shapes, batch: size, isTrained: isTrained)
        return Batch(plan, try compiled("fit"), widths: samples.targets.map { $0?.width ?? 1 })
    }

    /// One step on the samples in a batch; where it is cancelled, everything is as it was before.
    func learn(_ batch: Batch, _ count: Int, _ samples: Samples, _ isCancelled: () -> Bool) throws(NetworkError) {
        let training = try compiled("fit")
        let start = randomness.position
        // Moving means and the like are written on the way forward.
        let states = try self.weights.filter { !$0.isTrainable }.map { (weight) throws(NetworkError) in
            (weight, try computing { () throws(TensorError) in try weight.tensor() })
        }
        do throws(NetworkError) {
            let run = StepRun(count: count, isTraining: true, key: randomness.next())
            try batch.plan.forward(run, isCancelled: isCancelled)
            var added = batch.plan.addedLoss
            let weights = trainableWeights
            for weight in weights { if let regularizer = weight.regularizer { added += regularizer.loss(weight) } }
            try batch.score(samples, count, added: added, key: run.key, withGradient: true)
            try batch.plan.backward(run, isCancelled: isCancelled)
            for weight in weights { weight.regularizer?.addGradient(weight) }
            try batch.note(samples, count)
            try training.optimizer.step(weights, batch.plan.loops, workers)
            for weight in weights {
                try weight.constraint?.apply(weight)
                weight.hasChanged()
            }
        } catch {
            if error.kind == .cancelled {
                randomness.position = start
                for (weight, value) in states { try weight.set(value) }
            }
            throw error
        }
    }

    /// What the weights' regularizers add to the loss.
    var regularization: Double {
        trainableWeights.reduce(0) { $0 + ($1.regularizer?.loss($1) ?? 0) }
    }

    /// Another number after any weight has changed.
    var weightsVersion: Int { weights.reduce(0) { $0 &+ $1.version } }

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
        let measurement = try Measurement(self, samples, Array(0..<samples.count).prefix(most), batch: batchSize)
        _ = try measurement.run(isCancelled: isCancelled, onBatch: onBatch)
        return measurement.batch.values
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
            try plan.predict(part.count, weightsVersion: weightsVersion, isCancelled: isCancelled)
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
    @discardableResult
    public func fit(_ x: Tensor, _ y: Tensor, options: FitOptions, events: FitEvents) throws(NetworkError) -> Bool {
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
