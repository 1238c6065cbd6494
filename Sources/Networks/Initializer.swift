/// How a weight begins: a row of the table of initializers.
public struct Initializer: Sendable {
    public let name: String
    public let doc: String
    /// The value of one element, given how many inputs and outputs it connects.
    let element: @Sendable (_ fanIn: Double, _ fanOut: Double, Randomness) -> Double

    /// Every initializer by the names that Keras has for it.
    public static let table: [Initializer] = [
        Initializer(name: "zeros", doc: "All 0.") { _, _, _ in 0 },
        Initializer(name: "ones", doc: "All 1.") { _, _, _ in 1 },
        Initializer(name: "glorot_uniform", doc: "Uniform within ±√(6 / (in + out)) (Glorot and Bengio, 2010).") {
            i, o, r in
            uniform((6 / (i + o)).squareRoot(), r)
        },
        Initializer(name: "glorot_normal", doc: "Truncated normal of variance 2 / (in + out).") { i, o, r in
            truncated((2 / (i + o)).squareRoot(), r)
        },
        Initializer(name: "he_uniform", doc: "Uniform within ±√(6 / in) (He et al., 2015).") { i, _, r in
            uniform((6 / i).squareRoot(), r)
        },
        Initializer(name: "he_normal", doc: "Truncated normal of variance 2 / in (He et al., 2015).") { i, _, r in
            truncated((2 / i).squareRoot(), r)
        },
        Initializer(name: "lecun_uniform", doc: "Uniform within ±√(3 / in).") { i, _, r in
            uniform((3 / i).squareRoot(), r)
        },
        Initializer(name: "lecun_normal", doc: "Truncated normal of variance 1 / in.") { i, _, r in
            truncated((1 / i).squareRoot(), r)
        },
        Initializer(name: "random_uniform", doc: "Uniform within ±0.05.") { _, _, r in uniform(0.05, r) },
        Initializer(name: "random_normal", doc: "Normal with deviation 0.05.") { _, _, r in 0.05 * r.normal() },
        Initializer(name: "truncated_normal", doc: "Normal with deviation 0.05, cut at two deviations.") { _, _, r in
            cut(0.05, r)
        },
    ]

    /// Keras 2's short names.
    private static let aliases = [
        "uniform": "random_uniform", "normal": "random_normal", "zero": "zeros", "one": "ones",
        "randomnormal": "random_normal", "randomuniform": "random_uniform", "glorotuniform": "glorot_uniform",
        "glorotnormal": "glorot_normal", "heuniform": "he_uniform", "henormal": "he_normal",
        "lecununiform": "lecun_uniform",
        "lecunnormal": "lecun_normal", "truncatednormal": "truncated_normal",
    ]

    /// The initializer of a name in any case.
    public static func named(_ name: String) -> Initializer? {
        let lower = name.lowercased()
        let wanted = aliases[lower] ?? lower
        return table.first { $0.name == wanted }
    }

    private static func uniform(_ limit: Double, _ r: Randomness) -> Double { (2 * r.unit() - 1) * limit }

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
}
