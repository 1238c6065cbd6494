import Drawing
import Language
import Vision

/// `svertka.chart` and `svertka.compare`: trainings as pictures after the fact.
enum RunCharts {
    static let functions: [NativeFunction] = [
        NativeFunction(
            "chart",
            [
                Parameter(
                    "run", .none,
                    doc: "A History, a Run or its number, a model, or a dict of lists by name; None: the last training."
                )
            ],
            doc:
                "The chart of a training after the fact: loss and every metric, training and validation, the best epoch, the learning rate. savefig(name) writes it as .png or .svg."
        ) { (call) throws(LanguageError) in
            let chart = RunChart(try chart(call[0], call.interpreter))
            ShownCharts.of(call.interpreter).show(chart)
            return .object(chart)
        },
        NativeFunction(
            "compare",
            [
                Parameter(
                    "runs", .none, doc: "A list of what chart() takes, or a dict with names; None: all trainings."),
                Parameter("names", .none, doc: "What each is called in the picture."),
                Parameter("metrics", .none, doc: "Names without val_: ['loss', 'accuracy']; None: all."),
            ],
            doc:
                "Several trainings in one picture: a panel for each metric, a colour for each training, a ring at the best epoch of the best one."
        ) { (call) throws(LanguageError) in
            let chart = RunChart(try comparison(call))
            ShownCharts.of(call.interpreter).show(chart)
            return .object(chart)
        },
    ]

    // MARK: One training

