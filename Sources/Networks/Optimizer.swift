import Glibc
import Loops
import Tensors

/// An optimizer with its settings and the count of its steps.
public final class Optimizer {
    public let kind: OptimizerKind
    /// Settings as given.
    public let settings: [String: Setting]
    /// The schedule that the rate follows; `nil` where it is a number or the program's function.
    public let schedule: Schedule?
    /// The rate of a step, which counts from 0, as a function of the program has it.
    public var program: ((_ step: Int) throws(NetworkError) -> Double)?
    /// Keras 2's decay: the rate is divided by 1 + decay · step.
    public var decay = 0.0
    /// Steps so far.
    public var iterations = 0
    private var rate = 0.0
    let values: Settings
    /// Nadam's product of its momenta, and the step up to which it goes.
    private var momenta: (step: Int, product: Float) = (0, 1)

    public init(_ kind: OptimizerKind, settings: [String: Setting] = [:]) throws(NetworkError) {
        self.kind = kind
        self.settings = settings
        values = try Settings(owner: kind.name, rows: kind.settings, given: settings)
        if case .row(let row)? = values.values["learning_rate"], let kind = ScheduleKind.named(row.name) {
            schedule = try Schedule(kind, settings: row.settings)
        } else {
            schedule = nil
            rate = try values.double("learning_rate")
        }
        try check()
    }

    /// What Keras refuses when an optimizer is made.
    private func check() throws(NetworkError) {
        let switches = ["nesterov", "amsgrad", "centered", "use_ema"]
        for row in kind.settings where row.name != "learning_rate" {
            if switches.contains(row.name) {
                _ = try values.bool(row.name)
            } else if row.fallback != Setting.none || !values.isNone(row.name) {
                if kind.name == "AdamW", row.name == "weight_decay", values.isNone(row.name) {
                    throw NetworkError(.value, "Argument `weight_decay` must be a float. Received: weight_decay=None")
                }
                _ = try values.double(row.name)
            }
        }
        let clips = ["clipnorm", "clipvalue", "global_clipnorm"]
        if clips.filter({ !values.isNone($0) }).count > 1 {
            throw NetworkError(
                .value,
                "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: "
                    + clips.map { "\($0)=\(values.text($0))" }.joined(separator: ", "))
        }
        let momentum = kind.name == "SGD" ? try values.double("momentum") : 0
        if !(momentum >= 0 && momentum <= 1) {
            throw NetworkError(.value, "`momentum` must be a float between [0, 1].")
        }
        let memory = kind.name == "Lion" ? try values.double("beta_1") : 1
        if !(memory > 0 && memory <= 1) {
            throw NetworkError(
                .value,
                "Argument `beta_1` must be in the [0, 1] range. Otherwise, the optimizer degenerates to SignSGD. Received: beta_1=\(values.text("beta_1"))."
            )
        }
        if kind.name == "Ftrl" {
            if try values.double("learning_rate_power") > 0 {
                throw NetworkError(
                    .value,
                    "`learning_rate_power` needs to be negative or zero. Received: learning_rate_power=\(values.text("learning_rate_power"))."
                )
            }
            for row in kind.settings where row.name.contains("strength") || row.name.hasPrefix("initial") {
                if try values.double(row.name) < 0 {
                    throw NetworkError(
                        .value,
                        "`\(row.name)` needs to be positive or zero. Received: \(row.name)=\(values.text(row.name)).")
                }
            }
        }
        if try values.bool("use_ema"), !(try 0...1 ~= values.double("ema_momentum")) {
            throw NetworkError(
                .value,
                "`ema_momentum` must be in the range [0, 1]. Received: ema_momentum=\(values.text("ema_momentum"))")
        }
        for (name, least) in [("ema_overwrite_frequency", 1), ("gradient_accumulation_steps", 2)]
        where !values.isNone(name) {
            guard case .int(let steps)? = values.values[name], steps >= least else {
                throw NetworkError(
                    .value, "`\(name)` must be an integer >= \(least). Received: \(name)=\(values.text(name))")
            }
        }
    }

    /// The rate of the next step.
    public func currentRate() throws(NetworkError) -> Double {
        if let program { return try program(iterations) }
        if let schedule { return try schedule.rate(iterations) }
        return decay == 0 ? rate : rate / (1 + decay * Double(iterations))
    }

    /// The size of steps; may be changed while a training runs, where it follows no schedule.
    public var learningRate: Double {
        get {
            if schedule == nil && program == nil { return rate }
            return (try? currentRate()) ?? .nan
        }
        set { rate = newValue }
    }

    /// True where the rate can't be set.
    public var followsSchedule: Bool { schedule != nil || program != nil }

    /// Every setting with its value, those not given with their fall-backs.
    public var allSettings: [String: Setting] {
        var all = values.values
        if schedule == nil { all["learning_rate"] = .double(learningRate) }
        return all
    }

    /// A setting that may be None.
    private func number(_ name: String) throws(NetworkError) -> Float? {
        values.isNone(name) ? nil : Float(try values.double(name))
    }

    /// Makes what is remembered of a weight: the row's own arrays, then the sum of gradients and the moving mean where
    /// they are asked for.
    public func prepare(_ weight: Weight) throws(NetworkError) {
        let isNew = weight.slots.isEmpty
        let own = try kind.slots(values)
        let extra = (values.isNone("gradient_accumulation_steps") ? 0 : 1) + (try values.bool("use_ema") ? 1 : 0)
        try weight.prepareSlots(own + extra)
        if isNew, own > 0, values.values["initial_accumulator_value"] != nil {
            let start = Float(try values.double("initial_accumulator_value"))
            weight.slots[0].update(repeating: start, count: weight.count)
        }
    }

