import Arrays
import Autograd
import Language
import Networks
import Tensors

/// Layers and models that a program's classes define: `class Scale(keras.layers.Layer)`, `class Net(keras.Model)`.
///
/// Such a layer is one whose expression is the program's `call`. Its weights are those of `add_weight` and of the layers
/// that are its attributes.
enum ProgramLayers {
    /// The attribute of an instance that holds its layer or model.
    private static let attribute = "_keras"

    /// `super().__init__(name=…)`: the instance becomes a layer.
    static func begin(_ instance: Instance, _ keywords: [(String, Value)], _ interpreter: Interpreter)
        throws(LanguageError)
    {
        let state = KerasState.of(interpreter)
        var name: String?
        var isTrainable = true
        for (key, value) in keywords {
            switch key {
            case "name": name = value.isNone ? nil : try interpreter.str(value)
            case "trainable": isTrainable = try interpreter.truth(value)
            case "dtype": try KerasArguments.checkType(instance.cls.name, value, interpreter)
            case "input_shape", "dynamic", "autocast": break
            default:
                throw LanguageError.valueError(
                    "Unrecognized keyword arguments passed to \(instance.cls.name): {'\(key)': \(try interpreter.repr(value))}"
                )
            }
        }
        let stem = SymbolOperations.snakeCase(instance.cls.name)
        let kind = kind(instance, stem, interpreter)
        let own = name ?? state.name(stem)
        let layer = try learning { () throws(NetworkError) in try Layer(kind, name: own, settings: [:]) }
        layer.trainable = isTrainable
        if instance.nativeType.isKind(of: .functional) {
            let network = Network(name: own)
            network.randomness = state.randomness()
            try learning { () throws(NetworkError) in try network.add(layer) }
            instance.setAttribute(attribute, .object(ModelObject(network)))
            network.counterpart = instance
        } else {
            instance.setAttribute(attribute, .object(LayerObject(layer)))
        }
        layer.counterpart = instance
    }

    /// The layer of an instance.
    static func layer(_ instance: Instance) throws(LanguageError) -> LayerObject {
        guard case .object(let found as LayerObject)? = instance.attribute(attribute) else { throw forgotten(instance) }
        return found
    }

    /// The model of an instance.
    static func model(_ instance: Instance) throws(LanguageError) -> ModelObject {
        guard case .object(let found as ModelObject)? = instance.attribute(attribute) else {
            throw forgotten(instance)
        }
        return found
    }

    private static func forgotten(_ instance: Instance) -> LanguageError {
        LanguageError(
            .runtimeError,
            "In layer <\(instance.cls.name)>, you forgot to call `super().__init__()` as the first statement in the `__init__()` method. Go add it!"
        )
    }

    private static func kind(_ instance: Instance, _ stem: String, _ interpreter: Interpreter) -> LayerKind {
        nonisolated(unsafe) let me = instance
        nonisolated(unsafe) let runner = interpreter
        let expression: @Sendable (LayerRun) throws(NetworkError) -> [Variable] = { (run) throws(NetworkError) in
            try KerasProgram.attempt { () throws(LanguageError) in try call(me, run, runner) }
        }
        return LayerKind(
            instance.cls.name, stem: stem, doc: "A layer of the program.",
            shapes: { (layer, inputs) throws(NetworkError) in
                try KerasProgram.attempt { () throws(LanguageError) in try prepare(me, layer, inputs, runner) }
                let shapes = try LayerKind.tried(layer, inputs, expression)
                // Layers that `call` made or that were built only now count too.
                adopt(me, layer)
                return shapes
            }, expression: expression
        ).joining().ofProgram()
    }

    /// Calls the program's `build` once, and takes the layers that are attributes.
    private static func prepare(
        _ instance: Instance, _ layer: Layer, _ inputs: [[Int]], _ interpreter: Interpreter
    ) throws(LanguageError) {
        if instance.attribute("_keras_built") == nil {
            instance.setAttribute("_keras_built", .bool(true))
            if definesItself(instance, "build") {
                let shapes = inputs.map { KerasSettings.batched($0) }
                let build = try interpreter.getAttribute(.object(instance), "build")
                _ = try interpreter.call(build, [shapes.count == 1 ? shapes[0] : Value(shapes)])
            }
        }
        adopt(instance, layer)
    }

    /// True where a class of the program, not the library's, says what a method does.
    private static func definesItself(_ instance: Instance, _ name: String) -> Bool {
        if case .function? = instance.cls.lookUp(name) { true } else { false }
    }

    /// Refuses a class whose own steps `fit` and its kin would not ask.
    static func checkSteps(_ model: ModelObject, _ names: [String]) throws(LanguageError) {
        guard let instance = model.network.counterpart as? Instance else { return }
        for name in names where definesItself(instance, name) {
            throw LanguageError(
                .notImplementedError, "\(instance.cls.name).\(name) would not be called: own steps are not offered",
                hint:
                    "write the loop: with tf.GradientTape() as tape: …, then optimizer.apply_gradients(…); or leave \(name) out"
            )
        }
    }

