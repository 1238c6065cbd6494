import Language
import Tensors

/// Operators of arrays of texts and objects: texts are put together and compared, objects do what they do themselves.
enum ItemOperators {
    /// Two arrays whose elements meet, of one shape.
    private struct Pair {
        let a: [Value]
        let b: [Value]
        let shape: [Int]

        init(_ a: ItemArray, _ b: ItemArray) throws(LanguageError) {
            shape = try lifting { () throws(TensorError) in
                try Tensor.broadcastShape([a.places.shape, b.places.shape])
            }
            guard let x = a.places.broadcast(to: shape), let y = b.places.broadcast(to: shape) else {
                throw LanguageError.valueError("operands could not be broadcast together")
            }
            self.a = try ItemArray(x, a.block).elements
            self.b = try ItemArray(y, b.block).elements
        }
    }

    /// A side of an operator as an array of items; `nil` for what is none.
    static func side(
        _ value: Value, with other: ItemArray?, _ interpreter: Interpreter
    ) throws(LanguageError) -> ItemArray? {
        switch value {
        case .object(let items as ItemArray): return items
        case .str: return try ItemGathering.array(value, nil, interpreter)
        case .list, .tuple:
            return try ItemGathering.array(value, other?.type == .object ? .object : nil, interpreter)
        case .object(is ArrayObject):
            if other?.type == .object { return try ItemGathering.array(value, .object, interpreter) }
            return nil
        default:
            if other?.type != .object { return nil }
            return try ItemArray([ItemGathering.objectCell(value)], [], .object)
        }
    }

    static let binary: @Sendable (BinaryOperator, Object, Value, Bool, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, reflected, interpreter) throws(LanguageError) in
        let (a, b) = reflected ? (other, .object(me)) : (.object(me), other)
        return try combined(op, a, b, interpreter)
    }

    /// `a op b` for values of which at least one is an array of items.
    static func combined(
        _ op: BinaryOperator, _ a: Value, _ b: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        let name = op == .matrixMultiply ? "matmul" : ArrayOperators.row(op).name
        guard let x = try side(a, with: items(b), interpreter), let y = try side(b, with: items(a), interpreter),
            x.type == .object || y.type == .object || op == .add && x.type.isText && y.type.isText
        else {
            if op == .power, case .int(2) = b { throw ItemErrors.notSupported("square") }
            throw ItemErrors.noLoop(name, a, b)
        }
        let pair = try Pair(x, y)
        if x.type.isText, y.type.isText {
            let texts = try zip(pair.a, pair.b).map { (p, q) throws(LanguageError) in
                ItemArray.cell(try interpreter.str(p) + interpreter.str(q))
            }
            return try result(texts, pair.shape, .text((x.type.itemSize + y.type.itemSize) / 4))
        }
        var results: [Value] = []
        try NumPyState.of(interpreter).nested { () throws(LanguageError) in
            for (p, q) in zip(pair.a, pair.b) { results.append(try interpreter.binary(op, p, q)) }
        }
        return try result(results.map(ItemGathering.objectCell), pair.shape, .object)
    }

    private static func items(_ value: Value) -> ItemArray? {
        if case .object(let items as ItemArray) = value { items } else { nil }
    }

    private static func result(
        _ elements: [Value], _ shape: [Int], _ type: ItemType
    ) throws(LanguageError) -> Value {
        shape.isEmpty ? elements.first ?? .none : .object(try ItemArray(elements, shape, type))
    }

    static let inPlace: @Sendable (BinaryOperator, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, interpreter) throws(LanguageError) in
        guard let own = me as? ItemArray, let sum = try combined(op, .object(me), other, interpreter) else {
            return nil
        }
        try ItemIndex.set(own, .object(EllipsisObject()), sum, interpreter)
        return .object(own)
    }

    static let unary: @Sendable (UnaryOperator, Object, Interpreter) throws(LanguageError) -> Value = {
        (op, me, interpreter) throws(LanguageError) in
        guard let own = me as? ItemArray else { return .none }
        let name =
            switch op {
            case .negate: "negative"
            case .plus: "positive"
            case .invert: "invert"
            }
        if own.type.isText { throw ItemErrors.noLoop(name, own, isBare: op != .plus) }
        var results: [Value] = []
        try NumPyState.of(interpreter).nested { () throws(LanguageError) in
            for element in try own.elements { results.append(try interpreter.unary(op, element)) }
        }
        return try result(results, own.places.shape, .object)
    }

    static let compare: @Sendable (Comparison, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, me, other, interpreter) throws(LanguageError) in
        guard let own = me as? ItemArray else { return nil }
        return try compared(op, own, other, interpreter)
    }

    /// The answer of a comparison, a bool for each pair.
    static func compared(
        _ op: Comparison, _ own: ItemArray, _ other: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        if own.type.isText, case .str(let text) = other, op == .equal || op == .notEqual {
            let wanted = text.string
            let cells = own.block.cells
            let answers = try lifting { () throws(TensorError) in
                try own.places.withElements(Int64.self) { (places) in
                    places.map { place -> Bool in
                        guard case .str(let mine) = cells[Int(place)] else { return op == .notEqual }
                        return Str.areEqual(mine.string, wanted) == (op == .equal)
                    }
                }
            }
            return .result(try lifting { () throws(TensorError) in try Tensor(answers, shape: own.places.shape) })
        }
        guard let side = try side(other, with: own, interpreter) else {
            guard op == .equal || op == .notEqual else { throw ItemErrors.noOrder(op, own, other) }
            return .result(try filled(op == .notEqual, own.places.shape, other, interpreter))
        }
        let pair = try Pair(own, side)
        var answers: [Bool] = []
        answers.reserveCapacity(pair.a.count)
        try NumPyState.of(interpreter).nested { () throws(LanguageError) in
            for (i, (p, q)) in zip(pair.a, pair.b).enumerated() {
                if i & 0xFFF == 0 { try interpreter.checkInterrupt() }
                answers.append(try interpreter.truth(try interpreter.compare(op, p, q)))
            }
        }
        return .result(try lifting { () throws(TensorError) in try Tensor(answers, shape: pair.shape) })
    }

    /// The same answer everywhere: texts beside numbers.
    private static func filled(
        _ truth: Bool, _ shape: [Int], _ other: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> Tensor {
        var shapes = [shape]
        if case .object(let array as ArrayObject) = other { shapes.append(array.tensor.shape) }
        return try lifting { () throws(TensorError) in
            let answer = try Tensor(shape: Tensor.broadcastShape(shapes), dtype: .bool)
            try answer.fill(.bool(truth))
            return answer
        }
    }
}

