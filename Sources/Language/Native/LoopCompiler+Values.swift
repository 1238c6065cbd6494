/// Which registers of the processor hold copies of the evaluator's registers.
struct Copies {
    private static let wholes: [Gpr] = [.r8, .r9, .r10, .r11, .rbp]
    private static let floats: ClosedRange<UInt8> = 2...15
    private(set) var ints: [Int: Gpr] = [:]
    private(set) var doubles: [Int: Xmm] = [:]
    private var nextInt = 0
    private var nextFloat: UInt8 = 2
    /// Taken by the instruction that is being translated.
    private var pinnedInts: [Gpr] = []
    private var pinnedFloats: [Xmm] = []

    /// A new instruction begins.
    mutating func unpin() {
        pinnedInts.removeAll(keepingCapacity: true)
        pinnedFloats.removeAll(keepingCapacity: true)
    }

    mutating func pin(_ register: Gpr) { pinnedInts.append(register) }
    mutating func pin(_ register: Xmm) { pinnedFloats.append(register) }

    /// A register of the processor whose copy is given up.
    mutating func freeInt() -> Gpr {
        while pinnedInts.contains(Copies.wholes[nextInt]) { nextInt = (nextInt + 1) % Copies.wholes.count }
        let register = Copies.wholes[nextInt]
        nextInt = (nextInt + 1) % Copies.wholes.count
        ints = ints.filter { $0.value != register }
        pin(register)
        return register
    }

    mutating func freeFloat() -> Xmm {
        func step() { nextFloat = nextFloat == Copies.floats.upperBound ? Copies.floats.lowerBound : nextFloat + 1 }
        while pinnedFloats.contains(Xmm(number: nextFloat)) { step() }
        let register = Xmm(number: nextFloat)
        step()
        doubles = doubles.filter { $0.value != register }
        pin(register)
        return register
    }

    /// An evaluator's register gets another value.
    mutating func forget(_ register: Int) {
        ints[register] = nil
        doubles[register] = nil
    }

    mutating func set(_ register: Int, _ copy: Gpr) {
        doubles[register] = nil
        ints[register] = copy
    }

    mutating func set(_ register: Int, _ copy: Xmm) {
        ints[register] = nil
        doubles[register] = copy
    }
}

extension LoopCompiler {
    // MARK: Reading

    /// The tag that an operand has or, as far as is known, will have.
    func tag(_ register: Int, _ at: Int, _ operand: Int) -> UInt8 {
        if known[register] != LoopCompiler.unknown { return known[register] }
        return hints[at]?.tag(operand) ?? around.registers[register].tag
    }

    /// Leaves unless a register has a tag.
    mutating func expect(_ register: Int, _ tag: UInt8, _ at: Int) {
        if known[register] == tag { return }
        code.compareByte(tagPlace(register), tag)
        code.jump(.notEqual, exit(to: at))
        known[register] = tag
    }

    /// The bits of a register, in a register of the processor that must not be changed.
    mutating func whole(_ register: Int) -> Gpr {
        if let copy = copies.ints[register] {
            copies.pin(copy)
            return copy
        }
        let copy = copies.freeInt()
        code.load(copy, place(register))
        copies.set(register, copy)
        return copy
    }

    /// A float's value, likewise.
    mutating func float(_ register: Int) -> Xmm {
        if let copy = copies.doubles[register] {
            copies.pin(copy)
            return copy
        }
        let copy = copies.freeFloat()
        code.load(copy, place(register))
        copies.set(register, copy)
        return copy
    }

    /// The value of an int or float as a float; an int's in `scratch`.
    /// - Parameter at: where to leave for ints that a float does not hold exactly; `nil` where rounding is right.
    mutating func number(_ register: Int, scratch: Xmm, exactAt at: Int? = nil) -> Xmm {
        if known[register] == Register.Tag.float { return float(register) }
        let bits = whole(register)
        if let at {
            code.move(.rcx, 1 << 53)
            code.whole(.add, .rcx, bits)
            code.move(.rdx, 1 << 54)
            code.whole(.compare, .rcx, .rdx)
            code.jump(.above, exit(to: at))
        }
        code.convert(scratch, bits)
        return scratch
    }

    // MARK: Writing

    /// Writes an int, of which the processor's register stays a copy.
    mutating func keep(_ register: Int, _ value: Gpr) {
        copies.set(register, value)
        writeTag(register, Register.Tag.int) { $0.code.move(.rsi, value) }
        code.store(place(register), value)
        bindLast()
    }

    /// Writes a float, likewise.
    mutating func keep(_ register: Int, _ value: Xmm) {
        copies.set(register, value)
        writeTag(register, Register.Tag.float) { $0.code.bits(.rsi, value) }
        code.store(place(register), value)
        bindLast()
    }

    /// Writes 0 or 1 in rax as a bool, or the bits in rax with a tag.
    mutating func putScratch(_ register: Int, _ tag: UInt8) {
        copies.forget(register)
        writeTag(register, tag) { $0.code.move(.rsi, .rax) }
        code.store(place(register), .rax)
        bindLast()
    }

