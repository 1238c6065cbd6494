extension LoopCompiler {
    /// Where the elements' storage of a list or tuple stands in its object, the count in the storage, and the first
    /// element; `Register.elements` says the same.
    private static let storage = 16, count = 16, first = 32

    /// The address of an element in rdx, less `first`; leaves where there is none.
    private mutating func element(_ container: Int, _ key: Int, _ at: Int) {
        let index = whole(key)
        code.load(.rdx, place(container))
        code.load(.rdx, Assembler.Memory(base: .rdx, distance: LoopCompiler.storage))
        code.move(.rcx, index)
        let inside = code.label()
        let stub = aside { compiler in
            // Counted from the end.
            compiler.code.whole(.add, .rcx, Assembler.Memory(base: .rdx, distance: LoopCompiler.count))
            compiler.code.whole(.compare, .rcx, Assembler.Memory(base: .rdx, distance: LoopCompiler.count))
            compiler.code.jump(.below, inside)
            compiler.code.jump(compiler.exit(to: at))
        }
        code.whole(.compare, .rcx, Assembler.Memory(base: .rdx, distance: LoopCompiler.count))
        code.jump(.aboveOrEqual, stub.label)
        code.bind(inside)
        code.bind(stub.back)
        code.shift(.left, .rcx, by: 4)
        code.whole(.add, .rdx, .rcx)
    }

    /// r[a] = r[b][r[c]].
    mutating func getItem(_ a: Int, _ b: Int, _ c: Int, _ at: Int) {
        let container = tag(b, at, 0)
        guard container == Register.Tag.list || container == Register.Tag.tuple, tag(c, at, 1) == Register.Tag.int
        else {
            return leave(at)
        }
        expect(b, container, at)
        expect(c, Register.Tag.int, at)
        element(b, c, at)
        copy(Assembler.Memory(base: .rdx, distance: LoopCompiler.first), to: a)
    }

    /// r[a][r[b]] = r[c].
    mutating func setItem(_ a: Int, _ b: Int, _ c: Int, _ at: Int) {
        guard tag(a, at, 0) == Register.Tag.list, tag(b, at, 1) == Register.Tag.int else { return leave(at) }
        expect(a, Register.Tag.list, at)
        expect(b, Register.Tag.int, at)
        element(a, b, at)
        // The storage may be shared with another array: the count of further references, above bit 32, tells.
        code.load(.rax, place(a))
        code.load(.rax, Assembler.Memory(base: .rax, distance: LoopCompiler.storage))
        code.load(.rax, Assembler.Memory(base: .rax, distance: 8))
        code.shift(.right, .rax, by: 33)
        code.jump(.notEqual, exit(to: at))
        let tag = known[c]
        let element = Assembler.Memory(base: .rdx, distance: LoopCompiler.first)
        code.load(.rax, place(c))
        if tag == LoopCompiler.unknown { code.loadByte(.rcx, tagPlace(c)) } else { code.move(.rcx, UInt64(tag)) }
        write(to: element, old: LoopCompiler.unknown, new: tag)
    }

    /// r[a] ..< r[a + count] = elements of r[b].
    mutating func unpack(_ a: Int, _ b: Int, count: Int, _ at: Int) {
        let container = tag(b, at, 0)
        guard container == Register.Tag.list || container == Register.Tag.tuple, count <= 16, b < a || b >= a + count
        else { return leave(at) }
        expect(b, container, at)
        code.load(.rdx, place(b))
        code.load(.rdx, Assembler.Memory(base: .rdx, distance: LoopCompiler.storage))
        code.compare(Assembler.Memory(base: .rdx, distance: LoopCompiler.count), Int8(count))
        code.jump(.notEqual, exit(to: at))
        for k in 0..<count {
            if k > 0 {
                code.load(.rdx, place(b))
                code.load(.rdx, Assembler.Memory(base: .rdx, distance: LoopCompiler.storage))
            }
            copy(Assembler.Memory(base: .rdx, distance: LoopCompiler.first + 16 * k), to: a + k)
        }
    }

    /// r[a] = next of the walk r[b] ..< r[b + 3]; `next` jumps at the end, `nextBack` before it.
    mutating func next(_ a: Int, walk b: Int, _ at: Int) {
        let isBack = around.instructions[at].op == .nextBack
        let target = at + 2 + around.instructions[at + 1].wide
        let kind = tag(b, at, 0)
        let done = isBack ? code.label() : nil
        var before: [UInt8] = []
        switch kind {
        case Register.Tag.int:
            expect(b, kind, at)
            before = known
            code.load(.rax, place(b))
            code.test(.rax)
            code.jump(.equal, done ?? jumpLabel(target))
            code.whole(.subtract, .rax, 1)
            code.store(place(b), .rax)
            let value = copies.freeInt()
            code.load(value, place(b + 1))
            code.move(.rax, value)
            code.whole(.add, .rax, place(b + 2))
            code.store(place(b + 1), .rax)
            copies.forget(b)
            copies.forget(b + 1)
            keep(a, value)
        case Register.Tag.list, Register.Tag.tuple:
            expect(b, kind, at)
            before = known
            code.load(.rdx, place(b))
            code.load(.rdx, Assembler.Memory(base: .rdx, distance: LoopCompiler.storage))
            code.load(.rcx, place(b + 1))
            code.whole(.compare, .rcx, Assembler.Memory(base: .rdx, distance: LoopCompiler.count))
            code.jump(.greaterOrEqual, done ?? jumpLabel(target))
            code.address(.rax, Assembler.Memory(base: .rcx, distance: 1))
            code.store(place(b + 1), .rax)
            copies.forget(b + 1)
            code.shift(.left, .rcx, by: 4)
            code.whole(.add, .rdx, .rcx)
            copy(Assembler.Memory(base: .rdx, distance: LoopCompiler.first), to: a)
        default: return leave(at)
        }
        if isBack, let done {
            jumpBack(to: target)
            code.bind(done)
            known = before
            copies = Copies()
        }
    }
}
