import Networks
import Testing

/// Sizes that no machine has are errors before anything overflows or is allocated.
@Suite struct SizeTests {
    @Test(arguments: [
        ("Dense", ["units": Setting.int(1 << 40)]),
        ("Conv2D", ["filters": .int(1), "kernel_size": .int(1 << 40)]),
        ("Conv2D", ["filters": .int(1), "kernel_size": .int(3), "dilation_rate": .int(1 << 62)]),
        ("MaxPooling2D", ["strides": .ints([1 << 62, 1]), "padding": .string("same")]),
    ])
    func settingsBeyondMemoryAreErrors(kind: String, settings: [String: Setting]) throws {
        let row = try #require(LayerKind.named(kind))
        #expect(throws: NetworkError.self) { try Layer(row, name: "layer", settings: settings) }
    }

    @Test(arguments: [[1 << 40], [1 << 32, 1 << 32], [0], [-2, 3]])
    func inputsBeyondMemoryAreErrors(shape: [Int]) {
        #expect(throws: NetworkError.self) { try Network(name: "network").setInput(shape: shape) }
    }
}

// Work that grew with the stride would not end within the limit; the test itself takes milliseconds.
@Test(.timeLimit(.minutes(10))) func stridesLargerThanAnyImageTakeNoTime() throws {
    let stack = Stack(
        [4000, 1],
        [
            ("Conv1D", ["filters": .int(1), "kernel_size": .int(1)]),
            ("Conv1D", ["filters": .int(1), "kernel_size": .int(3), "strides": .int(1 << 23)]),
            ("Conv1DTranspose", ["filters": .int(1), "kernel_size": .int(3), "strides": .int(1 << 10)]),
            ("Flatten", [:]), ("Dense", ["units": .int(1)]),
        ])
    let network = try stack.network()
    try network.compile(
        loss: #require(LossKind.named("mse")), optimizer: Optimizer(#require(OptimizerKind.named("sgd"))))
    _ = try network.trainOnBatch(Stack.numbers([2, 4000, 1], seed: 1), Stack.numbers([2, 1], seed: 2))
}

@Test func neighboursOfManyChannelsAreNoMatrix() throws {
    func network(beta: Double) throws -> Network {
        try Stack(
            [200_000], [("LocalResponseNormalization", ["beta": .double(beta)]), ("Dense", ["units": .int(1)])]
        ).network()
    }
    let x = try Stack.numbers([1, 200_000], seed: 1)
    #expect(try network(beta: 0.75).predict(x).shape == [1, 1])
    // A power that has no loop takes the way through a matrix.
    #expect(throws: NetworkError.self) { try network(beta: 0.3).predict(x) }
}
