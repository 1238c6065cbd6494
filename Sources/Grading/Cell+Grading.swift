import JSON
import Notebooks

/// What a cell's metadata says of grading, read as nbgrader's programs read it: without judging, what is missing is false.
/// `GradedCell` judges.
extension Cell {
    var type: String { fields["cell_type"]?.string ?? "" }

    /// `metadata.nbgrader`; `nil` for a cell that takes no part in grading.
    var grading: JSON? {
        get { self[metadata: "nbgrader"] }
        set { self[metadata: "nbgrader"] = newValue }
    }

    private func flag(_ name: String) -> Bool { grading?[name]?.bool ?? false }

    var isGrade: Bool { flag("grade") }
    var isSolution: Bool { flag("solution") }
    var isTask: Bool { flag("task") }
    /// Computed from the other flags, as nbgrader does.
    var isLocked: Bool { isSolution ? false : isGrade ? true : flag("locked") }
    /// True for a cell of which the gradebook keeps the source.
    var isKept: Bool { isGrade || isSolution || isLocked || isTask }
    var gradeID: String? { grading?["grade_id"]?.string }
    var points: Double? { grading?["points"]?.double }

    /// Makes the cell one of another type.
    mutating func become(type: String) {
        fields["cell_type"] = .string(type)
        if type == "code" {
            outputs = []
            executionCount = nil
        } else {
            fields["outputs"] = nil
            fields["execution_count"] = nil
        }
    }

    /// Forgets outputs and number, as nbconvert's ClearOutputPreprocessor does.
    mutating func clearOutput() {
        guard isCode else { return }
        outputs = []
        executionCount = nil
        if self[metadata: "collapsed"] != nil { self[metadata: "collapsed"] = nil }
        if self[metadata: "scrolled"] != nil { self[metadata: "scrolled"] = nil }
    }
}

extension Notebook {
    /// Reads a notebook's file, which must be a regular one of a bearable size; faults name it.
    public init(file path: String) throws(GradingFault) {
        let bytes = try FileTree.bytes(path)
        do throws(Notebook.Fault) { self = try Notebook(parsing: bytes) } catch {
            throw GradingFault("\(path): \(error.description)")
        }
    }

    /// `metadata.kernelspec`.
    var kernelspec: JSON {
        get { fields["metadata"]?["kernelspec"] ?? [:] }
        set {
            var metadata = fields["metadata"] ?? [:]
            metadata["kernelspec"] = newValue
            fields["metadata"] = metadata
        }
    }

    /// Removes a field of the notebook's metadata.
    mutating func dropMetadata(_ name: String) {
        guard var metadata = fields["metadata"], metadata[name] != nil else { return }
        metadata[name] = nil
        fields["metadata"] = metadata
    }

    /// All of the notebook as a value, for checks of nbgrader's rules.
    var checked: Assignment { Assignment(notebook: ["cells": .array(cells.map(\.fields))]) }
}
