import Language
import Tensors

/// A stream of random numbers as an object: `RandomState` or `Generator`.
final class RandomObject: Object {
    let source: RandomSource

    init(_ source: RandomSource) { self.source = source }

    override var nativeType: NativeType { source.kind == .legacy ? .randomState : .generatorType }
}

extension NativeType {
    /// NumPy's legacy stream as an object.
    static let randomState = NativeType(
        name: "RandomState", module: "numpy.random", doc: "A stream of random numbers (MT19937).",
        constructor: NativeFunction("RandomState", [Parameter("seed", .none)], doc: "A legacy stream from a seed.") {
            (call) throws(LanguageError) in
            .object(RandomObject(try RandomRows.legacy(call.optional(0), call.interpreter)))
        },
        methods: RandomRows.legacyRows,
        slots: Slots { $0.repr = { (_, _) throws(LanguageError) in "RandomState(MT19937)" } })

    /// NumPy's new stream as an object.
    static let generatorType = NativeType(
        name: "Generator", module: "numpy.random", doc: "A stream of random numbers (PCG64).",
        methods: RandomRows.generatorRows,
        slots: Slots { $0.repr = { (_, _) throws(LanguageError) in "Generator(PCG64)" } })
}

/// The functions of `numpy.random` and the methods of its streams.
enum RandomRows {
    private static let size = Parameter("size", .none, doc: "Shape of the result; None for one number.")

    /// The stream of a call: the receiver's, or the module's.
    private static func source(_ call: Call) -> RandomSource {
        if case .object(let object as RandomObject)? = call.receiver { return object.source }
        return NumPyState.of(call.interpreter).random
    }

    /// A legacy stream from a seed: None, a number or several.
    static func legacy(_ seed: Value?, _ interpreter: Interpreter) throws(LanguageError) -> RandomSource {
        guard let seed else { return .unforeseen(.legacy) }
        if let number = interpreter.index(seed) {
            guard let word = UInt32(exactly: number) else {
                throw LanguageError.valueError("Seed must be between 0 and 2**32 - 1")
            }
            return RandomSource(legacySeed: word)
        }
        if case .float = seed {
            throw LanguageError.typeError(
                "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'")
        }
        var words: [UInt32] = []
        for number in try NumPyArgument.shape(seed, interpreter) {
            guard let word = UInt32(exactly: number) else {
                throw LanguageError.valueError("Seed values must be between 0 and 2**32 - 1")
            }
            words.append(word)
        }
        if words.isEmpty { throw LanguageError.valueError("Seed must be non-empty") }
        return RandomSource(legacyKey: words)
    }

    /// `size` as a shape; `nil` for one number.
    private static func shape(_ call: Call, _ place: Int) throws(LanguageError) -> [Int]? {
        try call.shape(place)
    }

    /// Numbers drawn one by one, shifted and scaled by parameters that may be arrays.
    private static func drawn(
        _ call: Call, _ parameters: [Int], _ sizePlace: Int, _ draw: ([Double]) -> Double
    ) throws(LanguageError) -> Value {
        var operands: [Tensor] = []
        for place in parameters { operands.append(try call.tensor(place, dtype: .float64)) }
        let wanted = try shape(call, sizePlace)
        let isNumber = wanted == nil && operands.allSatisfy { $0.rank == 0 }
        return try lifting { () throws(TensorError) in
            if isNumber { return .float(draw(operands.map { $0.scalar(at: []).double })) }
            let shape = if let wanted { wanted } else { try Tensor.broadcastShape(operands.map(\.shape)) }
            let result = try Tensor(uninitialized: shape, dtype: .float64)
            if operands.allSatisfy({ $0.rank == 0 }) {
                let numbers = operands.map { $0.scalar(at: []).double }
                result.withUnsafeMutableElements(of: Double.self) { buffer in
                    for i in buffer.indices { buffer[i] = draw(numbers) }
                }
                return Value(result)
            }
            var columns: [[Double]] = []
            for operand in operands {
                guard let wide = operand.broadcast(to: shape) else {
                    throw TensorError(.value, "shape mismatch: objects cannot be broadcast to a single shape")
                }
                columns.append(try wide.elements(as: Double.self))
            }
            result.withUnsafeMutableElements(of: Double.self) { buffer in
                for i in buffer.indices { buffer[i] = draw(columns.map { $0[i] }) }
            }
            return Value(result)
        }
    }

    private static func uniformRow(_ name: String, _ doc: String) -> NativeFunction {
        NativeFunction(name, [size], doc: doc) { (call) throws(LanguageError) in
            let random = source(call)
            guard let shape = try shape(call, 0) else { return .float(random.double()) }
            return Value(try lifting { () throws(TensorError) in try random.uniform(shape) })
        }
    }

