extension Lexer {
    /// How many letters before a quote change a string's meaning; `nil` where no string begins.
    func stringPrefix() -> Int? {
        var seen = ""
        for ahead in 0..<3 {
            guard let c = peek(ahead) else { return nil }
            if Lexer.closing(c) != nil { return ahead > 0 ? ahead : nil }
            let letter: Unicode.Scalar
            switch c {
            case "r", "R": letter = "r"
            case "b", "B": letter = "b"
            case "f", "F": letter = "f"
            case "u", "U": letter = "u"
            default: return nil
            }
            // `r` goes with `b` or `f`; everything else stands alone.
            let pairs = letter == "r" ? seen == "b" || seen == "f" : (letter == "b" || letter == "f") && seen == "r"
            guard seen.isEmpty || pairs else { return nil }
            seen.unicodeScalars.append(letter)
        }
        return nil
    }

    /// The quote that ends a string begun by `open`; typographic quotes come from listings pasted from slides.
    static func closing(_ open: Unicode.Scalar) -> Unicode.Scalar? {
        switch open {
        case "'", "\"": open
        case "\u{2018}", "\u{2019}": "\u{2019}"
        case "\u{201C}", "\u{201D}": "\u{201D}"
        default: nil
        }
    }

    /// string = prefix? quote … quote, or three quotes around several lines
    mutating func string(_ prefix: Int) throws(SyntaxFault) {
        let start = (line, column)
        var quoted = QuotedText()
        for _ in 0..<prefix {
            switch peek() {
            case "r", "R": quoted.isRaw = true
            case "b", "B": quoted.isBytes = true
            case "f", "F": quoted.isFormatted = true
            default: break
            }
            advance()
        }
        guard let open = peek(), let close = Lexer.closing(open) else { return }
        let isTriple = open == close && peek(1) == close && peek(2) == close
        for _ in 0..<(isTriple ? 3 : 1) { advance() }
        quoted.from = at
        quoted.line = line
        quoted.column = column
        while true {
            guard let c = peek(), isTriple || c != "\n" else { throw unterminated(start, isTriple) }
            if c == close, !isTriple || (peek(1) == close && peek(2) == close) { break }
            if c == "\\" {
                quoted.hasEscape = true
                advance()
                if peek() == nil { throw unterminated(start, isTriple) }
            }
            if !c.isASCII { quoted.isASCII = false }
            advance()
        }
        quoted.to = at
        for _ in 0..<(isTriple ? 3 : 1) { advance() }
        add(.string(quoted), from: start)
    }

    private func unterminated(_ start: (line: Int, column: Int), _ isTriple: Bool) -> SyntaxFault {
        let last = column == 1 && line > start.line ? line - 1 : line
        let place = SourceRange(
            line: start.line, column: start.column, endLine: start.line, endColumn: start.column + 1)
        return isTriple
            ? SyntaxFault(
                message: "unterminated triple-quoted string literal (detected at line \(last))", range: place,
                hint: "the closing three quotes are missing", isIncomplete: true)
            : SyntaxFault(
                message: "unterminated string literal (detected at line \(line))", range: place,
                hint: "the closing quote is missing")
    }
}
