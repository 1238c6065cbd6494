/// Displays of containers, and f-strings.
extension Compiler {
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

    func sequence(_ parts: [Expression], _ op: Operation, to target: Int, _ range: SourceRange)
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

    func dict(
        _ pairs: [(key: Expression?, value: Expression)], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let container = temporary()
        // As in CPython, up to 15 pairs are evaluated before the first is put in.
        if pairs.count <= 15, pairs.allSatisfy({ $0.key != nil }) {
            let first = temporaries(2 * pairs.count)
            for (place, pair) in pairs.enumerated() {
                if let key = pair.key { try value(key, to: first + 2 * place) }
                try value(pair.value, to: first + 2 * place + 1)
            }
            emit(.buildDict, container, first, pairs.count, range)
            emit(.take, target, container, 0, range)
            return
        }
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

    /// True for parts of an f-string that run no code of the program.
    private func isQuiet(_ part: Expression.Joined) -> Bool {
        guard case .value(let inner, _, let spec) = part else { return true }
        return fixedSpec(spec) != nil && isSimple(inner)
    }

    func joined(_ parts: [Expression.Joined], to target: Int, _ range: SourceRange) throws(SyntaxFault) {
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
                    // A spec may not fit the value, which must show before what comes next is computed.
                    let isSafe = fixed.isEmpty || parts[(i + 1)...].allSatisfy(isQuiet)
                    if i != last { emit(isSafe ? .ready : .readyToFit, register, place, i, inner.range) }
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
}
