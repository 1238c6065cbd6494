import Glibc
import Notebooks
import Session

/// Where a run's results go.
struct RunOutputs {
    /// The notebook's path, or `-` for standard output; `nil` where none is wanted.
    var notebook: String?
    /// The HTML page's path, or `-`.
    var page: String?

    /// Writes all; each file is the old one or the whole new one. Where a disk is full, what the journal takes is let go
    /// first; where that does not do, the notebook goes to the folder for temporary files.
    /// - Returns: what went wrong.
    func write(_ notebook: Notebook, freeing journal: RunJournal?) -> String? {
        var fault: String?
        if let target = self.notebook { fault = write(notebook.bytes, to: target, freeing: journal) }
        if let page {
            let title = RunOutputs.name(page == "-" ? "notebook" : page)
            fault = write(HTMLPage(notebook, title: title).bytes, to: page, freeing: nil) ?? fault
        }
        return fault
    }

    private func write(_ bytes: [UInt8], to target: String, freeing journal: RunJournal?) -> String? {
        if target == "-" {
            Terminal.write(bytes, to: STDOUT_FILENO)
            return nil
        }
        do throws(TextFile.Failure) { try TextFile.write(bytes, to: target) } catch {
            journal?.remove()
            if (try? TextFile.write(bytes, to: target)) != nil { return nil }
            let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
            let spare = "\(folder)/\(getpid())-" + (target.split(separator: "/").last ?? "notebook.ipynb")
            if (try? TextFile.write(bytes, to: spare)) != nil { return "\(error); the result is in \(spare)" }
            return "\(error), and the result did not go to \(spare) either"
        }
        return nil
    }

    /// A file's name without folders and ending.
    static func name(_ path: String) -> String {
        let last = path.split(separator: "/").last ?? "notebook"
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
        return String(last[..<dot])
    }
}
