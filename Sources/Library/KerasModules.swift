import Arrays
import Language
import Networks
import Tensors

/// The modules of Keras, under all names that listings use.
enum Keras {
    private static let roots = ["tensorflow.keras", "tensorflow.python.keras"]

    /// Modules that `tf` has beside `tf.keras`.
    private static let ofTensorFlow: Set<String> = ["losses", "metrics", "optimizers", "initializers"]

    private static func aliases(_ name: String) -> [String] {
        roots.map { "\($0).\(name)" } + (ofTensorFlow.contains(name) ? ["tensorflow.\(name)"] : [])
    }

    private static let layerTypes = LayerKind.table.compactMap { KerasLayers.types[$0.name] } + [.inputLayer, .layer]

    static let modules: [NativeModule] = own + TensorFlow.parts

    private static let own: [NativeModule] = [
        NativeModule(
            "keras", doc: "Networks that learn, as Keras has them.", aliases: roots, functions: [KerasLayers.input],
            types: [.sequential, .functional, .symbol]
        ) { interpreter in
            let bases: [(String, NativeType)] = [
                ("Layer", .layer), ("Loss", KerasLosses.base), ("Metric", KerasMetrics.base), ("Optimizer", .optimizer),
                ("Initializer", .initializer), ("Regularizer", .regularizer),
            ]
            return [("__version__", Value("3.11.0"))] + bases.map { ($0, .object(interpreter.classObject(for: $1))) }
        },
        TensorFlow.module, KerasOps.module(aliases("ops")),
        layers("keras.layers"), layers("keras.layers.core"), layers("keras.layers.convolutional"),
        layers("keras.layers.pooling"),
        NativeModule(
            "keras.models", doc: "Models.", aliases: aliases("models"), functions: KerasSaving.functions,
            types: [.sequential, .functional]),
        NativeModule(
            "keras.saving", doc: "Models on disk.", aliases: aliases("saving"), functions: KerasSaving.functions),
        NativeModule(
            "keras.optimizers", doc: "Ways to follow gradients.", aliases: aliases("optimizers"),
            functions: KerasOptimizers.functions,
            types: OptimizerKind.table.compactMap { KerasOptimizers.types[$0.name] } + [.optimizer]),
        NativeModule(
            "keras.optimizers.schedules", doc: "Sizes of steps that change with their number.",
            aliases: aliases("optimizers.schedules"), types: KerasSchedules.types + [KerasSchedules.base]),
        NativeModule(
            "keras.losses", doc: "What a training makes small.", aliases: aliases("losses"),
            functions: KerasLosses.functions,
            types: LossKind.table.compactMap { KerasLosses.types[$0.className] } + [KerasLosses.base]),
        NativeModule(
            "keras.metrics", doc: "What is told of a training.", aliases: aliases("metrics"),
            functions: KerasMetrics.functions,
            types: MetricRow.table.compactMap { KerasMetrics.types[$0.className] } + [KerasMetrics.base]),
        NativeModule(
            "keras.activations", doc: "Functions after a layer's sums.", aliases: aliases("activations"),
            functions: KerasFunctions.activations + [KerasAttributes.getActivation]),
        NativeModule(
            "keras.initializers", doc: "How weights begin.", aliases: aliases("initializers"),
            functions: [KerasRows.get("initializer", KerasRows.initializers)],
            types: KerasRows.initializers.types + [.initializer], constants: KerasRows.initializers.constants),
        NativeModule(
            "keras.regularizers", doc: "What weights add to the loss.", aliases: aliases("regularizers"),
            functions: [KerasRows.get("regularizer", KerasRows.regularizers)],
            types: KerasRows.regularizers.types + [.regularizer], constants: KerasRows.regularizers.constants),
        NativeModule(
            "keras.constraints", doc: "What weights must be after each step.", aliases: aliases("constraints"),
            functions: [KerasRows.get("constraint", KerasRows.constraints)],
            types: KerasRows.constraints.types + [.constraint], constants: KerasRows.constraints.constants),
        NativeModule(
            "keras.callbacks", doc: "What a training tells, and asks, while it runs.", aliases: aliases("callbacks"),
            functions: KerasCallbacks.absent,
            types: [KerasCallbacks.base, .history, .plotLosses] + KerasCallbacks.types),
        NativeModule(
            "keras.utils", doc: "One-hot labels, seeds and drawings of models.", aliases: aliases("utils"),
            functions: KerasFunctions.utilities + KerasPlotModel.functions, types: BatchStream.types,
            written: KerasImages.images),
        NativeModule(
            "keras.preprocessing", doc: "Data on their way to networks.", aliases: aliases("preprocessing"),
            written: KerasImages.images),
        NativeModule(
            "keras.preprocessing.sequence", doc: "Sequences of one length.",
            aliases: aliases("preprocessing.sequence"), written: KerasImages.sequencesAlone),
        NativeModule(
            "keras.preprocessing.image", doc: "Pictures as arrays, and changed at random.",
            aliases: aliases("preprocessing.image") + ["keras.legacy.preprocessing.image"],
            written: KerasGenerator.module),
        NativeModule(
            "keras.utils.np_utils", doc: "Keras 2's place of to_categorical.", aliases: aliases("utils.np_utils"),
            functions: KerasFunctions.utilities),
        NativeModule(
            "keras.backend", doc: "Settings of the engine.", aliases: aliases("backend"),
            functions: KerasFunctions.backend),
        NativeModule(
            "keras.applications", doc: "Known networks.", aliases: aliases("applications"),
            written: WrittenModule(
                start: ApplicationsText.start,
                topics: [ApplicationsText.loading, ApplicationsText.networks, ApplicationsText.googlenet])),
        NativeModule(
            "keras.applications.vgg16", doc: "VGG16 and what goes into it.", aliases: aliases("applications.vgg16"),
            written: ApplicationsText.inputs(of: "VGG16")),
        NativeModule(
            "keras.applications.resnet", doc: "ResNet50 and what goes into it.",
            aliases: ["keras.applications.resnet50"] + aliases("applications.resnet")
                + aliases("applications.resnet50"), written: ApplicationsText.inputs(of: "ResNet50")),
    ]

