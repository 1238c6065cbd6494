/// A general register of an x86-64 processor, by its number in instructions.
enum Gpr: UInt8 {
    case rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
}

/// A register for floating-point numbers.
struct Xmm: Equatable {
    let number: UInt8
}

/// What a conditional jump asks of the last comparison, by its number in instructions.
enum Condition: UInt8 {
    case overflow, noOverflow, below, aboveOrEqual, equal, notEqual, belowOrEqual, above, sign, noSign, parity, noParity
    case less, greaterOrEqual, lessOrEqual, greater

    var negated: Condition { Condition(rawValue: rawValue ^ 1) ?? self }
}

/// Writes x86-64 machine code as bytes: the few instructions that loops need (Intel's manual, volume 2).
struct Assembler {
    /// A place in the code that jumps aim at, known or not yet known.
    struct Label {
        fileprivate let index: Int
    }

    /// Memory at a register plus a distance in bytes.
    struct Memory {
        let base: Gpr
        let distance: Int
    }

    /// An operation of two whole numbers, by its number in instructions.
    enum Whole: UInt8 {
        case add = 0, or = 1, and = 4, subtract = 5, xor = 6, compare = 7
    }

    /// An operation of two floating-point numbers.
    enum Floating: UInt8 {
        case squareRoot = 0x51, add = 0x58, multiply = 0x59, subtract = 0x5C, divide = 0x5E
    }

    /// A shift of a register's bits.
    enum Shift: UInt8 {
        case left = 4, right = 5, signedRight = 7
    }

    private(set) var bytes: [UInt8] = []
    private var targets: [Int] = []
    private var uses: [(at: Int, label: Int)] = []

    mutating func label() -> Label {
        targets.append(-1)
        return Label(index: targets.count - 1)
    }

    /// The label means the place that comes next.
    mutating func bind(_ label: Label) { targets[label.index] = bytes.count }

    /// The code with all jumps filled in; `nil` if a label has no place.
    func finished() -> [UInt8]? {
        var code = bytes
        for use in uses {
            let target = targets[use.label]
            if target < 0 { return nil }
            let distance = UInt32(bitPattern: Int32(truncatingIfNeeded: target - use.at - 4))
            for k in 0..<4 { code[use.at + k] = UInt8(truncatingIfNeeded: distance >> (8 * UInt32(k))) }
        }
        return code
    }

    // MARK: Moving

    mutating func move(_ to: Gpr, _ from: Gpr) { registers(0x8B, to.rawValue, from.rawValue) }
    mutating func load(_ to: Gpr, _ from: Memory) { memory(0x8B, to.rawValue, from) }
    mutating func store(_ to: Memory, _ from: Gpr) { memory(0x89, from.rawValue, to) }
    mutating func address(_ to: Gpr, _ of: Memory) { memory(0x8D, to.rawValue, of) }
    /// Loads a byte; the rest of the register becomes zero.
    mutating func loadByte(_ to: Gpr, _ from: Memory) { memory(0xB6, to.rawValue, from, escape: true, wide: false) }
    mutating func storeByte(_ to: Memory, _ from: Gpr) { memory(0x88, from.rawValue, to, wide: false, byte: true) }

    mutating func storeByte(_ to: Memory, _ number: UInt8) {
        memory(0xC6, 0, to, wide: false)
        bytes.append(number)
    }

    /// Stores a small number in 8 bytes.
    mutating func store(_ to: Memory, _ number: Int32) {
        memory(0xC7, 0, to)
        append(UInt32(bitPattern: number))
    }

    mutating func move(_ to: Gpr, _ number: UInt64) {
        if number <= UInt64(UInt32.max) {
            if to.rawValue >= 8 { bytes.append(0x41) }
            bytes.append(0xB8 | (to.rawValue & 7))
            append(UInt32(truncatingIfNeeded: number))
        } else {
            bytes.append(0x48 | (to.rawValue >> 3))
            bytes.append(0xB8 | (to.rawValue & 7))
            append(UInt32(truncatingIfNeeded: number))
            append(UInt32(truncatingIfNeeded: number >> 32))
        }
    }

