import Autograd
import Loops
import Tensors

/// Layers that mix all of a sample's values or each by itself.
extension LayerKind {
    /// How weights begin, stay small and are bounded: the settings of a layer with a kernel and a bias.
    static let kernelRows = weightRows(
        ["kernel": "glorot_uniform", "bias": "zeros"], between: [activityRow])

    static let activityRow = SettingRow(
        "activity_regularizer", Setting.none, doc: "What the output adds to the loss.")

    /// The settings of weights, in Keras's order: how they begin, what they add to the loss, what they must be.
    /// - begin, between: rows before the regularizers and after them
    static func weightRows(
        _ weights: KeyValuePairs<String, String>, begin: [SettingRow] = [], between: [SettingRow] = []
    ) -> [SettingRow] {
        weights.map { SettingRow($0 + "_initializer", .string($1), doc: "How the \($0) begins.") } + begin
            + weights.map { name, _ in
                SettingRow(name + "_regularizer", Setting.none, doc: "What the \(name) adds to the loss.")
            } + between
            + weights.map { name, _ in
                SettingRow(name + "_constraint", Setting.none, doc: "What the \(name) must be after each step.")
            }
    }

    static let core = [dense, activation, dropout, flatten, rescaling]

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
            try s.checkWeights(["kernel", "bias"])
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
            if inputs < 1 {
                throw NetworkError(
                    .value,
                    "The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape received: \(Layer.text(input))"
                )
            }
            var rows = [try s.weight("kernel", [inputs, units])]
            if try s.bool("use_bias") { rows.append(try s.weight("bias", [units])) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            var y = try computing { () throws(TensorError) in run.x }
            let kernel = try run.weight(0)
            y = try computing { () throws(TensorError) in try Variable.matmul(run.x, kernel) }
            if let bias = try run.weight(named: "bias") {
                y = try computing { () throws(TensorError) in try y + bias }
            }
            return try run.values.activation("activation").expression(y, run.evaluation)
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let activation = try site.activation(of: layer)
            return activation.formula == nil
                ? nil : try DenseStep(layer: layer, site: site, activation: activation)
        }
    }

    static let activation = LayerKind(
        name: "Activation", stem: "activation", settings: [SettingRow("activation", doc: "The function's name.")],
        doc: "Applies an activation function to each value.",
        check: { (s) throws(NetworkError) in _ = try s.activation("activation") },
        expression: { (run) throws(NetworkError) in
            try run.values.activation("activation").expression(run.x, run.evaluation)
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            ActivationStep(layer: layer, site: site) ?? CurveStep(layer: layer, site: site)
        }
    }

    static let dropout = LayerKind(
        name: "Dropout", stem: "dropout",
        settings: [
            SettingRow(
                "rate", doc: "The share of values that become 0 while training; the others grow by 1 / (1 - rate)."),
            SettingRow(
                "noise_shape", Setting.none, doc: "None: every value by itself. Other shapes are not offered."),
            SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own."),
        ],
        doc:
            "Forgets random values while training, so that no neuron relies on a single other (Srivastava et al., 2014).",
        check: { (s) throws(NetworkError) in
            try s.checkRate("rate")
            if !s.isNone("noise_shape") {
                throw NetworkError(
                    .value, "Dropout: noise_shape is not offered",
                    hint: "SpatialDropout1D and SpatialDropout2D forget whole channels")
            }
        },
        expression: { (run) throws(NetworkError) in
            let rate = try run.values.double("rate")
            return try run.dropped(run.x, rate: rate, seed: run.values.values["seed"])
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            var seed: UInt64?
            if case .int(let value)? = layer.values.values["seed"] { seed = UInt64(bitPattern: Int64(value)) }
            return DropoutStep(site: site, rate: Float(try layer.values.double("rate")), seed: seed)
        }
    }

    static let flatten = LayerKind(
        name: "Flatten", stem: "flatten",
        settings: [SettingRow("data_format", Setting.none, doc: "'channels_last' only.")],
        doc: "One row of all values for each sample. [N, …] to [N, product].",
        check: { (s) throws(NetworkError) in try s.checkChannelsLast() },
        shape: { (_, input) throws(NetworkError) in
            [input.contains { $0 < 0 } ? -1 : input.reduce(1, *)]
        },
        expression: { (run) throws(NetworkError) in
            try computing { () throws(TensorError) in
                try run.x.reshaped([run.x.shape[0], run.x.shape.dropFirst().reduce(1, *)])
            }
        }
    ).with {
        $0.isView = true
        $0.step = { (_, site) throws(NetworkError) in PassStep(site: site) }
    }

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
        expression: { (run) throws(NetworkError) in
            let scale = try run.number(try run.values.double("scale"))
            let offset = try run.number(try run.values.double("offset"))
            return try computing { () throws(TensorError) in try run.x * scale + offset }
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            RescalingStep(
                site: site, scale: Float(try layer.values.double("scale")),
                offset: Float(try layer.values.double("offset")))
        }
    }
}

extension Settings {
    /// Refuses shares that are none.
    func checkRate(_ name: String) throws(NetworkError) {
        let rate = try double(name)
        if !(rate >= 0 && rate <= 1) {
            throw NetworkError(
                .value,
                "Invalid value received for argument `\(name)`. Expected a float value between 0 and 1. Received: \(name)=\(text(name))"
            )
        }
    }
}

extension LayerRun {
    /// The stream of random numbers of this layer in this evaluation.
    func key(_ seed: Setting?) -> UInt64 {
        guard case .int(let seed)? = seed else { return evaluation.nextKey() }
        return evaluation.nextKey() &+ UInt64(bitPattern: Int64(seed)) &* 0xD134_2543_DE82_EF95
    }

    /// Random values become 0 while training, the others grow.
    func dropped(_ x: Variable, rate: Double, seed: Setting?, shape: [Int]? = nil) throws(NetworkError) -> Variable {
        if !isTraining || rate == 0 { return x }
        let key = key(seed)
        return try computing { () throws(TensorError) in
            let kept = try Tensor(uninitialized: shape ?? x.shape, dtype: .float32)
            let to = kept.start.assumingMemoryBound(to: Float.self)
            if rate >= 1 {
                to.update(repeating: 0, count: kept.count)
            } else {
                to.update(repeating: 1, count: kept.count)
                Loops.best.dropout(to, UnsafePointer(to), Float(rate), key, 0, kept.count)
            }
            return try x * .constant(kept.asType(x.value.dtype))
        }
    }
}
