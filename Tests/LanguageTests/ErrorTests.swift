import Foundation
import Language
import Testing

@Suite struct CaretTests {
    /// A program and the part of its failing line under which the carets stand.
    struct Failure: Sendable {
        let program: String
        let error: String
        let part: String
    }

    static let failures = [
        Failure(
            program: "x = 1\ny = x + undefined", error: "NameError: name 'undefined' is not defined", part: "undefined"),
        Failure(program: "a = [1]\nb = a[5] + 1", error: "IndexError: list index out of range", part: "a[5]"),
        Failure(program: "1 + 2 / 0", error: "ZeroDivisionError: division by zero", part: "2 / 0"),
        Failure(
            program: "s = 'a'\ns.uper()", error: "AttributeError: 'str' object has no attribute 'uper'",
            part: "s.uper"),
        Failure(
            program: "print(int('x'))", error: "ValueError: invalid literal for int() with base 10: 'x'",
            part: "int('x')"),
        Failure(
            program: "ошибка = 1\nответ = 'я' + ошибка",
            error: "TypeError: can only concatenate str (not \"int\") to str", part: "'я' + ошибка"),
    ]

    @Test(arguments: failures) func standUnderTheFailingPart(_ failure: Failure) throws {
        let outcome = Outcome.of(failure.program)
        #expect(outcome.error == failure.error)
        let range = try #require(outcome.range)
        let line = Array(failure.program.split(separator: "\n")[range.line - 1].unicodeScalars)
        let part = String(String.UnicodeScalarView(line[(range.column - 1)..<(range.endColumn - 1)]))
        #expect(part == failure.part)
    }

    @Test func aTracebackNamesTheFunctionsThatWereCalled() {
        let outcome = Outcome.of("def inner(): return 1 / 0\ndef outer(): return inner()\nouter()")
        #expect(outcome.functions == ["<module>", "outer", "inner"])
    }

    @Test func aMistypedNameGetsTheNearestOneAsHint() {
        #expect(Outcome.of("counter = 1\nprint(conter)").hint == "Did you mean: 'counter'?")
        #expect(Outcome.of("pritn(1)").hint == "Did you mean: 'print'?")
        #expect(Outcome.of("[].apend(1)").hint == "Did you mean: 'append'?")
        #expect(Outcome.of("import maths").hint == "Did you mean 'math'?")
    }
}

@Suite struct SyntaxErrorTests {
    static let programs = [
        "if True\n    pass", "x = (1, 2", "print('a", "def f(:\n    pass", "1 +", "x = = 2", "for in x: pass", "a b",
        "    x = 1", "if x:\npass", "return 5", "break", "'''never closed", "f(a=1, 2)", "x = 5 = y", "lambda: = 1",
        "f'{'",
        "f'{a b}'", "class", "import", "from x", "1 = x", "del 5", "else: pass", "{1: 2, 3}", "[1, 2}", "!ls", "x = $5",
        "0777", "1__0", "def f(a, a): pass", "nonlocal x", "yield 1", "\u{0}", "x = 1\u{0}2", "\t\tx\n  y", "”",
    ]

    @Test(arguments: programs) func areErrorsOfTheProgram(_ program: String) throws {
        let error = try #require(Outcome.of(program).error)
        let kinds = ["SyntaxError", "IndentationError", "TabError", "NameError"]
        #expect(kinds.contains { error.hasPrefix($0) }, "\(error)")
    }

    @Test func completenessTellsWholeUnfinishedAndWrongTexts() {
        let interpreter = Interpreter(host: Host(emit: { _ in }))
        #expect(interpreter.completeness(of: "x = 1") == .complete)
        #expect(interpreter.completeness(of: "for i in range(3):") == .incomplete(indent: "    "))
        #expect(interpreter.completeness(of: "f(1,") == .incomplete(indent: ""))
        #expect(interpreter.completeness(of: "x = = 1") == .invalid)
    }
}

@Suite struct HostileInputTests {
    /// Deep nesting ends in an error, never at the end of the machine's stack.
    static let deep = [
        String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
        String(repeating: "[", count: 100_000), String(repeating: "-", count: 100_000) + "1",
        String(repeating: "not ", count: 100_000) + "1", String(repeating: "f(", count: 50_000),
        "x = " + String(repeating: "{1:", count: 50_000),
        "lambda: " + String(repeating: "lambda: ", count: 50_000) + "1",
        (0..<500).map { String(repeating: " ", count: $0) + "if 1:" }.joined(separator: "\n"),
        String(repeating: "1 if 1 else ", count: 50_000) + "1",
        "a = []\nfor i in range(200000): a = [a]\nprint(a)", "def f(): return f()\nf()",
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "class A:\n    def __getattr__(self, n): return self.x\nA().y",
        "a = []\nb = []\nfor i in range(100000): a, b = [a], [b]\na == b",
    ]

