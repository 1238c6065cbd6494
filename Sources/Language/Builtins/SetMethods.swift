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
    private static func algebra(
        _ name: String, _ doc: String,
        first: @escaping @Sendable (SetObject, Value, Interpreter) throws(LanguageError) -> SetTable,
        then: @escaping @Sendable (SetObject, Value, Interpreter) throws(LanguageError) -> Void
    ) -> NativeFunction {
        NativeFunction(name, [.rest("others")], doc: doc) { (call) throws(LanguageError) in
            let own = try set(call)
            guard let other = call.rest(0).first else {
                return .object(own.isFrozen ? own : SetObject(try own.table.copied(call.interpreter)))
            }
            let result = SetObject(try first(own, other, call.interpreter), isFrozen: own.isFrozen)
            for other in call.rest(0).dropFirst() { try then(result, other, call.interpreter) }
            return .object(result)
        }
    }

    /// Changes this set by each argument in turn.
    private static func update(
        _ name: String, _ doc: String,
        _ change: @escaping @Sendable (SetObject, Value, Interpreter) throws(LanguageError) -> Void
    ) -> NativeFunction {
        NativeFunction(name, [.rest("others")], doc: doc) { (call) throws(LanguageError) in
            let own = try set(call)
            for other in call.rest(0) { try change(own, other, call.interpreter) }
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
        for key in a.table.keys where try !b.has(key, interpreter) { return false }
        return true
    }

    /// What both kinds of sets can do.
    static let frozenRows: [NativeFunction] = [
        algebra("union", "The values of this set and of the others.") {
            (set, other, interpreter) throws(LanguageError) in
            let made = SetObject(try set.table.copied(interpreter))
            try made.add(all: other, interpreter)
            return made.table
        } then: { (set, other, interpreter) throws(LanguageError) in
            try set.add(all: other, interpreter)
        },
        algebra("intersection", "The values that this set and all the others have.") {
            (set, other, interpreter) throws(LanguageError) in
            try set.common(withAll: other, interpreter)
        } then: { (set, other, interpreter) throws(LanguageError) in
            set.table = try set.common(withAll: other, interpreter)
        },
        algebra("difference", "The values of this set that none of the others has.") {
            (set, other, interpreter) throws(LanguageError) in
            try set.without(all: other, interpreter)
        } then: { (set, other, interpreter) throws(LanguageError) in
            try set.takeOut(all: other, interpreter)
        },
        NativeFunction(
            "symmetric_difference", [.positional("other")], doc: "The values that only one of the two sets has."
        ) { (call) throws(LanguageError) in
            let own = try set(call)
            let made = try SetObject(all: call[0], isFrozen: own.isFrozen, call.interpreter)
            try made.toggle(all: .object(own), call.interpreter)
            return .object(made)
        },
        question("issubset", "True if the other set has every value of this one.") {
            (a, b, interpreter) throws(LanguageError) in try isWithin(a, b, interpreter)
        },
        NativeFunction(
            "issuperset", [.positional("other")], doc: "True if this set has every value of the other."
        ) { (call) throws(LanguageError) in
            let own = try set(call)
            let others = try call.interpreter.iterate(call[0])
            while let value = try others.next(call.interpreter) {
                if try !own.has(value, call.interpreter) { return .bool(false) }
            }
            return .bool(true)
        },
        question("isdisjoint", "True if the sets have no value in common.") {
            (a, b, interpreter) throws(LanguageError) in
            for key in a.table.keys where try b.has(key, interpreter) { return false }
            return true
        },
        NativeFunction("copy", doc: "A new set of the same values.") { (call) throws(LanguageError) in
            let set = try set(call)
            return set.isFrozen ? .object(set) : .object(SetObject(try set.table.copied(call.interpreter)))
        },
    ]

    static let rows: [NativeFunction] =
        frozenRows + [
            NativeFunction("add", [.positional("value")], doc: "Adds a value.") { (call) throws(LanguageError) in
                try set(call).table.insert(call[0], call.interpreter)
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
                if let key = set.table.removeFirst() { return key }
                throw LanguageError.keyError(Value("pop from an empty set"))
            },
            NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
                try set(call).table.removeAll()
                return .none
            },
            update("update", "Adds every value of the others.") { (set, other, interpreter) throws(LanguageError) in
                try set.add(all: other, interpreter)
            },
            NativeFunction(
                "intersection_update", [.rest("others")], doc: "Keeps the values that all the others have."
            ) { (call) throws(LanguageError) in
                let own = try set(call)
                var result = SetObject(own.table)
                for other in call.rest(0) {
                    result = SetObject(try result.common(withAll: other, call.interpreter))
                }
                own.table.adopt(result.table)
                return .none
            },
            update("difference_update", "Takes out the values of the others.") {
                (set, other, interpreter) throws(LanguageError) in try set.takeOut(all: other, interpreter)
            },
            NativeFunction(
                "symmetric_difference_update", [.positional("other")],
                doc: "Keeps the values that only one of the two sets has."
            ) { (call) throws(LanguageError) in
                try set(call).toggle(all: call[0], call.interpreter)
                return .none
            },
        ]

    private static func take(_ call: Call) throws(LanguageError) -> Bool {
        let set = try set(call)
        guard let place = try set.place(of: call[0], call.interpreter) else { return false }
        set.table.remove(place: place)
        return true
    }

    /// `set op= other` changes the set itself.
    static let inPlace: @Sendable (BinaryOperator, Object, Value, Interpreter) throws(LanguageError) -> Value? = {
        (op, object, other, interpreter) throws(LanguageError) in
        guard let set = object as? SetObject, case .object(let right as SetObject) = other.payload ?? other else {
            return nil
        }
        switch op {
        case .or: try set.add(all: .object(right), interpreter)
        case .and: set.table.adopt(try set.common(with: right, interpreter))
        case .subtract: try set.takeOut(all: .object(right), interpreter)
        case .xor: try set.toggle(all: .object(right), interpreter)
        default: return nil
        }
        return .object(set)
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
