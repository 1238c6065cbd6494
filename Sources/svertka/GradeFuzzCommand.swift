import ArgumentParser
import Glibc
import Grading
import Notebooks
import Session

/// `svertka grade fuzz`: a check of the grader itself.
struct GradeFuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Damages a notebook in many ways and grades each: a check of the grader itself.",
        discussion: "Ends with 0 where each came to a verdict, with 1 where a worker crashed or a mark was impossible.",
        shouldDisplay: false)

    @Argument(help: "A teacher's notebook.") var file: String
    @OptionGroup var judging: JudgingOptions
    @Option(help: "How many notebooks.") var count: Int = 1000
    @Option(help: "Where chance begins.") var seed: UInt64 = 1

    func run() throws {
        GradeWorkers.prove(judging, course: nil)
        var isGood = true
        let folder: String
        do throws(SystemFailure) { folder = try TemporaryFolder.make("fuzz") } catch {
            fail("svertka grade: \(error)", status: 74)
        }
        defer { rmdir(folder) }
        do throws(GradingFault) {
            let fuzz = try NotebookFuzz(try Notebook(file: file)) { [judging] () throws(SystemFailure) in
                try GradeWorkers.start(folder, judging)
            }
            let summary = try fuzz.run(count: count, seed: seed) { number in
                if number % 10000 == 9999 { Terminal.write("\(number + 1)\n", to: STDERR_FILENO) }
            }
            for (verdict, number) in summary.verdicts.sorted(by: { $0.value > $1.value }) {
                print("\(number)  \(verdict)")
            }
            print("\(summary.kills) workers were ended for taking too long, \(summary.crashes.count) crashes")
            for (notebook, reason) in summary.crashes { print("notebook \(notebook): \(reason)") }
            isGood = summary.crashes.isEmpty
        } catch { fail("svertka grade: \(ShownText.line(error.description))", status: 74) }
        if !isGood { throw ExitCode(1) }
    }
}
