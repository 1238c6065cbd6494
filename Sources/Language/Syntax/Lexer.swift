/// Turns text into tokens, with indentation as tokens of its own (Python's lexical analysis).
///
/// Assumes nothing of the text: every byte sequence gives tokens or one `SyntaxFault`. Columns count code points from 1.
struct Lexer {
    private let text: [Unicode.Scalar]
    private var at = 0
    private var line: Int
    private var column: Int
    private var tokens: [Token] = []
    private var indents = [0]
    private var brackets: [(open: Unicode.Scalar, range: SourceRange)] = []

    /// Signs of several characters, longest first.
    private static let signs = [
        "**=", "//=", "<<=", ">>=", "...", "==", "!=", "<=", ">=", "->", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=",
        "^=", ":=", "**", "//", "<<", ">>", "<>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")",
        "[",
        "]", "{", "}", ",", ":", ".", ";", "=",
    ].map { Array($0.unicodeScalars) }

    /// How deep brackets may stand in one another, as in CPython.
    private static let bracketLimit = 200

    private init(_ text: String, line: Int, column: Int) {
        self.text = Array(text.unicodeScalars)
        self.line = line
        self.column = column
    }

    /// The tokens of a program.
    static func tokens(of text: String) throws(SyntaxFault) -> [Token] {
        var lexer = Lexer(text, line: 1, column: 1)
        try lexer.program()
        return lexer.tokens
    }

    /// The tokens of one expression inside an f-string; line ends are space there.
    static func tokens(ofExpression text: String, line: Int, column: Int) throws(SyntaxFault) -> [Token] {
        var lexer = Lexer(text, line: line, column: column)
        lexer.brackets.append(("(", lexer.here()))
        while true {
            lexer.skipSpace(acrossLines: true)
            guard let next = lexer.peek() else { break }
            try lexer.token(next)
        }
        lexer.tokens.append(Token(kind: .newline, range: lexer.here()))
        lexer.tokens.append(Token(kind: .end, range: lexer.here()))
        return lexer.tokens
    }

    // MARK: Walking

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < text.count ? text[at + ahead] : nil }

    private mutating func advance() {
        if text[at] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        at += 1
    }

    private func here(_ length: Int = 1) -> SourceRange {
        SourceRange(line: line, column: column, endLine: line, endColumn: column + length)
    }

    private func range(from start: (line: Int, column: Int)) -> SourceRange {
        SourceRange(line: start.line, column: start.column, endLine: line, endColumn: column)
    }

    private mutating func add(_ kind: Token.Kind, from start: (line: Int, column: Int)) {
        tokens.append(Token(kind: kind, range: range(from: start)))
    }

    // MARK: Lines

    /// program = line*
    private mutating func program() throws(SyntaxFault) {
        while at < text.count { try logicalLine() }
        if let open = brackets.last {
            throw SyntaxFault(message: "'\(open.open)' was never closed", range: open.range, isIncomplete: true)
        }
        if let last = tokens.last, last.kind != .newline { tokens.append(Token(kind: .newline, range: here())) }
        for _ in indents.dropFirst() { tokens.append(Token(kind: .dedent, range: here())) }
        tokens.append(Token(kind: .end, range: here()))
    }

    /// line = indentation token* (newline | end); blank lines and comments give nothing.
    private mutating func logicalLine() throws(SyntaxFault) {
        var width = 0
        var hasTab = false
        while let c = peek(), c == " " || c == "\t" || c == "\u{C}" {
            if c == "\t" {
                width = (width / 8 + 1) * 8
                hasTab = true
            } else if c == " " {
                width += 1
            } else {
                width = 0
            }
            advance()
        }
        guard let first = peek() else { return }
        if first == "\n" || first == "#" || first == "\r" {
            skipComment()
            if peek() == "\r" { advance() }
            if peek() == "\n" { advance() }
            return
        }
        try indent(width, hasTab: hasTab)
        while let next = peek() {
            if next == "\n" {
                if brackets.isEmpty {
                    tokens.append(Token(kind: .newline, range: here()))
                    advance()
                    return
                }
                advance()
            } else if next == " " || next == "\t" || next == "\r" || next == "\u{C}" {
                advance()
            } else if next == "#" {
                skipComment()
            } else if next == "\\" {
                try joinLines()
            } else {
                try token(next)
            }
        }
    }

    private mutating func indent(_ width: Int, hasTab: Bool) throws(SyntaxFault) {
        let current = indents[indents.count - 1]
        if width > current {
            if indents.count > 100 {
                throw SyntaxFault(kind: .indentationError, message: "too many levels of indentation", range: here())
            }
            indents.append(width)
            tokens.append(Token(kind: .indent, range: here()))
        } else if width < current {
            while width < indents[indents.count - 1] {
                indents.removeLast()
                tokens.append(Token(kind: .dedent, range: here()))
            }
            if width != indents[indents.count - 1] {
                throw SyntaxFault(
                    kind: hasTab ? .tabError : .indentationError,
                    message: hasTab
                        ? "inconsistent use of tabs and spaces in indentation"
                        : "unindent does not match any outer indentation level", range: here(),
                    hint: "lines of one block begin in the same column")
            }
        }
    }

    private mutating func skipComment() {
        guard peek() == "#" else { return }
        while let c = peek(), c != "\n" { advance() }
    }

    private mutating func skipSpace(acrossLines: Bool) {
        while let c = peek(), c == " " || c == "\t" || c == "\r" || (acrossLines && c == "\n") { advance() }
    }

    private mutating func joinLines() throws(SyntaxFault) {
        let place = here()
        advance()
        if peek() == "\r" { advance() }
        guard peek() == "\n" else {
            if peek() == nil {
                throw SyntaxFault(message: "unexpected EOF while parsing", range: place, isIncomplete: true)
            }
            throw SyntaxFault(message: "unexpected character after line continuation character", range: place)
        }
        advance()
    }

    // MARK: Tokens

    private mutating func token(_ first: Unicode.Scalar) throws(SyntaxFault) {
        if first == "#" { return skipComment() }
        if first == "\\" { return try joinLines() }
        if first.value >= 0x30 && first.value <= 0x39 { return try number() }
        if first == ".", let next = peek(1), next.value >= 0x30, next.value <= 0x39 { return try number() }
        if let prefix = stringPrefix() { return try string(prefix: prefix) }
        if Lexer.isNameStart(first) { return name() }
        try sign(first)
    }

    static func isNameStart(_ c: Unicode.Scalar) -> Bool {
        c == "_" || (c.isASCII ? (c.value | 0x20 >= 0x61 && c.value | 0x20 <= 0x7A) : c.properties.isXIDStart)
    }

    static func isNamePart(_ c: Unicode.Scalar) -> Bool {
        isNameStart(c) || (c.isASCII ? c.value >= 0x30 && c.value <= 0x39 : c.properties.isXIDContinue)
    }

    private mutating func name() {
        let start = (line, column)
        let from = at
        while let c = peek(), Lexer.isNamePart(c) { advance() }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[from..<at])
        let word = String(view)
        add(Keyword(rawValue: word).map { .keyword($0) } ?? .name(word), from: start)
    }

    private mutating func sign(_ first: Unicode.Scalar) throws(SyntaxFault) {
        let start = (line, column)
        guard let sign = Lexer.signs.first(where: { sign in sign.indices.allSatisfy { peek($0) == sign[$0] } }) else {
            throw invalid(first)
        }
        switch first {
        case "(", "[", "{":
            if brackets.count >= Lexer.bracketLimit {
                throw SyntaxFault(message: "too many nested parentheses", range: here())
            }
            brackets.append((first, here()))
        case ")", "]", "}":
            guard let open = brackets.popLast() else {
                throw SyntaxFault(message: "unmatched '\(first)'", range: here())
            }
            let wanted: Unicode.Scalar = open.open == "(" ? ")" : open.open == "[" ? "]" : "}"
            if wanted != first {
                let where_ = open.range.line == line ? "" : " on line \(open.range.line)"
                throw SyntaxFault(
                    message:
                        "closing parenthesis '\(first)' does not match opening parenthesis '\(open.open)'\(where_)",
                    range: here())
            }
        default: break
        }
        for _ in sign { advance() }
        add(.sign(String(String.UnicodeScalarView(sign))), from: start)
    }

    private func invalid(_ c: Unicode.Scalar) -> SyntaxFault {
        switch c {
        case "!":
            return SyntaxFault(
                message: "invalid syntax", range: here(), hint: "Svertka has no shell: lines with ! are not run")
        case "$", "?", "`": return SyntaxFault(message: "invalid syntax", range: here())
        default:
            let code = String(c.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            if c.value < 0x20 || c.value == 0x7F {
                return SyntaxFault(message: "invalid non-printable character U+\(padded)", range: here())
            }
            return SyntaxFault(message: "invalid character '\(c)' (U+\(padded))", range: here())
        }
    }
}

