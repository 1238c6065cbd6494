import Glibc

/// A size of steps that changes with their number: a row of the table, `keras.optimizers.schedules`.
public struct ScheduleKind: Sendable {
    public let name: String
    public let doc: String
    public let settings: [SettingRow]
    /// The name that `get_config` shows.
    public let defaultName: String
    /// The rate of a step, which counts from 0, in float32 as Keras computes it.
    let rate: @Sendable (Settings, _ step: Float) throws(NetworkError) -> Float

    private static let initial = SettingRow("initial_learning_rate", doc: "The rate of step 0.")
    private static let steps = SettingRow("decay_steps", doc: "Steps over which the rate goes down.")
    private static let alpha = SettingRow("alpha", .double(0), doc: "The least rate as a share of the first.")
    private static let staircase = SettingRow("staircase", .bool(false), doc: "True goes down in whole stairs.")

    private static func float(_ settings: Settings, _ name: String) throws(NetworkError) -> Float {
        Float(try settings.double(name))
    }

    /// Every schedule.
    public static let table: [ScheduleKind] = [
        ScheduleKind(
            name: "ExponentialDecay", doc: "initial · decay_rate^(step / decay_steps).",
            settings: [initial, steps, SettingRow("decay_rate", doc: "The factor over decay_steps."), staircase],
            defaultName: "ExponentialDecay"
        ) { (s, step) throws(NetworkError) in
            let part = try step / float(s, "decay_steps")
            return try float(s, "initial_learning_rate")
                * powf(float(s, "decay_rate"), s.bool("staircase") ? part.rounded(.down) : part)
        },
        ScheduleKind(
            name: "InverseTimeDecay", doc: "initial / (1 + decay_rate · step / decay_steps).",
            settings: [initial, steps, SettingRow("decay_rate", doc: "How fast it goes down."), staircase],
            defaultName: "InverseTimeDecay"
        ) { (s, step) throws(NetworkError) in
            let part = try step / float(s, "decay_steps")
            return try float(s, "initial_learning_rate")
                / (1 + float(s, "decay_rate") * (s.bool("staircase") ? part.rounded(.down) : part))
        },
        ScheduleKind(
            name: "PolynomialDecay", doc: "(initial - end) (1 - step / decay_steps)^power + end.",
            settings: [
                initial, steps, SettingRow("end_learning_rate", .double(0.0001), doc: "The rate at the end."),
                SettingRow("power", .double(1), doc: "1 is a straight line."),
                SettingRow("cycle", .bool(false), doc: "True begins anew past decay_steps."),
            ], defaultName: "PolynomialDecay"
        ) { (s, step) throws(NetworkError) in
            var steps = try float(s, "decay_steps"), step = step
            if try s.bool("cycle") {
                steps *= step == 0 ? 1 : (step / steps).rounded(.up)
            } else {
                step = min(step, steps)
            }
            let end = try float(s, "end_learning_rate")
            return try (float(s, "initial_learning_rate") - end) * powf(1 - step / steps, float(s, "power")) + end
        },
        ScheduleKind(
            name: "PiecewiseConstantDecay", doc: "values[i] from boundaries[i - 1] to boundaries[i].",
            settings: [
                SettingRow("boundaries", doc: "Steps after which the rate changes."),
                SettingRow("values", doc: "Rates, one more than boundaries."),
            ], defaultName: "PiecewiseConstant"
        ) { (s, step) throws(NetworkError) in
            let boundaries = try s.doubles("boundaries"), values = try s.doubles("values")
            let place = boundaries.firstIndex { Double(step) <= $0 } ?? boundaries.count
            return place < values.count ? Float(values[place]) : 0
        },
        ScheduleKind(
            name: "CosineDecay",
            doc: "Half a cosine's wave from the first rate down to alpha of it (Loshchilov and Hutter, 2016).",
            settings: [
                initial, steps, alpha,
                SettingRow("warmup_target", Setting.none, doc: "The rate after the warm-up; None: no warm-up."),
                SettingRow("warmup_steps", .int(0), doc: "Steps in which the rate goes up to it."),
            ], defaultName: "CosineDecay"
        ) { (s, step) throws(NetworkError) in
            let steps = try float(s, "decay_steps"), initial = try float(s, "initial_learning_rate")
            let alpha = try float(s, "alpha")
            func decayed(_ step: Float, from rate: Float) -> Float {
                rate * ((1 - alpha) * 0.5 * (1 + cosf(.pi * (step / steps))) + alpha)
            }
            if s.isNone("warmup_target") { return decayed(min(step, steps), from: initial) }
            let target = try float(s, "warmup_target"), warm = try float(s, "warmup_steps")
            let place = min(step, steps + warm)
            return place < warm
                ? (target - initial) * (place / warm) + initial : decayed(place - warm, from: target)
        },
        ScheduleKind(
            name: "CosineDecayRestarts", doc: "Cosine waves that begin anew, each longer and lower (SGDR, 2016).",
            settings: [
                initial, SettingRow("first_decay_steps", doc: "Steps of the first wave."),
                SettingRow("t_mul", .double(2), doc: "How much longer each wave is."),
                SettingRow("m_mul", .double(1), doc: "How much higher each wave begins."), alpha,
            ], defaultName: "SGDRDecay"
        ) { (s, step) throws(NetworkError) in
            let longer = try float(s, "t_mul"), alpha = try float(s, "alpha")
            var part = try step / float(s, "first_decay_steps")
            var restarts = part.rounded(.down)
            if longer == 1 {
                part -= restarts
            } else {
                restarts = (logf(1 - part * (1 - longer)) / logf(longer)).rounded(.down)
                part = (part - (1 - powf(longer, restarts)) / (1 - longer)) / powf(longer, restarts)
            }
            let cosine = try 0.5 * powf(float(s, "m_mul"), restarts) * (1 + cosf(.pi * part))
            return try float(s, "initial_learning_rate") * ((1 - alpha) * cosine + alpha)
        },
    ]

