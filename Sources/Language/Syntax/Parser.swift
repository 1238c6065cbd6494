/// Turns tokens into the syntax tree, by recursive descent; the grammar rule stands above each function.
///
/// It accepts what CPython 3.11 accepts and is quick; of a wrong program it only finds that it is wrong. What is wrong,
/// and where, `Diagnosis` finds afterwards in a slower reading. Nesting is limited, so that no text exhausts the stack.
struct Parser {
    let tokens: [Token]
    let text: [Unicode.Scalar]
    var at = 0
    var depth: Int
    /// What the program does that Python warns of.
    var warnings: [SyntaxWarning] = []
    /// A mistake that the compiler, and not the parser, reports in CPython.
    var found: SyntaxFault?
    /// Where the outermost statement at hand begins; what stands before it is right.
    private var started = 0
    /// True once the whole program fits the grammar.
    private var isRead = false
    /// Statements and expressions inside one another.
    static let depthLimit = 500
    /// Operators, or names, calls and indices, in one row.
    static let chainLimit = 20_000

    init(_ read: Lexer.Result, depth: Int = 0) {
        tokens = read.tokens
        text = read.text
        self.depth = depth
    }

    /// A program as a tree.
    struct Program {
        let statements: [Statement]
        let warnings: [SyntaxWarning]
        /// True if the last statement ends with a semicolon.
        let endsSilently: Bool
        /// Built-in names that the text only calls (`FoldedCall`).
        let folds: Set<String>
    }

    /// Reads a whole program.
    static func parse(_ text: String) throws(SyntaxFault) -> Program {
        let read = Lexer.read(text)
        if let place = read.text.firstIndex(of: "\0") {
            let line = read.text[..<place].reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
            throw SyntaxFault(
                message: "source code string cannot contain null bytes",
                range: SourceRange(line: line, column: 1, endLine: line, endColumn: 2))
        }
        var parser = Parser(read)
        do throws(SyntaxFault) {
            let statements = try parser.program()
            if let fault = read.fault { throw fault }
            parser.isRead = true
            let warnings = try TreeCheck.check(statements, found: parser.found)
            let last = read.tokens.last { ![.newline, .end, .dedent].contains($0.kind) }
            return Program(
                statements: statements, warnings: parser.warnings + warnings, endsSilently: last?.kind == .sign(";"),
                folds: FoldedCall.names(in: read.tokens))
        } catch {
            throw parser.isRead ? error : Diagnosis.fault(read, from: parser.started, first: error)
        }
    }

    // MARK: Walking

    @inline(__always) var current: Token { tokens[at] }

    /// The token after the current one.
    var next: Token { tokens[min(at + 1, tokens.count - 1)] }

    @inline(__always) mutating func advance() { if at + 1 < tokens.count { at += 1 } }

    @inline(__always) func isSign(_ sign: Sign) -> Bool {
        if case .sign(let current) = tokens[at].kind { return current == sign }
        return false
    }

    @inline(__always) func isKeyword(_ keyword: Keyword) -> Bool {
        if case .keyword(let current) = tokens[at].kind { return current == keyword }
        return false
    }

    mutating func accept(_ sign: Sign) -> Bool {
        guard isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard isKeyword(keyword) else { return false }
        advance()
        return true
    }

    mutating func acceptNewline() -> Bool {
        guard current.kind == .newline else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: Sign) throws(SyntaxFault) {
        if !accept(sign) { throw fault("invalid syntax") }
    }

    mutating func expectName() throws(SyntaxFault) -> String {
        guard case .name(let name) = current.kind else { throw fault("invalid syntax") }
        advance()
        return name
    }

    /// A fault at the current token; `Diagnosis` finds better words.
    func fault(_ message: String = "invalid syntax") -> SyntaxFault {
        SyntaxFault(message: message, range: current.range)
    }

    /// A fault for what Python has and Svertka has not.
    func unsupported(_ message: String, hint: String? = nil) -> SyntaxFault {
        SyntaxFault(message: message, range: current.range, hint: hint, isUnsupported: true)
    }

    @inline(__always) func span(_ start: SourceRange) -> SourceRange {
        let last = at > 0 ? tokens[at - 1].range : start
        return SourceRange(line: start.line, column: start.column, endLine: last.endLine, endColumn: last.endColumn)
    }

    /// As `span`, for statements whose last tokens are ends of lines and blocks.
    func spanOfBlock(_ start: SourceRange) -> SourceRange {
        var last = max(0, at - 1)
        while last > 0, tokens[last].kind == .newline || tokens[last].kind == .dedent { last -= 1 }
        let end = tokens[last].range
        return SourceRange(line: start.line, column: start.column, endLine: end.endLine, endColumn: end.endColumn)
    }

    @inline(__always)
    mutating func deeper<T>(_ body: (inout Parser) throws(SyntaxFault) -> T) throws(SyntaxFault) -> T {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.depthLimit { throw tooDeep() }
        return try body(&self)
    }

    func tooDeep() -> SyntaxFault {
        SyntaxFault(
            kind: .recursionError, message: "maximum recursion depth exceeded during compilation",
            range: current.range, hint: "expressions or blocks stand too deep in one another", isUnsupported: true)
    }

    /// Tries a reading; where it fails, the parser stands where it stood.
    mutating func attempt<T>(_ body: (inout Parser) throws(SyntaxFault) -> T?) throws(SyntaxFault) -> T? {
        let before = (at, depth, warnings.count)
        do throws(SyntaxFault) {
            if let value = try body(&self) { return value }
        } catch {
            if error.isUnsupported { throw error }
        }
        at = before.0
        depth = before.1
        warnings.removeLast(warnings.count - before.2)
        return nil
    }

    // MARK: Statements

    /// program = statement* end
    mutating func program() throws(SyntaxFault) -> [Statement] {
        var statements: [Statement] = []
        while current.kind != .end {
            started = at
            try statement(into: &statements)
        }
        return statements
    }

    /// block = ":" (simple newline | newline indent statement+ dedent)
    mutating func block() throws(SyntaxFault) -> [Statement] {
        try expect(":")
        var statements: [Statement] = []
        guard acceptNewline() else {
            try simpleLine(into: &statements)
            return statements
        }
        guard current.kind == .indent else { throw fault("expected an indented block") }
        advance()
        try deeper { (parser) throws(SyntaxFault) in
            while parser.current.kind != .dedent && parser.current.kind != .end {
                try parser.statement(into: &statements)
            }
        }
        if current.kind == .dedent { advance() }
        return statements
    }

    /// statement = compound | simple (; simple)* newline
    private mutating func statement(into statements: inout [Statement]) throws(SyntaxFault) {
        let start = current.range
        guard let kind = try compound(start) else { return try simpleLine(into: &statements) }
        statements.append(Statement(kind: kind, range: spanOfBlock(start)))
    }

    private mutating func simpleLine(into statements: inout [Statement]) throws(SyntaxFault) {
        repeat {
            if current.kind == .newline { break }
            let start = current.range
            let kind = try simple(start)
            statements.append(Statement(kind: kind, range: span(start)))
        } while accept(";")
        if statements.isEmpty || !acceptNewline() { throw fault() }
    }
}

/// What Python warns of while it reads a program.
struct SyntaxWarning {
    let kind: String
    let message: String
    let line: Int
}
