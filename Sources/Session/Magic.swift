import Language

/// IPython's commands that listings carry along. Those in the table are accepted and have nothing to do here.
public struct Magic: Sendable {
    public let name: String
    public let doc: String

    static let table: [Magic] = [
        Magic(name: "matplotlib", doc: "Figures always stand in the notebook."),
        Magic(
            name: "config", doc: "InlineBackend.figure_format says what pictures are: 'png', 'retina' or 'svg'."),
        Magic(name: "load_ext", doc: "There are no extensions."),
        Magic(name: "reload_ext", doc: "There are no extensions."),
        Magic(name: "autoreload", doc: "There are no files to reload."),
        Magic(name: "pylab", doc: "Figures always stand in the notebook."),
        Magic(name: "tensorflow_version", doc: "Keras is built in."),
    ]

    private static let names = Set(table.map(\.name))

    /// The cell with its magic lines emptied, so that line numbers stay; inside of a block, `pass` takes their place.
    ///
    /// What is a program as it stands has none: such lines are text between quotes there.
    /// - Throws: `LanguageError` for `!command`: there is no shell behind a cell.
    static func removed(from source: String) throws(LanguageError) -> String {
        guard source.utf8.contains(UInt8(ascii: "%")) || source.utf8.contains(UInt8(ascii: "!")) else { return source }
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.first { !$0.isWhitespace }.map { "%!".contains($0) } ?? false }),
            !Interpreter.isProgram(source)
        else { return source }
        for place in lines.indices {
            if lines[place].hasPrefix("!") {
                throw LanguageError(
                    .syntaxError, "there is no shell behind a cell: line \(place + 1) starts with '!'",
                    hint: "Everything that a cell can import is built in; nothing needs to be installed.")
            }
            let indentation = lines[place].prefix { $0 == " " || $0 == "\t" }
            let command = lines[place].dropFirst(indentation.count)
            guard command.hasPrefix("%") else { continue }
            let word = command.drop { $0 == "%" }.prefix { !$0.isWhitespace }
            if word == "config" {
                // The library has a function for it, which takes what stands behind the word as text.
                let setting = String(command.drop { $0 == "%" }.dropFirst(word.count))
                    .replacing("\"", with: "'").replacing("\\", with: "")
                lines[place] = Substring("\(indentation)__config__(\"\(setting)\")")
            } else if names.contains(String(word)) {
                lines[place] = indentation.isEmpty ? "" : indentation + "pass"
            }
        }
        return lines.joined(separator: "\n")
    }
}
