/// What patterns of `match` ask of values.
extension Interpreter {
    /// True for a list, tuple or other sequence of so many elements; the high bit of `count` means at least.
    func isSequence(_ value: Value, count: UInt16) -> Bool {
        let length: Int
        switch value.payload ?? value {
        case .list(let list): length = list.values.count
        case .tuple(let tuple): length = tuple.values.count
        case .object(let object as RangeObject): length = (try? self.length(.object(object))) ?? -1
        case .object(let object)
        where object.nativeType.name == "deque" || object.nativeType.name == "collections.deque":
            length = (try? self.length(value)) ?? -1
        default: return false
        }
        let wanted = Int(count & 0x7FFF)
        return count & 0x8000 != 0 ? length >= wanted : length == wanted
    }

    /// Looks the keys of a mapping pattern up.
    func matchMapping(_ base: UnsafeMutablePointer<Value>, _ i: Instruction) throws(LanguageError) {
        base[Int(i.a)] = .bool(false)
        guard case .tuple(let keys) = base[Int(i.c)], case .dict(let dict) = base[Int(i.b)].payload ?? base[Int(i.b)]
        else { return }
        for (k, key) in keys.values.enumerated() {
            guard let value = try dict.get(key, self) else { return }
            base[Int(i.a) + 1 + k] = value
        }
        base[Int(i.a)] = .bool(true)
    }

    /// What a mapping has beside some keys.
    func rest(of mapping: Value, without keys: Value) throws(LanguageError) -> Value {
        let rest = Dict()
        guard case .dict(let dict) = mapping.payload ?? mapping, case .tuple(let keys) = keys else {
            return .dict(rest)
        }
        for (key, value) in dict.table.pairs {
            var isNamed = false
            for one in keys.values where !isNamed { isNamed = try equal(one, key) }
            if !isNamed { try rest.set(key, value, self) }
        }
        return .dict(rest)
    }

    /// Built-in types whose only positional pattern is the value itself.
    private static let selfMatching: Set<String> = [
        "bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple",
    ]

    /// Tests the class and fetches the attributes that patterns look at.
    func matchClass(_ base: UnsafeMutablePointer<Value>, _ i: Instruction, positional: Int, names: Value)
        throws(LanguageError)
    {
        let subject = base[Int(i.b)]
        guard case .object(let cls as ClassObject) = base[Int(i.c)] else {
            throw LanguageError.typeError("called match pattern must be a class")
        }
        base[Int(i.a)] = .bool(false)
        guard classObject(of: subject).isSubclass(of: cls) else { return }
        var place = Int(i.a) + 1
        var attributes: [String] = []
        if positional > 0 {
            let fields = try findAttribute(.object(cls), "__match_args__")
            if fields == nil,
                cls.order.contains(where: { Interpreter.selfMatching.contains($0.name) && $0.native != nil })
            {
                try checkPositional(cls, positional, allowed: 1)
                base[place] = subject
                place += 1
            } else {
                attributes = try matchNames(cls, fields, positional)
            }
        }
        if case .tuple(let tuple) = names {
            for case .str(let name) in tuple.values {
                if attributes.contains(name.string) {
                    throw LanguageError.typeError(
                        "\(cls.name)() got multiple sub-patterns for attribute '\(name.string)'")
                }
                attributes.append(name.string)
            }
        }
        for name in attributes {
            guard let value = try findAttribute(subject, name) else { return }
            base[place] = value
            place += 1
        }
        base[Int(i.a)] = .bool(true)
    }

    private func matchNames(_ cls: ClassObject, _ fields: Value?, _ positional: Int) throws(LanguageError) -> [String] {
        guard let fields else {
            try checkPositional(cls, positional, allowed: 0)
            return []
        }
        guard case .tuple(let tuple) = fields else {
            throw LanguageError.typeError("\(cls.name).__match_args__ must be a tuple (got \(fields.typeName))")
        }
        try checkPositional(cls, positional, allowed: tuple.values.count)
        var names: [String] = []
        for value in tuple.values.prefix(positional) {
            guard case .str(let name) = value else {
                throw LanguageError.typeError("__match_args__ elements must be strings (got \(value.typeName))")
            }
            names.append(name.string)
        }
        return names
    }

    private func checkPositional(_ cls: ClassObject, _ given: Int, allowed: Int) throws(LanguageError) {
        if given <= allowed { return }
        let plural = allowed == 1 ? "" : "s"
        throw LanguageError.typeError(
            "\(cls.name)() accepts \(allowed) positional sub-pattern\(plural) (\(given) given)")
    }
}
