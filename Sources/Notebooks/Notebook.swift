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

    /// Reads a notebook's text.
    /// - Throws: `Fault`: no JSON, no notebook, or a version other than 4.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        let document: JSON
        do { document = try JSON(parsing: bytes) } catch { throw Fault("not JSON: \(error)") }
        guard let version = document["nbformat"]?.int else { throw Fault("no notebook: 'nbformat' is missing") }
        guard version == 4 else {
            throw Fault(
                version < 4
                    ? "nbformat \(version) is too old; convert it first: jupyter nbconvert --to notebook"
                    : "nbformat \(version) is newer than 4, which is known")
        }
        guard let cells = document["cells"]?.array else { throw Fault("no notebook: 'cells' is missing") }
        var read: [Cell] = []
        for (place, fields) in cells.enumerated() {
            guard let cell = Cell(fields) else { throw Fault("cell \(place + 1) has no type or no source") }
            read.append(cell)
        }
        self.cells = read
        fields = document
        fields["cells"] = nil
    }

    /// The minor version: cells have identifiers from 4.5 on.
    public var minorVersion: Int { fields["nbformat_minor"]?.int ?? 0 }

    /// The text as nbformat writes it: sorted keys, one space a level, long texts as lists of lines, a newline at the end.
    public var bytes: [UInt8] {
        var document = fields
        if var metadata = document["metadata"] {
            for name in ["orig_nbformat", "orig_nbformat_minor", "signature"] { metadata[name] = nil }
            document["metadata"] = metadata
        }
        document["cells"] = .array(cells.map(\.storedFields))
        return document.bytes(.notebook) + [0x0A]
    }

    /// The place of the first cell with a tag.
    public func firstCell(tagged tag: String) -> Int? { cells.firstIndex { $0.tags.contains(tag) } }
}
