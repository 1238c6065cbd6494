import JSON
import Language
import ModelFiles
import Networks

/// Objects of Keras from their configurations, and copies of models that are made layer by layer.
enum KerasConfigs {
    /// `Class.from_config(config)`: an object of the class with those settings.
    static let fromConfig = NativeFunction(
        "from_config", [Parameter("config", doc: "What get_config gave."), Parameter("custom_objects", .none)],
        doc: "An object with the settings that get_config gave.", isOfClass: true
    ) { (call) throws(LanguageError) in
        let cls = try owner(call)
        guard case .dict(let config) = call[0] else {
            throw LanguageError.typeError("from_config takes a dictionary, not '\(call[0].typeName)'")
        }
        var keywords: [(String, Value)] = []
        for (key, value) in config.table.pairs {
            guard case .str(let name) = key else { throw LanguageError.typeError("keywords must be strings") }
            keywords.append((name.string, value))
        }
        return try call.interpreter.call(.object(cls), [], keywords)
    }

    /// The same for models, whose configuration holds their layers.
    static let modelFromConfig = NativeFunction(
        "from_config", [Parameter("config", doc: "What get_config gave."), Parameter("custom_objects", .none)],
        doc: "A model with the layers and settings that get_config gave, and new weights.", isOfClass: true
    ) { (call) throws(LanguageError) in
        let cls = try owner(call)
        guard case .dict(let config) = call[0], try config.get(Value("layers"), call.interpreter) != nil else {
            return try fromConfig.body(call)
        }
        let isStack = try config.get(Value("output_layers"), call.interpreter) == nil
        let json: JSON = [
            "module": "keras", "class_name": .string(isStack ? "Sequential" : "Functional"),
            "config": try json(call[0], call.interpreter, depth: 0),
        ]
        let functions = try KerasSaving.custom(call[1], call.interpreter)
        let randomness = KerasState.of(call.interpreter).randomness()
        let network = try learning { () throws(NetworkError) in
            try ModelFile.network(json: json.text(), randomness, functions: functions)
        }
        if cls.isUser {
            throw LanguageError(
                .notImplementedError, "\(cls.name).from_config: write it with @classmethod, as get_config was",
                hint: "keras.Model.from_config(config) makes a plain model of the layers")
        }
        return .object(ModelObject(network))
    }

    /// The class that a method of classes was called on.
    private static func owner(_ call: Call) throws(LanguageError) -> ClassObject {
        switch call.receiver {
        case .object(let cls as ClassObject)?: return cls
        case .object(let instance as Instance)?: return instance.cls
        case .object(let object)?: return call.interpreter.classObject(for: object.nativeType)
        default: throw LanguageError.typeError("a class expected")
        }
    }

    /// A layer's settings as Keras writes them, nested objects as dictionaries.
    static func config(_ layer: Layer, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        guard let json = try? ModelFile.json(layer), let config = json["config"] else { return nil }
        return try KerasSaving.value(config, interpreter)
    }

    /// A value of the language as JSON.
    static func json(_ value: Value, _ interpreter: Interpreter, depth: Int) throws(LanguageError) -> JSON {
        guard depth < 64 else { throw LanguageError.valueError("the configuration is nested too deeply") }
        switch value {
        case .none, .unbound: return .null
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .float(let number): return .double(number)
        case .str(let text): return .string(text.string)
        case .dict(let dict):
            var members: [(key: String, value: JSON)] = []
            for (key, value) in dict.table.pairs {
                members.append((try interpreter.str(key), try json(value, interpreter, depth: depth + 1)))
            }
            return .object(members)
        case .list, .tuple:
            var items: [JSON] = []
            for item in try interpreter.array(of: value) { items.append(try json(item, interpreter, depth: depth + 1)) }
            return .array(items)
        default:
            if let number = interpreter.index(value) { return .int(number) }
            if let number = try interpreter.number(value) { return .double(number) }
            throw LanguageError.typeError("a configuration can't hold '\(value.typeName)'")
        }
    }

    /// A dictionary with a class's name and settings, as get_config gives for objects inside of others.
    static func setting(_ dict: Dict, named name: String, _ interpreter: Interpreter) throws(LanguageError) -> Setting {
        let whole = try json(.dict(dict), interpreter, depth: 0)
        return try learning { () throws(NetworkError) in try ModelFile.setting(whole, named: name) }
    }

    // MARK: Layers as dictionaries

