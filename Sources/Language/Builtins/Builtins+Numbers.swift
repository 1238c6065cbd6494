import Glibc

extension Builtins {
    /// Arithmetic that is no operator.
    static let numberRows: [NativeFunction] = [
        NativeFunction("abs", [.positional("x")], doc: "The size of a number without its sign.") {
            (call) throws(LanguageError) in
            switch call[0] {
            case .int(let number):
                if number == Int.min { throw Arithmetic.tooLarge }
                return .int(abs(number))
            case .float(let number): return .float(abs(number))
            case .bool(let flag): return .int(flag ? 1 : 0)
            default:
                if let answer = try call.interpreter.callSpecial("__abs__", call[0], []) { return answer }
                if let method = try call.interpreter.findAttribute(call[0], "__abs__") {
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
                guard !call[1].isNone else { return .int(try Constructors.whole(number.rounded(.toNearestOrEven))) }
                return .float(rounded(number, try call.int(1)))
            case .int(let number):
                guard !call[1].isNone, case let digits = try call.int(1), digits < 0 else { return .int(number) }
                if digits < -18 { return .int(0) }
                var unit = 1
                for _ in 0..<(-digits) { unit *= 10 }
                let rest = ((number % unit) + unit) % unit
                let down = number - rest
                let isUp = rest * 2 > unit || (rest * 2 == unit && (down / unit) % 2 != 0)
                return .int(isUp ? down + unit : down)
            case .bool(let flag): return .int(flag ? 1 : 0)
            default:
                let arguments = call[1].isNone ? [] : [call[1]]
                if let answer = try call.interpreter.callSpecial("__round__", call[0], arguments) { return answer }
                if let method = try call.interpreter.findAttribute(call[0], "__round__") {
                    return try call.interpreter.call(method, arguments)
                }
                throw LanguageError.typeError("type \(call[0].typeName) doesn't define __round__ method")
            }
        },
        NativeFunction("divmod", [.positional("x"), .positional("y")], doc: "The pair (x // y, x % y).") {
            (call) throws(LanguageError) in
            .tuple(
                Tuple([
                    try call.interpreter.binary(.floorDivide, call[0], call[1]),
                    try call.interpreter.binary(.modulo, call[0], call[1]),
                ]))
        },
        NativeFunction(
            "pow", [Parameter("base"), Parameter("exp"), Parameter("mod", .none)],
            doc: "base ** exp, or that modulo mod."
        ) {
            (call) throws(LanguageError) in
            if call[2].isNone { return try call.interpreter.binary(.power, call[0], call[1]) }
            guard case .int(let base) = call[0], case .int(let exponent) = call[1], case .int(let modulus) = call[2]
            else {
                throw LanguageError.typeError("pow() 3rd argument not allowed unless all arguments are integers")
            }
            if modulus == 0 { throw LanguageError.valueError("pow() 3rd argument cannot be 0") }
            if exponent < 0 { throw LanguageError.valueError("a negative exponent with a modulus is not supported") }
            return .int(powerModulo(base, exponent, modulus))
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
