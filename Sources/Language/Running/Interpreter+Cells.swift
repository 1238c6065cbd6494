extension Interpreter {
    /// Runs a cell or file in the program's names; answers with the value of its last expression, or `nil`.
    ///
    /// - Parameter name: what tracebacks call the text: `Cell In[3]`, `File "net.py"`.
    public func run(_ text: String, name: String, showsResult: Bool = true) throws(LanguageError) -> Value? {
        let (code, warnings) = try compile(text, name: name, showsResult: showsResult)
        warn(warnings, name, isCell: showsResult)
        let function = Function(code: code, defaults: [], keywordDefaults: [], closure: [])
        defer { if machine.hasAbandoned { closeAbandoned() } }
        let value = try callFunction(function, [], [])
        return value.isUnbound ? nil : value
    }

    /// Reads and compiles a text without running it; throws its error.
    public func check(_ text: String, name: String = "<text>") throws(LanguageError) {
        _ = try compile(text, name: name, showsResult: true)
    }

    private func compile(_ text: String, name: String, showsResult: Bool) throws(LanguageError) -> (
        code: Code, warnings: [SyntaxWarning]
    ) {
        let text = PastedListing.unnumbered(Interpreter.withUnixLines(text))
        let source = SourceText(name: name, text: text)
        do throws(SyntaxFault) {
            let program = try Parser.parse(text)
            let code = try Compiler.compile(
                cell: program.statements, source: source, showsResult: showsResult && !program.endsSilently,
                interpreter: self, folds: program.folds.filter { globals[$0] == nil })
            return (code, program.warnings)
        } catch {
            let raised = LanguageError(error.kind, error.message, hint: error.hint)
            raised.raised.trace = [TraceEntry(source: source, range: error.range, function: "<module>")]
            throw raised
        }
    }

    /// Says what Python warns of; files keep silent about escapes, as `python3 file.py` does.
    private func warn(_ warnings: [SyntaxWarning], _ name: String, isCell: Bool) {
        for one in warnings where isCell || one.kind != "DeprecationWarning" {
            host.emit(.stream(.stderr, "\(name):\(one.line): \(one.kind): \(one.message)\n"))
        }
    }

    /// The text with line feeds only.
    static func withUnixLines(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var lines = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                lines.append("\n")
            } else if scalar != "\n" || !wasReturn {
                lines.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(lines)
    }
}
