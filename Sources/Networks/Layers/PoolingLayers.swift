import Autograd
import Loops
import Tensors

/// Layers that make images smaller.
extension LayerKind {
    static let pooling = [maxPooling2D, averagePooling2D]

    private static let poolingRows = [
        SettingRow("pool_size", .ints([2, 2]), doc: "Height and width of the window."),
        SettingRow("strides", Setting.none, doc: "Steps of the window; None: the window's size."),
        SettingRow("padding", .string("valid"), doc: "'valid': whole windows only; 'same': also those that reach out."),
        SettingRow("data_format", Setting.none, doc: "'channels_last' only."),
    ]

    private static func pooling(
        _ name: String, _ stem: String, _ doc: String,
        _ expression: @escaping @Sendable (Variable, (Int, Int), (Int, Int), Border) throws(TensorError) -> Variable,
        _ step: @escaping @Sendable (StepSite, Window) -> any Step
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
            expression: { (run) throws(NetworkError) in
                let size = try run.values.pair("pool_size"), border = try border(run.values)
                let strides = run.values.isNone("strides") ? size : try run.values.pair("strides")
                return try computing { () throws(TensorError) in try expression(run.x, size, strides, border) }
            }
        ).with {
            $0.step = { (layer, site) throws(NetworkError) in
                step(site, try Geometry.pooling(layer.values, site.inputs[0].shape))
            }
        }
    }

    static let maxPooling2D = pooling(
        "MaxPooling2D", "max_pooling2d", "The largest value under each window. [N, H, W, C] to [N, OH, OW, C].",
        { (x, size, strides, border) throws(TensorError) in
            try x.maxPooled2D(size, strides: strides, padding: border)
        }, { site, window in BlockPoolingStep.any(site: site, window: window) })

    static let averagePooling2D = pooling(
        "AveragePooling2D", "average_pooling2d",
        "The mean of the values under each window. [N, H, W, C] to [N, OH, OW, C].",
        { (x, size, strides, border) throws(TensorError) in
            try x.averagePooled2D(size, strides: strides, padding: border)
        }, { site, window in AveragePoolingStep(site: site, window: window) })
}
