/// What a dictionary can do.
enum DictMethods {
    private static func dict(_ call: Call) throws(LanguageError) -> Dict {
        guard case .dict(let dict)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'dict' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return dict
    }

    static let rows: [NativeFunction] = [
        NativeFunction(
            "get", [.positional("key"), .positional("default", .none)], doc: "The value under a key, or the default.",
            quick: QuickCalls.get
        ) { (call) throws(LanguageError) in
            try dict(call).get(call[0], call.interpreter) ?? call[1]
        },
        NativeFunction("keys", doc: "The keys, in order, as a view.") { (call) throws(LanguageError) in
            .object(DictView(try dict(call), .keys))
        },
        NativeFunction("values", doc: "The values, in the order of the keys, as a view.") {
            (call) throws(LanguageError) in .object(DictView(try dict(call), .values))
        },
        NativeFunction("items", doc: "Pairs of key and value, as a view.") { (call) throws(LanguageError) in
            .object(DictView(try dict(call), .items))
        },
        NativeFunction(
            "pop", [.positional("key"), .positional("default", .missing)],
            doc: "Takes out a key and returns its value, or the default."
        ) { (call) throws(LanguageError) in
            let dict = try dict(call)
            // CPython does not ask for the hash where there is nothing.
            if dict.table.count > 0 {
                let hash = try call.interpreter.hash(call[0])
                if let place = try dict.table.find(call[0], hash: hash, call.interpreter) {
                    return dict.table.remove(place: place).value
                }
            }
            if call.isGiven(1) { return call[1] }
            throw LanguageError.keyError(call[0])
        },
        NativeFunction("popitem", doc: "Takes out and returns the last pair.") { (call) throws(LanguageError) in
            let dict = try dict(call)
            var place = dict.table.extent - 1
            while place >= 0, dict.table.entry(at: place) == nil { place -= 1 }
            guard place >= 0 else { throw LanguageError.keyError(Value("popitem(): dictionary is empty")) }
            let entry = dict.table.remove(place: place)
            return .tuple(Tuple([entry.key, entry.value]))
        },
        NativeFunction(
            "setdefault", [.positional("key"), .positional("default", .none)],
            doc: "The value under a key, which the default becomes where there is none."
        ) { (call) throws(LanguageError) in
            let dict = try dict(call)
            if let found = try dict.get(call[0], call.interpreter) { return found }
            try dict.set(call[0], call[1], call.interpreter)
            return call[1]
        },
        NativeFunction(
            "update", [.positional("other", .missing), .keywords("values")],
            doc: "Takes over the pairs of another dictionary, of an iterable of pairs, and named values."
        ) { (call) throws(LanguageError) in
            let dict = try dict(call)
            if call.isGiven(0) { try Constructors.update(dict, call[0], call.interpreter) }
            for (name, value) in call.keywords(1) { try dict.set(Value(name), value, call.interpreter) }
            return .none
        },
        NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
            try dict(call).table.removeAll()
            return .none
        },
        NativeFunction("copy", doc: "A new dictionary of the same pairs.") { (call) throws(LanguageError) in
            .dict(Dict(try dict(call).table))
        },
        NativeFunction(
            "fromkeys", [.positional("iterable"), .positional("value", .none)],
            doc: "A new dictionary with the keys of an iterable and one value.", isStatic: true
        ) { (call) throws(LanguageError) in
            let dict = Dict()
            for key in try call.values(0) { try dict.set(key, call[1], call.interpreter) }
            return .dict(dict)
        },
    ]
}

/// `d.keys()`, `d.values()`, `d.items()`: what a dictionary holds now, seen whenever it is asked.
final class DictView: Object {
    enum Part {
        /// The keys.
        case keys
        /// The values.
        case values
        /// Pairs.
        case items

        var name: String {
            switch self {
            case .keys: "dict_keys"
            case .values: "dict_values"
            case .items: "dict_items"
            }
        }

        func pick(_ entry: Table.Entry) -> Value {
            switch self {
            case .keys: entry.key
            case .values: entry.value
            case .items: .tuple(Tuple([entry.key, entry.value]))
            }
        }
    }

    let dict: Dict
    let part: Part

    init(_ dict: Dict, _ part: Part) {
        self.dict = dict
        self.part = part
    }

    override var nativeType: NativeType {
        switch part {
        case .keys: .dictKeys
        case .values: .dictValues
        case .items: .dictItems
        }
    }

    /// What the view shows now.
    var elements: [Value] {
        (0..<dict.table.extent).compactMap { dict.table.entry(at: $0).map(part.pick) }
    }
}

extension NativeType {
    static let dictKeys = viewType(.keys, "The keys of a dictionary.")
    static let dictValues = viewType(.values, "The values of a dictionary.")
    static let dictItems = viewType(.items, "The pairs of a dictionary.")

    private static func viewType(_ part: DictView.Part, _ doc: String) -> NativeType {
        NativeType(
            name: part.name, doc: doc,
            methods: part == .values
                ? []
                : [
                    NativeFunction(
                        "isdisjoint", [.positional("other")],
                        doc: "True if the view and the other have nothing in common."
                    ) { (call) throws(LanguageError) in
                        guard case .object(let view as DictView)? = call.receiver else { return .none }
                        let mine = try SetObject(of: view.elements, call.interpreter)
                        for value in try call.values(0)
                        where try mine.has(value, call.interpreter) {
                            return .bool(false)
                        }
                        return .bool(true)
                    }
                ],
            slots: Slots {
                $0.repr = { (object, interpreter) throws(LanguageError) in
                    let inside = try interpreter.repr(Value((object as? DictView)?.elements ?? []))
                    return "\(part.name)(\(inside))"
                }
                $0.length = { (object, _) throws(LanguageError) in (object as? DictView)?.dict.table.count ?? 0 }
                $0.iterate = { (object, interpreter) throws(LanguageError) in
                    guard let view = object as? DictView else { throw LanguageError.typeError("not a view") }
                    let name =
                        part == .keys
                        ? "dict_keyiterator" : part == .values ? "dict_valueiterator" : "dict_itemiterator"
                    return interpreter.keys(of: view.dict, name, part.pick)
                }
                $0.contains = { (object, value, interpreter) throws(LanguageError) in
                    guard let view = object as? DictView else { return false }
                    switch part {
                    case .keys: return try view.dict.get(value, interpreter) != nil
                    case .values: return try view.elements.containsValue(value, interpreter)
                    case .items:
                        guard case .tuple(let pair) = value, pair.values.count == 2,
                            let found = try view.dict.get(pair.values[0], interpreter)
                        else { return false }
                        return try interpreter.same(found, pair.values[1])
                    }
                }
                guard part != .values else { return }
                $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
                    guard [.and, .or, .xor, .subtract].contains(op), let view = object as? DictView else { return nil }
                    let mine = Value.object(try SetObject(of: view.elements, interpreter))
                    let theirs = Value.object(try SetObject(of: try interpreter.array(of: other), interpreter))
                    return try interpreter.binary(op, reflected ? theirs : mine, reflected ? mine : theirs)
                }
                $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                    guard let view = object as? DictView, case .object(let right) = other else { return nil }
                    let theirs: SetObject
                    switch right {
                    case let set as SetObject: theirs = set
                    case let view as DictView where view.part != .values:
                        theirs = try SetObject(of: view.elements, interpreter)
                    default: return nil
                    }
                    let mine = try SetObject(of: view.elements, interpreter)
                    return try interpreter.compare(op, .object(mine), .object(theirs))
                }
            })
    }
}
