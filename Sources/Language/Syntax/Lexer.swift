/// Turns text into tokens, with indentation as tokens of its own (Python's lexical analysis).
///
/// Assumes nothing of the text: every text gives tokens, and a fault where they end early. The parser decides whether
/// the fault or an earlier mistake of grammar is reported, as CPython does by reading tokens one at a time. Strings stay
/// undecoded here (`QuotedText`). Columns count code points from 1.
struct Lexer {
    let text: [Unicode.Scalar]
    /// One past the last scalar that belongs to the program.
    let limit: Int
    var at: Int
    var line: Int
    var column: Int
    var tokens: [Token] = []
    /// Widths of the blocks around, with tabs to multiples of eight, and with tabs as one.
    private var indents: [(width: Int, narrow: Int)] = [(0, 0)]
    private var brackets: [Bracket] = []

    /// How deep brackets may stand in one another, as in CPython.
    private static let bracketLimit = 200
    /// How deep blocks may stand in one another, as in CPython.
    private static let indentLimit = 100

    private init(_ text: [Unicode.Scalar], from: Int, to: Int, line: Int, column: Int) {
        self.text = text
        at = from
        limit = to
        self.line = line
        self.column = column
    }

    /// An opening bracket and its place.
    struct Bracket {
        let open: Unicode.Scalar
        let range: SourceRange
    }

    /// The error of a bracket without partner.
    static func unclosed(_ bracket: Bracket) -> SyntaxFault {
        SyntaxFault(
            message: "'\(bracket.open)' was never closed", range: bracket.range,
            hint: "the bracket needs its partner '\(partner(of: bracket.open))'", isIncomplete: true,
            outranksGrammar: false)
    }

    /// Tokens of a program, up to its end or to what is no token.
    struct Result {
        var tokens: [Token]
        let text: [Unicode.Scalar]
        /// Why the tokens end before the text does; the last token stands at that place.
        var fault: SyntaxFault?
        /// Brackets open where the tokens end, outermost first.
        var open: [Bracket] = []
    }

    /// The tokens of a program.
    static func read(_ text: String) -> Result {
        var lexer = Lexer(Array(text.unicodeScalars), from: 0, to: text.unicodeScalars.count, line: 1, column: 1)
        lexer.tokens.reserveCapacity(lexer.limit / 4 + 8)
        return lexer.result { (lexer) throws(SyntaxFault) in try lexer.program() }
    }

    /// The tokens of one expression inside an f-string; line ends are space there.
    static func read(expression field: Range<Int>, of text: [Unicode.Scalar], line: Int, column: Int) -> Result {
        var lexer = Lexer(text, from: field.lowerBound, to: field.upperBound, line: line, column: column)
        return lexer.result { (lexer) throws(SyntaxFault) in
            lexer.brackets.append(Bracket(open: "(", range: lexer.here(0)))
            while let next = lexer.peek() {
                if next == "\n" || next == " " || next == "\t" || next == "\u{C}" {
                    lexer.advance()
                } else {
                    try lexer.token(next)
                }
            }
            lexer.tokens.append(Token(kind: .newline, range: lexer.here(0)))
            lexer.tokens.append(Token(kind: .end, range: lexer.here(0)))
        }
    }

    private mutating func result(_ read: (inout Lexer) throws(SyntaxFault) -> Void) -> Result {
        do throws(SyntaxFault) {
            try read(&self)
            return Result(tokens: tokens, text: text)
        } catch {
            tokens.append(Token(kind: .end, range: error.range))
            return Result(tokens: tokens, text: text, fault: error, open: brackets)
        }
    }

    // MARK: Walking

