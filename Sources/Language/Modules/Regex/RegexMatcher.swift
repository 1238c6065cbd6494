/// Runs a program over a text, trying ways in Python's order.
///
/// No recursion: what is left to try stands on a stack of its own, and so do the slots' former values, which come back
/// when a way fails. The stack's size is bounded, and the interrupt flag is polled.
struct RegexMatcher<Unit: FixedWidthInteger & UnsignedInteger> {
    /// What to do when the present way fails.
    private struct Retreat {
        /// An instruction to go on at; or one of the marks below.
        let target: Int
        let first: Int
        let second: Int

        /// Gives a slot (`first`) its former value (`second`).
        static var restore: Int { -1 }
        /// Repetitions of one code point: `greedy - loop` of the instruction; from `first` to `second`.
        static var single: Int { -2 }
    }

    private let text: UnsafeBufferPointer<Unit>
    private let program: RegexProgram
    private let instructions: [RegexProgram.Instruction]
    private let end: Int
    private let interpreter: Interpreter
    private var stack: [Retreat] = []
    /// Two for each group, and what the program asked for; -1 where nothing is.
    private(set) var slots: [Int]
    private var work = 0

    /// At most so many ways and former values are kept: 384 MB.
    private static var stackLimit: Int { 1 << 24 }

    init(_ program: RegexProgram, _ text: UnsafeBufferPointer<Unit>, end: Int, _ interpreter: Interpreter) {
        self.program = program
        self.text = text
        self.end = end
        self.interpreter = interpreter
        instructions = program.instructions
        slots = Array(repeating: -1, count: program.slotCount)
    }

    /// How a match must lie.
    struct Wish {
        /// Only at the place where the search begins.
        var isAnchored = false
        /// Up to the end of the text.
        var isWhole = false
        /// Not empty where the search begins: an empty match stands there already.
        var mustAdvance = false
    }

    /// The first match from `start` on.
    mutating func search(from start: Int, _ wish: Wish) throws(LanguageError) -> Range<Int>? {
        var at = start
        while at <= end {
            if !wish.isAnchored {
                guard let next = try candidate(from: at) else { return nil }
                at = next
            }
            if let stop = try match(at, isWhole: wish.isWhole, notEmpty: wish.mustAdvance && at == start) {
                return at..<stop
            }
            if wish.isAnchored { return nil }
            at += 1
        }
        return nil
    }

    /// The next place where the first instruction can match.
    private mutating func candidate(from start: Int) throws(LanguageError) -> Int? {
        var at = start
        switch instructions[0] {
        case .literal(let code):
            guard let unit = Unit(exactly: code) else { return nil }
            while at < end, text[at] != unit { at += 1 }
        case .set(let set): while at < end, !program.sets[set].contains(UInt32(text[at])) { at += 1 }
        case .textStart: return at == 0 ? 0 : nil
        default: return at
        }
        try spend(at - start)
        return at < end ? at : nil
    }

    private mutating func spend(_ steps: Int) throws(LanguageError) {
        work += steps + 1
        if work > 0x3FFF {
            work = 0
            try interpreter.checkInterrupt()
        }
    }

    private mutating func push(_ target: Int, _ first: Int, _ second: Int) throws(LanguageError) {
        if stack.count >= RegexMatcher.stackLimit { throw LanguageError(.memoryError, "") }
        stack.append(Retreat(target: target, first: first, second: second))
    }

    private mutating func set(_ slot: Int, _ value: Int) throws(LanguageError) {
        if slots[slot] == value { return }
        try push(Retreat.restore, slot, slots[slot])
        slots[slot] = value
    }

    /// Takes back what happened since the stack had that height.
    private mutating func unwind(to height: Int) {
        while stack.count > height {
            let retreat = stack.removeLast()
            if retreat.target == Retreat.restore { slots[retreat.first] = retreat.second }
        }
    }

    /// Forgets the ways left since the stack had that height, but not the slots' former values.
    private mutating func commit(to height: Int) {
        var kept = height
        for i in height..<max(height, stack.count) where stack[i].target == Retreat.restore {
            stack[kept] = stack[i]
            kept += 1
        }
        stack.removeLast(stack.count - kept)
    }

