/// Calls, attributes, subscripts.
extension Parser {
    /// postfix = atom ("." name | "(" arguments ")" | "[" index "]")*
    mutating func postfix() throws(SyntaxFault) -> Expression {
        let start = current.range
        var value = try atom()
        var count = 0
        while case .sign(let sign) = current.kind {
            if sign == "." {
                advance()
                value = Expression(kind: .attribute(value, try expectName()), range: span(start))
            } else if sign == "(" {
                advance()
                let arguments = try deeper { (parser) throws(SyntaxFault) in
                    try parser.argumentList(allowsGenerator: true)
                }
                try expect(")")
                value = Expression(kind: .call(value, arguments), range: span(start))
            } else if sign == "[" {
                advance()
                let index = try deeper { (parser) throws(SyntaxFault) in try parser.indexList() }
                try expect("]")
                value = Expression(kind: .item(value, index), range: span(start))
            } else {
                return value
            }
            count += 1
            if count > Parser.chainLimit { throw tooDeep() }
        }
        return value
    }

    /// arguments = (expression | name "=" expression | "*" expression | "**" expression) ("," …)* | generator
    mutating func argumentList(allowsGenerator: Bool) throws(SyntaxFault) -> [Argument] {
        var arguments: [Argument] = []
        // A lone generator's place is that of the brackets around it.
        let open = tokens[max(0, at - 1)].range
        var names: Set<String> = []
        var sawNamed = false
        var sawDouble = false
        while !isSign(")") {
            if accept("**") {
                arguments.append(.spreadNamed(try expression()))
                sawDouble = true
            } else if accept("*") {
                if sawDouble { throw fault() }
                arguments.append(.spread(try expression()))
            } else if case .name(let name) = current.kind, next.kind == .sign("=") {
                let start = current.range
                advance()
                advance()
                arguments.append(.named(name, try expression()))
                if found == nil, !names.insert(name).inserted {
                    found = SyntaxFault(message: "keyword argument repeated: \(name)", range: span(start))
                }
                sawNamed = true
            } else {
                let value = try namedExpression()
                if isKeyword(.for) || isKeyword(.async) {
                    let clauses = try comprehensionClauses()
                    guard allowsGenerator, arguments.isEmpty, isSign(")") else { throw fault() }
                    let range = SourceRange(
                        line: open.line, column: open.column, endLine: current.range.endLine,
                        endColumn: current.range.endColumn)
                    return [
                        .plain(
                            Expression(
                                kind: .comprehension(.generator, element: value, value: nil, clauses), range: range))
                    ]
                }
                if sawNamed || sawDouble { throw fault() }
                arguments.append(.plain(value))
            }
            if !accept(",") { break }
        }
        return arguments
    }

    /// index = (slice | named | "*" binary) ("," …)* — several, or a starred one, make a tuple
    private mutating func indexList() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = try indexPart()
        var isTuple = isSign(",")
        if case .starred = first.kind { isTuple = true }
        guard isTuple else { return first }
        var parts = [first]
        while accept(",") {
            if isSign("]") { break }
            parts.append(try indexPart())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }

    /// slice = expression? ":" expression? (":" expression?)? | named | "*" binary
    private mutating func indexPart() throws(SyntaxFault) -> Expression {
        let start = current.range
        var lower: Expression?
        if !isSign(":") {
            let isNamed = next.kind == .sign(":=")
            let value = try starNamedExpression()
            guard isSign(":") else { return value }
            if case .starred = value.kind { throw fault() }
            if isNamed { throw fault() }
            lower = value
        }
        advance()
        var upper: Expression?
        var step: Expression?
        if !isSign(":"), !isSign(","), !isSign("]") { upper = try expression() }
        if accept(":"), !isSign(","), !isSign("]") { step = try expression() }
        return Expression(kind: .slice(start: lower, stop: upper, step: step), range: span(start))
    }
}
