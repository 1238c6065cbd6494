extension LoopCompiler {
    /// Translates the instruction at a place.
    mutating func emit(_ at: Int) {
        let i = around.instructions[at]
        let a = Int(i.a), b = Int(i.b), c = Int(i.c)
        if i.op == .nothing { return }
        copies.unpin()
        count()
        switch i.op {
        case .loadConstant: loadConstant(a, i.wide)
        case .loadNone: putEmpty(a, 1)
        case .move: copy(b, to: a)
        case .take: take(b, to: a)
        case .deleteLocal: putEmpty(a, 0)
        case .checkLocal: checkLocal(a, at)
        case .loadGlobal: loadShared(globalPlace(i.wide), around.globals[i.wide].tag, a, at)
        case .storeGlobal:
            // Calls that are under way may borrow a function from its name (`Globals.letGo`).
            let place = globalPlace(i.wide)
            code.compareByte(Assembler.Memory(base: place.base, distance: place.distance + 8), Register.Tag.function)
            code.jump(.equal, exit(to: at))
            storeShared(place, a)
        case .loadFree:
            code.load(.rdx, Assembler.Memory(base: .r14, distance: 8 * b))
            loadShared(Assembler.Memory(base: .rdx, distance: 0), around.places[b].pointee.tag, a, at)
        case .storeFree:
            code.load(.rdx, Assembler.Memory(base: .r14, distance: 8 * b))
            storeShared(Assembler.Memory(base: .rdx, distance: 0), a)
        case .loadCell:
            guard let cell = cellPlace(b, at) else { return leave(at) }
            loadShared(Assembler.Memory(base: .rdx, distance: 0), cell, a, at)
        case .storeCell:
            guard cellPlace(b, at) != nil else { return leave(at) }
            storeShared(Assembler.Memory(base: .rdx, distance: 0), a)

        case .add: arithmetic(.add, a, b, c, at)
        case .subtract: arithmetic(.subtract, a, b, c, at)
        case .multiply: arithmetic(.multiply, a, b, c, at)
        case .divide: arithmetic(.divide, a, b, c, at)
        case .floorDivide: arithmetic(.floorDivide, a, b, c, at)
        case .modulo: arithmetic(.modulo, a, b, c, at)
        case .addNumber: addNumber(a, b, i.signedC, at)
        case .addInPlace: arithmetic(.add, a, a, b, at)
        case .inPlace: binary(UInt8(truncatingIfNeeded: i.c), a, a, b, at)
        case .binary: binary(UInt8(truncatingIfNeeded: around.instructions[at + 1].a), a, b, c, at)
        case .unary:
            if UnaryOperator(rawValue: UInt8(truncatingIfNeeded: i.c)) == .negate {
                negate(a, b, at)
            } else {
                leave(at)
            }
        case .not:
            guard tag(b, at, 0) == Register.Tag.bool else { return leave(at) }
            expect(b, Register.Tag.bool, at)
            code.load(.rax, place(b))
            code.whole(.and, .rax, 1)
            code.whole(.xor, .rax, 1)
            putScratch(a, Register.Tag.bool)
        case .less: comparison(.less, a, b, c, at)
        case .lessEqual: comparison(.lessEqual, a, b, c, at)
        case .equal: comparison(.equal, a, b, c, at)
        case .notEqual: comparison(.notEqual, a, b, c, at)
        case .greater: comparison(.greater, a, b, c, at)
        case .greaterEqual: comparison(.greaterEqual, a, b, c, at)
        case .isSame, .isNotSame: identity(a, b, c, isSame: i.op == .isSame)

        case .jump:
            code.jump(jumpLabel(at + 1 + i.wide))
            reachable = false
        case .jumpBack:
            jumpBack(to: at + 1 + i.wide)
            reachable = false
        case .checkBuiltin:
            let place = globalPlace(i.wide)
            let label = jumpLabel(at + 2 + around.instructions[at + 1].wide)
            code.compareByte(Assembler.Memory(base: place.base, distance: place.distance + 8), Register.Tag.empty)
            code.jump(.notEqual, label)
            code.compare(place, 0)
            code.jump(.notEqual, label)
        case .jumpIfTrue: truthJump(true, a, to: at + 1 + i.wide, at)
        case .jumpIfFalse: truthJump(false, a, to: at + 1 + i.wide, at)
        case .jumpUnlessLess: jump(.less, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessLessEqual: jump(.lessEqual, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessEqual: jump(.equal, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessNotEqual: jump(.notEqual, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessGreater: jump(.greater, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessGreaterEqual: jump(.greaterEqual, ifHolds: false, a, b, to: at + 1 + i.signedC, at)
        case .jumpUnlessLessNumber: jumpUnless(.less, i, at)
        case .jumpUnlessLessEqualNumber: jumpUnless(.lessEqual, i, at)
        case .jumpUnlessEqualNumber: jumpUnless(.equal, i, at)
        case .jumpUnlessNotEqualNumber: jumpUnless(.notEqual, i, at)
        case .jumpUnlessGreaterNumber: jumpUnless(.greater, i, at)
        case .jumpUnlessGreaterEqualNumber: jumpUnless(.greaterEqual, i, at)
        case .jumpIfLess: jumpBackIf(.less, i, at)
        case .jumpIfLessEqual: jumpBackIf(.lessEqual, i, at)
        case .jumpIfEqual: jumpBackIf(.equal, i, at)
        case .jumpIfNotEqual: jumpBackIf(.notEqual, i, at)
        case .jumpIfGreater: jumpBackIf(.greater, i, at)
        case .jumpIfGreaterEqual: jumpBackIf(.greaterEqual, i, at)

        case .getItem: getItem(a, b, c, at)
        case .setItem: setItem(a, b, c, at)
        case .listAppend:
            expect(a, Register.Tag.list, at)
            code.load(.rdi, place(a))
            code.address(.rsi, place(b))
            call(NativeCalls.append)
            copies = Copies()
        case .unpack: unpack(a, b, count: c, at)
        case .getWalk:
            code.move(.rdi, .rbx)
            code.move(.rsi, UInt64(b))
            code.move(.rdx, UInt64(a))
            call(NativeCalls.walk)
            copies = Copies()
            code.test(.rax)
            code.jump(.equal, exit(to: at))
            let source = known[b]
            for k in 0..<3 { known[a + k] = LoopCompiler.unknown }
            if source == Register.Tag.list || source == Register.Tag.tuple { known[a] = source }
            known[a + 1] = Register.Tag.int
        case .next, .nextBack: next(a, walk: b, at)
        default: leave(at)
        }
    }

    private mutating func jumpUnless(_ order: Comparison, _ i: Instruction, _ at: Int) {
        jump(order, ifHolds: false, Int(i.a), nil, number: i.signedB, to: at + 1 + i.signedC, at)
    }

    private mutating func jumpBackIf(_ order: Comparison, _ i: Instruction, _ at: Int) {
        jump(order, ifHolds: true, Int(i.a), Int(i.b), to: at + 1 + i.signedC, at, isBack: true)
    }

    private mutating func binary(_ operation: UInt8, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        guard let op = BinaryOperator(rawValue: operation) else { return leave(at) }
        arithmetic(op, a, x, y, at)
    }

    // MARK: Values

    private mutating func loadConstant(_ a: Int, _ index: Int) {
        let value = around.constants[index]
        switch value.tag {
        case Register.Tag.int:
            let copy = copies.freeInt()
            code.move(copy, value.bits)
            keep(a, copy)
        case Register.Tag.float:
            let copy = copies.freeFloat()
            constant(value.float, copy)
            keep(a, copy)
        case Register.Tag.bool, Register.Tag.empty:
            code.move(.rax, value.tag == Register.Tag.bool ? value.bits & 1 : value.bits)
            putScratch(a, value.tag)
        default:
            code.move(.rax, value.bits)
            code.move(.rcx, UInt64(value.tag))
            copies.forget(a)
            let old = known[a]
            known[a] = value.tag
            write(to: place(a), old: old, new: value.tag)
        }
    }

    /// Unbound (0) or None (1).
    private mutating func putEmpty(_ a: Int, _ bits: UInt64) {
        code.move(.rax, bits)
        putScratch(a, Register.Tag.empty)
    }

    /// r[a] = r[b], which is left unbound.
    private mutating func take(_ b: Int, to a: Int) {
        let tag = known[b]
        if a == b { return }
        if tag <= Register.Tag.float {
            // A number may stay behind: nobody reads a register that was taken from.
            return copy(b, to: a)
        }
        code.load(.rax, place(b))
        code.loadByte(.rcx, tagPlace(b))
        code.store(place(b), 0)
        code.storeByte(tagPlace(b), Register.Tag.empty)
        copies.forget(a)
        copies.forget(b)
        let old = known[a]
        known[b] = Register.Tag.empty
        known[a] = tag
        let stub = aside { compiler in
            compiler.code.address(.rdi, compiler.place(a))
            compiler.code.move(.rsi, .rax)
            compiler.code.move(.rdx, .rcx)
            compiler.call(NativeCalls.hand)
            compiler.reload()
        }
        let isCounted = old &- Register.Tag.str < 6
        if isCounted || old == LoopCompiler.unknown {
            code.loadByte(.rsi, tagPlace(a))
            code.whole(.subtract, .rsi, Int32(Register.Tag.str))
            code.whole(.compare, .rsi, 6)
            code.jump(.below, stub.label)
        }
        code.store(place(a), .rax)
        code.storeByte(tagPlace(a), .rcx)
        code.bind(stub.back)
    }

    private mutating func checkLocal(_ a: Int, _ at: Int) {
        if known[a] < Register.Tag.empty { return }
        let fine = code.label()
        code.compareByte(tagPlace(a), Register.Tag.empty)
        code.jump(.notEqual, fine)
        code.compare(place(a), 0)
        code.jump(.equal, exit(to: at))
        code.bind(fine)
    }

    private func globalPlace(_ index: Int) -> Assembler.Memory { Assembler.Memory(base: .r15, distance: 16 * index) }

    /// Loads where a cell keeps its value into rdx; answers with the tag that the value has now.
    private mutating func cellPlace(_ b: Int, _ at: Int) -> UInt8? {
        guard around.registers[b].tag == Register.Tag.object,
            let cell = Unmanaged<Object>.fromOpaque(around.registers[b].address).takeUnretainedValue() as? Cell
        else { return nil }
        // The compiler puts no other objects into these registers.
        expect(b, Register.Tag.object, at)
        code.load(.rdx, place(b))
        code.load(.rdx, Assembler.Memory(base: .rdx, distance: 16))
        return cell.place.pointee.tag
    }

    /// r[a] = a variable that lies outside of the registers.
    /// - Parameter tag: what it holds now.
    private mutating func loadShared(_ place: Assembler.Memory, _ tag: UInt8, _ a: Int, _ at: Int) {
        let tagPlace = Assembler.Memory(base: place.base, distance: place.distance + 8)
        if hints[at] == nil, tag < Register.Tag.empty {
            code.compareByte(tagPlace, tag)
            code.jump(.notEqual, exit(to: at))
            return copy(place, to: a, tag: tag)
        }
        // Unbound and None are left to the evaluator.
        code.compareByte(tagPlace, Register.Tag.empty)
        code.jump(.equal, exit(to: at))
        copy(place, to: a)
    }

    /// A variable that lies outside of the registers = r[a].
    private mutating func storeShared(_ place: Assembler.Memory, _ a: Int) {
        code.load(.rax, self.place(a))
        code.loadByte(.rcx, tagPlace(a))
        write(to: place, old: LoopCompiler.unknown, new: known[a])
    }

    private mutating func identity(_ a: Int, _ x: Int, _ y: Int, isSame: Bool) {
        code.load(.rax, place(x))
        code.whole(.compare, .rax, place(y))
        code.set(.equal, .rax)
        code.loadByte(.rcx, tagPlace(x))
        code.compareByte(.rcx, tagPlace(y))
        code.set(.equal, .rcx)
        code.whole(.and, .rax, .rcx)
        code.whole(.and, .rax, 1)
        if !isSame { code.whole(.xor, .rax, 1) }
        putScratch(a, Register.Tag.bool)
    }

    /// Jumps if r[a] is true, or if it is false.
    private mutating func truthJump(_ wanted: Bool, _ a: Int, to target: Int, _ at: Int) {
        switch tag(a, at, 0) {
        case Register.Tag.bool:
            expect(a, Register.Tag.bool, at)
            // Only the lowest bit is the value's.
            code.load(.rax, place(a))
            code.whole(.and, .rax, 1)
        case Register.Tag.int:
            expect(a, Register.Tag.int, at)
            code.test(whole(a))
        default: return leave(at)
        }
        code.jump(wanted ? .notEqual : .equal, jumpLabel(target))
    }
}
