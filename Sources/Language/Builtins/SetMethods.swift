/// What a set can do.
enum SetMethods {
    private static func set(_ call: Call) throws(LanguageError) -> SetObject {
        guard case .object(let set as SetObject)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'set' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return set
    }

    /// A new set made from this one and each argument in turn.
    private static func algebra(_ name: String, _ op: BinaryOperator, _ doc: String) -> NativeFunction {
        NativeFunction(name, [.rest("others")], doc: doc) { (call) throws(LanguageError) in
            Value.object(try combined(call, op))
        }
    }

    private static func combined(_ call: Call, _ op: BinaryOperator) throws(LanguageError) -> SetObject {
        let own = try set(call)
        var result = SetObject(own.table, isFrozen: own.isFrozen)
        for other in call.rest(0) {
            let right = try SetObject(of: try call.interpreter.array(of: other), call.interpreter)
            guard
                case .object(let made as SetObject) = try call.interpreter.binary(
                    op, .object(result), .object(right))
            else { throw LanguageError.typeError("not a set") }
            result = made
        }
        return result
    }

    /// Changes this set by each argument in turn.
    private static func update(_ name: String, _ op: BinaryOperator, _ doc: String) -> NativeFunction {
        NativeFunction(name, [.rest("others")], doc: doc) { (call) throws(LanguageError) in
            try set(call).table = try combined(call, op).table
            return .none
        }
    }

    private static func question(
        _ name: String, _ doc: String,
        _ body: @escaping @Sendable (SetObject, SetObject, Interpreter) throws(LanguageError) -> Bool
    ) -> NativeFunction {
        NativeFunction(name, [.positional("other")], doc: doc) { (call) throws(LanguageError) in
            let other = try SetObject(of: try call.values(0), call.interpreter)
            return .bool(try body(try set(call), other, call.interpreter))
        }
    }

    private static func isWithin(_ a: SetObject, _ b: SetObject, _ interpreter: Interpreter) throws(LanguageError)
        -> Bool
    {
        for key in a.table.keys where try b.table.find(key, hash: interpreter.hash(key), interpreter) == nil {
            return false
        }
        return true
    }

    /// What both kinds of sets can do.
    static let frozenRows: [NativeFunction] = [
        algebra("union", .or, "The values of this set and of the others."),
        algebra("intersection", .and, "The values that this set and all the others have."),
        algebra("difference", .subtract, "The values of this set that none of the others has."),
        NativeFunction(
            "symmetric_difference", [.positional("other")], doc: "The values that only one of the two sets has."
        ) { (call) throws(LanguageError) in
            let other = try SetObject(of: try call.values(0), call.interpreter)
            return try call.interpreter.binary(.xor, .object(try set(call)), .object(other))
        },
        question("issubset", "True if the other set has every value of this one.") {
            (a, b, interpreter) throws(LanguageError) in try isWithin(a, b, interpreter)
        },
        question("issuperset", "True if this set has every value of the other.") {
            (a, b, interpreter) throws(LanguageError) in try isWithin(b, a, interpreter)
        },
        question("isdisjoint", "True if the sets have no value in common.") {
            (a, b, interpreter) throws(LanguageError) in
            for key in a.table.keys where try b.table.find(key, hash: interpreter.hash(key), interpreter) != nil {
                return false
            }
            return true
        },
        NativeFunction("copy", doc: "A new set of the same values.") { (call) throws(LanguageError) in
            let set = try set(call)
            return .object(SetObject(set.table, isFrozen: set.isFrozen))
        },
    ]

    static let rows: [NativeFunction] =
        frozenRows + [
            NativeFunction("add", [.positional("value")], doc: "Adds a value.") { (call) throws(LanguageError) in
                try set(call).table.set(call[0], .none, hash: call.interpreter.hash(call[0]), call.interpreter)
                return .none
            },
            NativeFunction("discard", [.positional("value")], doc: "Takes out a value, if it is there.") {
                (call) throws(LanguageError) in
                _ = try take(call)
                return .none
            },
            NativeFunction(
                "remove", [.positional("value")], doc: "Takes out a value; raises KeyError if it is not there."
            ) {
                (call) throws(LanguageError) in
                if try !take(call) { throw LanguageError.keyError(call[0]) }
                return .none
            },
            NativeFunction("pop", doc: "Takes out and returns a value.") { (call) throws(LanguageError) in
                let set = try set(call)
                for place in 0..<set.table.extent where set.table.entry(at: place) != nil {
                    return set.table.remove(place: place).key
                }
                throw LanguageError.keyError(Value("pop from an empty set"))
            },
            NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
                try set(call).table.removeAll()
                return .none
            },
            update("update", .or, "Adds every value of the others."),
            update("intersection_update", .and, "Keeps the values that all the others have."),
            update("difference_update", .subtract, "Takes out the values of the others."),
            NativeFunction(
                "symmetric_difference_update", [.positional("other")],
                doc: "Keeps the values that only one of the two sets has."
            ) { (call) throws(LanguageError) in
                let own = try set(call)
                let other = try SetObject(of: try call.values(0), call.interpreter)
                if case .object(let made as SetObject) = try call.interpreter.binary(.xor, .object(own), .object(other))
                {
                    own.table = made.table
                }
                return .none
            },
        ]

    private static func take(_ call: Call) throws(LanguageError) -> Bool {
        let set = try set(call)
        let hash = try call.interpreter.hash(call[0])
        guard let place = try set.table.find(call[0], hash: hash, call.interpreter) else { return false }
        set.table.remove(place: place)
        return true
    }

    static let repr: @Sendable (Object, Interpreter) throws(LanguageError) -> String = {
        (object, interpreter) throws(LanguageError) in
        guard let set = object as? SetObject else { return "set()" }
        let name = set.isFrozen ? "frozenset" : "set"
        if set.table.count == 0 { return name + "()" }
        var parts: [String] = []
        for key in set.table.keys { parts.append(try interpreter.repr(key)) }
        let inside = "{" + parts.joined(separator: ", ") + "}"
        return set.isFrozen ? "frozenset(\(inside))" : inside
    }
}
