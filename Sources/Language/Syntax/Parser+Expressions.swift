extension Parser {
    /// expressions = (expression | "*" expression) ("," …)* — a comma makes a tuple
    mutating func expressionList() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = try starOrExpression()
        guard isSign(",") else {
            if case .starred = first.kind {
                throw SyntaxFault(message: "can't use starred expression here", range: first.range)
            }
            return first
        }
        var parts = [first]
        while accept(",") {
            if !startsExpression { break }
            parts.append(try starOrExpression())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }

    var startsExpression: Bool {
        switch current.kind {
        case .name, .int, .float, .string, .bytes, .formatted: true
        case .keyword(let k): [.None, .True, .False, .not, .lambda, .yield, .await].contains(k)
        case .sign(let s): ["(", "[", "{", "-", "+", "~", "*", "..."].contains(s)
        default: false
        }
    }

    mutating func starOrExpression() throws(SyntaxFault) -> Expression {
        let start = current.range
        if accept("*") {
            let inner = try binary(0)
            return Expression(kind: .starred(inner), range: span(start))
        }
        return try namedExpression()
    }

    /// targets = target ("," target)* — of a `for`, which ends at `in`
    mutating func targetList() throws(SyntaxFault) -> Expression {
        let start = current.range
        var parts: [Expression] = []
        var isTuple = false
        repeat {
            if isKeyword(.in) { break }
            let place = current.range
            if accept("*") {
                let inner = try postfix()
                parts.append(Expression(kind: .starred(inner), range: span(place)))
            } else {
                parts.append(try postfix())
            }
            if isSign(",") { isTuple = true }
        } while accept(",")
        guard let first = parts.first else { throw fault("invalid syntax") }
        let target = isTuple ? Expression(kind: .tuple(parts), range: span(start)) : first
        do throws(SyntaxFault) {
            try checkTarget(target)
        } catch {
            throw SyntaxFault(
                message: error.message.replacingTail(" here. Maybe you meant '==' instead of '='?"), range: error.range)
        }
        return target
    }

    /// named = name ":=" expression | expression
    mutating func namedExpression() throws(SyntaxFault) -> Expression {
        if case .name(let name) = current.kind, tokens[min(at + 1, tokens.count - 1)].kind == .sign(":=") {
            let start = current.range
            advance()
            advance()
            let value = try expression()
            return Expression(kind: .walrus(name, value), range: span(start))
        }
        return try expression()
    }

    /// expression = lambda | yield | or ("if" or "else" expression)?
    mutating func expression() throws(SyntaxFault) -> Expression {
        try deeper { (parser) throws(SyntaxFault) in
            let start = parser.current.range
            if parser.accept(Keyword.lambda) {
                let parameters = try parser.parameterList(until: ":", annotated: false)
                try parser.expect(":")
                return Expression(kind: .lambda(parameters, try parser.expression()), range: parser.span(start))
            }
            if parser.accept(Keyword.yield) {
                if parser.accept(Keyword.from) {
                    return Expression(kind: .yieldFrom(try parser.expression()), range: parser.span(start))
                }
                let value = parser.startsExpression ? try parser.expressionList() : nil
                return Expression(kind: .yield(value), range: parser.span(start))
            }
            let value = try parser.or()
            guard parser.isKeyword(.if) else { return value }
            parser.advance()
            let condition = try parser.or()
            guard parser.accept(Keyword.else) else { throw parser.fault("expected 'else' after 'if' expression") }
            let otherwise = try parser.expression()
            return Expression(
                kind: .conditional(condition: condition, then: value, otherwise: otherwise), range: parser.span(start))
        }
    }

    /// or = and ("or" and)*
    private mutating func or() throws(SyntaxFault) -> Expression {
        let start = current.range
        var left = try and()
        while accept(Keyword.or) { left = Expression(kind: .or(left, try and()), range: span(start)) }
        return left
    }

    /// and = not ("and" not)*
    private mutating func and() throws(SyntaxFault) -> Expression {
        let start = current.range
        var left = try not()
        while accept(Keyword.and) { left = Expression(kind: .and(left, try not()), range: span(start)) }
        return left
    }

    /// not = "not" not | comparison
    private mutating func not() throws(SyntaxFault) -> Expression {
        let start = current.range
        var count = 0
        while accept(Keyword.not) { count += 1 }
        var value = try comparison()
        for _ in 0..<count { value = Expression(kind: .not(value), range: span(start)) }
        return value
    }

    private static let orders: [String: Comparison] = [
        "<": .less, "<=": .lessEqual, "==": .equal, "!=": .notEqual, ">": .greater, ">=": .greaterEqual,
    ]

    /// comparison = binary (("<" | … | "in" | "not" "in" | "is" | "is" "not") binary)*
    private mutating func comparison() throws(SyntaxFault) -> Expression {
        let start = current.range
        let left = try binary(0)
        var parts: [(Expression.ComparisonSign, Expression)] = []
        while true {
            let sign: Expression.ComparisonSign
            switch current.kind {
            case .sign(let text):
                guard let order = Parser.orders[text] else {
                    return parts.isEmpty ? left : Expression(kind: .compare(left, parts), range: span(start))
                }
                sign = .order(order)
                advance()
            case .keyword(.in):
                sign = .isIn
                advance()
            case .keyword(.not) where tokens[min(at + 1, tokens.count - 1)].kind == .keyword(.in):
                sign = .isNotIn
                advance()
                advance()
            case .keyword(.is):
                advance()
                sign = accept(Keyword.not) ? .isNotSame : .isSame
            default: return parts.isEmpty ? left : Expression(kind: .compare(left, parts), range: span(start))
            }
            parts.append((sign, try binary(0)))
        }
    }

    /// Binary operators by precedence, loosest first.
    private static let levels: [[String: BinaryOperator]] = [
        ["|": .or], ["^": .xor], ["&": .and], ["<<": .shiftLeft, ">>": .shiftRight], ["+": .add, "-": .subtract],
        ["*": .multiply, "/": .divide, "//": .floorDivide, "%": .modulo, "@": .matrixMultiply],
    ]

    /// binary(level) = binary(level + 1) (operator binary(level + 1))*
    mutating func binary(_ level: Int) throws(SyntaxFault) -> Expression {
        if level == Parser.levels.count { return try unary() }
        let start = current.range
        var left = try binary(level + 1)
        var count = 0
        while case .sign(let sign) = current.kind, let op = Parser.levels[level][sign] {
            count += 1
            if count > 2000 { throw fault("too many operators in one expression") }
            advance()
            left = Expression(kind: .binary(op, left, try binary(level + 1)), range: span(start))
        }
        return left
    }

    /// unary = ("-" | "+" | "~") unary | power
    private mutating func unary() throws(SyntaxFault) -> Expression {
        let start = current.range
        let op: UnaryOperator
        switch current.kind {
        case .sign("-"): op = .negate
        case .sign("+"): op = .plus
        case .sign("~"): op = .invert
        default: return try power()
        }
        advance()
        return try deeper { (parser) throws(SyntaxFault) in
            let value = try parser.unary()
            if op == .negate {
                if case .constant(.int(let number)) = value.kind, number != Int.min {
                    return Expression(kind: .constant(.int(-number)), range: parser.span(start))
                }
                if case .constant(.float(let number)) = value.kind {
                    return Expression(kind: .constant(.float(-number)), range: parser.span(start))
                }
            }
            return Expression(kind: .unary(op, value), range: parser.span(start))
        }
    }

    /// power = postfix ("**" unary)?
    private mutating func power() throws(SyntaxFault) -> Expression {
        let start = current.range
        let base = try postfix()
        guard accept("**") else { return base }
        let exponent = try deeper { (parser) throws(SyntaxFault) in try parser.unary() }
        return Expression(kind: .binary(.power, base, exponent), range: span(start))
    }

    /// postfix = atom ("." name | "(" arguments ")" | "[" index "]")*
    mutating func postfix() throws(SyntaxFault) -> Expression {
        let start = current.range
        var value = try atom()
        while true {
            if accept(".") {
                guard case .name(let name) = current.kind else { throw fault("invalid syntax") }
                advance()
                value = Expression(kind: .attribute(value, name), range: span(start))
            } else if accept("(") {
                let arguments = try deeper { (parser) throws(SyntaxFault) in try parser.argumentList() }
                if !accept(")") { throw missingComma() }
                value = Expression(kind: .call(value, arguments), range: span(start))
            } else if accept("[") {
                let index = try deeper { (parser) throws(SyntaxFault) in try parser.indexList() }
                if !accept("]") { throw missingComma() }
                value = Expression(kind: .item(value, index), range: span(start))
            } else {
                return value
            }
        }
    }

    /// The error inside brackets where neither a comma nor the closing bracket stands.
    private func missingComma() -> SyntaxFault {
        if isSign("=") { return fault("invalid syntax. Maybe you meant '==' or ':=' instead of '='?") }
        if startsExpression { return fault("invalid syntax. Perhaps you forgot a comma?") }
        return fault("invalid syntax")
    }

    /// arguments = (expression | name "=" expression | "*" expression | "**" expression) ("," …)*
    mutating func argumentList() throws(SyntaxFault) -> [Argument] {
        var arguments: [Argument] = []
        var named: Set<String> = []
        var sawNamed = false
        while !isSign(")") {
            let place = current.range
            if accept("**") {
                arguments.append(.spreadNamed(try expression()))
                sawNamed = true
            } else if accept("*") {
                arguments.append(.spread(try expression()))
            } else if case .name(let name) = current.kind, tokens[min(at + 1, tokens.count - 1)].kind == .sign("=") {
                advance()
                advance()
                if !named.insert(name).inserted {
                    throw SyntaxFault(message: "keyword argument repeated: \(name)", range: place)
                }
                if isSign(",") || isSign(")") { throw fault("expected argument value expression") }
                arguments.append(.named(name, try expression()))
                sawNamed = true
            } else {
                let value = try namedExpression()
                if isSign("="), !isKeyword(.for) {
                    throw SyntaxFault(
                        message: "expression cannot contain assignment, perhaps you meant \"==\"?", range: value.range)
                }
                if isKeyword(.for) {
                    let clauses = try comprehensionClauses()
                    let generator = Expression(
                        kind: .comprehension(.generator, element: value, value: nil, clauses), range: span(place))
                    if !arguments.isEmpty || isSign(",") && tokens[min(at + 1, tokens.count - 1)].kind != .sign(")") {
                        throw SyntaxFault(message: "Generator expression must be parenthesized", range: generator.range)
                    }
                    arguments.append(.plain(generator))
                } else {
                    if sawNamed {
                        throw SyntaxFault(message: "positional argument follows keyword argument", range: value.range)
                    }
                    arguments.append(.plain(value))
                }
            }
            if !accept(",") { break }
        }
        return arguments
    }

    /// index = (slice | expression) ("," …)* — several make a tuple
    private mutating func indexList() throws(SyntaxFault) -> Expression {
        let start = current.range
        if isSign("]") { throw fault("invalid syntax") }
        let first = try sliceOrExpression()
        guard isSign(",") else { return first }
        var parts = [first]
        while accept(",") {
            if isSign("]") { break }
            parts.append(try sliceOrExpression())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }

    /// slice = expression? ":" expression? (":" expression?)?
    private mutating func sliceOrExpression() throws(SyntaxFault) -> Expression {
        let start = current.range
        var lower: Expression?
        if !isSign(":") {
            let value = try starOrExpression()
            guard isSign(":") else { return value }
            lower = value
        }
        advance()
        var upper: Expression?
        var step: Expression?
        if !isSign(":"), !isSign(","), !isSign("]") { upper = try expression() }
        if accept(":"), !isSign(","), !isSign("]") { step = try expression() }
        return Expression(kind: .slice(start: lower, stop: upper, step: step), range: span(start))
    }

    /// atom = name | number | string+ | "(" … ")" | "[" … "]" | "{" … "}" | "None" | "True" | "False" | "..."
    private mutating func atom() throws(SyntaxFault) -> Expression {
        let token = current
        func constant(_ literal: Expression.Literal) -> Expression {
            Expression(kind: .constant(literal), range: token.range)
        }
        switch token.kind {
        case .name(let name):
            advance()
            return Expression(kind: .name(name), range: token.range)
        case .int(let number):
            advance()
            return constant(.int(number))
        case .float(let number):
            advance()
            return constant(.float(number))
        case .keyword(.None):
            advance()
            return constant(.none)
        case .keyword(.True):
            advance()
            return constant(.bool(true))
        case .keyword(.False):
            advance()
            return constant(.bool(false))
        case .sign("..."):
            advance()
            return constant(.ellipsis)
        case .string, .formatted: return try strings()
        case .bytes(var bytes):
            advance()
            while case .bytes(let more) = current.kind {
                bytes += more
                advance()
            }
            if case .string = current.kind { throw fault("cannot mix bytes and nonbytes literals") }
            return Expression(kind: .constant(.bytes(bytes)), range: span(token.range))
        case .sign("("): return try deeper { (parser) throws(SyntaxFault) in try parser.parentheses() }
        case .sign("["): return try deeper { (parser) throws(SyntaxFault) in try parser.listDisplay() }
        case .sign("{"): return try deeper { (parser) throws(SyntaxFault) in try parser.braces() }
        case .keyword(let word) where ![.lambda, .yield, .not].contains(word):
            throw SyntaxFault(
                message: "invalid syntax", range: token.range,
                hint: "'\(word.rawValue)' is a word of the language and can't be a name here")
        case .newline, .end:
            throw SyntaxFault(message: "invalid syntax", range: token.range)
        default: throw SyntaxFault(message: "invalid syntax", range: token.range)
        }
    }

    /// Neighbouring string literals are one.
    private mutating func strings() throws(SyntaxFault) -> Expression {
        let start = current.range
        var parts: [Expression.Joined] = []
        var isFormatted = false
        var text = ""
        while true {
            if case .string(let more) = current.kind {
                text += more
            } else if case .formatted(let more) = current.kind {
                isFormatted = true
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                parts += try joined(more)
            } else {
                break
            }
            advance()
        }
        if case .bytes = current.kind { throw fault("cannot mix bytes and nonbytes literals") }
        if !isFormatted { return Expression(kind: .constant(.string(text)), range: span(start)) }
        if !text.isEmpty { parts.append(.text(text)) }
        return Expression(kind: .joined(parts), range: span(start))
    }

    private func joined(_ parts: [FormattedPart]) throws(SyntaxFault) -> [Expression.Joined] {
        var result: [Expression.Joined] = []
        for part in parts {
            switch part {
            case .text(let text): result.append(.text(text))
            case .expression(let source, let line, let column, var conversion, let spec, let echo):
                var inner = Parser(
                    tokens: try Lexer.tokens(ofExpression: source, line: line, column: column), depth: depth + 1)
                let value = try inner.expressionListOrNamed()
                if inner.current.kind != .newline {
                    throw SyntaxFault(message: "f-string: invalid syntax", range: inner.current.range)
                }
                if let echo {
                    result.append(.text(echo))
                    if conversion == nil && spec == nil { conversion = "r" }
                }
                result.append(
                    .value(
                        value, conversion: conversion, spec: try spec.map { (s) throws(SyntaxFault) in try joined(s) }))
            }
        }
        return result
    }

    private mutating func expressionListOrNamed() throws(SyntaxFault) -> Expression { try expressionList() }

    /// parentheses = "(" ")" | "(" expressions ")" | "(" expression comprehension ")"
    private mutating func parentheses() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept(")") { return Expression(kind: .tuple([]), range: span(start)) }
        let first = try starOrExpression()
        if isKeyword(.for) {
            let clauses = try comprehensionClauses()
            if !accept(")") { throw missingComma() }
            return Expression(kind: .comprehension(.generator, element: first, value: nil, clauses), range: span(start))
        }
        if isSign(",") {
            var parts = [first]
            while accept(",") {
                if isSign(")") { break }
                parts.append(try starOrExpression())
            }
            if !accept(")") { throw missingComma() }
            return Expression(kind: .tuple(parts), range: span(start))
        }
        if !accept(")") { throw missingComma() }
        if case .starred = first.kind {
            throw SyntaxFault(message: "cannot use starred expression here", range: first.range)
        }
        return Expression(kind: first.kind, range: span(start))
    }

    /// list = "[" (expressions | expression comprehension)? "]"
    private mutating func listDisplay() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        var parts: [Expression] = []
        if !isSign("]") {
            let first = try starOrExpression()
            if isKeyword(.for) {
                let clauses = try comprehensionClauses()
                if !accept("]") { throw missingComma() }
                return Expression(kind: .comprehension(.list, element: first, value: nil, clauses), range: span(start))
            }
            parts.append(first)
            while accept(",") {
                if isSign("]") { break }
                parts.append(try starOrExpression())
            }
        }
        if !accept("]") { throw missingComma() }
        return Expression(kind: .list(parts), range: span(start))
    }

    /// braces = "{" (key ":" value | "**" dict) ("," …)* "}" | "{" expressions "}" | comprehensions of both
    private mutating func braces() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept("}") { return Expression(kind: .dict([]), range: span(start)) }
        if isSign("**") { return try dictDisplay(start, first: nil) }
        let first = try starOrExpression()
        if accept(":") {
            let value = try expression()
            if isKeyword(.for) {
                let clauses = try comprehensionClauses()
                if !accept("}") { throw missingComma() }
                return Expression(
                    kind: .comprehension(.dict, element: first, value: value, clauses), range: span(start))
            }
            return try dictDisplay(start, first: (first, value))
        }
        if isKeyword(.for) {
            let clauses = try comprehensionClauses()
            if !accept("}") { throw missingComma() }
            return Expression(kind: .comprehension(.set, element: first, value: nil, clauses), range: span(start))
        }
        var parts = [first]
        while accept(",") {
            if isSign("}") { break }
            parts.append(try starOrExpression())
        }
        if !accept("}") { throw missingComma() }
        return Expression(kind: .set(parts), range: span(start))
    }

    private mutating func dictDisplay(
        _ start: SourceRange, first: (Expression, Expression)?
    ) throws(SyntaxFault) -> Expression {
        var pairs: [(key: Expression?, value: Expression)] = []
        if let first {
            pairs.append((first.0, first.1))
            _ = accept(",")
        }
        while !isSign("}") {
            if accept("**") {
                pairs.append((nil, try binary(0)))
            } else {
                if !startsExpression { break }
                let key = try expression()
                if !accept(":") { throw fault("':' expected after dictionary key") }
                if isSign("}") || isSign(",") { throw fault("expression expected after dictionary key and ':'") }
                pairs.append((key, try expression()))
            }
            if !accept(",") { break }
        }
        if !accept("}") { throw missingComma() }
        return Expression(kind: .dict(pairs), range: span(start))
    }

    /// comprehension = ("for" targets "in" or ("if" condition)*)+
    private mutating func comprehensionClauses() throws(SyntaxFault) -> [ComprehensionFor] {
        var clauses: [ComprehensionFor] = []
        while accept(Keyword.for) {
            let target = try targetList()
            guard accept(Keyword.in) else { throw fault("invalid syntax") }
            let iterable = try or()
            var conditions: [Expression] = []
            while accept(Keyword.if) { conditions.append(try conditionOfComprehension()) }
            clauses.append(ComprehensionFor(target: target, iterable: iterable, conditions: conditions))
        }
        if isKeyword(.async) { throw fault("asynchronous code is not supported") }
        return clauses
    }

    private mutating func conditionOfComprehension() throws(SyntaxFault) -> Expression {
        if case .name = current.kind, tokens[min(at + 1, tokens.count - 1)].kind == .sign(":=") {
            return try namedExpression()
        }
        return try or()
    }
}

extension String {
    /// The text without an ending that only fits assignments.
    fileprivate func replacingTail(_ tail: String) -> String { hasSuffix(tail) ? String(dropLast(tail.count)) : self }
}
