import JSON
import Networks

/// Layers as Keras's configurations, and back.
struct LayerConfig {
    /// True for the form of whole-model HDF5 files: without `module` and `build_config`.
    var isLegacy = false
    /// Functions of the program by name: activations of their own that a file names.
    var functions: [String: ProgramFunction] = [:]

    // MARK: Writing

    /// A layer with its settings.
    /// - Throws: `value` for layers of the program, which files can't hold.
    func json(_ layer: Layer) throws(NetworkError) -> JSON {
        guard let kind = LayerKind.named(layer.kind.name), kind.settings.map(\.name) == layer.kind.settings.map(\.name)
        else {
            throw NetworkError(
                .value, "the layer \"\(layer.name)\" (\(layer.kind.name)) is part of the program and can't be saved",
                hint: "save the weights alone: model.save_weights('model.weights.h5')")
        }
        var config: [(key: String, value: JSON)] = [
            ("name", .string(layer.name)), ("trainable", .bool(layer.trainable)), ("dtype", ConfigRules.dtype),
        ]
        let all = layer.allSettings
        for row in layer.kind.settings {
            config.append((row.name, try json(all[row.name] ?? .none, named: row.name, owner: layer.name)))
        }
        var object = self.object("keras.layers", layer.kind.name, config)
        // With several inputs, or a mask among them, the shapes come from the graph.
        if !isLegacy, layer.isBuilt, layer.inputShapes.count == 1, let input = layer.inputShapes.first {
            object["build_config"] = ["input_shape": ConfigRules.batched(input)]
        }
        return object
    }

    /// An input as the layer that Keras makes of it.
    func json(_ input: Symbol) -> JSON {
        object(
            "keras.layers", "InputLayer",
            [
                ("batch_shape", ConfigRules.batched(input.shape)), ("dtype", input.isWhole ? "int32" : "float32"),
                ("sparse", false), ("ragged", false), ("name", .string(input.name)), ("optional", false),
            ])
    }

    /// A layer or model; legacy files say no more than its class.
    func object(_ module: String, _ name: String, _ config: [(key: String, value: JSON)]) -> JSON {
        if isLegacy { return .object([("class_name", .string(name)), ("config", .object(config))]) }
        return ConfigRules.object(module, name, config)
    }

    /// A setting's value.
    func json(_ setting: Setting, named name: String, owner: String) throws(NetworkError) -> JSON {
        switch setting {
        case .none: return name == "data_format" ? "channels_last" : .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .ints(let values): return .array(values.map { .int($0) })
        case .double(let value): return .double(value)
        case .doubles(let values): return .array(values.map { .double($0) })
        case .string(let value):
            if let row = LayerConfig.row(value, named: name) { return try json(.row(row), named: name, owner: owner) }
            return .string(value)
        case .row(let row):
            let (module, className, rows) = try LayerConfig.table(row.name, named: name, owner: owner)
            var config: [(key: String, value: JSON)] = []
            for setting in rows {
                let value = row.settings[setting.name] ?? setting.fallback ?? .none
                config.append((setting.name, try json(value, named: setting.name, owner: owner)))
            }
            return ConfigRules.object(module, className, config)
        // Layers inside of layers have the full form in legacy files too.
        case .layer(let layer): return try LayerConfig(functions: functions).json(layer)
        case .function(let function):
            // As Keras: the name, which the reader finds among its custom objects.
            if name.hasSuffix("activation") {
                return .object([
                    ("module", "builtins"), ("class_name", "function"), ("config", .string(function.name)),
                    ("registered_name", "function"),
                ])
            }
            throw NetworkError(
                .value, "\(owner): the function \(function.name) is part of the program and can't be saved",
                hint: "save the weights alone: model.save_weights('model.weights.h5')")
        case .list(let list):
            return .array(try list.map { (part) throws(NetworkError) in try json(part, named: name, owner: owner) })
        }
    }

    /// What a name stands for in settings of initializers, regularizers and constraints.
    private static func row(_ value: String, named name: String) -> RowSetting? {
        let isRow = ["initializer", "regularizer", "constraint"].contains { name.hasSuffix($0) }
        return isRow ? RowSetting(value) : nil
    }

