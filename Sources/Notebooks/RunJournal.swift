import Glibc
import JSON
import Session

/// What a run has written of its cells since the whole notebook was written last: a line of JSON for each cell that
/// ended, appended at once. Whatever ends the program, no cell that was over is lost, and no cell makes the whole file be
/// written again.
public final class RunJournal {
    /// Beside the notebook.
    public static func path(for target: String) -> String { target + ".journal" }

    /// True where a run left one: it was killed.
    public static func isLeft(at target: String) -> Bool { access(path(for: target), F_OK) == 0 }

    /// Removes one that was left.
    public static func remove(at target: String) { unlink(path(for: target)) }

    private let path: String
    private var file: Int32
    /// Why the last line could not be written; `nil` while all is well.
    public private(set) var fault: String?

    /// An empty journal for the notebook at `target`.
    public init(for target: String) {
        path = RunJournal.path(for: target)
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        if file < 0 { fault = String(cString: strerror(errno)) }
    }

    /// Begins with the notebook whose cells follow; without it, they belong to the file beside the journal.
    public func begin(_ notebook: Notebook) { append(["notebook": notebook.document]) }

    /// Appends a cell as it stands.
    public func append(place: Int, cell: Cell) { append(["place": .int(place), "cell": cell.fields]) }

    /// After a fault nothing more is written: later lines could follow half of one.
    private func append(_ fields: JSON) {
        if file < 0 || fault != nil { return }
        let line = fields.bytes() + [0x0A]
        var at = 0
        while at < line.count {
            let count = line[at...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                fault = String(cString: strerror(errno))
                return
            }
            at += count
        }
    }

    /// The notebook is written: the journal starts anew.
    public func clear() {
        if file >= 0, ftruncate(file, 0) == 0 { fault = nil }
    }

    /// The run is over and its notebook written.
    public func remove() {
        if file >= 0 { close(file) }
        file = -1
        unlink(path)
    }

    /// The notebook at `target` with what a journal beside it says, if one was left; `nil` where neither is readable. A
    /// last line that was cut is passed by.
    public static func recovered(at target: String) -> Notebook? {
        var result = (try? TextFile.bytes(target)).flatMap { try? Notebook(parsing: $0) }
        guard let bytes = try? TextFile.bytes(path(for: target)) else { return result }
        for line in bytes.split(separator: 0x0A) {
            guard let read = try? JSON(parsing: Array(line)) else { continue }
            if let document = read["notebook"] {
                result = try? Notebook(parsing: document.bytes())
            } else if let place = read["place"]?.int, let cell = read["cell"].flatMap(Cell.init),
                result?.cells.indices.contains(place) == true
            {
                result?.cells[place] = cell
            }
        }
        return result
    }
}
