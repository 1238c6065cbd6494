import Arrays
import Autograd
import Language
import Networks
import Tensors

/// `tensorflow`: tensors and tapes, as far as listings beside Keras use them.
enum TensorFlow {
    static let module = NativeModule(
        "tensorflow", doc: "Tensors that remember, tapes, and keras.", functions: rows, types: [.tape],
        written: TensorFlowText.module(
            TensorFlowText.elementwise, TensorFlowText.norm, TensorFlowText.shapes, TensorFlowText.rest)
    ) { interpreter in
        var constants: [(String, Value)] = [
            ("__version__", Value("2.20.0")), ("newaxis", .none),
            ("Tensor", .object(interpreter.classObject(for: .variable))),
        ]
        if let numpy = interpreter.module("numpy") {
            for name in ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "bool"]
            {
                if let type = numpy.members[name] { constants.append((name, type)) }
            }
        }
        return constants
    }

    /// `tf.math` and its kin: functions of tensors by subject.
    static let parts: [NativeModule] = [
        NativeModule(
            "tensorflow.math", doc: "Functions of tensors, element by element and over axes.",
            functions: rows.filter { !shapes.contains($0.name) },
            written: TensorFlowText.module(
                TensorFlowText.elementwise, TensorFlowText.math, TensorFlowText.activations)),
        NativeModule(
            "tensorflow.nn", doc: "Activations, cross-entropies, convolutions and pooling.",
            written: TensorFlowText.module(TensorFlowText.nn, TensorFlowText.windows, TensorFlowText.activations)),
        NativeModule(
            "tensorflow.linalg", doc: "Matrices.",
            written: TensorFlowText.module(TensorFlowText.norm, TensorFlowText.linalg)),
        NativeModule(
            "tensorflow.random", doc: "Numbers drawn at random.", written: TensorFlowText.module(TensorFlowText.random)),
        NativeModule(
            "tensorflow.data", doc: "Samples one after another.", written: TensorFlowText.module(TensorFlowText.data)),
        NativeModule(
            "tensorflow.config", doc: "Where it is computed.", written: TensorFlowText.module(TensorFlowText.config)),
    ]

    /// Functions of `tf` that `tf.math` has not.
    private static let shapes: Set<String> = [
        "constant", "convert_to_tensor", "Variable", "identity", "stop_gradient", "matmul", "reshape", "transpose",
        "concat", "zeros", "ones", "zeros_like", "ones_like", "function",
    ]

    /// A variable: as it is, or a constant of float32 where the values are plain numbers.
    private static func operand(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Variable {
        if case .object(let object as VariableObject) = value { return object.variable }
        let tensor = try NumPyArgument.tensor(value, interpreter)
        var isPlain = false
        switch value {
        case .int, .float, .bool, .list, .tuple: isPlain = true
        default: break
        }
        return try lifting { () throws(TensorError) in
            try .constant(isPlain || !tensor.dtype.isFloat ? tensor.asType(.float32) : tensor)
        }
    }

    /// The type that a call asks for; `nil` where it leaves the choice.
    private static func floatType(_ call: Call, _ place: Int) throws(LanguageError) -> DType? {
        guard let type = try call.dtype(place) else { return nil }
        guard type == .float32 || type == .float64 else {
            throw LanguageError.typeError(
                "tensors that gradients flow through are float32 or float64 here, not \(type.name)",
                hint: "np.array(…, dtype='\(type.name)') holds such numbers")
        }
        return type
    }

    /// A value as a tensor of the type that the call asks for.
    private static func converted(_ call: Call, _ type: DType?) throws(LanguageError) -> Variable {
        let x = try operand(call[0], call.interpreter)
        guard let type else { return x }
        return try lifting { () throws(TensorError) in try x.cast(to: type) }
    }

    /// The same number everywhere.
    private static func full(_ shape: [Int], _ value: Double, _ type: DType) throws(LanguageError) -> Value {
        .object(
            VariableObject(
                try lifting { () throws(TensorError) in
                    let tensor = try Tensor(shape: shape, dtype: type)
                    if value != 0 { try tensor.fill(.float(value)) }
                    return try Variable.constant(tensor)
                }))
    }

    /// A function of one tensor.
    private static func unary(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (Variable) throws(TensorError) -> Variable
    ) -> NativeFunction {
        NativeFunction(name, [Parameter("x", doc: "A tensor.")], doc: doc) { (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter)
            return .object(VariableObject(try lifting { () throws(TensorError) in try body(x) }))
        }
    }

    /// A function of two tensors.
    private static func binary(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (Variable, Variable) throws(TensorError) -> Variable
    ) -> NativeFunction {
        NativeFunction(name, [Parameter("x", doc: "A tensor."), Parameter("y", doc: "Another one.")], doc: doc) {
            (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter), y = try operand(call[1], call.interpreter)
            return .object(
                VariableObject(
                    try lifting { () throws(TensorError) in try body(x, y.cast(to: x.value.dtype)) }))
        }
    }

    /// A reduction over axes.
    private static func reduction(
        _ name: String, _ doc: String,
        _ body: @escaping @Sendable (Variable, [Int]?, Bool) throws(TensorError) -> Variable
    ) -> NativeFunction {
        NativeFunction(
            name,
            [
                Parameter("input_tensor", doc: "A tensor."), Parameter("axis", .none, doc: "None: over all."),
                Parameter("keepdims", .bool(false), doc: "True keeps axes of length 1."),
            ], doc: doc
        ) { (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter)
            let axes = try call.axes(1), keeps = try call.bool(2)
            return .object(VariableObject(try lifting { () throws(TensorError) in try body(x, axes, keeps) }))
        }
    }

    private static let rows: [NativeFunction] = [
        NativeFunction(
            "constant", [Parameter("value"), Parameter("dtype", .none), Parameter("shape", .none)],
            doc: "A tensor of numbers."
        ) { (call) throws(LanguageError) in
            let x = try converted(call, floatType(call, 1))
            guard let shape = try call.shape(2), shape != x.shape else { return .object(VariableObject(x)) }
            let count = x.shape.reduce(1, *)
            return .object(
                VariableObject(
                    try lifting { () throws(TensorError) in
                        if count != 1 { return try x.reshaped(shape) }
                        guard let whole = try x.reshaped([]).value.broadcast(to: shape) else { return x }
                        return try .constant(whole.copy())
                    }))
        },
        NativeFunction(
            "convert_to_tensor", [Parameter("value"), Parameter("dtype", .none)], doc: "A tensor of numbers."
        ) { (call) throws(LanguageError) in .object(VariableObject(try converted(call, floatType(call, 1)))) },
        NativeFunction(
            "Variable",
            [
                Parameter("initial_value"), Parameter("trainable", .bool(true)), Parameter("dtype", .none),
                Parameter("name", .none),
            ], doc: "Numbers that are changed by assign and by optimizers."
        ) { (call) throws(LanguageError) in
            if try floatType(call, 2) == .float64 {
                throw LanguageError.typeError("variables are float32 here, not float64")
            }
            let x = try operand(call[0], call.interpreter)
            let name = call.optional(3) == nil ? "Variable" : try call.string(3)
            let isTrainable = try call.bool(1)
            let weight = try learning { () throws(NetworkError) in
                try Weight(
                    WeightRow(name, x.shape, Initializer(.string("zeros")), isTrainable: isTrainable),
                    KerasState.of(call.interpreter).randomness())
            }
            try learning { () throws(NetworkError) in try weight.set(x.value) }
            return .object(try WeightObject(weight, call.interpreter))
        },
        reduction("reduce_sum", "The sum.") { (x, axes, keeps) throws(TensorError) in
            try x.sum(axes, keepingDimensions: keeps)
        },
        reduction("reduce_mean", "The mean.") { (x, axes, keeps) throws(TensorError) in
            try x.mean(axes, keepingDimensions: keeps)
        },
        reduction("reduce_max", "The largest.") { (x, axes, keeps) throws(TensorError) in
            try x.max(axes, keepingDimensions: keeps)
        },
        reduction("reduce_min", "The smallest.") { (x, axes, keeps) throws(TensorError) in
            try x.min(axes, keepingDimensions: keeps)
        },
        unary("square", "x times x.") { (x) throws(TensorError) in try x.squared() },
        unary("sqrt", "The square root.") { (x) throws(TensorError) in try x.squareRoot() },
        unary("exp", "e^x") { (x) throws(TensorError) in try x.exp() },
        unary("abs", "The absolute value.") { (x) throws(TensorError) in try x.absolute() },
        unary("sin", "The sine.") { (x) throws(TensorError) in try x.sin() },
        unary("cos", "The cosine.") { (x) throws(TensorError) in try x.cos() },
        unary("tanh", "The hyperbolic tangent.") { (x) throws(TensorError) in try x.tanh() },
        unary("sigmoid", "1 / (1 + e^-x)") { (x) throws(TensorError) in try x.sigmoid() },
        unary("identity", "The same.") { (x) throws(TensorError) in x },
        unary("stop_gradient", "The same, without its past.") { (x) throws(TensorError) in x.detached },
        binary("add", "x + y") { (x, y) throws(TensorError) in try x + y },
        binary("subtract", "x - y") { (x, y) throws(TensorError) in try x - y },
        binary("multiply", "x y") { (x, y) throws(TensorError) in try x * y },
        binary("divide", "x / y") { (x, y) throws(TensorError) in try x / y },
        binary("maximum", "The larger of two.") { (x, y) throws(TensorError) in try .maximum(x, y) },
        binary("minimum", "The smaller of two.") { (x, y) throws(TensorError) in try .minimum(x, y) },
        binary("matmul", "The matrix product.") { (x, y) throws(TensorError) in try .matmul(x, y) },
        binary("pow", "x to the power of y.") { (x, y) throws(TensorError) in try x.power(y) },
        NativeFunction("reshape", [Parameter("tensor"), Parameter("shape")], doc: "The same in another shape.") {
            (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter)
            let shape = try NumPyArgument.shape(call[1], call.interpreter)
            return .object(VariableObject(try lifting { () throws(TensorError) in try x.reshaped(shape) }))
        },
        NativeFunction("transpose", [Parameter("a"), Parameter("perm", .none)], doc: "Axes in another order.") {
            (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter)
            let order = try call.axes(1)
            return .object(VariableObject(try lifting { () throws(TensorError) in try x.transposed(order) }))
        },
        NativeFunction(
            "concat", [Parameter("values"), Parameter("axis")], doc: "Tensors one after the other along an axis."
        ) { (call) throws(LanguageError) in
            var parts: [Variable] = []
            for value in try call.values(0) { parts.append(try operand(value, call.interpreter)) }
            let axis = try call.int(1), all = parts
            return .object(
                VariableObject(try lifting { () throws(TensorError) in try Variable.concatenate(all, axis: axis) }))
        },
        filled("zeros", 0), filled("ones", 1), like("zeros_like", 0), like("ones_like", 1),
        NativeFunction("function", [Parameter("func", .none), .keywords("kwargs")], doc: "Gives the function itself.") {
            (call) throws(LanguageError) in call[0]
        },
    ]

    private static func filled(_ name: String, _ value: Double) -> NativeFunction {
        NativeFunction(
            name, [Parameter("shape"), Parameter("dtype", .none)], doc: "A tensor that holds \(Int(value)) everywhere."
        ) { (call) throws(LanguageError) in
            let type = try floatType(call, 1) ?? .float32
            return try full(NumPyArgument.shape(call[0], call.interpreter), value, type)
        }
    }

    private static func like(_ name: String, _ value: Double) -> NativeFunction {
        NativeFunction(name, [Parameter("input")], doc: "As many of \(Int(value)) as a tensor has elements.") {
            (call) throws(LanguageError) in
            let x = try operand(call[0], call.interpreter)
            return try full(x.shape, value, x.value.dtype)
        }
    }
}
