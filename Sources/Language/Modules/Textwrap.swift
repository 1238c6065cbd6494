/// `textwrap`: paragraphs of a given width.
enum TextwrapModule {
    static let module = NativeModule(
        "textwrap", doc: "Paragraphs of a given width.",
        functions: [
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
        ], written: written)
}
