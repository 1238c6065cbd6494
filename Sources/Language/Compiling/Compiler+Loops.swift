/// Branches, loops, and the ways out of them.
extension Compiler {
    func ifStatement(
        _ condition: Expression, _ then: [Statement], _ otherwise: [Statement], _ range: SourceRange
    ) throws(SyntaxFault) {
        let no = Label()
        try jumpIfFalse(condition, to: no)
        let before = assigned
        try statements(then)
        if otherwise.isEmpty {
            try place(no, range)
            assigned = before
            return
        }
        let afterThen = assigned
        let end = Label()
        jump(.jump, 0, to: end, range)
        try place(no, range)
        assigned = before
        try statements(otherwise)
        assigned = assigned.intersection(afterThen)
        try place(end, range)
    }

    func whileLoop(
        _ condition: Expression, _ body: [Statement], _ otherwise: [Statement], _ range: SourceRange
    ) throws(SyntaxFault) {
        let loop = Loop(), done = Label()
        let before = assigned
        // The condition stands before the loop and again at its end: one jump in each turn.
        try jumpIfFalse(condition, to: done)
        let start = Label()
        try place(start, range)
        let inside = assigned
        exits.append(.loop(loop))
        try statements(body)
        exits.removeLast()
        try place(loop.continues, range)
        assigned = inside.intersection(before)
        try jumpBackIfTrue(condition, to: start)
        try place(done, range)
        assigned = before
        try statements(otherwise)
        assigned = before
        try place(loop.breaks, range)
    }

    func forLoop(
        _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement],
        _ range: SourceRange
    ) throws(SyntaxFault) {
        let loop = Loop(), done = Label()
        let walk = temporaries(3)
        try self.iterable(iterable, to: walk)
        emit(.getWalk, walk, walk, 0, iterable.range)
        let before = assigned
        let one = walkTarget(target)
        emit(.next, one, walk, 0, iterable.range)
        jump(.nothing, 0, to: done, range)
        let start = instructions.count
        try assign(target, fromWalk: one)
        exits.append(.loop(loop))
        try statements(body)
        exits.removeLast()
        try place(loop.continues, range)
        emit(.nextBack, one, walk, 0, iterable.range)
        jump(.nothing, turnsToMachineCode, to: start, range)
        try place(done, range)
        assigned = before
        try statements(otherwise)
        assigned = before
        try place(loop.breaks, range)
        emit(.deleteLocal, walk, 0, 0, range)
    }

    func leaveLoop(_ statement: Statement) throws(SyntaxFault) {
        let isBreak = if case .break = statement.kind { true } else { false }
        let place = exits.lastIndex { if case .loop = $0 { true } else { false } }
        guard let place, case .loop(let loop) = exits[place] else {
            throw SyntaxFault(
                message: isBreak ? "'break' outside loop" : "'continue' not properly in loop", range: statement.range)
        }
        try unwind(to: place + 1, statement.range)
        jump(.jump, 0, to: isBreak ? loop.breaks : loop.continues, statement.range)
    }

    func returnStatement(_ e: Expression?, _ range: SourceRange) throws(SyntaxFault) {
        if kind != .function { throw SyntaxFault(message: "'return' outside function", range: range) }
        if !exits.contains(where: { if case .loop = $0 { false } else { true } }) {
            // Nothing to do on the way out: no detour over one register.
            if let e { return try returnDirectly(e, range) }
        }
        let register = temporary()
        if let e { try value(e, to: register) } else { emit(.loadNone, register, 0, 0, range) }
        try unwind(to: 0, range)
        emit(.returnValue, register, 0, 0, range)
    }

    private func returnDirectly(_ e: Expression, _ range: SourceRange) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        if case .conditional(let condition, let then, let otherwise) = e.kind {
            let no = Label()
            try jumpIfFalse(condition, to: no)
            let before = assigned
            try returnDirectly(then, range)
            try place(no, range)
            assigned = before
            return try returnDirectly(otherwise, range)
        }
        // A register that only lends its value, as a shared constant's, must not be emptied: results are moved out.
        let register = temporary()
        if case .name(let name) = e.kind, case .local(let local) = resolve(name), assigned.contains(local) {
            emit(.returnValue, local, 0, 0, range)
        } else {
            try value(e, to: register)
            emit(.returnValue, register, 0, 0, range)
        }
    }

    /// Emits what leaving the blocks above a depth must do: `finally` bodies, `__exit__`, forgetting exceptions.
    private func unwind(to depth: Int, _ range: SourceRange) throws(SyntaxFault) {
        let saved = exits
        let savedHandled = handledDepth
        let savedAssigned = assigned
        // What runs on the way out of a block and of those around it is outside of what its handler covers.
        var left: [(gaps: Gaps, start: Int)] = []
        while exits.count > depth {
            let exit = exits.removeLast()
            let start = instructions.count
            switch exit {
            case .loop: break
            case .handled:
                emit(.popHandled, 0, 0, 0, range)
                handledDepth -= 1
            case .forget(let name, let place, let gaps):
                left.append((gaps, start))
                forget(name, place)
            case .guarded(let gaps): left.append((gaps, start))
            case .finally(let body, let gaps):
                left.append((gaps, start))
                try statements(body)
            case .with(let context, let place, let gaps):
                left.append((gaps, start))
                let none = temporary()
                emit(.loadNone, none, 0, 0, place)
                emit(.withExit, none, context, none, place)
            }
        }
        for (gaps, start) in left { gaps.ranges.append(start..<instructions.count) }
        exits = saved
        handledDepth = savedHandled
        assigned = savedAssigned
    }
}