    /// Module, class and settings of a row of a table.
    private static func table(_ row: String, named name: String, owner: String) throws(NetworkError)
        -> (String, String, [SettingRow])
    {
        if name.hasSuffix("initializer"), let kind = Initializer.named(row) {
            return ("keras.initializers", kind.className, kind.settings)
        }
        for (module, table) in [("regularizers", Regularizer.table), ("constraints", Constraint.table)] {
            if let kind = table.first(where: { $0.className == row || $0.name == row }) {
                return ("keras." + module, kind.className, kind.settings)
            }
        }
        if let kind = ScheduleKind.named(row) { return ("keras.optimizers.schedules", kind.name, kind.settings) }
        if let kind = LayerKind.named(row) { return ("keras.layers", kind.name, kind.settings) }
        throw NetworkError(.value, "\(owner): \(name)=\(row) can't be saved")
    }

    // MARK: Reading

    /// A layer from its configuration.
    func layer(_ json: JSON) throws(NetworkError) -> Layer {
        guard let className = json["class_name"]?.string, let config = json["config"]?.fields else {
            throw ConfigRules.broken("a layer has no class_name or config")
        }
        guard let kind = LayerKind.named(className) else {
            throw NetworkError(
                .value, "Could not locate class '\(className)': the layer is not known",
                hint: "layers of a program, and those that Svertka does not have, can't be loaded")
        }
        let name = json["config"]?["name"]?.string ?? kind.stem
        var settings: [String: Setting] = [:]
        for (key, value) in config {
            guard let row = kind.settings.first(where: { $0.name == key }) else {
                try ConfigRules.check("\(className) \"\(name)\"", key, value)
                continue
            }
            let setting = try setting(value, named: key, owner: name)
            // What has to be given can't be nothing; what is nothing has a fall-back.
            if setting == .none, row.fallback != Setting.none { continue }
            settings[key] = setting
        }
        let layer = try Layer(kind, name: name, settings: settings)
        if json["config"]?["trainable"]?.bool == false { layer.trainable = false }
        return layer
    }

    /// A setting from its value.
    func setting(_ json: JSON, named name: String, owner: String) throws(NetworkError) -> Setting {
        switch json {
        case .null: return .none
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value): return .double(value)
        case .string(let value): return functions[value].map { .function($0) } ?? .string(value)
        case .array(let values):
            if values.allSatisfy({ if case .int = $0 { true } else { false } }) {
                return .ints(values.compactMap(\.int))
            }
            if values.allSatisfy({ $0.double != nil }) { return .doubles(values.compactMap(\.double)) }
            return .list(
                try values.map { (part) throws(NetworkError) in try setting(part, named: name, owner: owner) })
        case .object(let fields):
            // A tuple, a function and a variable's value in Keras's notation.
            if json["class_name"]?.string == "__tuple__", let items = json["items"] {
                return try setting(items, named: name, owner: owner)
            }
            if json["class_name"]?.string == "function", let function = json["config"] {
                return try setting(function["name"] ?? function, named: name, owner: owner)
            }
            guard let className = json["class_name"]?.string, let config = json["config"] else {
                throw ConfigRules.broken("\(owner): the setting \(name) has \(fields.count) fields, but no class_name")
            }
            if let kind = LayerKind.named(className), kind.settings.isEmpty == false || name == "layer" {
                if name.hasSuffix("layer") { return .layer(try layer(json)) }
            }
            return .row(try row(className, config, named: name, owner: owner))
        }
    }

    private func row(_ className: String, _ config: JSON, named name: String, owner: String) throws(NetworkError)
        -> RowSetting
    {
        let (_, className, rows) = try LayerConfig.table(className, named: name, owner: owner)
        var settings: [String: Setting] = [:]
        for (key, value) in config.fields ?? [] {
            guard rows.contains(where: { $0.name == key }) else {
                try ConfigRules.check("\(className) of \"\(owner)\"", key, value)
                continue
            }
            if value != .null { settings[key] = try setting(value, named: key, owner: owner) }
        }
        return RowSetting(className, settings)
    }
}
