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

        init?(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
            switch value {
            case .object(let array as ArrayObject): self = .tensor(array.tensor)
            case .object(let number as ScalarObject): self = .scalar(number.scalar, number.dtype)
            case .float(let number): self = .weak(.float(number))
            case .int(let number): self = .weak(.int(Int64(number)))
            case .bool(let truth): self = .scalar(.bool(truth), .bool)
            case .list, .tuple: self = .tensor(try NumPyArgument.tensor(value, interpreter))
            case .object(is RangeObject): self = .tensor(try NumPyArgument.tensor(value, interpreter))
            default: return nil
            }
        }

        /// The type that the side brings in; `nil` for a weak number.
        var dtype: DType? {
            switch self {
            case .tensor(let tensor): tensor.dtype
            case .scalar(_, let dtype): dtype
            case .weak: nil
            }
        }

        /// The number, where the side is one.
        var number: Scalar? {
            switch self {
            case .tensor: nil
            case .scalar(let scalar, _), .weak(let scalar): scalar
            }
        }
    }

    /// The type in which two sides meet.
    static func common(_ a: Operand, _ b: Operand) -> DType {
        switch (a.dtype, b.dtype) {
        case (let x?, let y?): x == y ? x : DType.promote(x, y)
        case (let x?, nil): weak(x, b.number)
        case (nil, let y?): weak(y, a.number)
        case (nil, nil):
            if case .float? = a.number { .float64 } else if case .float? = b.number { .float64 } else { .int64 }
        }
    }

    private static func weak(_ dtype: DType, _ number: Scalar?) -> DType {
        switch number {
        case .float?: dtype.isFloat ? dtype : .float64
        case .int?: dtype == .bool ? .int64 : dtype
        default: dtype
        }
    }

    /// A weak integer must fit the other side's type.
    static func check(_ operand: Operand, _ dtype: DType) throws(LanguageError) {
        if case .weak(let number) = operand { try NestedNumbers.check(number, dtype) }
    }

    /// A ufunc of two sides.
    static func apply(_ ufunc: Ufunc, _ a: Operand, _ b: Operand) throws(LanguageError) -> Tensor {
        let type = common(a, b)
        if type.isFloat, ufunc.name == "gcd" || ufunc.name == "lcm" {
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
        try check(a, type)
        try check(b, type)
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

    /// `me op other`, or `other op me`.
    static let binary: @Sendable (BinaryOperator, Object, Value, Bool, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, reflected, interpreter) throws(LanguageError) in
        if let quick = quick(op, me, other, reflected) { return quick }
        guard let own = try Operand(.object(me), interpreter) else { return nil }
        guard let side = try Operand(other, interpreter) else {
            if case .str(let text) = other, op != .modulo || !reflected {
                let types = ["dtype('\(own.dtype?.name ?? "")')", "dtype('<U\(max(text.count, 1))')"]
                throw LanguageError(
                    NumPyException.ufuncType,
                    "ufunc '\(row(op).name)' did not contain a loop with signature matching types (\((reflected ? types.reversed() : types).joined(separator: ", "))) -> None",
                    hint: "turn the text into a number first: float(…)")
            }
            if case .none = other {
                let kind = own.dtype.map { $0 == .bool ? "bool" : $0.isFloat ? "float" : "int" } ?? "int"
                let types = reflected ? "'NoneType' and '\(kind)'" : "'\(kind)' and 'NoneType'"
                throw LanguageError.typeError("unsupported operand type(s) for \(op.symbol): \(types)")
            }
            return nil
        }
        let (a, b) = reflected ? (side, own) : (own, side)
        if op == .matrixMultiply {
            return try FloatErrors.watch("matmul", interpreter) { () throws(LanguageError) in try product(a, b) }
        }
        let ufunc = row(op)
        if a.number != nil, b.number != nil {
            if let result = try ScalarArithmetic.apply(op, a, b, ufunc, interpreter) { return result }
        }
        if ufunc.isQuiet { return .result(try apply(ufunc, a, b)) }
        return .result(
            try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
                if op == .power, let result = try power(a, b) { return result }
                return try apply(ufunc, a, b)
            })
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

    /// Powers with a special way: squares, roots, reciprocals; refuses negative powers of integers.
    static func power(_ a: Operand, _ b: Operand) throws(LanguageError) -> Tensor? {
        let type = common(a, b)
        if !type.isFloat {
            try refuseNegative(b)
            if case .tensor(let x) = a, case .weak(.int(2)) = b, x.dtype != .bool {
                return try lifting { () throws(TensorError) in try Ufunc.square(x) }
            }
            if type == .bool {
                return try lifting { () throws(TensorError) in
                    try Ufunc.power(tensor(a, .int8), tensor(b, .int8))
                }
            }
            return nil
        }
        guard case .tensor(let x) = a, x.dtype == type, case .weak(let exponent) = b else { return nil }
        let special: Ufunc? =
            switch exponent.double {
            case 2: Ufunc.square
            case 0.5: Ufunc.squareRoot
            case -1: Ufunc.reciprocal
            case 1: Ufunc.positive
            default: nil
            }
        guard let special else { return nil }
        return try lifting { () throws(TensorError) in try special(x) }
    }

    static func refuseNegative(_ exponent: Operand) throws(LanguageError) {
        let isNegative: Bool
        switch exponent {
        case .tensor(let tensor):
            isNegative = try lifting { () throws(TensorError) in
                guard tensor.dtype.kind == .signed, tensor.count > 0 else { return false }
                return try Ufunc.minimum.reduce(tensor).item().int < 0
            }
        case .scalar(let number, _), .weak(let number): isNegative = number.int < 0
        }
        if isNegative {
            throw LanguageError.valueError(
                "Integers to negative integer powers are not allowed.",
                hint: "make one side floating-point: x.astype(float) ** -1")
        }
    }

    /// A side as a tensor of a type.
    static func tensor(_ operand: Operand, _ dtype: DType) throws(TensorError) -> Tensor {
        switch operand {
        case .tensor(let tensor): try tensor.asType(dtype)
        case .scalar(let number, _), .weak(let number): try Tensor(number, dtype: dtype)
        }
    }

    /// `array op= other`: writes into the array.
    static let inPlace: @Sendable (BinaryOperator, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, interpreter) throws(LanguageError) in
        guard let array = me as? ArrayObject, let side = try Operand(other, interpreter) else { return nil }
        let x = array.tensor
        if op == .matrixMultiply { return nil }
        let type = common(.tensor(x), side)
        try check(side, type)
        if op == .power && !type.isFloat { try refuseNegative(side) }
        let ufunc = row(op)
        try FloatErrors.watch(ufunc.name, interpreter) { () throws(LanguageError) in
            _ = try lifting { () throws(TensorError) in
                if op == .power, type.isFloat, case .weak(let exponent) = side, exponent.double == 2, x.dtype == type {
                    return try Ufunc.multiply(x, x, out: x)
                }
                return try ufunc(x, tensor(side, side.dtype ?? type), dtype: type, out: x)
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
        let ufunc: Ufunc =
            switch op {
            case .less: .less
            case .lessEqual: .lessEqual
            case .equal: .equal
            case .notEqual: .notEqual
            case .greater: .greater
            case .greaterEqual: .greaterEqual
            }
        return .result(try compared(ufunc, own, side))
    }

    /// A comparison: an integer that the other side's type can't hold is compared all the same.
    static func compared(_ ufunc: Ufunc, _ a: Operand, _ b: Operand) throws(LanguageError) -> Tensor {
        func isBeyond(_ side: Operand, _ other: Operand) -> Bool {
            guard case .weak(.int(let value)) = side, let range = other.dtype?.integerRange else { return false }
            return value < range.low || value > 0 && UInt64(value) > range.high
        }
        if isBeyond(b, a), let number = b.number { return try apply(ufunc, a, .scalar(number, .int64)) }
        if isBeyond(a, b), let number = a.number { return try apply(ufunc, .scalar(number, .int64), b) }
        return try apply(ufunc, a, b)
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
