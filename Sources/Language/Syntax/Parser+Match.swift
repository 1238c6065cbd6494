/// `match` and its patterns.
extension Parser {
    /// match = "match" subject ":" newline indent case+ dedent — `match` is a word only here
    mutating func matchStatement(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind? {
        let subject = try attempt { (parser) throws(SyntaxFault) -> Expression? in
            parser.advance()
            guard parser.startsExpression else { return nil }
            let subject = try parser.subject()
            guard parser.accept(":"), parser.acceptNewline(), parser.current.kind == .indent else { return nil }
            parser.advance()
            return parser.current.kind == .name("case") ? subject : nil
        }
        guard let subject else { return nil }
        return try deeper { (parser) throws(SyntaxFault) in
            var cases: [MatchCase] = []
            while parser.current.kind == .name("case") {
                parser.advance()
                let pattern = try parser.patterns()
                let condition = parser.accept(Keyword.if) ? try parser.namedExpression() : nil
                cases.append(MatchCase(pattern: pattern, condition: condition, body: try parser.block()))
            }
            guard parser.current.kind == .dedent || parser.current.kind == .end else { throw parser.fault() }
            if parser.current.kind == .dedent { parser.advance() }
            return .match(subject, cases)
        }
    }

    /// subject = element "," elements? | named
    private mutating func subject() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = try starNamedExpression()
        guard isSign(",") else {
            if case .starred = first.kind { throw fault() }
            return first
        }
        var parts = [first]
        while accept(",") {
            if !startsExpression { break }
            parts.append(try starNamedExpression())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }

    /// patterns = pattern | starred ("," starred)* ","? — a comma makes a sequence
    private mutating func patterns() throws(SyntaxFault) -> Pattern {
        let start = current.range
        let first = try starPattern()
        guard isSign(",") else {
            if case .star = first.kind { throw fault() }
            return first
        }
        var parts = [first]
        while accept(",") {
            if isSign(":") || isKeyword(.if) { break }
            parts.append(try starPattern())
        }
        return Pattern(kind: .sequence(parts), range: span(start))
    }

    private mutating func starPattern() throws(SyntaxFault) -> Pattern {
        let start = current.range
        guard accept("*") else { return try pattern() }
        let name = try captureName()
        return Pattern(kind: .star(name), range: span(start))
    }

    /// The name that a pattern binds; `nil` for `_`.
    private mutating func captureName() throws(SyntaxFault) -> String? {
        let name = try expectName()
        if isSign(".") || isSign("(") || isSign("=") { throw fault() }
        return name == "_" ? nil : name
    }

    /// pattern = closed ("|" closed)* ("as" name)?
    private mutating func pattern() throws(SyntaxFault) -> Pattern {
        try deeper { (parser) throws(SyntaxFault) in
            let start = parser.current.range
            var parts = [try parser.closedPattern()]
            while parser.accept("|") { parts.append(try parser.closedPattern()) }
            let pattern = parts.count == 1 ? parts[0] : Pattern(kind: .either(parts), range: parser.span(start))
            guard parser.accept(Keyword.as) else { return pattern }
            guard let name = try parser.captureName() else { throw parser.fault() }
            return Pattern(kind: .named(pattern, name), range: parser.span(start))
        }
    }

    /// closed = literal | name | dotted name | class | "(" patterns ")" | "[" patterns "]" | mapping
    private mutating func closedPattern() throws(SyntaxFault) -> Pattern {
        let start = current.range
        switch current.kind {
        case .sign("("), .sign("["): return try bracketPattern(start)
        case .sign("{"): return try mappingPattern(start)
        case .name:
            let value = try dottedValue()
            if isSign("(") { return try classPattern(value, start) }
            if isSign("=") { throw fault() }
            if case .name(let name) = value.kind {
                return Pattern(kind: .capture(name == "_" ? nil : name), range: value.range)
            }
            return Pattern(kind: .value(value), range: value.range)
        default: return Pattern(kind: .value(try literalPattern()), range: span(start))
        }
    }

    /// name ("." name)*
    private mutating func dottedValue() throws(SyntaxFault) -> Expression {
        let start = current.range
        var value = Expression(kind: .name(try expectName()), range: start)
        while accept(".") { value = Expression(kind: .attribute(value, try expectName()), range: span(start)) }
        return value
    }

    /// literal = "-"? number (("+" | "-") imaginary)? | string+ | None | True | False
    private mutating func literalPattern() throws(SyntaxFault) -> Expression {
        switch current.kind {
        case .string, .keyword(.None), .keyword(.True), .keyword(.False): return try atom()
        case .int, .bigInt, .float, .imaginary, .sign("-"): break
        default: throw fault()
        }
        let start = current.range
        let isNegative = isSign("-")
        if isNegative {
            switch next.kind {
            case .int, .bigInt, .float, .imaginary: break
            default: throw fault()
            }
        }
        let real = try unary()
        guard isSign("+") || isSign("-") else { return real }
        let op: BinaryOperator = isSign("+") ? .add : .subtract
        advance()
        guard case .imaginary = current.kind else { throw fault() }
        return Expression(kind: .binary(op, real, try atom()), range: span(start))
    }

    private mutating func bracketPattern(_ start: SourceRange) throws(SyntaxFault) -> Pattern {
        let isList = isSign("[")
        let close: Sign = isList ? "]" : ")"
        advance()
        var parts: [Pattern] = []
        var isSequence = isList
        while !isSign(close) {
            parts.append(try starPattern())
            if !accept(",") { break }
            isSequence = true
        }
        try expect(close)
        if !isSequence, parts.count == 1 {
            if case .star = parts[0].kind { throw fault() }
            return parts[0]
        }
        return Pattern(kind: .sequence(parts), range: span(start))
    }

    /// mapping = "{" ((literal | dotted name) ":" pattern) ("," …)* ("," "**" name)? ","? "}"
    private mutating func mappingPattern(_ start: SourceRange) throws(SyntaxFault) -> Pattern {
        advance()
        var pairs: [(key: Expression, value: Pattern)] = []
        var rest: String?
        while !isSign("}") {
            if accept("**") {
                guard let name = try captureName() else { throw fault() }
                rest = name
                _ = accept(",")
                break
            }
            var key: Expression
            if case .name = current.kind {
                key = try dottedValue()
                if case .name = key.kind { throw fault() }
            } else {
                key = try literalPattern()
            }
            try expect(":")
            pairs.append((key, try pattern()))
            if !accept(",") { break }
        }
        try expect("}")
        return Pattern(kind: .mapping(pairs, rest: rest), range: span(start))
    }

    /// class = dotted name "(" (pattern | name "=" pattern) ("," …)* ","? ")"
    private mutating func classPattern(_ callee: Expression, _ start: SourceRange) throws(SyntaxFault) -> Pattern {
        advance()
        var positional: [Pattern] = []
        var named: [(name: String, pattern: Pattern)] = []
        while !isSign(")") {
            if case .name(let name) = current.kind, next.kind == .sign("=") {
                advance()
                advance()
                named.append((name, try pattern()))
            } else {
                if !named.isEmpty { throw fault() }
                positional.append(try pattern())
            }
            if !accept(",") { break }
        }
        try expect(")")
        return Pattern(kind: .object(callee, positional: positional, named: named), range: span(start))
    }
}