// MARK: Numbers

extension Lexer {
    private mutating func number() throws(SyntaxFault) {
        let start = (line, column)
        let from = at
        if peek() == "0", let mark = peek(1), let radix = ["x": 16, "o": 8, "b": 2][String(mark).lowercased()] {
            advance()
            advance()
            let digitsFrom = at
            while let c = peek(), Lexer.isNamePart(c) { advance() }
            let digits = String(String.UnicodeScalarView(text[digitsFrom..<at].filter { $0 != "_" }))
            let kind = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "binary"
            guard let value = Int(digits, radix: radix) else {
                if !digits.isEmpty, digits.allSatisfy({ $0.hexDigitValue.map { $0 < radix } ?? false }) {
                    throw tooLarge(start)
                }
                throw SyntaxFault(message: "invalid \(kind) literal", range: range(from: start))
            }
            return add(.int(value), from: start)
        }
        var isFloat = false
        takeDigits()
        if peek() == "." {
            isFloat = true
            advance()
            takeDigits()
        }
        if let e = peek(), e == "e" || e == "E" {
            let signed = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(signed ? 2 : 1), digit.value >= 0x30, digit.value <= 0x39 {
                isFloat = true
                advance()
                if signed { advance() }
                takeDigits()
            }
        }
        let digits = String(String.UnicodeScalarView(text[from..<at].filter { $0 != "_" }))
        if let c = peek(), c == "j" || c == "J" {
            throw SyntaxFault(message: "complex numbers are not supported", range: here())
        }
        if let c = peek(), Lexer.isNameStart(c) || text[at - 1] == "_" {
            // `1if x else 2` is Python: a keyword may follow at once.
            var end = at
            while end < text.count, Lexer.isNamePart(text[end]) { end += 1 }
            let word = String(String.UnicodeScalarView(text[at..<end]))
            if !["if", "else", "in", "is", "and", "or", "for", "not"].contains(word) {
                throw SyntaxFault(message: "invalid decimal literal", range: range(from: start))
            }
        }
        if isFloat { return add(.float(Double(digits) ?? 0), from: start) }
        if digits.count > 1, digits.first == "0", digits.contains(where: { $0 != "0" }) {
            throw SyntaxFault(
                message:
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                range: range(from: start))
        }
        guard let value = Int(digits) else { throw tooLarge(start) }
        add(.int(value), from: start)
    }

