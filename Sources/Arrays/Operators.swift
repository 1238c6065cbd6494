import Language
import Tensors

/// Operators between arrays, NumPy's scalars and the language's numbers, with NEP 50's promotion.
enum ArrayOperators {
    /// One side of an operator.
    enum Operand {
        case tensor(Tensor)
        /// A NumPy scalar: a number that keeps its type.
        case scalar(Scalar, DType)
        /// The language's number: it takes the other side's type where it can.
        case weak(Scalar)
        /// An integer of the language that 64 bits do not hold; only floating-point types take it.
        case huge(BigInteger)

        init?(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
            switch value {
            case .object(let array as ArrayObject): self = .tensor(array.tensor)
            case .object(let number as ScalarObject): self = .scalar(number.scalar, number.dtype)
            case .float(let number): self = .weak(.float(number))
            case .int(let number): self = .weak(.int(Int64(number)))
            case .bool(let truth): self = .scalar(.bool(truth), .bool)
            case .list, .tuple:
                if ItemFunctions.holdsItems(value) { return nil }
                self = .tensor(try NumPyArgument.tensor(value, interpreter))
            case .object(is RangeObject): self = .tensor(try NumPyArgument.tensor(value, interpreter))
            case .object(let number as BigInteger): self = .huge(number)
            default: return nil
            }
        }

        /// An array or a number; `nil` for what must be looked at more closely.
        init?(number value: Value) {
            switch value {
            case .object(let object):
                if let array = object as? ArrayObject {
                    self = .tensor(array.tensor)
                } else if let number = object as? ScalarObject {
                    self = .scalar(number.scalar, number.dtype)
                } else {
                    return nil
                }
            case .float(let number): self = .weak(.float(number))
            case .int(let number): self = .weak(.int(Int64(number)))
            default: return nil
            }
        }

        /// The type that the side brings in; `nil` for a weak number.
        var dtype: DType? {
            switch self {
            case .tensor(let tensor): tensor.dtype
            case .scalar(_, let dtype): dtype
            case .weak, .huge: nil
            }
        }

        /// Its shape; a number has no axes.
        var shape: [Int] { if case .tensor(let tensor) = self { tensor.shape } else { [] } }

        /// The number, where the side is one.
        var number: Scalar? {
            switch self {
            case .tensor: nil
            case .scalar(let scalar, _), .weak(let scalar): scalar
            case .huge(let number): .float(number.double)
            }
        }
    }

    /// The type in which two sides meet.
    static func common(_ a: Operand, _ b: Operand) -> DType {
        switch (a.dtype, b.dtype) {
        case (let x?, let y?): x == y ? x : DType.promote(x, y)
        case (let x?, nil): weak(x, b)
        case (nil, let y?): weak(y, a)
        case (nil, nil):
            if case .huge = a, case .float? = b.number {
                .float64
            } else if case .huge = b, case .float? = a.number {
                .float64
            } else if case .huge = a {
                .int64
            } else if case .huge = b {
                .int64
            } else if case .float? = a.number {
                .float64
            } else if case .float? = b.number {
                .float64
            } else {
                .int64
            }
        }
    }

    private static func weak(_ dtype: DType, _ side: Operand) -> DType {
        if case .huge = side { return dtype == .bool ? .int64 : dtype }
        return switch side.number {
        case .float?: dtype.isFloat ? dtype : .float64
        case .int?: dtype == .bool ? .int64 : dtype
        default: dtype
        }
    }

    /// The type of the loop in which two sides meet.
    static func meeting(_ ufunc: Ufunc, _ a: Operand, _ b: Operand) -> DType {
        if let x = a.dtype, let y = b.dtype { return x == y ? x : ufunc.meetingType(x, y) }
        let type = common(a, b)
        if type == .float64 { return type }
        return (try? ufunc.inputType(type)) ?? type
    }

