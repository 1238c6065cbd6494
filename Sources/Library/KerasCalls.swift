import Arrays
import Autograd
import Language
import Networks
import Tensors

/// Layers and models called as functions: on symbols they become part of a graph, on arrays they compute.
enum KerasCalls {
    /// `layer(x)`, `layer([a, b])`, `layer(x, training=True)`.
    static func call(
        _ callee: Callee, _ arguments: [Value], _ keywords: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        var values = arguments
        var isTraining: Bool?
        var given: [String: Setting] = [:]
        for (name, value) in keywords {
            switch name {
            case "training":
                if !value.isNone { isTraining = try interpreter.truth(value) }
            case "inputs", "query", "value", "key": values.append(value)
            case "use_causal_mask": given[name] = .bool(try interpreter.truth(value))
            case "mask": if !value.isNone { values.append(value) }
            case "initial_state":
                switch value {
                case .none: break
                case .list, .tuple: values += try interpreter.array(of: value)
                default: values.append(value)
                }
            default:
                throw LanguageError.typeError("\(callee.name)() got an unexpected keyword argument '\(name)'")
            }
        }
        guard !values.isEmpty else {
            throw LanguageError.typeError("\(callee.name)() missing 1 required positional argument: 'inputs'")
        }
        if let symbols = SymbolObject.list(values.count == 1 ? values[0] : Value(values)) {
            return SymbolObject.value(
                try learning { () throws(NetworkError) in
                    switch callee {
                    case .layer(let layer):
                        try LayerCall.call(
                            layer, symbols, KerasState.of(interpreter).randomness(), arguments: given)
                    case .network(let network): try LayerCall.call(network, symbols)
                    case .input(let symbol): [symbol]
                    }
                })
        }
        return try compute(callee, values, given, isTraining: isTraining, interpreter)
    }

    /// The outputs for arrays, as variables.
    private static func compute(
        _ callee: Callee, _ values: [Value], _ arguments: [String: Setting], isTraining: Bool?,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        var inputs: [Variable] = []
        for value in values { inputs += try KerasProgram.variables(value, like: nil, interpreter) }
        let state = KerasState.of(interpreter)
        let evaluation = state.evaluation()
        let before = evaluation.isTraining
        evaluation.isTraining = isTraining ?? before
        defer { evaluation.isTraining = before }
        var outputs: [Variable] = []
        try learning { () throws(NetworkError) in
            let floats = try inputs.map { (x) throws(NetworkError) in try KerasProgram.single(x) }
            switch callee {
            case .layer(let layer):
                outputs = try layer(floats, evaluation, state.randomness(), arguments: arguments)
            case .network(let network): outputs = try network(floats, evaluation)
            case .input: outputs = floats
            }
            if evaluation.isTraining { try evaluation.applyUpdates() }
        }
        return outputs.count == 1
            ? .object(VariableObject(outputs[0])) : Value(outputs.map { .object(VariableObject($0)) })
    }

    /// The first use of a layer on symbols.
    static func firstUse(_ nodes: [LayerNode], _ name: String) throws(LanguageError) -> LayerCall {
        for node in nodes { if let call = node.call { return call } }
        throw LanguageError.attributeError(
            "The layer \(name) has never been called and thus has no defined input.",
            hint: "begin the model with Input(shape)")
    }
}