    mutating func push(_ register: Gpr) {
        if register.rawValue >= 8 { bytes.append(0x41) }
        bytes.append(0x50 | (register.rawValue & 7))
    }

    mutating func pop(_ register: Gpr) {
        if register.rawValue >= 8 { bytes.append(0x41) }
        bytes.append(0x58 | (register.rawValue & 7))
    }

    // MARK: Whole numbers

    mutating func whole(_ op: Whole, _ to: Gpr, _ from: Gpr) {
        registers(op.rawValue << 3 | 3, to.rawValue, from.rawValue)
    }

    mutating func whole(_ op: Whole, _ to: Gpr, _ from: Memory) { memory(op.rawValue << 3 | 3, to.rawValue, from) }

    mutating func whole(_ op: Whole, _ to: Gpr, _ number: Int32) {
        if let short = Int8(exactly: number) {
            registers(0x83, op.rawValue, to.rawValue)
            bytes.append(UInt8(bitPattern: short))
        } else {
            registers(0x81, op.rawValue, to.rawValue)
            append(UInt32(bitPattern: number))
        }
    }

    mutating func multiply(_ to: Gpr, _ from: Gpr) { registers(0xAF, to.rawValue, from.rawValue, escape: true) }
    mutating func negate(_ register: Gpr) { registers(0xF7, 3, register.rawValue) }
    mutating func invert(_ register: Gpr) { registers(0xF7, 2, register.rawValue) }
    /// rax and rdx = quotient and rest of rdx:rax.
    mutating func divideSigned(by register: Gpr) { registers(0xF7, 7, register.rawValue) }
    /// eax and edx = quotient and rest of edx:eax, all 32 bits wide and without sign.
    mutating func divideShort(by register: Gpr) { registers(0xF7, 6, register.rawValue, wide: false) }
    /// Spreads the sign of rax over rdx.
    mutating func extendSign() { bytes += [0x48, 0x99] }

    mutating func shift(_ kind: Shift, _ register: Gpr, by count: UInt8) {
        registers(0xC1, kind.rawValue, register.rawValue)
        bytes.append(count)
    }

    /// Shifts by the number in cl.
    mutating func shiftByCount(_ kind: Shift, _ register: Gpr) { registers(0xD3, kind.rawValue, register.rawValue) }

    mutating func test(_ register: Gpr) { registers(0x85, register.rawValue, register.rawValue) }

    mutating func compareByte(_ place: Memory, _ number: UInt8) {
        memory(0x80, 7, place, wide: false)
        bytes.append(number)
    }

    mutating func compareByte(_ register: Gpr, _ place: Memory) {
        memory(0x3A, register.rawValue, place, wide: false, byte: true)
    }

    /// Compares 8 bytes with a small number.
    mutating func compare(_ place: Memory, _ number: Int8) {
        memory(0x83, 7, place)
        bytes.append(UInt8(bitPattern: number))
    }

    /// A register's lowest byte = 1 where the condition holds, else 0.
    mutating func set(_ condition: Condition, _ register: Gpr) {
        registers(0x90 | condition.rawValue, 0, register.rawValue, escape: true, wide: false, byte: true)
    }

    /// Clears all but the lowest byte.
    mutating func extendByte(_ register: Gpr) {
        registers(0xB6, register.rawValue, register.rawValue, escape: true, wide: false, byte: true)
    }

    // MARK: Floating-point numbers

    mutating func load(_ to: Xmm, _ from: Memory) {
        memory(0x10, to.number, from, prefix: 0xF2, escape: true, wide: false)
    }

    mutating func store(_ to: Memory, _ from: Xmm) {
        memory(0x11, from.number, to, prefix: 0xF2, escape: true, wide: false)
    }

