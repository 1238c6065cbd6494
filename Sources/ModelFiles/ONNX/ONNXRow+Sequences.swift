import Networks
import Tensors

/// Recurrent layers, which ONNX has as whole operators, and layers around layers.
extension ONNXRow {
    static let recurrent = [
        walk("SimpleRNN", "RNN", gates: [0]), walk("LSTM", "LSTM", gates: [0, 3, 1, 2]),
        walk("GRU", "GRU", gates: [0, 1, 2]),
    ]

    /// The columns of each gate one after the other in ONNX's order, as rows of one direction: [1, gates U, …].
    private static func rows(_ weight: Tensor, _ gates: [Int]) throws(TensorError) -> Tensor {
        let axis = weight.rank - 1, units = weight.shape[axis] / gates.count
        let parts = gates.map { weight.slice(axis: axis, start: $0 * units, count: units) }
        let joined = try Tensor.concatenate(parts, axis: axis)
        return try (weight.rank == 2 ? joined.transposed([1, 0]) : joined).contiguous().expandingDimensions([0])
    }

    /// - gates: places of Keras's gates in ONNX's order: i o f c of i f c o.
    private static func walk(_ name: String, _ operation: String, gates: [Int]) -> ONNXRow {
        ONNXRow(name) { (call) throws(NetworkError) in
            let s = call.settings, graph = call.graph
            let units = try s.count("units")
            let kernel = try graph.weight(call.needed("kernel"), "_rows") { (x) throws(TensorError) in
                try rows(x, gates)
            }
            let state = try graph.weight(call.needed("recurrent_kernel"), "_rows") { (x) throws(TensorError) in
                try rows(x, gates)
            }
            var bias = ""
            if let weight = call.weight("bias") {
                bias = try graph.weight(weight, "_rows") { (x) throws(TensorError) in
                    // One bias here, one of the input and one of the state there.
                    let apart = x.rank == 2 ? x : try Tensor.stack([x, Tensor(shape: x.shape, dtype: .float32)])
                    let both = try [0, 1].map { (i) throws(TensorError) in
                        try rows(apart.slice(axis: 0, start: i, count: 1).reshaped([apart.shape[1]]), gates)
                    }
                    return try Tensor.concatenate(both, axis: 1)
                }
            }
            var x = call.x.name
            if try s.bool("go_backwards") { x = try call.flipped(x) }
            x = graph.node("Transpose", [x], [("perm", .ints([1, 0, 2]))])
            var inputs = [x, kernel, state, bias, ""]
            for initial in call.inputs.dropFirst() {
                inputs.append(graph.node("Unsqueeze", [initial.name, try graph.whole([0])]))
            }
            var attributes: [(String, ONNXAttribute)] = [("hidden_size", .int(units))]
            attributes += try call.functions(operation)
            if operation == "GRU" {
                attributes.append(("linear_before_reset", .int(try s.bool("reset_after") ? 1 : 0)))
            }
            while inputs.last == "" { inputs.removeLast() }
            let results = graph.nodes(operation, inputs, attributes, outputs: operation == "LSTM" ? 3 : 2)
            let first = try graph.whole([0]), states = results.dropFirst().map { graph.node("Squeeze", [$0, first]) }
            var output = ONNXValue(name: states[0], rank: 2)
            if try s.bool("return_sequences") {
                let all = graph.node("Squeeze", [results[0], try graph.whole([1])])
                output = call.value("Transpose", [all], [("perm", .ints([1, 0, 2]))], rank: 3)
            }
            if try !s.bool("return_state") { return [output] }
            return [output] + states.map { ONNXValue(name: $0, rank: 2) }
        }
    }

    // MARK: Layers around layers

