/// The shorter ways of the functions and methods that loops call most.
enum QuickCalls {
    /// `len` of text, list, tuple or dictionary.
    static let len = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 { return false }
        let argument = place[1]
        switch argument.tag {
        case Register.Tag.list, Register.Tag.tuple: result.put(argument.elements.count)
        case Register.Tag.str: result.put(argument.object(as: Str.self)._withUnsafeGuaranteedRef { $0.count })
        case Register.Tag.dict: result.put(Table.storage(of: argument)._withUnsafeGuaranteedRef { $0.count })
        default: return false
        }
        return true
    }

    /// `str` of a text or number.
    static let str = QuickCall { (interpreter, place, count, result) throws(LanguageError) in
        if count != 1 { return false }
        let argument = place[1]
        switch argument.tag {
        case Register.Tag.int: result.put(interpreter.digits(of: argument.int))
        case Register.Tag.float: result.put(Str(ascii: FloatText.repr(argument.float)))
        case Register.Tag.str:
            if case .str(let text) = (place + 1).values.pointee, text is TypedStr { return false }
            result.take(place + 1)
        default: return false
        }
        return true
    }

    /// `int` of a number.
    static let int = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 { return false }
        let argument = place[1]
        switch argument.tag {
        case Register.Tag.int: result.put(argument.int)
        case Register.Tag.bool: result.put(argument.bits & 1 == 0 ? 0 : 1)
        case Register.Tag.float:
            guard let whole = Int(exactly: argument.float.rounded(.towardZero)) else { return false }
            result.put(whole)
        default: return false
        }
        return true
    }

    /// `float` of a number.
    static let float = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 || !place[1].isNumber { return false }
        result.put(place[1].number)
        return true
    }

    /// `range` of one to three integers.
    static let range = QuickCall { (_, place, count, result) throws(LanguageError) in
        for i in 1...3 where i <= count && place[i].tag != Register.Tag.int { return false }
        let range: RangeObject
        switch count {
        case 1: range = RangeObject(start: 0, stop: place[1].int, step: 1)
        case 2: range = RangeObject(start: place[1].int, stop: place[2].int, step: 1)
        case 3 where place[3].int != 0:
            range = RangeObject(start: place[1].int, stop: place[2].int, step: place[3].int)
        default: return false
        }
        // More than can be counted here.
        if range.count == Int.max { return false }
        result.values.pointee = .object(range)
        return true
    }

    /// `abs` of a number.
    static let abs = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 { return false }
        if place[1].tag == Register.Tag.float {
            result.put(place[1].float.magnitude)
        } else if place[1].tag == Register.Tag.int, place[1].int != Int.min {
            result.put(place[1].int.magnitude > 0 ? Int(place[1].int.magnitude) : 0)
        } else {
            return false
        }
        return true
    }

    /// `min` and `max` of two numbers of a kind.
    static func extreme(_ isSmallest: Bool) -> QuickCall {
        QuickCall { (_, place, count, result) throws(LanguageError) in
            if count != 2 || place[1].tag != place[2].tag { return false }
            if place[1].tag == Register.Tag.int {
                let second = isSmallest ? place[2].int < place[1].int : place[2].int > place[1].int
                result.put(second ? place[2].int : place[1].int)
            } else if place[1].tag == Register.Tag.float {
                let second = isSmallest ? place[2].float < place[1].float : place[2].float > place[1].float
                result.put(second ? place[2].float : place[1].float)
            } else {
                return false
            }
            return true
        }
    }

    /// `sum` of what a generator, list or tuple gives.
    static let sum = QuickCall { (interpreter, place, count, result) throws(LanguageError) in
        if count != 1 { return false }
        switch place[1].tag {
        case Register.Tag.list, Register.Tag.tuple:
            let (start, size) = place[1].elements
            var total = Total()
            for i in 0..<size where !total.add(start[i]) { return false }
            total.put(result)
        case Register.Tag.object:
            guard place[1].identity == Register.identity(of: GeneratorObject.self) else { return false }
            let generator = place[1].object(as: GeneratorObject.self).takeUnretainedValue()
            if !generator.canGoOn { return false }
            var total = Total()
            while let value = try generator.resume(.none, interpreter) {
                var value = value
                if withUnsafeMutablePointer(to: &value, { total.add($0.registers.pointee) }) { continue }
                // Something else than numbers: go on as the body does.
                var slow = try interpreter.binary(.add, total.value, value)
                while let next = try generator.resume(.none, interpreter) {
                    slow = try interpreter.binary(.add, slow, next)
                }
                result.values.pointee = slow
                return true
            }
            total.put(result)
        default: return false
        }
        return true
    }

    /// A sum of integers that may become one of floats.
    private struct Total {
        private var whole = 0
        private var real = 0.0
        private var isReal = false

        /// False for what is no number, or too large.
        @inline(__always) mutating func add(_ number: Register) -> Bool {
            if isReal {
                if !number.isNumber { return false }
                real += number.number
            } else if number.tag == Register.Tag.int {
                let (sum, overflow) = whole.addingReportingOverflow(number.int)
                if overflow { return false }
                whole = sum
            } else if number.tag == Register.Tag.bool {
                if whole == Int.max { return false }
                whole += number.bits & 1 == 0 ? 0 : 1
            } else if number.tag == Register.Tag.float {
                real = Double(whole) + number.float
                isReal = true
            } else {
                return false
            }
            return true
        }

        var value: Value { isReal ? .float(real) : .int(whole) }

        func put(_ result: UnsafeMutablePointer<Register>) { if isReal { result.put(real) } else { result.put(whole) } }
    }

    /// `list.append`.
    static let append = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 || place.pointee.tag != Register.Tag.list { return false }
        let value = place[1].taken().value
        place.pointee.object(as: List.self)._withUnsafeGuaranteedRef { $0.values.append(value) }
        result.putNone()
        return true
    }

    /// `list.pop` of the last element.
    static let pop = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 0 || place.pointee.tag != Register.Tag.list { return false }
        guard let value = place.pointee.object(as: List.self)._withUnsafeGuaranteedRef({ $0.values.popLast() }) else {
            return false
        }
        result.values.pointee = value
        return true
    }

    /// `dict.get` of a text or integer.
    static let get = QuickCall { (_, place, count, result) throws(LanguageError) in
        if place.pointee.tag != Register.Tag.dict || count < 1 || count > 2 { return false }
        guard let found = place.pointee.dictPlace(place[1]) else { return false }
        if let found {
            result.copy(found)
        } else if count == 2 {
            result.take(place + 2)
        } else {
            result.putNone()
        }
        return true
    }

    /// `ord` of one ASCII character.
    static let ord = QuickCall { (_, place, count, result) throws(LanguageError) in
        if count != 1 || place[1].tag != Register.Tag.str { return false }
        let code = place[1].object(as: Str.self)._withUnsafeGuaranteedRef { text in
            text.string.utf8.count == 1 ? text.string.utf8.first : nil
        }
        guard let code else { return false }
        result.put(Int(code))
        return true
    }
}

extension Register {
    /// Where a dictionary, which this is, holds the value of a key: `.some(nil)` where the key is not there, `nil` where
    /// only the interpreter can tell.
    @inline(__always) func dictPlace(_ key: Register) -> UnsafeMutablePointer<Register>?? {
        let hash: Int
        if key.tag == Tag.str {
            hash = key.object(as: Str.self)._withUnsafeGuaranteedRef { $0.hash }
        } else if key.tag == Tag.int {
            hash = key.int
        } else {
            return nil
        }
        return Table.storage(of: self)._withUnsafeGuaranteedRef { storage in
            let place = storage.probe(key, hash: hash)
            if place < 0 { return place == -1 ? .some(nil) : nil }
            let entry = UnsafeMutableRawPointer(storage.entries + place).assumingMemoryBound(to: Table.Place.self)
            let value = UnsafeMutableRawPointer(entry) + 16
            return value.assumingMemoryBound(to: Register.self)
        }
    }
}
