import Autograd
import Loops
import Tensors

/// Pooling over sequences, and over everything.
extension LayerKind {
    static let furtherPooling = [
        pooling1D(
            "MaxPooling1D", "max_pooling1d", "The largest value under each window. [N, T, C] to [N, OT, C].",
            { (x, size, stride, border) throws(TensorError) in try x.maxPooled1D(size, stride: stride, padding: border)
            },
            { site, window in BlockPoolingStep.any(site: site, window: window) }),
        pooling1D(
            "AveragePooling1D", "average_pooling1d", "The mean under each window. [N, T, C] to [N, OT, C].",
            { (x, size, stride, border) throws(TensorError) in
                try x.averagePooled1D(size, stride: stride, padding: border)
            }, { site, window in AveragePoolingStep(site: site, window: window) }),
        global(
            "GlobalAveragePooling1D", "global_average_pooling1d", "The mean of each channel. [N, T, C] to [N, C].", 2,
            true),
        global(
            "GlobalMaxPooling1D", "global_max_pooling1d", "The largest of each channel. [N, T, C] to [N, C].", 2, false),
        global(
            "GlobalAveragePooling2D", "global_average_pooling2d", "The mean of each channel. [N, H, W, C] to [N, C].",
            3, true),
        global(
            "GlobalMaxPooling2D", "global_max_pooling2d", "The largest of each channel. [N, H, W, C] to [N, C].", 3,
            false),
    ]

    private static let format = SettingRow("data_format", Setting.none, doc: "'channels_last' only.")

    private static func pooling1D(
        _ name: String, _ stem: String, _ doc: String,
        _ expression: @escaping @Sendable (Variable, Int, Int, Border) throws(TensorError) -> Variable,
        _ step: @escaping @Sendable (StepSite, Window) -> any Step
    ) -> LayerKind {
        LayerKind(
            weightless: name, stem: stem,
            settings: [
                SettingRow("pool_size", .int(2), doc: "Length of the window."),
                SettingRow("strides", Setting.none, doc: "Steps of the window; None: its length."),
                SettingRow("padding", .string("valid"), doc: "'valid' or 'same'."), format,
            ],
            doc: doc, axes: 2,
            check: { (s) throws(NetworkError) in
                _ = try s.ints("pool_size", count: 1)
                if !s.isNone("strides") { _ = try s.ints("strides", count: 1) }
                _ = try border(s)
                try s.checkChannelsLast()
            }
        ) { (run) throws(NetworkError) in
            let s = run.values
            let size = try s.ints("pool_size", count: 1)[0], border = try border(s)
            let stride = s.isNone("strides") ? size : try s.ints("strides", count: 1)[0]
            return try computing { () throws(TensorError) in try expression(run.x, size, stride, border) }
        }.with {
            $0.step = { (layer, site) throws(NetworkError) in
                guard let window = try Geometry.pooling1D(layer.values, site) else { return nil }
                return step(site, window)
            }
        }
    }

    private static func global(
        _ name: String, _ stem: String, _ doc: String, _ axes: Int, _ isMean: Bool
    ) -> LayerKind {
        LayerKind(
            weightless: name, stem: stem,
            settings: [format, SettingRow("keepdims", .bool(false), doc: "True keeps axes of length 1.")],
            doc: doc, axes: axes,
            check: { (s) throws(NetworkError) in
                _ = try s.bool("keepdims")
                try s.checkChannelsLast()
            }
        ) { (run) throws(NetworkError) in
            let keeps = try run.values.bool("keepdims")
            if let mask = run.mask() {
                return try computing { () throws(TensorError) in
                    let seen = try mask.reshaped(mask.shape + [1])
                    let counted = try Variable.choose(where: seen.asType(.bool), run.x, .constant(0, like: run.x))
                    return try counted.sum([1], keepingDimensions: keeps)
                        / .constant(seen, like: run.x).sum([1], keepingDimensions: keeps)
                }
            }
            return try computing { () throws(TensorError) in
                try isMean
                    ? run.x.globalAveragePooled(keepingDimensions: keeps)
                    : run.x.globalMaxPooled(keepingDimensions: keeps)
            }
        }.with {
            if isMean && axes == 2 { $0.takesMasks = 1 }
            if isMean { $0.step = { (_, site) throws(NetworkError) in GlobalAverageStep(site: site) } }
        }
    }
}
