/// Strings: neighbours are one; escapes and the fields of f-strings are read here.
extension Parser {
    /// strings = string+
    mutating func strings() throws(SyntaxFault) -> Expression {
        let start = current.range
        let first = at
        var isBytes: Bool?
        while case .string(let quoted) = current.kind {
            if let isBytes, isBytes != quoted.isBytes {
                while case .string = current.kind { advance() }
                throw SyntaxFault(
                    message: "cannot mix bytes and nonbytes literals", range: current.range,
                    hint: "the strings that stand side by side must be of one kind")
            }
            isBytes = quoted.isBytes
            advance()
        }
        let quoted = tokens[first..<at].compactMap { if case .string(let quoted) = $0.kind { quoted } else { nil } }
        if isBytes == true {
            var bytes: [UInt8] = []
            for (i, one) in quoted.enumerated() { bytes += try self.bytes(one, tokens[first + i].range) }
            return Expression(kind: .constant(.bytes(bytes)), range: span(start))
        }
        if quoted.count == 1, !quoted[0].isFormatted {
            return Expression(kind: .constant(.string(try string(quoted[0]))), range: span(start))
        }
        var parts: [Expression.Joined] = []
        for one in quoted {
            if one.isFormatted {
                var field = FormattedText(one, in: text)
                try formatted(&field, level: 0, into: &parts)
            } else {
                Parser.append(try string(one), to: &parts)
            }
        }
        if !quoted.contains(where: \.isFormatted) {
            if case .text(let text)? = parts.first {
                return Expression(kind: .constant(.string(text)), range: span(start))
            }
            return Expression(kind: .constant(.string("")), range: span(start))
        }
        return Expression(kind: .joined(parts), range: span(start))
    }

    private static func append(_ text: String, to parts: inout [Expression.Joined]) {
        if text.isEmpty { return }
        if case .text(let before)? = parts.last {
            parts[parts.count - 1] = .text(before + text)
        } else {
            parts.append(.text(text))
        }
    }

    private mutating func string(_ quoted: QuotedText) throws(SyntaxFault) -> String {
        let inside = text[quoted.from..<quoted.to]
        if !quoted.hasEscape || quoted.isRaw { return Lexer.string(inside) }
        return try unescaped(inside, line: quoted.line, column: quoted.column)
    }

    private mutating func bytes(_ quoted: QuotedText, _ range: SourceRange) throws(SyntaxFault) -> [UInt8] {
        if !quoted.isASCII {
            throw SyntaxFault(message: "bytes can only contain ASCII literal characters", range: range)
        }
        let inside = text[quoted.from..<quoted.to]
        if !quoted.hasEscape || quoted.isRaw { return inside.map { UInt8(truncatingIfNeeded: $0.value) } }
        var escapes = EscapeReader(inside, isBytes: true, line: quoted.line, column: quoted.column)
        let value = try escapes.read()
        warnings += escapes.warnings
        return value.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private mutating func unescaped(_ inside: ArraySlice<Unicode.Scalar>, line: Int, column: Int) throws(SyntaxFault)
        -> String
    {
        var escapes = EscapeReader(inside, isBytes: false, line: line, column: column)
        let value = try escapes.read()
        warnings += escapes.warnings
        return String(value)
    }

    // MARK: f-strings

    /// Text and fields up to the end of the string, or of a format spec up to its `}`.
    private mutating func formatted(_ field: inout FormattedText, level: Int, into parts: inout [Expression.Joined])
        throws(SyntaxFault)
    {
        while true {
            let (from, line, column) = (field.at, field.line, field.column)
            let stop = try field.literal(level: level)
            if stop.end > from {
                let piece = text[from..<stop.end]
                let text =
                    field.quoted.isRaw || !field.quoted.hasEscape
                    ? Lexer.string(piece) : try unescaped(piece, line: line, column: column)
                Parser.append(text, to: &parts)
            }
            switch stop.reason {
            case .brace: continue
            case .end: return
            case .field: try replacement(&field, level: level, into: &parts)
            }
        }
    }

    /// field = "{" expression "="? ("!" conversion)? (":" spec)? "}"
    private mutating func replacement(_ field: inout FormattedText, level: Int, into parts: inout [Expression.Joined])
        throws(SyntaxFault)
    {
        if level >= 2 { throw field.fault("expressions nested too deeply") }
        let open = field.place()
        field.advance()
        let (from, line, column) = (field.at, field.line, field.column)
        try field.skipExpression()
        let source = from..<field.at
        if text[source].allSatisfy({ " \t\n\u{C}\r".unicodeScalars.contains($0) }) {
            if let c = field.peek(), c == "!" || c == ":" || c == "=" {
                throw field.fault("expression required before '\(c)'")
            }
            throw SyntaxFault(
                message: "f-string: empty expression not allowed", range: open,
                hint: "write {{ and }} for braces that are text")
        }
        let value = try fieldValue(source, line: line, column: column, open: open)
        var conversion: Character?
        var echo = false
        if field.peek() == "=" {
            field.advance()
            while let c = field.peek(), " \t\n\u{C}\r".unicodeScalars.contains(c) { field.advance() }
            if field.peek() == nil { throw field.fault("expecting '}'") }
            Parser.append(Lexer.string(text[from..<field.at]), to: &parts)
            echo = true
        }
        if field.peek() == "!" {
            field.advance()
            guard let c = field.peek() else { throw field.fault("expecting '}'") }
            guard c == "r" || c == "s" || c == "a" else {
                throw field.fault("invalid conversion character: expected 's', 'r', or 'a'")
            }
            conversion = Character(c)
            field.advance()
        }
        var spec: [Expression.Joined]?
        if field.peek() == ":" {
            field.advance()
            var inner: [Expression.Joined] = []
            try formatted(&field, level: level + 1, into: &inner)
            spec = inner
        }
        guard field.peek() == "}" else { throw field.fault("expecting '}'") }
        field.advance()
        if echo && conversion == nil && spec == nil { conversion = "r" }
        parts.append(.value(value, conversion: conversion, spec: spec))
    }

    /// The expression of a field, which reads as if it stood in parentheses.
    private mutating func fieldValue(_ source: Range<Int>, line: Int, column: Int, open: SourceRange)
        throws(SyntaxFault) -> Expression
    {
        var read = Lexer.read(expression: source, of: text, line: line, column: column)
        read.tokens.insert(Token(kind: .sign("("), range: open), at: 0)
        let close = read.tokens.count - 2
        if read.fault == nil {
            read.tokens.insert(Token(kind: .sign(")"), range: read.tokens[close].range), at: close)
        }
        var inner = Parser(read, depth: depth + 1)
        do throws(SyntaxFault) {
            let value = try inner.expressionList()
            if inner.current.kind != .newline { throw inner.fault() }
            warnings += inner.warnings
            return value
        } catch {
            var fault = error.isUnsupported ? error : Diagnosis.fieldFault(read, first: error)
            if !fault.message.hasPrefix("f-string: ") { fault.message = "f-string: " + fault.message }
            throw fault
        }
    }
}

/// Walks the inside of an f-string.
struct FormattedText {
    let quoted: QuotedText
    private let text: [Unicode.Scalar]
    private(set) var at: Int
    private(set) var line: Int
    private(set) var column: Int

