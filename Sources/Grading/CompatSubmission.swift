import JSON
import Notebooks

/// A submitted notebook made ready as nbgrader 0.9.6 makes it ready, errors included: the first half of its `autograde`.
struct CompatSubmission {
    private(set) var notebook: Notebook
    private(set) var findings: [String] = []
    private let master: MasterRecord

    /// - Throws: `GradingFault` wherever nbgrader gives the submission up.
    init(_ submitted: Notebook, master: MasterRecord) throws(GradingFault) {
        notebook = submitted
        self.master = master
        for place in notebook.cells.indices { notebook.cells[place].clearOutput() }
        try dropRepeated()
        if master.kernelspec.fields?.isEmpty == false { notebook.kernelspec = master.kernelspec }
        for place in notebook.cells.indices { try overwrite(place) }
        if let finding = notebook.checked.findings.first(where: { $0.weight == .error }) {
            throw GradingFault((finding.cell.map { "cell \($0 + 1): " } ?? "") + finding.text)
        }
    }

    /// Of cells with one name the last keeps its metadata.
    private mutating func dropRepeated() throws(GradingFault) {
        var seen: Set<String> = []
        for place in notebook.cells.indices.reversed() {
            let cell = notebook.cells[place]
            guard cell.isGrade || cell.isSolution || cell.isLocked else { continue }
            guard let name = cell.gradeID else { throw GradingFault("cell \(place + 1) has no grade_id") }
            if !seen.insert(name).inserted {
                findings.append("cell \(place + 1): '\(name)' is there more than once")
                notebook.cells[place].grading = [:]
            }
        }
    }

    private mutating func overwrite(_ place: Int) throws(GradingFault) {
        var cell = notebook.cells[place]
        guard let name = cell.gradeID else { return }
        guard let kept = master[name] else {
            cell.grading?["grade_id"] = nil
            notebook.cells[place] = cell
            return
        }
        if cell.type != kept.type {
            findings.append("cell \(place + 1): the type of '\(name)' was changed")
            cell.become(type: kept.type)
        }
        if cell.isLocked != kept.isLocked { cell.grading?["locked"] = .bool(kept.isLocked) }
        if cell.isGrade {
            guard kept.isGrade || kept.isTask else {
                throw GradingFault("'\(name)' is no graded cell of the master copy")
            }
            guard let points = cell.points else { throw GradingFault("'\(name)' has no points") }
            if points != kept.points {
                findings.append("cell \(place + 1): the points of '\(name)' were changed")
                cell.grading?["points"] = .double(kept.points)
            }
        }
        cell.grading?["checksum"] = kept.checksum.map { .string($0) } ?? .null
        if kept.isLocked, Checksum.of(cell) != kept.checksum {
            cell.fields["source"] = .string(kept.source)
            guard Checksum.of(cell) == kept.checksum else {
                throw GradingFault("the metadata of '\(name)' was changed: checksums cannot be made to agree")
            }
        }
        notebook.cells[place] = cell
    }
}
