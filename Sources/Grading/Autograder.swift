import Glibc
import JSON
import Notebooks
import Session

/// Grades one submission after another: prepares, runs, scores, and leaves `autograded/` and the result's file.
///
/// It never throws for what a student did; `GradingFault` is a fault of the course or the machine.
public struct Autograder {
    let plan: AssignmentPlan
    /// Starts a worker for one notebook, which works in the folder it is given.
    let start: (_ folder: String) throws(SystemFailure) -> any CellRunner
    /// False leaves `autograded/` as it is.
    let keepsNotebooks: Bool

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Grades what a student handed in.
    /// - staging: a folder of this process's own, on the same disk as the course.
    func grade(_ student: String, key: String, staging: String) throws(GradingFault) -> SubmissionResult {
        let began = Autograder.now
        let submitted = plan.course.folder(.submitted, plan.assignment, student: student)
        var result = SubmissionResult(
            key: key, assignment: plan.assignment, student: student, notebooks: [], seconds: 0, findings: [])
        let work = "\(staging)/\(student)"
        FileTree.remove(work)
        try FileTree.makeFolder(work)
        defer { FileTree.remove(work) }
        try copyFiles(from: submitted, to: work, &result)
        readTimestamp(in: submitted, &result)
        for name in Course.notebooks(in: submitted) where plan.records[name] == nil {
            result.findings.append("'\(name).ipynb' is no notebook of the assignment")
        }
        for (name, record) in plan.records.sorted(by: { $0.key < $1.key }) {
            let notebook = try grade(name, record, from: submitted, in: work)
            result.notebooks.append(notebook)
            // nbgrader gives the whole submission up; notebooks before this one have their marks already.
            if plan.options.mode == .nbgrader, case .failed = notebook.state { break }
        }
        if keepsNotebooks { try publish(work, of: student, result) }
        result.seconds = Autograder.now - began
        return result
    }

    // MARK: Files

    /// The student's files, then the teacher's over them.
    private func copyFiles(from submitted: String, to work: String, _ result: inout SubmissionResult)
        throws(GradingFault)
    {
        for file in FileTree.files(in: submitted) {
            if let refusal = file.refusal {
                result.findings.append("'\(file.path)' \(refusal) and was left out")
            } else if !file.path.hasSuffix(".ipynb") {
                do throws(GradingFault) {
                    try FileTree.copy("\(submitted)/\(file.path)", to: "\(work)/\(file.path)", mode: 0o444)
                } catch {
                    result.findings.append("'\(file.path)' was left out: \(error)")
                }
            }
        }
        let source = plan.course.folder(.source, plan.assignment)
        for path in plan.sourceFiles { try FileTree.copy("\(source)/\(path)", to: "\(work)/\(path)", mode: 0o444) }
    }

    private func readTimestamp(in submitted: String, _ result: inout SubmissionResult) {
        guard let bytes = try? FileTree.bytes("\(submitted)/timestamp.txt") else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.allSatisfy(\.isWhitespace) { return }
        do throws(GradingFault) { result.timestamp = try PointInTime(text) } catch {
            result.findings.append("timestamp.txt: \(error.description)")
        }
    }

    /// Puts what was made in the place of what an earlier run made.
    private func publish(_ work: String, of student: String, _ result: SubmissionResult) throws(GradingFault) {
        let target = plan.course.folder(.autograded, plan.assignment, student: student)
        FileTree.remove(target)
        let isFailed = result.notebooks.contains { if case .failed = $0.state { true } else { false } }
        if plan.options.mode == .nbgrader, isFailed { return }
        try FileTree.makeFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
        if rename(work, target) != 0 { throw GradingFault("\(target): \(String(cString: strerror(errno)))") }
    }

    // MARK: One notebook

    private func grade(_ name: String, _ record: MasterRecord, from submitted: String, in work: String)
        throws(GradingFault) -> NotebookResult
    {
        var result = NotebookResult(name: name, state: .graded)
        let path = "\(submitted)/\(name).ipynb"
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            result.state = .missing
            return result
        }
        let notebook: Notebook
        do throws(GradingFault) { notebook = try Notebook(file: path) } catch {
            result.state = .failed(error.description)
            return result
        }
        var run: NotebookScoring
        switch plan.options.mode {
        case .strict:
            guard let master = plan.masters[name] else { throw GradingFault("no master copy of '\(name)'") }
            let ready = StrictSubmission(notebook, master: master.notebook, released: master.released)
            result.findings += ready.findings
            run = NotebookScoring(
                ready.notebook, record: record, graded: ready.graded, lost: ready.lost,
                answers: master.answers,
                judge: master.checks.isEmpty
                    ? nil
                    : MetricJudge(plans: master.checks, start: start, folder: work, limits: plan.options.limits))
        case .nbgrader:
            do throws(GradingFault) {
                let ready = try CompatSubmission(notebook, master: record)
                result.findings += ready.findings
                run = NotebookScoring(ready.notebook, record: record)
            } catch {
                result.state = .failed(error.description)
                return result
            }
        }
        let prepared = run
        for attempt in 1...2 {
            run = prepared
            let runner: any CellRunner
            do throws(SystemFailure) { runner = try start(work) } catch { throw GradingFault(error.description) }
            try run.run(runner, plan.options, assignment: plan.assignment)
            runner.end()
            // Cells cannot send SIGKILL: it came from the machine, which may have been short of memory for another's sake.
            // Once more decides.
            if attempt == 1, run.deaths.contains(ProcessRunner.killed) { continue }
            break
        }
        do throws(GradingFault) {
            result.cells = try plan.options.mode == .strict ? run.strictResults() : run.compatResults()
        } catch {
            result.state = .failed(error.description)
            return result
        }
        try FileTree.write(run.notebook.bytes, to: "\(work)/\(name).ipynb", mode: 0o444)
        return result
    }
}
