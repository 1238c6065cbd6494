import ArgumentParser
import Grading
import JSON

/// `svertka grade similar`.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Ranks pairs of submissions that share more code than they were given.",
        discussion: """
            Compares all submissions by fingerprints (winnowing, the method of MOSS), whatever their names, numbers, comments, \
            layout and order; what the release holds and what a quarter of the course has does not count. It tells where a person \
            should look.
            """)

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions
    @OptionGroup var report: ReportOptions
    @Option(help: ArgumentHelp("Pairs that are shown.", valueName: "n"))
    var most: Int = 50
    @Flag(help: "Shared passages in the text too.")
    var passages = false

    func validate() throws {
        if !(1...10_000).contains(most) { throw ValidationError("--most must be from 1 to 10000") }
    }

    func run() throws {
        course.run { () throws(GradingFault) in
            let found = try Similarity(assignment, course: course.folder, most: most)
            switch report.form {
            case .text: try report.write(Array(found.text(assignment, showsPassages: passages).utf8))
            case .csv: try report.write(Array(found.csv.utf8))
            case .json: try report.write(found.json.bytes(JSON.Style(indent: 1)) + [0x0A])
            case .html: try report.write(found.page(assignment))
            }
        }
    }
}
