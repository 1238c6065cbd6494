import Autograd
import Tensors

/// Layers that look at all steps at once.
extension LayerKind {
    static let attending = [attention, multiHeadAttention]

    private static let attention = LayerKind(
        "Attention", stem: "attention",
        settings: [
            SettingRow("use_scale", .bool(false), doc: "Learns a factor for the scores."),
            SettingRow("score_mode", .string("dot"), doc: "'dot' only."),
            SettingRow("dropout", .double(0), doc: "The share of weights that are forgotten while training."),
            SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own."),
        ],
        doc: "Means of values, weighed by how well keys answer queries. Takes [query, value] or [query, value, key].",
        check: { (s) throws(NetworkError) in
            if try s.string("score_mode") != "dot" {
                throw NetworkError(.value, "Attention: score_mode must be 'dot'", hint: "'concat' is not offered")
            }
            try s.checkRate("dropout")
        },
        shapes: { (_, inputs) throws(NetworkError) in
            guard inputs.count == 2 || inputs.count == 3 else {
                throw NetworkError(
                    .value,
                    "Attention layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. Received length: \(inputs.count)."
                )
            }
            return [Array(inputs[0].dropLast()) + [inputs[1].last ?? 1]]
        },
        weights: { (layer, _) throws(NetworkError) in
            try layer.values.bool("use_scale") ? [WeightRow("scale", [], try Initializer(.string("ones")))] : []
        },
        expression: { (run) throws(NetworkError) in
            let operands = run.operands
            let (query, value) = (operands[0], operands[1])
            let key = operands.count > 2 ? operands[2] : value
            let scale = try run.weight(named: "scale")
            let rate = try run.values.double("dropout")
            let isCausal = run.flag("use_causal_mask")
            let shape = Array(query.shape.dropLast()) + [key.shape[key.shape.count - 2]]
            let kept = try run.keptPlaces(shape, rate: rate)
            return [
                try computing { () throws(TensorError) in
                    let result = try Attention.dotProduct(
                        query: query, key: key, value: value, scale: scale,
                        mask: run.mask(of: 1)?.expandingDimensions([-2]), isCausal: isCausal, keepMask: kept, rate: rate
                    ).result
                    guard let counts = try run.mask(of: 0)?.expandingDimensions([-1]) else { return result }
                    return try .choose(where: counts.asType(.bool), result, .constant(0, like: result))
                }
            ]
        }
    ).with {
        $0.takesSeveral = true
        $0.takesMasks = 3
        $0.passesMask = { _ in true }
    }

