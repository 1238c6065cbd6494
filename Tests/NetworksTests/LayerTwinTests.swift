import Autograd
import Networks
import Tensors
import Testing

/// A network of one layer under test between two that learn, so that its inputs' gradients are seen too.
struct Stack: Sendable, CustomStringConvertible {
    let input: [Int]
    let layers: [(kind: String, settings: [String: Setting])]

    var description: String { layers.map { "\($0.kind)(\($0.settings))" }.joined(separator: " ") }

    init(_ input: [Int], _ layers: [(String, [String: Setting])]) {
        self.input = input
        self.layers = layers.map { (kind: $0.0, settings: $0.1) }
    }

    private static let dense: (String, [String: Setting]) = ("Dense", ["units": .int(3)])
    private static let pointwise: (String, [String: Setting]) = (
        "Conv2D", ["filters": .int(2), "kernel_size": .int(1), "bias_initializer": .string("random_normal")]
    )

    /// Layers whose twin is their expression.
    static let expressed: [Stack] = {
        var stacks: [Stack] = []
        for settings in [
            [:], ["center": .bool(false), "epsilon": .double(0.1)], ["scale": .bool(false), "momentum": .double(0.5)],
        ] as [[String: Setting]] {
            for input in [[4], [3, 4], [3, 2, 20]] {
                stacks.append(
                    Stack(input, [dense, ("BatchNormalization", settings), ("Dense", ["units": .int(3)]), dense]))
            }
        }
        // Kernels large enough for loops of their own, with panels that are not full.
        stacks.append(
            Stack(
                [12, 3],
                [
                    ("Dense", ["units": .int(37)]), ("Dense", ["units": .int(150), "activation": .string("relu")]),
                    ("Dense", ["units": .int(130), "activation": .string("tanh")]), dense,
                ]))
        stacks.append(Stack([4], [dense, ("ReLU", [:]), dense]))
        stacks.append(Stack([4], [dense, ("ReLU", ["negative_slope": .double(0.2)]), dense]))
        stacks.append(Stack([5, 3], [dense, ("GlobalAveragePooling1D", [:]), dense]))
        for (beta, size) in [(0.5, 5), (0.75, 5), (1, 5), (0.6, 5), (0.75, 41), (0.75, Int.max)] {
            let rule: [String: Setting] = [
                "size": .int(size), "alpha": .double(0.4), "beta": .double(beta), "k": .double(0.8),
            ]
            stacks.append(
                Stack(
                    [3, 2, 4], [("Dense", ["units": .int(19)]), ("LocalResponseNormalization", rule), dense]))
        }
        stacks.append(Stack([4, 3, 2], [pointwise, ("GlobalAveragePooling2D", ["keepdims": .bool(true)]), dense]))
        // A kernel so large that workers share the planes of Winograd's method.
        stacks.append(
            Stack(
                [6, 7, 1],
                [
                    ("Conv2D", ["filters": .int(64), "kernel_size": .int(1)]),
                    (
                        "Conv2D",
                        [
                            "filters": .int(128), "kernel_size": .int(3), "padding": .string("same"),
                            "activation": .string("relu"),
                        ]
                    ), ("GlobalAveragePooling2D", [:]), dense,
                ]))
        // A normalization rectifies what it writes; not where something else looks at that too.
        for rectifier in [("Activation", ["activation": .string("relu")]), ("ReLU", [:])]
            as [(String, [String: Setting])]
        {
            stacks.append(
                Stack([5, 6, 2], [pointwise, ("BatchNormalization", [:]), rectifier, ("MaxPooling2D", [:]), dense]))
            stacks.append(Stack([7], [dense, ("BatchNormalization", ["scale": .bool(false)]), rectifier, dense]))
        }
        // Activations and dropout write over what came before.
        stacks.append(
            Stack(
                [5, 6, 2],
                [
                    pointwise, ("BatchNormalization", [:]), ("Activation", ["activation": .string("tanh")]),
                    ("MaxPooling2D", [:]), ("Dropout", ["rate": .double(0)]), ("Flatten", [:]), dense,
                    ("Activation", ["activation": .string("softmax")]), dense,
                ]))
        for groups in [2, 4] {
            for padding in ["valid", "same"] {
                stacks.append(
                    Stack(
                        [7, 6, 1],
                        [
                            ("Conv2D", ["filters": .int(8), "kernel_size": .int(1)]),
                            (
                                "Conv2D",
                                [
                                    "filters": .int(12), "kernel_size": .ints([3, 2]), "groups": .int(groups),
                                    "strides": .int(groups / 2), "padding": .string(padding),
                                    "activation": .string("relu"),
                                ]
                            ), ("Flatten", [:]), dense,
                        ]))
            }
        }
        return stacks
    }()

