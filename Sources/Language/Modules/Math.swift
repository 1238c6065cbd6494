internal import BigInt
import Glibc

/// `math`: functions of real numbers, with CPython's errors.
enum MathModule {
    // Made anew each time: an error carries the trace of where it was raised.
    private static var domain: LanguageError { .valueError("math domain error") }

    private static func number(_ call: Call, _ place: Int = 0) throws(LanguageError) -> Double {
        guard let number = try call.interpreter.number(call[place]) else {
            throw LanguageError.typeError("must be real number, not \(call[place].typeName)")
        }
        return number
    }

    private static func whole(_ call: Call, _ place: Int = 0) throws(LanguageError) -> Int {
        guard let number = try call.interpreter.smallInteger(call[place]) else {
            if call[place].beyond64Bits != nil { throw LanguageError.beyondC }
            throw LanguageError.typeError("'\(call[place].typeName)' object cannot be interpreted as an integer")
        }
        return number
    }

    /// A logarithm of a number of any size; `unit` is the logarithm of 2.
    private static func logarithm(
        _ call: Call, _ place: Int, unit: Double, _ function: (Double) -> Double
    ) throws(LanguageError) -> Double {
        if let big = call[place].beyond64Bits, !big.isNegative, big.magnitude.bitWidth > 1023 {
            let (mantissa, exponent) = BigArithmetic.mantissa(big.magnitude)
            return function(mantissa) + unit * Double(exponent)
        }
        if call[place].beyond64Bits?.isNegative == true { throw domain }
        let x = try number(call, place)
        if x <= 0 { throw domain }
        return function(x)
    }

    /// A function of one number: NaN from a number is a domain error, infinity from a finite one a range error.
    private static func real(
        _ name: String, _ doc: String, overflows: Bool = true, _ body: @escaping @Sendable (Double) -> Double
    ) -> NativeFunction {
        NativeFunction(name, [.positional("x")], doc: doc) { (call) throws(LanguageError) in
            let x = try number(call)
            let result = body(x)
            if result.isNaN && !x.isNaN { throw LanguageError.valueError("math domain error") }
            if result.isInfinite && x.isFinite {
                if overflows { throw LanguageError.overflow("math range error") }
                throw LanguageError.valueError("math domain error")
            }
            return .float(result)
        }
    }

    private static func rounding(
        _ name: String, _ special: String, _ doc: String, _ rule: FloatingPointRoundingRule
    ) -> NativeFunction {
        NativeFunction(name, [.positional("x")], doc: doc) { (call) throws(LanguageError) in
            if call[0].bigInt != nil { return try call.interpreter.unary(.plus, call[0]) }
            if let answer = try call.interpreter.callSpecial(special, call[0], []) { return answer }
            return try Constructors.whole(try number(call).rounded(rule))
        }
    }

    private static func test(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (Double) -> Bool
    ) -> NativeFunction {
        NativeFunction(name, [.positional("x")], doc: doc) { (call) throws(LanguageError) in
            .bool(body(try number(call)))
        }
    }

