import Foundation
import Networks
import Tensors

/// What is said of trainings that can't go well, and of those whose loss is no number any more: the likely reasons, found
/// by looking at the model and at the data.
struct KerasDiagnosis {
    let network: Network
    let data: TrainingData
    var classWeight: [Int: Double]?

    // MARK: Before a training

    /// Losses and last layers that do not go together: Keras trains on and learns nothing.
    var remarks: [String] {
        guard let training = network.training else { return [] }
        var found: [String] = []
        for (goal, output) in zip(training.goals, network.outputs) {
            guard let loss = goal.loss, let end = end(output) else { continue }
            let isSure = end.activation == "softmax" || end.activation == "sigmoid"
            if end.activation == "softmax", output.shape.last == 1, !loss.kind.name.hasPrefix("sparse") {
                found.append(
                    "softmax over a single output is always 1, so that the layer \"\(end.layer)\" learns nothing: write Dense(1, activation='sigmoid') for yes or no, Dense(2, activation='softmax') for two classes."
                )
            }
            if loss.kind.name.hasSuffix("crossentropy") {
                let wanted = loss.kind.name.hasPrefix("binary") ? "sigmoid" : "softmax"
                if loss.fromLogits, isSure {
                    found.append(
                        "\"`\(loss.kind.name)` received `from_logits=True`, but the `output` argument was produced by a \(end.activation.capitalized) activation and thus does not represent logits. Was this intended?"
                    )
                } else if !loss.fromLogits, KerasDiagnosis.unbounded.contains(end.activation) {
                    found.append(
                        "loss='\(loss.kind.name)' takes probabilities, but the last layer \"\(end.layer)\" gives any numbers: add activation='\(wanted)' to it, or use keras.losses.\(loss.kind.className)(from_logits=True)."
                    )
                }
            }
        }
        return found
    }

    /// Activations whose values are no probabilities.
    private static let unbounded: Set<String> = [
        "linear", "relu", "tanh", "elu", "selu", "gelu", "silu", "leaky_relu", "relu6", "softsign",
    ]

    /// The last activation before an output; `nil` where it is not known.
    private func end(_ symbol: Symbol) -> (layer: String, activation: String)? {
        guard let call = symbol.origin?.call else { return nil }
        switch call.callee {
        case .input: return nil
        case .network(let network): return network.outputs.first.flatMap(end)
        case .layer(let layer):
            if layer.kind.name == "Softmax" { return (layer.name, "softmax") }
            if ["Flatten", "Reshape", "Dropout", "Permute"].contains(layer.kind.name) {
                return call.inputs.first.flatMap(end)
            }
            let isOwn = layer.kind.settings.contains { $0.name == "activation" } && !layer.kind.isTraced
            guard isOwn, let activation = try? layer.values.activation("activation") else { return nil }
            if case .function? = layer.values.values["activation"] { return nil }
            return (layer.name, activation.name)
        }
    }

    // MARK: A loss that is no number

    /// What is said when the loss became nan or infinite.
    /// - Parameters: the loss; batch and epoch from 1.
    func report(_ loss: Double, batch: Int, epoch: Int) -> String {
        let what = loss.isNaN ? "nan" : loss < 0 ? "-inf" : "inf"
        let reasons = (inData + inSettings(isOnly: inData.isEmpty)).prefix(5)
        return "UserWarning: the loss became \(what) in batch \(batch) of epoch \(epoch). Likely reasons:\n"
            + reasons.map { "  - \($0)" }.joined(separator: "\n")
    }

    /// Reasons that lie in the data.
    private var inData: [String] {
        var found: [String] = []
        for (name, arrays) in [("x", data.x.map { Optional($0) }), ("y", data.y), ("sample_weight", data.weights)] {
            for (place, array) in arrays.enumerated() {
                guard let array, let view = Values(array) else { continue }
                let title = arrays.count > 1 ? "\(name)[\(place)]" : name
                if let (first, count, kind) = view.wrong {
                    found.append(
                        "\(title) has \(kind) at \(title)[\(first)]\(count > 1 ? " and \(count - 1) places more" : ""): np.isnan(\(title)).any() finds them, np.nan_to_num(\(title)) makes them 0"
                    )
                } else if name == "x", view.reach > 20, !isNormalized(place) {
                    found.append(
                        "\(title) reaches from \(text(view.low)) to \(text(view.high)): \(view.low >= 0 && view.high == 255 ? "divide it by 255" : "bring it to about -1…1, \(title) = (\(title) - \(title).mean()) / \(title).std()")"
                    )
                } else if name == "y", view.reach > 1000 {
                    found.append(
                        "\(title) reaches from \(text(view.low)) to \(text(view.high)), so that errors and gradients are large: scale it, or use the optimizer's clipnorm=1.0"
                    )
                }
                if name == "y" { found += logarithms(place, view) }
            }
        }
        return found
    }

