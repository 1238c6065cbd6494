import Drawing
import Language
import Networks

extension NativeType {
    /// A training that runs, waits or is over.
    static let run = NativeType(
        name: "Run", module: "svertka",
        doc:
            "A training: how far it is, its curves and its log. fit(background=True) and runs() give it.",
        methods: RunMethods.table, properties: RunMethods.properties,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in try RunMethods.run(object).line }
            $0.mimeBundle = { (object, _) throws(LanguageError) in
                let run = try RunMethods.run(object)
                return MIMEBundle(text: run.line, richer: ["text/html": .text(RunTable.html([run]))])
            }
        })
}

/// What a training can be asked and told.
enum RunMethods {
    static func run(_ object: Object?) throws(LanguageError) -> RunObject {
        guard let run = object as? RunObject else { throw LanguageError.typeError("a Run expected") }
        return run
    }

    private static func run(_ call: Call) throws(LanguageError) -> RunObject { try run(call.receiver?.heapObject) }

    static let table: [NativeFunction] = [
        NativeFunction(
            "wait", [Parameter("timeout", .none, doc: "Seconds; None: until the end.")],
            doc:
                "Waits for the training's end and gives its History, as fit does. Raises what ended it, or TimeoutError. An interrupt ends the waiting alone."
        ) { (call) throws(LanguageError) in
            .object(try wait(run(call), call, seconds: call.optional(0) == nil ? nil : try call.double(0)))
        },
        NativeFunction(
            "pause", doc: "Stops after the present step; resume() goes on as if nothing had been, bit for bit."
        ) { (call) throws(LanguageError) in
            let run = try run(call)
            guard run.presentState == .running, let training = run.training else {
                throw LanguageError.runtimeError(
                    "run \(run.number) is \(run.presentState.rawValue): there is nothing to pause")
            }
            try training.pause()
            return .none
        },
        NativeFunction(
            "resume",
            [Parameter("background", .bool(true), doc: "False trains in this cell and gives the History.")],
            doc: "Goes on after a pause or an interrupt: the same steps on the same samples, bit for bit."
        ) { (call) throws(LanguageError) in
            let run = try run(call)
            guard run.presentState == .paused, let training = run.training else {
                throw LanguageError.runtimeError(
                    "run \(run.number) is \(run.presentState.rawValue): there is nothing to go on with",
                    hint: "a training goes on after pause() or an interrupt, until its model is compiled or fitted anew"
                )
            }
            try training.model.checkFree("resume")
            training.goesOn()
            if try !call.bool(0) { return .object(try training.finish()) }
            training.startInBackground()
            return .none
        },
        NativeFunction("stop", doc: "Ends the training after the present step; the weights stay as they are.") {
            (call) throws(LanguageError) in
            let run = try run(call)
            switch run.presentState {
            case .running: run.training?.model.stopsTraining = true
            case .paused:
                run.ended(.stopped)
                Checkpoints.of(call.interpreter).remove(run)
            case .done, .stopped, .failed: break
            }
            return .none
        },
        NativeFunction("attach", doc: "Shows its chart and log in this cell, and what comes until the end.") {
            (call) throws(LanguageError) in
            try run(call).attach(call.interpreter)
            return .none
        },
    ]

    static let properties: [NativeProperty] = [
        property("state", "'running', 'paused', 'done', 'stopped' or 'failed'.") { Value($0.presentState.rawValue) },
        property("number", "Its number, from 1.") { .int($0.number) },
        property("name", "The model's name.") { Value($0.name) },
        property("epoch", "Epochs that are over.") { .int($0.history.epoch.values.count + $0.live.chart.initialEpoch) },
        property("epochs", "The number of the last epoch.") { .int($0.epochs) },
        property("batch", "Batches of the present epoch that are over.") { .int($0.live.chart.batch) },
        property("seconds", "How long it has been running.") { .float($0.live.elapsed) },
        property("chart_seconds", "How much of that its chart took.") { .float($0.live.seconds) },
        property("history", "Lists of values by name, one value for each epoch: run.history['loss'].") {
            .dict($0.history.history)
        },
        property("log", "What it said: a line for each epoch, and what callbacks printed; the newest 256 KiB.") {
            Value($0.log.text)
        },
        property("model", "The model while the training can go on, or as long as it is used elsewhere.") {
            $0.history.model.map { .object($0) } ?? .none
        },
    ]

    private static func property(
        _ name: String, _ doc: String, _ value: @escaping @Sendable (RunObject) -> Value
    ) -> NativeProperty {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in value(try run(object)) }
    }

    /// Trains until the end of one run; the others have their turns.
    private static func wait(_ run: RunObject, _ call: Call, seconds: Double?) throws(LanguageError) -> HistoryObject {
        let (interrupt, background) = (call.interpreter.host.interrupt, call.interpreter.background)
        let end = seconds.map { KerasProgress.now() + max($0, 0) }
        run.live.speak(through: call.interpreter.host.outlet())
        run.waiting += 1
        defer { run.waiting -= 1 }
        while run.presentState == .running {
            try call.interpreter.reachSafePoint()
            if let end, KerasProgress.now() >= end {
                throw LanguageError(.timeoutError, "run \(run.number) is not over yet: \(run.live.chart.text)")
            }
            let goesOn = background.advance {
                interrupt.isRaised || run.state != .running || end.map { KerasProgress.now() >= $0 } ?? false
            }
            if !goesOn {
                throw LanguageError.runtimeError(
                    "run \(run.number) waits for this very program and can't be waited for",
                    hint: "attach() shows how it goes")
            }
        }
        if let failure = run.failure { throw failure }
        if run.state == .paused {
            throw LanguageError.runtimeError(
                "run \(run.number) is paused", hint: "its resume() goes on")
        }
        return run.history
    }
}

extension TrainingRun {
    /// Stops after the present step; what is inside of a step at this moment stops between layers.
    func pause() throws(LanguageError) {
        record.isAskedToPause = true
        guard let job = record.job, !isInside else { return }
        interpreter.background.remove(job)
        interpreter.host.note("")
        record.job = nil
        record.state = .paused
        Checkpoints.of(interpreter).saveNow(self)
        record.live.chart.finished(.interrupted, elapsed: elapsed)
        try record.live.show(always: true)
    }
}

/// Trainings as a table.
enum RunTable {
    /// A row for each: number, model, state, epochs, time, the newest values.
    static func html(_ runs: [RunObject]) -> String {
        var table = HTMLTable(
            columns: [
                HTMLTable.Column(title: "run", isNumber: true), HTMLTable.Column(title: "model"),
                HTMLTable.Column(title: "state"), HTMLTable.Column(title: "epochs", isNumber: true),
                HTMLTable.Column(title: "time", isNumber: true), HTMLTable.Column(title: "values"),
            ], rows: [])
        for run in runs {
            let chart = run.live.chart
            let values = chart.latest.sorted { $0.key < $1.key }.map { "\($0.key) \(KerasProgress.value($0.value))" }
            let done = run.history.epoch.values.count + chart.initialEpoch
            table.rows.append(
                HTMLTable.Row(cells: [
                    HTMLTable.Cell("\(run.number)", .number), HTMLTable.Cell(run.name),
                    HTMLTable.Cell(run.presentState.rawValue), HTMLTable.Cell("\(done)/\(run.epochs)", .number),
                    HTMLTable.Cell(TrainingChart.time(run.live.elapsed), .number),
                    HTMLTable.Cell(values.joined(separator: ", ")),
                ]))
        }
        return table.html
    }
}