    private static let realRows: [NativeFunction] = [
        real("sqrt", "The square root.") { $0.squareRoot() },
        real("cbrt", "The cube root.") { cbrt($0) },
        real("exp", "e to the power of x.") { exp($0) },
        real("exp2", "2 to the power of x.") { exp2($0) },
        real("expm1", "exp(x) - 1, exact near 0.") { expm1($0) },
        real("log1p", "log(1 + x), exact near 0.", overflows: false) { log1p($0) },
        real("sin", "The sine of an angle in radians.") { sin($0) },
        real("cos", "The cosine of an angle in radians.") { cos($0) },
        real("tan", "The tangent of an angle in radians.") { tan($0) },
        real("asin", "The angle with that sine.") { asin($0) },
        real("acos", "The angle with that cosine.") { acos($0) },
        real("atan", "The angle with that tangent.") { atan($0) },
        real("sinh", "The hyperbolic sine.") { sinh($0) },
        real("cosh", "The hyperbolic cosine.") { cosh($0) },
        real("tanh", "The hyperbolic tangent.") { tanh($0) },
        real("asinh", "The inverse hyperbolic sine.") { asinh($0) },
        real("acosh", "The inverse hyperbolic cosine.") { acosh($0) },
        real("atanh", "The inverse hyperbolic tangent.", overflows: false) { atanh($0) },
        real("erf", "The error function.") { erf($0) },
        real("erfc", "1 - erf(x), exact for large x.") { erfc($0) },
        real("fabs", "The size without the sign, as a float.") { abs($0) },
        real("degrees", "Radians as degrees.") { $0 * (180 / Double.pi) },
        real("radians", "Degrees as radians.") { $0 * (Double.pi / 180) },
        real("ulp", "The value of the last bit.") { $0.isFinite ? abs($0).ulp : abs($0) },
        NativeFunction("gamma", [.positional("x")], doc: "The gamma function.") { (call) throws(LanguageError) in
            let x = try number(call)
            if x == 0 || (x < 0 && x == x.rounded()) { throw domain }
            let result = tgamma(x)
            if result.isInfinite && x.isFinite { throw LanguageError.overflow("math range error") }
            if let exact = Int(exactly: x), exact <= 21 { return .float((1..<exact).reduce(1.0) { $0 * Double($1) }) }
            return .float(result)
        },
        NativeFunction("lgamma", [.positional("x")], doc: "The logarithm of the gamma function.") {
            (call) throws(LanguageError) in
            let x = try number(call)
            if x <= 0 && x == x.rounded() { throw domain }
            return .float(Glibc.lgamma(x))
        },
        NativeFunction(
            "log", [.positional("x"), .positional("base", .missing)], doc: "The logarithm, natural or to a base."
        ) { (call) throws(LanguageError) in
            let top = try logarithm(call, 0, unit: M_LN2) { Glibc.log($0) }
            if !call.isGiven(1) { return .float(top) }
            let bottom = try logarithm(call, 1, unit: M_LN2) { Glibc.log($0) }
            if bottom == 0 { throw LanguageError(.zeroDivisionError, "float division by zero") }
            return .float(top / bottom)
        },
        NativeFunction("log2", [.positional("x")], doc: "The logarithm to base 2.") { (call) throws(LanguageError) in
            .float(try logarithm(call, 0, unit: 1) { Glibc.log2($0) })
        },
        NativeFunction("log10", [.positional("x")], doc: "The logarithm to base 10.") { (call) throws(LanguageError) in
            .float(try logarithm(call, 0, unit: log10(2)) { Glibc.log10($0) })
        },
        NativeFunction("pow", [.positional("x"), .positional("y")], doc: "x to the power of y, as a float.") {
            (call) throws(LanguageError) in
            let (x, y) = (try number(call), try number(call, 1))
            let result = Glibc.pow(x, y)
            if x.isFinite && y.isFinite {
                if result.isNaN || (x == 0 && result.isInfinite) { throw domain }
                if result.isInfinite { throw LanguageError.overflow("math range error") }
            }
            return .float(result)
        },
        NativeFunction("atan2", [.positional("y"), .positional("x")], doc: "The angle of the point (x, y).") {
            (call) throws(LanguageError) in .float(Glibc.atan2(try number(call), try number(call, 1)))
        },
        NativeFunction("copysign", [.positional("x"), .positional("y")], doc: "The size of x with the sign of y.") {
            (call) throws(LanguageError) in .float(Glibc.copysign(try number(call), try number(call, 1)))
        },
        NativeFunction("fmod", [.positional("x"), .positional("y")], doc: "The rest of x / y with the sign of x.") {
            (call) throws(LanguageError) in
            let (x, y) = (try number(call), try number(call, 1))
            let result = Glibc.fmod(x, y)
            if result.isNaN && !x.isNaN && !y.isNaN { throw domain }
            return .float(result)
        },
        NativeFunction("remainder", [.positional("x"), .positional("y")], doc: "x minus the nearest multiple of y.") {
            (call) throws(LanguageError) in
            let (x, y) = (try number(call), try number(call, 1))
            let result = Glibc.remainder(x, y)
            if result.isNaN && !x.isNaN && !y.isNaN { throw domain }
            return .float(result)
        },
        NativeFunction("ldexp", [.positional("x"), .positional("i")], doc: "x * 2**i.") {
            (call) throws(LanguageError) in
            let x = try number(call)
            let result = scalbn(x, Int(Int32(clamping: try whole(call, 1))))
            if result.isInfinite && x.isFinite { throw LanguageError.overflow("math range error") }
            return .float(result)
        },
        NativeFunction("frexp", [.positional("x")], doc: "Mantissa and exponent: x = m * 2**e with 0.5 <= |m| < 1.") {
            (call) throws(LanguageError) in
            let x = try number(call)
            if x == 0 || !x.isFinite { return .tuple(Tuple([.float(x), .int(0)])) }
            let (mantissa, exponent) = Glibc.frexp(x)
            // Swift's frexp forgets the sign.
            return .tuple(Tuple([.float(Glibc.copysign(mantissa, x)), .int(exponent)]))
        },
        NativeFunction("modf", [.positional("x")], doc: "Fraction and whole part, both as floats.") {
            (call) throws(LanguageError) in
            let x = try number(call)
            if x.isInfinite { return .tuple(Tuple([.float(Glibc.copysign(0, x)), .float(x)])) }
            let whole = x.rounded(.towardZero)
            return .tuple(Tuple([.float(Glibc.copysign(x - whole, x)), .float(whole)]))
        },
        NativeFunction("nextafter", [.positional("x"), .positional("y")], doc: "The next number after x towards y.") {
            (call) throws(LanguageError) in .float(Glibc.nextafter(try number(call), try number(call, 1)))
        },
        NativeFunction("hypot", [.rest("coordinates")], doc: "The length of a vector.") {
            (call) throws(LanguageError) in
            var numbers: [Double] = []
            for value in call.rest(0) {
                guard let number = try call.interpreter.number(value) else {
                    throw LanguageError.typeError("must be real number, not \(value.typeName)")
                }
                numbers.append(number)
            }
            return .float(norm(numbers))
        },
        NativeFunction("dist", [.positional("p"), .positional("q")], doc: "The distance of two points.") {
            (call) throws(LanguageError) in
            let (p, q) = (try numbers(call, 0), try numbers(call, 1))
            if p.count != q.count {
                throw LanguageError.valueError("both points must have the same number of dimensions")
            }
            return .float(norm(zip(p, q).map { $0 - $1 }))
        },
        rounding("floor", "__floor__", "The largest whole number that is not above x.", .down),
        rounding("ceil", "__ceil__", "The smallest whole number that is not below x.", .up),
        rounding("trunc", "__trunc__", "The number without its fraction.", .towardZero),
        test("isnan", "True if x is not a number.") { $0.isNaN },
        test("isinf", "True if x is infinite.") { $0.isInfinite },
        test("isfinite", "True if x is neither infinite nor NaN.") { $0.isFinite },
        NativeFunction(
            "isclose",
            [
                .positional("a"), .positional("b"), .keyword("rel_tol", .float(1e-9)),
                .keyword("abs_tol", .float(0)),
            ], doc: "True if two numbers are nearly equal."
        ) { (call) throws(LanguageError) in
            let (a, b, relative, absolute) =
                (try number(call), try number(call, 1), try number(call, 2), try number(call, 3))
            if relative < 0 || absolute < 0 { throw LanguageError.valueError("tolerances must be non-negative") }
            if a == b { return .bool(true) }
            if a.isInfinite || b.isInfinite { return .bool(false) }
            let difference = abs(b - a)
            return .bool(
                difference <= abs(relative * b) || difference <= abs(relative * a) || difference <= absolute)
        },
        NativeFunction("fsum", [.positional("seq")], doc: "The exact sum of floats, rounded once.") {
            (call) throws(LanguageError) in
            let numbers = try numbers(call, 0)
            let special = numbers.filter { !$0.isFinite }
            if special.isEmpty {
                // Zeros of either sign make 0.0.
                let sum = exactSum(numbers) + 0
                if !sum.isFinite { throw LanguageError.overflow("intermediate overflow in fsum") }
                return .float(sum)
            }
            if special.filter(\.isInfinite).reduce(0, +).isNaN {
                throw LanguageError.valueError("-inf + inf in fsum")
            }
            return .float(special.reduce(0, +))
        },
    ]

