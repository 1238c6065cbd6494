import Loops

/// A kind of layer: a row of the table that construction, `help`, completion and the manual share.
public struct LayerKind: Sendable {
    /// Keras's name of the class.
    public let name: String
    /// What automatic names begin with.
    public let stem: String
    public let settings: [SettingRow]
    public let doc: String
    /// True where only the shape changes: the output is the input's memory.
    let isView: Bool
    /// Refuses settings that can never work.
    let check: @Sendable (Settings) throws(NetworkError) -> Void
    /// The output's shape for an input's, both without the batch.
    let shape: @Sendable (Settings, [Int]) throws(NetworkError) -> [Int]
    /// The weights that an input's shape asks for.
    let weights: @Sendable (Settings, [Int]) throws(NetworkError) -> [WeightRow]
    /// What runs: forward and backward.
    let step: @Sendable (Layer, StepSite) throws(NetworkError) -> any Step

    init(
        name: String, stem: String, settings: [SettingRow], doc: String, isView: Bool = false,
        check: @escaping @Sendable (Settings) throws(NetworkError) -> Void = { (_) throws(NetworkError) in },
        shape: @escaping @Sendable (Settings, [Int]) throws(NetworkError) -> [Int],
        weights: @escaping @Sendable (Settings, [Int]) throws(NetworkError) -> [WeightRow] = {
            (_, _) throws(NetworkError) in []
        },
        step: @escaping @Sendable (Layer, StepSite) throws(NetworkError) -> any Step
    ) {
        self.name = name
        self.stem = stem
        self.settings = settings
        self.doc = doc
        self.isView = isView
        self.check = check
        self.shape = shape
        self.weights = weights
        self.step = step
    }

    /// Every kind of layer.
    public static let table: [LayerKind] = [
        dense, convolution2D, maxPooling2D, averagePooling2D, dropout, flatten, activation, rescaling,
    ]

    /// The kind of a name.
    public static func named(_ name: String) -> LayerKind? { table.first { $0.name == name } }
}

/// A weight that a layer will have: its name, shape and how it begins.
struct WeightRow {
    let name: String
    let shape: [Int]
    /// Inputs and outputs that one unit connects, for the initializer.
    let fanIn: Int
    let fanOut: Int
    let initializer: Initializer
}

extension Settings {
    /// The initializer that a setting names.
    func initializer(_ name: String) throws(NetworkError) -> Initializer {
        let wanted = try string(name)
        guard let found = Initializer.named(wanted) else {
            throw NetworkError(
                .value, "Could not interpret initializer identifier: \(wanted)",
                hint: "known ones: " + Initializer.table.map(\.name).joined(separator: ", "))
        }
        return found
    }

    /// The activation that a setting names; None is linear.
    func activation(_ name: String) throws(NetworkError) -> ActivationKind {
        isNone(name) ? .linear : try ActivationKind.named(string(name))
    }

    /// `padding`, in any case: true for "same".
    func isSame(_ name: String) throws(NetworkError) -> Bool {
        switch try string(name).lowercased() {
        case "same": return true
        case "valid": return false
        case let other:
            throw NetworkError(
                .value,
                "The `padding` argument must be one of 'valid' or 'same'. Received: padding=\(other)")
        }
    }

    /// Refuses `data_format` other than Keras's default.
    func checkChannelsLast() throws(NetworkError) {
        if !isNone("data_format"), try string("data_format") != "channels_last" {
            throw NetworkError(
                .value, "\(owner): data_format must be 'channels_last'",
                hint: "images are [height, width, channels] here")
        }
    }
}

extension LayerKind {
    private static let kernelRows = [
        SettingRow("kernel_initializer", .string("glorot_uniform"), doc: "How the weights begin."),
        SettingRow("bias_initializer", .string("zeros"), doc: "How the biases begin."),
    ]

    static let dense = LayerKind(
        name: "Dense", stem: "dense",
        settings: [
            SettingRow("units", doc: "Number of neurons."),
            SettingRow("activation", Setting.none, doc: "What is applied to the sums."),
            SettingRow("use_bias", .bool(true), doc: "Whether each neuron has a bias."),
        ] + kernelRows,
        doc: "y = activation(x W + b): every input is connected with every neuron. [N, inputs] to [N, units].",
        check: { (s) throws(NetworkError) in
            _ = try s.count("units")
            _ = try s.activation("activation")
            _ = try s.bool("use_bias")
            _ = try s.initializer("kernel_initializer")
            _ = try s.initializer("bias_initializer")
        },
        shape: { (s, input) throws(NetworkError) in
            if input.isEmpty {
                throw NetworkError(
                    .shape, "min_ndim=2, found ndim=1", hint: "give it inputs of shape (samples, features)")
            }
            return input.dropLast() + [try s.count("units")]
        },
        weights: { (s, input) throws(NetworkError) in
            let inputs = input[input.count - 1], units = try s.count("units")
            var rows = [
                WeightRow(
                    name: "kernel", shape: [inputs, units], fanIn: inputs, fanOut: units,
                    initializer: try s.initializer("kernel_initializer"))
            ]
            if try s.bool("use_bias") {
                rows.append(
                    WeightRow(
                        name: "bias", shape: [units], fanIn: units, fanOut: units,
                        initializer: try s.initializer("bias_initializer")))
            }
            return rows
        },
        step: { (layer, site) throws(NetworkError) in
            DenseStep(layer: layer, site: site, activation: try layer.values.activation("activation"))
        })

