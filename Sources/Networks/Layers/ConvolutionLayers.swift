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
            SettingRow("groups", .int(1), doc: "Groups of channels, each with filters of its own."),
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
            _ = try s.count("groups")
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
            let (filters, groups) = (try s.count("filters"), try s.count("groups"))
            try checkGroups(groups, input[2], filters)
            var rows = [try s.weight("kernel", [kh, kw, input[2] / groups, filters])]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [filters])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values
            let strides = try s.pair("strides"), dilation = try s.pair("dilation_rate")
            let groups = try s.count("groups"), border = try border(s), kernel = try run.weight(0)
            var y = try computing { () throws(TensorError) in
                try Variable.conv2D(
                    run.x, kernel, strides: strides, padding: border, dilation: dilation, groups: groups)
            }
            if let bias = try run.weight(named: "bias") {
                y = try computing { () throws(TensorError) in try y + bias }
            }
            return try s.activation("activation").expression(y, run.evaluation)
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let activation = try site.activation(of: layer)
            let groups = try layer.values.count("groups")
            if activation.formula == nil { return nil }
            let window = try Geometry.convolution(layer.values, site.inputs[0].shape)
            let filters = layer.weights[0].shape[3]
            if let size = WinogradStep.size(window, filters: filters, groups: groups) {
                let tiles = WinogradTiles(window, filters: filters, size: size, site.loops)
                return WinogradPlanesStep.pays(tiles, batch: site.batch)
                    ? try WinogradPlanesStep(layer: layer, site: site, tiles: tiles, activation: activation)
                    : try WinogradStep(layer: layer, site: site, tiles: tiles, activation: activation)
            }
            if ThinConvolutionStep.pays(window, filters: filters, groups: groups) {
                return try ThinConvolutionStep(layer: layer, site: site, window: window, activation: activation)
            }
            return try ConvolutionStep(
                layer: layer, site: site, window: window, groups: groups, activation: activation)
        }
    }
}
