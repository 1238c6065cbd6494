import JSON
import Networks

extension NetworkConfig {
    private static let depthLimit = 32

    /// The network that a configuration describes, with new weights.
    func network(_ json: JSON, _ randomness: Randomness, depth: Int = 0) throws(NetworkError) -> Network {
        guard depth < NetworkConfig.depthLimit else { throw ConfigRules.broken("models stand too deep in one another") }
        guard let config = json["config"] else { throw ConfigRules.broken("a model has no config") }
        let network: Network
        switch json["class_name"]?.string {
        case "Sequential": network = try stack(config, json, randomness, depth)
        case "Functional", "Model": network = try graph(config, randomness, depth)
        case let other:
            throw NetworkError(
                .value, "Could not locate class '\(other ?? "")': models are Sequential or Functional",
                hint: "models that are classes of a program can't be loaded")
        }
        if config["trainable"]?.bool == false { network.trainable = false }
        return network
    }

    private func callee(_ json: JSON, _ randomness: Randomness, _ depth: Int) throws(NetworkError) -> Callee {
        switch json["class_name"]?.string {
        case "InputLayer": return .input(try input(json))
        case "Sequential", "Functional", "Model": return .network(try network(json, randomness, depth: depth + 1))
        default: return .layer(try layers.layer(json))
        }
    }

    private func input(_ json: JSON) throws(NetworkError) -> Symbol {
        let config = json["config"]
        guard let shape = ConfigRules.sample(config?["batch_shape"] ?? config?["batch_input_shape"]) else {
            throw ConfigRules.broken("an input has no batch_shape")
        }
        let type = config?["dtype"]?.string ?? "float32"
        return Symbol(name: config?["name"]?.string ?? "input_layer", shape: shape, isWhole: type.contains("int"))
    }

    private func stack(_ config: JSON, _ json: JSON, _ randomness: Randomness, _ depth: Int) throws(NetworkError)
        -> Network
    {
        let network = Network(name: config["name"]?.string ?? "sequential")
        network.randomness = randomness
        for part in config["layers"]?.array ?? [] {
            let callee = try callee(part, randomness, depth)
            if case .input(let symbol) = callee {
                try network.setInput(symbol)
            } else {
                if network.inputShape == nil, network.callees.isEmpty,
                    let shape = ConfigRules.sample(
                        part["config"]?["batch_input_shape"] ?? part["config"]?["batch_shape"])
                {
                    try network.setInput(shape: shape)
                }
                try network.add(callee)
            }
        }
        let shape = ConfigRules.sample(config["build_input_shape"] ?? json["build_config"]?["input_shape"])
        if !network.isBuilt, let shape { try network.build(inputShape: shape) }
        return network
    }

    private func graph(_ config: JSON, _ randomness: Randomness, _ depth: Int) throws(NetworkError) -> Network {
        guard let parts = config["layers"]?.array else { throw ConfigRules.broken("a model has no layers") }
        var graph = GraphReader(randomness: randomness)
        for part in parts {
            // Operations that make masks: layers make their own.
            if part["module"]?.string?.hasPrefix("keras.src.ops") ?? true,
                ["NotEqual", "Any"].contains(part["class_name"]?.string)
            {
                continue
            }
            let callee = try callee(part, randomness, depth)
            let name = part["name"]?.string ?? callee.name
            guard graph.entries[name] == nil else { throw ConfigRules.broken("two layers are called \(name)") }
            var entry = GraphReader.Entry(callee: callee, waiting: part["inbound_nodes"]?.array ?? [])
            if case .input(let symbol) = callee { entry.uses = [[symbol]] }
            graph.entries[name] = entry
            graph.names.append(name)
        }
        try graph.connect()
        let network = try Network(
            name: config["name"]?.string ?? "functional", inputs: graph.ends(config["input_layers"]),
            outputs: graph.ends(config["output_layers"]))
        network.randomness = randomness
        return network
    }
}

/// Layers of a graph while their uses are being connected.
private struct GraphReader {
    struct Entry {
        let callee: Callee
        /// Uses whose inputs are not there yet, from the last to come.
        var waiting: [JSON]
        /// Outputs of each use.
        var uses: [[Symbol]] = []
    }

