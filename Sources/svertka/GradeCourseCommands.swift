import ArgumentParser
import Glibc
import Grading
import Notebooks
import Sandbox
import JSON
import Session

/// `svertka grade generate`.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Makes the students' version of an assignment from the teacher's.",
        discussion: """
            Reads source/./ASSIGNMENT, writes release/./ASSIGNMENT and the gradebook: solutions, hidden tests and mark \
            schemes are taken out, cells locked, checksums written.
            """)

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions

    @Option(help: ArgumentHelp("When it is due, such as '2026-12-01 23:59:00 UTC'.", valueName: "time"))
    var due: String?

    func run() throws {
        course.run { () throws(GradingFault) in
            let due = try due.map { text throws(GradingFault) in try PointInTime(text) }
            let release = try AssignmentRelease(
                assignment, course: course.folder, gradebook: try course.gradebook(isNew: true), dueDate: due)
            for notebook in release.notebooks {
                print("\(notebook.name).ipynb: \(notebook.cells) cells of nbgrader, \(notebook.points) points")
            }
            for file in release.files { print(ShownText.line(file)) }
        }
    }
}

/// `svertka grade feedback`.
struct FeedbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback", abstract: "Writes a page for each graded notebook: marks, comments, nothing hidden.",
        discussion: "Reads autograded/ and the gradebook, writes feedback/STUDENT/ASSIGNMENT/*.html.")

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions
    @Option(parsing: .singleValue, help: "Only this student; may be given more than once.")
    var student: [String] = []

    func run() throws {
        course.run { () throws(GradingFault) in
            let gradebook = try course.gradebook()
            let feedback = Feedback(course: course.folder, gradebook: gradebook)
            let store = course.folder.results(of: assignment)
            var pages = 0
            var students = 0
            for name in try gradebook.submitters(of: assignment) where student.isEmpty || student.contains(name) {
                let count = try feedback.write(assignment, student: name, store: store)
                pages += count
                students += count > 0 ? 1 : 0
            }
            print("\(pages) pages for \(students) students")
        }
    }
}

/// `svertka grade export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes marks for other programs: CSV, JSON, Gradescope's results.json.")

    /// What is written.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case csv, json, gradescope
    }

    @OptionGroup var course: CourseOptions
    @Option(help: "csv, json or gradescope.")
    var to: Form = .csv
    @Option(
        name: [.short, .long],
        help:
            "The file to write, - for standard output; for gradescope a folder. By default grades.csv, grades.json, gradescope."
    )
    var output: String?
    @Option(parsing: .singleValue, help: "Only this assignment; may be given more than once.")
    var assignment: [String] = []
    @Option(parsing: .singleValue, help: "Only this student; may be given more than once.")
    var student: [String] = []

    func run() throws {
        course.run { () throws(GradingFault) in
            let gradebook = try course.gradebook()
            var written = 0
            let export = MarkExport(gradebook, assignments: assignment, students: student)
            switch to {
            case .csv: try write(try export.csv(), "grades.csv", try export.count)
            case .json:
                try write(try export.json().text(JSON.Style(indent: 1)) + "\n", "grades.json", try export.count)
            case .gradescope:
                for name in try gradebook.assignments() where assignment.isEmpty || assignment.contains(name) {
                    for person in try gradebook.submitters(of: name) where student.isEmpty || student.contains(person) {
                        let result = course.folder.results(of: name).result(of: person)
                        let folder = "\(output ?? "gradescope")/\(name)/\(person)"
                        let json = try export.gradescope(name, person, result: result)
                        do {
                            try TextFile.makeFolder(folder)
                            try TextFile.write(json.bytes(JSON.Style(indent: 1)) + [0x0A], to: "\(folder)/results.json")
                        } catch { throw GradingFault("\(error)") }
                        written += 1
                    }
                }
                print("wrote \(written) results.json below \(output ?? "gradescope")")
            }
        }
    }

    private func write(_ text: String, _ name: String, _ lines: Int) throws(GradingFault) {
        let target = output ?? name
        if target == "-" { return Terminal.write(text, to: STDOUT_FILENO) }
        do { try TextFile.write(Array(text.utf8), to: target) } catch { throw GradingFault("\(error)") }
        print("wrote \(target): \(lines) lines of marks")
    }
}

