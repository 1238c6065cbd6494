/// Translates a loop's instructions into machine code, one after another.
///
/// The machine code does only what the evaluator's loop does on its fast ways: numbers, elements of lists, jumps. Where
/// an instruction would need anything else (another kind of operand, an overflow, an error, a call), the code leaves
/// with that instruction's place before it changed anything, and the evaluator goes on there. All values stay in the
/// evaluator's registers, which are written at once; the processor's registers only hold copies of them.
///
/// What is known of the registers' tags is carried along the instructions (`known`), and joined where jumps meet. At
/// the loop's beginning it is what the registers held when the loop was translated, as far as the loop keeps it up;
/// the code looks once, when it is entered, whether that is still so. The translation is repeated until no join
/// changes any more.
///
/// Registers of the processor: rbx the evaluator's registers, r12 the interrupt flag, r13d the turns so far, r14 the
/// places of the outer functions' variables, r15 the global variables; rax, rcx, rdx, rdi, rsi, xmm0 and xmm1 for the
/// moment; the others hold copies (`copies`).
struct LoopCompiler {
    /// No tag: a register may hold anything.
    static let unknown: UInt8 = 255
    /// In hints: ints and floats take turns.
    static let mixed: UInt8 = 254
    private static let passLimit = 24
    static let registerLimit = 2000
    static let sizeLimit = 6000

    /// Where the loop is and what surrounds it when it is translated.
    struct Surroundings {
        let instructions: UnsafeMutablePointer<Instruction>
        let constants: UnsafeMutablePointer<Register>
        let registers: UnsafeMutablePointer<Register>
        let registerCount: Int
        let globals: UnsafeMutablePointer<Register>
        let places: UnsafeMutablePointer<UnsafeMutablePointer<Register>>
    }

    let around: Surroundings
    let start: Int
    /// One after the loop's last instruction.
    let end: Int
    /// Tags of operands that made the code leave before.
    let hints: [Int: TagHint]
    var code = Assembler()
    /// The tags of the registers at this point.
    var known: [UInt8] = []
    var copies = Copies()
    /// False behind a jump, until something jumps here.
    var reachable = true
    /// Instructions that were not merely left to the evaluator.
    private(set) var translated = 0
    /// Where the instruction's rare way comes back to, behind its last store.
    var pending: Assembler.Label?
    private var targets: Set<Int> = []
    private var joined: [Int: [UInt8]] = [:]
    private var isStable = false
    private var labels: [Int: Assembler.Label] = [:]
    private var exits: [Int: Assembler.Label] = [:]
    private var stubs: [Stub] = []

    /// Code that is needed rarely, behind the rest.
    struct Stub {
        let label: Assembler.Label
        let back: Assembler.Label
        let copies: Copies
        let body: (inout LoopCompiler) -> Void
    }

    init(_ around: Surroundings, from start: Int, to end: Int, hints: [Int: TagHint], loose: Set<Int>) {
        self.around = around
        self.start = start
        self.end = end
        self.hints = hints
        var first = [UInt8](repeating: LoopCompiler.unknown, count: around.registerCount)
        for register in LoopCompiler.used(around, start, end) where !loose.contains(register) {
            first[register] = around.registers[register].tag
        }
        joined[start] = first
        for at in start..<end {
            if let target = LoopCompiler.target(around.instructions, at), target >= start, target < end {
                targets.insert(target)
            }
        }
        targets.insert(start)
    }

    /// The machine code; `nil` if the loop is not worth it.
    mutating func compiled() -> [UInt8]? {
        for _ in 0..<LoopCompiler.passLimit {
            pass()
            if isStable { return translated >= 2 ? code.finished() : nil }
        }
        return nil
    }

    /// The tags that the code expects at the loop's beginning.
    var expected: [UInt8] { joined[start] ?? [] }

