import Glibc
import Language
import Tensors

/// Arrays compared as wholes, print options, and what else the module answers.
enum ArrayQuestions {
    private static let tolerances = [
        Parameter("a"), Parameter("b"), Parameter("rtol", .float(1e-05)), Parameter("atol", .float(1e-08)),
        Parameter("equal_nan", .bool(false)),
    ]

    static let rows: [NativeFunction] = [
        NativeFunction("allclose", tolerances, doc: "True if two arrays are equal within a tolerance.") {
            (call) throws(LanguageError) in
            let near = try close(call)
            return .bool(try lifting { () throws(TensorError) in try Ufunc.logicalAnd.reduce(near).item() }.isTrue)
        },
        NativeFunction("isclose", tolerances, doc: "Where two arrays are equal within a tolerance.") {
            (call) throws(LanguageError) in
            .result(try close(call))
        },
        NativeFunction(
            "array_equal", [Parameter("a1"), Parameter("a2"), Parameter("equal_nan", .bool(false))],
            doc: "True if two arrays have the same shape and elements."
        ) {
            (call) throws(LanguageError) in
            let (a, b) = (try call.tensor(0), try call.tensor(1))
            if a.shape != b.shape { return .bool(false) }
            let equatesNaN = try call.bool(2) && a.dtype.isFloat && b.dtype.isFloat
            return .bool(
                try lifting { () throws(TensorError) in
                    var same = try Ufunc.equal(a, b)
                    if equatesNaN {
                        let bothNaN = try Ufunc.logicalAnd(Ufunc.notEqual(a, a), Ufunc.notEqual(b, b))
                        same = try Ufunc.logicalOr(same, bothNaN)
                    }
                    return try Ufunc.logicalAnd.reduce(same).item()
                }.isTrue)
        },
        NativeFunction("isscalar", [Parameter("element")], doc: "True for a number by itself.") {
            (call) throws(LanguageError) in
            switch call[0] {
            case .int, .float, .bool, .str, .object(is ScalarObject): .bool(true)
            default: .bool(false)
            }
        },
        NativeFunction(
            "result_type", [Parameter("arrays_and_dtypes", kind: .varPositional)],
            doc: "The type that NumPy's promotion gives."
        ) {
            (call) throws(LanguageError) in
            // The program's numbers come last: they take the others' type where they can.
            var result: ArrayOperators.Operand?
            var weak: [ArrayOperators.Operand] = []
            for value in call.rest(0) {
                let operand: ArrayOperators.Operand
                switch value {
                case .int, .float, .bool, .object(is ArrayObject), .object(is ScalarObject):
                    guard let found = try ArrayOperators.Operand(value, call.interpreter) else { continue }
                    operand = found
                default: operand = .scalar(.int(0), try NumPyArgument.dtype(value))
                }
                if operand.dtype == nil {
                    weak.append(operand)
                } else {
                    result = result.map { .scalar(.int(0), ArrayOperators.common($0, operand)) } ?? operand
                }
            }
            for operand in weak {
                result = result.map { .scalar(.int(0), ArrayOperators.common($0, operand)) } ?? operand
            }
            guard let result else { throw LanguageError.valueError("at least one array or dtype is required") }
            return .object(DTypeObject(ArrayOperators.common(result, result)))
        },
        NativeFunction(
            "can_cast", [Parameter("from_"), Parameter("to"), Parameter("casting", .str("safe"))],
            doc: "True if a cast is allowed."
        ) {
            (call) throws(LanguageError) in
            let from: DType
            switch call[0] {
            case .object(let array as ArrayObject): from = array.tensor.dtype
            case .object(let number as ScalarObject): from = number.dtype
            case .int, .float, .bool:
                throw LanguageError.typeError(
                    "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future."
                )
            case .str(let name) where DType(named: name.string) == nil:
                _ = try NumPyArgument.dtype(call[1])
                throw LanguageError.typeError("did not understand one of the types; 'None' not accepted")
            default: from = try NumPyArgument.dtype(call[0])
            }
            return .bool(try CastingRule(call, 2).allows(from, try NumPyArgument.dtype(call[1])))
        },
        NativeFunction(
            "isin",
            [
                Parameter("element"), Parameter("test_elements"), Parameter("assume_unique", .bool(false)),
                Parameter("invert", .bool(false)),
                .keyword("kind", .none, doc: "One way fits all here: places among the sorted ones."),
            ],
            doc: "Where elements are among others."
        ) { (call) throws(LanguageError) in
            let (x, others, inverts) = (try call.tensor(0), try call.tensor(1), try call.bool(3))
            return Value(
                try lifting { () throws(TensorError) in
                    let sorted = try others.flattened().sorted(axis: 0)
                    let low = try sorted.searchSorted(x, right: false)
                    let high = try sorted.searchSorted(x, right: true)
                    return try inverts ? Ufunc.equal(low, high) : Ufunc.notEqual(low, high)
                })
        },
        NativeFunction(
            "_interp", [Parameter("x"), Parameter("xp"), Parameter("fp")],
            doc: "Linear interpolation between known points."
        ) {
            (call) throws(LanguageError) in
            let (x, known, values) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
            return .result(
                try lifting { () throws(TensorError) in
                    let (xp, fp) = (try known.elements(as: Double.self), try values.elements(as: Double.self))
                    guard xp.count == fp.count else {
                        throw TensorError(.value, "fp and xp are not of the same length.")
                    }
                    guard let last = xp.last else { throw TensorError(.value, "array of sample points is empty") }
                    let result = try x.elements(as: Double.self).map { v -> Double in
                        if v <= xp[0] { return fp[0] }
                        if v >= last { return fp[fp.count - 1] }
                        // The first point beyond v.
                        var (low, next) = (0, xp.count - 1)
                        while next - low > 1 {
                            let middle = (low + next) / 2
                            if xp[middle] <= v { low = middle } else { next = middle }
                        }
                        let slope = (fp[next] - fp[next - 1]) / (xp[next] - xp[next - 1])
                        return slope * (v - xp[next - 1]) + fp[next - 1]
                    }
                    return try Tensor(result, shape: x.shape)
                })
        },
    ]

    private static func close(_ call: Call) throws(LanguageError) -> Tensor {
        let (a, b) = (try call.tensor(0, dtype: .float64), try call.tensor(1, dtype: .float64))
        let (relative, absolute, nan) = (try call.double(2), try call.double(3), try call.bool(4))
        return try lifting { () throws(TensorError) in
            let bound = try Ufunc.add(
                Ufunc.multiply(Ufunc.absolute(b), Tensor(.float(relative), dtype: .float64)),
                Tensor(.float(absolute), dtype: .float64))
            let finite = try Ufunc.row(named: "isfinite")(b)
            let near = try Ufunc.logicalAnd(Ufunc.lessEqual(Ufunc.absolute(Ufunc.subtract(a, b)), bound), finite)
            let same = try Ufunc.logicalOr(near, Ufunc.equal(a, b))
            return nan ? try Ufunc.logicalOr(same, Ufunc.logicalAnd(Ufunc.isNaN(a), Ufunc.isNaN(b))) : same
        }
    }
}
