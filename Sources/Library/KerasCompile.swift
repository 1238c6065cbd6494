import Language
import Networks
import Tensors

/// A loss with its settings: `keras.losses.CategoricalCrossentropy(from_logits=True)`.
final class LossObject: Object {
    let kind: LossKind
    let settings: [String: Setting]

    init(_ kind: LossKind, _ settings: [String: Setting]) {
        self.kind = kind
        self.settings = settings
    }

    override var nativeType: NativeType { KerasCompile.lossTypes[kind.className] ?? .object }
}

/// An optimizer as a value of the language.
final class OptimizerObject: Object {
    let optimizer: Optimizer

    init(_ optimizer: Optimizer) { self.optimizer = optimizer }

    override var nativeType: NativeType { KerasCompile.optimizerTypes[optimizer.kind.name] ?? .optimizer }

    /// The receiver of a property of optimizers.
    static func of(_ object: Object) throws(LanguageError) -> OptimizerObject {
        guard let optimizer = object as? OptimizerObject else { throw LanguageError.typeError("an optimizer expected") }
        return optimizer
    }
}

/// A metric: `keras.metrics.CategoricalAccuracy()`.
final class MetricObject: Object {
    let kind: MetricKind

    init(_ kind: MetricKind) { self.kind = kind }

    override var nativeType: NativeType { .metric }
}

/// What `compile` takes, by name, function, class or object.
enum KerasCompile {
    /// The class of each loss.
    static let lossTypes = Dictionary(uniqueKeysWithValues: LossKind.table.map { ($0.className, lossType($0)) })
    /// The class of each optimizer.
    static let optimizerTypes = Dictionary(
        uniqueKeysWithValues: OptimizerKind.table.map { ($0.name, optimizerType($0)) })

    private static func parameters(_ rows: [SettingRow]) -> [Parameter] {
        rows.map { Parameter($0.name, KerasSettings.fallback($0.fallback), doc: $0.doc) }
    }

    private static func lossType(_ kind: LossKind) -> NativeType {
        let doc = KerasSettings.doc(kind.doc, kind.settings)
        return NativeType(
            name: kind.className, module: "keras.losses", doc: doc,
            constructor: NativeFunction(kind.className, parameters(kind.settings) + [.keywords("kwargs")], doc: doc) {
                (call) throws(LanguageError) in
                var settings: [String: Setting] = [:]
                for (i, row) in kind.settings.enumerated() where call.isGiven(i) {
                    settings[row.name] = try KerasSettings.setting(call[i], named: row.name, call.interpreter)
                }
                for (key, _) in call.keywords(kind.settings.count) where key != "name" {
                    throw LanguageError.typeError(
                        "\(kind.className).__init__() got an unexpected keyword argument '\(key)'",
                        hint: NearestName.hint(key, among: kind.settings.map(\.name) + ["name"]))
                }
                return .object(LossObject(kind, settings))
            },
            properties: [
                NativeProperty("name", doc: "The loss's name.") { (_, _) throws(LanguageError) in Value(kind.name) }
            ],
            slots: Slots {
                $0.repr = { (_, _) throws(LanguageError) in "<keras.losses.\(kind.className)>" }
            })
    }

    private static func optimizerType(_ kind: OptimizerKind) -> NativeType {
        let doc = KerasSettings.doc(kind.doc, kind.settings)
        return NativeType(
            name: kind.name, module: "keras.optimizers", doc: doc, base: .optimizer,
            constructor: NativeFunction(
                kind.name, parameters(kind.settings) + [.keywords("kwargs", doc: "lr, Keras 2's name, and name.")],
                doc: doc
            ) { (call) throws(LanguageError) in
                var settings: [String: Setting] = [:]
                for (i, row) in kind.settings.enumerated() where call.isGiven(i) {
                    settings[row.name] = try KerasSettings.setting(call[i], named: row.name, call.interpreter)
                }
                for (key, value) in call.keywords(kind.settings.count) {
                    switch key {
                    case "lr":
                        settings["learning_rate"] = try KerasSettings.setting(value, named: key, call.interpreter)
                    case "name": break
                    case "decay":
                        if let decay = try call.interpreter.number(value), decay == 0 { break }
                        throw LanguageError(
                            .notImplementedError, "\(kind.name): decay is not supported yet",
                            hint: "use keras.callbacks.LearningRateScheduler")
                    default:
                        throw LanguageError.valueError(
                            "Argument(s) not recognized: {'\(key)': \(try call.interpreter.repr(value))}",
                            hint: NearestName.hint(key, among: kind.settings.map(\.name) + ["lr", "name"]))
                    }
                }
                return .object(
                    OptimizerObject(
                        try learning { () throws(NetworkError) in try Optimizer(kind, settings: settings) }))
            })
    }