    private mutating func pass() {
        code = Assembler()
        labels = [:]
        exits = [:]
        stubs = []
        copies = Copies()
        translated = 0
        isStable = true
        for register in [Gpr.rbx, .rbp, .r12, .r13, .r14, .r15] { code.push(register) }
        code.whole(.subtract, .rsp, 8)
        code.move(.rbx, .rdi)
        code.move(.r12, .rsi)
        code.move(.r14, .rdx)
        code.move(.r15, .rcx)
        code.move(.r13, 0)
        known = expected
        for (register, tag) in known.enumerated() where tag != LoopCompiler.unknown {
            code.compareByte(tagPlace(register), tag)
            code.jump(.notEqual, exit(to: start))
        }
        reachable = true
        for at in start..<end {
            if targets.contains(at) {
                if reachable { meet(at) }
                reachable = joined[at] != nil
                if let state = joined[at] { known = state }
                copies = Copies()
                code.bind(label(at))
            }
            if reachable { emit(at) }
        }
        if reachable { code.jump(exit(to: end)) }
        finish()
    }

    private mutating func finish() {
        var at = 0
        while at < stubs.count {
            let stub = stubs[at]
            code.bind(stub.label)
            copies = stub.copies
            stub.body(&self)
            code.jump(stub.back)
            at += 1
        }
        let leave = code.label()
        for (place, label) in exits {
            code.bind(label)
            code.move(.rax, UInt64(place))
            code.jump(leave)
        }
        code.bind(leave)
        code.shift(.left, .r13, by: 32)
        code.whole(.or, .rax, .r13)
        code.whole(.add, .rsp, 8)
        for register in [Gpr.r15, .r14, .r13, .r12, .rbp, .rbx] { code.pop(register) }
        code.giveBack()
    }

    // MARK: Jumps

    /// The place of a value's bits, and of its tag.
    func place(_ register: Int) -> Assembler.Memory { Assembler.Memory(base: .rbx, distance: 16 * register) }
    func tagPlace(_ register: Int) -> Assembler.Memory { Assembler.Memory(base: .rbx, distance: 16 * register + 8) }

    /// Where the code for a place of the loop begins.
    private mutating func label(_ at: Int) -> Assembler.Label {
        if let label = labels[at] { return label }
        let label = code.label()
        labels[at] = label
        return label
    }

    /// Where the code leaves, so that the evaluator goes on at a place.
    mutating func exit(to at: Int) -> Assembler.Label {
        if let label = exits[at] { return label }
        let label = code.label()
        exits[at] = label
        return label
    }

    /// What is known at a place is at most what is known here.
    private mutating func meet(_ at: Int) {
        guard let before = joined[at] else {
            joined[at] = known
            isStable = false
            return
        }
        var after = before
        for k in after.indices where after[k] != known[k] { after[k] = LoopCompiler.unknown }
        if after != before {
            joined[at] = after
            isStable = false
        }
    }

    /// Where a jump to a place of the program goes, inside the loop or out of it.
    mutating func jumpLabel(_ at: Int) -> Assembler.Label {
        if at < start || at >= end { return exit(to: at) }
        meet(at)
        return label(at)
    }

    /// A jump that ends a turn: it hears interrupts.
    mutating func jumpBack(to at: Int) {
        code.whole(.add, .r13, 1)
        code.compareByte(Assembler.Memory(base: .r12, distance: 0), 0)
        code.jump(.notEqual, exit(to: at))
        code.jump(jumpLabel(at))
    }

    /// Leaves to the evaluator at an instruction that is not translated.
    mutating func leave(_ at: Int) {
        code.jump(exit(to: at))
        reachable = false
        translated -= 1
    }

    /// Code out of the way; the main line goes on at the label that comes back.
    mutating func aside(_ body: @escaping (inout LoopCompiler) -> Void) -> Stub {
        let stub = Stub(label: code.label(), back: code.label(), copies: copies, body: body)
        stubs.append(stub)
        return stub
    }

    mutating func count() { translated += 1 }

    // MARK: Looking ahead

