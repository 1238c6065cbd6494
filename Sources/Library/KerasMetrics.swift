import Arrays
import Language
import Networks
import Tensors

/// A metric as a value of the language: `keras.metrics.Precision()`.
final class MetricObject: Object {
    let row: MetricRow
    let settings: [String: Setting]
    let kind: MetricKind
    /// What the object itself has been shown.
    let state: any MetricState

    init(_ row: MetricRow, _ settings: [String: Setting], name: String) throws(LanguageError) {
        self.row = row
        self.settings = settings
        let kind = try learning { () throws(NetworkError) in try row.metric(name, settings: settings) }
        self.kind = kind
        state = kind.makeState()
    }

    override var nativeType: NativeType { KerasMetrics.types[row.className] ?? .metric }

    /// The receiver of a method of metrics.
    static func of(_ object: Object?) throws(LanguageError) -> MetricObject {
        guard let metric = object as? MetricObject else { throw LanguageError.typeError("a metric expected") }
        return metric
    }

    /// True for Mean and Sum, which are shown values alone.
    var takesValues: Bool { row.className == "Mean" || row.className == "Sum" }

    /// Shows samples to the state.
    func update(_ y: Value?, _ p: Value, _ weights: Value?, _ interpreter: Interpreter) throws(LanguageError) {
        func floats(_ value: Value) throws(LanguageError) -> Tensor {
            let tensor = try KerasProgram.variable(value, like: nil, interpreter).value
            return try lifting { () throws(TensorError) in try tensor.asType(.float32).contiguous() }
        }
        var outputs = try floats(p)
        let targets = try y.map { (y) throws(LanguageError) in try floats(y) } ?? outputs
        if outputs.rank == 0 { outputs = try lifting { () throws(TensorError) in try outputs.reshaped([1]) } }
        let samples = outputs.shape[0]
        let columns = outputs.rank > 1 ? outputs.shape[outputs.rank - 1] : 1
        let rows = outputs.count / max(columns, 1)
        if rows == 0 { return }
        var factors: [Float]?
        if let weights {
            let given = try floats(weights)
            var values = try lifting { () throws(TensorError) in try given.elements(as: Float.self) }
            if values.count == 1 { values = Array(repeating: values[0], count: samples) }
            guard values.count == samples else {
                throw LanguageError.valueError("sample_weight has \(values.count) values for \(samples) samples")
            }
            factors = values
        }
        let state = state
        try learning { () throws(NetworkError) in
            let weightMemory = factors.map { values in
                let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(values.count, 1))
                memory.initialize(from: values, count: values.count)
                return memory
            }
            defer { weightMemory?.deallocate() }
            let isSparse = targets.count == rows && columns > 1
            try state.update(
                MetricBatch(
                    p: UnsafePointer(outputs.start.assumingMemoryBound(to: Float.self)),
                    y: UnsafePointer(targets.start.assumingMemoryBound(to: Float.self)), rows: rows, columns: columns,
                    hasLabelsAsNumbers: isSparse, weights: weightMemory.map { UnsafePointer($0) },
                    rowsPerSample: max(rows / max(samples, 1), 1), targetCount: targets.count,
                    outputs: { outputs }, targets: { targets }))
        }
    }

    /// The value over everything seen: a number, or an array of several.
    func result() throws(LanguageError) -> Value {
        guard let values = state.results else {
            return .object(ScalarObject(.float(Double(Float(state.result))), .float32))
        }
        return Value(
            try lifting { () throws(TensorError) in
                try Tensor(values.map { Float($0) }, shape: [values.count])
            })
    }
}

/// `keras.metrics`: classes and functions.
enum KerasMetrics {
    /// The class of each metric.
    static let types = Dictionary(uniqueKeysWithValues: MetricRow.table.map { ($0.className, type($0)) })

