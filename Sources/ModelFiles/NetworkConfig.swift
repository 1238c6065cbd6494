import JSON
import Networks

/// Networks as Keras's configurations: what `model.to_json()` gives.
struct NetworkConfig {
    var layers = LayerConfig()

    /// A stack or graph with all its layers.
    func json(_ network: Network) throws(NetworkError) -> JSON {
        network.isSequential ? try stack(network) : try graph(network)
    }

    private func stack(_ network: Network) throws(NetworkError) -> JSON {
        var parts: [JSON] = network.inputs.map(layers.json)
        for callee in network.callees { parts.append(try json(callee)) }
        var config: [(key: String, value: JSON)] = [
            ("name", .string(network.name)), ("trainable", true), ("dtype", ConfigRules.dtype),
            ("layers", .array(parts)),
        ]
        let shape = network.inputShape.map(ConfigRules.batched)
        if let shape { config.append(("build_input_shape", shape)) }
        var object = layers.object("keras", "Sequential", config)
        if !layers.isLegacy, let shape { object["build_config"] = ["input_shape": shape] }
        return object
    }

    private func json(_ callee: Callee) throws(NetworkError) -> JSON {
        switch callee {
        case .input(let symbol): layers.json(symbol)
        case .layer(let layer): try layers.json(layer)
        case .network(let network): try json(network)
        }
    }

    /// Layers that operations on symbols are called like: these have two inputs, or a constant.
    private static let operations: Set<String> = ["Add", "Subtract", "Multiply", "Maximum", "Minimum"]

    private func graph(_ network: Network) throws(NetworkError) -> JSON {
        // Where each value comes from: the layer's name, which of its uses, which of its outputs.
        var origins: [ObjectIdentifier: (callee: Callee, use: Int, place: Int)] = [:]
        for input in network.inputs { origins[ObjectIdentifier(input)] = (.input(input), 0, 0) }
        // Masks are made anew by the layers that know of them; what only makes masks is not part of the file.
        var wanted = Set(network.outputs.map { ObjectIdentifier($0) })
        for call in network.calls where call.hasGivenMasks {
            throw NetworkError(
                .value, "the mask that was given to the layer \"\(call.callee.name)\" cannot be saved",
                hint: "Masking and Embedding(mask_zero=True) make masks that are saved; save_weights saves the numbers")
        }
        for call in network.calls { for input in call.operands { wanted.insert(ObjectIdentifier(input)) } }
        let kept = network.callees.filter { callee in
            if case .input = callee { return true }
            return network.calls.contains { call in
                call.callee.isSame(as: callee) && call.outputs.contains { wanted.contains(ObjectIdentifier($0)) }
            }
        }
        var uses: [(callee: Callee, nodes: [LayerCall])] = kept.map { ($0, []) }
        for call in network.calls {
            guard let owner = uses.firstIndex(where: { $0.callee.isSame(as: call.callee) }) else { continue }
            for (place, output) in call.outputs.enumerated() {
                origins[ObjectIdentifier(output)] = (call.callee, uses[owner].nodes.count, place)
            }
            uses[owner].nodes.append(call)
        }
        func history(_ symbol: Symbol, isEnd: Bool) throws(NetworkError) -> JSON {
            guard let origin = origins[ObjectIdentifier(symbol)] else {
                throw NetworkError(.value, "the value '\(symbol.name)' does not belong to the model '\(network.name)'")
            }
            var use = origin.use
            // Keras counts the graph inside of a functional model as its first use, at the ends of a graph only.
            if isEnd, case .network(let inner) = origin.callee, !inner.isSequential { use += 1 }
            return [.string(origin.callee.name), .int(use), .int(origin.place)]
        }
        var parts: [JSON] = []
        for (callee, nodes) in uses {
            var part = try json(callee)
            part["name"] = .string(callee.name)
            var inbound: [JSON] = []
            for node in nodes {
                let tensors = try node.operands.map { (symbol) throws(NetworkError) -> JSON in
                    [
                        "class_name": "__keras_tensor__",
                        "config": [
                            "shape": ConfigRules.batched(symbol.shape), "dtype": symbol.isWhole ? "int32" : "float32",
                            "keras_history": try history(symbol, isEnd: false),
                        ],
                    ]
                }
                var isJoined = tensors.count > 1
                if case .layer(let layer) = callee {
                    if NetworkConfig.operations.contains(layer.kind.name), tensors.count < 2 {
                        throw NetworkError(
                            .value, "the operation '\(layer.name)' with a constant can't be saved",
                            hint: "save the weights alone: model.save_weights('model.weights.h5')")
                    }
                    if layer.kind.name == "MultiHeadAttention" { isJoined = false }
                }
                inbound.append(["args": .array(isJoined ? [.array(tensors)] : tensors), "kwargs": [:]])
            }
            part["inbound_nodes"] = .array(inbound)
            parts.append(part)
        }
        func ends(_ symbols: [Symbol]) throws(NetworkError) -> JSON {
            let all = try symbols.map { (symbol) throws(NetworkError) in try history(symbol, isEnd: true) }
            return all.count == 1 ? all[0] : .array(all)
        }
        var object = layers.object(
            "keras.src.models.functional", "Functional",
            [
                ("name", .string(network.name)), ("trainable", true), ("layers", .array(parts)),
                ("input_layers", try ends(network.inputs)), ("output_layers", try ends(network.outputs)),
            ])
        if !layers.isLegacy { object["registered_name"] = "Functional" }
        return object
    }
}
