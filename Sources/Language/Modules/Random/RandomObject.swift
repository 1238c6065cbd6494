internal import BigInt
import Glibc

/// `random.Random`: a generator of its own.
final class RandomObject: Object {
    let generator = RandomGenerator()

    override var nativeType: NativeType { RandomObject.type }

    static let type: NativeType = NativeType(
        name: "Random", module: "random", doc: "A generator of random numbers of its own.",
        constructor: NativeFunction("Random", [Parameter("x", .none)], doc: "A generator that begins at a seed.") {
            (call) throws(LanguageError) in
            let object = RandomObject()
            try RandomModule.seed(object.generator, call[0])
            return .object(object)
        }, methods: RandomModule.rows + RandomModule.distributions)
}

/// Where a generator stood: what `getstate` gives and `setstate` takes.
final class RandomState: Object {
    let generator = RandomGenerator()

    override var nativeType: NativeType { RandomState.type }

    static let type: NativeType = NativeType(
        name: "state", module: "random", doc: "Where a generator of random numbers stood.")
}

extension RandomModule {
    /// A distribution of two numbers.
    private static func distribution(
        _ name: String, _ parameters: [Parameter], _ doc: String,
        _ body: @escaping @Sendable (RandomGenerator, Double, Double) throws(LanguageError) -> Double
    ) -> NativeFunction {
        NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
            .float(try body(generator(call), try number(call, 0), parameters.count > 1 ? try number(call, 1) : 0))
        }
    }

    private static let alphaAndBeta = [Parameter("alpha"), Parameter("beta")]

    private static func positive(_ alpha: Double, _ beta: Double) throws(LanguageError) {
        if !(alpha > 0 && beta > 0) {
            throw LanguageError.valueError("gammavariate: alpha and beta must be > 0.0")
        }
    }

    /// Distributions and what else generators can do.
    static let distributions: [NativeFunction] = [
        distribution("gammavariate", alphaAndBeta, "A number of the gamma distribution.") {
            (generator, alpha, beta) throws(LanguageError) in
            try positive(alpha, beta)
            return generator.gamma(alpha, beta)
        },
        distribution("betavariate", alphaAndBeta, "A number of the beta distribution.") {
            (generator, alpha, beta) throws(LanguageError) in
            try positive(alpha, 1)
            let y = generator.gamma(alpha, 1)
            if y == 0 { return 0 }
            try positive(beta, 1)
            return y / (y + generator.gamma(beta, 1))
        },
        distribution(
            "lognormvariate", [Parameter("mu"), Parameter("sigma")], "A number whose logarithm is normally distributed."
        ) { (generator, mu, sigma) throws(LanguageError) in exp(generator.normal(mu, sigma)) },
        distribution("paretovariate", [Parameter("alpha")], "A number of Pareto's distribution.") {
            (generator, alpha, _) throws(LanguageError) in pow(1 - generator.random(), -1 / alpha)
        },
        distribution("weibullvariate", alphaAndBeta, "A number of Weibull's distribution.") {
            (generator, alpha, beta) throws(LanguageError) in
            alpha * pow(-log(1 - generator.random()), 1 / beta)
        },
        distribution("vonmisesvariate", [Parameter("mu"), Parameter("kappa")], "An angle of von Mises' distribution.") {
            (generator, mu, kappa) throws(LanguageError) in generator.vonMises(mu, kappa)
        },
        NativeFunction("randbytes", [Parameter("n")], doc: "So many random bytes.") { (call) throws(LanguageError) in
            let count = try call.place(0)
            if count < 0 { throw LanguageError.valueError("number of bits must be non-negative") }
            if count > Interpreter.sizeLimit / 8 { throw LanguageError(.memoryError, "") }
            let words = generator(call).bigBits(count * 8).words.map { UInt64($0) }
            return Value(
                bytes: (0..<count).map { place in
                    place / 8 < words.count
                        ? UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(place % 8 * 8)) : 0
                })
        },
        NativeFunction("getstate", doc: "Where the generator stands, for setstate.") { call in
            let state = RandomState()
            state.generator.take(from: generator(call))
            return .object(state)
        },
        NativeFunction("setstate", [Parameter("state")], doc: "Goes back to where the generator stood.") {
            (call) throws(LanguageError) in
            guard case .object(let state as RandomState) = call[0] else {
                throw LanguageError.typeError("state must be what getstate() gave, not \(call[0].typeName)")
            }
            generator(call).take(from: state.generator)
            return .none
        },
    ]
}
