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
        var masks: [Int: Value] = [:]
        for (name, value) in keywords {
            if let named = try self.masks(name, value, callee, interpreter) {
                masks.merge(named) { $1 }
                continue
            }
            switch name {
            case "training":
                if !value.isNone { isTraining = try interpreter.truth(value) }
            case "inputs", "query", "value", "key": values.append(value)
            case "use_causal_mask": given[name] = .bool(try interpreter.truth(value))
            case "mask" where callee.isOfProgram: if !value.isNone { values.append(value) }
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
        if values.count == 1, isEmptyList(values[0]) {
            throw LanguageError.valueError("\(callee.name) should be called on a list of at least 1 input.")
        }
        for value in values {
            guard case .object(let object) = value, object is LayerObject || object is ModelObject else { continue }
            throw LanguageError.typeError(
                "\(callee.name)() takes arrays or symbols, not the layer \(try interpreter.repr(value))",
                hint: "call that layer first: x = Dense(10)(x)")
        }
        if let symbols = SymbolObject.list(values.count == 1 ? values[0] : Value(values)) {
            var symbolMasks: [Symbol?]?
            if !masks.isEmpty {
                var all = symbols.map(\.mask)
                for (place, value) in masks {
                    while all.count <= place { all.append(nil) }
                    guard let symbol = SymbolObject.list(value)?.first else {
                        throw LanguageError.typeError("\(callee.name)(): a mask of a symbol must be a symbol")
                    }
                    all[place] = symbol
                }
                symbolMasks = all
            }
            return SymbolObject.value(
                try learning { () throws(NetworkError) in
                    switch callee {
                    case .layer(let layer):
                        try LayerCall.call(
                            layer, symbols, KerasState.of(interpreter).randomness(), masks: symbolMasks,
                            arguments: given)
                    case .network(let network): try LayerCall.call(network, symbols)
                    case .input(let symbol): [symbol]
                    }
                })
        }
        return try compute(callee, values, masks, given, isTraining: isTraining, interpreter)
    }

    /// The masks of inputs that a keyword names; `nil` where it is not about masks that the layer takes.
    private static func masks(
        _ name: String, _ value: Value, _ callee: Callee, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Int: Value]? {
        guard case .layer(let layer) = callee, layer.kind.takesMasks > 0 else { return nil }
        let isSeveral = layer.kind.takesMasks > 1
        switch name {
        case "mask" where isSeveral:
            if value.isNone { return [:] }
            let all = try interpreter.array(of: value)
            guard all.count <= 3 else {
                throw LanguageError.valueError("\(callee.name)(): mask takes [query_mask, value_mask]")
            }
            let named = all.enumerated().filter { !$0.element.isNone }
            return Dictionary(uniqueKeysWithValues: named.map { ($0.offset, $0.element) })
        case "mask": return value.isNone ? [:] : [0: value]
        case "query_mask" where isSeveral: return value.isNone ? [:] : [0: value]
        case "value_mask" where isSeveral: return value.isNone ? [:] : [1: value]
        case "key_mask" where isSeveral: return value.isNone ? [:] : [2: value]
        case "attention_mask" where layer.kind.takesMasks > 3: return value.isNone ? [:] : [3: value]
        default: return nil
        }
    }

    private static func isEmptyList(_ value: Value) -> Bool {
        switch value {
        case .list(let list): list.values.isEmpty
        case .tuple(let tuple): tuple.values.isEmpty
        default: false
        }
    }

    /// The outputs for arrays, as variables.
    private static func compute(
        _ callee: Callee, _ values: [Value], _ masks: [Int: Value], _ arguments: [String: Setting], isTraining: Bool?,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        var inputs: [Variable] = []
        for value in values { inputs += try KerasProgram.variables(value, like: nil, interpreter) }
        let count = inputs.count
        let places = masks.keys.sorted()
        for place in places {
            if let mask = masks[place] { inputs += try KerasProgram.variables(mask, like: nil, interpreter) }
        }
        guard inputs.count == count + places.count else {
            throw LanguageError.valueError("\(callee.name)(): a mask must be one array")
        }
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
                outputs = try layer(floats, evaluation, state.randomness(), masks: places, arguments: arguments)
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
