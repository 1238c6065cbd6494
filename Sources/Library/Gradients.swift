import Arrays
import Autograd
import Language
import Tensors

/// `svertka.gradients`: derivatives of functions that the program defines.
///
///     from svertka.gradients import grad
///     slope = grad(lambda x: x ** 2 + 3 * x)
///     slope(2.0)      # 7.0
///
/// The function is called with variables: numbers and arrays that remember how they were computed. Operators, indexing,
/// NumPy's functions of elements and the methods of `Variable` work on them.
enum Gradients {
    static let module = NativeModule(
        "svertka.gradients", doc: "Derivatives of functions, by the reverse walk over what they computed.",
        functions: [
            NativeFunction(
                "grad", [Parameter("f"), Parameter("argnum", .int(0), doc: "the argument to differentiate by")],
                doc: "The function that gives df/dx; f must give one number."
            ) { (call) throws(LanguageError) in
                .object(GradientFunction(call[0], place: try call.int(1), givesValue: false))
            },
            NativeFunction(
                "value_and_grad", [Parameter("f"), Parameter("argnum", .int(0))],
                doc: "The function that gives f and df/dx as a pair."
            ) { (call) throws(LanguageError) in
                .object(GradientFunction(call[0], place: try call.int(1), givesValue: true))
            },
            NativeFunction(
                "gradients", [Parameter("y"), Parameter("sources")],
                doc: "dy/dx for each variable of a list that y was computed from."
            ) { (call) throws(LanguageError) in
                let y = try variable(call[0], call.interpreter)
                var sources: [Variable] = []
                for value in try call.values(1) { sources.append(try known(value)) }
                let found = try lifting { () throws(TensorError) in try y.gradients(of: sources) }
                return Value(found.map { .result($0.value) })
            },
            NativeFunction(
                "variable", [Parameter("x")], doc: "A number or array that remembers what is computed from it."
            ) { (call) throws(LanguageError) in
                let x = try call.tensor(0)
                return .object(VariableObject(try lifting { () throws(TensorError) in try Variable(x) }))
            },
        ] + elementwise.map(\.function))

    /// Operations of one operand, as functions of the module and methods of variables.
    static let elementwise: [(function: NativeFunction, method: NativeFunction)] = [
        "exp", "log", "sqrt", "square", "sin", "cos", "tanh", "sigmoid", "softplus", "relu", "absolute",
    ].compactMap { name in
        guard let operation = Operation.named(name) else { return nil }
        let function = NativeFunction(name, [Parameter("x")], doc: operation.doc) { (call) throws(LanguageError) in
            try apply(operation, [call[0]], call.interpreter)
        }
        let method = NativeFunction(name, doc: operation.doc) { (call) throws(LanguageError) in
            try apply(operation, [call.receiver ?? .none], call.interpreter)
        }
        return (function, method)
    }

    /// A row of the table on values of the language.
    static func apply(_ operation: Operation, _ values: [Value], _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        var operands: [Variable] = []
        for value in values { operands.append(try variable(value, interpreter)) }
        return .object(VariableObject(try lifting { () throws(TensorError) in try operation.apply(operands) }))
    }

    /// NumPy's function of elements on variables.
    static func ufunc(_ name: String, _ arguments: [Value], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard let operation = Operation.named(name) else {
            throw LanguageError.typeError(
                "numpy.\(name) has no gradient",
                hint: "these have one: " + Operation.table.map(\.name).sorted().joined(separator: ", "))
        }
        return try apply(operation, arguments, interpreter)
    }

    /// A variable as it is; numbers and arrays as constants.
    static func variable(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Variable {
        if case .object(let object as VariableObject) = value { return object.variable }
        let tensor = try NumPyArgument.tensor(value, interpreter)
        return try lifting { () throws(TensorError) in try Variable.constant(tensor) }
    }

    /// A variable, or an error that says what it must be.
    static func known(_ value: Value) throws(LanguageError) -> Variable {
        guard case .object(let object as VariableObject) = value else {
            throw LanguageError.typeError(
                "a Variable is wanted, not '\(value.typeName)'", hint: "make one: x = variable(3.0)")
        }
        return object.variable
    }
}

/// What `grad(f)` gives: calling it differentiates.
final class GradientFunction: Object {
    private let function: Value
    private let place: Int
    private let givesValue: Bool

    init(_ function: Value, place: Int, givesValue: Bool) {
        self.function = function
        self.place = place
        self.givesValue = givesValue
    }

    override var nativeType: NativeType { .gradientFunction }

    /// f's gradient at the arguments; with variables among them, a variable that can be differentiated again.
    func call(_ arguments: [Value], _ named: [(String, Value)], _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        guard arguments.indices.contains(place) else {
            throw LanguageError.typeError(
                "the function is differentiated by its argument \(place), but \(arguments.count) were given by place")
        }
        var inputs = arguments
        let source: Variable
        var isNested = false
        if case .object(let object as VariableObject) = arguments[place], object.variable.isTracked {
            source = object.variable
            isNested = true
        } else {
            let tensor = try NumPyArgument.tensor(arguments[place], interpreter)
            source = try lifting { () throws(TensorError) in try Variable(tensor) }
            inputs[place] = .object(VariableObject(source))
        }
        let result = try interpreter.call(function, inputs, named)
        let y = try Gradients.variable(result, interpreter)
        guard y.value.count == 1 else {
            throw LanguageError.typeError(
                "the gradient of one number is wanted, but the function gives shape \(TensorError.text(of: y.shape))",
                hint: "sum it up, or take the mean: return y.sum()")
        }
        let gradient = try lifting { () throws(TensorError) in
            try y.gradients(of: [source], keepsGraph: isNested)[0]
        }
        let dx = isNested ? Value.object(VariableObject(gradient)) : GradientFunction.plain(gradient, arguments[place])
        if !givesValue { return dx }
        return .tuple(Tuple([isNested ? result : GradientFunction.plain(y, .float(0)), dx]))
    }

    /// The value in the form of what was given: Python's number for Python's number.
    private static func plain(_ variable: Variable, _ given: Value) -> Value {
        switch given {
        case .int, .float, .bool:
            if let scalar = try? variable.value.item() { return .float(scalar.double) }
        default: break
        }
        return .result(variable.value)
    }
}

extension NativeType {
    /// The type of what `grad` gives.
    static let gradientFunction = NativeType(
        name: "GradientFunction", module: "svertka.gradients", doc: "The derivative of a function.",
        slots: Slots {
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let me = object as? GradientFunction else { return .none }
                return try me.call(arguments, named, interpreter)
            }
        })
}
