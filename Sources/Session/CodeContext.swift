/// What stands around the cursor of an unfinished program: code, a comment or a string. Places count code points.
struct CodeContext {
    /// A string that the cursor stands in.
    struct OpenString {
        let quote: Unicode.Scalar
        let isFormatted: Bool
        /// Where the prefix or opening quote stands, and where the inside begins.
        let start: Int
        let inside: Int
    }

    enum Place {
        case code
        case comment
        case string(OpenString)
    }

    let place: Place
    /// The code up to the cursor; a field of an f-string stands alone.
    let codeStart: Int

    /// Reads from the beginning to the cursor; every text gives a place.
    init(_ code: [Unicode.Scalar], before cursor: Int) {
        var at = 0
        var start = 0
        let end = min(max(cursor, 0), code.count)
        var found = Place.code
        while at < end {
            let c = code[at]
            if c == "#" {
                while at < end, code[at] != "\n" { at += 1 }
                if at == end { found = .comment }
            } else if c == "'" || c == "\"" {
                switch CodeContext.string(code, at, end) {
                case .closed(let after): at = after
                case .open(let open):
                    found = .string(open)
                    at = end
                case .field(let inside):
                    start = inside
                    at = inside
                }
            } else {
                at += 1
            }
        }
        place = found
        codeStart = start
    }

    private enum Outcome {
        case closed(after: Int)
        case open(OpenString)
        /// The cursor stands in a field of an f-string, which begins here.
        case field(Int)
    }

    private static func string(_ code: [Unicode.Scalar], _ quoteAt: Int, _ end: Int) -> Outcome {
        let quote = code[quoteAt]
        var start = quoteAt
        while start > 0, quoteAt - start < 2, "rRbBfFuU".unicodeScalars.contains(code[start - 1]) { start -= 1 }
        // A name that ends in such letters is no prefix.
        if start > 0, NameChain.isNamePart(code[start - 1]) { start = quoteAt }
        let prefix = code[start..<quoteAt]
        let isFormatted = prefix.contains("f") || prefix.contains("F")
        let isTriple = quoteAt + 2 < end && code[quoteAt + 1] == quote && code[quoteAt + 2] == quote
        let inside = quoteAt + (isTriple ? 3 : 1)
        var at = inside
        var field: Int?
        while at < end {
            let c = code[at]
            if c == "\\" {
                at += 2
                continue
            }
            if c == "\n", !isTriple { return .closed(after: at) }
            if c == quote, !isTriple { return .closed(after: at + 1) }
            if c == quote, at + 2 < end, code[at + 1] == quote, code[at + 2] == quote { return .closed(after: at + 3) }
            if isFormatted {
                if c == "{" {
                    if at + 1 < end, code[at + 1] == "{", field == nil { at += 1 } else { field = at + 1 }
                } else if c == "}" {
                    field = nil
                }
            }
            at += 1
        }
        if let field { return .field(field) }
        return .open(OpenString(quote: quote, isFormatted: isFormatted, start: start, inside: inside))
    }
}