    private func tooLarge(_ start: (line: Int, column: Int)) -> SyntaxFault {
        SyntaxFault(
            kind: .overflowError, message: "integers beyond 64 bits are not supported", range: range(from: start),
            hint: "write it as a floating-point number: 1e20")
    }

    private mutating func takeDigits() {
        while let c = peek(),
            (c.value >= 0x30 && c.value <= 0x39) || (c == "_" && (peek(1)?.properties.numericType != nil))
        {
            advance()
        }
    }
}

// MARK: Strings

extension Lexer {
    /// Letters before a quote that change a string's meaning; `nil` where no string begins.
    private func stringPrefix() -> String? {
        var prefix = ""
        var ahead = 0
        while ahead < 3, let c = peek(ahead) {
            if Lexer.closing(c) != nil { return prefix }
            let letter = String(c).lowercased()
            guard ["r", "b", "f", "u"].contains(letter), !prefix.contains(letter) else { return nil }
            prefix += letter
            ahead += 1
        }
        return nil
    }

    /// The quote that ends a string begun by `open`; typographic quotes come from listings pasted from slides.
    private static func closing(_ open: Unicode.Scalar) -> Unicode.Scalar? {
        switch open {
        case "'", "\"": open
        case "\u{2018}", "\u{2019}": "\u{2019}"
        case "\u{201C}", "\u{201D}": "\u{201D}"
        default: nil
        }
    }

