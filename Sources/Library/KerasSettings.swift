import Language
import Networks
import Tensors

/// Arguments of Keras's classes and what the tables of Networks take.
enum KerasSettings {
    /// A value as a setting; names stand for functions from `keras.activations`, `keras.initializers` and their kin.
    static func setting(_ value: Value, named name: String, _ interpreter: Interpreter) throws(LanguageError)
        -> Setting
    {
        switch value {
        case .none, .unbound: return .none
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .float(let number): return .double(number)
        case .str(let text): return .string(text.string)
        case .list, .tuple:
            let elements = try interpreter.array(of: value)
            let whole = elements.compactMap { interpreter.index($0) }
            if whole.count == elements.count { return .ints(whole) }
            var numbers: [Double] = []
            for element in elements { if let number = try interpreter.number(element) { numbers.append(number) } }
            if numbers.count == elements.count { return .doubles(numbers) }
            var list: [Setting] = []
            for element in elements { list.append(try setting(element, named: name, interpreter)) }
            return .list(list)
        case .dict(let dict) where try dict.get(Value("class_name"), interpreter) != nil:
            return try KerasConfigs.setting(dict, named: name, interpreter)
        case .object(let function as NativeFunctionObject): return .string(function.function.name)
        case .object(let object as RowObject): return .row(object.row)
        case .object(let layer as LayerObject): return .layer(layer.layer)
        case .object(let instance as Instance) where instance.nativeType.isKind(of: .layer):
            return .layer(try ProgramLayers.layer(instance).layer)
        case .object(let cls as ClassObject): return .row(RowSetting(cls.name))
        case .function: return .function(KerasProgram.function(value, interpreter))
        default:
            if let index = interpreter.index(value) { return .int(index) }
            if let number = try interpreter.number(value) { return .double(number) }
            throw LanguageError.typeError("the argument '\(name)' can't be '\(value.typeName)'")
        }
    }

    /// A row's fall-back as a parameter's default.
    static func fallback(_ setting: Setting?) -> Parameter.Default {
        guard let setting else { return .required }
        return switch setting {
        case .none: .none
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .float(value)
        case .string(let value): .str(value)
        // A tuple has no form as a default; the row's own comes in when nothing is given.
        case .ints, .doubles, .row, .layer, .function, .list: .missing
        }
    }

    /// A setting as a value, for attributes and `get_config`.
    static func value(_ setting: Setting) -> Value {
        switch setting {
        case .none: .none
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .ints(let values): .tuple(Tuple(values.map { .int($0) }))
        case .double(let value): .float(value)
        case .string(let value): Value(value)
        case .doubles(let values): .tuple(Tuple(values.map { .float($0) }))
        case .row(let row): Value(row.name)
        case .layer(let layer): .object(LayerObject(layer, wantedInput: nil))
        case .function(let function): Value(function.name)
        case .list(let list): Value(list.map(value))
        }
    }

    /// Documentation of a row with all its settings.
    static func doc(_ doc: String, _ rows: [SettingRow]) -> String {
        rows.isEmpty ? doc : doc + "\n\n" + rows.map { "\($0.name): \($0.doc)" }.joined(separator: "\n")
    }

    /// A shape of one sample; None and extents below 1 are errors.
    static func shape(_ value: Value, _ interpreter: Interpreter, owner: String) throws(LanguageError) -> [Int] {
        let values: [Value]
        switch value {
        case .list(let list): values = list.values
        case .tuple(let tuple): values = tuple.values
        default:
            guard interpreter.index(value) != nil else {
                throw LanguageError.typeError("\(owner): a shape must be a tuple, not '\(value.typeName)'")
            }
            values = [value]
        }
        var shape: [Int] = []
        for extent in values {
            if extent.isNone {
                shape.append(-1)
                continue
            }
            guard let number = interpreter.index(extent), number > 0 else {
                throw LanguageError.valueError(
                    "Cannot convert '\(try interpreter.repr(value))' to a shape. Found invalid entry '\(try interpreter.repr(extent))'",
                    hint: "every extent must be a number above 0, without the batch: (28, 28, 1)")
            }
            shape.append(number)
        }
        return shape
    }

    /// A shape with the batch, as Keras shows it: `(None, 28, 28, 1)`.
    static func batched(_ shape: [Int]) -> Value { .tuple(Tuple([.none] + shape.map { $0 < 0 ? .none : .int($0) })) }

    /// The text of `batched`.
    static func text(_ shape: [Int]) -> String {
        shape.isEmpty ? "(None,)" : "(None, " + shape.map { $0 < 0 ? "None" : "\($0)" }.joined(separator: ", ") + ")"
    }

    /// A number as Keras computes it: float32, shown as the language's float.
    static func float32(_ value: Double) -> Value { .float(Double(Float(value))) }
}
