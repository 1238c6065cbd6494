import Arrays
import Language
import Networks
import Tensors

/// A layer as a value of the language.
final class LayerObject: Object {
    let layer: Layer
    /// The shape of one sample that `input_shape=` or `input_dim=` told.
    let wantedInput: [Int]?

    init(_ layer: Layer, wantedInput: [Int]? = nil) {
        self.layer = layer
        self.wantedInput = wantedInput
        super.init()
        if layer.counterpart == nil { layer.counterpart = self }
    }

    override var nativeType: NativeType { KerasLayers.types[layer.kind.name] ?? .layer }

    /// The receiver of a method or property of layers.
    static func of(_ object: Object?) throws(LanguageError) -> LayerObject {
        if let instance = object as? Instance { return try ProgramLayers.layer(instance) }
        guard let layer = object as? LayerObject else { throw LanguageError.typeError("a layer expected") }
        return layer
    }

    /// The value of a layer, the one that there is already where it still lives.
    static func value(_ layer: Layer) -> Value { .object((layer.counterpart as? Object) ?? LayerObject(layer)) }
}

/// The first entry of a functional model's `layers`: what an input stands for.
final class InputObject: Object {
    let symbol: Symbol

    init(_ symbol: Symbol) { self.symbol = symbol }

    override var nativeType: NativeType { .inputLayer }
}

/// `keras.layers`: every row of the table of layers as a class.
enum KerasLayers {
    /// The class of each kind of layer.
    static let types: [String: NativeType] = Dictionary(
        uniqueKeysWithValues: LayerKind.table.map { ($0.name, type($0)) })

    /// Other names of classes.
    static let secondNames = [
        ("Convolution2D", "Conv2D"), ("MaxPool2D", "MaxPooling2D"), ("AvgPool2D", "AveragePooling2D"),
        ("Convolution1D", "Conv1D"), ("MaxPool1D", "MaxPooling1D"), ("AvgPool1D", "AveragePooling1D"),
        ("GlobalAvgPool1D", "GlobalAveragePooling1D"), ("GlobalAvgPool2D", "GlobalAveragePooling2D"),
        ("GlobalMaxPool1D", "GlobalMaxPooling1D"), ("GlobalMaxPool2D", "GlobalMaxPooling2D"),
        ("SeparableConvolution1D", "SeparableConv1D"), ("SeparableConvolution2D", "SeparableConv2D"),
        ("Convolution1DTranspose", "Conv1DTranspose"), ("Convolution2DTranspose", "Conv2DTranspose"),
    ]

    /// Keras 2's spellings of arguments.
    private static let oldArguments = [
        "border_mode": "padding", "init": "kernel_initializer", "nb_filter": "filters", "output_dim": "units",
        "subsample": "strides", "bias": "use_bias", "p": "rate",
    ]

    private static func type(_ kind: LayerKind) -> NativeType {
        NativeType(
            name: kind.name, module: "keras.layers", doc: KerasSettings.doc(kind.doc, kind.settings), base: .layer,
            constructor: constructor(kind))
    }

    private static func constructor(_ kind: LayerKind) -> NativeFunction {
        let parameters =
            kind.settings.map { Parameter($0.name, KerasSettings.fallback($0.fallback), doc: $0.doc) }
            + [.keywords("kwargs", doc: "name, trainable, input_shape, input_dim and Keras 2's spellings.")]
        // Old spellings may stand for a required argument, so that none is required of the binding itself.
        let lenient = parameters.map {
            $0.kind == .normal && isRequired($0) ? Parameter($0.name, .missing, doc: $0.doc) : $0
        }
        let place = kind.settings.count
        return NativeFunction(kind.name, lenient, doc: KerasSettings.doc(kind.doc, kind.settings)) {
            (call) throws(LanguageError) in
            var settings: [String: Setting] = [:]
            for (i, row) in kind.settings.enumerated() where call.isGiven(i) {
                settings[row.name] = try KerasSettings.setting(call[i], named: row.name, call.interpreter)
            }
            var name: String?
            var isTrainable = true
            var input: [Int]?
            for (key, value) in call.keywords(place) {
                switch key {
                case "name": name = value.isNone ? nil : try call.interpreter.str(value)
                case "trainable": isTrainable = try call.interpreter.truth(value)
                case "dtype": try KerasArguments.checkType(kind.name, value, call.interpreter)
                case "autocast":
                    guard try call.interpreter.truth(value) else {
                        throw LanguageError(
                            .notImplementedError, "\(kind.name): autocast=False is not offered", hint: "leave it out")
                    }
                case "input_shape":
                    input = try KerasSettings.shape(value, call.interpreter, owner: kind.name)
                case "input_dim": input = try KerasSettings.shape(value, call.interpreter, owner: kind.name)
                case "batch_input_shape":
                    let parts = Array(try call.interpreter.array(of: value).dropFirst())
                    input = try KerasSettings.shape(.tuple(Tuple(parts)), call.interpreter, owner: kind.name)
                default:
                    if try KerasArguments.accepts(kind.name, key, value, call.interpreter) { continue }
                    guard let new = oldArguments[key], kind.settings.contains(where: { $0.name == new }) else {
                        throw LanguageError.valueError(
                            "Unrecognized keyword arguments passed to \(kind.name): {'\(key)': \(try call.interpreter.repr(value))}",
                            hint: NearestName.hint(
                                key, among: kind.settings.map(\.name) + ["name", "trainable", "input_shape"]))
                    }
                    settings[new] = try KerasSettings.setting(value, named: key, call.interpreter)
                }
            }
            for row in kind.settings where row.fallback == nil && settings[row.name] == nil {
                throw LanguageError.typeError(
                    "\(kind.name).__init__() missing 1 required positional argument: '\(row.name)'", hint: row.doc)
            }
            let layer = try learning { () throws(NetworkError) in
                try Layer(kind, name: name ?? "", settings: settings)
            }
            layer.name = name ?? KerasState.of(call.interpreter).name(kind.stem)
            layer.trainable = isTrainable
            return .object(LayerObject(layer, wantedInput: input))
        }
    }

