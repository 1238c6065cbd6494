/// What patterns of `match` must keep.
extension TreeCheck {
    /// - isLast: true where the pattern may fit everything: in the last case, or before a guard.
    mutating func visit(_ pattern: Pattern, isLast: Bool) {
        var names: [String] = []
        checkReach(pattern, mayFitAll: isLast)
        visit(pattern, names: &names)
        for name in names { scope.define(name, .local) }
    }

    /// Patterns behind one that always fits are never reached.
    private mutating func checkReach(_ pattern: Pattern, mayFitAll: Bool) {
        switch pattern.kind {
        case .capture(let name):
            if mayFitAll { return }
            placeFault(
                name.map { "name capture '\($0)' makes remaining patterns unreachable" }
                    ?? "wildcard makes remaining patterns unreachable", pattern.range)
        case .named(let inner, let name):
            if mayFitAll { return }
            // `x as y` fits everything too.
            if case .capture = inner.kind {
                placeFault("name capture '\(name)' makes remaining patterns unreachable", pattern.range)
            } else {
                checkReach(inner, mayFitAll: false)
            }
        case .either(let parts):
            for (i, part) in parts.enumerated() { checkReach(part, mayFitAll: mayFitAll && i + 1 == parts.count) }
        default: break
        }
    }

    private mutating func add(_ name: String?, _ range: SourceRange, _ names: inout [String]) {
        guard let name else { return }
        if names.contains(name) { placeFault("multiple assignments to name '\(name)' in pattern", range) }
        names.append(name)
    }

    private mutating func visit(_ pattern: Pattern, names: inout [String]) {
        switch pattern.kind {
        case .value(let e):
            if case .joined = e.kind {
                placeFault("patterns may only match literals and attribute lookups", pattern.range)
            }
            visit(e)
        case .capture(let name), .star(let name): add(name, pattern.range, &names)
        case .sequence(let parts):
            if parts.filter({ if case .star = $0.kind { true } else { false } }).count > 1 {
                placeFault("multiple starred names in sequence pattern", pattern.range)
            }
            for part in parts { visit(part, names: &names) }
        case .named(let inner, let name):
            visit(inner, names: &names)
            add(name, pattern.range, &names)
        case .either(let parts):
            let before = names
            var bound: [String]?
            for part in parts {
                var own = before
                visit(part, names: &own)
                checkInnerReach(part, isLast: part.range == parts.last?.range)
                let added = own.dropFirst(before.count).sorted()
                if let bound, bound != added { placeFault("alternative patterns bind different names", part.range) }
                bound = added
            }
            names += bound ?? []
        case .mapping(let pairs, let rest): mapping(pairs, rest, pattern.range, &names)
        case .object(let callee, let positional, let named):
            visit(callee)
            for part in positional { visit(part, names: &names) }
            var seen: Set<String> = []
            for part in named {
                if !seen.insert(part.name).inserted {
                    placeFault(
                        "attribute name repeated in class pattern: \(part.name)", part.pattern.range)
                }
                visit(part.pattern, names: &names)
            }
        }
    }

    /// Inside of brackets an alternative that always fits must be the last one as well.
    private mutating func checkInnerReach(_ part: Pattern, isLast: Bool) {
        if case .capture = part.kind { checkReach(part, mayFitAll: isLast) }
    }

    private mutating func mapping(
        _ pairs: [(key: Expression, value: Pattern)], _ rest: String?, _ range: SourceRange, _ names: inout [String]
    ) {
        var seen: Set<String> = []
        for pair in pairs {
            visit(pair.key)
            if let text = literalText(pair.key), !seen.insert(text).inserted {
                placeFault("mapping pattern checks duplicate key (\(text))", range)
            }
        }
        for pair in pairs { visit(pair.value, names: &names) }
        add(rest, range, &names)
    }

    private func literalText(_ key: Expression) -> String? {
        switch key.kind {
        case .constant(.int(let number)): String(number)
        case .constant(.string(let text)): Interpreter.quoted(text)
        case .constant(.bool(let flag)): flag ? "True" : "False"
        case .constant(.none): "None"
        default: nil
        }
    }
}
