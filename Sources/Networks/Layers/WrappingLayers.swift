import Autograd
import Tensors

/// Layers around layers, and functions of the program as layers.
extension LayerKind {
    static let wrapping = [bidirectional, timeDistributed, dropConnect, masking, lambda]

    // MARK: Bidirectional

    private static let bidirectional = LayerKind(
        "Bidirectional", stem: "bidirectional",
        settings: [
            SettingRow("layer", doc: "A recurrent layer."),
            SettingRow(
                "merge_mode", .string("concat"),
                doc: "How both ways are joined: 'concat', 'sum', 'mul', 'ave'; None gives both."),
            SettingRow("backward_layer", Setting.none, doc: "Another layer for the way back."),
        ],
        doc: "A recurrent layer that walks forwards and another one that walks backwards (Schuster and Paliwal, 1997).",
        check: { (s) throws(NetworkError) in
            let layer = try s.layer("layer")
            guard LayerKind.recurrent.contains(where: { $0.name == layer.kind.name }) else {
                throw NetworkError(
                    .value, "Bidirectional: layer must be a SimpleRNN, LSTM or GRU, not \(layer.kind.name)")
            }
            if !s.isNone("merge_mode"), !["concat", "sum", "mul", "ave"].contains(try s.string("merge_mode")) {
                throw NetworkError(
                    .value,
                    "Invalid merge mode. Received: \(try s.string("merge_mode")). Merge mode should be one of {\"sum\", \"mul\", \"ave\", \"concat\", None}"
                )
            }
        },
        shapes: { (layer, inputs) throws(NetworkError) in
            let inner = try layer.values.layer("layer")
            let shapes = try inner.outputShapes(Array(inputs.prefix(1)))
            let states = Array(shapes.dropFirst())
            var merged = shapes[0]
            if layer.values.isNone("merge_mode") { return [merged, merged] + states + states }
            if try layer.values.string("merge_mode") == "concat" { merged[merged.count - 1] *= 2 }
            return [merged] + states + states
        },
        expression: { (run) throws(NetworkError) in
            let (forward, backward) = (run.layer.sublayers[0], run.layer.sublayers[1])
            let states = Array(run.operands.dropFirst())
            func walk(_ layer: Layer, _ own: ArraySlice<Variable>) throws(NetworkError) -> [Variable] {
                let inputs = [run.x] + own + run.inputs.suffix(run.masks.count)
                return try layer.kind.expression(
                    LayerRun(layer: layer, inputs: inputs, evaluation: run.evaluation, masks: run.masks))
            }
            let there = try walk(forward, states.prefix(states.count / 2))
            var back = try walk(backward, states.suffix(states.count / 2))
            if try forward.values.bool("return_sequences") {
                let last = back[0]
                back[0] = try computing { () throws(TensorError) in try last.flipped([1]) }
            }
            let rest = Array(there.dropFirst()) + Array(back.dropFirst())
            let pair = (there[0], back[0])
            if run.values.isNone("merge_mode") { return [pair.0, pair.1] + rest }
            let mode = try run.values.string("merge_mode")
            let merged = try computing { () throws(TensorError) in
                switch mode {
                case "sum": try pair.0 + pair.1
                case "mul": try pair.0 * pair.1
                case "ave": try (pair.0 + pair.1) / 2.0
                default: try Variable.concatenate([pair.0, pair.1], axis: -1)
                }
            }
            return [merged] + rest
        }
    ).with {
        $0.takesSeveral = true
        $0.takesMasks = 1
        $0.isRecurrent = true
        $0.step = { (layer, site) throws(NetworkError) in try BidirectionalStep(layer: layer, site: site) }
        $0.passesMask = { (s) in
            guard let inner = try? s.layer("layer") else { return false }
            return inner.kind.passesMask(inner.values)
        }
        $0.build = { (layer, inputs, randomness) throws(NetworkError) in
            let inner = try layer.values.layer("layer")
            let there = try Layer(inner.kind, name: "forward_" + inner.name, settings: inner.settings)
            let back: Layer
            if case .layer(let other)? = layer.values.values["backward_layer"] {
                back = other
            } else {
                var settings = inner.settings
                settings["go_backwards"] = .bool(try !inner.values.bool("go_backwards"))
                back = try Layer(inner.kind, name: "backward_" + inner.name, settings: settings)
            }
            layer.wrap([there, back])
            for part in [there, back] { try part.build(Array(inputs.prefix(1)), randomness) }
        }
    }

    // MARK: TimeDistributed

