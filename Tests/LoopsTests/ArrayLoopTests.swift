import Glibc
import Loops
import Testing

/// Around the edges of vectors, and some long runs.
private let counts = Array(0...70) + [127, 128, 129, 1000]

@Suite struct ArrayLoopTests {
    private static let doubleTwins: [String: @Sendable (Double, Double) -> Double] = [
        "add": { $0 + $1 }, "subtract": { $0 - $1 }, "multiply": { $0 * $1 }, "divide": { $0 / $1 },
        "maximum": { $0 > $1 || $0 != $0 ? $0 : $1 }, "minimum": { $0 < $1 || $0 != $0 ? $0 : $1 },
    ]
    private static let floatTwins: [String: @Sendable (Float, Float) -> Float] = [
        "add": { $0 + $1 }, "subtract": { $0 - $1 }, "multiply": { $0 * $1 }, "divide": { $0 / $1 },
        "maximum": { $0 > $1 || $0 != $0 ? $0 : $1 }, "minimum": { $0 < $1 || $0 != $0 ? $0 : $1 },
    ]

    @Test(arguments: tables) func floatingPointPairsAgreeWithTheirFormulas(_ table: Int) throws {
        var numbers = Numbers(seed: 1)
        for (name, twin) in ArrayLoopTests.doubleTwins {
            try check(table, name, .float64, twin, \.bitPattern) { numbers.anyDouble() }
        }
        for (name, twin) in ArrayLoopTests.floatTwins {
            try check(table, name, .float32, twin, \.bitPattern) { Float(numbers.anyDouble()) }
        }
    }

    @Test(arguments: tables) func integerPairsWrapAround(_ table: Int) throws {
        var numbers = Numbers(seed: 2)
        try checkIntegers(Int64.self, table, .int64) { Int64(bitPattern: numbers.next()) >> Int64(numbers.next() % 60) }
        try checkIntegers(Int32.self, table, .int32) { Int32(truncatingIfNeeded: numbers.next()) }
        try checkIntegers(UInt8.self, table, .uint8) { UInt8(truncatingIfNeeded: numbers.next()) }
    }

    private func checkIntegers<T: FixedWidthInteger & BitwiseCopyable>(
        _ type: T.Type, _ table: Int, _ element: ArrayElement, _ random: () -> T
    ) throws {
        let twins: [String: (T, T) -> T] = [
            "add": { $0 &+ $1 }, "subtract": { $0 &- $1 }, "multiply": { $0 &* $1 }, "maximum": { max($0, $1) },
            "minimum": { min($0, $1) }, "bitwise_and": { $0 & $1 }, "bitwise_or": { $0 | $1 },
            "bitwise_xor": { $0 ^ $1 },
        ]
        for (name, twin) in twins { try check(table, name, element, twin, { $0 }, random) }
    }

    @Test(arguments: tables) func truthValuesAreOneByteEach(_ table: Int) throws {
        var numbers = Numbers(seed: 3)
        let twins: [String: (UInt8, UInt8) -> UInt8] = [
            "bitwise_and": { $0 & $1 != 0 ? 1 : 0 }, "bitwise_or": { $0 | $1 != 0 ? 1 : 0 },
            "bitwise_xor": { $0 ^ $1 != 0 ? 1 : 0 }, "logical_and": { $0 != 0 && $1 != 0 ? 1 : 0 },
            "logical_or": { $0 != 0 || $1 != 0 ? 1 : 0 }, "logical_xor": { ($0 != 0) != ($1 != 0) ? 1 : 0 },
        ]
        for (name, twin) in twins {
            try check(table, name, .bool, twin, { $0 }) {
                [0, 1, 0, 1, 2, 128, 255, UInt8(truncatingIfNeeded: numbers.next())][Int(numbers.next() % 8)]
            }
        }
        for n in counts {
            let x = (0..<n).map { _ in UInt8(numbers.next() % 2) }
            let memory = ArrayMemory(x, shift: n % 7)
            let bytes = memory.base.assumingMemoryBound(to: UInt8.self)
            #expect(Loops.available[table].arrays.countTrue(bytes, n) == x.count { $0 == 1 })
            let not = try #require(Loops.available[table].arrays.unary[.init("logical_not", .bool)])
            not(memory.base, memory.base, n)
            #expect(memory.values == x.map { 1 - $0 } && memory.isIntact)
        }
    }

