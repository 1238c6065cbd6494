/// Code with its words marked for colours: `k` keyword, `b` built-in name, `f` name of a function or class that is
/// defined, `s` string, `c` comment, `n` number, `m` magic or decorator.
///
/// Reads any text: what no rule takes stays as it is.
struct HTMLCode {
    private let signs: [Unicode.Scalar]
    private var at = 0
    private var out = ""
    /// The word before, for names after `def` and `class`.
    private var previous = ""

    private init(_ code: String) { signs = Array(code.unicodeScalars) }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def",
        "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "match",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    private static let builtins: Set<String> = [
        "abs", "all", "any", "bool", "bytes", "callable", "chr", "dict", "dir", "display", "divmod", "enumerate",
        "eval",
        "filter", "float", "format", "getattr", "hasattr", "hash", "help", "id", "input", "int", "isinstance", "iter",
        "len", "list", "map", "max", "min", "next", "object", "open", "ord", "pow", "print", "property", "range",
        "repr",
        "reversed", "round", "set", "setattr", "slice", "sorted", "str", "sum", "super", "tuple", "type", "vars", "zip",
    ]

    /// The code as HTML.
    static func html(_ code: String) -> String {
        var reader = HTMLCode(code)
        while reader.at < reader.signs.count { reader.step() }
        return reader.out
    }

    private func sign(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < signs.count ? signs[at + ahead] : nil }

    private mutating func put(_ stop: Int, _ kind: String?) {
        let text = HTMLText.escaped(String(String.UnicodeScalarView(signs[at..<stop])))
        out += kind.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
        at = stop
    }

    private func end(from start: Int, while isPart: (Unicode.Scalar) -> Bool) -> Int {
        var stop = start
        while stop < signs.count, isPart(signs[stop]) { stop += 1 }
        return stop
    }

    private mutating func step() {
        let first = signs[at]
        switch first {
        case "#": put(end(from: at) { $0 != "\n" }, "c")
        case "\"", "'": string(quoteAt: at)
        case "0"..."9": put(end(from: at, while: HTMLCode.isNumberPart), "n")
        case "%" where startsLine, "!" where startsLine: put(end(from: at) { $0 != "\n" }, "m")
        case "@" where startsLine: put(end(from: at + 1) { HTMLCode.isWordPart($0) || $0 == "." }, "m")
        case _ where HTMLCode.isWordPart(first): word()
        default: put(at + 1, nil)
        }
    }

    /// True where only space stands before on the line.
    private var startsLine: Bool {
        var before = at - 1
        while before >= 0, signs[before] == " " || signs[before] == "\t" { before -= 1 }
        return before < 0 || signs[before] == "\n"
    }

    private static func isWordPart(_ sign: Unicode.Scalar) -> Bool { sign == "_" || sign.properties.isXIDContinue }

    private static func isNumberPart(_ sign: Unicode.Scalar) -> Bool {
        sign == "." || sign == "_" || sign.properties.isASCIIHexDigit || "xXoObBjJ".unicodeScalars.contains(sign)
    }

    private mutating func word() {
        let stop = end(from: at, while: HTMLCode.isWordPart)
        let word = String(String.UnicodeScalarView(signs[at..<stop]))
        if word.count <= 2, stop < signs.count, signs[stop] == "\"" || signs[stop] == "'",
            word.lowercased().allSatisfy({ "rbfu".contains($0) })
        {
            return string(quoteAt: stop)
        }
        let isMember = at > 0 && signs[at - 1] == "."
        var kind: String?
        if previous == "def" || previous == "class" {
            kind = "f"
        } else if !isMember {
            kind = HTMLCode.keywords.contains(word) ? "k" : HTMLCode.builtins.contains(word) ? "b" : nil
        }
        previous = word
        put(stop, kind)
    }

    /// A string, its prefix included, to its closing quote; one that is not closed ends with the line.
    private mutating func string(quoteAt start: Int) {
        let quote = signs[start]
        let isTriple = start + 2 < signs.count && signs[start + 1] == quote && signs[start + 2] == quote
        var stop = start + (isTriple ? 3 : 1)
        while stop < signs.count {
            if signs[stop] == "\\" {
                stop += 2
                continue
            }
            if signs[stop] == quote {
                if !isTriple {
                    stop += 1
                    break
                }
                if stop + 2 < signs.count, signs[stop + 1] == quote, signs[stop + 2] == quote {
                    stop += 3
                    break
                }
            }
            if signs[stop] == "\n", !isTriple { break }
            stop += 1
        }
        put(min(stop, signs.count), "s")
    }
}
