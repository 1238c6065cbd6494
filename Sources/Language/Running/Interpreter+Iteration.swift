extension Interpreter {
    /// `iter(value)`.
    public func iterate(_ value: Value) throws(LanguageError) -> Iteration {
        switch value {
        case .list(let list):
            var place = 0
            return Iteration("list_iterator") { _ in
                guard place < list.values.count else { return nil }
                place += 1
                return list.values[place - 1]
            }
        case .tuple(let tuple): return Iteration(over: tuple.values)
        case .str(let text):
            var place = 0
            return Iteration(text.isASCII ? "str_ascii_iterator" : "str_iterator") { _ in
                guard place < text.count else { return nil }
                place += 1
                return .str(text.character(at: place - 1))
            }
        case .dict(let dict): return keys(of: dict, "dict_keyiterator") { $0.key }
        case .object(let object):
            if let iteration = object as? Iteration { return iteration }
            if let set = object as? SetObject { return keys(of: set) }
            if let range = object as? RangeObject {
                var place = 0
                return Iteration("range_iterator") { _ in
                    guard place < range.count else { return nil }
                    place += 1
                    return .int(range.start &+ (place &- 1) &* range.step)
                }
            }
            if let bytes = object as? BytesObject { return Iteration(over: bytes.bytes.map { .int(Int($0)) }) }
            if let slot = object.nativeType.slot(\.iterate) { return try slot(object, self) }
            if let iterator = try callSpecial("__iter__", value, []) { return try iteration(asking: iterator) }
            if let instance = object as? Instance {
                if let payload = value.payload {
                    return try naming(value, payload) { () throws(LanguageError) in try iterate(payload) }
                }
                if instance.cls.lookUp("__getitem__") != nil { return iteration(indexing: value) }
            }
        default: break
        }
        throw LanguageError.typeError("'\(value.typeName)' object is not iterable")
    }

    /// Keys, values or pairs of a dictionary; a change of its size while iterating is an error.
    func keys(of dict: Dict, _ name: String, _ pick: @escaping (Table.Entry) -> Value) -> Iteration {
        var place = 0
        let version = dict.table.version
        return Iteration(name) { (_) throws(LanguageError) in
            if dict.table.version != version {
                throw LanguageError.runtimeError("dictionary changed size during iteration")
            }
            while place < dict.table.extent {
                place += 1
                if let entry = dict.table.entry(at: place - 1) { return pick(entry) }
            }
            return nil
        }
    }

    private func keys(of set: SetObject) -> Iteration {
        var place = 0
        let version = set.table.version
        return Iteration("set_iterator") { (_) throws(LanguageError) in
            if set.table.version != version { throw LanguageError.runtimeError("Set changed size during iteration") }
            while place < set.table.extent {
                place += 1
                if let key = set.table.key(at: place - 1) { return key }
            }
            return nil
        }
    }

    /// What `__iter__` returned: an iterator of ours, or an object with `__next__`.
    func iteration(asking iterator: Value) throws(LanguageError) -> Iteration {
        if case .object(let object) = iterator {
            if let iteration = object as? Iteration { return iteration }
            if object is GeneratorObject { return try iterate(iterator) }
            if let instance = object as? Instance, instance.cls.lookUp("__next__") != nil {
                return Iteration(instance.cls.name) { (interpreter) throws(LanguageError) in
                    do throws(LanguageError) {
                        return try interpreter.callSpecial("__next__", iterator, [])
                    } catch {
                        if interpreter.matches(error, .stopIteration) { return nil }
                        throw error
                    }
                }
            }
        }
        throw LanguageError.typeError("iter() returned non-iterator of type '\(iterator.typeName)'")
    }

    private func iteration(indexing value: Value) -> Iteration {
        var place = 0
        return Iteration { (interpreter) throws(LanguageError) in
            do throws(LanguageError) {
                place += 1
                return try interpreter.getItem(value, .int(place - 1))
            } catch {
                if interpreter.matches(error, .indexError) || interpreter.matches(error, .stopIteration) { return nil }
                throw error
            }
        }
    }

    /// Every value of an iterable.
    public func array(of value: Value) throws(LanguageError) -> [Value] {
        switch value {
        case .list(let list): return list.values
        case .tuple(let tuple): return tuple.values
        case .dict(let dict): return dict.table.keys
        case .object(let set as SetObject): return set.table.keys
        case .object(let range as RangeObject):
            if range.count > Interpreter.sizeLimit / 16 { throw LanguageError(.memoryError, "") }
            return (0..<range.count).map { .int(range.start &+ $0 &* range.step) }
        default: break
        }
        let iteration = try iterate(value)
        var values: [Value] = []
        while let next = try iteration.next(self) {
            values.append(next)
            if values.count & 0xFFF == 0 {
                try checkInterrupt()
                if values.count > Interpreter.sizeLimit / 16 { throw LanguageError(.memoryError, "") }
            }
        }
        return values
    }

    /// Every value of an iterable for a new list or tuple. As CPython makes room first, the program's `__len__` is asked.
    func sequence(of value: Value) throws(LanguageError) -> [Value] {
        guard case .object(let instance as Instance) = value, instance.cls.lookUp("__len__") != nil else {
            if case .object(let range as WideRange) = value { _ = try length(.object(range)) }
            return try array(of: value)
        }
        let iterator = Value.object(try iterate(value))
        do throws(LanguageError) { _ = try length(value) } catch { if error.kind != .typeError { throw error } }
        return try array(of: iterator)
    }

    /// `len(value)`.
    public func length(_ value: Value) throws(LanguageError) -> Int {
        switch value {
        case .str(let text): return text.count
        case .list(let list): return list.values.count
        case .tuple(let tuple): return tuple.values.count
        case .dict(let dict): return dict.table.count
        case .object(let object):
            if let set = object as? SetObject { return set.table.count }
            if let range = object as? RangeObject { return range.count }
            if let bytes = object as? BytesObject { return bytes.bytes.count }
            if let slot = object.nativeType.slot(\.length) { return try slot(object, self) }
            if let answer = try callSpecial("__len__", value, []) {
                let number = try requireInteger(answer)
                if number < 0 { throw LanguageError.valueError("__len__() should return >= 0") }
                guard let count = number.small else { throw LanguageError.notACount }
                return count
            }
            if let payload = value.payload {
                return try naming(value, payload) { () throws(LanguageError) in try length(payload) }
            }
        default: break
        }
        throw LanguageError.typeError("object of type '\(value.typeName)' has no len()")
    }

    /// The value as an integer where it is one (bool too, and whatever a native type calls an index). Methods of the
    /// program's classes are not asked; `smallInteger` asks them.
    public func index(_ value: Value) -> Int? {
        switch value {
        case .int(let number): return number
        case .bool(let flag): return flag ? 1 : 0
        case .object(let object):
            if let slot = object.nativeType.slot(\.index) { return slot(object, self) }
            if case .int(let number)? = value.payload { return number }
            return nil
        default: return nil
        }
    }

    /// The value as a floating-point number where it is a number.
    public func number(_ value: Value) throws(LanguageError) -> Double? {
        switch value {
        case .float(let number): return number
        case .int(let number): return Double(number)
        case .bool(let flag): return flag ? 1 : 0
        case .object(let object):
            if let slot = object.nativeType.slot(\.float) { return try slot(object, self) }
            if let answer = try callSpecial("__float__", value, []), case .float(let number) = answer { return number }
            if let payload = value.payload { return try number(payload) }
            return try integer(value).map { (number) throws(LanguageError) in try BigArithmetic.double(number) }
        default: return nil
        }
    }
}
