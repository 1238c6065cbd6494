import Language
import Networks

/// Properties about weights that layers and models share.
enum KerasWeights {
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
        return ["weights", "variables"].map { property($0, "All weights as a list.") { all, _ in all } }
            + ["trainable_weights", "trainable_variables"].map {
                property($0, "Weights that training changes, as a list.") { _, trainable in trainable }
            }
            + ["non_trainable_weights", "non_trainable_variables"].map {
                property($0, "Weights that training does not change, as a list.") { all, trainable in
                    all.filter { weight in !trainable.contains { $0 === weight } }
                }
            }
    }
}
