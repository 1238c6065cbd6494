/// What machine code calls for the rarer ways of its instructions, by address. None of them raises: an answer of 0 says
/// that the evaluator has to do the instruction.
enum NativeCalls {

    /// Copies bits and tag to a place: holds the new value, lets go of the old one.
    static let assign = place { (place, bits, tag) in
        let place = place.assumingMemoryBound(to: Register.self)
        let new = Register(bits: bits, tag: UInt8(truncatingIfNeeded: tag))
        if new.isCounted { Register.retain(bits) }
        place.put(bits, new.tag)
    }

    /// Moves bits and tag to a place, which takes over the reference.
    static let hand = place { (place, bits, tag) in
        place.assumingMemoryBound(to: Register.self).put(bits, UInt8(truncatingIfNeeded: tag))
    }

    /// Appends a register's value to the list of another; the place is the list's object.
    static let append = place { (list, register, _) in
        guard let place = UnsafeMutablePointer<Register>(bitPattern: UInt(register)) else { return }
        Unmanaged<List>.fromOpaque(list)._withUnsafeGuaranteedRef { $0.values.append(place.values.pointee) }
    }

    /// Prepares the walk over a range, list or tuple.
    static let walk = address { (registers, source, target) in
        let registers = registers.assumingMemoryBound(to: Register.self)
        let source = registers + Int(truncatingIfNeeded: source)
        let place = registers + Int(truncatingIfNeeded: target)
        switch source.pointee.tag {
        case Register.Tag.list, Register.Tag.tuple:
            place.copy(source)
            (place + 1).put(0)
            return 1
        default:
            guard case .object(let range as RangeObject) = source.values.pointee else { return 0 }
            place.put(range.count)
            (place + 1).put(range.start)
            (place + 2).put(range.step)
            return 1
        }
    }

    /// r[a] = r[b] op r[c] for numbers of any kinds; the places are 16 bits each.
    static let arithmetic = address { (registers, places, operation) in
        let registers = registers.assumingMemoryBound(to: Register.self)
        let target = registers + Int(truncatingIfNeeded: places & 0xFFFF)
        let x = registers[Int(truncatingIfNeeded: places >> 16 & 0xFFFF)]
        let y = registers[Int(truncatingIfNeeded: places >> 32 & 0xFFFF)]
        guard x.isNumber, y.isNumber, let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: operation)) else {
            return 0
        }
        if x.tag == Register.Tag.int, y.tag == Register.Tag.int {
            guard let result = whole(op, x.int, y.int) else { return 0 }
            target.put(result)
            return 1
        }
        guard x.isExactNumber, y.isExactNumber, let result = try? Arithmetic.floats(op, x.number, y.number) else {
            return 0
        }
        target.values.pointee = result
        return 1
    }

    private static func whole(_ op: BinaryOperator, _ x: Int, _ y: Int) -> Int? {
        func checked(_ answer: (partialValue: Int, overflow: Bool)) -> Int? {
            answer.overflow ? nil : answer.partialValue
        }
        switch op {
        case .add: return checked(x.addingReportingOverflow(y))
        case .subtract: return checked(x.subtractingReportingOverflow(y))
        case .multiply: return checked(x.multipliedReportingOverflow(by: y))
        case .power:
            guard y >= 0, y < 64 else { return nil }
            var result = 1
            for _ in 0..<y {
                guard let product = checked(result.multipliedReportingOverflow(by: x)) else { return nil }
                result = product
            }
            return result
        case .floorDivide, .modulo:
            guard y > 0 else { return nil }
            let rest = x % y
            if op == .modulo { return rest < 0 ? rest + y : rest }
            return x / y - (rest < 0 ? 1 : 0)
        default: return nil
        }
    }

    private static func address(_ work: @escaping @convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> UInt64)
        -> UInt
    {
        unsafeBitCast(work, to: UInt.self)
    }

    private static func place(_ work: @escaping @convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> Void)
        -> UInt
    {
        unsafeBitCast(work, to: UInt.self)
    }
}
