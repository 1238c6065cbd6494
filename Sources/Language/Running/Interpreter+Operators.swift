internal import BigInt
import Glibc

extension Interpreter {
    /// `a op b` for every pair of kinds; the evaluator's loop has its own short way for numbers.
    public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(LanguageError) -> Value {
        switch (a, b) {
        case (.int(let x), .int(let y)): return try Arithmetic.ints(op, x, y, self)
        case (.float(let x), .float(let y)): if let result = try Arithmetic.floats(op, x, y) { return result }
        case (.float(let x), .int(let y)): if let result = try Arithmetic.floats(op, x, Double(y)) { return result }
        case (.int(let x), .float(let y)): if let result = try Arithmetic.floats(op, Double(x), y) { return result }
        case (.bool(let x), .bool(let y)):
            switch op {
            case .and: return .bool(x && y)
            case .or: return .bool(x || y)
            case .xor: return .bool(x != y)
            default:
                return try naming(op, a, b) { () throws(LanguageError) in
                    try Arithmetic.ints(op, x ? 1 : 0, y ? 1 : 0, self)
                }
            }
        case (.bool(let x), .int), (.bool(let x), .float):
            return try naming(op, a, b) { () throws(LanguageError) in try binary(op, .int(x ? 1 : 0), b) }
        case (.int, .bool(let y)), (.float, .bool(let y)):
            return try naming(op, a, b) { () throws(LanguageError) in try binary(op, a, .int(y ? 1 : 0)) }
        default: break
        }
        let rightFirst = speaksFirst(b, over: a, op.reflectedMethod)
        if rightFirst, let result = try callSpecial(op.reflectedMethod, b, [a]) { return result }
        if case .object(let object) = a {
            if let slot = object.nativeType.slot(\.binary), let result = try slot(op, object, b, false, self) {
                return result
            }
            if let result = try callSpecial(op.method, a, [b]) { return result }
        }
        if case .object(let object) = b {
            if let slot = object.nativeType.slot(\.binary), let result = try slot(op, object, a, true, self) {
                return result
            }
            if !rightFirst, !isSameClass(a, b), let result = try callSpecial(op.reflectedMethod, b, [a]) {
                return result
            }
        }
        if a.hasPayload || b.hasPayload {
            if op == .modulo, case .str(let text) = a.payload ?? a {
                return Value(try StrFormatting.percent(text, b, self))
            }
            if case .object(let instance as DerivedInstance) = a, instance.cls.overrides(op.method) {
                throw unsupported(op.symbol, a, b)
            }
            return try naming(op, a, b) { () throws(LanguageError) in
                try binary(op, a.payload ?? a, b.payload ?? b)
            }
        }
        if let result = try sequences(op, a, b) { return result }
        throw unsupported(op.symbol, a, b)
    }

    /// `a op= b`: lists and arrays change in place, everything else as `a op b`.
    public func inPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(LanguageError) -> Value {
        // Python asks the right side of a class of the program's before it joins to a built-in sequence.
        if op == .add, a.isSequence, case .object(let right as Instance) = b, right.cls.isUser,
            let result = try callSpecial(op.reflectedMethod, b, [a])
        {
            return result
        }
        switch a {
        case .list(let list):
            if op == .add {
                // An array adds itself to a list, element by element, before the list could take its elements.
                if case .object(let right) = b, let slot = right.nativeType.slot(\.binary),
                    let sum = try slot(op, right, a, true, self)
                {
                    return sum
                }
                list.values.append(contentsOf: try sequence(of: b))
                return a
            }
            if op == .multiply, let times = try smallInteger(b) {
                list.values = try repeated(list.values, times)
                return a
            }
        case .dict(let dict) where dict.variant == nil:
            if op == .or {
                try Constructors.update(dict, b, self)
                return a
            }
        case .object(let object):
            if let slot = object.nativeType.slot(\.inPlace), let result = try slot(op, object, b, self) {
                return result
            }
            if let result = try callSpecial(op.inPlaceMethod, a, [b]) { return result }
            if let derived = object as? DerivedInstance, DerivedInstance.isFilledLater(derived.payload.nativeType),
                !derived.cls.overrides(op.method)
            {
                derived.payload = try inPlace(op, derived.payload, b.payload ?? b)
                return a
            }
        default: break
        }
        do throws(LanguageError) {
            return try binary(op, a, b)
        } catch {
            if error.kind == .typeError, error.raised.message.hasPrefix("unsupported operand type(s) for \(op.symbol):")
            {
                throw unsupported(op.symbol + "=", a, b)
            }
            if op == .multiply, error.raised.message.hasPrefix("can't multiply sequence") {
                // Left operands that are containers without repetition are not asked to repeat the right one.
                switch a {
                case .dict, .object:
                    throw LanguageError.typeError(
                        "unsupported operand type(s) for *=: '\(a.typeName)' and '\(b.typeName)'")
                default: break
                }
            }
            throw error
        }
    }

