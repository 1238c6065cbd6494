import Arrays
import Language
import Networks
import Tensors

/// A Sequential model as a value of the language.
final class ModelObject: Object {
    let network: Network
    /// Layers as values, in the network's order.
    var layers: [LayerObject] = []
    var loss: LossObject?
    var optimizer: OptimizerObject?
    var stopsTraining = false
    var history: HistoryObject?
    /// Attributes that the program set.
    var attributes: [String: Value] = [:]

    init(_ network: Network) { self.network = network }

    override var nativeType: NativeType { .sequential }

    /// The receiver of a method or property of models.
    static func of(_ object: Object?) throws(LanguageError) -> ModelObject {
        guard let model = object as? ModelObject else { throw LanguageError.typeError("a model expected") }
        return model
    }

    /// Adds a layer or an input.
    func add(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        switch value {
        case .object(let input as InputObject):
            guard layers.isEmpty, network.inputShape == nil else {
                throw LanguageError.valueError(
                    "Sequential model '\(network.name)' has already been configured to use input shape \(KerasSettings.text(network.inputShape ?? [])). You cannot add a different Input layer to it."
                )
            }
            try learning { () throws(NetworkError) in try network.setInput(shape: input.shape) }
        case .object(let layer as LayerObject):
            if layers.isEmpty, network.inputShape == nil, let shape = layer.wantedInput {
                try learning { () throws(NetworkError) in try network.setInput(shape: shape) }
            }
            try learning { () throws(NetworkError) in try network.add(layer.layer) }
            layers.append(layer)
        case .object(let cls as ClassObject):
            throw LanguageError.valueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. Received: \(try interpreter.repr(value)) (of type <class 'type'>)",
                hint: "write \(cls.name)(…) with parentheses")
        default:
            throw LanguageError.valueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. Received: \(try interpreter.repr(value)) (of type <class '\(value.typeName)'>)"
            )
        }
    }

    /// Refuses what needs `compile` first.
    func checkCompiled() throws(LanguageError) {
        if !network.isCompiled {
            throw LanguageError.valueError(
                "You must call `compile()` before using the model.",
                hint: "model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])")
        }
    }

    /// Training data and their like as a tensor.
    static func tensor(_ value: Value, _ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Tensor {
        if value.isNone || value.isUnbound {
            throw LanguageError.valueError(
                "the argument '\(name)' is missing", hint: "an array with one row for each sample")
        }
        let tensor = try NumPyArgument.tensor(value, interpreter)
        if tensor.rank == 0 {
            throw LanguageError.valueError("the argument '\(name)' must be an array of samples, not a number")
        }
        return tensor
    }

    /// Numbers of `metricNames` as Keras gives them: a list, or the loss alone.
    func measured(_ values: [Double], asDictionary: Bool, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        if asDictionary {
            let dict = Dict()
            for (name, value) in zip(network.metricNames, values).sorted(by: { $0.0 < $1.0 }) {
                try dict.set(Value(name), KerasSettings.float32(value), interpreter)
            }
            return .dict(dict)
        }
        if values.count == 1 { return KerasSettings.float32(values[0]) }
        return Value(values.map { KerasSettings.float32($0) })
    }
}

/// `Sequential` and what its objects can do; training stands in KerasTraining.
enum KerasModels {
    static let constructor = NativeFunction(
        "Sequential",
        [
            Parameter("layers", .none, doc: "Layers from input to output."),
            Parameter("trainable", .bool(true), doc: "Accepted."),
            Parameter("name", .none, doc: "The model's name."),
        ], doc: "A stack of layers."
    ) { (call) throws(LanguageError) in
        let state = KerasState.of(call.interpreter)
        let name = call.optional(2) == nil ? state.name("sequential") : try call.string(2)
        let model = ModelObject(Network(name: name))
        model.network.randomness = state.randomness()
        if call.optional(0) != nil { for layer in try call.values(0) { try model.add(layer, call.interpreter) } }
        return .object(model)
    }