    private static let multiHeadAttention = LayerKind(
        "MultiHeadAttention", stem: "multi_head_attention",
        settings: [
            SettingRow("num_heads", doc: "Number of heads."),
            SettingRow("key_dim", doc: "Length of each head's queries and keys."),
            SettingRow("value_dim", Setting.none, doc: "Length of each head's values; None: key_dim."),
            SettingRow("dropout", .double(0), doc: "The share of weights that are forgotten while training."),
            SettingRow("use_bias", .bool(true), doc: "Whether projections have biases."),
            SettingRow("output_shape", Setting.none, doc: "Length of the output; None: the query's."),
        ] + kernelRows + [
            SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own.")
        ],
        doc: "Several attentions side by side (Vaswani et al., 2017). Called as layer(query, value, key=None).",
        check: { (s) throws(NetworkError) in
            _ = try s.count("num_heads")
            _ = try s.count("key_dim")
            if !s.isNone("value_dim") { _ = try s.count("value_dim") }
            try s.checkRate("dropout")
            try s.checkWeights(["kernel", "bias"])
        },
        shapes: { (layer, inputs) throws(NetworkError) in
            guard inputs.count == 2 || inputs.count == 3 else {
                throw NetworkError(
                    .value, "MultiHeadAttention takes query and value, and key if it is another",
                    hint: "layer(x, x) for self-attention")
            }
            for input in inputs { try checkAxes(input, 2) }
            return [[inputs[0][0], try outputLength(layer.values, inputs[0])]]
        },
        weights: { (layer, inputs) throws(NetworkError) in
            let s = layer.values
            let heads = try s.count("num_heads"), key = try s.count("key_dim")
            let value = s.isNone("value_dim") ? key : try s.count("value_dim")
            let output = try outputLength(s, inputs[0])
            let hasBias = try s.bool("use_bias")
            var rows: [WeightRow] = []
            let keyInput = inputs.count > 2 ? inputs[2] : inputs[1]
            for (name, input, size) in [("query", inputs[0], key), ("key", keyInput, key), ("value", inputs[1], value)]
            {
                rows.append(try s.weight(name + "_kernel", [input[1], heads, size], prefix: "kernel"))
                if hasBias { rows.append(try s.weight(name + "_bias", [heads, size], prefix: "bias")) }
            }
            rows.append(try s.weight("output_kernel", [heads, value, output], prefix: "kernel"))
            if hasBias { rows.append(try s.weight("output_bias", [output], prefix: "bias")) }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            var weights: [String: Variable] = [:]
            for name in ["query", "key", "value", "output"] {
                for part in ["_kernel", "_bias"] { weights[name + part] = try run.weight(named: name + part) }
            }
            guard let query = weights["query_kernel"], let key = weights["key_kernel"],
                let value = weights["value_kernel"], let output = weights["output_kernel"]
            else { throw NetworkError(.order, "the layer \(run.layer.name) is not built") }
            let heads = Attention.Heads(
                query: query, queryBias: weights["query_bias"], key: key, keyBias: weights["key_bias"], value: value,
                valueBias: weights["value_bias"], output: output, outputBias: weights["output_bias"])
            let rate = try run.values.double("dropout")
            let operands = run.operands
            let steps = (operands[0].shape[1], operands[1].shape[1])
            let shape = [run.x.shape[0], query.shape[1], steps.0, steps.1]
            let kept = try run.keptPlaces(shape, rate: rate)
            let isCausal = run.flag("use_causal_mask")
            return [
                try computing { () throws(TensorError) in
                    // A pair of query and value is seen where all their masks say so.
                    var seen = try run.mask(of: 0)?.expandingDimensions([-1])
                    for place in [1, 2] {
                        guard let mask = try run.mask(of: place)?.expandingDimensions([-2]) else { continue }
                        seen = try seen.map { (s) throws(TensorError) in try Ufunc.logicalAnd(s, mask) } ?? mask
                    }
                    if let pairs = run.mask(of: 3) {
                        seen = try seen.map { (s) throws(TensorError) in try Ufunc.logicalAnd(s, pairs) } ?? pairs
                    }
                    return try Attention.multiHead(
                        query: operands[0], value: operands[1], key: operands.count > 2 ? operands[2] : nil,
                        heads: heads, mask: seen, isCausal: isCausal, keepMask: kept, rate: rate
                    ).result
                }
            ]
        }
    ).with {
        $0.takesSeveral = true
        $0.takesMasks = 4
        $0.passesMask = { _ in true }
    }

    private static func outputLength(_ s: Settings, _ query: [Int]) throws(NetworkError) -> Int {
        s.isNone("output_shape") ? query.last ?? 1 : try s.ints("output_shape", count: 1)[0]
    }
}

extension LayerRun {
    /// 1 where a value is kept, drawn from the layer's stream; `nil` where all are.
    func keptPlaces(_ shape: [Int], rate: Double) throws(NetworkError) -> Tensor? {
        if !isTraining || rate == 0 { return nil }
        let source = Randomness(seed: key(values.values["seed"]))
        return try computing { () throws(TensorError) in
            let kept = try Tensor(uninitialized: shape, dtype: .float32)
            let to = kept.start.assumingMemoryBound(to: Float.self)
            for i in 0..<kept.count { to[i] = source.unit() < rate ? 0 : 1 }
            return kept
        }
    }
}
