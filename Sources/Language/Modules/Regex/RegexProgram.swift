/// A pattern as instructions for the matcher.
///
/// The matcher's state between instructions is the place in the text and a row of slots: two for each group, one for
/// the group that was closed last, and some for each loop, lookaround and atomic group.
struct RegexProgram: Sendable {
    /// One step of the matcher; numbers are places of other instructions, slots, or entries of the tables below.
    enum Instruction: Sendable {
        case literal(UInt32)
        case notLiteral(UInt32)
        case set(Int)
        /// Anything but a line's end.
        case any
        case anyAtAll
        case textStart, textEnd, lineStart, lineEnd, textOrLastLineEnd
        /// `\b` or, `wanted` false, `\B`; with the kind of word.
        case boundary(wanted: Bool, isUnicode: Bool)
        case openGroup(Int)
        case closeGroup(Int)
        /// Tries the next instruction, and on failure another one.
        case fork(Int)
        case jump(Int)
        case reference(Int, fold: RegexFlags)
        /// Goes on if a group has matched, else elsewhere.
        case condition(Int, otherwise: Int)
        /// Repeats the next instruction, which matches one code point; goes on after it.
        case repeatOne(Int)
        case loopStart(Int)
        /// Another round, or on: what follows the instruction.
        case loopGreedy(Int, body: Int)
        /// On, or another round by the next instruction.
        case loopLazy(Int, body: Int)
        case loopLazyMore(Int, body: Int)
        case loopPossessive(Int, guarding: Int, exit: Int)
        /// From here to `commit` no way back is kept.
        case guarded(slot: Int)
        case commit(slot: Int)
        /// Looks ahead or so many code points back; `commitLook` returns to the place.
        case look(slot: Int, back: Int)
        case commitLook(slot: Int)
        /// Looks; `rejectLook` fails, and where the inside does not match, the matcher goes on at `exit`.
        case lookNegated(slot: Int, back: Int, exit: Int)
        case rejectLook(slot: Int)
        case fail
        case match
    }

    /// Bounds of a loop and where its state stands.
    struct Loop: Sendable {
        let least: Int
        let most: Int
        let greed: RegexGreed
        /// The slot of the rounds' count; the next one holds the place where the last round began.
        let slot: Int
    }

    var instructions: [Instruction] = []
    var sets: [RegexSet] = []
    var loops: [Loop] = []
    var slotCount = 0
    let groupCount: Int
    /// The slot of the group that was closed last.
    var lastGroupSlot: Int { groupCount * 2 }

    /// Instructions for a tree.
    init(_ nodes: [RegexNode], groupCount: Int, flags: RegexFlags, widths: [(Int, Int)?]) throws(RegexError) {
        self.groupCount = groupCount
        slotCount = groupCount * 2 + 1
        try emit(nodes, flags, widths)
        instructions.append(.match)
    }

    private mutating func newSlots(_ count: Int) -> Int {
        slotCount += count
        return slotCount - count
    }

    private mutating func emit(_ nodes: [RegexNode], _ flags: RegexFlags, _ widths: [(Int, Int)?]) throws(RegexError) {
        for node in nodes { try emit(node, flags, widths) }
    }

    private mutating func emit(_ node: RegexNode, _ flags: RegexFlags, _ widths: [(Int, Int)?]) throws(RegexError) {
        if let single = single(node, flags) {
            instructions.append(single)
            return
        }
        switch node {
        case .literal, .notLiteral, .any, .set: break
        case .anchor(let anchor): instructions.append(RegexProgram.place(anchor, flags))
        case .group(let number, let adding, let removing, let inner):
            if let number { instructions.append(.openGroup(number)) }
            try emit(inner, flags.combined(adding: adding, removing: removing), widths)
            if let number { instructions.append(.closeGroup(number)) }
        case .atomic(let inner):
            let slot = newSlots(1)
            instructions.append(.guarded(slot: slot))
            try emit(inner, flags, widths)
            instructions.append(.commit(slot: slot))
        case .branch(let ways): try branch(ways, flags, widths)
        case .repetition(let least, let most, let greed, let inner):
            try repetition(least, most, greed, inner, flags, widths)
        case .reference(let group):
            let isFolded = flags.contains(.ignoreCase)
            instructions.append(.reference(group, fold: isFolded ? flags.intersection([.unicode, .ignoreCase]) : []))
        case .condition(let group, let yes, let no):
            let test = instructions.count
            instructions.append(.fail)
            try emit(yes, flags, widths)
            if let no {
                let leave = instructions.count
                instructions.append(.fail)
                instructions[test] = .condition(group, otherwise: instructions.count)
                try emit(no, flags, widths)
                instructions[leave] = .jump(instructions.count)
            } else {
                instructions[test] = .condition(group, otherwise: instructions.count)
            }
        case .look(let isAhead, let isNegated, let inner): try look(isAhead, isNegated, inner, flags, widths)
        }
    }

