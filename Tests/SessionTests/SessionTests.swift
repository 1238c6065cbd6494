import Language
import Session
import Testing

/// A session whose events are kept.
final class Recorder {
    private(set) var events: [Event] = []
    private(set) lazy var session = Session(host: Host { [unowned self] in self.events.append($0) })

    /// Everything printed so far.
    var text: String {
        events.map { if case .stream(_, let text) = $0 { text } else { "" } }.joined()
    }

    /// The texts of results.
    var results: [String] {
        events.compactMap { event in
            if case .result(let bundle) = event, case .text(let text)? = bundle.content["text/plain"] {
                text
            } else {
                nil
            }
        }
    }
}

@Suite struct SessionTests {
    @Test func aCellsLastExpressionIsItsResult() {
        let recorder = Recorder()
        _ = recorder.session.run("a = 6\na * 7")
        _ = recorder.session.run("a = 1")
        _ = recorder.session.run("None")
        _ = recorder.session.run("a;")
        #expect(recorder.results == ["42"])
    }

    @Test func namesStayBetweenCells() {
        let recorder = Recorder()
        _ = recorder.session.run("def f(x): return x + 1")
        _ = recorder.session.run("print(f(1))")
        #expect(recorder.text == "2\n")
    }

    @Test func theLastResultIsCalledUnderscore() {
        let recorder = Recorder()
        _ = recorder.session.run("5")
        _ = recorder.session.run("_ + 1")
        #expect(recorder.results == ["5", "6"])
    }

    @Test func anErrorNamesCellLineAndFunction() throws {
        let recorder = Recorder()
        _ = recorder.session.run("x = 1")
        let outcome = recorder.session.run("def f(a):\n    return a / 0\nf(2)")
        guard case .failed(let name, let message, let traceback) = outcome else {
            Issue.record("the cell did not fail: \(outcome)")
            return
        }
        #expect(name == "ZeroDivisionError")
        #expect(message == "division by zero")
        let text = traceback.joined(separator: "\n")
        #expect(text.contains("Cell In[2], line 3"))
        #expect(text.contains("line 2\u{1B}[0m, in f"))
    }

    @Test func ofAVeryLongLineOnlyTheSurroundingsOfTheFaultAreShown() {
        let recorder = Recorder()
        let outcome = recorder.session.run(
            "x = [" + String(repeating: "1, ", count: 2000) + "missing, " + String(repeating: "2, ", count: 2000) + "]")
        guard case .failed(let name, _, let traceback) = outcome else {
            Issue.record("the cell did not fail: \(outcome)")
            return
        }
        #expect(name == "NameError")
        let lines = traceback.joined(separator: "\n").split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 200 })
        #expect(lines.contains { $0.contains("…") && $0.contains("missing,") })
        #expect(lines.contains { $0.contains("^^^^^^^") })
    }

    @Test func onlyStoredCellsAreCounted() {
        let recorder = Recorder()
        _ = recorder.session.run("1")
        _ = recorder.session.run("2", storesHistory: false)
        #expect(recorder.session.executionCount == 1)
        #expect(recorder.session.history.entries.map(\.input) == ["1"])
        #expect(recorder.session.history.entries.map(\.output) == ["1"])
    }

    @Test func sysExitIsNoError() {
        let recorder = Recorder()
        guard case .exit(let status) = recorder.session.run("raise SystemExit(3)") else {
            Issue.record("not an exit")
            return
        }
        #expect(status == 3)
        #expect(recorder.events.isEmpty)
    }

    @Test func magicLinesAreAcceptedAndShellLinesAreNot() {
        let recorder = Recorder()
        guard case .done = recorder.session.run("%matplotlib inline\n1/1") else {
            Issue.record("the magic line failed")
            return
        }
        guard case .done = recorder.session.run("try:\n    %matplotlib inline\nexcept ImportError:\n    pass") else {
            Issue.record("the magic line inside of a block failed")
            return
        }
        guard case .failed(let name, _, _) = recorder.session.run("!pip install keras") else {
            Issue.record("the shell line ran")
            return
        }
        #expect(name == "SyntaxError")
    }

    @Test func magicLinesBetweenQuotesAreText() {
        let recorder = Recorder()
        _ = recorder.session.run("text = \"\"\"\n%matplotlib inline\n!ls\n\"\"\"\nprint(text.split())")
        #expect(recorder.text == "['%matplotlib', 'inline', '!ls']\n")
    }

    @Test func anInterruptEndsALoopAndIsForgotten() {
        let flag = InterruptFlag()
        let session = Session(host: Host(interrupt: flag) { _ in })
        flag.raise()
        guard case .failed(let name, _, _) = session.run("while True: pass") else {
            Issue.record("the loop ended by itself")
            return
        }
        #expect(name == "KeyboardInterrupt")
        #expect(!flag.isRaised)
    }

    @Test func expressionsAreEvaluatedBesideCells() throws {
        let recorder = Recorder()
        _ = recorder.session.run("a = 2")
        guard case .text(let text)? = try recorder.session.evaluate("a + 1").get().content["text/plain"] else {
            Issue.record("no text")
            return
        }
        #expect(text == "3")
        guard case .failure(let failure) = recorder.session.evaluate("b") else {
            Issue.record("an undefined name has a value")
            return
        }
        #expect(failure.name == "NameError")
    }

    @Test func aQuestionMarkAsksForHelp() {
        let recorder = Recorder()
        _ = recorder.session.run("print?")
        let pages = recorder.session.takePages()
        #expect(pages.count == 1)
        #expect(recorder.session.takePages().isEmpty)
    }
}
