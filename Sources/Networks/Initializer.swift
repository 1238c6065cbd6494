import Tensors
import Glibc

/// How a weight begins: a row of the table of initializers with its settings.
public struct Initializer: Sendable, Equatable {
    /// A row of the table.
    public struct Kind: Sendable {
        /// Keras's name of the class: `GlorotUniform`.
        public let className: String
        /// Its name in settings: `glorot_uniform`.
        public let name: String
        public let doc: String
        public let settings: [SettingRow]
        /// The values of a weight in row-major order.
        let make: @Sendable (Settings, [Int], _ fans: (Double, Double), Randomness) throws(NetworkError) -> [Float]
    }

    public let kind: Kind
    public let given: [String: Setting]
    let settings: Settings

    public static func == (a: Initializer, b: Initializer) -> Bool {
        a.kind.className == b.kind.className && a.given == b.given
    }

    /// What a setting means: a name in any case, or a row with settings. None is `zeros`.
    public init(_ setting: Setting) throws(NetworkError) {
        let row: RowSetting
        switch setting {
        case .none: row = RowSetting("zeros")
        case .string(let name): row = RowSetting(name)
        case .row(let given): row = given
        default: throw NetworkError(.value, "Could not interpret initializer identifier")
        }
        guard let found = Initializer.named(row.name) else {
            throw NetworkError(
                .value, "Could not interpret initializer identifier: \(row.name)",
                hint: "known ones: " + Initializer.table.map(\.name).joined(separator: ", "))
        }
        try self.init(found, row.settings)
    }

    public init(_ kind: Kind, _ given: [String: Setting] = [:]) throws(NetworkError) {
        self.kind = kind
        self.given = given
        settings = try Settings(owner: kind.className, rows: kind.settings, given: given)
    }

    /// The values of a weight; one with a seed gives the same numbers each time.
    public func values(_ shape: [Int], fans: (Int, Int), _ randomness: Randomness) throws(NetworkError) -> [Float] {
        var source = randomness
        if case .int(let seed)? = settings.values["seed"] { source = Randomness(seed: UInt64(bitPattern: Int64(seed))) }
        return try kind.make(settings, shape, (Double(fans.0), Double(fans.1)), source)
    }

    /// The row of a name in any case, also Keras 2's short names and those of classes.
    public static func named(_ name: String) -> Kind? {
        let lower = name.lowercased()
        let wanted = aliases[lower] ?? lower
        return table.first { $0.name == wanted || $0.className.lowercased() == lower }
    }

    private static let aliases = [
        "uniform": "random_uniform", "normal": "random_normal", "zero": "zeros", "one": "ones",
    ]

    private static let seed = SettingRow("seed", Setting.none, doc: "Gives the same numbers each time.")

