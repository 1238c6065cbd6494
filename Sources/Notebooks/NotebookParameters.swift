import JSON

/// Values for a notebook's parameters, put in as papermill does: in a cell of its own after the one that is tagged
/// `parameters`, in place of one that was put in earlier, or at the top.
public struct NotebookParameters: Sendable {
    public private(set) var values: [(name: String, value: ParameterValue)] = []

    public init() {}

    /// Parameters as words of a command line.
    public init(_ words: [(name: String, text: String)]) {
        for (name, text) in words { self[name] = ParameterValue(word: text) }
    }

    /// The value of a parameter; one that is set again keeps its place.
    public subscript(name: String) -> ParameterValue? {
        get { values.first { $0.name == name }?.value }
        set {
            if let place = values.firstIndex(where: { $0.name == name }) {
                if let newValue { values[place].value = newValue } else { values.remove(at: place) }
            } else if let newValue {
                values.append((name, newValue))
            }
        }
    }

    /// True where a name can be assigned to: a letter or `_`, then letters, digits and `_`.
    public static func isName(_ name: some StringProtocol) -> Bool {
        guard let first = name.first, first.isLetter || first == "_" else { return false }
        return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    static let tag = "injected-parameters"

    /// The cell's source: an assignment a line.
    public var source: String {
        (["# Parameters"] + values.map { "\($0.name) = \($0.value.literal)" }).joined(separator: "\n") + "\n"
    }

    /// As the notebook's metadata tells them.
    var json: JSON { .object(values.map { ($0.name, $0.value.json) }) }

    /// A literal for what was typed: True, False, None and numbers as they are, anything else a string.
    public static func literal(_ text: String) -> String { ParameterValue(word: text).literal }

    /// Puts the cell into a notebook.
    public func inject(into notebook: inout Notebook) {
        if values.isEmpty { return }
        let cell = Cell(code: source, tags: [NotebookParameters.tag], id: NotebookParameters.freshID(notebook))
        if let old = notebook.firstCell(tagged: NotebookParameters.tag) {
            notebook.cells[old] = cell
        } else {
            notebook.cells.insert(cell, at: notebook.firstCell(tagged: "parameters").map { $0 + 1 } ?? 0)
        }
    }

    /// What somebody who passed these should know: no cell says which parameters there are, or it does not name one.
    public func warnings(for notebook: Notebook) -> [String] {
        if values.isEmpty { return [] }
        guard let place = notebook.firstCell(tagged: "parameters") else {
            return ["no cell is tagged 'parameters': the values stand at the top"]
        }
        let known = notebook.cells[place].source.split(whereSeparator: \.isNewline).compactMap { line -> Substring? in
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let rest = line.dropFirst(name.count).drop(while: \.isWhitespace)
            return rest.first == "=" || rest.first == ":" ? name : nil
        }
        return values.filter { !known.contains($0.name[...]) }.map { "unknown parameter: \($0.name)" }
    }

    /// An identifier that no cell has.
    private static func freshID(_ notebook: Notebook) -> String {
        let taken = Set(notebook.cells.compactMap { $0.fields["id"]?.string })
        var number = 0
        while taken.contains("parameters-\(number)") { number += 1 }
        return "parameters-\(number)"
    }
}
