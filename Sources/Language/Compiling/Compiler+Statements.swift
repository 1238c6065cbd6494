extension Compiler {
    func statements(_ statements: [Statement]) throws(SyntaxFault) { for one in statements { try statement(one) } }

    /// Emits one statement; temporaries are free again afterwards.
    func statement(_ statement: Statement) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = statement.range
        switch statement.kind {
        case .expression(let e):
            if case .constant = e.kind { return }
            let register = temporary()
            try value(e, to: register)
            // What a call gave stays until the register is used again.
            if case .call = e.kind { return }
            emit(.deleteLocal, register, 0, 0, range)
        case .assign(let targets, let e): try assignment(targets, e)
        case .augmented(let target, let op, let e): try augmented(target, op, e, range)
        case .annotated(let target, _, let e, _): if let e { try assignment([target], e) }
        case .pass: break
        case .break, .continue: try leaveLoop(statement)
        case .return(let e): try returnStatement(e, range)
        case .delete(let targets): for target in targets { try delete(target) }
        case .global(let names), .nonlocal(let names): try checkDeclaration(statement, names)
        case .import(let modules):
            for module in modules {
                let register = temporary()
                emit(.importModule, register, nameIndex(module.name), module.alias == nil ? 1 : 0, range)
                store(module.alias ?? String(module.name.prefix { $0 != "." }), register, range)
            }
        case .importFrom(let module, let names): try importFrom(module, names, range)
        case .assert(let condition, let message):
            let end = Label()
            try jumpIfTrue(condition, to: end)
            let register = temporary()
            if let message { try value(message, to: register) } else { emit(.deleteLocal, register, 0, 0, range) }
            emit(.assertionFailed, register, 0, 0, condition.range)
            try place(end, range)
        case .raise(let e, let cause):
            guard let e else {
                emit(.raise, 0, 0, 0, range)
                return
            }
            let register = try value(e)
            emit(
                .raise, register, try cause.map { (c) throws(SyntaxFault) in try value(c) } ?? 0, cause == nil ? 1 : 2,
                range)
        case .if(let condition, let then, let otherwise): try ifStatement(condition, then, otherwise, range)
        case .while(let condition, let body, let otherwise): try whileLoop(condition, body, otherwise, range)
        case .for(let target, let iterable, let body, let otherwise):
            try forLoop(target, iterable, body, otherwise, range)
        case .try(let body, let clauses, let otherwise, let final):
            try tryStatement(body, clauses, otherwise, final, range)
        case .with(let items, let body): try withStatement(items[...], body, range)
        case .function(let definition): try functionDefinition(definition, range)
        case .classDefinition(let name, let arguments, let body, let decorators):
            try classDefinition(name, arguments, body, decorators, range)
        case .match(let subject, let cases): try match(subject, cases, range)
        }
    }

    // MARK: Assignment

    private func assignment(_ targets: [Expression], _ e: Expression) throws(SyntaxFault) {
        if targets.count == 1, case .name(let name) = targets[0].kind, case .local(let register) = resolve(name),
            register < localNames.count
        {
            try value(e, to: register)
            settle(register)
            return
        }
        if targets.count == 1, case .tuple(let parts) = targets[0].kind, case .tuple(let values) = e.kind,
            parts.count == values.count,
            !(parts + values).contains(where: { if case .starred = $0.kind { true } else { false } })
        {
            // a, b = b, a without making a tuple.
            let first = temporaries(values.count)
            for (i, one) in values.enumerated() { try value(one, to: first + i) }
            for (i, part) in parts.enumerated() { try assign(part, from: first + i) }
            return
        }
        let register = temporary()
        try value(e, to: register)
        for target in targets.dropLast() {
            let copy = temporary()
            emit(.move, copy, register, 0, target.range)
            try assign(target, from: copy)
        }
        try assign(targets[targets.count - 1], from: register)
    }

    /// Gives the value of a temporary register to a target.
    func assign(_ target: Expression, from register: Int) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        switch target.kind {
        case .name(let name): store(name, register, target.range)
        case .attribute(let object, let name):
            emit(.setAttribute, try value(object), attributeIndex(name), register, target.range)
            emit(.nothing, cache(), 0, 0, target.range)
        case .item(let container, let key):
            let c = try value(container)
            emit(.setItem, c, try value(key), register, target.range)
        case .tuple(let parts), .list(let parts):
            let star = parts.firstIndex { if case .starred = $0.kind { true } else { false } }
            let first = temporaries(parts.count)
            if let star {
                emit(.unpackRest, first, register, 0, target.range)
                emit(.nothing, star, parts.count - star - 1, 0, target.range)
            } else {
                emit(.unpack, first, register, parts.count, target.range)
            }
            for (i, part) in parts.enumerated() {
                if case .starred(let inner) = part.kind {
                    try assign(inner, from: first + i)
                } else {
                    try assign(part, from: first + i)
                }
            }
        default: throw SyntaxFault(message: "cannot assign here", range: target.range)
        }
    }

    private func augmented(_ target: Expression, _ op: BinaryOperator, _ e: Expression, _ range: SourceRange)
        throws(SyntaxFault)
    {
        func apply(_ register: Int) throws(SyntaxFault) {
            if op == .add || op == .subtract, case .constant(.int(let number)) = e.kind, number >= 0,
                number < 30_000,
                case .name = target.kind
            {
                // Numbers only: lists and arrays refuse whole numbers or take them by `addNumber`'s slow way.
                let other = temporary()
                emitWide(.loadConstant, other, constant(.int(number)), range)
                if op == .add {
                    emit(.addInPlace, register, other, 0, range)
                } else {
                    emit(.inPlace, register, other, Int(op.rawValue), range)
                }
                return
            }
            let other = try value(e)
            if op == .add {
                emit(.addInPlace, register, other, 0, range)
            } else {
                emit(.inPlace, register, other, Int(op.rawValue), range)
            }
        }
        switch target.kind {
        case .name(let name):
            if case .local(let register) = resolve(name), register < localNames.count {
                if !assigned.contains(register) { emit(.checkLocal, register, 0, 0, target.range) }
                try apply(register)
                return
            }
            let register = temporary()
            try value(target, to: register)
            try apply(register)
            store(name, register, range)
        case .attribute(let object, let name):
            let o = try unchanging(object)
            let register = temporary()
            let index = attributeIndex(name)
            emit(.getAttribute, register, o, index, target.range)
            emit(.nothing, cache(), 0, 0, target.range)
            try apply(register)
            emit(.setAttribute, o, index, register, range)
            emit(.nothing, cache(), 0, 0, range)
        case .item(let container, let key):
            let c = try unchanging(container)
            let k = try unchanging(key)
            let register = temporary()
            emit(.getItem, register, c, k, target.range)
            try apply(register)
            emit(.setItem, c, k, register, range)
        default: throw SyntaxFault(message: "illegal expression for augmented assignment", range: target.range)
        }
    }

    /// The register of an operand that is needed again after others were evaluated: a variable's own where nothing can
    /// give the variable another value meanwhile.
    private func unchanging(_ e: Expression) throws(SyntaxFault) -> Int {
        if !names.hasWalrus {
            if case .constant(let literal) = e.kind, let register = preloaded(literal) { return register }
            if case .name(let name) = e.kind, case .local(let register) = resolve(name), assigned.contains(register) {
                return register
            }
        }
        let register = temporary()
        try value(e, to: register)
        return register
    }

    private func delete(_ target: Expression) throws(SyntaxFault) {
        switch target.kind {
        case .name(let name):
            switch resolve(name) {
            case .local(let register):
                emit(.checkLocal, register, 0, 0, target.range)
                emit(.deleteLocal, register, 0, 0, target.range)
                assigned.remove(register)
            case .cell(let register): emit(.deleteCell, 0, register, 0, target.range)
            case .free(let place): emit(.deleteFree, 0, place, 0, target.range)
            case .global(let place): emitWide(.deleteGlobal, 0, place, target.range)
            case .member:
                let key = temporary()
                emitWide(.loadConstant, key, constant(Value(mangled(name))), target.range)
                emit(.deleteItem, 0, key, 0, target.range)
            }
        case .attribute(let object, let name):
            emit(.deleteAttribute, try value(object), attributeIndex(name), 0, target.range)
        case .item(let container, let key):
            let c = try value(container)
            emit(.deleteItem, c, try value(key), 0, target.range)
        case .tuple(let parts), .list(let parts): for part in parts { try delete(part) }
        default: throw SyntaxFault(message: "cannot delete this", range: target.range)
        }
    }

    private func checkDeclaration(_ statement: Statement, _ names: [String]) throws(SyntaxFault) {
        guard case .nonlocal = statement.kind else { return }
        if kind == .cell {
            throw SyntaxFault(message: "nonlocal declaration not allowed at module level", range: statement.range)
        }
        for name in names {
            guard case .free = resolve(name) else {
                throw SyntaxFault(message: "no binding for nonlocal '\(name)' found", range: statement.range)
            }
        }
    }

    private func importFrom(
        _ module: String, _ names: [(name: String, alias: String?)]?, _ range: SourceRange
    ) throws(SyntaxFault) {
        let register = temporary()
        if module == "__future__" { return }
        emit(.importModule, register, nameIndex(module), 0, range)
        guard let names else {
            if kind != .cell { throw SyntaxFault(message: "import * only allowed at module level", range: range) }
            emit(.importStar, register, 0, 0, range)
            return
        }
        for name in names {
            let one = temporary()
            emit(.importFrom, one, register, nameIndex(name.name), range)
            store(name.alias ?? name.name, one, range)
        }
    }

    // MARK: Branches and loops

    private func ifStatement(
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

    private func whileLoop(
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

    private func forLoop(
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

    private func leaveLoop(_ statement: Statement) throws(SyntaxFault) {
        let isBreak = if case .break = statement.kind { true } else { false }
        let place = exits.lastIndex { if case .loop = $0 { true } else { false } }
        guard let place, case .loop(let loop) = exits[place] else {
            throw SyntaxFault(
                message: isBreak ? "'break' outside loop" : "'continue' not properly in loop", range: statement.range)
        }
        try unwind(to: place + 1, statement.range)
        jump(.jump, 0, to: isBreak ? loop.breaks : loop.continues, statement.range)
    }

    private func returnStatement(_ e: Expression?, _ range: SourceRange) throws(SyntaxFault) {
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
        while exits.count > depth {
            let exit = exits.removeLast()
            let start = instructions.count
            switch exit {
            case .loop: break
            case .handled:
                emit(.popHandled, 0, 0, 0, range)
                handledDepth -= 1
            case .forget(let name, let place): forget(name, place)
            case .finally(let body, let gaps):
                try statements(body)
                gaps.ranges.append(start..<instructions.count)
            case .with(let context, let place, let gaps):
                let none = temporary()
                emit(.loadNone, none, 0, 0, place)
                emit(.withExit, none, context, none, place)
                gaps.ranges.append(start..<instructions.count)
            }
            // What runs on the way out of an inner block is outside of the outer blocks' inner parts too.
        }
        exits = saved
        handledDepth = savedHandled
        assigned = savedAssigned
    }

    // MARK: Errors

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

    private func tryStatement(
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
        let end = Label()
        let exception = temporary()
        let before = assigned
        let start = instructions.count
        try statements(body)
        let stop = instructions.count
        try statements(otherwise)
        jump(.jump, 0, to: end, range)
        handle(start, stop, gaps: Gaps(), target: instructions.count, register: exception)
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
            exits.append(.handled)
            if let name = clause.name {
                let copy = temporary()
                emit(.move, copy, exception, 0, clause.range)
                store(name, copy, clause.range)
                exits.append(.forget(name, clause.range))
            }
            try statements(clause.body)
            if let name = clause.name {
                exits.removeLast()
                forget(name, clause.range)
            }
            exits.removeLast()
            emit(.popHandled, 0, 0, 0, clause.range)
            emit(.deleteLocal, exception, 0, 0, clause.range)
            jump(.jump, 0, to: end, clause.range)
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
    private func forget(_ name: String, _ range: SourceRange) {
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

    private func withStatement(
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

    // MARK: Definitions

    /// The documentation of a body: a string as its first statement.
    private func doc(of body: [Statement]) -> String? {
        if case .expression(let e)? = body.first?.kind, case .constant(.string(let text)) = e.kind { return text }
        return nil
    }

    private func functionDefinition(_ definition: FunctionDefinition, _ range: SourceRange) throws(SyntaxFault) {
        let first = temporaries(definition.decorators.count + 1)
        for (i, decorator) in definition.decorators.enumerated() { try value(decorator, to: first + i) }
        let target = first + definition.decorators.count
        try function(
            name: definition.name, parameters: definition.parameters,
            names: Names(parameters: definition.parameters, body: definition.body, folds: names.folds),
            doc: doc(of: definition.body),
            to: target, range
        ) { (inner) throws(SyntaxFault) in
            try inner.statements(definition.body)
            let register = inner.temporary()
            inner.emit(.loadNone, register, 0, 0, range)
            inner.emit(.returnValue, register, 0, 0, range)
        }
        decorate(first, definition.decorators, range)
        store(definition.name, first, range)
    }

    private func decorate(_ first: Int, _ decorators: [Expression], _ range: SourceRange) {
        for i in decorators.indices.reversed() { emit(.call, first + i, 1, first + i, decorators[i].range) }
    }

    /// Sets `__annotations__` of a class body: each annotated name with its annotation's first name.
    private func annotations(_ body: [Statement], _ range: SourceRange) {
        var pairs: [(name: String, annotation: String)] = []
        for statement in body {
            guard case .annotated(let target, let annotation, _, true) = statement.kind,
                case .name(let name) = target.kind
            else { continue }
            pairs.append((name, head(of: annotation)))
        }
        if pairs.isEmpty || pairs.count > 100 { return }
        let first = temporaries(2 * pairs.count)
        for (i, pair) in pairs.enumerated() {
            emitWide(.loadConstant, first + 2 * i, constant(Value(pair.name)), range)
            emitWide(.loadConstant, first + 2 * i + 1, constant(Value(pair.annotation)), range)
        }
        let key = temporaries(2)
        emitWide(.loadConstant, key, constant(Value("__annotations__")), range)
        emit(.buildDict, key + 1, first, pairs.count, range)
        emit(.dictSet, 0, key, key + 1, range)
    }

    /// The name that an annotation begins with: `ClassVar` of `typing.ClassVar[int]`; empty where there is none.
    private func head(of annotation: Expression) -> String {
        switch annotation.kind {
        case .name(let name), .attribute(_, let name): name
        case .item(let inner, _): head(of: inner)
        case .constant(.string(let text)): String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        default: ""
        }
    }

    private func classDefinition(
        _ name: String, _ arguments: [Argument], _ body: [Statement], _ decorators: [Expression], _ range: SourceRange
    ) throws(SyntaxFault) {
        let first = temporaries(decorators.count)
        for (i, decorator) in decorators.enumerated() { try value(decorator, to: first + i) }
        let target = temporaries(4)
        try spread(arguments, list: target + 1, dict: target + 3, range)
        let inner = Compiler(
            .classBody, name: name, source: source, interpreter: interpreter, outer: self,
            names: Names(body: body, folds: names.folds))
        inner.declare(".namespace")
        inner.declare("__class__")
        inner.assigned = [0, 1]
        inner.emit(.makeCell, 1, 0, 0, range)
        try inner.statements(body)
        inner.annotations(body, range)
        inner.emit(.returnValue, 1, 0, 0, range)
        var layout = ParameterLayout()
        layout.names = [".namespace"]
        layout.positional = 1
        codes.append(try inner.finish(parameters: layout, doc: doc(of: body)))
        let defaults = temporaries(2)
        emit(.loadNone, defaults, 0, 0, range)
        emit(.loadNone, defaults + 1, 0, 0, range)
        emit(.makeFunction, target + 2, codes.count - 1, defaults, range)
        emit(.makeClass, target, nameIndex(name), 0, range)
        if decorators.isEmpty {
            store(name, target, range)
            return
        }
        // Decorators want their argument in the next register.
        var current = target
        for i in decorators.indices.reversed() {
            let call = temporaries(2)
            emit(.move, call, first + i, 0, range)
            emit(.move, call + 1, current, 0, range)
            emit(.call, call, 1, call, decorators[i].range)
            current = call
        }
        store(name, current, range)
    }
}