    /// Rows that both kinds of stream have.
    private static let shared: [NativeFunction] = [
        NativeFunction(
            "uniform", [Parameter("low", .float(0)), Parameter("high", .float(1)), size],
            doc: "Numbers uniform in [low, high)."
        ) { (call) throws(LanguageError) in
            let random = source(call)
            return try drawn(call, [0, 1], 2) { $0[0] + ($0[1] - $0[0]) * random.double() }
        },
        NativeFunction(
            "normal", [Parameter("loc", .float(0)), Parameter("scale", .float(1)), size],
            doc: "Normal numbers of a mean and deviation."
        ) { (call) throws(LanguageError) in
            let random = source(call)
            let scale = try call.tensor(1, dtype: .float64)
            if try lifting({ () throws(TensorError) in try scale.scalars() }).contains(where: { $0.double < 0 }) {
                throw LanguageError.valueError("scale < 0")
            }
            return try drawn(call, [0, 1], 2) { $0[0] + $0[1] * random.normal() }
        },
        NativeFunction("standard_normal", [size], doc: "Normal numbers of mean 0 and deviation 1.") {
            (call) throws(LanguageError) in
            let random = source(call)
            return try drawn(call, [], 0) { _ in random.normal() }
        },
        NativeFunction("exponential", [Parameter("scale", .float(1)), size], doc: "Exponential numbers of a mean.") {
            (call) throws(LanguageError) in
            let random = source(call)
            return try drawn(call, [0], 1) { $0[0] * random.exponential() }
        },
        NativeFunction("standard_exponential", [size], doc: "Exponential numbers of mean 1.") {
            (call) throws(LanguageError) in
            let random = source(call)
            return try drawn(call, [], 0) { _ in random.exponential() }
        },
        NativeFunction(
            "permutation", [Parameter("x")], doc: "A permuted range, or a copy of a sequence in random order."
        ) {
            (call) throws(LanguageError) in
            let random = source(call)
            if let count = call.interpreter.index(call[0]) {
                return Value(try lifting { () throws(TensorError) in try random.permutation(count) })
            }
            let x = try call.tensor(0)
            guard x.rank > 0 else { throw LanguageError.typeError("x must be an integer or at least 1-dimensional") }
            return Value(
                try lifting { () throws(TensorError) in try x.take(random.permutation(x.shape[0]), axis: 0) })
        },
        NativeFunction("shuffle", [Parameter("x")], doc: "Reorders a sequence in place.") {
            (call) throws(LanguageError) in
            let random = source(call)
            switch call[0] {
            case .list(let list):
                random.shuffle(count: list.values.count) { (i, j) in list.values.swapAt(i, j) }
            case .object(let array as ArrayObject) where array.tensor.rank > 0:
                let tensor = array.tensor
                try lifting { () throws(TensorError) in
                    let order = try random.permutation(tensor.shape[0])
                    try tensor.assign(tensor.take(order, axis: 0))
                }
            default:
                throw LanguageError.typeError("shuffle() wants a list or an array, not '\(call[0].typeName)'")
            }
            return .none
        },
        NativeFunction(
            "choice", [Parameter("a"), size, Parameter("replace", .bool(true)), Parameter("p", .none)],
            doc: "Random elements of a sequence or range."
        ) { (call) throws(LanguageError) in
            let random = source(call)
            let wanted = try shape(call, 1)
            let (replacing, weights) = (
                try call.bool(2), call.optional(3) == nil ? nil : try call.tensor(3, dtype: .float64)
            )
            let count = call.interpreter.index(call[0])
            var population: Tensor?
            var objects: [Value]?
            if count == nil {
                let values = try call.values(0)
                if values.contains(where: { if case .str = $0 { true } else { false } }) {
                    objects = values
                } else {
                    population = try call.tensor(0)
                }
            }
            if let count, count <= 0, (wanted ?? [1]).reduce(1, *) > 0 {
                throw LanguageError.valueError(
                    random.kind == .legacy
                        ? "a must be greater than 0 unless no samples are taken"
                        : "a must be a positive integer unless no samples are taken")
            }
            let total = count ?? objects?.count ?? population?.shape.first ?? 0
            let places = try lifting { () throws(TensorError) in
                try random.choice(total, shape: wanted ?? [], replacing: replacing, weights: weights)
            }
            if let objects {
                let chosen = try lifting { () throws(TensorError) in try places.elements(as: Int64.self) }.map {
                    objects[Int($0)]
                }
                return wanted == nil ? chosen[0] : Value(chosen)
            }
            guard let population else {
                if wanted == nil {
                    return random.kind == .legacy ? .int(Int(places.scalar(at: []).int)) : .result(places)
                }
                return Value(places)
            }
            return .result(try lifting { () throws(TensorError) in try population.take(places, axis: 0) })
        },
    ]

