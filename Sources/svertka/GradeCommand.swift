import ArgumentParser
import Glibc
import Grading
import JSON
import Session

/// `svertka grade`: homework.
struct GradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade", abstract: "Checks assignments.", subcommands: [CheckCommand.self])

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