    @inline(__always) func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < limit ? text[at + ahead] : nil }

    @inline(__always) mutating func advance() {
        if text[at] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        at += 1
    }

    func here(_ length: Int = 1) -> SourceRange {
        SourceRange(line: line, column: column, endLine: line, endColumn: column + length)
    }

    func range(from start: (line: Int, column: Int)) -> SourceRange {
        SourceRange(line: start.line, column: start.column, endLine: line, endColumn: column)
    }

    mutating func add(_ kind: Token.Kind, from start: (line: Int, column: Int)) {
        tokens.append(Token(kind: kind, range: range(from: start)))
    }

    /// A fault whose place CPython counts as the signs read so far: the caret stands under the last of them.
    func fault(_ message: String) -> SyntaxFault {
        let column = max(1, column - 1)
        return SyntaxFault(
            message: message, range: SourceRange(line: line, column: column, endLine: line, endColumn: column + 1))
    }

    // MARK: Lines

    /// program = line*
    private mutating func program() throws(SyntaxFault) {
        while at < limit { try logicalLine() }
        if let open = brackets.last {
            throw Lexer.unclosed(open)
        }
        if let last = tokens.last, last.kind != .newline { tokens.append(Token(kind: .newline, range: here(0))) }
        // The end of the text stands behind its last line.
        var end = here(0)
        if column == 1, at > 0 {
            let start = text[..<(at - 1)].lastIndex(of: "\n").map { $0 + 1 } ?? 0
            end = SourceRange(line: line - 1, column: at - start, endLine: line - 1, endColumn: at - start)
        }
        for _ in indents.dropFirst() { tokens.append(Token(kind: .dedent, range: end)) }
        tokens.append(Token(kind: .end, range: end))
    }

    /// line = indentation token* (newline | end); blank lines and comments give nothing.
    private mutating func logicalLine() throws(SyntaxFault) {
        var width = 0
        var narrow = 0
        while let c = peek() {
            if c == " " {
                width += 1
                narrow += 1
            } else if c == "\t" {
                width = (width / 8 + 1) * 8
                narrow += 1
            } else if c == "\u{C}" {
                width = 0
                narrow = 0
            } else if c == "\\", peek(1) == "\n" {
                advance()
            } else {
                break
            }
            advance()
        }
        guard let first = peek() else { return }
        if first == "\n" || first == "#" {
            skipComment()
            if peek() == "\n" { advance() }
            return
        }
        try indent(width, narrow)
        // The end of a line begins with its comment.
        var comment: Int?
        while let next = peek() {
            if next == "\n" {
                if brackets.isEmpty {
                    var place = here(0)
                    place.column = comment ?? column
                    tokens.append(Token(kind: .newline, range: place))
                    advance()
                    return
                }
                comment = nil
                advance()
            } else if next == " " || next == "\t" || next == "\u{C}" {
                advance()
            } else if next == "#" {
                comment = column
                skipComment()
            } else if next == "\\" {
                try joinLines()
            } else {
                try token(next)
            }
        }
    }

    private mutating func indent(_ width: Int, _ narrow: Int) throws(SyntaxFault) {
        var current = indents[indents.count - 1]
        if width == current.width {
            if narrow != current.narrow { throw mixedTabs() }
        } else if width > current.width {
            if indents.count >= Lexer.indentLimit {
                throw SyntaxFault(
                    kind: .indentationError, message: "too many levels of indentation", range: here(),
                    outranksGrammar: false)
            }
            if narrow <= current.narrow { throw mixedTabs() }
            indents.append((width, narrow))
            tokens.append(Token(kind: .indent, range: here(0)))
        } else {
            var depth = indents.count - 1
            while width < indents[depth].width { depth -= 1 }
            current = indents[depth]
            if width != current.width {
                var end = at
                while end < limit, text[end] != "\n" { end += 1 }
                var place = here()
                place.column += end - at
                place.endColumn = place.column + 1
                throw SyntaxFault(
                    kind: .indentationError, message: "unindent does not match any outer indentation level",
                    range: place, hint: "lines of one block begin in the same column", outranksGrammar: false)
            }
            if narrow != current.narrow { throw mixedTabs() }
            for _ in depth..<(indents.count - 1) { tokens.append(Token(kind: .dedent, range: here(0))) }
            indents.removeLast(indents.count - 1 - depth)
        }
    }

    private func mixedTabs() -> SyntaxFault {
        var end = at
        while end < limit, text[end] != "\n" { end += 1 }
        var place = here()
        place.column += end - at
        place.endColumn = place.column + 1
        return SyntaxFault(
            kind: .tabError, message: "inconsistent use of tabs and spaces in indentation", range: place,
            hint: "indent with spaces only: one line has tabs where its neighbours have spaces", outranksGrammar: false)
    }

    private mutating func skipComment() {
        guard peek() == "#" else { return }
        while let c = peek(), c != "\n" {
            at += 1
            column += 1
            _ = c
        }
    }

    /// A backslash at the end of a line.
    private mutating func joinLines() throws(SyntaxFault) {
        advance()
        guard peek() == "\n" || peek() == nil else {
            throw SyntaxFault(
                message: "unexpected character after line continuation character", range: here(),
                hint: "a backslash joins lines and must be the last sign of its line", outranksGrammar: false)
        }
        if at + 1 >= limit {
            let place = here()
            throw SyntaxFault(
                message: "unexpected EOF while parsing", range: place, isIncomplete: true, outranksGrammar: false)
        }
        advance()
    }

    // MARK: Tokens

    private mutating func token(_ first: Unicode.Scalar) throws(SyntaxFault) {
        if Lexer.isNameStart(first) {
            if let prefix = stringPrefix() { return try string(prefix) }
            return try name()
        }
        if Lexer.isDigit(first) { return try number() }
        if Lexer.closing(first) != nil { return try string(0) }
        if first == ".", let next = peek(1), Lexer.isDigit(next) { return try number() }
        if first == "\\" { return try joinLines() }
        try sign(first)
    }

    @inline(__always) static func isDigit(_ c: Unicode.Scalar) -> Bool { c.value &- 0x30 < 10 }

    @inline(__always) static func isNameStart(_ c: Unicode.Scalar) -> Bool {
        c.value < 0x80 ? c == "_" || (c.value | 0x20) &- 0x61 < 26 : c.properties.isXIDStart
    }

    @inline(__always) static func isNamePart(_ c: Unicode.Scalar) -> Bool {
        c.value < 0x80
            ? c == "_" || (c.value | 0x20) &- 0x61 < 26 || c.value &- 0x30 < 10 : c.properties.isXIDContinue
    }

    private mutating func name() throws(SyntaxFault) {
        let start = (line, column)
        let from = at
        while at < limit, Lexer.isNamePart(text[at]) { at += 1 }
        column += at - from
        if let next = peek(), !next.isASCII, Lexer.closing(next) == nil { throw invalid(next) }
        let word = Lexer.string(text[from..<at])
        add(Keyword.byText[word].map { .keyword($0) } ?? .name(word), from: start)
    }

    /// A piece of the text; most are ASCII, which is quicker.
    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        if scalars.allSatisfy(\.isASCII) {
            return String(unsafeUninitializedCapacity: scalars.count) { bytes in
                var count = 0
                for scalar in scalars {
                    bytes[count] = UInt8(truncatingIfNeeded: scalar.value)
                    count += 1
                }
                return count
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private mutating func sign(_ first: Unicode.Scalar) throws(SyntaxFault) {
        let start = (line, column)
        guard let sign = Sign(first.value, peek(1)?.value ?? 0x80, peek(2)?.value ?? 0x80) else { throw invalid(first) }
        switch first {
        case "(", "[", "{":
            if brackets.count >= Lexer.bracketLimit {
                throw SyntaxFault(message: "too many nested parentheses", range: here())
            }
            brackets.append(Bracket(open: first, range: here()))
        case ")", "]", "}":
            guard let open = brackets.popLast() else {
                throw SyntaxFault(
                    message: "unmatched '\(first)'", range: here(), hint: "no bracket is open here: remove it")
            }
            if Lexer.partner(of: open.open) != first {
                let place = open.range.line == line ? "" : " on line \(open.range.line)"
                throw SyntaxFault(
                    message: "closing parenthesis '\(first)' does not match opening parenthesis '\(open.open)'\(place)",
                    range: here())
            }
        default: break
        }
        at += sign.count
        column += sign.count
        add(.sign(sign), from: start)
    }

    private static func partner(of open: Unicode.Scalar) -> Unicode.Scalar {
        open == "(" ? ")" : open == "[" ? "]" : "}"
    }

    private func invalid(_ c: Unicode.Scalar) -> SyntaxFault {
        let code = String(c.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        if !Interpreter.isPrintable(c) {
            return SyntaxFault(
                message: "invalid non-printable character U+\(padded)", range: here(),
                hint: "an invisible sign stands here, often copied from a web page: delete it")
        }
        return SyntaxFault(
            message: "invalid character '\(c)' (U+\(padded))", range: here(), hint: LookAlike.sign(c))
    }
}
