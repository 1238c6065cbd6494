import Glibc

/// What a whole number can do.
enum IntMethods {
    private static func number(_ call: Call) throws(LanguageError) -> Int {
        guard let receiver = call.receiver, let number = call.interpreter.index(receiver) else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires an 'int' object")
        }
        return number
    }

    static let rows: [NativeFunction] = [
        NativeFunction("bit_length", doc: "How many bits the number takes without its sign.") {
            (call) throws(LanguageError) in
            .int(Int.bitWidth - (try number(call)).magnitude.leadingZeroBitCount)
        },
        NativeFunction("bit_count", doc: "How many bits of the number without its sign are 1.") {
            (call) throws(LanguageError) in .int(try number(call).magnitude.nonzeroBitCount)
        },
        NativeFunction("conjugate", doc: "The number itself.") { (call) throws(LanguageError) in
            .int(try number(call))
        },
        NativeFunction("__index__", doc: "The number itself.") { (call) throws(LanguageError) in
            .int(try number(call))
        },
        NativeFunction("as_integer_ratio", doc: "The pair (number, 1).") { (call) throws(LanguageError) in
            .tuple(Tuple([.int(try number(call)), .int(1)]))
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
            if number < 0 && !signed { throw LanguageError.overflow("can't convert negative int to unsigned") }
            var bytes = (0..<length).map { UInt8(truncatingIfNeeded: number >> min($0 * 8, 63)) }
            let top = length == 0 ? 0 : min(length * 8 - (signed ? 1 : 0), 63)
            let rest = number >> top
            if length < 9, rest != 0 && !(signed && rest == -1), !(length == 8 && !signed) {
                throw LanguageError.overflow("int too big to convert")
            }
            if try isBig(call.string(1)) { bytes.reverse() }
            return .object(BytesObject(bytes))
        },
        NativeFunction(
            "from_bytes",
            [Parameter("bytes"), Parameter("byteorder", .str("big")), .keyword("signed", .bool(false))],
            doc: "The number that bytes stand for.", isStatic: true
        ) { (call) throws(LanguageError) in
            guard case .object(let object as BytesObject) = call[0] else {
                throw LanguageError.typeError("cannot convert '\(call[0].typeName)' object to bytes")
            }
            var bytes = object.bytes
            if try !isBig(call.string(1)) { bytes.reverse() }
            let isNegative = try call.bool(2) && bytes.first.map { $0 >= 128 } == true
            let sign: UInt8 = isNegative ? 255 : 0
            while bytes.count > 8, bytes.first == sign { bytes.removeFirst() }
            if bytes.count > 8 || (bytes.count == 8 && (bytes[0] >= 128) != isNegative) { throw Arithmetic.tooLarge }
            return .int(bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) })
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
            var (top, bottom) = (number, 1)
            while top != top.rounded(.towardZero) {
                if bottom >= 1 << 61 { throw Arithmetic.tooLarge }
                top *= 2
                bottom *= 2
            }
            return .tuple(Tuple([.int(try Constructors.whole(top)), .int(bottom)]))
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
