enum SetMethods {
    static let rows: [NativeFunction] = []
    static let frozenRows: [NativeFunction] = []

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
