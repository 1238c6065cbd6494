/// What makes a dictionary a `defaultdict`, `Counter` or `OrderedDict`.
final class DictVariant {
    let type: NativeType
    /// What `defaultdict` calls for a key that is not there; None where nothing is called.
    var factory: Value

    /// Second names of keys: `acc` for `accuracy`.
    let secondNames: [String: String]

    init(_ type: NativeType, factory: Value = .none, secondNames: [String: String] = [:]) {
        self.type = type
        self.factory = factory
        self.secondNames = secondNames
    }

    /// The value of a key that is not there.
    func missing(_ dict: Dict, _ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        if type === CollectionsModule.counter { return .int(0) }
        if case .str(let name) = key, let first = secondNames[name.string], let value = dict[first, interpreter] {
            return value
        }
        if factory.isNone { throw LanguageError.keyError(key) }
        let value = try interpreter.call(factory, [])
        try dict.set(key, value, interpreter)
        return value
    }

    /// The dictionary as `repr` shows it.
    func repr(_ dict: Dict, _ interpreter: Interpreter) throws(LanguageError) -> String {
        if type === CollectionsModule.orderedDict {
            let pairs = dict.table.pairs.map { Value.tuple(Tuple([$0, $1])) }
            return "OrderedDict(" + (pairs.isEmpty ? "" : try interpreter.repr(Value(pairs))) + ")"
        }
        var table = dict.table
        if type === NativeType.dict { return try interpreter.repr(.dict(Dict(table))) }
        if type === CollectionsModule.counter {
            if table.count == 0 { return "Counter()" }
            table = Table()
            for pair in try CollectionsModule.mostCommon(dict, interpreter) {
                try table.set(pair.0, pair.1, hash: interpreter.hash(pair.0), interpreter)
            }
        }
        let inside = try interpreter.repr(.dict(Dict(table)))
        if type === CollectionsModule.counter { return "Counter(\(inside))" }
        return "defaultdict(\(try interpreter.repr(factory)), \(inside))"
    }
}

/// `collections`: dictionaries that count or make their values, queues, tuples with names.
enum CollectionsModule {
    static let orderedDict: NativeType = NativeType(
        name: "OrderedDict", module: "collections", doc: "A dictionary in the order of insertion.", base: .dict,
        constructor: NativeFunction(
            "OrderedDict", [.positional("mapping", .missing), .keywords("values")],
            doc: "A dictionary in the order of insertion."
        ) { (call) throws(LanguageError) in
            let dict = Dict(variant: DictVariant(orderedDict))
            if call.isGiven(0) { try Constructors.update(dict, call[0], call.interpreter) }
            for (name, value) in call.keywords(1) { try dict.set(Value(name), value, call.interpreter) }
            return .dict(dict)
        },
        methods: [
            NativeFunction(
                "move_to_end", [Parameter("key"), Parameter("last", .bool(true))],
                doc: "Puts a key at the end, or at the beginning."
            ) { (call) throws(LanguageError) in
                guard case .dict(let dict)? = call.receiver else { throw LanguageError.typeError("not a dictionary") }
                let hash = try call.interpreter.hash(call[0])
                guard let place = try dict.table.find(call[0], hash: hash, call.interpreter) else {
                    throw LanguageError.keyError(call[0])
                }
                let entry = dict.table.remove(place: place)
                let rest = dict.table
                if try !call.bool(1) { dict.table.removeAll() }
                try dict.set(entry.key, entry.value, call.interpreter)
                if try !call.bool(1) {
                    for (key, value) in rest.pairs { try dict.set(key, value, call.interpreter) }
                }
                return .none
            }
        ])

    static let defaultDict: NativeType = NativeType(
        name: "defaultdict", module: "collections", doc: "A dictionary that makes the values of new keys.", base: .dict,
        constructor: NativeFunction(
            "defaultdict",
            [.positional("default_factory", .none), .positional("mapping", .missing), .keywords("values")],
            doc: "A dictionary that calls a function for the value of a key that is not there."
        ) { (call) throws(LanguageError) in
            let dict = Dict(variant: DictVariant(defaultDict, factory: call[0]))
            if call.isGiven(1) { try Constructors.update(dict, call[1], call.interpreter) }
            for (name, value) in call.keywords(2) { try dict.set(Value(name), value, call.interpreter) }
            return .dict(dict)
        },
        properties: [
            NativeProperty("default_factory", doc: "What makes the values.") { (object, _) in
                (object as? Dict)?.variant?.factory ?? .none
            }
        ])

