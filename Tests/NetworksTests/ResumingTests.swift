import Networks
import Tensors
import Testing

/// Trainings that are cancelled and go on end with the same bits as those that nobody disturbed.
@Suite struct ResumingTests {
    /// A network with moving means, dropout and an optimizer that remembers.
    private func network(workers: Int = 2) throws -> Network {
        let network = Network(name: "paused", workers: .init(count: workers))
        network.randomness = Randomness(seed: 11)
        let layers: [(String, [String: Setting])] = [
            ("Conv2D", ["filters": .int(3), "kernel_size": .int(3)]), ("BatchNormalization", [:]),
            ("Activation", ["activation": .string("relu")]), ("Dropout", ["rate": .double(0.4)]), ("Flatten", [:]),
            ("Dense", ["units": .int(3), "activation": .string("softmax")]),
        ]
        for (place, layer) in layers.enumerated() {
            try network.add(Layer(#require(LayerKind.named(layer.0)), name: "layer\(place)", settings: layer.1))
        }
        try network.build(inputShape: [6, 6, 1])
        try network.compile(
            loss: #require(LossKind.named("sparse_categorical_crossentropy")),
            optimizer: Optimizer(#require(OptimizerKind.named("adam")), settings: ["learning_rate": .double(0.05)]),
            metrics: [#require(MetricKind.named("accuracy"))])
        return network
    }

    private func samples(_ count: Int) throws -> TrainingData {
        let source = Randomness(seed: 3)
        let x = try Tensor((0..<count * 36).map { _ in Float(source.normal()) }, shape: [count, 6, 6, 1])
        return TrainingData([x], [try Tensor((0..<count).map { Int64($0 % 3) })])
    }

    private func bits(_ network: Network) throws -> [[UInt32]] {
        try network.weights.map { try $0.tensor().elements(as: Float.self).map(\.bitPattern) }
    }

    private var options: FitOptions {
        var options = FitOptions()
        options.epochs = 3
        options.batchSize = 8
        options.validationSplit = 0.25
        return options
    }

    /// What a training tells: one entry for each epoch, then the weights' bits.
    private struct Outcome: Equatable {
        var epochs: [[Double]] = []
        var weights: [[UInt32]] = []
    }

    /// Trains and is cancelled each time that `isCancelled` says so, with the number of the question.
    private func train(_ network: Network, cancelled: Set<Int> = []) throws -> (
        outcome: Outcome, questions: Int, pauses: Int
    ) {
        var outcome = Outcome(), questions = 0, pauses = 0
        let events = FitEvents(
            isCancelled: {
                questions += 1
                return cancelled.contains(questions)
            },
            onEpochEnd: { _, training, validation in
                outcome.epochs.append(training + (validation ?? []))
                return true
            })
        var isFirst = true
        while true {
            do {
                if isFirst {
                    isFirst = false
                    try network.fit(samples(30), options: options, events: events)
                } else {
                    try network.resume(events: events)
                }
                break
            } catch let error as NetworkError where error.kind == .cancelled {
                pauses += 1
                #expect(network.isPaused)
            }
        }
        outcome.weights = try bits(network)
        return (outcome, questions, pauses)
    }

    /// Cancelled at every single moment at which a training asks, one after the other and many in one run.
    @Test func aTrainingThatGoesOnGivesTheSameBits() throws {
        let whole = try train(network())
        #expect(whole.outcome.epochs.count == 3 && whole.questions > 60)
        for moment in 1...whole.questions {
            let parts = try train(network(workers: moment % 2 + 1), cancelled: [moment])
            #expect(parts.outcome == whole.outcome && parts.pauses == 1, "cancelled at \(moment)")
        }
        let often = try train(network(), cancelled: Set(stride(from: 5, to: 200, by: 7)))
        #expect(often.outcome == whole.outcome && often.pauses > 10)
    }

    /// A training that gives its thread back whenever it is asked, between batches of training and validation.
    @Test func aTrainingInSlicesGivesTheSameBits() throws {
        let whole = try train(network())
        let network = try network()
        var outcome = Outcome(), slices = 1, validations = 0, batches = 0
        var events = FitEvents(
            onBatchEnd: { _, _, _ in batches += 1 },
            onEpochEnd: { _, training, validation in
                outcome.epochs.append(training + (validation ?? []))
                return true
            })
        events.onTestBegin = { validations += 1 }
        var isFirst = true
        events.isWanted = {
            defer { isFirst.toggle() }
            return !isFirst
        }
        try network.prepare(samples(30), options: options)
        while try !network.resume(events: events) {
            slices += 1
            #expect(network.isPaused)
            // What others compute with the model meanwhile changes nothing.
            _ = try network.evaluate(samples(30), batchSize: 7)
        }
        outcome.weights = try bits(network)
        #expect(outcome == whole.outcome)
        #expect(slices > 10 && validations == 3 && batches == 9 && !network.isPaused)
    }

    /// Two trainings, the second from where the first ended, are one.
    @Test func epochsInTwoTrainingsAreEpochsOfOne() throws {
        let whole = try network(), halves = try network()
        try whole.fit(samples(30), options: options, events: FitEvents())
        var part = options
        part.epochs = 1
        try halves.fit(samples(30), options: part, events: FitEvents())
        (part.initialEpoch, part.epochs) = (1, 3)
        try halves.fit(samples(30), options: part, events: FitEvents())
        #expect(try bits(whole) == bits(halves))
    }

    @Test func thereIsNothingToGoOnWithAfterAnEndOrAChange() throws {
        let network = try network()
        #expect(throws: NetworkError.self) { try network.resume(events: FitEvents()) }
        #expect(throws: NetworkError.self) {
            try network.fit(samples(30), options: options, events: FitEvents(isCancelled: { true }))
        }
        #expect(network.isPaused)
        network.forgetPlans()
        #expect(throws: NetworkError.self) { try network.resume(events: FitEvents()) }
        try network.fit(samples(30), options: options, events: FitEvents())
        #expect(!network.isPaused)
    }
}