    /// What stands in a message for something that is not known.
    private static func described(_ name: String?, _ value: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> String
    {
        if let name { return name }
        return try interpreter.repr(value)
    }

    /// The loss that `compile(loss=…)` means.
    static func loss(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> LossObject {
        var name: String?
        switch value {
        case .object(let loss as LossObject): return loss
        case .str(let text): name = text.string
        case .object(let function as NativeFunctionObject): name = function.function.name
        case .object(let cls as ClassObject): name = cls.name
        case .function: return LossObject(LossKind(KerasProgram.function(value, interpreter)), [:])
        default: break
        }
        if let name, let kind = LossKind.named(name) { return LossObject(kind, [:]) }
        let text = try described(name, value, interpreter)
        throw LanguageError.valueError(
            "Could not interpret loss identifier: \(text)",
            hint: NearestName.hint(text, among: LossKind.table.flatMap { [$0.name] + $0.aliases }))
    }

    /// How a network learns: losses, their weights and metrics for each output, as one value for all, as a list, or by
    /// the outputs' names.
    static func training(
        _ network: Network, _ optimizer: Optimizer, loss: Value, metrics: Value, lossWeights: Value?,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Training {
        let names = network.isBuilt ? network.outputs.map(\.name) : ["output"]
        let losses = try spread(loss, names, "loss", interpreter)
        let weights = try spread(lossWeights ?? .none, names, "loss_weights", interpreter)
        var metricValues = [Value](repeating: metrics, count: names.count)
        if names.count > 1 {
            switch metrics {
            case .dict: metricValues = try spread(metrics, names, "metrics", interpreter)
            case .list(let list) where list.values.count == names.count && list.values.allSatisfy(isList):
                metricValues = list.values
            default: break
            }
        } else if case .dict = metrics {
            metricValues = try spread(metrics, names, "metrics", interpreter)
        }
        var goals: [Training.Goal] = []
        for i in names.indices {
            var goal = Training.Goal(loss: nil)
            if !losses[i].isNone {
                let object = try self.loss(losses[i], interpreter)
                goal.loss = try learning { () throws(NetworkError) in
                    try Loss(object.kind, settings: object.settings)
                }
            }
            if let weight = try interpreter.number(weights[i]) { goal.weight = weight }
            goal.metrics = try self.metrics(metricValues[i], interpreter)
            goals.append(goal)
        }
        return Training(goals, optimizer: optimizer, outputNames: names)
    }

    private static func isList(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .none: true
        default: false
        }
    }

    /// A value for each output: the one for all, or those of a list or dictionary.
    private static func spread(
        _ value: Value, _ names: [String], _ argument: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Value] {
        switch value {
        case .dict(let dict):
            var values: [Value] = []
            for name in names { values.append(try dict.get(Value(name), interpreter) ?? .none) }
            for (key, _) in dict.table.pairs {
                guard case .str(let name) = key, names.contains(name.string) else {
                    throw LanguageError.valueError(
                        "In the dict argument `\(argument)`, key \(try interpreter.repr(key)) does not correspond to any model output. Received: \(argument)=\(try interpreter.repr(value))",
                        hint: "outputs: " + names.joined(separator: ", "))
                }
            }
            return values
        case .list(let list):
            guard list.values.count == names.count else {
                throw LanguageError.valueError(
                    "the argument `\(argument)` has \(list.values.count) entries for \(names.count) outputs")
            }
            return list.values
        default: return [Value](repeating: value, count: names.count)
        }
    }

    /// The optimizer that `compile(optimizer=…)` means.
    static func optimizer(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> OptimizerObject {
        var name: String?
        switch value {
        case .object(let optimizer as OptimizerObject): return optimizer
        case .str(let text): name = text.string
        case .object(let cls as ClassObject): name = cls.name
        default: break
        }
        if let name, let kind = OptimizerKind.named(name) {
            return OptimizerObject(try learning { () throws(NetworkError) in try Optimizer(kind) })
        }
        let text = try described(name, value, interpreter)
        throw LanguageError.valueError(
            "Could not interpret optimizer identifier: \(text)",
            hint: NearestName.hint(text, among: OptimizerKind.table.map { $0.name.lowercased() }))
    }

    /// The metrics that `compile(metrics=…)` means.
    static func metrics(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [MetricKind] {
        let values: [Value]
        switch value {
        case .none, .unbound: values = []
        case .list, .tuple: values = try interpreter.array(of: value)
        default: values = [value]
        }
        var kinds: [MetricKind] = []
        for value in values {
            var name: String?
            switch value {
            case .object(let metric as MetricObject):
                kinds.append(metric.kind)
                continue
            case .str(let text): name = text.string
            case .object(let function as NativeFunctionObject): name = function.function.name
            case .object(let cls as ClassObject): name = cls.name
            case .function:
                kinds.append(MetricKind(KerasProgram.function(value, interpreter)))
                continue
            default: break
            }
            guard let name, let kind = MetricKind.named(name) else {
                let text = try described(name, value, interpreter)
                throw LanguageError.valueError(
                    "Could not interpret metric identifier: \(text)",
                    hint: NearestName.hint(text, among: MetricKind.table.map(\.name) + ["acc", "mse", "mae"]))
            }
            kinds.append(kind)
        }
        return kinds
    }

    /// Classes of `keras.metrics` by name.
    static let metricConstructors: [NativeFunction] = [
        "Accuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "BinaryAccuracy", "MeanSquaredError",
        "MeanAbsoluteError",
    ].compactMap { name in
        guard let kind = MetricKind.named(name) else { return nil }
        return NativeFunction(name, [.keywords("kwargs", doc: "name and dtype are accepted.")], doc: kind.doc) {
            (_) throws(LanguageError) in .object(MetricObject(kind))
        }
    }

}

extension NativeType {
    /// What every optimizer can do.
    static let optimizer = NativeType(
        name: "Optimizer", module: "keras.optimizers", doc: "A way to follow gradients.",
        methods: [
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                guard let optimizer = (call.receiver?.heapObject as? OptimizerObject)?.optimizer else {
                    throw LanguageError.typeError("an optimizer expected")
                }
                let config = Dict()
                try config.set(Value("name"), Value(optimizer.kind.name), call.interpreter)
                let all = optimizer.allSettings
                for row in optimizer.kind.settings {
                    try config.set(Value(row.name), KerasSettings.value(all[row.name] ?? .none), call.interpreter)
                }
                return .dict(config)
            }
        ],
        properties: ["learning_rate", "lr"].map { name in
            NativeProperty(
                name, doc: "The size of steps; may be changed while a training runs.",
                set: { (object, value, interpreter) throws(LanguageError) in
                    guard let rate = try interpreter.number(value) else {
                        throw LanguageError.typeError("\(name) must be a number, not '\(value.typeName)'")
                    }
                    try OptimizerObject.of(object).optimizer.learningRate = rate
                }
            ) { (object, _) throws(LanguageError) in
                KerasSettings.float32(try OptimizerObject.of(object).optimizer.learningRate)
            }
        } + [
            NativeProperty("name", doc: "The optimizer's name.") { (object, _) throws(LanguageError) in
                Value(try OptimizerObject.of(object).optimizer.kind.name)
            },
            NativeProperty("iterations", doc: "Steps so far.") { (object, _) throws(LanguageError) in
                .int(try OptimizerObject.of(object).optimizer.iterations)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<keras.optimizers.\(try OptimizerObject.of(object).optimizer.kind.name)>"
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                try OptimizerObject.of(object).optimizer.allSettings[name].map(KerasSettings.value)
            }
        })

    /// A metric.
    static let metric = NativeType(
        name: "Metric", module: "keras.metrics", doc: "What is told of a training beside the loss.",
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<keras.metrics \((object as? MetricObject)?.kind.name ?? "")>"
            }
        })
}
