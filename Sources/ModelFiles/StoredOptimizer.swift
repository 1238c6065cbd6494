import Glibc
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

    /// Keras's names of the arrays, in the order of ours. What stands in one group is written weight by weight, one group
    /// after the other.
    private static let groups: [String: [[String]]] = [
        "SGD": [["momentum"]], "RMSprop": [["velocity"], ["momentum"], ["average_gradient"]],
        "Adam": [["momentum", "velocity"], ["velocity_hat"]], "AdamW": [["momentum", "velocity"], ["velocity_hat"]],
        "Nadam": [["momentum", "velocity"]], "Adamax": [["momentum", "norm"]], "Adagrad": [["accumulator"]],
        "Adadelta": [["accumulated_grad", "accumulated_delta_var"]], "Ftrl": [["accumulator", "linear"]],
        "Lion": [["momentum"]],
    ]

    init(_ optimizer: Optimizer, _ weights: [Weight]) throws(NetworkError) {
        self.optimizer = optimizer
        let settings = optimizer.allSettings
        let own = try optimizer.ownSlotCount()
        var groups: [[(slot: Int, name: String)]] = []
        let isAccumulating = settings["gradient_accumulation_steps"] ?? .none != .none
        if settings["use_ema"] == .bool(true) { groups.append([(own + (isAccumulating ? 1 : 0), "average")]) }
        if isAccumulating { groups.append([(own, "gradient_accumulator")]) }
        var slot = 0
        for names in StoredOptimizer.groups[optimizer.kind.name] ?? [] {
            let group = names.enumerated().map { (slot + $0.offset, $0.element) }
            slot += names.count
            // Keras makes arrays for RMSprop's momentum only where there is some.
            let isIdle =
                optimizer.kind.name == "RMSprop" && names == ["momentum"]
                && StoredOptimizer.isZero(settings["momentum"])
            if !isIdle, slot <= own { groups.append(group) }
        }
        entries = groups.flatMap { group in
            weights.flatMap { weight in group.map { Entry(weight: weight, slot: $0.slot, name: $0.name) } }
        }
        for weight in weights { try optimizer.prepare(weight) }
    }

    private static func isZero(_ setting: Setting?) -> Bool {
        switch setting {
        case .double(let value)?: value == 0
        case .int(let value)?: value == 0
        default: true
        }
    }

    /// Names of what comes before the arrays: the count of steps, and the rate where it follows no schedule.
    var scalarNames: [String] { optimizer.schedule == nil ? ["iteration", "learning_rate"] : ["iteration"] }

    private var isNadam: Bool { optimizer.kind.name == "Nadam" }

    /// Names of what comes behind the arrays.
    var lastNames: [String] { isNadam ? ["u_product"] : [] }

    /// Nadam's product of its momenta, which Keras keeps; here it follows from the count of steps.
    private func momenta() throws(TensorError) -> Tensor? {
        guard isNadam, case .double(let beta)? = optimizer.allSettings["beta_1"] else { return nil }
        var product: Float = 1
        // Beyond some thousand steps the product is 0.
        for step in 1..<(max(min(optimizer.iterations, 10_000), 0) + 1) {
            product *= Float(beta) * (1 - 0.5 * powf(0.96, Float(step)))
        }
        let tensor = try Tensor(shape: [], dtype: .float32)
        tensor.start.storeBytes(of: product, as: Float.self)
        return tensor
    }

    /// Everything in order.
    func tensors() throws(NetworkError) -> [Tensor] {
        try converting { () throws(TensorError) in
            let steps = try Tensor(shape: [], dtype: .int64), rate = try Tensor(shape: [], dtype: .float32)
            steps.start.storeBytes(of: Int64(optimizer.iterations), as: Int64.self)
            rate.start.storeBytes(of: Float(optimizer.learningRate), as: Float.self)
            var all = optimizer.schedule == nil ? [steps, rate] : [steps]
            for entry in entries { all.append(try entry.weight.slotTensors(entry.slot + 1)[entry.slot]) }
            if let product = try momenta() { all.append(product) }
            return all
        }
    }

    /// Goes on where the file's training stopped.
    func load(_ tensors: [Tensor]) throws(NetworkError) {
        let scalars = scalarNames.count
        let count = entries.count + scalars + (isNadam ? 1 : 0)
        guard tensors.count == count, tensors.prefix(scalars).allSatisfy({ $0.count == 1 }) else {
            throw NetworkError(
                .value,
                "the optimizer \(optimizer.kind.name) has \(count) variables, the file has \(tensors.count)",
                hint: "load_model(path, compile=False) loads the model without its optimizer")
        }
        for (entry, tensor) in zip(entries, tensors.dropFirst(scalars)) where entry.weight.shape != tensor.shape {
            throw NetworkError(.shape, "the optimizer's arrays in the file do not fit the weights")
        }
        let steps = try converting { () throws(TensorError) in try tensors[0].asType(.int64).contiguous() }
        optimizer.iterations = max(Int(steps.start.load(as: Int64.self)), 0)
        if scalars == 2 {
            let rate = try converting { () throws(TensorError) in try tensors[1].asType(.float32).contiguous() }
            optimizer.learningRate = Double(rate.start.load(as: Float.self))
        }
        for (entry, tensor) in zip(entries, tensors.dropFirst(scalars)) { try entry.weight.setSlot(entry.slot, tensor) }
    }
}
