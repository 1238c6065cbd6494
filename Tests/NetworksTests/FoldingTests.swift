import Networks
import Tensors
import Testing

/// Layers before a batch normalization, whose work they do when the network predicts.
private let folding: [Stack] = {
    let affine: [[String: Setting]] = [
        [:], ["center": .bool(false)], ["scale": .bool(false), "epsilon": .double(0.1)],
    ]
    var stacks: [Stack] = []
    func conv(_ filters: Int, _ size: Int, _ more: [String: Setting] = [:]) -> (String, [String: Setting]) {
        let own: [String: Setting] = [
            "filters": .int(filters), "kernel_size": .int(size), "bias_initializer": .string("random_normal"),
        ]
        return ("Conv2D", own.merging(more) { $1 })
    }
    let wide = conv(16, 1)
    let relu: (String, [String: Setting]) = ("Activation", ["activation": .string("relu")])
    let tanh: (String, [String: Setting]) = ("Activation", ["activation": .string("tanh")])
    for (place, settings) in affine.enumerated() {
        let normal: (String, [String: Setting]) = ("BatchNormalization", settings)
        let after = [relu, ("ReLU", [:]), tanh][place]
        // Windows of every way that a convolution has, with and without a bias.
        stacks.append(Stack([9, 10, 2], [conv(5, 3), normal, after, ("GlobalAveragePooling2D", [:])]))
        stacks.append(Stack([9, 10, 1], [wide, conv(32, 3, ["use_bias": .bool(false)]), normal, after]))
        stacks.append(Stack([9, 10, 1], [wide, conv(16, 5, ["padding": .string("same")]), normal, after, wide]))
        stacks.append(Stack([9, 10, 12], [conv(2, 5), normal, after]))
        stacks.append(Stack([9, 10, 1], [wide, conv(8, 3, ["groups": .int(4), "strides": .int(2)]), normal, after]))
        stacks.append(
            Stack(
                [7, 6, 3],
                [("DepthwiseConv2D", ["kernel_size": .int(3), "depth_multiplier": .int(2)]), normal, after]))
        stacks.append(Stack([7], [("Dense", ["units": .int(21)]), normal, after, ("Dense", ["units": .int(2)])]))
        stacks.append(Stack([3, 7], [("Dense", ["units": .int(5)]), normal]))
    }
    // What cannot be left to the layer before: an activation between, channels of another axis.
    let normal: (String, [String: Setting]) = ("BatchNormalization", [:])
    stacks.append(Stack([5, 6, 2], [conv(3, 3, ["activation": .string("relu")]), normal, relu]))
    stacks.append(Stack([5, 6, 2], [conv(3, 3), ("BatchNormalization", ["axis": .int(1)]), relu]))
    stacks.append(Stack([5, 6, 2], [conv(3, 3), relu, normal]))
    return stacks
}()

@Test(arguments: folding)
func predictionsWithFoldedNormalizationsAgreeWithExpressions(_ stack: Stack) throws {
    let network = try stack.network()
    try network.compile(
        loss: #require(LossKind.named("mse")),
        optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0.05)]))
    let x = try Stack.numbers([6] + stack.input, seed: 3)
    let y = try network.predict(x)
    let goal = try Stack.numbers(y.shape, seed: 4)
    // Moments move while it learns: what was folded before does not hold any more.
    for _ in 0..<3 {
        _ = try network.trainOnBatch(x, goal)
        let fast = try network.predict(x).elements(as: Float.self)
        network.usesLoops = false
        let slow = try network.predict(x).elements(as: Float.self)
        network.usesLoops = true
        #expect(fast.count == slow.count && zip(fast, slow).allSatisfy { abs($0 - $1) < 2e-5 })
    }
    #expect(try network.predict(x).elements(as: Float.self) != y.elements(as: Float.self))
}

/// A convolution's result that is used twice keeps its own values.
@Test func normalizationsOfSharedValuesStayLayersOfTheirOwn() throws {
    let randomness = Randomness(seed: 5)
    func call(_ kind: String, _ settings: [String: Setting], _ inputs: [Symbol], _ name: String) throws -> Symbol {
        let layer = try Layer(#require(LayerKind.named(kind)), name: name, settings: settings)
        return try LayerCall.call(layer, inputs, randomness)[0]
    }
    let input = Symbol(name: "input", shape: [6, 5, 3])
    let shared = try call("Conv2D", ["filters": .int(4), "kernel_size": .int(3)], [input], "one")
    let normal = try call("BatchNormalization", ["epsilon": .double(1)], [shared], "two")
    let network = try Network(
        name: "shared", inputs: [input], outputs: [call("Add", [:], [shared, normal], "three"), normal])
    let x = try Stack.numbers([3, 6, 5, 3], seed: 6)
    let fast = try network.predict([x], batchSize: 3)
    network.usesLoops = false
    let slow = try network.predict([x], batchSize: 3)
    for (a, b) in zip(fast, slow) {
        #expect(zip(try a.elements(as: Float.self), try b.elements(as: Float.self)).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
