extension Interpreter {
    /// `a op b` for the six comparisons; arrays answer with arrays, so the result is any value.
    public func compare(_ op: Comparison, _ a: Value, _ b: Value) throws(LanguageError) -> Value {
        switch (a, b) {
        case (.int(let x), .int(let y)): return .bool(ordered(op, x, y))
        case (.float(let x), .float(let y)): return .bool(ordered(op, x, y))
        case (.int(let x), .float(let y)): return .bool(mixed(op, x, y))
        case (.float(let x), .int(let y)): return .bool(mixed(op.mirrored, y, x))
        case (.bool(let x), _): if b.isNumber { return try compare(op, .int(x ? 1 : 0), b) }
        case (_, .bool(let y)): if a.isNumber { return try compare(op, a, .int(y ? 1 : 0)) }
        case (.str(let x), .str(let y)):
            switch op {
            case .equal: return .bool(x === y || Str.areEqual(x.string, y.string))
            case .notEqual: return .bool(x !== y && !Str.areEqual(x.string, y.string))
            default: return .bool(ordered(op, compareText(x.string, y.string), 0))
            }
        case (.list(let x), .list(let y)): return try sequences(op, x.values, y.values, a, b)
        case (.tuple(let x), .tuple(let y)): return try sequences(op, x.values, y.values, a, b)
        case (.dict(let x), .dict(let y)):
            if op == .equal || op == .notEqual { return .bool(try equalDicts(x, y) == (op == .equal)) }
        case (.object(let x as SetObject), .object(let y as SetObject)): return .bool(try compareSets(op, x, y))
        default: break
        }
        if let result = try askObjects(op, a, b) { return result }
        if let x = inherited(op.method, a), let y = inherited(op.mirrored.method, b),
            a.payload != nil || b.payload != nil, isAlike(x, y)
        {
            return try compare(op, x, y)
        }
        switch op {
        case .equal: return .bool(a.isIdentical(to: b))
        case .notEqual: return .bool(!a.isIdentical(to: b))
        default:
            throw LanguageError.typeError(
                "'\(op.symbol)' not supported between instances of '\(a.typeName)' and '\(b.typeName)'")
        }
    }

    /// A value as the built-in type below its class compares it; `nil` where the class has a method of its own.
    private func inherited(_ method: String, _ value: Value) -> Value? {
        guard case .object(let instance as DerivedInstance) = value else { return value }
        return instance.cls.overrides(method) ? nil : instance.payload
    }

    /// True for kinds that CPython's built-in types compare with each other.
    private func isAlike(_ x: Value, _ y: Value) -> Bool {
        if x.isNumber || y.isNumber { return x.isNumber && y.isNumber }
        return x.nativeType.isKind(of: y.nativeType) || y.nativeType.isKind(of: x.nativeType)
            || x.heapObject is SetObject && y.heapObject is SetObject
    }

    /// Slots and special methods of either side; the right side first where its class derives from the left one's and
    /// says something else.

    private func askObjects(_ op: Comparison, _ a: Value, _ b: Value) throws(LanguageError) -> Value? {
        let rightFirst = speaksFirst(b, over: a, op.mirrored.method)
        if rightFirst, let result = try callSpecial(op.mirrored.method, b, [a]) { return result }
        if case .object(let object) = a {
            if let slot = object.nativeType.slot(\.compare), let result = try slot(op, object, b, self) {
                return result
            }
            if let result = try callSpecial(op.method, a, [b]) { return result }
            if op == .notEqual, let result = try callSpecial("__eq__", a, [b]) { return .bool(!(try truth(result))) }
        }
        if case .object(let object) = b {
            if let slot = object.nativeType.slot(\.compare), let result = try slot(op.mirrored, object, a, self) {
                return result
            }
            if !rightFirst, let result = try callSpecial(op.mirrored.method, b, [a]) { return result }
            if op == .notEqual, let result = try callSpecial("__eq__", b, [a]) { return .bool(!(try truth(result))) }
        }
        return nil
    }

    /// `a == b` as a truth value; identity counts as equality, as in Python's containers.
    public func equal(_ a: Value, _ b: Value) throws(LanguageError) -> Bool {
        if case .object = a {} else if a.isIdentical(to: b), !a.isNumber { return true }
        return try truth(compare(.equal, a, b))
    }

    @inline(__always) private func ordered<T: Comparable>(_ op: Comparison, _ x: T, _ y: T) -> Bool {
        switch op {
        case .less: x < y
        case .lessEqual: x <= y
        case .equal: x == y
        case .notEqual: x != y
        case .greater: x > y
        case .greaterEqual: x >= y
        }
    }