    /// Where an instruction may jump.
    private static func target(_ instructions: UnsafeMutablePointer<Instruction>, _ at: Int) -> Int? {
        let i = instructions[at]
        switch i.op {
        case .jump, .jumpBack, .jumpIfTrue, .jumpIfFalse: return at + 1 + i.wide
        case .jumpUnlessLess, .jumpUnlessLessEqual, .jumpUnlessEqual, .jumpUnlessNotEqual, .jumpUnlessGreater,
            .jumpUnlessGreaterEqual, .jumpUnlessLessNumber, .jumpUnlessLessEqualNumber, .jumpUnlessEqualNumber,
            .jumpUnlessNotEqualNumber, .jumpUnlessGreaterNumber, .jumpUnlessGreaterEqualNumber, .jumpIfLess,
            .jumpIfLessEqual, .jumpIfEqual, .jumpIfNotEqual, .jumpIfGreater, .jumpIfGreaterEqual:
            return at + 1 + i.signedC
        case .next, .nextBack, .checkBuiltin: return at + 2 + instructions[at + 1].wide
        default: return nil
        }
    }

    /// Registers that the loop uses.
    private static func used(_ around: Surroundings, _ start: Int, _ end: Int) -> Set<Int> {
        var found: Set<Int> = []
        for at in start..<end {
            let i = around.instructions[at]
            found.formUnion(sources(i))
            switch i.op {
            case .nothing, .jump, .jumpBack, .checkBuiltin, .call, .callGlobal, .callMethod, .storeGlobal: break
            case .unpack: found.formUnion(Int(i.a)..<Int(i.a) + Int(i.c))
            default: found.insert(Int(i.a))
            }
        }
        return found.filter { $0 < around.registerCount }
    }

    /// The registers that an instruction reads, in the order of its hints.
    static func sources(_ i: Instruction) -> [Int] {
        switch i.op {
        case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .binary, .less, .lessEqual, .equal, .notEqual,
            .greater, .greaterEqual, .getItem, .isSame, .isNotSame:
            [Int(i.b), Int(i.c)]
        case .addNumber, .unary, .not, .move, .take, .getWalk, .unpack, .loadCell: [Int(i.b)]
        case .addInPlace, .inPlace, .jumpUnlessLess, .jumpUnlessLessEqual, .jumpUnlessEqual, .jumpUnlessNotEqual,
            .jumpUnlessGreater, .jumpUnlessGreaterEqual, .jumpIfLess, .jumpIfLessEqual, .jumpIfEqual, .jumpIfNotEqual,
            .jumpIfGreater, .jumpIfGreaterEqual, .listAppend, .storeCell:
            [Int(i.a), Int(i.b)]
        case .setItem: [Int(i.a), Int(i.b), Int(i.c)]
        case .jumpUnlessLessNumber, .jumpUnlessLessEqualNumber, .jumpUnlessEqualNumber, .jumpUnlessNotEqualNumber,
            .jumpUnlessGreaterNumber, .jumpUnlessGreaterEqualNumber, .jumpIfTrue, .jumpIfFalse, .checkLocal,
            .storeGlobal, .storeFree:
            [Int(i.a)]
        case .next, .nextBack: [Int(i.b), Int(i.b) + 1, Int(i.b) + 2]
        default: []
        }
    }
}

/// The tags that an instruction's operands had when the machine code left there: a set of bits for each operand.
struct TagHint {
    var seen: (UInt16, UInt16, UInt16) = (0, 0, 0)

    /// The one tag that was seen, `mixed`, or `nil` where nothing was.
    func tag(_ operand: Int) -> UInt8? {
        let mask = operand == 0 ? seen.0 : operand == 1 ? seen.1 : seen.2
        if mask == 0 { return nil }
        return mask.nonzeroBitCount == 1 ? UInt8(mask.trailingZeroBitCount) : LoopCompiler.mixed
    }

    /// Remembers a tag; true if it is new.
    mutating func add(_ operand: Int, _ tag: UInt8) -> Bool {
        let before = seen
        let bit = UInt16(1) << UInt16(min(tag, 15))
        switch operand {
        case 0: seen.0 |= bit
        case 1: seen.1 |= bit
        default: seen.2 |= bit
        }
        return before != seen
    }
}
