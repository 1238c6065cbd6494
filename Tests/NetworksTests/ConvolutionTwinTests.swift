import Networks
import Tensors
import Testing

extension Stack {
    private static let dense: (String, [String: Setting]) = ("Dense", ["units": .int(3)])

    /// A convolution with some channels, the layer under test, and a dense layer behind it.
    private static func between(
        _ input: [Int], _ channels: Int, _ kind: String, _ settings: [String: Setting]
    ) -> Stack {
        let first = input.count == 3 ? "Conv2D" : "Conv1D"
        var settings = settings
        if kind.contains("Conv"), settings["use_bias"] == nil {
            settings["bias_initializer"] = .string("random_normal")
        }
        return Stack(
            input,
            [
                (first, ["filters": .int(channels), "kernel_size": .int(1)]), (kind, settings), ("Flatten", [:]), dense,
            ])
    }

    /// Transposed convolutions: few and many channels, windows that overlap, touch and leave gaps.
    private static let transposed: [Stack] = {
        var stacks: [Stack] = []
        let rows: [(input: Int, filters: Int, size: [Int], strides: [Int], dilation: [Int])] = [
            (1, 1, [3, 3], [1, 1], [1, 1]), (3, 17, [4, 4], [2, 2], [1, 1]), (16, 32, [4, 3], [2, 2], [1, 1]),
            (20, 3, [2, 2], [2, 2], [1, 1]), (33, 16, [2, 3], [3, 2], [1, 1]), (5, 40, [1, 1], [2, 3], [1, 1]),
            (8, 8, [3, 2], [1, 1], [2, 3]), (2, 1, [5, 5], [3, 1], [1, 1]),
        ]
        for padding in ["valid", "same"] {
            for (place, row) in rows.enumerated() {
                let activation = ["linear", "relu", "tanh", "leaky_relu", "elu"][place % 5]
                stacks.append(
                    between(
                        [4, 5, 2], row.input, "Conv2DTranspose",
                        [
                            "filters": .int(row.filters), "kernel_size": .ints(row.size), "strides": .ints(row.strides),
                            "dilation_rate": .ints(row.dilation), "padding": .string(padding),
                            "activation": .string(activation),
                        ]))
                stacks.append(
                    between(
                        [7, 2], row.input, "Conv1DTranspose",
                        [
                            "filters": .int(row.filters), "kernel_size": .int(row.size[0]),
                            "strides": .int(row.strides[0]), "dilation_rate": .int(row.dilation[0]),
                            "padding": .string(padding), "use_bias": .bool(place % 2 == 0),
                        ]))
            }
            for extra in [0, 1] {
                stacks.append(
                    between(
                        [3, 4, 2], 6, "Conv2DTranspose",
                        [
                            "filters": .int(4), "kernel_size": .int(3), "strides": .int(2),
                            "output_padding": .ints([extra, 1 - extra]), "padding": .string(padding),
                        ]))
            }
        }
        return stacks
    }()

    /// Convolutions by channel, alone and before a mixture of channels.
    private static let byChannel: [Stack] = {
        var stacks: [Stack] = []
        let rows: [(channels: Int, depth: Int, size: [Int], strides: Int, dilation: Int)] = [
            (1, 1, [3, 3], 1, 1), (16, 1, [3, 3], 1, 1), (17, 1, [3, 3], 2, 1), (40, 1, [5, 5], 1, 1),
            (32, 1, [3, 2], 3, 1), (3, 2, [3, 3], 1, 1), (5, 7, [2, 2], 2, 1), (20, 1, [3, 3], 1, 2),
            (8, 3, [1, 1], 1, 1),
        ]
        for padding in ["valid", "same"] {
            for (place, row) in rows.enumerated() {
                let activation = ["linear", "relu", "sigmoid"][place % 3]
                for kind in ["DepthwiseConv", "SeparableConv"] {
                    for input in [[9, 11, 2], [13, 2]] {
                        let axes = input.count - 1
                        var settings: [String: Setting] = [
                            "kernel_size": .ints(Array(row.size.prefix(axes))),
                            "strides": .ints([Int](repeating: row.strides, count: axes)),
                            "dilation_rate": .ints([Int](repeating: row.dilation, count: axes)),
                            "depth_multiplier": .int(row.depth), "padding": .string(padding),
                            "activation": .string(activation),
                        ]
                        if kind == "SeparableConv" { settings["filters"] = .int(place * 5 + 1) }
                        if place % 4 == 3 { settings["use_bias"] = .bool(false) }
                        stacks.append(between(input, row.channels, "\(kind)\(axes)D", settings))
                    }
                }
            }
        }
        return stacks
    }()