    let randomness: Randomness
    var entries: [String: Entry] = [:]
    var names: [String] = []

    /// Calls every layer on its inputs, each as soon as they are there: a shared layer may come before and after another.
    mutating func connect() throws(NetworkError) {
        var isMoving = true
        while isMoving {
            isMoving = false
            for name in names {
                while let entry = entries[name], let node = entry.waiting.first, let inputs = try inputs(node) {
                    entries[name]?.waiting.removeFirst()
                    isMoving = true
                    if inputs.isEmpty { continue }
                    let outputs: [Symbol]
                    switch entry.callee {
                    case .input(let symbol): outputs = [symbol]
                    case .layer(let layer): outputs = try LayerCall.call(layer, inputs, randomness)
                    case .network(let network): outputs = try LayerCall.call(network, inputs)
                    }
                    entries[name]?.uses.append(outputs)
                }
            }
        }
        if let left = names.first(where: { entries[$0]?.waiting.isEmpty == false }) {
            throw ConfigRules.broken("the layer \(left) has inputs that lead nowhere or in a circle")
        }
    }

    /// The values that a use takes; `nil` while some are missing.
    private func inputs(_ node: JSON) throws(NetworkError) -> [Symbol]? {
        if let parts = node.array { return try old(parts) }
        var found: [Symbol] = []
        for argument in node["args"]?.array ?? [] {
            guard let symbols = try symbols(argument) else { return nil }
            found += symbols
        }
        for (key, value) in node["kwargs"]?.fields ?? [] {
            // What a call may say without changing the graph.
            if ["training", "mask"].contains(key) || value == .null { continue }
            throw NetworkError(
                .value, "the model calls a layer with \(key)=\(value.text()), which is not supported")
        }
        return found
    }

    /// Values in an argument: one, or a list of them.
    private func symbols(_ json: JSON) throws(NetworkError) -> [Symbol]? {
        if let parts = json.array {
            var found: [Symbol] = []
            for part in parts {
                guard let inner = try symbols(part) else { return nil }
                found += inner
            }
            return found
        }
        guard json["class_name"]?.string == "__keras_tensor__" else {
            throw NetworkError(
                .value, "the model calls a layer with the constant \(json.text()), which is not supported")
        }
        return try symbol(json["config"]?["keras_history"], isEnd: false).map { [$0] }
    }

    /// Keras 2's form: `[[name, use, place, {}], …]`.
    private func old(_ parts: [JSON]) throws(NetworkError) -> [Symbol]? {
        var found: [Symbol] = []
        for part in parts {
            guard let symbol = try symbol(part, isEnd: false) else { return nil }
            found.append(symbol)
        }
        return found
    }

    /// The value at `[name, use, place]`; `nil` while it is missing.
    private func symbol(_ json: JSON?, isEnd: Bool) throws(NetworkError) -> Symbol? {
        guard let parts = json?.array, parts.count >= 3, let name = parts[0].string, var use = parts[1].int,
            let place = parts[2].int, let entry = entries[name]
        else { throw ConfigRules.broken("\(json?.text() ?? "nothing") is no value of the graph") }
        if isEnd, case .network(let network) = entry.callee, !network.isSequential { use -= 1 }
        guard entry.uses.indices.contains(use) else { return nil }
        guard entry.uses[use].indices.contains(place) else {
            throw ConfigRules.broken("the layer \(name) has no output \(place)")
        }
        return entry.uses[use][place]
    }

    /// Inputs or outputs of the graph: one, a list, or a dictionary by name.
    func ends(_ json: JSON?) throws(NetworkError) -> [Symbol] {
        guard let json else { throw ConfigRules.broken("a model has no input_layers or output_layers") }
        var inner = json.fields?.map(\.value)
        if let parts = json.array, parts.first?.string == nil { inner = parts }
        if let inner {
            var found: [Symbol] = []
            for part in inner { found += try ends(part) }
            return found
        }
        guard let symbol = try symbol(json, isEnd: true) else {
            throw ConfigRules.broken("\(json.text()) is no value of the graph")
        }
        return [symbol]
    }
}
