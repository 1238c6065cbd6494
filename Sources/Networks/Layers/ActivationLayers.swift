import Autograd
import Loops
import Tensors

/// Activations as layers of their own.
extension LayerKind {
    static let activations = [reluLayer, leakyRelu, parametricRelu, elu, softmaxLayer]

    private static let reluLayer = LayerKind(
        weightless: "ReLU", stem: "re_lu",
        settings: [
            SettingRow("max_value", Setting.none, doc: "The largest output; None: no limit."),
            SettingRow("negative_slope", .double(0), doc: "The slope below the threshold."),
            SettingRow("threshold", .double(0), doc: "Below it the slope counts."),
        ],
        doc: "max(0, x), with a slope, a limit or a threshold.",
        check: { (s) throws(NetworkError) in
            for name in ["negative_slope", "threshold"] where try s.double(name) < 0 {
                throw NetworkError(
                    .value, "\(name) of a ReLU layer cannot be a negative value. Received: \(name)=\(s.text(name))")
            }
            if !s.isNone("max_value") { _ = try s.double("max_value") }
        }
    ) { (run) throws(NetworkError) in
        let s = run.values
        let limit = s.isNone("max_value") ? nil : try s.double("max_value")
        let (slope, threshold) = (try s.double("negative_slope"), try s.double("threshold"))
        return try computing { () throws(TensorError) in
            try run.x.relu(negativeSlope: slope, limit: limit, threshold: threshold)
        }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            ActivationStep(layer: layer, site: site) ?? CurveStep(layer: layer, site: site)
        }
    }

    private static let leakyRelu = LayerKind(
        weightless: "LeakyReLU", stem: "leaky_re_lu",
        settings: [SettingRow("negative_slope", .double(0.3), doc: "The slope below 0.")],
        doc: "x above 0, negative_slope x below (Maas et al., 2013).",
        check: { (s) throws(NetworkError) in _ = try s.double("negative_slope") }
    ) { (run) throws(NetworkError) in
        let slope = try run.values.double("negative_slope")
        return try computing { () throws(TensorError) in try run.x.leakyRelu(slope) }
    }.with { $0.step = { (layer, site) throws(NetworkError) in ActivationStep(layer: layer, site: site) } }

    private static let parametricRelu = LayerKind(
        name: "PReLU", stem: "p_re_lu",
        settings: weightRows(["alpha": "zeros"]) + [
            SettingRow("shared_axes", Setting.none, doc: "Axes, counted from 1, along which one slope serves all.")
        ],
        doc: "x above 0, alpha x below, where alpha is learned (He et al., 2015).",
        check: { (s) throws(NetworkError) in try s.checkWeights(["alpha"]) },
        weights: { (s, input) throws(NetworkError) in
            var shape = input
            let shared: [Int] =
                switch s.values["shared_axes"] {
                case .ints(let axes)?: axes
                case .int(let axis)?: [axis]
                default: []
                }
            for axis in shared {
                guard (1...shape.count).contains(axis) else {
                    throw NetworkError(.value, "PReLU: shared_axes \(axis) is no axis of \(Layer.text(input))")
                }
                shape[axis - 1] = 1
            }
            return [try s.weight("alpha", shape)]
        },
        expression: { (run) throws(NetworkError) in
            let alpha = try run.weight(0)
            return try computing { () throws(TensorError) in try run.x.relu() - alpha * (-run.x).relu() }
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in try ParametricStep(layer: layer, site: site) }
    }

    private static let elu = LayerKind(
        weightless: "ELU", stem: "elu", settings: [SettingRow("alpha", .double(1), doc: "The limit far below 0.")],
        doc: "x above 0, alpha (e^x - 1) below (Clevert et al., 2015).",
        check: { (s) throws(NetworkError) in _ = try s.double("alpha") }
    ) { (run) throws(NetworkError) in
        let alpha = try run.values.double("alpha")
        return try computing { () throws(TensorError) in try run.x.elu(alpha) }
    }.with { $0.step = { (layer, site) throws(NetworkError) in ActivationStep(layer: layer, site: site) } }

    private static let softmaxLayer = LayerKind(
        weightless: "Softmax", stem: "softmax",
        settings: [SettingRow("axis", .int(-1), doc: "The axis along which all sum up to 1.")],
        doc: "e^x over the sum of all: probabilities.",
        check: { (s) throws(NetworkError) in _ = try s.int("axis") }
    ) { (run) throws(NetworkError) in
        let axis = try run.values.int("axis")
        return try computing { () throws(TensorError) in try run.x.softmax(axis) }
    }.with { $0.step = { (layer, site) throws(NetworkError) in ActivationStep(layer: layer, site: site) } }
}

extension Layer {
    /// What a layer that is nothing but an activation applies, where loops can do it; `nil` for other layers.
    var ownActivation: ActivationKind? {
        let s = values
        let found: ActivationKind?
        switch kind.name {
        case "Activation": found = try? s.activation("activation")
        case "ReLU":
            let isPlain = s.isNone("max_value") && (try? s.double("threshold")) == 0
            let slope = isPlain ? try? s.double("negative_slope") : nil
            found = slope == 0 ? try? ActivationKind.named("relu") : slope.map { ActivationKind.leaky($0) }
        case "LeakyReLU": found = (try? s.double("negative_slope")).map { ActivationKind.leaky($0) }
        case "ELU": found = (try? s.double("alpha")).map { ActivationKind.elu($0) }
        case "Softmax": found = (try? s.int("axis")) == -1 ? try? ActivationKind.named("softmax") : nil
        default: found = nil
        }
        return found?.formula == nil ? nil : found
    }

    /// What it applies where loops can do it, but only what it was applied to tells the gradient.
    var ownCurve: Curve? {
        switch kind.name {
        case "Activation": try? values.activation("activation").curve
        case "ReLU":
            (try? values.double("max_value")) == 6 && (try? values.double("negative_slope")) == 0
                && (try? values.double("threshold")) == 0 ? .relu6 : nil
        default: nil
        }
    }
}