    /// The end of a match that begins at `start`.
    private mutating func match(_ start: Int, isWhole: Bool, notEmpty: Bool) throws(LanguageError) -> Int? {
        unwind(to: 0)
        var pc = 0
        var at = start
        while true {
            var holds = true
            switch instructions[pc] {
            case .literal(let code):
                holds = at < end && UInt32(text[at]) == code
                at += 1
                pc += 1
            case .notLiteral(let code):
                holds = at < end && UInt32(text[at]) != code
                at += 1
                pc += 1
            case .set(let set):
                holds = at < end && program.sets[set].contains(UInt32(text[at]))
                at += 1
                pc += 1
            case .any:
                holds = at < end && text[at] != 10
                at += 1
                pc += 1
            case .anyAtAll:
                holds = at < end
                at += 1
                pc += 1
            case .textStart:
                holds = at == 0
                pc += 1
            case .lineStart:
                holds = at == 0 || text[at - 1] == 10
                pc += 1
            case .textEnd:
                holds = at == end
                pc += 1
            case .lineEnd:
                holds = at == end || text[at] == 10
                pc += 1
            case .textOrLastLineEnd:
                holds = at == end || (at + 1 == end && text[at] == 10)
                pc += 1
            case .boundary(let wanted, let isUnicode):
                holds = end > 0 && isBoundary(at, isUnicode ? .unicode : []) == wanted
                pc += 1
            case .openGroup(let group):
                try set(group * 2 - 2, at)
                pc += 1
            case .closeGroup(let group):
                try set(group * 2 - 1, at)
                try set(program.lastGroupSlot, group)
                pc += 1
            case .fork(let other):
                try push(other, at, 0)
                pc += 1
            case .jump(let target): pc = target
            case .reference(let group, let fold):
                if let next = try afterReference(group, at, fold) { at = next } else { holds = false }
                pc += 1
            case .condition(let group, let otherwise): pc = hasMatched(group) ? pc + 1 : otherwise
            case .repeatOne(let loop):
                if let next = try repeatOne(loop, pc, at) { at = next } else { holds = false }
                pc += 2
            case .loopStart(let loop):
                try set(program.loops[loop].slot, -1)
                try set(program.loops[loop].slot + 1, -1)
                pc += 1
                if program.loops[loop].greed == .possessive { try set(program.loops[loop].slot, 0) }
            case .loopGreedy(let loop, let body):
                let bounds = program.loops[loop]
                let count = slots[bounds.slot] + 1
                if count < bounds.least {
                    try set(bounds.slot, count)
                    pc = body
                } else if count < bounds.most, at != slots[bounds.slot + 1] {
                    try push(pc + 1, at, 0)
                    try set(bounds.slot, count)
                    try set(bounds.slot + 1, at)
                    pc = body
                } else {
                    pc += 1
                }
            case .loopLazy(let loop, let body):
                let count = slots[program.loops[loop].slot] + 1
                if count < program.loops[loop].least {
                    try set(program.loops[loop].slot, count)
                    pc = body
                } else {
                    try push(pc + 1, at, 0)
                    pc += 2
                }
            case .loopLazyMore(let loop, let body):
                let bounds = program.loops[loop]
                let count = slots[bounds.slot] + 1
                holds = count < bounds.most && at != slots[bounds.slot + 1]
                if holds {
                    try set(bounds.slot, count)
                    try set(bounds.slot + 1, at)
                    pc = body
                }
            case .loopPossessive(let loop, let guarding, let exit):
                let bounds = program.loops[loop]
                let count = slots[bounds.slot]
                let height = stack.count
                if count < bounds.least {
                    try set(guarding, height)
                    try set(bounds.slot, count + 1)
                    pc += 1
                } else if count < bounds.most, at != slots[bounds.slot + 1] {
                    try set(guarding, height)
                    try push(exit, at, 0)
                    try set(bounds.slot, count + 1)
                    try set(bounds.slot + 1, at)
                    pc += 1
                } else {
                    pc = exit
                }
            case .guarded(let slot):
                try set(slot, stack.count)
                pc += 1
            case .commit(let slot):
                commit(to: slots[slot])
                pc += 1
            case .look(let slot, let back):
                holds = at >= back
                if holds {
                    let height = stack.count
                    try set(slot, height)
                    try set(slot + 1, at)
                    at -= back
                    pc += 1
                }
            case .commitLook(let slot):
                commit(to: slots[slot])
                at = slots[slot + 1]
                pc += 1
            case .lookNegated(let slot, let back, let exit):
                if at >= back {
                    let height = stack.count
                    try push(exit, at, 0)
                    try set(slot, height)
                    at -= back
                    pc += 1
                } else {
                    pc = exit
                }
            case .rejectLook(let slot):
                unwind(to: slots[slot])
                holds = false
            case .fail: holds = false
            case .match:
                if !(isWhole && at != end), !(notEmpty && at == start) { return at }
                holds = false
            }
            if holds { continue }
            guard let (next, place) = try retreat() else { return nil }
            (pc, at) = (next, place)
        }
    }

