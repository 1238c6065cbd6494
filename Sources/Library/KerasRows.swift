import Arrays
import Language
import Networks
import Tensors

/// An object of a row of a table with settings: `keras.initializers.HeNormal(seed=1)`, `keras.regularizers.L2(0.01)`.
final class RowObject: Object {
    let row: RowSetting
    private let type: NativeType

    init(_ row: RowSetting, _ type: NativeType) {
        self.row = row
        self.type = type
    }

    override var nativeType: NativeType { type }
}

/// `keras.initializers`, `keras.regularizers` and `keras.constraints`: rows as classes, and as functions by their other
/// names.
enum KerasRows {
    /// Classes and their second names of one table.
    struct Table {
        let types: [NativeType]
        let secondNames: [(String, NativeType)]
        /// The settings of each class.
        fileprivate let settings: [String: [SettingRow]]
        /// The class that a name in any spelling means.
        fileprivate let className: @Sendable (String) -> String?

        /// The names of functions that stand beside the classes.
        func constants(_ interpreter: Interpreter) -> [(String, Value)] {
            secondNames.map { ($0, .object(interpreter.classObject(for: $1))) }
        }
    }

    static let initializers = table(
        "keras.initializers", .initializer,
        Initializer.table.map { ($0.className, $0.name, $0.doc, $0.settings) }
    ) { Initializer.named($0)?.className }
    static let regularizers = table("keras.regularizers", .regularizer, Regularizer.table)
    static let constraints = table("keras.constraints", .constraint, Constraint.table)

    private static func table(
        _ module: String, _ base: NativeType,
        _ rows: [(className: String, name: String, doc: String, settings: [SettingRow])],
        named: (@Sendable (String) -> String?)? = nil
    ) -> Table {
        var types: [NativeType] = [], names: [(String, NativeType)] = []
        for row in rows {
            let type = made(module, base, row)
            types.append(type)
            if row.name != row.className { names.append((row.name, type)) }
        }
        let known = rows.map { ($0.className, $0.name) }
        return Table(
            types: types, secondNames: names,
            settings: Dictionary(uniqueKeysWithValues: rows.map { ($0.className, $0.settings) }),
            className: named ?? { name in known.first { $0.0 == name || $0.1 == name }?.0 })
    }

    private static func made(
        _ module: String, _ base: NativeType,
        _ row: (className: String, name: String, doc: String, settings: [SettingRow])
    ) -> NativeType {
        let doc = KerasSettings.doc(row.doc, row.settings)
        let parameters =
            row.settings.map { Parameter($0.name, KerasSettings.fallback($0.fallback), doc: $0.doc) }
            + KerasArguments.parameters(row.className)
        return NativeType(
            name: row.className, module: module, doc: doc, base: base,
            constructor: NativeFunction(row.className, parameters, doc: doc) { (call) throws(LanguageError) in
                try KerasArguments.check(row.className, call, from: row.settings.count)
                var settings: [String: Setting] = [:]
                for (i, setting) in row.settings.enumerated() where call.isGiven(i) {
                    settings[setting.name] = try KerasSettings.setting(call[i], named: setting.name, call.interpreter)
                }
                let type = call.interpreter.nativeType(module, row.className) ?? base
                return .object(RowObject(RowSetting(row.className, settings), type))
            })
    }
}

extension KerasRows {
    /// `keras.initializers.get(identifier)` and its kin: the object that a name, a configuration or an object means.
    static func get(_ what: String, _ table: Table) -> NativeFunction {
        NativeFunction(
            "get", [Parameter("identifier", doc: "A name, a configuration, an object or None.")],
            doc: "The \(what) that a name or configuration means."
        ) { (call) throws(LanguageError) in
            let setting = try KerasSettings.setting(call[0], named: what, call.interpreter)
            let found = try object(setting, of: table)
            if case .str(let name) = found {
                throw LanguageError.valueError(
                    "Could not interpret \(what) identifier: \(name.string)",
                    hint: NearestName.hint(name.string, among: table.secondNames.map(\.0)))
            }
            return found
        }
    }

