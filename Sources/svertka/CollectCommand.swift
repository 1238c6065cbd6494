import ArgumentParser
import Grading

/// `svertka grade collect`.
struct CollectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Puts what students sent into submitted/: notebooks, folders, archives.",
        discussion: """
            Of an archive or folder the first folder's name is the student; --pattern says it otherwise, such as \
            '[^/]*_(?<student>[0-9]+)_assignsubmission_file_/(?<file>.+)' for Moodle. Archives inside are unpacked once. \
            The time of a submission is the collector's, not one that was sent; .svertka/collected/ASSIGNMENT.jsonl keeps \
            who sent what when. Ends with 0, whatever was sent.
            """)

    @Argument var assignment: String
    @Argument(help: "Notebooks, archives (.zip) or folders.") var files: [String]
    @OptionGroup var course: CourseOptions
    @Option(help: "Whose all of it is.") var student: String?
    @Option(help: ArgumentHelp("Whose a file is, by its path: groups student and file.", valueName: "regex"))
    var pattern: String = SentFiles.Naming.folders
    @Option(help: ArgumentHelp("When it came, such as '2026-12-01 20:00:00 UTC'; now by default.", valueName: "time"))
    var at: String?
    @Option(help: ArgumentHelp("Submissions of one student that are taken in a day (UTC).", valueName: "n"))
    var quota: Int?

    func validate() throws {
        if files.isEmpty { throw ValidationError("Missing expected argument '<files> ...'") }
        if let quota, quota < 1 { throw ValidationError("--quota must be greater than 0") }
        if let student, !SentFiles.isStudent(student) { throw ValidationError("--student is no name of a folder") }
        if student == nil, files.contains(where: { $0.hasSuffix(".ipynb") }) {
            throw ValidationError("a notebook alone does not say whose it is: --student NAME")
        }
    }

    func run() throws {
        course.run { () throws(GradingFault) in
            let naming = try SentFiles.Naming(pattern)
            var sent = SentFiles()
            for file in files { try sent.add(file, student: student, naming: naming) }
            let time = try at.map { text throws(GradingFault) in try PointInTime(text) } ?? PointInTime.now
            let collection = Collection(assignment, course: course.folder, time: time, quota: quota)
            let verdicts = try collection.collect(sent)
            for verdict in verdicts {
                print("\(ShownText.line(verdict.student))  \(verdict.state.rawValue)")
                for note in verdict.notes { print("    " + ShownText.line(note)) }
            }
            for path in sent.strays.prefix(20) { print("nobody's: \(ShownText.line(path))") }
            if sent.strays.count > 20 { print("nobody's: \(sent.strays.count - 20) more") }
            let counts = [Collection.Verdict.State.accepted, .unchanged, .refused].map { state in
                "\(verdicts.count { $0.state == state }) \(state.rawValue)"
            }
            print(counts.joined(separator: ", "))
        }
    }
}
