import Autograd
import Tensors

func sequenceFunctions() -> [String: KerasFunction] {
    typealias Settings = Recurrent.Settings
    typealias Layer = @Sendable ([Variable], [Variable]?, Settings) throws(TensorError) -> Recurrent.Result
    var all: [String: KerasFunction] = [:]
    func add(_ name: String, _ layer: @escaping Layer) {
        func case_(
            _ suffix: String, _ change: @escaping @Sendable (inout Settings) throws(TensorError) -> Void,
            _ result: @escaping @Sendable (Recurrent.Result) throws(TensorError) -> Variable
        ) {
            all[name + suffix] = KerasFunction { (x) throws(TensorError) in
                var settings = Settings()
                try change(&settings)
                return try result(layer(x, x.count > 4 ? Array(x[4...]) : nil, settings))
            }
        }
        @Sendable func masked(_ settings: inout Settings) throws(TensorError) {
            settings.mask = try Tensor([true, true, false, true, false, true, true, false], shape: [2, 4])
        }
        case_("", { (_) throws(TensorError) in }) { (y) throws(TensorError) in y.last }
        case_(" sequences", { (_) throws(TensorError) in }) { (y) throws(TensorError) in y.outputs }
        case_(" backwards", { (s) throws(TensorError) in s.goesBackwards = true }) { (y) throws(TensorError) in
            y.outputs
        }
        case_(" masked", { (s) throws(TensorError) in try masked(&s) }) { (y) throws(TensorError) in y.outputs }
        case_(" masked last", { (s) throws(TensorError) in try masked(&s) }) { (y) throws(TensorError) in y.last }
        case_(" state", { (_) throws(TensorError) in }) { (y) throws(TensorError) in
            var parts = [try y.last.reshaped([-1])]
            for state in y.states { parts.append(try state.reshaped([-1])) }
            return try .concatenate(parts)
        }
        if name == "simple_rnn" { return }
        case_(
            " hard",
            { (s) throws(TensorError) in
                s.activation = { (x) throws(TensorError) in try x.relu() }
                s.recurrentActivation = { (x) throws(TensorError) in try x.hardSigmoid() }
            }
        ) { (y) throws(TensorError) in y.last }
    }
    add("simple_rnn") { (x, initial, settings) throws(TensorError) in
        try Recurrent.simple(
            x[0], kernel: x[1], recurrentKernel: x[2], bias: x[3], initial: initial?[0], settings: settings)
    }
    add("lstm") { (x, initial, settings) throws(TensorError) in
        try Recurrent.lstm(x[0], kernel: x[1], recurrentKernel: x[2], bias: x[3], initial: initial, settings: settings)
    }
    add("gru") { (x, initial, settings) throws(TensorError) in
        try Recurrent.gru(
            x[0], kernel: x[1], recurrentKernel: x[2], bias: x[3], initial: initial?[0], settings: settings)
    }
    add("gru before") { (x, initial, settings) throws(TensorError) in
        try Recurrent.gru(
            x[0], kernel: x[1], recurrentKernel: x[2], bias: x[3], initial: initial?[0], resetAfter: false,
            settings: settings)
    }
    return all
}

func attentionFunctions() -> [String: KerasFunction] {
    @Sendable func seen(_ shape: [Int]) throws(TensorError) -> Tensor {
        try Tensor([true, true, false, true, true, true, false, false, true, true], shape: shape)
    }
    @Sendable func heads(_ x: [Variable], _ mask: Tensor?, _ isCausal: Bool) throws(TensorError) -> Variable {
        let weights = Attention.Heads(
            query: x[2], queryBias: x[3], key: x[4], keyBias: x[5], value: x[6], valueBias: x[7], output: x[8],
            outputBias: x[9])
        return try Attention.multiHead(query: x[0], value: x[1], heads: weights, mask: mask, isCausal: isCausal).result
    }
    return [
        "attention": KerasFunction { (x) throws(TensorError) in
            try Attention.dotProduct(query: x[0], key: x[2], value: x[1]).result
        },
        "attention masked": KerasFunction { (x) throws(TensorError) in
            try Attention.dotProduct(query: x[0], key: x[2], value: x[1], mask: seen([2, 1, 5])).result
        },
        "attention causal": KerasFunction { (x) throws(TensorError) in
            try Attention.dotProduct(query: x[0], key: x[2], value: x[1], isCausal: true).result
        },
        "multi_head": KerasFunction { (x) throws(TensorError) in try heads(x, nil, false) },
        "multi_head masked": KerasFunction { (x) throws(TensorError) in try heads(x, seen([2, 1, 5]), false) },
        "multi_head causal": KerasFunction { (x) throws(TensorError) in try heads(x, nil, true) },
    ]
}
