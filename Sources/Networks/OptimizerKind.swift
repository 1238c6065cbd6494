import Glibc
import Loops

/// A way to follow gradients: a row of the table.
public struct OptimizerKind: Sendable {
    /// What a row is told of a step.
    struct Run {
        let settings: Settings
        let rate: Float
        /// From 1.
        let step: Int
        /// Nadam's product of its momenta so far.
        let momenta: Float
        let loops: LoopTable

        func float(_ name: String) throws(NetworkError) -> Float { Float(try settings.double(name)) }
    }

    /// Numbers of a weight that lie together, with what belongs to them.
    struct WeightPart {
        let storage: Target
        let gradient: Target
        let slots: [Target]
        let count: Int

        init(_ weight: Weight, _ range: Range<Int>) {
            storage = weight.storage + range.lowerBound
            gradient = weight.gradient + range.lowerBound
            slots = weight.slots.map { $0 + range.lowerBound }
            count = range.count
        }
    }

    public let name: String
    public let doc: String
    /// The row's own settings, then those that all share.
    public let settings: [SettingRow]
    /// Arrays that are remembered for each weight.
    let slots: @Sendable (Settings) throws(NetworkError) -> Int
    /// Changes some numbers of a weight, each by itself.
    let update: @Sendable (WeightPart, Run) throws(NetworkError) -> Void

    init(
        _ name: String, _ doc: String, settings: [SettingRow],
        slots: @escaping @Sendable (Settings) throws(NetworkError) -> Int,
        update: @escaping @Sendable (WeightPart, Run) throws(NetworkError) -> Void
    ) {
        self.name = name
        self.doc = doc
        self.settings = settings + OptimizerKind.common.filter { row in !settings.contains { $0.name == row.name } }
        self.slots = slots
        self.update = update
    }

    /// Settings of every optimizer.
    public static let common: [SettingRow] = [
        SettingRow(
            "weight_decay", Setting.none, doc: "The share of each weight, times the rate, that a step takes away."),
        SettingRow("clipnorm", Setting.none, doc: "The longest that the gradient of one weight may be."),
        SettingRow("clipvalue", Setting.none, doc: "The largest that a number in a gradient may be."),
        SettingRow("global_clipnorm", Setting.none, doc: "The longest that all gradients together may be."),
        SettingRow("use_ema", .bool(false), doc: "Keeps a moving mean of the weights, which fit ends with."),
        SettingRow("ema_momentum", .double(0.99), doc: "Memory of that mean."),
        SettingRow("ema_overwrite_frequency", Setting.none, doc: "Steps after which the weights become their mean."),
        SettingRow(
            "loss_scale_factor", Setting.none, doc: "Multiplies the loss and divides the gradients: no change here."),
        SettingRow("gradient_accumulation_steps", Setting.none, doc: "Batches whose mean gradient makes one step."),
    ]

    private static func rate(_ value: Double) -> SettingRow {
        SettingRow("learning_rate", .double(value), doc: "The size of steps: a number or a schedule.")
    }

    private static let momentum = SettingRow("momentum", .double(0), doc: "How much of the last step goes on.")
    private static let beta1 = SettingRow("beta_1", .double(0.9), doc: "Memory of the mean.")
    private static let beta2 = SettingRow("beta_2", .double(0.999), doc: "Memory of the mean square.")
    private static let epsilon = SettingRow("epsilon", .double(1e-7), doc: "Keeps quotients finite.")
    private static let amsgrad = SettingRow(
        "amsgrad", .bool(false), doc: "Divides by the largest mean square so far (Reddi and others, 2018).")
    private static let start = SettingRow(
        "initial_accumulator_value", .double(0.1), doc: "What the sum of squares begins with.")

