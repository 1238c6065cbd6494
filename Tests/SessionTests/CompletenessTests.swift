import Language
import Session
import Testing

/// What IPython 8.12's `TransformerManager.check_complete` answers to the same texts; after `return`, `pass` and their
/// kin the next line leaves the block, which IPython leaves to the editor.
@Suite struct CompletenessTests {
    static let complete = [
        "1", "x = 1\n", "for i in x:\n    print(i)\n", "def f():\n    return 1\n", "", "\n", "# c", "for i in x: pass",
        "class A:\n    x = 1\n\n", "raise E", "x = 1;", "match x:\n    case 1:\n        pass\n", "x = 5 #",
        "def f():\n    pass\n    ", "[1,2,\n3]", "while True:\n    break\n",
    ]
    static let invalid = [
        "a b", "x = 1 +", "x = 'abc", "x =", "import", "if x:\n  y\n z", "return 5", "break", "x.", "1 if", "not",
    ]
    static let incomplete: [(text: String, indent: Int)] = [
        ("for i in x:", 4), ("for i in x:\n    print(i)", 4), ("f(1,", 0), ("f(1,\n", 0), ("x = [\n    1,", 4),
        ("@deco", 0), ("@deco\n", 0), ("'''abc", 0), ("x = \\", 0), ("x = \\\n", 0), ("class A:\n", 4), ("try:", 4),
        ("try:\n    x\n", 4), ("try:\n    x\nexcept E:", 4), ("if x:\n    y\nelse:", 4), ("for i in x: # c", 4),
        ("if x:\n    f(1,\n", 4), ("x = (1 + 2", 0), ("def f(a,\n      b):", 4), ("lambda:", 4),
        ("if 1:\n    x = {\n        'a': 1,\n", 8), ("match x:\n    case 1:", 8), ("x = {'a':", 0), ("else:", 4),
        ("if True:\n\tx", 4), ("def f():\n    return 1", 0), ("if x:\n    if y:\n        pass", 4),
    ]

    @Test(arguments: complete) func isComplete(_ text: String) {
        #expect(Recorder().session.completeness(of: text) == .complete)
    }

    @Test(arguments: invalid) func isInvalid(_ text: String) {
        #expect(Recorder().session.completeness(of: text) == .invalid)
    }

    @Test(arguments: incomplete.indices) func wantsMoreLinesAtTheRightIndent(_ place: Int) {
        let (text, indent) = CompletenessTests.incomplete[place]
        let wanted = Completeness.incomplete(indent: String(repeating: " ", count: indent))
        #expect(Recorder().session.completeness(of: text) == wanted, "\(text)")
    }
}