    static let wrapping = [
        ONNXRow("Bidirectional") { (call) throws(NetworkError) in
            let (there, back) = (call.layer.sublayers[0], call.layer.sublayers[1])
            let states = Array(call.inputs.dropFirst()), half = states.count / 2
            func walk(_ layer: Layer, _ own: [ONNXValue]) throws(NetworkError) -> [ONNXValue] {
                try ONNXExport.write(
                    ONNXCall(
                        layer: layer, inputs: [call.inputs[0]] + own,
                        shapes: [call.shape] + own.map { _ in [] }, graph: call.graph))
            }
            let first = try walk(there, Array(states.prefix(half)))
            var second = try walk(back, Array(states.suffix(half)))
            if try there.values.bool("return_sequences") {
                second[0] = ONNXValue(name: try call.flipped(second[0].name), rank: 3)
            }
            let rest = Array(first.dropFirst() + second.dropFirst())
            if call.settings.isNone("merge_mode") { return [first[0], second[0]] + rest }
            let names = [first[0].name, second[0].name], rank = first[0].rank
            switch try call.settings.string("merge_mode") {
            case "sum": return [call.value("Add", names, rank: rank)] + rest
            case "mul": return [call.value("Mul", names, rank: rank)] + rest
            case "ave":
                let sum = call.graph.node("Add", names)
                return [call.value("Mul", [sum, try call.graph.number(0.5)], rank: rank)] + rest
            default: return [call.value("Concat", names, [("axis", .int(-1))], rank: rank)] + rest
            }
        },
        ONNXRow("TimeDistributed") { (call) throws(NetworkError) in
            let inner = try call.settings.layer("layer"), shape = Array(call.shape.dropFirst())
            guard !shape.contains(where: { $0 < 0 }) else {
                throw call.refused("the shape of a step is not known")
            }
            let x = call.x, graph = call.graph
            let flat = call.value("Reshape", [x.name, try graph.whole([-1] + shape)], rank: x.rank - 1)
            let results = try call.through(inner, flat, shape: shape)
            // Samples and steps are those of the input.
            let lead = graph.node(
                "Slice", [graph.node("Shape", [x.name]), try graph.whole([0]), try graph.whole([2])])
            var outputs: [ONNXValue] = []
            for (value, outer) in zip(results, try inner.outputShapes([shape])) {
                let last = graph.channelsLast(value)
                let form = graph.node("Concat", [lead, try graph.whole(outer)], [("axis", .int(0))])
                outputs.append(call.value("Reshape", [last.name, form], rank: last.rank + 1))
            }
            return outputs
        },
        ONNXRow("Masking") { (call) throws(NetworkError) in
            let x = call.x, graph = call.graph
            let value = try graph.number(call.settings.double("mask_value"))
            let differs = graph.node("Not", [graph.node("Equal", [x.name, value])])
            let counts = graph.node("Cast", [differs], [("to", .int(1))])
            let seen = graph.node("ReduceMax", [counts, try graph.whole([x.rank - 1])])
            return [call.value("Mul", [x.name, seen], rank: x.rank)]
        },
        ONNXRow("DropConnect") { (call) throws(NetworkError) in
            try call.through(call.settings.layer("layer"), call.inputs[0], shape: call.shape)
        },
    ]
}

extension ONNXCall {
    /// Sequences from their last step to their first.
    func flipped(_ x: String) throws(NetworkError) -> String {
        let least = -Int(Int32.max)
        return graph.node(
            "Slice",
            [x, try graph.whole([-1]), try graph.whole([least]), try graph.whole([1]), try graph.whole([-1])])
    }

    /// What a recurrent operator applies: ONNX's names in its order, f g h.
    func functions(_ operation: String) throws(NetworkError) -> [(String, ONNXAttribute)] {
        let names: [String: (name: String, alpha: Double, beta: Double)] = [
            "tanh": ("Tanh", 0, 0), "sigmoid": ("Sigmoid", 0, 0), "relu": ("Relu", 0, 0),
            "hard_sigmoid": ("HardSigmoid", 1.0 / 6, 0.5), "softsign": ("Softsign", 0, 0),
            "softplus": ("Softplus", 0, 0), "linear": ("Affine", 1, 0), "elu": ("Elu", 1, 0),
            "leaky_relu": ("LeakyRelu", 0.2, 0),
        ]
        func found(_ setting: String) throws(NetworkError) -> (name: String, alpha: Double, beta: Double) {
            let kind = try settings.activation(setting)
            if case .function? = settings.values[setting] { throw refused("\(kind.name) is a function of the program") }
            guard let found = names[kind.name] else {
                throw refused("its \(setting) \(kind.name) is not among those of ONNX's \(operation)")
            }
            return found
        }
        let main = try found("activation")
        let gate = operation == "RNN" ? main : try found("recurrent_activation")
        let all = operation == "RNN" ? [main] : operation == "GRU" ? [gate, main] : [gate, main, main]
        if all.allSatisfy({ $0.name == "Tanh" || $0.name == "Sigmoid" }) {
            return [("activations", .texts(all.map(\.name)))]
        }
        // Functions without alpha and beta skip theirs.
        let alphas = all.filter { ["HardSigmoid", "Affine", "Elu", "LeakyRelu"].contains($0.name) }.map(\.alpha)
        let betas = all.filter { ["HardSigmoid", "Affine"].contains($0.name) }.map(\.beta)
        return [("activations", .texts(all.map(\.name)))]
            + (alphas.isEmpty ? [] : [("activation_alpha", .floats(alphas))])
            + (betas.isEmpty ? [] : [("activation_beta", .floats(betas))])
    }
}
