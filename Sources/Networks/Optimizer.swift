import Loops

/// A way to follow gradients: a row of the table.
public struct OptimizerKind: Sendable {
    public let name: String
    public let doc: String
    public let settings: [SettingRow]
    /// Arrays that are remembered for each weight.
    let slots: Int
    /// Changes one weight; `step` counts from 1.
    let update: @Sendable (Weight, Settings, _ rate: Float, _ step: Int, LoopTable) throws(NetworkError) -> Void

    private static func rate(_ value: Double) -> SettingRow {
        SettingRow("learning_rate", .double(value), doc: "The size of steps.")
    }

    /// Every optimizer; formulas and defaults are Keras 3's.
    public static let table: [OptimizerKind] = [
        OptimizerKind(
            name: "SGD", doc: "w -= rate g; with momentum, v = momentum v - rate g and w += v.",
            settings: [
                rate(0.01), SettingRow("momentum", .double(0), doc: "How much of the last step goes on."),
                SettingRow("nesterov", .bool(false), doc: "Looks ahead before it steps (Nesterov, 1983)."),
            ], slots: 1
        ) { (w, s, rate, _, loops) throws(NetworkError) in
            let momentum = Float(try s.double("momentum"))
            if momentum == 0 { return loops.sgd(w.storage, w.gradient, rate, w.count) }
            loops.momentum(w.storage, w.gradient, w.slots[0], rate, momentum, try s.bool("nesterov"), w.count)
        },
        OptimizerKind(
            name: "Adam",
            doc: "Steps by the mean of gradients over the root of their mean square (Kingma and Ba, 2014).",
            settings: [
                rate(0.001), SettingRow("beta_1", .double(0.9), doc: "Memory of the mean."),
                SettingRow("beta_2", .double(0.999), doc: "Memory of the mean square."),
                SettingRow("epsilon", .double(1e-7), doc: "Keeps the root away from 0."),
            ], slots: 2
        ) { (w, s, rate, step, loops) throws(NetworkError) in
            let beta1 = try s.double("beta_1"), beta2 = try s.double("beta_2")
            let corrected = Double(rate) * (1 - power(beta2, step)).squareRoot() / (1 - power(beta1, step))
            loops.adam(
                w.storage, w.gradient, w.slots[0], w.slots[1], Float(corrected), Float(beta1), Float(beta2),
                Float(try s.double("epsilon")), w.count)
        },
        OptimizerKind(
            name: "Adadelta", doc: "Steps by the root of past steps over the root of past gradients (Zeiler, 2012).",
            settings: [
                rate(0.001), SettingRow("rho", .double(0.95), doc: "Memory of the mean squares."),
                SettingRow("epsilon", .double(1e-7), doc: "Keeps the roots away from 0."),
            ], slots: 2
        ) { (w, s, rate, _, loops) throws(NetworkError) in
            loops.adadelta(
                w.storage, w.gradient, w.slots[0], w.slots[1], rate, Float(try s.double("rho")),
                Float(try s.double("epsilon")),
                w.count)
        },
        OptimizerKind(
            name: "RMSprop", doc: "Steps by the gradient over the root of its mean square (Hinton, 2012).",
            settings: [
                rate(0.001), SettingRow("rho", .double(0.9), doc: "Memory of the mean square."),
                SettingRow("momentum", .double(0), doc: "How much of the last step goes on."),
                SettingRow("epsilon", .double(1e-7), doc: "Keeps the root away from 0."),
            ], slots: 2
        ) { (w, s, rate, _, loops) throws(NetworkError) in
            loops.rmsprop(
                w.storage, w.gradient, w.slots[0], w.slots[1], rate, Float(try s.double("rho")),
                Float(try s.double("momentum")),
                Float(try s.double("epsilon")), w.count)
        },
    ]

    /// The optimizer of a name in any case.
    public static func named(_ name: String) -> OptimizerKind? {
        table.first { $0.name.lowercased() == name.lowercased() }
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0, factor = base, left = exponent
        while left > 0 {
            if left & 1 == 1 { result *= factor }
            factor *= factor
            left >>= 1
        }
        return result
    }
}

/// An optimizer with its settings and the count of its steps.
public final class Optimizer {
    public let kind: OptimizerKind
    /// Settings as given.
    public let settings: [String: Setting]
    /// The size of steps; may be changed while a training runs.
    public var learningRate: Double
    /// Steps so far.
    public private(set) var iterations = 0
    private let values: Settings

    public init(_ kind: OptimizerKind, settings: [String: Setting] = [:]) throws(NetworkError) {
        self.kind = kind
        self.settings = settings
        values = try Settings(owner: kind.name, rows: kind.settings, given: settings)
        learningRate = try values.double("learning_rate")
        for row in kind.settings where row.name != "nesterov" { _ = try values.double(row.name) }
        if let momentum = try? values.double("momentum"), momentum < 0 || momentum > 1 {
            throw NetworkError(.value, "`momentum` must be a float between [0, 1].")
        }
    }

    /// Every setting with its value, those not given with their fall-backs.
    public var allSettings: [String: Setting] {
        var all = values.values
        all["learning_rate"] = .double(learningRate)
        return all
    }

    /// One step for all weights.
    func step(_ weights: [Weight], _ loops: LoopTable) throws(NetworkError) {
        iterations += 1
        for weight in weights {
            weight.prepareSlots(kind.slots)
            try kind.update(weight, values, Float(learningRate), iterations, loops)
        }
    }
}