    /// Arrays with arrays and numbers on either side, the result elsewhere and over an operand; the flags as well.
    private func check<T: BitwiseCopyable, B: Equatable>(
        _ table: Int, _ name: String, _ element: ArrayElement, _ twin: (T, T) -> T, _ bits: (T) -> B,
        _ random: () -> T
    ) throws {
        let loops = Loops.available[table]
        let loop = try #require(loops.arrays.binary[.init(name, element)], "\(loops.name) \(name) \(element)")
        for n in counts {
            let (x, y) = ((0..<max(n, 1)).map { _ in random() }, (0..<max(n, 1)).map { _ in random() })
            for (isNumberA, isNumberB) in [(false, false), (true, false), (false, true)] {
                let (a, b) = (ArrayMemory(x, shift: n % 5), ArrayMemory(y, shift: n % 3))
                feclearexcept(0x1d)
                let expected = (0..<n).map { twin(x[isNumberA ? 0 : $0], y[isNumberB ? 0 : $0]) }
                let expectedFlags = fetestexcept(0x1c)
                let out = ArrayMemory(Array(repeating: x[0], count: n), shift: n % 11)
                feclearexcept(0x1d)
                loop(a.base, isNumberA, b.base, isNumberB, out.base, n)
                let flags = fetestexcept(0x1c)
                let label: Comment = "\(loops.name) \(name) \(element) of \(n), \(isNumberA) \(isNumberB)"
                let isSame = same(out.values, expected, bits)
                #expect(isSame, label)
                #expect(flags == expectedFlags, label)
                #expect(out.isIntact && a.isIntact && b.isIntact, label)
                if !isNumberA && n > 0 {
                    loop(a.base, false, b.base, isNumberB, a.base, n)
                    let isSameInPlace = same(Array(a.values.prefix(n)), expected, bits)
                    #expect(isSameInPlace, label)
                }
            }
        }
    }