    /// A weak number as a loop's type takes it: an integer must fit, and one too great for the floating-point type
    /// becomes infinite, which is told of.
    static func fitted(
        _ operand: Operand, _ dtype: DType, _ ufunc: Ufunc, _ interpreter: Interpreter
    ) throws(LanguageError) -> Operand {
        if case .huge(let number) = operand { return .weak(try fitted(number, dtype, interpreter)) }
        guard case .weak(let number) = operand else { return operand }
        if ufunc.isLogical { return .weak(.int(number.isTrue ? 1 : 0)) }
        if dtype.isInteger {
            try NestedNumbers.check(number, dtype)
        } else if dtype == .float16 || dtype == .float32 {
            return .weak(try narrowed(number, dtype, interpreter))
        }
        return operand
    }

    private static func fitted(
        _ number: BigInteger, _ dtype: DType, _ interpreter: Interpreter
    ) throws(LanguageError) -> Scalar {
        if dtype.isFloat {
            guard number.double.isFinite else {
                throw LanguageError(.overflowError, "int too large to convert to float")
            }
            return try narrowed(.float(number.double), dtype, interpreter)
        }
        guard dtype == .uint64, let small = number.unsigned64 else {
            throw LanguageError(.overflowError, "Python int too large to convert to C long")
        }
        return .uint(small)
    }

    /// Whether elements are less than, equal to … an integer that none of their type is as far out as.
    private static func compared(_ ufunc: Ufunc, _ first: Operand, _ second: Operand) throws(TensorError) -> Tensor? {
        guard ufunc.isComparison, let dtype = first.dtype ?? second.dtype, dtype.isInteger, dtype != .bool else {
            return nil
        }
        let (x, number): (Operand, BigInteger)
        switch (first, second) {
        case (_, .huge(let given)): (x, number) = (first, given)
        case (.huge(let given), _): (x, number) = (second, given)
        default: return nil
        }
        if dtype == .uint64, number.unsigned64 != nil { return nil }
        let outer = try Tensor(.int(number.double < 0 ? -1 : 1), dtype: .int64)
        let inner = try Tensor(shape: tensor(x, dtype).shape, dtype: .int64)
        if case .huge = first { return try ufunc(outer, inner) }
        return try ufunc(inner, outer)
    }

    /// A number on its way into a narrow floating-point type: infinite where it is too great, which is told of.
    static func narrowed(_ number: Scalar, _ dtype: DType, _ interpreter: Interpreter) throws(LanguageError) -> Scalar {
        let value = number.double
        // From here on, rounding to the nearest gives infinity.
        let limit = dtype == .float16 ? 65520 : dtype == .float32 ? 0x1.ffffffp127 : .infinity
        if value.magnitude < limit || !value.isFinite { return number }
        try FloatErrors.tell(8, "cast", interpreter)
        return .float(value < 0 ? -.infinity : .infinity)
    }

    /// A ufunc of two sides.
    static func apply(
        _ ufunc: Ufunc, _ first: Operand, _ second: Operand, _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        if let compared = try lifting({ () throws(TensorError) in try compared(ufunc, first, second) }) {
            return compared
        }
        let type = meeting(ufunc, first, second)
        if ufunc.isDivisor, type.isFloat || type == .int8 || type == .bool {
            try refuseDivisors(ufunc, first, second)
        }
        // Numbers on their way into narrow types are told of; functions without a loop for those are refused before.
        if type == .float16 || type == .float32, first.dtype == nil || second.dtype == nil {
            _ = try lifting { () throws(TensorError) in try ufunc.resultType(type) }
        }
        let a = try fitted(first, type, ufunc, interpreter)
        let b = try fitted(second, type, ufunc, interpreter)
        return try lifting { () throws(TensorError) in
            switch (a, b) {
            case (.tensor(let x), .tensor(let y)): return try ufunc(x, y)
            case (.tensor(let x), _): return try ufunc(x, number: b.number ?? .int(0), dtype: type)
            case (_, .tensor(let y)): return try ufunc(y, number: a.number ?? .int(0), dtype: type, numberFirst: true)
            default:
                return try ufunc(Tensor(a.number ?? .int(0), dtype: type), Tensor(b.number ?? .int(0), dtype: type))
            }
        }
    }

