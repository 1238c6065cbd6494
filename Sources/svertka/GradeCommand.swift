import ArgumentParser
import Glibc
import Grading
import JSON
import Sandbox
import Session

/// `svertka grade`: homework.
struct GradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade", abstract: "Prepares, grades and returns homework, in nbgrader's formats.",
        discussion: """
            A course is a folder as nbgrader has it (source, release, submitted, autograded, feedback, gradebook.db). \
            Ends with 0 where the work is done, whatever students handed in; 1 where something was checked and is wrong; \
            64 wrong arguments; 74 a fault of the course's files; 75 submissions without a result, which a rerun completes; \
            77 a layer of the sandbox is missing.
            """,
        subcommands: [
            GenerateCommand.self, CollectCommand.self, AutogradeCommand.self, ValidateCommand.self,
            FeedbackCommand.self, ExportCommand.self, RegradeCommand.self, MergeCommand.self, LeaderboardCommand.self,
            SimilarCommand.self, CheckCommand.self, GradeFuzzCommand.self,
        ])

    /// `svertka grade check`: what is wrong with an assignment before it is handed out or in.
    struct CheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract:
                "Checks the nbgrader metadata of notebooks: rules of the schema, names used twice, changed test cells.",
            discussion: "Ends with 0 where nothing is wrong, with 1 after an error or warning.")

        @Argument(help: "Notebooks to check.")
        var files: [String]

        func validate() throws {
            if files.isEmpty { throw ValidationError("Missing expected argument '<files> ...'") }
        }

        func run() throws {
            var isClean = true
            for file in files {
                let assignment: Assignment
                do {
                    assignment = Assignment(notebook: try JSON(parsing: TextFile.bytes(file)))
                } catch {
                    print("\(file): error: \(error)")
                    isClean = false
                    continue
                }
                for finding in assignment.findings { print("\(file): \(finding)") }
                isClean = isClean && assignment.findings.isEmpty
                let graded = assignment.cells.filter { $0.role != .plain }
                print("\(file): \(graded.count) cells of nbgrader, \(assignment.maximum) points")
            }
            if !isClean { throw ExitCode(1) }
        }
    }
}

/// What all commands of a course take.
struct CourseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The course's folder.", valueName: "folder"))
    var root: String = "."

    @Option(help: ArgumentHelp("The course's name in a new gradebook.", valueName: "name"))
    var course: String = "default_course"

    var folder: Course { Course(root: root) }

    /// - isNew: true makes a gradebook where there is none.
    func gradebook(isNew: Bool = false) throws(GradingFault) -> Gradebook {
        try Gradebook(path: folder.gradebook, course: course, isNew: isNew)
    }

    /// Runs a command's body; a fault ends the program with 74.
    func run(_ body: () throws(GradingFault) -> Void) {
        do throws(GradingFault) { try body() } catch {
            fail("svertka grade: \(ShownText.line(error.description))", status: 74)
        }
    }
}

/// How cells are judged and run.
struct JudgingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "strict: the master copy decides all but answers. nbgrader: as nbgrader 0.9.6, its mistakes included.",
            valueName: "mode"))
    var compat: GradingMode = .strict

    @Option(help: ArgumentHelp("Seconds that a cell may take.", valueName: "s"))
    var timeout: Double = 30

    @Option(help: ArgumentHelp("Seconds that a notebook's cells may take together.", valueName: "s"))
    var notebookTimeout: Double = 600

    @Option(
        help: ArgumentHelp(
            "strict: all layers of the sandbox, or nothing is graded; best: those that the system has; off: none.",
            valueName: "mode"))
    var sandbox: WorkerSandbox.Mode = .strict

    @Option(help: ArgumentHelp("MiB of memory that a notebook may hold.", valueName: "MiB"))
    var memory: Int = 2048

    @Option(help: ArgumentHelp("Statements that a cell may run: a limit that is the same everywhere.", valueName: "n"))
    var steps: Int?

    @Option(
        help: ArgumentHelp(
            "What a cell may compute with arrays, in multiply-adds and elements: a limit that is the same everywhere.",
            valueName: "n"))
    var operations: Int?

    func validate() throws {
        if let operations, operations < 1 { throw ValidationError("--operations must be greater than 0") }
        if let steps, steps < 1 { throw ValidationError("--steps must be greater than 0") }
        if !(64...(1 << 24)).contains(memory) { throw ValidationError("--memory must be from 64 MiB on") }
        if !(timeout > 0) || !(notebookTimeout > 0) { throw ValidationError("time limits must be greater than 0") }
    }

    var options: GradingOptions {
        var options = GradingOptions()
        options.mode = compat
        options.limits.wall = timeout
        options.limits.memory = memory << 20
        options.limits.steps = steps
        options.limits.operations = operations
        options.notebookSeconds = notebookTimeout
        return options
    }
}

extension GradingMode: ExpressibleByArgument {}
extension WorkerSandbox.Mode: ExpressibleByArgument {}

/// What a late submission loses, as an argument.
struct PenaltyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What is taken off late work: none, zero (all of it), or a part for each day begun, such as 10%.",
            valueName: "rule"))
    var latePenalty: String = "none"

    var penalty: LatePenalty? {
        switch latePenalty {
        case "none": LatePenalty.none
        case "zero": LatePenalty.zero
        default:
            latePenalty.hasSuffix("%")
                ? Double(latePenalty.dropLast()).flatMap { (0...100).contains($0) ? .perDay($0 / 100) : nil } : nil
        }
    }

    func validate() throws {
        if penalty == nil { throw ValidationError("--late-penalty takes none, zero or a part such as 10%") }
    }
}
