import Arrays
import Language
import Networks
import Tensors

/// Methods of models that look at samples.
extension KerasTraining {
    private static let batchSize = Parameter("batch_size", .none, doc: "Samples in a batch; 32 where none is given.")
    private static let verbose = Parameter(
        "verbose", .str("auto"), doc: "0 says nothing, 1 shows progress, 2 prints a line.")

    private static func batch(_ call: Call, _ place: Int) throws(LanguageError) -> Int {
        guard call.optional(place) != nil else { return 32 }
        let size = try call.int(place)
        if size < 1 { throw LanguageError.valueError("batch_size must be a positive integer, not \(size)") }
        return size
    }

    /// A number of batches, samples or epochs that may be left out.
    private static func count(_ call: Call, _ place: Int) throws(LanguageError) -> Int? {
        guard call.optional(place) != nil else { return nil }
        let count = try call.int(place)
        if count < 1 {
            throw LanguageError.valueError(
                "\(call.function.parameters[place].name) must be a positive integer, not \(count)")
        }
        return min(count, 1 << 40)
    }

    /// Data that the program makes batch by batch; `nil` where x holds the samples themselves.
    private static func streamed(
        _ model: ModelObject, _ call: Call, _ options: inout FitOptions
    ) throws(LanguageError) -> TrainingData? {
        let interpreter = call.interpreter
        if let value = call.optional(7), let stream = try BatchStream(value, interpreter) {
            let part = try stream.part(steps: options.validationSteps)
            options.validation = try data(model, part.x, part.y, part.weights, prefix: "validation ", interpreter)
            options.validationBatchSize = part.batchSize
        }
        guard let stream = try BatchStream(call[0], interpreter) else { return nil }
        for place in [1, 10] where call.optional(place) != nil {
            throw LanguageError.valueError(
                "When providing `x` as a generator or PyDataset, `\(call.function.parameters[place].name)` should not be passed. Instead, it should be part of the batches."
            )
        }
        if options.validationSplit != 0 {
            throw LanguageError.valueError("`validation_split` is only supported for arrays, not for generators.")
        }
        let steps = options.stepsPerEpoch
        let part = try stream.part(steps: steps)
        options.batchSize = part.batchSize
        options.shuffle = false
        options.nextData = { (_) throws(NetworkError) in
            try KerasProgram.attempt { () throws(LanguageError) in
                try stream.epochEnded()
                let part = try stream.part(steps: steps)
                return try data(model, part.x, part.y, part.weights, interpreter)
            }
        }
        return try data(model, part.x, part.y, part.weights, interpreter)
    }

    /// Weights by class: `{0: 1.0, 1: 5.0}`.
    private static func classWeights(_ call: Call, _ place: Int) throws(LanguageError) -> [Int: Double]? {
        guard let weights = call.optional(place) else { return nil }
        guard case .dict(let dict) = weights else {
            throw LanguageError.typeError("class_weight must be a dictionary, not '\(weights.typeName)'")
        }
        var byClass: [Int: Double] = [:]
        for (key, value) in dict.table.pairs {
            guard let label = call.interpreter.index(key), let weight = try call.interpreter.number(value) else {
                throw LanguageError.typeError("class_weight must have whole numbers as keys and numbers as values")
            }
            byClass[label] = weight
        }
        return byClass
    }

    /// Callbacks are told of trainings only.
    private static func refuseCallbacks(_ call: Call, _ place: Int) throws(LanguageError) {
        guard let value = call.optional(place), try call.interpreter.truth(value) else { return }
        throw LanguageError(
            .notImplementedError, "\(call.function.name): callbacks is not offered", hint: "give callbacks to fit")
    }

    private static func validation(_ model: ModelObject, _ value: Value, _ interpreter: Interpreter)
        throws(LanguageError) -> TrainingData
    {
        let parts = try interpreter.array(of: value)
        guard parts.count == 2 || parts.count == 3 else {
            throw LanguageError.valueError(
                "`validation_data` must be a pair (x, y), not \(parts.count) values",
                hint: "validation_data=(x_test, y_test)")
        }
        return try data(model, parts[0], parts[1], parts.count > 2 ? parts[2] : nil, prefix: "validation ", interpreter)
    }

    /// Samples, targets and weights for a model: one array each, or as many as it has inputs and outputs, as a list or
    /// by name.
    static func data(
        _ model: ModelObject, _ x: Value, _ y: Value, _ weights: Value?, prefix: String = "",
        _ interpreter: Interpreter
    ) throws(LanguageError) -> TrainingData {
        let network = model.network
        let outputs = network.isBuilt ? network.outputs.map(\.name) : ["output"]
        var targets: [Tensor?] = [], sampleWeights: [Tensor?] = []
        for part in try parts(y, outputs, prefix + "y", interpreter) {
            targets.append(part.isNone ? nil : try ModelObject.tensor(part, prefix + "y", interpreter))
        }
        for part in try parts(weights ?? .none, outputs, prefix + "sample_weight", interpreter) {
            sampleWeights.append(
                part.isNone ? nil : try ModelObject.tensor(part, prefix + "sample_weight", interpreter))
        }
        if outputs.count == 1, targets[0] == nil { _ = try ModelObject.tensor(.none, prefix + "y", interpreter) }
        return TrainingData(try inputs(model, x, prefix: prefix, interpreter), targets, weights: sampleWeights)
    }

