import Language
import Tensors

/// Operators between two numbers of which one is NumPy's: they tell of overflow, which arrays of integers do not.
enum ScalarArithmetic {
    /// True where NumPy's scalars compute by themselves: where one side's type holds the other's numbers. Else they
    /// compute as arrays do, and tell of mishaps as those.
    /// - own: the side whose operator is asked.
    static func isDirect(_ own: ArrayOperators.Operand, _ other: ArrayOperators.Operand) -> Bool {
        guard let type = own.dtype, type != .bool else { return false }
        guard let given = other.dtype else {
            if case .float? = other.number { return type.isFloat }
            return true
        }
        return given == type || given.castsSafely(to: type) || type.castsSafely(to: given)
    }

    /// The result; `nil` for operators that have nothing to tell of.
    static func apply(
        _ op: BinaryOperator, _ a: ArrayOperators.Operand, _ b: ArrayOperators.Operand, _ ufunc: Ufunc,
        _ isDirect: Bool, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        if ufunc.isQuiet { return nil }
        let type = ArrayOperators.common(a, b)
        if type == .bool { return nil }
        if op == .power, isDirect, type.isFloat, a.number?.double == 0, b.number?.double == -.infinity {
            // The loops over arrays tell of a division by zero here, scalars do not.
            return .object(ScalarObject(.float(.infinity), type))
        }
        let name = isDirect ? "scalar \(ufunc.name)" : ufunc.name
        let result = try FloatErrors.watch(name, interpreter) { () throws(LanguageError) in
            try ArrayOperators.apply(ufunc, a, b, interpreter)
        }
        if isDirect, type.isInteger, result.dtype == type, let x = a.number, let y = b.number, overflows(op, x, y, type)
        {
            try FloatErrors.tell(8, "scalar \(ufunc.name)", interpreter)
        }
        return .result(result)
    }

    /// True where the exact result does not fit the type.
    private static func overflows(_ op: BinaryOperator, _ x: Scalar, _ y: Scalar, _ type: DType) -> Bool {
        guard let range = type.integerRange else { return false }
        if type == .uint64 {
            let (a, b) = (UInt64(truncatingIfNeeded: x.int), UInt64(truncatingIfNeeded: y.int))
            switch op {
            case .add: return a.addingReportingOverflow(b).overflow
            case .subtract: return a.subtractingReportingOverflow(b).overflow
            case .multiply: return a.multipliedReportingOverflow(by: b).overflow
            default: return false
            }
        }
        let exact: (partialValue: Int64, overflow: Bool)
        switch op {
        case .add: exact = x.int.addingReportingOverflow(y.int)
        case .subtract: exact = x.int.subtractingReportingOverflow(y.int)
        case .multiply: exact = x.int.multipliedReportingOverflow(by: y.int)
        case .power:
            var product: (partialValue: Int64, overflow: Bool) = (1, false)
            guard y.int >= 0, x.int != 1, x.int != 0, x.int != -1 else { return false }
            for _ in 0..<min(y.int, 64) {
                product = product.partialValue.multipliedReportingOverflow(by: x.int)
                if product.overflow { return true }
            }
            exact = product
        case .floorDivide: exact = y.int == 0 ? (0, false) : x.int.dividedReportingOverflow(by: y.int)
        default: return false
        }
        if exact.overflow { return true }
        return exact.partialValue < range.low || exact.partialValue > 0 && UInt64(exact.partialValue) > range.high
    }
}