/// `svertka grade validate`.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Runs notebooks as they will be graded, and says which visible tests fail.",
        discussion: "Ends with 0 where all pass, with 1 otherwise.")

    @Argument(help: "Notebooks.") var files: [String]
    @OptionGroup var judging: JudgingOptions

    func run() throws {
        GradeWorkers.prove(judging, course: nil)
        var isGood = true
        for file in files {
            do throws(GradingFault) { isGood = try validate(file) && isGood } catch {
                print("\(file): \(ShownText.line(error.description))")
                isGood = false
            }
        }
        if !isGood { throw ExitCode(1) }
    }

    private func validate(_ file: String) throws(GradingFault) -> Bool {
        let notebook = try Notebook(file: file)
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { String(file[..<$0]) } ?? "."
        let found: Validation
        do throws(SystemFailure) {
            found = try Validation(
                notebook, runner: { () throws(SystemFailure) in try GradeWorkers.start(folder, judging) },
                options: judging.options)
        } catch { throw GradingFault(error.description) }
        for finding in found.findings { print("\(file): \(ShownText.line(finding))") }
        for failure in found.failures {
            let name = failure.name.isEmpty ? "" : " '\(failure.name)'"
            print("\(file): cell \(failure.cell)\(name): \(ShownText.line(failure.reason))")
        }
        let isGood = found.findings.isEmpty && found.failures.isEmpty
        print("\(file): \(found.passed) test cells passed\(isGood ? "" : ", \(found.failures.count) cells failed")")
        return isGood
    }
}

/// Where workers come from.
enum GradeWorkers {
    /// A worker for one notebook with the files of `folder`: behind the layers of a sandbox, able to read that folder and
    /// the data sets, and to write in a folder of its own.
    /// - isStaged: the folder of its own comes beside `folder`, on the same disk; else among the temporary files.
    static func start(
        _ folder: String, _ judging: JudgingOptions, isStaged: Bool = false
    ) throws(SystemFailure) -> any CellRunner {
        let folder = absolute(folder)
        var sandbox = WorkerSandbox(mode: judging.sandbox, folder: folder)
        sandbox.data = data.map { [$0] } ?? []
        sandbox.memory = judging.memory << 20
        sandbox.processor = Int(judging.notebookTimeout.rounded(.up)) * 4 + 1
        let scratch = isStaged ? try ScratchFolder(folder, files: folder) : try ScratchFolder(temporaryFor: folder)
        return try ProcessRunner.sandboxed(sandbox, scratch: scratch)
    }

    /// The folder of the data sets, if there is one.
    private static var data: String? { Environment["SVERTKA_DATA"].map(absolute) }

    /// Ends the program with 77 where strict mode lacks a layer, and with 74 where workers could read the course itself,
    /// its hidden tests and gradebook. Only in a process without threads.
    ///
    /// - Parameter course: the course's folder; `nil` where nothing is hidden.
    static func prove(_ judging: JudgingOptions, course: String?) {
        let isOpen = data.map { "\(absolute(course ?? ""))/".hasPrefix($0 == "/" ? $0 : $0 + "/") } ?? false
        if let data, course != nil, judging.sandbox != .off, isOpen {
            fail(
                "svertka grade: submissions may read the data folder \(data), in which this course lies with its tests; "
                    + "let SVERTKA_DATA name a folder that has data only", status: 74)
        }
        guard judging.sandbox == .strict, let (layer, proof) = SandboxReport().missing.first else { return }
        fail(
            "svertka grade: the sandbox lacks its layer \(layer.letter), \(layer.name): \(proof.text); "
                + "svertka sandbox check says more, --sandbox=best grades behind what there is", status: 77)
    }

    private static func absolute(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