    static let methods: [NativeFunction] = [
        NativeFunction("add", [Parameter("layer", doc: "A layer or an Input.")], doc: "Adds a layer at the end.") {
            (call) throws(LanguageError) in
            try model(call).add(call[0], call.interpreter)
            return .none
        },
        NativeFunction("pop", doc: "Removes the last layer and gives it back.") { (call) throws(LanguageError) in
            let model = try model(call)
            _ = try learning { () throws(NetworkError) in try model.network.pop() }
            return model.layers.popLast().map { .object($0) } ?? .none
        },
        NativeFunction(
            "build", [Parameter("input_shape", .none, doc: "With the batch: (None, 784).")], doc: "Makes the weights."
        ) { (call) throws(LanguageError) in
            guard call.optional(0) != nil else { return .none }
            let model = try model(call)
            let rest = Array(try call.values(0).dropFirst())
            let shape = try KerasSettings.shape(.tuple(Tuple(rest)), call.interpreter, owner: "build")
            try learning { () throws(NetworkError) in try model.network.build(inputShape: shape) }
            return .none
        },
        NativeFunction(
            "summary",
            [
                Parameter("line_length", .none, doc: "Characters of a line."),
                Parameter("positions", .none, doc: "Not used."),
                Parameter("print_fn", .none, doc: "Called with the table instead of printing it."),
                .keywords("kwargs", doc: "expand_nested and show_trainable are accepted."),
            ], doc: "Prints a table of layers with their outputs' shapes and numbers of weights."
        ) { (call) throws(LanguageError) in
            var summary = KerasSummary(network: try model(call).network)
            if call.optional(0) != nil { summary.lineLength = try call.int(0) }
            guard summary.lineLength <= 10_000, let lines = summary.lines else {
                throw LanguageError.valueError("Insufficient console width to print summary.")
            }
            let text = lines.joined(separator: "\n") + "\n"
            if let print = call.optional(2) {
                _ = try call.interpreter.call(print, [Value(text)])
            } else {
                call.interpreter.write(text)
            }
            return .none
        },
        NativeFunction(
            "compile",
            [
                Parameter("optimizer", .str("rmsprop"), doc: "A name or an object of keras.optimizers."),
                Parameter("loss", .none, doc: "A name, a function or an object of keras.losses."),
                Parameter("metrics", .none, doc: "['accuracy']"),
                .keywords("kwargs", doc: "run_eagerly, jit_compile: accepted."),
            ], doc: "Chooses how the network learns."
        ) { (call) throws(LanguageError) in
            for (key, _) in call.keywords(3)
            where !["run_eagerly", "jit_compile", "steps_per_execution", "auto_scale_loss"].contains(key) {
                throw LanguageError.typeError(
                    "compile() got an unexpected keyword argument '\(key)'",
                    hint: NearestName.hint(key, among: ["optimizer", "loss", "metrics"]))
            }
            let model = try model(call)
            let optimizer = try KerasCompile.optimizer(call[0], call.interpreter)
            guard let value = call.optional(1) else {
                throw LanguageError.valueError(
                    "No loss to compute. Provide a `loss` argument in `compile()`.",
                    hint: "loss='categorical_crossentropy' for one-hot labels")
            }
            let loss = try KerasCompile.loss(value, call.interpreter)
            let metrics = try KerasCompile.metrics(call[2], call.interpreter)
            try learning { () throws(NetworkError) in
                try model.network.compile(
                    loss: loss.kind, lossSettings: loss.settings, optimizer: optimizer.optimizer, metrics: metrics)
            }
            model.optimizer = optimizer
            model.loss = loss
            if optimizer.optimizer.kind.name == "Adadelta", optimizer.optimizer.learningRate == 0.001 {
                KerasState.of(call.interpreter).remark(
                    "UserWarning: Adadelta learns slowly with learning_rate=0.001, Keras 3's default: Keras 2 had 1.0, with which older listings reach their accuracy. Write Adadelta(learning_rate=1.0) for that.",
                    call.interpreter)
            }
            return .none
        },
        NativeFunction("get_weights", doc: "All weights as a list of arrays.") { (call) throws(LanguageError) in
            try KerasLayers.arrays(model(call).network.weights)
        },
        NativeFunction("set_weights", [Parameter("weights")], doc: "Sets all weights from a list of arrays.") {
            (call) throws(LanguageError) in
            let network = try model(call).network
            try KerasLayers.set(network.weights, from: call[0], owner: network.name, call.interpreter)
            return .none
        },
        NativeFunction("count_params", doc: "How many numbers the model learns.") { (call) throws(LanguageError) in
            let network = try model(call).network
            guard network.isBuilt else {
                throw LanguageError.valueError(
                    "You tried to call `count_params` on layer '\(network.name)', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`."
                )
            }
            return .int(network.parameterCount)
        },
        NativeFunction(
            "get_layer", [Parameter("name", .none), Parameter("index", .none)], doc: "A layer by name or place."
        ) { (call) throws(LanguageError) in
            let model = try model(call)
            if call.optional(1) != nil {
                let place = try call.int(1)
                guard let layer = place < 0 ? nil : model.layers.dropFirst(place).first else {
                    throw LanguageError.valueError(
                        "Was asked to retrieve layer at index \(place) but model only has \(model.layers.count) layers."
                    )
                }
                return .object(layer)
            }
            guard call.optional(0) != nil else {
                throw LanguageError.valueError("Provide either a layer name or layer index at `get_layer`.")
            }
            let name = try call.string(0)
            guard let layer = model.layers.first(where: { $0.layer.name == name }) else {
                let names = Value(model.layers.map { Value($0.layer.name) })
                throw LanguageError.valueError(
                    "No such layer: \(name). Existing layers are: \(try call.interpreter.repr(names)).")
            }
            return .object(layer)
        },
    ]