    /// What a setting means as an object: a name is a row with its fall-backs.
    static func object(_ setting: Setting, of table: Table) throws(LanguageError) -> Value {
        let given: RowSetting
        switch setting {
        case .string(let name): given = RowSetting(name)
        case .row(let row): given = row
        default: return KerasSettings.value(setting)
        }
        guard let name = table.className(given.name), let type = table.types.first(where: { $0.name == name }) else {
            return Value(given.name)
        }
        var settings: [String: Setting] = [:]
        for row in table.settings[name] ?? [] { settings[row.name] = given.settings[row.name] ?? row.fallback }
        return .object(RowObject(RowSetting(name, settings), type))
    }
}

extension Interpreter {
    /// The class that a module has under a name.
    fileprivate func nativeType(_ module: String, _ name: String) -> NativeType? {
        KerasRows.all.first { $0.module == module && $0.name == name }
    }
}

extension KerasRows {
    fileprivate static let all = initializers.types + regularizers.types + constraints.types
}

extension NativeType {
    /// How weights begin.
    static let initializer = NativeType(
        name: "Initializer", module: "keras.initializers", doc: "How weights begin.",
        methods: [KerasRows.config, KerasConfigs.fromConfig], slots: KerasRows.slots(KerasRows.initial))

    /// What weights add to the loss.
    static let regularizer = NativeType(
        name: "Regularizer", module: "keras.regularizers", doc: "What weights add to the loss.",
        methods: [KerasRows.config, KerasConfigs.fromConfig], slots: KerasRows.slots(KerasRows.penalty))

    /// What weights must be after each step.
    static let constraint = NativeType(
        name: "Constraint", module: "keras.constraints", doc: "What weights must be after each step.",
        methods: [KerasRows.config, KerasConfigs.fromConfig], slots: KerasRows.slots(KerasRows.constrained))
}

extension KerasRows {
    fileprivate static let config = NativeFunction("get_config", doc: "The settings as a dictionary.") {
        (call) throws(LanguageError) in
        guard let row = (call.receiver?.heapObject as? RowObject)?.row else {
            throw LanguageError.typeError("an object of keras expected")
        }
        let config = Dict()
        for name in KerasRows.settingNames(row) {
            guard let setting = row.settings[name] else { continue }
            try config.set(Value(name), KerasSettings.value(setting), call.interpreter)
        }
        return .dict(config)
    }

    /// The names of a row's settings in the table's order.
    fileprivate static func settingNames(_ row: RowSetting) -> [String] {
        for table in [initializers, regularizers, constraints] {
            if let settings = table.settings[row.name] { return settings.map(\.name) }
        }
        return []
    }

    /// The slots of a kind of row: its settings are attributes, and calling it does what it is for.
    fileprivate static func slots(
        _ call: @escaping @Sendable (RowSetting, Value, Interpreter) throws(LanguageError) -> Value
    ) -> Slots {
        Slots {
            $0.repr = repr
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                (object as? RowObject)?.row.settings[name].map(KerasSettings.value)
            }
            $0.attributeNames = { (object, _) in (object as? RowObject).map { settingNames($0.row) } ?? [] }
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                let type = object.nativeType
                let given = arguments.first ?? keywords.first { $0.0 == "shape" || $0.0 == "x" || $0.0 == "w" }?.1
                guard let row = (object as? RowObject)?.row, let given else {
                    throw LanguageError.typeError("\(type.name) is called with a shape (initializers) or with weights")
                }
                for (name, value) in keywords where name == "dtype" {
                    try KerasArguments.checkType(type.name, value, interpreter)
                }
                return try call(row, given, interpreter)
            }
        }
    }

    fileprivate static let repr: @Sendable (Object, Interpreter) throws(LanguageError) -> String = {
        (object, interpreter) throws(LanguageError) in
        let type = object.nativeType
        return "<\(type.module).\(type.name) object at \(interpreter.address(object))>"
    }
}
