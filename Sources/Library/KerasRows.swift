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

        /// The names of functions that stand beside the classes.
        func constants(_ interpreter: Interpreter) -> [(String, Value)] {
            secondNames.map { ($0, .object(interpreter.classObject(for: $1))) }
        }
    }

    static let initializers = table(
        "keras.initializers", .initializer,
        Initializer.table.map { ($0.className, $0.name, $0.doc, $0.settings) })
    static let regularizers = table("keras.regularizers", .regularizer, Regularizer.table)
    static let constraints = table("keras.constraints", .constraint, Constraint.table)

    private static func table(
        _ module: String, _ base: NativeType,
        _ rows: [(className: String, name: String, doc: String, settings: [SettingRow])]
    ) -> Table {
        var types: [NativeType] = [], names: [(String, NativeType)] = []
        for row in rows {
            let type = made(module, base, row)
            types.append(type)
            if row.name != row.className { names.append((row.name, type)) }
        }
        return Table(types: types, secondNames: names)
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
        methods: [KerasRows.config, KerasConfigs.fromConfig],
        slots: Slots {
            $0.repr = KerasRows.repr
            $0.call = { (object, arguments, keywords, interpreter) throws(LanguageError) in
                guard let row = (object as? RowObject)?.row, let first = arguments.first else {
                    throw LanguageError.typeError("an initializer takes a shape")
                }
                let shape = try NumPyArgument.shape(first, interpreter)
                let weight = try learning { () throws(NetworkError) in
                    try Weight(
                        WeightRow("initial", shape, Initializer(.row(row))), KerasState.of(interpreter).randomness())
                }
                return Value(weight.view)
            }
        })

    /// What weights add to the loss.
    static let regularizer = NativeType(
        name: "Regularizer", module: "keras.regularizers", doc: "What weights add to the loss.",
        methods: [KerasRows.config, KerasConfigs.fromConfig], slots: Slots { $0.repr = KerasRows.repr })

    /// What weights must be after each step.
    static let constraint = NativeType(
        name: "Constraint", module: "keras.constraints", doc: "What weights must be after each step.",
        methods: [KerasRows.config, KerasConfigs.fromConfig], slots: Slots { $0.repr = KerasRows.repr })
}

extension KerasRows {
    fileprivate static let config = NativeFunction("get_config", doc: "The settings as a dictionary.") {
        (call) throws(LanguageError) in
        guard let row = (call.receiver?.heapObject as? RowObject)?.row else {
            throw LanguageError.typeError("an object of keras expected")
        }
        let config = Dict()
        for (name, setting) in row.settings.sorted(by: { $0.key < $1.key }) {
            try config.set(Value(name), KerasSettings.value(setting), call.interpreter)
        }
        return .dict(config)
    }

    fileprivate static let repr: @Sendable (Object, Interpreter) throws(LanguageError) -> String = {
        (object, interpreter) throws(LanguageError) in
        let type = object.nativeType
        return "<\(type.module).\(type.name) object at \(interpreter.address(object))>"
    }
}
