import JSON
import Session

/// A notebook as nbformat 4 stores it: fields that are not understood are kept as they are.
public struct Notebook: Sendable {
    /// All but the cells.
    public var fields: JSON
    public var cells: [Cell]

    /// Why a file is no notebook that can be run.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String

        public init(_ description: String) { self.description = description }
    }

    /// Reads a notebook's text; one of nbformat 3 or 4.0 to 4.4 becomes one of 4.5.
    /// - Throws: `Fault`: no JSON, no notebook, or a cell that nbformat's schema forbids, by its number.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        let read: JSON
        do { read = try JSON(parsing: bytes) } catch {
            throw Fault(bytes.isEmpty ? "the file is empty" : "not JSON: \(error)")
        }
        let document = try NotebookUpgrade.upgraded(read)
        cells = (document["cells"]?.array ?? []).compactMap(Cell.init)
        fields = document
        fields["cells"] = nil
    }

    /// The minor version: cells have identifiers from 4.5 on.
    public var minorVersion: Int { fields["nbformat_minor"]?.int ?? 0 }

    /// The text as nbformat writes it: sorted keys, one space a level, long texts as lists of lines, a newline at the end.
    public var bytes: [UInt8] { document.bytes(.notebook) + [0x0A] }

    /// All fields as they are stored.
    var document: JSON {
        var document = fields
        for name in ["orig_nbformat", "orig_nbformat_minor", "signature"] { document[name] = nil }
        if var metadata = document["metadata"] {
            for name in ["orig_nbformat", "orig_nbformat_minor", "signature"] { metadata[name] = nil }
            document["metadata"] = metadata
        }
        document["cells"] = .array(cells.map(\.storedFields))
        return document
    }

    /// The place of the first cell with a tag.
    public func firstCell(tagged tag: String) -> Int? { cells.firstIndex { $0.tags.contains(tag) } }
}