    static let convolution2D = LayerKind(
        name: "Conv2D", stem: "conv2d",
        settings: [
            SettingRow("filters", doc: "Number of filters: channels of the output."),
            SettingRow("kernel_size", doc: "Height and width of the window: a number or a pair."),
            SettingRow("strides", .ints([1, 1]), doc: "Steps of the window."),
            SettingRow("padding", .string("valid"), doc: "'valid': inside the image only; 'same': zeros around it."),
            SettingRow("data_format", Setting.none, doc: "'channels_last' only."),
            SettingRow("dilation_rate", .ints([1, 1]), doc: "Distance between the window's elements."),
            SettingRow("groups", .int(1), doc: "1 only: grouped convolutions are not there yet."),
            SettingRow("activation", Setting.none, doc: "What is applied to the sums."),
            SettingRow("use_bias", .bool(true), doc: "Whether each filter has a bias."),
        ] + kernelRows,
        doc: "Slides filters over images and sums the products. [N, H, W, C] to [N, OH, OW, filters].",
        check: { (s) throws(NetworkError) in
            _ = try s.count("filters")
            _ = try s.pair("kernel_size")
            let strides = try s.pair("strides"), dilation = try s.pair("dilation_rate")
            if strides != (1, 1) && dilation != (1, 1) {
                throw NetworkError(.value, "`strides > 1` not supported in conjunction with `dilation_rate > 1`.")
            }
            if try s.count("groups") != 1 {
                throw NetworkError(.value, "Conv2D: groups other than 1 are not supported yet")
            }
            _ = try s.isSame("padding")
            try s.checkChannelsLast()
            _ = try s.activation("activation")
            _ = try s.bool("use_bias")
            _ = try s.initializer("kernel_initializer")
            _ = try s.initializer("bias_initializer")
        },
        shape: { (s, input) throws(NetworkError) in
            let window = try Geometry.convolution(s, input)
            return [window.outputHeight, window.outputWidth, try s.count("filters")]
        },
        weights: { (s, input) throws(NetworkError) in
            let (kh, kw) = try s.pair("kernel_size")
            let channels = input[2], filters = try s.count("filters")
            var rows = [
                WeightRow(
                    name: "kernel", shape: [kh, kw, channels, filters], fanIn: kh * kw * channels,
                    fanOut: kh * kw * filters,
                    initializer: try s.initializer("kernel_initializer"))
            ]
            if try s.bool("use_bias") {
                rows.append(
                    WeightRow(
                        name: "bias", shape: [filters], fanIn: filters, fanOut: filters,
                        initializer: try s.initializer("bias_initializer")))
            }
            return rows
        },
        step: { (layer, site) throws(NetworkError) in
            ConvolutionStep(
                layer: layer, site: site, window: try Geometry.convolution(layer.values, layer.inputShape),
                activation: try layer.values.activation("activation"))
        })

    private static let poolingRows = [
        SettingRow("pool_size", .ints([2, 2]), doc: "Height and width of the window."),
        SettingRow("strides", Setting.none, doc: "Steps of the window; None: the window's size."),
        SettingRow("padding", .string("valid"), doc: "'valid': whole windows only; 'same': also those that reach out."),
        SettingRow("data_format", Setting.none, doc: "'channels_last' only."),
    ]

    private static func pooling(
        _ name: String, _ stem: String, _ doc: String, _ step: @escaping @Sendable (Layer, StepSite, Window) -> any Step
    ) -> LayerKind {
        LayerKind(
            name: name, stem: stem, settings: poolingRows, doc: doc,
            check: { (s) throws(NetworkError) in
                _ = try s.pair("pool_size")
                if !s.isNone("strides") { _ = try s.pair("strides") }
                _ = try s.isSame("padding")
                try s.checkChannelsLast()
            },
            shape: { (s, input) throws(NetworkError) in
                let window = try Geometry.pooling(s, input)
                return [window.outputHeight, window.outputWidth, window.channels]
            },
            step: { (layer, site) throws(NetworkError) in
                step(layer, site, try Geometry.pooling(layer.values, layer.inputShape))
            })
    }

    static let maxPooling2D = pooling(
        "MaxPooling2D", "max_pooling2d", "The largest value under each window. [N, H, W, C] to [N, OH, OW, C]."
    ) { _, site, window in MaxPoolingStep(site: site, window: window) }

    static let averagePooling2D = pooling(
        "AveragePooling2D", "average_pooling2d",
        "The mean of the values under each window. [N, H, W, C] to [N, OH, OW, C]."
    ) { _, site, window in AveragePoolingStep(site: site, window: window) }