    /// Runs an operation of built-in values; an error names the classes that the program wrote.
    private func naming(
        _ op: BinaryOperator, _ a: Value, _ b: Value, _ body: () throws(LanguageError) -> Value
    ) throws(LanguageError) -> Value {
        do throws(LanguageError) {
            return try body()
        } catch {
            if error.kind == .typeError, error.raised.message.hasPrefix("unsupported operand type(s) for \(op.symbol)")
            {
                throw unsupported(op.symbol, a, b)
            }
            throw error
        }
    }

    /// True where the right side's class derives from the left one's and has another method for the operation: Python
    /// asks it first.
    func speaksFirst(_ b: Value, over a: Value, _ method: String) -> Bool {
        guard case .object(let object) = b, let right = object as? Instance, right.cls.isUser else { return false }
        if case .object(let other) = a, let other = other as? Instance, other.cls === right.cls { return false }
        let left = classObject(of: a)
        guard right.cls !== left, let own = right.cls.lookUp(method), right.cls.isSubclass(of: left) else {
            return false
        }
        guard let inherited = left.lookUp(method) else { return true }
        return !own.isIdentical(to: inherited)
    }

    private func isSameClass(_ a: Value, _ b: Value) -> Bool {
        guard case .object(let x as Instance) = a, case .object(let y as Instance) = b else { return false }
        return x.cls === y.cls
    }

    private func unsupported(_ symbol: String, _ a: Value, _ b: Value) -> LanguageError {
        let symbol = symbol == "**" ? "** or pow()" : symbol
        var hint: String?
        if symbol == "+", case .str = a, b.isNumber {
            hint = "turn the number into text first: str(…), or use an f-string"
        }
        if symbol == "+", a.isNumber, case .str = b { hint = "turn the text into a number first: int(…) or float(…)" }
        if a.isNone || b.isNone { hint = "one side is None: a function without `return` gives None" }
        if symbol == "+", case .str = a {
            return .typeError("can only concatenate str (not \"\(b.typeName)\") to str", hint: hint)
        }
        if symbol == "+", case .list = a {
            return .typeError("can only concatenate list (not \"\(b.typeName)\") to list")
        }
        if symbol == "+", case .tuple = a {
            return .typeError("can only concatenate tuple (not \"\(b.typeName)\") to tuple")
        }
        if symbol == "+", case .object(let object) = a, object is BytesObject || object is ByteArrayObject {
            return .typeError("can't concat \(b.typeName) to \(a.typeName)")
        }
        if symbol == "*" {
            for (side, other) in [(a, b), (b, a)] {
                switch side {
                case .str, .list, .tuple, .object(is BytesObject):
                    return .typeError("can't multiply sequence by non-int of type '\(other.typeName)'")
                default: break
                }
            }
        }
        return .typeError(
            "unsupported operand type(s) for \(symbol): '\(a.typeName)' and '\(b.typeName)'", hint: hint)
    }

