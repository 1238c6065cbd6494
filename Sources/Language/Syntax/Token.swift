/// One word or sign of a program, with its place.
struct Token {
    enum Kind: Equatable {
        case name(String)
        case keyword(Keyword)
        case int(Int)
        /// Digits of a number beyond 64 bits, without prefix and underscores.
        case bigInt(String, radix: Int)
        case float(Double)
        case imaginary(Double)
        /// A string of any kind; its escapes and fields are read by the parser.
        case string(QuotedText)
        case sign(Sign)
        case newline
        case indent
        case dedent
        case end
    }

    let kind: Kind
    let range: SourceRange
}

/// An operator or delimiter of up to three ASCII signs, packed into a number so that comparing costs nothing.
struct Sign: Hashable, ExpressibleByStringLiteral {
    private let packed: UInt32

    @inline(__always) init(stringLiteral text: StaticString) {
        var packed: UInt32 = 0
        for i in 0..<text.utf8CodeUnitCount { packed = packed << 8 | UInt32(text.utf8Start[i]) }
        self.packed = packed
    }

    /// The sign at the beginning of some scalars; `nil` where none stands. The longest one counts.
    init?(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
        guard a < 0x80 else { return nil }
        let two = b < 0x80 ? a << 8 | b : 0
        let three = b < 0x80 && c < 0x80 ? two << 8 | c : 0
        if three != 0, Sign.known.contains(three) {
            packed = three
        } else if two != 0, Sign.known.contains(two) {
            packed = two
        } else if Sign.known.contains(a) {
            packed = a
        } else {
            return nil
        }
    }

    /// How many signs it has.
    var count: Int { packed > 0xFFFF ? 3 : packed > 0xFF ? 2 : 1 }

    /// The sign as text.
    var text: String {
        String(
            String.UnicodeScalarView(
                [packed >> 16 & 0xFF, packed >> 8 & 0xFF, packed & 0xFF].compactMap {
                    $0 == 0 ? nil : Unicode.Scalar($0)
                }))
    }

    /// All that Python has; `<>`, `!`, `?`, `$` and `` ` `` belong to no rule of the grammar.
    private static let known: Set<UInt32> = {
        let signs: [Sign] = [
            "**=", "//=", "<<=", ">>=", "...", "==", "!=", "<=", ">=", "->", "+=", "-=", "*=", "/=", "%=", "@=", "&=",
            "|=", "^=", ":=", "**", "//", "<<", ">>", "<>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">",
            "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "!", "?", "$", "`",
        ]
        return Set(signs.map(\.packed))
    }()
}

/// A string as it stands in the program: its prefix, and where its inside lies in the text.
struct QuotedText: Equatable {
    var isRaw = false
    var isBytes = false
    var isFormatted = false
    /// Places of the inside in the lexer's text.
    var from = 0
    var to = 0
    /// Where the inside begins.
    var line = 1
    var column = 1
    var hasEscape = false
    var isASCII = true
}

/// Words that names can't be.
enum Keyword: String, CaseIterable {
    case `False`, `None`, `True`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`,
        except
    case finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`,
        `try`
    case `while`, with, yield

    /// Words by their text.
    static let byText: [String: Keyword] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// A program that can't be read.
struct SyntaxFault: Error {
    var kind: ExceptionKind = .syntaxError
    var message: String
    var range: SourceRange
    var hint: String?
    /// True where more text could still make it right: an open bracket, an unfinished block.
    var isIncomplete = false
    /// True for what the lexer finds and reports even where the grammar fails before it.
    var outranksGrammar = true
    /// True for what Python has and Svertka has not: no other reading of the program will mend it.
    var isUnsupported = false
}
