import Foundation
import Language
import Networks

/// What a training tells, and asks, while it runs: Keras's callbacks that need no program.
class TrainingCallback: Object {
    /// The class and the settings that it was made with.
    fileprivate(set) var type = NativeType.nativeCallback
    fileprivate var settings: [(name: String, value: Value)] = []
    /// The model that it was told about last, and what `fit` was asked for.
    private weak var model: ModelObject?
    private var parameters: Dict?

    /// What it has come to: attributes by Keras's names.
    var state: [(name: String, value: Value)] { [] }

    /// Says which training follows.
    final func meet(_ run: TrainingRun) {
        model = run.model
        parameters = run.parameters
    }

    /// All attributes.
    final var attributes: [(name: String, value: Value)] {
        settings + state + [
            ("params", parameters.map { .dict($0) } ?? .none), ("model", model.map { .object($0) } ?? .none),
        ]
    }

    func trainBegins(_ run: TrainingRun) throws(LanguageError) {}
    func epochBegins(_ epoch: Int, _ run: TrainingRun) throws(LanguageError) {}
    func batchBegins(_ batch: Int, _ run: TrainingRun) throws(LanguageError) {}
    func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {}
    /// The validation of an epoch, with what it measured at its end.
    func testBegins(_ run: TrainingRun) throws(LanguageError) {}
    func testEnded(_ logs: Dict, _ run: TrainingRun) throws(LanguageError) {}
    func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {}
    func trainEnded(_ run: TrainingRun) throws(LanguageError) {}

    override var nativeType: NativeType { type }
}

/// A callback that a program wrote: its methods are called where it has them.
final class ProgramCallback: TrainingCallback {
    private let value: Value

    init(_ value: Value) { self.value = value }

    private func tell(_ names: [String], _ arguments: [Value], _ run: TrainingRun) throws(LanguageError) {
        for name in names {
            guard let method = try run.interpreter.findAttribute(value, name) else { continue }
            _ = try run.interpreter.call(method, arguments)
        }
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        if case .object(let instance as Instance) = value {
            instance.setAttribute("model", .object(run.model))
            instance.setAttribute("params", .dict(run.parameters))
        }
        try tell(["set_params"], [.dict(run.parameters)], run)
        try tell(["set_model"], [.object(run.model)], run)
        try tell(["on_train_begin"], [.dict(Dict())], run)
    }

    override func epochBegins(_ epoch: Int, _ run: TrainingRun) throws(LanguageError) {
        try tell(["on_epoch_begin"], [.int(epoch), .dict(Dict())], run)
    }

    override func batchBegins(_ batch: Int, _ run: TrainingRun) throws(LanguageError) {
        try tell(["on_train_batch_begin", "on_batch_begin"], [.int(batch), .dict(Dict())], run)
    }

    override func testBegins(_ run: TrainingRun) throws(LanguageError) {
        try tell(["on_test_begin"], [.dict(Dict())], run)
    }

    override func testEnded(_ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        try tell(["on_test_end"], [.dict(logs)], run)
    }

    override func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        try tell(["on_train_batch_end", "on_batch_end"], [.int(batch), .dict(logs)], run)
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        try tell(["on_epoch_end"], [.int(epoch), .dict(logs)], run)
    }

    override func trainEnded(_ run: TrainingRun) throws(LanguageError) {
        try tell(["on_train_end"], [.dict(run.lastLogs)], run)
    }
}

/// `LambdaCallback`: functions for moments of a training.
final class LambdaCallback: TrainingCallback {
    private let functions: [String: Value]

    init(_ functions: [String: Value]) { self.functions = functions }

    private func tell(_ name: String, _ arguments: [Value], _ run: TrainingRun) throws(LanguageError) {
        if let function = functions[name] { _ = try run.interpreter.call(function, arguments) }
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        try tell("on_train_begin", [.dict(Dict())], run)
    }

    override func epochBegins(_ epoch: Int, _ run: TrainingRun) throws(LanguageError) {
        try tell("on_epoch_begin", [.int(epoch), .dict(Dict())], run)
    }

    override func batchBegins(_ batch: Int, _ run: TrainingRun) throws(LanguageError) {
        for name in ["on_train_batch_begin", "on_batch_begin"] { try tell(name, [.int(batch), .dict(Dict())], run) }
    }

    override func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        for name in ["on_train_batch_end", "on_batch_end"] { try tell(name, [.int(batch), .dict(logs)], run) }
    }

    override func testBegins(_ run: TrainingRun) throws(LanguageError) {
        try tell("on_test_begin", [.dict(Dict())], run)
    }

    override func testEnded(_ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        try tell("on_test_end", [.dict(logs)], run)
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        try tell("on_epoch_end", [.int(epoch), .dict(logs)], run)
    }

    override func trainEnded(_ run: TrainingRun) throws(LanguageError) {
        try tell("on_train_end", [.dict(run.lastLogs)], run)
    }
}