    /// The class that programs inherit from.
    static let base = NativeType(
        name: "Metric", module: "keras.metrics",
        doc: "Inherit from it and write update_state(self, y_true, y_pred), result(self) and reset_state(self).",
        methods: [
            NativeFunction(
                "__init__",
                [
                    Parameter("name", .none, doc: "The name in logs."),
                    Parameter("dtype", .none, doc: "None or 'float32'."),
                ],
                doc: "Notes the name."
            ) { (call) throws(LanguageError) in
                if case .object(let instance as Instance)? = call.receiver { instance.setAttribute("name", call[0]) }
                return .none
            },
            NativeFunction("add_weight", [.rest("args"), .keywords("kwargs")], doc: "Not offered.") {
                (_) throws(LanguageError) in
                throw LanguageError(
                    .notImplementedError, "Metric.add_weight is not offered",
                    hint: "keep numbers as attributes: self.total = 0.0")
            },
        ], allowsSubclasses: true)

    private static func type(_ row: MetricRow) -> NativeType {
        let doc = KerasSettings.doc(row.doc, row.settings)
        let given = KerasCompile.parameters(row.settings), last = row.leading
        return NativeType(
            name: row.className, module: "keras.metrics", doc: doc, base: .metric,
            constructor: NativeFunction(
                row.className,
                given.prefix(last) + [
                    Parameter("name", .none, doc: "The name in logs."),
                    Parameter("dtype", .none, doc: "None or 'float32'."),
                ] + given.dropFirst(last) + KerasArguments.parameters(row.className), doc: doc
            ) { (call) throws(LanguageError) in
                try KerasArguments.check(row.className, call, from: row.settings.count + 2)
                var settings: [String: Setting] = [:]
                for (i, setting) in row.settings.enumerated() {
                    let place = i < last ? i : i + 2
                    guard call.isGiven(place) else { continue }
                    settings[setting.name] = try KerasSettings.setting(
                        call[place], named: setting.name, call.interpreter)
                }
                try KerasLosses.checkType(call.optional(last + 1), row.className, call.interpreter)
                let stem = SymbolOperations.snakeCase(row.className)
                let name =
                    call.optional(last) != nil
                    ? try call.string(last) : row.name ?? KerasState.of(call.interpreter).name(stem)
                return .object(try MetricObject(row, settings, name: name))
            })
    }

    /// The metrics that `compile(metrics=…)` means.
    static func metrics(
        _ value: Value, _ interpreter: Interpreter, areWeighted: Bool = false
    ) throws(LanguageError) -> [MetricKind] {
        let values: [Value]
        switch value {
        case .none, .unbound: values = []
        case .list, .tuple: values = try interpreter.array(of: value)
        default: values = [value]
        }
        var kinds: [MetricKind] = []
        for value in values {
            var kind = try metric(value, interpreter)
            kind.isWeighted = areWeighted
            kinds.append(kind)
        }
        return kinds
    }

