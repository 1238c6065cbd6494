import Language
import Tensors

/// A stream of random numbers as an object: `RandomState` or `Generator`.
final class RandomObject: Object {
    let source: RandomSource

    init(_ source: RandomSource) { self.source = source }

    override var nativeType: NativeType { source.kind == .legacy ? .randomState : .generatorType }
}

/// The bits behind a `Generator`: `PCG64`.
final class BitGeneratorObject: Object {
    let source: RandomSource

    init(_ source: RandomSource) { self.source = source }

    override var nativeType: NativeType { .bitGenerator }
}

/// A `SeedSequence` as an object, which counts its children.
final class SeedSequenceObject: Object {
    var sequence: SeedSequence
    /// The seed as the program gave it.
    let entropy: Value

    init(_ sequence: SeedSequence, entropy: Value) {
        self.sequence = sequence
        self.entropy = entropy
    }

    override var nativeType: NativeType { .seedSequence }
}

extension NativeType {
    private static func named(_ name: String) -> Slots {
        Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "\(name) at \(interpreter.address(object).uppercased().replacing("0X", with: "0x"))"
            }
            $0.str = { (_, _) throws(LanguageError) in name }
        }
    }

    /// NumPy's legacy stream as an object.
    static let randomState = NativeType(
        name: "RandomState", module: "numpy.random", doc: "A stream of random numbers (MT19937).",
        constructor: NativeFunction("RandomState", [Parameter("seed", .none)], doc: "A legacy stream from a seed.") {
            (call) throws(LanguageError) in
            .object(RandomObject(try RandomSeeds.legacy(call.optional(0), call.interpreter)))
        },
        methods: RandomRows.legacyRows, slots: named("RandomState(MT19937)"))

    /// NumPy's new stream as an object.
    static let generatorType = NativeType(
        name: "Generator", module: "numpy.random", doc: "A stream of random numbers (PCG64).",
        constructor: NativeFunction("Generator", [Parameter("bit_generator")], doc: "A stream over a bit generator.") {
            (call) throws(LanguageError) in
            guard case .object(let bits as BitGeneratorObject) = call[0] else {
                throw LanguageError.typeError(
                    "Generator() wants a bit generator such as PCG64(seed), not '\(call[0].typeName)'")
            }
            return .object(RandomObject(bits.source))
        },
        methods: RandomRows.generatorRows,
        properties: [
            NativeProperty("bit_generator", doc: "The bits behind the stream.") { (object, _) throws(LanguageError) in
                (object as? RandomObject).map { .object(BitGeneratorObject($0.source)) } ?? .none
            }
        ],
        slots: named("Generator(PCG64)"))

    /// The bits behind new streams.
    static let bitGenerator = NativeType(
        name: "PCG64", module: "numpy.random", doc: "The permuted congruential generator PCG64.",
        constructor: NativeFunction("PCG64", [Parameter("seed", .none)], doc: "Random bits from a seed.") {
            (call) throws(LanguageError) in
            .object(BitGeneratorObject(try RandomSeeds.generator(call.optional(0), call.interpreter)))
        },
        methods: [
            NativeFunction("random_raw", [RandomRows.size], doc: "Words of 64 random bits.") {
                (call) throws(LanguageError) in
                guard case .object(let bits as BitGeneratorObject)? = call.receiver else { return .none }
                guard let shape = try call.shape(0) else {
                    return try RandomSeeds.whole(UInt128(bits.source.next64()), call.interpreter)
                }
                return try RandomRows.array { () throws(TensorError) in
                    try bits.source.fill(shape, of: UInt64.self) { bits.source.next64() }
                }
            }
        ],
        properties: [
            NativeProperty(
                "state", doc: "The state as a dictionary, which can be set again.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    guard let bits = object as? BitGeneratorObject else { return }
                    let inner = try interpreter.getItem(value, Value("state"))
                    func word(_ holder: Value, _ name: String) throws(LanguageError) -> UInt128 {
                        var sum: UInt128 = 0
                        for (place, word) in try RandomSeeds.words(
                            try interpreter.getItem(holder, Value(name)), interpreter
                        ).prefix(4).enumerated() { sum |= UInt128(word) << UInt128(32 * place) }
                        return sum
                    }
                    let has = try interpreter.truth(try interpreter.getItem(value, Value("has_uint32")))
                    bits.source.restore(
                        RandomSource.CongruentialState(
                            state: try word(inner, "state"), increment: try word(inner, "inc"),
                            saved: has ? UInt32(truncatingIfNeeded: try word(value, "uinteger")) : nil))
                },
                get: { (object, interpreter) throws(LanguageError) in
                    guard let bits = object as? BitGeneratorObject else { return .none }
                    let state = bits.source.congruentialState
                    let inner = try RandomSeeds.dict(
                        [
                            ("state", try RandomSeeds.whole(state.state, interpreter)),
                            ("inc", try RandomSeeds.whole(state.increment, interpreter)),
                        ], interpreter)
                    return try RandomSeeds.dict(
                        [
                            ("bit_generator", Value("PCG64")), ("state", inner),
                            ("has_uint32", .int(state.saved == nil ? 0 : 1)),
                            ("uinteger", .int(Int(state.lastSaved))),
                        ], interpreter)
                })
        ])

    /// Seeds that are mixed and shared out.
    static let seedSequence = NativeType(
        name: "SeedSequence", module: "numpy.random", doc: "Seed words mixed for generators; spawns independent ones.",
        constructor: NativeFunction(
            "SeedSequence", [Parameter("entropy", .none), .keyword("spawn_key", .missing)],
            doc: "A seed sequence from a number or several."
        ) { (call) throws(LanguageError) in
            let key = call.isGiven(1) ? try RandomSeeds.words(call[1], call.interpreter) : []
            guard let seed = call.optional(0) else {
                let random = RandomSource.unforeseen(.generator)
                let words = random.sequence?.entropy ?? []
                var whole: UInt128 = 0
                for (place, word) in words.prefix(4).enumerated() { whole |= UInt128(word) << UInt128(32 * place) }
                return .object(
                    SeedSequenceObject(
                        SeedSequence(words, spawnKey: key), entropy: try RandomSeeds.whole(whole, call.interpreter)))
            }
            return .object(
                SeedSequenceObject(
                    SeedSequence(try RandomSeeds.words(seed, call.interpreter), spawnKey: key), entropy: seed))
        },
        methods: [
            NativeFunction("spawn", [Parameter("n_children")], doc: "Sequences that are independent of this one.") {
                (call) throws(LanguageError) in
                guard case .object(let me as SeedSequenceObject)? = call.receiver else { return .none }
                let count = try call.int(0)
                if count < 0 { throw LanguageError.valueError("n_children must be non-negative") }
                if count > 1 << 24 { throw LanguageError(.memoryError, "n_children is too large") }
                return Value(me.sequence.spawn(count).map { .object(SeedSequenceObject($0, entropy: me.entropy)) })
            },
            NativeFunction(
                "generate_state", [Parameter("n_words"), Parameter("dtype", .str("uint32"))],
                doc: "Words to start a generator from."
            ) { (call) throws(LanguageError) in
                guard case .object(let me as SeedSequenceObject)? = call.receiver else { return .none }
                let (count, dtype) = (try call.int(0), try NumPyArgument.dtype(call[1]))
                guard dtype == .uint32 || dtype == .uint64 else {
                    throw LanguageError.valueError("only support uint32 or uint64")
                }
                if count < 0 { throw LanguageError.valueError("negative dimensions are not allowed") }
                if count > 1 << 24 { throw LanguageError(.memoryError, "n_words is too large") }
                return try RandomRows.array { () throws(TensorError) in
                    dtype == .uint32 ? try Tensor(me.sequence.words32(count)) : try Tensor(me.sequence.words64(count))
                }
            },
        ],
        properties: [
            property("entropy", "The seed.") { $0.entropy },
            property("spawn_key", "Its number among its sisters, after its parents'.") {
                .tuple(Tuple($0.sequence.spawnKey.map { .int(Int($0)) }))
            },
            property("n_children_spawned", "How many it has spawned.") { .int(Int($0.sequence.childrenSpawned)) },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let me = object as? SeedSequenceObject else { return "" }
                var text = "SeedSequence(\n    entropy=\(try interpreter.repr(me.entropy)),\n"
                if !me.sequence.spawnKey.isEmpty {
                    let key = Tuple(me.sequence.spawnKey.map { .int(Int($0)) })
                    text += "    spawn_key=\(try interpreter.repr(.tuple(key))),\n"
                }
                if me.sequence.childrenSpawned > 0 {
                    text += "    n_children_spawned=\(me.sequence.childrenSpawned),\n"
                }
                return text + ")"
            }
        })

    private static func property(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (SeedSequenceObject) -> Value
    )
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            (object as? SeedSequenceObject).map(get) ?? .none
        }
    }
}
