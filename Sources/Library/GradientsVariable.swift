import Arrays
import Autograd
import Language
import Tensors

/// A variable in the language: a number or array that remembers how it was computed.
class VariableObject: Object, UfuncAnswering, ArrayShowing {
    private var own: Variable

    init(_ variable: Variable) { own = variable }

    /// The value with its past.
    var variable: Variable { own }

    /// From now on gradients with respect to the value can be taken.
    func watch() throws(LanguageError) {
        if !own.isTracked { own = try lifting { () throws(TensorError) in try Variable(own.value) } }
    }

    override var nativeType: NativeType { .variable }

    func shownTensor() throws(LanguageError) -> Tensor { variable.value }

    func answer(_ name: String, _ arguments: [Value], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        try Gradients.ufunc(name, arguments, interpreter)
    }
}

extension NativeType {
    /// The type of variables.
    static let variable = NativeType(
        name: "Variable", module: "svertka.gradients",
        doc: "A number or array that remembers how it was computed, so that gradients can be taken.",
        methods: [
            reduction("sum", "The sum over an axis, or over all.") { (x, axes, keeps) throws(TensorError) in
                try x.sum(axes, keepingDimensions: keeps)
            },
            reduction("mean", "The mean over an axis, or over all.") { (x, axes, keeps) throws(TensorError) in
                try x.mean(axes, keepingDimensions: keeps)
            },
            reduction("max", "The largest along an axis, or of all.") { (x, axes, keeps) throws(TensorError) in
                try x.max(axes, keepingDimensions: keeps)
            },
            reduction("min", "The smallest along an axis, or of all.") { (x, axes, keeps) throws(TensorError) in
                try x.min(axes, keepingDimensions: keeps)
            },
            NativeFunction("reshape", [.rest("shape")], doc: "The same elements in another shape.") {
                (call) throws(LanguageError) in
                let sizes = call.rest(0)
                let shape = try NumPyArgument.shape(
                    sizes.count == 1 ? sizes[0] : .tuple(Tuple(sizes)), call.interpreter)
                let x = try receiver(call)
                return try made { () throws(TensorError) in try x.reshaped(shape) }
            },
            NativeFunction("softmax", doc: "Probabilities along the last axis.") { (call) throws(LanguageError) in
                let x = try receiver(call)
                return try made { () throws(TensorError) in try x.softmax() }
            },
            NativeFunction("numpy", doc: "The value as an array, without its past.") { (call) throws(LanguageError) in
                .result(try receiver(call).value)
            },
        ] + Gradients.elementwise.map(\.method),
        properties: [
            NativeProperty("value", doc: "The value as an array, without its past.") {
                (object, _) throws(LanguageError) in .result(try own(object).value)
            },
            NativeProperty("shape", doc: "Its sizes.") { (object, _) throws(LanguageError) in
                .tuple(Tuple(try own(object).shape.map { .int($0) }))
            },
            NativeProperty("T", doc: "Axes in the reverse order.") { (object, _) throws(LanguageError) in
                let x = try own(object)
                return try made { () throws(TensorError) in try x.transposed() }
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "Variable(\(try interpreter.str(.result(own(object).value))))"
            }
            $0.binary = { (op, me, other, reflected, interpreter) throws(LanguageError) in
                guard let name = operations[op] else { return nil }
                switch other {
                case .int, .float, .bool, .list, .tuple, .object(is VariableObject), .object(is ArrayObject),
                    .object(is ScalarObject):
                    break
                default: return nil
                }
                let (x, y) = (try own(me), try operand(other, like: own(me), interpreter))
                let (a, b) = reflected ? (y, x) : (x, y)
                if op == .matrixMultiply { return try made { () throws(TensorError) in try Variable.matmul(a, b) } }
                guard let operation = Operation.named(name) else { return nil }
                return try made { () throws(TensorError) in try operation(a, b) }
            }
            $0.unary = { (op, me, interpreter) throws(LanguageError) in
                let x = try own(me)
                switch op {
                case .negate: return try made { () throws(TensorError) in try -x }
                case .plus: return .object(me)
                case .invert: throw LanguageError.typeError("bad operand type for unary ~: 'Variable'")
                }
            }
            $0.compare = { (op, me, other, interpreter) throws(LanguageError) in
                let left = Value.result(try own(me).value)
                if case .object(let object as VariableObject) = other {
                    return try interpreter.compare(op, left, .result(object.variable.value))
                }
                return try interpreter.compare(op, left, other)
            }
            $0.length = { (object, _) throws(LanguageError) in
                guard let count = try own(object).shape.first else {
                    throw LanguageError.typeError("len() of unsized object")
                }
                return count
            }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                let (x, items) = (try own(object), try NumPyIndex.items(key, interpreter))
                return try made { () throws(TensorError) in try x.elements(at: items) }
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                let x = try own(object)
                guard let count = x.shape.first else {
                    throw LanguageError.typeError("iteration over a 0-d variable")
                }
                var place = 0
                return Iteration("variable_iterator") { (_) throws(LanguageError) in
                    if place == count { return nil }
                    place += 1
                    let index = place - 1
                    return try made { () throws(TensorError) in try x.elements(at: [.index(index)]) }
                }
            }
            $0.truth = { (object, interpreter) throws(LanguageError) in
                try interpreter.truth(.result(own(object).value))
            }
            $0.float = { (object, _) throws(LanguageError) in
                let x = try own(object)
                return try lifting { () throws(TensorError) in try x.value.item().double }
            }
            $0.hash = { (object, _) throws(LanguageError) in ObjectIdentifier(object).hashValue }
        })

    private static let operations: [BinaryOperator: String] = [
        .add: "add", .subtract: "subtract", .multiply: "multiply", .divide: "divide", .power: "power",
        .matrixMultiply: "matmul",
    ]

    private static func own(_ object: Object) throws(LanguageError) -> Variable { try Gradients.known(.object(object)) }

    private static func receiver(_ call: Call) throws(LanguageError) -> Variable {
        try Gradients.known(call.receiver ?? .none)
    }

    private static func made(_ body: () throws(TensorError) -> Variable) throws(LanguageError) -> Value {
        .object(VariableObject(try lifting(body)))
    }

    /// The other side of an operator; a plain number takes the variable's type, so that float32 stays float32.
    private static func operand(_ value: Value, like x: Variable, _ interpreter: Interpreter) throws(LanguageError)
        -> Variable
    {
        switch value {
        case .int, .float, .bool:
            let tensor = try NumPyArgument.tensor(value, interpreter, dtype: x.value.dtype)
            return try lifting { () throws(TensorError) in try Variable.constant(tensor) }
        default: return try Gradients.variable(value, interpreter)
        }
    }

    private static func reduction(
        _ name: String, _ doc: String,
        _ body: @escaping @Sendable (Variable, [Int]?, Bool) throws(TensorError) -> Variable
    ) -> NativeFunction {
        NativeFunction(name, [Parameter("axis", .none), Parameter("keepdims", .bool(false))], doc: doc) {
            (call) throws(LanguageError) in
            let (x, axes, keeps) = (try receiver(call), try call.axes(0), try call.bool(1))
            return try made { () throws(TensorError) in try body(x, axes, keeps) }
        }
    }
}
