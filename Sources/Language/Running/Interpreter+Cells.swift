extension Interpreter {
    /// Runs a cell or file in the program's names; answers with the value of its last expression, or `nil`.
    ///
    /// - Parameter name: what tracebacks call the text: `Cell In[3]`, `File "net.py"`.
    public func run(_ text: String, name: String, showsResult: Bool = true) throws(LanguageError) -> Value? {
        let text = PastedListing.unnumbered(text)
        let source = SourceText(name: name, text: text)
        let code: Code
        do throws(SyntaxFault) {
            let tokens = try Lexer.tokens(of: text)
            var parser = Parser(tokens: tokens)
            let statements = try parser.program()
            let silent = tokens.last { ![.newline, .end, .dedent].contains($0.kind) }?.kind == .sign(";")
            code = try Compiler.compile(
                cell: statements, source: source, showsResult: showsResult && !silent, interpreter: self)
        } catch {
            let raised = LanguageError(error.kind, error.message, hint: error.hint)
            raised.raised.trace = [TraceEntry(source: source, range: error.range, function: "<module>")]
            throw raised
        }
        let function = Function(code: code, defaults: [], keywordDefaults: [], closure: [])
        let value = try callFunction(function, [], [])
        return value.isUnbound ? nil : value
    }

    /// What a text is as a program: whole, in need of more lines, or wrong.
    public func completeness(of text: String) -> Completeness {
        do throws(SyntaxFault) {
            _ = try Parser.parse(text)
        } catch {
            if error.isIncomplete { return .incomplete(indent: Completeness.indent(after: text)) }
            return .invalid
        }
        // A block goes on until an empty line.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let last = lines.last, !last.allSatisfy(\.isWhitespace),
            last.first == " " || last.first == "\t" || last.trimmedEnd.hasSuffix(":")
        {
            return .incomplete(indent: Completeness.indent(after: text))
        }
        return .complete
    }
}

/// Whether a text can be run as it stands.
public enum Completeness: Equatable, Sendable {
    case complete
    /// More lines are needed; the next one should begin with so many spaces.
    case incomplete(indent: String)
    case invalid

    /// The indentation that the line after a text should have.
    static func indent(after text: String) -> String {
        guard let last = text.split(separator: "\n").last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
        let own = String(last.prefix { $0 == " " || $0 == "\t" })
        if last.trimmedEnd.hasSuffix(":") { return own + "    " }
        let word = last.drop { $0 == " " }.prefix { $0.isLetter }
        if ["return", "pass", "break", "continue", "raise"].contains(word) { return String(own.dropLast(4)) }
        return own
    }
}

extension Substring {
    /// The line without trailing space and comment.
    fileprivate var trimmedEnd: String {
        var line = self
        if let comment = line.firstIndex(of: "#") { line = line[..<comment] }
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }
}
