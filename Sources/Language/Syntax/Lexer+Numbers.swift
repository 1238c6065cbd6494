extension Lexer {
    /// The most digits of a decimal literal, as in CPython.
    private static let digitLimit = 4300

    /// Takes digits of a radix with single underscores between them; an underscore must be followed by a digit.
    private mutating func takeDigits(_ kind: String, radix: UInt32 = 10) throws(SyntaxFault) {
        while let c = peek() {
            if c == "_" {
                advance()
                guard let next = peek(), Lexer.digit(next) < radix else { throw wrongDigit(kind, radix) }
            } else if Lexer.digit(c) >= radix {
                break
            }
            advance()
        }
    }

    private static func digit(_ c: Unicode.Scalar) -> UInt32 {
        switch c.value {
        case 0x30...0x39: c.value - 0x30
        case 0x41...0x46: c.value - 0x41 + 10
        case 0x61...0x66: c.value - 0x61 + 10
        default: 99
        }
    }

    private mutating func wrongDigit(_ kind: String, _ radix: UInt32) -> SyntaxFault {
        if radix < 10, let c = peek(), Lexer.isDigit(c) {
            return SyntaxFault(message: "invalid digit '\(c)' in \(kind) literal", range: here())
        }
        return fault("invalid \(kind) literal")
    }

    /// number = integer | float | imaginary, and no name right behind
    mutating func number() throws(SyntaxFault) {
        let start = (line, column)
        let from = at
        if peek() == "0", let mark = peek(1) {
            switch mark {
            case "x", "X": return try prefixed("hexadecimal", 16, start)
            case "o", "O": return try prefixed("octal", 8, start)
            case "b", "B": return try prefixed("binary", 2, start)
            default: break
            }
        }
        var isFloat = false
        if peek() != "." { try takeDigits("decimal") }
        let whole = at
        if peek() == "." {
            isFloat = true
            advance()
            if let c = peek(), Lexer.isDigit(c) { try takeDigits("decimal") }
        }
        if let e = peek(), e == "e" || e == "E" {
            let isSigned = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(isSigned ? 2 : 1), Lexer.isDigit(digit) {
                isFloat = true
                advance()
                if isSigned { advance() }
                try takeDigits("decimal")
            } else if isSigned {
                advance()
                advance()
                throw fault("invalid decimal literal")
            }
        }
        var digits = ""
        for c in text[from..<at] where c != "_" { digits.unicodeScalars.append(c) }
        if let c = peek(), c == "j" || c == "J" {
            advance()
            try checkEnd("imaginary")
            return add(.imaginary(Double(digits) ?? 0), from: start)
        }
        if !isFloat, digits.count > 1, digits.first == "0", digits.contains(where: { $0 != "0" }) {
            let zeros = text[from..<whole].prefix { $0 == "0" || $0 == "_" }.count
            throw SyntaxFault(
                message:
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                range: SourceRange(
                    line: start.0, column: start.1, endLine: start.0, endColumn: start.1 + zeros))
        }
        try checkEnd("decimal")
        if isFloat { return add(.float(Double(digits) ?? 0), from: start) }
        if digits.utf8.count > Lexer.digitLimit {
            throw SyntaxFault(
                message:
                    "Exceeds the limit (\(Lexer.digitLimit) digits) for integer string conversion: value has \(digits.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                range: range(from: start))
        }
        add(Int(digits).map { .int($0) } ?? .bigInt(digits, radix: 10), from: start)
    }

    private mutating func prefixed(_ kind: String, _ radix: Int, _ start: (line: Int, column: Int)) throws(SyntaxFault)
    {
        advance()
        advance()
        let from = at
        if let c = peek(), c == "_" || Lexer.digit(c) < UInt32(radix) {
            try takeDigits(kind, radix: UInt32(radix))
        } else {
            throw wrongDigit(kind, UInt32(radix))
        }
        if let c = peek(), Lexer.isDigit(c) { throw wrongDigit(kind, UInt32(radix)) }
        try checkEnd(kind)
        var digits = ""
        for c in text[from..<at] where c != "_" { digits.unicodeScalars.append(c) }
        add(Int(digits, radix: radix).map { .int($0) } ?? .bigInt(digits, radix: radix), from: start)
    }

    /// Refuses a name right behind a number; a word like `if` may stand there: `1if x else 2`.
    private func checkEnd(_ kind: String) throws(SyntaxFault) {
        guard let c = peek(), c.isASCII, Lexer.isNamePart(c) else { return }
        for word in ["and", "else", "for", "if", "in", "is", "or", "not"] {
            var ahead = 0
            if word.unicodeScalars.allSatisfy({
                peek(ahead) == $0
                    ? {
                        ahead += 1; return true
                    }() : false
            }) {
                return
            }
        }
        var error = fault("invalid \(kind) literal")
        error.hint = "a name can't begin with a digit"
        throw error
    }
}
