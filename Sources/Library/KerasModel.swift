import Arrays
import Language
import Networks
import Tensors

/// A model as a value of the language: a stack of layers or a graph of them.
final class ModelObject: Object {
    let network: Network
    var loss: Value = .none
    var optimizer: OptimizerObject?
    var stopsTraining = false
    var history: HistoryObject?
    /// The last training, as long as it is remembered.
    var run: RunObject?
    /// Attributes that the program set.
    var attributes: [String: Value] = [:]
    /// Values of layers and models inside, kept so that they stay the same objects.
    private var kept: [Object] = []

    /// The weights that learned at the first step after `compile`.
    var learningAtFirst: [ObjectIdentifier]?

    init(_ network: Network) {
        self.network = network
        super.init()
        if network.counterpart == nil { network.counterpart = self }
        keep()
    }

    override var nativeType: NativeType { network.isSequential ? .sequential : .functional }

    /// The receiver of a method or property of models.
    static func of(_ object: Object?) throws(LanguageError) -> ModelObject {
        if let instance = object as? Instance { return try ProgramLayers.model(instance) }
        guard let model = object as? ModelObject else { throw LanguageError.typeError("a model expected") }
        return model
    }

    /// The value of a network, the one that there is already where it still lives.
    static func value(_ network: Network) -> Value {
        .object((network.counterpart as? Object) ?? ModelObject(network))
    }

    /// The value of a part of a network.
    static func value(_ callee: Callee) -> Value {
        switch callee {
        case .input(let symbol): .object(InputObject(symbol))
        case .layer(let layer): LayerObject.value(layer)
        case .network(let network): value(network)
        }
    }

    /// Layers and models inside as values, in Keras's order.
    var layers: [Value] { network.callees.map { ModelObject.value($0) } }

    private func keep() {
        kept = layers.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// Keras makes a functional model inside of each stack whose input is known, which takes a name.
    func takeName(_ interpreter: Interpreter) {
        if network.isBuilt, !network.callees.isEmpty { _ = KerasState.of(interpreter).name("functional") }
    }

    /// Adds a layer, a model or an input.
    func add(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        switch value {
        case .object(let input as SymbolObject):
            guard network.callees.isEmpty, network.inputShape == nil else {
                if input.symbol.origin != nil {
                    throw LanguageError.valueError(
                        "Only instances of `keras.Layer` can be added to a Sequential model. Received: \(try interpreter.repr(value))",
                        hint: "add the layer itself, not what it gives: model.add(Dense(10))")
                }
                throw LanguageError.valueError(
                    "Sequential model '\(network.name)' has already been configured to use input shape \(KerasSettings.text(network.inputShape ?? [])). You cannot add a different Input layer to it."
                )
            }
            try learning { () throws(NetworkError) in try network.setInput(input.symbol) }
        case .object(let instance as Instance) where instance.nativeType.isKind(of: .layer):
            let layer = try ProgramLayers.layer(instance).layer
            try learning { () throws(NetworkError) in try network.add(layer) }
        case .object(let layer as LayerObject):
            if network.callees.isEmpty, network.inputShape == nil, let shape = layer.wantedInput {
                let name = KerasState.of(interpreter).name("input_layer")
                try learning { () throws(NetworkError) in try network.setInput(Symbol(name: name, shape: shape)) }
            }
            try learning { () throws(NetworkError) in try network.add(layer.layer) }
        case .object(let model as ModelObject):
            if network.callees.isEmpty, network.inputShape == nil, let shape = model.network.inputShape {
                let name = KerasState.of(interpreter).name("input_layer")
                try learning { () throws(NetworkError) in try network.setInput(Symbol(name: name, shape: shape)) }
            }
            try learning { () throws(NetworkError) in try network.add(.network(model.network)) }
        case .object(let cls as ClassObject):
            throw LanguageError.valueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. Received: \(try interpreter.repr(value)) (of type <class 'type'>)",
                hint: "write \(cls.name)(…) with parentheses")
        default:
            throw LanguageError.valueError(
                "Only instances of `keras.Layer` can be added to a Sequential model. Received: \(try interpreter.repr(value)) (of type <class '\(value.typeName)'>)"
            )
        }
        keep()
    }

