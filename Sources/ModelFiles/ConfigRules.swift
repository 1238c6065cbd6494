import JSON
import Networks

/// Keras's configurations: objects of JSON with `module`, `class_name` and `config`.
enum ConfigRules {
    /// The version of Keras whose layout is written.
    static let kerasVersion = "3.11.0"

    /// An object of a class with its settings.
    static func object(_ module: String, _ name: String, _ config: [(key: String, value: JSON)]) -> JSON {
        .object([
            ("module", .string(module)), ("class_name", .string(name)), ("config", .object(config)),
            ("registered_name", .null),
        ])
    }

    /// What every layer says of its numbers.
    static let dtype = object("keras", "DTypePolicy", [("name", "float32")])

    /// A shape with the batch in front: `[null, 28, 28, 1]`.
    static func batched(_ shape: [Int]) -> JSON {
        .array([.null] + shape.map { $0 < 0 ? .null : .int($0) })
    }

    /// The shape of one sample.
    static func sample(_ json: JSON?) -> [Int]? {
        guard let parts = json?.array, !parts.isEmpty else { return nil }
        var shape: [Int] = []
        for part in parts.dropFirst() {
            if part == .null {
                shape.append(-1)
            } else {
                guard let extent = part.int, extent > 0 else { return nil }
                shape.append(extent)
            }
        }
        return shape
    }

    /// What Keras writes beside the settings that are known here, at values that change nothing.
    private static let harmless: [(key: String, values: [JSON])] = [
        ("reduction", ["sum_over_batch_size", "mean", "auto"]), ("data_format", ["channels_last"]),
        ("axis", [-1]), ("attention_axes", [[1]]), ("from_logits", [false]), ("label_smoothing", [0, 0.0]),
        ("threshold", [0.5]),
    ]
    /// Keys that never change what is computed here.
    private static let passedOver: Set<String> = [
        "name", "dtype", "trainable", "batch_input_shape", "batch_shape", "ema_momentum", "renorm_momentum",
        "input_axes", "output_axes", "seed", "fn", "is_legacy_optimizer", "jit_compile",
    ]

    /// Refuses a key of a configuration that would change the outcome and is not known.
    static func check(_ owner: String, _ key: String, _ value: JSON) throws(NetworkError) {
        if passedOver.contains(key) || value == .null || value == .bool(false) { return }
        if harmless.contains(where: { $0.key == key && $0.values.contains(value) }) { return }
        throw NetworkError(
            .value, "\(owner): the setting \(key)=\(value.text()) in the file is not supported",
            hint: "the file was written by another version of Keras")
    }

    static func broken(_ what: String) -> NetworkError {
        NetworkError(.value, "the model's configuration is damaged: \(what)")
    }
}
