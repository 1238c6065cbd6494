import Networks
import Tensors
import Testing

private func layer(_ kind: String, _ name: String, _ settings: [String: Setting] = [:]) throws -> Layer {
    try Layer(#require(LayerKind.named(kind)), name: name, settings: settings)
}

private func numbers(_ shape: [Int], seed: Int) throws -> Tensor { try Stack.numbers(shape, seed: seed) }

private func compile(_ network: Network, rate: Double = 0.1) throws {
    try network.compile(
        loss: #require(LossKind.named("mse")),
        optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(rate)]))
}

private func weights(_ network: Network) throws -> [[Float]] {
    try network.weights.map { try $0.tensor().elements(as: Float.self) }
}

private func largest(_ a: [[Float]], _ b: [[Float]]) -> Float {
    #expect(a.map(\.count) == b.map(\.count))
    return zip(a.joined(), b.joined()).map { abs($0 - $1) }.max() ?? 0
}

/// x -> Dense a -> Dense s -> Dense s again: the gradient of shared weights is the sum over both uses.
private func sharing(_ seed: UInt64) throws -> Network {
    let randomness = Randomness(seed: seed)
    let input = Symbol(name: "input", shape: [4])
    let first = try LayerCall.call(
        layer("Dense", "a", ["units": .int(3), "activation": .string("tanh")]), [input], randomness)
    let shared = try layer("Dense", "s", ["units": .int(3), "activation": .string("sigmoid")])
    let once = try LayerCall.call(shared, first, randomness)
    let twice = try LayerCall.call(shared, once, randomness)
    return try Network(name: "sharing", inputs: [input], outputs: twice)
}

@Test func sharedWeightsLearnFromAllTheirUses() throws {
    let fast = try sharing(3), slow = try sharing(3)
    slow.usesLoops = false
    #expect(fast.weights.count == 4)
    let (x, y) = (try numbers([6, 4], seed: 1), try numbers([6, 3], seed: 2))
    for network in [fast, slow] {
        try compile(network)
        for _ in 0..<5 { _ = try network.trainOnBatch(x, y) }
    }
    #expect(try largest(weights(fast), weights(slow)) < 1e-6)
    // By central differences: the loss after a small change of one shared weight.
    let network = try sharing(3)
    try compile(network)
    let weight = network.weights[2]
    let before = try weight.tensor().elements(as: Float.self)
    func loss(_ change: Float) throws -> Double {
        var moved = before
        moved[1] += change
        try weight.set(Tensor(moved, shape: weight.shape))
        return try network.evaluate(x, y)[0]
    }
    let slope = try (loss(1e-2) - loss(-1e-2)) / 2e-2
    try weight.set(Tensor(before, shape: weight.shape))
    _ = try network.trainOnBatch(x, y)
    let after = try weight.tensor().elements(as: Float.self)
    #expect(abs(Double(before[1] - after[1]) / 0.1 - slope) < 1e-4)
}

@Test func aNetworkInsideANetworkIsTakenApart() throws {
    let inner = Network(name: "inner")
    try inner.add(layer("Dense", "d1", ["units": .int(5), "activation": .string("relu")]))
    try inner.add(layer("Dense", "d2", ["units": .int(2)]))
    let input = Symbol(name: "input", shape: [3])
    inner.randomness = Randomness(seed: 4)
    let hidden = try LayerCall.call(inner, [input])
    let last = try LayerCall.call(layer("Dense", "d3", ["units": .int(1)]), hidden, Randomness(seed: 5))
    let outer = try Network(name: "outer", inputs: [input], outputs: last)
    #expect(outer.callees.map(\.name) == ["input", "inner", "d3"])
    #expect(outer.parameterCount == 3 * 5 + 5 + 5 * 2 + 2 + 3)
    // The same layers in one stack learn the same.
    let flat = Network(name: "flat")
    try flat.add(layer("Dense", "d1", ["units": .int(5), "activation": .string("relu")]))
    try flat.add(layer("Dense", "d2", ["units": .int(2)]))
    try flat.add(layer("Dense", "d3", ["units": .int(1)]))
    try flat.build(inputShape: [3])
    for (to, from) in zip(flat.weights, outer.weights) { try to.set(from.tensor()) }
    let (x, y) = (try numbers([7, 3], seed: 1), try numbers([7, 1], seed: 2))
    for network in [outer, flat] {
        try compile(network)
        for _ in 0..<5 { _ = try network.trainOnBatch(x, y) }
    }
    #expect(try weights(outer) == weights(flat))
}

@Test func severalInputsAndOutputsLearnTogether() throws {
    let randomness = Randomness(seed: 8)
    let (a, b) = (Symbol(name: "a", shape: [2]), Symbol(name: "b", shape: [3]))
    let ha = try LayerCall.call(layer("Dense", "ha", ["units": .int(4)]), [a], randomness)
    let one = try LayerCall.call(layer("Dense", "one", ["units": .int(1)]), ha, randomness)
    let two = try LayerCall.call(layer("Dense", "two", ["units": .int(2)]), [b], randomness)
    let network = try Network(name: "several", inputs: [a, b], outputs: one + two)
    let mse = try #require(LossKind.named("mse"))
    network.compile(
        Training(
            [.init(loss: try Loss(mse), weight: 0.5), .init(loss: try Loss(mse), weight: 2)],
            optimizer: try Optimizer(#require(OptimizerKind.named("sgd"))), outputNames: ["one", "two"]))
    #expect(network.metricNames == ["loss", "one_loss", "two_loss"])
    let data = TrainingData(
        [try numbers([5, 2], seed: 1), try numbers([5, 3], seed: 2)],
        [try numbers([5, 1], seed: 3), try numbers([5, 2], seed: 4)])
    let values = try network.evaluate(data)
    #expect(abs(values[0] - 0.5 * values[1] - 2 * values[2]) < 1e-6)
    for _ in 0..<50 { _ = try network.trainOnBatch(data) }
    #expect(try network.evaluate(data)[0] < values[0])
    let predictions = try network.predict(data.x)
    #expect(predictions.map(\.shape) == [[5, 1], [5, 2]])
}

@Test func anOutputThatDoesNotComeFromTheInputsIsAnError() throws {
    let (a, b) = (Symbol(name: "a", shape: [2]), Symbol(name: "b", shape: [2]))
    let y = try LayerCall.call(layer("Dense", "d", ["units": .int(1)]), [b], Randomness(seed: 1))
    #expect(throws: NetworkError.self) { try Network(name: "broken", inputs: [a], outputs: y) }
}

/// The loops of a layer give the numbers of its expression, forward and in five steps of training.
@Test(arguments: Stack.all + Stack.expressed)
func loopsAgreeWithTheExpression(_ stack: Stack) throws {
    let fast = try stack.network(), slow = try stack.network()
    slow.usesLoops = false
    let x = try numbers([5] + stack.input, seed: 1)
    let y = try numbers([5] + #require(fast.outputShape), seed: 2)
    for network in [fast, slow] {
        try compile(network, rate: 0.02)
        for _ in 0..<5 { _ = try network.trainOnBatch(x, y) }
    }
    #expect(try largest(weights(fast), weights(slow)) < 2e-5)
}
