import Language
import Tensors

/// What programs give as seeds, in words of 32 bits.
enum RandomSeeds {
    /// A legacy stream from a seed: None, a number or several.
    static func legacy(_ seed: Value?, _ interpreter: Interpreter) throws(LanguageError) -> RandomSource {
        guard let seed else { return .unforeseen(.legacy) }
        if case .object(let bits as BitGeneratorObject) = seed { return bits.source }
        func word(_ value: Value) throws(LanguageError) -> UInt32? {
            interpreter.index(value).flatMap { UInt32(exactly: $0) }
        }
        switch seed {
        case .float:
            throw LanguageError.typeError(
                "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'")
        case .list, .tuple, .object(is ArrayObject), .object(is RangeObject):
            var words: [UInt32] = []
            for value in try interpreter.array(of: seed) {
                guard let word = try word(value) else {
                    throw LanguageError.valueError("Seed must be between 0 and 2**32 - 1")
                }
                words.append(word)
            }
            if words.isEmpty { throw LanguageError.valueError("Seed must be non-empty") }
            return RandomSource(legacyKey: words)
        case .str:
            throw LanguageError.typeError(
                "Cannot cast scalar from dtype('<U1') to dtype('int64') according to the rule 'safe'")
        default:
            guard let word = try word(seed) else {
                throw LanguageError.valueError("Seed must be between 0 and 2**32 - 1")
            }
            return RandomSource(legacySeed: word)
        }
    }

    /// A new stream from a seed: None, a number of any size, several, or a seed sequence.
    static func generator(_ seed: Value?, _ interpreter: Interpreter) throws(LanguageError) -> RandomSource {
        guard let seed else { return .unforeseen(.generator) }
        if case .object(let sequence as SeedSequenceObject) = seed { return RandomSource(sequence: sequence.sequence) }
        return RandomSource(sequence: SeedSequence(try words(seed, interpreter)))
    }

    /// The words of a number of any size, or of several one after the other, the lowest first.
    static func words(_ seed: Value, _ interpreter: Interpreter) throws(LanguageError) -> [UInt32] {
        switch seed {
        case .float, .str, .none:
            throw LanguageError.typeError(
                "SeedSequence expects int or sequence of ints for entropy not \(try interpreter.str(seed))")
        case .list, .tuple, .object(is ArrayObject), .object(is RangeObject):
            var words: [UInt32] = []
            for value in try interpreter.array(of: seed) { words += try self.words(value, interpreter) }
            return words
        default: break
        }
        if let number = interpreter.index(seed) {
            guard number >= 0 else { throw LanguageError.valueError("expected non-negative integer") }
            let (low, high) = (UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
            return high == 0 ? [low] : [low, high]
        }
        if try interpreter.truth(try interpreter.compare(.less, seed, .int(0))) {
            throw LanguageError.valueError("expected non-negative integer")
        }
        // Wider than 64 bits: cut off word by word.
        var (words, rest): ([UInt32], Value) = ([], seed)
        while try interpreter.truth(rest) {
            try interpreter.checkInterrupt()
            let low = try interpreter.binary(.and, rest, .int(0xFFFF_FFFF))
            guard let word = interpreter.index(low) else {
                throw LanguageError.typeError("SeedSequence expects int or sequence of ints for entropy")
            }
            words.append(UInt32(truncatingIfNeeded: word))
            rest = try interpreter.binary(.shiftRight, rest, .int(32))
        }
        return words
    }

    /// A whole number of 128 bits as a value.
    static func whole(_ number: UInt128, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        if let small = Int(exactly: number) { return .int(small) }
        var value = Value.int(0)
        for place in (0..<4).reversed() {
            let word = UInt32(truncatingIfNeeded: number >> UInt128(32 * place))
            value = try interpreter.binary(.shiftLeft, value, .int(32))
            value = try interpreter.binary(.or, value, .int(Int(word)))
        }
        return value
    }

    /// A dictionary of names.
    static func dict(_ pairs: [(String, Value)], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let dict = Dict()
        for (name, value) in pairs { try dict.set(Value(name), value, interpreter) }
        return .dict(dict)
    }
}