    private static func metric(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> MetricKind {
        var name: String?
        switch value {
        case .object(let metric as MetricObject):
            if metric.takesValues {
                throw LanguageError.valueError("\(metric.row.className) takes values, not targets and outputs")
            }
            if metric.row.className.hasPrefix("F"), metric.row.name != nil,
                metric.settings["average"] ?? Setting.none == Setting.none
            {
                throw LanguageError.valueError(
                    "\(metric.row.className)(average=None) gives a value for each class, logs hold one number",
                    hint: "\(metric.row.className)(average='macro')")
            }
            return metric.kind
        case .str(let text): name = text.string
        case .object(let function as NativeFunctionObject): name = function.function.name
        case .object(let cls as ClassObject): name = cls.name
        case .object(let loss as LossObject):
            return MetricKind(KerasProgram.function(.object(loss), interpreter))
        case .object(let instance as Instance): return ofProgram(instance, value, interpreter)
        case .function: return MetricKind(KerasProgram.function(value, interpreter))
        default: break
        }
        if let name, let kind = MetricKind.named(name) { return kind }
        let text = try KerasCompile.described(name, value, interpreter)
        throw LanguageError.valueError(
            "Could not interpret metric identifier: \(text)",
            hint: NearestName.hint(
                text, among: MetricKind.table.map(\.name) + ["acc", "mse", "mae"] + MetricRow.table.map(\.className)))
    }

    /// A metric that a class of the program is.
    private static func ofProgram(_ instance: Instance, _ value: Value, _ interpreter: Interpreter) -> MetricKind {
        var name = instance.nativeType.name.lowercased()
        if let given = try? interpreter.findAttribute(value, "name"), case .str(let text) = given { name = text.string }
        return MetricKind(name: name, doc: "A class of the program.") { ProgramMetric(value, interpreter) }
    }

    /// Functions that give the value of each sample.
    static let functions: [NativeFunction] =
        KerasLosses.functions.filter { $0.parameters.first?.name == "y_true" } + [
            accuracy("categorical_accuracy", [], "1 where the largest output is right.") {
                (_) throws(LanguageError) in (.best, false)
            },
            accuracy("sparse_categorical_accuracy", [], "The same for labels as numbers.") {
                (_) throws(LanguageError) in (.label, true)
            },
            accuracy(
                "top_k_categorical_accuracy", [Parameter("k", .int(5), doc: "How many may be named.")],
                "1 where the class is among the k largest outputs."
            ) { (call) throws(LanguageError) in (.top(try call.int(2), isSparse: false), false) },
            accuracy(
                "sparse_top_k_categorical_accuracy", [Parameter("k", .int(5), doc: "How many may be named.")],
                "The same for labels as numbers."
            ) { (call) throws(LanguageError) in (.top(try call.int(2), isSparse: true), true) },
        ]
        + [
            "R2Score", "SensitivityAtSpecificity", "SpecificityAtSensitivity", "PrecisionAtRecall",
            "RecallAtPrecision", "MeanMetricWrapper", "PearsonCorrelation", "ConcordanceCorrelation",
        ].map { name in
            NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not offered.") {
                (_) throws(LanguageError) in
                throw LanguageError(
                    .notImplementedError, "keras.metrics.\(name) is not offered",
                    hint: "a function of (y_true, y_pred) can be a metric too")
            }
        }

    private static func accuracy(
        _ name: String, _ parameters: [Parameter], _ doc: String,
        _ value: @escaping @Sendable (Call) throws(LanguageError) -> (RowValue, Bool)
    ) -> NativeFunction {
        NativeFunction(
            name, [Parameter("y_true", doc: "Targets."), Parameter("y_pred", doc: "Outputs.")] + parameters, doc: doc
        ) { (call) throws(LanguageError) in
            let y = try call.tensor(0, dtype: .float32), p = try call.tensor(1, dtype: .float32)
            let (formula, isSparse) = try value(call)
            let columns = p.shape.last ?? 1
            let rows = p.count / max(columns, 1)
            guard y.count == (isSparse ? rows : p.count), columns > 0 else {
                throw LanguageError.valueError(
                    "\(name): targets of shape \(TensorError.text(of: y.shape)) do not fit outputs of shape \(TensorError.text(of: p.shape))"
                )
            }
            let result = try lifting { () throws(TensorError) in
                let (y, p) = (try y.contiguous(), try p.contiguous())
                let values = try Tensor(shape: Array(p.shape.dropLast()), dtype: .float32)
                let target = values.start.assumingMemoryBound(to: Float.self)
                for i in 0..<rows {
                    target[i] = formula.value(
                        p.start.assumingMemoryBound(to: Float.self) + i * columns,
                        y.start.assumingMemoryBound(to: Float.self) + i * (isSparse ? 1 : columns), columns)
                }
                return values
            }
            return Value(result)
        }
    }
}

/// A metric that a class of the program is: `update_state`, `result` and `reset_state` are called.
final class ProgramMetric: MetricState {
    private let value: Value
    private let interpreter: Interpreter
    private var failure: LanguageError?

    init(_ value: Value, _ interpreter: Interpreter) {
        self.value = value
        self.interpreter = interpreter
    }

    private func call(_ name: String, _ arguments: [Value]) throws(LanguageError) -> Value {
        guard let method = try interpreter.findAttribute(value, name) else { return .none }
        return try interpreter.call(method, arguments)
    }

