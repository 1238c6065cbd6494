import Language
import Tensors

/// Rows of `np.random` that choose: integers, permutations, choices, bytes.
enum RandomSampling {
    static let legacy = ItemFunctions.extending(random: [
        integers("randint", .legacy), randomIntegers, permutation(.legacy), shuffle(.legacy), choice(.legacy), bytes,
    ])
    static let generator = ItemFunctions.extending(random: [
        integers("integers", .generator), permutation(.generator), permuted, shuffle(.generator), choice(.generator),
        bytes,
    ])

    // MARK: Integers

    private static func integers(_ name: String, _ kind: RandomSource.Kind) -> NativeFunction {
        let endpoint = kind == .generator ? [Parameter("endpoint", .bool(false))] : []
        return NativeFunction(
            name,
            [Parameter("low"), Parameter("high", .none), RandomRows.size, Parameter("dtype", .none)] + endpoint,
            doc: "Integers from low (or 0) up to and without high"
                + (endpoint.isEmpty ? "." : "; with endpoint, and high.")
        ) { (call) throws(LanguageError) in
            let isClosed = kind == .generator ? try call.bool(4) : false
            return try draw(call, RandomRows.source(call), isClosed: isClosed)
        }
    }

    private static func draw(_ call: Call, _ random: RandomSource, isClosed: Bool) throws(LanguageError) -> Value {
        let hasHigh = call.optional(1) != nil
        let dtype = try call.dtype(3) ?? .int64
        // Python's int and bool stay Python's for the legacy stream.
        let isPython = random.kind == .legacy && isPythonType(call[3], call.interpreter)
        let shape = try call.shape(2)
        if let end = try wide(call[hasHigh ? 1 : 0], call.interpreter),
            let start = hasHigh ? try wide(call[0], call.interpreter) : 0
        {
            let last = isClosed ? end : end - 1
            if !hasHigh && start > last {
                let fits = dtype.integerRange.map { last <= Int128($0.high) } ?? false
                if fits { throw LanguageError.valueError(isClosed ? "high < 0" : "high <= 0") }
            }
            let drawn = try lifting { () throws(TensorError) in
                try random.integers(from: start, through: last, shape: shape ?? [], dtype: dtype, isClosed: isClosed)
            }
            if shape != nil { return Value(drawn) }
            return isPython ? .plain(drawn.scalar(at: []), dtype) : .result(drawn)
        }
        let high = try call.tensor(hasHigh ? 1 : 0)
        let low =
            hasHigh ? try call.tensor(0) : try lifting { () throws(TensorError) in try Tensor(.int(0), dtype: .int64) }
        return try RandomRows.array { () throws(TensorError) in
            try random.integers(
                low: low, high: high, shape: shape, dtype: dtype, isClosed: isClosed)
        }
    }

    private static func isPythonType(_ value: Value, _ interpreter: Interpreter) -> Bool {
        switch value {
        case .none, .unbound: return true
        case .object(let cls as ClassObject): return cls.native === NativeType.int || cls.native === NativeType.bool
        default: return false
        }
    }