    /// The instruction of a node that matches exactly one code point, whatever the text.
    private mutating func single(_ node: RegexNode, _ flags: RegexFlags) -> Instruction? {
        switch node {
        case .literal(let code):
            if !flags.contains(.ignoreCase) { return .literal(code) }
            return set([.range(code, code)], false, flags)
        case .notLiteral(let code):
            if !flags.contains(.ignoreCase) { return .notLiteral(code) }
            return set([.range(code, code)], true, flags)
        case .any: return flags.contains(.dotAll) ? .anyAtAll : .any
        case .set(let items, let isNegated): return set(items, isNegated, flags)
        case .group(nil, let adding, let removing, let inner) where inner.count == 1:
            return single(inner[0], flags.combined(adding: adding, removing: removing))
        default: return nil
        }
    }

    private mutating func set(_ items: [RegexSetItem], _ isNegated: Bool, _ flags: RegexFlags) -> Instruction {
        sets.append(RegexSet(items, isNegated: isNegated, flags: flags))
        return .set(sets.count - 1)
    }

    private static func place(_ anchor: RegexAnchor, _ flags: RegexFlags) -> Instruction {
        switch anchor {
        case .lineOrTextStart: flags.contains(.multiline) ? .lineStart : .textStart
        case .lineOrTextEnd: flags.contains(.multiline) ? .lineEnd : .textOrLastLineEnd
        case .textStart: .textStart
        case .textEnd: .textEnd
        case .boundary: .boundary(wanted: true, isUnicode: flags.contains(.unicode))
        case .noBoundary: .boundary(wanted: false, isUnicode: flags.contains(.unicode))
        }
    }

    private mutating func branch(_ ways: [[RegexNode]], _ flags: RegexFlags, _ widths: [(Int, Int)?])
        throws(RegexError)
    {
        var leaves: [Int] = []
        for (i, way) in ways.enumerated() {
            let fork = instructions.count
            if i + 1 < ways.count { instructions.append(.fail) }
            try emit(way, flags, widths)
            if i + 1 < ways.count {
                leaves.append(instructions.count)
                instructions.append(.fail)
                instructions[fork] = .fork(instructions.count)
            }
        }
        for leave in leaves { instructions[leave] = .jump(instructions.count) }
    }

    private mutating func repetition(
        _ least: Int, _ most: Int, _ greed: RegexGreed, _ inner: [RegexNode], _ flags: RegexFlags,
        _ widths: [(Int, Int)?]
    ) throws(RegexError) {
        if inner.count == 1, let single = single(inner[0], flags) {
            loops.append(Loop(least: least, most: most, greed: greed, slot: 0))
            instructions += [.repeatOne(loops.count - 1), single]
            return
        }
        let loop = loops.count
        loops.append(Loop(least: least, most: most, greed: greed, slot: newSlots(2)))
        instructions.append(.loopStart(loop))
        if greed == .possessive {
            let slot = newSlots(1)
            let test = instructions.count
            instructions.append(.fail)
            try emit(inner, flags, widths)
            instructions += [.commit(slot: slot), .jump(test)]
            instructions[test] = .loopPossessive(loop, guarding: slot, exit: instructions.count)
            return
        }
        let enter = instructions.count
        instructions.append(.fail)
        try emit(inner, flags, widths)
        instructions[enter] = .jump(instructions.count)
        if greed == .greedy {
            instructions.append(.loopGreedy(loop, body: enter + 1))
        } else {
            instructions += [.loopLazy(loop, body: enter + 1), .loopLazyMore(loop, body: enter + 1)]
        }
    }

    private mutating func look(
        _ isAhead: Bool, _ isNegated: Bool, _ inner: [RegexNode], _ flags: RegexFlags, _ widths: [(Int, Int)?]
    ) throws(RegexError) {
        var back = 0
        if !isAhead {
            let width = inner.width(widths)
            if width.least != width.most { throw RegexError(message: "look-behind requires fixed-width pattern") }
            back = width.least
        }
        let slot = newSlots(2)
        let test = instructions.count
        instructions.append(isNegated ? .fail : .look(slot: slot, back: back))
        try emit(inner, flags, widths)
        instructions.append(isNegated ? .rejectLook(slot: slot) : .commitLook(slot: slot))
        if isNegated { instructions[test] = .lookNegated(slot: slot, back: back, exit: instructions.count) }
    }
}
