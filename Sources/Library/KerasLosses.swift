import Arrays
import Autograd
import Language
import Networks
import Tensors

/// A loss with its settings: `keras.losses.CategoricalCrossentropy(from_logits=True)`.
final class LossObject: Object {
    let kind: LossKind
    let settings: [String: Setting]
    let name: String

    init(_ kind: LossKind, _ settings: [String: Setting], name: String? = nil) {
        self.kind = kind
        self.settings = settings
        self.name = name ?? kind.objectName
    }

    override var nativeType: NativeType { KerasLosses.types[kind.className] ?? .object }

    /// The receiver of a method or property of losses.
    static func of(_ object: Object?) throws(LanguageError) -> LossObject {
        guard let loss = object as? LossObject else { throw LanguageError.typeError("a loss expected") }
        return loss
    }
}

/// `keras.losses`: classes, whose objects are called with samples, and functions, which give the loss of each.
enum KerasLosses {
    /// The class of each loss.
    static let types = Dictionary(uniqueKeysWithValues: LossKind.table.map { ($0.className, type($0)) })

    /// The class that programs inherit from.
    static let base = NativeType(
        name: "Loss", module: "keras.losses",
        doc: "Inherit from it and write call(self, y_true, y_pred), which gives the loss of each sample.",
        methods: [
            NativeFunction(
                "__init__",
                [
                    Parameter("name", .none, doc: "The loss's name."),
                    Parameter("reduction", .str("sum_over_batch_size"), doc: "How losses become one number."),
                    Parameter("dtype", .none, doc: "None or 'float32'."),
                ], doc: "Notes the name and the reduction."
            ) { (call) throws(LanguageError) in
                if case .object(let instance as Instance)? = call.receiver {
                    instance.setAttribute("name", call[0])
                    instance.setAttribute("reduction", call[1])
                }
                return .none
            },
            NativeFunction(
                "call", [Parameter("y_true", doc: "Targets."), Parameter("y_pred", doc: "Outputs.")],
                doc: "The loss of each sample: the program's class has its own."
            ) { (_) throws(LanguageError) in
                throw LanguageError(.notImplementedError, "a loss's class needs a method call(self, y_true, y_pred)")
            },
            NativeFunction(
                "__call__",
                [
                    Parameter("y_true", doc: "Targets."), Parameter("y_pred", doc: "Outputs."),
                    Parameter("sample_weight", .none, doc: "A weight for each sample."),
                ], doc: "The losses as one number."
            ) { (call) throws(LanguageError) in
                guard let receiver = call.receiver else { throw LanguageError.typeError("a loss expected") }
                return try reduced(
                    loss(receiver, call.interpreter), call[0], call[1], call.optional(2), call.interpreter)
            },
        ], allowsSubclasses: true)

    private static func type(_ kind: LossKind) -> NativeType {
        let rows = kind.settings + [LossKind.reduction]
        let doc = KerasSettings.doc(kind.doc, rows)
        return NativeType(
            name: kind.className, module: "keras.losses", doc: doc, base: .loss,
            constructor: NativeFunction(
                kind.className,
                KerasCompile.parameters(rows) + [
                    Parameter("name", .none, doc: "The loss's name."),
                    Parameter("dtype", .none, doc: "None or 'float32'."),
                ], doc: doc
            ) { (call) throws(LanguageError) in
                var settings: [String: Setting] = [:]
                for (i, row) in rows.enumerated() where call.isGiven(i) {
                    settings[row.name] = try KerasSettings.setting(call[i], named: row.name, call.interpreter)
                }
                let name = call.optional(rows.count) == nil ? nil : try call.string(rows.count)
                try checkType(call.optional(rows.count + 1), kind.className, call.interpreter)
                _ = try learning { () throws(NetworkError) in try Loss(kind, settings: settings) }
                return .object(LossObject(kind, settings, name: name))
            })
    }

    /// Refuses types that are not computed in.
    static func checkType(_ value: Value?, _ owner: String, _ interpreter: Interpreter) throws(LanguageError) {
        guard let value, try interpreter.str(value) != "float32" else { return }
        throw LanguageError(
            .notImplementedError, "\(owner): dtype=\(try interpreter.repr(value)) is not offered",
            hint: "networks compute in float32: leave dtype out")
    }

