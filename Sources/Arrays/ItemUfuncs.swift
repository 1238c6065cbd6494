import Language
import Tensors

/// Functions of elements called with texts or objects.
enum ItemUfuncs {
    private static let operators: [String: BinaryOperator] = [
        "add": .add, "subtract": .subtract, "multiply": .multiply, "divide": .divide, "true_divide": .divide,
        "floor_divide": .floorDivide, "remainder": .modulo, "power": .power, "bitwise_and": .and, "bitwise_or": .or,
        "bitwise_xor": .xor, "left_shift": .shiftLeft, "right_shift": .shiftRight,
    ]
    private static let comparisons: [String: Comparison] = [
        "equal": .equal, "not_equal": .notEqual, "less": .less, "less_equal": .lessEqual, "greater": .greater,
        "greater_equal": .greaterEqual,
    ]
    private static let unary: [String: UnaryOperator] = ["negative": .negate, "positive": .plus, "invert": .invert]

    /// The answer where texts or objects are among the operands; `nil` where all are numbers.
    static func answer(
        _ name: String, _ operands: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        guard operands.contains(where: ItemFunctions.holdsItems) else { return nil }
        if operands.count == 1 {
            let items = try ItemGathering.array(operands[0], nil, interpreter)
            if let op = unary[name] { return try ItemOperators.unary(op, items, interpreter) }
            if name == "logical_not", !items.type.isText {
                let truths = try items.truths(interpreter)
                return .result(try lifting { () throws(TensorError) in try Ufunc.row(named: name)(truths) })
            }
            if name == "absolute" {
                if items.type.isText { throw ItemErrors.noLoop(name, items, isBare: true) }
                return try mapped(items, "abs", interpreter)
            }
            if items.type.isText || ["isnan", "isinf", "isfinite", "signbit"].contains(name) {
                throw ItemErrors.notSupported(name)
            }
            throw LanguageError.typeError(
                "loop of ufunc does not support argument 0 of type \(try items.elements.first?.typeName ?? "object") which has no callable \(name) method",
                hint: "give the array a type of numbers first: np.\(name)(x.astype(float))")
        }
        guard operands.count == 2 else { throw ItemErrors.notSupported(name) }
        if let op = comparisons[name] {
            if case .object(let items as ItemArray) = operands[0] {
                return try ItemOperators.compared(op, items, operands[1], interpreter)
            }
            if case .object(let items as ItemArray) = operands[1] {
                return try ItemOperators.compared(op.mirrored, items, operands[0], interpreter)
            }
            return try ItemOperators.compared(
                op, ItemGathering.array(operands[0], nil, interpreter), operands[1], interpreter)
        }
        if let op = operators[name] {
            var sides = operands
            for place in 0..<2 where ItemFunctions.holdsItems(sides[place]) {
                sides[place] = .object(try ItemGathering.array(sides[place], nil, interpreter))
            }
            return try ItemOperators.combined(op, sides[0], sides[1], interpreter) ?? Value.none
        }
        if name == "logical_and" || name == "logical_or" || name == "logical_xor" {
            var truths: [Tensor] = []
            for value in operands {
                truths.append(
                    ItemFunctions.holdsItems(value)
                        ? try ItemGathering.array(value, nil, interpreter).truths(interpreter)
                        : try NumPyArgument.tensor(value, interpreter, dtype: .bool))
            }
            return .result(
                try lifting { () throws(TensorError) in try Ufunc.row(named: name)(truths[0], truths[1]) })
        }
        throw ItemErrors.noLoop(name, operands[0], operands[1])
    }

    private static func mapped(
        _ items: ItemArray, _ builtin: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        guard let function = interpreter.globals.builtin(builtin) else { throw items.refusal }
        var results: [Value] = []
        try NumPyState.of(interpreter).nested { () throws(LanguageError) in
            for element in try items.elements { results.append(try interpreter.call(function, [element])) }
        }
        return .object(try ItemArray(results, items.places.shape, .object))
    }
}
