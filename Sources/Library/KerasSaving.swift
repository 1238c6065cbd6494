import JSON
import Language
import ModelFiles
import Networks

/// Models on disk: `save`, `load_model`, weights alone, and models as JSON.
enum KerasSaving {
    private static let path = Parameter("filepath", doc: "A path: 'model.keras', 'model.h5', 'model.weights.h5'.")
    private static let overwrite = Parameter("overwrite", .bool(true), doc: "False refuses to replace a file.")

    /// Methods of models.
    static let methods: [NativeFunction] = [
        NativeFunction(
            "save",
            [
                path, overwrite,
                Parameter("zipped", .none, doc: "None or True: a .keras file is an archive."),
                .keywords("kwargs", doc: "include_optimizer=True, save_format as the name's ending says."),
            ],
            doc: "Writes the whole model: layers, weights, and how it learns. The file is replaced whole or not at all."
        ) { (call) throws(LanguageError) in
            try checkSaving(call, 2)
            try save(try KerasModels.model(call), call[0], overwrite: call.bool(1), call.interpreter)
            return .none
        },
        NativeFunction(
            "save_weights", [path, overwrite], doc: "Writes the weights alone to a file called *.weights.h5."
        ) { (call) throws(LanguageError) in
            let network = try KerasModels.model(call).network
            let name = try WholeFile.path(call[0], call.interpreter)
            guard name.hasSuffix(".weights.h5") else {
                throw LanguageError.valueError(
                    "The filename must end in `.weights.h5`. Received: filepath=\(name)",
                    hint: "model.save_weights('model.weights.h5'), or model.save('model.keras') for the whole model")
            }
            try refuse(call[0], unless: call.bool(1), call.interpreter)
            let bytes = try learning { () throws(NetworkError) in try ModelFile.weights(network) }
            try WholeFile.write(bytes, to: call[0], call.interpreter)
            return .none
        },
        NativeFunction(
            "load_weights", [path, .keywords("kwargs", doc: "skip_mismatch=False only.")],
            doc: "Sets the weights from a file that save_weights or save wrote for the same layers."
        ) { (call) throws(LanguageError) in
            for (key, value) in call.keywords(1) {
                guard ["skip_mismatch", "by_name", "objects_to_skip"].contains(key) else {
                    throw LanguageError.typeError("load_weights() got an unexpected keyword argument '\(key)'")
                }
                if try call.interpreter.truth(value) {
                    throw LanguageError(
                        .notImplementedError, "load_weights: \(key) is not offered", hint: "leave it out")
                }
            }
            let model = try KerasModels.model(call)
            try model.checkFree("load_weights")
            let network = model.network
            let bytes = try WholeFile.read(call[0], call.interpreter)
            try learning { () throws(NetworkError) in try ModelFile.loadWeights(bytes, into: network) }
            return .none
        },
        NativeFunction(
            "export",
            [
                Parameter("filepath", doc: "A path: 'model.onnx'."),
                Parameter(
                    "format", .str("tf_saved_model"), doc: "'onnx'; the other formats of Keras are not offered."),
                Parameter("verbose", .none, doc: "False says nothing when the file is written."),
                Parameter("input_signature", .none, doc: "None only: the shapes are those of the model's inputs."),
                .keywords("kwargs", doc: "opset_version: \(ModelFile.onnxOperators)."),
            ],
            doc: "Writes the model as an ONNX file that other programs can run, whatever the number of samples."
        ) { (call) throws(LanguageError) in
            try export(call)
            return .none
        },
        NativeFunction("to_json", [.keywords("kwargs", doc: "indent")], doc: "The layers and settings as JSON text.") {
            (call) throws(LanguageError) in
            let network = try KerasModels.model(call).network
            var style = JSON.Style()
            for (key, value) in call.keywords(0) {
                guard key == "indent" else {
                    throw LanguageError.typeError("to_json() got an unexpected keyword argument '\(key)'")
                }
                style.indent = call.interpreter.index(value).map { min(max($0, 0), 16) }
            }
            let json = try learning { () throws(NetworkError) in try ModelFile.json(network) }
            return Value(json.text(style))
        },
        NativeFunction("get_config", doc: "The layers and settings as a dictionary.") { (call) throws(LanguageError) in
            let network = try KerasModels.model(call).network
            let json = try learning { () throws(NetworkError) in try ModelFile.json(network) }
            return try value(json["config"] ?? .null, call.interpreter)
        },
    ]

