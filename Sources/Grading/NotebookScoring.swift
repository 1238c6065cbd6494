import JSON
import Notebooks
import Session

/// Runs a notebook that was made ready, and reads its marks.
struct NotebookScoring {
    private(set) var notebook: Notebook
    private let record: MasterRecord
    /// The master's names of cells, by place; empty where the cells' own metadata counts.
    private let graded: [Int: String]
    private let lost: [String]
    private var outcomes: [Int: CellOutcome] = [:]

    /// Names that tests take from the submission; `nil` runs tests without a seal.
    private let answers: [String]?
    /// Measures on hidden data; `nil` where nothing is.
    private let judge: MetricJudge?
    private var measured: [Int: MetricResult] = [:]

    init(
        _ notebook: Notebook, record: MasterRecord, graded: [Int: String] = [:], lost: [String] = [],
        answers: [String]? = nil, judge: MetricJudge? = nil
    ) {
        (self.answers, self.judge) = (answers, judge)
        (self.notebook, self.record, self.graded, self.lost) = (notebook, record, graded, lost)
    }

    /// What workers died of.
    var deaths: [String] {
        outcomes.values.compactMap { if case .died(let reason) = $0.status { reason } else { nil } }.sorted()
    }

    /// Runs the cells in their order, after errors too; after the worker's death none.
    mutating func run(_ runner: any CellRunner, _ options: GradingOptions, assignment: String) throws(GradingFault) {
        var number = 0
        var left = options.notebookSeconds
        for place in notebook.cells.indices where notebook.cells[place].isRun {
            number += 1
            var limits = options.limits
            limits.wall = min(limits.wall ?? left, max(left, 0.1))
            let name = graded[place] ?? notebook.cells[place].gradeID
            let isTest = name.flatMap { record[$0] }?.isLocked == true
            let source = name.flatMap { judge?.plans[$0]?.source } ?? notebook.cells[place].source
            var outcome = runner.run(
                CellRequest(
                    source: source, number: number, phase: isTest ? .test : .student,
                    limits: limits, seal: isTest ? seal(of: name, assignment) : nil))
            left -= outcome.wall
            if outcome.status == .timedOut { outcome.outputs.append(NotebookScoring.timeoutOutput) }
            if case .died(let reason) = outcome.status { outcome.outputs.append(NotebookScoring.deathOutput(reason)) }
            outcomes[place] = outcome
            store(outcome, at: place, number: number, first: outcomes)
            guard let name, let judge, judge.plans[name] != nil else { continue }
            // What the cell asserts beside comes first; a value that it ends with means nothing.
            let hasFailed = outcome.outputs.contains { $0["output_type"]?.string == "error" }
            if outcome.status != .ran || hasFailed { continue }
            let (found, seconds) = try judge.measure(name, runner, outcomes: Array(outcomes.values), seconds: left)
            measured[place] = found
            left -= seconds
        }
        var metadata = notebook.fields["metadata"] ?? [:]
        metadata["language_info"] = Identity.languageInfo
        notebook.fields["metadata"] = metadata
    }

    private func seal(of test: String?, _ assignment: String) -> TestSeal? {
        answers.map { TestSeal(own: $0, seed: TestSeal.seed(assignment: assignment, test: test ?? "")) }
    }

    /// Keeps outputs; displays of earlier cells may have changed with them.
    private mutating func store(_ outcome: CellOutcome, at place: Int, number: Int, first: [Int: CellOutcome]) {
        notebook.cells[place].outputs = OutputLimit.applied(to: outcome.outputs)
        notebook.cells[place].executionCount = number
        guard !outcome.revised.isEmpty else { return }
        for earlier in notebook.cells.indices where earlier < place {
            if let count = notebook.cells[earlier].executionCount, let outputs = outcome.revised[count] {
                notebook.cells[earlier].outputs = OutputLimit.applied(to: outputs)
            }
        }
    }

