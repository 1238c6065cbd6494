import Autograd
import Tensors

/// Convolutions of other kinds: over sequences, by channel, backwards, and with weights of their own at each place.
extension LayerKind {
    static let furtherConvolutions = [
        convolution1D, depthwise2D, depthwise1D, separable2D, separable1D, transposed2D, transposed1D, local2D, local1D,
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

    /// The output's shape by evaluation with weights of the right shapes, which cost nothing but zeros.
    private static func shape(
        _ s: Settings, _ input: [Int], axes: Int, size: [Int], strides: [Int], dilation: [Int], channels: Int
    ) throws(NetworkError) -> [Int] {
        try checkAxes(input, axes + 1)
        let border = try border(s, allowsCausal: true)
        var shape: [Int] = []
        for axis in 0..<axes {
            if input[axis] < 0 {
                shape.append(-1)
                continue
            }
            let reach = (size[axis] - 1) * dilation[axis] + 1
            let output =
                border == .valid
                ? (input[axis] < reach ? 0 : (input[axis] - reach) / strides[axis] + 1)
                : (input[axis] + strides[axis] - 1) / strides[axis]
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
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 1, size: s.ints("kernel_size", count: 1), strides: s.ints("strides", count: 1),
                dilation: s.ints("dilation_rate", count: 1), channels: s.count("filters"))
        },
        weights: { (s, input) throws(NetworkError) in
            let (filters, groups) = (try s.count("filters"), try s.count("groups"))
            try checkGroups(groups, input[1], filters)
            var rows = [
                try s.weight("kernel", [s.ints("kernel_size", count: 1)[0], input[1] / groups, filters])
            ]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0)
            let stride = try s.ints("strides", count: 1)[0], spread = try s.ints("dilation_rate", count: 1)[0]
            let border = try border(s, allowsCausal: true), groups = try s.count("groups")
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.conv1D(
                        run.x, kernel, stride: stride, padding: border, dilation: spread, groups: groups)
                })
        })

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

    private static let depthwise2D = LayerKind(
        name: "DepthwiseConv2D", stem: "depthwise_conv2d",
        settings: windowRows(2) + [depthRow, format, dilation(2)] + activationRows
            + weightRows("depthwise", "glorot_uniform") + weightRows("bias", "zeros"),
        doc: "Filters of each channel by itself. [N, H, W, C] to [N, OH, OW, C depth_multiplier].",
        check: { (s) throws(NetworkError) in try check(s, axes: 2, weights: ["depthwise", "bias"]) },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 2, size: s.ints("kernel_size", count: 2), strides: s.ints("strides", count: 2),
                dilation: s.ints("dilation_rate", count: 2),
                channels: (input.last ?? 1) * s.count("depth_multiplier"))
        },
        weights: { (s, input) throws(NetworkError) in
            let depth = try s.count("depth_multiplier")
            var rows = [
                try s.weight("kernel", s.ints("kernel_size", count: 2) + [input[2], depth], prefix: "depthwise")
            ]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [input[2] * depth])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0), border = try border(s)
            let strides = try s.pair("strides"), spread = try s.pair("dilation_rate")
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.depthwiseConv2D(run.x, kernel, strides: strides, padding: border, dilation: spread)
                })
        })

    private static let depthwise1D = LayerKind(
        name: "DepthwiseConv1D", stem: "depthwise_conv1d",
        settings: windowRows(1) + [depthRow, format, dilation(1)] + activationRows
            + weightRows("depthwise", "glorot_uniform") + weightRows("bias", "zeros"),
        doc: "Filters of each channel by itself. [N, T, C] to [N, OT, C depth_multiplier].",
        check: { (s) throws(NetworkError) in try check(s, axes: 1, weights: ["depthwise", "bias"]) },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 1, size: s.ints("kernel_size", count: 1), strides: s.ints("strides", count: 1),
                dilation: s.ints("dilation_rate", count: 1),
                channels: (input.last ?? 1) * s.count("depth_multiplier"))
        },
        weights: { (s, input) throws(NetworkError) in
            let depth = try s.count("depth_multiplier")
            var rows = [
                try s.weight("kernel", s.ints("kernel_size", count: 1) + [input[1], depth], prefix: "depthwise")
            ]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [input[1] * depth])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0), border = try border(s)
            let stride = try s.ints("strides", count: 1)[0], spread = try s.ints("dilation_rate", count: 1)[0]
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.depthwiseConv1D(run.x, kernel, stride: stride, padding: border, dilation: spread)
                })
        })

    private static let separableRows =
        [format] + activationRows + weightRows("depthwise", "glorot_uniform")
        + weightRows("pointwise", "glorot_uniform")
        + weightRows("bias", "zeros")

    private static let separable2D = LayerKind(
        name: "SeparableConv2D", stem: "separable_conv2d",
        settings: [filters] + windowRows(2) + [depthRow, dilation(2)] + separableRows,
        doc:
            "Filters of each channel, then a mixture of the channels: few weights. [N, H, W, C] to [N, OH, OW, filters].",
        check: { (s) throws(NetworkError) in try check(s, axes: 2, weights: ["depthwise", "pointwise", "bias"]) },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 2, size: s.ints("kernel_size", count: 2), strides: s.ints("strides", count: 2),
                dilation: s.ints("dilation_rate", count: 2), channels: s.count("filters"))
        },
        weights: { (s, input) throws(NetworkError) in
            let (depth, filters) = (try s.count("depth_multiplier"), try s.count("filters"))
            var rows = [
                try s.weight(
                    "depthwise_kernel", s.ints("kernel_size", count: 2) + [input[2], depth], prefix: "depthwise"),
                try s.weight("pointwise_kernel", [1, 1, input[2] * depth, filters], prefix: "pointwise"),
            ]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, border = try border(s)
            let depthwise = try run.weight(0), pointwise = try run.weight(1)
            let strides = try s.pair("strides"), spread = try s.pair("dilation_rate")
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.separableConv2D(
                        run.x, depthwise: depthwise, pointwise: pointwise, strides: strides, padding: border,
                        dilation: spread)
                })
        })

    private static let separable1D = LayerKind(
        name: "SeparableConv1D", stem: "separable_conv1d",
        settings: [filters] + windowRows(1) + [depthRow, dilation(1)] + separableRows,
        doc: "Filters of each channel, then a mixture of the channels. [N, T, C] to [N, OT, filters].",
        check: { (s) throws(NetworkError) in try check(s, axes: 1, weights: ["depthwise", "pointwise", "bias"]) },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 1, size: s.ints("kernel_size", count: 1), strides: s.ints("strides", count: 1),
                dilation: s.ints("dilation_rate", count: 1), channels: s.count("filters"))
        },
        weights: { (s, input) throws(NetworkError) in
            let (depth, filters) = (try s.count("depth_multiplier"), try s.count("filters"))
            var rows = [
                try s.weight(
                    "depthwise_kernel", s.ints("kernel_size", count: 1) + [input[1], depth], prefix: "depthwise"),
                try s.weight("pointwise_kernel", [1, input[1] * depth, filters], prefix: "pointwise"),
            ]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, border = try border(s)
            let depthwise = try run.weight(0), pointwise = try run.weight(1)
            let stride = try s.ints("strides", count: 1)[0], spread = try s.ints("dilation_rate", count: 1)[0]
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.separableConv1D(
                        run.x, depthwise: depthwise, pointwise: pointwise, stride: stride, padding: border,
                        dilation: spread)
                })
        })

    // MARK: Backwards

    private static func transposedLength(
        _ count: Int, _ s: Settings, _ size: Int, _ stride: Int, _ dilation: Int, _ extra: Int?
    ) throws(NetworkError) -> Int {
        if count < 0 { return -1 }
        let border = try border(s)
        return try computing { () throws(TensorError) in
            try Variable.transposedLength(count, size, stride, dilation, border, extra)
        }
    }

    private static func extras(_ s: Settings, axes: Int) throws(NetworkError) -> [Int?] {
        s.isNone("output_padding")
            ? [Int?](repeating: nil, count: axes) : try s.ints("output_padding", count: axes).map { $0 }
    }

    private static let outputPadding = SettingRow(
        "output_padding", Setting.none, doc: "Rows and columns more at the end; None: as Keras chooses.")

    private static let transposed2D = LayerKind(
        name: "Conv2DTranspose", stem: "conv2d_transpose",
        settings: [filters] + windowRows(2) + [outputPadding, format, dilation(2)] + activationRows + kernelRows,
        doc: "The way back of a convolution: larger images. [N, H, W, C] to [N, OH, OW, filters].",
        check: { (s) throws(NetworkError) in
            try check(s, axes: 2, weights: ["kernel", "bias"])
            _ = try extras(s, axes: 2)
        },
        shape: { (s, input) throws(NetworkError) in
            try checkAxes(input, 3)
            let (size, strides, spread) = (
                try s.pair("kernel_size"), try s.pair("strides"), try s.pair("dilation_rate")
            )
            let extra = try extras(s, axes: 2)
            return [
                try transposedLength(input[0], s, size.0, strides.0, spread.0, extra[0]),
                try transposedLength(input[1], s, size.1, strides.1, spread.1, extra[1]), try s.count("filters"),
            ]
        },
        weights: { (s, input) throws(NetworkError) in
            let filters = try s.count("filters")
            var rows = [try s.weight("kernel", s.ints("kernel_size", count: 2) + [filters, input[2]])]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0), border = try border(s)
            let strides = try s.pair("strides"), spread = try s.pair("dilation_rate"), extra = try extras(s, axes: 2)
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.conv2DTransposed(
                        run.x, kernel, strides: strides, padding: border, outputPadding: (extra[0], extra[1]),
                        dilation: spread)
                })
        })

    private static let transposed1D = LayerKind(
        name: "Conv1DTranspose", stem: "conv1d_transpose",
        settings: [filters] + windowRows(1) + [outputPadding, format, dilation(1)] + activationRows + kernelRows,
        doc: "The way back of a convolution over sequences. [N, T, C] to [N, OT, filters].",
        check: { (s) throws(NetworkError) in
            try check(s, axes: 1, weights: ["kernel", "bias"])
            _ = try extras(s, axes: 1)
        },
        shape: { (s, input) throws(NetworkError) in
            try checkAxes(input, 2)
            return [
                try transposedLength(
                    input[0], s, s.ints("kernel_size", count: 1)[0], s.ints("strides", count: 1)[0],
                    s.ints("dilation_rate", count: 1)[0], extras(s, axes: 1)[0]),
                try s.count("filters"),
            ]
        },
        weights: { (s, input) throws(NetworkError) in
            let filters = try s.count("filters")
            var rows = [try s.weight("kernel", s.ints("kernel_size", count: 1) + [filters, input[1]])]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, kernel = try run.weight(0), border = try border(s)
            let stride = try s.ints("strides", count: 1)[0], spread = try s.ints("dilation_rate", count: 1)[0]
            let extra = try extras(s, axes: 1)[0]
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.conv1DTransposed(
                        run.x, kernel, stride: stride, padding: border, outputPadding: extra, dilation: spread)
                })
        })

    // MARK: With weights of their own at each place

    private static let local2D = LayerKind(
        name: "LocallyConnected2D", stem: "locally_connected2d",
        settings: [filters] + windowRows(2, padding: "'valid' only") + [format] + activationRows + kernelRows,
        doc:
            "As Conv2D, but each place has filters of its own (Keras 2's layer). [N, H, W, C] to [N, OH, OW, filters].",
        check: { (s) throws(NetworkError) in
            try check(s, axes: 2, weights: ["kernel", "bias"])
            try checkLocal(s)
        },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 2, size: s.ints("kernel_size", count: 2), strides: s.ints("strides", count: 2),
                dilation: [1, 1], channels: s.count("filters"))
        },
        weights: { (s, input) throws(NetworkError) in
            let size = try s.ints("kernel_size", count: 2), strides = try s.ints("strides", count: 2)
            let rows = (input[0] - size[0]) / strides[0] + 1, columns = (input[1] - size[1]) / strides[1] + 1
            let filters = try s.count("filters"), patch = size[0] * size[1] * input[2]
            var weights = [try s.weight("kernel", [rows * columns, patch, filters])]
            if try s.bool("use_bias") { weights.append(try s.weight("bias", [rows, columns, filters])) }
            return weights
        },
        expression: { (run) throws(NetworkError) in
            let kernel = try run.weight(0)
            let size = try run.values.pair("kernel_size"), strides = try run.values.pair("strides")
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.locallyConnected2D(run.x, kernel, size: size, strides: strides)
                })
        })

    private static func checkLocal(_ s: Settings) throws(NetworkError) {
        if try border(s) != .valid {
            throw NetworkError(
                .value, "Invalid border mode for \(s.owner) (only \"valid\" is supported): \(s.text("padding"))")
        }
    }

    private static let local1D = LayerKind(
        name: "LocallyConnected1D", stem: "locally_connected1d",
        settings: [filters] + windowRows(1, padding: "'valid' only") + [format] + activationRows + kernelRows,
        doc: "As Conv1D, but each place has filters of its own (Keras 2's layer). [N, T, C] to [N, OT, filters].",
        check: { (s) throws(NetworkError) in
            try check(s, axes: 1, weights: ["kernel", "bias"])
            try checkLocal(s)
        },
        shape: { (s, input) throws(NetworkError) in
            try shape(
                s, input, axes: 1, size: s.ints("kernel_size", count: 1), strides: s.ints("strides", count: 1),
                dilation: [1], channels: s.count("filters"))
        },
        weights: { (s, input) throws(NetworkError) in
            let size = try s.ints("kernel_size", count: 1)[0], stride = try s.ints("strides", count: 1)[0]
            let steps = (input[0] - size) / stride + 1, filters = try s.count("filters")
            var weights = [try s.weight("kernel", [steps, size * input[1], filters])]
            if try s.bool("use_bias") { weights.append(try s.weight("bias", [steps, filters])) }
            return weights
        },
        expression: { (run) throws(NetworkError) in
            let kernel = try run.weight(0)
            let size = try run.values.ints("kernel_size", count: 1)[0]
            let stride = try run.values.ints("strides", count: 1)[0]
            return try finished(
                run,
                computing { () throws(TensorError) in
                    try Variable.locallyConnected1D(run.x, kernel, size: size, stride: stride)
                })
        })
}