    /// How many arrays are remembered of each weight.
    var arrayCount: Int {
        let own = (try? kind.slots(values)) ?? 0
        return own + (values.isNone("gradient_accumulation_steps") ? 0 : 1)
            + ((try? values.bool("use_ema")) == true ? 1 : 0)
    }

    /// One step for all weights.
    func step(_ weights: [Weight], _ loops: LoopTable, _ workers: Workers) throws(NetworkError) {
        Work.count(weights.reduce(0) { $0 + $1.count })
        let rate = Float(try currentRate())
        for weight in weights { try prepare(weight) }
        let own = try kind.slots(values)
        var isStep = true
        if case .int(let batches)? = values.values["gradient_accumulation_steps"] {
            isStep = (iterations + 1) % batches == 0
            for weight in weights { accumulate(weight, weight.slots[own], Float(batches), isStep) }
        }
        if isStep {
            try clip(weights)
            let decay = try number("weight_decay")
            let run = OptimizerKind.Run(
                settings: values, rate: rate, step: iterations + 1, momenta: try nextMomenta(), loops: loops)
            for weight in weights {
                if let decay {
                    let kept = weight.storage
                    for i in 0..<weight.count { kept[i] -= kept[i] * decay * rate }
                }
                try update(weight, run, workers)
            }
        }
        if try values.bool("use_ema") { try average(weights) }
        iterations += 1
    }

    /// Changes a weight, a large one in parts side by side.
    private func update(_ weight: Weight, _ run: OptimizerKind.Run, _ workers: Workers) throws(NetworkError) {
        if weight.count < 1 << 15 { return try kind.update(.init(weight, 0..<weight.count), run) }
        var failures = [NetworkError?](repeating: nil, count: StepSite.parts)
        let vectors = (weight.count + 15) / 16
        failures.withUnsafeMutableBufferPointer { failures in
            // Each part writes its own element, and the caller reads them when all have ended.
            nonisolated(unsafe) let failures = failures
            workers.run(parts: StepSite.parts) { part in
                let from = vectors * part / StepSite.parts * 16
                let to = min(vectors * (part + 1) / StepSite.parts * 16, weight.count)
                do throws(NetworkError) { try kind.update(.init(weight, from..<to), run) } catch {
                    failures[part] = error
                }
            }
        }
        if let failure = failures.compactMap({ $0 }).first { throw failure }
    }

    /// Adds the gradient to the sum; on the last batch of a step it becomes the mean.
    private func accumulate(_ weight: Weight, _ sum: UnsafeMutablePointer<Float>, _ batches: Float, _ isStep: Bool) {
        let gradient = weight.gradient
        for i in 0..<weight.count {
            let total = sum[i] + gradient[i]
            gradient[i] = isStep ? total / batches : gradient[i]
            sum[i] = isStep ? 0 : total
        }
    }

    /// Makes gradients shorter, by the one of three ways that was asked for.
    private func clip(_ weights: [Weight]) throws(NetworkError) {
        func squares(_ weight: Weight) -> Float {
            var sum = 0.0
            for i in 0..<weight.count { sum += Double(weight.gradient[i]) * Double(weight.gradient[i]) }
            return Float(sum)
        }
        func scale(_ weight: Weight, _ factor: Float) {
            let gradient = weight.gradient
            for i in 0..<weight.count { gradient[i] *= factor }
        }
        if let limit = try number("clipnorm"), limit > 0 {
            for weight in weights { scale(weight, limit / max(squares(weight).squareRoot(), limit)) }
        } else if let limit = try number("global_clipnorm"), limit > 0 {
            let norm = weights.reduce(0) { $0 + squares($1) }.squareRoot()
            for weight in weights { scale(weight, limit * min(1 / norm, 1 / limit)) }
        } else if let limit = try number("clipvalue"), limit > 0 {
            for weight in weights {
                let gradient = weight.gradient
                for i in 0..<weight.count { gradient[i] = min(max(gradient[i], -limit), limit) }
            }
        }
    }

    private func nextMomenta() throws(NetworkError) -> Float {
        guard kind.name == "Nadam" else { return 1 }
        let beta1 = Float(try values.double("beta_1"))
        if momenta.step > iterations { momenta = (0, 1) }
        while momenta.step <= iterations {
            momenta.step += 1
            momenta.product *= beta1 * (1 - 0.5 * powf(0.96, Float(momenta.step)))
        }
        return momenta.product
    }

    /// Moves the weights' means on; every so often the weights become their means.
    private func average(_ weights: [Weight]) throws(NetworkError) {
        let memory = iterations == 0 ? 0 : Float(try values.double("ema_momentum"))
        for weight in weights {
            guard let mean = weight.slots.last else { continue }
            for i in 0..<weight.count { mean[i] = memory * mean[i] + (1 - memory) * weight.storage[i] }
        }
        if case .int(let steps)? = values.values["ema_overwrite_frequency"], (iterations + 1) % steps == 0 {
            takeAverages(weights)
        }
    }

    private func takeAverages(_ weights: [Weight]) {
        for weight in weights {
            if let mean = weight.slots.last { weight.storage.update(from: mean, count: weight.count) }
        }
    }

    /// The end of a training: weights become their means where those are kept.
    func finish(_ weights: [Weight]) throws(NetworkError) {
        if try values.bool("use_ema"), iterations > 0 { takeAverages(weights) }
    }
}