    /// Joining, repeating, set algebra, dictionary union and `%` formatting.
    private func sequences(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(LanguageError) -> Value? {
        if case .dict(let dict) = a, let variant = dict.variant, let slot = variant.type.slot(\.binary),
            let result = try slot(op, dict, b, false, self)
        {
            return result
        }
        switch (op, a, b) {
        case (.add, .str(let x), .str(let y)): return Value(x.string + y.string)
        case (.add, .list(let x), .list(let y)): return Value(x.values + y.values)
        case (.add, .tuple(let x), .tuple(let y)): return .tuple(Tuple(x.values + y.values))
        case (.modulo, .str(let x), _): return Value(try StrFormatting.percent(x, b, self))
        case (.modulo, .object(let x as BytesObject), _):
            return .object(BytesObject(try StrFormatting.percent(x.bytes, b, self)))
        case (.or, .dict(let x), .dict(let y)):
            let result = Dict(x.table)
            for (key, value) in y.table.pairs { try result.set(key, value, self) }
            return .dict(result)
        case (.multiply, _, _):
            for (sequence, other) in [(a, b), (b, a)] {
                guard sequence.isRepeatable, let number = try integer(other) else { continue }
                guard let times = number.small else { throw LanguageError.notACount }
                switch sequence {
                case .str(let text):
                    let (size, overflow) = text.string.utf8.count.multipliedReportingOverflow(by: max(0, times))
                    if overflow { throw LanguageError(.overflowError, "repeated string is too long") }
                    if size > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
                    return .str(text.repeated(max(0, times)))
                case .list(let list): return Value(try repeated(list.values, times))
                case .tuple(let tuple): return .tuple(Tuple(try repeated(tuple.values, times)))
                case .object(let object as BytesObject):
                    let (size, overflow) = object.bytes.count.multipliedReportingOverflow(by: max(0, times))
                    if overflow { throw LanguageError(.overflowError, "repeated bytes are too long") }
                    if size > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
                    return .object(BytesObject(Repetition.of(object.bytes, times)))
                default: continue
                }
            }
            return nil
        case (.add, .object(let x as BytesObject), .object(let y as BytesObject)):
            return .object(BytesObject(x.bytes + y.bytes))
        case (_, .object(let x as SetObject), .object(let y as SetObject)): return try setAlgebra(op, x, y)
        default: return nil
        }
    }

    /// The most bytes or elements that one text or list may take: an error comes before the machine suffers.
    public static let sizeLimit = 1 << 30

    func repeated(_ values: [Value], _ times: Int) throws(LanguageError) -> [Value] {
        let (size, overflow) = values.count.multipliedReportingOverflow(by: max(0, times))
        if overflow || size > Interpreter.sizeLimit / 16 { throw LanguageError(.memoryError, "") }
        return Repetition.of(values, times)
    }

    private func setAlgebra(_ op: BinaryOperator, _ a: SetObject, _ b: SetObject) throws(LanguageError) -> Value? {
        var made: SetTable
        switch op {
        case .or:
            made = try a.table.copied(self)
            if a !== b { try made.merge(b.table, self) }
        case .and: made = try a.common(with: b, self)
        case .subtract: made = try a.without(b, self)
        case .xor:
            made = try b.table.copied(self)
            try made.exclusiveOr(a.table, self)
        default: return nil
        }
        return .object(SetObject(made, isFrozen: a.isFrozen))
    }

    /// `-x`, `+x`, `~x`.
    public func unary(_ op: UnaryOperator, _ value: Value) throws(LanguageError) -> Value {
        switch (op, value) {
        case (.negate, .int(let x)):
            let (result, overflow) = 0.subtractingReportingOverflow(x)
            return overflow ? Value(-BigInt(x)) : .int(result)
        case (.negate, .float(let x)): return .float(-x)
        case (.plus, .int), (.plus, .float): return value
        case (.invert, .int(let x)): return .int(~x)
        case (_, .bool(let x)): return try unary(op, .int(x ? 1 : 0))
        case (_, .object(let object)):
            if let slot = object.nativeType.slot(\.unary) { return try slot(op, object, self) }
            let name = op == .negate ? "__neg__" : op == .plus ? "__pos__" : "__invert__"
            if let result = try callSpecial(name, value, []) { return result }
            if let payload = value.payload {
                return try naming(value, payload) { () throws(LanguageError) in try unary(op, payload) }
            }
        default: break
        }
        throw LanguageError.typeError("bad operand type for unary \(op.symbol): '\(value.typeName)'")
    }
}

extension Value {
    /// True for int, float and bool.
    public var isNumber: Bool {
        switch self {
        case .int, .float, .bool: true
        case .object(let object): object is BigInteger
        default: false
        }
    }

    /// True for the built-in sequences that `+=` changes.
    fileprivate var isSequence: Bool {
        switch self {
        case .list: true
        case .object(let object): object is ByteArrayObject
        default: false
        }
    }

    /// True for what `*` repeats.
    fileprivate var isRepeatable: Bool {
        switch self {
        case .str, .list, .tuple: true
        case .object(let object): object is BytesObject
        default: false
        }
    }
}

/// Arithmetic of plain numbers as Python defines it.
enum Arithmetic {
    /// Integers of 64 bits; results that do not fit become integers of any size.
    static func ints(
        _ op: BinaryOperator, _ x: Int, _ y: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        if let result = try plain(op, x, y) { return result }
        return try BigArithmetic(interpreter).apply(op, BigInt(x), BigInt(y))
    }

