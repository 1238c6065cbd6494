import JSON
import Networks

/// Losses, metrics and optimizer as Keras's configurations, and back.
struct CompileConfig {
    var isLegacy = false
    /// Functions of the program by name: losses and metrics of their own that a file names.
    var functions: [String: ProgramFunction] = [:]

    // MARK: Writing

    func json(_ training: Training) throws(NetworkError) -> JSON {
        let isSingle = training.goals.count == 1
        let losses = try training.goals.map { (goal) throws(NetworkError) in
            try goal.loss.map { (loss) throws(NetworkError) in try json(loss) } ?? .null
        }
        let metrics: [JSON] = training.goals.map { .array($0.metrics.map { .string($0.name) }) }
        let isWeighted = training.goals.contains { $0.weight != 1 }
        let optimizer = try json(training.optimizer)
        var fields: [(key: String, value: JSON)] = [
            ("loss", isSingle ? losses[0] : .array(losses)),
            ("loss_weights", isWeighted ? .array(training.goals.map { .double($0.weight) }) : .null),
            ("metrics", isSingle ? metrics[0] : .array(metrics)), ("weighted_metrics", .null),
            ("run_eagerly", false), ("steps_per_execution", 1), ("jit_compile", false),
        ]
        if isSingle, isWeighted { fields[1].value = .double(training.goals[0].weight) }
        if isLegacy {
            fields.append(("optimizer_config", optimizer))
        } else {
            fields.insert(("optimizer", optimizer), at: 0)
        }
        return .object(fields)
    }

    /// A loss: its name, or an object where it has settings of its own.
    private func json(_ loss: Loss) throws(NetworkError) -> JSON {
        let given = loss.allSettings.filter { setting in
            loss.settingRows.first { $0.name == setting.key }?.fallback != setting.value
        }
        if given.isEmpty { return .string(loss.kind.name) }
        return ConfigRules.object("keras.losses", loss.kind.className, try config(loss.allSettings, loss.settingRows))
    }

    private func json(_ optimizer: Optimizer) throws(NetworkError) -> JSON {
        let config =
            [("name", .string(optimizer.kind.name.lowercased()))]
            + (try config(optimizer.allSettings, optimizer.kind.settings))
        if isLegacy { return .object([("class_name", .string(optimizer.kind.name)), ("config", .object(config))]) }
        return ConfigRules.object("keras.optimizers", optimizer.kind.name, config)
    }

    private func config(_ all: [String: Setting], _ rows: [SettingRow]) throws(NetworkError)
        -> [(key: String, value: JSON)]
    {
        try rows.map { (row) throws(NetworkError) in
            (row.name, try LayerConfig().json(all[row.name] ?? .none, named: row.name, owner: row.name))
        }
    }

    // MARK: Reading

    /// How a network learns, as a configuration says.
    func training(_ json: JSON, _ network: Network) throws(NetworkError) -> Training {
        let names = network.outputs.map(\.name)
        guard let optimizer = json["optimizer"] ?? json["optimizer_config"] else {
            throw ConfigRules.broken("compile_config has no optimizer")
        }
        let losses = try spread(json["loss"], names, "loss")
        let weights = try spread(json["loss_weights"], names, "loss_weights")
        var metrics = [JSON?](repeating: json["metrics"], count: names.count)
        if case .object? = json["metrics"], json["metrics"]?["class_name"] == nil {
            metrics = try spread(json["metrics"], names, "metrics")
        } else if let lists = json["metrics"]?.array, lists.contains(where: { $0.array != nil || $0 == .null }) {
            metrics = try spread(json["metrics"], names, "metrics")
        }
        var goals: [Training.Goal] = []
        for place in names.indices {
            goals.append(
                Training.Goal(
                    loss: try losses[place].map { (json) throws(NetworkError) in try loss(json) },
                    weight: weights[place]?.double ?? 1, metrics: try kinds(metrics[place] ?? .null)))
        }
        return Training(goals, optimizer: try self.optimizer(optimizer), outputNames: names)
    }

    /// A value for each output: the one for all, or those of a list or dictionary. Null is `nil`.
    private func spread(_ json: JSON?, _ names: [String], _ what: String) throws(NetworkError) -> [JSON?] {
        func known(_ json: JSON?) -> JSON? { json == .null ? nil : json }
        if let list = json?.array {
            guard list.count == names.count else {
                throw ConfigRules.broken("\(what) has \(list.count) entries for \(names.count) outputs")
            }
            return list.map(known)
        }
        if json?.fields != nil, json?["class_name"] == nil { return names.map { known(json?[$0]) } }
        return [JSON?](repeating: known(json), count: names.count)
    }

    /// The name and settings of a loss, metric or optimizer: a text, an object, or a function in Keras's notation.
    private func row(_ json: JSON) throws(NetworkError) -> (name: String, config: [(key: String, value: JSON)]) {
        if let name = json.string { return (name, []) }
        guard let name = json["class_name"]?.string else {
            throw ConfigRules.broken("\(json.text()) is no loss, metric or optimizer")
        }
        if name == "function", let function = json["config"]?.string { return (function, []) }
        return (name, json["config"]?.fields ?? [])
    }

    private func settings(_ owner: String, _ config: [(key: String, value: JSON)], _ rows: [SettingRow])
        throws(NetworkError) -> [String: Setting]
    {
        var settings: [String: Setting] = [:]
        for (key, value) in config {
            if !rows.contains(where: { $0.name == key }) {
                try ConfigRules.check(owner, key, value)
            } else if value != .null {
                settings[key] = try LayerConfig().setting(value, named: key, owner: owner)
            }
        }
        return settings
    }

    private func loss(_ json: JSON) throws(NetworkError) -> Loss {
        let (name, config) = try row(json)
        if let function = functions[name] { return try Loss(LossKind(function)) }
        guard let kind = LossKind.named(name) else { throw unknown("loss", name) }
        return try Loss(kind, settings: settings(kind.className, config, kind.settings))
    }

    private func kinds(_ json: JSON) throws(NetworkError) -> [MetricKind] {
        if json == .null { return [] }
        return try (json.array ?? [json]).map { (json) throws(NetworkError) in
            let (name, _) = try row(json)
            if let function = functions[name] { return MetricKind(function) }
            guard let kind = MetricKind.named(name) else { throw unknown("metric", name) }
            return kind
        }
    }

    private func optimizer(_ json: JSON) throws(NetworkError) -> Optimizer {
        let (name, config) = try row(json)
        guard let kind = OptimizerKind.named(name) else { throw unknown("optimizer", name) }
        return try Optimizer(kind, settings: settings(kind.name, config, kind.settings))
    }

    private func unknown(_ what: String, _ name: String) -> NetworkError {
        NetworkError(
            .value, "Could not locate \(what) '\(name)'",
            hint: "give it with custom_objects={'\(name)': …}, or leave training out: load_model(path, compile=False)")
    }
}