    private static let customObjects = Parameter(
        "custom_objects", .none, doc: "Functions of the program that the file names: {'my_loss': my_loss}.")

    /// Functions of `keras.models` and `keras.saving`.
    static let functions: [NativeFunction] = [
        NativeFunction(
            "load_model",
            [
                path, customObjects, Parameter("compile", .bool(true), doc: "False leaves the training out."),
                Parameter("safe_mode", .bool(true), doc: "Code in files is never run."),
            ], doc: "The model that `save` wrote, here or in Keras: .keras and .h5 files."
        ) { (call) throws(LanguageError) in
            let bytes = try WholeFile.read(call[0], call.interpreter)
            let functions = try custom(call[1], call.interpreter)
            let randomness = KerasState.of(call.interpreter).randomness()
            let compiles = try call.bool(2)
            let network = try learning { () throws(NetworkError) in
                try ModelFile.load(bytes, compiles: compiles, randomness, functions: functions)
            }
            return .object(object(network))
        },
        NativeFunction(
            "save_model",
            [
                Parameter("model", doc: "A model."), path, overwrite,
                Parameter("zipped", .none, doc: "None or True: a .keras file is an archive."),
                .keywords("kwargs", doc: "include_optimizer=True, save_format as the name's ending says."),
            ], doc: "Writes the whole model, as model.save does."
        ) { (call) throws(LanguageError) in
            try checkSaving(call, 3)
            try save(ModelObject.of(call[0].heapObject), call[1], overwrite: call.bool(2), call.interpreter)
            return .none
        },
        NativeFunction(
            "model_from_json", [Parameter("json_string", doc: "What to_json gave."), customObjects],
            doc: "The model of a text that to_json gave, with new weights."
        ) { (call) throws(LanguageError) in
            let text = try call.string(0)
            let functions = try custom(call[1], call.interpreter)
            let randomness = KerasState.of(call.interpreter).randomness()
            return .object(
                object(
                    try learning { () throws(NetworkError) in
                        try ModelFile.network(json: text, randomness, functions: functions)
                    }))
        },
        KerasConfigs.cloneModel,
    ]

    // MARK: Parts

    /// Refuses ways to save that are not offered.
    /// - first: the place of `zipped`, behind which the named ones stand.
    private static func checkSaving(_ call: Call, _ first: Int) throws(LanguageError) {
        let interpreter = call.interpreter
        func refused(_ key: String, _ value: Value, _ hint: String) throws(LanguageError) -> LanguageError {
            LanguageError(
                .notImplementedError, "save: \(key)=\(try interpreter.repr(value)) is not offered", hint: hint)
        }
        if call.optional(first) != nil, try !interpreter.truth(call[first]) {
            throw try refused("zipped", call[first], "a .keras file is one archive")
        }
        for (key, value) in call.keywords(first + 1) {
            switch key {
            case "include_optimizer":
                if try !interpreter.truth(value) {
                    throw try refused(key, value, "model.save_weights('model.weights.h5') writes the weights alone")
                }
            case "save_format":
                let format = value.isNone ? "" : try interpreter.str(value)
                let name = try WholeFile.path(call[first - 2], interpreter)
                let isH5 = name.hasSuffix(".h5") || name.hasSuffix(".hdf5")
                if !(format.isEmpty || format == "keras" && !isH5 || ["h5", "hdf5"].contains(format) && isH5) {
                    throw try refused(key, value, "the name's ending tells the format: '.keras' or '.h5'")
                }
            default: throw LanguageError.typeError("save() got an unexpected keyword argument '\(key)'")
            }
        }
    }