    /// Convolutions over sequences.
    private static let sequences: [Stack] = {
        var stacks: [Stack] = []
        let rows: [(filters: Int, size: Int, strides: Int, dilation: Int, groups: Int)] = [
            (1, 3, 1, 1, 1), (16, 3, 1, 1, 1), (20, 5, 2, 1, 1), (8, 2, 1, 3, 1), (12, 3, 1, 1, 4), (6, 4, 3, 1, 2),
        ]
        for padding in ["valid", "same", "causal"] {
            for row in rows {
                stacks.append(
                    between(
                        [14, 2], 8, "Conv1D",
                        [
                            "filters": .int(row.filters), "kernel_size": .int(row.size), "strides": .int(row.strides),
                            "dilation_rate": .int(row.dilation), "groups": .int(row.groups),
                            "padding": .string(padding), "activation": .string("elu"),
                        ]))
            }
        }
        return stacks
    }()

    /// Convolutions of few filters over many channels.
    private static let thin: [Stack] = {
        var stacks: [Stack] = []
        for padding in ["valid", "same"] {
            for (filters, channels, size, dilation) in [(1, 16, [5, 5], 1), (3, 20, [3, 2], 1), (4, 33, [3, 3], 2)] {
                stacks.append(
                    between(
                        [9, 8, 2], channels, "Conv2D",
                        [
                            "filters": .int(filters), "kernel_size": .ints(size), "dilation_rate": .int(dilation),
                            "padding": .string(padding), "activation": .string(filters == 1 ? "sigmoid" : "relu"),
                        ]))
            }
        }
        return stacks
    }()

    /// Layers that lay images and sequences into others, or repeat them.
    private static let framings: [Stack] = {
        let images: [(String, [String: Setting])] = [
            ("ZeroPadding2D", ["padding": .list([.ints([0, 2]), .ints([1, 0])])]), ("ZeroPadding2D", [:]),
            ("Cropping2D", ["cropping": .list([.ints([0, 2]), .ints([1, 1])])]), ("UpSampling2D", [:]),
            ("UpSampling2D", ["size": .ints([1, 3])]), ("UpSampling2D", ["interpolation": .string("bilinear")]),
        ]
        let lines: [(String, [String: Setting])] = [
            ("ZeroPadding1D", ["padding": .ints([2, 0])]), ("Cropping1D", ["cropping": .ints([1, 2])]),
            ("UpSampling1D", ["size": .int(3)]),
        ]
        return images.map { between([4, 5, 2], 17, $0.0, $0.1) } + lines.map { between([7, 2], 3, $0.0, $0.1) }
    }()

    /// Layers with weights of their own at each place, or for each value.
    private static let own: [Stack] = {
        var stacks: [Stack] = []
        for (filters, size, strides) in [(1, [3, 2], [1, 1]), (17, [2, 2], [2, 1]), (5, [1, 3], [1, 2])] {
            stacks.append(
                between(
                    [5, 6, 2], 3, "LocallyConnected2D",
                    [
                        "filters": .int(filters), "kernel_size": .ints(size), "strides": .ints(strides),
                        "activation": .string(filters == 1 ? "tanh" : "relu"),
                    ]))
            stacks.append(
                between(
                    [9, 2], 4, "LocallyConnected1D",
                    [
                        "filters": .int(filters), "kernel_size": .int(size[1]), "strides": .int(strides[0]),
                        "use_bias": .bool(filters > 1),
                    ]))
        }
        for axes: Setting in [.none, .ints([1]), .ints([1, 2]), .ints([2, 3])] {
            stacks.append(
                between(
                    [4, 5, 2], 17, "PReLU", ["shared_axes": axes, "alpha_initializer": .string("random_normal")]))
        }
        for settings in [
            [:], ["axis": .ints([2, 3])], ["axis": .ints([1, 2, 3]), "scale": .bool(false)], ["axis": .int(1)],
            ["center": .bool(false), "epsilon": .double(0.1)],
        ] as [[String: Setting]] {
            stacks.append(between([4, 5, 2], 17, "LayerNormalization", settings))
        }
        return stacks
    }()

    private static let poolings: [Stack] = {
        var stacks: [Stack] = []
        for kind in ["MaxPooling1D", "AveragePooling1D"] {
            for padding in ["valid", "same"] {
                for (size, strides) in [(2, 2), (3, 1), (4, 3), (2, 3)] {
                    stacks.append(
                        between(
                            [11, 2], 17, kind,
                            ["pool_size": .int(size), "strides": .int(strides), "padding": .string(padding)]))
                }
            }
        }
        return stacks
    }()

