/// Comprehensions and generator expressions.
extension Compiler {
    func comprehension(
        _ kind: Expression.ComprehensionKind, _ element: Expression, _ second: Expression?,
        _ clauses: [ComprehensionFor],
        to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        if kind == .generator {
            let inner = Names(parameters: [], expressions: [element], clauses: clauses, folds: names.folds)
            return try generator(element, clauses, inner, to: target, range)
        }
        let container = temporary()
        emit(kind == .list ? .buildList : kind == .set ? .buildSet : .buildDict, container, 0, 0, range)
        comprehensions.append(kind == .list ? "<listcomp>" : kind == .set ? "<setcomp>" : "<dictcomp>")
        defer { comprehensions.removeLast() }
        try inPlace(clauses, [element] + (second.map { [$0] } ?? []), range, leave: Label()) {
            () throws(SyntaxFault) in
            switch kind {
            case .list: emit(.listAppend, container, try value(element), 0, range)
            case .set: emit(.setAdd, container, try value(element), 0, range)
            default:
                let key = temporary()
                try value(element, to: key)
                if let second { emit(.dictSet, container, key, try value(second), range) }
            }
        }
        emit(.take, target, container, 0, range)
    }

    /// The loops of a comprehension around a body, with variables of their own.
    ///
    /// - Parameter leave: stands behind the loops.
    /// - Returns: where the loops begin, behind what belongs to the surroundings.
    @discardableResult
    func inPlace(
        _ clauses: [ComprehensionFor], _ expressions: [Expression], _ range: SourceRange, leave: Label,
        _ body: () throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) -> Int {
        let inner = Names(parameters: [], expressions: expressions, clauses: clauses, folds: names.folds)
        if inner.hasYield { throw SyntaxFault(message: "'yield' inside comprehension", range: range) }
        let walk = temporaries(3)
        // The first iterable belongs to what is around the comprehension.
        let own = comprehensions.popLast()
        try iterable(clauses[0].iterable, to: walk)
        if let own { comprehensions.append(own) }
        emit(.getWalk, walk, walk, 0, clauses[0].iterable.range)
        let start = instructions.count
        var overlay: [String: (register: Int, isCell: Bool)] = [:]
        for name in inner.bound where !inner.walrusNames.contains(name) {
            let register = temporary()
            let isCell = inner.neededInside.contains(name)
            emit(.deleteLocal, register, 0, 0, range)
            if isCell { emit(.makeCell, register, 0, 0, range) }
            overlay[name] = (register, isCell)
        }
        overlays.append(overlay)
        try clause(0, clauses, walk: walk, body)
        overlays.removeLast()
        try place(leave, range)
        // The iterator and the variables must not live on in registers.
        emit(.deleteLocal, walk, 0, 0, range)
        for (_, variable) in overlay { emit(.deleteLocal, variable.register, 0, 0, range) }
        return start
    }

    /// One `for` of a comprehension with everything inside it.
    func clause(
        _ index: Int, _ clauses: [ComprehensionFor], walk: Int, _ body: () throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let clause = clauses[index]
        let range = clause.iterable.range
        let end = Label(), again = Label()
        let one = walkTarget(clause.target)
        emit(.next, one, walk, 0, range)
        jump(.nothing, 0, to: end, range)
        let start = instructions.count
        try assign(clause.target, fromWalk: one)
        for condition in clause.conditions { try jumpIfFalse(condition, to: again) }
        if index + 1 < clauses.count {
            let inner = temporaries(3)
            try iterable(clauses[index + 1].iterable, to: inner)
            emit(.getWalk, inner, inner, 0, clauses[index + 1].iterable.range)
            try self.clause(index + 1, clauses, walk: inner, body)
        } else {
            try body()
        }
        try place(again, range)
        emit(.nextBack, one, walk, 0, range)
        jump(.nothing, turnsToMachineCode, to: start, range)
        try place(end, range)
    }

    /// The register that `next` fills: the variable's own where there is one.
    func walkTarget(_ target: Expression) -> Int {
        if case .name(let name) = target.kind, case .local(let register) = resolve(name) { return register }
        return temporary()
    }

    /// Gives what `next` found to the target, if it isn't there already.
    func assign(_ target: Expression, fromWalk register: Int) throws(SyntaxFault) {
        if case .name(let name) = target.kind, case .local(let own) = resolve(name), own == register {
            settle(register)
            return
        }
        try assign(target, from: register)
    }

    /// `(element for …)`: a generator function that takes the first iterator.
    func generator(
        _ element: Expression, _ clauses: [ComprehensionFor], _ names: Names, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        var parameters = Parameters()
        parameters.positional = [Parameters.One(name: ".0", fallback: nil, annotation: nil, range: range)]
        var inner = Names(parameters: [".0"], expressions: [element], clauses: clauses, folds: names.folds)
        inner.markGenerator()
        inner.passWalrusOn { name in if case .global = resolve(name) { true } else { false } }
        let callee = temporaries(2)
        try function(name: "<genexpr>", parameters: parameters, names: inner, to: callee, range) {
            (compiler) throws(SyntaxFault) in
            let walk = compiler.temporaries(3)
            compiler.emit(.getWalk, walk, 0, 0, clauses[0].iterable.range)
            try compiler.clause(0, clauses, walk: walk) { () throws(SyntaxFault) in
                let register = try compiler.value(element)
                compiler.emit(.yieldValue, compiler.temporary(), register, 0, element.range)
            }
            let register = compiler.temporary()
            compiler.emit(.loadNone, register, 0, 0, range)
            compiler.emit(.returnValue, register, 0, 0, range)
        }
        let first = temporary()
        try iterable(clauses[0].iterable, to: first)
        emit(.getIterator, callee + 1, first, 0, clauses[0].iterable.range)
        emit(.call, callee, 1, target, range)
    }
}
