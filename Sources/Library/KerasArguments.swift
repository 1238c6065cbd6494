import Language
import Networks

/// Arguments that Keras's classes have and those here do not: their defaults are accepted, anything else is refused by name.
enum KerasArguments {
    /// The arguments of a class with the only value that they may have.
    static func unoffered(_ owner: String) -> [(name: String, only: Setting)] { table[owner] ?? [] }

    private static let weights: [(name: String, only: Setting)] = [
        ("lora_rank", .none), ("lora_alpha", .none), ("quantization_config", .none),
    ]
    private static let axes: [(name: String, only: Setting)] = [("input_axes", .none), ("output_axes", .none)]

    private static let table: [String: [(name: String, only: Setting)]] = [
        "BatchNormalization": [
            ("renorm", .bool(false)), ("renorm_clipping", .none), ("renorm_momentum", .double(0.99)),
            ("synchronized", .bool(false)),
        ],
        "Bidirectional": [("weights", .none)], "Dense": weights, "Embedding": [("weights", .none)] + weights,
        "EinsumDense": weights, "Lambda": [("mask", .none), ("arguments", .none)],
        "MultiHeadAttention": [
            ("attention_axes", .none), ("sliding_window", .none), ("flash_attention", .none),
            ("use_gate", .bool(false)),
        ],
        "Resizing": [
            ("crop_to_aspect_ratio", .bool(false)), ("pad_to_aspect_ratio", .bool(false)),
            ("fill_mode", .string("constant")), ("fill_value", .double(0)), ("antialias", .bool(false)),
        ],
        "SparseCategoricalCrossentropy": [("ignore_class", .none)],
        "SparseTopKCategoricalAccuracy": [("from_sorted_ids", .bool(false))],
        "TerminateOnNaN": [("raise_error", .bool(false))], "GlorotNormal": axes, "GlorotUniform": axes,
        "HeNormal": axes, "HeUniform": axes, "LecunNormal": axes, "LecunUniform": axes, "VarianceScaling": axes,
    ]

    /// True where an argument is one of Keras's and has its default.
    /// - Throws: for one of Keras's with another value.
    static func accepts(_ owner: String, _ name: String, _ value: Value, _ interpreter: Interpreter)
        throws(LanguageError) -> Bool
    {
        guard let row = unoffered(owner).first(where: { $0.name == name }) else { return false }
        let given = try KerasSettings.setting(value, named: name, interpreter)
        if given == row.only { return true }
        if case .int(let number) = given, row.only == .double(Double(number)) { return true }
        throw LanguageError(
            .notImplementedError, "\(owner): \(name)=\(try interpreter.repr(value)) is not offered",
            hint: "leave it out")
    }

    /// Parameters for a row whose arguments are all named.
    static func parameters(_ owner: String) -> [Parameter] {
        unoffered(owner).map { Parameter($0.name, KerasSettings.fallback($0.only), doc: "Keras's default only.") }
    }

    /// Refuses those parameters at other values.
    /// - first: the place of the first of them.
    static func check(_ owner: String, _ call: Call, from first: Int) throws(LanguageError) {
        for (place, row) in unoffered(owner).enumerated() where call.isGiven(first + place) {
            _ = try accepts(owner, row.name, call[first + place], call.interpreter)
        }
    }

    /// Refuses a type of numbers other than float32.
    static func checkType(_ owner: String, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        var name = value
        if case .dict(let dict) = value, case .dict(let config)? = try dict.get(Value("config"), interpreter) {
            name = try config.get(Value("name"), interpreter) ?? .none
        }
        if name.isNone { return }
        let text = try interpreter.str(name)
        if text == "float32" || text.contains("float32") && !text.contains("mixed") { return }
        throw LanguageError(
            .notImplementedError, "\(owner): dtype=\(try interpreter.repr(value)) is not offered",
            hint: "networks compute in float32: leave it out")
    }
}
