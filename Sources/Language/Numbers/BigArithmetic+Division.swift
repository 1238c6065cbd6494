internal import BigInt

extension BigArithmetic {
    /// `x // y` and `x % y`: the quotient is rounded down, the rest has the divisor's sign. `y` must not be 0.
    func floorDivide(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> (quotient: BigInt, rest: BigInt) {
        let (quotient, rest) = try divide(x.magnitude, y.magnitude)
        if x.isNegative == y.isNegative {
            return (BigInt(quotient), BigInt(sign: y.isNegative ? .minus : .plus, magnitude: rest))
        }
        if rest.isZero { return (-BigInt(quotient), 0) }
        return (
            -BigInt(quotient) - 1, BigInt(sign: y.isNegative ? .minus : .plus, magnitude: y.magnitude - rest)
        )
    }

    /// Quotient and rest of numbers without signs.
    func divide(_ x: BigUInt, _ y: BigUInt) throws(LanguageError) -> (quotient: BigUInt, rest: BigUInt) {
        if y.isZero { throw LanguageError(.zeroDivisionError, "integer division or modulo by zero") }
        if x < y { return (0, x) }
        if x.words.count <= BigArithmetic.wordsAtOnce { return BigArithmetic.divideAtOnce(x, y) }
        // Digits of as many words as the divisor has, from the highest down.
        let padding = (64 - y.bitWidth % 64) % 64
        let (divisor, words) = (y << padding, Array((x << padding).words))
        let size = max(divisor.words.count, BigArithmetic.wordsAtOnce / 4)
        var quotient: [UInt] = []
        var rest: BigUInt = 0
        var end = words.count
        while end > 0 {
            try interpreter.checkInterrupt()
            let start = (end - 1) / size * size
            let part = BigUInt(words: words[start..<end])
            let step = try divideDigit((rest << (64 * (end - start))) + part, divisor, 64 * (end - start))
            var digit = Array(step.quotient.words)
            digit.append(contentsOf: repeatElement(0, count: max(0, end - start - digit.count)))
            quotient.append(contentsOf: digit.reversed())
            rest = step.rest
            end = start
        }
        return (BigUInt(words: quotient.reversed()), rest >> padding)
    }

    private static func divideAtOnce(_ x: BigUInt, _ y: BigUInt) -> (quotient: BigUInt, rest: BigUInt) {
        let (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
        return (quotient, rest)
    }

    /// `x / y` where the quotient has at most `bits` bits.
    private func divideDigit(_ x: BigUInt, _ y: BigUInt, _ bits: Int) throws(LanguageError) -> (
        quotient: BigUInt, rest: BigUInt
    ) {
        if y.bitWidth < bits || y.words.count <= BigArithmetic.wordsAtOnce / 4 {
            return BigArithmetic.divideAtOnce(x, y)
        }
        let (quotient, rest) = try twoByOne(BigInt(x), BigInt(y), y.bitWidth)
        return (quotient.magnitude, rest.magnitude)
    }

    /// Burnikel and Ziegler's division of 2n bits by n bits ("Fast Recursive Division", 1998).
    private func twoByOne(_ x: BigInt, _ y: BigInt, _ bits: Int) throws(LanguageError) -> (BigInt, BigInt) {
        try interpreter.checkInterrupt()
        if x.magnitude.bitWidth - bits <= 64 * BigArithmetic.wordsAtOnce / 4 {
            let (quotient, rest) = x.magnitude.quotientAndRemainder(dividingBy: y.magnitude)
            return (BigInt(quotient), BigInt(rest))
        }
        let padding = bits & 1
        let (a, b, half) = (x.magnitude << padding, y.magnitude << padding, (bits + padding) / 2)
        let high = b >> half
        let low = b.lowest(half)
        let (q1, r1) = try threeByTwo(
            BigInt(a >> (2 * half)), BigInt((a >> half).lowest(half)), BigInt(b), BigInt(high), BigInt(low), half)
        let (q2, r2) = try threeByTwo(r1, BigInt(a.lowest(half)), BigInt(b), BigInt(high), BigInt(low), half)
        return ((q1 << half) + q2, BigInt(r2.magnitude >> padding))
    }

    private func threeByTwo(
        _ top: BigInt, _ bottom: BigInt, _ y: BigInt, _ high: BigInt, _ low: BigInt, _ bits: Int
    ) throws(LanguageError) -> (BigInt, BigInt) {
        var quotient: BigInt
        var rest: BigInt
        if BigInt(top.magnitude >> bits) == high {
            (quotient, rest) = ((BigInt(1) << bits) - 1, top - (high << bits) + high)
        } else {
            (quotient, rest) = try twoByOne(top, high, bits)
        }
        rest = (rest << bits) + bottom - (try multiply(quotient, low))
        while rest.isNegative {
            quotient -= 1
            rest += y
        }
        return (quotient, rest)
    }
}

extension BigUInt {
    /// The lowest `bits` bits.
    func lowest(_ bits: Int) -> BigUInt { self - ((self >> bits) << bits) }
}
