/// Atoms, displays, comprehensions.
extension Parser {
    /// atom = name | number | string+ | "(" … ")" | "[" … "]" | "{" … "}" | "None" | "True" | "False" | "..."
    mutating func atom() throws(SyntaxFault) -> Expression {
        let token = current
        let literal: Expression.Literal
        switch token.kind {
        case .name(let name):
            advance()
            return Expression(kind: .name(name), range: token.range)
        case .int(let number): literal = .int(number)
        case .bigInt(let digits, let radix): literal = .bigInt(digits, radix: radix)
        case .float(let number): literal = .float(number)
        case .imaginary(let number): literal = .imaginary(number)
        case .string: return try strings()
        case .keyword(.None): literal = .none
        case .keyword(.True): literal = .bool(true)
        case .keyword(.False): literal = .bool(false)
        case .keyword(.await) where awaitsSomething: throw noAsync()
        case .sign("..."): literal = .ellipsis
        case .sign("("): return try deeper { (parser) throws(SyntaxFault) in try parser.parentheses() }
        case .sign("["): return try deeper { (parser) throws(SyntaxFault) in try parser.listDisplay() }
        case .sign("{"): return try deeper { (parser) throws(SyntaxFault) in try parser.braces() }
        default: throw fault()
        }
        advance()
        return Expression(kind: .constant(literal), range: token.range)
    }

    /// True for `await x`; a lone `await` is no expression in Python either.
    private var awaitsSomething: Bool {
        switch next.kind {
        case .name, .int, .string, .sign("("), .sign("["), .sign("{"): true
        default: false
        }
    }

    /// parentheses = "(" (yield | elements? | named comprehension) ")"
    private mutating func parentheses() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept(")") { return Expression(kind: .tuple([]), range: span(start)) }
        if isKeyword(.yield) {
            let value = try yieldExpression()
            try expect(")")
            return value
        }
        let first = try starNamedExpression()
        if isKeyword(.for) || isKeyword(.async) {
            let clauses = try clauses(of: first)
            try expect(")")
            return Expression(kind: .comprehension(.generator, element: first, value: nil, clauses), range: span(start))
        }
        if isSign(",") {
            let parts = try elements(after: first, until: ")")
            try expect(")")
            return Expression(kind: .tuple(parts), range: span(start))
        }
        if case .starred = first.kind { throw fault() }
        try expect(")")
        return first
    }

    private mutating func elements(after first: Expression, until end: Sign) throws(SyntaxFault) -> [Expression] {
        var parts = [first]
        while accept(",") {
            if isSign(end) { break }
            parts.append(try starNamedExpression())
        }
        return parts
    }

    /// list = "[" (elements | named comprehension)? "]"
    private mutating func listDisplay() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept("]") { return Expression(kind: .list([]), range: span(start)) }
        let first = try starNamedExpression()
        if isKeyword(.for) || isKeyword(.async) {
            let clauses = try clauses(of: first)
            try expect("]")
            return Expression(kind: .comprehension(.list, element: first, value: nil, clauses), range: span(start))
        }
        let parts = try elements(after: first, until: "]")
        try expect("]")
        return Expression(kind: .list(parts), range: span(start))
    }

    /// braces = "{" (key ":" value | "**" dict) ("," …)* "}" | "{" elements "}" | comprehensions of both
    private mutating func braces() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept("}") { return Expression(kind: .dict([]), range: span(start)) }
        if isSign("**") { return try dictDisplay(start) }
        let place = at
        let first = try starNamedExpression()
        if isSign(":") {
            if case .starred = first.kind { throw fault() }
            if tokens[place + 1].kind == .sign(":=") { throw fault() }
            advance()
            let value = try expression()
            if isKeyword(.for) || isKeyword(.async) {
                let clauses = try comprehensionClauses()
                try expect("}")
                return Expression(
                    kind: .comprehension(.dict, element: first, value: value, clauses), range: span(start))
            }
            return try dictDisplay(start, first: (first, value))
        }
        if isKeyword(.for) || isKeyword(.async) {
            let clauses = try clauses(of: first)
            try expect("}")
            return Expression(kind: .comprehension(.set, element: first, value: nil, clauses), range: span(start))
        }
        let parts = try elements(after: first, until: "}")
        try expect("}")
        return Expression(kind: .set(parts), range: span(start))
    }

    private mutating func dictDisplay(_ start: SourceRange, first: (Expression, Expression)? = nil)
        throws(SyntaxFault) -> Expression
    {
        var pairs: [(key: Expression?, value: Expression)] = []
        if let first { pairs.append((first.0, first.1)) }
        var goesOn = first == nil || accept(",")
        while goesOn, !isSign("}") {
            if accept("**") {
                pairs.append((nil, try binary(0)))
            } else {
                let key = try expression()
                try expect(":")
                pairs.append((key, try expression()))
            }
            goesOn = accept(",")
        }
        try expect("}")
        return Expression(kind: .dict(pairs), range: span(start))
    }

    private mutating func clauses(of element: Expression) throws(SyntaxFault) -> [ComprehensionFor] {
        if case .starred = element.kind { throw fault() }
        return try comprehensionClauses()
    }

    /// comprehension = ("for" targets "in" or ("if" or)*)+
    mutating func comprehensionClauses() throws(SyntaxFault) -> [ComprehensionFor] {
        var clauses: [ComprehensionFor] = []
        if isKeyword(.async) { throw noAsync() }
        while accept(Keyword.for) {
            let target = try targetList()
            guard accept(Keyword.in) else { throw fault() }
            let iterable = try or()
            var conditions: [Expression] = []
            while accept(Keyword.if) { conditions.append(try or()) }
            clauses.append(ComprehensionFor(target: target, iterable: iterable, conditions: conditions))
            if isKeyword(.async) { throw noAsync() }
        }
        return clauses
    }
}
