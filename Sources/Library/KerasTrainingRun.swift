import Drawing
import Language
import Networks

/// One call of `fit` while it can go on: the model, what callbacks see, and how it is told.
final class TrainingRun {
    let model: ModelObject
    let interpreter: Interpreter
    let record: RunObject
    /// `params` of History and of callbacks.
    let parameters = Dict()
    let history: HistoryObject
    var steps = 0
    var lastLogs = Dict()
    /// An error that a callback raised: it ends the training.
    var failure: LanguageError?
    let options: FitOptions
    let callbacks: [TrainingCallback]
    let diagnosis: KerasDiagnosis
    private(set) var showsChart: Bool
    /// What is printed while it runs.
    let style: KerasProgress.Style
    var progress: KerasProgress
    /// The epoch that runs, from 0.
    var epoch: Int
    /// Seconds of training at which its next copy on disk is due; `nil` before the first.
    var nextCheckpoint: Double?
    /// When the host was told last how far it is.
    private var noted = 0.0
    /// True between the first and the last batch of an epoch.
    var isInEpoch = false
    /// True while its batches are on the stack.
    private(set) var isInside = false
    private var warned: Set<String> = []
    private var lossIsNumber = true

    init(
        _ model: ModelObject, _ data: TrainingData, _ options: FitOptions, verbose: Value,
        callbacks: [TrainingCallback], history: HistoryObject, _ interpreter: Interpreter
    ) throws(LanguageError) {
        self.history = history
        history.epoch.values = []
        self.model = model
        self.options = options
        self.callbacks = callbacks
        self.interpreter = interpreter
        let wanted = try KerasProgress.style(verbose, interpreter)
        let isDrawn = wanted != .silent && interpreter.host.showsPictures
        showsChart = isDrawn
        style = wanted == .line || wanted == .bar && !isDrawn ? wanted : .silent
        progress = KerasProgress(style, isLive: true, now: KerasProgress.now())
        epoch = options.initialEpoch
        diagnosis = KerasDiagnosis(
            network: model.network, data: data, classWeight: options.classWeight)
        record = RunObject(
            number: Runs.of(interpreter).nextNumber(), model: model, options: options, history: history, interpreter)
        try parameters.set(Value("verbose"), verbose, interpreter)
        try parameters.set(Value("epochs"), .int(options.epochs), interpreter)
        history.params = parameters
        history.model = model
        record.training = self
        if showsChart { record.live.add(record.outlet) }
    }

    /// Shows the chart where it was started, if it is not there already.
    func watch() {
        guard !showsChart, interpreter.host.showsPictures else { return }
        showsChart = true
        record.live.add(record.outlet)
    }

    /// True where the network still waits to go on with this training.
    var canGoOn: Bool { model.run === record && model.network.isPaused }

    // MARK: What is said

    /// Says something on standard error, once in a run.
    func warn(_ text: String) {
        if warned.insert(text).inserted { record.hear(.stream(.stderr, text + "\n")) }
    }

    /// Tells why the loss is no number, at the first batch.
    func lossFailed(_ report: () -> String) {
        if lossIsNumber { record.hear(.stream(.stderr, report() + "\n")) }
        lossIsNumber = false
    }

    /// Prints progress, which is no part of the log: that has a line for each epoch.
    func write(_ text: String) { record.outlet(.stream(.stdout, text)) }

    // MARK: Going on

    /// Tells the host how far it is, some times a second at most.
    func note() {
        let now = KerasProgress.now()
        if now - noted < 0.05 { return }
        noted = now
        let chart = record.live.chart
        interpreter.host.note(
            "fit of '\(record.name)': epoch \(epoch + 1)/\(options.epochs), batch \(isInEpoch ? chart.batch : 0)/\(steps)"
        )
    }

    /// Does what may raise in the middle of a training; the first error ends it.
    func attempt(_ body: () throws(LanguageError) -> Void) {
        guard failure == nil else { return }
        do throws(LanguageError) { try body() } catch { failure = error }
    }

    /// Makes a paused training ready to go on; it is shown in the cell that asks for it.
    func goesOn() {
        failure = nil
        model.stopsTraining = false
        record.isAskedToPause = false
        record.live.goesOn()
        record.outlet = interpreter.host.outlet()
        progress = KerasProgress(style, isLive: true, now: KerasProgress.now())
        if showsChart {
            record.live.leaveFirst()
            record.live.add(record.outlet)
        }
    }

