import Language
import Networks

/// What a layer's attributes are. Keras keeps not what was given but what it means: `Dense(3, activation='relu').activation`
/// is the function `keras.activations.relu`, `Conv2D(4, 3).kernel_size` is `(3, 3)`; `get_config()` has the names again.
enum KerasAttributes {
    /// The attribute of a layer that stems from its settings; `nil` where it has none of the name.
    static func value(_ layer: Layer, _ name: String, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        let kind = layer.kind.name
        guard let setting = layer.allSettings[name] else { return implied(layer, name) }
        if name.hasSuffix("activation") { return try activation(setting, interpreter) }
        if let table = rows(of: name) { return try KerasRows.object(setting, of: table) }
        switch (name, setting) {
        case ("data_format", .none): return Value("channels_last")
        case ("padding", .string(let text)): return Value(text.lowercased())
        case ("padding", _) where kind.hasPrefix("ZeroPadding"), ("cropping", _):
            return margins(setting, axes: axes(kind))
        case ("strides", .none): return layer.allSettings["pool_size"].map { window($0, axes: axes(kind)) }
        case ("size", _) where kind == "UpSampling2D": return window(setting, axes: 2)
        case ("value_dim", .none): return layer.allSettings["key_dim"].map(KerasSettings.value)
        case ("axis", .int(let axis)) where kind == "Normalization": return .tuple(Tuple([.int(axis)]))
        case ("factor", .double(let limit)) where mirrored.contains(kind):
            return .tuple(Tuple([.float(-limit), .float(limit)]))
        case (_, .function(let function)): return KerasProgram.value(of: function, interpreter)
        default: return windows.contains(name) ? window(setting, axes: axes(kind)) : KerasSettings.value(setting)
        }
    }

    /// Names that `value` answers to, for completion.
    static func names(_ layer: Layer) -> [String] {
        layer.kind.settings.map(\.name) + ["activity_regularizer"] + (axes(layer.kind.name) > 0 ? ["rank"] : [])
    }

    /// Layers that Keras builds when it makes them, for they look at no shape.
    private static let builtAtOnce: Set<String> = [
        "Activation", "Dropout", "Reshape", "Masking", "Identity", "ReLU", "LeakyReLU", "ELU", "Softmax",
        "UnitNormalization", "SpatialDropout1D", "SpatialDropout2D", "GaussianNoise", "GaussianDropout",
        "ActivityRegularization", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D",
        "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
    ]

    /// True once the weights are there, or where there are none to be made.
    static func isBuilt(_ layer: Layer) -> Bool { layer.isBuilt || builtAtOnce.contains(layer.kind.name) }

    /// Settings that have a number for each axis of an image or sequence.
    private static let windows: Set<String> = [
        "kernel_size", "strides", "dilation_rate", "pool_size", "output_padding",
    ]

    /// Layers whose `factor` goes as far down as up.
    private static let mirrored: Set<String> = ["RandomRotation", "RandomBrightness"]

    /// The rows that a setting is of, told by the end of its name.
    private static func rows(of name: String) -> KerasRows.Table? {
        if name.hasSuffix("initializer") { return KerasRows.initializers }
        if name.hasSuffix("regularizer") { return KerasRows.regularizers }
        return name.hasSuffix("constraint") ? KerasRows.constraints : nil
    }

    /// How many axes a layer's windows have; 0 for those without.
    private static func axes(_ kind: String) -> Int { kind.contains("1D") ? 1 : kind.contains("2D") ? 2 : 0 }

    /// Attributes that no setting stands for.
    private static func implied(_ layer: Layer, _ name: String) -> Value? {
        let kind = layer.kind.name
        switch name {
        case "activity_regularizer": return Value.none
        case "data_format" where kind == "RandomBrightness": return Value("channels_last")
        case "rank" where kind.contains("Conv") && axes(kind) > 0: return .int(axes(kind))
        case "forward_layer", "backward_layer":
            guard kind == "Bidirectional", layer.sublayers.count == 2 else { return nil }
            return LayerObject.value(layer.sublayers[name == "forward_layer" ? 0 : 1])
        default: return nil
        }
    }

    /// `keras.activations.get(identifier)`.
    static let getActivation = NativeFunction(
        "get", [Parameter("identifier", doc: "A name, a function or None.")], doc: "The function that a name means."
    ) { (call) throws(LanguageError) in
        switch call[0] {
        case .str, .none:
            try activation(KerasSettings.setting(call[0], named: "activation", call.interpreter), call.interpreter)
        default: call[0]
        }
    }

    /// The function that an activation's name means; a layer or a function of the program as it was given.
    private static func activation(_ setting: Setting, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let name: String
        switch setting {
        case .none: name = "linear"
        case .string(let given): name = try learning { () throws(NetworkError) in try ActivationKind.named(given) }.name
        case .layer(let layer): return LayerObject.value(layer)
        case .function(let function): return KerasProgram.value(of: function, interpreter)
        default: return KerasSettings.value(setting)
        }
        return interpreter.module("keras.activations")?.members[name] ?? Value(name)
    }

    /// One number for all axes, or one for each, as a tuple.
    private static func window(_ setting: Setting, axes: Int) -> Value {
        switch setting {
        case .int(let size) where axes > 0: .tuple(Tuple([Value](repeating: .int(size), count: axes)))
        case .ints(let sizes) where axes > 0 && sizes.count == 1:
            .tuple(Tuple([Value](repeating: .int(sizes[0]), count: axes)))
        default: KerasSettings.value(setting)
        }
    }

    /// What is added or cut before and after each axis: `(1, 1)` for one axis, `((1, 1), (2, 2))` for two.
    private static func margins(_ setting: Setting, axes: Int) -> Value {
        func pair(_ before: Int, _ after: Int) -> Value { .tuple(Tuple([.int(before), .int(after)])) }
        switch setting {
        case .int(let size) where axes == 1: return pair(size, size)
        case .int(let size): return .tuple(Tuple([pair(size, size), pair(size, size)]))
        case .ints(let sizes) where axes == 1 && sizes.count == 1: return pair(sizes[0], sizes[0])
        case .ints(let sizes) where axes == 2 && sizes.count == 2:
            return .tuple(Tuple([pair(sizes[0], sizes[0]), pair(sizes[1], sizes[1])]))
        case .list(let parts): return .tuple(Tuple(parts.map(KerasSettings.value)))
        default: return KerasSettings.value(setting)
        }
    }
}
