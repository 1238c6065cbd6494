import Language
import Tensors

/// The module `numpy.random`: NumPy's legacy functions, and the makers of new streams.
enum RandomRows {
    static let module = NativeModule(
        "numpy.random", doc: "Random numbers: NumPy's own streams, bit for bit.",
        functions: legacyRows.filter { $0.name != "tomaxint" } + [
            NativeFunction("default_rng", [Parameter("seed", .none)], doc: "A new stream (PCG64) from a seed.") {
                (call) throws(LanguageError) in
                switch call[0] {
                case .object(let random as RandomObject) where random.source.kind == .generator:
                    return .object(random)
                case .object(let bits as BitGeneratorObject): return .object(RandomObject(bits.source))
                default: return .object(RandomObject(try RandomSeeds.generator(call.optional(0), call.interpreter)))
                }
            }
        ], types: [.randomState, .generatorType, .seedSequence, .bitGenerator])

    /// The stream of a call: the receiver's, or the module's.
    static func source(_ call: Call) -> RandomSource {
        if case .object(let object as RandomObject)? = call.receiver { return object.source }
        return NumPyState.of(call.interpreter).random
    }

    /// The shape of a result; `nil` for one number.
    static let size = Parameter("size", .none, doc: "Shape of the result; None for one number.")

    /// Draws with the engine's errors as the language's.
    static func array(_ draw: () throws(TensorError) -> Tensor) throws(LanguageError) -> Value {
        Value(try lifting(draw))
    }

    /// `numpy.random`'s functions, which are RandomState's methods.
    static let legacyRows: [NativeFunction] =
        RandomDistributions.rows(.legacy) + RandomSampling.legacy + RandomVectors.rows(.legacy)
        + ["random", "random_sample", "ranf", "sample"].map { uniform($0) } + legacyOnly

    /// The methods of `default_rng()`'s streams.
    static let generatorRows: [NativeFunction] =
        RandomDistributions.rows(.generator) + RandomSampling.generator + RandomVectors.rows(.generator) + [
            NativeFunction("spawn", [Parameter("n_children")], doc: "Streams that are independent of this one.") {
                (call) throws(LanguageError) in
                let (random, count) = (source(call), try call.int(0))
                if count < 0 { throw LanguageError.valueError("n_children must be non-negative") }
                if count > 1 << 24 { throw LanguageError(.memoryError, "n_children is too large") }
                return Value(
                    try lifting { () throws(TensorError) in try random.spawn(count) }.map { .object(RandomObject($0)) })
            }
        ]

    private static func uniform(_ name: String) -> NativeFunction {
        NativeFunction(name, [size], doc: "Numbers uniform in [0, 1).") { (call) throws(LanguageError) in
            let random = source(call)
            guard let shape = try call.shape(0) else { return .float(random.double()) }
            return try array { () throws(TensorError) in try random.uniform(shape) }
        }
    }

    private static let sizes = Parameter("d", kind: .varPositional, doc: "Sizes of the result; none for one number.")

    private static let legacyOnly: [NativeFunction] = [
        NativeFunction(
            "seed", [Parameter("seed", .none)], doc: "Starts the stream anew: the same seed gives the same numbers."
        ) { (call) throws(LanguageError) in
            source(call).reseed(try RandomSeeds.legacy(call.optional(0), call.interpreter))
            return .none
        },
        NativeFunction("rand", [sizes], doc: "Numbers uniform in [0, 1) in a given shape.") {
            (call) throws(LanguageError) in
            let random = source(call)
            let shape = try NumPyArgument.shape(call[0], call.interpreter)
            return shape.isEmpty
                ? .float(random.double()) : try array { () throws(TensorError) in try random.uniform(shape) }
        },
        NativeFunction("randn", [sizes], doc: "Standard normal numbers in a given shape.") {
            (call) throws(LanguageError) in
            let random = source(call)
            let shape = try NumPyArgument.shape(call[0], call.interpreter)
            return shape.isEmpty
                ? .float(random.normal()) : try array { () throws(TensorError) in try random.normal(shape) }
        },
        NativeFunction("tomaxint", [size], doc: "Integers from 0 to the greatest.") { (call) throws(LanguageError) in
            let random = source(call)
            guard let shape = try call.shape(0) else { return .int(Int(random.next64() >> 1)) }
            return try array { () throws(TensorError) in
                try random.fill(shape, of: Int64.self) { Int64(random.next64() >> 1) }
            }
        },
        NativeFunction(
            "get_state", [Parameter("legacy", .bool(true))],
            doc: "The stream's state: a tuple of its name, 624 words, place and the saved normal number."
        ) { (call) throws(LanguageError) in
            let state = source(call).twisterState
            let words = try array { () throws(TensorError) in try Tensor(state.words) }
            let (saved, gauss) = (Value.int(state.savedGauss == nil ? 0 : 1), Value.float(state.savedGauss ?? 0))
            if try call.bool(0) {
                return .tuple(Tuple([Value("MT19937"), words, .int(state.place), saved, gauss]))
            }
            let inner = try RandomSeeds.dict([("key", words), ("pos", .int(state.place))], call.interpreter)
            return try RandomSeeds.dict(
                [("bit_generator", Value("MT19937")), ("state", inner), ("has_gauss", saved), ("gauss", gauss)],
                call.interpreter)
        },
        NativeFunction("set_state", [Parameter("state")], doc: "Goes on from a state that get_state gave.") {
            (call) throws(LanguageError) in
            let interpreter = call.interpreter
            var parts: [Value]
            if case .dict = call[0] {
                let inner = try interpreter.getItem(call[0], Value("state"))
                parts = [
                    try interpreter.getItem(call[0], Value("bit_generator")),
                    try interpreter.getItem(inner, Value("key")),
                    try interpreter.getItem(inner, Value("pos")), try interpreter.getItem(call[0], Value("has_gauss")),
                    try interpreter.getItem(call[0], Value("gauss")),
                ]
            } else {
                parts = try call.values(0)
            }
            guard parts.count == 3 || parts.count == 5, case .str(let name) = parts[0], name.string == "MT19937" else {
                throw LanguageError.valueError("state must be a tuple of ('MT19937', words, place, has_gauss, gauss)")
            }
            let key = try NumPyArgument.tensor(parts[1], interpreter)
            let words = try lifting { () throws(TensorError) in try key.elements(as: Int64.self) }
            let hasGauss = parts.count == 5 ? try interpreter.truth(parts[3]) : false
            let gauss = hasGauss ? try interpreter.number(parts[4]) : nil
            let state = RandomSource.TwisterState(
                words: words.map { UInt32(truncatingIfNeeded: $0) }, place: interpreter.index(parts[2]) ?? -1,
                savedGauss: gauss)
            let random = source(call)
            try lifting { () throws(TensorError) in try random.restore(state) }
            return .none
        },
    ]
}
