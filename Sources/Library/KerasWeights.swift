import Language
import Networks

/// Properties about weights that layers and models share.
enum KerasWeights {
    /// `dtype` and its kin: numbers are float32.
    private static let types: [NativeProperty] = ["dtype", "compute_dtype", "variable_dtype"].map { name in
        NativeProperty(name, doc: "The type of the numbers: float32.") { (_, _) throws(LanguageError) in
            Value("float32")
        }
    }

    /// `losses`: what regularizers of weights add to the loss, a number each. A tape follows them.
    private static func losses(
        _ read: @escaping @Sendable (Object) throws(LanguageError) -> (all: [Weight], trainable: [Weight])
    ) -> NativeProperty {
        NativeProperty("losses", doc: "What regularizers of weights add to the loss, for loops of the program.") {
            (object, interpreter) throws(LanguageError) in
            var values: [Value] = []
            for weight in try read(object).trainable {
                guard let regularizer = weight.regularizer else { continue }
                let variable = try WeightObject(weight, interpreter).variable
                values.append(.object(VariableObject(try KerasRows.loss(of: regularizer, variable))))
            }
            return Value(values)
        }
    }

    static func properties(
        _ read: @escaping @Sendable (Object) throws(LanguageError) -> (all: [Weight], trainable: [Weight])
    ) -> [NativeProperty] {
        func property(
            _ name: String, _ doc: String,
            _ choose: @escaping @Sendable (_ all: [Weight], _ trainable: [Weight]) -> [Weight]
        ) -> NativeProperty {
            NativeProperty(name, doc: doc) { (object, interpreter) throws(LanguageError) in
                let weights = try read(object)
                return try WeightObject.list(choose(weights.all, weights.trainable), interpreter)
            }
        }
        let own: [NativeProperty] =
            ["weights", "variables"].map { property($0, "All weights as a list.") { all, _ in all } }
            + ["trainable_weights", "trainable_variables"].map {
                property($0, "Weights that training changes, as a list.") { _, trainable in trainable }
            }
            + ["non_trainable_weights", "non_trainable_variables"].map {
                property($0, "Weights that training does not change, as a list.") { all, trainable in
                    all.filter { weight in !trainable.contains { $0 === weight } }
                }
            }
        return types + [losses(read)] + own
    }
}