    private static func adopt(_ instance: Instance, _ layer: Layer) {
        func take(_ value: Value, _ depth: Int) {
            switch value {
            case .object(let object as LayerObject): layer.adopt(object.layer)
            case .object(let model as ModelObject): for inner in model.network.layers { layer.adopt(inner) }
            case .object(let other as Instance):
                if let inner = try? ProgramLayers.layer(other) { layer.adopt(inner.layer) }
                if let inner = try? model(other) { for part in inner.network.layers { layer.adopt(part) } }
            case .list(let list) where depth < 4: for element in list.values { take(element, depth + 1) }
            case .tuple(let tuple) where depth < 4: for element in tuple.values { take(element, depth + 1) }
            case .dict(let dict) where depth < 4: for (_, element) in dict.table.pairs { take(element, depth + 1) }
            default: break
            }
        }
        for (name, value) in instance.ownAttributes where name != attribute { take(value, 0) }
    }

    /// The layers and models that are attributes of a model of the program, also in lists and dictionaries, by name.
    static func parts(_ instance: Instance) -> [(name: String, value: Value)] {
        var found: [(name: String, value: Value)] = []
        func take(_ value: Value, _ depth: Int) {
            var name: String?
            switch value {
            case .object(let object as LayerObject): name = object.layer.name
            case .object(let object as ModelObject): name = object.network.name
            case .object(let other as Instance):
                name = (try? ProgramLayers.layer(other))?.layer.name ?? (try? model(other))?.network.name
            case .list(let list) where depth < 4: for element in list.values { take(element, depth + 1) }
            case .tuple(let tuple) where depth < 4: for element in tuple.values { take(element, depth + 1) }
            case .dict(let dict) where depth < 4: for (_, element) in dict.table.pairs { take(element, depth + 1) }
            default: break
            }
            guard let name, !found.contains(where: { $0.value.isIdentical(to: value) }) else { return }
            found.append((name, value))
        }
        for (name, value) in instance.ownAttributes where name != attribute { take(value, 0) }
        return found
    }

    private static func call(_ instance: Instance, _ run: LayerRun, _ interpreter: Interpreter) throws(LanguageError)
        -> [Variable]
    {
        let method = try interpreter.getAttribute(.object(instance), "call")
        var named: [(String, Value)] = []
        if case .function(let function)? = instance.cls.lookUp("call"), function.takes("training") {
            named.append(("training", .bool(run.evaluation.isTraining)))
        }
        let inputs = run.inputs.map { Value.object(VariableObject($0)) }
        let arguments = run.arguments["inputs_as_list"] == .bool(true) ? [Value(inputs)] : inputs
        return try KerasState.of(interpreter).inside(run.evaluation) { () throws(LanguageError) in
            try KerasProgram.variables(interpreter.call(method, arguments, named), like: run.inputs.first, interpreter)
        }
    }

    /// `self.add_weight(shape, initializer, trainable=True)`.
    static let addWeight = NativeFunction(
        "add_weight",
        [
            Parameter("shape", .none, doc: "The weight's shape; None for a number."),
            Parameter("initializer", .none, doc: "How it begins; by default glorot_uniform."),
            Parameter("dtype", .none, doc: "float32 only."),
            Parameter("trainable", .bool(true), doc: "False where training does not change it."),
            Parameter("regularizer", .none, doc: "What it adds to the loss."),
            Parameter("constraint", .none, doc: "What it must be after each step."),
            Parameter("name", .none, doc: "Its name."),
        ], doc: "A weight of a layer that the program defines."
    ) { (call) throws(LanguageError) in
        guard let instance = call.receiver?.heapObject as? Instance else {
            throw LanguageError.typeError("add_weight is for layers that the program defines")
        }
        let layer = try layer(instance).layer
        let interpreter = call.interpreter
        let shape = call.optional(0) == nil ? [] : try NumPyArgument.shape(call[0], interpreter)
        func setting(_ place: Int, _ name: String) throws(LanguageError) -> Setting {
            try call.optional(place).map { (value) throws(LanguageError) in
                try KerasSettings.setting(value, named: name, interpreter)
            } ?? .none
        }
        var initializer = try setting(1, "initializer")
        if initializer == .none { initializer = .string("glorot_uniform") }
        let regularizer = try setting(4, "regularizer"), constraint = try setting(5, "constraint")
        let name = call.optional(6) == nil ? "weight" : try call.string(6)
        let isTrainable = try call.bool(3)
        let chosen = initializer
        let weight = try learning { () throws(NetworkError) in
            try layer.addWeight(
                WeightRow(
                    name, shape, Initializer(chosen), isTrainable: isTrainable,
                    regularizer: Regularizer.of(regularizer), constraint: Constraint.of(constraint)),
                KerasState.of(interpreter).randomness())
        }
        return .object(try WeightObject(weight, interpreter))
    }

    /// `self.add_loss(value)`.
    static let addLoss = NativeFunction(
        "add_loss", [Parameter("loss", doc: "A number that is made small beside the loss.")],
        doc: "Adds to the loss, from inside of call."
    ) { (call) throws(LanguageError) in
        guard let evaluation = KerasState.of(call.interpreter).current else {
            throw LanguageError(.runtimeError, "add_loss is called inside of `call`")
        }
        for loss in try KerasProgram.variables(call[0], like: nil, call.interpreter) { evaluation.add(loss: loss) }
        return .none
    }

    /// What the program's classes call first.
    static let initialize = NativeFunction(
        "__init__", [.keywords("kwargs", doc: "name and trainable.")], doc: "Makes the instance a layer or model."
    ) { (call) throws(LanguageError) in
        guard let instance = call.receiver?.heapObject as? Instance else { return .none }
        try begin(instance, call.keywords(0), call.interpreter)
        return .none
    }
}
