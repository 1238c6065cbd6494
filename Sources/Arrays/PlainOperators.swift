import CProcessor
import Language
import Tensors

/// Operators between arrays, and between arrays and the language's numbers, where no promotion has to be thought about:
/// what most programs write, on the shortest way to the loops. What is left (`nil`, false) takes the way of
/// `ArrayOperators`, which gives the same.
enum PlainOperators {
    /// `me op other`, or `other op me`.
    @inline(__always)
    static func apply(
        _ op: BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        guard op != .matrixMultiply, op != .power, type(of: me) == ArrayObject.self else { return nil }
        let x = unsafeDowncast(me, to: ArrayObject.self).tensor
        let ufunc = ArrayOperators.row(op)
        if case .object(let object) = other {
            guard type(of: object) == ArrayObject.self else { return nil }
            let y = unsafeDowncast(object, to: ArrayObject.self).tensor
            if ufunc.isQuiet {
                return .result(try lifting { () throws(TensorError) in try reflected ? ufunc(y, x) : ufunc(x, y) })
            }
            return .result(
                try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                    try lifting { () throws(TensorError) in try reflected ? ufunc(y, x) : ufunc(x, y) }
                })
        }
        guard let number = number(other, x.dtype) else { return nil }
        return .result(
            try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                try lifting { () throws(TensorError) in try apply(ufunc, x, number, reflected) }
            })
    }

    /// `array op= other`; false where the long way must do it.
    @inline(__always)
    static func applyInPlace(
        _ op: BinaryOperator, _ me: Object, _ other: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Bool {
        guard op != .matrixMultiply, op != .power, type(of: me) == ArrayObject.self else { return false }
        let x = unsafeDowncast(me, to: ArrayObject.self).tensor
        let ufunc = ArrayOperators.row(op)
        guard case .object(let object) = other else {
            guard SmallArrays.takes(x) else { return false }
            processor_clear_float_flags()
            guard SmallArrays.applyOver(op, x, other, false) else { return false }
            let flags = processor_float_flags()
            if flags != 0 { try FloatErrors.tell(flags, ufunc.name, interpreter) }
            return true
        }
        guard type(of: object) == ArrayObject.self else { return false }
        let y = unsafeDowncast(object, to: ArrayObject.self).tensor
        guard y.dtype == x.dtype else { return false }
        try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, interpreter) { () throws(LanguageError) in
            _ = try lifting { () throws(TensorError) in try ufunc(x, y, dtype: x.dtype, out: x) }
        }
        return true
    }

    /// `me < other` and its kin.
    @inline(__always)
    static func compare(_ ufunc: Ufunc, _ me: Object, _ other: Value) throws(LanguageError) -> Value? {
        guard type(of: me) == ArrayObject.self else { return nil }
        let x = unsafeDowncast(me, to: ArrayObject.self).tensor
        if case .object(let object) = other {
            guard type(of: object) == ArrayObject.self else { return nil }
            let y = unsafeDowncast(object, to: ArrayObject.self).tensor
            return .result(try lifting { () throws(TensorError) in try ufunc(x, y) })
        }
        guard let number = number(other, x.dtype) else { return nil }
        return .result(try lifting { () throws(TensorError) in try apply(ufunc, x, number, false) })
    }

    /// A number that meets elements of a type without a look at its size: an integer beside 64-bit integers, any number
    /// beside float64.
    private static func number(_ value: Value, _ dtype: DType) -> Scalar? {
        switch value {
        case .float(let number) where dtype == .float64: .float(number)
        case .int(let number) where dtype == .float64 || dtype == .int64: .int(Int64(number))
        default: nil
        }
    }

    private static func apply(
        _ ufunc: Ufunc, _ x: Tensor, _ number: Scalar, _ reflected: Bool
    ) throws(TensorError) -> Tensor {
        let type = x.dtype == .float64 ? .float64 : (try? ufunc.inputType(x.dtype)) ?? x.dtype
        return try ufunc(x, number: number, dtype: type, numberFirst: reflected)
    }
}
