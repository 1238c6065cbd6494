internal import BigInt
import Glibc

/// What a whole number can do.
enum IntMethods {
    private static func number(_ call: Call) throws(LanguageError) -> BigInt {
        guard let receiver = call.receiver, let number = receiver.bigInt else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires an 'int' object")
        }
        return number
    }

    static let rows: [NativeFunction] = [
        NativeFunction("bit_length", doc: "How many bits the number takes without its sign.") {
            (call) throws(LanguageError) in
            .int((try number(call)).magnitude.bitWidth)
        },
        NativeFunction("bit_count", doc: "How many bits of the number without its sign are 1.") {
            (call) throws(LanguageError) in
            .int(try number(call).magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
        },
        NativeFunction("conjugate", doc: "The number itself.") { (call) throws(LanguageError) in
            Value(try number(call))
        },
        NativeFunction("__index__", doc: "The number itself.") { (call) throws(LanguageError) in
            Value(try number(call))
        },
        NativeFunction("as_integer_ratio", doc: "The pair (number, 1).") { (call) throws(LanguageError) in
            .tuple(Tuple([Value(try number(call)), .int(1)]))
        },
        NativeFunction(
            "to_bytes",
            [
                Parameter("length", .int(1)), Parameter("byteorder", .str("big")), .keyword("signed", .bool(false)),
            ], doc: "The number as so many bytes."
        ) { (call) throws(LanguageError) in
            let (number, length, signed) = (try number(call), try call.place(0), try call.bool(2))
            if length < 0 { throw LanguageError.valueError("length argument must be non-negative") }
            if length > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            if number.isNegative && !signed { throw LanguageError.overflow("can't convert negative int to unsigned") }
            // A negative number takes as many bits as the one that its bits, exchanged, stand for.
            let size = number.isNegative ? (-number - 1).magnitude.bitWidth : number.magnitude.bitWidth
            if size + (signed ? 1 : 0) > length * 8, !(number.isZero && length == 0) {
                throw LanguageError.overflow("int too big to convert")
            }
            let words = number.twosComplement(length / 8 + 1)
            var bytes = (0..<length).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt($0 % 8 * 8)) }
            if try isBig(call.string(1)) { bytes.reverse() }
            return .object(BytesObject(bytes))
        },
        NativeFunction(
            "from_bytes",
            [Parameter("bytes"), Parameter("byteorder", .str("big")), .keyword("signed", .bool(false))],
            doc: "The number that bytes stand for.", isStatic: true
        ) { (call) throws(LanguageError) in
            if case .str = call.plain(0) {
                throw LanguageError.typeError("cannot convert '\(call[0].typeName)' object to bytes")
            }
            var bytes = try BytesMethods.content(call[0], call.interpreter)
            if try !isBig(call.string(1)) { bytes.reverse() }
            let isNegative = try call.bool(2) && bytes.first.map { $0 >= 128 } == true
            bytes.reverse()
            let sign: UInt8 = isNegative ? 255 : 0
            var words = [UInt](repeating: isNegative ? UInt.max : 0, count: bytes.count / 8 + 1)
            for (place, byte) in bytes.enumerated() { words[place / 8] ^= UInt(byte ^ sign) << UInt(place % 8 * 8) }
            if isNegative { words.negate() }
            return Value(BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(words: words)))
        },
    ]

    private static func isBig(_ order: String) throws(LanguageError) -> Bool {
        if order != "big" && order != "little" {
            throw LanguageError.valueError("byteorder must be either 'little' or 'big'")
        }
        return order == "big"
    }

    /// `x.real` and its kin, for every kind of number.
    static func attribute(_ value: Value, _ name: String) -> Value? {
        switch (name, value) {
        case ("real", .float), ("real", .int): value
        case ("real", .object(let object)) where object is BigInteger: value
        case ("numerator", .object(let object)) where object is BigInteger: value
        case ("imag", .object(let object)) where object is BigInteger: .int(0)
        case ("denominator", .object(let object)) where object is BigInteger: .int(1)
        case ("imag", .float): .float(0)
        case ("imag", .int), ("imag", .bool): .int(0)
        case ("numerator", .int): value
        case ("denominator", .int), ("denominator", .bool): .int(1)
        case ("numerator", .bool(let flag)), ("real", .bool(let flag)): .int(flag ? 1 : 0)
        default: nil
        }
    }
}

/// What a floating-point number can do.
enum FloatMethods {
    private static func number(_ call: Call) throws(LanguageError) -> Double {
        guard let receiver = call.receiver, let number = try call.interpreter.number(receiver) else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires a 'float' object")
        }
        return number
    }

    static let rows: [NativeFunction] = [
        NativeFunction("is_integer", doc: "True if the number has no fraction.") { (call) throws(LanguageError) in
            let number = try number(call)
            return .bool(number.isFinite && number == number.rounded(.towardZero))
        },
        NativeFunction("conjugate", doc: "The number itself.") { (call) throws(LanguageError) in
            .float(try number(call))
        },
        NativeFunction("hex", doc: "The number in base 16, exactly.") { (call) throws(LanguageError) in
            let number = try number(call)
            if !number.isFinite { return Value(FloatText.repr(number)) }
            let sign = number.sign == .minus ? "-" : ""
            if number == 0 { return Value(sign + "0x0.0p+0") }
            let bits = number.significandBitPattern
            let digits = String(bits, radix: 16)
            let fraction = String(repeating: "0", count: 13 - digits.count) + digits
            let exponent = number.isNormal ? Int(number.exponent) : -1022
            let size = exponent < 0 ? "\(exponent)" : "+\(exponent)"
            return Value("\(sign)0x\(number.isNormal ? 1 : 0).\(fraction)p\(size)")
        },
        NativeFunction("as_integer_ratio", doc: "Two whole numbers whose ratio is the number.") {
            (call) throws(LanguageError) in
            let number = try number(call)
            if number.isNaN { throw LanguageError.valueError("cannot convert NaN to integer ratio") }
            if number.isInfinite { throw LanguageError.overflow("cannot convert Infinity to integer ratio") }
            // A number is a whole one times a power of two.
            let zeros = number.significandWidth < 0 ? 0 : number.significandWidth
            let top = try BigArithmetic.whole(scalbn(number, zeros - Int(number == 0 ? 0 : number.exponent)))
            let shift = number == 0 ? 0 : Int(number.exponent) - zeros
            let unit = BigInt(1) << abs(shift)
            return .tuple(Tuple(shift < 0 ? [Value(top), Value(unit)] : [Value(top * unit), .int(1)]))
        },
        NativeFunction(
            "fromhex", [.positional("text")], doc: "The number that a text in base 16 stands for.", isStatic: true
        ) {
            (call) throws(LanguageError) in
            guard let number = Double(try call.string(0).trimmed) else {
                throw LanguageError.valueError("invalid hexadecimal floating-point string")
            }
            return .float(number)
        },
    ]
}
