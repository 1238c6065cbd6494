import Drawing
import Language

/// What `fit` gives back: values of every epoch.
final class HistoryObject: Object {
    /// Lists of values by name; `acc` finds `accuracy`.
    let history = Dict(secondNames: ["acc": "accuracy", "val_acc": "val_accuracy", "lr": "learning_rate"])
    let epoch = List()
    var params: Dict?
    weak var model: ModelObject?
    /// The chart of the training as it was at its end.
    var chart: TrainingChart?

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
        base: KerasCallbacks.base,
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
                (object as? HistoryObject)?.params.map { .dict($0) } ?? .none
            },
            NativeProperty("model", doc: "The model that was trained.") { (object, _) throws(LanguageError) in
                (object as? HistoryObject)?.model.map { .object($0) } ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<keras.src.callbacks.history.History object at \(interpreter.address(object))>"
            }
            $0.mimeBundle = { (object, interpreter) throws(LanguageError) in
                guard let history = object as? HistoryObject, !history.epoch.values.isEmpty,
                    !ShownCharts.of(interpreter).isFresh(history)
                else { return nil }
                var bundle = try RunChart(RunCharts.chart(.object(history), interpreter)).bundle(interpreter)
                bundle.content["text/plain"] = .text(try interpreter.repr(.object(history)))
                return bundle
            }
        })
}