    /// What nbgrader writes behind the outputs of a cell that was interrupted.
    private static let timeoutOutput: JSON = [
        "output_type": "error", "ename": "CellTimeoutError", "evalue": "",
        "traceback": ["\u{1B}[0;31mCellTimeoutError\u{1B}[0m: No reply from kernel before timeout"],
    ]

    private static func deathOutput(_ reason: String) -> JSON {
        [
            "output_type": "error", "ename": "DeadKernelError", "evalue": .string(reason),
            "traceback": [.string("\u{1B}[0;31mDeadKernelError\u{1B}[0m: \(reason)")],
        ]
    }

    // MARK: Marks

    private func evidence(_ cell: MasterRecord.Cell, _ outcome: CellOutcome?) -> CellResult {
        var result = CellResult(
            name: cell.name, isGrade: cell.isGrade, isSolution: cell.isSolution, isTask: cell.isTask)
        result.maximum = cell.isGrade || cell.isTask ? cell.points : 0
        guard let outcome else { return result }
        result.status = outcome.status.word
        result.reason = outcome.status.reason
        (result.wall, result.cpu, result.steps) = (outcome.wall, outcome.cpu, outcome.steps)
        (result.operations, result.peakBytes, result.layers) = (outcome.operations, outcome.peakBytes, outcome.layers)
        return result
    }

    /// Every cell of the master copy gets a verdict: what did not run earned nothing.
    func strictResults() throws(GradingFault) -> [CellResult] {
        let places = Dictionary(graded.map { ($1, $0) }) { first, _ in first }
        return record.cells.filter { $0.isGrade || $0.isSolution || $0.isTask }.map { cell in
            let place = places[cell.name]
            let outcome = place.flatMap { outcomes[$0] }
            var result = evidence(cell, outcome)
            let isUntouched = place.map { Checksum.of(notebook.cells[$0]) == cell.checksum } ?? true
            if cell.isSolution, isUntouched { result.comment = "No response." }
            guard cell.isGrade else { return result }
            if cell.isSolution || cell.type != "code" {
                result.score = isUntouched ? 0 : nil
                if lost.contains(cell.name) {
                    result.needsReview = true
                    result.reason = "the answer was not found in the submission"
                }
            } else {
                let verdict = Points.strict(outcome, maximum: cell.points)
                (result.score, result.needsReview) = (verdict.score, verdict.needsReview)
                if !verdict.reason.isEmpty { result.reason = verdict.reason }
                if judge?.plans[cell.name] != nil {
                    let found = place.flatMap { measured[$0] }
                    (result.metric, result.needsReview) = (found, false)
                    result.score = min(found?.points ?? 0, cell.points)
                    if let found { result.reason = found.reason }
                }
            }
            return result
        }
    }

    /// As nbgrader's SaveAutoGrades: by the metadata that the notebook has.
    func compatResults() throws(GradingFault) -> [CellResult] {
        if let death = outcomes.values.first(where: { if case .died = $0.status { true } else { false } }) {
            throw GradingFault(death.status.reason)
        }
        var results: [CellResult] = []
        for (place, cell) in notebook.cells.enumerated() {
            guard cell.isGrade || cell.isSolution || cell.isTask, let name = cell.gradeID else { continue }
            guard let kept = record[name], !cell.isGrade || kept.isGrade, !cell.isSolution || kept.isSolution else {
                throw GradingFault("'\(name)' is not in the gradebook as what its metadata says")
            }
            var result = evidence(kept, outcomes[place])
            (result.isGrade, result.isSolution, result.isTask) = (cell.isGrade, cell.isSolution, cell.isTask)
            let isUntouched = cell.grading?["checksum"]?.string == Checksum.of(cell)
            if cell.isSolution, isUntouched, !cell.isTask { result.comment = "No response." }
            if cell.isGrade {
                let points = cell.points ?? 0
                if cell.isSolution {
                    result.score = isUntouched ? 0 : nil
                } else if cell.isCode {
                    let verdict = try Points.compat(cell.outputs, maximum: points)
                    result.score = verdict.score
                    if !verdict.reason.isEmpty { result.reason = verdict.reason }
                }
            }
            results.append(result)
        }
        return results
    }
}
