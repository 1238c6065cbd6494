import Drawing
import Language
import Networks
import Tensors

/// One call of `fit`: what callbacks see, and what becomes History.
final class TrainingRun {
    let model: ModelObject
    let interpreter: Interpreter
    /// `params` of History and of callbacks.
    let parameters = Dict()
    let history = HistoryObject()
    var steps = 0
    var lastLogs = Dict()
    /// An error that a callback raised: it ends the training.
    var failure: LanguageError?
    let options: FitOptions
    let verbose: Value
    let callbacks: [TrainingCallback]
    /// The picture of the training; one that goes on begins with the curves so far.
    var live: KerasLiveChart
    let diagnosis: KerasDiagnosis
    private var warned: Set<String> = []
    private var lossIsNumber = true

    init(
        _ model: ModelObject, _ data: TrainingData, _ options: FitOptions, verbose: Value,
        callbacks: [TrainingCallback], _ interpreter: Interpreter
    ) {
        self.model = model
        self.options = options
        self.verbose = verbose
        self.callbacks = callbacks
        self.interpreter = interpreter
        diagnosis = KerasDiagnosis(
            network: model.network, data: data, classWeight: options.classWeight)
        live = KerasLiveChart(
            title: model.network.name, epochs: options.epochs, initialEpoch: options.initialEpoch, interpreter)
    }

    /// Says something on standard error, once in a run.
    func warn(_ text: String) {
        if warned.insert(text).inserted { interpreter.host.emit(.stream(.stderr, text + "\n")) }
    }

    /// Tells why the loss is no number, at the first batch.
    func lossFailed(_ report: () -> String) {
        if lossIsNumber { interpreter.host.emit(.stream(.stderr, report() + "\n")) }
        lossIsNumber = false
    }

    /// Does what may raise in the middle of a training; the first error ends it.
    func attempt(_ body: () throws(LanguageError) -> Void) {
        guard failure == nil else { return }
        do throws(LanguageError) { try body() } catch { failure = error }
    }

    /// Values in Keras's order: by name.
    func logs(_ values: [(name: String, value: Double)]) throws(LanguageError) -> Dict {
        let dict = Dict()
        for (name, value) in values { try dict.set(Value(name), KerasSettings.float32(value), interpreter) }
        return dict
    }

    /// The numbers of a dictionary of logs, in its order.
    func numbers(_ logs: Dict) throws(LanguageError) -> [(name: String, value: Double)] {
        var result: [(name: String, value: Double)] = []
        for (key, value) in logs.table.pairs {
            if case .str(let name) = key, let number = try interpreter.number(value) {
                result.append((name.string, number))
            }
        }
        return result
    }
}

/// What `fit` gives back: values of every epoch.
final class HistoryObject: Object {
    /// Lists of values by name; `acc` finds `accuracy`.
    let history = Dict(secondNames: ["acc": "accuracy", "val_acc": "val_accuracy", "lr": "learning_rate"])
    let epoch = List()
    var params = Dict()
    weak var model: ModelObject?

    override var nativeType: NativeType { .history }

    /// Adds an epoch's values.
    func append(_ number: Int, _ logs: Dict, _ interpreter: Interpreter) throws(LanguageError) {
        epoch.values.append(.int(number))
        for (key, value) in logs.table.pairs {
            if case .list(let list)? = try history.get(key, interpreter) {
                list.values.append(value)
            } else {
                try history.set(key, Value([value]), interpreter)
            }
        }
    }
}

extension NativeType {
    /// What `fit` gives back.
    static let history = NativeType(
        name: "History", module: "keras.callbacks", doc: "The values of every epoch of a training.",
        constructor: NativeFunction("History", doc: "fit makes one itself.") { (_) throws(LanguageError) in
            .object(HistoryObject())
        },
        properties: [
            NativeProperty("history", doc: "Lists of values by name: 'accuracy', 'loss', 'val_accuracy', 'val_loss'.") {
                (object, _) throws(LanguageError) in
                (object as? HistoryObject).map { .dict($0.history) } ?? .none
            },
            NativeProperty("epoch", doc: "Numbers of the epochs, from 0.") { (object, _) throws(LanguageError) in
                (object as? HistoryObject).map { .list($0.epoch) } ?? .none
            },
            NativeProperty("params", doc: "verbose, epochs and steps.") { (object, _) throws(LanguageError) in
                (object as? HistoryObject).map { .dict($0.params) } ?? .none
            },
            NativeProperty("model", doc: "The model that was trained.") { (object, _) throws(LanguageError) in
                (object as? HistoryObject)?.model.map { .object($0) } ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<keras.src.callbacks.history.History object at \(interpreter.address(object))>"
            }
        })
}