    private static func numbers(_ call: Call, _ place: Int) throws(LanguageError) -> [Double] {
        var numbers: [Double] = []
        for value in try call.values(place) {
            guard let number = try call.interpreter.number(value) else {
                throw LanguageError.typeError("must be real number, not \(value.typeName)")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func norm(_ numbers: [Double]) -> Double {
        if numbers.contains(where: \.isInfinite) { return .infinity }
        if numbers.count == 2 { return Glibc.hypot(numbers[0], numbers[1]) }
        let largest = numbers.map { abs($0) }.max() ?? 0
        if largest == 0 || largest.isNaN { return largest }
        return largest * exactSum(numbers.map { ($0 / largest) * ($0 / largest) }).squareRoot()
    }

    /// Shewchuk's sum with partials that do not overlap, as CPython's `math.fsum`.
    static func exactSum(_ numbers: [Double]) -> Double {
        var partials: [Double] = []
        for number in numbers {
            var x = number
            var kept = 0
            for var y in partials {
                if abs(x) < abs(y) { swap(&x, &y) }
                let high = x + y
                let low = y - (high - x)
                if low != 0 {
                    partials[kept] = low
                    kept += 1
                }
                x = high
            }
            partials.removeSubrange(kept...)
            partials.append(x)
        }
        guard var high = partials.popLast() else { return 0 }
        if !high.isFinite { return numbers.reduce(0, +) }
        var low = 0.0
        while let next = partials.popLast() {
            let x = high
            high = x + next
            low = next - (high - x)
            if low != 0 { break }
        }
        // Halves round to even, unless what is left tips the scale.
        if let next = partials.last, (low < 0 && next < 0) || (low > 0 && next > 0) {
            let twice = low * 2
            let candidate = high + twice
            if twice == candidate - high { high = candidate }
        }
        return high
    }

    static let module = NativeModule(
        "math", doc: "Functions of real numbers.", functions: realRows + WholeMath.rows,
        constants: { _ in
            [
                ("pi", .float(.pi)), ("e", .float(2.718281828459045)), ("tau", .float(2 * .pi)),
                ("inf", .float(.infinity)), ("nan", .float(.nan)),
            ]
        })
}
