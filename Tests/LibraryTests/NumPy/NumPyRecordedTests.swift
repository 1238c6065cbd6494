import Foundation
import Language
import Library
import Testing

/// Programs of one line with the answers that NumPy gave: `Recorded/*.txt`, written by `Recorded/record.py`.
@Suite struct NumPyRecordedTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recorded")

    /// A file of programs and answers.
    struct Topic: CustomTestStringConvertible, Sendable {
        let name: String
        let cases: [(program: String, answer: String)]
        var testDescription: String { "\(name): \(cases.count) programs" }
    }

    static let topics: [Topic] = {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map { file in
            var cases: [(program: String, answer: String)] = []
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                if line.hasPrefix("-- ") {
                    cases.append((String(line.dropFirst(3)), ""))
                } else if let last = cases.popLast() {
                    cases.append((last.program, last.answer + line + "\n"))
                }
            }
            return Topic(name: file.deletingPathExtension().lastPathComponent, cases: cases)
        }
    }()

    @Test func thereAreRecordings() { #expect(NumPyRecordedTests.topics.contains { $0.cases.count >= 300 }) }

    @Test(arguments: topics) func theAnswersAreNumPys(_ topic: Topic) {
        for (program, wanted) in topic.cases { #expect(answer(to: program) == wanted, "\(program)") }
    }

    /// A program's own file may say that it stands at any place.
    @Test(arguments: [0, 5, Int.max, Int.min]) func filesOfTheProgramMayStandAnywhere(_ place: Int) {
        let file =
            "import io; b = io.BytesIO(); np.save(b, np.arange(2)); F = type('F', (), {}); f = F()"
            + "; f.read = lambda *n: b.getvalue(); f.tell = lambda: \(place); f.seek = lambda n: print(n); np.load(f)"
        let end = place.addingReportingOverflow(144)
        let wanted =
            end.overflow
            ? "OverflowError: Python int too large to convert to C ssize_t\n" : "\(end.partialValue)\narray([0, 1])\n"
        #expect(answer(to: file) == wanted)
    }

    /// What the language prints and answers, as the script records it for NumPy.
    private func answer(to program: String) -> String {
        var printed = ""
        let host = Host(emit: { event in if case .stream(.stdout, let text) = event { printed += text } })
        let interpreter = Interpreter(host: host, modules: Library.modules)
        do throws(LanguageError) {
            _ = try interpreter.run("import numpy as np", name: "<set-up>")
            let source = program.split(separator: "; ").joined(separator: "\n")
            if let value = try interpreter.run(source, name: "<line>"), !value.isNone {
                printed += try interpreter.repr(value) + "\n"
            }
        } catch {
            let (name, message) = interpreter.describe(error)
            printed += "\(name): \(message)\n"
        }
        return printed
    }
}