    /// Every initializer; formulas and defaults are Keras 3's.
    public static let table: [Kind] = [
        Kind(className: "Zeros", name: "zeros", doc: "All 0.", settings: []) {
            (_, shape, _, _) throws(NetworkError) in [Float](repeating: 0, count: shape.reduce(1, *))
        },
        Kind(className: "Ones", name: "ones", doc: "All 1.", settings: []) {
            (_, shape, _, _) throws(NetworkError) in [Float](repeating: 1, count: shape.reduce(1, *))
        },
        Kind(
            className: "Constant", name: "constant", doc: "All of one value.",
            settings: [SettingRow("value", .double(0), doc: "The value.")]
        ) { (s, shape, _, _) throws(NetworkError) in
            [Float](repeating: Float(try s.double("value")), count: shape.reduce(1, *))
        },
        scaled("GlorotUniform", "glorot_uniform", "Uniform within ±√(6 / (in + out)) (Glorot and Bengio, 2010).", false)
        {
            6 / ($0 + $1)
        },
        scaled("GlorotNormal", "glorot_normal", "Truncated normal of variance 2 / (in + out).", true) { 2 / ($0 + $1) },
        scaled("HeUniform", "he_uniform", "Uniform within ±√(6 / in) (He et al., 2015).", false) { i, _ in 6 / i },
        scaled("HeNormal", "he_normal", "Truncated normal of variance 2 / in (He et al., 2015).", true) { i, _ in 2 / i
        },
        scaled("LecunUniform", "lecun_uniform", "Uniform within ±√(3 / in).", false) { i, _ in 3 / i },
        scaled("LecunNormal", "lecun_normal", "Truncated normal of variance 1 / in.", true) { i, _ in 1 / i },
        Kind(
            className: "RandomUniform", name: "random_uniform", doc: "Uniform between two limits.",
            settings: [
                SettingRow("minval", .double(-0.05), doc: "The lower limit."),
                SettingRow("maxval", .double(0.05), doc: "The upper limit."), seed,
            ]
        ) { (s, shape, _, r) throws(NetworkError) in
            let low = try s.double("minval"), high = try s.double("maxval")
            return filled(shape) { low + (high - low) * r.unit() }
        },
        Kind(
            className: "RandomNormal", name: "random_normal", doc: "Normally distributed.",
            settings: normal
        ) { (s, shape, _, r) throws(NetworkError) in
            let mean = try s.double("mean"), deviation = try s.double("stddev")
            return filled(shape) { mean + deviation * r.normal() }
        },
        Kind(
            className: "TruncatedNormal", name: "truncated_normal",
            doc: "Normally distributed, values beyond two deviations drawn again.", settings: normal
        ) { (s, shape, _, r) throws(NetworkError) in
            let mean = try s.double("mean"), deviation = try s.double("stddev")
            return filled(shape) { mean + cut(deviation, r) }
        },
        Kind(
            className: "VarianceScaling", name: "variance_scaling",
            doc: "A variance of scale / n, where n is the number of inputs, of outputs or their mean.",
            settings: [
                SettingRow("scale", .double(1), doc: "The factor."),
                SettingRow("mode", .string("fan_in"), doc: "fan_in, fan_out or fan_avg."),
                SettingRow(
                    "distribution", .string("truncated_normal"), doc: "truncated_normal, untruncated_normal or uniform."
                ),
                seed,
            ]
        ) { (s, shape, fans, r) throws(NetworkError) in
            let n: Double
            switch try s.string("mode") {
            case "fan_in": n = fans.0
            case "fan_out": n = fans.1
            case "fan_avg": n = (fans.0 + fans.1) / 2
            case let other: throw NetworkError(.value, "Invalid `mode` argument: \(other)")
            }
            let variance = try s.double("scale") / max(n, 1)
            switch try s.string("distribution") {
            case "truncated_normal", "normal": return filled(shape) { truncated(variance.squareRoot(), r) }
            case "untruncated_normal": return filled(shape) { variance.squareRoot() * r.normal() }
            case "uniform":
                let limit = (3 * variance).squareRoot()
                return filled(shape) { (2 * r.unit() - 1) * limit }
            case let other: throw NetworkError(.value, "Invalid `distribution` argument: \(other)")
            }
        },
        Kind(
            className: "Orthogonal", name: "orthogonal",
            doc: "Rows or columns that are orthogonal, so that lengths are kept (Saxe et al., 2013).",
            settings: [SettingRow("gain", .double(1), doc: "The factor."), seed]
        ) { (s, shape, _, r) throws(NetworkError) in
            guard shape.count > 1 else {
                throw NetworkError(.value, "The tensor to initialize must be at least two-dimensional.")
            }
            return try orthogonal(shape, gain: try s.double("gain"), r)
        },
        Kind(
            className: "Identity", name: "identity", doc: "The identity matrix.",
            settings: [SettingRow("gain", .double(1), doc: "The factor.")]
        ) { (s, shape, _, _) throws(NetworkError) in
            guard shape.count == 2 else {
                throw NetworkError(.value, "Identity matrix initializer can only be used for 2D matrices.")
            }
            var values = [Float](repeating: 0, count: shape[0] * shape[1])
            for i in 0..<min(shape[0], shape[1]) { values[i * shape[1] + i] = Float(try s.double("gain")) }
            return values
        },
    ]

    private static let normal = [
        SettingRow("mean", .double(0), doc: "The mean."), SettingRow("stddev", .double(0.05), doc: "The deviation."),
        seed,
    ]

    /// A row whose spread depends on how many inputs and outputs a unit connects.
    private static func scaled(
        _ className: String, _ name: String, _ doc: String, _ isNormal: Bool,
        _ square: @escaping @Sendable (Double, Double) -> Double
    ) -> Kind {
        Kind(className: className, name: name, doc: doc, settings: [seed]) {
            (_, shape, fans, r) throws(NetworkError) in
            let spread = square(max(fans.0, 1), max(fans.1, 1)).squareRoot()
            return filled(shape) { isNormal ? truncated(spread, r) : (2 * r.unit() - 1) * spread }
        }
    }

    private static func filled(_ shape: [Int], _ element: () -> Double) -> [Float] {
        (0..<shape.reduce(1, *)).map { _ in Float(element()) }
    }

    /// Normal numbers beyond two deviations are drawn again.
    private static func cut(_ deviation: Double, _ r: Randomness) -> Double {
        while true {
            let value = r.normal()
            if abs(value) < 2 { return value * deviation }
        }
    }

    /// Cut at two deviations, with the deviation made larger so that the variance is as asked.
    private static func truncated(_ deviation: Double, _ r: Randomness) -> Double {
        cut(deviation / 0.87962566103423978, r)
    }

    /// Orthonormal columns of a random matrix (or rows, where it is wide), by Gram and Schmidt, twice for accuracy.
    /// Factors q of normal numbers in matrices, with the signs that make them uniform among all (Mezzadri, 2007).
    private static func orthogonal(
        _ shape: [Int], gain: Double, _ r: Randomness
    ) throws(NetworkError) -> [Float] {
        let columns = shape[shape.count - 1], rows = shape.dropLast().reduce(1, *)
        let (long, short) = (max(rows, columns), min(rows, columns))
        return try computing { () throws(TensorError) in
            let normals = try Tensor((0..<long * short).map { _ in r.normal() }, shape: [long, short])
            let (q, upper) = try normals.orthogonalFactors(.reduced)
            let directions = try q.elements(as: Double.self), sizes = try upper.elements(as: Double.self)
            let signs = (0..<short).map { sizes[$0 * short + $0] < 0 ? -gain : gain }
            var values = [Float](repeating: 0, count: rows * columns)
            for row in 0..<rows {
                for column in 0..<columns {
                    let (i, j) = rows < columns ? (column, row) : (row, column)
                    values[row * columns + column] = Float(signs[j] * directions[i * short + j])
                }
            }
            return values
        }
    }
}
