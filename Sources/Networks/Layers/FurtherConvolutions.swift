import Autograd
import Loops
import Tensors

/// Convolutions of other kinds: over sequences, by channel, backwards, and with weights of their own at each place.
extension LayerKind {
    static let furtherConvolutions = [
        convolution1D, depthwise(2), depthwise(1), separable(2), separable(1), transposed(2), transposed(1), local(2),
        local(1),
    ]

    private static let activationRows = [
        SettingRow("activation", Setting.none, doc: "What is applied to the sums."),
        SettingRow("use_bias", .bool(true), doc: "Whether each filter has a bias."),
    ]
    private static let format = SettingRow("data_format", Setting.none, doc: "'channels_last' only.")
    private static let filters = SettingRow("filters", doc: "Number of filters: channels of the output.")

    /// Settings of a window over `axes` axes.
    private static func windowRows(_ axes: Int, padding: String = "'valid' or 'same'") -> [SettingRow] {
        [
            SettingRow("kernel_size", doc: axes == 1 ? "Length of the window." : "Height and width of the window."),
            SettingRow("strides", axes == 1 ? .int(1) : .ints([1, 1]), doc: "Steps of the window."),
            SettingRow("padding", .string("valid"), doc: padding + ": nothing or zeros around."),
        ]
    }

    private static func dilation(_ axes: Int) -> SettingRow {
        SettingRow(
            "dilation_rate", axes == 1 ? .int(1) : .ints([1, 1]), doc: "Distance between the window's elements.")
    }

    /// What surrounds the input.
    static func border(_ s: Settings, allowsCausal: Bool = false) throws(NetworkError) -> Border {
        let name = try s.string("padding").lowercased()
        guard let border = Border(rawValue: name), border != .causal || allowsCausal else {
            throw NetworkError(
                .value,
                "The `padding` argument must be one of 'valid' or 'same'\(allowsCausal ? " or 'causal'" : ""). Received: padding=\(name)"
            )
        }
        return border
    }

    private static func check(_ s: Settings, axes: Int, weights: [String], allowsCausal: Bool = false)
        throws(NetworkError)
    {
        let names = s.values.keys
        for name in ["filters", "depth_multiplier", "groups"] where names.contains(name) { _ = try s.count(name) }
        for name in ["kernel_size", "strides", "dilation_rate"] where names.contains(name) {
            let sizes = try s.ints(name, count: axes)
            guard sizes.allSatisfy({ $0 > 0 }) else {
                throw NetworkError(.value, "\(s.owner): \(name) must be above 0, not \(s.text(name))")
            }
        }
        _ = try border(s, allowsCausal: allowsCausal)
        if names.contains("data_format") { try s.checkChannelsLast() }
        _ = try s.activation("activation")
        _ = try s.bool("use_bias")
        try s.checkWeights(weights)
    }

    /// Adds the bias and applies the activation.
    private static func finished(_ run: LayerRun, _ sums: Variable) throws(NetworkError) -> Variable {
        var y = sums
        if let bias = try run.weight(named: "bias") { y = try computing { () throws(TensorError) in try sums + bias } }
        return try run.values.activation("activation").expression(y, run.evaluation)
    }

    /// Window, steps and distances of a setting, one number for each axis.
    private struct Sliding {
        let size: [Int]
        let strides: [Int]
        let dilation: [Int]

        init(_ s: Settings, axes: Int) throws(NetworkError) {
            size = try s.ints("kernel_size", count: axes)
            strides = try s.ints("strides", count: axes)
            dilation =
                s.values["dilation_rate"] == nil
                ? [Int](repeating: 1, count: axes) : try s.ints("dilation_rate", count: axes)
        }
    }

    /// `Conv1D` or `Conv2D`, and so on, and the shapes for its documentation.
    private static func named(
        _ name: String, _ stem: String, _ axes: Int, _ outputs: String
    ) -> (name: String, stem: String, shapes: String) {
        (
            name.replacing("#", with: "\(axes)D"), stem.replacing("#", with: "\(axes)d"),
            axes == 1 ? "[N, T, C] to [N, OT, \(outputs)]." : "[N, H, W, C] to [N, OH, OW, \(outputs)]."
        )
    }

    private static func biases(_ s: Settings, _ shape: [Int]) throws(NetworkError) -> [WeightRow] {
        try s.bool("use_bias") ? [try s.weight("bias", shape)] : []
    }

