import JSON
import Notebooks
import Session

/// `validate`: what a student can know before handing in, found in the same way as when it is graded.
public struct Validation {
    /// A cell that would earn nothing, or less than it could.
    public struct Failure: Sendable {
        /// Counted from 1.
        public let cell: Int
        public let name: String
        public let reason: String
    }

    public private(set) var findings: [String] = []
    public private(set) var failures: [Failure] = []
    /// Graded code cells that passed.
    public private(set) var passed = 0

    /// Checks the metadata, then runs the notebook; a notebook that is no valid one is not run.
    public init(_ notebook: Notebook, runner: () throws(SystemFailure) -> any CellRunner, options: GradingOptions)
        throws(SystemFailure)
    {
        var notebook = notebook
        for place in notebook.cells.indices { notebook.cells[place].clearOutput() }
        let checked = notebook.checked
        findings = checked.findings.map { ($0.cell.map { "cell \($0 + 1): " } ?? "") + $0.text }
        if checked.findings.contains(where: { $0.weight == .error }) { return }
        let runner = try runner()
        defer { runner.end() }
        var number = 0
        for place in notebook.cells.indices where notebook.cells[place].isRun {
            let cell = notebook.cells[place]
            number += 1
            let outcome = runner.run(
                CellRequest(
                    source: cell.source, number: number, phase: cell.isLocked ? .test : .student, limits: options.limits
                ))
            if cell.isGrade, !cell.isSolution {
                let verdict = Points.strict(outcome, maximum: cell.points ?? 0)
                if verdict.score >= cell.points ?? 0, !verdict.needsReview {
                    passed += 1
                } else {
                    failures.append(Failure(cell: place + 1, name: cell.gradeID ?? "", reason: verdict.reason))
                }
            } else if outcome.status != .ran {
                failures.append(Failure(cell: place + 1, name: cell.gradeID ?? "", reason: outcome.status.reason))
            }
            if case .died = outcome.status { return }
        }
    }
}
