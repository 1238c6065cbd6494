import Foundation
import Language
import Library
import Testing

/// Expressions that students write, answered by Svertka as NumPy answered them.
///
/// `expected.txt` is what `expectations.py` wrote; where python3 with NumPy is at hand, the file itself is checked too.
@Suite struct NumPyExpressionTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// One line of expressions.txt with NumPy's answer.
    struct Case: CustomTestStringConvertible, Sendable {
        let line: String
        let answer: String
        var testDescription: String { line }
    }

    static let cases: [Case] = cases(in: "expected.txt")

    /// Lines and answers of a file: a line behind "-- ", then what was printed.
    private static func cases(in file: String) -> [Case] {
        let text = (try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)) ?? ""
        var cases: [Case] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("-- ") {
                cases.append(Case(line: String(line.dropFirst(3)), answer: ""))
            } else if let last = cases.popLast() {
                cases.append(Case(line: last.line, answer: last.answer + line + "\n"))
            }
        }
        return cases
    }

    @Test func atLeastFiveHundredExpressionsAreCompared() {
        #expect(NumPyExpressionTests.cases.count >= 500)
    }

    @Test(arguments: cases) func theAnswerIsNumPys(_ wanted: Case) {
        #expect(answer(to: wanted.line) == wanted.answer)
    }

    /// What the language prints and answers, as the script beside this file records it for NumPy.
    private func answer(to line: String) -> String {
        var printed = ""
        let host = Host(emit: { event in if case .stream(.stdout, let text) = event { printed += text } })
        let interpreter = Interpreter(host: host, modules: Library.modules)
        do throws(LanguageError) {
            _ = try interpreter.run("import numpy as np", name: "<set-up>")
            let code = line.split(separator: "; ").joined(separator: "\n")
            let source = line.hasPrefix("for ") ? line : code
            if let value = try interpreter.run(source, name: "<line>"), !value.isNone {
                printed += try interpreter.repr(value) + "\n"
            }
        } catch {
            let (name, message) = interpreter.describe(error)
            printed += "\(name): \(message)\n"
        }
        return printed
    }

    /// Generated expressions with NumPy's answers, recorded by `compare.py --record`: every function, type and layout.
    static let recorded: [Case] = cases(in: "recorded.txt")

    @Test func atLeastTwoThousandGeneratedExpressionsAreCompared() {
        #expect(NumPyExpressionTests.recorded.count >= 2000)
    }

    @Test func generatedExpressionsAgree() throws {
        let harness = try String(
            contentsOf: NumPyExpressionTests.folder.appendingPathComponent("harness.py"), encoding: .utf8)
        var wrong: [String] = []
        var shared = try Prepared(harness)
        for (place, wanted) in NumPyExpressionTests.recorded.enumerated() {
            // What a line changed for those after it is cleared now and then; a line that suffers from it runs alone.
            if place % 100 == 99 { shared = try Prepared(harness) }
            if agrees(wanted.answer, shared.answer(to: wanted.line)) { continue }
            let printed = try Prepared(harness).answer(to: wanted.line)
            if !agrees(wanted.answer, printed) { wrong.append("\(wanted.line)\n\(wanted.answer)\n\(printed)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ:\n\(wrong.prefix(5).joined(separator: "\n"))")
    }

    /// An interpreter that has run the harness.
    private final class Prepared {
        private let interpreter: Interpreter
        private let printed: Printed

        private final class Printed { var text = "" }

        init(_ harness: String) throws {
            let printed = Printed()
            let host = Host(emit: { event in if case .stream(_, let text) = event { printed.text += text } })
            self.printed = printed
            interpreter = Interpreter(host: host, modules: Library.modules)
            _ = try interpreter.run(harness, name: "harness.py")
        }

        /// What a line prints as the body of a function, its last expression as the value.
        func answer(to line: String) -> String {
            printed.text = ""
            var statements = line.components(separatedBy: "; ")
            let last = statements.removeLast()
            statements.append(isExpression(last) ? "return " + last : last)
            let text = "def f():\n" + statements.map { "    \($0)\n" }.joined() + "run(f)\n"
            do { _ = try interpreter.run(text, name: "<line>") } catch { printed.text += "\(error)\n" }
            return printed.text
        }

        /// True for what may stand behind `return`.
        private func isExpression(_ text: String) -> Bool {
            do {
                _ = try interpreter.run("lambda: (\n\(text)\n)", name: "<expression>")
                return true
            } catch {
                return false
            }
        }
    }

    /// The same text, or the same but for rounding in floating-point numbers.
    private func agrees(_ wanted: String, _ got: String) -> Bool {
        if wanted == got { return true }
        let (a, b) = (pieces(wanted), pieces(got))
        guard a.count == b.count else { return false }
        let tolerance = wanted.contains("float16") ? 2e-3 : wanted.contains("float32") ? 2e-6 : 4e-15
        for (x, y) in zip(a, b) where x != y {
            guard x.contains(".") || x.contains("e"), let p = Double(x), let q = Double(y),
                abs(p - q) <= tolerance * max(abs(p), abs(q)) + 1e-16
            else { return false }
        }
        return true
    }

    /// Words between blanks, brackets and commas.
    private func pieces(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || "[](),".contains($0) }
    }

    @Test func theStoredAnswersAreThoseOfTheNumPyAtHand() throws {
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", NumPyExpressionTests.folder.appendingPathComponent("expectations.py").path]
        let (output, errors) = (Pipe(), Pipe())
        python.standardOutput = output
        python.standardError = errors
        try python.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        if complaint.contains("No module named 'numpy'") || complaint.contains("No such file") {
            print("skipped: python3 with NumPy is not installed, the stored answers are not checked")
            return
        }
        let stored = try String(
            contentsOf: NumPyExpressionTests.folder.appendingPathComponent("expected.txt"), encoding: .utf8)
        #expect(String(decoding: data, as: UTF8.self) == stored)
    }

    @Test func theLecturesGradientDescentPrintsWhatCPythonPrints() throws {
        let listing = try String(
            contentsOf: NumPyExpressionTests.folder.appendingPathComponent("gradient_descent.py"), encoding: .utf8)
        var printed = ""
        let host = Host(emit: { event in if case .stream(.stdout, let text) = event { printed += text } })
        _ = try Interpreter(host: host, modules: Library.modules).run(listing, name: "gradient_descent.py")
        #expect(printed == "w = 2.00, b = 0.99\n")
    }
}