    mutating func move(_ to: Xmm, _ from: Xmm) { registers(0x28, to.number, from.number, escape: true, wide: false) }

    /// The bits of a general register as a floating-point number.
    mutating func bits(_ to: Xmm, _ from: Gpr) {
        registers(0x6E, to.number, from.rawValue, prefix: 0x66, escape: true)
    }

    mutating func bits(_ to: Gpr, _ from: Xmm) { registers(0x7E, from.number, to.rawValue, prefix: 0x66, escape: true) }

    mutating func clear(_ register: Xmm) {
        registers(0x57, register.number, register.number, escape: true, wide: false)
    }

    mutating func floating(_ op: Floating, _ to: Xmm, _ from: Xmm) {
        registers(op.rawValue, to.number, from.number, prefix: 0xF2, escape: true, wide: false)
    }

    /// A whole number as a floating-point number.
    mutating func convert(_ to: Xmm, _ from: Gpr) {
        // The processor would wait for the register's old upper half.
        clear(to)
        registers(0x2A, to.number, from.rawValue, prefix: 0xF2, escape: true)
    }

    mutating func exclusiveOr(_ to: Xmm, _ from: Xmm) {
        registers(0x57, to.number, from.number, escape: true, wide: false)
    }

    /// Compares so that `above`, `below`, `equal` and `parity` (not comparable) tell.
    mutating func compare(_ x: Xmm, _ y: Xmm) {
        registers(0x2E, x.number, y.number, prefix: 0x66, escape: true, wide: false)
    }

    // MARK: Jumps

    mutating func jump(_ label: Label) {
        bytes.append(0xE9)
        use(label)
    }

    mutating func jump(_ condition: Condition, _ label: Label) {
        bytes += [0x0F, 0x80 | condition.rawValue]
        use(label)
    }

    mutating func call(_ register: Gpr) { registers(0xFF, 2, register.rawValue, wide: false) }
    mutating func giveBack() { bytes.append(0xC3) }

    // MARK: Encoding

    private mutating func use(_ label: Label) {
        uses.append((bytes.count, label.index))
        append(0)
    }

    private mutating func append(_ number: UInt32) {
        for k in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt32(k)))) }
    }

    private mutating func start(
        _ opcode: UInt8, _ reg: UInt8, _ rm: UInt8, _ prefix: UInt8, _ escape: Bool, _ wide: Bool, _ byte: Bool
    ) {
        if prefix != 0 { bytes.append(prefix) }
        let extra = (wide ? 8 : 0) | (reg >> 3) << 2 | rm >> 3
        if extra != 0 || byte { bytes.append(0x40 | extra) }
        if escape { bytes.append(0x0F) }
        bytes.append(opcode)
    }

    private mutating func registers(
        _ opcode: UInt8, _ reg: UInt8, _ rm: UInt8, prefix: UInt8 = 0, escape: Bool = false, wide: Bool = true,
        byte: Bool = false
    ) {
        start(opcode, reg, rm, prefix, escape, wide, byte)
        bytes.append(0xC0 | (reg & 7) << 3 | rm & 7)
    }

    private mutating func memory(
        _ opcode: UInt8, _ reg: UInt8, _ place: Memory, prefix: UInt8 = 0, escape: Bool = false, wide: Bool = true,
        byte: Bool = false
    ) {
        let base = place.base.rawValue
        start(opcode, reg, base, prefix, escape, wide, byte)
        let short = Int8(exactly: place.distance)
        bytes.append((short == nil ? 0x80 : 0x40) | (reg & 7) << 3 | base & 7)
        if base & 7 == 4 { bytes.append(0x24) }
        if let short {
            bytes.append(UInt8(bitPattern: short))
        } else {
            append(UInt32(bitPattern: Int32(truncatingIfNeeded: place.distance)))
        }
    }
}
