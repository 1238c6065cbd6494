import Arrays
import Language
import Networks
import Tensors

/// An optimizer as a value of the language.
final class OptimizerObject: Object {
    let optimizer: Optimizer
    let name: String

    init(_ optimizer: Optimizer, name: String) {
        self.optimizer = optimizer
        self.name = name
    }

    override var nativeType: NativeType { KerasOptimizers.types[optimizer.kind.name] ?? .optimizer }

    /// The receiver of a property of optimizers.
    static func of(_ object: Object?) throws(LanguageError) -> OptimizerObject {
        guard let optimizer = object as? OptimizerObject else { throw LanguageError.typeError("an optimizer expected") }
        return optimizer
    }
}

/// `keras.optimizers`: classes, `get`, `serialize` and `deserialize`.
enum KerasOptimizers {
    /// The class of each optimizer.
    static let types = Dictionary(uniqueKeysWithValues: OptimizerKind.table.map { ($0.name, type($0)) })

    private static func type(_ kind: OptimizerKind) -> NativeType {
        let doc = KerasSettings.doc(kind.doc, kind.settings)
        return NativeType(
            name: kind.name, module: "keras.optimizers", doc: doc, base: .optimizer,
            constructor: NativeFunction(
                kind.name,
                KerasCompile.parameters(kind.settings) + [
                    Parameter("name", .none, doc: "The optimizer's name."),
                    .keywords("kwargs", doc: "lr and decay, Keras 2's."),
                ], doc: doc
            ) { (call) throws(LanguageError) in
                var given: [(String, Value)] = []
                for (i, row) in kind.settings.enumerated() where call.isGiven(i) { given.append((row.name, call[i])) }
                if call.optional(kind.settings.count) != nil { given.append(("name", call[kind.settings.count])) }
                return .object(
                    try make(kind, given + call.keywords(kind.settings.count + 1), call.interpreter))
            })
    }

    /// An optimizer from arguments by name.
    static func make(
        _ kind: OptimizerKind, _ arguments: [(String, Value)], _ interpreter: Interpreter
    ) throws(LanguageError) -> OptimizerObject {
        var settings: [String: Setting] = [:]
        var decay = 0.0, name: String?, program: Value?
        for (key, value) in arguments {
            switch key {
            case "learning_rate", "lr":
                if isProgram(value) {
                    program = value
                } else {
                    settings["learning_rate"] = try KerasSettings.setting(
                        try KerasSchedules.deserialized(value, interpreter), named: key, interpreter)
                }
            case "name": name = try interpreter.str(value)
            case "decay":
                guard let number = try interpreter.number(value), number >= 0 else {
                    throw LanguageError.valueError("decay must be a number from 0, not \(try interpreter.repr(value))")
                }
                decay = number
            default:
                guard kind.settings.contains(where: { $0.name == key }) else {
                    throw LanguageError.valueError(
                        "Argument(s) not recognized: {'\(key)': \(try interpreter.repr(value))}",
                        hint: NearestName.hint(key, among: kind.settings.map(\.name) + ["lr", "decay", "name"]))
                }
                settings[key] = try KerasSettings.setting(value, named: key, interpreter)
            }
        }
        let optimizer = try learning { () throws(NetworkError) in try Optimizer(kind, settings: settings) }
        optimizer.decay = decay
        if let program { follow(program, optimizer, interpreter) }
        let stem = SymbolOperations.snakeCase(kind.name)
        return OptimizerObject(optimizer, name: name ?? KerasState.of(interpreter).name(stem))
    }

    /// True for functions and objects of the program, which give the rate themselves.
    private static func isProgram(_ value: Value) -> Bool {
        switch value {
        case .function, .object(is Instance): true
        default: false
        }
    }

    /// The rate is what the program says: a schedule's object is told the step, a function nothing.
    private static func follow(_ program: Value, _ optimizer: Optimizer, _ interpreter: Interpreter) {
        var isSchedule = false
        if case .object(let instance as Instance) = program {
            isSchedule = instance.nativeType.isKind(of: KerasSchedules.base)
        }
        optimizer.program = { [unowned interpreter] (step) throws(NetworkError) in
            try KerasProgram.attempt { () throws(LanguageError) in
                let value = try interpreter.call(program, isSchedule ? [.int(step)] : [])
                guard let rate = try KerasProgram.number(value, interpreter) else {
                    throw LanguageError.typeError("a learning rate must be a number, not '\(value.typeName)'")
                }
                return rate
            }
        }
    }

    /// Sets the rate, or the schedule that it follows from now on.
    static func setRate(_ object: OptimizerObject, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        if isProgram(value) { return follow(value, object.optimizer, interpreter) }
        if object.optimizer.followsSchedule {
            throw LanguageError.typeError(
                "This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its learning rate is not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a float `learning_rate` argument."
            )
        }
        guard let rate = try KerasProgram.number(value, interpreter) else {
            throw LanguageError.typeError("learning_rate must be a number, not '\(value.typeName)'")
        }
        object.optimizer.learningRate = rate
    }