    init(_ quoted: QuotedText, in text: [Unicode.Scalar]) {
        self.quoted = quoted
        self.text = text
        at = quoted.from
        line = quoted.line
        column = quoted.column
    }

    /// Why a stretch of plain text ends.
    enum Stop {
        /// A doubled brace, of which one is text.
        case brace
        case field
        case end
    }

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < quoted.to ? text[at + ahead] : nil }

    mutating func advance() {
        if text[at] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        at += 1
    }

    func place() -> SourceRange { SourceRange(line: line, column: column, endLine: line, endColumn: column + 1) }

    func fault(_ message: String, hint: String? = nil) -> SyntaxFault {
        SyntaxFault(message: "f-string: " + message, range: place(), hint: hint)
    }

    /// Goes over plain text; answers with its end and why it ends.
    mutating func literal(level: Int) throws(SyntaxFault) -> (end: Int, reason: Stop) {
        while let c = peek() {
            if !quoted.isRaw, c == "\\", let next = peek(1), next != "{", next != "}" {
                advance()
                advance()
                if next == "N", peek() == "{" {
                    while let c = peek(), c != "}" { advance(); _ = c }
                    if peek() != nil { advance() }
                }
                continue
            }
            if c == "{" || c == "}" {
                if level == 0 {
                    if peek(1) == c {
                        advance()
                        let end = at
                        advance()
                        return (end, .brace)
                    }
                    if c == "}" {
                        throw fault("single '}' is not allowed", hint: "write }} for a brace that is text")
                    }
                }
                return (at, c == "{" ? .field : .end)
            }
            advance()
        }
        return (at, .end)
    }

    /// Goes over an expression up to the `=`, `!`, `:` or `}` that ends it.
    mutating func skipExpression() throws(SyntaxFault) {
        var open: [Unicode.Scalar] = []
        var quote: (sign: Unicode.Scalar, isTriple: Bool)?
        while let c = peek() {
            if c == "\\" {
                throw SyntaxFault(
                    message: "f-string expression part cannot include a backslash", range: place(),
                    hint: "compute the value in a variable first")
            }
            if let inside = quote {
                if c == inside.sign {
                    if !inside.isTriple {
                        quote = nil
                    } else if peek(1) == c, peek(2) == c {
                        advance()
                        advance()
                        quote = nil
                    }
                }
                advance()
                continue
            }
            switch c {
            case "'", "\"":
                let isTriple = peek(1) == c && peek(2) == c
                if isTriple {
                    advance()
                    advance()
                }
                quote = (c, isTriple)
            case "(", "[", "{":
                if open.count >= 200 { throw fault("too many nested parenthesis") }
                open.append(c)
            case "#": throw SyntaxFault(message: "f-string expression part cannot include '#'", range: place())
            case "!" where open.isEmpty, "=" where open.isEmpty, "<" where open.isEmpty, ">" where open.isEmpty:
                if peek(1) == "=" {
                    advance()
                } else if c == "!" || c == "=" {
                    return
                }
            case ":" where open.isEmpty, "}" where open.isEmpty: return
            case ")", "]", "}":
                guard let last = open.popLast() else { throw fault("unmatched '\(c)'") }
                let fits = last == "(" ? c == ")" : last == "[" ? c == "]" : c == "}"
                if !fits {
                    throw fault("closing parenthesis '\(c)' does not match opening parenthesis '\(last)'")
                }
            default: break
            }
            advance()
        }
        if quote != nil { throw fault("unterminated string") }
        if let last = open.last { throw fault("unmatched '\(last)'") }
        throw fault("expecting '}'", hint: "inside an f-string use the other kind of quotes")
    }
}