    /// The loss that `compile(loss=…)` means.
    static func loss(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> LossObject {
        var name: String?
        switch value {
        case .object(let loss as LossObject): return loss
        case .str(let text): name = text.string
        case .object(let function as NativeFunctionObject): name = function.function.name
        case .object(let cls as ClassObject): name = cls.name
        case .object(let instance as Instance): return try ofProgram(instance, value, interpreter)
        case .function: return LossObject(LossKind(KerasProgram.function(value, interpreter)), [:])
        case .dict(let dict):
            if case .str(let text)? = try dict.get(Value("class_name"), interpreter),
                let kind = LossKind.named(text.string)
            {
                var settings: [String: Setting] = [:]
                if case .dict(let config)? = try dict.get(Value("config"), interpreter) {
                    for (key, value) in config.table.pairs {
                        guard case .str(let key) = key, key.string != "name" else { continue }
                        settings[key.string] = try KerasSettings.setting(value, named: key.string, interpreter)
                    }
                }
                return LossObject(kind, settings)
            }
        default: break
        }
        if let name, let kind = LossKind.named(name) { return LossObject(kind, [:]) }
        let text = try KerasCompile.described(name, value, interpreter)
        throw LanguageError.valueError(
            "Could not interpret loss identifier: \(text)",
            hint: NearestName.hint(text, among: LossKind.table.flatMap { [$0.name] + $0.aliases }))
    }

    /// A loss that a class of the program is: its `call`, or its `__call__` where it does not inherit from Loss.
    private static func ofProgram(
        _ instance: Instance, _ value: Value, _ interpreter: Interpreter
    ) throws(LanguageError) -> LossObject {
        let isLoss = instance.nativeType.isKind(of: base)
        let method = isLoss ? try interpreter.findAttribute(value, "call") : value
        guard let method else { throw LanguageError.typeError("a loss's class needs a method call(y_true, y_pred)") }
        var settings: [String: Setting] = [:], name = "loss"
        if isLoss, case .str(let text)? = try interpreter.findAttribute(value, "name") { name = text.string }
        if isLoss, let reduction = try interpreter.findAttribute(value, "reduction") {
            settings["reduction"] = try KerasSettings.setting(reduction, named: "reduction", interpreter)
        }
        let function = KerasProgram.function(method, interpreter)
        return LossObject(LossKind(ProgramFunction(name, function.callAsFunction)), settings, name: name)
    }

    /// Targets and outputs as variables, and whether the answer is one too.
    private static func variables(
        _ y: Value, _ p: Value, isSingle: Bool, _ interpreter: Interpreter
    ) throws(LanguageError) -> (y: Variable, p: Variable, areTracked: Bool) {
        func made(_ value: Value) throws(LanguageError) -> (Variable, Bool) {
            if case .object(let object as VariableObject) = value { return (object.variable, true) }
            let tensor = try NumPyArgument.tensor(value, interpreter)
            var keeps = tensor.dtype == .float32 || tensor.dtype == .float64 && !isSingle
            if case .list = value { keeps = false }
            if case .tuple = value { keeps = false }
            return try lifting { () throws(TensorError) in
                (try .constant(keeps ? tensor : tensor.asType(.float32)), false)
            }
        }
        let (output, first) = try made(p), (target, second) = try made(y)
        return (target, output, first || second)
    }

    private static func answer(_ value: Variable, _ isTracked: Bool) -> Value {
        isTracked ? .object(VariableObject(value)) : .result(value.value)
    }

    /// What a loss's object says of samples: one number, unless its reduction is 'none'.
    static func reduced(
        _ object: LossObject, _ y: Value, _ p: Value, _ weights: Value?, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let terms = try variables(y, p, isSingle: true, interpreter)
        let factors = try weights.map { (w) throws(LanguageError) in try NumPyArgument.tensor(w, interpreter) }
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        let result = try learning { () throws(NetworkError) in
            try Loss(object.kind, settings: object.settings)(terms.y, terms.p, weights: factors, evaluation)
        }
        return answer(result, terms.areTracked)
    }

    /// Functions of `keras.losses`: the loss of each sample.
    static let functions: [NativeFunction] =
        LossKind.table.flatMap { kind in ([kind.name] + kind.aliases).map { function(kind, $0) } } + [
            NativeFunction(
                "get", [Parameter("identifier", doc: "A name, a loss, or what get_config gave.")],
                doc: "The loss that is meant."
            ) { (call) throws(LanguageError) in
                switch call[0] {
                case .function, .none, .object(is NativeFunctionObject): return call[0]
                case .str(let text):
                    let name = text.string
                    if let kind = LossKind.named(name), name != kind.className,
                        let function = call.interpreter.module("keras.losses")?.members[kind.name]
                    {
                        return function
                    }
                default: break
                }
                return .object(try loss(call[0], call.interpreter))
            },
            missing("CTC", "for sequences without alignment"), missing("Circle", "for metric learning"),
        ]

    private static func missing(_ name: String, _ purpose: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not offered: a loss \(purpose).") {
            (_) throws(LanguageError) in
            throw LanguageError(
                .notImplementedError, "keras.losses.\(name) is not offered",
                hint: "a function of (y_true, y_pred) can be a loss too")
        }
    }

