import Networks
import Tensors

/// The layout of Keras 3's `model.weights.h5`: `layers/dense_1/vars/0`, with classes' names and counters, not layers'.
struct StoredWeights {
    /// A weight and where it stands.
    struct Entry {
        let path: String
        let weight: Weight
    }

    /// Groups with variables: the path, the object's name and its weights.
    private(set) var groups: [(path: String, name: String, weights: [Weight])] = []
    private var seen: Set<ObjectIdentifier> = []

    init(_ network: Network) { add(network, at: "") }

    /// Layers that keep their weights in a cell.
    private static let cells: Set<String> = ["SimpleRNN", "LSTM", "GRU"]
    /// Attributes under which wrappers keep layers; others call theirs `layer`.
    private static let attributes = ["Bidirectional": ["forward_layer", "backward_layer"]]

    private mutating func add(_ network: Network, at path: String) {
        guard seen.insert(ObjectIdentifier(network)).inserted else { return }
        groups.append((path, network.name, []))
        var counts: [String: Int] = [:]
        for callee in network.callees {
            let stem: String
            switch callee {
            case .input: stem = "input_layer"
            case .layer(let layer): stem = layer.kind.stem
            case .network(let inner): stem = inner.isSequential ? "sequential" : "functional"
            }
            let count = counts[stem, default: 0]
            counts[stem] = count + 1
            let place = StoredWeights.join(path, "layers/" + (count == 0 ? stem : "\(stem)_\(count)"))
            switch callee {
            case .input(let symbol): groups.append((place, symbol.name, []))
            case .layer(let layer): add(layer, at: place)
            case .network(let inner): add(inner, at: place)
            }
        }
    }

    private mutating func add(_ layer: Layer, at path: String) {
        guard seen.insert(ObjectIdentifier(layer)).inserted else { return }
        let own = layer.weights.filter(\.isTrainable) + layer.weights.filter { !$0.isTrainable }
        if StoredWeights.cells.contains(layer.kind.name) {
            groups.append((path, layer.name, []))
            groups.append((StoredWeights.join(path, "cell"), layer.kind.stem + "_cell", own))
        } else if layer.kind.name == "MultiHeadAttention" {
            // Keras keeps each projection in a layer of its own.
            groups.append((path, layer.name, []))
            for part in ["query", "key", "value", "output"] {
                let weights = own.filter { $0.name.hasPrefix(part + "_") }
                groups.append((StoredWeights.join(path, part + "_dense"), part, weights))
            }
        } else {
            groups.append((path, layer.name, own))
        }
        let names = StoredWeights.attributes[layer.kind.name] ?? ["layer"]
        for (place, inner) in layer.sublayers.enumerated() {
            let name = place < names.count ? names[place] : "layer_\(place)"
            add(inner, at: StoredWeights.join(path, name))
        }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "/" + name }

    // MARK: Writing

    /// The weights as a file's groups.
    func file() throws(NetworkError) -> HDF5Group {
        var root = HDF5Group()
        for group in groups {
            var variables = HDF5Group()
            variables.attributes["name"] = .text(group.name)
            for (place, weight) in group.weights.enumerated() {
                variables.set(try converting { () throws(TensorError) in try weight.tensor() }, at: "\(place)")
            }
            root[StoredWeights.join(group.path, "vars")] = variables
        }
        return root
    }

    // MARK: Reading

    /// Sets all weights, or none where one does not fit.
    func load(_ root: HDF5Group) throws(NetworkError) {
        var found: [(weight: Weight, tensor: Tensor)] = []
        for group in groups where !group.weights.isEmpty {
            let path = StoredWeights.join(group.path, "vars")
            let count = root[path]?.members.count ?? 0
            guard count == group.weights.count else {
                throw NetworkError(
                    .value,
                    "A total of 1 objects could not be loaded. Layer '\(group.name)' expected \(group.weights.count) variables, but received \(count) variables during loading.",
                    hint:
                        "the file holds the weights of another model: its layers must be of the same kinds, in the same order"
                )
            }
            for (place, weight) in group.weights.enumerated() {
                guard let tensor = root.numbers("\(path)/\(place)") else {
                    throw NetworkError(.value, "the file has no array \(path)/\(place)")
                }
                found.append((weight, tensor))
            }
        }
        try StoredWeights.set(found)
    }

    /// Sets all weights, or none where a shape does not fit.
    static func set(_ pairs: [(weight: Weight, tensor: Tensor)]) throws(NetworkError) {
        for (weight, tensor) in pairs where weight.shape != tensor.shape {
            throw NetworkError(
                .shape,
                "the weight '\(weight.name)' has the shape \(TensorError.text(of: weight.shape)), in the file it has \(TensorError.text(of: tensor.shape))",
                hint: "the file holds the weights of another model")
        }
        for (weight, tensor) in pairs { try weight.set(tensor) }
    }
}

/// Turns tensors' errors into networks'.
func converting<R>(_ body: () throws(TensorError) -> R) throws(NetworkError) -> R {
    do throws(TensorError) { return try body() } catch { throw NetworkError(error) }
}