    /// The chart of what a program calls a training.
    static func chart(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> TrainingChart {
        switch value {
        case .none, .unbound:
            guard let run = Runs.of(interpreter).present else {
                throw .runtimeError("there is no training to show", hint: "model.fit(…) begins one")
            }
            return run.live.chart
        case .int(let number):
            guard let run = Runs.of(interpreter).all.first(where: { $0.number == number }) else {
                throw .valueError("there is no run \(number)", hint: "runs() lists those that there are")
            }
            return run.live.chart
        case .dict(let dict): return try chart(dict, interpreter)
        case .object(let run as RunObject): return run.live.chart
        case .object(let history as HistoryObject):
            guard let chart = history.chart else { return try chart(history.history, title: "", interpreter) }
            return chart
        case .object(let object):
            if object is ModelObject || object is Instance, let model = try? ModelObject.of(object) {
                guard let run = model.run else {
                    throw .valueError("this model was not trained yet", hint: "model.fit(…) does it")
                }
                return run.live.chart
            }
            return try other(value, interpreter)
        default: return try other(value, interpreter)
        }
    }

    private static func other(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> TrainingChart {
        guard let history = try interpreter.findAttribute(value, "history"), case .dict(let dict) = history else {
            throw .typeError(
                "a History, a Run, its number, a model or a dict of lists expected, not '\(value.typeName)'")
        }
        return try chart(dict, interpreter)
    }

    /// The chart of lists of values by name, one value an epoch: `{'loss': […], 'val_loss': […]}`.
    private static func chart(
        _ dict: Dict, title: String = "", _ interpreter: Interpreter
    ) throws(LanguageError) -> TrainingChart {
        var columns: [(name: String, values: [Double])] = []
        for (key, value) in dict.table.pairs {
            guard case .str(let name) = key else { throw .typeError("names of metrics are texts") }
            columns.append((name.string, try NumberField.list(value, interpreter)))
        }
        let count = columns.map(\.values.count).max() ?? 0
        guard count > 0 else { throw .valueError("there are no values to show: {'loss': [0.5, 0.4], 'val_loss': …}") }
        let rates = columns.first { ["learning_rate", "lr"].contains($0.name) }?.values ?? []
        var chart = TrainingChart(title: title, epochs: count)
        for epoch in 0..<count {
            // Lists that end early belong to the first epochs.
            let values = columns.compactMap { column in
                column.values.indices.contains(epoch) ? (name: column.name, value: column.values[epoch]) : nil
            }
            let rate = rates.indices.contains(epoch) ? rates[epoch] : nil
            chart.epochEnded(epoch: epoch, values: values, learningRate: rate, elapsed: 0)
        }
        chart.finished(elapsed: 0)
        return chart
    }

    // MARK: Several

    private static func comparison(_ call: Call) throws(LanguageError) -> TrainingComparison {
        let interpreter = call.interpreter
        var values: [Value] = []
        var names: [String] = []
        switch call[0] {
        case .none, .unbound:
            values = Runs.of(interpreter).all.filter { !$0.history.epoch.values.isEmpty }.map { .object($0) }
        case .dict(let dict):
            for (key, value) in dict.table.pairs {
                names.append(try interpreter.str(key))
                values.append(value)
            }
        default: values = try interpreter.array(of: call[0])
        }
        guard (1...TrainingComparison.limit).contains(values.count) else {
            throw .valueError(
                values.isEmpty
                    ? "there are no trainings to compare"
                    : "\(values.count) trainings cannot be told apart in one picture: at most \(TrainingComparison.limit)"
            )
        }
        if let given = call.optional(1) {
            names = []
            for name in try interpreter.array(of: given) { names.append(try interpreter.str(name)) }
            guard names.count == values.count else {
                throw .valueError("\(values.count) runs but \(names.count) names")
            }
        }
        var runs: [TrainingComparison.Run] = []
        for (place, value) in values.enumerated() {
            let chart = try chart(value, interpreter)
            let name = names.isEmpty ? self.name(value, chart, place) : names[place]
            runs.append(.init(name: name, chart: chart))
        }
        var metrics: [String]?
        if let wanted = call.optional(2) {
            var list: [String] = []
            if case .str(let one) = wanted {
                list = [one.string]
            } else {
                for name in try interpreter.array(of: wanted) { list.append(try interpreter.str(name)) }
            }
            let known = TrainingComparison(runs: runs).metrics
            for name in list where !known.contains(name) {
                throw .valueError(
                    "no training has the metric '\(name)'",
                    hint: "there are: " + known.joined(separator: ", "))
            }
            metrics = list
        }
        return TrainingComparison(runs: runs, metrics: metrics)
    }

    private static func name(_ value: Value, _ chart: TrainingChart, _ place: Int) -> String {
        if case .object(let run as RunObject) = value { return "\(run.number) \(run.name)" }
        if case .int(let number) = value { return "\(number) \(chart.title)" }
        return chart.title.isEmpty ? "\(place + 1)" : "\(place + 1) \(chart.title)"
    }
}

/// A chart of one training or several as a value: it shows itself as a cell's result, or at the cell's end.
final class RunChart: Object {
    private enum Content {
        case one(TrainingChart)
        case several(TrainingComparison)
    }

    private let content: Content
    /// True once a front end has it.
    var isShown = false

    init(_ chart: TrainingChart) { content = .one(chart) }

    init(_ comparison: TrainingComparison) { content = .several(comparison) }

    override var nativeType: NativeType { .runChart }

    private var scene: Scene {
        switch content {
        case .one(let chart): chart.scene()
        case .several(let comparison): comparison.scene()
        }
    }

    /// A few lines for terminals.
    var text: String {
        switch content {
        case .one(let chart): chart.summary
        case .several(let comparison): comparison.text
        }
    }

    /// What front ends show.
    func bundle(_ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle {
        guard interpreter.host.showsPictures else { return MIMEBundle(text: text) }
        let file = try raising { () throws(DrawingError) in
            switch content {
            case .one(let chart): try chart.png()
            case .several(let comparison): try comparison.png()
            }
        }
        let json =
            switch content {
            case .one(let chart): chart.json()
            case .several(let comparison): comparison.json
            }
        let scene = scene
        return MIMEBundle(text: text, picture: file, width: scene.width, height: scene.height, run: json)
    }

    /// Writes the picture.
    func save(_ path: String) throws(LanguageError) {
        let scene = scene, name = path.lowercased()
        guard name.hasSuffix(".png") || name.hasSuffix(".svg") else {
            throw .valueError("charts are written as .png or .svg, not as '\(path)'")
        }
        let file = try raising { () throws(DrawingError) in
            name.hasSuffix(".svg") ? Array(try scene.svg().utf8) : try scene.png()
        }
        try raising { () throws(VisionError) in try FileBytes.write(file, to: path) }
    }
}

extension NativeType {
    /// A chart of trainings.
    static let runChart = NativeType(
        name: "RunChart", module: "svertka", doc: "A chart of one training or several.",
        methods: [
            NativeFunction("savefig", [Parameter("fname")], doc: "Writes the chart as .png or .svg.") {
                (call) throws(LanguageError) in
                guard case .object(let chart as RunChart)? = call.receiver else { throw .typeError("a chart expected") }
                try chart.save(try call.interpreter.str(call[0]))
                // Who writes it to a file need not see it too.
                chart.isShown = true
                return .none
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in (object as? RunChart)?.text ?? "" }
            $0.mimeBundle = { (object, interpreter) throws(LanguageError) in
                guard let chart = object as? RunChart else { return nil }
                chart.isShown = true
                return try chart.bundle(interpreter)
            }
        })
}

/// What the running cell shows of trainings: charts that wait for its end, and trainings whose chart is there already.
final class ShownCharts {
    private var waiting: [RunChart] = []
    private var fresh: [Object] = []
    private var isWatching = false
    /// Charts that a cell shows at its end: the newest.
    private static let limit = 20

    static func of(_ interpreter: Interpreter) -> ShownCharts {
        let charts = interpreter.ownState(of: ShownCharts.self) { ShownCharts() }
        if !charts.isWatching {
            charts.isWatching = true
            interpreter.afterCell.append(
                CellHook { (interpreter) throws(LanguageError) in try ShownCharts.of(interpreter).cellEnds(interpreter)
                })
        }
        return charts
    }

    /// Shows a chart at the cell's end, unless it was shown until then.
    func show(_ chart: RunChart) {
        waiting.removeAll { $0.isShown }
        waiting.append(chart)
        if waiting.count > ShownCharts.limit { waiting.removeFirst() }
    }

    /// The cell has shown the picture of a training or an animation while it ran.
    func isShown(_ object: Object) { fresh.append(object) }

    /// True where the cell shows this picture already: it need not show it twice.
    func isFresh(_ object: Object) -> Bool { fresh.contains { $0 === object } }

    private func cellEnds(_ interpreter: Interpreter) throws(LanguageError) {
        fresh = []
        let charts = waiting
        waiting = []
        for chart in charts where !chart.isShown {
            chart.isShown = true
            interpreter.host.emit(.display(try chart.bundle(interpreter), id: nil))
        }
    }
}
