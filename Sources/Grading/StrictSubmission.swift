import JSON
import Notebooks

/// A submitted notebook made ready so that nothing that is graded comes from the student but answers.
///
/// Tests, tasks and locked cells come from the master copy, metadata and tags included; so do the metadata of answers. Of
/// repeated cells the last counts; what is missing is put back. Nothing that a student can write into metadata is an
/// error: it becomes a finding.
struct StrictSubmission {
    private(set) var notebook: Notebook
    private(set) var findings: [String] = []
    /// The names of cells in `notebook` that are the master's, by their place.
    private(set) var graded: [Int: String] = [:]
    /// Names of answers of the master copy that nobody could find in the submission.
    private(set) var lost: [String] = []

    /// - Parameters:
    ///   - released: the sources that students were given, by name: where metadata went, a locked cell is known by them.
    init(_ submitted: Notebook, master: Notebook, released: [String: String]) {
        notebook = submitted
        let own = Dictionary(master.cells.filter(\.isKept).map { ($0.gradeID ?? "", $0) }) { $1 }
        let names = StrictSubmission.names(of: submitted, own: own, released: released, findings: &findings)
        var cells: [(cell: Cell, name: String?)] = zip(submitted.cells, names).map { cell, name in
            if let name, let kept = own[name] { return (StrictSubmission.merged(cell, kept), name) }
            var plain = cell
            if plain.grading != nil { plain.grading = nil }
            plain.clearOutput()
            return (plain, nil)
        }
        putBack(master.cells.filter(\.isKept), into: &cells)
        notebook.cells = cells.map(\.cell)
        for (place, cell) in cells.enumerated() { if let name = cell.name { graded[place] = name } }
        notebook.kernelspec = master.kernelspec
        repairIdentifiers()
    }

    /// Which cell of the master copy each submitted one is.
    private static func names(
        of submitted: Notebook, own: [String: Cell], released: [String: String], findings: inout [String]
    ) -> [String?] {
        var names = [String?](repeating: nil, count: submitted.cells.count)
        var seen: Set<String> = []
        for place in submitted.cells.indices.reversed() {
            guard let name = submitted.cells[place].gradeID, let kept = own[name] else { continue }
            guard seen.insert(name).inserted else {
                findings.append("cell \(place + 1): '\(name)' is there more than once; the last one counts")
                continue
            }
            names[place] = name
            findings += changes(of: submitted.cells[place], kept, released[name]).map { "cell \(place + 1): \($0)" }
        }
        // Cells whose metadata went are known by the text that students must not change.
        let byText = Dictionary(
            released.filter { own[$0.key]?.isLocked == true && !seen.contains($0.key) && !$0.value.isEmpty }
                .map { ($0.value, $0.key) }
        ) { first, _ in first }
        for place in submitted.cells.indices where names[place] == nil {
            if let name = byText[submitted.cells[place].source], seen.insert(name).inserted {
                names[place] = name
                findings.append("cell \(place + 1): the metadata of '\(name)' was removed")
            }
        }
        return names
    }

    private static func changes(of cell: Cell, _ kept: Cell, _ released: String?) -> [String] {
        let name = kept.gradeID ?? ""
        var changes: [String] = []
        if cell.type != kept.type { changes.append("the type of '\(name)' was changed") }
        if cell.points != kept.points { changes.append("the points of '\(name)' were changed") }
        if (cell.isGrade, cell.isSolution, cell.isTask, cell.isLocked)
            != (kept.isGrade, kept.isSolution, kept.isTask, kept.isLocked)
        {
            changes.append("the flags of '\(name)' were changed")
        }
        if cell.tags.contains("skip-execution"), !kept.tags.contains("skip-execution") {
            changes.append("'\(name)' was tagged skip-execution")
        }
        if kept.isLocked, let released, cell.source != released, cell.source != kept.source {
            changes.append("the text of '\(name)' was changed")
        }
        return changes
    }

    /// The master's cell where it is locked or a task; the student's answer with the master's metadata otherwise.
    private static func merged(_ cell: Cell, _ kept: Cell) -> Cell {
        var merged = kept
        if let id = cell.fields["id"] { merged.fields["id"] = id }
        if !kept.isLocked, !kept.isTask {
            merged.fields["source"] = cell.fields["source"]
            if let attachments = cell.fields["attachments"] { merged.fields["attachments"] = attachments }
        }
        return merged
    }

    /// Puts locked cells that are missing before the next cell of the master copy that is there, or at the end. An answer
    /// that is missing stays so: its stub would undo what stands in a cell that lost its metadata.
    private mutating func putBack(_ kept: [Cell], into cells: inout [(cell: Cell, name: String?)]) {
        let there = Set(cells.compactMap(\.name))
        for (place, cell) in kept.enumerated() {
            guard let name = cell.gradeID, !there.contains(name) else { continue }
            guard cell.isLocked || cell.isTask else {
                lost.append(name)
                findings.append("the answer '\(name)' is missing")
                continue
            }
            var later = cells.count
            for next in kept[(place + 1)...] {
                if let found = cells.firstIndex(where: { $0.name != nil && $0.name == next.gradeID }) {
                    later = found
                    break
                }
            }
            cells.insert((cell, name), at: later)
            findings.append("'\(name)' was missing and was put back")
        }
    }

    /// Two cells must not have one identifier after others were put back.
    private mutating func repairIdentifiers() {
        var taken: Set<String> = []
        for place in notebook.cells.indices {
            var id = notebook.cells[place].fields["id"]?.string ?? "cell-\(place)"
            var more = 0
            while !taken.insert(id).inserted {
                more += 1
                id = "cell-\(place)-\(more)"
            }
            notebook.cells[place].fields["id"] = .string(id)
        }
    }
}
