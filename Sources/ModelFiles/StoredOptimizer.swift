import Networks
import Tensors

/// What an optimizer remembers, in Keras's order: steps, size of steps, then arrays of each weight.
struct StoredOptimizer {
    /// One array: the weight it belongs to, its place there, and Keras's name for it.
    struct Entry {
        let weight: Weight
        let slot: Int
        let name: String
    }

    let optimizer: Optimizer
    let entries: [Entry]

    /// Keras's names of the arrays, in the order of ours.
    private static let names = [
        "SGD": ["momentum"], "RMSprop": ["velocity", "momentum"], "Adam": ["momentum", "velocity"],
        "AdamW": ["momentum", "velocity"], "Nadam": ["momentum", "velocity"], "Adamax": ["momentum", "norm"],
        "Adagrad": ["accumulator"], "Adadelta": ["accumulated_grad", "accumulated_delta_var"],
    ]

    init(_ optimizer: Optimizer, _ weights: [Weight]) {
        self.optimizer = optimizer
        let name = optimizer.kind.name
        var count = optimizer.kind.slotCount
        // Keras makes arrays for momentum only where there is some.
        if name == "SGD" || name == "RMSprop" {
            let momentum: Double
            switch optimizer.allSettings["momentum"] {
            case .double(let value)?: momentum = value
            case .int(let value)?: momentum = Double(value)
            default: momentum = 0
            }
            if momentum == 0 { count -= 1 }
        }
        let names = StoredOptimizer.names[name] ?? []
        func entry(_ weight: Weight, _ slot: Int) -> Entry {
            Entry(weight: weight, slot: slot, name: slot < names.count ? names[slot] : "slot_\(slot)")
        }
        // Of RMSprop, one array of all weights after the other; else all arrays of one weight after the other's.
        entries =
            name == "RMSprop"
            ? (0..<max(count, 0)).flatMap { slot in weights.map { entry($0, slot) } }
            : weights.flatMap { weight in (0..<max(count, 0)).map { entry(weight, $0) } }
    }

    /// Everything in order.
    func tensors() throws(NetworkError) -> [Tensor] {
        try converting { () throws(TensorError) in
            let steps = try Tensor(shape: [], dtype: .int64), rate = try Tensor(shape: [], dtype: .float32)
            steps.start.storeBytes(of: Int64(optimizer.iterations), as: Int64.self)
            rate.start.storeBytes(of: Float(optimizer.learningRate), as: Float.self)
            var all = [steps, rate]
            for entry in entries { all.append(try entry.weight.slotTensors(entry.slot + 1)[entry.slot]) }
            return all
        }
    }

    /// Goes on where the file's training stopped.
    func load(_ tensors: [Tensor]) throws(NetworkError) {
        guard tensors.count == entries.count + 2, tensors[0].count == 1, tensors[1].count == 1 else {
            throw NetworkError(
                .value,
                "the optimizer \(optimizer.kind.name) has \(entries.count + 2) variables, the file has \(tensors.count)",
                hint: "load_model(path, compile=False) loads the model without its optimizer")
        }
        for (entry, tensor) in zip(entries, tensors.dropFirst(2)) where entry.weight.shape != tensor.shape {
            throw NetworkError(.shape, "the optimizer's arrays in the file do not fit the weights")
        }
        let steps = try converting { () throws(TensorError) in try tensors[0].asType(.int64).contiguous() }
        let rate = try converting { () throws(TensorError) in try tensors[1].asType(.float32).contiguous() }
        optimizer.restore(iterations: Int(steps.start.load(as: Int64.self)))
        optimizer.learningRate = Double(rate.start.load(as: Float.self))
        for (entry, tensor) in zip(entries, tensors.dropFirst(2)) { try entry.weight.setSlot(entry.slot, tensor) }
    }
}
