import Autograd
import Loops
import Tensors

/// Layers that slide filters over images.
extension LayerKind {
    static let convolutions = [convolution2D]

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
            try s.checkWeights(["kernel", "bias"])
        },
        shape: { (s, input) throws(NetworkError) in
            let window = try Geometry.convolution(s, input)
            return [window.outputHeight, window.outputWidth, try s.count("filters")]
        },
        weights: { (s, input) throws(NetworkError) in
            let (kh, kw) = try s.pair("kernel_size")
            let filters = try s.count("filters")
            var rows = [try s.weight("kernel", [kh, kw, input[2], filters])]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values
            let window = try Geometry.convolution(s, Array(run.x.shape.dropFirst()))
            let kernel = try run.weight(0)
            var y = try computing { () throws(TensorError) in
                try Variable.convolution(
                    run.x, weight: kernel, strides: (window.strideHeight, window.strideWidth),
                    padding: window.zerosAround, dilation: (window.dilationHeight, window.dilationWidth))
            }
            if let bias = try run.weight(named: "bias") {
                y = try computing { () throws(TensorError) in try y + bias }
            }
            return try s.activation("activation").expression(y, run.evaluation)
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let activation = try layer.values.activation("activation")
            if activation.formula == nil { return nil }
            return ConvolutionStep(
                layer: layer, site: site, window: try Geometry.convolution(layer.values, site.inputs[0].shape),
                activation: activation)
        }
    }
}
