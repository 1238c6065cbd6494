/// Turns tokens into the syntax tree, by recursive descent; the grammar rule stands above each function.
///
/// Errors are worded as CPython 3.11 words them. Nesting is limited, so that no text exhausts the stack.
struct Parser {
    var tokens: [Token]
    var at = 0
    var depth = 0
    /// Statements and expressions inside one another.
    static let depthLimit = 150

    /// Reads a whole program.
    static func parse(_ text: String) throws(SyntaxFault) -> [Statement] {
        var parser = Parser(tokens: try Lexer.tokens(of: text))
        return try parser.program()
    }

    // MARK: Walking

    var current: Token { tokens[at] }

    mutating func advance() { if at + 1 < tokens.count { at += 1 } }

    func isSign(_ sign: String) -> Bool { current.kind == .sign(sign) }

    func isKeyword(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

    mutating func accept(_ sign: String) -> Bool {
        guard isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard isKeyword(keyword) else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: String) throws(SyntaxFault) {
        if !accept(sign) { throw fault("expected '\(sign)'") }
    }

    mutating func expectName() throws(SyntaxFault) -> String {
        guard case .name(let name) = current.kind else { throw fault("invalid syntax") }
        advance()
        return name
    }

    /// A fault at the current token; a program that just ends early may still be completed.
    func fault(_ message: String, hint: String? = nil) -> SyntaxFault {
        let atEnd = tokens[at...].allSatisfy { [.newline, .dedent, .end].contains($0.kind) }
        return SyntaxFault(
            message: message, range: current.range, hint: hint,
            isIncomplete: atEnd && message.hasPrefix("expected an indented"))
    }

    func span(_ start: SourceRange) -> SourceRange {
        let last = at > 0 ? tokens[at - 1].range : start
        return SourceRange(line: start.line, column: start.column, endLine: last.endLine, endColumn: last.endColumn)
    }

    mutating func deeper<T>(_ body: (inout Parser) throws(SyntaxFault) -> T) throws(SyntaxFault) -> T {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.depthLimit {
            throw SyntaxFault(message: "too many nested expressions or blocks", range: current.range)
        }
        return try body(&self)
    }

    // MARK: Statements

    /// program = statement* end
    mutating func program() throws(SyntaxFault) -> [Statement] {
        var statements: [Statement] = []
        while current.kind != .end {
            if accept(newline: ()) { continue }
            if current.kind == .indent {
                throw SyntaxFault(
                    kind: .indentationError, message: "unexpected indent", range: current.range,
                    hint: "the line begins further right than the one before")
            }
            try statement(into: &statements)
        }
        return statements
    }

    private mutating func accept(newline: Void) -> Bool {
        guard current.kind == .newline else { return false }
        advance()
        return true
    }

    /// block = simple newline | newline indent statement+ dedent
    private mutating func block(_ what: String, _ opener: SourceRange) throws(SyntaxFault) -> [Statement] {
        if !accept(":") {
            if isSign("=") { throw fault("invalid syntax. Maybe you meant '==' or ':=' instead of '='?") }
            throw fault("expected ':'", hint: "the line before a block ends with a colon")
        }
        var statements: [Statement] = []
        guard current.kind == .newline else {
            try simpleLine(into: &statements)
            return statements
        }
        advance()
        guard current.kind == .indent else {
            var error = fault("expected an indented block after \(what) on line \(opener.line)")
            error.kind = .indentationError
            throw error
        }
        advance()
        try deeper { (parser) throws(SyntaxFault) in
            while parser.current.kind != .dedent && parser.current.kind != .end {
                if parser.accept(newline: ()) { continue }
                if parser.current.kind == .indent {
                    throw SyntaxFault(
                        kind: .indentationError, message: "unexpected indent", range: parser.current.range)
                }
                try parser.statement(into: &statements)
            }
        }
        if current.kind == .dedent { advance() }
        return statements
    }

    /// The block of a `case`.
    mutating func blockAfter(_ what: String, _ opener: SourceRange) throws(SyntaxFault) -> [Statement] {
        try block(what, opener)
    }

    /// statement = compound | simple (; simple)* newline
    private mutating func statement(into statements: inout [Statement]) throws(SyntaxFault) {
        let start = current.range
        guard let kind = try compound(start) else { return try simpleLine(into: &statements) }
        statements.append(Statement(kind: kind, range: span(start)))
    }

    private mutating func simpleLine(into statements: inout [Statement]) throws(SyntaxFault) {
        repeat {
            if current.kind == .newline { break }
            let start = current.range
            let kind = try simple(start)
            statements.append(Statement(kind: kind, range: span(start)))
        } while accept(";")
        if current.kind == .end || current.kind == .dedent { return }
        guard accept(newline: ()) else { throw unexpected() }
    }

    /// The error for a token that can't go on a statement.
    private func unexpected() -> SyntaxFault {
        if isSign("=") { return fault("invalid syntax. Maybe you meant '==' or ':=' instead of '='?") }
        if at > 0, case .name(let word) = tokens[at - 1].kind {
            if word == "print" || word == "exec" {
                return SyntaxFault(
                    message: "Missing parentheses in call to '\(word)'. Did you mean \(word)(...)?",
                    range: tokens[at - 1].range)
            }
            if let meant = Suggestion.nearest(to: word, among: Keyword.allCases.map(\.rawValue)), meant != word,
                at == 1 || tokens[at - 2].kind == .newline || tokens[at - 2].kind == .indent
            {
                return SyntaxFault(
                    message: "invalid syntax", range: current.range,
                    hint: "did you mean the word '\(meant)' instead of '\(word)'?")
            }
        }
        return fault("invalid syntax")
    }

    /// compound = if | while | for | try | with | def | class | match | decorated
    private mutating func compound(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind? {
        switch current.kind {
        case .keyword(.if):
            advance()
            return try ifStatement(start)
        case .keyword(.while):
            advance()
            let condition = try namedExpression()
            let body = try block("'while' statement", start)
            return .while(condition, body: body, otherwise: try elseBlock())
        case .keyword(.for):
            advance()
            let target = try targetList()
            if !accept(Keyword.in) { throw fault("invalid syntax", hint: "a loop looks like this: for x in values:") }
            let iterable = try expressionList()
            let body = try block("'for' statement", start)
            return .for(target: target, iterable: iterable, body: body, otherwise: try elseBlock())
        case .keyword(.try): return try tryStatement(start)
        case .keyword(.with): return try withStatement(start)
        case .keyword(.def): return try function(start, decorators: [])
        case .keyword(.class): return try classDefinition(start, decorators: [])
        case .keyword(.async), .keyword(.await): throw fault("asynchronous code is not supported")
        case .sign("@"):
            var decorators: [Expression] = []
            while accept("@") {
                decorators.append(try namedExpression())
                guard accept(newline: ()) else { throw fault("invalid syntax") }
            }
            let place = current.range
            if isKeyword(.def) { return try function(place, decorators: decorators) }
            if isKeyword(.class) { return try classDefinition(place, decorators: decorators) }
            throw fault("invalid syntax")
        case .name("match"): return try matchStatement(start)
        default: return nil
        }
    }

    /// if = "if" condition block ("elif" condition block)* ("else" block)?
    private mutating func ifStatement(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        try deeper { (parser) throws(SyntaxFault) in
            let condition = try parser.namedExpression()
            let body = try parser.block("'if' statement", start)
            let next = parser.current.range
            if parser.accept(Keyword.elif) {
                let nested = try parser.ifStatement(next)
                return .if(condition, then: body, otherwise: [Statement(kind: nested, range: parser.span(next))])
            }
            return .if(condition, then: body, otherwise: try parser.elseBlock())
        }
    }

    private mutating func elseBlock() throws(SyntaxFault) -> [Statement] {
        let start = current.range
        guard accept(Keyword.else) else { return [] }
        return try block("'else' statement", start)
    }

    /// try = "try" block (except+ else? finally? | finally)
    private mutating func tryStatement(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        advance()
        let body = try block("'try' statement", start)
        var clauses: [ExceptClause] = []
        while isKeyword(.except) {
            let place = current.range
            advance()
            var pattern: Expression?
            var name: String?
            if !isSign(":") {
                pattern = try expression()
                if isSign(",") { throw fault("multiple exception types must be parenthesized") }
                if accept(Keyword.as) { name = try expectName() }
            }
            let body = try block("'except' statement", place)
            clauses.append(ExceptClause(pattern: pattern, name: name, body: body, range: place))
        }
        for clause in clauses.dropLast() where clause.pattern == nil {
            throw SyntaxFault(message: "default 'except:' must be last", range: clause.range)
        }
        let otherwise = clauses.isEmpty ? [] : try elseBlock()
        var final: [Statement] = []
        let place = current.range
        if accept(Keyword.finally) {
            final = try block("'finally' statement", place)
        } else if clauses.isEmpty {
            throw fault("expected 'except' or 'finally' block")
        }
        return .try(body: body, clauses, otherwise: otherwise, finally: final)
    }

    /// with = "with" context ("as" target)? ("," …)* block
    private mutating func withStatement(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        advance()
        var items: [(Expression, Expression?)] = []
        let parenthesized = isSign("(") && closesBeforeColon()
        if parenthesized { advance() }
        repeat {
            if parenthesized && isSign(")") { break }
            let context = try expression()
            var target: Expression?
            if accept(Keyword.as) {
                target = try starOrExpression()
                if let target { try checkTarget(target) }
            }
            items.append((context, target))
        } while accept(",")
        if parenthesized { try expect(")") }
        return .with(items.map { (context: $0.0, target: $0.1) }, body: try block("'with' statement", start))
    }

    /// True where the bracket at hand holds `with` items: its closing partner stands before the colon.
    private func closesBeforeColon() -> Bool {
        var depth = 0
        var hasAs = false
        for i in at..<tokens.count {
            switch tokens[i].kind {
            case .sign("("), .sign("["), .sign("{"): depth += 1
            case .sign(")"), .sign("]"), .sign("}"):
                depth -= 1
                if depth == 0 { return hasAs && tokens[i + 1].kind == .sign(":") }
            case .keyword(.as) where depth == 1: hasAs = true
            case .newline, .end: return false
            default: break
            }
        }
        return false
    }

    /// def = "def" name "(" parameters ")" ("->" expression)? block
    private mutating func function(_ start: SourceRange, decorators: [Expression]) throws(SyntaxFault) -> Statement.Kind
    {
        advance()
        let name = try expectName()
        if !isSign("(") { throw fault("expected '('") }
        advance()
        let parameters = try parameterList(until: ")", annotated: true)
        try expect(")")
        if accept("->") { _ = try expression() }
        let body = try block("function definition", start)
        return .function(FunctionDefinition(name: name, parameters: parameters, body: body, decorators: decorators))
    }

    /// class = "class" name ("(" arguments ")")? block
    private mutating func classDefinition(_ start: SourceRange, decorators: [Expression]) throws(SyntaxFault)
        -> Statement.Kind
    {
        advance()
        let name = try expectName()
        var arguments: [Argument] = []
        if accept("(") {
            arguments = try argumentList()
            try expect(")")
        }
        let body = try block("class definition", start)
        return .classDefinition(name: name, arguments: arguments, body: body, decorators: decorators)
    }

    /// parameters = (name (":" annotation)? ("=" default)? | "/" | "*" name? | "**" name) ("," …)*
    mutating func parameterList(until end: String, annotated: Bool) throws(SyntaxFault) -> Parameters {
        var result = Parameters()
        var names: Set<String> = []
        var afterStar = false
        func add(_ one: Parameters.One) throws(SyntaxFault) {
            if !names.insert(one.name).inserted {
                throw SyntaxFault(message: "duplicate argument '\(one.name)' in function definition", range: one.range)
            }
        }
        while !isSign(end) {
            if result.keywords != nil { throw fault("arguments cannot follow var-keyword argument") }
            let place = current.range
            if accept("/") {
                if result.positional.isEmpty {
                    throw SyntaxFault(message: "at least one argument must precede /", range: place)
                }
                result.positionalOnly = result.positional.count
            } else if accept("**") {
                let one = try parameter(annotated)
                try add(one)
                result.keywords = one
            } else if accept("*") {
                if afterStar { throw SyntaxFault(message: "* argument may appear only once", range: place) }
                afterStar = true
                if !isSign(",") {
                    if isSign(end) { throw SyntaxFault(message: "named arguments must follow bare *", range: place) }
                    let one = try parameter(annotated)
                    try add(one)
                    result.rest = one
                }
            } else {
                let one = try parameter(annotated)
                try add(one)
                if afterStar {
                    result.keywordOnly.append(one)
                } else {
                    if one.fallback == nil, result.positional.last?.fallback != nil {
                        throw SyntaxFault(message: "non-default argument follows default argument", range: one.range)
                    }
                    result.positional.append(one)
                }
            }
            if !accept(",") { break }
        }
        return result
    }

    private mutating func parameter(_ annotated: Bool) throws(SyntaxFault) -> Parameters.One {
        let place = current.range
        let name = try expectName()
        var annotation: Expression?
        if annotated, accept(":") { annotation = try expression() }
        let fallback = accept("=") ? try expression() : nil
        return Parameters.One(name: name, fallback: fallback, annotation: annotation, range: place)
    }

    /// simple = pass | break | continue | return | del | global | nonlocal | import | assert | raise | assignment | expression
    private mutating func simple(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
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
            var targets: [Expression] = []
            repeat {
                if endsStatement { break }
                targets.append(try postfix())
            } while accept(",")
            for target in targets { try checkDeletable(target) }
            return .delete(targets)
        case .global, .nonlocal:
            advance()
            var names = [try expectName()]
            while accept(",") { names.append(try expectName()) }
            return keyword == .global ? .global(names) : .nonlocal(names)
        case .import:
            advance()
            var modules: [(String, String?)] = []
            repeat {
                let name = try dottedName()
                modules.append((name, accept(Keyword.as) ? try expectName() : nil))
            } while accept(",")
            return .import(modules.map { (name: $0.0, alias: $0.1) })
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

    private mutating func dottedName() throws(SyntaxFault) -> String {
        var name = try expectName()
        while accept(".") { name += "." + (try expectName()) }
        return name
    }

    /// from = "from" module "import" ("*" | name ("as" name)? ("," …)* | "(" … ")")
    private mutating func importFrom() throws(SyntaxFault) -> Statement.Kind {
        advance()
        if isSign(".") || isSign("...") {
            throw fault("relative imports are not supported: there are no packages here")
        }
        let module = try dottedName()
        guard accept(Keyword.import) else { throw fault("invalid syntax") }
        if accept("*") { return .importFrom(module: module, nil) }
        let parenthesized = accept("(")
        var names: [(String, String?)] = []
        repeat {
            if parenthesized && isSign(")") { break }
            let name = try expectName()
            names.append((name, accept(Keyword.as) ? try expectName() : nil))
        } while accept(",")
        if parenthesized { try expect(")") }
        return .importFrom(module: module, names.map { (name: $0.0, alias: $0.1) })
    }

    private static let augmented: [String: BinaryOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "//=": .floorDivide, "%=": .modulo, "**=": .power,
        "@=": .matrixMultiply, "&=": .and, "|=": .or, "^=": .xor, "<<=": .shiftLeft, ">>=": .shiftRight,
    ]

    /// assignment = targets ("=" targets)* "=" value | target op= value | target ":" annotation ("=" value)? | expression
    private mutating func assignment(_ start: SourceRange) throws(SyntaxFault) -> Statement.Kind {
        let first = try expressionList()
        if case .sign(let sign) = current.kind, let op = Parser.augmented[sign] {
            switch first.kind {
            case .name, .attribute, .item: break
            default:
                throw SyntaxFault(
                    message: "'\(describe(first))' is an illegal expression for augmented assignment",
                    range: first.range)
            }
            advance()
            return .augmented(first, op, try expressionList())
        }
        if accept(":") {
            switch first.kind {
            case .name, .attribute, .item: break
            default: throw SyntaxFault(message: "illegal target for annotation", range: first.range)
            }
            let annotation = Parser.head(of: try expression())
            return .annotated(first, annotation, accept("=") ? try expressionList() : nil)
        }
        guard isSign("=") else { return .expression(first) }
        var parts = [first]
        while accept("=") { parts.append(try expressionList()) }
        let value = parts.removeLast()
        for target in parts { try checkTarget(target) }
        return .assign(parts, value)
    }

    /// The name that an annotation begins with: `ClassVar` of `typing.ClassVar[int]`; empty where there is none.
    private static func head(of annotation: Expression) -> String {
        switch annotation.kind {
        case .name(let name), .attribute(_, let name): name
        case .item(let inner, _): head(of: inner)
        case .constant(.string(let text)): String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        default: ""
        }
    }

    /// Refuses what can't be assigned to, in CPython's words.
    func checkTarget(_ target: Expression, nested: Bool = false) throws(SyntaxFault) {
        switch target.kind {
        case .name, .attribute, .item: return
        case .starred(let inner):
            if !nested {
                throw SyntaxFault(message: "starred assignment target must be in a list or tuple", range: target.range)
            }
            try checkTarget(inner, nested: true)
        case .tuple(let parts), .list(let parts):
            var stars = 0
            for part in parts {
                if case .starred = part.kind { stars += 1 }
                try checkTarget(part, nested: true)
            }
            if stars > 1 {
                throw SyntaxFault(message: "multiple starred expressions in assignment", range: target.range)
            }
        default:
            let tail = nested ? "" : " here. Maybe you meant '==' instead of '='?"
            throw SyntaxFault(message: "cannot assign to \(describe(target))\(tail)", range: target.range)
        }
    }

    private func checkDeletable(_ target: Expression) throws(SyntaxFault) {
        switch target.kind {
        case .name, .attribute, .item: return
        case .tuple(let parts), .list(let parts): for part in parts { try checkDeletable(part) }
        default: throw SyntaxFault(message: "cannot delete \(describe(target))", range: target.range)
        }
    }

    /// What CPython calls an expression in messages.
    func describe(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant(.bool(let flag)): flag ? "True" : "False"
        case .constant(.none): "None"
        case .constant(.ellipsis): "ellipsis"
        case .constant: "literal"
        case .name: "name"
        case .joined: "f-string expression"
        case .list: "list"
        case .tuple: "tuple"
        case .set: "set display"
        case .dict: "dict literal"
        case .comprehension(let kind, _, _, _):
            switch kind {
            case .list: "list comprehension"
            case .set: "set comprehension"
            case .dict: "dict comprehension"
            case .generator: "generator expression"
            }
        case .compare: "comparison"
        case .conditional: "conditional expression"
        case .attribute: "attribute"
        case .item: "subscript"
        case .slice: "slice"
        case .call: "function call"
        case .lambda: "lambda"
        case .starred: "starred"
        case .walrus: "named expression"
        case .yield, .yieldFrom: "yield expression"
        case .unary, .not, .binary, .and, .or: "expression"
        }
    }
}