    /// Writes a tag of an uncounted value, unless it is there already. Where the register holds a counted value, the
    /// whole is written elsewhere, out of the way, and the main line goes on behind the next store.
    private mutating func writeTag(_ register: Int, _ tag: UInt8, _ bits: @escaping (inout LoopCompiler) -> Void) {
        let before = known[register]
        known[register] = tag
        pending = nil
        if before == tag { return }
        let isCounted = before &- Register.Tag.str < 6
        if before != LoopCompiler.unknown, !isCounted { return code.storeByte(tagPlace(register), tag) }
        let again = code.label()
        let stub = aside { compiler in
            let counted = compiler.code.label()
            compiler.code.loadByte(.rsi, compiler.tagPlace(register))
            compiler.code.whole(.subtract, .rsi, Int32(Register.Tag.str))
            compiler.code.whole(.compare, .rsi, 6)
            compiler.code.jump(.below, counted)
            compiler.code.storeByte(compiler.tagPlace(register), tag)
            compiler.code.jump(again)
            compiler.code.bind(counted)
            bits(&compiler)
            compiler.assign(tag, compiler.place(register))
        }
        code.compareByte(tagPlace(register), tag)
        code.jump(.notEqual, stub.label)
        code.bind(again)
        pending = stub.back
    }

    /// The label behind the last store.
    private mutating func bindLast() {
        if let label = pending { code.bind(label) }
        pending = nil
    }

    /// In a stub: writes the bits in rsi and a tag to a place and lets go of what it held.
    mutating func assign(_ tag: UInt8, _ to: Assembler.Memory) {
        code.address(.rdi, to)
        code.move(.rdx, UInt64(tag))
        call(NativeCalls.assign)
        reload()
    }

    /// Calls a function of the evaluator; the registers of the processor that hold copies are lost.
    mutating func call(_ function: UInt) {
        code.move(.rax, UInt64(function))
        code.call(.rax)
    }

    /// Fills the copies again.
    mutating func reload() {
        for (register, copy) in copies.ints { code.load(copy, place(register)) }
        for (register, copy) in copies.doubles { code.load(copy, place(register)) }
    }

    // MARK: Copying

    /// Writes the bits in rax and the tag in cl, which nothing is known of, to a place, holding and letting go as
    /// needed.
    /// - Parameters:
    ///   - old: what is known of the place's tag.
    ///   - new: what is known of the tag in cl.
    mutating func write(to place: Assembler.Memory, old: UInt8, new: UInt8 = LoopCompiler.unknown) {
        let tagPlace = Assembler.Memory(base: place.base, distance: place.distance + 8)
        let rest = code.label()
        let stub = aside { compiler in
            // The same value again needs no counting.
            compiler.code.whole(.compare, .rax, place)
            compiler.code.jump(.notEqual, rest)
            compiler.code.compareByte(.rcx, tagPlace)
            let back = compiler.code.label()
            compiler.code.jump(.notEqual, rest)
            compiler.code.jump(back)
            compiler.code.bind(rest)
            compiler.code.address(.rdi, place)
            compiler.code.move(.rsi, .rax)
            compiler.code.move(.rdx, .rcx)
            compiler.call(NativeCalls.assign)
            compiler.reload()
            compiler.code.bind(back)
        }
        func isCounted(_ tag: UInt8) -> Bool { tag &- Register.Tag.str < 6 }
        if isCounted(new) || isCounted(old) {
            code.jump(stub.label)
        } else {
            if new == LoopCompiler.unknown {
                // rdx may be what the place is counted from.
                code.address(.rsi, Assembler.Memory(base: .rcx, distance: -Int(Register.Tag.str)))
                code.whole(.compare, .rsi, 6)
                code.jump(.below, stub.label)
            }
            if old == LoopCompiler.unknown {
                code.loadByte(.rsi, tagPlace)
                code.whole(.subtract, .rsi, Int32(Register.Tag.str))
                code.whole(.compare, .rsi, 6)
                code.jump(.below, stub.label)
            }
            code.store(place, .rax)
            code.storeByte(tagPlace, .rcx)
        }
        code.bind(stub.back)
    }

    /// Copies a value from memory to a register.
    /// - Parameter tag: what is known of the value's tag.
    mutating func copy(_ from: Assembler.Memory, to register: Int, tag: UInt8 = LoopCompiler.unknown) {
        if tag == Register.Tag.int {
            let copy = copies.freeInt()
            code.load(copy, from)
            return keep(register, copy)
        }
        if tag == Register.Tag.float {
            let copy = copies.freeFloat()
            code.load(copy, from)
            return keep(register, copy)
        }
        code.load(.rax, from)
        if tag == Register.Tag.bool { return putScratch(register, tag) }
        code.loadByte(.rcx, Assembler.Memory(base: from.base, distance: from.distance + 8))
        copies.forget(register)
        let old = known[register]
        known[register] = tag
        write(to: place(register), old: old, new: tag)
    }

    /// r[to] = r[from].
    mutating func copy(_ from: Int, to register: Int) {
        if from == register { return }
        let tag = known[from]
        if tag == Register.Tag.int, let copy = copies.ints[from] { return keep(register, copy) }
        if tag == Register.Tag.float, let copy = copies.doubles[from] { return keep(register, copy) }
        copy(place(from), to: register, tag: tag)
    }
}
