import JSON

/// Older notebooks become nbformat 4.5, as `nbformat.v4.upgrade` makes them; small faults that nbformat's reader repairs
/// are repaired here too. Everything else that its schema forbids is a `Notebook.Fault` that names the cell.
enum NotebookUpgrade {
    /// A document of nbformat 3 or 4 as one of 4.5 or a later minor version.
    static func upgraded(_ document: JSON) throws(Notebook.Fault) -> JSON {
        guard document.fields != nil else { throw Notebook.Fault("no notebook: the file is not a JSON object") }
        guard let version = document["nbformat"]?.int else {
            throw Notebook.Fault("no notebook: 'nbformat' is missing")
        }
        var notebook = document
        switch version {
        case 3: notebook = try fromVersion3(document)
        case 4: break
        case ..<3:
            throw Notebook.Fault("nbformat \(version) is too old; convert it first: jupyter nbconvert --to notebook")
        default: throw Notebook.Fault("nbformat \(version) is newer than 4, which is known")
        }
        guard let cells = notebook["cells"]?.array else { throw Notebook.Fault("no notebook: 'cells' is missing") }
        var checked: [JSON] = []
        checked.reserveCapacity(cells.count)
        var taken = Set<String>()
        for (place, cell) in cells.enumerated() {
            checked.append(try CellCheck(cell: cell, place: place).repaired(taken: &taken))
        }
        notebook["cells"] = .array(checked)
        if notebook["metadata"]?.fields == nil {
            if notebook["metadata"] != nil { throw Notebook.Fault("'metadata' is not an object") }
            notebook["metadata"] = [:]
        }
        notebook["nbformat"] = 4
        notebook["nbformat_minor"] = .int(max(notebook["nbformat_minor"]?.int ?? 0, 5))
        return notebook
    }

    /// nbformat 3: cells stand in worksheets, code under `input`, MIME types under short names.
    private static func fromVersion3(_ old: JSON) throws(Notebook.Fault) -> JSON {
        guard let worksheets = old["worksheets"]?.array else {
            throw Notebook.Fault("no notebook of nbformat 3: 'worksheets' is missing")
        }
        var notebook = old
        var cells: [JSON] = []
        for (number, sheet) in worksheets.enumerated() {
            guard let found = sheet["cells"]?.array else {
                throw Notebook.Fault("worksheet \(number + 1) has no 'cells'")
            }
            cells += found.map(cellOfVersion3)
        }
        notebook["worksheets"] = nil
        notebook["cells"] = .array(cells)
        if var metadata = notebook["metadata"] {
            metadata["name"] = nil
            metadata["signature"] = nil
            notebook["metadata"] = metadata
        }
        notebook["orig_nbformat"] = nil
        notebook["orig_nbformat_minor"] = nil
        notebook["nbformat_minor"] = 5
        return notebook
    }

    private static func cellOfVersion3(_ old: JSON) -> JSON {
        var cell = old
        if cell["metadata"] == nil { cell["metadata"] = [:] }
        switch old["cell_type"]?.string {
        case "code":
            cell["language"] = nil
            if let collapsed = old["collapsed"] {
                cell["collapsed"] = nil
                cell["metadata"]?["collapsed"] = collapsed
            }
            cell["source"] = old["input"] ?? ""
            cell["input"] = nil
            cell["execution_count"] = old["prompt_number"] ?? .null
            cell["prompt_number"] = nil
            cell["outputs"] = .array((old["outputs"]?.array ?? []).map(outputOfVersion3))
        case "heading":
            cell["cell_type"] = "markdown"
            cell["level"] = nil
            let level = max(1, min(old["level"]?.int ?? 1, 6))
            let lines = (Lines.joined(old["source"]) ?? "").split(whereSeparator: \.isNewline)
            cell["source"] = .string(String(repeating: "#", count: level) + " " + lines.joined(separator: " "))
        case "html": cell["cell_type"] = "markdown"
        default: break
        }
        return cell
    }

    private static let shortTypes = [
        "text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg",
        "latex": "text/latex", "json": "application/json", "javascript": "application/javascript",
    ]