    /// The output's shape: what a window leaves of each axis, then channels.
    private static func shape(
        _ s: Settings, _ input: [Int], axes: Int, channels: Int
    ) throws(NetworkError) -> [Int] {
        try checkAxes(input, axes + 1)
        let border = try border(s, allowsCausal: true), window = try Sliding(s, axes: axes)
        var shape: [Int] = []
        for axis in 0..<axes {
            if input[axis] < 0 {
                shape.append(-1)
                continue
            }
            let reach = (window.size[axis] - 1) * window.dilation[axis] + 1, stride = window.strides[axis]
            let output =
                border == .valid
                ? (input[axis] < reach ? 0 : (input[axis] - reach) / stride + 1) : (input[axis] + stride - 1) / stride
            if output < 1 {
                throw NetworkError(
                    .shape,
                    "Computed output size would be negative. Received: inputs.shape=\(Layer.text(input)), kernel shape=\(s.text("kernel_size"))",
                    hint: "the window is larger than the input: use a smaller one, or padding='same'")
            }
            shape.append(output)
        }
        return shape + [channels]
    }

    private static let convolution1D = LayerKind(
        name: "Conv1D", stem: "conv1d",
        settings: [filters] + windowRows(1, padding: "'valid', 'same' or 'causal'") + [
            format, dilation(1),
            SettingRow("groups", .int(1), doc: "Groups of channels, each with filters of its own."),
        ] + activationRows + kernelRows,
        doc: "Slides filters over sequences and sums the products. [N, T, C] to [N, OT, filters].",
        check: { (s) throws(NetworkError) in try check(s, axes: 1, weights: ["kernel", "bias"], allowsCausal: true) },
        shape: { (s, input) throws(NetworkError) in try shape(s, input, axes: 1, channels: s.count("filters")) },
        weights: { (s, input) throws(NetworkError) in
            let (filters, groups) = (try s.count("filters"), try s.count("groups"))
            try checkGroups(groups, input[1], filters)
            let size = try s.ints("kernel_size", count: 1)
            return [try s.weight("kernel", size + [input[1] / groups, filters])] + (try biases(s, [filters]))
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0), window = try Sliding(s, axes: 1)
            let border = try border(s, allowsCausal: true), groups = try s.count("groups")
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.conv1D(
                        run.x, kernel, stride: window.strides[0], padding: border, dilation: window.dilation[0],
                        groups: groups)
                })
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let activation = try layer.values.activation("activation")
            if activation.formula == nil { return nil }
            return try ConvolutionStep(
                layer: layer, site: site, window: window(layer, site), groups: layer.values.count("groups"),
                activation: activation)
        }
    }

    /// The window of a layer over its input.
    private static func window(_ layer: Layer, _ site: StepSite) throws(NetworkError) -> Window {
        try Geometry.window(
            layer.values, site.inputs[0].shape, output: site.outputs[0].shape,
            border(layer.values, allowsCausal: true))
    }

    /// Refuses groups that do not divide the channels.
    static func checkGroups(_ groups: Int, _ channels: Int, _ filters: Int) throws(NetworkError) {
        if channels % groups != 0 {
            throw NetworkError(
                .value,
                "The number of input channels must be evenly divisible by the number of groups. Received groups=\(groups), but the input has \(channels) channels"
            )
        }
        if filters % groups != 0 {
            throw NetworkError(
                .value,
                "The number of filters must be evenly divisible by the number of groups. Received: groups=\(groups), filters=\(filters)."
            )
        }
    }

    // MARK: By channel

    private static let depthRow = SettingRow("depth_multiplier", .int(1), doc: "Outputs of each channel.")

    private static func depthwise(_ axes: Int) -> LayerKind {
        let (name, stem, shapes) = named("DepthwiseConv#", "depthwise_conv#", axes, "C depth_multiplier")
        return LayerKind(
            name: name, stem: stem,
            settings: windowRows(axes) + [depthRow, format, dilation(axes)] + activationRows
                + weightRows(["depthwise": "glorot_uniform", "bias": "zeros"], between: [activityRow]),
            doc: "Filters of each channel by itself. " + shapes,
            check: { (s) throws(NetworkError) in try check(s, axes: axes, weights: ["depthwise", "bias"]) },
            shape: { (s, input) throws(NetworkError) in
                try shape(s, input, axes: axes, channels: (input.last ?? 1) * s.count("depth_multiplier"))
            },
            weights: { (s, input) throws(NetworkError) in
                let depth = try s.count("depth_multiplier"), size = try s.ints("kernel_size", count: axes)
                return [try s.weight("kernel", size + [input[axes], depth], prefix: "depthwise")]
                    + (try biases(s, [input[axes] * depth]))
            },
            expression: { (run) throws(NetworkError) in
                let kernel = try run.weight(0), border = try border(run.values)
                let window = try Sliding(run.values, axes: axes), (strides, spread) = (window.strides, window.dilation)
                return try finished(
                    run,
                    computing { () throws(TensorError) in
                        axes == 1
                            ? try Variable.depthwiseConv1D(
                                run.x, kernel, stride: strides[0], padding: border, dilation: spread[0])
                            : try Variable.depthwiseConv2D(
                                run.x, kernel, strides: (strides[0], strides[1]), padding: border,
                                dilation: (spread[0], spread[1]))
                    })
            }
        ).with {
            $0.step = { (layer, site) throws(NetworkError) in
                let activation = try site.activation(of: layer)
                if activation.formula == nil { return nil }
                return try DepthwiseStep(
                    layer: layer, site: site, window: window(layer, site), activation: activation)
            }
        }
    }

    private static func separable(_ axes: Int) -> LayerKind {
        let (name, stem, shapes) = named("SeparableConv#", "separable_conv#", axes, "filters")
        return LayerKind(
            name: name, stem: stem,
            settings: [filters] + windowRows(axes) + [format, dilation(axes), depthRow] + activationRows
                + weightRows(
                    ["depthwise": "glorot_uniform", "pointwise": "glorot_uniform", "bias": "zeros"],
                    between: [activityRow]),
            doc: "Filters of each channel, then a mixture of the channels: few weights. " + shapes,
            check: { (s) throws(NetworkError) in
                try check(s, axes: axes, weights: ["depthwise", "pointwise", "bias"])
            },
            shape: { (s, input) throws(NetworkError) in try shape(s, input, axes: axes, channels: s.count("filters")) },
            weights: { (s, input) throws(NetworkError) in
                let (depth, filters) = (try s.count("depth_multiplier"), try s.count("filters"))
                let size = try s.ints("kernel_size", count: axes), one = [Int](repeating: 1, count: axes)
                return [
                    try s.weight("depthwise_kernel", size + [input[axes], depth], prefix: "depthwise"),
                    try s.weight("pointwise_kernel", one + [input[axes] * depth, filters], prefix: "pointwise"),
                ] + (try biases(s, [filters]))
            },
            expression: { (run) throws(NetworkError) in
                let border = try border(run.values), depthwise = try run.weight(0), pointwise = try run.weight(1)
                let window = try Sliding(run.values, axes: axes), (strides, spread) = (window.strides, window.dilation)
                return try finished(
                    run,
                    computing { () throws(TensorError) in
                        axes == 1
                            ? try Variable.separableConv1D(
                                run.x, depthwise: depthwise, pointwise: pointwise, stride: strides[0], padding: border,
                                dilation: spread[0])
                            : try Variable.separableConv2D(
                                run.x, depthwise: depthwise, pointwise: pointwise, strides: (strides[0], strides[1]),
                                padding: border, dilation: (spread[0], spread[1]))
                    })
            }
        ).with {
            $0.step = { (layer, site) throws(NetworkError) in
                let activation = try layer.values.activation("activation")
                if activation.formula == nil { return nil }
                return try SeparableStep(
                    layer: layer, site: site, window: window(layer, site), activation: activation)
            }
        }
    }

    // MARK: Backwards

    private static func extras(_ s: Settings, axes: Int) throws(NetworkError) -> [Int?] {
        s.isNone("output_padding")
            ? [Int?](repeating: nil, count: axes) : try s.ints("output_padding", count: axes).map { $0 }
    }

    private static let outputPadding = SettingRow(
        "output_padding", Setting.none, doc: "Rows and columns more at the end; None: as Keras chooses.")

    private static func transposed(_ axes: Int) -> LayerKind {
        let (name, stem, shapes) = named("Conv#Transpose", "conv#_transpose", axes, "filters")
        return LayerKind(
            name: name, stem: stem,
            settings: [filters] + windowRows(axes) + [outputPadding, format, dilation(axes)] + activationRows
                + kernelRows,
            doc: "The way back of a convolution: larger outputs. " + shapes,
            check: { (s) throws(NetworkError) in
                try check(s, axes: axes, weights: ["kernel", "bias"])
                _ = try extras(s, axes: axes)
            },
            shape: { (s, input) throws(NetworkError) in
                try checkAxes(input, axes + 1)
                let window = try Sliding(s, axes: axes), border = try border(s), extra = try extras(s, axes: axes)
                var result: [Int] = []
                for axis in 0..<axes {
                    result.append(
                        try input[axis] < 0
                            ? -1
                            : computing { () throws(TensorError) in
                                try Variable.transposedLength(
                                    input[axis], window.size[axis], window.strides[axis], window.dilation[axis], border,
                                    extra[axis])
                            })
                }
                return result + [try s.count("filters")]
            },
            weights: { (s, input) throws(NetworkError) in
                let filters = try s.count("filters"), size = try s.ints("kernel_size", count: axes)
                return [try s.weight("kernel", size + [filters, input[axes]])] + (try biases(s, [filters]))
            },
            expression: { (run) throws(NetworkError) in
                let kernel = try run.weight(0), border = try border(run.values)
                let extra = try extras(run.values, axes: axes)
                let window = try Sliding(run.values, axes: axes), (strides, spread) = (window.strides, window.dilation)
                return try finished(
                    run,
                    computing { () throws(TensorError) in
                        axes == 1
                            ? try Variable.conv1DTransposed(
                                run.x, kernel, stride: strides[0], padding: border, outputPadding: extra[0],
                                dilation: spread[0])
                            : try Variable.conv2DTransposed(
                                run.x, kernel, strides: (strides[0], strides[1]), padding: border,
                                outputPadding: (extra[0], extra[1]), dilation: (spread[0], spread[1]))
                    })
            }
        ).with {
            $0.step = { (layer, site) throws(NetworkError) in
                let activation = try layer.values.activation("activation")
                let window = try Geometry.transposed(
                    layer.values, site.inputs[0].shape, output: site.outputs[0].shape, border(layer.values))
                guard let window, activation.formula != nil else { return nil }
                return try TransposedConvolutionStep(
                    layer: layer, site: site, window: window, activation: activation)
            }
        }
    }

    // MARK: With weights of their own at each place

    private static func local(_ axes: Int) -> LayerKind {
        let (name, stem, shapes) = named("LocallyConnected#", "locally_connected#", axes, "filters")
        return LayerKind(
            name: name, stem: stem,
            settings: [filters] + windowRows(axes, padding: "'valid' only") + [format] + activationRows + kernelRows,
            doc: "As Conv\(axes)D, but each place has filters of its own (Keras 2's layer). " + shapes,
            check: { (s) throws(NetworkError) in
                try check(s, axes: axes, weights: ["kernel", "bias"])
                if try border(s) != .valid {
                    throw NetworkError(
                        .value,
                        "Invalid border mode for \(s.owner) (only \"valid\" is supported): \(s.text("padding"))")
                }
            },
            shape: { (s, input) throws(NetworkError) in try shape(s, input, axes: axes, channels: s.count("filters")) },
            weights: { (s, input) throws(NetworkError) in
                let window = try Sliding(s, axes: axes), filters = try s.count("filters")
                // Axes that only the data tell are refused where the weight is made.
                let places = try shape(s, input, axes: axes, channels: filters).dropLast()
                let patch = window.size.reduce(1, *) * input[axes]
                let count = places.contains(-1) ? -1 : places.reduce(1, *)
                return [try s.weight("kernel", [count, patch, filters])] + (try biases(s, places + [filters]))
            },
            expression: { (run) throws(NetworkError) in
                let kernel = try run.weight(0), window = try Sliding(run.values, axes: axes)
                let (size, strides) = (window.size, window.strides)
                return try finished(
                    run,
                    computing { () throws(TensorError) in
                        axes == 1
                            ? try Variable.locallyConnected1D(run.x, kernel, size: size[0], stride: strides[0])
                            : try Variable.locallyConnected2D(
                                run.x, kernel, size: (size[0], size[1]), strides: (strides[0], strides[1]))
                    })
            }
        ).with {
            $0.step = { (layer, site) throws(NetworkError) in
                let activation = try layer.values.activation("activation")
                if activation.formula == nil { return nil }
                return try LocalStep(layer: layer, site: site, window: window(layer, site), activation: activation)
            }
        }
    }
}
