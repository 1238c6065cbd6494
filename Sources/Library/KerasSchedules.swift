import Language
import Networks

/// `keras.optimizers.schedules`: sizes of steps that change with their number.
enum KerasSchedules {
    /// The class that programs inherit from, with a `__call__(self, step)` of their own.
    static let base = NativeType(
        name: "LearningRateSchedule", module: "keras.optimizers.schedules",
        doc: "Inherit from it and write __call__(self, step), which gives the rate.",
        methods: [NativeFunction("__init__", doc: "Nothing to set up.") { (_) throws(LanguageError) in .none }],
        allowsSubclasses: true)

    /// The class of each schedule.
    static let types = ScheduleKind.table.map(type)

    private static func type(_ kind: ScheduleKind) -> NativeType {
        let doc = KerasSettings.doc(kind.doc, kind.settings)
        return NativeType(
            name: kind.name, module: "keras.optimizers.schedules", doc: doc, base: .schedule,
            constructor: NativeFunction(
                kind.name, KerasCompile.parameters(kind.settings) + [Parameter("name", .none, doc: "Its name.")],
                doc: doc
            ) { (call) throws(LanguageError) in
                var settings: [String: Setting] = [:]
                for (i, row) in kind.settings.enumerated() where call.isGiven(i) {
                    settings[row.name] = try KerasSettings.setting(call[i], named: row.name, call.interpreter)
                }
                return try object(kind, settings)
            })
    }

    private static func object(_ kind: ScheduleKind, _ settings: [String: Setting]) throws(LanguageError) -> Value {
        _ = try learning { () throws(NetworkError) in try Schedule(kind, settings: settings) }
        let type = types.first { $0.name == kind.name } ?? .schedule
        return .object(RowObject(RowSetting(kind.name, settings), type))
    }

    /// The schedule of an object.
    static func schedule(_ object: Object?) throws(LanguageError) -> Schedule {
        guard let row = (object as? RowObject)?.row, let kind = ScheduleKind.named(row.name) else {
            throw LanguageError.typeError("a learning rate schedule expected")
        }
        return try learning { () throws(NetworkError) in try Schedule(kind, settings: row.settings) }
    }

    /// The settings as a dictionary.
    static func config(_ schedule: Schedule, _ interpreter: Interpreter) throws(LanguageError) -> Dict {
        let config = Dict()
        for (name, setting) in schedule.allSettings {
            var value = KerasSettings.value(setting)
            if case .tuple(let tuple) = value { value = Value(tuple.values) }
            if name == "warmup_target" {
                // Keras has the name before the two settings that came later.
                try config.set(Value("name"), Value(schedule.kind.defaultName), interpreter)
            }
            try config.set(Value(name), value, interpreter)
        }
        try config.set(Value("name"), Value(schedule.kind.defaultName), interpreter)
        return config
    }

    static func serialized(_ schedule: Schedule, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        try KerasOptimizers.serialized(
            "keras.optimizers.schedules", schedule.kind.name, config(schedule, interpreter), interpreter)
    }

    /// The schedule of a dictionary that `serialized` made; anything else stays as it is.
    static func deserialized(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard case .dict(let dict) = value, case .str(let name)? = try dict.get(Value("class_name"), interpreter),
            let kind = ScheduleKind.named(name.string),
            case .dict(let config)? = try dict.get(Value("config"), interpreter)
        else { return value }
        var settings: [String: Setting] = [:]
        for (key, value) in config.table.pairs {
            guard case .str(let key) = key, key.string != "name" else { continue }
            settings[key.string] = try KerasSettings.setting(value, named: key.string, interpreter)
        }
        return try object(kind, settings)
    }
}

extension NativeType {
    /// What every schedule can do.
    static let schedule = NativeType(
        name: "LearningRateSchedule", module: "keras.optimizers.schedules", doc: "A size of steps that changes.",
        methods: [
            KerasConfigs.fromConfig,
            NativeFunction("get_config", doc: "The settings as a dictionary.") { (call) throws(LanguageError) in
                .dict(try KerasSchedules.config(KerasSchedules.schedule(call.receiver?.heapObject), call.interpreter))
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<\(object.nativeType.module).\(object.nativeType.name) object at \(interpreter.address(object))>"
            }
            $0.call = { (object, arguments, _, interpreter) throws(LanguageError) in
                guard let first = arguments.first, let step = try KerasProgram.number(first, interpreter) else {
                    throw LanguageError.typeError("a schedule takes the number of a step")
                }
                guard let whole = Int(exactly: step.rounded(.down)) else {
                    throw LanguageError.valueError("a schedule takes the number of a step, not \(step)")
                }
                let schedule = try KerasSchedules.schedule(object)
                return KerasSettings.float32(
                    try learning { () throws(NetworkError) in try schedule.rate(whole) })
            }
        })
}