    private mutating func string(prefix: String) throws(SyntaxFault) {
        let start = (line, column)
        for _ in prefix.unicodeScalars { advance() }
        guard let open = peek(), let close = Lexer.closing(open) else { return }
        let opening = here()
        let triple = open == close && peek(1) == close && peek(2) == close
        for _ in 0..<(triple ? 3 : 1) { advance() }
        let raw = prefix.contains("r")
        if prefix.contains("f") {
            let parts = try formatted(close: close, triple: triple, raw: raw, opening: opening, level: 0)
            return add(.formatted(parts), from: start)
        }
        let isBytes = prefix.contains("b")
        var value = String.UnicodeScalarView()
        while true {
            guard let c = peek() else { throw unterminated(opening, triple) }
            if atClose(close, triple) {
                for _ in 0..<(triple ? 3 : 1) { advance() }
                break
            }
            if c == "\n" && !triple { throw unterminated(opening, triple) }
            if c == "\\" {
                try escape(raw: raw, isBytes: isBytes, into: &value)
            } else {
                if isBytes && !c.isASCII {
                    throw SyntaxFault(message: "bytes can only contain ASCII literal characters", range: here())
                }
                value.append(c)
                advance()
            }
        }
        add(isBytes ? .bytes(value.map { UInt8(truncatingIfNeeded: $0.value) }) : .string(String(value)), from: start)
    }

    private func atClose(_ close: Unicode.Scalar, _ triple: Bool) -> Bool {
        peek() == close && (!triple || (peek(1) == close && peek(2) == close))
    }

    private func unterminated(_ opening: SourceRange, _ triple: Bool) -> SyntaxFault {
        triple
            ? SyntaxFault(
                message: "unterminated triple-quoted string literal (detected at line \(line))", range: opening,
                isIncomplete: true)
            : SyntaxFault(
                message: "unterminated string literal (detected at line \(opening.line))", range: opening,
                hint: "the closing quote is missing")
    }

    /// A backslash and what follows.
    private mutating func escape(raw: Bool, isBytes: Bool, into value: inout String.UnicodeScalarView)
        throws(SyntaxFault)
    {
        let place = here(2)
        advance()
        guard let c = peek() else { return value.append("\\") }
        if raw {
            value.append("\\")
            value.append(c)
            return advance()
        }
        advance()
        switch c {
        case "\n": break
        case "\\", "'", "\"": value.append(c)
        case "a": value.append("\u{7}")
        case "b": value.append("\u{8}")
        case "f": value.append("\u{C}")
        case "n": value.append("\n")
        case "r": value.append("\r")
        case "t": value.append("\t")
        case "v": value.append("\u{B}")
        case "x": try value.append(hexadecimal(2, "\\xXX", place))
        case "u" where !isBytes: try value.append(hexadecimal(4, "\\uXXXX", place))
        case "U" where !isBytes: try value.append(hexadecimal(8, "\\UXXXXXXXX", place))
        case "N" where !isBytes:
            guard peek() == "{" else { throw SyntaxFault(message: "malformed \\N character escape", range: place) }
            advance()
            var name = ""
            while let n = peek(), n != "}", n != "\n" {
                name.unicodeScalars.append(n)
                advance()
            }
            throw SyntaxFault(message: "\\N{\(name)} is not supported: write the sign itself", range: place)
        case "0"..."7":
            var code = c.value - 0x30
            var digits = 1
            while digits < 3, let d = peek(), d.value >= 0x30, d.value <= 0x37 {
                code = code * 8 + d.value - 0x30
                digits += 1
                advance()
            }
            value.append(Unicode.Scalar(code) ?? "\u{FFFD}")
        default:
            value.append("\\")
            value.append(c)
        }
    }

