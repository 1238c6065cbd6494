import Session
import Testing

/// Tracebacks as CPython 3.11 lays them out.
@Suite struct TracebackTests {
    static func traceback(_ program: String) -> String {
        let recorder = Recorder()
        let outcome = recorder.session.run(program, name: "File \"x.py\"")
        guard case .failed(_, _, let lines) = outcome else { return "" }
        return TracebackTests.plain(lines.joined(separator: "\n"))
    }

    /// The text without colours.
    static func plain(_ text: String) -> String {
        var out = ""
        var isCode = false
        for sign in text {
            if sign == "\u{1B}" {
                isCode = true
            } else if !isCode {
                out.append(sign)
            } else if sign == "m" {
                isCode = false
            }
        }
        return out
    }

    @Test func operatorsAndOperandsAreMarked() {
        let text = TracebackTests.traceback("def f(a):\n    return a[0] + 1 / 0\nprint(f([1]))")
        #expect(
            text == """
                Traceback (most recent call last):
                  File "x.py", line 3
                    print(f([1]))
                          ^^^^^^
                  File "x.py", line 2, in f
                    return a[0] + 1 / 0
                                  ~~^~~
                ZeroDivisionError: division by zero
                """)
    }

    @Test func subscriptsMarkTheirIndex() {
        #expect(TracebackTests.traceback("d = {}\nprint(d['key'])").contains("print(d['key'])\n          ~^^^^^^^"))
        #expect(TracebackTests.traceback("s = 'a'\ns.uper()").contains("    s.uper()\n    ^^^^^^"))
    }

    @Test func repeatedCallsAreCounted() {
        let text = TracebackTests.traceback("def f(n):\n    return f(n + 1)\nf(0)")
        #expect(text.contains("[Previous line repeated 99"))
        #expect(text.contains("RecursionError: maximum recursion depth exceeded"))
        #expect(text.split(separator: "\n").count < 20)
    }

    @Test func chainedExceptionsAreShownWithTheirCalls() {
        let text = TracebackTests.traceback("try:\n    1 / 0\nexcept ZeroDivisionError:\n    undefined")
        #expect(text.contains("    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero"))
        #expect(text.contains("During handling of the above exception, another exception occurred:"))
        #expect(text.contains("line 4\n    undefined\nNameError: name 'undefined' is not defined"))
        let caused = TracebackTests.traceback("try: 1 / 0\nexcept Exception as e: raise ValueError('v') from e")
        #expect(caused.contains("The above exception was the direct cause of the following exception:"))
    }

    @Test func raisingAgainKeepsTheFirstPlace() {
        let text = TracebackTests.traceback("try:\n    1 / 0\nfinally:\n    x = 1")
        #expect(text.contains("line 2\n    1 / 0"))
        #expect(!text.contains("line 1\n"))
    }

    @Test func aSuggestionStandsOnTheMessagesLine() {
        #expect(
            TracebackTests.traceback("counter = 1\nconter")
                .hasSuffix("NameError: name 'conter' is not defined. Did you mean: 'counter'?"))
    }

    /// A program, and what its hint must say.
    static let hints: [(program: String, hint: String)] = [
        ("if True\n    pass", "colon"), ("if x = 1: pass", "== compares"), ("print 'a'", "brackets"),
        ("x = (1, 2", "partner ')'"), ("x = 'abc", "closing quote"), ("if 1:\nx = 2", "four spaces"),
        ("if 1:\n\tx = 1\n        y = 2", "spaces only"), ("if 1: pass\nelse if 2: pass", "elif"), ("x++", "x += 1"),
        ("a && b", "write and"), ("a || b", "write or"), ("x = !a", "write not"), ("a => b", ">="),
        ("x = null", "None"),
        ("x = true", "True"), ("for (i = 0; i < 3; i++) {", "a loop looks like"), ("if (x) {\n}", "braces"),
        ("рrint(1)", "'р' is Cyrillic"), ("whilе True: pass", "'е' is Cyrillic"), ("x = 1 – 2", "minus"),
        ("x = 2 × 3", "write *"), ("x ≤ 3", "<="), ("let x = 1", "not declared"), ("function f():\n    pass", "def"),
        ("x = 5 ? 1 : 2", "if condition else"), ("a === b", "=="), ("1x = 5", "begin with a digit"),
        ("whlie True:\n    pass", "'while'"), ("class = 5", "word of the language"), ("  x = 1", "further right"),
        ("def f:\n    pass", "brackets"), ("import a from b", "from module import name"),
        ("'C:\\Users\\x'", "r before"),
        ("f'{a'", "quotes"), ("x = @", ""),
    ]

    @Test(arguments: hints.indices) func beginnersGetAHintInPlainWords(_ place: Int) {
        let (program, hint) = TracebackTests.hints[place]
        #expect(hint.isEmpty || TracebackTests.traceback(program).contains(hint), "\(program)")
    }
}
