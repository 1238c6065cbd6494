#if canImport(Glibc)
    import Glibc
#endif

/// A loop that ran often, with its machine code if there is any.
final class NativeLoop {
    /// Takes registers, interrupt flag, outer variables and globals; answers with the place where the evaluator goes on
    /// and, 32 bits higher, the turns that were made.
    typealias Enter =
        @convention(c) (
            UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer
        ) -> UInt64

    /// The place of the word that counts the loop's turns: the loop's last.
    let word: Int
    let start: Int
    private(set) var enter: Enter?
    private var memory: NativeMemory?
    /// What the code expects of the registers.
    private var expected: [UInt8] = []
    private var hints: [Int: TagHint] = [:]
    private var loose: Set<Int> = []
    private var translations = 0
    private var entries = 0
    private var turns = 0
    /// True while leaving early is studied.
    private var isStudied = true
    private var hasLearned = false
    /// True where the next turn shall see another translation: only at a loop's end the registers tell what they hold.
    private(set) var isOutdated = false

    /// Translations of one loop: each learns from where the one before left.
    private static let translationLimit = 6
    /// After how many entries the code is judged.
    private static let trial = 24

    init(word: Int, start: Int) {
        self.word = word
        self.start = start
    }

    /// Makes the machine code, or none if the loop is not worth it.
    func translate(_ frame: UnsafeMutablePointer<Frame>, _ interpreter: Interpreter) {
        enter = nil
        memory = nil
        isOutdated = false
        let count = frame.pointee.entry.pointee.registerCount
        let end = word + 1
        guard translations < NativeLoop.translationLimit, count <= LoopCompiler.registerLimit,
            end - start <= LoopCompiler.sizeLimit
        else { return }
        translations += 1
        let around = LoopCompiler.Surroundings(
            instructions: frame.pointee.entry.pointee.instructions,
            constants: frame.pointee.entry.pointee.constants, registers: frame.pointee.base, registerCount: count,
            globals: interpreter.globals.values.registers,
            places: frame.pointee.function._withUnsafeGuaranteedRef { $0.places })
        var compiler = LoopCompiler(around, from: start, to: end, hints: hints, loose: loose)
        guard let code = compiler.compiled(), let memory = NativeMemory(code, interpreter.nativeLoops.budget) else {
            return
        }
        self.memory = memory
        expected = compiler.expected
        enter = unsafeBitCast(memory.start, to: Enter.self)
        entries = 0
        turns = 0
        isStudied = true
        hasLearned = false
    }

    /// Judges one run of the code that left at a place after some turns.
    func study(_ at: Int, _ turns: Int, _ frame: UnsafeMutablePointer<Frame>) {
        entries += 1
        self.turns &+= turns
        if isStudied { learn(at, turns, frame) }
        if entries < NativeLoop.trial { return }
        if isStudied, hasLearned, translations < NativeLoop.translationLimit {
            isOutdated = true
        } else if self.turns < 2 * entries {
            enter = nil
            memory = nil
        }
        isStudied = translations < NativeLoop.translationLimit && self.turns < 64 * entries
        entries = 0
        self.turns = 0
    }

    private func learn(_ at: Int, _ turns: Int, _ frame: UnsafeMutablePointer<Frame>) {
        let registers = frame.pointee.base
        if at == start, turns == 0 {
            for (register, tag) in expected.enumerated()
            where tag != LoopCompiler.unknown && registers[register].tag != tag {
                if loose.insert(register).inserted { hasLearned = true }
            }
        }
        guard at >= start, at < word else { return }
        for (k, register) in LoopCompiler.sources(frame.pointee.entry.pointee.instructions[at]).prefix(3).enumerated() {
            if hints[at, default: TagHint()].add(k, registers[register].tag) { hasLearned = true }
        }
    }
}

/// When and whether an interpreter turns loops into machine code.
final class NativeLoops {
    /// Turns until a loop is translated; 0 for never.
    let threshold: UInt16
    let budget = NativeMemory.Budget()

    /// - Parameter threshold: turns until a loop is translated; 0 for never; by default what the environment variable
    ///   `SVERTKA_NATIVE` says, or some hundreds.
    init(threshold: Int?) {
        let wished = threshold ?? NativeLoops.environment ?? 300
        self.threshold =
            NativeLoops.isSupported && NativeLoops.agreesWithLayout ? UInt16(clamping: wished) : 0
    }

    private static var environment: Int? {
        getenv("SVERTKA_NATIVE").flatMap { Int(String(cString: $0)) }
    }

    #if arch(x86_64) && os(Linux)
        private static let isSupported = true
    #else
        private static let isSupported = false
    #endif

    /// Where the flag of an `InterruptFlag` lies.
    static let interruptOffset = 16

