/// What a weight must be after each step.
public struct Constraint: Sendable, Equatable {
    enum Rule: Sendable, Equatable {
        case nonNegative
        /// Norms along the axes lie within limits; `rate` says how fast they get there.
        case norms(low: Double, high: Double, rate: Double, axes: [Int])
        case unitNorm(axes: [Int])
    }

    public let name: String
    let rule: Rule

    private static let axis = SettingRow("axis", .int(0), doc: "The axis, or axes, along which norms are taken.")

    /// The rows of `keras.constraints`.
    public static let table: [(className: String, name: String, doc: String, settings: [SettingRow])] = [
        ("NonNeg", "non_neg", "No weight is below 0.", []),
        (
            "MaxNorm", "max_norm", "No unit's weights are longer than max_value (Srivastava et al., 2014).",
            [SettingRow("max_value", .double(2), doc: "The longest norm."), axis]
        ),
        ("UnitNorm", "unit_norm", "Each unit's weights have length 1.", [axis]),
        (
            "MinMaxNorm", "min_max_norm", "Each unit's weights have a length within limits.",
            [
                SettingRow("min_value", .double(0), doc: "The shortest norm."),
                SettingRow("max_value", .double(1), doc: "The longest norm."),
                SettingRow("rate", .double(1), doc: "1 holds the limits strictly, less moves towards them."), axis,
            ]
        ),
    ]

    /// What a setting means: None, a name or a row.
    public static func of(_ setting: Setting) throws(NetworkError) -> Constraint? {
        let row: RowSetting
        switch setting {
        case .none: return nil
        case .string(let name): row = RowSetting(name)
        case .row(let given): row = given
        default: throw NetworkError(.value, "Could not interpret constraint identifier")
        }
        guard let found = table.first(where: { $0.className == row.name || $0.name == row.name }) else {
            throw NetworkError(
                .value, "Could not interpret constraint identifier: \(row.name)",
                hint: NearestName.hint(row.name, among: table.map(\.name)))
        }
        let values = try Settings(owner: found.className, rows: found.settings, given: row.settings)
        var axes: [Int] = []
        switch values.values["axis"] {
        case .int(let axis)?: axes = [axis]
        case .ints(let several)?: axes = several
        default: break
        }
        let rule: Rule =
            switch found.name {
            case "non_neg": .nonNegative
            case "unit_norm": .unitNorm(axes: axes)
            case "max_norm": .norms(low: 0, high: try values.double("max_value"), rate: 1, axes: axes)
            default:
                .norms(
                    low: try values.double("min_value"), high: try values.double("max_value"),
                    rate: try values.double("rate"), axes: axes)
            }
        return Constraint(name: found.name, rule: rule)
    }

    /// Keras's guard against division by 0.
    private static let epsilon: Float = 1e-7

    func apply(_ weight: Weight) throws(NetworkError) {
        switch rule {
        case .nonNegative: for i in 0..<weight.count where weight.storage[i] < 0 { weight.storage[i] = 0 }
        case .unitNorm(let axes): try scale(weight, axes) { norm in 1 / (Constraint.epsilon + norm) }
        case .norms(let low, let high, let rate, let axes):
            try scale(weight, axes) { norm in
                let wanted = min(max(norm, Float(low)), Float(high))
                return (Float(rate) * wanted + Float(1 - rate) * norm) / (Constraint.epsilon + norm)
            }
        }
    }

    /// Multiplies each unit's weights by a factor of their norm.
    private func scale(_ weight: Weight, _ axes: [Int], _ factor: (Float) -> Float) throws(NetworkError) {
        let rank = weight.shape.count
        let along = Set(axes.map { $0 < 0 ? $0 + rank : $0 })
        guard along.allSatisfy({ $0 >= 0 && $0 < rank }) else {
            throw NetworkError(.value, "\(name): axis \(axes) is out of bounds for a weight with \(rank) axes")
        }
        // A unit's number counts the places along the other axes.
        var units = [Int](repeating: 0, count: rank)
        var unitCount = 1
        for axis in (0..<rank).reversed() where !along.contains(axis) {
            units[axis] = unitCount
            unitCount *= weight.shape[axis]
        }
        func unit(_ place: Int) -> Int {
            var (rest, result) = (place, 0)
            for axis in (0..<rank).reversed() {
                result += rest % weight.shape[axis] * units[axis]
                rest /= weight.shape[axis]
            }
            return result
        }
        var squares = [Float](repeating: 0, count: unitCount)
        for i in 0..<weight.count { squares[unit(i)] += weight.storage[i] * weight.storage[i] }
        let factors = squares.map { factor($0.squareRoot()) }
        for i in 0..<weight.count { weight.storage[i] *= factors[unit(i)] }
    }
}
