/// Expressions by precedence, loosest first.
extension Parser {
    /// value = yield | expressions
    mutating func yieldOrExpressions() throws(SyntaxFault) -> Expression {
        isKeyword(.yield) ? try yieldExpression() : try expressionList()
    }

    /// yield = "yield" ("from" expression | expressions?)
    mutating func yieldExpression() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        if accept(Keyword.from) {
            return Expression(kind: .yieldFrom(try expression()), range: span(start))
        }
        let value = startsExpression ? try expressionList() : nil
        return Expression(kind: .yield(value), range: span(start))
    }

    /// expressions = ("*" binary | expression) ("," …)* ","? — a comma makes a tuple
    mutating func expressionList() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = try starExpression()
        guard isSign(",") else { return first }
        var parts = [first]
        while accept(",") {
            if !startsExpression { break }
            parts.append(try starExpression())
        }
        return Expression(kind: .tuple(parts), range: span(start))
    }

    var startsExpression: Bool {
        switch current.kind {
        case .name, .int, .bigInt, .float, .imaginary, .string: true
        case .keyword(let k): k == .None || k == .True || k == .False || k == .not || k == .lambda || k == .await
        case .sign(let s):
            s == "(" || s == "[" || s == "{" || s == "-" || s == "+" || s == "~" || s == "*" || s == "..."
        default: false
        }
    }

    private mutating func starExpression() throws(SyntaxFault) -> Expression {
        guard isSign("*") else { return try expression() }
        return try starred()
    }

    private mutating func starred() throws(SyntaxFault) -> Expression {
        let start = current.range
        advance()
        let inner = try binary(0)
        return Expression(kind: .starred(inner), range: span(start))
    }

    /// An element of a display: starred, named by `:=`, or plain.
    mutating func starNamedExpression() throws(SyntaxFault) -> Expression {
        isSign("*") ? try starred() : try namedExpression()
    }

    /// named = name ":=" expression | expression
    mutating func namedExpression() throws(SyntaxFault) -> Expression {
        if case .name(let name) = current.kind, next.kind == .sign(":=") {
            let start = current.range
            advance()
            advance()
            let value = try expression()
            return Expression(kind: .walrus(name, value), range: span(start))
        }
        return try expression()
    }

    /// expression = lambda | or ("if" or "else" expression)?
    mutating func expression() throws(SyntaxFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.depthLimit { throw tooDeep() }
        let start = current.range
        if accept(Keyword.lambda) {
            let parameters = try parameterList(until: ":", isAnnotated: false)
            try expect(":")
            return Expression(kind: .lambda(parameters, try expression()), range: span(start))
        }
        let value = try or()
        guard isKeyword(.if) else { return value }
        advance()
        let condition = try or()
        guard accept(Keyword.else) else { throw fault() }
        let otherwise = try expression()
        return Expression(
            kind: .conditional(condition: condition, then: value, otherwise: otherwise), range: span(start))
    }

    /// or = and ("or" and)*
    mutating func or() throws(SyntaxFault) -> Expression {
        let start = current.range
        var left = try and()
        var count = 0
        while accept(Keyword.or) {
            count += 1
            if count > Parser.chainLimit { throw tooDeep() }
            left = Expression(kind: .or(left, try and()), range: span(start))
        }
        return left
    }

    /// and = not ("and" not)*
    private mutating func and() throws(SyntaxFault) -> Expression {
        let start = current.range
        var left = try not()
        var count = 0
        while accept(Keyword.and) {
            count += 1
            if count > Parser.chainLimit { throw tooDeep() }
            left = Expression(kind: .and(left, try not()), range: span(start))
        }
        return left
    }

    /// not = "not" not | comparison
    private mutating func not() throws(SyntaxFault) -> Expression {
        guard isKeyword(.not) else { return try comparison() }
        var starts: [SourceRange] = []
        while isKeyword(.not) {
            starts.append(current.range)
            if starts.count > Parser.chainLimit { throw tooDeep() }
            advance()
        }
        var value = try comparison()
        for start in starts.reversed() { value = Expression(kind: .not(value), range: span(start)) }
        return value
    }

    private static let orders: [Sign: Comparison] = [
        "<": .less, "<=": .lessEqual, "==": .equal, "!=": .notEqual, ">": .greater, ">=": .greaterEqual,
    ]

    /// The sign of comparison at hand, taken; `nil` where none stands.
    private mutating func comparisonSign() -> Expression.ComparisonSign? {
        switch current.kind {
        case .sign(let sign):
            guard let order = Parser.orders[sign] else { return nil }
            advance()
            return .order(order)
        case .keyword(.in):
            advance()
            return .isIn
        case .keyword(.not) where next.kind == .keyword(.in):
            advance()
            advance()
            return .isNotIn
        case .keyword(.is):
            advance()
            return accept(Keyword.not) ? .isNotSame : .isSame
        default: return nil
        }
    }

    /// comparison = binary (("<" | … | "in" | "not" "in" | "is" | "is" "not") binary)*
    private mutating func comparison() throws(SyntaxFault) -> Expression {
        let start = current.range
        let left = try binary(0)
        var parts: [(Expression.ComparisonSign, Expression)] = []
        while let sign = comparisonSign() { parts.append((sign, try binary(0))) }
        return parts.isEmpty ? left : Expression(kind: .compare(left, parts), range: span(start))
    }

    /// Binary operators with their precedence: the higher one binds tighter.
    private static let operators: [Sign: (level: Int, op: BinaryOperator)] = [
        "|": (0, .or), "^": (1, .xor), "&": (2, .and), "<<": (3, .shiftLeft), ">>": (3, .shiftRight), "+": (4, .add),
        "-": (4, .subtract), "*": (5, .multiply), "/": (5, .divide), "//": (5, .floorDivide), "%": (5, .modulo),
        "@": (5, .matrixMultiply),
    ]

    /// binary(level) = unary (operator binary(tighter))*
    mutating func binary(_ level: Int) throws(SyntaxFault) -> Expression {
        let start = current.range
        var left = try unary()
        var count = 0
        while case .sign(let sign) = current.kind, let row = Parser.operators[sign], row.level >= level {
            count += 1
            if count > Parser.chainLimit { throw tooDeep() }
            advance()
            left = Expression(kind: .binary(row.op, left, try binary(row.level + 1)), range: span(start))
        }
        return left
    }

    /// unary = ("-" | "+" | "~") unary | power
    mutating func unary() throws(SyntaxFault) -> Expression {
        let op: UnaryOperator
        switch current.kind {
        case .sign("-"): op = .negate
        case .sign("+"): op = .plus
        case .sign("~"): op = .invert
        default: return try power()
        }
        let start = current.range
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
}
