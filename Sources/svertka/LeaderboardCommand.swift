import ArgumentParser
import Glibc
import Grading
import JSON
import Session

/// A table for people or programs, to standard output or a file.
enum ReportForm: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, html
}

/// Where a report goes.
struct ReportOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: "The file to write; by default standard output. Its ending chooses the form where --to does not.")
    var output: String?

    @Option(help: "text, csv, json or html.")
    var to: ReportForm?

    var form: ReportForm {
        if let to { return to }
        let ending = output.flatMap { $0.split(separator: ".").last.map(String.init) } ?? ""
        return ReportForm(rawValue: ending == "htm" ? "html" : ending) ?? .text
    }

    /// Writes the report, and says where to.
    func write(_ bytes: [UInt8]) throws(GradingFault) {
        guard let output, output != "-" else { return Terminal.write(bytes, to: STDOUT_FILENO) }
        do { try TextFile.write(bytes, to: output) } catch { throw GradingFault("\(error)") }
        print("wrote \(output)")
    }
}

/// `svertka grade leaderboard`.
struct LeaderboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaderboard", abstract: "Ranks submissions by their metric on hidden data.",
        discussion: """
            Reads the results of svertka grade autograde. Where the test splits its data with public=, places are by the \
            private part; --part public shows the public part alone, for lists before the deadline.
            """)

    @Argument var assignment: String
    @OptionGroup var course: CourseOptions
    @OptionGroup var report: ReportOptions
    @Option(help: ArgumentHelp("The test cell with the metric; by default the first.", valueName: "grade_id"))
    var cell: String?
    @Option(help: "public, private or both.")
    var part: Leaderboard.Part = .both
    @Flag(help: "Names that only who has the course's key can tell, the same in every list.")
    var pseudonyms = false

    func run() throws {
        course.run { () throws(GradingFault) in
            var names: [String: String] = [:]
            if pseudonyms { names = try Pseudonyms(course.folder).names(course.folder.students(of: assignment)) }
            let board = try Leaderboard(
                assignment, course: course.folder, cell: cell, part: part, names: { names[$0] ?? $0 })
            switch report.form {
            case .text: try report.write(Array(board.text.utf8))
            case .csv: try report.write(Array(board.csv.utf8))
            case .json: try report.write(board.json.bytes(JSON.Style(indent: 1)) + [0x0A])
            case .html: try report.write(board.page)
            }
        }
    }
}

extension Leaderboard.Part: ExpressibleByArgument {}
