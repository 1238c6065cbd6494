internal import BigInt

extension Interpreter {
    /// The value as an integer of any size where it is one: `int`, `bool`, and what has `__index__`.
    func integer(_ value: Value) throws(LanguageError) -> BigInt? {
        if let number = value.bigInt ?? value.payload?.bigInt { return number }
        if let number = index(value) { return BigInt(number) }
        guard let answer = try callSpecial("__index__", value, []) else { return nil }
        guard let number = answer.bigInt else {
            throw LanguageError.typeError("__index__ returned non-int (type \(answer.typeName))")
        }
        return number
    }

    /// As `integer`, for numbers of 64 bits: `nil` beyond.
    func smallInteger(_ value: Value) throws(LanguageError) -> Int? {
        if case .int(let number) = value { return number }
        return try integer(value)?.small
    }

    /// The value as an integer of any size; a TypeError where it is none.
    func requireInteger(_ value: Value) throws(LanguageError) -> BigInt {
        if let number = try integer(value) { return number }
        throw LanguageError.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }

    /// What `hash(value)` gives. Tables file plain integers under themselves; the program sees CPython's numbers.
    func visibleHash(_ value: Value) throws(LanguageError) -> Int {
        switch value {
        case .int(let number): return BigArithmetic.hash(number)
        case .float(let number): return BigArithmetic.hash(number)
        default:
            let hash = try hash(value)
            return hash == -1 ? -2 : hash
        }
    }
}
