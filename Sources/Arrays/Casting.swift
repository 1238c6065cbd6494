import Language
import Tensors

/// What a cast must keep: NumPy's casting rules by name.
enum CastingRule: String {
    case no, equiv, safe
    case sameKind = "same_kind"
    case unsafe

    /// The rule that an argument names.
    init(_ call: Call, _ place: Int) throws(LanguageError) {
        guard let value = call.optional(place) else { self = .unsafe; return }
        guard case .str(let text) = value, let rule = CastingRule(rawValue: text.string) else {
            throw LanguageError.valueError(
                "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got \(try call.interpreter.repr(value)))"
            )
        }
        self = rule
    }

    /// True where the rule lets a type be cast to another.
    func allows(_ from: DType, _ to: DType) -> Bool {
        switch self {
        case .no, .equiv: from == to
        case .safe: from.castsSafely(to: to)
        case .sameKind: from.castsWithinKind(to: to)
        case .unsafe: true
        }
    }

    /// Refuses what the rule forbids.
    func check(_ from: DType, _ to: DType, isNumber: Bool = false) throws(LanguageError) {
        if !allows(from, to) {
            throw LanguageError.typeError(
                "Cannot cast \(isNumber ? "scalar" : "array data") from dtype('\(from.name)') to dtype('\(to.name)') according to the rule '\(rawValue)'"
            )
        }
    }
}

extension NumPyArgument {
    /// A value on its way into elements of a type: the program's own numbers must fit it, arrays are cast and told of.
    static func assigned(_ value: Value, to dtype: DType, _ interpreter: Interpreter) throws(LanguageError) -> Tensor {
        switch value {
        case .float(let number):
            if dtype.isInteger { return try whole(number, dtype) }
            let scalar = try ArrayOperators.narrowed(.float(number), dtype, interpreter)
            return try lifting { () throws(TensorError) in try Tensor(scalar, dtype: dtype) }
        case .int(let number):
            try NestedNumbers.check(.int(Int64(number)), dtype)
            let scalar = try ArrayOperators.narrowed(.int(Int64(number)), dtype, interpreter)
            return try lifting { () throws(TensorError) in try Tensor(scalar, dtype: dtype) }
        case .object(let number as ScalarObject) where dtype.kind == .signed:
            if number.dtype.isFloat { return try whole(number.scalar.double, dtype) }
            try NestedNumbers.check(number.scalar, dtype)
            return try lifting { () throws(TensorError) in try Tensor(number.scalar, dtype: dtype) }
        default:
            let given = try tensor(value, interpreter)
            if given.dtype == dtype { return given }
            return try FloatErrors.watch("cast", interpreter) { () throws(LanguageError) in
                try lifting { () throws(TensorError) in try given.asType(dtype) }
            }
        }
    }

    /// A value copied into elements of a type: integers of the program must fit it, all else is cast and told of.
    static func copied(_ value: Value, to dtype: DType, _ interpreter: Interpreter) throws(LanguageError) -> Tensor {
        if case .int = value { return try assigned(value, to: dtype, interpreter) }
        let given = try tensor(value, interpreter)
        if given.dtype == dtype { return given }
        return try FloatErrors.watch("cast", interpreter) { () throws(LanguageError) in
            try lifting { () throws(TensorError) in try given.asType(dtype) }
        }
    }

    /// The whole part of a number as an integer of a type, which must hold it.
    private static func whole(_ number: Double, _ dtype: DType) throws(LanguageError) -> Tensor {
        if number.isNaN { throw LanguageError.valueError("cannot convert float NaN to integer") }
        if number.isInfinite { throw LanguageError.overflow("cannot convert float infinity to integer") }
        let part = number.rounded(.towardZero)
        guard let range = dtype.integerRange, part >= Double(range.low), part < Double(range.high) + 1 else {
            let text = Int64(exactly: part).map(String.init)
            throw LanguageError.overflow(
                text.map { "Python integer \($0) out of bounds for \(dtype.name)" }
                    ?? "Python int too large to convert to C long")
        }
        return try lifting { () throws(TensorError) in try Tensor(.float(part), dtype: dtype) }
    }
}
