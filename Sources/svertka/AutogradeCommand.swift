import ArgumentParser
import Glibc
import Grading
import JSON
import Session

/// `svertka grade autograde`.
struct AutogradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autograde", abstract: "Grades what was handed in.",
        discussion: """
            Reads submitted/*/ASSIGNMENT, writes autograded/*/ASSIGNMENT and the gradebook. What has its result already is \
            not run again; marks that a person gave stay. With --shard only results are kept, for svertka grade merge.
            """)

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var late: PenaltyOptions

    @OptionGroup var work: JobOptions

    @Option(
        help: ArgumentHelp(
            "Only part I of N, from 0; I/N, or N alone where SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX says which.",
            valueName: "i/n"))
    var shard: String?

    @Flag(help: "Grade again what has its result.")
    var force = false

    @Option(parsing: .singleValue, help: "Only this student; may be given more than once.")
    var student: [String] = []

    func validate() throws {
        if shard != nil, part == nil {
            throw ValidationError(
                "--shard takes I/N with I from 0 to N-1, or N with SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX set")
        }
    }

    private var part: GradingBatch.Shard? {
        guard let shard else { return nil }
        let words = shard.split(separator: "/", omittingEmptySubsequences: false)
        if words.count == 2, let index = Int(words[0]), let count = Int(words[1]) {
            return .init(index: index, count: count)
        }
        guard words.count == 1, let count = Int(shard) else { return nil }
        for name in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"] {
            if let text = getenv(name), let index = Int(String(cString: text)) {
                return .init(index: index, count: count)
            }
        }
        return nil
    }

    func run() throws {
        var status: Int32 = 0
        GradeWorkers.prove(judging, course: course.root)
        course.run { () throws(GradingFault) in
            let gradebook = try course.gradebook()
            let plan = try AssignmentPlan(
                course: course.folder, assignment: assignment, gradebook: gradebook, options: judging.options)
            var settings = GradingBatch.Settings()
            settings.jobs = work.jobs
            settings.isForced = force
            settings.shard = part
            settings.students = student
            settings.penalty = late.penalty ?? LatePenalty.none
            let batch = GradingBatch(
                plan, gradebook: gradebook, store: course.folder.results(of: assignment), settings: settings,
                start: { [judging] folder throws(SystemFailure) in
                    try GradeWorkers.start(folder, judging, isStaged: true)
                },
                report: { result, isNew in GradeReport.tell(result, isNew: isNew) })
            try batch.run {
                Terminal.write("svertka grade: waiting for another run of this assignment\n", to: STDERR_FILENO)
            }
            status = GradeReport.tell(batch.summary)
        }
        if status != 0 { throw ExitCode(status) }
    }
}

/// How many submissions are graded at once.
struct JobOptions: ParsableArguments {
    @Option(
        name: [.customShort("j"), .long], help: ArgumentHelp("Submissions that are graded at once.", valueName: "n"))
    var jobs: Int = 1

    func validate() throws {
        if !(1...1024).contains(jobs) { throw ValidationError("-j must be from 1 to 1024") }
    }
}

/// Results as lines on a terminal.
enum GradeReport {
    static func tell(_ result: SubmissionResult, isNew: Bool) {
        let maximum = result.notebooks.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.maximum } }
        var line = "\(ShownText.line(result.student))  \(result.score)/\(maximum)"
        if !isNew { line += "  unchanged" }
        var notes = result.findings
        for notebook in result.notebooks {
            switch notebook.state {
            case .failed(let reason): notes.append("\(notebook.name): \(reason)")
            case .missing: notes.append("\(notebook.name): not handed in")
            case .graded: break
            }
            notes += notebook.findings.map { "\(notebook.name): \($0)" }
            notes += notebook.cells.filter(\.needsReview).map { "\(notebook.name), '\($0.name)': \($0.reason)" }
        }
        for note in notes { line += "\n    " + ShownText.line(note) }
        print(line)
    }

    /// Returns the exit status.
    static func tell(_ summary: GradingBatch.Summary) -> Int32 {
        print("\(summary.graded) graded, \(summary.unchanged) unchanged, \(summary.needAttention) need attention")
        for (student, fault) in summary.faults {
            Terminal.write(
                "svertka grade: no result for \(ShownText.line(student)): \(ShownText.line(fault))\n", to: STDERR_FILENO
            )
        }
        return summary.faults.isEmpty ? 0 : 75
    }
}