    private mutating func hexadecimal(_ count: Int, _ form: String, _ place: SourceRange) throws(SyntaxFault)
        -> Unicode.Scalar
    {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let c = peek(), let digit = Character(c).hexDigitValue else {
                throw SyntaxFault(message: "(unicode error) truncated \(form) escape", range: place)
            }
            code = code << 4 | UInt32(digit)
            advance()
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw SyntaxFault(message: "(unicode error) illegal Unicode character", range: place)
        }
        return scalar
    }

    /// The parts of an f-string up to its closing quote, or of a format spec up to its `}`.
    private mutating func formatted(
        close: Unicode.Scalar, triple: Bool, raw: Bool, opening: SourceRange, level: Int
    ) throws(SyntaxFault) -> [FormattedPart] {
        if level > 2 { throw SyntaxFault(message: "f-string: expressions nested too deeply", range: here()) }
        var parts: [FormattedPart] = []
        var text = String.UnicodeScalarView()
        func flush() { if !text.isEmpty { parts.append(.text(String(text))); text = .init() } }
        while true {
            guard let c = peek() else { throw unterminated(opening, triple) }
            if atClose(close, triple) {
                if level > 0 { throw SyntaxFault(message: "f-string: expecting '}'", range: here()) }
                for _ in 0..<(triple ? 3 : 1) { advance() }
                flush()
                return parts
            }
            if c == "\n" && !triple { throw unterminated(opening, triple) }
            if c == "\\" {
                try escape(raw: raw, isBytes: false, into: &text)
            } else if c == "{" && peek(1) == "{" && level == 0 {
                text.append("{")
                advance()
                advance()
            } else if c == "}" && level > 0 {
                flush()
                return parts
            } else if c == "}" {
                guard peek(1) == "}" else {
                    throw SyntaxFault(message: "f-string: single '}' is not allowed", range: here())
                }
                text.append("}")
                advance()
                advance()
            } else if c == "{" {
                flush()
                parts.append(try replacement(close: close, triple: triple, raw: raw, opening: opening, level: level))
            } else {
                text.append(c)
                advance()
            }
        }
    }

    /// `{expression!r:spec}`
    private mutating func replacement(
        close: Unicode.Scalar, triple: Bool, raw: Bool, opening: SourceRange, level: Int
    ) throws(SyntaxFault) -> FormattedPart {
        let place = here()
        advance()
        let from = at
        let start = (line, column)
        var depth = 0
        var quote: Unicode.Scalar?
        scan: while true {
            guard let c = peek() else {
                throw SyntaxFault(message: "f-string: expecting '}'", range: place, isIncomplete: triple)
            }
            if let open = quote {
                if c == open { quote = nil }
            } else if atClose(close, triple) {
                throw SyntaxFault(message: "f-string: expecting '}'", range: place)
            } else {
                switch c {
                case "'", "\"": quote = c
                case "(", "[", "{": depth += 1
                case ")", "]": depth -= 1
                case "}":
                    if depth <= 0 { break scan }
                    depth -= 1
                case "!" where depth <= 0 && peek(1) != "=": break scan
                case ":" where depth <= 0: break scan
                case "\\":
                    throw SyntaxFault(message: "f-string expression part cannot include a backslash", range: here())
                case "#": throw SyntaxFault(message: "f-string expression part cannot include '#'", range: here())
                default: break
                }
            }
            if c == "\n" && !triple { throw SyntaxFault(message: "f-string: expecting '}'", range: place) }
            advance()
        }
        var source = String(String.UnicodeScalarView(text[from..<at]))
        if source.allSatisfy(\.isWhitespace) {
            throw SyntaxFault(message: "f-string: empty expression not allowed", range: place)
        }
        var echo: String?
        let trimmed = source.reversed().drop { $0 == " " }
        if trimmed.first == "=", let before = trimmed.dropFirst().first, !"=!<>:".contains(before) {
            echo = source
            source = String(trimmed.dropFirst().reversed())
        }
        var conversion: Character?
        if peek() == "!" {
            advance()
            guard let c = peek(), ["r", "s", "a"].contains(c) else {
                throw SyntaxFault(
                    message: "f-string: invalid conversion character: expected 's', 'r', or 'a'", range: here())
            }
            conversion = Character(c)
            advance()
        }
        var spec: [FormattedPart]?
        if peek() == ":" {
            advance()
            spec = try formatted(close: close, triple: triple, raw: raw, opening: opening, level: level + 1)
        }
        guard peek() == "}" else { throw SyntaxFault(message: "f-string: expecting '}'", range: here()) }
        advance()
        return .expression(
            source: source, line: start.0, column: start.1, conversion: conversion, spec: spec, echo: echo)
    }
}
