import Notebooks

/// The code of a submission as tokens that stay the same when names, numbers, texts, comments and layout change.
struct CodeTokens {
    /// A token, and where it stands.
    struct Token {
        /// What is compared: keywords, operators and the library's words as they are, `v` for a name of the submission's
        /// own, `n` for a number, `s` for a text.
        let word: String
        /// The cell, by its place among those read, and the line in it, both from 0.
        let cell: Int
        let line: Int
    }

    private(set) var tokens: [Token] = []
    /// The cells' texts, and what readers call them.
    private(set) var cells: [(name: String, text: String)] = []

    /// Adds a cell; tokens never run on from one into the next, since a mark stands between them.
    mutating func add(_ name: String, _ text: String) {
        let place = cells.count
        cells.append((name, text))
        if !tokens.isEmpty { tokens.append(Token(word: "\u{0}", cell: place, line: 0)) }
        var lexer = CodeLexer(text)
        while let (word, line) = lexer.next() { tokens.append(Token(word: word, cell: place, line: line)) }
    }
}

/// Takes Python's text apart, as far as likeness needs it; nothing is an error.
struct CodeLexer {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 0
    /// What stood before: names after a point are the library's or those of an object's members.
    private var before = ""

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match", "case",
        // Built-ins that nobody renames.
        "abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "isinstance", "len", "list", "map", "max",
        "min",
        "open", "print", "range", "reversed", "round", "set", "sorted", "str", "sum", "super", "tuple", "type", "zip",
        "self",
    ]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next token; `nil` at the end.
    mutating func next() -> (word: String, line: Int)? {
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x0A:
                line += 1
                at += 1
            case 0x20, 0x09, 0x0D, 0x0C, 0x5C: at += 1
            case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            case 0x22, 0x27: return take("s", string(byte))
            case 0x30...0x39: return take("n", number())
            default:
                if CodeLexer.isLetter(byte) { return word() }
                let first = line
                var text = String(UnicodeScalar(byte))
                at += 1
                // Operators of two signs and more are one token.
                while at < bytes.count, "=*/<>".utf8.contains(bytes[at]), "=+-*/<>!%&|^@:".utf8.contains(byte) {
                    text += String(UnicodeScalar(bytes[at]))
                    at += 1
                }
                before = text
                return (text, first)
            }
        }
        return nil
    }

    private mutating func take(_ word: String, _ first: Int) -> (String, Int) {
        before = word
        return (word, first)
    }

    /// Names of one's own are all alike; those after a point are kept, as `Conv2D` in `layers.Conv2D`, but not those of
    /// `self`, nor what stands behind `def` and `class`.
    private mutating func word() -> (word: String, line: Int) {
        let start = at
        while at < bytes.count, CodeLexer.isLetter(bytes[at]) || (0x30...0x39).contains(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        // A text with a prefix: f"…", rb'…'.
        if at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27, text.count <= 2,
            text.lowercased().allSatisfy("rbuf".contains)
        {
            return take("s", string(bytes[at]))
        }
        let isMember = before == "."
        let word =
            CodeLexer.keywords.contains(text) ? text : isMember && !isOwn ? "." + text : "v"
        isOwn = text == "self" || isMember && isOwn
        before = word
        return (word, line)
    }

    /// True behind `self` and members of it.
    private var isOwn = false

    private mutating func number() -> Int {
        while at < bytes.count, CodeLexer.isLetter(bytes[at]) || (0x30...0x39).contains(bytes[at]) || bytes[at] == 0x2E
        {
            at += 1
        }
        return line
    }

    /// Goes behind a text; gives the line that it begins in.
    private mutating func string(_ quote: UInt8) -> Int {
        let first = line
        let isLong = at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
        at += isLong ? 3 : 1
        while at < bytes.count {
            if bytes[at] == 0x5C {
                if at + 1 < bytes.count, bytes[at + 1] == 0x0A { line += 1 }
                at += 2
                continue
            }
            if bytes[at] == 0x0A {
                if !isLong { return first }
                line += 1
            } else if bytes[at] == quote {
                if !isLong {
                    at += 1
                    return first
                }
                if at + 2 < bytes.count, bytes[at + 1] == quote, bytes[at + 2] == quote {
                    at += 3
                    return first
                }
            }
            at += 1
        }
        return first
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
    }
}