    /// Every optimizer; formulas and defaults are Keras 3's.
    public static let table: [OptimizerKind] = [
        OptimizerKind(
            "SGD", "w -= rate g; with momentum, v = momentum v - rate g and w += v.",
            settings: [
                rate(0.01), momentum,
                SettingRow("nesterov", .bool(false), doc: "Looks ahead before it steps (Nesterov, 1983)."),
            ], slots: { (s) throws(NetworkError) in try s.double("momentum") == 0 ? 0 : 1 }
        ) { (w, run) throws(NetworkError) in
            let momentum = try run.float("momentum")
            if momentum == 0 { return run.loops.sgd(w.storage, w.gradient, run.rate, w.count) }
            run.loops.momentum(
                w.storage, w.gradient, w.slots[0], run.rate, momentum, try run.settings.bool("nesterov"), w.count)
        },
        OptimizerKind(
            "Adam", "Steps by the mean of gradients over the root of their mean square (Kingma and Ba, 2014).",
            settings: [rate(0.001), beta1, beta2, epsilon, amsgrad], slots: adamSlots, update: adam),
        OptimizerKind(
            "AdamW", "Adam with weights that decay by themselves (Loshchilov and Hutter, 2017).",
            settings: [
                rate(0.001),
                SettingRow("weight_decay", .double(0.004), doc: "The share of each weight that a step takes away."),
                beta1, beta2, epsilon, amsgrad,
            ], slots: adamSlots, update: adam),
        OptimizerKind(
            "Adadelta", "Steps by the root of past steps over the root of past gradients (Zeiler, 2012).",
            settings: [rate(0.001), SettingRow("rho", .double(0.95), doc: "Memory of the mean squares."), epsilon],
            slots: { (_) throws(NetworkError) in 2 }
        ) { (w, run) throws(NetworkError) in
            run.loops.adadelta(
                w.storage, w.gradient, w.slots[0], w.slots[1], run.rate, try run.float("rho"),
                try run.float("epsilon"), w.count)
        },
        OptimizerKind(
            "Adagrad", "Steps by the gradient over the root of the sum of its squares (Duchi and others, 2011).",
            settings: [rate(0.001), start, epsilon], slots: { (_) throws(NetworkError) in 1 }
        ) { (w, run) throws(NetworkError) in
            let epsilon = try run.float("epsilon"), rate = run.rate
            let (value, gradient, sum) = (w.storage, w.gradient, w.slots[0])
            for i in 0..<w.count {
                let g = gradient[i]
                sum[i] += g * g
                value[i] -= rate * g / (sum[i] + epsilon).squareRoot()
            }
        },
        OptimizerKind(
            "RMSprop", "Steps by the gradient over the root of its mean square (Hinton, 2012).",
            settings: [
                rate(0.001), SettingRow("rho", .double(0.9), doc: "Memory of the mean square."), momentum, epsilon,
                SettingRow("centered", .bool(false), doc: "Divides by the deviation instead of the mean square."),
            ], slots: { (s) throws(NetworkError) in try s.bool("centered") ? 3 : 2 }
        ) { (w, run) throws(NetworkError) in
            let rho = try run.float("rho"), momentum = try run.float("momentum"), epsilon = try run.float("epsilon")
            guard try run.settings.bool("centered") else {
                return run.loops.rmsprop(
                    w.storage, w.gradient, w.slots[0], w.slots[1], run.rate, rho, momentum, epsilon, w.count)
            }
            let rate = run.rate
            let (value, gradient, square, step, mean) = (w.storage, w.gradient, w.slots[0], w.slots[1], w.slots[2])
            for i in 0..<w.count {
                let g = gradient[i]
                square[i] = rho * square[i] + (1 - rho) * g * g
                mean[i] = rho * mean[i] + (1 - rho) * g
                let size = rate * g / (square[i] - mean[i] * mean[i] + epsilon).squareRoot()
                step[i] = momentum * step[i] + size
                value[i] -= step[i]
            }
        },
        OptimizerKind(
            "Adamax", "Adam with the largest gradient instead of the mean square (Kingma and Ba, 2014).",
            settings: [rate(0.001), beta1, beta2, epsilon], slots: { (_) throws(NetworkError) in 2 }
        ) { (w, run) throws(NetworkError) in
            let beta1 = try run.float("beta_1"), beta2 = try run.float("beta_2"), epsilon = try run.float("epsilon")
            let rate = run.rate, rest = 1 - powf(beta1, Float(run.step))
            let (value, gradient, mean, largest) = (w.storage, w.gradient, w.slots[0], w.slots[1])
            for i in 0..<w.count {
                let g = gradient[i]
                mean[i] += (g - mean[i]) * (1 - beta1)
                largest[i] = max(beta2 * largest[i], abs(g))
                value[i] -= rate * mean[i] / (rest * (largest[i] + epsilon))
            }
        },
        OptimizerKind(
            "Nadam", "Adam with Nesterov's momentum (Dozat, 2015).",
            settings: [rate(0.001), beta1, beta2, epsilon], slots: { (_) throws(NetworkError) in 2 }
        ) { (w, run) throws(NetworkError) in
            let beta1 = try run.float("beta_1"), beta2 = try run.float("beta_2"), epsilon = try run.float("epsilon")
            let rate = run.rate, step = Float(run.step)
            let now = beta1 * (1 - 0.5 * powf(0.96, step)), next = beta1 * (1 - 0.5 * powf(0.96, step + 1))
            let ofMean = next / (1 - run.momenta * next), ofGradient = (1 - now) / (1 - run.momenta)
            let rest = 1 - powf(beta2, step)
            let (value, gradient, mean, square) = (w.storage, w.gradient, w.slots[0], w.slots[1])
            for i in 0..<w.count {
                let g = gradient[i]
                mean[i] += (g - mean[i]) * (1 - beta1)
                square[i] += (g * g - square[i]) * (1 - beta2)
                value[i] -=
                    (ofMean * mean[i] + ofGradient * g) * rate / ((square[i] / rest).squareRoot() + epsilon)
            }
        },
        OptimizerKind(
            "Ftrl", "Follows the regularized leader (McMahan and others, 2013).",
            settings: [
                rate(0.001), SettingRow("learning_rate_power", .double(-0.5), doc: "At most 0."), start,
                SettingRow("l1_regularization_strength", .double(0), doc: "Pulls weights to 0."),
                SettingRow("l2_regularization_strength", .double(0), doc: "Makes weights smaller."),
                SettingRow("l2_shrinkage_regularization_strength", .double(0), doc: "The same upon the gradient."),
                SettingRow("beta", .double(0), doc: "Added to the root of the sum of squares."),
            ], slots: { (_) throws(NetworkError) in 2 }, update: ftrl),
        OptimizerKind(
            "Lion", "Steps of one size, by the sign of the mean (Chen and others, 2023).",
            settings: [
                rate(0.001), beta1, SettingRow("beta_2", .double(0.99), doc: "Memory of the mean for the next step."),
            ], slots: { (_) throws(NetworkError) in 1 }
        ) { (w, run) throws(NetworkError) in
            let beta1 = try run.float("beta_1"), beta2 = try run.float("beta_2"), rate = run.rate
            let (value, gradient, mean) = (w.storage, w.gradient, w.slots[0])
            for i in 0..<w.count {
                let g = gradient[i]
                let way = mean[i] * beta1 + g * (1 - beta1)
                value[i] -= way > 0 ? rate : way < 0 ? -rate : 0
                mean[i] = mean[i] * beta2 + g * (1 - beta2)
            }
        },
    ]

