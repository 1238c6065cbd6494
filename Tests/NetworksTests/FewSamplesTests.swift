import Networks
import Tensors
import Testing

/// Networks whose layers share one image between workers.
private let shared: [Stack] = {
    func conv(_ filters: Int, _ size: Int, _ more: [String: Setting] = [:]) -> (String, [String: Setting]) {
        let own: [String: Setting] = [
            "filters": .int(filters), "kernel_size": .int(size), "activation": .string("relu"),
        ]
        return ("Conv2D", own.merging(more) { $1 })
    }
    let same: [String: Setting] = ["padding": .string("same")]
    let overlapping: [String: Setting] = same.merging(["pool_size": .int(3), "strides": .int(1)]) { $1 }
    return [
        Stack([9, 10, 2], [conv(5, 3, ["activation": .string("tanh")]), ("MaxPooling2D", [:])]),
        // Winograd's tiles, some of them over the border.
        Stack([13, 11, 1], [conv(16, 1), conv(32, 3, same), ("MaxPooling2D", overlapping), conv(16, 5, same)]),
        // Poolings of windows side by side, with a row and a column that none covers.
        Stack([11, 13, 1], [conv(20, 3), ("MaxPooling2D", [:]), conv(16, 1)]),
        Stack([9, 8, 4], [conv(8, 3, ["strides": .int(2), "groups": .int(2)]), ("AveragePooling2D", overlapping)]),
        Stack([7, 9, 3], [("AveragePooling2D", same), conv(6, 2, ["dilation_rate": .int(2)])]),
        Stack([1, 1, 16], [conv(16, 1, ["activation": .string("softmax")])]),
        // Strides make several kinds of pixels; a window of one pixel is a matrix, of few columns and of many.
        Stack([9, 8, 3], [conv(20, 1), conv(24, 3, same.merging(["strides": .int(2)]) { $1 }), conv(17, 1)]),
        Stack([9, 10, 2], [conv(40, 1), conv(130, 1), conv(3, 1, ["strides": .int(2)])]),
        Stack(
            [6, 7, 3],
            [conv(20, 1), ("LocalResponseNormalization", ["alpha": .double(0.5)]), ("BatchNormalization", [:])]
        ),
    ]
}()

@Test(arguments: shared)
func fewImagesGiveTheSameBitsAsMany(_ stack: Stack) throws {
    let network = try stack.network()
    let x = try Stack.numbers([7] + stack.input, seed: 8)
    let many = try network.predict([x], batchSize: 7)[0].elements(as: Float.self)
    for size in 1...3 {
        #expect(try network.predict([x], batchSize: size)[0].elements(as: Float.self) == many, "batches of \(size)")
    }
}

@Test(arguments: shared, 1...3)
func fewImagesTrainAsTheirExpressionsDo(_ stack: Stack, _ count: Int) throws {
    let fast = try stack.network(), slow = try stack.network()
    slow.usesLoops = false
    let x = try Stack.numbers([count] + stack.input, seed: 3)
    let y = try Stack.numbers([count] + #require(fast.outputShape), seed: 4)
    for network in [fast, slow] {
        try network.compile(
            loss: #require(LossKind.named("mse")),
            optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0.1)]))
        for _ in 0..<3 { _ = try network.trainOnBatch(x, y) }
    }
    for (a, b) in zip(fast.weights, slow.weights) {
        let pairs = zip(try a.tensor().elements(as: Float.self), try b.tensor().elements(as: Float.self))
        #expect(pairs.allSatisfy { abs($0 - $1) < 2e-5 }, "\(a.name)")
    }
}

@Test func weightsThatHaveChangedArePackedAnew() throws {
    let network = try shared[1].network(), x = try Stack.numbers([2] + shared[1].input, seed: 5)
    let before = try network.predict(x).elements(as: Float.self)
    #expect(try network.predict(x).elements(as: Float.self) == before)
    for weight in network.weights {
        try weight.set(Tensor([Double](repeating: 0.01, count: weight.count), shape: weight.shape))
    }
    let after = try network.predict(x).elements(as: Float.self)
    #expect(after != before)
    let other = try shared[1].network()
    for weight in other.weights {
        try weight.set(Tensor([Double](repeating: 0.01, count: weight.count), shape: weight.shape))
    }
    #expect(try other.predict(x).elements(as: Float.self) == after)
}