    static let counter: NativeType = NativeType(
        name: "Counter", module: "collections", doc: "A dictionary that counts its keys.", base: .dict,
        constructor: NativeFunction(
            "Counter", [.positional("iterable", .missing), .keywords("counts")],
            doc: "Counts the values of an iterable."
        ) { (call) throws(LanguageError) in
            let dict = Dict(variant: DictVariant(counter))
            try count(dict, call, sign: .add)
            return .dict(dict)
        },
        methods: [
            NativeFunction(
                "most_common", [Parameter("n", .none)], doc: "The pairs of key and count, the most frequent first."
            ) { (call) throws(LanguageError) in
                let pairs = try mostCommon(try receiver(call), call.interpreter)
                var taken = pairs.count
                if !call[0].isNone {
                    // As heapq.nlargest, which compares the number before it counts with it.
                    if call[0].bigInt == nil {
                        _ = try call.interpreter.truth(call.interpreter.compare(.greaterEqual, call[0], .int(taken)))
                    }
                    switch call[0] {
                    case .float(1): taken = 1
                    case .float(let number) where number >= Double(taken):
                        throw LanguageError.typeError(
                            "slice indices must be integers or None or have an __index__ method")
                    default: taken = max(0, try call.integer(0).clamped)
                    }
                }
                return Value(pairs.prefix(taken).map { .tuple(Tuple([$0.0, $0.1])) })
            },
            NativeFunction("elements", doc: "Each key as often as its count says.") { (call) throws(LanguageError) in
                var values: [Value] = []
                for (key, value) in try receiver(call).table.pairs {
                    if let times = try call.interpreter.smallInteger(value), times > 0 {
                        values += try call.interpreter.repeated([key], times)
                    }
                }
                return .object(Iteration(over: values))
            },
            NativeFunction("total", doc: "The sum of the counts.") { (call) throws(LanguageError) in
                var total = Value.int(0)
                for value in try receiver(call).table.values {
                    total = try call.interpreter.binary(.add, total, value)
                }
                return total
            },
            NativeFunction(
                "update", [.positional("iterable", .missing), .keywords("counts")], doc: "Counts further values."
            ) { (call) throws(LanguageError) in
                try count(try receiver(call), call, sign: .add)
                return .none
            },
            NativeFunction(
                "subtract", [.positional("iterable", .missing), .keywords("counts")], doc: "Counts values backwards."
            ) { (call) throws(LanguageError) in
                try count(try receiver(call), call, sign: .subtract)
                return .none
            },
            NativeFunction("copy", doc: "A new counter of the same counts.") { (call) throws(LanguageError) in
                .dict(Dict(try receiver(call).table, variant: DictVariant(counter)))
            },
        ],
        slots: Slots {
            $0.binary = { (op, object, other, _, interpreter) throws(LanguageError) in
                guard let a = object as? Dict, case .dict(let b) = other, b.variant?.type === counter,
                    [.add, .subtract, .and, .or].contains(op)
                else { return nil }
                let result = Dict(variant: DictVariant(counter))
                let keys = a.table.keys + (op == .and ? [] : b.table.keys)
                for key in keys {
                    if try result.get(key, interpreter) != nil { continue }
                    let (x, y) = (
                        try a.get(key, interpreter) ?? .int(0), try b.get(key, interpreter) ?? .int(0)
                    )
                    let value: Value
                    switch op {
                    case .add, .subtract: value = try interpreter.binary(op, x, y)
                    default:
                        let less = try interpreter.truth(interpreter.compare(.less, x, y))
                        value = less == (op == .and) ? x : y
                    }
                    if try interpreter.truth(interpreter.compare(.greater, value, .int(0))) {
                        try result.set(key, value, interpreter)
                    }
                }
                return .dict(result)
            }
        })

    private static func receiver(_ call: Call) throws(LanguageError) -> Dict {
        guard case .dict(let dict)? = call.receiver else { throw LanguageError.typeError("not a Counter") }
        return dict
    }

    private static func count(_ dict: Dict, _ call: Call, sign: BinaryOperator) throws(LanguageError) {
        let interpreter = call.interpreter
        func add(_ key: Value, _ amount: Value) throws(LanguageError) {
            let now = try dict.get(key, interpreter) ?? .int(0)
            // CPython adds what was counted before to the new count, and takes the new one from it.
            let sum = try sign == .add ? interpreter.binary(.add, amount, now) : interpreter.binary(sign, now, amount)
            try dict.set(key, sum, interpreter)
        }
        if call.isGiven(0), !call[0].isNone {
            if case .dict(let other) = call.plain(0) {
                // CPython takes the values as they are where nothing was counted before.
                let isFirst = dict.table.count == 0 && sign == .add
                for (key, value) in other.table.pairs {
                    if isFirst { try dict.set(key, value, interpreter) } else { try add(key, value) }
                }
            } else {
                for key in try call.values(0) { try add(key, .int(1)) }
            }
        }
        for (name, value) in call.keywords(1) { try add(Value(name), value) }
    }

    static func mostCommon(_ dict: Dict, _ interpreter: Interpreter) throws(LanguageError) -> [(Value, Value)] {
        let pairs = dict.table.pairs
        let counted = pairs.enumerated().map { Value.tuple(Tuple([$1.1, .int(-$0)])) }
        return try interpreter.sorted(counted, key: .none, reverse: true).compactMap {
            if case .tuple(let tuple) = $0, case .int(let place) = tuple.values[1] { pairs[-place] } else { nil }
        }
    }

