/// What a list can do.
enum ListMethods {
    private static func list(_ call: Call) throws(LanguageError) -> List {
        guard case .list(let list)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'list' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return list
    }

    static let rows: [NativeFunction] = [
        NativeFunction("append", [.positional("object")], doc: "Adds a value at the end.", quick: QuickCalls.append) {
            (call) throws(LanguageError) in
            try list(call).values.append(call[0])
            return .none
        },
        NativeFunction("extend", [.positional("iterable")], doc: "Adds every value of an iterable at the end.") {
            (call) throws(LanguageError) in
            try list(call).values.append(contentsOf: try call.interpreter.sequence(of: call[0]))
            return .none
        },
        NativeFunction("insert", [.positional("index"), .positional("object")], doc: "Puts a value before a place.") {
            (call) throws(LanguageError) in
            let list = try list(call)
            let place = try call.place(0)
            let count = list.values.count
            list.values.insert(call[1], at: min(max(place < 0 ? place + count : place, 0), count))
            return .none
        },
        NativeFunction(
            "pop", [.positional("index", .int(-1))],
            doc: "Takes out and returns the value at a place, the last one by default.", quick: QuickCalls.pop
        ) {
            (call) throws(LanguageError) in
            let list = try list(call)
            let place = try call.place(0)
            if list.values.isEmpty { throw LanguageError.indexError("pop from empty list") }
            if place == -1 { return list.values.removeLast() }
            return list.values.remove(at: try place.within(list.values.count, "pop index out of range"))
        },
        NativeFunction("remove", [.positional("value")], doc: "Takes out the first value that equals this one.") {
            (call) throws(LanguageError) in
            let list = try list(call)
            var place = 0
            while place < list.values.count {
                if try call.interpreter.same(list.values[place], call[0]) {
                    if place < list.values.count { list.values.remove(at: place) }
                    return .none
                }
                place += 1
            }
            throw LanguageError.valueError("list.remove(x): x not in list")
        },
        NativeFunction("clear", doc: "Takes out everything.") { (call) throws(LanguageError) in
            try list(call).values.removeAll()
            return .none
        },
        NativeFunction("copy", doc: "A new list of the same values.") { (call) throws(LanguageError) in
            Value(try list(call).values)
        },
        NativeFunction(
            "index", [.positional("value"), .positional("start", .int(0)), .positional("stop", .missing)],
            doc: "The first place of a value."
        ) { (call) throws(LanguageError) in
            let list = try list(call)
            let text = { (value: Value) throws(LanguageError) in try call.interpreter.repr(value) }
            guard let place = try call.firstPlace(in: list.values) else {
                throw LanguageError.valueError("\(try text(call[0])) is not in list")
            }
            return .int(place)
        },
        NativeFunction("count", [.positional("value")], doc: "How often a value occurs.") {
            (call) throws(LanguageError) in
            .int(try call.occurrences(in: try list(call).values))
        },
        NativeFunction("reverse", doc: "Turns the order around.") { (call) throws(LanguageError) in
            try list(call).values.reverse()
            return .none
        },
        NativeFunction(
            "sort", [.keyword("key", .none), .keyword("reverse", .bool(false))],
            doc: "Puts the values in order; equal ones keep their order."
        ) { (call) throws(LanguageError) in
            let list = try list(call)
            let reverse = try call.flag(1)
            // Keys and comparisons see an empty list, as in CPython.
            var values = list.values
            list.values = []
            defer { list.values = values }
            try call.interpreter.sort(&values, key: call[0], reverse: reverse)
            if !list.values.isEmpty { throw LanguageError.valueError("list modified during sort") }
            return .none
        },
    ]
}

/// What a tuple can do.
enum TupleMethods {
    private static func values(_ call: Call) throws(LanguageError) -> [Value] {
        guard case .tuple(let tuple)? = call.receiver else { throw LanguageError.typeError("not a tuple") }
        return tuple.values
    }

    static let rows: [NativeFunction] = [
        NativeFunction(
            "index", [.positional("value"), .positional("start", .int(0)), .positional("stop", .missing)],
            doc: "The first place of a value."
        ) { (call) throws(LanguageError) in
            guard let place = try call.firstPlace(in: try values(call)) else {
                throw LanguageError.valueError("tuple.index(x): x not in tuple")
            }
            return .int(place)
        },
        NativeFunction("count", [.positional("value")], doc: "How often a value occurs.") {
            (call) throws(LanguageError) in
            .int(try call.occurrences(in: try values(call)))
        },
    ]
}

extension Call {
    /// An argument that is an index; CPython's message where it is none.
    func place(_ argument: Int) throws(LanguageError) -> Int {
        guard let place = try integer(argument).small else { throw LanguageError.beyondC }
        return place
    }

    /// The first place of argument 0, between the places of arguments 1 and 2.
    fileprivate func firstPlace(in values: [Value]) throws(LanguageError) -> Int? {
        let count = values.count
        func clipped(_ argument: Int) throws(LanguageError) -> Int {
            guard let place = try interpreter.integer(self[argument])?.clamped else {
                throw LanguageError.typeError("slice indices must be integers or have an __index__ method")
            }
            return min(max(place < 0 ? place + count : place, 0), count)
        }
        let start = try clipped(1)
        let stop = isGiven(2) ? try clipped(2) : count
        if start >= stop { return nil }
        for place in start..<stop where try interpreter.same(values[place], self[0]) { return place }
        return nil
    }

    fileprivate func occurrences(in values: [Value]) throws(LanguageError) -> Int {
        var count = 0
        for value in values where try interpreter.same(value, self[0]) { count += 1 }
        return count
    }
}

extension Interpreter {
    /// `a is b or a == b`, as containers compare.
    func same(_ a: Value, _ b: Value) throws(LanguageError) -> Bool {
        if a.isIdentical(to: b) { return true }
        return try equal(a, b)
    }
}