/// `svertka grade merge`.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Enters the results of shards into the gradebook.",
        discussion: """
            Results are taken from the course and from further course folders, where shards ran on copies. Merging twice is \
            merging once. Ends with 75 where submissions have no result for their present files.
            """)

    @Argument var assignment: String
    @Argument(help: "Further course folders with results.") var folders: [String] = []
    @OptionGroup var course: CourseOptions
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var late: PenaltyOptions

    func run() throws {
        var status: Int32 = 0
        course.run { () throws(GradingFault) in
            let gradebook = try course.gradebook()
            let plan = try AssignmentPlan(
                course: course.folder, assignment: assignment, gradebook: gradebook, options: judging.options)
            let store = course.folder.results(of: assignment)
            let others = folders.map { Course(root: $0).results(of: assignment) }
            let entry = ResultEntry(gradebook: gradebook, store: store, penalty: late.penalty ?? LatePenalty.none)
            let (entered, stale) = try entry.merge([store] + others, plan: plan)
            print("\(entered) results entered, \(stale.count) submissions without a result")
            for student in stale { Terminal.write("no result: \(ShownText.line(student))\n", to: STDERR_FILENO) }
            status = stale.isEmpty ? 0 : 75
        }
        if status != 0 { throw ExitCode(status) }
    }
}

/// `svertka grade regrade`.
struct RegradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regrade", abstract: "Shows what marks a changed master copy would give; --apply enters them.",
        discussion: "Tests in source/ may have changed since students handed in; grade_ids must be the same.")

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var late: PenaltyOptions
    @OptionGroup var work: JobOptions
    @Flag(help: "Enter the new master copy and the new marks.")
    var apply = false
    @Flag(name: .customLong("dry-run"), help: "Only show; the default.")
    var isDry = false

    func validate() throws {
        if apply, isDry { throw ValidationError("--apply and --dry-run exclude each other") }
    }

    func run() throws {
        var status: Int32 = 0
        GradeWorkers.prove(judging, course: course.root)
        course.run { () throws(GradingFault) in
            let gradebook = try course.gradebook()
            let plan = try AssignmentPlan(
                course: course.folder, assignment: assignment, gradebook: gradebook, options: judging.options,
                isNew: true)
            var results: [SubmissionResult] = []
            var settings = GradingBatch.Settings()
            settings.jobs = work.jobs
            settings.entersMarks = false
            let trial = GradingBatch(
                plan, gradebook: gradebook, store: course.folder.trialResults(of: assignment), settings: settings,
                start: { [judging] folder throws(SystemFailure) in
                    try GradeWorkers.start(folder, judging, isStaged: true)
                },
                report: { result, _ in results.append(result) })
            try trial.run {
                Terminal.write("svertka grade: waiting for another run of this assignment\n", to: STDERR_FILENO)
            }
            let moves = try Regrade.moves(results, gradebook: gradebook)
            show(moves)
            status = GradeReport.tell(trial.summary)
            if !apply || status != 0 { return }
            _ = try AssignmentRelease(assignment, course: course.folder, gradebook: gradebook, dueDate: nil)
        }
        if status == 0, apply {
            var again = AutogradeCommand()
            (again.assignment, again.course, again.judging, again.late) = (assignment, course, judging, late)
            (again.work, again.shard, again.force, again.student) = (work, nil, false, [])
            return try again.run()
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func show(_ moves: [Regrade.Move]) {
        func points(_ number: Double?) -> String { number.map { String($0) } ?? "-" }
        for move in moves {
            let note = move.isOverruled ? "  (a person's mark counts)" : ""
            let reason = move.reason.isEmpty ? "" : "  \(ShownText.line(move.reason))"
            print(
                "\(ShownText.line(move.student))  \(move.notebook)/\(move.cell)  \(points(move.before)) -> "
                    + "\(points(move.after))\(note)\(reason)")
        }
        let students = Set(moves.map(\.student)).count
        print("\(moves.count) marks of \(students) students would change")
    }
}