    /// Samples for each input of a model.
    static func inputs(
        _ model: ModelObject, _ x: Value, prefix: String = "", _ interpreter: Interpreter
    ) throws(LanguageError) -> [Tensor] {
        let names = model.network.isBuilt ? model.network.inputs.map(\.name) : ["input"]
        var tensors: [Tensor] = []
        for part in try parts(x, names, prefix + "x", interpreter) {
            tensors.append(try ModelObject.tensor(part, prefix + "x", interpreter))
        }
        return tensors
    }

    /// A value for each name: of several a list, tuple or dictionary, of one the value itself.
    private static func parts(
        _ value: Value, _ names: [String], _ argument: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Value] {
        if case .dict(let dict) = value {
            var found: [Value] = []
            for name in names {
                guard let part = try dict.get(Value(name), interpreter) else {
                    throw LanguageError.valueError(
                        "the argument '\(argument)' has no '\(name)'",
                        hint: "the model's names: " + names.joined(separator: ", "))
                }
                found.append(part)
            }
            return found
        }
        if names.count == 1 {
            // One array in a list stands for itself.
            if case .list(let list) = value, list.values.count == 1,
                case .object(let only as ArrayObject) = list.values[0]
            {
                return [.object(only)]
            }
            return [value]
        }
        if value.isNone { return [Value](repeating: .none, count: names.count) }
        let found = try interpreter.array(of: value)
        guard found.count == names.count else {
            var isArray = false
            if case .object(is ArrayObject) = value { isArray = true }
            throw LanguageError.valueError(
                "the argument '\(argument)' has \(found.count) \(isArray ? "samples" : "arrays"), the model \(names.count) of its own: "
                    + names.joined(separator: ", "),
                hint: "give a list with an array for each, or a dictionary: {"
                    + names.map { "'\($0)': …" }.joined(separator: ", ") + "}")
        }
        return found
    }