    /// A bound that is one number, which may be as wide as uint64; fractions are cut off. `nil` for arrays.
    private static func wide(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int128? {
        switch value {
        case .int(let number): return Int128(number)
        case .bool(let truth): return truth ? 1 : 0
        case .float(let number): return Int128(exactly: number.rounded(.towardZero)) ?? Int128.max
        case .object(let number as ScalarObject):
            if case .uint(let large) = number.scalar { return Int128(large) }
            return Int128(number.scalar.int)
        case .object(let array as ArrayObject) where array.tensor.rank == 0:
            return Int128(array.tensor.scalar(at: []).int)
        case .list, .tuple, .object(is ArrayObject), .object(is RangeObject): return nil
        case .str:
            throw LanguageError.valueError(
                "invalid literal for int() with base 10: \(try interpreter.repr(value))")
        default: break
        }
        if let number = interpreter.index(value) { return Int128(number) }
        // An integer of more than 64 bits.
        if try interpreter.truth(try interpreter.compare(.less, value, .int(0))) { return Int128.min >> 2 }
        let words = try RandomSeeds.words(value, interpreter)
        if words.count > 3 { return Int128.max >> 2 }
        var sum: Int128 = 0
        for (place, word) in words.enumerated() { sum |= Int128(word) << Int128(32 * place) }
        return sum
    }

    private static let randomIntegers = NativeFunction(
        "random_integers", [Parameter("low"), Parameter("high", .none), RandomRows.size],
        doc: "Integers from low (or 1) to high, both among them; randint is its successor."
    ) { (call) throws(LanguageError) in
        let random = RandomRows.source(call)
        let low = call.optional(1) == nil ? 1 : try call.int(0)
        let high = call.optional(1) == nil ? try call.int(0) : try call.int(1)
        let shape = try call.shape(2)
        if low > high { throw LanguageError.valueError("low >= high") }
        return .result(
            try lifting { () throws(TensorError) in
                try random.integers(from: Int128(low), through: Int128(high), shape: shape ?? [], dtype: .int64)
            })
    }

    private static let bytes = NativeFunction("bytes", [Parameter("length")], doc: "Random bytes.") {
        (call) throws(LanguageError) in
        let (random, length) = (RandomRows.source(call), try call.int(0))
        if length < 0 { throw LanguageError.valueError("negative dimensions are not allowed") }
        if length > 1 << 30 { throw LanguageError(.memoryError, "") }
        var result: [UInt8] = []
        result.reserveCapacity(length + 3)
        while result.count < length {
            let word = random.next32()
            for shift in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
        }
        return .object(BytesObject(Array(result.prefix(length))))
    }

    // MARK: Orders

    private static let axis = Parameter("axis", .int(0))

    private static func permutation(_ kind: RandomSource.Kind) -> NativeFunction {
        NativeFunction(
            "permutation", [Parameter("x")] + (kind == .generator ? [axis] : []),
            doc: "A permuted range, or a copy of a sequence in random order."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            if let count = call.interpreter.index(call[0]) {
                if count < 0 { return try RandomRows.array { () throws(TensorError) in try Tensor([Int64]()) } }
                return try RandomRows.array { () throws(TensorError) in try random.permutation(count) }
            }
            if case .list(let list) = call[0], hasObjects(list.values) {
                let values = list.values
                var order = Array(values.indices)
                random.shuffle(count: order.count) { (i, j) in order.swapAt(i, j) }
                return Value(order.map { values[$0] })
            }
            let x = try call.tensor(0)
            guard x.rank > 0 else {
                if kind == .generator {
                    throw LanguageError(
                        TensorError(.axis, "axis 0 is out of bounds for array of dimension 0"))
                }
                throw LanguageError.indexError("x must be an integer or at least 1-dimensional")
            }
            let place = kind == .generator ? try call.int(1) : 0
            return try RandomRows.array { () throws(TensorError) in
                let axis = try x.checkedAxis(place)
                return try x.take(random.permutation(x.shape[axis]), axis: axis)
            }
        }
    }

    private static let permuted = NativeFunction(
        "permuted", [Parameter("x"), .keyword("axis", .none), .keyword("out", .none)],
        doc: "A copy with the elements in random order: all of them, or each line along an axis by itself."
    ) { (call) throws(LanguageError) in
        let (random, x, axis) = (RandomRows.source(call), try call.tensor(0), try call.axis(1))
        if x.rank == 0 { throw LanguageError.typeError("len() of unsized object") }
        let out = try call.output(2)
        let result = try lifting { () throws(TensorError) in try random.permuted(x, axis: axis) }
        guard let out else { return Value(result) }
        guard out.tensor.shape == result.shape else {
            throw LanguageError.valueError("out must have the same shape as x")
        }
        try lifting { () throws(TensorError) in try out.tensor.assign(result) }
        return .object(out)
    }

    private static func shuffle(_ kind: RandomSource.Kind) -> NativeFunction {
        NativeFunction(
            "shuffle", [Parameter("x")] + (kind == .generator ? [axis] : []), doc: "Reorders a sequence in place."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            let place = kind == .generator ? try call.int(1) : 0
            switch call[0] {
            case .list(let list):
                if place != 0 {
                    throw LanguageError(.notImplementedError, "Axis argument is only supported on ndarray objects")
                }
                random.shuffle(count: list.values.count) { (i, j) in list.values.swapAt(i, j) }
            case .object(let array as ArrayObject) where array.tensor.rank > 0:
                let tensor = array.tensor
                try lifting { () throws(TensorError) in
                    let axis = try tensor.checkedAxis(place)
                    let order = try random.permutation(tensor.shape[axis])
                    try tensor.assign(tensor.take(order, axis: axis))
                }
            case .tuple:
                throw LanguageError.typeError("'tuple' object does not support item assignment")
            default:
                throw LanguageError.typeError("object of type '\(call[0].typeName)' has no len()")
            }
            return .none
        }
    }

    /// True for what arrays do not hold: texts, None and other objects stay as they are.
    private static func hasObjects(_ values: [Value]) -> Bool {
        values.contains {
            switch $0 {
            case .str, .none, .dict: true
            case .object(let object): !(object is ArrayObject || object is ScalarObject || object is RangeObject)
            default: false
            }
        }
    }

    // MARK: Choices

    private static func choice(_ kind: RandomSource.Kind) -> NativeFunction {
        let further = kind == .generator ? [axis, Parameter("shuffle", .bool(true))] : []
        return NativeFunction(
            "choice",
            [Parameter("a"), RandomRows.size, Parameter("replace", .bool(true)), Parameter("p", .none)] + further,
            doc: "Random elements of a sequence or range."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            let wanted = try call.shape(1)
            let isReplacing = try call.bool(2)
            let weights = call.optional(3) == nil ? nil : try call.tensor(3, dtype: .float64)
            let place = kind == .generator ? try call.int(4) : 0
            let isShuffled = kind == .generator ? try call.bool(5) : true
            let isEmpty = (wanted ?? [1]).contains(0)
            let population = try Population(call[0], kind, place, isEmpty: isEmpty, call.interpreter)
            let places = try lifting { () throws(TensorError) in
                try random.choice(
                    population.count, shape: wanted ?? [], replacing: isReplacing, weights: weights,
                    shuffled: isShuffled)
            }
            return try population.values(at: places, isNumber: wanted == nil)
        }
    }

    /// What is chosen from.
    private enum Population {
        case range(Int)
        case array(Tensor, axis: Int)
        case objects([Value])

        init(_ value: Value, _ kind: RandomSource.Kind, _ place: Int, isEmpty: Bool, _ interpreter: Interpreter)
            throws(LanguageError)
        {
            if let count = interpreter.index(value) {
                if count < 0 || count == 0 && !isEmpty {
                    throw LanguageError.valueError(
                        kind == .legacy
                            ? "a must be greater than 0 unless no samples are taken"
                            : "a must be a positive integer unless no samples are taken")
                }
                self = .range(count)
                return
            }
            if case .float = value {
                throw LanguageError.valueError(
                    kind == .legacy
                        ? "a must be 1-dimensional or an integer"
                        : "a must be a sequence or an integer, not <class 'float'>")
            }
            if case .list(let list) = value, RandomSampling.hasObjects(list.values) {
                self = .objects(list.values)
            } else if case .tuple(let tuple) = value, RandomSampling.hasObjects(tuple.values) {
                self = .objects(tuple.values)
            } else {
                let tensor = try NumPyArgument.tensor(value, interpreter)
                if tensor.rank == 0 || kind == .legacy && tensor.rank != 1 {
                    throw LanguageError.valueError(
                        tensor.rank == 0 ? "a must be 1-dimensional or an integer" : "a must be 1-dimensional")
                }
                self = .array(tensor, axis: try lifting { () throws(TensorError) in try tensor.checkedAxis(place) })
            }
            if count == 0 && !isEmpty {
                throw LanguageError.valueError(
                    kind == .legacy
                        ? "'a' cannot be empty unless no samples are taken"
                        : "a cannot be empty unless no samples are taken")
            }
        }

        var count: Int {
            switch self {
            case .range(let count): count
            case .array(let tensor, let axis): tensor.shape[axis]
            case .objects(let values): values.count
            }
        }

        /// The chosen elements.
        func values(at places: Tensor, isNumber: Bool) throws(LanguageError) -> Value {
            switch self {
            case .range:
                return isNumber ? .int(Int(places.scalar(at: []).int)) : Value(places)
            case .array(let tensor, let axis):
                let chosen = try lifting { () throws(TensorError) in try tensor.take(places, axis: axis) }
                return isNumber ? .result(chosen) : Value(chosen)
            case .objects(let values):
                let chosen = try lifting { () throws(TensorError) in try places.elements(as: Int64.self) }
                    .map { values[Int($0)] }
                return isNumber ? chosen.first ?? .none : Value(chosen)
            }
        }
    }
}
