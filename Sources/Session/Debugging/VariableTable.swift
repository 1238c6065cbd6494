import JSON
import Language

/// What a front end has been shown, by number, so that it can ask what is inside.
struct VariableTable {
    /// Something with parts.
    private enum Entry {
        case names([(name: String, value: Value)])
        case container(Value)
    }

    private var entries: [Entry] = []
    /// Parts of one container; more would stop a browser.
    private static let partLimit = 1000
    /// Characters of one value's text.
    private static let textLimit = 300

    /// A number for a scope.
    mutating func add(_ names: [(name: String, value: Value)]) -> Int {
        entries.append(.names(names))
        return entries.count
    }

    /// A variable as the protocol wants it; what has parts gets a number.
    mutating func described(_ name: String, _ value: Value, _ interpreter: Interpreter) -> JSON {
        var number = 0
        if VariableTable.hasParts(value) {
            entries.append(.container(value))
            number = entries.count
        }
        return [
            "name": .string(name), "value": .string(VariableTable.text(value, interpreter)),
            "type": .string(value.typeName), "evaluateName": .string(name), "variablesReference": .int(number),
        ]
    }

    /// What is inside of the numbered thing; nothing for a number that was never given.
    func children(of number: Int, _ interpreter: Interpreter) -> [(name: String, value: Value)] {
        guard entries.indices.contains(number - 1) else { return [] }
        switch entries[number - 1] {
        case .names(let names): return names
        case .container(let value): return VariableTable.parts(value, interpreter)
        }
    }

    private static func hasParts(_ value: Value) -> Bool {
        switch value {
        case .list(let list): !list.values.isEmpty
        case .tuple(let tuple): !tuple.values.isEmpty
        case .dict(let dict): !dict.table.pairs.isEmpty
        case .object(let object):
            if let instance = object as? Instance {
                !instance.ownAttributes.isEmpty
            } else {
                !object.nativeType.properties.isEmpty
            }
        default: false
        }
    }

    private static func parts(_ value: Value, _ interpreter: Interpreter) -> [(name: String, value: Value)] {
        switch value {
        case .list(let list): return numbered(list.values)
        case .tuple(let tuple): return numbered(tuple.values)
        case .dict(let dict):
            return dict.table.pairs.prefix(partLimit).map { (text($0, interpreter), $1) }
        case .object(let object):
            if let instance = object as? Instance { return instance.ownAttributes }
            return object.nativeType.properties.compactMap { property in
                (try? property.get(object, interpreter)).map { (property.name, $0) }
            }
        default: return []
        }
    }

    private static func numbered(_ values: some Collection<Value>) -> [(name: String, value: Value)] {
        values.prefix(partLimit).enumerated().map { (String($0), $1) }
    }

    /// `repr`, shortened.
    private static func text(_ value: Value, _ interpreter: Interpreter) -> String {
        let text = (try? interpreter.repr(value)) ?? "<\(value.typeName)>"
        return text.count > textLimit ? text.prefix(textLimit) + "…" : text
    }
}