    /// The optimizer that `compile(optimizer=…)` means.
    static func optimizer(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> OptimizerObject {
        var name: String?
        switch value {
        case .object(let optimizer as OptimizerObject): return optimizer
        case .str(let text): name = text.string
        case .object(let cls as ClassObject): name = cls.name
        case .dict(let dict):
            if case .str(let text)? = try dict.get(Value("class_name"), interpreter),
                let kind = OptimizerKind.named(text.string)
            {
                var arguments: [(String, Value)] = []
                if case .dict(let config)? = try dict.get(Value("config"), interpreter) {
                    for (key, value) in config.table.pairs {
                        if case .str(let name) = key { arguments.append((name.string, value)) }
                    }
                }
                return try make(kind, arguments, interpreter)
            }
        default: break
        }
        if let name, let kind = OptimizerKind.named(name) { return try make(kind, [], interpreter) }
        let text = try KerasCompile.described(name, value, interpreter)
        throw LanguageError.valueError(
            "Could not interpret optimizer identifier: \(text)",
            hint: NearestName.hint(text, among: OptimizerKind.table.map { $0.name.lowercased() }))
    }

    /// The settings as Keras lists them: those of all optimizers first.
    static func config(_ object: OptimizerObject, _ interpreter: Interpreter) throws(LanguageError) -> Dict {
        let optimizer = object.optimizer
        let config = Dict(), all = optimizer.allSettings
        try config.set(Value("name"), Value(object.name), interpreter)
        let rate: Value
        if let schedule = optimizer.schedule {
            rate = try KerasSchedules.serialized(schedule, interpreter)
        } else {
            rate = KerasSettings.float32(optimizer.learningRate)
        }
        try config.set(Value("learning_rate"), rate, interpreter)
        let common = [
            "weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "use_ema", "ema_momentum",
            "ema_overwrite_frequency", "loss_scale_factor", "gradient_accumulation_steps",
        ]
        let own = optimizer.kind.settings.map(\.name).filter { !common.contains($0) && $0 != "learning_rate" }
        for name in common + own {
            try config.set(Value(name), KerasSettings.value(all[name] ?? .none), interpreter)
        }
        return config
    }

    /// An object as `serialize` gives it.
    static func serialized(_ module: String, _ name: String, _ config: Dict, _ interpreter: Interpreter)
        throws(LanguageError) -> Value
    {
        let dict = Dict()
        try dict.set(Value("module"), Value(module), interpreter)
        try dict.set(Value("class_name"), Value(name), interpreter)
        try dict.set(Value("config"), .dict(config), interpreter)
        try dict.set(Value("registered_name"), .none, interpreter)
        return .dict(dict)
    }

    static let functions: [NativeFunction] = [
        NativeFunction(
            "get", [Parameter("identifier", doc: "A name, an optimizer, or what serialize gave.")],
            doc: "The optimizer that is meant."
        ) { (call) throws(LanguageError) in .object(try optimizer(call[0], call.interpreter)) },
        NativeFunction(
            "deserialize", [Parameter("config", doc: "What serialize gave.")], doc: "The optimizer of a dictionary."
        ) { (call) throws(LanguageError) in .object(try optimizer(call[0], call.interpreter)) },
        NativeFunction(
            "serialize", [Parameter("optimizer", doc: "An optimizer.")], doc: "An optimizer as a dictionary."
        ) { (call) throws(LanguageError) in
            let object = try OptimizerObject.of(call[0].heapObject)
            return try serialized(
                "keras.optimizers", object.optimizer.kind.name, config(object, call.interpreter), call.interpreter)
        },
    ]
}

extension KerasProgram {
    /// A number that the program gave: a number, or an array or variable of one element.
    static func number(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        if let number = try interpreter.number(value) { return number }
        let tensor = try variable(value, like: nil, interpreter).value
        guard tensor.count == 1 else { return nil }
        return try lifting { () throws(TensorError) in try tensor.reshaped([]).item().double }
    }
}

extension NativeType {
    /// What every optimizer can do.
    static let optimizer = NativeType(
        name: "Optimizer", module: "keras.optimizers", doc: "A way to follow gradients.",
        methods: [
            KerasGradients.apply, KerasConfigs.fromConfig,
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                .dict(
                    try KerasOptimizers.config(
                        try OptimizerObject.of(call.receiver?.heapObject), call.interpreter))
            },
        ],
        properties: ["learning_rate", "lr"].map { name in
            NativeProperty(
                name, doc: "The size of steps; may be changed while a training runs.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    try KerasOptimizers.setRate(try OptimizerObject.of(object), value, interpreter)
                }
            ) { (object, _) throws(LanguageError) in
                let optimizer = try OptimizerObject.of(object).optimizer
                if !optimizer.followsSchedule { return KerasSettings.float32(optimizer.learningRate) }
                return KerasSettings.float32(
                    try learning { () throws(NetworkError) in try optimizer.currentRate() })
            }
        } + [
            NativeProperty("name", doc: "The optimizer's name.") { (object, _) throws(LanguageError) in
                Value(try OptimizerObject.of(object).name)
            },
            NativeProperty(
                "iterations", doc: "Steps so far.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    guard let steps = interpreter.index(value), steps >= 0 else {
                        throw LanguageError.typeError("iterations must be a whole number from 0")
                    }
                    try OptimizerObject.of(object).optimizer.iterations = steps
                }
            ) { (object, _) throws(LanguageError) in
                .int(try OptimizerObject.of(object).optimizer.iterations)
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                let name = try OptimizerObject.of(object).optimizer.kind.name
                return
                    "<keras.src.optimizers.\(name.lowercased()).\(name) object at \(interpreter.address(object))>"
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                try OptimizerObject.of(object).optimizer.allSettings[name].map(KerasSettings.value)
            }
        })
}
