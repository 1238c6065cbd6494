/// Finds what is wrong with a program, in CPython's words and at its place.
///
/// Like CPython it reads twice: once by the grammar alone, to learn how far the program is right, and once with the rules
/// of mistakes (`Grammar.mistakes`). An error of the lexer further on outranks what the grammar says.
enum Diagnosis {
    /// The error of a program that the parser refused.
    /// - start: the token where the statement begins that is wrong.
    /// - first: what the parser said; it stands where the grammar finds nothing wrong.
    static func fault(_ read: Lexer.Result, from start: Int, first: SyntaxFault) -> SyntaxFault {
        if first.isUnsupported { return first }
        var fault = fault(read, rule: "file", from: start, first: first)
        if fault.hint == nil { fault.hint = BeginnersHint.hint(fault, read) }
        return fault
    }

    /// The error of a field of an f-string, whose tokens stand in brackets.
    static func fieldFault(_ read: Lexer.Result, first: SyntaxFault) -> SyntaxFault {
        fault(read, rule: "field", from: 0, first: first)
    }

    private static func fault(_ read: Lexer.Result, rule: String, from start: Int, first: SyntaxFault) -> SyntaxFault {
        let recognizer = Recognizer(read)
        do throws(Recognizer.Mistake) {
            if try recognizer.fits(rule, from: start, findsMistakes: false) { return first }
            let last = recognizer.seen - 1
            // A program that fits as far as it goes may go on.
            let isIncomplete = last == read.tokens.count - 1 && rule == "file"
            do throws(Recognizer.Mistake) {
                if try recognizer.fits(rule, from: start, findsMistakes: true) { return first }
            } catch {
                if error.isFinal { return error.fault }
                var fault = outranked(error.fault, read, recognizer.seen - 1)
                if isIncomplete { fault.isIncomplete = true }
                return fault
            }
            let token = read.tokens[last]
            if token.kind == .indent || token.kind == .dedent {
                var range = token.range
                range.column = max(1, range.column - 1)
                range.endColumn = range.column + 1
                return SyntaxFault(
                    kind: .indentationError,
                    message: token.kind == .indent ? "unexpected indent" : "unexpected unindent", range: range)
            }
            return outranked(
                SyntaxFault(message: "invalid syntax", range: token.range, isIncomplete: isIncomplete), read,
                recognizer.seen - 1)
        } catch {
            return error.isFinal ? error.fault : outranked(error.fault, read, recognizer.seen - 1)
        }
    }

    /// What the lexer found further on, where CPython reports that instead.
    private static func outranked(_ fault: SyntaxFault, _ read: Lexer.Result, _ last: Int) -> SyntaxFault {
        guard let later = read.fault else { return fault }
        if later.outranksGrammar { return later }
        // Of the rest CPython only tells that a bracket is open.
        let line = read.tokens[max(0, min(last, read.tokens.count - 1))].range.line
        guard let open = read.open.last, line > open.range.line else { return fault }
        return Lexer.unclosed(open)
    }
}