    var result: Double {
        guard failure == nil, let value = try? call("result", []),
            let number = try? KerasProgram.number(value, interpreter)
        else { return .nan }
        return number
    }

    func reset() {
        do throws(LanguageError) {
            let hasNew = try interpreter.findAttribute(value, "reset_state") != nil
            _ = try call(hasNew ? "reset_state" : "reset_states", [])
        } catch { failure = error }
    }

    func update(_ batch: MetricBatch) throws(NetworkError) {
        try KerasProgram.attempt { () throws(LanguageError) in
            if let failure { throw failure }
            let (y, p) = try lifting { () throws(TensorError) in (try batch.targets(), try batch.outputs()) }
            _ = try call("update_state", [Value(y), Value(p)])
        }
    }
}

extension NativeType {
    /// What every metric can do.
    static let metric = NativeType(
        name: "Metric", module: "keras.metrics", doc: "What is told of a training beside the loss.",
        methods: [
            NativeFunction(
                "update_state",
                [
                    Parameter("y_true", doc: "Targets; of Mean and Sum: values."),
                    Parameter("y_pred", .none, doc: "Outputs."),
                    Parameter("sample_weight", .none, doc: "A weight for each sample."),
                ], doc: "Shows samples to the metric."
            ) { (call) throws(LanguageError) in
                let metric = try MetricObject.of(call.receiver?.heapObject)
                try metric.show([call[0], call.optional(1), call.optional(2)], call.interpreter)
                return .none
            },
            NativeFunction("result", doc: "The value over everything seen.") { (call) throws(LanguageError) in
                try MetricObject.of(call.receiver?.heapObject).result()
            },
            NativeFunction("reset_state", doc: "Forgets what was seen.") { (call) throws(LanguageError) in
                try MetricObject.of(call.receiver?.heapObject).state.reset()
                return .none
            },
            NativeFunction("reset_states", doc: "Forgets what was seen: Keras 2's name.") {
                (call) throws(LanguageError) in
                try MetricObject.of(call.receiver?.heapObject).state.reset()
                return .none
            },
            KerasConfigs.fromConfig,
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                let metric = try MetricObject.of(call.receiver?.heapObject)
                let config = Dict()
                try config.set(Value("name"), Value(metric.kind.name), call.interpreter)
                try config.set(Value("dtype"), Value("float32"), call.interpreter)
                for row in metric.row.settings {
                    let setting = metric.settings[row.name] ?? row.fallback ?? .none
                    try config.set(Value(row.name), KerasSettings.value(setting), call.interpreter)
                }
                return .dict(config)
            },
        ],
        properties: [
            NativeProperty("name", doc: "The name in logs.") { (object, _) throws(LanguageError) in
                Value(try MetricObject.of(object).kind.name)
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let metric = try MetricObject.of(object)
                return "<\(metric.row.className) name=\(metric.kind.name)>"
            }
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                var values: [Value?] = [nil, nil, nil]
                for (i, value) in arguments.prefix(3).enumerated() { values[i] = value }
                for (name, value) in keywords {
                    guard let place = ["y_true", "y_pred", "sample_weight"].firstIndex(of: name) else {
                        throw LanguageError.typeError("a metric has no argument '\(name)'")
                    }
                    values[place] = value
                }
                let metric = try MetricObject.of(object)
                try metric.show(values, interpreter)
                return try metric.result()
            }
        })
}

extension MetricObject {
    /// Shows (y_true, y_pred, sample_weight), or (values, sample_weight) to Mean and Sum.
    func show(_ values: [Value?], _ interpreter: Interpreter) throws(LanguageError) {
        let given = values.map { $0.flatMap { $0.isNone || $0.isUnbound ? nil : $0 } }
        guard let first = given[0] else { throw LanguageError.typeError("a metric takes y_true and y_pred") }
        if takesValues { return try update(nil, first, given[1] ?? given[2], interpreter) }
        guard let second = given[1] else {
            throw LanguageError.typeError(
                "\(row.className).update_state() missing 1 required positional argument: 'y_pred'")
        }
        try update(first, second, given[2], interpreter)
    }
}