/// What NumPy says of texts where there is no way.
enum ItemErrors {
    /// `ufunc 'add' did not contain a loop …` for two sides.
    static func noLoop(_ name: String, _ a: Value, _ b: Value) -> LanguageError {
        if name == "multiply", isText(a) != isText(b) || isText(a) {
            if !(isText(a) && isText(b)) {
                return .typeError(
                    "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use numpy.strings.multiply to multiply strings without specifying 'out'."
                )
            }
        }
        if !["add", "subtract", "multiply", "matmul", "maximum", "minimum"].contains(name) {
            return notSupported(name)
        }
        return LanguageError(
            NumPyException.ufuncType,
            "ufunc '\(name)' did not contain a loop with signature matching types (\(dtype(a)), \(dtype(b))) -> None",
            hint: "texts are put together with texts: x.astype(str); digits become numbers with x.astype(float)")
    }

    /// The same for one operand.
    static func noLoop(_ name: String, _ items: ItemArray, isBare: Bool) -> LanguageError {
        guard isBare, name != "invert" else { return notSupported(name) }
        return LanguageError(
            NumPyException.ufuncType,
            "ufunc '\(name)' did not contain a loop with signature matching types <class 'numpy.dtypes.\(items.type.className)'> -> None"
        )
    }

    static func notSupported(_ name: String) -> LanguageError {
        .typeError(
            "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
            hint: "\(name) works on numbers; digits become numbers with x.astype(float)")
    }

    /// Texts have no order beside numbers.
    static func noOrder(_ op: Comparison, _ own: ItemArray, _ other: Value) -> LanguageError {
        let names: [Comparison: String] = [
            .less: "less", .lessEqual: "less_equal", .greater: "greater", .greaterEqual: "greater_equal",
        ]
        return LanguageError(
            NumPyException.ufuncType,
            "ufunc '\(names[op] ?? "")' did not contain a loop with signature matching types (<class 'numpy.dtypes.\(own.type.className)'>, <class 'numpy.dtypes.\(className(other))'>) -> None"
        )
    }

    private static func isText(_ value: Value) -> Bool {
        switch value {
        case .str: true
        case .object(let items as ItemArray): items.type.isText
        default: false
        }
    }

    private static func className(_ value: Value) -> String {
        switch value {
        case .int: "_PyLongDType"
        case .float: "_PyFloatDType"
        case .bool: "BoolDType"
        case .object(let array as ArrayObject): array.tensor.dtype.className
        case .object(let number as ScalarObject): number.dtype.className
        default: "ObjectDType"
        }
    }

    private static func dtype(_ value: Value) -> String {
        let name: String =
            switch value {
            case .str(let text): "<U\(max(text.count, 1))"
            case .int: "int64"
            case .float: "float64"
            case .bool: "bool"
            case .object(let items as ItemArray): items.type.code
            case .object(let array as ArrayObject): array.tensor.dtype.name
            case .object(let number as ScalarObject): number.dtype.name
            default: "O"
            }
        return "dtype('\(name)')"
    }
}