    /// Trains in the running cell, to the end or to the interrupt.
    func finish() throws(LanguageError) -> HistoryObject {
        while try !advance(isWanted: { false }) {}
        return history
    }

    /// Goes on in the background from now on; the cell is free.
    func startInBackground() {
        let (background, record) = (interpreter.background, record)
        let job = BackgroundJob(outlet: record.outlet) { [self] isWanted in
            // Nobody can be asked from the background.
            let readLine = interpreter.host.readLine
            interpreter.host.readLine = nil
            defer { interpreter.host.readLine = readLine }
            do throws(LanguageError) {
                let isOver = try advance(isWanted: isWanted)
                return isOver ? .done : .more
            } catch {
                if record.state == .paused, error.kind == .keyboardInterrupt {
                    // It came in the middle of a callback, but was meant for the cell that waits.
                    if !record.isAskedToPause, !background.isAlone() { interpreter.host.interrupt.raise() }
                    record.hear(
                        .stream(
                            .stdout,
                            "Run \(record.number) is paused: \(record.live.chart.text). Its resume() goes on, runs() lists it.\n"
                        ))
                    return .done
                }
                return record.waiting > 0 ? .done : .failed(error)
            }
        }
        record.job = job
        record.state = .running
        background.start(job)
    }

    /// Trains until the end, or until the thread is wanted.
    /// - Returns: false where there is more to do.
    /// - Throws: the error that ended it; KeyboardInterrupt where it was interrupted or paused, and can go on.
    func advance(isWanted: @escaping () -> Bool) throws(LanguageError) -> Bool {
        record.state = .running
        // What callbacks print is the training's, whichever cell runs meanwhile.
        let emit = interpreter.host.emit
        interpreter.host.emit = { [record = self.record] event in record.hear(event) }
        isInside = true
        note()
        // Between two slices it is still what takes long.
        var isUnfinished = false
        defer {
            isInside = false
            interpreter.host.emit = emit
            if !isUnfinished { interpreter.host.note("") }
            noted = 0
        }
        var events = events()
        events.isWanted = isWanted
        do throws(NetworkError) {
            guard try model.network.resume(events: events) else {
                isUnfinished = true
                return false
            }
        } catch {
            // A cell that waits takes its interrupt itself.
            if error.kind == .cancelled, failure == nil, !record.isAskedToPause, record.job != nil,
                !interpreter.background.isAlone()
            {
                isUnfinished = true
                return false
            }
            throw try cancelled(error)
        }
        attempt { () throws(LanguageError) in for callback in callbacks { try callback.trainEnded(self) } }
        if let failure { throw try failed(failure) }
        let isEarly = options.initialEpoch + history.epoch.values.count < options.epochs
        if !history.epoch.values.isEmpty { record.live.chart.finished(isEarly ? .stopped : .done, elapsed: elapsed) }
        record.ended(isEarly ? .stopped : .done)
        Checkpoints.of(interpreter).remove(record)
        if !history.epoch.values.isEmpty { try record.live.show(always: true) }
        if record.live.isWatched { ShownCharts.of(interpreter).isShown(history) }
        return true
    }

    /// Seconds of training.
    var elapsed: Double { record.live.elapsed }

    /// What an interrupt or an error in the middle of a step means; the error to raise.
    private func cancelled(_ error: NetworkError) throws(LanguageError) -> LanguageError {
        let isInterrupted =
            error.kind == .cancelled && (failure.map { $0.kind == .keyboardInterrupt } ?? true)
        guard isInterrupted else { return try failed(failure ?? LanguageError(error)) }
        record.state = .paused
        record.job = nil
        Checkpoints.of(interpreter).saveNow(self)
        record.live.chart.finished(.interrupted, elapsed: elapsed)
        try record.live.show(always: true)
        if let failure { return failure }
        if style != .silent { write("\n") }
        if record.isAskedToPause { return LanguageError(.keyboardInterrupt, "") }
        return error.cause as? LanguageError ?? interpreter.host.interrupt.answered()
    }

    private func failed(_ error: LanguageError) throws(LanguageError) -> LanguageError {
        record.live.chart.finished(.failed, elapsed: elapsed)
        record.failure = error
        record.ended(.failed)
        Checkpoints.of(interpreter).remove(record)
        if record.live.chart.batch > 0 { try record.live.show(always: true) }
        return error
    }

    // MARK: Numbers

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
