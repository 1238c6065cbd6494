extension Parser {
    /// match = "match" subject ":" newline indent case+ dedent — `match` is a word only here
    mutating func matchStatement(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind? {
        let back = at
        advance()
        guard startsExpression, !isSign("*"), let subject = try? expressionList(), accept(":"), current.kind == .newline
        else {
            at = back
            return nil
        }
        advance()
        guard current.kind == .indent else {
            throw SyntaxFault(
                kind: .indentationError,
                message: "expected an indented block after 'match' statement on line \(start.line)",
                range: current.range)
        }
        advance()
        var cases: [MatchCase] = []
        while current.kind == .name("case") {
            let place = current.range
            advance()
            let pattern = try patternList()
            let condition = accept(Keyword.if) ? try namedExpression() : nil
            let body = try caseBlock(place)
            cases.append(MatchCase(pattern: pattern, condition: condition, body: body))
        }
        guard current.kind == .dedent, !cases.isEmpty else { throw fault("invalid syntax") }
        advance()
        return .match(subject, cases)
    }

    private mutating func caseBlock(_ place: SourceRange) throws(SyntaxFault) -> [Statement] {
        try blockAfter("'case' statement", place)
    }

    /// patterns = pattern ("," pattern)* — several make a sequence
    private mutating func patternList() throws(SyntaxFault) -> Pattern {
        let first = try starPattern()
        guard isSign(",") else { return first }
        var parts = [first]
        while accept(",") {
            if isSign(":") || isKeyword(.if) { break }
            parts.append(try starPattern())
        }
        return .sequence(parts)
    }

    private mutating func starPattern() throws(SyntaxFault) -> Pattern {
        guard accept("*") else { return try asPattern() }
        let name = try expectName()
        return .star(name == "_" ? nil : name)
    }

    /// pattern = closed ("|" closed)* ("as" name)?
    private mutating func asPattern() throws(SyntaxFault) -> Pattern {
        try deeper { (parser) throws(SyntaxFault) in
            var parts = [try parser.closedPattern()]
            while parser.accept("|") { parts.append(try parser.closedPattern()) }
            let pattern = parts.count == 1 ? parts[0] : .either(parts)
            return parser.accept(Keyword.as) ? .named(pattern, try parser.expectName()) : pattern
        }
    }

    /// closed = literal | name | dotted name | "(" patterns ")" | "[" patterns "]"
    private mutating func closedPattern() throws(SyntaxFault) -> Pattern {
        if isSign("(") || isSign("[") {
            let close = isSign("(") ? ")" : "]"
            advance()
            var parts: [Pattern] = []
            var isSequence = close == "]"
            while !isSign(close) {
                parts.append(try starPattern())
                if !accept(",") { break }
                isSequence = true
            }
            try expect(close)
            return !isSequence && parts.count == 1 ? parts[0] : .sequence(parts)
        }
        if case .name(let name) = current.kind {
            let next = tokens[min(at + 1, tokens.count - 1)].kind
            if next == .sign("(") {
                throw fault("class patterns are not supported: compare with isinstance in an `if`")
            }
            if next != .sign(".") {
                advance()
                return .capture(name == "_" ? nil : name)
            }
            return .value(try postfix())
        }
        if isSign("{") { throw fault("mapping patterns are not supported: look keys up in an `if`") }
        // Above `|`, which stands between alternatives here.
        return .value(try binary(1))
    }
}