/// Which way a watched value is better, and by how much.
struct Watch {
    let monitor: String
    private(set) var isLarger: Bool
    let minDelta: Double
    private let isAutomatic: Bool

    init(monitor: String, mode: String, minDelta: Double) {
        self.monitor = monitor == "acc" ? "accuracy" : monitor == "val_acc" ? "val_accuracy" : monitor
        self.minDelta = abs(minDelta)
        isAutomatic = mode != "min" && mode != "max"
        switch mode {
        case "max": isLarger = true
        case "min": isLarger = false
        default: isLarger = monitor.contains("acc") || monitor.hasSuffix("auc")
        }
    }

    /// Asks the metric itself which way it is better.
    mutating func settle(_ run: TrainingRun) {
        guard isAutomatic else { return }
        let name = monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor
        for goal in run.model.network.training?.goals ?? [] {
            for metric in goal.metrics where metric.name == name { isLarger = metric.isLargerBetter }
        }
    }

    var worst: Double { isLarger ? -.infinity : .infinity }

    func isBetter(_ value: Double, than best: Double) -> Bool {
        isLarger ? value - minDelta > best : value + minDelta < best
    }

    /// The watched value, or `nil` after a warning where it is not measured.
    func value(in logs: Dict, of callback: String, _ run: TrainingRun) throws(LanguageError) -> Double? {
        if let value = logs[monitor, run.interpreter], let number = try run.interpreter.number(value) { return number }
        let names = logs.table.keys.compactMap { key in if case .str(let text) = key { text.string } else { nil } }
        run.warn(
            "UserWarning: \(callback) conditioned on metric `\(monitor)` which is not available. Available metrics are: \(names.joined(separator: ","))"
        )
        return nil
    }
}

/// Ends a training once a value no longer gets better.
final class EarlyStopping: TrainingCallback {
    private var watch: Watch
    private let patience: Int
    private let isTalkative: Bool
    private let baseline: Double?
    private let restoresBest: Bool
    private let startFrom: Int
    private var best = Double.nan
    private var wait = 0
    private var stoppedEpoch: Int?
    private var bestEpoch = 0
    private var bestWeights: Value?

    override var state: [(name: String, value: Value)] {
        let known: [(name: String, value: Value)] = [
            ("best", best.isFinite ? .float(best) : .none), ("best_weights", bestWeights ?? .none),
            ("stopped_epoch", .int(stoppedEpoch ?? 0)), ("wait", .int(wait)),
        ]
        // Keras has this one from the first training on.
        return best.isNaN ? known : known + [("best_epoch", .int(bestEpoch))]
    }

    init(_ watch: Watch, patience: Int, isTalkative: Bool, baseline: Double?, restoresBest: Bool, startFrom: Int) {
        self.watch = watch
        self.patience = patience
        self.isTalkative = isTalkative
        self.baseline = baseline
        self.restoresBest = restoresBest
        self.startFrom = startFrom
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        watch.settle(run)
        best = watch.worst
        wait = 0
        stoppedEpoch = nil
        bestWeights = nil
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        guard let value = try watch.value(in: logs, of: "Early stopping", run), epoch >= startFrom else { return }
        if restoresBest, bestWeights == nil { bestWeights = try KerasLayers.arrays(run.model.network.weights) }
        wait += 1
        if watch.isBetter(value, than: best) {
            best = value
            bestEpoch = epoch
            if restoresBest { bestWeights = try KerasLayers.arrays(run.model.network.weights) }
            if baseline == nil || watch.isBetter(value, than: baseline ?? 0) { wait = 0 }
            return
        }
        if wait >= patience, epoch > 0 {
            stoppedEpoch = epoch
            run.model.stopsTraining = true
        }
    }

    override func trainEnded(_ run: TrainingRun) throws(LanguageError) {
        if let stoppedEpoch, isTalkative { run.interpreter.write("Epoch \(stoppedEpoch + 1): early stopping\n") }
        if restoresBest, let bestWeights {
            if isTalkative {
                run.interpreter.write("Restoring model weights from the end of the best epoch: \(bestEpoch + 1).\n")
            }
            try KerasLayers.set(
                run.model.network.weights, from: bestWeights, owner: run.model.network.name, run.interpreter)
        }
    }
}

