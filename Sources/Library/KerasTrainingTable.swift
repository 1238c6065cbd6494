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

    private static func pair(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> (x: Tensor, y: Tensor)
    {
        let parts = try interpreter.array(of: value)
        guard parts.count == 2 else {
            throw LanguageError.valueError(
                "`validation_data` must be a pair (x, y), not \(parts.count) values",
                hint: "validation_data=(x_test, y_test)")
        }
        return (
            try ModelObject.tensor(parts[0], "validation x", interpreter),
            try ModelObject.tensor(parts[1], "validation y", interpreter)
        )
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
                .keywords("kwargs", doc: "nb_epoch, Keras 2's name of epochs."),
            ], doc: "Learns from samples; gives a History."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try model.checkCompiled()
            var options = FitOptions()
            options.batchSize = try batch(call, 2)
            options.epochs = try call.int(3)
            for (key, value) in call.keywords(13) {
                guard key == "nb_epoch", let count = call.interpreter.index(value) else {
                    throw LanguageError.typeError(
                        "fit() got an unexpected keyword argument '\(key)'",
                        hint: NearestName.hint(key, among: call.function.parameters.dropLast().map(\.name)))
                }
                options.epochs = count
            }
            options.validationSplit = try call.double(6)
            if let data = call.optional(7) { options.validation = try pair(data, call.interpreter) }
            options.shuffle = try call.bool(8)
            if let weights = call.optional(9) {
                guard case .dict(let dict) = weights else {
                    throw LanguageError.typeError("class_weight must be a dictionary, not '\(weights.typeName)'")
                }
                var byClass: [Int: Double] = [:]
                for (key, value) in dict.table.pairs {
                    guard let label = call.interpreter.index(key), let weight = try call.interpreter.number(value)
                    else {
                        throw LanguageError.typeError(
                            "class_weight must have whole numbers as keys and numbers as values")
                    }
                    byClass[label] = weight
                }
                options.classWeight = byClass
            }
            if let weights = call.optional(10) {
                options.sampleWeight = try ModelObject.tensor(weights, "sample_weight", call.interpreter)
            }
            options.initialEpoch = max(0, try call.int(11))
            if call.optional(12) != nil {
                let steps = try call.int(12)
                if steps < 1 {
                    throw LanguageError.valueError("steps_per_epoch must be a positive integer, not \(steps)")
                }
                options.stepsPerEpoch = steps
            }
            return .object(
                try fit(
                    model, try ModelObject.tensor(call[0], "x", call.interpreter),
                    try ModelObject.tensor(call[1], "y", call.interpreter), options: options, verbose: call[4],
                    callbacks: try KerasCallbacks.list(call[5], call.interpreter), call.interpreter))
        },
        NativeFunction(
            "evaluate",
            [
                Parameter("x", .none, doc: "Samples."), Parameter("y", .none, doc: "Targets."), batchSize, verbose,
                Parameter("sample_weight", .none, doc: "A weight for each sample."),
                Parameter("steps", .none, doc: "Not used."),
                Parameter("callbacks", .none, doc: "Not used."),
                Parameter("return_dict", .bool(false), doc: "True gives a dictionary by name."),
            ], doc: "Loss and metrics on samples: [loss, accuracy]."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try model.checkCompiled()
            let weights = call.optional(4)
            let values = try evaluate(
                model, try ModelObject.tensor(call[0], "x", call.interpreter),
                try ModelObject.tensor(call[1], "y", call.interpreter), batchSize: try batch(call, 2),
                sampleWeight: weights.map { (w) throws(LanguageError) in
                    try ModelObject.tensor(w, "sample_weight", call.interpreter)
                }, try KerasProgress.style(call[3], call.interpreter), call.interpreter)
            return try model.measured(values, asDictionary: try call.bool(7), call.interpreter)
        },
        NativeFunction(
            "predict",
            [
                Parameter("x", doc: "Samples."), batchSize, verbose, Parameter("steps", .none, doc: "Not used."),
                Parameter("callbacks", .none, doc: "Not used."),
            ], doc: "The network's outputs for samples: float32 [N, …]."
        ) { (call) throws(LanguageError) in
            try predict(
                try KerasModels.model(call), call[0], batchSize: try batch(call, 1),
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
                Parameter("class_weight", .none, doc: "None only."), Parameter("return_dict", .bool(false)),
            ], doc: "One step on one batch; loss and metrics as they were before it."
        ) { (call) throws(LanguageError) in
            let model = try KerasModels.model(call)
            try model.checkCompiled()
            if call.optional(3) != nil {
                throw LanguageError(
                    .notImplementedError, "train_on_batch: class_weight is not supported yet", hint: "use sample_weight"
                )
            }
            let x = try ModelObject.tensor(call[0], "x", call.interpreter)
            let y = try ModelObject.tensor(call[1], "y", call.interpreter)
            let weights = try call.optional(2).map { (w) throws(LanguageError) in
                try ModelObject.tensor(w, "sample_weight", call.interpreter)
            }
            let values = try learning { () throws(NetworkError) in
                try model.network.trainOnBatch(x, y, sampleWeight: weights)
            }
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
            let x = try ModelObject.tensor(call[0], "x", call.interpreter)
            let y = try ModelObject.tensor(call[1], "y", call.interpreter)
            let values = try learning { () throws(NetworkError) in try model.network.testOnBatch(x, y) }
            return try model.measured(values, asDictionary: try call.bool(2), call.interpreter)
        },
    ]
}
