import Loops

/// One training: its data, how far it is, and what it saw in this epoch. Cancelled, it can go on where it was.
final class Fitting {
    private unowned let network: Network
    private let options: FitOptions
    private let training: Training
    private var samples: Samples
    /// Samples that are learned; the others are measured.
    private var learned: Int
    private let validation: Samples?
    private let validationPlaces: [Int]
    private let batch: Batch
    /// The places of the samples in the order of this epoch.
    private var order: [Int] = []
    private var epoch: Int
    /// The next step of the epoch.
    private var step = 0
    /// True where the epoch's order is drawn.
    private var hasBegun = false
    /// The epoch's validation, once it has begun.
    private var measurement: Measurement?

    init(_ network: Network, _ data: TrainingData, _ options: FitOptions) throws(NetworkError) {
        self.network = network
        self.options = options
        training = try network.compiled("fit")
        guard options.batchSize > 0 else {
            throw NetworkError(.value, "batch_size must be a positive integer, not \(options.batchSize)")
        }
        samples = try Samples(data, network: network, wantsTargets: true, classWeight: options.classWeight)
        learned = samples.count
        if let given = options.validation {
            let measured = try Samples(given, network: network, wantsTargets: true)
            (validation, validationPlaces) = (measured, Array(0..<measured.count))
        } else if options.validationSplit != 0 {
            guard options.validationSplit > 0, options.validationSplit < 1 else {
                throw NetworkError(
                    .value, "`validation_split` must be between 0 and 1, received \(options.validationSplit)")
            }
            learned = Int((Double(samples.count) * (1 - options.validationSplit)).rounded(.down))
            if learned == 0 || learned == samples.count {
                throw NetworkError(
                    .value,
                    "Training data contains \(samples.count) samples, which is not sufficient to split it into a validation and training set as specified by `validation_split=\(options.validationSplit)`."
                )
            }
            (validation, validationPlaces) = (samples, Array(learned..<samples.count))
        } else {
            (validation, validationPlaces) = (nil, [])
        }
        if learned == 0 { throw NetworkError(.value, "there are no samples to learn from") }
        batch = try network.makeBatch(samples, min(options.batchSize, learned), isTrained: true)
        epoch = options.initialEpoch
    }

    private var steps: Int {
        let batches = (learned + options.batchSize - 1) / options.batchSize
        return min(options.stepsPerEpoch ?? batches, batches)
    }

    /// Goes on to the end, or until the thread is wanted: then the answer is false.
    func run(_ events: FitEvents) throws(NetworkError) -> Bool {
        let state = Workers.flushSmallNumbers()
        defer { Workers.restore(state) }
        while epoch < options.epochs {
            if !hasBegun { try beginEpoch(events) }
            while step < steps {
                if events.isWanted() { return false }
                let places = order[(step * options.batchSize)..<min((step + 1) * options.batchSize, learned)]
                events.onBatchBegin(step)
                samples.gather(places, into: batch, network.workers)
                try network.learn(batch, places.count, samples, events.isCancelled)
                step += 1
                events.onBatchEnd(step - 1, steps, batch.values)
                if events.isStopped() { step = steps }
            }
            try checkCancelled(events)
            guard try measure(events) else { return false }
            let measured = measurement?.batch.values
            measurement = nil
            let goesOn = events.onEpochEnd(epoch, batch.values, measured)
            (epoch, step, hasBegun) = (epoch + 1, 0, false)
            try checkCancelled(events)
            if !goesOn { break }
        }
        try training.optimizer.finish(network.trainableWeights)
        for weight in network.trainableWeights { weight.hasChanged() }
        return true
    }

    /// Stops where someone asked meanwhile: in what is told of batches and epochs.
    private func checkCancelled(_ events: FitEvents) throws(NetworkError) {
        if events.isCancelled() { throw NetworkError(.cancelled, "interrupted") }
    }

    private func beginEpoch(_ events: FitEvents) throws(NetworkError) {
        events.onEpochBegin(epoch)
        if epoch > options.initialEpoch, let next = options.nextData {
            samples = try Samples(
                next(epoch), network: network, wantsTargets: true, classWeight: options.classWeight)
            learned = samples.count
        }
        // Each epoch's order comes from the stream alone: a training in two parts sees what one in one part sees.
        order = Array(0..<learned)
        if options.shuffle { network.randomness.shuffle(&order) }
        batch.reset()
        hasBegun = true
    }

    /// Validates where this epoch asks for it; false where the thread is wanted before the end.
    private func measure(_ events: FitEvents) throws(NetworkError) -> Bool {
        guard let validation, (epoch + 1) % max(options.validationFrequency, 1) == 0 else { return true }
        if measurement == nil {
            events.onTestBegin()
            let size = options.validationBatchSize ?? options.batchSize
            let most = (options.validationSteps ?? .max / size) * size
            measurement = try Measurement(network, validation, validationPlaces.prefix(most), batch: size)
        }
        guard let measurement else { return true }
        guard try measurement.run(isCancelled: events.isCancelled, isWanted: events.isWanted) else { return false }
        events.onTestEnd(measurement.batch.values)
        return true
    }
}
