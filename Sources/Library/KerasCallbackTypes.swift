import Language
import Networks

/// `keras.callbacks`: a base class for programs, and constructors of the rest.
enum KerasCallbacks {
    /// Moments that a program's callback may answer to.
    private static let moments: [(name: String, parameters: [String])] = [
        ("on_train_begin", ["logs"]), ("on_train_end", ["logs"]), ("on_epoch_begin", ["epoch", "logs"]),
        ("on_epoch_end", ["epoch", "logs"]), ("on_train_batch_begin", ["batch", "logs"]),
        ("on_train_batch_end", ["batch", "logs"]), ("on_batch_begin", ["batch", "logs"]),
        ("on_batch_end", ["batch", "logs"]),
        ("on_test_begin", ["logs"]), ("on_test_end", ["logs"]), ("set_model", ["model"]), ("set_params", ["params"]),
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
            // `fit` fills it: `history(in:)`.
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

    /// The `History` among the callbacks of `fit`, which fills it instead of a new one.
    static func history(in value: Value, _ interpreter: Interpreter) throws(LanguageError) -> HistoryObject? {
        if case .object(let history as HistoryObject) = value { return history }
        guard case .list(let list) = value else { return nil }
        for case .object(let history as HistoryObject) in list.values { return history }
        return nil
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
                    "ReduceLROnPlateau does not support a factor >= 1.0. Received factor=\(try call.interpreter.repr(call[1]))"
                )
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
            lambdaMoments.map { Parameter($0, .none, doc: "A function for that moment.") } + [
                .keywords("kwargs", doc: "Further moments: on_batch_begin, on_test_begin.")
            ], doc: "Calls functions at moments of a training."
        ) { (call) throws(LanguageError) in
            var functions: [String: Value] = [:]
            for (i, name) in lambdaMoments.enumerated() {
                if let function = call.optional(i) { functions[name] = function }
            }
            for (name, function) in call.keywords(lambdaMoments.count) {
                guard moments.contains(where: { $0.name == name && name.hasPrefix("on_") }) else {
                    throw LanguageError.typeError(
                        "LambdaCallback() got an unexpected keyword argument '\(name)'",
                        hint: NearestName.hint(name, among: moments.map(\.name)))
                }
                functions[name] = function
            }
            return .object(LambdaCallback(functions))
        },
        NativeFunction(
            "TerminateOnNaN", KerasArguments.parameters("TerminateOnNaN"),
            doc: "Ends a training whose loss is no number any more."
        ) { (call) throws(LanguageError) in
            try KerasArguments.check("TerminateOnNaN", call, from: 0)
            return .object(TerminateOnNaN())
        },
        checkpoint,
        NativeFunction(
            "CSVLogger",
            [
                Parameter("filename", doc: "The file."),
                Parameter("separator", .str(","), doc: "Between fields."),
                Parameter("append", .bool(false), doc: "True goes on in an old file."),
            ], doc: "Writes a line for each epoch into a file."
        ) { (call) throws(LanguageError) in
            .object(CSVLogger(try call.string(0), separator: try call.string(1), appends: try call.bool(2)))
        },
        tensorBoard,
    ]

    /// Callbacks that are not offered, with what to do instead.
    static let absent: [NativeFunction] = [
        missing("BackupAndRestore", "ModelCheckpoint saves after each epoch, fit(initial_epoch=…) goes on from there"),
        missing("SwapEMAWeights", "an optimizer with use_ema=True ends fit with the mean of the weights"),
        missing("RemoteMonitor", "CSVLogger writes the same numbers into a file"),
    ]

    private static let lambdaMoments = [
        "on_epoch_begin", "on_epoch_end", "on_train_begin", "on_train_end", "on_train_batch_begin",
        "on_train_batch_end",
    ]

    private static let checkpoint = NativeFunction(
        "ModelCheckpoint",
        [Parameter("filepath", doc: "The file; fields such as {epoch:02d} and {val_loss:.2f} are filled.")]
            + monitorRows + [
                Parameter("verbose", .int(0), doc: "1 says what happens."),
                Parameter("save_best_only", .bool(false), doc: "Saves only where the watched value got better."),
                Parameter("save_weights_only", .bool(false), doc: "Saves the weights alone: .weights.h5."),
                Parameter("mode", .str("auto"), doc: "'min', 'max' or 'auto'."),
                Parameter("save_freq", .str("epoch"), doc: "'epoch', or a number of batches."),
                Parameter("initial_value_threshold", .none, doc: "A value to be better than."),
            ], doc: "Saves the model while it trains."
    ) { (call) throws(LanguageError) in
        let path = try call.string(0), weightsOnly = try call.bool(4)
        var batches: Int?
        if let steps = call.interpreter.index(call[6]), steps > 0 {
            batches = steps
        } else if case .str(let text) = call[6], text.string == "epoch" {
        } else {
            throw LanguageError.valueError(
                "Unrecognized save_freq: \(try call.interpreter.str(call[6])). Expected save_freq are 'epoch' or integer values"
            )
        }
        if weightsOnly, !path.hasSuffix(".weights.h5") {
            throw LanguageError.valueError(
                "When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in `.weights.h5` (Keras weights format). Received: filepath=\(path)"
            )
        }
        if !weightsOnly, !path.hasSuffix(".keras"), !path.hasSuffix(".h5") {
            throw LanguageError.valueError(
                "The filepath provided must end in `.keras` (Keras model format). Received: filepath=\(path)")
        }
        return .object(
            ModelCheckpoint(
                path, Watch(monitor: try call.string(1), mode: try call.string(5), minDelta: 0),
                isTalkative: try call.bool(2), savesBestOnly: try call.bool(3), savesWeightsOnly: weightsOnly,
                batches: batches, best: call.optional(7) == nil ? nil : try call.double(7)))
    }

    private static let tensorBoard = NativeFunction(
        "TensorBoard",
        [
            Parameter("log_dir", .str("logs"), doc: "The folder of the event files."),
            Parameter("histogram_freq", .int(0), doc: "0 only: histograms are not offered."),
            Parameter("write_graph", .bool(true), doc: "Accepted: graphs are not written."),
            Parameter("write_images", .bool(false), doc: "False only."),
            Parameter("write_steps_per_second", .bool(false), doc: "False only."),
            Parameter("update_freq", .str("epoch"), doc: "'epoch', 'batch' or a number of batches."),
            Parameter("profile_batch", .int(0), doc: "0 only."),
            Parameter("embeddings_freq", .int(0), doc: "0 only."),
            Parameter("embeddings_metadata", .none, doc: "None only."),
        ], doc: "Writes event files that TensorBoard shows."
    ) { (call) throws(LanguageError) in
        for place in [1, 3, 4, 6, 7, 8] where call.optional(place) != nil {
            if try call.interpreter.truth(call[place]) {
                throw LanguageError(
                    .notImplementedError, "TensorBoard: \(call.function.parameters[place].name) is not offered",
                    hint: "numbers of epochs and batches are written")
            }
        }
        var batches: Int?
        if let steps = call.interpreter.index(call[5]), steps > 0 { batches = steps }
        if case .str(let text) = call[5], text.string == "batch" { batches = 1 }
        return .object(TensorBoard(try call.string(0), batches: batches))
    }

    private static func missing(_ name: String, _ hint: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not offered: \(hint).") {
            (_) throws(LanguageError) in
            throw LanguageError(.notImplementedError, "keras.callbacks.\(name) is not offered", hint: hint)
        }
    }
}

extension NativeType {
    /// A callback of the library.
    static let nativeCallback = NativeType(
        name: "Callback", module: "keras.callbacks", doc: "What a training tells, and asks, while it runs.",
        base: KerasCallbacks.base,
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<keras.callbacks.\(object.nativeType.name) object at \(interpreter.address(object))>"
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                (object as? TrainingCallback)?.attributes.last { $0.name == name }?.value
            }
            $0.attributeNames = { (object, _) in (object as? TrainingCallback)?.attributes.map(\.name) ?? [] }
        })
}
