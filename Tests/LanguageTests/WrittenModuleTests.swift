import Language
import Testing

/// Topics of a module that is written in the language run when one of their names is asked for.
@Suite struct WrittenModuleTests {
    private final class Printed {
        var text = ""
    }

    private static let module = NativeModule(
        "shapes", doc: "Shapes.",
        written: WrittenModule(
            start: "import sys as _sys\n",
            topics: [
                """
                print("squares run")
                sides = 4
                def _double(x): return 2 * x
                def square(x):
                    \"""Not circle(x).\"""
                    return x * x
                """,
                """
                print("circles run")
                def circle(x): return _double(x) * 3
                """,
                """
                print("ovals run")
                def oval(x): return round_of(x)
                def round_of(x): return circle(x) if x else _sys.maxsize
                """,
            ]))

    /// What cells print that run one after another.
    private func output(_ cells: String...) throws -> String {
        let printed = Printed()
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let part) = event { printed.text += part }
        }
        let interpreter = Interpreter(host: host, modules: StandardModules.all + [WrittenModuleTests.module])
        for cell in cells { _ = try interpreter.run(cell, name: "cell") }
        return printed.text
    }

    @Test func importingRunsNothing() throws {
        let names = "import shapes\nprint([n for n in dir(shapes) if n[0] != '_'])"
        #expect(try output(names) == "['circle', 'oval', 'round_of', 'sides', 'square']\n")
    }

    @Test func aNameRunsItsTopicOnceAndWhatThatCalls() throws {
        #expect(try output("import shapes as s\nprint(s.square(3), s.sides, s.square(2))") == "squares run\n9 4 4\n")
        let circle = "from shapes import circle\nprint(circle(1))"
        #expect(try output(circle, "import shapes\nprint(shapes.square(2))") == "squares run\ncircles run\n6\n4\n")
        #expect(
            try output("import shapes\nprint(shapes.square(1))", "print(shapes.oval(1))")
                == "squares run\n1\ncircles run\novals run\n6\n")
    }

    @Test func aTopicMayAskTheModuleForNamesOfOthers() throws {
        let written = WrittenModule(
            start: "import asking as _me\n",
            topics: [
                "print('first runs')\nfirst = _me.second + 1",
                "print('second runs')\nsecond = 1\n_hidden = 5\ndef third(): return _hidden",
            ])
        let module = NativeModule("asking", doc: "", written: written)
        let printed = Printed()
        let host = Host(showsPictures: false) { event in
            if case .stream(.stdout, let part) = event { printed.text += part }
        }
        let interpreter = Interpreter(host: host, modules: [module])
        _ = try interpreter.run("import asking\nprint(asking.first, asking.third(), asking.second)", name: "cell")
        #expect(printed.text == "first runs\nsecond runs\n2 5 1\n")
    }

    @Test func aStarRunsEverything() throws {
        #expect(
            try output("from shapes import *\nprint(oval(2), sides)")
                == "squares run\ncircles run\novals run\n12 4\n")
    }

    @Test func whatTheProgramPutsIntoTheModuleStays() throws {
        #expect(
            try output("import shapes\nshapes.sides = 5\nprint(shapes.square(2), shapes.sides)")
                == "squares run\n4 5\n")
    }

    @Test func namesThatNoTopicHasAreMissing() throws {
        let missing = "import shapes\ntry:\n    shapes.cube\nexcept AttributeError as e:\n    print(e)"
        #expect(try output(missing) == "module 'shapes' has no attribute 'cube'\n")
        #expect(try output(missing.replacing("cube", with: "_double")).hasSuffix("has no attribute '_double'\n"))
    }
}
