import Language
import Networks

/// What a training tells of its batches and epochs: to callbacks, as printed progress, in its chart and log.
extension TrainingRun {
    /// The events of the network's training, as long as it runs in one piece.
    func events() -> FitEvents {
        let names = model.network.metricNames
        let order = names.indices.sorted { names[$0] < names[$1] }
        func named(_ values: [Double], prefix: String = "") -> [(name: String, value: Double)] {
            order.compactMap { $0 < values.count ? (prefix + names[$0], values[$0]) : nil }
        }
        let (interrupt, record) = (interpreter.host.interrupt, record)
        let work = TrainingWork.of(interpreter)
        var cost: Int??

        var events = FitEvents(
            isCancelled: { [self] in failure != nil || record.isAskedToPause || interrupt.stops },
            onEpochBegin: { [self] number in
                epoch = number
                attempt { () throws(LanguageError) in
                    if style != .silent, options.epochs > 1 { write("Epoch \(number + 1)/\(options.epochs)\n") }
                    progress = KerasProgress(style, isLive: true, now: KerasProgress.now())
                    for callback in callbacks { try callback.epochBegins(number, self) }
                }
            },
            onBatchEnd: { [self] step, steps, means in
                // The first step has built the network.
                if cost == nil { cost = .some(TrainingWork.ofStep(model.network, samples: options.batchSize)) }
                work.add(cost ?? nil)
                attempt { () throws(LanguageError) in
                    try batchEnded(step, steps, means: zip(names, means).map { ($0, $1) }, sorted: named(means))
                }
            },
            onEpochEnd: { [self] number, means, validation in
                attempt { () throws(LanguageError) in
                    let logs = try self.logs(named(means) + named(validation ?? [], prefix: "val_"))
                    try epochEnded(number, logs)
                }
                return failure == nil && !model.stopsTraining
            })
        events.isStopped = { [self] in model.stopsTraining }
        if !callbacks.isEmpty {
            events.onBatchBegin = { [self] step in
                attempt { () throws(LanguageError) in
                    for callback in callbacks { try callback.batchBegins(step, self) }
                }
            }
            events.onTestBegin = { [self] in
                attempt { () throws(LanguageError) in for callback in callbacks { try callback.testBegins(self) } }
            }
            events.onTestEnd = { [self] values in
                attempt { () throws(LanguageError) in
                    let logs = try self.logs(named(values))
                    for callback in callbacks { try callback.testEnded(logs, self) }
                }
            }
        }
        return events
    }

    private func batchEnded(
        _ step: Int, _ steps: Int, means: [(name: String, value: Double)], sorted: [(name: String, value: Double)]
    ) throws(LanguageError) {
        self.steps = steps
        if history.epoch.values.isEmpty, step == 0 {
            try parameters.set(Value("steps"), .int(steps), interpreter)
        }
        if let loss = means.first?.value, !loss.isFinite {
            lossFailed { diagnosis.report(loss, batch: step + 1, epoch: epoch + 1) }
        }
        if !callbacks.isEmpty {
            let logs = try self.logs(sorted)
            for callback in callbacks { try callback.batchEnded(step, logs, self) }
        }
        if let text = progress.update(step + 1, of: steps, values: sorted, isFinal: false, now: KerasProgress.now()) {
            write(text)
        }
        record.live.chart.batchEnded(epoch: epoch, batch: step + 1, of: steps, values: means, elapsed: elapsed)
        try record.live.show()
        isInEpoch = true
        note()
        Checkpoints.of(interpreter).saveIfDue(self)
        // Between batches the weights are those of a whole step: others may look at them.
        interpreter.attend()
    }

    private func epochEnded(_ number: Int, _ logs: Dict) throws(LanguageError) {
        for callback in callbacks { try callback.epochEnded(number, logs, self) }
        lastLogs = logs
        let values = try numbers(logs)
        if let text = progress.update(steps, of: steps, values: values, isFinal: true, now: KerasProgress.now()) {
            write(text)
        }
        record.note(
            "Epoch \(number + 1)/\(options.epochs) - "
                + progress.line(of: steps, values: values, now: KerasProgress.now()))
        try history.append(number, logs, interpreter)
        isInEpoch = false
        record.live.chart.epochEnded(
            epoch: number, values: values, learningRate: model.optimizer?.optimizer.learningRate, elapsed: elapsed)
        try record.live.show()
    }
}