    static func model(_ call: Call) throws(LanguageError) -> ModelObject {
        try ModelObject.of(call.receiver?.heapObject)
    }

    static let properties: [NativeProperty] = [
        NativeProperty("name", doc: "The model's name.") { (object, _) throws(LanguageError) in
            Value(try ModelObject.of(object).network.name)
        },
        NativeProperty("layers", doc: "The layers as a list.") { (object, _) throws(LanguageError) in
            Value(try ModelObject.of(object).layers.map { .object($0) })
        },
        NativeProperty("built", doc: "True once the weights are there.") { (object, _) throws(LanguageError) in
            .bool(try ModelObject.of(object).network.isBuilt)
        },
        NativeProperty("input_shape", doc: "Shape of the input with the batch.") { (object, _) throws(LanguageError) in
            try shape(ModelObject.of(object).network) { $0.inputShape }
        },
        NativeProperty("output_shape", doc: "Shape of the output with the batch.") {
            (object, _) throws(LanguageError) in
            try shape(ModelObject.of(object).network) { $0.outputShape }
        },
        NativeProperty("weights", doc: "All weights as a list of arrays.") { (object, _) throws(LanguageError) in
            try KerasLayers.arrays(ModelObject.of(object).network.weights)
        },
        NativeProperty("optimizer", doc: "The optimizer that compile was given.") { (object, _) throws(LanguageError) in
            try ModelObject.of(object).optimizer.map { .object($0) } ?? .none
        },
        NativeProperty("loss", doc: "The loss that compile was given.") { (object, _) throws(LanguageError) in
            try ModelObject.of(object).loss.map { Value($0.kind.name) } ?? .none
        },
        NativeProperty("history", doc: "The History of the last fit.") { (object, _) throws(LanguageError) in
            try ModelObject.of(object).history.map { .object($0) } ?? .none
        },
        NativeProperty("metrics_names", doc: "Names of what evaluate gives.") { (object, _) throws(LanguageError) in
            Value(try ModelObject.of(object).network.metricNames.map { Value($0) })
        },
        NativeProperty(
            "stop_training", doc: "True ends the training after this epoch.",
            set: { (object, value, interpreter) throws(LanguageError) in
                try ModelObject.of(object).stopsTraining = interpreter.truth(value)
            }
        ) { (object, _) throws(LanguageError) in .bool(try ModelObject.of(object).stopsTraining) },
    ]

    private static func shape(_ network: Network, _ read: (Network) -> [Int]?) throws(LanguageError) -> Value {
        guard network.isBuilt, let shape = read(network) else {
            throw LanguageError.attributeError(
                "The layer \(network.name) has never been called and thus has no defined input shape.",
                hint: "begin the model with Input(shape)")
        }
        return KerasSettings.batched(shape)
    }
}

extension NativeType {
    /// A stack of layers.
    static let sequential = NativeType(
        name: "Sequential", module: "keras", doc: "A stack of layers that learns from examples.",
        constructor: KerasModels.constructor, methods: KerasModels.methods + KerasTraining.methods,
        properties: KerasModels.properties,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let network = try ModelObject.of(object).network
                return "<Sequential name=\(network.name), built=\(network.isBuilt ? "True" : "False")>"
            }
            $0.call = { (object, arguments, _, interpreter) throws(LanguageError) in
                guard let x = arguments.first else { throw LanguageError.typeError("a model takes samples") }
                return try KerasTraining.predict(ModelObject.of(object), x, batchSize: 32, .silent, interpreter)
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                try ModelObject.of(object).attributes[name]
            }
            $0.setAttribute = { (object, name, value, _) throws(LanguageError) in
                try ModelObject.of(object).attributes[name] = value
                return true
            }
        })
}
