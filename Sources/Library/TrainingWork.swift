import Language
import Networks

/// How much the networks of an interpreter have learned: kept where no program reaches it, for graders that bound it.
public final class TrainingWork {
    /// Steps of optimizers: of `fit`, `train_on_batch` and `apply_gradients`.
    public private(set) var steps = 0
    /// Multiply-adds of `fit` and `train_on_batch`, forward and backward: three times the forward pass for each sample of
    /// a whole batch. Loops with a tape of the program's own count their steps alone.
    public private(set) var multiplyAdds = 0
    /// True where the work of a network that learned is not known beforehand.
    public private(set) var isPartial = false

    /// Notes a step.
    /// - each: the multiply-adds of the step; `nil` where they are not known.
    func add(_ each: Int?) {
        steps += 1
        guard let each else { return isPartial = true }
        let (sum, overflows) = multiplyAdds.addingReportingOverflow(each)
        multiplyAdds = overflows ? .max : sum
    }

    static func of(_ interpreter: Interpreter) -> TrainingWork {
        interpreter.state(of: TrainingWork.self) { TrainingWork() }
    }

    /// The multiply-adds of a step of a network on so many samples.
    static func ofStep(_ network: Network, samples: Int) -> Int? {
        guard network.isBuilt, let each = network.cost.multiplyAdds else { return nil }
        let (product, overflows) = each.multipliedReportingOverflow(by: 3 * max(samples, 1))
        return overflows ? .max : product
    }
}

extension Library {
    /// How much the networks of an interpreter have learned so far.
    public static func trainingWork(_ interpreter: Interpreter) -> TrainingWork { .of(interpreter) }
}

/// What a model costs, for programs.
enum ModelCost {
    static let row = NativeFunction(
        "cost", [Parameter("model", doc: "a built model of Keras")],
        doc:
            "What a model costs: a dict of parameters, trainable parameters, and multiply_adds for one sample (None where only the data tell)."
    ) { (call) throws(LanguageError) in
        guard case .object(let model as ModelObject) = call[0] else {
            throw LanguageError.typeError("cost() takes a model of Keras")
        }
        guard model.network.isBuilt else {
            throw LanguageError.valueError(
                "the model has not been built yet", hint: "begin it with keras.Input(shape), or call it once")
        }
        let cost = Dict()
        try cost.set(Value("parameters"), .int(model.network.parameterCount), call.interpreter)
        try cost.set(Value("trainable"), .int(model.network.trainableParameterCount), call.interpreter)
        try cost.set(
            Value("multiply_adds"), model.network.cost.multiplyAdds.map { Value.int($0) } ?? Value.none,
            call.interpreter)
        return .dict(cost)
    }
}
