/// Decodes the backslash sequences of a string, with CPython's errors for wrong ones.
struct EscapeReader {
    private let source: ArraySlice<Unicode.Scalar>
    private let isBytes: Bool
    private var at: Int
    private var line: Int
    private var column: Int
    /// What CPython's decoder calls the position: other signs than ASCII count ten.
    private var position = 0
    private(set) var warnings: [SyntaxWarning] = []

    init(_ source: ArraySlice<Unicode.Scalar>, isBytes: Bool, line: Int, column: Int) {
        self.source = source
        self.isBytes = isBytes
        self.line = line
        self.column = column
        at = source.startIndex
    }

    private func peek() -> Unicode.Scalar? { at < source.endIndex ? source[at] : nil }

    private mutating func advance() {
        position += source[at].isASCII ? 1 : 10
        if source[at] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        at += 1
    }

    /// The text that the string stands for.
    mutating func read() throws(SyntaxFault) -> String.UnicodeScalarView {
        var value = String.UnicodeScalarView()
        while let c = peek() {
            if c == "\\" {
                try escape(into: &value)
            } else {
                value.append(c)
                advance()
            }
        }
        return value
    }

    private mutating func escape(into value: inout String.UnicodeScalarView) throws(SyntaxFault) {
        let start = (position: position, line: line, column: column)
        advance()
        guard let c = peek() else { return value.append("\\") }
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
        case "x": value.append(try hexadecimal(2, "\\xXX", start))
        case "u" where !isBytes: value.append(try hexadecimal(4, "\\uXXXX", start))
        case "U" where !isBytes: value.append(try hexadecimal(8, "\\UXXXXXXXX", start))
        case "N" where !isBytes: value.append(try named(start))
        case "0"..."7":
            var code = c.value - 0x30
            for _ in 0..<2 {
                guard let d = peek(), d.value >= 0x30, d.value <= 0x37 else { break }
                code = code * 8 + d.value - 0x30
                advance()
            }
            value.append(Unicode.Scalar(isBytes ? code & 0xFF : code) ?? "\u{FFFD}")
        default:
            value.append("\\")
            value.append(c)
            warnings.append(
                SyntaxWarning(
                    kind: "DeprecationWarning", message: "invalid escape sequence '\\\(c)'", line: start.line))
        }
    }

    private func fault(_ reason: String, _ start: (position: Int, line: Int, column: Int)) -> SyntaxFault {
        let last = position - 1
        let place =
            start.position == last ? "byte 0x5c in position \(last)" : "bytes in position \(start.position)-\(last)"
        return SyntaxFault(
            message: isBytes
                ? "(value error) invalid \\x escape at position \(start.position)"
                : "(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)",
            range: SourceRange(line: start.line, column: start.column, endLine: line, endColumn: column),
            hint: reason.hasPrefix("truncated")
                ? "a path with backslashes needs an r before its quotes: r'C:\\Users'" : nil)
    }

    private mutating func hexadecimal(_ count: Int, _ form: String, _ start: (position: Int, line: Int, column: Int))
        throws(SyntaxFault) -> Unicode.Scalar
    {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let c = peek(), c.isASCII, let digit = Character(c).hexDigitValue else {
                throw fault("truncated \(form) escape", start)
            }
            code = code << 4 | UInt32(digit)
            advance()
        }
        if let scalar = Unicode.Scalar(code) { return scalar }
        if code <= 0x10FFFF {
            throw SyntaxFault(
                message: "(unicode error) a lone surrogate can't stand in a string here: \(form)",
                range: SourceRange(line: start.line, column: start.column, endLine: line, endColumn: column),
                hint: "write the sign itself or its \\UXXXXXXXX form")
        }
        throw fault("illegal Unicode character", start)
    }

    /// `\N{NAME}`
    private mutating func named(_ start: (position: Int, line: Int, column: Int)) throws(SyntaxFault)
        -> Unicode.Scalar
    {
        guard peek() == "{" else { throw fault("malformed \\N character escape", start) }
        var name = ""
        advance()
        while let c = peek(), c != "}" {
            name.unicodeScalars.append(c)
            advance()
        }
        guard peek() == "}", !name.isEmpty else { throw fault("malformed \\N character escape", start) }
        advance()
        guard let scalar = UnicodeNames.scalar(name) else { throw fault("unknown Unicode character name", start) }
        return scalar
    }
}

/// Characters by their names in the Unicode standard.
enum UnicodeNames {
    /// Where characters with names of their own lie; between are ideographs, syllables and private signs.
    private static let named: [ClosedRange<UInt32>] = [
        0x00...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xABFF, 0xD7B0...0xD7FF, 0xFB00...0xFFFD, 0x1_0000...0x1_3FFF,
        0x1_6800...0x1_6FFF, 0x1_AFF0...0x1_B2FF, 0x1_BC00...0x1_FBFF, 0xE_0001...0xE_01EF,
    ]

    /// The character of a name in any letter case; `nil` if none has it. Reads the names of the standard one by one: some
    /// hundredths of a second for the last of them.
    static func scalar(_ name: String) -> Unicode.Scalar? {
        let name = name.uppercased()
        guard name.utf8.count <= 100, name.utf8.allSatisfy({ isNamePart($0) }) else { return nil }
        if name.hasPrefix("CJK UNIFIED IDEOGRAPH-") {
            return UInt32(name.dropFirst(22), radix: 16).flatMap(Unicode.Scalar.init)
        }
        for range in named {
            for code in range {
                guard let properties = Unicode.Scalar(code)?.properties else { continue }
                if properties.name == name || properties.nameAlias == name { return Unicode.Scalar(code) }
            }
        }
        return nil
    }

    /// Letters, digits, space and hyphen make up names.
    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte &- 0x41 < 26 || byte &- 0x30 < 10 || byte == 0x20 || byte == 0x2D
    }
}
