import Autograd
import Loops
import Tensors

/// A layer without loops of its own: its expression is evaluated on the tape, and gradients are taken from there.
final class ExpressionStep: Step {
    private let layer: Layer
    private let site: StepSite
    private let randomness: Randomness
    private(set) var addedLoss = 0.0
    /// What the last forward left for the way back.
    private var pending: (evaluation: Evaluation, inputs: [Variable], outputs: [Variable])?

    private let masks: [Int]
    private let arguments: [String: Setting]

    init(
        _ layer: Layer, _ site: StepSite, _ randomness: Randomness, masks: [Int], arguments: [String: Setting]
    ) {
        self.masks = masks
        self.arguments = arguments
        self.layer = layer
        self.site = site
        self.randomness = randomness
    }

    /// The samples of a batch as a tensor over the plan's own memory, which outlives it: functions of the program may
    /// keep what they see, they get copies.
    private func tensor(_ port: StepSite.Port, _ memory: Target, _ count: Int) -> Tensor {
        let bytes = count * port.count * 4
        return Tensor(
            over: Storage(base: UnsafeMutableRawPointer(memory), byteCount: bytes, release: {}), dtype: .float32,
            shape: [count] + port.shape)
    }

    func forward(_ run: StepRun) throws(NetworkError) {
        pending = nil
        let callsProgram = layer.callsProgram
        let key = run.key &+ UInt64(site.index) &* 0x9E37_79B9_7F4A_7C15
        let evaluation = Evaluation(
            isTraining: run.isTraining, tracksWeights: run.isTraining && site.learns, key: key,
            isPlanned: !callsProgram)
        var inputs: [Variable] = []
        for port in site.inputs {
            let planned = tensor(port, port.values, run.count)
            inputs.append(
                try computing { () throws(TensorError) in
                    let value = callsProgram ? try planned.copy() : planned
                    return run.isTraining && port.gradient != nil ? try Variable(value) : try .constant(value)
                })
        }
        let outputs = try layer(inputs, evaluation, randomness, masks: masks, arguments: arguments)
        guard outputs.count == site.outputs.count else {
            throw NetworkError(
                .shape, "the layer \"\(layer.name)\" gave \(outputs.count) outputs instead of \(site.outputs.count)")
        }
        for (port, output) in zip(site.outputs, outputs) {
            guard output.shape == [run.count] + port.shape else {
                throw NetworkError(
                    .shape,
                    "the layer \"\(layer.name)\" gave an output of shape \(TensorError.text(of: output.shape)), expected \(TensorError.text(of: [run.count] + port.shape))"
                )
            }
            try computing { () throws(TensorError) in
                let value = try output.value.asType(.float32).contiguous()
                value.withUnsafeElements(of: Float.self) {
                    if let base = $0.baseAddress { port.values.update(from: base, count: $0.count) }
                }
            }
        }
        addedLoss = 0
        for loss in evaluation.losses {
            addedLoss += try computing { () throws(TensorError) in try loss.sum().value.item().double }
        }
        if run.isTraining {
            try evaluation.applyUpdates()
            pending = (evaluation, inputs, outputs)
        }
    }

    func backward(_ run: StepRun) throws(NetworkError) {
        guard let (evaluation, inputs, outputs) = pending else { return }
        pending = nil
        let weights = site.learns ? layer.trainableWeights : []
        let sources = inputs.filter(\.isTracked) + weights.flatMap { evaluation.known($0) }.filter(\.isTracked)
        guard !sources.isEmpty else { return }
        // The sum of outputs times their gradients has just these gradients.
        let gradients = try computing { () throws(TensorError) in
            var total: Variable?
            func add(_ part: Variable) throws(TensorError) {
                if let sum = total { total = try sum + part } else { total = part }
            }
            for (port, output) in zip(site.outputs, outputs) where output.isTracked {
                guard let dy = port.gradient else { continue }
                let seed = try tensor(port, dy, run.count).asType(output.value.dtype)
                try add((output * .constant(seed)).sum())
            }
            for loss in evaluation.losses where loss.isTracked { try add(loss.sum()) }
            guard let total else { return [Variable]() }
            return try total.gradients(of: sources)
        }
        var known = Dictionary(uniqueKeysWithValues: zip(sources.map { ObjectIdentifier($0) }, gradients))
        for (port, input) in zip(site.inputs, inputs) {
            guard let dx = port.gradient else { continue }
            try write(known.removeValue(forKey: ObjectIdentifier(input)), dx, run.count * port.count)
        }
        for weight in weights {
            let parts = evaluation.known(weight).compactMap { known[ObjectIdentifier($0)] }
            try write(parts.first, weight.gradient, weight.count)
            for part in parts.dropFirst() {
                try computing { () throws(TensorError) in
                    let value = try part.value.asType(.float32).contiguous()
                    value.withUnsafeElements(of: Float.self) {
                        for i in $0.indices { weight.gradient[i] += $0[i] }
                    }
                }
            }
        }
    }

    /// Sets a gradient; what nothing flows into gets zeros.
    private func write(_ gradient: Variable?, _ to: Target, _ count: Int) throws(NetworkError) {
        guard let gradient else { return to.update(repeating: 0, count: count) }
        try computing { () throws(TensorError) in
            let value = try gradient.value.asType(.float32).contiguous()
            value.withUnsafeElements(of: Float.self) {
                if let base = $0.baseAddress { to.update(from: base, count: min(count, $0.count)) }
            }
        }
    }
}
