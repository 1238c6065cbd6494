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
        var lines: [String] = []
        if !(error.isSyntaxFault && error.raised.trace.count == 1) {
            lines.append("Traceback (most recent call last):")
        }
        let entries = entries(error, paint)
        if entries.count > entryLimit {
            lines += entries.prefix(entryLimit / 2)
            lines.append("  [… \(entries.count - entryLimit) more calls …]")
            lines += entries.suffix(entryLimit / 2)
        } else {
            lines += entries
        }
        // Python says on the same line what may be meant.
        let hint = error.raised.hint
        let suggestion = hint.map { $0.hasPrefix("Did you mean: ") ? ". \($0)" : "" } ?? ""
        lines.append(paint.error(name) + (message.isEmpty ? "" : ": \(message)\(suggestion)"))
        if let hint, suggestion.isEmpty { lines.append(paint.hint(hint)) }
        return lines
    }

    /// The calls of a traceback; of more than three in a row from one line the rest is counted.
    private static func entries(_ error: LanguageError, _ paint: Paint) -> [String] {
        let trace = error.raised.trace
        var texts: [String] = []
        var repeats = 0
        for (i, one) in trace.enumerated() {
            if i > 0, trace[i - 1].source === one.source, trace[i - 1].range.line == one.range.line,
                trace[i - 1].function == one.function
            {
                repeats += 1
            } else {
                texts += repeated(repeats)
                repeats = 0
            }
            if repeats < repeatLimit {
                let missing = i + 1 == trace.count ? error.missingAttribute : nil
                texts.append(entry(one, paint, missing: missing))
            }
        }
        return texts + repeated(repeats)
    }

    /// As often the same line is shown in a row.
    private static let repeatLimit = 3

    private static func repeated(_ repeats: Int) -> [String] {
        let more = repeats - repeatLimit + 1
        return more > 0 ? ["  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]"] : []
    }

    /// Where a call stood: name and number of the line, the line, and carets under the expression.
    private static func entry(_ entry: TraceEntry, _ paint: Paint, missing: String?) -> String {
        let function = entry.function == "<module>" ? "" : ", in \(entry.function)"
        var text = "  " + paint.place("\(entry.source.name), line \(entry.range.line)") + function
        guard entry.range.line >= 1, entry.range.line <= entry.source.lines.count else { return text }
        let source = entry.source.lines[entry.range.line - 1]
        let line = Array(source.unicodeScalars)
        let indent = line.prefix { $0 == " " || $0 == "\t" }.count
        let found = CaretLine.marks(source, entry.range, missing: missing)
        // Of a very long line only the surroundings of the fault are shown.
        var from = indent
        var to = line.count
        if to - from > widthLimit {
            from = max(indent, min((found?.start ?? indent) - widthLimit / 3, to - widthLimit))
            to = from + widthLimit
        }
        let before = from > indent ? "…" : ""
        text += "\n    " + before + String(String.UnicodeScalarView(line[from..<to])) + (to < line.count ? "…" : "")
        // An expression that is the whole line needs no marks.
        guard let found else { return text }
        let start = min(max(found.start, from), to)
        let gap = before.map { _ in " " } + line[from..<start].map { $0 == "\t" ? "\t" : " " }
        let marks = String(found.marks.prefix(max(1, to - start)))
        return text + "\n    " + gap.joined() + paint.error(marks)
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