    private static let timeDistributed = LayerKind(
        "TimeDistributed", stem: "time_distributed", settings: [SettingRow("layer", doc: "The layer for each step.")],
        doc: "The same layer for every step of a sequence: [N, T, …].",
        check: { (s) throws(NetworkError) in _ = try s.layer("layer") },
        shapes: { (layer, inputs) throws(NetworkError) in
            guard let input = inputs.first, input.count >= 2 else {
                throw NetworkError(
                    .value,
                    "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: \(Layer.text(inputs.first ?? []))"
                )
            }
            let inner = try layer.values.layer("layer").outputShapes([Array(input.dropFirst())])
            return inner.map { [input[0]] + $0 }
        },
        expression: { (run) throws(NetworkError) in
            let (n, steps) = (run.x.shape[0], run.x.shape[1])
            let inner = try run.values.layer("layer")
            let flat = try computing { () throws(TensorError) in
                try run.x.reshaped([n * steps] + run.x.shape.dropFirst(2))
            }
            let outputs = try inner.kind.expression(
                LayerRun(layer: inner, inputs: [flat], evaluation: run.evaluation))
            var results: [Variable] = []
            for output in outputs {
                results.append(
                    try computing { () throws(TensorError) in
                        try output.reshaped([n, steps] + output.shape.dropFirst())
                    })
            }
            return results
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in try TimeDistributedStep(layer: layer, site: site) }
        $0.passesMask = { _ in true }
        $0.build = { (layer, inputs, randomness) throws(NetworkError) in
            try layer.values.layer("layer").build([Array(inputs[0].dropFirst())], randomness)
        }
    }

    // MARK: DropConnect

    private static let dropConnect = LayerKind(
        "DropConnect", stem: "drop_connect",
        settings: [
            SettingRow("layer", doc: "A layer with a kernel, such as Dense."),
            SettingRow("rate", .double(0.5), doc: "The share of weights that are forgotten in each step of training."),
            SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own."),
        ],
        doc: "Forgets random weights while training, where Dropout forgets values (Wan et al., 2013).",
        check: { (s) throws(NetworkError) in
            _ = try s.layer("layer")
            try s.checkRate("rate")
        },
        shapes: { (layer, inputs) throws(NetworkError) in try layer.values.layer("layer").outputShapes(inputs) },
        expression: { (run) throws(NetworkError) in
            let inner = try run.values.layer("layer")
            let rate = try run.values.double("rate")
            let forgotten = run.isTraining && rate > 0 ? inner.weights.filter { $0.shape.count > 1 } : []
            return try run.evaluation.replacing(
                forgotten,
                by: { (weight) throws(NetworkError) in
                    try run.dropped(weight, rate: rate, seed: run.values.values["seed"])
                },
                { () throws(NetworkError) in
                    try inner.kind.expression(
                        LayerRun(layer: inner, inputs: run.inputs, evaluation: run.evaluation))
                })
        }
    ).with {
        $0.build = { (layer, inputs, randomness) throws(NetworkError) in
            try layer.values.layer("layer").build(inputs, randomness)
        }
    }

    // MARK: Masks and functions

    private static let masking = LayerKind(
        weightless: "Masking", stem: "masking",
        settings: [SettingRow("mask_value", .double(0), doc: "Steps whose features are all this do not count.")],
        doc: "Says which steps of sequences count: the others become 0 and recurrent layers skip them.",
        check: { (s) throws(NetworkError) in _ = try s.double("mask_value") }
    ) { (run) throws(NetworkError) in
        let value = try run.values.double("mask_value")
        return try computing { () throws(TensorError) in
            let seen = try counting(run.x, value)
            return try run.x * .constant(seen.value.reshaped(seen.shape + [1]).asType(run.x.value.dtype))
        }
    }.with {
        $0.mask = { (layer, inputs, randomness) throws(NetworkError) in
            guard let input = inputs.first else { return nil }
            let value = try layer.values.double("mask_value")
            let kind = LayerKind.mask("Any", "any") { (run) throws(NetworkError) in
                try computing { () throws(TensorError) in try counting(run.x, value) }
            }
            return try kind.mask(of: [input], randomness)
        }
    }

    /// 1 where any feature differs from a value, for each step.
    private static func counting(_ x: Variable, _ value: Double) throws(TensorError) -> Variable {
        let wanted = try Variable.constant(Tensor(.float(value), dtype: x.value.dtype))
        return try Variable.compare(x, "not_equal", wanted).max([x.shape.count - 1])
    }

    private static let lambda = LayerKind(
        "Lambda", stem: "lambda",
        settings: [
            SettingRow("function", doc: "What is computed: a function of the input."),
            SettingRow("output_shape", Setting.none, doc: "Found by trying; may be left out."),
        ],
        doc: "A function of the program as a layer.",
        check: { (s) throws(NetworkError) in _ = try function(s) },
        shapes: { (layer, inputs) throws(NetworkError) in
            try tried(layer, inputs) { (run) throws(NetworkError) in
                try function(run.values)(run.inputs, run.evaluation)
            }
        },
        expression: { (run) throws(NetworkError) in try function(run.values)(run.inputs, run.evaluation) }
    ).with { $0.takesSeveral = true }

    private static func function(_ s: Settings) throws(NetworkError) -> ProgramFunction {
        guard case .function(let function)? = s.values["function"] else {
            throw NetworkError(.value, "Lambda: the argument 'function' must be a function of the program")
        }
        return function
    }
}