/// `fit`, `evaluate`, `predict` and their like.
enum KerasTraining {
    /// Trains a model and tells how it goes.
    static func fit(
        _ model: ModelObject, _ data: TrainingData, options: FitOptions, verbose: Value,
        callbacks: [TrainingCallback],
        _ interpreter: Interpreter
    ) throws(LanguageError) -> HistoryObject {
        try model.checkCompiled()
        _ = try KerasProgress.style(verbose, interpreter)
        let run = TrainingRun(model, data, options, verbose: verbose, callbacks: callbacks, interpreter)
        try run.parameters.set(Value("verbose"), verbose, interpreter)
        try run.parameters.set(Value("epochs"), .int(options.epochs), interpreter)
        run.history.params = run.parameters
        run.history.model = model
        model.stopsTraining = false
        model.history = run.history
        model.paused = nil
        for remark in run.diagnosis.remarks {
            KerasState.of(interpreter).remark("UserWarning: " + remark, interpreter)
        }
        for callback in callbacks { try callback.trainBegins(run) }
        return try proceed(run) { (events) throws(NetworkError) in
            try model.network.fit(data, options: options, events: events)
        }
    }

    /// Goes on with a training that was interrupted.
    static func resume(_ model: ModelObject, _ interpreter: Interpreter) throws(LanguageError) -> HistoryObject {
        guard model.network.isPaused, let run = model.paused else {
            throw LanguageError.runtimeError(
                "there is no training to go on with",
                hint: "resume() goes on after an interrupt of fit(); a changed or newly compiled model starts anew")
        }
        model.paused = nil
        model.stopsTraining = false
        run.failure = nil
        run.live = KerasLiveChart(goingOn: run.live)
        return try proceed(run) { (events) throws(NetworkError) in try model.network.resume(events: events) }
    }

    /// Runs a training to its end, or to the interrupt.
    private static func proceed(
        _ run: TrainingRun, _ train: (FitEvents) throws(NetworkError) -> Void
    ) throws(LanguageError) -> HistoryObject {
        let (model, options, callbacks, interpreter) = (run.model, run.options, run.callbacks, run.interpreter)
        let style = try KerasProgress.style(run.verbose, interpreter)
        let showsChart = style != .silent && interpreter.host.showsPictures
        let printsText = style == .line || style == .bar && !showsChart
        var progress = KerasProgress(printsText ? style : .silent, isLive: true, now: KerasProgress.now())
        var epoch = options.initialEpoch
        let names = model.network.metricNames
        let order = names.indices.sorted { names[$0] < names[$1] }
        func named(_ values: [Double], prefix: String = "") -> [(name: String, value: Double)] {
            order.compactMap { $0 < values.count ? (prefix + names[$0], values[$0]) : nil }
        }

        var events = FitEvents(
            isCancelled: { run.failure != nil || interpreter.host.interrupt.isRaised },
            onEpochBegin: { number in
                epoch = number
                run.attempt { () throws(LanguageError) in
                    if printsText, options.epochs > 1 { interpreter.write("Epoch \(number + 1)/\(options.epochs)\n") }
                    progress = KerasProgress(printsText ? style : .silent, isLive: true, now: KerasProgress.now())
                    for callback in callbacks { try callback.epochBegins(number, run) }
                }
            },
            onBatchEnd: { step, steps, means in
                run.attempt { () throws(LanguageError) in
                    run.steps = steps
                    if run.history.epoch.values.isEmpty, step == 0 {
                        try run.parameters.set(Value("steps"), .int(steps), interpreter)
                    }
                    if let loss = means.first, !loss.isFinite {
                        run.lossFailed { run.diagnosis.report(loss, batch: step + 1, epoch: epoch + 1) }
                    }
                    let values = named(means)
                    if !callbacks.isEmpty {
                        let logs = try run.logs(values)
                        for callback in callbacks { try callback.batchEnded(step, logs, run) }
                    }
                    if let text = progress.update(
                        step + 1, of: steps, values: values, isFinal: false, now: KerasProgress.now())
                    {
                        interpreter.write(text)
                    }
                    if showsChart {
                        run.live.chart.batchEnded(
                            epoch: epoch, batch: step + 1, of: steps, values: zip(names, means).map { ($0, $1) },
                            elapsed: run.live.elapsed)
                        try run.live.show()
                    }
                }
            },
            onEpochEnd: { number, means, validation in
                run.attempt { () throws(LanguageError) in
                    let logs = try run.logs(named(means) + named(validation ?? [], prefix: "val_"))
                    for callback in callbacks { try callback.epochEnded(number, logs, run) }
                    run.lastLogs = logs
                    let values = try run.numbers(logs)
                    if let text = progress.update(
                        run.steps, of: run.steps, values: values, isFinal: true, now: KerasProgress.now())
                    {
                        interpreter.write(text)
                    }
                    try run.history.append(number, logs, interpreter)
                    if showsChart {
                        run.live.chart.epochEnded(
                            epoch: number, values: values, learningRate: model.optimizer?.optimizer.learningRate,
                            elapsed: run.live.elapsed)
                        try run.live.show()
                    }
                }
                return run.failure == nil && !model.stopsTraining
            })

        events.isStopped = { model.stopsTraining }
        if !callbacks.isEmpty {
            events.onBatchBegin = { step in
                run.attempt { () throws(LanguageError) in
                    for callback in callbacks { try callback.batchBegins(step, run) }
                }
            }
            events.onTestBegin = {
                run.attempt { () throws(LanguageError) in for callback in callbacks { try callback.testBegins(run) } }
            }
            events.onTestEnd = { values in
                run.attempt { () throws(LanguageError) in
                    let logs = try run.logs(named(values))
                    for callback in callbacks { try callback.testEnded(logs, run) }
                }
            }
        }
        do throws(NetworkError) {
            try train(events)
        } catch {
            if error.kind == .cancelled { model.paused = run }
            let isInterrupted =
                error.kind == .cancelled && (run.failure.map { $0.kind == .keyboardInterrupt } ?? true)
            if showsChart, run.live.chart.batch > 0 || isInterrupted {
                run.live.chart.finished(isInterrupted ? .interrupted : .failed, elapsed: run.live.elapsed)
                try run.live.show(always: true)
            }
            if let failure = run.failure { throw failure }
            if isInterrupted {
                if printsText { interpreter.write("\n") }
                throw error.cause as? LanguageError ?? interpreter.host.interrupt.answered()
            }
            throw LanguageError(error)
        }
        if let failure = run.failure {
            if showsChart {
                run.live.chart.finished(.failed, elapsed: run.live.elapsed)
                try run.live.show(always: true)
            }
            throw failure
        }
        for callback in callbacks { try callback.trainEnded(run) }
        if showsChart, !run.history.epoch.values.isEmpty {
            let isEarly = options.initialEpoch + run.history.epoch.values.count < options.epochs
            run.live.chart.finished(isEarly ? .stopped : .done, elapsed: run.live.elapsed)
            try run.live.show(always: true)
        }
        return run.history
    }

