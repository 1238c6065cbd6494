/// What sets reckon with one another, in CPython's order of steps: the order of the result depends on it.
extension SetObject {
    /// A set of values, which must be hashable.
    convenience init(of values: [Value], isFrozen: Bool = false, _ interpreter: Interpreter) throws(LanguageError) {
        var table = SetTable()
        for value in values { try table.insert(value, interpreter) }
        self.init(table, isFrozen: isFrozen)
    }

    /// A set of what an iterable gives.
    convenience init(all values: Value, isFrozen: Bool = false, _ interpreter: Interpreter) throws(LanguageError) {
        self.init(isFrozen: isFrozen)
        try add(all: values, interpreter)
    }

    /// True where a value is in the set; unhashable values raise TypeError.
    func has(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        try table.find(value, hash: interpreter.visibleHash(value), interpreter) != nil
    }

    /// Where a value stands, for `in`, `remove` and `discard`: a set is sought as the frozenset of its values.
    func place(of value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        var value = value
        if case .object(let set as SetObject) = value.payload ?? value, !set.isFrozen {
            value = .object(SetObject(set.table, isFrozen: true))
        }
        return try table.find(value, hash: interpreter.visibleHash(value), interpreter)
    }

    /// Adds every value of an iterable; those before a value that is not hashable stay added.
    func add(all values: Value, _ interpreter: Interpreter) throws(LanguageError) {
        switch values {
        case .object(let other as SetObject): try table.merge(other.table, interpreter)
        case .dict(let dict) where dict.variant == nil: try table.merge(dict.table.keys, interpreter)
        default:
            let iteration = try interpreter.iterate(values)
            while let value = try iteration.next(interpreter) {
                try table.insert(value, interpreter)
                if table.count & 0xFFF == 0 {
                    try interpreter.checkInterrupt()
                    if table.count > Interpreter.sizeLimit / 64 { throw LanguageError(.memoryError, "") }
                }
            }
        }
    }

    /// `self & other`: the smaller set is walked.
    func common(with other: SetObject, _ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        if self === other { return try table.copied(interpreter) }
        let (walked, asked) = other.table.count > table.count ? (self, other) : (other, self)
        return try walked.table.kept(ifIn: asked.table, is: true, interpreter)
    }

    /// `self - other`.
    func without(_ other: SetObject, _ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        if table.count >> 2 > other.table.count {
            var made = try table.copied(interpreter)
            try made.subtract(other.table, interpreter)
            return made
        }
        return try table.kept(ifIn: other.table, is: false, interpreter)
    }

    /// `self & values` for what is no set: the values are walked.
    func common(withAll values: Value, _ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        if case .object(let other as SetObject) = values { return try common(with: other, interpreter) }
        var made = SetTable()
        let iteration = try interpreter.iterate(values)
        while let value = try iteration.next(interpreter) {
            if try has(value, interpreter) { try made.insert(value, interpreter) }
        }
        return made
    }

    /// `self - values` for any iterable.
    func without(all values: Value, _ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        switch values {
        case .object(let other as SetObject): return try without(other, interpreter)
        case .dict(let dict) where dict.variant == nil:
            if table.count >> 2 <= dict.table.count {
                return try table.kept(ifIn: SetObject(all: values, interpreter).table, is: false, interpreter)
            }
        default: break
        }
        let made = SetObject(try table.copied(interpreter))
        try made.takeOut(all: values, interpreter)
        return made.table
    }

    /// Takes out every value of an iterable.
    func takeOut(all values: Value, _ interpreter: Interpreter) throws(LanguageError) {
        if case .object(let other as SetObject) = values {
            if other === self { table.removeAll() } else { try table.subtract(other.table, interpreter) }
            return
        }
        let iteration = try interpreter.iterate(values)
        while let value = try iteration.next(interpreter) {
            if let place = try table.find(value, hash: interpreter.visibleHash(value), interpreter) {
                table.remove(place: place)
            }
        }
        table.dropRemoved()
    }

    /// Takes out the values that the other has too, and adds those that only the other has.
    func toggle(all values: Value, _ interpreter: Interpreter) throws(LanguageError) {
        switch values {
        case .object(let other as SetObject):
            if other === self { table.removeAll() } else { try table.exclusiveOr(other.table, interpreter) }
        case .dict(let dict) where dict.variant == nil:
            for key in dict.table.keys {
                if let place = try table.find(key, hash: interpreter.visibleHash(key), interpreter) {
                    table.remove(place: place)
                } else {
                    try table.insert(key, interpreter)
                }
            }
        default: try table.exclusiveOr(SetObject(all: values, interpreter).table, interpreter)
        }
    }
}
