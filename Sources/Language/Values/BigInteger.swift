internal import BigInt

/// An integer that does not fit 64 bits; those that fit are always `Value.int`, so equal numbers have one form.
public final class BigInteger: Object {
    let number: BigInt

    /// Only `Value(_: BigInt)` makes them: it knows which numbers fit 64 bits.
    fileprivate init(_ number: BigInt) { self.number = number }

    public override var nativeType: NativeType { .int }

    /// The number in 64 bits without a sign, where it fits.
    public var unsigned64: UInt64? { UInt64(exactly: number) }

    /// The nearest number of 64 bits: as far out as an end of a slice can be.
    public var nearest: Int { number.clamped }

    /// The nearest floating-point number; infinite beyond all of them.
    public var double: Double {
        (try? BigArithmetic.double(number)) ?? (number.isNegative ? -.infinity : .infinity)
    }
}

extension Value {
    /// An integer of any size.
    init(_ number: BigInt) {
        if let small = number.small { self = .int(small) } else { self = .object(BigInteger(number)) }
    }

    /// The value as an integer of any size, where it is an `int` or `bool`.
    var bigInt: BigInt? {
        switch self {
        case .int(let number): BigInt(number)
        case .bool(let flag): flag ? 1 : 0
        case .object(let object as BigInteger): object.number
        default: nil
        }
    }

    /// The integer behind a value that does not fit 64 bits.
    var beyond64Bits: BigInt? {
        if case .object(let object as BigInteger) = self { object.number } else { nil }
    }
}

extension BigInt {
    /// The number in 64 bits, where it fits.
    var small: Int? {
        if magnitude.bitWidth > 64 { return nil }
        let word = magnitude.words.first ?? 0
        if sign == .plus { return Int(exactly: word) }
        return word <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- word) : nil
    }

    var isNegative: Bool { sign == .minus && !magnitude.isZero }

    /// The number in 64 bits; what does not fit becomes the nearest number that does.
    var clamped: Int { small ?? (isNegative ? Int.min : Int.max) }
}

extension LanguageError {
    /// A number too large for a count or a size.
    static var notACount: LanguageError { .overflow("cannot fit 'int' into an index-sized integer") }
    /// A number too large for an argument that takes 64 bits.
    static var beyondC: LanguageError { .overflow("Python int too large to convert to C ssize_t") }
    /// What can't stand between the colons of a slice.
    static var notASliceIndex: LanguageError {
        .typeError("slice indices must be integers or None or have an __index__ method")
    }
    /// A number too large for floating-point arithmetic.
    static var beyondFloat: LanguageError { .overflow("int too large to convert to float") }
}

extension NativeType {
    /// What an integer beyond 64 bits answers to; smaller ones never come here.
    static let bigIntegerSlots = Slots {
        $0.repr = { (object, interpreter) throws(LanguageError) in
            guard let me = object as? BigInteger else { return "int" }
            return try BigArithmetic(interpreter).decimal(me.number)
        }
        $0.format = { (object, spec, interpreter) throws(LanguageError) in
            guard let me = object as? BigInteger else { return "int" }
            if spec.isEmpty { return try BigArithmetic(interpreter).decimal(me.number) }
            return try FormatSpec(spec, leftByDefault: false, of: "int").apply(me.number, interpreter)
        }
        $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
            guard let me = object as? BigInteger else { return nil }
            if case .float(let y) = other {
                let x = try BigArithmetic.double(me.number)
                return try reflected ? Arithmetic.floats(op, y, x) : Arithmetic.floats(op, x, y)
            }
            guard let number = other.bigInt else { return nil }
            let (x, y) = reflected ? (number, me.number) : (me.number, number)
            return try BigArithmetic(interpreter).apply(op, x, y)
        }
        $0.unary = { (op, object, _) throws(LanguageError) in
            guard let me = object as? BigInteger else { throw LanguageError.typeError("not an int") }
            switch op {
            case .plus: return .object(me)
            case .negate: return Value(-me.number)
            case .invert: return Value(-me.number - 1)
            }
        }
        $0.compare = { (op, object, other, _) throws(LanguageError) in
            guard let me = object as? BigInteger else { return nil }
            if case .float(let y) = other { return .bool(op.holds(BigArithmetic.order(me.number, y))) }
            guard let number = other.bigInt else { return nil }
            return .bool(op.holds(me.number < number ? -1 : me.number == number ? 0 : 1))
        }
        $0.truth = { (_, _) in true }
        $0.hash = { (object, _) in (object as? BigInteger).map { BigArithmetic.hash($0.number) } ?? 0 }
        $0.float = { (object, _) throws(LanguageError) in
            try (object as? BigInteger).map { (me) throws(LanguageError) in try BigArithmetic.double(me.number) }
        }
    }
}

extension Comparison {
    /// True where two values compare as asked: `order` is below 0, 0 or above 0; `nil` for NaN.
    func holds(_ order: Int?) -> Bool {
        guard let order else { return self == .notEqual }
        return switch self {
        case .less: order < 0
        case .lessEqual: order <= 0
        case .equal: order == 0
        case .notEqual: order != 0
        case .greater: order > 0
        case .greaterEqual: order >= 0
        }
    }
}
