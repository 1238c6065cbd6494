internal import BigInt
import Glibc

/// `random`: CPython's numbers for CPython's seeds.
enum RandomModule {
    /// The generator of the object before the dot, or the interpreter's own.
    static func generator(_ call: Call) -> RandomGenerator {
        if case .object(let object as RandomObject)? = call.receiver { return object.generator }
        return call.interpreter.ownState(of: RandomGenerator.self) { RandomGenerator() }
    }

    static func number(_ call: Call, _ place: Int) throws(LanguageError) -> Double { try call.double(place) }

    /// A number of `range(start, stop, step)`, of any size.
    private static func draw(
        _ call: Call, start: BigInt, stop: BigInt, step: BigInt
    ) throws(LanguageError) -> Value {
        if step.isZero { throw LanguageError.valueError("zero step for randrange()") }
        let width = stop - start
        let reach = width + step + (step.isNegative ? 1 : -1)
        let count = try BigArithmetic(call.interpreter).floorDivide(reach, step).quotient
        if count.isNegative || count.isZero {
            throw LanguageError.valueError(
                step == 1
                    ? "empty range for randrange() (\(start), \(stop), \(width))" : "empty range for randrange()")
        }
        return Value(start + BigInt(generator(call).below(count.magnitude)) * step)
    }

    /// Starts a generator anew.
    static func seed(_ generator: RandomGenerator, _ value: Value) throws(LanguageError) {
        switch value {
        case .none, .unbound: generator.take(from: RandomGenerator())
        case .int(let number): generator.seed(UInt64(number.magnitude))
        case .object(let big as BigInteger): generator.seed(big.number.magnitude)
        case .bool(let flag): generator.seed(UInt64(flag ? 1 : 0))
        case .float(let number):
            // CPython takes the hash of a float; that of a whole one is the number.
            guard let whole = Int(exactly: number) else { fallthrough }
            generator.seed(UInt64(whole.magnitude))
        default:
            throw LanguageError.typeError(
                "random.seed() takes a whole number or None here, not \(value.typeName)",
                hint: "texts and broken numbers as seeds would give other numbers than Python's")
        }
    }

