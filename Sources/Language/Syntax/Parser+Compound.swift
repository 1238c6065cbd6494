/// Statements that hold blocks.
extension Parser {
    /// compound = if | while | for | try | with | def | class | match | decorated
    mutating func compound(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind? {
        switch current.kind {
        case .keyword(.if):
            advance()
            return try ifStatement()
        case .keyword(.while):
            advance()
            let condition = try namedExpression()
            let body = try block()
            return .while(condition, body: body, otherwise: try elseBlock())
        case .keyword(.for):
            advance()
            let target = try targetList()
            if !accept(Keyword.in) { throw fault() }
            let iterable = try expressionList()
            let body = try block()
            return .for(target: target, iterable: iterable, body: body, otherwise: try elseBlock())
        case .keyword(.try): return try tryStatement()
        case .keyword(.with): return try withStatement()
        case .keyword(.def): return try function(decorators: [])
        case .keyword(.class): return try classDefinition(decorators: [])
        case .keyword(.async):
            switch next.kind {
            case .keyword(.def), .keyword(.for), .keyword(.with): throw noAsync()
            default: throw fault()
            }
        case .sign("@"):
            var decorators: [Expression] = []
            while accept("@") {
                decorators.append(try namedExpression())
                guard acceptNewline() else { throw fault() }
            }
            if isKeyword(.def) { return try function(decorators: decorators) }
            if isKeyword(.class) { return try classDefinition(decorators: decorators) }
            if isKeyword(.async) { throw noAsync() }
            throw fault()
        case .name("match"): return try matchStatement(start)
        default: return nil
        }
    }

    func noAsync() -> SyntaxFault {
        unsupported(
            "asynchronous code is not supported", hint: "cells run one after another: leave out async and await")
    }

    /// if = "if" condition block ("elif" condition block)* ("else" block)?
    private mutating func ifStatement() throws(SyntaxFault) -> Statement.Kind {
        var branches: [(condition: Expression, body: [Statement], start: SourceRange)] = []
        var start = current.range
        repeat {
            let condition = try namedExpression()
            branches.append((condition, try block(), start))
            start = current.range
        } while accept(Keyword.elif)
        // The statement of the last branch stands in the `else` of the one before, and so on.
        var otherwise = try elseBlock()
        while branches.count > 1, let last = branches.popLast() {
            let kind = Statement.Kind.if(last.condition, then: last.body, otherwise: otherwise)
            otherwise = [Statement(kind: kind, range: spanOfBlock(last.start))]
        }
        return .if(branches[0].condition, then: branches[0].body, otherwise: otherwise)
    }

    private mutating func elseBlock() throws(SyntaxFault) -> [Statement] {
        accept(Keyword.else) ? try block() : []
    }

    /// try = "try" block (except+ else? finally? | finally)
    private mutating func tryStatement() throws(SyntaxFault) -> Statement.Kind {
        advance()
        let body = try block()
        var clauses: [ExceptClause] = []
        while isKeyword(.except) {
            let place = current.range
            advance()
            var pattern: Expression?
            var name: String?
            if isSign("*") {
                throw unsupported("'except*' is not supported", hint: "catch the exceptions with a plain except")
            }
            if !isSign(":") {
                pattern = try expression()
                if accept(Keyword.as) { name = try expectName() }
            }
            let body = try block()
            clauses.append(ExceptClause(pattern: pattern, name: name, body: body, range: spanOfBlock(place)))
        }
        let otherwise = clauses.isEmpty ? [] : try elseBlock()
        var final: [Statement] = []
        if accept(Keyword.finally) { final = try block() } else if clauses.isEmpty { throw fault() }
        return .try(body: body, clauses, otherwise: otherwise, finally: final)
    }

    /// with = "with" ("(" item ("," item)* ","? ")" | item ("," item)*) block
    private mutating func withStatement() throws(SyntaxFault) -> Statement.Kind {
        advance()
        var items: [(context: Expression, target: Expression?)]?
        if isSign("(") {
            items = try attempt { (parser) throws(SyntaxFault) in
                parser.advance()
                var items: [(context: Expression, target: Expression?)] = []
                repeat {
                    if parser.isSign(")") && !items.isEmpty { break }
                    items.append(try parser.withItem())
                } while parser.accept(",")
                return parser.accept(")") && parser.isSign(":") ? items : nil
            }
        }
        if let items { return .with(items, body: try block()) }
        var plain: [(context: Expression, target: Expression?)] = []
        repeat { plain.append(try withItem()) } while accept(",")
        return .with(plain, body: try block())
    }

    private mutating func withItem() throws(SyntaxFault) -> (context: Expression, target: Expression?) {
        let context = try expression()
        guard accept(Keyword.as) else { return (context, nil) }
        let target = try starTarget()
        guard isSign(",") || isSign(")") || isSign(":") else { throw fault() }
        return (context, target)
    }

    /// def = "def" name "(" parameters ")" ("->" expression)? block
    private mutating func function(decorators: [Expression]) throws(SyntaxFault) -> Statement.Kind {
        advance()
        let name = try expectName()
        try expect("(")
        let parameters = try parameterList(until: ")", isAnnotated: true)
        try expect(")")
        let result = accept("->") ? try expression() : nil
        let body = try block()
        return .function(
            FunctionDefinition(
                name: name, parameters: parameters, result: result, body: body, decorators: decorators))
    }

    /// class = "class" name ("(" arguments ")")? block
    private mutating func classDefinition(decorators: [Expression]) throws(SyntaxFault) -> Statement.Kind {
        advance()
        let name = try expectName()
        var arguments: [Argument] = []
        if accept("(") {
            arguments = try argumentList(allowsGenerator: false)
            try expect(")")
        }
        return .classDefinition(name: name, arguments: arguments, body: try block(), decorators: decorators)
    }

    /// parameters = (name (":" annotation)? ("=" default)? | "/" | "*" name? | "**" name) ("," …)*
    mutating func parameterList(until end: Sign, isAnnotated: Bool) throws(SyntaxFault) -> Parameters {
        var result = Parameters()
        var sawSlash = false
        var sawStar = false
        while !isSign(end) {
            if result.keywords != nil { throw fault() }
            if accept("/") {
                if result.positional.isEmpty || sawSlash || sawStar { throw fault() }
                sawSlash = true
                result.positionalOnly = result.positional.count
            } else if accept("**") {
                result.keywords = try parameter(isAnnotated, hasDefault: false)
            } else if accept("*") {
                if sawStar { throw fault() }
                sawStar = true
                if isSign(",") {
                    if next.kind == .sign(end) || next.kind == .sign("**") { throw fault() }
                } else {
                    result.rest = try parameter(isAnnotated, hasDefault: false, isRest: true)
                }
            } else {
                let one = try parameter(isAnnotated, hasDefault: true)
                if sawStar {
                    result.keywordOnly.append(one)
                } else {
                    if one.fallback == nil, result.positional.last?.fallback != nil { throw fault() }
                    result.positional.append(one)
                }
            }
            if !accept(",") { break }
        }
        return result
    }

    private mutating func parameter(_ isAnnotated: Bool, hasDefault: Bool, isRest: Bool = false) throws(SyntaxFault)
        -> Parameters.One
    {
        let start = current.range
        let name = try expectName()
        var annotation: Expression?
        if isAnnotated, accept(":") { annotation = isRest ? try starOrPlain() : try expression() }
        let range = span(start)
        let fallback = hasDefault && accept("=") ? try expression() : nil
        return Parameters.One(name: name, fallback: fallback, annotation: annotation, range: range)
    }

    /// The annotation of `*args`, which may be starred itself.
    private mutating func starOrPlain() throws(SyntaxFault) -> Expression {
        let start = current.range
        guard accept("*") else { return try expression() }
        let inner = try binary(0)
        return Expression(kind: .starred(inner), range: span(start))
    }
}
