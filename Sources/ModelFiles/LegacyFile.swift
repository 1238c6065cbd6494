import JSON
import Networks
import Tensors

/// Whole models in one HDF5 file, as Keras 2 wrote them and Keras 3 still does for names that end in `.h5`.
enum LegacyFile {
    // MARK: Writing

    static func bytes(_ network: Network) throws(NetworkError) -> [UInt8] {
        var root = HDF5Group()
        root.attributes["keras_version"] = .text(ConfigRules.kerasVersion)
        root.attributes["backend"] = .text("tensorflow")
        let config = try NetworkConfig(layers: LayerConfig(isLegacy: true)).json(network)
        root.attributes["model_config"] = .text(config.text())
        root["model_weights"] = try weights(network)
        if let training = network.training {
            root.attributes["training_config"] = .text(try CompileConfig(isLegacy: true).json(training).text())
            root["optimizer_weights"] = try optimizer(training.optimizer, network)
        }
        return try root.bytes()
    }

    /// Weights of a layer or of all layers of a model inside, those that learn first.
    private static func weights(of callee: Callee) -> [(owner: String, weight: Weight)] {
        var found: [(owner: String, weight: Weight)] = []
        switch callee {
        case .input: break
        case .layer(let layer):
            found = layer.allWeights.map { (layer.name, $0) }
        case .network(let network):
            var seen: Set<ObjectIdentifier> = []
            for layer in network.layers {
                for weight in layer.allWeights where seen.insert(ObjectIdentifier(weight)).inserted {
                    found.append((layer.name, weight))
                }
            }
        }
        return found.filter(\.weight.isTrainable) + found.filter { !$0.weight.isTrainable }
    }

    private static func weights(_ network: Network) throws(NetworkError) -> HDF5Group {
        var group = HDF5Group()
        group.attributes["backend"] = .text("tensorflow")
        group.attributes["keras_version"] = .text(ConfigRules.kerasVersion)
        group.attributes["layer_names"] = .texts(network.callees.map(\.name))
        for callee in network.callees {
            var part = HDF5Group()
            var names: [String] = []
            for (owner, weight) in weights(of: callee) {
                var name = "\(owner)/\(weight.name)"
                // Wrappers may hold two weights of a name.
                var count = 1
                while names.contains(name) {
                    name = "\(owner)/\(weight.name)_\(count)"
                    count += 1
                }
                names.append(name)
                part.set(try converting { () throws(TensorError) in try weight.tensor() }, at: name)
            }
            part.attributes["weight_names"] = .texts(names)
            group.members[callee.name] = .group(part)
        }
        var top = HDF5Group()
        top.attributes["weight_names"] = .texts([])
        group.members["top_level_model_weights"] = .group(top)
        return group
    }

    private static func optimizer(_ optimizer: Optimizer, _ network: Network) throws(NetworkError) -> HDF5Group {
        let stored = try StoredOptimizer(optimizer, network.trainableWeights)
        let kind = optimizer.kind.name.lowercased()
        var owners: [ObjectIdentifier: String] = [:]
        for layer in network.layers {
            for weight in layer.allWeights { owners[ObjectIdentifier(weight)] = layer.name }
        }
        var names = stored.scalarNames.map { "\(kind)/\($0)" }
        names += stored.entries.map {
            "\(kind)/\(owners[ObjectIdentifier($0.weight)] ?? "model")_\($0.weight.name)_\($0.name)"
        }
        names += stored.lastNames.map { "\(kind)/\($0)" }
        var group = HDF5Group()
        for (name, tensor) in zip(names, try stored.tensors()) { group.set(tensor, at: name) }
        group.attributes["weight_names"] = .texts(names)
        return group
    }

    // MARK: Reading

    static func load(
        _ root: HDF5Group, compiles: Bool, _ randomness: Randomness, _ functions: [String: ProgramFunction]
    ) throws(NetworkError) -> Network {
        guard let text = root.text("model_config"), let weights = root["model_weights"] else {
            throw NetworkError(
                .value, "No model config found in the file: it holds weights alone",
                hint: "build the model, then model.load_weights(path)")
        }
        let config = try ModelFile.parsed(Array(text.utf8))
        let network = try NetworkConfig(layers: LayerConfig(isLegacy: true, functions: functions)).network(
            config, randomness)
        try loadWeights(weights, into: network)
        guard compiles, let compile = root.text("training_config") else { return network }
        let training = try CompileConfig(isLegacy: true, functions: functions).training(
            ModelFile.parsed(Array(compile.utf8)), network)
        network.compile(training)
        if let group = root["optimizer_weights"], let names = group.texts("weight_names") {
            var tensors: [Tensor] = []
            for name in names { if let tensor = group.numbers(name) { tensors.append(tensor) } }
            try StoredOptimizer(training.optimizer, network.trainableWeights).load(tensors)
        }
        return network
    }

    /// Sets all weights, or none: layers that have some in their order.
    static func loadWeights(_ group: HDF5Group, into network: Network) throws(NetworkError) {
        guard let names = group.texts("layer_names") else {
            throw NetworkError(.value, "the HDF5 file holds no weights of a model: layer_names is missing")
        }
        var stored: [(layer: String, tensors: [Tensor])] = []
        for name in names {
            guard let part = group[name], let weightNames = part.texts("weight_names") else {
                throw ConfigRules.broken("the weights of the layer \(name) are missing")
            }
            if weightNames.isEmpty { continue }
            var tensors: [Tensor] = []
            for weight in weightNames {
                guard let tensor = part.numbers(weight) else {
                    throw ConfigRules.broken("the weight \(weight) is missing")
                }
                tensors.append(tensor)
            }
            stored.append((name, tensors))
        }
        let wanted = network.callees.map { ($0.name, weights(of: $0).map(\.weight)) }.filter { !$0.1.isEmpty }
        guard wanted.count == stored.count else {
            throw NetworkError(
                .value,
                "Layer count mismatch when loading weights from file. Model expected \(wanted.count) layers, found \(stored.count) saved layers."
            )
        }
        var pairs: [(weight: Weight, tensor: Tensor)] = []
        for ((name, weights), (_, tensors)) in zip(wanted, stored) {
            guard weights.count == tensors.count else {
                throw NetworkError(
                    .value,
                    "Weight count mismatch for layer named \(name). Layer expects \(weights.count) weight(s). Received \(tensors.count) saved weight(s)."
                )
            }
            for (weight, tensor) in zip(weights, tensors) { pairs.append((weight, tensor)) }
        }
        try StoredWeights.set(pairs)
    }
}

extension ModelFile {
    /// A whole-model `.h5` file.
    public static func legacy(_ network: Network) throws(NetworkError) -> [UInt8] { try LegacyFile.bytes(network) }
}
