/// `textwrap`: paragraphs of a given width.
enum TextwrapModule {
    private static let options: [Parameter] = [
        Parameter("text"), Parameter("width", .int(70)), .keyword("initial_indent", .str("")),
        .keyword("subsequent_indent", .str("")),
    ]

    static let module = NativeModule(
        "textwrap", doc: "Paragraphs of a given width.",
        functions: [
            NativeFunction("wrap", options, doc: "The text as lines of at most so many signs.") {
                (call) throws(LanguageError) in Value(try lines(call).map { Value($0) })
            },
            NativeFunction("fill", options, doc: "The text broken into lines.") { (call) throws(LanguageError) in
                Value(try lines(call).joined(separator: "\n"))
            },
            NativeFunction(
                "shorten", [Parameter("text"), Parameter("width"), .keyword("placeholder", .str(" [...]"))],
                doc: "The text's first words, as many as fit."
            ) { (call) throws(LanguageError) in
                let words = words(try call.string(0)), width = try call.int(1), end = try call.string(2)
                let whole = words.joined(separator: " ")
                if whole.unicodeScalars.count <= width { return Value(whole) }
                var kept = words[...]
                while !kept.isEmpty {
                    kept.removeLast()
                    let text = kept.joined(separator: " ") + end
                    if text.unicodeScalars.count <= width { return Value(kept.isEmpty ? end.trimmed : text) }
                }
                throw LanguageError.valueError("placeholder too large for max width")
            },
            NativeFunction("dedent", [Parameter("text")], doc: "The lines without the margin that all share.") {
                (call) throws(LanguageError) in
                let lines = try call.string(0).split(separator: "\n", omittingEmptySubsequences: false).map {
                    $0.allSatisfy { $0 == " " || $0 == "\t" } ? "" : String($0)
                }
                var margin: String?
                for line in lines where !line.isEmpty {
                    let own = String(line.prefix { $0 == " " || $0 == "\t" })
                    margin = margin.map { String(zip($0, own).prefix { $0 == $1 }.map(\.0)) } ?? own
                }
                let cut = margin?.count ?? 0
                return Value(lines.map { String($0.dropFirst(cut)) }.joined(separator: "\n"))
            },
            NativeFunction(
                "indent", [Parameter("text"), Parameter("prefix")], doc: "A prefix before every line that has text."
            ) { (call) throws(LanguageError) in
                let prefix = try call.string(1)
                let lines = try call.string(0).split(separator: "\n", omittingEmptySubsequences: false)
                return Value(
                    lines.map { $0.allSatisfy(\.isWhitespace) ? String($0) : prefix + $0 }.joined(separator: "\n"))
            },
        ])

    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { String(Substring($0)) }
    }

    private static func lines(_ call: Call) throws(LanguageError) -> [String] {
        let width = try call.int(1)
        if width <= 0 { throw LanguageError.valueError("invalid width \(width) (must be > 0)") }
        let first = try call.string(2), rest = try call.string(3)
        var lines: [String] = []
        var line = ""
        var isEmpty = true
        func begin() {
            line = lines.isEmpty ? first : rest
            isEmpty = true
        }
        begin()
        for word in words(try call.string(0)) {
            var scalars = Array(word.unicodeScalars)
            while true {
                let room = width - line.unicodeScalars.count - (isEmpty ? 0 : 1)
                if scalars.count <= room {
                    line += isEmpty ? "" : " "
                    line.unicodeScalars.append(contentsOf: scalars)
                    isEmpty = false
                    break
                }
                // A word longer than a whole line is broken; else it begins the next line.
                let whole = width - (lines.isEmpty && isEmpty ? first : rest).unicodeScalars.count
                if scalars.count > whole {
                    let taken = max(isEmpty ? 1 : 0, room)
                    if taken > 0 {
                        line += isEmpty ? "" : " "
                        line.unicodeScalars.append(contentsOf: scalars.prefix(taken))
                        scalars.removeFirst(min(taken, scalars.count))
                    }
                }
                lines.append(line)
                begin()
            }
        }
        if !isEmpty { lines.append(line) }
        return lines
    }
}
