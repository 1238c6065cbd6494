import Language

/// `keras.callbacks`: a base class for programs, and constructors of the rest.
enum KerasCallbacks {
    /// Moments that a program's callback may answer to.
    private static let moments: [(name: String, parameters: [String])] = [
        ("on_train_begin", ["logs"]), ("on_train_end", ["logs"]), ("on_epoch_begin", ["epoch", "logs"]),
        ("on_epoch_end", ["epoch", "logs"]), ("on_train_batch_begin", ["batch", "logs"]),
        ("on_train_batch_end", ["batch", "logs"]), ("on_batch_begin", ["batch", "logs"]),
        ("on_batch_end", ["batch", "logs"]), ("set_model", ["model"]), ("set_params", ["params"]),
    ]

    /// The class that programs inherit from.
    static let base = NativeType(
        name: "Callback", module: "keras.callbacks",
        doc: "Inherit from it and write on_epoch_end(self, epoch, logs) or other moments; self.model is the model.",
        methods: [NativeFunction("__init__", doc: "Nothing to set up.") { (_) throws(LanguageError) in .none }]
            + moments.map { moment in
                NativeFunction(
                    moment.name, moment.parameters.map { Parameter($0, $0 == "logs" ? .none : .required) },
                    doc: "Called while a training runs; does nothing unless a program's class has its own."
                ) { (_) throws(LanguageError) in .none }
            }, allowsSubclasses: true)

    /// The callbacks that `fit(callbacks=…)` means.
    static func list(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [TrainingCallback] {
        let values: [Value]
        switch value {
        case .none, .unbound: return []
        case .list, .tuple: values = try interpreter.array(of: value)
        default: values = [value]
        }
        var result: [TrainingCallback] = []
        for value in values {
            switch value {
            case .object(let callback as TrainingCallback): result.append(callback)
            case .object(let instance as Instance) where instance.nativeType.isKind(of: base):
                result.append(ProgramCallback(value))
            case .object(let instance as Instance): result.append(ProgramCallback(.object(instance)))
            case .object(is HistoryObject): break
            case .object(let cls as ClassObject):
                throw LanguageError.typeError(
                    "callbacks must be objects, not the class '\(cls.name)'",
                    hint: "write \(cls.name)() with parentheses")
            default:
                throw LanguageError.typeError("callbacks must be objects of keras.callbacks, not '\(value.typeName)'")
            }
        }
        return result
    }

    private static let monitorRows = [
        Parameter(
            "monitor", .str("val_loss"), doc: "The value to watch: 'loss', 'val_loss', 'accuracy', 'val_accuracy'.")
    ]

    /// Constructors by class.
    static let constructors: [NativeFunction] = [
        NativeFunction(
            "EarlyStopping",
            monitorRows + [
                Parameter("min_delta", .int(0), doc: "The least change that counts."),
                Parameter("patience", .int(0), doc: "Epochs without a change before the end."),
                Parameter("verbose", .int(0), doc: "1 says when it ends."),
                Parameter("mode", .str("auto"), doc: "'min', 'max' or 'auto'."),
                Parameter("baseline", .none, doc: "A value to be better than."),
                Parameter("restore_best_weights", .bool(false), doc: "Goes back to the best epoch's weights."),
                Parameter("start_from_epoch", .int(0), doc: "Epochs to wait first."),
            ], doc: "Ends a training once a value no longer gets better."
        ) { (call) throws(LanguageError) in
            .object(
                EarlyStopping(
                    Watch(monitor: try call.string(0), mode: try call.string(4), minDelta: try call.double(1)),
                    patience: try call.int(2), isTalkative: try call.bool(3),
                    baseline: call.optional(5) == nil ? nil : try call.double(5), restoresBest: try call.bool(6),
                    startFrom: try call.int(7)))
        },
        NativeFunction(
            "ReduceLROnPlateau",
            monitorRows + [
                Parameter("factor", .float(0.1), doc: "What the rate is multiplied by."),
                Parameter("patience", .int(10), doc: "Epochs without a change before that."),
                Parameter("verbose", .int(0), doc: "1 says when it happens."),
                Parameter("mode", .str("auto"), doc: "'min', 'max' or 'auto'."),
                Parameter("min_delta", .float(0.0001), doc: "The least change that counts."),
                Parameter("cooldown", .int(0), doc: "Epochs to wait after a change."),
                Parameter("min_lr", .float(0), doc: "The least rate."),
            ], doc: "Makes steps smaller once a value no longer gets better."
        ) { (call) throws(LanguageError) in
            let factor = try call.double(1)
            if factor >= 1 {
                throw LanguageError.valueError(
                    "ReduceLROnPlateau does not support a factor >= 1.0. Got \(try call.interpreter.repr(call[1]))")
            }
            return .object(
                ReduceLROnPlateau(
                    Watch(monitor: try call.string(0), mode: try call.string(4), minDelta: try call.double(5)),
                    factor: factor, patience: try call.int(2), isTalkative: try call.bool(3),
                    cooldown: try call.int(6), minimum: try call.double(7)))
        },
        NativeFunction(
            "LearningRateScheduler",
            [
                Parameter("schedule", doc: "A function (epoch, rate) that gives the epoch's rate."),
                Parameter("verbose", .int(0), doc: "1 says each rate."),
            ], doc: "Sets the size of steps before each epoch."
        ) { (call) throws(LanguageError) in
            .object(LearningRateScheduler(call[0], isTalkative: try call.bool(1)))
        },
        NativeFunction(
            "LambdaCallback",
            ["on_epoch_begin", "on_epoch_end", "on_train_begin", "on_train_end", "on_train_batch_end"].map {
                Parameter($0, .none, doc: "A function for that moment.")
            }, doc: "Calls functions at moments of a training."
        ) { (call) throws(LanguageError) in
            var functions: [String: Value] = [:]
            for (i, parameter) in call.function.parameters.enumerated() {
                if let function = call.optional(i) { functions[parameter.name] = function }
            }
            return .object(LambdaCallback(functions))
        },
        NativeFunction("TerminateOnNaN", doc: "Ends a training whose loss is no number any more.") {
            (_) throws(LanguageError) in .object(TerminateOnNaN())
        },
        missing("ModelCheckpoint", "keep weights with w = model.get_weights() and model.set_weights(w)"),
        missing("CSVLogger", "history.history holds the same numbers"),
        missing("TensorBoard", "the chart under the cell shows the same curves"),
    ]

    private static func missing(_ name: String, _ hint: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not there yet: \(hint).") {
            (_) throws(LanguageError) in
            throw LanguageError(.notImplementedError, "keras.callbacks.\(name) is not supported yet", hint: hint)
        }
    }
}

extension NativeType {
    /// A callback of the library.
    static let nativeCallback = NativeType(
        name: "Callback", module: "keras.callbacks", doc: "What a training tells, and asks, while it runs.",
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in "<keras.callbacks.\(Swift.type(of: object))>" }
        })
}
