import BigInt

extension Compiler {
    /// Evaluates an expression; answers with the register that holds the value.
    func value(_ expression: Expression) throws(SyntaxFault) -> Int {
        if case .name(let name) = expression.kind, case .local(let register) = resolve(name) {
            if !assigned.contains(register), register < localNames.count {
                emit(.checkLocal, register, 0, 0, expression.range)
            }
            return register
        }
        if case .constant(let literal) = expression.kind, let register = preloaded(literal) { return register }
        let target = temporary()
        try value(expression, to: target)
        return target
    }

    /// Evaluates an operand that must not change while a later one is evaluated.
    private func operand(_ expression: Expression) throws(SyntaxFault) -> Int {
        if names.hasWalrus {
            let target = temporary()
            try value(expression, to: target)
            return target
        }
        return try value(expression)
    }

    /// Evaluates an expression into a register; temporaries above are free again afterwards.
    func value(_ expression: Expression, to target: Int) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = expression.range
        switch expression.kind {
        case .constant(let literal): try load(literal, to: target, range)
        case .name(let name): load(name, to: target, range)
        case .joined(let parts): try joined(parts, to: target, range)
        case .list(let parts): try sequence(parts, .buildList, to: target, range)
        case .tuple(let parts): try sequence(parts, .buildTuple, to: target, range)
        case .set(let parts): try sequence(parts, .buildSet, to: target, range)
        case .dict(let pairs): try dict(pairs, to: target, range)
        case .comprehension(let kind, let element, let value, let clauses):
            try comprehension(kind, element, value, clauses, to: target, range)
        case .unary(let op, let inner): emit(.unary, target, try value(inner), Int(op.rawValue), range)
        case .not(let inner): emit(.not, target, try value(inner), 0, range)
        case .binary(let op, let left, let right): try binary(op, left, right, to: target, range)
        case .and(let left, let right): try shortCircuit(.jumpIfFalse, left, right, to: target, range)
        case .or(let left, let right): try shortCircuit(.jumpIfTrue, left, right, to: target, range)
        case .compare(let first, let rest): try comparison(first, rest, to: target, range)
        case .conditional(let condition, let then, let otherwise):
            let no = Label(), end = Label()
            try jumpIfFalse(condition, to: no)
            let before = assigned
            try value(then, to: target)
            jump(.jump, 0, to: end, range)
            try place(no, range)
            assigned = before
            try value(otherwise, to: target)
            assigned = before
            try place(end, range)
        case .attribute(let object, let name):
            emit(.getAttribute, target, try value(object), attributeIndex(name), range)
            emit(.nothing, cache(), 0, 0, range)
        case .item(let container, let key):
            let c = try operand(container)
            emit(.getItem, target, c, try value(key), range)
        case .slice(let start, let stop, let step):
            let first = temporaries(3)
            for (i, part) in [start, stop, step].enumerated() {
                if let part { try value(part, to: first + i) } else { emit(.loadNone, first + i, 0, 0, range) }
            }
            emit(.buildSlice, target, first, 0, range)
        case .call(let callee, let arguments): try call(callee, arguments, to: target, range)
        case .lambda(let parameters, let body):
            try function(
                name: "<lambda>", parameters: parameters,
                names: Names(
                    parameters: parameters.all.map(\.name), expressions: [body], folds: names.folds),
                to: target, range
            ) { (inner) throws(SyntaxFault) in
                let register = try inner.value(body)
                inner.emit(.returnValue, register, 0, 0, body.range)
            }
        case .starred: throw SyntaxFault(message: "can't use starred expression here", range: range)
        case .walrus(let name, let inner):
            try value(inner, to: target)
            let copy = temporary()
            emit(.move, copy, target, 0, range)
            let hidden = overlays
            overlays = []
            store(name, copy, range)
            overlays = hidden
        case .yield(let inner):
            try checkYield(range)
            let register = temporary()
            if let inner { try value(inner, to: register) } else { emit(.loadNone, register, 0, 0, range) }
            emit(.yieldValue, target, register, 0, range)
        case .yieldFrom(let inner):
            try checkYield(range)
            let iterator = temporary(), one = temporary(), sent = temporary(), exception = temporary()
            emit(.getIterator, iterator, try value(inner), 1, range)
            emit(.loadNone, sent, 0, 0, range)
            let start = instructions.count
            let end = Label()
            emit(.delegate, one, iterator, sent, range)
            jump(.nothing, 0, to: end, range)
            let pause = instructions.count
            emit(.yieldValue, sent, one, 0, range)
            jump(.jumpBack, 0, to: start, range)
            handlers.append(
                Handler(
                    start: pause, end: pause + 1, target: instructions.count, register: exception,
                    handled: handledDepth))
            emit(.delegateThrow, one, iterator, exception, range)
            jump(.nothing, 0, to: end, range)
            jump(.jump, 0, to: pause, range)
            try place(end, range)
            emit(.generatorReturn, target, iterator, 0, range)
        }
    }

    private func checkYield(_ range: SourceRange) throws(SyntaxFault) {
        if kind != .function { throw SyntaxFault(message: "'yield' outside function", range: range) }
    }

    func load(_ literal: Expression.Literal, to target: Int, _ range: SourceRange) throws(SyntaxFault) {
        let value: Value
        switch literal {
        case .none:
            emit(.loadNone, target, 0, 0, range)
            return
        case .bool(let flag): value = .bool(flag)
        case .int(let number): value = .int(number)
        case .bigInt(let digits, let radix): value = Value(BigInt(digits, radix: radix) ?? 0)
        case .float(let number): value = .float(number)
        case .imaginary: throw SyntaxFault(message: "complex numbers are not supported", range: range)
        case .string(let text): value = Value(text)
        case .bytes(let bytes): value = .object(BytesObject(bytes))
        case .ellipsis: value = .object(interpreter.ellipsis)
        }
        emitWide(.loadConstant, target, constant(value), range)
    }

    private func load(_ name: String, to target: Int, _ range: SourceRange) {
        switch resolve(name) {
        case .local(let register):
            if !assigned.contains(register), register < localNames.count { emit(.checkLocal, register, 0, 0, range) }
            if register != target { emit(.move, target, register, 0, range) }
        case .cell(let cell): emit(.loadCell, target, cell, 0, range)
        case .free(let place): emit(.loadFree, target, place, 0, range)
        case .global(let place): emitWide(.loadGlobal, target, place, range)
        case .member: emit(.loadClassName, target, 0, attributeIndex(name), range)
        }
    }

    // MARK: Operators

    private static let short: [BinaryOperator: Operation] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide,
        .modulo: .modulo,
    ]

    private func binary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let a = try operand(left)
        // The sign of the number tells which of the two operators an error names.
        if op == .add || op == .subtract, case .constant(.int(let number)) = right.kind, number >= 0,
            number < 30_000
        {
            emit(.addNumber, target, a, op == .add ? number : -number, range)
            return
        }
        let b = try value(right)
        if let short = Compiler.short[op] {
            emit(short, target, a, b, range)
        } else {
            emit(.binary, target, a, b, range)
            emit(.nothing, Int(op.rawValue), 0, 0, range)
        }
    }

    private func shortCircuit(
        _ op: Operation, _ left: Expression, _ right: Expression, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let end = Label()
        // The target may be a variable that the right side reads: work in a register of its own.
        let register = temporary()
        try value(left, to: register)
        jump(op, register, to: end, range)
        let before = assigned
        try value(right, to: register)
        assigned = before
        try place(end, range)
        emit(.move, target, register, 0, range)
    }

    private func operation(_ sign: Expression.ComparisonSign) -> Operation {
        switch sign {
        case .order(.less): .less
        case .order(.lessEqual): .lessEqual
        case .order(.equal): .equal
        case .order(.notEqual): .notEqual
        case .order(.greater): .greater
        case .order(.greaterEqual): .greaterEqual
        case .isSame: .isSame
        case .isNotSame: .isNotSame
        case .isIn: .isIn
        case .isNotIn: .isNotIn
        }
    }

    private func comparison(
        _ first: Expression, _ rest: [(Expression.ComparisonSign, Expression)], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        if rest.count == 1 {
            let a = try operand(first)
            emit(operation(rest[0].0), target, a, try value(rest[0].1), range)
            return
        }
        let result = temporary(), end = Label()
        var left = try operand(first)
        for (i, part) in rest.enumerated() {
            let right = temporary()
            try value(part.1, to: right)
            emit(operation(part.0), result, left, right, range)
            if i + 1 < rest.count { jump(.jumpIfFalse, result, to: end, range) }
            left = right
        }
        try place(end, range)
        emit(.move, target, result, 0, range)
    }

    private static let near: [Comparison: Operation] = [
        .less: .jumpUnlessLess, .lessEqual: .jumpUnlessLessEqual, .equal: .jumpUnlessEqual,
        .notEqual: .jumpUnlessNotEqual,
        .greater: .jumpUnlessGreater, .greaterEqual: .jumpUnlessGreaterEqual,
    ]

    /// Jumps if an expression is false, goes on if it is true.
    func jumpIfFalse(_ condition: Expression, to label: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = condition.range
        switch condition.kind {
        case .and(let left, let right):
            try jumpIfFalse(left, to: label)
            try jumpIfFalse(right, to: label)
        case .or(let left, let right):
            let yes = Label()
            try jumpIfTrue(left, to: yes)
            try jumpIfFalse(right, to: label)
            try place(yes, range)
        case .not(let inner): try jumpIfTrue(inner, to: label)
        case .constant(.bool(true)): break
        case .compare(let first, let rest) where rest.count == 1:
            guard case .order(let order) = rest[0].0, let op = Compiler.near[order] else { fallthrough }
            let a = try operand(first)
            if case .constant(let literal) = rest[0].1.kind, case .int(let number) = literal,
                Int16(exactly: number) != nil, preloaded(literal) == nil, let short = Compiler.nearNumber[order]
            {
                return jumpNear(short, a, number, to: label, range)
            }
            jumpNear(op, a, try value(rest[0].1), to: label, range)
        default: jump(.jumpIfFalse, try value(condition), to: label, range)
        }
    }

    /// Jumps if an expression is true, goes on if it is false.
    func jumpIfTrue(_ condition: Expression, to label: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        switch condition.kind {
        case .or(let left, let right):
            try jumpIfTrue(left, to: label)
            try jumpIfTrue(right, to: label)
        case .and(let left, let right):
            let no = Label()
            try jumpIfFalse(left, to: no)
            try jumpIfTrue(right, to: label)
            try place(no, condition.range)
        case .not(let inner): try jumpIfFalse(inner, to: label)
        default: jump(.jumpIfTrue, try value(condition), to: label, condition.range)
        }
    }

    private static let nearNumber: [Comparison: Operation] = [
        .less: .jumpUnlessLessNumber, .lessEqual: .jumpUnlessLessEqualNumber, .equal: .jumpUnlessEqualNumber,
        .notEqual: .jumpUnlessNotEqualNumber, .greater: .jumpUnlessGreaterNumber,
        .greaterEqual: .jumpUnlessGreaterEqualNumber,
    ]

    private static let back: [Comparison: Operation] = [
        .less: .jumpIfLess, .lessEqual: .jumpIfLessEqual, .equal: .jumpIfEqual, .notEqual: .jumpIfNotEqual,
        .greater: .jumpIfGreater, .greaterEqual: .jumpIfGreaterEqual,
    ]

    /// Jumps back to a loop's beginning if the condition still holds.
    func jumpBackIfTrue(_ condition: Expression, to start: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = condition.range
        if case .constant(.bool(true)) = condition.kind {
            jump(.jumpBack, turnsToMachineCode, to: start.target ?? 0, range)
            return
        }
        if case .compare(let first, let rest) = condition.kind, rest.count == 1, case .order(let order) = rest[0].0,
            let op = Compiler.back[order], let target = start.target, instructions.count - target < 30_000
        {
            let a = try operand(first)
            let b = try value(rest[0].1)
            emit(op, a, b, target - instructions.count - 1, range)
            emit(.nothing, turnsToMachineCode, 0, 0, range)
            return
        }
        let done = Label()
        try jumpIfFalse(condition, to: done)
        jump(.jumpBack, turnsToMachineCode, to: start.target ?? 0, range)
        try place(done, range)
    }

    // MARK: Containers and text

    private func constantSet(_ parts: [Expression], to target: Int, _ range: SourceRange) throws(SyntaxFault) {
        let first = temporaries(parts.count)
        for (i, part) in parts.enumerated() { try value(part, to: first + i) }
        emit(.constantSet, target, first, parts.count, range)
    }

    /// What a loop walks over.
    func iterable(_ expression: Expression, to target: Int) throws(SyntaxFault) {
        if case .set(let parts) = expression.kind, parts.count < 1000, parts.allSatisfy(\.isConstant) {
            try constantSet(parts, to: target, expression.range)
        } else {
            try value(expression, to: target)
        }
    }

    private func sequence(_ parts: [Expression], _ op: Operation, to target: Int, _ range: SourceRange)
        throws(SyntaxFault)
    {
        if op == .buildSet, parts.count > 2, parts.allSatisfy(\.isConstant), parts.count < 1000 {
            // As CPython does, which adds a ready frozenset; the order of the elements tells.
            let constants = temporary(), container = temporary()
            try constantSet(parts, to: constants, range)
            emit(.buildSet, container, 0, 0, range)
            emit(.setUpdate, container, constants, 0, range)
            emit(.move, target, container, 0, range)
            return
        }
        let isSpread = parts.contains { if case .starred = $0.kind { true } else { false } }
        if !isSpread && parts.count < 1000 {
            let first = temporaries(parts.count)
            for (i, part) in parts.enumerated() { try value(part, to: first + i) }
            emit(op, target, first, parts.count, range)
            return
        }
        let container = temporary()
        emit(op == .buildSet ? .buildSet : .buildList, container, 0, 0, range)
        for part in parts {
            let mark = nextRegister
            if case .starred(let inner) = part.kind {
                emit(op == .buildSet ? .setUpdate : .listExtend, container, try value(inner), 0, part.range)
            } else {
                emit(op == .buildSet ? .setAdd : .listAppend, container, try value(part), 0, part.range)
            }
            nextRegister = mark
        }
        emit(op == .buildTuple ? .listToTuple : .move, target, container, 0, range)
    }

    private func dict(
        _ pairs: [(key: Expression?, value: Expression)], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let container = temporary()
        emit(.buildDict, container, 0, 0, range)
        for pair in pairs {
            let mark = nextRegister
            if let key = pair.key {
                let k = temporary()
                try value(key, to: k)
                emit(.dictSet, container, k, try value(pair.value), key.range)
            } else {
                emit(.dictUpdate, container, try value(pair.value), 0, pair.value.range)
            }
            nextRegister = mark
        }
        emit(.move, target, container, 0, range)
    }

    private func joined(_ parts: [Expression.Joined], to target: Int, _ range: SourceRange) throws(SyntaxFault) {
        let first = temporaries(parts.count)
        var pieces: [TextPiece] = []
        let last = parts.lastIndex { if case .value = $0 { true } else { false } }
        texts.append([])
        let place = texts.count - 1
        for (i, part) in parts.enumerated() {
            let register = first + i
            switch part {
            case .text(let text): pieces.append(TextPiece(text: text))
            case .value(let inner, let conversion, let spec):
                let code: UInt8 = conversion.map { $0 == "r" ? 1 : $0 == "s" ? 2 : 3 } ?? 0
                if let fixed = fixedSpec(spec) {
                    try value(inner, to: register)
                    pieces.append(TextPiece(conversion: code, spec: fixed))
                    if i != last { emit(.ready, register, place, i, inner.range) }
                    continue
                }
                let mark = nextRegister
                var from = try value(inner)
                if code != 0 {
                    emit(.convert, register, from, Int(code), inner.range)
                    from = register
                }
                let specRegister = temporary()
                try joined(spec ?? [], to: specRegister, range)
                emit(.format, register, from, specRegister, inner.range)
                nextRegister = mark
                pieces.append(TextPiece(conversion: 0, spec: ""))
            }
        }
        texts[place] = pieces
        emit(.joinPieces, target, first, place, range)
    }

    /// A spec without values of its own; `nil` where it has some.
    private func fixedSpec(_ spec: [Expression.Joined]?) -> String? {
        var text = ""
        for part in spec ?? [] {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }

    // MARK: Comprehensions

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
    func inPlace(
        _ clauses: [ComprehensionFor], _ expressions: [Expression], _ range: SourceRange, leave: Label,
        _ body: () throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let inner = Names(parameters: [], expressions: expressions, clauses: clauses, folds: names.folds)
        if inner.hasYield { throw SyntaxFault(message: "'yield' inside comprehension", range: range) }
        let walk = temporaries(3)
        // The first iterable belongs to what is around the comprehension.
        let own = comprehensions.popLast()
        try iterable(clauses[0].iterable, to: walk)
        if let own { comprehensions.append(own) }
        emit(.getWalk, walk, walk, 0, clauses[0].iterable.range)
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
    }

    /// One `for` of a comprehension with everything inside it.
    private func clause(
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
    private func generator(
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

    // MARK: Calls and functions

    private func call(_ callee: Expression, _ arguments: [Argument], to target: Int, _ range: SourceRange)
        throws(SyntaxFault)
    {
        if let fold = FoldedCall(callee, arguments, names.folds) { return try folded(fold, callee, to: target, range) }
        let spreads = arguments.contains {
            switch $0 {
            case .spread, .spreadNamed: true
            default: false
            }
        }
        if case .name("super") = callee.kind, arguments.isEmpty, let receiver = localNames.first, kind == .function {
            let first = temporaries(3)
            load("super", to: first, callee.range)
            load("__class__", to: first + 1, callee.range)
            load(receiver, to: first + 2, callee.range)
            emit(.call, first, 2, target, range)
            return
        }
        if spreads { return try callSpread(callee, arguments, to: target, range) }
        let named = arguments.compactMap { if case .named(let name, _) = $0 { name } else { nil } }
        // A result that goes into the last temporary register may come where the callee was.
        let first: Int
        if target == nextRegister - 1, isTemporary(target) {
            first = target
            _ = temporaries(arguments.count)
        } else {
            first = temporaries(1 + arguments.count)
        }
        var method: String?
        var receiver = 0
        var global: Int?
        if case .attribute(let object, let name) = callee.kind, named.isEmpty {
            method = name
            if case .name(let variable) = object.kind, case .local(let local) = resolve(variable),
                assigned.contains(local), !names.hasWalrus
            {
                receiver = local + 1
            } else {
                try value(object, to: first)
            }
        } else if case .name(let name) = callee.kind, named.isEmpty, case .global(let place) = resolve(name),
            arguments.allSatisfy({ if case .plain(let e) = $0 { isSimple(e) } else { false } })
        {
            // Looked up after the arguments, which cannot tell.
            global = place
        } else {
            try value(callee, to: first)
        }
        var site = 0
        if let method {
            site = cache()
            let isHarmless = arguments.allSatisfy { if case .plain(let e) = $0 { isSimple(e) } else { false } }
            if !isHarmless {
                emit(.checkMethod, receiver > 0 ? receiver - 1 : first, 0, 0, callee.range)
                emit(.nothing, site, attributeIndex(method), 0, callee.range)
            }
        }
        for (i, argument) in arguments.enumerated() {
            switch argument {
            case .plain(let e), .named(_, let e), .spread(let e), .spreadNamed(let e): try value(e, to: first + 1 + i)
            }
        }
        if let method {
            // The first word's place is the attribute's, the second one's the call's.
            emit(.callMethod, first, arguments.count, target, callee.range)
            emit(.nothing, site, attributeIndex(method), receiver, range)
        } else if let global {
            emit(.callGlobal, first, arguments.count, target, callee.range)
            emitWide(.nothing, 0, global, range)
        } else if named.isEmpty {
            emit(.call, first, arguments.count, target, range)
        } else {
            emit(.callNamed, first, arguments.count, constant(.tuple(Tuple(named.map { Value($0) }))), range)
            emit(.take, target, first, 0, range)
        }
    }

    /// True for expressions that run no code of the program: whether a name is defined then shows before or after.
    private func isSimple(_ e: Expression) -> Bool {
        switch e.kind {
        case .constant: true
        case .name(let name):
            if case .local(let register) = resolve(name) { assigned.contains(register) } else { false }
        case .binary(_, let a, let b): isSimple(a) && isSimple(b)
        case .unary(_, let a), .not(let a): isSimple(a)
        default: false
        }
    }

    private func callSpread(
        _ callee: Expression, _ arguments: [Argument], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let first = temporaries(3)
        try value(callee, to: first)
        try spread(arguments, list: first + 1, dict: first + 2, callee: true, range)
        emit(.callSpread, first, 0, 0, range)
        emit(.take, target, first, 0, range)
    }

    /// Collects arguments into a list and a dictionary.
    /// - Parameter callee: whether the register before the list's holds what is called, for messages.
    func spread(
        _ arguments: [Argument], list: Int, dict: Int, callee: Bool = false, _ range: SourceRange
    ) throws(SyntaxFault) {
        emit(.buildList, list, 0, 0, range)
        emit(.buildDict, dict, 0, 0, range)
        for argument in arguments {
            let mark = nextRegister
            switch argument {
            case .plain(let e): emit(.listAppend, list, try value(e), 0, e.range)
            case .spread(let e): emit(.listExtend, list, try value(e), callee ? 1 : 0, e.range)
            case .named(let name, let e):
                let key = temporary()
                emitWide(.loadConstant, key, constant(Value(name)), e.range)
                emit(.dictSet, dict, key, try value(e), e.range)
            case .spreadNamed(let e): emit(.dictMerge, dict, try value(e), callee ? 1 : 0, e.range)
            }
            nextRegister = mark
        }
    }

    /// Compiles a function and emits what makes it at run time.
    func function(
        name: String, parameters: Parameters, names: Names, doc: String? = nil, to target: Int, _ range: SourceRange,
        body: (Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let defaults = temporaries(2)
        emit(.loadNone, defaults, 0, 0, range)
        emit(.loadNone, defaults + 1, 0, 0, range)
        let positional = parameters.positional.compactMap(\.fallback)
        if !positional.isEmpty { try sequence(positional, .buildList, to: defaults, range) }
        if !parameters.keywordOnly.isEmpty {
            let first = temporaries(parameters.keywordOnly.count)
            for (i, one) in parameters.keywordOnly.enumerated() {
                if let fallback = one.fallback {
                    try value(fallback, to: first + i)
                } else {
                    emit(.deleteLocal, first + i, 0, 0, range)
                }
            }
            emit(.buildList, defaults + 1, first, parameters.keywordOnly.count, range)
        }
        let code = try self.code(name: name, parameters: parameters, names: names, doc: doc, body: body)
        codes.append(code)
        emit(.makeFunction, target, codes.count - 1, defaults, range)
    }

    private func code(
        name: String, parameters: Parameters, names: Names, doc: String?, body: (Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) -> Code {
        let inner = Compiler(.function, name: name, source: source, interpreter: interpreter, outer: self, names: names)
        var layout = ParameterLayout()
        layout.positional = parameters.positional.count
        layout.positionalOnly = parameters.positionalOnly
        layout.keywordOnly = parameters.keywordOnly.count
        layout.hasRest = parameters.rest != nil
        layout.hasKeywords = parameters.keywords != nil
        layout.names = parameters.all.map(\.name)
        for name in layout.names { inner.declare(name) }
        for name in names.bound
        where inner.locals[name] == nil && !names.globals.contains(name) && !names.nonlocals.contains(name) {
            inner.declare(name)
        }
        inner.assigned = []
        for register in layout.names.indices { inner.settle(register) }
        inner.cells = names.neededInside.intersection(inner.localNames)
        let first = SourceRange(line: 1, column: 1, endLine: 1, endColumn: 1)
        inner.keepConstants()
        for (register, name) in inner.localNames.enumerated()
        where register >= layout.count && inner.cells.contains(name) {
            inner.emit(.makeCell, register, 0, 0, first)
        }
        try body(inner)
        return try inner.finish(parameters: layout, doc: doc)
    }
}