    static let functions: [NativeFunction] = [
        NativeFunction("serialize", [Parameter("layer", doc: "A layer.")], doc: "The layer's class and settings.") {
            (call) throws(LanguageError) in
            let layer = try LayerObject.of(call[0].heapObject).layer
            return try KerasSaving.value(
                try learning { () throws(NetworkError) in try ModelFile.json(layer) }, call.interpreter)
        },
        NativeFunction(
            "deserialize", [Parameter("config", doc: "What serialize gave."), Parameter("custom_objects", .none)],
            doc: "The layer of a dictionary that serialize gave."
        ) { (call) throws(LanguageError) in
            guard case .dict(let dict) = call[0] else {
                throw LanguageError.typeError("deserialize takes a dictionary, not '\(call[0].typeName)'")
            }
            guard case .layer(let layer) = try setting(dict, named: "layer", call.interpreter) else {
                throw LanguageError.valueError("the dictionary holds no layer")
            }
            return LayerObject.value(layer)
        },
    ]

    static let cloneModel = NativeFunction(
        "clone_model",
        [
            Parameter("model", doc: "A model."),
            Parameter("input_tensors", .none, doc: "None only: the inputs are new ones."),
            Parameter("clone_function", .none, doc: "Makes the copy of each layer: a function of the layer."),
            .keywords("kwargs"),
        ], doc: "The same layers anew, with new weights."
    ) { (call) throws(LanguageError) in
        if call.optional(1) != nil {
            throw LanguageError(.notImplementedError, "clone_model: input_tensors is not offered", hint: "leave it out")
        }
        for (key, value) in call.keywords(3) where try call.interpreter.truth(value) {
            throw LanguageError(.notImplementedError, "clone_model: \(key) is not offered", hint: "leave it out")
        }
        let network = try ModelObject.of(call[0].heapObject).network
        let randomness = KerasState.of(call.interpreter).randomness()
        guard let function = call.optional(2) else {
            return .object(
                ModelObject(
                    try learning { () throws(NetworkError) in
                        try ModelFile.network(json: ModelFile.json(network).text(), randomness)
                    }))
        }
        var copies: [ObjectIdentifier: Layer] = [:]
        for layer in network.layers {
            let made = try call.interpreter.call(function, [LayerObject.value(layer)], [])
            guard case .object(let object) = made, let copy = try? LayerObject.of(object).layer else {
                throw LanguageError.valueError(
                    "clone_function must return a layer, not '\(made.typeName)'",
                    hint: "layer.__class__.from_config(layer.get_config())")
            }
            copies[ObjectIdentifier(layer)] = copy
        }
        let known = copies
        return .object(
            ModelObject(try learning { () throws(NetworkError) in try copied(network, known, randomness) }))
    }

    /// The same graph of other layers.
    private static func copied(
        _ network: Network, _ layers: [ObjectIdentifier: Layer], _ randomness: Randomness
    ) throws(NetworkError) -> Network {
        if network.isSequential {
            let stack = Network(name: network.name)
            stack.randomness = randomness
            if let input = network.inputs.first {
                try stack.setInput(Symbol(name: input.name, shape: input.shape, isWhole: input.isWhole))
            }
            for callee in network.callees {
                switch callee {
                case .input: break
                case .network(let inner): try stack.add(.network(copied(inner, layers, randomness)))
                case .layer(let layer): if let copy = layers[ObjectIdentifier(layer)] { try stack.add(copy) }
                }
            }
            return stack
        }
        var known: [ObjectIdentifier: Symbol] = [:]
        let inputs = network.inputs.map { Symbol(name: $0.name, shape: $0.shape, isWhole: $0.isWhole) }
        for (old, new) in zip(network.inputs, inputs) { known[ObjectIdentifier(old)] = new }
        var networks: [ObjectIdentifier: Network] = [:]
        for call in network.calls {
            // Masks follow from the layers.
            let given = call.operands.compactMap { known[ObjectIdentifier($0)] }
            var results: [Symbol] = []
            switch call.callee {
            case .input: results = given
            case .network(let inner):
                let copy: Network
                if let made = networks[ObjectIdentifier(inner)] {
                    copy = made
                } else {
                    copy = try copied(inner, layers, randomness)
                    networks[ObjectIdentifier(inner)] = copy
                }
                results = try LayerCall.call(copy, given)
            case .layer(let layer):
                guard let copy = layers[ObjectIdentifier(layer)] else { continue }
                results = try LayerCall.call(copy, given, randomness, arguments: call.arguments)
            }
            for (old, new) in zip(call.outputs, results) { known[ObjectIdentifier(old)] = new }
        }
        let outputs = network.outputs.compactMap { known[ObjectIdentifier($0)] }
        let copy = try Network(name: network.name, inputs: inputs, outputs: outputs)
        copy.randomness = randomness
        return copy
    }
}
