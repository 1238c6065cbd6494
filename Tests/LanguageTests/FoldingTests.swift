import Language
import Testing

/// `sum(x for x in xs)` runs in place only while `sum` is the built-in function.
@Suite struct FoldingTests {
    private final class Printed {
        var text = ""
    }

    /// Runs cells one after another in the same names; answers with what they print.
    private func output(_ cells: String...) throws -> String {
        let printed = Printed()
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let part) = event { printed.text += part }
        }
        let interpreter = Interpreter(host: host, modules: StandardModules.all)
        for cell in cells { _ = try interpreter.run(cell, name: "cell") }
        return printed.text
    }

    @Test func aFunctionCompiledBeforeTheNameWasRedefinedCallsTheNewOne() throws {
        let function = "def total(n): return sum(i for i in range(n))\nprint(total(4))"
        let other = "sum = lambda values: 'own ' + str([*values])\nprint(total(3))"
        #expect(try output(function, other, "del sum\nprint(total(3))") == "6\nown [0, 1, 2]\n3\n")
    }

    @Test func aNameDefinedEarlierIsCalledWithAGenerator() throws {
        let own = "def any(values): return type(values).__name__"
        #expect(try output(own, "print(any(i for i in [1]))") == "generator\n")
    }

    @Test func aNameThatTheSameCellBindsIsNotFolded() throws {
        let cell = "def f(max): return max(i for i in [1, 2])\nprint(f(lambda v: type(v).__name__), max([3, 4]))"
        #expect(try output(cell) == "generator 4\n")
    }
}