    /// The schedule of a class's name.
    public static func named(_ name: String) -> ScheduleKind? { table.first { $0.name == name } }
}

/// A schedule with its settings.
public struct Schedule: Sendable {
    public let kind: ScheduleKind
    public let settings: [String: Setting]
    private let values: Settings

    public init(_ kind: ScheduleKind, settings: [String: Setting]) throws(NetworkError) {
        self.kind = kind
        self.settings = settings
        values = try Settings(owner: kind.name, rows: kind.settings, given: settings)
        for name in ["decay_steps", "first_decay_steps"] where values.values[name] != nil {
            guard try values.double(name) > 0 else {
                throw NetworkError(
                    .value, "Argument `\(name)` must be > 0. Received: \(name)=\(values.text(name))")
            }
        }
        if kind.name == "PiecewiseConstantDecay" {
            let boundaries = try values.doubles("boundaries"), rates = try values.doubles("values")
            if boundaries.count != rates.count - 1 {
                func list(_ name: String) -> String { "[" + values.text(name).dropFirst().dropLast() + "]" }
                throw NetworkError(
                    .value,
                    "The length of boundaries should be 1 less than the length of values. Received: boundaries=\(list("boundaries")) of length \(boundaries.count), and values=\(list("values")) of length \(rates.count)."
                )
            }
        }
        _ = try kind.rate(values, 0)
    }

    /// Settings with the fall-backs of those not given, in the table's order.
    public var allSettings: [(name: String, setting: Setting)] {
        kind.settings.map { ($0.name, values.values[$0.name] ?? .none) }
    }

    /// The rate of a step, which counts from 0.
    public func rate(_ step: Int) throws(NetworkError) -> Double { Double(try kind.rate(values, Float(step))) }
}
