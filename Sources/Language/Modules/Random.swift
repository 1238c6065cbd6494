import BigInt
import Glibc

/// The generator MT19937 as CPython seeds and reads it: the same seed gives the same numbers.
///
/// Matsumoto and Nishimura, "Mersenne Twister", 1998; seeding by `init_by_array` as in CPython's `_randommodule.c`.
final class MersenneTwister {
    private var state = [UInt32](repeating: 0, count: 624)
    private var place = 624
    /// The second number of the last pair that `gauss` made.
    var spareGaussian: Double?

    /// A generator seeded by a whole number, of which only the size counts.
    init(seed: UInt64) { self.seed(key: [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]) }

    /// Seeds with a whole number, as `random.seed(int)` does.
    func seed(_ number: UInt64) {
        let high = UInt32(number >> 32)
        seed(key: high == 0 ? [UInt32(truncatingIfNeeded: number)] : [UInt32(truncatingIfNeeded: number), high])
    }

    func seed(key: [UInt32]) {
        spareGaussian = nil
        state[0] = 19_650_218
        for i in 1..<624 {
            state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
        }
        var (i, j) = (1, 0)
        for _ in 0..<max(624, key.count) {
            state[i] =
                (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
            if j >= key.count { j = 0 }
        }
        for _ in 0..<623 {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
        }
        state[0] = 0x8000_0000
        place = 624
    }

    /// The next 32 bits.
    func next32() -> UInt32 {
        if place >= 624 {
            for k in 0..<624 {
                let y = (state[k] & 0x8000_0000) | (state[(k + 1) % 624] & 0x7FFF_FFFF)
                state[k] = state[(k + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
            }
            place = 0
        }
        var y = state[place]
        place += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    /// A number in [0, 1) with 53 random bits.
    func random() -> Double {
        let a = next32() >> 5
        let b = next32() >> 6
        return (Double(a) * 67_108_864 + Double(b)) * (1 / 9_007_199_254_740_992)
    }

    /// So many random bits, at most 64; the first 32 drawn are the lowest.
    func bits(_ count: Int) -> UInt64 {
        if count <= 0 { return 0 }
        if count <= 32 { return UInt64(next32() >> UInt32(32 - count)) }
        let low = UInt64(next32())
        return low | UInt64(next32() >> UInt32(64 - count)) << 32
    }

    /// A whole number in 0 ..< n, by drawing until one fits.
    func below(_ n: UInt64) -> UInt64 {
        if n == 0 { return 0 }
        let count = UInt64.bitWidth - n.leadingZeroBitCount
        while true {
            let draw = bits(count)
            if draw < n { return draw }
        }
    }

    /// So many random bits; each 32 drawn stand above those before.
    func bigBits(_ count: Int) -> BigUInt {
        if count <= 64 { return BigUInt(bits(count)) }
        var words = [UInt](repeating: 0, count: (count + 63) / 64)
        for place in 0..<(count + 31) / 32 {
            let left = count - place * 32
            let part = next32() >> UInt32(max(0, 32 - left))
            words[place / 2] |= UInt(part) << UInt(place % 2 * 32)
        }
        return BigUInt(words: words)
    }

    /// A whole number in 0 ..< n of any size, which must not be 0.
    func below(_ n: BigUInt) -> BigUInt {
        while true {
            let draw = bigBits(n.bitWidth)
            if draw < n { return draw }
        }
    }

    /// Seeds with a whole number of any size.
    func seed(_ number: BigUInt) {
        let halves = number.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
        let count = (number.bitWidth + 31) / 32
        seed(key: Array(halves.prefix(max(1, count))))
    }

    /// A normally distributed number, by Kinderman and Monahan's ratio of uniforms.
    func normal(_ mean: Double, _ deviation: Double) -> Double {
        let magic = 4 * exp(-0.5) / 2.0.squareRoot()
        while true {
            let u = random()
            let v = 1 - random()
            let z = magic * (u - 0.5) / v
            if z * z / 4 <= -log(v) { return mean + z * deviation }
        }
    }

    /// A normally distributed number, made in pairs as CPython's `gauss`.
    func gauss(_ mean: Double, _ deviation: Double) -> Double {
        if let spare = spareGaussian {
            spareGaussian = nil
            return mean + spare * deviation
        }
        let angle = random() * 2 * Double.pi
        let radius = (-2 * log(1 - random())).squareRoot()
        spareGaussian = sin(angle) * radius
        return mean + cos(angle) * radius * deviation
    }
}

/// `random`: CPython's numbers for CPython's seeds.
enum RandomModule {
    private static func generator(_ call: Call) -> MersenneTwister {
        call.interpreter.state(of: MersenneTwister.self) {
            MersenneTwister(seed: UInt64.random(in: 0...UInt64.max))
        }
    }

    private static func number(_ call: Call, _ place: Int) throws(LanguageError) -> Double { try call.double(place) }

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

    static let rows: [NativeFunction] = [
        NativeFunction(
            "seed", [Parameter("a", .none), Parameter("version", .int(2))],
            doc: "Starts the numbers anew: the same whole number gives the same ones."
        ) { (call) throws(LanguageError) in
            let generator = generator(call)
            switch call[0] {
            case .none: generator.seed(UInt64.random(in: 0...UInt64.max))
            case .int(let number): generator.seed(UInt64(number.magnitude))
            case .object(let big as BigInteger): generator.seed(big.number.magnitude)
            case .bool(let flag): generator.seed(UInt64(flag ? 1 : 0))
            default:
                throw LanguageError.typeError(
                    "random.seed() takes a whole number or None here, not \(call[0].typeName)",
                    hint: "texts and floats as seeds would give other numbers than Python's")
            }
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
        NativeFunction("sample", [Parameter("population"), Parameter("k")], doc: "k different elements of a sequence.")
        {
            (call) throws(LanguageError) in
            if case .object(let object) = call[0], object is SetObject {
                throw LanguageError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            if case .dict = call[0] {
                throw LanguageError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
            }
            var pool = try call.values(0)
            let k = try call.place(1)
            if k < 0 || k > pool.count {
                throw LanguageError.valueError("Sample larger than population or is negative")
            }
            let generator = generator(call)
            // CPython picks its method by the memory it takes; the numbers drawn depend on that choice.
            var setSize = 21.0
            if k > 5 { setSize += pow(4, ceil(log(Double(k) * 3) / log(4))) }
            var result: [Value] = []
            if Double(pool.count) <= setSize {
                for i in 0..<k {
                    let j = Int(generator.below(UInt64(pool.count - i)))
                    result.append(pool[j])
                    pool[j] = pool[pool.count - i - 1]
                }
            } else {
                var seen = Set<Int>()
                for _ in 0..<k {
                    var j = Int(generator.below(UInt64(pool.count)))
                    while seen.contains(j) { j = Int(generator.below(UInt64(pool.count))) }
                    seen.insert(j)
                    result.append(pool[j])
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

    static let module = NativeModule("random", doc: "Random numbers: CPython's, for CPython's seeds.", functions: rows)
}
