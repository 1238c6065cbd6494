import Arrays
import Autograd
import Language
import Networks
import Tensors

/// Functions of the program inside of networks: activations, losses, metrics.
enum KerasProgram {
    /// A function that takes and gives variables.
    static func function(_ value: Value, _ interpreter: Interpreter) -> ProgramFunction {
        var name = "function"
        if case .function(let function) = value { name = function.name }
        let made = ProgramFunction(name) { (inputs, _) throws(NetworkError) in
            try attempt { () throws(LanguageError) in
                let result = try interpreter.call(value, inputs.map { .object(VariableObject($0)) })
                return [try variable(result, like: inputs.first, interpreter)]
            }
        }
        KerasState.of(interpreter).remember(made, value)
        return made
    }

    /// The program's value of a function that a layer was given.
    static func value(of function: ProgramFunction, _ interpreter: Interpreter) -> Value {
        KerasState.of(interpreter).value(of: function) ?? Value(function.name)
    }

    /// What a function of the program throws goes through the network as it is.
    static func attempt<R>(_ body: () throws(LanguageError) -> R) throws(NetworkError) -> R {
        do throws(LanguageError) { return try body() } catch {
            let isInterrupt = error.kind == .keyboardInterrupt
            throw NetworkError(isInterrupt ? .cancelled : .program, error.raised.message, cause: error)
        }
    }

    /// Values as variables: a list or tuple of variables or arrays is several.
    static func variables(
        _ value: Value, like: Variable?, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Variable] {
        var parts: [Value] = []
        switch value {
        case .list(let list): parts = list.values
        case .tuple(let tuple): parts = tuple.values
        default: return [try variable(value, like: like, interpreter)]
        }
        let areArrays = parts.allSatisfy {
            if case .object(let object) = $0 { object is VariableObject || object is ArrayObject } else { false }
        }
        if parts.isEmpty || !areArrays { return [try variable(value, like: like, interpreter)] }
        var found: [Variable] = []
        for part in parts { found.append(try variable(part, like: like, interpreter)) }
        return found
    }

    /// A variable in float32, the type that networks compute in.
    static func single(_ x: Variable) throws(NetworkError) -> Variable {
        if x.value.dtype == .float32 || x.isTracked { return x }
        do throws(TensorError) { return try .constant(x.value.asType(.float32)) } catch { throw NetworkError(error) }
    }

    /// What a function gave as a variable: numbers and arrays are constants.
    static func variable(
        _ value: Value, like: Variable?, _ interpreter: Interpreter
    ) throws(LanguageError) -> Variable {
        if case .object(let object as VariableObject) = value { return object.variable }
        let tensor = try NumPyArgument.tensor(value, interpreter)
        return try lifting { () throws(TensorError) in
            try .constant(like.map { (x) throws(TensorError) in try tensor.asType(x.value.dtype) } ?? tensor)
        }
    }
}
