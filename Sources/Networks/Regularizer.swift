import Autograd
import Tensors

/// What is added to the loss for each weight, so that weights stay small.
public struct Regularizer: Sendable, Equatable {
    public let l1: Double
    public let l2: Double

    public init(l1: Double = 0, l2: Double = 0) {
        self.l1 = l1
        self.l2 = l2
    }

    /// The rows of `keras.regularizers`: class name, name of the function, documentation and settings.
    public static let table: [(className: String, name: String, doc: String, settings: [SettingRow])] = [
        (
            "L1", "l1", "Adds l1 Σ |w| to the loss: many weights become 0.",
            [SettingRow("l1", .double(0.01), doc: "The factor.")]
        ),
        ("L2", "l2", "Adds l2 Σ w² to the loss: weight decay.", [SettingRow("l2", .double(0.01), doc: "The factor.")]),
        (
            "L1L2", "l1_l2", "Adds l1 Σ |w| + l2 Σ w² to the loss.",
            [
                SettingRow("l1", .double(0), doc: "The factor of |w|."),
                SettingRow("l2", .double(0), doc: "The factor of w²."),
            ]
        ),
    ]

    /// What a setting means: None, a name or a row.
    public static func of(_ setting: Setting) throws(NetworkError) -> Regularizer? {
        let row: RowSetting
        switch setting {
        case .none: return nil
        case .string(let name): row = RowSetting(name)
        case .row(let given): row = given
        default: throw NetworkError(.value, "Could not interpret regularizer identifier")
        }
        guard let found = table.first(where: { $0.className == row.name || $0.name == row.name }) else {
            throw NetworkError(
                .value, "Could not interpret regularizer identifier: \(row.name)",
                hint: NearestName.hint(row.name, among: table.map(\.name)))
        }
        let values = try Settings(owner: found.className, rows: found.settings, given: row.settings)
        return Regularizer(
            l1: values.values["l1"] == nil ? 0 : try values.double("l1"),
            l2: values.values["l2"] == nil ? 0 : try values.double("l2"))
    }

    /// Adds its gradient to a weight's.
    func addGradient(_ weight: Weight) {
        let (w, g) = (weight.storage, weight.gradient)
        if l1 != 0 {
            let step = Float(l1)
            for i in 0..<weight.count { g[i] += w[i] > 0 ? step : w[i] < 0 ? -step : 0 }
        }
        if l2 != 0 {
            let step = Float(2 * l2)
            for i in 0..<weight.count { g[i] += step * w[i] }
        }
    }

    /// What a layer's output adds to the loss: the mean over samples.
    func loss(of output: Variable) throws(TensorError) -> Variable {
        let count = Double(max(output.shape.first ?? 1, 1))
        return try (output.absolute().sum() * l1 + output.squared().sum() * l2) / count
    }

    /// What a weight adds to the loss.
    func loss(_ weight: Weight) -> Double {
        var (absolute, squares) = (0.0, 0.0)
        for i in 0..<weight.count {
            absolute += Double(abs(weight.storage[i]))
            squares += Double(weight.storage[i]) * Double(weight.storage[i])
        }
        return l1 * absolute + l2 * squares
    }
}
