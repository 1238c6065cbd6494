internal import BigInt

extension Compiler {
    /// Evaluates an expression; answers with the register that holds the value.
    func value(_ expression: Expression) throws(SyntaxFault) -> Int {
        if case .name(let name) = expression.kind, case .local(let register) = resolve(name) {
            if !assigned.contains(register), register < localNames.count {
                emit(.checkLocal, register, isFree, 0, expression.range)
            }
            return register
        }
        if case .constant(let literal) = expression.kind, let register = preloaded(literal) { return register }
        let target = temporary()
        try value(expression, to: target)
        return target
    }

    /// Evaluates an operand that must not change while a later one is evaluated.
    func operand(_ expression: Expression) throws(SyntaxFault) -> Int {
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
        case .constant(let literal): load(literal, to: target, range)
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

    func load(_ literal: Expression.Literal, to target: Int, _ range: SourceRange) {
        let value: Value
        switch literal {
        case .none:
            emit(.loadNone, target, 0, 0, range)
            return
        case .bool(let flag): value = .bool(flag)
        case .int(let number): value = .int(number)
        case .bigInt(let digits, let radix): value = Value(BigInt(digits, radix: radix) ?? 0)
        case .float(let number): value = .float(number)
        case .imaginary(let number): value = .object(ImaginaryObject(number))
        case .string(let text): value = Value(text)
        case .bytes(let bytes): value = .object(BytesObject(bytes))
        case .ellipsis: value = .object(interpreter.ellipsis)
        }
        emitWide(.loadConstant, target, constant(value), range)
    }

    func load(_ name: String, to target: Int, _ range: SourceRange) {
        switch resolve(name) {
        case .local(let register):
            if !assigned.contains(register), register < localNames.count {
                emit(.checkLocal, register, isFree, 0, range)
            }
            if register != target { emit(.move, target, register, 0, range) }
        case .cell(let cell): emit(.loadCell, target, cell, isFree, range)
        case .free(let place): emit(.loadFree, target, place, 0, range)
        case .global(let place): emitWide(.loadGlobal, target, place, range)
        case .member: emit(.loadClassName, target, 0, attributeIndex(name), range)
        }
    }
}
