extension Compiler {
    func statements(_ statements: [Statement]) throws(SyntaxFault) { for one in statements { try statement(one) } }

    /// Emits one statement; temporaries are free again afterwards.
    func statement(_ statement: Statement) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = statement.range
        self.mark(range)
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
            if case .local(let register) = resolve(name), register < localNames.count, !names.hasWalrus {
                if !assigned.contains(register) { emit(.checkLocal, register, isFree, 0, target.range) }
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
            case .cell(let register):
                let there = temporary()
                emit(.loadCell, there, register, 0, target.range)
                emit(.deleteLocal, there, 0, 0, target.range)
                emit(.deleteCell, 0, register, 0, target.range)
            case .free(let place):
                let there = temporary()
                emit(.loadFree, there, place, 0, target.range)
                emit(.deleteLocal, there, 0, 0, target.range)
                emit(.deleteFree, 0, place, 0, target.range)
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

    func importFrom(
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
}