    /// `fit` and its kin as rows.
    static let methods: [NativeFunction] = [
        NativeFunction(
            "fit",
            [
                Parameter("x", .none, doc: "Samples."), Parameter("y", .none, doc: "Targets."), batchSize,
                Parameter("epochs", .int(1), doc: "How often all samples are seen."), verbose,
                Parameter("callbacks", .none, doc: "A list of callbacks."),
                Parameter(
                    "validation_split", .float(0), doc: "The last part of the samples, measured instead of learned."),
                Parameter("validation_data", .none, doc: "(x, y), measured after each epoch."),
                Parameter("shuffle", .bool(true), doc: "A new order in each epoch."),
                Parameter("class_weight", .none, doc: "Weights by class: {0: 1.0, 1: 5.0}."),
                Parameter("sample_weight", .none, doc: "A weight for each sample."),
                Parameter("initial_epoch", .int(0), doc: "Epochs that an earlier training did."),
                Parameter("steps_per_epoch", .none, doc: "Batches in an epoch."),
                Parameter("validation_steps", .none, doc: "Batches of the validation data; None: all."),
                Parameter("validation_batch_size", .none, doc: "Samples in such a batch; None: batch_size."),
                Parameter("validation_freq", .int(1), doc: "Epochs between validations."),
                Parameter(
                    "background", .bool(false),
                    doc: "True frees the cell: the training goes on while no cell runs, and a Run is given at once."),
                .keywords("kwargs", doc: "nb_epoch, Keras 2's name of epochs."),
            ], doc: "Learns from samples; gives a History, or in the background a Run."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try ProgramLayers.checkSteps(model, ["train_step", "compute_loss", "compute_metrics"])
            try model.checkCompiled()
            var options = FitOptions()
            options.batchSize = try batch(call, 2)
            options.epochs = try call.int(3)
            for (key, value) in call.keywords(17) {
                guard key == "nb_epoch", let count = call.interpreter.index(value) else {
                    throw LanguageError.typeError(
                        "fit() got an unexpected keyword argument '\(key)'",
                        hint: NearestName.hint(key, among: call.function.parameters.dropLast().map(\.name)))
                }
                options.epochs = count
            }
            options.validationSplit = try call.double(6)
            if let data = call.optional(7), try BatchStream(data, call.interpreter) == nil {
                options.validation = try validation(model, data, call.interpreter)
            }
            options.shuffle = try call.bool(8)
            options.classWeight = try classWeights(call, 9)
            options.initialEpoch = max(0, try call.int(11))
            options.stepsPerEpoch = try count(call, 12)
            options.validationSteps = try count(call, 13)
            options.validationBatchSize = try count(call, 14)
            options.validationFrequency = try count(call, 15) ?? 1
            var samples = try streamed(model, call, &options)
            if samples == nil { samples = try data(model, call[0], call[1], call.optional(10), call.interpreter) }
            let run = try begin(
                model, samples ?? TrainingData([]), options: options, verbose: call[4],
                callbacks: try KerasCallbacks.list(call[5], call.interpreter),
                history: try KerasCallbacks.history(in: call[5], call.interpreter), call.interpreter)
            if try !call.bool(16) { return .object(try run.finish()) }
            try run.record.live.show(always: true)
            run.startInBackground()
            return .object(run.record)
        },
        NativeFunction(
            "resume",
            doc:
                "Goes on with the fit that an interrupt stopped, as if it had not: the same steps on the same samples, the same weights bit for bit. Gives the same History."
        ) { (call) throws(LanguageError) in
            .object(try resume(KerasModels.model(call), call.interpreter))
        },
        NativeFunction(
            "evaluate",
            [
                Parameter("x", .none, doc: "Samples."), Parameter("y", .none, doc: "Targets."), batchSize, verbose,
                Parameter("sample_weight", .none, doc: "A weight for each sample."),
                Parameter("steps", .none, doc: "Batches that are measured; None: all."),
                Parameter("callbacks", .none, doc: "None only."),
                Parameter("return_dict", .bool(false), doc: "True gives a dictionary by name."),
            ], doc: "Loss and metrics on samples: [loss, accuracy]."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try ProgramLayers.checkSteps(model, ["test_step", "compute_loss", "compute_metrics"])
            try model.checkCompiled()
            try refuseCallbacks(call, 6)
            if let stream = try BatchStream(call[0], call.interpreter) {
                let part = try stream.part(steps: try count(call, 5))
                let values = try evaluate(
                    model, try data(model, part.x, part.y, part.weights, call.interpreter), batchSize: part.batchSize,
                    try KerasProgress.style(call[3], call.interpreter), call.interpreter)
                return try model.measured(values, asDictionary: try call.bool(7), call.interpreter)
            }
            let values = try evaluate(
                model, try data(model, call[0], call[1], call.optional(4), call.interpreter),
                batchSize: try batch(call, 2), steps: try count(call, 5),
                try KerasProgress.style(call[3], call.interpreter), call.interpreter)
            return try model.measured(values, asDictionary: try call.bool(7), call.interpreter)
        },
        NativeFunction(
            "predict",
            [
                Parameter("x", doc: "Samples."), batchSize, verbose,
                Parameter("steps", .none, doc: "Batches of the result; None: all."),
                Parameter("callbacks", .none, doc: "None only."),
            ], doc: "The network's outputs for samples: float32 [N, …]."
        ) { (call) throws(LanguageError) in
            try refuseCallbacks(call, 4)
            try ProgramLayers.checkSteps(KerasModels.model(call), ["predict_step"])
            if let stream = try BatchStream(call[0], call.interpreter) {
                let part = try stream.part(steps: try count(call, 3))
                return try predict(
                    try KerasModels.model(call), part.x, batchSize: part.batchSize,
                    try KerasProgress.style(call[2], call.interpreter), call.interpreter)
            }
            return try predict(
                try KerasModels.model(call), call[0], batchSize: try batch(call, 1), steps: try count(call, 3),
                try KerasProgress.style(call[2], call.interpreter), call.interpreter)
        },
        NativeFunction("predict_on_batch", [Parameter("x", doc: "Samples.")], doc: "The outputs for one batch.") {
            (call) throws(LanguageError) in
            try predict(try KerasModels.model(call), call[0], batchSize: 1 << 12, .silent, call.interpreter)
        },
        NativeFunction(
            "train_on_batch",
            [
                Parameter("x", doc: "Samples."), Parameter("y", .none, doc: "Targets."),
                Parameter("sample_weight", .none, doc: "A weight for each sample."),
                Parameter("class_weight", .none, doc: "Weights by class."), Parameter("return_dict", .bool(false)),
            ], doc: "One step on one batch; loss and metrics as they were before it."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try ProgramLayers.checkSteps(model, ["train_step", "compute_loss", "compute_metrics"])
            try model.checkFree("train_on_batch")
            try model.checkCompiled()
            model.remarkFreezing(call.interpreter)
            let byClass = try classWeights(call, 3)
            let data = try data(model, call[0], call[1], call.optional(2), call.interpreter)
            let values = try learning { () throws(NetworkError) in
                try model.network.trainOnBatch(data, classWeight: byClass)
            }
            TrainingWork.of(call.interpreter).add(
                TrainingWork.ofStep(model.network, samples: data.x.first?.shape.first ?? 1))
            return try model.measured(values, asDictionary: try call.bool(4), call.interpreter)
        },
        NativeFunction(
            "test_on_batch",
            [
                Parameter("x", doc: "Samples."), Parameter("y", .none, doc: "Targets."),
                Parameter("return_dict", .bool(false)),
            ], doc: "Loss and metrics of one batch."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try model.checkCompiled()
            let data = try data(model, call[0], call[1], nil, call.interpreter)
            let values = try learning { () throws(NetworkError) in try model.network.testOnBatch(data) }
            return try model.measured(values, asDictionary: try call.bool(2), call.interpreter)
        },
    ]
}
