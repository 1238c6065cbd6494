import JSON

/// Values for a notebook's parameters, put in as papermill does: in a cell of its own after the one that is tagged
/// `parameters`, in place of one that was put in earlier, or at the top.
public struct NotebookParameters: Sendable {
    /// A name and the text of its value, as given on the command line.
    public var values: [(name: String, text: String)]

    public init(_ values: [(name: String, text: String)]) { self.values = values }

    static let tag = "injected-parameters"

    /// The cell's source: an assignment a line.
    public var source: String {
        (["# Parameters"] + values.map { "\($0.name) = \(NotebookParameters.literal($0.text))" }).joined(
            separator: "\n")
            + "\n"
    }

    /// A literal for what was typed: True, False, None and numbers as they are, anything else a string.
    public static func literal(_ text: String) -> String {
        if ["True", "False", "None"].contains(text) || Int(text) != nil { return text }
        if let number = Double(text), text.first != "." || text.count > 1 {
            if number.isFinite { return number.description }
            return number.isNaN ? "float('nan')" : number > 0 ? "float('inf')" : "float('-inf')"
        }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// Puts the cell into a notebook.
    public func inject(into notebook: inout Notebook) {
        if values.isEmpty { return }
        let id = notebook.minorVersion >= 5 ? NotebookParameters.freshID(notebook) : nil
        let cell = Cell(code: source, tags: [NotebookParameters.tag], id: id)
        if let old = notebook.firstCell(tagged: NotebookParameters.tag) {
            notebook.cells[old] = cell
        } else {
            notebook.cells.insert(cell, at: notebook.firstCell(tagged: "parameters").map { $0 + 1 } ?? 0)
        }
    }

    /// An identifier that no cell has.
    private static func freshID(_ notebook: Notebook) -> String {
        let taken = Set(notebook.cells.compactMap { $0.fields["id"]?.string })
        var number = 0
        while taken.contains("parameters-\(number)") { number += 1 }
        return "parameters-\(number)"
    }
}