    /// Convolutions with poolings of their results behind them, which they may do on the way.
    private static let followed: [Stack] = {
        func conv(_ filters: Int, _ size: Int, _ activation: String) -> (String, [String: Setting]) {
            (
                "Conv2D",
                [
                    "filters": .int(filters), "kernel_size": .int(size), "activation": .string(activation),
                    "bias_initializer": .string("random_normal"),
                ]
            )
        }
        let pool: (String, [String: Setting]) = ("MaxPooling2D", [:])
        let wide: (String, [String: Setting]) = ("MaxPooling2D", ["pool_size": .ints([3, 2])])
        let sigmoid: (String, [String: Setting]) = ("Activation", ["activation": .string("sigmoid")])
        var stacks: [Stack] = []
        for activation in ["relu", "linear", "tanh"] {
            // Products of windows, then Winograd's tiles, some of which lie over the border.
            stacks.append(Stack([13, 12, 2], [conv(17, 4, activation), pool, sigmoid, conv(3, 1, "linear")]))
            stacks.append(Stack([16, 13, 1], [conv(16, 1, "tanh"), conv(32, 3, activation), wide, ("Flatten", [:])]))
            // A rectifier that writes over what it reads stands before the pooling.
            stacks.append(
                Stack(
                    [9, 8, 1],
                    [conv(16, 2, "linear"), ("Activation", ["activation": .string(activation)]), pool, dense]))
            stacks.append(Stack([14, 14, 1], [conv(16, 1, "relu"), pool, conv(16, 5, activation), pool, dense]))
            stacks.append(
                Stack(
                    [14, 15, 1],
                    [
                        conv(16, 1, activation), ("BatchNormalization", [:]), pool, conv(16, 3, "linear"),
                        ("BatchNormalization", [:]), ("ReLU", [:]), pool, dense,
                    ]))
        }
        return stacks
    }()

    /// Activations that need their input on the way back, or have no loops, behind loops.
    private static let curves: [Stack] = ["silu", "gelu", "selu", "relu6", "softplus", "log_softmax"].flatMap { name in
        ["Conv2D", "Conv2DTranspose", "SeparableConv2D"].map { kind in
            between(
                [5, 4, 2], 6, kind,
                ["filters": .int(5), "kernel_size": .int(3), "activation": .string(name), "strides": .int(2)])
        }
    }

    /// Activations as layers, behind layers whose results they may and may not write over.
    private static let activations: [Stack] = {
        var stacks: [Stack] = []
        let rows: [(String, [String: Setting])] = [
            ("LeakyReLU", [:]), ("LeakyReLU", ["negative_slope": .double(0)]),
            ("ReLU", ["negative_slope": .double(0.5)]), ("ReLU", ["max_value": .double(0.5)]),
            ("ReLU", ["max_value": .double(6)]), ("ELU", [:]),
            ("ELU", ["alpha": .double(0.3)]), ("Softmax", [:]), ("Softmax", ["axis": .int(1)]),
        ]
        for row in rows {
            stacks.append(between([3, 4, 2], 5, row.0, row.1))
            stacks.append(
                Stack(
                    [6], [dense, row.0 == "Softmax" ? ("Softmax", [:]) : row, ("Dropout", ["rate": .double(0)]), dense])
            )
            stacks.append(
                Stack([6], [("Dense", ["units": .int(4), "activation": .string("sigmoid")]), ("ELU", [:]), dense]))
        }
        return stacks
    }()

    /// Convolutions of every kind, and activations, beside their expressions.
    static let sliding =
        transposed + byChannel + thin + framings + own + sequences + poolings + followed
        + activations + curves
}

/// Predictions and weights after some steps.
private func trained(_ network: Network, _ x: Tensor, _ y: Tensor) throws -> [Float] {
    try network.compile(
        loss: #require(LossKind.named("mse")),
        optimizer: Optimizer(#require(OptimizerKind.named("sgd")), settings: ["learning_rate": .double(0.005)]))
    for _ in 0..<3 { _ = try network.trainOnBatch(x, y) }
    return try network.predict(x).elements(as: Float.self)
        + network.weights.flatMap { try $0.tensor().elements(as: Float.self) }
}

@Test(arguments: Stack.sliding)
func slidingLayersAgreeWithTheirExpressionsWhateverTheWorkers(_ stack: Stack) throws {
    let fast = try stack.network(), slow = try stack.network()
    slow.usesLoops = false
    let x = try Stack.numbers([6] + stack.input, seed: 1)
    let y = try Stack.numbers([6] + #require(fast.outputShape), seed: 2)
    let numbers = try trained(fast, x, y)
    let differences = zip(numbers, try trained(slow, x, y)).map { abs($0 - $1) / max(1, abs($1)) }
    #expect(differences.allSatisfy { $0 < 2e-5 }, "\(differences.max() ?? 0)")
    #expect(try numbers == trained(stack.network(workers: 1), x, y))
}