    /// Image layers of every setting, between a 1x1 convolution and a dense layer.
    static let all: [Stack] = {
        var stacks = [
            Stack([4], [dense, ("Dense", ["units": .int(5), "use_bias": .bool(false)]), dense]),
            Stack([4], [dense, ("Rescaling", ["scale": .double(0.5), "offset": .double(1)]), dense]),
            Stack([4], [dense, ("Dropout", ["rate": .double(0)]), dense]),
            Stack([8], [dense, ("Reshape", ["target_shape": .ints([3, 1])]), ("Flatten", [:]), dense]),
            Stack(
                [3, 4], [dense, ("Dense", ["units": .int(2), "activation": .string("tanh")]), ("Flatten", [:]), dense]),
        ]
        for row in ActivationKind.table {
            stacks.append(Stack([4], [dense, ("Activation", ["activation": .string(row.name)]), dense]))
            stacks.append(Stack([4], [dense, ("Dense", ["units": .int(4), "activation": .string(row.name)]), dense]))
        }
        var images: [(String, [String: Setting])] = []
        for padding in ["valid", "same"] {
            for strides in [[1, 1], [2, 1], [2, 3]] {
                for name in ["MaxPooling2D", "AveragePooling2D"] {
                    images.append(
                        (name, ["pool_size": .ints([2, 3]), "strides": .ints(strides), "padding": .string(padding)]))
                }
                images.append(
                    (
                        "Conv2D",
                        [
                            "filters": .int(3), "kernel_size": .ints([3, 2]), "strides": .ints(strides),
                            "padding": .string(padding), "activation": .string("sigmoid"),
                        ]
                    ))
            }
            images.append(
                (
                    "Conv2D",
                    [
                        "filters": .int(2), "kernel_size": .ints([2, 2]), "dilation_rate": .ints([2, 1]),
                        "padding": .string(padding), "use_bias": .bool(false),
                    ]
                ))
        }
        for layer in images { stacks.append(Stack([5, 6, 2], [pointwise, layer, ("Flatten", [:]), dense])) }
        // Channels enough for whole vectors: windows of every way that a convolution has.
        let wide: (String, [String: Setting]) = ("Conv2D", ["filters": .int(16), "kernel_size": .int(1)])
        let rows: [(filters: Int, size: Int, strides: Int, dilation: Int)] = [
            (16, 3, 1, 1), (48, 3, 1, 1), (32, 5, 1, 1), (80, 3, 2, 1), (20, 3, 1, 2), (17, 2, 3, 1), (65, 1, 1, 1),
        ]
        for padding in ["valid", "same"] {
            for row in rows {
                let layer: (String, [String: Setting]) = (
                    "Conv2D",
                    [
                        "filters": .int(row.filters), "kernel_size": .ints([row.size, row.size]),
                        "strides": .ints([row.strides, row.strides]),
                        "dilation_rate": .ints([row.dilation, row.dilation]), "padding": .string(padding),
                        "activation": .string(row.filters == 16 ? "relu" : "tanh"),
                        "bias_initializer": .string("random_normal"),
                    ]
                )
                stacks.append(Stack([9, 11, 1], [wide, layer, ("Flatten", [:]), dense]))
            }
        }
        return stacks
    }()

    func network(workers: Int = 2) throws -> Network {
        let network = Network(name: "stack", workers: .init(count: workers))
        network.randomness = Randomness(seed: 12)
        for (place, layer) in layers.enumerated() {
            let kind = try #require(LayerKind.named(layer.kind))
            try network.add(Layer(kind, name: "layer\(place)", settings: layer.settings))
        }
        try network.build(inputShape: input)
        return network
    }

    /// Numbers between -1 and 1 that look random, no two equal.
    static func numbers(_ shape: [Int], seed: Int) throws -> Tensor {
        let count = shape.reduce(1, *)
        let values = (0..<count).map { (i: Int) -> Double in Double((i * 7919 + seed * 613) % 1009) / 504.5 - 1 }
        return try Tensor(values, shape: shape)
    }
}

/// The same layers written with Autograd's operations, in double precision.
private struct Twin {
    let stack: Stack