    private static func isRequired(_ parameter: Parameter) -> Bool {
        if case .required = parameter.fallback { true } else { false }
    }

    /// `Input(shape)` as a function.
    static let input = NativeFunction(
        "Input",
        [
            Parameter("shape", .none, doc: "Shape of one sample: (28, 28, 1)."),
            Parameter("batch_size", .none, doc: "None only: batches may have any size."),
            Parameter("dtype", .none, doc: "The type of the data: 'int32' for whole numbers."),
            Parameter("name", .none, doc: "The input's name."), .keywords("kwargs", doc: "input_shape."),
        ], doc: "What a network takes: the shape of one sample, without the batch."
    ) { (call) throws(LanguageError) in
        var shape = call.optional(0)
        for (key, value) in call.keywords(4) {
            if key == "input_shape" || key == "input_dim" {
                shape = value
            } else {
                throw LanguageError.typeError("Input() got an unexpected keyword argument '\(key)'")
            }
        }
        guard let shape else { throw LanguageError.valueError("You must pass a `shape` argument.") }
        if let size = call.optional(1) {
            throw LanguageError(
                .notImplementedError, "Input: batch_size=\(try call.interpreter.repr(size)) is not offered",
                hint: "leave it out: batches may have any size")
        }
        let name =
            call.optional(3) == nil ? KerasState.of(call.interpreter).name("input_layer") : try call.string(3)
        let type = try call.optional(2).map { (value) throws(LanguageError) in try call.interpreter.str(value) }
        if let type, !["int", "bool"].contains(where: { type.contains($0) }) {
            try KerasArguments.checkType("Input", call[2], call.interpreter)
        }
        return .object(
            SymbolObject(
                Symbol(
                    name: name, shape: try KerasSettings.shape(shape, call.interpreter, owner: "Input"),
                    isWhole: type?.contains("int") ?? false)))
    }

    /// `add([a, b])`, `concatenate([a, b], axis=1)`: layers that join values, made and called at once.
    static let mergingFunctions: [NativeFunction] = LayerKind.merging.compactMap { kind in
        guard let make = types[kind.name]?.constructor else { return nil }
        let parameters = kind.settings.map {
            Parameter($0.name, $0.fallback == nil ? .missing : KerasSettings.fallback($0.fallback), doc: $0.doc)
        }
        return NativeFunction(
            kind.stem,
            [Parameter("inputs", doc: "A list of values.")] + parameters + [.keywords("kwargs", doc: "name.")],
            doc: kind.doc
        ) { (call) throws(LanguageError) in
            var named = call.keywords(parameters.count + 1)
            for (i, row) in kind.settings.enumerated() where call.isGiven(i + 1) {
                named.append((row.name, call[i + 1]))
            }
            let layer = try call.interpreter.callNative(make, receiver: nil, [], named)
            return try call.interpreter.call(layer, [call[0]])
        }
    }

    /// Names beside the types: second names and `Input`.
    static func constants(_ interpreter: Interpreter) -> [(String, Value)] {
        secondNames.compactMap { other, name in
            types[name].map { (other, .object(interpreter.classObject(for: $0))) }
        }
    }

    /// Weights as arrays.
    static func arrays(_ weights: [Weight]) throws(LanguageError) -> Value {
        var values: [Value] = []
        for weight in weights { values.append(Value(try lifting { () throws(TensorError) in try weight.tensor() })) }
        return Value(values)
    }

