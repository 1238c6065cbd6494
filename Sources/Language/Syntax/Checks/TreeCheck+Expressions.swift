extension TreeCheck {
    mutating func visit(_ expression: Expression) {
        // Rows of operators, calls and attributes lean to the left, as deep as they are long: no recursion along them.
        var spine = [expression]
        while let last = spine.last, let left = TreeCheck.left(of: last) { spine.append(left) }
        while let one = spine.popLast() { node(one) }
    }

    private static func left(of expression: Expression) -> Expression? {
        switch expression.kind {
        case .binary(_, let left, _), .and(let left, _), .or(let left, _), .attribute(let left, _), .item(let left, _),
            .call(let left, _), .unary(_, let left), .not(let left):
            left
        default: nil
        }
    }

    /// Everything of an expression but its left part.
    private mutating func node(_ expression: Expression) {
        let range = expression.range
        switch expression.kind {
        case .constant, .attribute, .unary, .not: break
        case .name(let name): scope.define(name, .used)
        case .joined(let parts): visit(parts)
        case .list(let parts), .tuple(let parts), .set(let parts):
            for part in parts { if case .starred(let inner) = part.kind { visit(inner) } else { visit(part) } }
        case .dict(let pairs):
            for pair in pairs {
                if let key = pair.key { visit(key) }
                visit(pair.value)
            }
        case .comprehension(let kind, let element, let value, let clauses):
            comprehension(kind, [element] + (value.map { [$0] } ?? []), clauses)
        case .binary(_, _, let right), .and(_, let right), .or(_, let right): visit(right)
        case .item(let container, let index):
            checkSubscript(container, index, range)
            visit(index)
        case .compare(let first, let rest):
            checkIdentity(first, rest, range)
            visit(first)
            for part in rest { visit(part.1) }
        case .conditional(let condition, let then, let otherwise):
            visit(condition)
            visit(then)
            visit(otherwise)
        case .slice(let start, let stop, let step): for part in [start, stop, step] { if let part { visit(part) } }
        case .call(let callee, let arguments):
            checkCallee(callee, range)
            for case .named("__debug__", _) in arguments { placeFault("cannot assign to __debug__", range) }
            visit(arguments)
        case .lambda(let parameters, let body):
            defaults(of: parameters)
            enter(.function) { inner in
                inner.parameters(parameters)
                inner.visit(body)
            }
        case .starred(let inner):
            placeFault("can't use starred expression here", range)
            visit(inner)
        case .walrus(let name, let value): walrus(name, value, range)
        case .yield(let value):
            checkYield(range)
            if let value { visit(value) }
        case .yieldFrom(let value):
            checkYield(range)
            visit(value)
        }
    }

    mutating func visit(_ arguments: [Argument]) {
        for argument in arguments {
            switch argument {
            case .plain(let e), .named(_, let e), .spread(let e), .spreadNamed(let e): visit(e)
            }
        }
    }

    private mutating func visit(_ parts: [Expression.Joined]) {
        for part in parts {
            guard case .value(let e, _, let spec) = part else { continue }
            visit(e)
            if let spec { visit(spec) }
        }
    }

    private mutating func checkYield(_ range: SourceRange) {
        if scope.kind == .comprehension {
            scopeFault("'yield' inside \(scope.comprehensionName)", range)
        } else if scope.kind != .function {
            placeFault("'yield' outside function", range)
        }
    }

    // MARK: Comprehensions

    private mutating func comprehension(
        _ kind: Expression.ComprehensionKind, _ elements: [Expression], _ clauses: [ComprehensionFor]
    ) {
        iterable(clauses[0].iterable)
        enter(.comprehension) { inner in
            inner.scope.comprehensionName =
                switch kind {
                case .list: "list comprehension"
                case .set: "set comprehension"
                case .dict: "dict comprehension"
                case .generator: "generator expression"
                }
            for (i, clause) in clauses.enumerated() {
                inner.bind(clause.target, flag: [.local, .loop])
                if i > 0 { inner.iterable(clause.iterable) }
                for condition in clause.conditions { inner.visit(condition) }
            }
            for element in elements { inner.visit(element) }
        }
    }

    private mutating func iterable(_ expression: Expression) {
        iterables += 1
        visit(expression)
        iterables -= 1
    }

    /// `name := value` binds in the function around a comprehension.
    private mutating func walrus(_ name: String, _ value: Expression, _ range: SourceRange) {
        var place = range
        place.endLine = range.line
        place.endColumn = range.column + name.unicodeScalars.count
        if iterables > 0 {
            scopeFault("assignment expression cannot be used in a comprehension iterable expression", range)
        }
        var outer: Scope? = scope
        if scope.kind == .comprehension {
            while let one = outer, one.kind == .comprehension {
                if one.flags(name).contains(.loop) {
                    scopeFault(
                        "assignment expression cannot rebind comprehension iteration variable '\(name)'", place)
                }
                outer = one.outer
            }
            if outer?.kind == .classBody {
                scopeFault(
                    "assignment expression within a comprehension cannot be used in a class body", place)
            }
        }
        outer?.define(name, .local)
        visit(value)
    }

    // MARK: Warnings

    /// What CPython calls the type of a literal that can't be called.
    private func typeName(_ expression: Expression) -> String? {
        switch expression.kind {
        case .constant(.int), .constant(.bigInt): "int"
        case .constant(.float): "float"
        case .constant(.string), .joined: "str"
        case .constant(.bytes): "bytes"
        case .constant(.none): "NoneType"
        case .constant(.bool): "bool"
        case .constant(.ellipsis): "ellipsis"
        case .constant(.imaginary): "complex"
        case .tuple: "tuple"
        case .list, .comprehension(.list, _, _, _): "list"
        case .dict, .comprehension(.dict, _, _, _): "dict"
        case .set, .comprehension(.set, _, _, _): "set"
        case .comprehension: "generator"
        default: nil
        }
    }

    private mutating func checkCallee(_ callee: Expression, _ range: SourceRange) {
        guard let type = typeName(callee) else { return }
        warn("'\(type)' object is not callable; perhaps you missed a comma?", range)
    }

    private mutating func checkSubscript(_ container: Expression, _ index: Expression, _ range: SourceRange) {
        guard let type = typeName(container) else { return }
        if ["int", "float", "complex", "NoneType", "bool", "ellipsis", "set", "generator"].contains(type) {
            warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", range)
        } else if ["str", "bytes", "tuple", "list"].contains(type), let other = typeName(index), other != "int",
            other != "bool"
        {
            warn("\(type) indices must be integers or slices, not \(other); perhaps you missed a comma?", range)
        }
    }

    /// `x is 'text'` compares by identity, which is hardly ever meant.
    private mutating func checkIdentity(
        _ first: Expression, _ rest: [(Expression.ComparisonSign, Expression)], _ range: SourceRange
    ) {
        var left = first
        for (sign, right) in rest {
            let isLiteral = TreeCheck.isLiteral(left) || TreeCheck.isLiteral(right)
            if case .isSame = sign, isLiteral { warn("\"is\" with a literal. Did you mean \"==\"?", range) }
            if case .isNotSame = sign, isLiteral { warn("\"is not\" with a literal. Did you mean \"!=\"?", range) }
            left = right
        }
    }

    private static func isLiteral(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .constant(.none), .constant(.bool), .constant(.ellipsis): false
        case .constant: true
        case .tuple(let parts): parts.allSatisfy { isLiteral($0) }
        default: false
        }
    }
}
