/// `match`: each case tests its pattern, keeping what it binds in registers, and stores names once all of it fits.
extension Compiler {
    /// Registers that hold what a pattern binds, by name.
    typealias Captures = [(name: String, register: Int)]

    func match(_ subject: Expression, _ cases: [MatchCase], _ range: SourceRange) throws(SyntaxFault) {
        let value = temporary(), end = Label()
        try self.value(subject, to: value)
        let before = assigned
        for one in cases {
            let mark = nextRegister
            let next = Label()
            var captures: Captures = []
            for name in Compiler.names(in: one.pattern) { captures.append((name, temporary())) }
            try test(one.pattern, value, captures, otherwise: next)
            for capture in captures { store(capture.name, capture.register, one.pattern.range) }
            if let condition = one.condition { try jumpIfFalse(condition, to: next) }
            try statements(one.body)
            jump(.jump, 0, to: end, range)
            try place(next, range)
            assigned = before
            nextRegister = mark
        }
        try place(end, range)
    }

    /// The names that a pattern binds, each once.
    static func names(in pattern: Pattern) -> [String] {
        var found: [String] = []
        func visit(_ pattern: Pattern) {
            switch pattern.kind {
            case .value: break
            case .capture(let name), .star(let name): if let name, !found.contains(name) { found.append(name) }
            case .sequence(let parts), .either(let parts): for part in parts { visit(part) }
            case .named(let inner, let name):
                visit(inner)
                if !found.contains(name) { found.append(name) }
            case .mapping(let pairs, let rest):
                for pair in pairs { visit(pair.value) }
                if let rest, !found.contains(rest) { found.append(rest) }
            case .object(_, let positional, let named):
                for part in positional { visit(part) }
                for part in named { visit(part.pattern) }
            }
        }
        visit(pattern)
        return found
    }

    private func capture(_ name: String?, _ register: Int, _ captures: Captures, _ range: SourceRange) {
        guard let target = captures.first(where: { $0.name == name }) else { return }
        emit(.move, target.register, register, 0, range)
    }

    /// Goes on if a value fits a pattern; else jumps.
    private func test(_ pattern: Pattern, _ register: Int, _ captures: Captures, otherwise: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = pattern.range
        switch pattern.kind {
        case .capture(let name): capture(name, register, captures, range)
        case .value(let e):
            let matched = temporary()
            let isConstant =
                switch e.kind {
                case .constant(.none), .constant(.bool): true
                default: false
                }
            emit(isConstant ? .isSame : .equal, matched, register, try value(e), range)
            jump(.jumpIfFalse, matched, to: otherwise, range)
        case .sequence(let parts): try sequence(parts, register, captures, otherwise, range)
        case .star: throw SyntaxFault(message: "a starred pattern stands in a sequence only", range: range)
        case .either(let parts):
            let yes = Label()
            for part in parts.dropLast() {
                let next = Label()
                try test(part, register, captures, otherwise: next)
                jump(.jump, 0, to: yes, range)
                try place(next, range)
            }
            if let last = parts.last { try test(last, register, captures, otherwise: otherwise) }
            try place(yes, range)
        case .named(let inner, let name):
            try test(inner, register, captures, otherwise: otherwise)
            capture(name, register, captures, range)
        case .mapping(let pairs, let rest): try mapping(pairs, rest, register, captures, otherwise, range)
        case .object(let callee, let positional, let named):
            let cls = temporary()
            try value(callee, to: cls)
            let matched = temporaries(1 + positional.count + named.count)
            emit(.matchClass, matched, register, cls, range)
            let names = constant(.tuple(Tuple(named.map { Value($0.name) })))
            emit(.nothing, positional.count, names, 0, range)
            jump(.jumpIfFalse, matched, to: otherwise, range)
            for (i, part) in (positional + named.map(\.pattern)).enumerated() {
                try test(part, matched + 1 + i, captures, otherwise: otherwise)
            }
        }
    }

    private func sequence(
        _ parts: [Pattern], _ register: Int, _ captures: Captures, _ otherwise: Label, _ range: SourceRange
    ) throws(SyntaxFault) {
        let star = parts.firstIndex { if case .star = $0.kind { true } else { false } }
        let matched = temporary()
        if parts.count > 1000 { throw SyntaxFault(message: "too many patterns in one sequence", range: range) }
        emit(.matchSequence, matched, register, star == nil ? parts.count : (parts.count - 1) | 0x8000, range)
        jump(.jumpIfFalse, matched, to: otherwise, range)
        if parts.isEmpty { return }
        let first = temporaries(parts.count)
        if let star {
            emit(.unpackRest, first, register, 0, range)
            emit(.nothing, star, parts.count - star - 1, 0, range)
        } else {
            emit(.unpack, first, register, parts.count, range)
        }
        for (i, part) in parts.enumerated() {
            if case .star(let name) = part.kind {
                capture(name, first + i, captures, range)
            } else {
                try test(part, first + i, captures, otherwise: otherwise)
            }
        }
    }

    private func mapping(
        _ pairs: [(key: Expression, value: Pattern)], _ rest: String?, _ register: Int, _ captures: Captures,
        _ otherwise: Label, _ range: SourceRange
    ) throws(SyntaxFault) {
        if pairs.count > 1000 { throw SyntaxFault(message: "too many patterns in one mapping", range: range) }
        let keys = temporary()
        let first = temporaries(pairs.count)
        for (i, pair) in pairs.enumerated() { try value(pair.key, to: first + i) }
        emit(.buildTuple, keys, first, pairs.count, range)
        let matched = temporaries(1 + pairs.count)
        emit(.matchMapping, matched, register, keys, range)
        jump(.jumpIfFalse, matched, to: otherwise, range)
        for (i, pair) in pairs.enumerated() { try test(pair.value, matched + 1 + i, captures, otherwise: otherwise) }
        if let rest {
            let remaining = temporary()
            emit(.matchRest, remaining, register, keys, range)
            capture(rest, remaining, captures, range)
        }
    }
}
