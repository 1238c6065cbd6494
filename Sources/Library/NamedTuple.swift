import Language

/// A tuple whose places have names, as `collections.namedtuple` makes them.
final class NamedTupleObject: Object {
    let row: NativeType
    let values: [Value]

    init(_ row: NativeType, _ values: [Value]) {
        self.row = row
        self.values = values
    }

    override var nativeType: NativeType { row }

    private static func me(_ call: Call) throws(LanguageError) -> NamedTupleObject {
        guard case .object(let me as NamedTupleObject)? = call.receiver else {
            throw LanguageError.typeError("'\(call.function.name)' requires a named tuple")
        }
        return me
    }

    /// The type of a named tuple with its fields; fields with `fallbacks` are the last ones.
    static func row(_ name: String, _ fields: [String], module: String = "__main__", fallbacks: Frozen = Frozen([]))
        -> NativeType
    {
        let first = fields.count - fallbacks.values.count
        let parameters = fields.enumerated().map { Parameter($1, $0 < first ? .required : .missing) }
        let row = Weak()
        let made = NativeType(
            name: name, module: module, doc: "\(name)(\(fields.joined(separator: ", ")))", base: .tuple,
            constructor: NativeFunction(name, parameters, doc: "A \(name).") { call in
                let values = fields.indices.map { call.isGiven($0) ? call[$0] : fallbacks.values[$0 - first] }
                return row.type.map { .object(NamedTupleObject($0, values)) } ?? .none
            },
            methods: methods(fields),
            properties: fields.enumerated().map { place, field in
                NativeProperty(field, doc: "Field number \(place).") { (o, _) in
                    (o as? NamedTupleObject)?.values[place] ?? .none
                }
            }, slots: slots(name, fields))
        row.type = made
        return made
    }

    private static func methods(_ fields: [String]) -> [NativeFunction] {
        [
            NativeFunction("_asdict", doc: "The fields as a dictionary.") { (call) throws(LanguageError) in
                let dict = Dict()
                for (name, value) in zip(fields, try me(call).values) {
                    try dict.set(Value(name), value, call.interpreter)
                }
                return .dict(dict)
            },
            NativeFunction("_replace", [.keywords("fields")], doc: "The tuple with other values for some fields.") {
                (call) throws(LanguageError) in
                let me = try me(call)
                var values = me.values
                for (name, value) in call.keywords(0) {
                    guard let place = fields.firstIndex(of: name) else {
                        throw LanguageError.valueError("Got unexpected field names: ['\(name)']")
                    }
                    values[place] = value
                }
                return .object(NamedTupleObject(me.row, values))
            },
            NativeFunction("count", [.positional("value")], doc: "How often a value occurs.") {
                (call) throws(LanguageError) in
                var count = 0
                for value in try me(call).values where try call.interpreter.equal(value, call[0]) { count += 1 }
                return .int(count)
            },
            NativeFunction("index", [.positional("value")], doc: "The first place of a value.") {
                (call) throws(LanguageError) in
                for (i, value) in try me(call).values.enumerated() where try call.interpreter.equal(value, call[0]) {
                    return .int(i)
                }
                throw LanguageError.valueError("tuple.index(x): x not in tuple")
            },
        ]
    }

    private static func tuple(_ object: Object) -> Value {
        .tuple(Tuple((object as? NamedTupleObject)?.values ?? []))
    }

    private static func plain(_ value: Value) -> Value? {
        switch value {
        case .tuple: value
        case .object(let other as NamedTupleObject): tuple(other)
        default: nil
        }
    }

    private static func slots(_ name: String, _ fields: [String]) -> Slots {
        Slots {
            $0.getAttribute = { (_, name, _) in
                name == "_fields" ? .tuple(Tuple(fields.map { Value($0) })) : nil
            }
            $0.repr = { (object, interpreter) throws(LanguageError) in
                var parts: [String] = []
                for (field, value) in zip(fields, (object as? NamedTupleObject)?.values ?? []) {
                    parts.append("\(field)=" + (try interpreter.repr(value)))
                }
                return "\(name)(\(parts.joined(separator: ", ")))"
            }
            $0.length = { (_, _) in fields.count }
            $0.iterate = { (object, _) in Iteration(over: (object as? NamedTupleObject)?.values ?? []) }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                try interpreter.getItem(tuple(object), key)
            }
            $0.hash = { (object, interpreter) throws(LanguageError) in try interpreter.hash(tuple(object)) }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let other = plain(other) else { return nil }
                return try interpreter.compare(op, tuple(object), other)
            }
            $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
                if op == .add, let other = plain(other) {
                    return try interpreter.binary(
                        .add, reflected ? other : tuple(object), reflected ? tuple(object) : other)
                }
                guard op == .multiply, let times = interpreter.index(other) else { return nil }
                return try interpreter.binary(.multiply, tuple(object), .int(times))
            }
        }
    }

    /// Values that a row keeps; they stay on the thread of their interpreter.
    struct Frozen: @unchecked Sendable {
        let values: [Value]

        init(_ values: [Value]) { self.values = values }
    }

    /// The row that a constructor belongs to, without keeping it alive.
    private final class Weak: @unchecked Sendable { weak var type: NativeType? }
}
