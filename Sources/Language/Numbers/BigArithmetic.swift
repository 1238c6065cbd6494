internal import BigInt

/// Arithmetic of integers of any size as Python defines it.
///
/// Sizes are checked before memory is asked for, and every step that may take long is cut into parts between which the
/// interrupt is polled. Products are Karatsuba's, quotients Burnikel and Ziegler's; below some thousands of words the
/// package's own loops do the work.
struct BigArithmetic {
    let interpreter: Interpreter

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    /// The most bits that a result may have: 100 MB.
    static let bitLimit = 800_000_000

    /// Parts of numbers below this many words are not cut further.
    static let wordsAtOnce = 2048

    /// `x op y`; results that fit 64 bits come back as plain integers.
    func apply(_ op: BinaryOperator, _ x: BigInt, _ y: BigInt) throws(LanguageError) -> Value {
        switch op {
        case .add: return Value(x + y)
        case .subtract: return Value(x - y)
        case .multiply: return Value(try multiply(x, y))
        case .divide: return .float(try quotient(x, y))
        case .floorDivide:
            if y.isZero { throw LanguageError(.zeroDivisionError, "integer division or modulo by zero") }
            return Value(try floorDivide(x, y).quotient)
        case .modulo:
            if y.isZero { throw LanguageError(.zeroDivisionError, "integer modulo by zero") }
            return Value(try floorDivide(x, y).rest)
        case .power:
            if y.isNegative {
                if x.isZero { throw LanguageError(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
                let (base, exponent) = (try BigArithmetic.double(x), try BigArithmetic.double(y))
                return try Arithmetic.floats(.power, base, exponent) ?? .none
            }
            return Value(try power(x, y))
        case .and: return Value(BigArithmetic.bitwise(x, y, &))
        case .or: return Value(BigArithmetic.bitwise(x, y, |))
        case .xor: return Value(BigArithmetic.bitwise(x, y, ^))
        case .shiftLeft:
            if y.isNegative { throw LanguageError.valueError("negative shift count") }
            return Value(try shiftLeft(x, y))
        case .shiftRight:
            if y.isNegative { throw LanguageError.valueError("negative shift count") }
            return Value(BigArithmetic.shiftRight(x, y.clamped))
        case .matrixMultiply: throw LanguageError.typeError("unsupported operand type(s) for @: 'int' and 'int'")
        }
    }

    // MARK: Products

    func multiply(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> BigInt {
        if x.magnitude.bitWidth + y.magnitude.bitWidth > BigArithmetic.bitLimit {
            throw LanguageError(.memoryError, "")
        }
        return BigInt(sign: x.sign == y.sign ? .plus : .minus, magnitude: try multiply(x.magnitude, y.magnitude))
    }

    /// Karatsuba's product with a poll at each cut.
    func multiply(_ x: BigUInt, _ y: BigUInt) throws(LanguageError) -> BigUInt {
        let (long, short) = x.words.count >= y.words.count ? (x, y) : (y, x)
        let count = long.words.count
        if count <= BigArithmetic.wordsAtOnce { return long * short }
        try interpreter.checkInterrupt()
        let half = (count + 1) / 2
        let (high, low) = long.split(at: half)
        if short.words.count <= half {
            return try multiply(low, short) + (multiply(high, short) << (64 * half))
        }
        let (otherHigh, otherLow) = short.split(at: half)
        let top = try multiply(high, otherHigh)
        let bottom = try multiply(low, otherLow)
        let middle = try multiply(high + low, otherHigh + otherLow) - top - bottom
        return (top << (128 * half)) + (middle << (64 * half)) + bottom
    }

    /// The product of the whole numbers from `low` to `high`, halved again and again so that factors stay balanced.
    func product(from low: BigInt, through high: BigInt) throws(LanguageError) -> BigInt {
        let span = high - low
        if span.isNegative { return 1 }
        guard let count = span.small else { throw LanguageError(.memoryError, "") }
        try interpreter.checkInterrupt()
        if count < 16 {
            var result = low
            for step in stride(from: 1, through: count, by: 1) { result *= low + BigInt(step) }
            return result
        }
        let middle = low + BigInt(count / 2)
        return try multiply(product(from: low, through: middle), product(from: middle + 1, through: high))
    }

    // MARK: Powers

    /// `x ** y` for a `y` that is not negative.
    func power(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> BigInt {
        if y.isZero { return 1 }
        if x.magnitude <= 1 { return x.isNegative && y.magnitude.words.first.map { $0 & 1 == 0 } == true ? 1 : x }
        guard let exponent = y.small else { throw LanguageError(.memoryError, "") }
        let (bits, overflow) = (x.magnitude.bitWidth - 1).multipliedReportingOverflow(by: exponent)
        if overflow || bits > BigArithmetic.bitLimit { throw LanguageError(.memoryError, "") }
        // Powers of two are shifts; the odd factor is squared and multiplied.
        let zeros = x.magnitude.trailingZeroBitCount
        let odd = x.magnitude >> zeros
        var result: BigUInt = 1
        if odd != 1 {
            for bit in (0..<(Int.bitWidth - exponent.leadingZeroBitCount)).reversed() {
                result = try multiply(result, result)
                if exponent >> bit & 1 == 1 { result = try multiply(result, odd) }
            }
        }
        return BigInt(sign: x.isNegative && exponent & 1 == 1 ? .minus : .plus, magnitude: result << (zeros * exponent))
    }

    /// `pow(x, y, modulus)`: a negative exponent asks for the inverse; the sign of the result is the modulus's.
    func power(_ x: BigInt, _ y: BigInt, modulo modulus: BigInt) throws(LanguageError) -> BigInt {
        if modulus.isZero { throw LanguageError.valueError("pow() 3rd argument cannot be 0") }
        let m = BigInt(modulus.magnitude)
        var base = try floorDivide(x, m).rest
        if y.isNegative { base = try inverse(base, m) }
        var result = BigInt(1) % m
        for word in y.magnitude.words.reversed() {
            for bit in (0..<64).reversed() {
                try interpreter.checkInterrupt()
                result = try floorDivide(multiply(result, result), m).rest
                if word >> UInt(bit) & 1 == 1 { result = try floorDivide(multiply(result, base), m).rest }
            }
        }
        return modulus.isNegative && !result.isZero ? result + modulus : result
    }

    /// The number whose product with `x` leaves 1 when divided by `modulus`; Euclid's extended algorithm.
    private func inverse(_ x: BigInt, _ modulus: BigInt) throws(LanguageError) -> BigInt {
        var (r, next) = (modulus, x)
        var (t, nextT): (BigInt, BigInt) = (0, 1)
        while !next.isZero {
            let (quotient, rest) = try floorDivide(r, next)
            (r, next) = (next, rest)
            (t, nextT) = (nextT, t - (try multiply(quotient, nextT)))
        }
        if r != 1 { throw LanguageError.valueError("base is not invertible for the given modulus") }
        return try floorDivide(t, modulus).rest
    }

    // MARK: Bits

    func shiftLeft(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> BigInt {
        if x.isZero { return x }
        guard let count = y.small else { throw LanguageError.overflow("too many digits in integer") }
        if count > BigArithmetic.bitLimit - x.magnitude.bitWidth { throw LanguageError(.memoryError, "") }
        return BigInt(sign: x.sign, magnitude: x.magnitude << count)
    }

    /// Towards minus infinity, as Python shifts.
    static func shiftRight(_ x: BigInt, _ count: Int) -> BigInt {
        if count >= x.magnitude.bitWidth { return x.isNegative ? -1 : 0 }
        if !x.isNegative { return BigInt(x.magnitude >> count) }
        return -1 - BigInt((x.magnitude - 1) >> count)
    }

    /// Bit by bit over two's complements of equal length.
    static func bitwise(_ x: BigInt, _ y: BigInt, _ combine: (UInt, UInt) -> UInt) -> BigInt {
        let count = max(x.magnitude.words.count, y.magnitude.words.count) + 1
        let (left, right) = (x.twosComplement(count), y.twosComplement(count))
        var words = (0..<count).map { combine(left[$0], right[$0]) }
        let isNegative = words[count - 1] >> 63 == 1
        if isNegative { words.negate() }
        return BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(words: words))
    }

    // MARK: Roots and divisors

    /// The whole part of the square root of a number that is not negative (the method of CPython's `math.isqrt`).
    func squareRoot(_ n: BigInt) throws(LanguageError) -> BigInt {
        if n.isZero { return 0 }
        let c = (n.magnitude.bitWidth - 1) / 2
        var root: BigUInt = 1
        var d = 0
        for s in (0..<(Int.bitWidth - c.leadingZeroBitCount)).reversed() {
            let e = d
            d = c >> s
            let part = n.magnitude >> (2 * c - e - d + 1)
            root = (root << (d - e - 1)) + (try divide(part, root).quotient)
        }
        return BigInt(try multiply(root, root) > n.magnitude ? root - 1 : root)
    }

    /// The greatest common divisor, by Euclid.
    func greatestCommonDivisor(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> BigInt {
        var (a, b) = (x.magnitude, y.magnitude)
        while !b.isZero {
            try interpreter.checkInterrupt()
            (a, b) = (b, try divide(a, b).rest)
        }
        return BigInt(a)
    }
}

extension BigUInt {
    /// The words from `place` on, and those below it.
    func split(at place: Int) -> (high: BigUInt, low: BigUInt) {
        let words = words
        if place >= words.count { return (0, self) }
        return (BigUInt(words: words[place...]), BigUInt(words: words[..<place]))
    }
}

extension BigInt {
    /// The lowest `count` words of the number's two's complement.
    func twosComplement(_ count: Int) -> [UInt] {
        var words = Array(magnitude.words.prefix(count))
        words.append(contentsOf: repeatElement(0, count: count - words.count))
        if isNegative { words.negate() }
        return words
    }
}

extension [UInt] {
    /// The two's complement of the number that the words stand for.
    mutating func negate() {
        var carry = true
        for i in indices {
            self[i] = ~self[i]
            if carry { (self[i], carry) = self[i].addingReportingOverflow(1) }
        }
    }
}
