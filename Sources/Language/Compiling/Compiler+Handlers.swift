/// `try` and `with`.
extension Compiler {
    /// Handlers for a range without its gaps.
    private func handle(_ start: Int, _ end: Int, gaps: Gaps, target: Int, register: Int) {
        var from = start
        for gap in gaps.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if gap.lowerBound > from {
                handlers.append(
                    Handler(start: from, end: gap.lowerBound, target: target, register: register, handled: handledDepth)
                )
            }
            from = max(from, gap.upperBound)
        }
        if end > from {
            handlers.append(Handler(start: from, end: end, target: target, register: register, handled: handledDepth))
        }
    }

    func tryStatement(
        _ body: [Statement], _ clauses: [ExceptClause], _ otherwise: [Statement], _ final: [Statement],
        _ range: SourceRange
    ) throws(SyntaxFault) {
        guard !final.isEmpty else { return try exceptStatement(body, clauses, otherwise, range) }
        let gaps = Gaps(), end = Label()
        let exception = temporary()
        let before = assigned
        let start = instructions.count
        exits.append(.finally(final, gaps: gaps))
        if clauses.isEmpty { try statements(body) } else { try exceptStatement(body, clauses, otherwise, range) }
        exits.removeLast()
        let stop = instructions.count
        try statements(final)
        let after = assigned
        jump(.jump, 0, to: end, range)
        handle(start, stop, gaps: gaps, target: instructions.count, register: exception)
        assigned = before
        emit(.pushHandled, exception, 0, 0, range)
        handledDepth += 1
        exits.append(.handled)
        try statements(final)
        exits.removeLast()
        handledDepth -= 1
        emit(.raise, 0, 0, 0, range)
        assigned = after
        try place(end, range)
    }

    private func exceptStatement(
        _ body: [Statement], _ clauses: [ExceptClause], _ otherwise: [Statement], _ range: SourceRange
    ) throws(SyntaxFault) {
        let gaps = Gaps(), end = Label()
        let exception = temporary()
        let before = assigned
        let start = instructions.count
        exits.append(.guarded(gaps: gaps))
        try statements(body)
        exits.removeLast()
        let stop = instructions.count
        try statements(otherwise)
        jump(.jump, 0, to: end, range)
        handle(start, stop, gaps: gaps, target: instructions.count, register: exception)
        assigned = before
        emit(.pushHandled, exception, 0, 0, range)
        handledDepth += 1
        for clause in clauses {
            let mark = nextRegister
            let next = Label()
            if let pattern = clause.pattern {
                let matched = temporary()
                emit(.matchException, matched, exception, try value(pattern), pattern.range)
                jump(.jumpIfFalse, matched, to: next, clause.range)
            }
            let forgetting = Gaps()
            exits.append(.handled)
            if let name = clause.name {
                let copy = temporary()
                emit(.move, copy, exception, 0, clause.range)
                store(name, copy, clause.range)
                emit(.deleteLocal, copy, 0, 0, clause.range)
                exits.append(.forget(name, clause.range, gaps: forgetting))
            }
            let left = temporary()
            let bodyStart = instructions.count
            try statements(clause.body)
            let bodyStop = instructions.count
            if let name = clause.name {
                exits.removeLast()
                forget(name, clause.range)
            }
            exits.removeLast()
            emit(.popHandled, 0, 0, 0, clause.range)
            // What the handler looked at is let go of with the exception.
            emit(.clear, exception, registerCount - exception, 0, clause.range)
            jump(.jump, 0, to: end, clause.range)
            if let name = clause.name {
                // The name is forgotten too where an error leaves the handler.
                handle(bodyStart, bodyStop, gaps: forgetting, target: instructions.count, register: left)
                emit(.pushHandled, left, 0, 0, clause.range)
                forget(name, clause.range)
                emit(.raise, 0, 0, 0, clause.range)
            }
            try place(next, clause.range)
            assigned = before
            nextRegister = mark
        }
        handledDepth -= 1
        emit(.raise, 0, 0, 0, clauses.last?.range ?? range)
        assigned = before
        try place(end, range)
    }

    /// The end of `except … as name`.
    func forget(_ name: String, _ range: SourceRange) {
        let none = temporary()
        emit(.loadNone, none, 0, 0, range)
        switch resolve(name) {
        case .local(let register):
            emit(.deleteLocal, register, 0, 0, range)
            assigned.remove(register)
        case .cell(let register): emit(.deleteCell, 0, register, 0, range)
        case .free(let place): emit(.deleteFree, 0, place, 0, range)
        case .global(let place):
            // The body may have deleted the name itself: store first, so that this never fails.
            emitWide(.storeGlobal, none, place, range)
            emitWide(.deleteGlobal, 0, place, range)
        case .member: store(name, none, range)
        }
        nextRegister = max(nextRegister - 1, localNames.count)
    }

    func withStatement(
        _ items: ArraySlice<(context: Expression, target: Expression?)>, _ body: [Statement], _ range: SourceRange
    ) throws(SyntaxFault) {
        guard let item = items.first else { return try statements(body) }
        let context = temporary(), entered = temporary(), exception = temporary()
        let gaps = Gaps(), end = Label(), suppressed = Label()
        try value(item.context, to: context)
        emit(.withEnter, entered, context, 0, item.context.range)
        let before = assigned
        let start = instructions.count
        exits.append(.with(context, item.context.range, gaps: gaps))
        if let target = item.target { try assign(target, from: entered) }
        try withStatement(items.dropFirst(), body, range)
        exits.removeLast()
        let stop = instructions.count
        let none = temporary()
        emit(.loadNone, none, 0, 0, range)
        emit(.withExit, none, context, none, item.context.range)
        jump(.jump, 0, to: end, range)
        handle(start, stop, gaps: gaps, target: instructions.count, register: exception)
        emit(.pushHandled, exception, 0, 0, range)
        emit(.withExit, none, context, exception, item.context.range)
        jump(.jumpIfTrue, none, to: suppressed, range)
        emit(.raise, 0, 0, 0, range)
        try place(suppressed, range)
        emit(.popHandled, 0, 0, 0, range)
        assigned = before
        try place(end, range)
    }
}
