import Networks
import Tensors
import Testing

private let classes = 3

/// A small convolutional network with everything random in it.
private func network(workers: Int = 2, seed: UInt64 = 5, rate: Double = 0.05, dropout: Double = 0.3) throws -> Network {
    let network = Network(name: "small", workers: .init(count: workers))
    network.randomness = Randomness(seed: seed)
    let layers: [(String, [String: Setting])] = [
        ("Conv2D", ["filters": .int(4), "kernel_size": .int(3), "activation": .string("relu")]),
        ("MaxPooling2D", [:]), ("Dropout", ["rate": .double(dropout)]), ("Flatten", [:]),
        ("Dense", ["units": .int(classes), "activation": .string("softmax")]),
    ]
    for (place, layer) in layers.enumerated() {
        try network.add(Layer(#require(LayerKind.named(layer.0)), name: "layer\(place)", settings: layer.1))
    }
    try network.build(inputShape: [8, 8, 1])
    try network.compile(
        loss: #require(LossKind.named("sparse_categorical_crossentropy")),
        optimizer: Optimizer(#require(OptimizerKind.named("adam")), settings: ["learning_rate": .double(rate)]),
        metrics: [#require(MetricKind.named("accuracy"))])
    return network
}

private func numbers(_ network: Network) throws -> [[Float]] {
    try network.weights.map { try $0.tensor().elements(as: Float.self) }
}

/// Images whose class is where they are bright, as bytes.
private func samples(_ count: Int) throws -> (x: Tensor, y: Tensor) {
    var pixels: [UInt8] = [], labels: [Int64] = []
    for i in 0..<count {
        let label = (i * 7 + i / 5) % classes
        labels.append(Int64(label))
        for row in 0..<8 {
            for column in 0..<8 {
                let noise = (i * 31 + row * 17 + column * 13) % 40
                pixels.append(UInt8(noise + (row / 3 == label ? 150 : 0)))
            }
        }
    }
    return (try Tensor(pixels, shape: [count, 8, 8, 1]), try Tensor(labels))
}

private func options(epochs: Int = 2, batch: Int = 8) -> FitOptions {
    var options = FitOptions()
    options.epochs = epochs
    options.batchSize = batch
    return options
}

@Test(arguments: [1, 3, 4])
func theSameSeedGivesTheSameWeightsWhateverTheWorkers(_ workers: Int) throws {
    let (x, y) = try samples(45)
    let alone = try network(workers: 2), together = try network(workers: workers)
    try alone.fit(x, y, options: options(), events: FitEvents())
    try together.fit(x, y, options: options(), events: FitEvents())
    #expect(try numbers(alone) == numbers(together))
}

@Test func anotherSeedGivesOtherWeights() throws {
    #expect(try numbers(network(seed: 1)) != numbers(network(seed: 2)))
}

@Test func aSmallTaskIsLearned() throws {
    let (x, y) = try samples(90)
    let learner = try network(rate: 0.01, dropout: 0.1)
    try learner.fit(x, y, options: options(epochs: 12, batch: 10), events: FitEvents())
    #expect(try learner.evaluate(x, y)[1] > 0.95)
}

@Test func bytesAndFloatsTrainAlike() throws {
    let (x, y) = try samples(20)
    let bytes = try network(), floats = try network()
    try bytes.fit(x, y, options: options(), events: FitEvents())
    try floats.fit(x.asType(.float64), y, options: options(), events: FitEvents())
    #expect(try numbers(bytes) == numbers(floats))
}

@Test func theMeansOfAnEpochCountEverySampleOnceThoughTheLastBatchIsSmaller() throws {
    let (x, y) = try samples(21)
    let still = try network(rate: 0, dropout: 0)
    var seen: [Double] = []
    try still.fit(
        x, y, options: options(epochs: 1),
        events: FitEvents(onEpochEnd: { _, training, _ in
            seen = training
            return true
        }))
    let expected = try still.evaluate(x, y, batchSize: 21)
    #expect(seen.count == 2 && abs(seen[0] - expected[0]) < 1e-5 && abs(seen[1] - expected[1]) < 1e-9)
}

@Test func validationTakesTheLastPartBeforeShuffling() throws {
    let (x, y) = try samples(40)
    let still = try network(rate: 0)
    var settings = options(epochs: 1)
    settings.validationSplit = 0.25
    var seen: [Double]?
    var steps = 0
    try still.fit(
        x, y, options: settings,
        events: FitEvents(
            onBatchEnd: { _, all, _ in steps = all },
            onEpochEnd: { _, _, validation in
                seen = validation
                return true
            }))
    let expected = try still.evaluate(
        x.slice(axis: 0, start: 30, count: 10).contiguous(), y.slice(axis: 0, start: 30, count: 10).contiguous())
    let validation = try #require(seen)
    #expect(abs(validation[0] - expected[0]) < 1e-5 && validation[1] == expected[1])
    #expect(steps == 4, "30 samples in batches of 8")
}

@Test func anInterruptKeepsTheWeightsOfTheLastWholeStepAndTrainingGoesOn() throws {
    let (x, y) = try samples(32)
    let whole = try network(), stopped = try network()
    var order = options(epochs: 1)
    order.shuffle = false
    // The whole run stops after two of its four steps by itself.
    var short = order
    short.stepsPerEpoch = 2
    try whole.fit(x, y, options: short, events: FitEvents())
    var steps = 0, asked = 0
    let events = FitEvents(
        isCancelled: {
            if steps == 2 { asked += 1 }
            return asked > 3
        }, onBatchEnd: { _, _, _ in steps += 1 })
    #expect(throws: NetworkError.self) { try stopped.fit(x, y, options: order, events: events) }
    #expect(steps == 2)
    #expect(try numbers(whole) == numbers(stopped))
    var later = options(epochs: 3)
    later.initialEpoch = 1
    var epochs: [Int] = []
    try stopped.fit(x, y, options: later, events: FitEvents(onEpochBegin: { epochs.append($0) }))
    #expect(epochs == [1, 2])
}

@Test func anEventThatSaysStopEndsTheTraining() throws {
    let (x, y) = try samples(16)
    let learner = try network()
    var epochs = 0
    try learner.fit(
        x, y, options: options(epochs: 10),
        events: FitEvents(onEpochEnd: { epoch, _, _ in
            epochs += 1
            return epoch < 2
        }))
    #expect(epochs == 3)
}

@Test func dropoutIsOnlyThereWhileTraining() throws {
    let (x, _) = try samples(9)
    let learner = try network(dropout: 0.9)
    #expect(
        try learner.predict(x).elements(as: Float.self) == learner.predict(x, batchSize: 2).elements(as: Float.self))
}

private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch let error as NetworkError { return error.message + " / " + (error.hint ?? "") } catch {
        return "\(error)"
    }
    return "no error"
}

@Test func shapeMistakesNameTheLayerAndWhatItNeeds() throws {
    let learner = try network()
    let flat = try Tensor(shape: [4, 8, 8], dtype: .float32), labels = try Tensor([Int64(0), 1, 2, 0])
    let text = message { try learner.fit(flat, labels, options: options(), events: FitEvents()) }
    #expect(text.contains("layer0") && text.contains("(None, 8, 8, 1)") && text.contains("reshape(-1, 8, 8, 1)"))
}

@Test func labelsOutsideTheClassesAreNamed() throws {
    let (x, _) = try samples(3)
    let learner = try network()
    let text = message { try learner.fit(x, Tensor([Int64(0), 3, 1]), options: options(), events: FitEvents()) }
    #expect(text.contains("3") && text.contains("[0, 3)"))
}

@Test func differentNumbersOfSamplesAndLabelsAreAnError() throws {
    let (x, _) = try samples(3)
    let text = message { try network().fit(x, Tensor([Int64(0), 1]), options: options(), events: FitEvents()) }
    #expect(text.contains("cardinality") && text.contains("'x' sizes: 3"))
}

@Test func trainingBeforeCompilingSaysWhatToDo() throws {
    let plain = Network(name: "plain")
    try plain.add(Layer(#require(LayerKind.named("Dense")), name: "dense", settings: ["units": .int(1)]))
    let x = try Tensor(shape: [2, 3], dtype: .float32)
    let text = message {
        try plain.fit(x, Tensor(shape: [2], dtype: .float32), options: options(), events: FitEvents())
    }
    #expect(text.contains("compile()"))
}

@Test func aBatchBeyondTheMachinesMemoryIsAnErrorBeforeAnythingIsAllocated() throws {
    let wide = Network(name: "wide")
    try wide.add(Layer(#require(LayerKind.named("Flatten")), name: "flatten", settings: [:]))
    let text = message {
        try wide.add(Layer(#require(LayerKind.named("Dense")), name: "dense", settings: ["units": .int(1 << 40)]))
        try wide.build(inputShape: [1 << 20])
    }
    #expect(text.contains("memory"))
}

@Test func layersThatAreFrozenAndThawedByTurnsLearnAsIfPlansWereMadeAnew() throws {
    let x = try Stack.numbers([8, 6, 6, 1], seed: 1), y = try Stack.numbers([8, 2], seed: 2)
    func weights(_ changes: (Network) -> Void) throws -> [Float] {
        let stack = Stack(
            [6, 6, 1],
            [
                ("Conv2D", ["filters": .int(4), "kernel_size": .int(3)]), ("LeakyReLU", [:]), ("Flatten", [:]),
                ("Dense", ["units": .int(2)]),
            ])
        let network = try stack.network()
        try network.compile(
            loss: #require(LossKind.named("mse")), optimizer: Optimizer(#require(OptimizerKind.named("sgd"))))
        for step in 0..<6 {
            network.trainable = step % 2 == 0
            network.layers[3].trainable = true
            changes(network)
            _ = try network.trainOnBatch(x, y)
        }
        return try network.weights.flatMap { try $0.tensor().elements(as: Float.self) }
    }
    #expect(try weights { _ in } == weights { $0.forgetPlans() })
}
