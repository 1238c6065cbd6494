internal import BigInt

/// How many decimal digits a conversion between integers and text may have (`sys.set_int_max_str_digits`).
final class DigitLimit {
    /// 0 for no limit.
    var digits = 4300

    /// The limit that the interpreter's program has set.
    static func of(_ interpreter: Interpreter) -> DigitLimit { interpreter.state(of: DigitLimit.self) { DigitLimit() } }
}

extension BigArithmetic {
    /// The number in base 10, within the limit of digits.
    func decimal(_ number: BigInt) throws(LanguageError) -> String {
        let limit = DigitLimit.of(interpreter).digits
        let tooLong = LanguageError.valueError(
            "Exceeds the limit (\(limit) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        )
        // 2**n has n * log10(2) digits: numbers far beyond the limit are not converted at all.
        if limit > 0, Double(number.magnitude.bitWidth - 1) * 0.30102999566398 > Double(limit) { throw tooLong }
        let text = try digits(number.magnitude, radix: 10)
        if limit > 0, text.utf8.count > limit { throw tooLong }
        return number.isNegative ? "-" + text : text
    }

    /// The digits of a number without sign.
    func digits(_ number: BigUInt, radix: Int, uppercase: Bool = false) throws(LanguageError) -> String {
        if radix == 2 || radix == 16 || number.words.count <= 64 {
            return String(number, radix: radix, uppercase: uppercase)
        }
        // Powers of the radix, each the square of the one before; the number is cut by the largest, then by the next.
        var powers = [BigUInt(radix).power(512)]
        while let last = powers.last, last.words.count * 2 <= number.words.count + 1 {
            powers.append(try multiply(last, last))
        }
        return try digits(number, radix, powers[...], isFirst: true)
    }

    private func digits(
        _ number: BigUInt, _ radix: Int, _ powers: ArraySlice<BigUInt>, isFirst: Bool
    ) throws(LanguageError) -> String {
        guard let power = powers.last else {
            let text = String(number, radix: radix)
            return isFirst ? text : String(repeating: "0", count: 512 - text.utf8.count) + text
        }
        let rest = powers.dropLast()
        if isFirst, number < power { return try digits(number, radix, rest, isFirst: true) }
        let (high, low) = try divide(number, power)
        return try digits(high, radix, rest, isFirst: isFirst) + digits(low, radix, rest, isFirst: false)
    }

    /// The number that checked ASCII digits stand for; long decimal texts raise CPython's error.
    func parse(_ digits: Substring.UTF8View, radix: Int) throws(LanguageError) -> BigUInt {
        let limit = DigitLimit.of(interpreter).digits
        if limit > 0, digits.count > limit, radix & (radix - 1) != 0 {
            throw LanguageError.valueError(
                "Exceeds the limit (\(limit) digits) for integer string conversion: value has \(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        }
        return try number(digits, radix)
    }

    private func number(_ digits: Substring.UTF8View, _ radix: Int) throws(LanguageError) -> BigUInt {
        if digits.count <= 1024 { return BigArithmetic.short(digits, radix) }
        try interpreter.checkInterrupt()
        let lowCount = digits.count / 2
        let place = digits.index(digits.endIndex, offsetBy: -lowCount)
        let unit = try power(BigInt(radix), BigInt(lowCount)).magnitude
        return try multiply(number(digits[..<place], radix), unit) + number(digits[place...], radix)
    }
}

extension BigArithmetic {
    /// The number behind few digits, twelve at a time (36**12 fits 64 bits).
    private static func short(_ digits: Substring.UTF8View, _ radix: Int) -> BigUInt {
        var result: BigUInt = 0
        var (part, unit, count): (UInt, UInt, Int) = (0, 1, 0)
        for digit in digits {
            let letter = UInt(digit | 0x20)
            part = part &* UInt(radix) &+ (digit < 58 ? UInt(digit) &- 48 : letter &- 87)
            unit = unit &* UInt(radix)
            count += 1
            if count == 12 {
                result = result.multiplied(byWord: unit) + BigUInt(part)
                (part, unit, count) = (0, 1, 0)
            }
        }
        return result.multiplied(byWord: unit) + BigUInt(part)
    }

    /// Hashes are taken modulo this prime, as CPython takes them.
    static let hashModulus: UInt = (1 << 61) - 1

    /// CPython's hash of an integer.
    static func hash(_ number: BigInt) -> Int {
        var rest: UInt = 0
        for word in number.magnitude.words.reversed() {
            rest = hashModulus.dividingFullWidth((rest, word)).remainder
        }
        return finished(rest, isNegative: number.isNegative)
    }

    /// CPython's hash of a plain integer.
    static func hash(_ number: Int) -> Int {
        if number.magnitude < hashModulus, number != -1 { return number }
        return finished(number.magnitude % hashModulus, isNegative: number < 0)
    }

    /// CPython's hash of a floating-point number: that of the fraction m * 2**e, where 2**61 counts as 1.
    static func hash(_ number: Double) -> Int {
        if number.isInfinite { return number > 0 ? 314159 : -314159 }
        if number == 0 || number.isNaN { return 0 }
        let mantissa = number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)
        let exponent = max(Int(number.exponentBitPattern), 1) - 1075
        let turn = UInt(((exponent % 61) + 61) % 61)
        let value = UInt(mantissa)
        let rest = turn == 0 ? value : ((value << turn) & hashModulus) | (value >> (61 - turn))
        return finished(rest % hashModulus, isNegative: number < 0)
    }

    private static func finished(_ rest: UInt, isNegative: Bool) -> Int {
        let hash = isNegative ? -Int(rest) : Int(rest)
        return hash == -1 ? -2 : hash
    }
}
