import Arrays
import Autograd
import Glibc
import Language
import Networks
import Tensors

/// `keras.ops`: functions of tensors over Autograd's operations. They take arrays, variables that a tape follows, and the
/// symbols of functional models, on which each becomes a layer of its own.
enum KerasOps {
    static func module(_ aliases: [String]) -> NativeModule {
        NativeModule(
            "keras.ops", doc: "Functions of tensors, with gradients.", aliases: aliases,
            functions: elements + pairs + comparisons + reductions + shapes + products + making)
    }

    /// What a row computes of its tensors.
    typealias Body = @Sendable ([Variable], Call) throws(LanguageError) -> Variable

    /// A function whose first arguments are tensors.
    /// - Parameters:
    ///   - tensors: how many; `nil` where the first argument is a list of them.
    static func row(
        _ name: String, _ parameters: [Parameter], tensors: Int? = 1, _ doc: String, _ body: @escaping Body
    ) -> NativeFunction {
        NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
            let given: [Value]
            if let tensors { given = (0..<tensors).map { call[$0] } } else { given = try call.values(0) }
            var symbols: [Symbol] = []
            var constants: [Variable?] = []
            for value in given {
                if case .object(let object as SymbolObject) = value {
                    symbols.append(object.symbol)
                    constants.append(nil)
                } else {
                    constants.append(try operand(value, call.interpreter))
                }
            }
            if symbols.isEmpty {
                return .object(VariableObject(try body(alike(constants.compactMap { $0 }), call)))
            }
            // Later the function is called again, with variables where the symbols stood: the call itself is over then.
            let known = constants, function = Value.object(NativeFunctionObject(call.function))
            var others: [(String, Value)] = []
            for (place, parameter) in parameters.enumerated().dropFirst(tensors ?? 1) where call.isGiven(place) {
                others.append((parameter.name, call[place]))
            }
            let named = others
            return try SymbolOperations.call(camelCase(name), symbols, call.interpreter) {
                (inputs, interpreter) throws(LanguageError) in
                var next = inputs[...]
                let all = known.compactMap { $0 ?? next.popFirst() }.map { Value.object(VariableObject($0)) }
                return try interpreter.call(function, tensors == nil ? [Value(all)] : all, named)
            }
        }
    }

    /// A variable as it is; plain numbers and whole ones in float32, arrays of floats as they are.
    static func operand(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Variable {
        if case .object(let object as VariableObject) = value { return object.variable }
        let tensor = try NumPyArgument.tensor(value, interpreter)
        var isPlain = !tensor.dtype.isFloat
        switch value {
        case .int, .float, .bool, .list, .tuple: isPlain = true
        default: break
        }
        return try lifting { () throws(TensorError) in
            try .constant(isPlain ? tensor.asType(.float32) : tensor)
        }
    }

    /// All in the widest type; numbers alone do not widen.
    static func alike(_ variables: [Variable]) throws(LanguageError) -> [Variable] {
        guard variables.count > 1 else { return variables }
        let arrays = variables.filter { !$0.shape.isEmpty }
        let isWide = (arrays.isEmpty ? variables : arrays).contains { $0.value.dtype == .float64 }
        var result: [Variable] = []
        for variable in variables {
            result.append(
                try lifting { () throws(TensorError) in try variable.cast(to: isWide ? .float64 : .float32) })
        }
        return result
    }

    private static func camelCase(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    static func made(_ body: () throws(TensorError) -> Variable) throws(LanguageError) -> Variable {
        try lifting(body)
    }

    private static let x = Parameter("x", doc: "A tensor.")
    private static let axis = Parameter("axis", .int(-1), doc: "The axis.")

    // MARK: Element by element

    /// Rows of Autograd's table under Keras's names.
    private static let elements: [NativeFunction] =
        [
            "abs", "absolute", "negative", "exp", "expm1", "log", "log1p", "sqrt", "rsqrt", "square", "reciprocal",
            "erf", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh",
            "arctanh", "sigmoid", "softplus", "log_sigmoid", "softsign", "relu", "relu6", "hard_sigmoid", "hard_silu",
            "hard_swish", "selu", "silu", "swish", "mish", "sign", "floor", "ceil", "isnan", "logical_not",
        ].compactMap { name in
            let own = ["arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh"][name] ?? name
            guard let operation = Operation.named(own) else { return nil }
            return row(name, [x], operation.doc) { (v, _) throws(LanguageError) in
                try made { () throws(TensorError) in try operation(v[0]) }
            }
        } + [
            row("leaky_relu", [x, Parameter("negative_slope", .float(0.2))], "x above 0, negative_slope x below.") {
                (v, call) throws(LanguageError) in
                let slope = try call.double(1)
                return try made { () throws(TensorError) in try v[0].leakyRelu(slope) }
            },
            row("elu", [x, Parameter("alpha", .float(1))], "x above 0, alpha (e^x - 1) below.") {
                (v, call) throws(LanguageError) in
                let alpha = try call.double(1)
                return try made { () throws(TensorError) in try v[0].elu(alpha) }
            },
            row("celu", [x, Parameter("alpha", .float(1))], "A smooth elu.") { (v, call) throws(LanguageError) in
                let alpha = try call.double(1)
                return try made { () throws(TensorError) in try v[0].celu(alpha) }
            },
            row("gelu", [x, Parameter("approximate", .bool(true))], "x times the normal distribution's share below x.")
            {
                (v, call) throws(LanguageError) in
                let isApproximate = try call.bool(1)
                return try made { () throws(TensorError) in try v[0].gelu(approximate: isApproximate) }
            },
            row("round", [x, Parameter("decimals", .int(0))], "The nearest number of so many decimals.") {
                (v, call) throws(LanguageError) in
                let decimals = try call.int(1)
                guard (-30...30).contains(decimals) else { return v[0] }
                let factor = Glibc.pow(10, Double(decimals))
                guard let operation = Operation.named("round") else { return v[0] }
                return try made { () throws(TensorError) in try operation(v[0] * factor) / factor }
            },
            row("clip", [x, Parameter("x_min"), Parameter("x_max")], "x, at least x_min and at most x_max.") {
                (v, call) throws(LanguageError) in
                let low = try call.double(1), high = try call.double(2)
                return try made { () throws(TensorError) in try v[0].clipped(low, high) }
            },
            row("log2", [x], "The logarithm to the base of 2.") { (v, _) throws(LanguageError) in
                try made { () throws(TensorError) in try v[0].log() * 1.4426950408889634 }
            },
            row("log10", [x], "The logarithm to the base of 10.") { (v, _) throws(LanguageError) in
                try made { () throws(TensorError) in try v[0].log() * 0.4342944819032518 }
            },
            row("softmax", [x, axis], "e^x over the sum of all along an axis.") { (v, call) throws(LanguageError) in
                let axis = try call.int(1)
                return try made { () throws(TensorError) in try v[0].softmax(axis) }
            },
            row("log_softmax", [x, axis], "The logarithm of softmax.") { (v, call) throws(LanguageError) in
                let axis = try call.int(1)
                return try made { () throws(TensorError) in try v[0].logSoftmax(axis) }
            },
            row(
                "normalize", [x, axis, Parameter("order", .int(2)), Parameter("epsilon", .none)], "Vectors of length 1."
            ) {
                (v, call) throws(LanguageError) in
                let axis = try call.int(1)
                if try call.int(2) != 2 {
                    throw LanguageError(.notImplementedError, "ops.normalize: order must be 2", hint: "leave it out")
                }
                let epsilon = call.optional(3) == nil ? 1e-7 : try call.double(3)
                return try made { () throws(TensorError) in try v[0].normalized(axis, epsilon: epsilon * epsilon) }
            },
            row("stop_gradient", [Parameter("variable", doc: "A tensor.")], "The same, without its past.") {
                (v, _) throws(LanguageError) in v[0].detached
            },
        ]

    // MARK: Two tensors

    private static func pair(_ name: String, _ operation: String, _ doc: String) -> NativeFunction? {
        guard let operation = Operation.named(operation) else { return nil }
        return row(name, [Parameter("x1", doc: "A tensor."), Parameter("x2", doc: "Another one.")], tensors: 2, doc) {
            (v, _) throws(LanguageError) in try made { () throws(TensorError) in try operation(v[0], v[1]) }
        }
    }

    private static let pairs: [NativeFunction] = [
        pair("add", "add", "x1 + x2"), pair("subtract", "subtract", "x1 - x2"),
        pair("multiply", "multiply", "x1 x2"), pair("divide", "divide", "x1 / x2"),
        pair("true_divide", "divide", "x1 / x2"), pair("power", "power", "x1 to the power of x2."),
        pair("maximum", "maximum", "The larger of two."), pair("minimum", "minimum", "The smaller of two."),
        pair("arctan2", "atan2", "The angle of (x2, x1)."), pair("mod", "mod", "What is left of x1 over x2."),
        pair("floor_divide", "floor_divide", "x1 over x2, rounded down."),
    ].compactMap { $0 }

    private static let comparisons: [NativeFunction] = [
        ("equal", "1 where x1 = x2, else 0."), ("not_equal", "0 where x1 = x2, else 1."), ("less", "1 where x1 < x2."),
        ("less_equal", "1 where x1 <= x2."), ("greater", "1 where x1 > x2."), ("greater_equal", "1 where x1 >= x2."),
        ("logical_and", "1 where neither is 0."), ("logical_or", "1 where one is not 0."),
        ("logical_xor", "1 where one of both is 0."),
    ].compactMap { pair($0.0, $0.0, $0.1) }

    // MARK: Reductions

    private static func reduction(
        _ name: String, _ doc: String,
        _ body: @escaping @Sendable (Variable, [Int]?, Bool) throws(TensorError) -> Variable
    ) -> NativeFunction {
        row(
            name,
            [
                x, Parameter("axis", .none, doc: "None: over all."),
                Parameter("keepdims", .bool(false), doc: "True keeps axes of length 1."),
            ], doc
        ) { (v, call) throws(LanguageError) in
            let axes = try call.axes(1), keeps = try call.bool(2)
            return try made { () throws(TensorError) in try body(v[0], axes, keeps) }
        }
    }

    private static let reductions: [NativeFunction] = [
        reduction("sum", "The sum.") { (x, a, k) throws(TensorError) in try x.sum(a, keepingDimensions: k) },
        reduction("mean", "The mean.") { (x, a, k) throws(TensorError) in try x.mean(a, keepingDimensions: k) },
        reduction("max", "The largest.") { (x, a, k) throws(TensorError) in try x.max(a, keepingDimensions: k) },
        reduction("min", "The smallest.") { (x, a, k) throws(TensorError) in try x.min(a, keepingDimensions: k) },
        reduction("amax", "The largest.") { (x, a, k) throws(TensorError) in try x.max(a, keepingDimensions: k) },
        reduction("amin", "The smallest.") { (x, a, k) throws(TensorError) in try x.min(a, keepingDimensions: k) },
        reduction("prod", "The product.") { (x, a, k) throws(TensorError) in try x.product(a, keepingDimensions: k) },
        reduction("logsumexp", "ln of the sum of e^x.") { (x, a, k) throws(TensorError) in
            try x.logSumExp(a, keepingDimensions: k)
        },
        reduction("var", "The mean squared distance from the mean.") { (x, a, k) throws(TensorError) in
            try x.variance(a, keepingDimensions: k)
        },
        reduction("std", "The standard deviation.") { (x, a, k) throws(TensorError) in
            try x.standardDeviation(a, keepingDimensions: k)
        },
        reduction("any", "1 where any is not 0.") { (x, a, k) throws(TensorError) in
            try .constant(x.any(a, keepingDimensions: k))
        },
        reduction("all", "1 where none is 0.") { (x, a, k) throws(TensorError) in
            try .constant(x.all(a, keepingDimensions: k))
        },
        reduction("count_nonzero", "How many are not 0.") { (x, a, k) throws(TensorError) in
            try .constant(x.countNonzero(a, keepingDimensions: k))
        },
        row("argmax", [x, Parameter("axis", .none)], "The place of the largest.") { (v, call) throws(LanguageError) in
            let axis = call.optional(1) == nil ? nil : try call.int(1)
            return try made { () throws(TensorError) in try .constant(v[0].argMax(axis)) }
        },
        row("argmin", [x, Parameter("axis", .none)], "The place of the smallest.") { (v, call) throws(LanguageError) in
            let axis = call.optional(1) == nil ? nil : try call.int(1)
            return try made { () throws(TensorError) in try .constant(v[0].argMin(axis)) }
        },
        row("cumsum", [x, Parameter("axis", .none)], "Running sums.") { (v, call) throws(LanguageError) in
            let axis = call.optional(1) == nil ? nil : try call.int(1)
            return try made { () throws(TensorError) in
                guard let axis else { return try v[0].reshaped([-1]).cumulativeSum(0) }
                return try v[0].cumulativeSum(axis)
            }
        },
    ]
}