    /// Says once that `trainable` is another one than at the first step after `compile`: Keras would go on as it began.
    func remarkFreezing(_ interpreter: Interpreter) {
        guard network.isBuilt else { return }
        if network.trainableWeights.isEmpty, !network.weights.isEmpty {
            KerasState.of(interpreter).remark(
                "UserWarning: The model does not have any trainable weights. Training '\(network.name)' changes nothing: trainable is read when a training begins, not at compile() as in Keras 2. For a GAN set discriminator.trainable = True before its step and False before the step of the whole.",
                interpreter)
        }
        let learning = network.trainableWeights.map { ObjectIdentifier($0) }
        if let learningAtFirst, learningAtFirst != learning {
            KerasState.of(interpreter).remark(
                "UserWarning: trainable of '\(network.name)' or of its layers was changed after its training began; it counts from now on. Keras goes on with what it was at the first step after compile(): call compile() after changing trainable, then both do the same.",
                interpreter)
        }
        learningAtFirst = learningAtFirst ?? learning
    }

    /// Refuses what needs `compile` first.
    func checkCompiled() throws(LanguageError) {
        if !network.isCompiled {
            throw LanguageError.valueError(
                "You must call `compile()` before using the model.",
                hint: "model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])")
        }
    }

    /// Refuses what would change a model under a training that goes on.
    /// - action: as error messages call it.
    func checkFree(_ action: String) throws(LanguageError) {
        guard let run, run.state == .running, let training = run.training else { return }
        // The training's own callbacks may.
        if training.isInside, !training.interpreter.isAside { return }
        throw LanguageError.runtimeError(
            "the model '\(network.name)' is being trained (run \(run.number)): \(action)() would change it meanwhile",
            hint: "wait() for the run, or pause() or stop() it; runs() lists them")
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
            Parameter("trainable", .bool(true), doc: "False freezes all layers."),
            Parameter("name", .none, doc: "The model's name."),
        ], doc: "A stack of layers."
    ) { (call) throws(LanguageError) in
        let state = KerasState.of(call.interpreter)
        let name = call.optional(2) == nil ? state.name("sequential") : try call.string(2)
        let model = ModelObject(Network(name: name))
        model.network.randomness = state.randomness()
        if call.optional(0) != nil { for layer in try call.values(0) { try model.add(layer, call.interpreter) } }
        if try !call.bool(1) { model.network.trainable = false }
        model.takeName(call.interpreter)
        return .object(model)
    }

    /// `Model(inputs=…, outputs=…)`.
    static let functional = NativeFunction(
        "Model",
        [
            Parameter("inputs", .none, doc: "An Input or a list of them."),
            Parameter("outputs", .none, doc: "What layers gave, called on them: one value or a list."),
            Parameter("name", .none, doc: "The model's name."),
            Parameter("trainable", .bool(true), doc: "False freezes all layers."),
        ], doc: "The graph of layers between inputs and outputs."
    ) { (call) throws(LanguageError) in
        func symbols(_ place: Int, _ name: String) throws(LanguageError) -> [Symbol] {
            var value = call[place]
            if case .dict(let dict) = value { value = Value(dict.table.pairs.map(\.1)) }
            guard let found = SymbolObject.list(value) else {
                throw LanguageError.valueError(
                    "All `\(name)` values must be KerasTensors. Received: \(name)=\(try call.interpreter.repr(value)) including invalid value \(try call.interpreter.repr(value)) of type <class '\(value.typeName)'>",
                    hint: "inputs come from keras.Input(shape), outputs from layers called on them: x = Dense(10)(x)")
            }
            return found
        }
        let state = KerasState.of(call.interpreter)
        let inputs = try symbols(0, "inputs"), outputs = try symbols(1, "outputs")
        let name = call.optional(2) == nil ? state.name("functional") : try call.string(2)
        let network = try learning { () throws(NetworkError) in
            try Network(name: name, inputs: inputs, outputs: outputs)
        }
        network.randomness = state.randomness()
        if try !call.bool(3) { network.trainable = false }
        return .object(ModelObject(network))
    }

    static let addMethod = NativeFunction(
        "add", [Parameter("layer", doc: "A layer or an Input.")], doc: "Adds a layer at the end."
    ) {
        (call) throws(LanguageError) in
        let model = try model(call)
        try model.checkFree("add")
        try model.add(call[0], call.interpreter)
        model.takeName(call.interpreter)
        return .none
    }

    /// What older listings call, and what to write today.
    static let bygone = [
        "predict_classes":
            "Keras 3 has none: np.argmax(model.predict(x), axis=1), or model.predict(x) > 0.5 for yes or no",
        "predict_proba": "Keras 3 has none: model.predict(x) gives the probabilities",
    ]

    static let popMethod = NativeFunction("pop", doc: "Removes the last layer and gives it back.") {
        (call) throws(LanguageError) in
        let model = try model(call)
        try model.checkFree("pop")
        return ModelObject.value(try learning { () throws(NetworkError) in try model.network.pop() })
    }

    static let methods: [NativeFunction] = [
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
                Parameter("positions", .none, doc: "None only: the columns' places."),
                Parameter("print_fn", .none, doc: "Called with the table instead of printing it."),
                Parameter("expand_nested", .bool(false), doc: "Shows the layers of models inside."),
                Parameter("show_trainable", .bool(false), doc: "Shows which layers learn."),
                Parameter("layer_range", .none, doc: "None only."),
            ],
            doc:
                "Prints a table of layers with their outputs' shapes and numbers of weights; in a notebook also their multiply-adds and memory."
        ) { (call) throws(LanguageError) in
            var summary = KerasSummary(network: try model(call).network)
            if call.optional(0) != nil { summary.lineLength = try call.int(0) }
            for (place, name) in [(1, "positions"), (5, "layer_range")] where call.optional(place) != nil {
                throw LanguageError(.notImplementedError, "summary: \(name) is not offered", hint: "leave it out")
            }
            summary.expandsNested = try call.bool(3)
            summary.showsTrainable = try call.bool(4)
            guard summary.lineLength <= 10_000, let lines = summary.lines else {
                throw LanguageError.valueError("Insufficient console width to print summary.")
            }
            let text = lines.joined(separator: "\n") + "\n"
            if let print = call.optional(2) {
                _ = try call.interpreter.call(print, [Value(text)])
            } else if call.interpreter.host.showsPictures {
                let page = KerasSummaryPage(summary: summary).html
                call.interpreter.host.emit(
                    .display(MIMEBundle(text: text, richer: ["text/html": .text(page)]), id: nil))
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
                .keywords(
                    "kwargs",
                    doc: "loss_weights: how much each output's loss counts; run_eagerly, jit_compile: accepted."),
            ], doc: "Chooses how the network learns."
        ) { (call) throws(LanguageError) in
            for (key, _) in call.keywords(3)
            where ![
                "run_eagerly", "jit_compile", "steps_per_execution", "auto_scale_loss", "loss_weights",
                "weighted_metrics",
            ].contains(
                key)
            {
                throw LanguageError.typeError(
                    "compile() got an unexpected keyword argument '\(key)'",
                    hint: NearestName.hint(key, among: ["optimizer", "loss", "metrics"]))
            }
            let model = try model(call)
            try model.checkFree("compile")
            let optimizer = try KerasOptimizers.optimizer(call[0], call.interpreter)
            guard let value = call.optional(1) else {
                throw LanguageError.valueError(
                    "No loss to compute. Provide a `loss` argument in `compile()`.",
                    hint: "loss='categorical_crossentropy' for one-hot labels")
            }
            let weights = call.keywords(3).first { $0.0 == "loss_weights" }?.1
            model.network.compile(
                try KerasCompile.training(
                    model.network, optimizer.optimizer, loss: value, metrics: call[2], lossWeights: weights,
                    weightedMetrics: call.keywords(3).first { $0.0 == "weighted_metrics" }?.1 ?? .none,
                    call.interpreter))
            model.optimizer = optimizer
            model.loss = value
            model.learningAtFirst = nil
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
            let model = try model(call)
            try model.checkFree("set_weights")
            let network = model.network
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
            let parts = try named(call.receiver?.heapObject)
            if call.optional(1) != nil {
                let place = try call.int(1)
                let layers = parts.map(\.value)
                guard layers.indices.contains(place < 0 ? place + layers.count : place) else {
                    throw LanguageError.valueError(
                        "Was asked to retrieve layer at index \(place) but model only has \(layers.count) layers."
                    )
                }
                return layers[place < 0 ? place + layers.count : place]
            }
            guard call.optional(0) != nil else {
                throw LanguageError.valueError("Provide either a layer name or layer index at `get_layer`.")
            }
            let name = try call.string(0)
            guard let layer = parts.first(where: { $0.name == name }) else {
                let names = Value(parts.map { Value($0.name) })
                throw LanguageError.valueError(
                    "No such layer: \(name). Existing layers are: \(try call.interpreter.repr(names)).")
            }
            return layer.value
        },
    ]

    /// A model's layers by name, in Keras's order; those of a class of the program are its attributes.
    private static func named(_ object: Object?) throws(LanguageError) -> [(name: String, value: Value)] {
        if let instance = object as? Instance { return ProgramLayers.parts(instance) }
        return try ModelObject.of(object).network.callees.map { ($0.name, ModelObject.value($0)) }
    }

    static func model(_ call: Call) throws(LanguageError) -> ModelObject {
        try ModelObject.of(call.receiver?.heapObject)
    }

    static let properties: [NativeProperty] = [
        NativeProperty("name", doc: "The model's name.") { (object, _) throws(LanguageError) in
            Value(try ModelObject.of(object).network.name)
        },
        NativeProperty("layers", doc: "The layers as a list.") { (object, _) throws(LanguageError) in
            Value(try named(object).map(\.value))
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
        NativeProperty("optimizer", doc: "The optimizer that compile was given.") { (object, _) throws(LanguageError) in
            try ModelObject.of(object).optimizer.map { .object($0) } ?? .none
        },
        NativeProperty("loss", doc: "The loss that compile was given.") { (object, _) throws(LanguageError) in
            try ModelObject.of(object).loss
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

    /// Properties about symbols.
    static let symbolProperties: [NativeProperty] =
        [
            NativeProperty("inputs", doc: "The inputs as symbols.") { (object, _) throws(LanguageError) in
                Value(try built(object).inputs.map { .object(SymbolObject($0)) })
            },
            NativeProperty("outputs", doc: "The outputs as symbols.") { (object, _) throws(LanguageError) in
                Value(try built(object).outputs.map { .object(SymbolObject($0)) })
            },
            NativeProperty("input", doc: "The input, or a list of several.") { (object, _) throws(LanguageError) in
                SymbolObject.value(try built(object).inputs)
            },
            NativeProperty("output", doc: "The output, or a list of several.") { (object, _) throws(LanguageError) in
                SymbolObject.value(try built(object).outputs)
            },
            NativeProperty(
                "trainable", doc: "False freezes all layers.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    let model = try ModelObject.of(object)
                    try model.checkFree("trainable")
                    model.network.trainable = try interpreter.truth(value)
                }
            ) { (object, _) throws(LanguageError) in .bool(try ModelObject.of(object).network.trainable) },
        ]
        + KerasWeights.properties { (object) throws(LanguageError) in
            let network = try ModelObject.of(object).network
            return (network.weights, network.trainableWeights)
        }

    private static func built(_ object: Object) throws(LanguageError) -> Network {
        let network = try ModelObject.of(object).network
        guard network.isBuilt else {
            throw LanguageError.attributeError(
                "Sequential model '\(network.name)' has no defined input or output shape yet.",
                hint: "begin the model with Input(shape)")
        }
        return network
    }

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
    /// A graph of layers.
    static let functional = NativeType(
        name: "Model", module: "keras", doc: "A graph of layers that learns from examples.",
        constructor: KerasModels.functional,
        methods: [ProgramLayers.initialize, ProgramLayers.addLoss, KerasConfigs.modelFromConfig] + KerasModels.methods
            + KerasTraining.methods
            + KerasSaving.methods,
        properties: KerasModels.properties + KerasModels.symbolProperties, allowsSubclasses: true,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let network = try ModelObject.of(object).network
                return
                    "<\(network.isSequential ? "Sequential" : "Functional") name=\(network.name), built=\(network.isBuilt ? "True" : "False")>"
            }
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                try KerasCalls.call(.network(ModelObject.of(object).network), arguments, keywords, interpreter)
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                if object is Instance { return nil }
                if let found = try ModelObject.of(object).attributes[name] { return found }
                guard let instead = KerasModels.bygone[name] else { return nil }
                throw LanguageError(
                    .attributeError, "'\(object.nativeType.name)' object has no attribute '\(name)'", hint: instead)
            }
            $0.setAttribute = { (object, name, value, _) throws(LanguageError) in
                if object is Instance { return false }
                try ModelObject.of(object).attributes[name] = value
                return true
            }
        })

    /// A stack of layers.
    static let sequential = NativeType(
        name: "Sequential", module: "keras", doc: "A stack of layers that learns from examples.", base: .functional,
        constructor: KerasModels.constructor,
        methods: [KerasModels.addMethod, KerasModels.popMethod])
}