    func forward(_ input: Variable, _ weights: [Variable]) throws -> Variable {
        var x = input
        var rest = weights[...]
        for (kind, settings) in stack.layers {
            switch kind {
            case "Dense":
                x = try Variable.matmul(x, rest.removeFirst())
                if settings["use_bias"] != .bool(false) { x = try x + rest.removeFirst() }
            case "Conv2D":
                let kernel = rest.removeFirst()
                let size = pair(settings["kernel_size"]), strides = pair(settings["strides"] ?? .int(1))
                let dilation = pair(settings["dilation_rate"] ?? .int(1))
                x = try Variable.convolution(
                    x, weight: kernel, strides: strides,
                    padding: padding(settings, x.shape, size, strides, dilation), dilation: dilation)
                if settings["use_bias"] != .bool(false) { x = try x + rest.removeFirst() }
            case "MaxPooling2D", "AveragePooling2D":
                let size = pair(settings["pool_size"]), strides = pair(settings["strides"])
                let around = padding(settings, x.shape, size, strides, (1, 1))
                x =
                    kind == "MaxPooling2D"
                    ? try x.maxPooled(size, strides: strides, padding: around)
                    : try x.averagePooled(size, strides: strides, padding: around)
            case "Reshape": x = try x.reshaped([x.shape[0], 3, 1])
            case "Flatten": x = try x.reshaped([x.shape[0], -1])
            case "Rescaling":
                x = try x * number(settings["scale"]) + number(settings["offset"])
            case "Dropout", "Activation": break
            default: Issue.record("no twin for \(kind)")
            }
            if case .string(let name)? = settings["activation"] { x = try activation(name, x) }
        }
        return x
    }

    private func activation(_ name: String, _ x: Variable) throws -> Variable {
        try ActivationKind.named(name).expression(x, Evaluation(isTraining: false, tracksWeights: false, key: 0))
    }

    private func pair(_ setting: Setting?) -> (Int, Int) {
        switch setting {
        case .int(let size)?: (size, size)
        case .ints(let sizes)? where sizes.count == 2: (sizes[0], sizes[1])
        default: (0, 0)
        }
    }

    private func number(_ setting: Setting?) throws -> Variable {
        guard case .double(let value)? = setting else { return try .constant(Tensor([0.0], shape: [])) }
        return try .constant(Tensor([value], shape: []))
    }

    /// TensorFlow's "same": as many outputs as strides fit, the odd zero at the end.
    private func padding(
        _ settings: [String: Setting], _ shape: [Int], _ size: (Int, Int), _ strides: (Int, Int), _ dilation: (Int, Int)
    ) -> (Int, Int, Int, Int) {
        guard settings["padding"] == .string("same") else { return (0, 0, 0, 0) }
        func split(_ extent: Int, _ window: Int, _ stride: Int, _ gap: Int) -> (Int, Int) {
            let outputs = (extent + stride - 1) / stride
            let missing = max(0, (outputs - 1) * stride + (window - 1) * gap + 1 - extent)
            return (missing / 2, missing - missing / 2)
        }
        let rows = split(shape[1], size.0, strides.0, dilation.0)
        let columns = split(shape[2], size.1, strides.1, dilation.1)
        return (rows.0, rows.1, columns.0, columns.1)
    }
}

@Test func everyKindOfLayerHasATwin() {
    let stacked = (Stack.all + Stack.expressed + Stack.sliding).flatMap { $0.layers.map(\.kind) }
    let tested = Set(stacked + Joining.kinds + Walking.kinds)
    for kind in LayerKind.table where kind.hasLoops {
        #expect(tested.contains(kind.name), "\(kind.name) is in no stack")
    }
}

private func largest(_ a: Tensor, _ b: Tensor) throws -> Double {
    #expect(a.shape == b.shape)
    return zip(try a.elements(as: Double.self), try b.elements(as: Double.self)).map { abs($0 - $1) }.max() ?? 0
}

/// Outputs against the twin's, gradients against those of the reverse walk (which is itself checked by central
/// differences): with plain SGD and a rate of 1, a step changes weights by exactly their gradients.
@Test(arguments: Stack.all)
func aLayerAgreesWithItsTwinForwardAndBackward(_ stack: Stack) throws {
    let network = try stack.network()
    let count = 5
    let x = try Stack.numbers([count] + stack.input, seed: 1)
    let outputs = try #require(network.outputShape)
    let y = try Stack.numbers([count] + outputs, seed: 2)
    let before = try network.weights.map { try $0.tensor() }
    let weights = try before.map { try Variable($0.asType(.float64)) }
    let twin = try Twin(stack: stack).forward(.constant(x), weights)
    #expect(try largest(network.predict(x), twin.value) < 1e-5, "forward")

    let difference = try twin - .constant(y)
    let expected = try (difference * difference).mean().gradients(of: weights)
    try network.compile(
        loss: #require(LossKind.named("mse")),
        optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(1)]))
    _ = try network.trainOnBatch(x, y)
    for (i, weight) in network.weights.enumerated() {
        let gradient = try Ufunc.subtract(before[i].asType(.float64), weight.tensor().asType(.float64))
        #expect(try largest(gradient, expected[i].value) < 2e-5, "gradient of \(weight.name) \(i)")
    }
}
