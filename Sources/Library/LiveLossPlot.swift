import Drawing
import Language
import Networks

/// `livelossplot`: the live chart under the names of the package of that name, for `fit` and for loops of a program's own.
enum LiveLossPlot {
    static let modules: [NativeModule] = [
        NativeModule(
            "livelossplot", doc: "A chart of losses and metrics that grows while a network learns.",
            functions: [
                constructor("PlotLossesKeras"), constructor("PlotLossesKerasTF"),
                missing("PlotLossesIgnite"), missing("PlotLossesPoutyne"),
            ], types: [.plotLosses]),
        NativeModule(
            "livelossplot.inputs.keras", doc: "The live chart as a callback of fit.",
            aliases: [
                "livelossplot.inputs.tf_keras", "livelossplot.keras", "livelossplot.tf_keras",
                "livelossplot.keras_plot", "livelossplot.input_plugins.keras", "livelossplot.input_plugins.tf_keras",
            ],
            functions: [constructor("PlotLossesCallback"), constructor("PlotLossesKeras")], types: [.plotLosses]),
    ]

    /// What the constructors take; what the package's other outputs need is not offered.
    static let parameters: [Parameter] = [
        Parameter("outputs", .none, doc: "Accepted: there is one output, the chart."),
        Parameter("mode", .none, doc: "Accepted: notebooks get pictures, terminals text."),
        Parameter("figsize", .none, doc: "Accepted: the chart has the notebook's width."),
        .keyword("groups", .none, doc: "Names by panel: {'accuracy': ['acc', 'val_acc']}."),
        .keyword("max_epoch", .none, doc: "The number of the last step, where it is known."),
        .keyword("current_step", .int(-1), doc: "The number of the step before the first."),
        .keyword("title", .str(""), doc: "What is trained."),
        .keywords("kwargs"),
    ]

    /// Settings of the package's looks, which the chart does without.
    private static let looks: Set<String> = [
        "cell_size", "dynamic_x_axis", "plot_extrema", "fig_path", "skip_first", "series_fmt", "metric_to_name",
        "max_cols", "extra_plots", "after_subplot", "after_plots", "validation_fmt", "plot_skip", "extrema_skip",
        "auto_generate_groups_if_not_available", "auto_generate_metric_to_name", "massage_patterns",
    ]

    static func make(_ call: Call) throws(LanguageError) -> Value {
        for (name, _) in call.keywords(7) where !looks.contains(name) {
            throw .typeError(
                "\(call.function.name)() got an unexpected keyword argument '\(name)'",
                hint: NearestName.hint(name, among: call.function.parameters.dropLast().map(\.name) + Array(looks)))
        }
        var groups: [String: String] = [:]
        if let given = call.optional(3) {
            guard case .dict(let dict) = given else { throw .typeError("groups is a dict of lists of names") }
            for (key, names) in dict.table.pairs {
                let panel = try call.interpreter.str(key)
                var curves: [String] = []
                for name in try call.interpreter.array(of: names) { curves.append(try call.interpreter.str(name)) }
                guard curves.count <= 2 else {
                    throw .valueError(
                        "group '\(panel)' has \(curves.count) curves",
                        hint: "a panel has two: of the training and of the validation data")
                }
                for (place, name) in curves.enumerated() {
                    let isValidation = name.hasPrefix("val") || place == 1
                    groups[name] = isValidation ? "val_" + panel : panel
                }
            }
        }
        let last = call.optional(4) == nil ? nil : try call.int(4)
        return .object(
            PlotLossesObject(
                title: try call.string(6), epochs: last, step: try call.int(5), groups: groups))
    }

    private static func constructor(_ name: String) -> NativeFunction {
        NativeFunction(
            name, parameters,
            doc: "A callback that shows the live chart; fit shows it by itself too, and never twice.", body: make)
    }

    private static func missing(_ name: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not offered: there is no such engine here.") {
            (_) throws(LanguageError) in
            throw LanguageError(
                .notImplementedError, "\(name) is not offered",
                hint: "PlotLossesKeras is a callback of fit; PlotLosses has update() and send() for loops")
        }
    }
}

/// `PlotLosses`: a live chart that a loop feeds by `update` and `send`, or a callback of `fit`.
final class PlotLossesObject: TrainingCallback {
    /// The chart of a loop; the chart of `fit` is the training's own.
    private var live: KerasLiveChart
    private let groups: [String: String]
    private var step: Int
    private var hasDisplay = false

    init(title: String, epochs: Int?, step: Int, groups: [String: String]) {
        live = KerasLiveChart(title: title, epochs: epochs, initialEpoch: 0)
        live.chart.stepName = "step"
        self.groups = groups
        self.step = step
    }

    override var nativeType: NativeType { .plotLosses }

    var chart: TrainingChart { live.chart }