    /// An integer with a floating-point number, exactly.
    private func mixed(_ op: Comparison, _ x: Int, _ y: Double) -> Bool {
        if y.isNaN { return op == .notEqual }
        if x.magnitude < 1 << 53 { return ordered(op, Double(x), y) }
        if y >= 0x1p63 { return ordered(op, 0, 1) }
        if y < -0x1p63 { return ordered(op, 1, 0) }
        let whole = Int(y)
        if whole != x { return ordered(op, x, whole) }
        return ordered(op, 0, y - Double(whole))
    }

    /// By code points: below 0, 0, above 0.
    func compareText(_ a: String, _ b: String) -> Int {
        var left = a.utf8.makeIterator()
        var right = b.utf8.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let x?, let y?): if x != y { return x < y ? -1 : 1 }
            }
        }
    }

    private func sequences(_ op: Comparison, _ x: [Value], _ y: [Value], _ a: Value, _ b: Value) throws(LanguageError)
        -> Value
    {
        if op == .equal || op == .notEqual, x.count != y.count { return .bool(op == .notEqual) }
        try enter()
        defer { leave() }
        for (p, q) in zip(x, y) where try !equal(p, q) {
            if op == .equal || op == .notEqual { return .bool(op == .notEqual) }
            return try compare(op, p, q)
        }
        return .bool(ordered(op, x.count, y.count))
    }

    private func equalDicts(_ a: Dict, _ b: Dict) throws(LanguageError) -> Bool {
        if a.table.count != b.table.count { return false }
        try enter()
        defer { leave() }
        for (key, value) in a.table.pairs {
            guard let other = try b.get(key, self), try equal(value, other) else { return false }
        }
        return true
    }

    private func compareSets(_ op: Comparison, _ a: SetObject, _ b: SetObject) throws(LanguageError) -> Bool {
        func within(_ x: SetObject, _ y: SetObject) throws(LanguageError) -> Bool {
            for key in x.table.keys {
                let place = try y.table.find(key, hash: visibleHash(key), self)
                if place == nil { return false }
            }
            return true
        }
        switch op {
        case .equal: return a.table.count == b.table.count ? try within(a, b) : false
        case .notEqual: return a.table.count == b.table.count ? try !within(a, b) : true
        case .lessEqual: return try within(a, b)
        case .less: return a.table.count < b.table.count ? try within(a, b) : false
        case .greaterEqual: return try within(b, a)
        case .greater: return b.table.count < a.table.count ? try within(b, a) : false
        }
    }

    /// `x in container`.
    public func contains(_ container: Value, _ value: Value) throws(LanguageError) -> Bool {
        switch container {
        case .list(let list): return try list.values.containsValue(value, self)
        case .tuple(let tuple): return try tuple.values.containsValue(value, self)
        case .dict(let dict): return try dict.table.find(value, hash: hash(value), self) != nil
        case .str(let text):
            guard case .str(let part) = value.payload ?? value else {
                throw LanguageError.typeError("'in <string>' requires string as left operand, not \(value.typeName)")
            }
            return part.count == 0 || Interpreter.find(Array(part.string.utf8), in: Array(text.string.utf8)) != nil
        case .object(let object):
            if let set = object as? SetObject { return try set.place(of: value, self) != nil }
            if let range = object as? RangeObject, case .int(let number) = value {
                let inside =
                    range.step > 0
                    ? number >= range.start && number < range.stop : number <= range.start && number > range.stop
                // The distance may take all 64 bits.
                let distance = UInt(bitPattern: range.step > 0 ? number &- range.start : range.start &- number)
                return inside && distance % range.step.magnitude == 0
            }
            if let slot = object.nativeType.slot(\.contains) { return try slot(object, value, self) }
            if let answer = try callSpecial("__contains__", container, [value]) { return try truth(answer) }
            if let instance = object as? DerivedInstance, !instance.cls.overrides("__iter__") {
                return try contains(instance.payload, value)
            }
        default: break
        }
        let iteration: Iteration
        do throws(LanguageError) {
            iteration = try iterate(container)
        } catch {
            if error.kind == .typeError {
                throw LanguageError.typeError("argument of type '\(container.typeName)' is not iterable")
            }
            throw error
        }
        while let next = try iteration.next(self) { if try equal(next, value) { return true } }
        return false
    }

    /// The first place of `part` in `whole`, in bytes.
    static func find(_ part: [UInt8], in whole: [UInt8], from: Int = 0) -> Int? {
        if part.isEmpty { return from <= whole.count ? from : nil }
        guard whole.count - from >= part.count, from >= 0 else { return nil }
        return whole.withUnsafeBufferPointer { whole in
            part.withUnsafeBufferPointer { part in
                var at = from
                let last = whole.count - part.count
                while at <= last {
                    if whole[at] == part[0] {
                        var k = 1
                        while k < part.count, whole[at + k] == part[k] { k += 1 }
                        if k == part.count { return at }
                    }
                    at += 1
                }
                return nil
            }
        }
    }

    /// Python's truth of a value.
    public func truth(_ value: Value) throws(LanguageError) -> Bool {
        switch value {
        case .bool(let flag): return flag
        case .int(let number): return number != 0
        case .float(let number): return number != 0
        case .none: return false
        case .str(let text): return text.count != 0
        case .list(let list): return !list.values.isEmpty
        case .tuple(let tuple): return !tuple.values.isEmpty
        case .dict(let dict): return dict.table.count != 0
        case .unbound, .function: return true
        case .object(let object):
            if let set = object as? SetObject { return set.table.count != 0 }
            if let range = object as? RangeObject { return range.count != 0 }
            if let bytes = object as? BytesObject { return !bytes.bytes.isEmpty }
            if let slot = object.nativeType.slot(\.truth) { return try slot(object, self) }
            if let slot = object.nativeType.slot(\.length) { return try slot(object, self) != 0 }
            if let answer = try callSpecial("__bool__", value, []) {
                guard case .bool(let flag) = answer else {
                    throw LanguageError.typeError("__bool__ should return bool, returned \(answer.typeName)")
                }
                return flag
            }
            if let instance = object as? Instance, instance.cls.lookUp("__len__") != nil {
                return try length(value) != 0
            }
            if let payload = value.payload { return try truth(payload) }
            return true
        }
    }

    /// The hash of a value; unhashable values raise TypeError.
    public func hash(_ value: Value) throws(LanguageError) -> Int {
        switch value {
        case .int(let number): return number
        case .str(let text):
            return text.hash
        case .bool(let flag): return flag ? 1 : 0
        case .float(let number):
            if let whole = Int(exactly: number) { return whole }
            return BigArithmetic.hash(number)
        case .none, .unbound: return 0x5F37_1A2B
        case .tuple(let tuple):
            try enter()
            defer { leave() }
            // CPython's, after xxHash.
            var hash: UInt = 2_870_177_450_012_600_261
            for part in tuple.values {
                hash &+= UInt(bitPattern: try visibleHash(part)) &* 14_029_467_366_897_019_727
                hash = (hash << 31 | hash >> 33) &* 11_400_714_785_074_694_791
            }
            hash &+= UInt(tuple.values.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539)
            return hash == UInt.max ? 1_546_275_796 : Int(bitPattern: hash)
        case .list, .dict: throw LanguageError.typeError("unhashable type: '\(value.typeName)'")
        case .function(let function): return ObjectIdentifier(function).hashValue
        case .object(let object):
            if let set = object as? SetObject {
                if !set.isFrozen { throw LanguageError.typeError("unhashable type: 'set'") }
                var hash = 1_927_868_237
                for key in set.table.keys { hash ^= try self.hash(key) &* 0x1_0000_01B3 }
                return hash
            }
            if object is SliceObject { throw LanguageError.typeError("unhashable type: 'slice'") }
            if let bytes = object as? BytesObject { return bytes.bytes.hashValue }
            if let slot = object.nativeType.slot(\.hash) { return try slot(object, self) }
            if let instance = object as? Instance {
                let method = instance.cls.lookUp("__hash__")
                if method?.isNone == true {
                    throw LanguageError.typeError("unhashable type: '\(instance.cls.name)'")
                }
                if let answer = try callSpecial("__hash__", value, []) {
                    guard let number = try integer(answer) else {
                        throw LanguageError.typeError("__hash__ method should return an integer")
                    }
                    return number.small ?? BigArithmetic.hash(number)
                }
                if method == nil, let payload = value.payload {
                    switch payload {
                    case .list, .dict: break
                    case .object(let set as SetObject) where !set.isFrozen: break
                    default: return try hash(payload)
                    }
                    throw LanguageError.typeError("unhashable type: '\(instance.cls.name)'")
                }
                if method == nil, instance.cls.lookUp("__eq__") != nil {
                    throw LanguageError.typeError("unhashable type: '\(instance.cls.name)'")
                }
            }
            return ObjectIdentifier(object).hashValue
        }
    }
}

extension [Value] {
    /// `value in self`.
    func containsValue(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        for own in self {
            if own.isIdentical(to: value) { return true }
            if try interpreter.equal(own, value) { return true }
        }
        return false
    }
}
