import Language
import Networks
import Tensors

/// A metric: `keras.metrics.CategoricalAccuracy()`.
final class MetricObject: Object {
    let kind: MetricKind

    init(_ kind: MetricKind) { self.kind = kind }

    override var nativeType: NativeType { .metric }
}

/// What `compile` takes, by name, function, class or object.
enum KerasCompile {
    static func parameters(_ rows: [SettingRow]) -> [Parameter] {
        rows.map { Parameter($0.name, KerasSettings.fallback($0.fallback), doc: $0.doc) }
    }

    /// What stands in a message for something that is not known.
    static func described(_ name: String?, _ value: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> String
    {
        if let name { return name }
        return try interpreter.repr(value)
    }

    /// How a network learns: losses, their weights and metrics for each output, as one value for all, as a list, or by
    /// the outputs' names.
    static func training(
        _ network: Network, _ optimizer: Optimizer, loss: Value, metrics: Value, lossWeights: Value?,
        _ interpreter: Interpreter
    ) throws(LanguageError) -> Training {
        let names = network.isBuilt ? network.outputs.map(\.name) : ["output"]
        let losses = try spread(loss, names, "loss", interpreter)
        let weights = try spread(lossWeights ?? .none, names, "loss_weights", interpreter)
        var metricValues = [Value](repeating: metrics, count: names.count)
        if names.count > 1 {
            switch metrics {
            case .dict: metricValues = try spread(metrics, names, "metrics", interpreter)
            case .list(let list) where list.values.count == names.count && list.values.allSatisfy(isList):
                metricValues = list.values
            default: break
            }
        } else if case .dict = metrics {
            metricValues = try spread(metrics, names, "metrics", interpreter)
        }
        var goals: [Training.Goal] = []
        for i in names.indices {
            var goal = Training.Goal(loss: nil)
            if !losses[i].isNone {
                let object = try KerasLosses.loss(losses[i], interpreter)
                let loss = try learning { () throws(NetworkError) in
                    try Loss(object.kind, settings: object.settings)
                }
                if loss.reduction == .none {
                    throw LanguageError.valueError(
                        "a loss with reduction='none' gives no single number to make small",
                        hint: "reduction='sum_over_batch_size' in compile; 'none' is for calling the loss by itself")
                }
                goal.loss = loss
            }
            if let weight = try interpreter.number(weights[i]) { goal.weight = weight }
            goal.metrics = try self.metrics(metricValues[i], interpreter)
            goals.append(goal)
        }
        return Training(goals, optimizer: optimizer, outputNames: names)
    }

    private static func isList(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .none: true
        default: false
        }
    }

    /// A value for each output: the one for all, or those of a list or dictionary.
    private static func spread(
        _ value: Value, _ names: [String], _ argument: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Value] {
        switch value {
        case .dict(let dict):
            var values: [Value] = []
            for name in names { values.append(try dict.get(Value(name), interpreter) ?? .none) }
            for (key, _) in dict.table.pairs {
                guard case .str(let name) = key, names.contains(name.string) else {
                    throw LanguageError.valueError(
                        "In the dict argument `\(argument)`, key \(try interpreter.repr(key)) does not correspond to any model output. Received: \(argument)=\(try interpreter.repr(value))",
                        hint: "outputs: " + names.joined(separator: ", "))
                }
            }
            return values
        case .list(let list):
            guard list.values.count == names.count else {
                throw LanguageError.valueError(
                    "the argument `\(argument)` has \(list.values.count) entries for \(names.count) outputs")
            }
            return list.values
        default: return [Value](repeating: value, count: names.count)
        }
    }

    /// The metrics that `compile(metrics=…)` means.
    static func metrics(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [MetricKind] {
        let values: [Value]
        switch value {
        case .none, .unbound: values = []
        case .list, .tuple: values = try interpreter.array(of: value)
        default: values = [value]
        }
        var kinds: [MetricKind] = []
        for value in values {
            var name: String?
            switch value {
            case .object(let metric as MetricObject):
                kinds.append(metric.kind)
                continue
            case .str(let text): name = text.string
            case .object(let function as NativeFunctionObject): name = function.function.name
            case .object(let cls as ClassObject): name = cls.name
            case .function:
                kinds.append(MetricKind(KerasProgram.function(value, interpreter)))
                continue
            default: break
            }
            guard let name, let kind = MetricKind.named(name) else {
                let text = try described(name, value, interpreter)
                throw LanguageError.valueError(
                    "Could not interpret metric identifier: \(text)",
                    hint: NearestName.hint(text, among: MetricKind.table.map(\.name) + ["acc", "mse", "mae"]))
            }
            kinds.append(kind)
        }
        return kinds
    }

    /// Classes of `keras.metrics` by name.
    static let metricConstructors: [NativeFunction] = [
        "Accuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "BinaryAccuracy", "MeanSquaredError",
        "MeanAbsoluteError",
    ].compactMap { name in
        guard let kind = MetricKind.named(name) else { return nil }
        return NativeFunction(name, [.keywords("kwargs", doc: "name and dtype are accepted.")], doc: kind.doc) {
            (_) throws(LanguageError) in .object(MetricObject(kind))
        }
    }

}

extension NativeType {
    /// A metric.
    static let metric = NativeType(
        name: "Metric", module: "keras.metrics", doc: "What is told of a training beside the loss.",
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<keras.metrics \((object as? MetricObject)?.kind.name ?? "")>"
            }
        })
}