    /// True where an input's values are brought to a common size by the network, or name words.
    private func isNormalized(_ place: Int) -> Bool {
        guard place < network.inputs.count else { return false }
        let input = network.inputs[place]
        let firsts = network.calls.filter { $0.inputs.contains { $0 === input } }
        return firsts.contains { call in
            guard case .layer(let layer) = call.callee else { return false }
            return ["Rescaling", "Normalization", "BatchNormalization", "Embedding", "LayerNormalization"].contains(
                layer.kind.name)
        }
    }

    /// Losses that take logarithms of what has none.
    private func logarithms(_ place: Int, _ view: Values) -> [String] {
        guard let goals = network.training?.goals, place < goals.count, let loss = goals[place].loss else { return [] }
        switch loss.kind.name {
        case "mean_squared_logarithmic_error" where view.low <= -1, "poisson" where view.low < 0,
            "kl_divergence" where view.low < 0:
            return ["the loss \(loss.kind.name) takes logarithms, but y reaches down to \(text(view.low))"]
        default: return []
        }
    }

    /// Learning rates beyond which trainings usually fail.
    private static let highest = [
        "SGD": 0.1, "Adam": 0.01, "AdamW": 0.01, "Nadam": 0.01, "Adamax": 0.02, "RMSprop": 0.01, "Adagrad": 0.5,
        "Adadelta": 5, "Ftrl": 0.5, "Lion": 0.001,
    ]

    /// Reasons that lie in how the network learns.
    /// - isOnly: true where the data told nothing.
    private func inSettings(isOnly: Bool) -> [String] {
        guard let training = network.training else { return [] }
        var found: [String] = []
        if let weights = classWeight, weights.values.contains(where: { !$0.isFinite }) {
            return ["class_weight has a weight that is no number"]
        }
        let name = training.optimizer.kind.name, rate = training.optimizer.learningRate
        if !rate.isFinite { return ["the learning rate is \(rate)"] }
        if let limit = KerasDiagnosis.highest[name], rate > limit {
            found.append("the learning rate \(text(rate)) is high for \(name): try \(text(min(limit, rate / 100)))")
        } else if isOnly {
            found.append("the learning rate \(text(rate)) may be too high here: try \(text(rate / 10))")
        }
        for (goal, output) in zip(training.goals, network.outputs) {
            guard let loss = goal.loss, !loss.fromLogits, let end = end(output) else { continue }
            let takesLogarithms = ["poisson", "kl_divergence", "mean_squared_logarithmic_error"]
            if takesLogarithms.contains(loss.kind.name), KerasDiagnosis.unbounded.contains(end.activation) {
                found.append(
                    "the loss \(loss.kind.name) takes logarithms of what \"\(end.layer)\" gives, which may be 0 or below: end with activation='softplus' or 'softmax'"
                )
            }
        }
        if network.layers.contains(where: { ["SimpleRNN", "LSTM", "GRU", "Bidirectional"].contains($0.kind.name) }) {
            found.append("gradients grow from step to step in recurrent layers: give the optimizer clipnorm=1.0")
        }
        return found
    }

    private func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e6
            ? String(format: "%.0f", number) : String(format: "%.4g", number)
    }
}

/// What is to be known of an array: its range, and where it has something that is no number.
private struct Values {
    var low = Double.infinity
    var high = -Double.infinity
    var wrong: (place: String, count: Int, kind: String)?
    var reach: Double { max(abs(low), abs(high)) }

    /// `nil` for arrays that have no numbers.
    init?(_ array: Tensor) {
        guard array.count > 0, let floats = try? array.asType(.float64).elements(as: Double.self) else { return nil }
        var first: Int?
        var count = 0, hasNaN = false
        for (place, value) in floats.enumerated() {
            if value.isFinite {
                if value < low { low = value }
                if value > high { high = value }
            } else {
                if first == nil { first = place }
                if value.isNaN { hasNaN = true }
                count += 1
            }
        }
        guard let first else { return }
        var rest = first
        var places: [Int] = []
        for extent in array.shape.reversed() {
            places.append(rest % max(extent, 1))
            rest /= max(extent, 1)
        }
        wrong = (places.reversed().map(String.init).joined(separator: ", "), count, hasNaN ? "nan" : "inf")
    }
}
