import Autograd
import Tensors

/// Layers that walk along sequences.
extension LayerKind {
    static let recurrent = [
        recurrentKind("SimpleRNN", "simple_rnn", "h = activation(x W + h R + b), step by step.", gates: 1),
        recurrentKind(
            "LSTM", "lstm",
            "Long short-term memory: gates decide what a cell keeps (Hochreiter and Schmidhuber, 1997).",
            gates: 4),
        recurrentKind("GRU", "gru", "Gated recurrent units: two gates, no cell (Cho et al., 2014).", gates: 3),
    ]

    private static func rows(_ gates: Int) -> [SettingRow] {
        var rows = [
            SettingRow("units", doc: "Length of the state and of each output."),
            SettingRow("activation", .string("tanh"), doc: "What is applied to the sums."),
        ]
        if gates > 1 { rows.append(SettingRow("recurrent_activation", .string("sigmoid"), doc: "What gates apply.")) }
        rows.append(SettingRow("use_bias", .bool(true), doc: "Whether there are biases."))
        let forgetting = SettingRow("unit_forget_bias", .bool(true), doc: "Biases of the forget gate begin with 1.")
        rows += weightRows(
            ["kernel": "glorot_uniform", "recurrent": "orthogonal", "bias": "zeros"],
            begin: gates == 4 ? [forgetting] : [], between: [activityRow])
        rows += [
            SettingRow("dropout", .double(0), doc: "The share of inputs that are forgotten while training."),
            SettingRow("recurrent_dropout", .double(0), doc: "The share of states that are forgotten while training."),
        ]
        let seed = SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own.")
        if gates > 1 { rows.append(seed) }
        rows += [
            SettingRow("return_sequences", .bool(false), doc: "True gives every step's output, not only the last."),
            SettingRow("return_state", .bool(false), doc: "True gives the last state besides."),
            SettingRow("go_backwards", .bool(false), doc: "True walks from the last step to the first."),
            SettingRow("stateful", .bool(false), doc: "False only."),
            SettingRow("unroll", .bool(false), doc: "Makes no difference here."),
        ]
        if gates == 1 { rows.append(seed) }
        if gates == 3 {
            rows.append(SettingRow("reset_after", .bool(true), doc: "The reset gate works after the product."))
        }
        if gates > 1 { rows.append(SettingRow("use_cudnn", .string("auto"), doc: "Makes no difference here.")) }
        return rows
    }

    private static func recurrentKind(_ name: String, _ stem: String, _ doc: String, gates: Int) -> LayerKind {
        LayerKind(
            name, stem: stem, settings: rows(gates), doc: doc + " [N, T, F] to [N, units] or [N, T, units].",
            check: { (s) throws(NetworkError) in
                _ = try s.count("units")
                for name in ["activation", "recurrent_activation"] where s.values[name] != nil {
                    _ = try s.activation(name)
                }
                for name in ["dropout", "recurrent_dropout"] { try s.checkRate(name) }
                try s.checkWeights(["kernel", "recurrent", "bias"])
                if try s.bool("stateful") {
                    throw NetworkError(
                        .value, "\(name): stateful=True is not offered",
                        hint: "give states on with return_state=True and initial_state=…")
                }
            },
            shapes: { (layer, inputs) throws(NetworkError) in
                try checkAxes(inputs[0], 2)
                let units = try layer.values.count("units")
                let states = [[Int]](repeating: [units], count: gates == 4 ? 2 : 1)
                let given = Array(inputs.dropFirst())
                if !given.isEmpty, given != states {
                    throw NetworkError(
                        .shape,
                        "\(layer.kind.name) \"\(layer.name)\": initial_state needs \(states.count) of shape (None, \(units)), got \(given.map(Layer.text).joined(separator: ", "))"
                    )
                }
                let output = try layer.values.bool("return_sequences") ? [inputs[0][0], units] : [units]
                guard try layer.values.bool("return_state") else { return [output] }
                return [output] + states
            },
            weights: { (layer, inputs) throws(NetworkError) in
                let s = layer.values, units = try s.count("units")
                var rows = [
                    try s.weight("kernel", [inputs[0][1], gates * units]),
                    try s.weight("recurrent_kernel", [units, gates * units], prefix: "recurrent"),
                ]
                guard try s.bool("use_bias") else { return rows }
                if gates == 3, try s.bool("reset_after") {
                    rows.append(try s.weight("bias", [2, gates * units]))
                } else {
                    let bias = try s.weight("bias", [gates * units])
                    var remembers = false
                    if gates == 4 { remembers = try s.bool("unit_forget_bias") }
                    if remembers { rows.append(try forgetful(bias, units)) } else { rows.append(bias) }
                }
                return rows
            },
            expression: { (run) throws(NetworkError) in try walk(run, gates: gates) }
        ).with {
            $0.takesSeveral = true
            $0.takesMasks = 1
            $0.isRecurrent = true
            $0.step = { (layer, site) throws(NetworkError) in
                try RecurrentStep(layer, site, kind: gates == 1 ? .simple : gates == 4 ? .lstm : .gru)
            }
            $0.passesMask = { (try? $0.bool("return_sequences")) ?? false }
        }
    }