    private static func export(_ call: Call) throws(LanguageError) {
        let network = try KerasModels.model(call).network
        let format = try call.string(1)
        guard format == "onnx" else {
            let known = ["tf_saved_model", "onnx", "openvino", "litert", "torch"]
            if known.contains(format) {
                throw LanguageError(
                    .notImplementedError, "export: the format '\(format)' is not offered",
                    hint:
                        "model.export('model.onnx', format='onnx'), or model.save('model.keras') and export with Keras")
            }
            let names = known.map { "'\($0)'" }.joined(separator: ", ")
            throw LanguageError.valueError("Unrecognized format=\(format). Supported formats are: [\(names)].")
        }
        if !call[3].isNone {
            throw LanguageError(
                .notImplementedError, "export: input_signature is not offered",
                hint: "leave it out: the shapes of the model's inputs are taken, and any number of samples")
        }
        for (key, value) in call.keywords(4) {
            guard key == "opset_version" else {
                throw LanguageError.typeError("export() got an unexpected keyword argument '\(key)'")
            }
            if !value.isNone, call.interpreter.index(value) != ModelFile.onnxOperators {
                throw LanguageError.valueError(
                    "export: opset_version must be \(ModelFile.onnxOperators) or None")
            }
        }
        let bytes = try learning { () throws(NetworkError) in try ModelFile.onnx(network) }
        try WholeFile.write(bytes, to: call[0], call.interpreter)
        var tells = true
        if !call[2].isNone { tells = try call.interpreter.truth(call[2]) }
        if tells {
            let name = try WholeFile.path(call[0], call.interpreter)
            call.interpreter.host.emit(.stream(.stdout, "Saved artifact at '\(name)'.\n"))
        }
    }

    private static func save(
        _ model: ModelObject, _ path: Value, overwrite: Bool, _ interpreter: Interpreter
    ) throws(LanguageError) {
        let name = try WholeFile.path(path, interpreter)
        if name.hasSuffix(".weights.h5") {
            throw LanguageError.valueError(
                "The `.weights.h5` extension is reserved for weights: \(name)",
                hint: "model.save_weights('\(name)') writes the weights alone")
        }
        try refuse(path, unless: overwrite, interpreter)
        let network = model.network
        let bytes = try learning { () throws(NetworkError) in
            if name.hasSuffix(".keras") { return try ModelFile.keras(network) }
            if name.hasSuffix(".h5") || name.hasSuffix(".hdf5") { return try ModelFile.legacy(network) }
            throw NetworkError(
                .value,
                "Invalid filepath extension for saving. Please add either a `.keras` extension for the native Keras format (recommended) or a `.h5` extension. Received: filepath=\(name).",
                hint: "model.save('\(name).keras')")
        }
        try WholeFile.write(bytes, to: path, interpreter)
    }

    /// Refuses to replace a file where the program asks for that.
    private static func refuse(_ path: Value, unless overwrites: Bool, _ interpreter: Interpreter) throws(LanguageError)
    {
        if overwrites { return }
        guard let os = try? WholeFile.read(path, interpreter) else { return }
        throw LanguageError(
            .fileExistsError,
            "the file '\(try WholeFile.path(path, interpreter))' of \(os.count) bytes is there already",
            hint: "overwrite=True replaces it")
    }

    /// Functions of the program by the names under which files know them.
    static func custom(_ value: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> [String: ProgramFunction]
    {
        guard case .dict(let dict) = value else { return [:] }
        var functions: [String: ProgramFunction] = [:]
        for (key, value) in dict.table.pairs {
            guard case .str(let name) = key, case .function = value else {
                throw LanguageError(
                    .notImplementedError,
                    "custom_objects: \(try interpreter.repr(key)) is no function", hint: "classes can't be loaded yet")
            }
            functions[name.string] = KerasProgram.function(value, interpreter)
        }
        return functions
    }

    /// The value of a network that was read, with the optimizer and loss it was compiled with.
    static func object(_ network: Network) -> ModelObject {
        let model = ModelObject(network)
        if let training = network.training {
            let stem = SymbolOperations.snakeCase(training.optimizer.kind.name)
            model.optimizer = OptimizerObject(training.optimizer, name: stem)
            let losses = training.goals.map { $0.loss.map { Value($0.kind.name) } ?? .none }
            model.loss = losses.count == 1 ? losses[0] : Value(losses)
        }
        return model
    }

    /// JSON as values of the language.
    static func value(_ json: JSON, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        switch json {
        case .null: return .none
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .double(let number): return .float(number)
        case .string(let text): return Value(text)
        case .array(let parts):
            return Value(try parts.map { (part) throws(LanguageError) in try value(part, interpreter) })
        case .object(let fields):
            let dict = Dict()
            for (key, part) in fields { try dict.set(Value(key), try value(part, interpreter), interpreter) }
            return .dict(dict)
        }
    }
}