    /// Loss and metrics on samples.
    static func evaluate(
        _ model: ModelObject, _ data: TrainingData, batchSize: Int, steps: Int? = nil,
        _ style: KerasProgress.Style, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Double] {
        try model.checkCompiled()
        var progress = KerasProgress(style, isLive: !interpreter.host.showsPictures, now: KerasProgress.now())
        var last = (step: 0, steps: 0)
        let values = try stoppable(interpreter) { () throws(NetworkError) in
            try model.network.evaluate(
                data, batchSize: batchSize, steps: steps, isCancelled: { interpreter.host.interrupt.isRaised }
            ) { step, steps, _ in
                last = (step + 1, steps)
                if let text = progress.update(step + 1, of: steps, values: [], isFinal: false, now: KerasProgress.now())
                {
                    interpreter.write(text)
                }
            }
        }
        let shown = zip(model.network.metricNames, values).map { (name: $0, value: $1) }.sorted { $0.name < $1.name }
        if last.steps > 0,
            let text = progress.update(
                last.step, of: last.steps, values: shown, isFinal: true, now: KerasProgress.now())
        {
            interpreter.write(text)
        }
        return values
    }

    /// The network's outputs for samples.
    static func predict(
        _ model: ModelObject, _ x: Value, batchSize: Int, steps: Int? = nil, _ style: KerasProgress.Style,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let samples = try KerasTraining.inputs(model, x, interpreter)
        var progress = KerasProgress(style, isLive: !interpreter.host.showsPictures, now: KerasProgress.now())
        let result = try stoppable(interpreter) { () throws(NetworkError) in
            try model.network.predict(
                samples, batchSize: batchSize, steps: steps, isCancelled: { interpreter.host.interrupt.isRaised }
            ) { step, steps in
                if let text = progress.update(
                    step + 1, of: steps, values: [], isFinal: step + 1 == steps, now: KerasProgress.now())
                {
                    interpreter.write(text)
                }
            }
        }
        return result.count == 1 ? Value(result[0]) : Value(result.map { Value($0) })
    }

    /// Work that an interrupt ends with KeyboardInterrupt, and a lack of memory with MemoryError.
    private static func stoppable<R>(
        _ interpreter: Interpreter, _ body: () throws(NetworkError) -> R
    ) throws(LanguageError) -> R {
        do throws(NetworkError) { return try body() } catch {
            if error.kind == .cancelled {
                throw interpreter.host.interrupt.answered()
            }
            throw LanguageError(error)
        }
    }
}
