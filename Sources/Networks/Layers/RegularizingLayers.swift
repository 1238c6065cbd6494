import Autograd
import Loops
import Tensors

/// Layers that only make training harder, so that what is learned holds beyond the samples.
extension LayerKind {
    static let regularizing = [
        spatialDropout("SpatialDropout1D", "spatial_dropout1d", axes: 2),
        spatialDropout("SpatialDropout2D", "spatial_dropout2d", axes: 3), gaussianNoise, gaussianDropout,
        activityRegularization,
    ]

    private static let seed = SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own.")

    private static func spatialDropout(_ name: String, _ stem: String, axes: Int) -> LayerKind {
        LayerKind(
            weightless: name, stem: stem,
            settings: [SettingRow("rate", doc: "The share of channels that become 0 while training.")]
                + (axes == 3 ? [SettingRow("data_format", Setting.none, doc: "'channels_last' only.")] : []) + [seed],
            doc: "Dropout of whole channels: neighbours that say the same go together (Tompson et al., 2014).",
            axes: axes,
            check: { (s) throws(NetworkError) in
                try s.checkRate("rate")
                if axes == 3 { try s.checkChannelsLast() }
            }
        ) { (run) throws(NetworkError) in
            var shape = run.x.shape
            for axis in 1..<shape.count - 1 { shape[axis] = 1 }
            return try run.dropped(
                run.x, rate: run.values.double("rate"), seed: run.values.values["seed"], shape: shape)
        }
    }

    private static let gaussianNoise = LayerKind(
        weightless: "GaussianNoise", stem: "gaussian_noise",
        settings: [SettingRow("stddev", doc: "The deviation of the noise."), seed],
        doc: "Adds normally distributed noise while training.",
        check: { (s) throws(NetworkError) in
            let deviation = try s.double("stddev")
            if !(deviation >= 0) {
                throw NetworkError(
                    .value,
                    "Invalid value received for argument `stddev`. Expected a float value between 0 and 1. Received: stddev=\(s.text("stddev"))"
                )
            }
        }
    ) { (run) throws(NetworkError) in
        let deviation = try run.values.double("stddev")
        if !run.isTraining || deviation == 0 { return run.x }
        let noise = try run.normals(run.x.shape, seed: run.values.values["seed"])
        return try computing { () throws(TensorError) in try run.x + noise * deviation }
    }

    private static let gaussianDropout = LayerKind(
        weightless: "GaussianDropout", stem: "gaussian_dropout",
        settings: [SettingRow("rate", doc: "The noise has the deviation sqrt(rate / (1 - rate))."), seed],
        doc: "Multiplies by normally distributed noise around 1 while training (Srivastava et al., 2014).",
        check: { (s) throws(NetworkError) in try s.checkRate("rate") }
    ) { (run) throws(NetworkError) in
        let rate = try run.values.double("rate")
        if !run.isTraining || rate == 0 { return run.x }
        let noise = try run.normals(run.x.shape, seed: run.values.values["seed"])
        return try computing { () throws(TensorError) in
            try run.x * (noise * (rate / (1 - rate)).squareRoot() + 1)
        }
    }

    private static let activityRegularization = LayerKind(
        weightless: "ActivityRegularization", stem: "activity_regularization",
        settings: [
            SettingRow("l1", .double(0), doc: "What each absolute output adds to the loss."),
            SettingRow("l2", .double(0), doc: "What each squared output adds to the loss."),
        ],
        doc: "Adds l1 Σ |y| + l2 Σ y² of its input to the loss, the mean over samples.",
        check: { (s) throws(NetworkError) in
            _ = try s.double("l1")
            _ = try s.double("l2")
        }
    ) { (run) throws(NetworkError) in
        let (l1, l2) = (try run.values.double("l1"), try run.values.double("l2"))
        let count = Double(max(run.x.shape[0], 1))
        run.evaluation.add(
            loss: try computing { () throws(TensorError) in
                try (run.x.absolute().sum() * l1 + run.x.squared().sum() * l2) / count
            })
        return run.x
    }
}

extension LayerRun {
    /// Normally distributed numbers of this layer's stream in this evaluation.
    func normals(_ shape: [Int], seed: Setting?) throws(NetworkError) -> Variable {
        let source = Randomness(seed: key(seed))
        return try computing { () throws(TensorError) in
            let noise = try Tensor(uninitialized: shape, dtype: .float32)
            let to = noise.start.assumingMemoryBound(to: Float.self)
            for i in 0..<noise.count { to[i] = Float(source.normal()) }
            return try .constant(noise.asType(x.value.dtype))
        }
    }
}
