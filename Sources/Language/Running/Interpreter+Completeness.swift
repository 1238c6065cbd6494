extension Interpreter {
    /// Whether a text can be read as a whole program.
    public static func isProgram(_ text: String) -> Bool {
        (try? Parser.parse(PastedListing.unnumbered(withUnixLines(text)))) != nil
    }

    /// What a text is as a program: whole, in need of more lines, or wrong — as IPython answers a front end that asks
    /// whether Return runs the cell or goes on.
    public func completeness(of text: String) -> Completeness {
        let text = PastedListing.unnumbered(Interpreter.withUnixLines(text))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return .complete }
        let more = Completeness.incomplete(indent: Completeness.indent(after: last))
        if last.last == "\\" { return more }
        let read = Lexer.read(text)
        if let fault = read.fault, fault.isIncomplete { return more }
        if let opener = Completeness.unfinishedBlock(read.tokens) {
            return .incomplete(indent: String(repeating: " ", count: opener.column - 1 + 4))
        }
        do throws(SyntaxFault) {
            _ = try Parser.parse(text)
        } catch {
            return error.isIncomplete ? more : .invalid
        }
        // A block goes on until an empty line.
        let endsBlock = read.tokens.dropLast().last?.kind == .dedent
        let endsLine = lines.count > 1 && (lines.last?.allSatisfy(\.isWhitespace) ?? false)
        return endsBlock && !endsLine ? more : .complete
    }
}

/// Whether a text can be run as it stands.
public enum Completeness: Equatable, Sendable {
    case complete
    /// More lines are needed; the next one should begin with so many spaces.
    case incomplete(indent: String)
    case invalid

    /// The indentation that the line after one should have: its own, or less where it leaves the block.
    static func indent(after line: Substring) -> String {
        let own = line.prefix { $0 == " " || $0 == "\t" }.map { $0 == "\t" ? "    " : " " }.joined()
        let word = line.drop { $0 == " " || $0 == "\t" }.prefix { $0.isLetter }
        if ["return", "pass", "break", "continue", "raise"].contains(word) { return String(own.dropLast(4)) }
        return own
    }

    /// Where the line begins whose colon wants a block; `nil` where the text does not end in a colon.
    static func unfinishedBlock(_ tokens: [Token]) -> SourceRange? {
        let blank: [Token.Kind] = [.newline, .indent, .dedent, .end]
        guard let colon = tokens.lastIndex(where: { !blank.contains($0.kind) }), tokens[colon].kind == .sign(":") else {
            return nil
        }
        var first = colon
        while first > 0, !blank.contains(tokens[first - 1].kind) { first -= 1 }
        return tokens[first].range
    }
}
