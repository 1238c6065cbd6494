/// Statements of one line.
extension Parser {
    /// simple = pass | break | continue | return | del | global | nonlocal | import | assert | raise | assignment
    mutating func simple(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        guard case .keyword(let keyword) = current.kind else { return try assignment(start) }
        switch keyword {
        case .pass:
            advance()
            return .pass
        case .break:
            advance()
            return .break
        case .continue:
            advance()
            return .continue
        case .return:
            advance()
            return .return(endsStatement ? nil : try expressionList())
        case .del:
            advance()
            return .delete(try deleteTargets())
        case .global, .nonlocal:
            advance()
            var names = [try expectName()]
            while accept(",") { names.append(try expectName()) }
            return keyword == .global ? .global(names) : .nonlocal(names)
        case .import:
            advance()
            var modules: [(name: String, alias: String?)] = []
            repeat {
                let name = try dottedName()
                modules.append((name, accept(Keyword.as) ? try expectName() : nil))
            } while accept(",")
            return .import(modules)
        case .from: return try importFrom()
        case .assert:
            advance()
            let condition = try expression()
            return .assert(condition, message: accept(",") ? try expression() : nil)
        case .raise:
            advance()
            if endsStatement { return .raise(nil, cause: nil) }
            let value = try expression()
            return .raise(value, cause: accept(Keyword.from) ? try expression() : nil)
        default: return try assignment(start)
        }
    }

    private var endsStatement: Bool {
        switch current.kind {
        case .newline, .end, .dedent, .sign(";"): true
        default: false
        }
    }

    private mutating func deleteTargets() throws(SyntaxFault) -> [Expression] {
        var targets: [Expression] = []
        repeat {
            if endsStatement && !targets.isEmpty { break }
            let target = try postfix()
            guard isDeletable(target) else { throw fault() }
            targets.append(target)
        } while accept(",")
        guard endsStatement else { throw fault() }
        return targets
    }

    private mutating func dottedName() throws(SyntaxFault) -> String {
        var name = try expectName()
        while accept(".") { name += "." + (try expectName()) }
        return name
    }

    /// from = "from" module "import" ("*" | name ("as" name)? ("," …)* | "(" … ")")
    private mutating func importFrom() throws(SyntaxFault) -> Statement.Kind {
        advance()
        var dots = 0
        while isSign(".") || isSign("...") {
            dots += isSign(".") ? 1 : 3
            advance()
        }
        let module = dots > 0 && isKeyword(.import) ? "" : try dottedName()
        guard accept(Keyword.import) else { throw fault() }
        if accept("*") { return .importFrom(module: String(repeating: ".", count: dots) + module, nil) }
        let isParenthesized = accept("(")
        var names: [(name: String, alias: String?)] = []
        repeat {
            if isParenthesized && isSign(")") && !names.isEmpty { break }
            let name = try expectName()
            names.append((name, accept(Keyword.as) ? try expectName() : nil))
        } while accept(",")
        if isParenthesized { try expect(")") }
        return .importFrom(module: String(repeating: ".", count: dots) + module, names)
    }

    private static let augmented: [Sign: BinaryOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "//=": .floorDivide, "%=": .modulo, "**=": .power,
        "@=": .matrixMultiply, "&=": .and, "|=": .or, "^=": .xor, "<<=": .shiftLeft, ">>=": .shiftRight,
    ]

    /// assignment = (targets "=")+ value | target op= value | target ":" annotation ("=" value)? | expressions | yield
    private mutating func assignment(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        let isParenthesized = isSign("(")
        var first = try yieldOrExpressions()
        guard case .sign(let sign) = current.kind else { return .expression(first) }
        if sign == "=" {
            var parts: [Expression] = []
            while accept("=") {
                guard isTarget(first, isNested: false) else { throw fault() }
                parts.append(first)
                first = try yieldOrExpressions()
            }
            return .assign(parts, first)
        }
        if sign == ":" {
            var isName = false
            switch first.kind {
            case .name: isName = true
            case .attribute, .item: break
            default: throw fault()
            }
            advance()
            let annotation = try expression()
            let value = accept("=") ? try yieldOrExpressions() : nil
            return .annotated(first, annotation, value, isSimple: isName && !isParenthesized)
        }
        if let op = Parser.augmented[sign] {
            switch first.kind {
            case .name, .attribute, .item: break
            default: throw fault()
            }
            advance()
            return .augmented(first, op, try yieldOrExpressions())
        }
        return .expression(first)
    }

    // MARK: Targets

    /// True for what may stand left of `=`.
    func isTarget(_ target: Expression, isNested: Bool) -> Bool {
        switch target.kind {
        case .name, .attribute, .item: true
        case .starred(let inner):
            if case .starred = inner.kind { false } else { isTarget(inner, isNested: true) }
        case .tuple(let parts), .list(let parts): parts.allSatisfy { isTarget($0, isNested: true) }
        default: false
        }
    }

    func isDeletable(_ target: Expression) -> Bool {
        switch target.kind {
        case .name, .attribute, .item: true
        case .tuple(let parts), .list(let parts): parts.allSatisfy { isDeletable($0) }
        default: false
        }
    }

    /// target = "*"? postfix
    mutating func starTarget() throws(SyntaxFault) -> Expression {
        let start = current.range
        let isStarred = accept("*")
        let inner = try postfix()
        let target = isStarred ? Expression(kind: .starred(inner), range: span(start)) : inner
        guard isTarget(target, isNested: true) else { throw fault() }
        return target
    }

    /// targets = target ("," target)* ","? — of a `for`, which ends at `in`
    mutating func targetList() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = try starTarget()
        guard isSign(",") else { return first }
        var parts = [first]
        while accept(",") {
            if isKeyword(.in) { break }
            parts.append(try starTarget())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }
}
