internal import BigInt
import Glibc

extension BigArithmetic {
    /// The nearest floating-point number, halves to even; too large a number is an OverflowError.
    static func double(_ number: BigInt) throws(LanguageError) -> Double {
        let size = nearest(number.magnitude)
        if size.isInfinite { throw LanguageError.beyondFloat }
        return number.isNegative ? -size : size
    }

    /// The nearest floating-point number or infinity.
    private static func nearest(_ number: BigUInt) -> Double {
        let shift = number.bitWidth - 64
        if shift <= 0 { return Double(number.words.first ?? 0) }
        if shift > 1024 { return .infinity }
        // The highest 64 bits decide, and one more that says whether anything is left below them.
        var top = (number >> shift).words.first ?? 0
        if number.trailingZeroBitCount < shift { top |= 1 }
        return scalbn(Double(top), shift)
    }

    /// The highest bits as a number in [0.5, 1) and the exponent that belongs to it, for logarithms.
    static func mantissa(_ number: BigUInt) -> (Double, Int) {
        let bits = number.bitWidth
        let shift = max(0, bits - 64)
        return (scalbn(nearest(number >> shift), shift - bits), bits)
    }

    /// A floating-point number without its fraction.
    static func whole(_ number: Double) throws(LanguageError) -> BigInt {
        if number.isNaN { throw LanguageError.valueError("cannot convert float NaN to integer") }
        if number.isInfinite { throw LanguageError.overflow("cannot convert float infinity to integer") }
        let number = number.rounded(.towardZero)
        if let small = Int(exactly: number) { return BigInt(small) }
        let mantissa = BigInt(number.significandBitPattern | 1 << 52)
        let result = mantissa << (Int(number.exponent) - 52)
        return number < 0 ? -result : result
    }

    /// `x / y` rounded once, halves to even.
    func quotient(_ x: BigInt, _ y: BigInt) throws(LanguageError) -> Double {
        if y.isZero { throw LanguageError(.zeroDivisionError, "division by zero") }
        let isNegative = x.isNegative != y.isNegative
        if x.isZero { return isNegative ? -0.0 : 0 }
        let tooLarge = LanguageError.overflow("integer division result too large for a float")
        let difference = x.magnitude.bitWidth - y.magnitude.bitWidth
        if difference > 1025 { throw tooLarge }
        if difference < -1078 { return isNegative ? -0.0 : 0 }
        // The quotient in units of 2**lowest has at least 65 bits, or, for the smallest numbers, two bits too many.
        let lowest = max(difference - 66, -1076)
        let top = lowest < 0 ? x.magnitude << -lowest : x.magnitude
        let bottom = lowest > 0 ? y.magnitude << lowest : y.magnitude
        var (quotient, rest) = try divide(top, bottom)
        if !rest.isZero { quotient |= 1 }
        var size: Double
        if lowest == -1076, quotient.bitWidth <= 54 {
            let bits = quotient.words.first ?? 0
            var kept = bits >> 2
            if bits & 3 == 3 || (bits & 3 == 2 && kept & 1 == 1) { kept += 1 }
            size = scalbn(Double(kept), -1074)
        } else {
            size = BigArithmetic.nearest(quotient)
            size = scalbn(size, lowest)
        }
        if size.isInfinite { throw tooLarge }
        return isNegative ? -size : size
    }

    /// How an integer stands to a floating-point number, exactly: below 0, 0, above 0; `nil` for NaN.
    static func order(_ x: BigInt, _ y: Double) -> Int? {
        if y.isNaN { return nil }
        if y.isInfinite { return y > 0 ? -1 : 1 }
        guard let whole = try? whole(y) else { return nil }
        if x != whole { return x < whole ? -1 : 1 }
        let fraction = y - y.rounded(.towardZero)
        return fraction > 0 ? -1 : fraction < 0 ? 1 : 0
    }
}