    /// True where machine code may run and finds objects laid out as it expects: the interrupt flag, a cell's place,
    /// an array's storage with its count of references.
    private static let agreesWithLayout: Bool = {
        // Machine code reads, since the Swift compiler counts references later where it sees nobody look.
        var code = Assembler()
        code.load(.rax, Assembler.Memory(base: .rdi, distance: 0))
        code.giveBack()
        guard let bytes = code.finished(), let memory = NativeMemory(bytes, NativeMemory.Budget()) else { return false }
        let read = unsafeBitCast(memory.start, to: (@convention(c) (UnsafeRawPointer) -> UInt64).self)
        return withExtendedLifetime(memory) { findsFlag(read) && findsCell(read) && countsReferences(read) }
    }()

    private static func findsFlag(_ read: @convention(c) (UnsafeRawPointer) -> UInt64) -> Bool {
        let flag = InterruptFlag()
        let place = Unmanaged.passUnretained(flag).toOpaque() + interruptOffset
        let before = read(place) & 0xFF
        flag.raise()
        return withExtendedLifetime(flag) { before == 0 && read(place) & 0xFF == 1 }
    }

    private static func findsCell(_ read: @convention(c) (UnsafeRawPointer) -> UInt64) -> Bool {
        let cell = Cell(.int(7))
        return withExtendedLifetime(cell) {
            read(Unmanaged.passUnretained(cell).toOpaque() + 16) == UInt64(UInt(bitPattern: cell.place))
        }
    }

    private static func countsReferences(_ read: @convention(c) (UnsafeRawPointer) -> UInt64) -> Bool {
        // Arrays that the Swift compiler knows from the start are not counted.
        let list = numbers(2)
        func furtherReferences() -> UInt64 {
            let storage = UInt(read(Unmanaged.passUnretained(list).toOpaque() + 16))
            return UnsafeRawPointer(bitPattern: storage).map { read($0 + 8) >> 33 } ?? 0
        }
        let alone = furtherReferences()
        let second = List(list.values)
        let shared = furtherReferences()
        return withExtendedLifetime((list, second)) { alone == 0 && shared == 1 }
    }

    @inline(never) private static func numbers(_ count: Int) -> List {
        let list = List()
        for k in 0..<count { list.values.append(.int(k)) }
        return list
    }
}

extension Interpreter {
    /// True where loops that run often become machine code.
    public var makesMachineCode: Bool { nativeLoops.threshold > 0 }

    /// A loop's counter has run down: gives the loop to its machine code, which is made now if there is none yet.
    ///
    /// - Parameters:
    ///   - word: holds the counter.
    ///   - target: the loop's beginning.
    /// - Returns: where the evaluator goes on.
    @inline(never)
    func turned(
        _ word: UnsafeMutablePointer<Instruction>, _ target: UnsafeMutablePointer<Instruction>,
        _ frame: UnsafeMutablePointer<Frame>
    ) -> UnsafeMutablePointer<Instruction> {
        if nativeLoops.threshold == 0 {
            word.pointee.a = 0
            return target
        }
        let code = frame.pointee.code
        let at = word - code.instructions
        let loop: NativeLoop
        if let found = code.loops.first(where: { $0.word == at }) {
            loop = found
            if loop.isOutdated { loop.translate(frame, self) }
        } else {
            loop = NativeLoop(word: at, start: target - code.instructions)
            code.loops.append(loop)
            loop.translate(frame, self)
        }
        guard let enter = loop.enter else {
            word.pointee.a = 0
            return target
        }
        word.pointee.a = 1
        let places = frame.pointee.function._withUnsafeGuaranteedRef { $0.places }
        let flag = Unmanaged.passUnretained(host.interrupt).toOpaque() + NativeLoops.interruptOffset
        let answer = enter(frame.pointee.base, flag, places, globals.values)
        let place = Int(answer & 0xFFFF_FFFF)
        loop.study(place, Int(answer >> 32), frame)
        return code.instructions + place
    }

    /// Ends a turn of a loop: hears interrupts, and counts, since a loop that runs often is worth machine code.
    /// - Parameters:
    ///   - word: holds the counter.
    ///   - distance: from the next instruction to the loop's beginning.
    @inline(__always)
    func turn(
        _ word: UnsafeMutablePointer<Instruction>, by distance: Int,
        _ next: inout UnsafeMutablePointer<Instruction>, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        // Heard before the jump, where the handlers around the loop's end hold.
        if _slowPath(host.interrupt.isRaised) { try answerInterrupt() }
        next += distance
        let left = word.pointee.a &- 1
        if _slowPath(left == 0) {
            next = turned(word, next, frame)
        } else {
            word.pointee.a = left
        }
    }
}