    @Test(arguments: deep.indices) func deepNestingIsAnError(_ place: Int) {
        #expect(Outcome.of(HostileInputTests.deep[place]).error != nil)
    }

    @Test(arguments: [
        "1" + String(repeating: "+1", count: 1_000), String(repeating: "x = 1\n", count: 20_000),
        "[" + String(repeating: "1,", count: 50_000) + "]",
    ])
    func longProgramsRun(_ program: String) {
        #expect(Outcome.of(program).error == nil)
    }

    @Test(arguments: [
        "[0] * 10**15", "'a' * 10**15", "' ' * (1 << 60)", "list(range(10**15))", "'%*d' % (10**12, 1)",
        "f'{1:1000000000000}'",
        "'a'.ljust(10**14)", "bytes(10**14)", "[1] * (2**40) + [2]", "('a' * 100).replace('', 'x' * 10**8)",
    ])
    func hugeSizesAreErrorsBeforeMemoryIsTaken(_ program: String) throws {
        let error = try #require(Outcome.of(program).error)
        #expect(["MemoryError", "OverflowError", "ValueError"].contains { error.hasPrefix($0) }, "\(error)")
    }
}

@Suite struct InterruptTests {
    /// Programs that never end by themselves.
    static let endless = [
        "while True: pass", "n = 0\nwhile True:\n    n += 1", "def f():\n    while True: yield 1\nfor x in f(): pass",
        "import time\ntime.sleep(1000)", "import itertools\nlist(itertools.count())", "sum(1 for i in iter(int, 1))",
        "def f(): return [f() for _ in range(0)] and 1\nwhile True: f()", "import itertools\nmax(itertools.repeat(1))",
    ]

    @Test(arguments: endless) func endsAnEndlessProgram(_ program: String) {
        let flag = InterruptFlag()
        // The flag is raised while the program runs or just before: either way the program must hear it.
        let raiser = Thread { flag.raise() }
        raiser.start()
        #expect(Outcome.of(program, interrupt: flag).error == "KeyboardInterrupt")
    }

    /// Loops that are a `try` block's first and last statement: what stands before and after handles nothing.
    static let handled = [
        "while True: pass", "n = 0\n    while n < 5 or n >= 5: n += 1",
        "import itertools\n    for k in itertools.count(): pass",
        "[k for k in iter(int, 1)]",
    ]

    @Test(arguments: handled) func isHandledByTheTryAroundTheLoop(_ loop: String) {
        let program = "print('go')\ntry:\n    \(loop)\nexcept KeyboardInterrupt:\n    print('handled')"
        let flag = InterruptFlag()
        #expect(Outcome.of(program, interrupt: flag) { _ in flag.raise() }.output == "go\nhandled\n")
    }

    @Test func aLackOfMemoryIsMemoryErrorAndCanBeHandled() {
        let flag = InterruptFlag()
        let program = "print('go')\ntry:\n    while True: pass\nexcept MemoryError as error:\n    print(error)"
        let outcome = Outcome.of(program, interrupt: flag) { text in if text == "go\n" { flag.raiseForMemory() } }
        #expect(outcome.output == "go\nthe memory for this program is used up\n")
        #expect(!flag.isRaised)
    }
}

@Suite struct CellTests {
    @Test func theLastExpressionIsTheCellsValue() {
        #expect(Outcome.of("x = 2\nx * 3").result == "6")
        #expect(Outcome.of("x = 2").result == nil)
        #expect(Outcome.of("5;").result == nil)
    }

    @Test func aPastedListingLosesItsLineNumbersAndTypographicQuotes() {
        let listing = "47 text = ‘hello’\n48 for c in text:\n49     print(c, end=’ ’)\n50 print(“done”)"
        #expect(Outcome.of(listing).output == "h e l l o done\n")
    }

    @Test func integersTooLargeForMemoryAreErrorsBeforeTheyAreMade() {
        #expect(Outcome.of("2 ** 10_000_000_000").error == "MemoryError")
        #expect(Outcome.of("1 << 10_000_000_000").error == "MemoryError")
        #expect(Outcome.of("7 ** 7 ** 77").error == "MemoryError")
        #expect(Outcome.of("import math\nmath.factorial(10 ** 12)").error == "MemoryError")
        #expect(Outcome.of("x = 1 << 500_000_000\nx * x").error == "MemoryError")
    }
}