    /// Common divisors are for integers alone.
    private static func refuseDivisors(_ ufunc: Ufunc, _ a: Operand, _ b: Operand) throws(LanguageError) {
        let isWrong: (Operand) -> Bool = { side in
            if let dtype = side.dtype { return dtype.isFloat }
            return if case .float? = side.number { true } else { false }
        }
        let areTruths = a.dtype == .bool && b.dtype == .bool
        let meets = (a.dtype ?? .int64, b.dtype ?? .int64)
        guard isWrong(a) || isWrong(b) || areTruths || DType.promote(meets.0, meets.1).isFloat else { return }
        func word(_ side: Operand) -> String {
            if let dtype = side.dtype { return dtype.className }
            if case .float? = side.number { return "_PyFloatDType" }
            return "_PyLongDType"
        }
        throw LanguageError(
            NumPyException.ufuncType,
            "ufunc '\(ufunc.name)' did not contain a loop with signature matching types (<class 'numpy.dtypes.\(word(a))'>, <class 'numpy.dtypes.\(word(b))'>) -> None"
        )
    }

    /// `me op other`, or `other op me`.
    static let binary: @Sendable (BinaryOperator, Object, Value, Bool, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, reflected, interpreter) throws(LanguageError) in
        if let quick = quick(op, me, other, reflected) { return quick }
        if let quick = SmallArrays.apply(op, me, other, reflected) { return quick }
        if let plain = try PlainOperators.apply(op, me, other, reflected, interpreter) { return plain }
        if op == .multiply, let number = me as? ScalarObject, let repeated = try repeated(other, number, interpreter) {
            return repeated
        }
        guard let own = try Operand(.object(me), interpreter) else { return nil }
        guard var side = try Operand(other, interpreter) else {
            if case .str(let text) = other, op != .modulo || !reflected {
                let types = ["dtype('\(own.dtype?.name ?? "")')", "dtype('<U\(max(text.count, 1))')"]
                throw LanguageError(
                    NumPyException.ufuncType,
                    "ufunc '\(row(op).name)' did not contain a loop with signature matching types (\((reflected ? types.reversed() : types).joined(separator: ", "))) -> None",
                    hint: "turn the text into a number first: float(…)")
            }
            if ItemFunctions.holdsItems(other), own.number == nil {
                let items = Value.object(try ItemGathering.array(other, nil, interpreter))
                return try ItemOperators.combined(
                    op, reflected ? items : .object(me), reflected ? .object(me) : items, interpreter)
            }
            if case .none = other {
                let kind = own.dtype.map { $0 == .bool ? "bool" : $0.isFloat ? "float" : "int" } ?? "int"
                let types = reflected ? "'NoneType' and '\(kind)'" : "'\(kind)' and 'NoneType'"
                throw LanguageError.typeError("unsupported operand type(s) for \(op.symbol): \(types)")
            }
            return nil
        }
        if case .huge = side, own.number != nil {
            // NumPy's scalars compute in their own type, divide in float64.
            let isRatio = op == .divide && own.dtype?.isFloat != true
            let fitting = try fitted(side, isRatio ? .float64 : common(own, side), row(op), interpreter)
            side = fitting
        }
        let (a, b) = reflected ? (side, own) : (own, side)
        if op == .matrixMultiply {
            return try FloatErrors.watch("matmul", interpreter) { () throws(LanguageError) in try product(a, b) }
        }
        let ufunc = row(op)
        if a.number != nil, b.number != nil {
            let isDirect = ScalarArithmetic.isDirect(own, side)
            if let result = try ScalarArithmetic.apply(op, a, b, ufunc, isDirect, interpreter) { return result }
        }
        if ufunc.isQuiet { return .result(try apply(ufunc, a, b, interpreter)) }
        if op == .power, case .tensor(let x) = a, let special = special(a, b) {
            return .result(
                try FloatErrors.watch(name(special, for: b), interpreter) { () throws(LanguageError) in
                    try lifting { () throws(TensorError) in try special(x) }
                })
        }
        return .result(
            try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                try apply(ufunc, a, b, interpreter)
            })
    }

    /// A list, tuple or text as often as a scalar says; `nil` for other values.
    static func repeated(
        _ sequence: Value, _ number: ScalarObject, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        switch sequence {
        case .list, .tuple, .str: break
        default: return nil
        }
        guard number.dtype.isInteger, let times = interpreter.index(.object(number)) else {
            throw LanguageError.typeError(
                "can't multiply sequence by non-int of type 'numpy.\(number.dtype.name)'",
                hint: "make an array of the sequence first: np.array(x) * 2.0")
        }
        return try interpreter.binary(.multiply, sequence, .int(times))
    }

    /// Two numbers in float64, the commonest case of Python loops.
    @inline(__always)
    private static func quick(_ op: BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool) -> Value? {
        guard let own = me as? ScalarObject, own.dtype == .float64, case .float(let x) = own.scalar else { return nil }
        let y: Double
        switch other {
        case .float(let number): y = number
        case .int(let number): y = Double(number)
        case .object(let number as ScalarObject):
            guard number.dtype == .float64, case .float(let value) = number.scalar else { return nil }
            y = value
        default: return nil
        }
        let (a, b) = reflected ? (y, x) : (x, y)
        let result: Double
        switch op {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply: result = a * b
        case .divide: result = a / b
        default: return nil
        }
        // What is not finite takes the way that tells of mishaps.
        return result.isFinite ? .object(ScalarObject(.float(result), .float64)) : nil
    }

    private static func product(_ a: Operand, _ b: Operand) throws(LanguageError) -> Value {
        guard case .tensor(let x) = a, case .tensor(let y) = b else {
            throw LanguageError.valueError(
                "matmul: Input operand \(a.number == nil ? 1 : 0) does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
            )
        }
        return .result(try lifting { () throws(TensorError) in try Tensor.matrixProduct(x, y) })
    }

    /// The function that stands for a power: squares, roots, reciprocals of arrays.
    private static func special(_ a: Operand, _ exponent: Operand) -> Ufunc? {
        guard case .tensor(let x) = a, case .weak(let number) = exponent else { return nil }
        if !x.dtype.isFloat {
            if case .int(2) = number { return .square }
            return nil
        }
        switch number.double {
        case 2: return .square
        case 0.5: return .squareRoot
        case -1: return .reciprocal
        case 1: return .positive
        default: return nil
        }
    }

    /// The name under which NumPy tells of a power: it has squares and reciprocals for whole exponents alone, roots for
    /// 0.5.
    private static func name(_ special: Ufunc, for exponent: Operand) -> String {
        if case .float(let number)? = exponent.number, number != 0.5 { return "power" }
        return special.name
    }

    /// A side as a tensor of a type.
    static func tensor(_ operand: Operand, _ dtype: DType) throws(TensorError) -> Tensor {
        switch operand {
        case .tensor(let tensor): try tensor.asType(dtype)
        case .scalar(let number, _), .weak(let number): try Tensor(number, dtype: dtype)
        case .huge(let number): try Tensor(.float(number.double), dtype: dtype)
        }
    }

    /// `array op= other`: writes into the array.
    static let inPlace: @Sendable (BinaryOperator, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, interpreter) throws(LanguageError) in
        if try PlainOperators.applyInPlace(op, me, other, interpreter) { return .object(me) }
        guard let array = me as? ArrayObject, let side = try Operand(other, interpreter) else { return nil }
        let x = array.tensor
        if op == .matrixMultiply { return nil }
        let ufunc = row(op)
        if op == .power, let special = special(.tensor(x), side) {
            try FloatErrors.watch(name(special, for: side), interpreter) { () throws(LanguageError) in
                _ = try lifting { () throws(TensorError) in try special(x, out: x) }
            }
            return .object(array)
        }
        let type = meeting(ufunc, .tensor(x), side)
        try FloatErrors.watch(ufunc.isQuiet ? "" : ufunc.name, interpreter) { () throws(LanguageError) in
            _ = try lifting { () throws(TensorError) in try ufunc.resultType(type) }
            let other = try fitted(side, type, ufunc, interpreter)
            _ = try lifting { () throws(TensorError) in
                try ufunc(x, tensor(other, side.dtype ?? type), dtype: type, out: x)
            }
        }
        return .object(array)
    }

    static let unary: @Sendable (UnaryOperator, Object, Interpreter) throws(LanguageError) -> Value = {
        (op, me, interpreter) throws(LanguageError) in
        let x = try NumPyArgument.tensor(.object(me), interpreter)
        if op == .negate && x.dtype == .bool {
            throw LanguageError.typeError(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
            )
        }
        let ufunc: Ufunc =
            switch op {
            case .negate: .negative
            case .plus: .positive
            case .invert: .invert
            }
        return .result(try lifting { () throws(TensorError) in try ufunc(x) })
    }

    static let compare: @Sendable (Comparison, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, interpreter) throws(LanguageError) in
        if let plain = try PlainOperators.compare(row(op), me, other) { return plain }
        guard let own = try Operand(.object(me), interpreter), let side = try Operand(other, interpreter) else {
            if case .object(is ItemArray) = other { return nil }
            guard op == .equal || op == .notEqual, case .tensor(let x)? = try Operand(.object(me), interpreter) else {
                if case .str = other, op != .equal, op != .notEqual, let own = try Operand(.object(me), interpreter) {
                    throw LanguageError(
                        NumPyException.ufuncType,
                        "ufunc '\(name(op))' did not contain a loop with signature matching types (<class 'numpy.dtypes.\((own.dtype ?? .int64).className)'>, <class 'numpy.dtypes.StrDType'>) -> None"
                    )
                }
                return nil
            }
            return .result(
                try lifting { () throws(TensorError) in
                    let answer = try Tensor(shape: x.shape, dtype: .bool)
                    try answer.fill(.bool(op == .notEqual))
                    return answer
                })
        }
        return .result(try compared(row(op), own, side, interpreter))
    }

    private static func row(_ op: Comparison) -> Ufunc {
        switch op {
        case .less: .less
        case .lessEqual: .lessEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .greater: .greater
        case .greaterEqual: .greaterEqual
        }
    }

    /// A comparison: an integer that the other side's type can't hold is compared all the same.
    static func compared(
        _ ufunc: Ufunc, _ a: Operand, _ b: Operand, _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        try apply(ufunc, comparable(a, b), comparable(b, a), interpreter)
    }

    /// A side of a comparison: an integer beyond the other side's type as one that keeps its own.
    static func comparable(_ side: Operand, _ other: Operand) -> Operand {
        guard case .weak(.int(let value)) = side, let range = other.dtype?.integerRange, other.dtype != .bool,
            value < range.low || value > 0 && UInt64(value) > range.high
        else { return side }
        return .scalar(.int(value), .int64)
    }

    private static func name(_ op: Comparison) -> String {
        switch op {
        case .less: "less"
        case .lessEqual: "less_equal"
        case .equal: "equal"
        case .notEqual: "not_equal"
        case .greater: "greater"
        case .greaterEqual: "greater_equal"
        }
    }

    static func row(_ op: BinaryOperator) -> Ufunc {
        switch op {
        case .add: .add
        case .subtract: .subtract
        case .multiply, .matrixMultiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .modulo: .remainder
        case .power: .power
        case .and: .bitwiseAnd
        case .or: .bitwiseOr
        case .xor: .bitwiseXor
        case .shiftLeft: .leftShift
        case .shiftRight: .rightShift
        }
    }
}
