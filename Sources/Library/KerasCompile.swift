import Language
import Networks
import Tensors

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
        weightedMetrics: Value = .none, _ interpreter: Interpreter
    ) throws(LanguageError) -> Training {
        let names = network.isBuilt ? network.outputs.map(\.name) : ["output"]
        let losses = try spread(loss, names, "loss", interpreter)
        let weights = try spread(lossWeights ?? .none, names, "loss_weights", interpreter)
        let metricValues = try spread(metrics: metrics, names, "metrics", interpreter)
        let weightedValues = try spread(metrics: weightedMetrics, names, "weighted_metrics", interpreter)
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
            let plain = try KerasMetrics.metrics(metricValues[i], interpreter)
            var weighted = try KerasMetrics.metrics(weightedValues[i], interpreter, areWeighted: true)
            for (place, kind) in weighted.enumerated() where plain.contains(kind) {
                weighted[place].name = "weighted_" + kind.name
            }
            goal.metrics = plain + weighted
            goals.append(goal)
        }
        return Training(goals, optimizer: optimizer, outputNames: names)
    }

    /// Metrics for each output: the same for all, or those of a dictionary or of a list of lists.
    private static func spread(
        metrics: Value, _ names: [String], _ argument: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Value] {
        switch metrics {
        case .dict: return try spread(metrics, names, argument, interpreter)
        case .list(let list)
        where names.count > 1 && list.values.count == names.count && list.values.allSatisfy(isList):
            return list.values
        default: return [Value](repeating: metrics, count: names.count)
        }
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
}
