import CProcessor
import Language
import Tensors

/// Operators upon intermediate results: `a * b + c` writes the sum over the product, which nobody else can see.
enum DyingArrays {
    /// `me op other` or `other op me`, written over `me`; false where the result has another shape or type, or where the
    /// memory has other views.
    static let consume: @Sendable (BinaryOperator, Object, Value, Bool, Interpreter) throws(LanguageError) -> Bool = {
        (op, me, other, reflected, interpreter) throws(LanguageError) in
        guard type(of: me) == ArrayObject.self else { return false }
        let own = unsafeDowncast(me, to: ArrayObject.self)
        switch op {
        case .add, .subtract, .multiply, .divide: break
        default: return false
        }
        guard own.isAlone() else { return false }
        let x = own.tensor
        if SmallArrays.takes(x) {
            processor_clear_float_flags()
            if SmallArrays.applyOver(op, x, other, reflected) {
                let flags = processor_float_flags()
                if flags != 0 { try FloatErrors.tell(flags, ArrayOperators.row(op).name, interpreter) }
                return true
            }
        }
        let side: ArrayOperators.Operand
        switch other {
        case .float(let number): side = .weak(.float(number))
        case .int(let number): side = .weak(.int(Int64(number)))
        case .object(let object):
            if type(of: object) == ArrayObject.self {
                side = .tensor(unsafeDowncast(object, to: ArrayObject.self).tensor)
            } else if type(of: object) == ScalarObject.self {
                let scalar = unsafeDowncast(object, to: ScalarObject.self)
                side = .scalar(scalar.scalar, scalar.dtype)
            } else {
                return false
            }
        default: return false
        }
        guard x.isContiguous, x.rank > 0, x.dtype != .bool else { return false }
        if case .tensor(let y) = side {
            guard y.dtype == x.dtype, y.shape == x.shape || y.rank <= x.rank && fits(y.shape, x.shape) else {
                return false
            }
        }
        let ufunc = ArrayOperators.row(op)
        let type = ArrayOperators.meeting(ufunc, .tensor(x), side)
        guard type == x.dtype, (try? ufunc.resultType(type)) == type else { return false }
        try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
            let number = try ArrayOperators.fitted(side, type, ufunc, interpreter)
            try lifting { () throws(TensorError) in
                if case .tensor(let y) = number {
                    _ = try reflected ? ufunc(y, x, dtype: type, out: x) : ufunc(x, y, dtype: type, out: x)
                } else {
                    _ = try ufunc(x, number: number.number ?? .int(0), dtype: type, numberFirst: reflected, over: true)
                }
            }
        }
        return true
    }

    /// True where an array of a shape is repeated to fill another, not the other way round.
    private static func fits(_ shape: [Int], _ whole: [Int]) -> Bool {
        let skipped = whole.count - shape.count
        for axis in shape.indices where shape[axis] != 1 && shape[axis] != whole[axis + skipped] { return false }
        return true
    }
}