    static let dropout = LayerKind(
        name: "Dropout", stem: "dropout",
        settings: [
            SettingRow(
                "rate", doc: "The share of values that become 0 while training; the others grow by 1 / (1 - rate)."),
            SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own."),
        ],
        doc:
            "Forgets random values while training, so that no neuron relies on a single other (Srivastava et al., 2014).",
        check: { (s) throws(NetworkError) in
            let rate = try s.double("rate")
            if !(rate >= 0 && rate <= 1) {
                throw NetworkError(
                    .value,
                    "Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate=\(s.text("rate"))"
                )
            }
        },
        shape: { (_, input) throws(NetworkError) in input },
        step: { (layer, site) throws(NetworkError) in
            var seed: UInt64?
            if case .int(let value)? = layer.values.values["seed"] { seed = UInt64(bitPattern: Int64(value)) }
            return DropoutStep(site: site, rate: Float(try layer.values.double("rate")), seed: seed)
        })

    static let flatten = LayerKind(
        name: "Flatten", stem: "flatten",
        settings: [SettingRow("data_format", Setting.none, doc: "'channels_last' only.")],
        doc: "One row of all values for each sample. [N, …] to [N, product].", isView: true,
        check: { (s) throws(NetworkError) in try s.checkChannelsLast() },
        shape: { (_, input) throws(NetworkError) in [input.reduce(1, *)] },
        step: { (_, site) throws(NetworkError) in PassStep(site: site) })

    static let activation = LayerKind(
        name: "Activation", stem: "activation", settings: [SettingRow("activation", doc: "The function's name.")],
        doc: "Applies an activation function to each value.",
        check: { (s) throws(NetworkError) in _ = try s.activation("activation") },
        shape: { (_, input) throws(NetworkError) in input },
        step: { (layer, site) throws(NetworkError) in
            ActivationStep(
                site: site, columns: layer.inputShape.last ?? 1, activation: try layer.values.activation("activation"))
        })

    static let rescaling = LayerKind(
        name: "Rescaling", stem: "rescaling",
        settings: [
            SettingRow("scale", doc: "What each value is multiplied by: 1/255 for bytes."),
            SettingRow("offset", .double(0), doc: "What is added afterwards."),
        ],
        doc: "x * scale + offset",
        check: { (s) throws(NetworkError) in
            _ = try s.double("scale")
            _ = try s.double("offset")
        },
        shape: { (_, input) throws(NetworkError) in input },
        step: { (layer, site) throws(NetworkError) in
            RescalingStep(
                site: site, scale: Float(try layer.values.double("scale")),
                offset: Float(try layer.values.double("offset")))
        })
}

/// Output sizes of windows that slide over images.
enum Geometry {
    /// The axis's output size and the zeros before its first element.
    private static func axis(
        _ extent: Int, window: Int, stride: Int, dilation: Int, isSame: Bool
    ) -> (output: Int, before: Int) {
        let reach = (window - 1) * dilation + 1
        if isSame {
            let output = (extent + stride - 1) / stride
            return (output, max(0, (output - 1) * stride + reach - extent) / 2)
        }
        return (extent < reach ? 0 : (extent - reach) / stride + 1, 0)
    }

    private static func window(
        _ owner: String, _ input: [Int], size: (Int, Int), strides: (Int, Int), dilation: (Int, Int), isSame: Bool
    ) throws(NetworkError) -> Window {
        guard input.count == 3 else {
            let full = "(None, " + input.map(String.init).joined(separator: ", ") + ")"
            throw NetworkError(
                .shape,
                "expected min_ndim=4, found ndim=\(input.count + 1). Full shape received: \(full)",
                hint: input.count == 2
                    ? "images need a channel axis: x.reshape(-1, \(input[0]), \(input[1]), 1)"
                    : "images are [samples, height, width, channels]")
        }
        let (oh, top) = axis(input[0], window: size.0, stride: strides.0, dilation: dilation.0, isSame: isSame)
        let (ow, left) = axis(input[1], window: size.1, stride: strides.1, dilation: dilation.1, isSame: isSame)
        if oh < 1 || ow < 1 {
            throw NetworkError(
                .shape,
                "Computed output size would be negative. Received: inputs.shape=(None, \(input[0]), \(input[1]), \(input[2])), kernel shape=(\(size.0), \(size.1))",
                hint: "the window is larger than the image: use a smaller one, fewer poolings, or padding='same'")
        }
        return Window(
            height: input[0], width: input[1], channels: input[2], outputHeight: oh, outputWidth: ow,
            windowHeight: size.0,
            windowWidth: size.1, strideHeight: strides.0, strideWidth: strides.1, dilationHeight: dilation.0,
            dilationWidth: dilation.1, top: top, left: left)
    }

    static func convolution(_ s: Settings, _ input: [Int]) throws(NetworkError) -> Window {
        try window(
            s.owner, input, size: s.pair("kernel_size"), strides: s.pair("strides"), dilation: s.pair("dilation_rate"),
            isSame: s.isSame("padding"))
    }

    static func pooling(_ s: Settings, _ input: [Int]) throws(NetworkError) -> Window {
        let size = try s.pair("pool_size")
        return try window(
            s.owner, input, size: size, strides: s.isNone("strides") ? size : s.pair("strides"), dilation: (1, 1),
            isSame: s.isSame("padding"))
    }
}