    /// The way to try next: an instruction and a place.
    private mutating func retreat() throws(LanguageError) -> (Int, Int)? {
        try spend(1)
        while let last = stack.popLast() {
            if last.target >= 0 { return (last.target, last.first) }
            if last.target == Retreat.restore {
                slots[last.first] = last.second
                continue
            }
            let pc = Retreat.single - last.target
            guard case .repeatOne(let loop) = instructions[pc] else { continue }
            if program.loops[loop].greed == .greedy {
                guard let place = fewer(pc, last.first, last.second) else { continue }
                if place > last.first { try push(last.target, last.first, place) }
                return (pc + 2, place)
            }
            // One more; `second` rounds are left.
            guard last.second > 0, last.first < end, isOne(instructions[pc + 1], last.first) else { continue }
            try push(last.target, last.first + 1, last.second - 1)
            return (pc + 2, last.first + 1)
        }
        return nil
    }

    /// The next smaller end of a greedy repetition from which the next instruction can go on.
    private func fewer(_ pc: Int, _ least: Int, _ present: Int) -> Int? {
        var place = present - 1
        guard case .literal(let code) = instructions[pc + 2] else { return place < least ? nil : place }
        while place >= least, UInt32(text[place]) != code { place -= 1 }
        return place < least ? nil : place
    }

    /// Takes as many as a repetition of one code point wants; `nil` where there are too few.
    private mutating func repeatOne(_ loop: Int, _ pc: Int, _ start: Int) throws(LanguageError) -> Int? {
        let bounds = program.loops[loop]
        let isLazy = bounds.greed == .lazy
        let wanted = isLazy ? bounds.least : bounds.most
        let limit = wanted > end - start ? end : start + wanted
        let place = run(instructions[pc + 1], from: start, to: limit)
        try spend(place - start)
        if place - start < bounds.least { return nil }
        if isLazy {
            let left = bounds.most == RegexNode.unlimited ? Int.max : bounds.most - bounds.least
            try push(Retreat.single - pc, place, left)
        } else if bounds.greed == .greedy, place > start + bounds.least {
            try push(Retreat.single - pc, start + bounds.least, place)
        }
        return place
    }

    /// How far an instruction that matches one code point holds.
    private func run(_ instruction: RegexProgram.Instruction, from start: Int, to limit: Int) -> Int {
        var place = start
        switch instruction {
        case .literal(let code): while place < limit, UInt32(text[place]) == code { place += 1 }
        case .notLiteral(let code): while place < limit, UInt32(text[place]) != code { place += 1 }
        case .set(let number):
            let set = program.sets[number]
            while place < limit, set.contains(UInt32(text[place])) { place += 1 }
        case .any: while place < limit, text[place] != 10 { place += 1 }
        case .anyAtAll: return max(start, limit)
        default: break
        }
        return place
    }

    private func isOne(_ instruction: RegexProgram.Instruction, _ place: Int) -> Bool {
        run(instruction, from: place, to: place + 1) > place
    }

    private func isBoundary(_ at: Int, _ flags: RegexFlags) -> Bool {
        let before = at > 0 && RegexSet.holds(.word, UInt32(text[at - 1]), flags)
        let after = at < end && RegexSet.holds(.word, UInt32(text[at]), flags)
        return before != after
    }

    private func hasMatched(_ group: Int) -> Bool {
        let (from, to) = (slots[group * 2 - 2], slots[group * 2 - 1])
        return from >= 0 && to >= from
    }

    /// The place after what a group matched, where it stands here again.
    private mutating func afterReference(_ group: Int, _ at: Int, _ fold: RegexFlags) throws(LanguageError) -> Int? {
        guard hasMatched(group) else { return nil }
        let from = slots[group * 2 - 2]
        let count = slots[group * 2 - 1] - from
        if count > end - at { return nil }
        try spend(count)
        for i in 0..<count {
            let (a, b) = (UInt32(text[from + i]), UInt32(text[at + i]))
            if a != b, fold.isEmpty || RegexCase.lower(a, fold) != RegexCase.lower(b, fold) { return nil }
        }
        return at + count
    }
}