    private static func layers(_ name: String) -> NativeModule {
        NativeModule(
            name, doc: "Layers of networks.", aliases: roots.map { $0 + name.dropFirst("keras".count) },
            functions: [KerasLayers.input] + KerasLayers.mergingFunctions + KerasConfigs.functions, types: layerTypes,
            constants: KerasLayers.constants)
    }
}

/// Functions of Keras's modules.
enum KerasFunctions {
    /// Activations of arrays, along the last axis where that matters.
    static let activations: [NativeFunction] = ActivationKind.table.map { kind in
        NativeFunction(kind.name, [Parameter("x", doc: "An array or number.")], doc: kind.doc) {
            (call) throws(LanguageError) in
            if case .object(let variable as VariableObject) = call[0] {
                let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
                return .object(
                    VariableObject(
                        try learning { () throws(NetworkError) in try kind.expression(variable.variable, evaluation) }))
            }
            let given = try call.tensor(0, dtype: .float32)
            return .result(try learning { () throws(NetworkError) in try kind.apply(given) })
        }
    }

    static let utilities: [NativeFunction] = [
        NativeFunction(
            "to_categorical",
            [
                Parameter("x", doc: "Labels as whole numbers from 0."),
                Parameter("num_classes", .none, doc: "How many classes; where left out, the largest label + 1."),
            ], doc: "Labels as one-hot rows: float64 [N, classes]."
        ) { (call) throws(LanguageError) in
            let given = try call.tensor(0, dtype: .int64)
            let labels = try lifting { () throws(TensorError) in try given.elements(as: Int64.self) }
            let least = labels.min() ?? 0
            let most = labels.max() ?? -1
            if least < 0 { throw LanguageError.indexError("label \(least) is below 0", hint: "labels begin with 0") }
            let classes = call.optional(1) == nil ? Int(most) + 1 : try call.int(1)
            if Int(most) >= classes {
                throw LanguageError.indexError(
                    "index \(most) is out of bounds for axis 1 with size \(classes)",
                    hint: "the labels go up to \(most): there are at least \(most + 1) classes")
            }
            var shape = given.shape
            if shape.count > 1, shape.last == 1 { shape.removeLast() }
            let rows = try lifting { () throws(TensorError) in
                try Tensor(shape: shape + [max(classes, 0)], dtype: .float64)
            }
            let target = rows.start.assumingMemoryBound(to: Double.self)
            for (i, label) in labels.enumerated() { target[i * classes + Int(label)] = 1 }
            return Value(rows)
        },
        NativeFunction(
            "set_random_seed", [Parameter("seed", doc: "A whole number from 0.")],
            doc: "Makes weights, orders, dropout, random and numpy.random repeatable."
        ) { (call) throws(LanguageError) in
            let seed = try call.int(0)
            KerasState.of(call.interpreter).seed(UInt64(bitPattern: Int64(seed)))
            for name in ["random", "numpy.random"] {
                if let function = call.interpreter.module(name)?.members["seed"] {
                    _ = try call.interpreter.call(function, [.int(seed)])
                }
            }
            return .none
        },
        NativeFunction("clear_session", doc: "Automatic names begin anew.") { (call) throws(LanguageError) in
            KerasState.of(call.interpreter).forgetNames()
            return .none
        },
    ]

    static let backend: [NativeFunction] = [
        NativeFunction("clear_session", doc: "Automatic names begin anew.") { (call) throws(LanguageError) in
            KerasState.of(call.interpreter).forgetNames()
            return .none
        },
        NativeFunction("image_data_format", doc: "'channels_last': images are [height, width, channels].") {
            (_) throws(LanguageError) in Value("channels_last")
        },
        NativeFunction("floatx", doc: "The type of weights and outputs.") { (_) throws(LanguageError) in
            Value("float32")
        },
        NativeFunction("epsilon", doc: "A small number.") { (_) throws(LanguageError) in .float(1e-7) },
    ]
}
