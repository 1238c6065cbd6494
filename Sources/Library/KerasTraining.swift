import Language
import Networks
import Tensors

/// `fit`, `evaluate`, `predict` and their like.
enum KerasTraining {
    /// Begins a training: everything is checked and its callbacks are told, no batch is seen yet.
    static func begin(
        _ model: ModelObject, _ data: TrainingData, options: FitOptions, verbose: Value,
        callbacks: [TrainingCallback], history: HistoryObject? = nil, _ interpreter: Interpreter
    ) throws(LanguageError) -> TrainingRun {
        try model.checkFree("fit")
        try model.checkCompiled()
        let run = try TrainingRun(
            model, data, options, verbose: verbose, callbacks: callbacks, history: history ?? HistoryObject(),
            interpreter)
        if let before = model.run, before.state == .paused {
            before.ended(.stopped)
            Checkpoints.of(interpreter).remove(before)
        }
        model.stopsTraining = false
        model.history = run.history
        model.run = run.record
        do throws(LanguageError) {
            for remark in run.diagnosis.remarks {
                KerasState.of(interpreter).remark("UserWarning: " + remark, interpreter)
            }
            for callback in callbacks {
                callback.meet(run)
                try callback.trainBegins(run)
            }
            try learning { () throws(NetworkError) in try model.network.prepare(data, options: options) }
            model.remarkFreezing(interpreter)
        } catch {
            run.record.ended(.failed)
            throw error
        }
        Runs.of(interpreter).compare(run.record, model.network)
        Runs.of(interpreter).add(run.record)
        return run
    }

    /// Goes on with a training that was interrupted or paused.
    static func resume(_ model: ModelObject, _ interpreter: Interpreter) throws(LanguageError) -> HistoryObject {
        try model.checkFree("resume")
        guard model.network.isPaused, let run = model.run?.training else {
            throw LanguageError.runtimeError(
                "there is no training to go on with",
                hint: "resume() goes on after an interrupt of fit(); a changed or newly compiled model starts anew")
        }
        run.goesOn()
        return try run.finish()
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
                data, batchSize: batchSize, steps: steps, isCancelled: { interpreter.host.interrupt.stops }
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
                samples, batchSize: batchSize, steps: steps, isCancelled: { interpreter.host.interrupt.stops }
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
