internal import BigInt

/// The functions of `math` that take and give integers, of any size.
enum WholeMath {
    private static func number(_ call: Call, _ place: Int = 0) throws(LanguageError) -> BigInt {
        try call.interpreter.requireInteger(call[place])
    }

    /// `n` and `k` of combinations and permutations; `nil` where there is nothing to choose from.
    private static func choice(_ n: BigInt, _ k: BigInt) throws(LanguageError) -> BigInt? {
        if n.isNegative { throw LanguageError.valueError("n must be a non-negative integer") }
        if k.isNegative { throw LanguageError.valueError("k must be a non-negative integer") }
        return k > n ? nil : k
    }

    static let rows: [NativeFunction] = [
        NativeFunction("factorial", [.positional("n")], doc: "1 * 2 * … * n.") { (call) throws(LanguageError) in
            let n = try number(call)
            if n.isNegative { throw LanguageError.valueError("factorial() not defined for negative values") }
            guard let count = n.small else {
                throw LanguageError.overflow("factorial() argument should not exceed 9223372036854775807")
            }
            // n! has more than n bits from 8 on, and n * log2(n) - 1.5 * n about.
            if count > 40_000_000 { throw LanguageError(.memoryError, "") }
            return Value(try BigArithmetic(call.interpreter).product(from: 1, through: n))
        },
        NativeFunction("gcd", [.rest("integers")], doc: "The greatest common divisor.") {
            (call) throws(LanguageError) in
            var result: BigInt = 0
            for value in call.rest(0) {
                let next = try call.interpreter.requireInteger(value)
                result = try BigArithmetic(call.interpreter).greatestCommonDivisor(result, next)
            }
            return Value(result)
        },
        NativeFunction("lcm", [.rest("integers")], doc: "The least common multiple.") {
            (call) throws(LanguageError) in
            let arithmetic = BigArithmetic(call.interpreter)
            var result: BigInt = 1
            for value in call.rest(0) {
                let next = try call.interpreter.requireInteger(value)
                if result.isZero || next.isZero {
                    result = 0
                    continue
                }
                let divisor = try arithmetic.greatestCommonDivisor(result, next)
                let part = try arithmetic.floorDivide(result, divisor).quotient
                result = BigInt(try arithmetic.multiply(part, next).magnitude)
            }
            return Value(result)
        },
        NativeFunction("isqrt", [.positional("n")], doc: "The whole part of the square root.") {
            (call) throws(LanguageError) in
            let n = try number(call)
            if n.isNegative { throw LanguageError.valueError("isqrt() argument must be nonnegative") }
            return Value(try BigArithmetic(call.interpreter).squareRoot(n))
        },
        NativeFunction(
            "comb", [.positional("n"), .positional("k")], doc: "How many ways there are to choose k of n things."
        ) { (call) throws(LanguageError) in
            let n = try number(call)
            guard var k = try choice(n, number(call, 1)) else { return .int(0) }
            k = min(k, n - k)
            if k.small == nil {
                throw LanguageError.overflow("min(n - k, k) must not exceed 9223372036854775807")
            }
            let arithmetic = BigArithmetic(call.interpreter)
            let top = try arithmetic.product(from: n - k + 1, through: n)
            return Value(try arithmetic.floorDivide(top, arithmetic.product(from: 1, through: k)).quotient)
        },
        NativeFunction(
            "perm", [.positional("n"), .positional("k", .none)], doc: "How many ways there are to order k of n things."
        ) { (call) throws(LanguageError) in
            let n = try number(call)
            guard let k = try choice(n, call[1].isNone ? n : number(call, 1)) else { return .int(0) }
            if k.small == nil { throw LanguageError.overflow("k must not exceed 9223372036854775807") }
            return Value(try BigArithmetic(call.interpreter).product(from: n - k + 1, through: n))
        },
        NativeFunction(
            "prod", [.positional("iterable"), .keyword("start", .int(1))], doc: "The product of values."
        ) { (call) throws(LanguageError) in
            var result = call[1]
            for value in try call.values(0) {
                result = try call.interpreter.binary(.multiply, result, value)
                try call.interpreter.checkInterrupt()
            }
            return result
        },
    ]
}