    static let rows: [NativeFunction] = [
        NativeFunction(
            "seed", [Parameter("a", .none), Parameter("version", .int(2))],
            doc: "Starts the numbers anew: the same whole number gives the same ones."
        ) { (call) throws(LanguageError) in
            try seed(generator(call), call[0])
            return .none
        },
        NativeFunction("random", doc: "A number in [0, 1).") { call in .float(generator(call).random()) },
        NativeFunction("uniform", [Parameter("a"), Parameter("b")], doc: "A number between a and b.") {
            (call) throws(LanguageError) in
            let (a, b) = (try number(call, 0), try number(call, 1))
            return .float(a + (b - a) * generator(call).random())
        },
        NativeFunction("randint", [Parameter("a"), Parameter("b")], doc: "A whole number from a to b, both included.") {
            (call) throws(LanguageError) in
            let (a, b) = (try call.integer(0), try call.integer(1))
            return try draw(call, start: a, stop: b + 1, step: 1)
        },
        NativeFunction(
            "randrange", [Parameter("start"), Parameter("stop", .none), Parameter("step", .int(1))],
            doc: "A number of range(start, stop, step)."
        ) { (call) throws(LanguageError) in
            if call[1].isNone {
                let stop = try call.integer(0)
                if stop.isNegative || stop.isZero { throw LanguageError.valueError("empty range for randrange()") }
                return try draw(call, start: 0, stop: stop, step: 1)
            }
            return try draw(
                call, start: try call.integer(0), stop: try call.integer(1), step: try call.integer(2))
        },
        NativeFunction("getrandbits", [.positional("k")], doc: "A whole number of k random bits.") {
            (call) throws(LanguageError) in
            let count = try call.place(0)
            if count < 0 { throw LanguageError.valueError("number of bits must be non-negative") }
            if count > BigArithmetic.bitLimit { throw LanguageError(.memoryError, "") }
            return Value(BigInt(generator(call).bigBits(count)))
        },
        NativeFunction("choice", [Parameter("seq")], doc: "One element of a sequence.") {
            (call) throws(LanguageError) in
            let count = try call.interpreter.length(call[0])
            if count == 0 { throw LanguageError.indexError("Cannot choose from an empty sequence") }
            return try call.interpreter.getItem(call[0], .int(Int(generator(call).below(UInt64(count)))))
        },
        NativeFunction("shuffle", [Parameter("x")], doc: "Puts a list in random order.") {
            (call) throws(LanguageError) in
            let generator = generator(call)
            var i = try call.interpreter.length(call[0]) - 1
            while i > 0 {
                let j = Int(generator.below(UInt64(i + 1)))
                if case .list(let list) = call[0] {
                    list.values.swapAt(i, j)
                } else {
                    let (a, b) = (
                        try call.interpreter.getItem(call[0], .int(i)), try call.interpreter.getItem(call[0], .int(j))
                    )
                    try call.interpreter.setItem(call[0], .int(i), b)
                    try call.interpreter.setItem(call[0], .int(j), a)
                }
                i -= 1
            }
            return .none
        },
        NativeFunction(
            "sample", [Parameter("population"), Parameter("k"), .keyword("counts", .none)],
            doc: "k different elements of a sequence."
        ) {
            (call) throws(LanguageError) in
            if case .object(let object) = call[0], object is SetObject {
                throw LanguageError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            if case .dict = call[0] {
                throw LanguageError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            var source = call[0]
            var count = try call.interpreter.length(source)
            let k = try call.place(1)
            if !call[2].isNone {
                let values = try call.interpreter.array(of: source)
                var repeated: [Value] = []
                for (value, times) in zip(values, try call.values(2)) {
                    guard let times = try call.interpreter.smallInteger(times), times >= 0 else {
                        throw LanguageError.typeError("Counts must be integers")
                    }
                    repeated += try call.interpreter.repeated([value], times)
                    if repeated.count > Interpreter.sizeLimit / 16 { throw LanguageError(.memoryError, "") }
                }
                (source, count) = (Value(repeated), repeated.count)
            }
            if k < 0 || k > count {
                throw LanguageError.valueError("Sample larger than population or is negative")
            }
            let generator = generator(call)
            // CPython picks its method by the memory it takes; the numbers drawn depend on that choice.
            var setSize = 21.0
            if k > 5 { setSize += pow(4, ceil(log(Double(k) * 3) / log(4))) }
            var result: [Value] = []
            if Double(count) <= setSize {
                var pool = try call.interpreter.array(of: source)
                for i in 0..<k {
                    let j = Int(generator.below(UInt64(count - i)))
                    result.append(pool[j])
                    pool[j] = pool[count - i - 1]
                }
            } else {
                var seen = Set<Int>()
                for _ in 0..<k {
                    var j = Int(generator.below(UInt64(count)))
                    while seen.contains(j) { j = Int(generator.below(UInt64(count))) }
                    seen.insert(j)
                    result.append(try call.interpreter.getItem(source, .int(j)))
                    if result.count & 0xFFF == 0 { try call.interpreter.checkInterrupt() }
                }
            }
            return Value(result)
        },
        NativeFunction(
            "choices",
            [
                Parameter("population"), Parameter("weights", .none), .keyword("cum_weights", .none),
                .keyword("k", .int(1)),
            ], doc: "k elements of a sequence, perhaps repeated, perhaps with weights."
        ) { (call) throws(LanguageError) in
            let pool = try call.values(0)
            let generator = generator(call)
            let k = max(0, try call.place(3))
            if k > Interpreter.sizeLimit / 16 { throw LanguageError(.memoryError, "") }
            if call[1].isNone && call[2].isNone {
                if pool.isEmpty && k > 0 { throw LanguageError.indexError("list index out of range") }
                let scale = Double(pool.count)
                return Value((0..<k).map { _ in pool[Int((generator.random() * scale).rounded(.down))] })
            }
            var totals: [Double] = []
            for value in try call.values(call[1].isNone ? 2 : 1) {
                guard let weight = try call.interpreter.number(value) else {
                    throw LanguageError.typeError("weights must be numbers, not \(value.typeName)")
                }
                totals.append(call[1].isNone ? weight : (totals.last ?? 0) + weight)
            }
            if totals.count != pool.count {
                throw LanguageError.valueError("The number of weights does not match the population")
            }
            guard let total = totals.last, total > 0 else {
                throw LanguageError.valueError("Total of weights must be greater than zero")
            }
            return Value(
                (0..<k).map { _ in
                    let draw = generator.random() * total
                    return pool[totals.dropLast().firstIndex { draw < $0 } ?? pool.count - 1]
                })
        },
        NativeFunction(
            "gauss", [Parameter("mu", .float(0)), Parameter("sigma", .float(1))], doc: "A normally distributed number."
        ) { (call) throws(LanguageError) in .float(generator(call).gauss(try number(call, 0), try number(call, 1))) },
        NativeFunction(
            "normalvariate", [Parameter("mu", .float(0)), Parameter("sigma", .float(1))],
            doc: "A normally distributed number."
        ) { (call) throws(LanguageError) in .float(generator(call).normal(try number(call, 0), try number(call, 1))) },
        NativeFunction("expovariate", [Parameter("lambd")], doc: "An exponentially distributed number.") {
            (call) throws(LanguageError) in .float(-log(1 - generator(call).random()) / (try number(call, 0)))
        },
        NativeFunction(
            "triangular", [Parameter("low", .float(0)), Parameter("high", .float(1)), Parameter("mode", .none)],
            doc: "A number from a triangular distribution."
        ) { (call) throws(LanguageError) in
            var (low, high, u) = (try number(call, 0), try number(call, 1), generator(call).random())
            if high == low { return .float(low) }
            var c = call[2].isNone ? 0.5 : (try number(call, 2) - low) / (high - low)
            if u > c {
                u = 1 - u
                c = 1 - c
                swap(&low, &high)
            }
            return .float(low + (high - low) * (u * c).squareRoot())
        },
    ]

    static let module = NativeModule(
        "random", doc: "Random numbers: CPython's, for CPython's seeds.", functions: rows + distributions,
        types: [RandomObject.type])
}