    /// The result where it fits 64 bits, else `nil`.
    private static func plain(_ op: BinaryOperator, _ x: Int, _ y: Int) throws(LanguageError) -> Value? {
        let result: (partialValue: Int, overflow: Bool)
        switch op {
        case .add: result = x.addingReportingOverflow(y)
        case .subtract: result = x.subtractingReportingOverflow(y)
        case .multiply: result = x.multipliedReportingOverflow(by: y)
        case .divide:
            if y == 0 { throw LanguageError(.zeroDivisionError, "division by zero") }
            if max(x.magnitude, y.magnitude) > 1 << 53 { return nil }
            return .float(Double(x) / Double(y))
        case .floorDivide:
            if y == 0 { throw LanguageError(.zeroDivisionError, "integer division or modulo by zero") }
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            if overflow { return nil }
            return .int(quotient &* y != x && (x < 0) != (y < 0) ? quotient - 1 : quotient)
        case .modulo:
            if y == 0 { throw LanguageError(.zeroDivisionError, "integer modulo by zero") }
            if y == -1 { return .int(0) }
            let rest = x % y
            return .int(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
        case .power:
            if y < 0 {
                if x == 0 { throw LanguageError(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
                return .float(pow(Double(x), Double(y)))
            }
            return power(x, y).map { .int($0) }
        case .and: return .int(x & y)
        case .or: return .int(x | y)
        case .xor: return .int(x ^ y)
        case .shiftLeft:
            if y < 0 { throw LanguageError.valueError("negative shift count") }
            if x == 0 { return .int(0) }
            let shifted = y < 64 ? x << y : 0
            if y >= 63 || shifted >> y != x { return nil }
            return .int(shifted)
        case .shiftRight:
            if y < 0 { throw LanguageError.valueError("negative shift count") }
            return .int(x >> min(y, 63))
        case .matrixMultiply: throw LanguageError.typeError("unsupported operand type(s) for @: 'int' and 'int'")
        }
        return result.overflow ? nil : .int(result.partialValue)
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int? {
        var result = 1
        var base = base
        var exponent = exponent
        if base == 1 || base == 0 { return exponent == 0 ? 1 : base }
        if base == -1 { return exponent & 1 == 0 ? 1 : -1 }
        while true {
            if exponent & 1 == 1 {
                let (next, overflow) = result.multipliedReportingOverflow(by: base)
                if overflow { return nil }
                result = next
            }
            exponent >>= 1
            if exponent == 0 { return result }
            let (next, overflow) = base.multipliedReportingOverflow(by: base)
            if overflow { return nil }
            base = next
        }
    }

    static func floats(_ op: BinaryOperator, _ x: Double, _ y: Double) throws(LanguageError) -> Value? {
        switch op {
        case .add: return .float(x + y)
        case .subtract: return .float(x - y)
        case .multiply: return .float(x * y)
        case .divide:
            if y == 0 { throw LanguageError(.zeroDivisionError, "float division by zero") }
            return .float(x / y)
        case .floorDivide:
            if y == 0 { throw LanguageError(.zeroDivisionError, "float floor division by zero") }
            let rest = fmod(x, y)
            var quotient = (x - rest) / y
            if rest != 0, (rest < 0) != (y < 0) { quotient -= 1 }
            if quotient == 0 { return .float(copysign(0, x / y)) }
            let floor = quotient.rounded(.down)
            return .float(quotient - floor > 0.5 ? floor + 1 : floor)
        case .modulo:
            if y == 0 { throw LanguageError(.zeroDivisionError, "float modulo") }
            return .float(remainder(x, y))
        case .power:
            if x == 0 && y < 0 { throw LanguageError(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
            if x < 0 && y.isFinite && y != y.rounded() {
                throw LanguageError.valueError(
                    "a negative number to a fractional power is complex", hint: "complex numbers are not supported")
            }
            let result = pow(x, y)
            if result.isInfinite && x.isFinite && y.isFinite {
                throw LanguageError.overflow("(34, 'Numerical result out of range')")
            }
            return .float(result)
        default: return nil
        }
    }

    /// Python's `%`: the sign follows the divisor.
    private static func remainder(_ x: Double, _ y: Double) -> Double {
        let rest = fmod(x, y)
        if rest == 0 { return copysign(0, y) }
        return (rest < 0) != (y < 0) ? rest + y : rest
    }
}