    private static func function(_ kind: LossKind, _ name: String) -> NativeFunction {
        NativeFunction(
            name,
            [Parameter("y_true", doc: "Targets."), Parameter("y_pred", doc: "Outputs.")]
                + KerasCompile.parameters(kind.settings), doc: KerasSettings.doc(kind.doc, kind.settings)
        ) { (call) throws(LanguageError) in
            var settings: [String: Setting] = [:]
            for (i, row) in kind.settings.enumerated() where call.isGiven(i + 2) {
                settings[row.name] = try KerasSettings.setting(call[i + 2], named: row.name, call.interpreter)
            }
            let terms = try variables(call[0], call[1], isSingle: false, call.interpreter)
            let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
            let result = try learning { () throws(NetworkError) in
                try Loss(kind, settings: settings)(terms.y, terms.p, evaluation)
            }
            return answer(result, terms.areTracked)
        }
    }
}

extension NativeType {
    /// What every loss can do.
    static let loss = NativeType(
        name: "Loss", module: "keras.losses", doc: "What a training makes small.", base: KerasLosses.base,
        methods: [
            KerasConfigs.fromConfig,
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                let loss = try LossObject.of(call.receiver?.heapObject)
                let config = Dict()
                let all = loss.kind.settings + [LossKind.reduction]
                try config.set(Value("name"), Value(loss.name), call.interpreter)
                for row in [LossKind.reduction] + loss.kind.settings where all.contains(where: { $0.name == row.name })
                {
                    let setting = loss.settings[row.name] ?? row.fallback ?? .none
                    try config.set(Value(row.name), KerasSettings.value(setting), call.interpreter)
                }
                return .dict(config)
            },
        ],
        properties: [
            NativeProperty("name", doc: "The loss's name.") { (object, _) throws(LanguageError) in
                Value(try LossObject.of(object).name)
            },
            NativeProperty("reduction", doc: "How losses become one number.") { (object, _) throws(LanguageError) in
                KerasSettings.value(try LossObject.of(object).settings["reduction"] ?? .string("sum_over_batch_size"))
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                let loss = try LossObject.of(object)
                return
                    "<LossFunctionWrapper(<function \(loss.kind.name) at \(interpreter.address(object))>, kwargs={})>"
            }
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                var values: [Value?] = [nil, nil, nil]
                let names = ["y_true", "y_pred", "sample_weight"]
                for (i, value) in arguments.prefix(3).enumerated() { values[i] = value }
                for (name, value) in keywords {
                    guard let place = names.firstIndex(of: name) else {
                        throw LanguageError.typeError("Loss.__call__() got an unexpected keyword argument '\(name)'")
                    }
                    values[place] = value
                }
                guard arguments.count <= 3, let y = values[0], let p = values[1] else {
                    throw LanguageError.typeError("a loss takes y_true and y_pred")
                }
                let weights = values[2].flatMap { $0.isNone ? nil : $0 }
                return try KerasLosses.reduced(LossObject.of(object), y, p, weights, interpreter)
            }
        })
}
