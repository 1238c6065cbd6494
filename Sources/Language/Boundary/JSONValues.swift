import JSON

/// JSON and the language's values, each as the other.
extension Interpreter {
    /// Levels of lists and dictionaries inside each other that become JSON.
    private static let depthLimit = 200

    /// The value of a piece of JSON: dictionaries, lists, text, numbers, truth values, None.
    public func value(of json: JSON) -> Value {
        switch json {
        case .null: return .none
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .double(let number): return .float(number)
        case .string(let text): return Value(text)
        case .array(let items): return Value(items.map { value(of: $0) })
        case .object(let fields):
            let dict = Dict()
            for (key, item) in fields { dict.setText(key, value(of: item)) }
            return .dict(dict)
        }
    }

    /// A value as JSON. Tuples and sets become lists, keys become text, numbers of arrays become plain ones.
    /// - Throws: `ValueError` for what JSON has no form of, or what is nested more than 200 levels deep.
    public func json(of value: Value) throws(LanguageError) -> JSON { try json(of: value, depth: 0) }

    private func json(of value: Value, depth: Int) throws(LanguageError) -> JSON {
        guard depth < Interpreter.depthLimit else { throw LanguageError.valueError("too deep for JSON") }
        switch value.payload ?? value {
        case .none: return .null
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .float(let number): return .double(number)
        case .str(let text): return .string(text.string)
        case .list, .tuple, .object(is SetObject): return try list(value, depth)
        case .dict(let dict):
            var fields: [(key: String, value: JSON)] = []
            for (key, item) in dict.table.pairs { fields.append((try str(key), try json(of: item, depth: depth + 1))) }
            return .object(fields)
        default:
            if let whole = index(value) { return .int(whole) }
            if let number = try number(value) { return .double(number) }
            throw LanguageError.valueError("Can't clean for JSON: \(try repr(value))")
        }
    }

    private func list(_ value: Value, _ depth: Int) throws(LanguageError) -> JSON {
        var items: [JSON] = []
        for item in try array(of: value) { items.append(try json(of: item, depth: depth + 1)) }
        return .array(items)
    }
}
