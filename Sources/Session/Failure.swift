import Language

/// An error as front ends show it: name, message, and a traceback that points at the place.
public struct Failure: Error {
    public let name: String
    public let message: String
    /// Texts of one or more lines, innermost call last, the error itself at the end.
    public let traceback: [String]

    /// Entries of one error's traceback; of longer ones the middle is left out.
    private static let entryLimit = 20

    init(_ error: LanguageError, _ interpreter: Interpreter, isColoured: Bool) {
        (name, message) = interpreter.describe(error)
        let paint = Paint(isOn: isColoured)
        var texts: [String] = []
        for (cause, link) in interpreter.causes(of: error) {
            texts += Failure.lines(cause, interpreter, paint) + ["", link, ""]
        }
        traceback = texts + Failure.lines(error, interpreter, paint)
    }

    /// One error in Python's layout.
    private static func lines(_ error: LanguageError, _ interpreter: Interpreter, _ paint: Paint) -> [String] {
        let (name, message) = interpreter.describe(error)
        let trace = error.raised.trace
        var lines: [String] = []
        if !(error.isSyntaxFault && trace.count == 1) { lines.append("Traceback (most recent call last):") }
        if trace.count > entryLimit {
            lines += trace.prefix(entryLimit / 2).map { entry($0, paint) }
            lines.append("  [… \(trace.count - entryLimit) more calls …]")
            lines += trace.suffix(entryLimit / 2).map { entry($0, paint) }
        } else {
            lines += trace.map { entry($0, paint) }
        }
        lines.append(paint.error(name) + (message.isEmpty ? "" : ": \(message)"))
        if let hint = error.raised.hint { lines.append(paint.hint(hint)) }
        return lines
    }

    /// Where a call stood: name and number of the line, the line, and carets under the expression.
    private static func entry(_ entry: TraceEntry, _ paint: Paint) -> String {
        let function = entry.function == "<module>" ? "" : ", in \(entry.function)"
        var text = "  " + paint.place("\(entry.source.name), line \(entry.range.line)") + function
        guard entry.range.line >= 1, entry.range.line <= entry.source.lines.count else { return text }
        let line = Array(entry.source.lines[entry.range.line - 1].unicodeScalars)
        let indent = line.prefix { $0 == " " || $0 == "\t" }.count
        let first = max(entry.range.column - 1, indent)
        let last = entry.range.endLine == entry.range.line ? entry.range.endColumn - 1 : line.count
        // Of a very long line only the surroundings of the fault are shown.
        var from = indent
        var to = line.count
        if to - from > widthLimit {
            from = max(indent, min(first - widthLimit / 3, to - widthLimit))
            to = from + widthLimit
        }
        let before = from > indent ? "…" : ""
        text += "\n    " + before + String(String.UnicodeScalarView(line[from..<to])) + (to < line.count ? "…" : "")
        // An expression that is the whole line needs no carets.
        guard first < max(last, first + 1), first > indent || last < line.count else { return text }
        let gap = before.map { _ in " " } + line[from..<min(max(first, from), to)].map { $0 == "\t" ? "\t" : " " }
        let carets = String(repeating: "^", count: max(1, min(last, max(to, first + 1)) - first))
        return text + "\n    " + gap.joined() + paint.error(carets)
    }

    /// Signs of a source line that a traceback shows.
    private static let widthLimit = 160

    /// Colours of the terminal, which front ends understand too.
    private struct Paint {
        let isOn: Bool

        func error(_ text: String) -> String { paint(text, "31") }
        func place(_ text: String) -> String { paint(text, "36") }
        func hint(_ text: String) -> String { paint(text, "32") }

        private func paint(_ text: String, _ code: String) -> String {
            isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
        }
    }
}

extension LanguageError {
    /// True for errors of the text itself, which have a place but no calls.
    fileprivate var isSyntaxFault: Bool { [.syntaxError, .indentationError, .tabError].contains(kind) }
}
