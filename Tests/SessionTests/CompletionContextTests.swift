import Session
import Testing

/// Completion at places of every kind; the code is unfinished, the cursor stands at its end.
@Suite struct CompletionContextTests {
    static let program = """
        import math
        d = {'alpha': 1, 'beta': {'gamma': 2}, 3: 4}
        x = [1, 2, 'abc']
        def fit(x, epochs=1, *, batch_size=2):
            'Trains.'
            return x
        class Net:
            'A net.'
            def __init__(self, units): self.units = units
            def forward(self): pass
        net = Net(3)
        """

    /// Code, the first match, its kind, and where it begins; an empty match for none.
    static let places: [(code: String, match: String, kind: String, start: Int)] = [
        ("net.fo", "forward", "function", 4), ("net.un", "units", "instance", 4), ("d['al", "alpha", "dict key", 3),
        ("d[", "'alpha'", "dict key", 2), ("d['beta']['", "gamma", "dict key", 11), ("x[2].up", "upper", "function", 5),
        ("'abc'.up", "upper", "function", 6), ("[].app", "append", "function", 3), ("{}.ke", "keys", "function", 3),
        ("f'{net.un", "units", "instance", 7), ("f'{d[\"al", "alpha", "dict key", 6), ("# prin", "", "", 6),
        ("import ma", "math", "module", 7), ("from math import sq", "sqrt", "function", 17),
        ("from math import sqrt, ce", "ceil", "function", 23), ("from math im", "import", "keyword", 10),
        ("fit(1, ep", "epochs=", "param", 7), ("fit(1, batch_size=2, ep", "epochs=", "param", 21),
        ("Net(un", "units=", "param", 4), ("print(1, se", "sep=", "param", 9), ("sorted(x, ke", "key=", "param", 10),
        ("open('/et", "etc/", "path", 7), ("def fi", "", "", 6), ("class Ne", "", "", 8),
        ("alphabet = 1\nalph", "alphabet", "statement", 13), ("if x:\n  isin", "isinstance", "function", 8),
        ("свёртка = 1; свё", "свёртка", "statement", 13), ("'🙂'; math.sq", "sqrt", "function", 10),
        ("net.units.bit_le", "bit_length", "function", 10), ("Net(3).fo", "forward", "function", 7), ("1.", "", "", 2),
        ("\"\"\"doc prin", "", "", 7), ("x = (math.sq", "sqrt", "function", 10), ("while Tr", "True", "keyword", 6),
        ("undefined.x", "", "", 10), ("if (", "", "", 4),
    ]

    @Test(arguments: places.indices) func findsWhatFits(_ place: Int) {
        let wanted = CompletionContextTests.places[place]
        let recorder = Recorder()
        _ = recorder.session.run(CompletionContextTests.program)
        let found = recorder.session.complete(wanted.code, at: wanted.code.unicodeScalars.count)
        guard !wanted.match.isEmpty else {
            #expect(found.matches.isEmpty, "\(wanted.code)")
            return
        }
        #expect(found.matches.first?.text == wanted.match, "\(wanted.code)")
        #expect(found.matches.first?.kind == wanted.kind, "\(wanted.code)")
        #expect(found.start == wanted.start, "\(wanted.code)")
    }

    @Test func twoQuestionMarksShowTheSource() throws {
        let recorder = Recorder()
        _ = recorder.session.run(CompletionContextTests.program)
        guard case .text(let text)? = recorder.session.inspect("fit", at: 3, detail: 1)?.content["text/plain"] else {
            Issue.record("nothing found")
            return
        }
        #expect(text.contains("def fit(x, epochs=1, *, batch_size=2):\n    'Trains.'\n    return x"))
        _ = recorder.session.run("Net??")
        guard case .text(let page)? = recorder.session.takePages().first?.content["text/plain"] else {
            Issue.record("no page")
            return
        }
        #expect(page.contains("class Net:") && page.contains("def forward(self): pass"))
    }
}