    private func same<T, B: Equatable>(_ a: [T], _ b: [T], _ bits: (T) -> B) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy { x, y in
                if let x = x as? Double, let y = y as? Double, x.isNaN && y.isNaN { return true }
                if let x = x as? Float, let y = y as? Float, x.isNaN && y.isNaN { return true }
                return bits(x) == bits(y)
            }
    }

    @Test(arguments: tables) func comparisonsAnswerBytes(_ table: Int) throws {
        var numbers = Numbers(seed: 4)
        try checkComparisons(Double.self, table, .float64) {
            [0, 1, -1, .nan, -0.0, .infinity][Int(numbers.next() % 6)]
        }
        try checkComparisons(Float.self, table, .float32) {
            [0, 1, -1, .nan, -0.0, .infinity][Int(numbers.next() % 6)]
        }
        try checkComparisons(Int64.self, table, .int64) { Int64(numbers.next() % 3) - 1 }
        try checkComparisons(Int32.self, table, .int32) { Int32(numbers.next() % 3) - 1 }
    }

    private func checkComparisons<T: Comparable & BitwiseCopyable>(
        _ type: T.Type, _ table: Int, _ element: ArrayElement, _ random: () -> T
    ) throws {
        let twins: [String: (T, T) -> Bool] = [
            "greater": { $0 > $1 }, "greater_equal": { $0 >= $1 }, "less": { $0 < $1 }, "less_equal": { $0 <= $1 },
            "equal": { $0 == $1 }, "not_equal": { $0 != $1 },
        ]
        let loops = Loops.available[table]
        for (name, twin) in twins {
            let loop = try #require(loops.arrays.binary[.init(name, element)])
            for n in counts {
                let (x, y) = ((0..<max(n, 1)).map { _ in random() }, (0..<max(n, 1)).map { _ in random() })
                let (a, b) = (ArrayMemory(x), ArrayMemory(y))
                for (isNumberA, isNumberB) in [(false, false), (true, false), (false, true)] {
                    let out = ArrayMemory([UInt8](repeating: 7, count: n), shift: n % 11)
                    loop(a.base, isNumberA, b.base, isNumberB, out.base, n)
                    let expected = (0..<n).map { twin(x[isNumberA ? 0 : $0], y[isNumberB ? 0 : $0]) ? UInt8(1) : 0 }
                    #expect(out.values == expected && out.isIntact, "\(loops.name) \(name) \(element) of \(n)")
                }
            }
        }
    }

    @Test(arguments: tables) func functionsOfOneNumberAgreeWithTheirFormulas(_ table: Int) throws {
        let twins: [String: (Double) -> Double] = [
            "negative": { -$0 }, "absolute": { $0.magnitude }, "fabs": { $0.magnitude },
            "sqrt": { $0.squareRoot() }, "square": { $0 * $0 }, "reciprocal": { 1 / $0 }, "exp": Glibc.exp,
            "log": Glibc.log, "sin": Glibc.sin, "cos": Glibc.cos,
        ]
        let loops = Loops.available[table]
        var numbers = Numbers(seed: 5)
        for (name, twin) in twins {
            let loop = try #require(loops.arrays.unary[.init(name, .float64)])
            for n in counts {
                let x = (0..<n).map { _ in name == "exp" ? numbers.exponent() : numbers.anyDouble() }
                let memory = ArrayMemory(x, shift: n % 5)
                feclearexcept(0x1d)
                let expected = x.map(twin)
                let expectedFlags = fetestexcept(0x1d)
                feclearexcept(0x1d)
                loop(memory.base, memory.base, n)
                #expect(fetestexcept(0x1d) == expectedFlags, "\(loops.name) \(name) of \(x)")
                #expect(memory.isIntact)
                for (i, (got, wanted)) in zip(memory.values, expected).enumerated() {
                    let isSame = got == wanted || (got.isNaN && wanted.isNaN)
                    let isNext = name.count < 4 && (got.nextUp == wanted || got.nextDown == wanted)
                    #expect(isSame || isNext, "\(loops.name) \(name)(\(x[i])) = \(got), not \(wanted)")
                    if wanted == 0 { #expect(got.sign == wanted.sign) }
                }
            }
        }
    }

    @Test(arguments: tables) func singlePrecisionFunctionsAreRoundedOnce(_ table: Int) throws {
        let twins: [String: (Float) -> Float] = [
            "negative": { -$0 }, "absolute": { $0.magnitude }, "sqrt": { $0.squareRoot() }, "square": { $0 * $0 },
            "reciprocal": { 1 / $0 }, "exp": Glibc.exp, "log": Glibc.log,
        ]
        let loops = Loops.available[table]
        var numbers = Numbers(seed: 7)
        for (name, twin) in twins {
            let loop = try #require(loops.arrays.unary[.init(name, .float32)])
            for n in counts {
                let x = (0..<n).map { _ in Float(name == "exp" ? numbers.exponent() / 8 : numbers.anyDouble()) }
                let memory = ArrayMemory(x, shift: n % 5)
                loop(memory.base, memory.base, n)
                #expect(memory.isIntact)
                for (i, got) in memory.values.enumerated() {
                    let wanted = twin(x[i])
                    let isSame = got == wanted || (got.isNaN && wanted.isNaN)
                    let isNext = name.count < 4 && (got.nextUp == wanted || got.nextDown == wanted)
                    #expect(isSame || isNext, "\(loops.name) \(name)(\(x[i])) = \(got), not \(wanted)")
                }
            }
        }
    }

    /// The library's own results are within 0.52 units; half a unit more is what the polynomials may lose.
    @Test(arguments: tables) func mostResultsAreThoseOfTheLibrary(_ table: Int) throws {
        let loops = Loops.available[table]
        var numbers = Numbers(seed: 6)
        for (name, twin) in [("exp", Glibc.exp as (Double) -> Double), ("log", Glibc.log), ("sin", Glibc.sin)] {
            let loop = try #require(loops.arrays.unary[.init(name, .float64)])
            let x = (0..<100_000).map { _ in
                let some = Double(numbers.float(name == "log" ? 1 : 700))
                return name == "log" ? Glibc.exp(some * 20) : some
            }
            let memory = ArrayMemory(x)
            loop(memory.base, memory.base, x.count)
            let others = zip(memory.values, x).count { $0 != twin($1) }
            #expect(others < 10_000, "\(loops.name) \(name): \(others) of 100000 differ")
        }
    }
}

extension Numbers {
    /// An argument for the exponential: mostly within its range, sometimes around its ends, sometimes any number.
    fileprivate mutating func exponent() -> Double {
        switch next() % 8 {
        case 0: anyDouble()
        case 1: Double(float(40)) + (next() % 2 == 0 ? 709.8 : -745.2)
        case 2: Double(float(1e-9))
        default: Double(float(700))
        }
    }
}