    private static func outputOfVersion3(_ old: JSON) -> JSON {
        var output = old
        switch old["output_type"]?.string {
        case "pyerr": output["output_type"] = "error"
        case "stream":
            output["name"] = old["stream"] ?? "stdout"
            output["stream"] = nil
        case "pyout", "display_data":
            let isResult = old["output_type"]?.string == "pyout"
            var data: [(key: String, value: JSON)] = []
            for (key, value) in old.fields ?? [] {
                if ["output_type", "prompt_number", "metadata", "execution_count"].contains(key) { continue }
                let type = shortTypes[key] ?? key
                let isText = type == "application/json"
                let parsed = isText ? Lines.joined(value).flatMap { try? JSON(parsing: $0) } : nil
                data.append((type, parsed ?? value))
            }
            var fields: JSON = [
                "data": .object(data), "metadata": old["metadata"] ?? [:],
                "output_type": isResult ? "execute_result" : "display_data",
            ]
            if isResult { fields["execution_count"] = old["prompt_number"] ?? .null }
            return fields
        default: break
        }
        return output
    }
}

/// What nbformat's schema asks of one cell.
private struct CellCheck {
    let cell: JSON
    /// Counted from 0.
    let place: Int

    private func fault(_ what: String) -> Notebook.Fault { Notebook.Fault("cell \(place + 1) \(what)") }

    /// The cell with what may be missing; its identifier is one that no earlier cell has.
    func repaired(taken: inout Set<String>) throws(Notebook.Fault) -> JSON {
        guard cell.fields != nil else { throw fault("is not an object") }
        guard let type = cell["cell_type"]?.string else { throw fault("has no 'cell_type'") }
        guard ["code", "markdown", "raw"].contains(type) else { throw fault("has the unknown type '\(type)'") }
        guard let source = Lines.joined(cell["source"]) else {
            throw fault(cell["source"] == nil ? "has no 'source'" : "has a 'source' that is no text")
        }
        var fixed = cell
        if cell["metadata"] == nil { fixed["metadata"] = [:] }
        guard fixed["metadata"]?.fields != nil else { throw fault("has 'metadata' that is no object") }
        if type == "code" {
            switch cell["execution_count"] {
            case nil, .null?: fixed["execution_count"] = .null
            case .int(let count)? where count >= 0: break
            default: throw fault("has an 'execution_count' that is no number of a cell")
            }
            fixed["outputs"] = .array(try outputs())
        } else {
            fixed["outputs"] = nil
            fixed["execution_count"] = nil
        }
        var id = cell["id"]?.string ?? ""
        var attempt = 0
        while !CellCheck.isIdentifier(id) || taken.contains(id) {
            id = CellCheck.identifier(source, place: place, attempt: attempt)
            attempt += 1
        }
        taken.insert(id)
        fixed["id"] = .string(id)
        return fixed
    }

    private func outputs() throws(Notebook.Fault) -> [JSON] {
        guard let stored = cell["outputs"] else { return [] }
        guard let list = stored.array else { throw fault("has 'outputs' that are no list") }
        for (number, output) in list.enumerated() {
            let name = "output \(number + 1) of cell \(place + 1)"
            switch output["output_type"]?.string {
            case "stream":
                guard output["name"]?.string != nil, Lines.joined(output["text"]) != nil else {
                    throw Notebook.Fault("\(name) is a stream without name or text")
                }
            case "display_data", "execute_result":
                guard output["data"]?.fields != nil else { throw Notebook.Fault("\(name) has no 'data'") }
            case "error":
                guard output["ename"]?.string != nil, output["traceback"]?.array != nil else {
                    throw Notebook.Fault("\(name) is an error without name or traceback")
                }
            case let type: throw Notebook.Fault("\(name) has the unknown type '\(type ?? "")'")
            }
        }
        return list
    }

    /// nbformat's pattern: 1 to 64 of `a-zA-Z0-9-_`.
    static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 95
            }
    }

    /// Eight hexadecimal digits, as nbformat makes them; from the cell instead of chance, so that the same file gets the
    /// same identifiers each time.
    static func identifier(_ source: String, place: Int, attempt: Int) -> String {
        var hash = TextChain()
        hash.add("\(place) \(attempt) \(source)")
        return String(hash.text.suffix(8))
    }
}

/// A hash of texts in their order (FNV-1a, 64 bits): tells whether something was edited, not who did it.
struct TextChain {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // The end of a text counts: ("ab", "c") is not ("a", "bc").
        state = (state ^ 0xFF) &* 0x100_0000_01b3
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
