internal import BigInt
import Glibc

extension Builtins {
    /// Arithmetic that is no operator.
    static let numberRows: [NativeFunction] = [
        NativeFunction("abs", [.positional("x")], doc: "The size of a number without its sign.", quick: QuickCalls.abs)
        {
            (call) throws(LanguageError) in
            switch call[0] {
            case .int(let number):
                return number == Int.min ? Value(-BigInt(number)) : .int(abs(number))
            case .float(let number): return .float(abs(number))
            case .bool(let flag): return .int(flag ? 1 : 0)
            case .object(let big as BigInteger): return Value(BigInt(big.number.magnitude))
            default:
                if let answer = try call.interpreter.callSpecial("__abs__", call[0], []) { return answer }
                if let payload = call[0].payload, payload.isNumber {
                    return try call.interpreter.truth(call.interpreter.compare(.less, payload, .int(0)))
                        ? call.interpreter.unary(.negate, payload) : payload
                }
                if !(call[0].heapObject is Instance || call[0].heapObject is ClassObject),
                    let method = try call.interpreter.findAttribute(call[0], "__abs__")
                {
                    return try call.interpreter.call(method, [])
                }
                throw LanguageError.typeError("bad operand type for abs(): '\(call[0].typeName)'")
            }
        },
        NativeFunction(
            "round", [Parameter("number"), Parameter("ndigits", .none)],
            doc: "The nearest number with so many digits after the point; halves go to the even neighbour."
        ) { (call) throws(LanguageError) in
            switch call[0] {
            case .float(let number):
                guard !call[1].isNone else { return try Constructors.whole(number.rounded(.toNearestOrEven)) }
                return .float(rounded(number, try call.integer(1).clamped))
            case .int(let number):
                guard !call[1].isNone, case let digits = try call.int(1), digits < 0 else { return .int(number) }
                return try rounded(BigInt(number), digits, call.interpreter)
            case .bool(let flag):
                guard !call[1].isNone, case let digits = try call.int(1), digits < 0 else { return .int(flag ? 1 : 0) }
                return .int(0)
            case .object(let big as BigInteger):
                guard !call[1].isNone, case let digits = try call.int(1), digits < 0 else { return call[0] }
                return try rounded(big.number, digits, call.interpreter)
            default:
                let arguments = call[1].isNone ? [] : [call[1]]
                if let answer = try call.interpreter.callSpecial("__round__", call[0], arguments) { return answer }
                if let payload = call[0].payload, payload.isNumber {
                    return try call.interpreter.call(
                        call.interpreter.globals.builtins["round"] ?? .none, [payload] + arguments)
                }
                if !(call[0].heapObject is Instance || call[0].heapObject is ClassObject),
                    let method = try call.interpreter.findAttribute(call[0], "__round__")
                {
                    return try call.interpreter.call(method, arguments)
                }
                throw LanguageError.typeError("type \(call[0].typeName) doesn't define __round__ method")
            }
        },
        NativeFunction("divmod", [.positional("x"), .positional("y")], doc: "The pair (x // y, x % y).") {
            (call) throws(LanguageError) in
            if let answer = try call.interpreter.callSpecial("__divmod__", call[0], [call[1]]) { return answer }
            if let answer = try call.interpreter.callSpecial("__rdivmod__", call[1], [call[0]]) { return answer }
            let quotient: Value
            do throws(LanguageError) {
                quotient = try call.interpreter.binary(.floorDivide, call[0], call[1])
            } catch {
                if error.raised.message == "float floor division by zero" {
                    throw LanguageError(.zeroDivisionError, "float divmod()")
                }
                let head = "unsupported operand type(s) for //:"
                guard error.kind == .typeError, error.raised.message.hasPrefix(head) else { throw error }
                throw LanguageError.typeError(
                    "unsupported operand type(s) for divmod():" + error.raised.message.dropFirst(head.count))
            }
            return .tuple(Tuple([quotient, try call.interpreter.binary(.modulo, call[0], call[1])]))
        },
        NativeFunction(
            "pow", [Parameter("base"), Parameter("exp"), Parameter("mod", .none)],
            doc: "base ** exp, or that modulo mod."
        ) {
            (call) throws(LanguageError) in
            if call[2].isNone { return try call.interpreter.binary(.power, call[0], call[1]) }
            if case .int(let base) = call[0], case .int(let exponent) = call[1], case .int(let modulus) = call[2],
                exponent >= 0, modulus != 0
            {
                return .int(powerModulo(base, exponent, modulus))
            }
            if let answer = try call.interpreter.callSpecial("__pow__", call[0], [call[1], call[2]]) { return answer }
            for place in 0...2 {
                guard case .float = call.plain(place) else { continue }
                throw LanguageError.typeError("pow() 3rd argument not allowed unless all arguments are integers")
            }
            for place in 0...2 where call.plain(place).bigInt == nil {
                throw LanguageError.typeError(
                    "unsupported operand type(s) for ** or pow(): '\(call[0].typeName)', '\(call[1].typeName)', '\(call[2].typeName)'"
                )
            }
            guard let base = call.plain(0).bigInt, let exponent = call.plain(1).bigInt,
                let modulus = call.plain(2).bigInt
            else {
                throw LanguageError.typeError("pow() 3rd argument not allowed unless all arguments are integers")
            }
            return Value(try BigArithmetic(call.interpreter).power(base, exponent, modulo: modulus))
        },
    ]

    /// Correctly rounded through decimal text, as CPython does.
    static func rounded(_ number: Double, _ digits: Int) -> Double {
        if !number.isFinite || digits > 320 { return number }
        if digits >= 0 { return Double(FloatText.c(number, "", UInt8(ascii: "f"), digits)) ?? number }
        if digits < -308 { return copysign(0, number) }
        let unit = pow(10, Double(-digits))
        return (number / unit).rounded(.toNearestOrEven) * unit
    }

    /// A whole number to the nearest multiple of a power of ten, halves to the even multiple.
    private static func rounded(
        _ number: BigInt, _ digits: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        // A unit of more than twice the number rounds it to 0.
        if Double(digits) * -3.3219 > Double(number.magnitude.bitWidth + 8) { return .int(0) }
        let arithmetic = BigArithmetic(interpreter)
        let unit = try arithmetic.power(10, BigInt(-digits))
        let (quotient, rest) = try arithmetic.floorDivide(number, unit)
        let isOdd = quotient.magnitude.words.first.map { $0 & 1 == 1 } ?? false
        let isUp = rest * 2 > unit || (rest * 2 == unit && isOdd)
        return Value(isUp ? number - rest + unit : number - rest)
    }

    private static func powerModulo(_ base: Int, _ exponent: Int, _ modulus: Int) -> Int {
        let m = modulus.magnitude
        func multiply(_ a: UInt, _ b: UInt) -> UInt { m.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder }
        var result = 1 % m
        var factor = base >= 0 ? base.magnitude % m : (m - base.magnitude % m) % m
        var exponent = exponent
        while exponent > 0 {
            if exponent & 1 == 1 { result = multiply(result, factor) }
            factor = multiply(factor, factor)
            exponent >>= 1
        }
        return modulus < 0 && result != 0 ? Int(result) + modulus : Int(result)
    }
}