    /// Takes a step's values by name.
    func update(_ logs: Value, step given: Int?, _ interpreter: Interpreter) throws(LanguageError) {
        guard case .dict(let dict) = logs else {
            throw .typeError("update() takes a dict: {'loss': 0.5, 'val_loss': 0.6}, not '\(logs.typeName)'")
        }
        var values: [(name: String, value: Double)] = []
        var rate: Double?
        for (key, value) in dict.table.pairs {
            let name = try interpreter.str(key)
            guard let number = try NumberField.list(value, interpreter).first else { continue }
            if ["lr", "learning_rate"].contains(name) { rate = number }
            values.append((groups[name] ?? name, number))
        }
        step = given ?? step + 1
        guard (0..<1_000_000_000).contains(step) else { throw .valueError("step \(step) is not one of 0 to 10⁹") }
        live.chart.epochEnded(epoch: step, values: values, learningRate: rate, elapsed: live.elapsed)
    }

    /// Shows what came so far in place of what was shown before.
    func send(_ interpreter: Interpreter) throws(LanguageError) {
        guard interpreter.host.showsPictures else {
            interpreter.write(live.chart.summary + "\n")
            return
        }
        if !hasDisplay { live.add(interpreter.host.outlet()) }
        hasDisplay = true
        try live.show(always: true)
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) { run.watch() }

    override func trainEnded(_ run: TrainingRun) throws(LanguageError) {
        guard !run.showsChart, run.style == .silent else { return }
        run.record.hear(.stream(.stdout, run.record.live.chart.summary + "\n"))
    }
}

extension NativeType {
    /// A live chart for loops, and a callback.
    static let plotLosses: NativeType = NativeType(
        name: "PlotLosses", module: "livelossplot",
        doc: "A chart of losses and metrics for loops: update({'loss': …, 'val_loss': …}), then send().",
        constructor: NativeFunction(
            "PlotLosses", LiveLossPlot.parameters,
            doc: "A live chart: update() takes values, send() shows them; in fit(callbacks=…) it does both itself.",
            body: LiveLossPlot.make),
        methods: [
            NativeFunction(
                "update",
                [
                    Parameter("logs", doc: "Values by name: {'loss': 0.5, 'val_loss': 0.6}."),
                    Parameter("current_step", .none, doc: "The step's number; None: the next."),
                ], doc: "Takes the values of a step."
            ) { (call) throws(LanguageError) in
                let step = call.optional(1) == nil ? nil : try call.int(1)
                try chart(call).update(call[0], step: step, call.interpreter)
                return .none
            },
            NativeFunction("send", doc: "Shows the chart, in place of the one before.", body: send),
            NativeFunction("draw", doc: "Shows the chart: the old name of send.", body: send),
            chaining("reset_outputs"), chaining("to_matplotlib"), chaining("to_extrema_printer"),
            missing("to_bokeh", "the chart is shown by itself"),
            missing("to_tensorboard", "keras.callbacks.TensorBoard writes event files"),
            missing("to_tensorboard_tf", "keras.callbacks.TensorBoard writes event files"),
            missing("to_neptune", "the chart's numbers are in the notebook, as application/vnd.svertka.run+json"),
            NativeFunction("__enter__", doc: "Gives the chart.") { (call) throws(LanguageError) in
                .object(try chart(call))
            },
            NativeFunction("__exit__", [.rest("args")], doc: "Shows what was not shown yet.") {
                (call) throws(LanguageError) in
                let chart = try chart(call)
                if !chart.chart.latest.isEmpty { try chart.send(call.interpreter) }
                return .bool(false)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let chart = (object as? PlotLossesObject)?.chart
                return chart.map { $0.latest.isEmpty ? "<PlotLosses>" : $0.summary } ?? "<PlotLosses>"
            }
        })

    private static func chart(_ call: Call) throws(LanguageError) -> PlotLossesObject {
        guard case .object(let chart as PlotLossesObject)? = call.receiver else {
            throw .typeError("\(call.function.name)() needs a PlotLosses object")
        }
        return chart
    }

    @Sendable private static func send(_ call: Call) throws(LanguageError) -> Value {
        try chart(call).send(call.interpreter)
        return .none
    }

    private static func chaining(_ name: String) -> NativeFunction {
        NativeFunction(
            name, [.keywords("kwargs")], doc: "Accepted: there is one output, the chart. Gives the object itself."
        ) { (call) throws(LanguageError) in .object(try chart(call)) }
    }

    private static func missing(_ name: String, _ hint: String) -> NativeFunction {
        NativeFunction(name, [.keywords("kwargs")], doc: "Not offered: \(hint).") { (_) throws(LanguageError) in
            throw LanguageError(.notImplementedError, "\(name) is not offered", hint: hint)
        }
    }
}