    /// Sets weights from a list of arrays.
    static func set(_ weights: [Weight], from value: Value, owner: String, _ interpreter: Interpreter)
        throws(LanguageError)
    {
        let given = try interpreter.array(of: value)
        guard given.count == weights.count else {
            throw LanguageError.valueError(
                "You called `set_weights(weights)` on layer '\(owner)' with a weight list of length \(given.count), but the layer was expecting \(weights.count) weights."
            )
        }
        var tensors: [Tensor] = []
        for value in given { tensors.append(try NumPyArgument.tensor(value, interpreter)) }
        for (weight, tensor) in zip(weights, tensors) where weight.shape != tensor.shape {
            throw LanguageError.valueError(
                "Layer \(owner) weight shape \(TensorError.text(of: weight.shape)) is not compatible with provided weight shape \(TensorError.text(of: tensor.shape))."
            )
        }
        for (weight, tensor) in zip(weights, tensors) {
            try learning { () throws(NetworkError) in try weight.set(tensor) }
        }
    }
}

extension NativeType {
    /// What every layer can do.
    static let layer = NativeType(
        name: "Layer", module: "keras.layers", doc: "A layer of a network.",
        methods: [
            ProgramLayers.initialize, ProgramLayers.addWeight, ProgramLayers.addLoss, KerasAdapt.method,
            KerasConfigs.fromConfig, build, outputShape,
            NativeFunction("get_weights", doc: "The weights as a list of arrays.") { (call) throws(LanguageError) in
                try KerasLayers.arrays(LayerObject.of(call.receiver?.heapObject).layer.allWeights)
            },
            NativeFunction("set_weights", [Parameter("weights")], doc: "Sets the weights from a list of arrays.") {
                (call) throws(LanguageError) in
                let layer = try LayerObject.of(call.receiver?.heapObject).layer
                try KerasLayers.set(layer.allWeights, from: call[0], owner: layer.name, call.interpreter)
                return .none
            },
            NativeFunction("count_params", doc: "How many numbers the layer learns.") { (call) throws(LanguageError) in
                let layer = try LayerObject.of(call.receiver?.heapObject).layer
                guard layer.isBuilt else {
                    throw LanguageError.valueError(
                        "You tried to call `count_params` on layer '\(layer.name)', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`."
                    )
                }
                return .int(layer.parameterCount)
            },
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                let layer = try LayerObject.of(call.receiver?.heapObject).layer
                if let config = try KerasConfigs.config(layer, call.interpreter) { return config }
                let config = Dict()
                try config.set(Value("name"), Value(layer.name), call.interpreter)
                try config.set(Value("trainable"), .bool(layer.trainable), call.interpreter)
                let all = layer.allSettings
                for row in layer.kind.settings {
                    try config.set(Value(row.name), KerasSettings.value(all[row.name] ?? .none), call.interpreter)
                }
                return .dict(config)
            },
        ],
        properties: [
            NativeProperty("name", doc: "The layer's name.") { (object, _) throws(LanguageError) in
                Value(try LayerObject.of(object).layer.name)
            },
            NativeProperty(
                "trainable", doc: "False freezes the weights.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    try LayerObject.of(object).layer.trainable = interpreter.truth(value)
                }
            ) { (object, _) throws(LanguageError) in .bool(try LayerObject.of(object).layer.trainable) },
            NativeProperty("built", doc: "True once the weights are there.") { (object, _) throws(LanguageError) in
                .bool(KerasAttributes.isBuilt(try LayerObject.of(object).layer))
            },
            NativeProperty("input", doc: "The symbols on which the layer was called first.") {
                (object, _) throws(LanguageError) in
                let layer = try LayerObject.of(object).layer
                return SymbolObject.value(try KerasCalls.firstUse(layer.nodes, layer.name).inputs)
            },
            NativeProperty("output", doc: "What the layer gives where it was called first.") {
                (object, _) throws(LanguageError) in
                let layer = try LayerObject.of(object).layer
                return SymbolObject.value(try KerasCalls.firstUse(layer.nodes, layer.name).outputs)
            },
            NativeProperty("input_shape", doc: "Shape of the input with the batch.") {
                (object, _) throws(LanguageError) in
                try shape(LayerObject.of(object).layer) { $0.inputShape }
            },
            NativeProperty("output_shape", doc: "Shape of the output with the batch.") {
                (object, _) throws(LanguageError) in
                try shape(LayerObject.of(object).layer) { $0.outputShape }
            },
        ]
            + KerasWeights.properties { (object) throws(LanguageError) in
                let layer = try LayerObject.of(object).layer
                return (layer.allWeights, layer.trainableWeights)
            }, allowsSubclasses: true,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let layer = try LayerObject.of(object).layer
                return
                    "<\(layer.kind.name) name=\(layer.name), built=\(KerasAttributes.isBuilt(layer) ? "True" : "False")>"
            }
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                guard !(object is Instance) else { return nil }
                let layer = try LayerObject.of(object).layer
                if let value = try KerasAttributes.value(layer, name, interpreter) { return value }
                if let weight = layer.weights.first(where: { $0.name == name }) {
                    return .object(try WeightObject(weight, interpreter))
                }
                return nil
            }
            $0.setAttribute = { (object, name, _, _) throws(LanguageError) in
                guard let layer = (object as? LayerObject)?.layer, layer.allSettings[name] != nil else { return false }
                throw LanguageError.attributeError(
                    "the \(name) of layer '\(layer.name)' is read here, not set",
                    hint:
                        "config = layer.get_config(); config['\(name)'] = …; \(layer.kind.name).from_config(config) makes another layer, set_weights gives it the weights"
                )
            }
            $0.attributeNames = { (object, _) in
                guard let layer = (object as? LayerObject)?.layer else { return [] }
                return KerasAttributes.names(layer) + layer.weights.map(\.name)
            }
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                try KerasCalls.call(.layer(LayerObject.of(object).layer), arguments, keywords, interpreter)
            }
        })

    private static let inputShape = Parameter(
        "input_shape", doc: "With the batch: (None, 784); a list of them where there are several inputs.")

    private static let build = NativeFunction("build", [inputShape], doc: "Makes the weights for a shape of inputs.") {
        (call) throws(LanguageError) in
        // A class of the program that calls `super().build(input_shape)`: its weights are its own.
        if call.receiver?.heapObject is Instance { return .none }
        let layer = try LayerObject.of(call.receiver?.heapObject).layer
        let (inputs, randomness) = (try samples(call, "build"), KerasState.of(call.interpreter).randomness())
        try learning { () throws(NetworkError) in try layer.build(inputs, randomness) }
        return .none
    }

    private static let outputShape = NativeFunction(
        "compute_output_shape", [inputShape], doc: "The shape of what the layer gives, with the batch."
    ) { (call) throws(LanguageError) in
        let object = try LayerObject.of(call.receiver?.heapObject)
        if call.receiver?.heapObject is Instance {
            throw LanguageError(
                .notImplementedError, "Layer \(object.layer.name) should implement `compute_output_shape`",
                hint: "layer(keras.Input(shape)).shape tells it too")
        }
        let inputs = try samples(call, "compute_output_shape")
        let outputs = try learning { () throws(NetworkError) in try object.layer.outputShapes(inputs) }
        return outputs.count == 1
            ? KerasSettings.batched(outputs[0]) : Value(outputs.map { KerasSettings.batched($0) })
    }

    /// The shapes of one sample that `input_shape` tells: one with the batch, or a list of such.
    private static func samples(_ call: Call, _ owner: String) throws(LanguageError) -> [[Int]] {
        let values = try call.values(0)
        var shapes: [Value] = []
        for value in values {
            switch value {
            case .tuple, .list: shapes.append(value)
            default: break
            }
        }
        if shapes.isEmpty { shapes = [call[0]] }
        var found: [[Int]] = []
        for shape in shapes {
            let rest = try call.interpreter.array(of: shape).dropFirst()
            found.append(try KerasSettings.shape(.tuple(Tuple(Array(rest))), call.interpreter, owner: owner))
        }
        return found
    }

    private static func shape(_ layer: Layer, _ read: (Layer) -> [Int]) throws(LanguageError) -> Value {
        guard layer.isBuilt else {
            throw LanguageError.attributeError(
                "The layer \(layer.name) has never been called and thus has no defined shape.",
                hint: "add it to a model whose input's shape is known")
        }
        return KerasSettings.batched(read(layer))
    }

    /// `InputLayer`, and what `Input` gives.
    static let inputLayer = NativeType(
        name: "InputLayer", module: "keras.layers", doc: KerasLayers.input.doc, constructor: KerasLayers.input,
        properties: [
            NativeProperty("name", doc: "The input's name.") { (object, _) throws(LanguageError) in
                Value((object as? InputObject)?.symbol.name ?? "")
            },
            NativeProperty("output", doc: "What the layer gives.") { (object, _) throws(LanguageError) in
                (object as? InputObject).map { .object(SymbolObject($0.symbol)) } ?? .none
            },
            NativeProperty("weights", doc: "Always empty.") { (_, _) throws(LanguageError) in Value([Value]()) },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<InputLayer name=\((object as? InputObject)?.symbol.name ?? ""), built=True>"
            }
        })
}