/// Makes steps smaller once a value no longer gets better.
final class ReduceLROnPlateau: TrainingCallback {
    private var watch: Watch
    private let factor: Double
    private let patience: Int
    private let isTalkative: Bool
    private let cooldown: Int
    private let minimum: Double
    private var best = Double.nan
    private var wait = 0
    private var cooling = 0

    override var state: [(name: String, value: Value)] {
        [
            ("best", best.isFinite ? .float(best) : .none), ("wait", .int(wait)), ("cooldown_counter", .int(cooling)),
        ]
    }

    init(_ watch: Watch, factor: Double, patience: Int, isTalkative: Bool, cooldown: Int, minimum: Double) {
        self.watch = watch
        self.factor = factor
        self.patience = patience
        self.isTalkative = isTalkative
        self.cooldown = cooldown
        self.minimum = minimum
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        watch.settle(run)
        best = watch.worst
        wait = 0
        cooling = 0
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        guard let optimizer = run.model.optimizer?.optimizer else { return }
        try logs.set(Value("learning_rate"), KerasSettings.float32(optimizer.learningRate), run.interpreter)
        guard let value = try watch.value(in: logs, of: "Learning rate reduction", run) else { return }
        if cooling > 0 {
            cooling -= 1
            wait = 0
        }
        if watch.isBetter(value, than: best) {
            best = value
            wait = 0
        } else if cooling == 0 {
            wait += 1
            let old = optimizer.learningRate
            if wait >= patience, Float(old) > Float(minimum) {
                optimizer.learningRate = max(Double(Float(old)) * factor, minimum)
                if isTalkative {
                    run.interpreter.write(
                        "\nEpoch \(epoch + 1): ReduceLROnPlateau reducing learning rate to \(try run.interpreter.repr(.float(optimizer.learningRate))).\n"
                    )
                }
                cooling = cooldown
                wait = 0
            }
        }
    }
}

/// Sets the size of steps before each epoch.
final class LearningRateScheduler: TrainingCallback {
    private let schedule: Value
    private let isTalkative: Bool

    init(_ schedule: Value, isTalkative: Bool) {
        self.schedule = schedule
        self.isTalkative = isTalkative
    }

    override func epochBegins(_ epoch: Int, _ run: TrainingRun) throws(LanguageError) {
        guard let optimizer = run.model.optimizer?.optimizer else { return }
        let rate = KerasSettings.float32(optimizer.learningRate)
        let result: Value
        do throws(LanguageError) {
            result = try run.interpreter.call(schedule, [.int(epoch), rate])
        } catch {
            // As Keras does: older schedules take the epoch alone.
            guard error.kind == .typeError else { throw error }
            result = try run.interpreter.call(schedule, [.int(epoch)])
        }
        guard let wanted = try run.interpreter.number(result) else {
            throw LanguageError.valueError(
                "The output of the `schedule` function should be a float. Got: \(try run.interpreter.repr(result))")
        }
        optimizer.learningRate = wanted
        if isTalkative {
            run.interpreter.write(
                "\nEpoch \(epoch + 1): LearningRateScheduler setting learning rate to \(try run.interpreter.repr(result)).\n"
            )
        }
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        guard let optimizer = run.model.optimizer?.optimizer else { return }
        try logs.set(Value("learning_rate"), KerasSettings.float32(optimizer.learningRate), run.interpreter)
    }
}

/// Ends a training whose loss is no number any more.
final class TerminateOnNaN: TrainingCallback {
    override func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        if let value = logs["loss", run.interpreter], let loss = try run.interpreter.number(value), !loss.isFinite {
            run.interpreter.write("Batch \(batch): Invalid loss, terminating training\n")
            run.model.stopsTraining = true
        }
    }
}

extension KerasCallbacks {
    /// The classes of the library's callbacks: what they were made with and what they have come to are attributes.
    static let types: [NativeType] = constructors.map { row in
        NativeType(
            name: row.name, module: "keras.callbacks", doc: row.doc, base: .nativeCallback,
            constructor: NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                let made = try row.body(call)
                if case .object(let callback as TrainingCallback) = made {
                    if let type = types.first(where: { $0.name == row.name }) { callback.type = type }
                    for (i, parameter) in row.parameters.enumerated() where parameter.kind == .normal {
                        // A moment that LambdaCallback was given no function for stays what every callback has.
                        if parameter.name.hasPrefix("on_"), call.optional(i) == nil { continue }
                        callback.settings.append((secondNames[parameter.name] ?? parameter.name, call[i]))
                    }
                }
                return made
            })
    }

    /// Attributes that Keras calls otherwise than the argument.
    private static let secondNames = ["separator": "sep", "initial_value_threshold": "best"]
}