    /// `numpy.random`'s functions, which are RandomState's methods.
    static let legacyRows: [NativeFunction] =
        shared + ["random", "random_sample", "ranf", "sample"].map { uniformRow($0, "Numbers uniform in [0, 1).") } + [
            NativeFunction(
                "seed", [Parameter("seed", .none)], doc: "Starts the stream anew: the same seed gives the same numbers."
            ) {
                (call) throws(LanguageError) in
                source(call).reseed(try legacy(call.optional(0), call.interpreter))
                return .none
            },
            NativeFunction(
                "rand", [Parameter("d", kind: .varPositional)], doc: "Numbers uniform in [0, 1) in a given shape."
            ) {
                (call) throws(LanguageError) in
                let random = source(call)
                let sizes = try NumPyArgument.shape(call[0], call.interpreter)
                if sizes.isEmpty { return .float(random.double()) }
                return Value(try lifting { () throws(TensorError) in try random.uniform(sizes) })
            },
            NativeFunction(
                "randn", [Parameter("d", kind: .varPositional)], doc: "Standard normal numbers in a given shape."
            ) {
                (call) throws(LanguageError) in
                let random = source(call)
                let sizes = try NumPyArgument.shape(call[0], call.interpreter)
                if sizes.isEmpty { return .float(random.normal()) }
                return Value(try lifting { () throws(TensorError) in try random.normal(sizes) })
            },
            NativeFunction(
                "randint", [Parameter("low"), Parameter("high", .none), size, Parameter("dtype", .none)],
                doc: "Integers from low (or 0) up to and without high."
            ) { (call) throws(LanguageError) in
                try integers(call, source(call), dtypePlace: 3, closed: false)
            },
        ]

    /// The methods of `default_rng()`'s streams.
    static let generatorRows: [NativeFunction] =
        shared + [
            NativeFunction("random", [size, Parameter("dtype", .none)], doc: "Numbers uniform in [0, 1).") {
                (call) throws(LanguageError) in
                let random = source(call)
                let dtype = try call.dtype(1) ?? .float64
                guard let shape = try shape(call, 0) else {
                    return .plain(
                        try lifting { () throws(TensorError) in try random.uniform([], dtype: dtype) }.scalar(at: []),
                        dtype)
                }
                return Value(try lifting { () throws(TensorError) in try random.uniform(shape, dtype: dtype) })
            },
            NativeFunction(
                "integers",
                [
                    Parameter("low"), Parameter("high", .none), size, Parameter("dtype", .none),
                    Parameter("endpoint", .bool(false)),
                ],
                doc: "Integers from low (or 0) up to high, which is included with endpoint."
            ) { (call) throws(LanguageError) in
                try integers(call, source(call), dtypePlace: 3, closed: try call.bool(4))
            },
        ]

    private static func integers(
        _ call: Call, _ random: RandomSource, dtypePlace: Int, closed: Bool
    ) throws(LanguageError) -> Value {
        let hasHigh = call.optional(1) != nil
        let low = hasHigh ? try whole(call, 0) : 0
        var high = try whole(call, hasHigh ? 1 : 0)
        if closed { high = high == .max ? high : high + 1 }
        let dtype = try call.dtype(dtypePlace)
        let wanted = try shape(call, 2)
        if low >= high {
            throw LanguageError.valueError(closed ? "low > high" : !hasHigh ? "high <= 0" : "low >= high")
        }
        let result = try lifting { () throws(TensorError) in
            try random.integers(low: low, high: high, shape: wanted ?? [], dtype: dtype ?? .int64)
        }
        if wanted == nil && dtype == nil && random.kind == .legacy { return .int(Int(result.scalar(at: []).int)) }
        return wanted == nil ? .result(result) : Value(result)
    }

    private static func whole(_ call: Call, _ place: Int) throws(LanguageError) -> Int {
        if case .float(let number) = call[place], let exact = Int(exactly: number) { return exact }
        return try call.int(place)
    }

    /// The module.
    static let module = NativeModule(
        "numpy.random", doc: "Random numbers: NumPy's own streams, bit for bit.",
        functions: legacyRows + [
            NativeFunction("default_rng", [Parameter("seed", .none)], doc: "A new stream (PCG64) from a seed.") {
                (call) throws(LanguageError) in
                guard let seed = call.optional(0) else { return .object(RandomObject(.unforeseen(.generator))) }
                if case .object(let random as RandomObject) = seed { return .object(random) }
                if let number = call.interpreter.index(seed) {
                    guard number >= 0 else { throw LanguageError.valueError("expected non-negative integer") }
                    return .object(RandomObject(RandomSource(sequence: SeedSequence(seed: UInt64(number)))))
                }
                var words: [UInt32] = []
                for number in try NumPyArgument.shape(seed, call.interpreter) {
                    guard number >= 0 else { throw LanguageError.valueError("expected non-negative integer") }
                    words.append(UInt32(truncatingIfNeeded: number))
                    if number >> 32 != 0 { words.append(UInt32(truncatingIfNeeded: number >> 32)) }
                }
                return .object(RandomObject(RandomSource(sequence: SeedSequence(words))))
            }
        ], types: [.randomState, .generatorType])
}