    /// The optimizer of a name in any case.
    public static func named(_ name: String) -> OptimizerKind? {
        table.first { $0.name.lowercased() == name.lowercased() }
    }

    private static let adamSlots: @Sendable (Settings) throws(NetworkError) -> Int = { (s) throws(NetworkError) in
        try s.bool("amsgrad") ? 3 : 2
    }

    private static let adam: @Sendable (WeightPart, Run) throws(NetworkError) -> Void = {
        (w, run) throws(NetworkError) in
        let beta1 = try run.float("beta_1"), beta2 = try run.float("beta_2"), epsilon = try run.float("epsilon")
        let step = Float(run.step)
        // In float32, as Keras has it: its rounding shows in the first steps.
        let rate = run.rate * (1 - powf(beta2, step)).squareRoot() / (1 - powf(beta1, step))
        guard try run.settings.bool("amsgrad") else {
            return run.loops.adam(
                w.storage, w.gradient, w.slots[0], w.slots[1], rate, beta1, beta2, epsilon, w.count)
        }
        let (value, gradient, mean, square, largest) = (w.storage, w.gradient, w.slots[0], w.slots[1], w.slots[2])
        for i in 0..<w.count {
            let g = gradient[i]
            mean[i] += (g - mean[i]) * (1 - beta1)
            square[i] += (g * g - square[i]) * (1 - beta2)
            largest[i] = max(largest[i], square[i])
            value[i] -= mean[i] * rate / (largest[i].squareRoot() + epsilon)
        }
    }

    private static let ftrl: @Sendable (WeightPart, Run) throws(NetworkError) -> Void = {
        (w, run) throws(NetworkError) in
        let power = -(try run.float("learning_rate_power")), l1 = try run.float("l1_regularization_strength")
        let shrinkage = 2 * (try run.float("l2_shrinkage_regularization_strength")), rate = run.rate
        let l2 = try run.float("l2_regularization_strength") + run.float("beta") / (2 * rate)
        let (value, gradient, sum, linear) = (w.storage, w.gradient, w.slots[0], w.slots[1])
        for i in 0..<w.count {
            let g = gradient[i]
            let new = sum[i] + g * g
            let raised = powf(new, power)
            linear[i] += g + shrinkage * value[i] - (raised - powf(sum[i], power)) / rate * value[i]
            value[i] = (min(max(linear[i], -l1), l1) - linear[i]) / (raised / rate + 2 * l2)
            sum[i] = new
        }
    }
}