    private static let namedTuple = NativeFunction(
        "namedtuple",
        [
            Parameter("typename"), Parameter("field_names"), .keyword("rename", .bool(false)),
            .keyword("defaults", .none), .keyword("module", .none),
        ], doc: "A type of tuples whose places have names."
    ) { (call) throws(LanguageError) in
        let typeName = try call.string(0)
        var fields: [String] = []
        if case .str(let text) = call.plain(1) {
            fields = text.string.split { $0 == "," || $0.isWhitespace }.map(String.init)
        } else {
            for value in try call.values(1) { fields.append(try call.interpreter.str(value)) }
        }
        if Set(fields).count != fields.count {
            throw LanguageError.valueError("Encountered duplicate field name in \(fields)")
        }
        if let wrong = fields.first(where: { $0.hasPrefix("_") }) {
            throw LanguageError.valueError("Field names cannot start with an underscore: '\(wrong)'")
        }
        let defaults = call[3].isNone ? [] : try call.values(3)
        return .object(NamedTuples.type(typeName, fields, defaults, call.interpreter))
    }

    static let module = NativeModule(
        "collections", doc: "Further containers.", functions: [namedTuple],
        types: [orderedDict, defaultDict, counter, DequeObject.type], written: written)
}

/// Makes the types of `namedtuple`.
public enum NamedTuples {
    /// A class of tuples with named places.
    public static func type(
        _ name: String, _ fields: [String], _ defaults: [Value], _ interpreter: Interpreter,
        module: String = "__main__"
    ) -> ClassObject {
        let box = TypeBox()
        let firstDefault = fields.count - defaults.count
        let parameters = fields.enumerated().map { place, field in
            Parameter(field, place >= firstDefault ? .missing : .required)
        }
        let fallbacks = UncheckedDefaults(values: defaults)
        let type = NativeType(
            name: name, module: module, doc: "\(name)(\(fields.joined(separator: ", ")))", base: .tuple,
            constructor: NativeFunction(name, parameters, doc: "A \(name).") { (call) throws(LanguageError) in
                let values = fields.indices.map { call.isGiven($0) ? call[$0] : fallbacks.values[$0 - firstDefault] }
                return .tuple(Tuple(values, named: box.type))
            },
            methods: [
                NativeFunction("_asdict", doc: "The places as a dictionary.") { (call) throws(LanguageError) in
                    let dict = Dict()
                    guard case .tuple(let tuple)? = call.receiver else { return .dict(dict) }
                    for (field, value) in zip(fields, tuple.values) {
                        try dict.set(Value(field), value, call.interpreter)
                    }
                    return .dict(dict)
                },
                NativeFunction("_replace", [.keywords("values")], doc: "The tuple with some places changed.") {
                    (call) throws(LanguageError) in
                    guard case .tuple(let tuple)? = call.receiver else { return .none }
                    var values = tuple.values
                    for (name, value) in call.keywords(0) {
                        guard let place = fields.firstIndex(of: name) else {
                            throw LanguageError.valueError("Got unexpected field names: ['\(name)']")
                        }
                        values[place] = value
                    }
                    return .tuple(Tuple(values, named: box.type))
                },
                NativeFunction(
                    "_make", [.positional("iterable")], doc: "A tuple of the values of an iterable.", isStatic: true
                ) {
                    (call) throws(LanguageError) in
                    let values = try call.values(0)
                    if values.count != fields.count {
                        throw LanguageError.typeError("Expected \(fields.count) arguments, got \(values.count)")
                    }
                    return .tuple(Tuple(values, named: box.type))
                },
            ],
            properties: fields.enumerated().map { place, field in
                NativeProperty(field, doc: "Place \(place).") { (object, _) in
                    guard let tuple = object as? Tuple, place < tuple.values.count else { return .none }
                    return tuple.values[place]
                }
            },
            slots: Slots {
                $0.repr = { (object, interpreter) throws(LanguageError) in
                    var parts: [String] = []
                    for (field, value) in zip(fields, (object as? Tuple)?.values ?? []) {
                        parts.append("\(field)=\(try interpreter.repr(value))")
                    }
                    let place = module == "__main__" || module.isEmpty ? "" : module + "."
                    return "\(place)\(name)(\(parts.joined(separator: ", ")))"
                }
            })
        box.type = type
        let cls = interpreter.classObject(for: type)
        cls.members["_fields"] = .tuple(Tuple(fields.map { Value($0) }))
        cls.members["__match_args__"] = .tuple(Tuple(fields.map { Value($0) }))
        return cls
    }

    /// The type that its own constructor needs; set once, before the type is used.
    private final class TypeBox: @unchecked Sendable {
        unowned var type: NativeType = .tuple
    }

    /// Values that stay on their interpreter's thread.
    private struct UncheckedDefaults: @unchecked Sendable {
        let values: [Value]
    }
}