    /// Biases whose second quarter, the forget gate's, begins with 1.
    private static func forgetful(_ bias: WeightRow, _ units: Int) throws(NetworkError) -> WeightRow {
        let own = bias.initializer
        let kind = Initializer.Kind(
            className: own.kind.className, name: own.kind.name, doc: own.kind.doc, settings: own.kind.settings
        ) { (settings, shape, fans, randomness) throws(NetworkError) in
            let quarter = (fans.0 / 4, fans.1 / 4)
            let first = try own.kind.make(settings, [units], quarter, randomness)
            let rest = try own.kind.make(settings, [2 * units], (quarter.0 * 2, quarter.1 * 2), randomness)
            return first + [Float](repeating: 1, count: units) + rest
        }
        return WeightRow(
            bias.name, bias.shape, try Initializer(kind, own.given), fans: (bias.fanIn, bias.fanOut),
            regularizer: bias.regularizer, constraint: bias.constraint)
    }

    /// A function for elements where a setting names another than Keras's own.
    private static func other(_ run: LayerRun, _ name: String, than usual: String) throws(NetworkError)
        -> Recurrent.Activation?
    {
        let kind = try run.values.activation(name)
        if kind.name == usual { return nil }
        let evaluation = run.evaluation
        return { (x) throws(TensorError) in
            do throws(NetworkError) { return try kind.expression(x, evaluation) } catch {
                throw TensorError(.value, error.message)
            }
        }
    }

    private static func walk(_ run: LayerRun, gates: Int) throws(NetworkError) -> [Variable] {
        let s = run.values
        var settings = Recurrent.Settings()
        settings.mask = run.mask()
        settings.goesBackwards = try s.bool("go_backwards")
        settings.activation = try other(run, "activation", than: "tanh")
        if gates > 1 { settings.recurrentActivation = try other(run, "recurrent_activation", than: "sigmoid") }
        let (n, features) = (run.x.shape[0], run.x.shape[2])
        let x = try run.dropped(run.x, rate: s.double("dropout"), seed: s.values["seed"], shape: [n, 1, features])
        let forgotten = try s.double("recurrent_dropout")
        if run.isTraining, forgotten > 0 {
            let ones = try computing { () throws(TensorError) in
                let ones = try Tensor(shape: [n, s.knownCount("units")], dtype: .float32)
                try ones.fill(.float(1))
                return try Variable.constant(ones)
            }
            settings.stateFactor = try run.dropped(ones, rate: forgotten, seed: s.values["seed"]).value
        }
        let kernel = try run.weight(0), recurrent = try run.weight(1), bias = try run.weight(named: "bias")
        let initial = Array(run.operands.dropFirst())
        let chosen = settings
        let result: Recurrent.Result
        switch gates {
        case 1:
            result = try computing { () throws(TensorError) in
                try Recurrent.simple(
                    x, kernel: kernel, recurrentKernel: recurrent, bias: bias, initial: initial.first, settings: chosen)
            }
        case 4:
            guard initial.isEmpty || initial.count == 2 else {
                throw NetworkError(.value, "LSTM \"\(run.layer.name)\": initial_state must be [h, c]")
            }
            result = try computing { () throws(TensorError) in
                try Recurrent.lstm(
                    x, kernel: kernel, recurrentKernel: recurrent, bias: bias, initial: initial.isEmpty ? nil : initial,
                    settings: chosen)
            }
        default:
            let resetsAfter = try s.bool("reset_after")
            result = try computing { () throws(TensorError) in
                try Recurrent.gru(
                    x, kernel: kernel, recurrentKernel: recurrent, bias: bias, initial: initial.first,
                    resetAfter: resetsAfter, settings: chosen)
            }
        }
        let output = try s.bool("return_sequences") ? result.outputs : result.last
        return [output] + (try s.bool("return_state") ? result.states : [])
    }
}

extension Settings {
    /// A count that was checked before.
    fileprivate func knownCount(_ name: String) -> Int {
        if case .int(let value)? = values[name] { value } else { 0 }
    }
}
