import Foundation
import Language
import Testing

@Suite struct SvertkaTableTests {
    private func bundle(_ source: String) throws -> (html: String, text: String) {
        let program = "import svertka\nimport numpy as np\nfrom IPython.display import display\n\(source)\n"
        for event in try Program.run(program) {
            if case .display(let bundle, _) = event, case .text(let html)? = bundle.content["text/html"],
                case .text(let text)? = bundle.content["text/plain"]
            {
                return (html, text)
            }
        }
        Issue.record("no table was shown")
        return ("", "")
    }

    @Test func numbersStandBelowEachOther() throws {
        let text = try bundle("display(svertka.table(np.array([[1.5, -20], [0.125, 3]]), columns=['a', 'long name']))")
            .text
        #expect(
            text == """
                       a  long name
                0  1.500      -20.0
                1  0.125        3.0
                """)
    }

    @Test(arguments: [
        ("[[1, 2], [3, 4]]", "   0  1\n0  1  2\n1  3  4"), ("np.arange(3)", "   0\n0  0\n1  1\n2  2"),
        ("np.arange(2), ['x', 'y']", "   x  y\n0  0  1"), ("[], ['x']", "  x"),
        ("{'n': [1, 2], 'name': ['a', 'b']}, None, False", "n  name\n1  a\n2  b"),
        ("[[1e-7, np.nan], [np.inf, None]], digits=None", "       0    1\n0  1e-07  nan\n1    inf     "),
        ("[[0.123456]], digits=2", "      0\n0  0.12"), ("[[1]], None, ['r'], caption='C'", "C\n   0\nr  1"),
    ])
    func textsOfTables(arguments: String, expected: String) throws {
        let text = try bundle("display(svertka.table(\(arguments)))").text
        #expect(
            text
                == expected.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed).joined(
                    separator: "\n"))
    }

    private func trimmed(_ line: Substring) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }

    @Test func longAndWideTablesLoseTheirMiddle() throws {
        let (html, text) = try bundle("display(svertka.table(np.arange(40000).reshape(1000, 40), limit=4))")
        #expect(html.contains("… 996 more rows …") && text.contains("… 996 more rows …"))
        #expect(text.hasSuffix("Size: 1000 rows × 40 columns"))
        // Names of columns, two rows and two more around what is left out, and what stands under them.
        #expect(html.components(of: "<tr>") == 7)
        #expect(text.contains("39999") && !text.contains("20000"))
    }

    @Test func whatProgramsWriteIsNoMarkup() throws {
        let html = try bundle(
            "display(svertka.table([['<b>&\"']], columns=['<i>'], rows=['</td>'], caption='<script>'))"
        ).html
        #expect(html.contains("&lt;b&gt;&amp;&quot;") && html.contains("&lt;i&gt;") && html.contains("&lt;/td&gt;"))
        #expect(!html.contains("<i>") && !html.contains("<script"))
    }

    @Test func shadesFollowTheNumbers() throws {
        let html = try bundle("display(svertka.table([[0, 5], [10, 2]], shade=True))").html
        #expect(html.contains("<td class=\"n\" style=\"background:rgba(66,133,244,.50)\">10</td>"))
        #expect(html.contains("<td class=\"n\" style=\"background:rgba(66,133,244,.25)\">5</td>"))
        #expect(html.contains("<td class=\"n\">0</td>"))
    }

    @Test func theBestEpochIsMarked() throws {
        let (html, text) = try bundle(
            """
            import keras
            h = keras.callbacks.History()
            h.history['accuracy'] = [0.5, 0.75, 0.7]
            h.history['loss'] = [1.0, 0.5, 0.25]
            h.history['val_loss'] = [1.0, 0.25, 0.5]
            h.epoch.extend([0, 1, 2])
            display(svertka.table(h))
            """)
        #expect(
            text == """
                epoch    loss   val_loss   accuracy
                    1  1.0000     1.0000     0.5000
                    2  0.5000     0.2500*    0.7500*
                    3  0.2500*    0.5000     0.7000
                Best val_loss: 0.2500 in epoch 2
                Best accuracy: 0.7500 in epoch 2
                """)
        #expect(html.contains("<b>0.2500</b>"))
    }

    @Test func aReportIsScikitLearnsTextWithBars() throws {
        let (html, text) = try bundle(
            """
            from sklearn.metrics import classification_report
            y, p = [0, 1, 2, 2, 2, 0], np.array([[.9, .1, 0], [.1, .2, .7], [0, 0, 1], [0, 0, 1], [.1, .8, .1], [.8, .1, .1]])
            display(svertka.report(y, p, ['cat', 'dog', 'bird']))
            print(svertka.report(y, p, ['cat', 'dog', 'bird']), end='')
            assert str(svertka.report(y, p, ['cat', 'dog', 'bird'])) == classification_report(y, p.argmax(axis=1), target_names=['cat', 'dog', 'bird'])
            """)
        #expect(text.contains("         cat       1.00      1.00      1.00         2\n"))
        #expect(text.contains("    accuracy                           0.67         6\n"))
        #expect(html.contains("<th>bird</th>"))
        #expect(html.contains("transparent 67%) right 3px top 0/calc(100% - 6px) 100% no-repeat\">0.67</td>"))
    }

    @Test(arguments: [
        ("np.zeros((2, 2, 2))", "ValueError: a table has one or two axes, not the shape (2, 2, 2)"),
        ("[[1, 2], [3]]", "ValueError: row 1 has 1 fields, the first one 2"),
        ("[[1, 2]], columns=['a']", "ValueError: 1 titles for 2 columns"),
        ("[[1, 2]], rows=['a', 'b']", "ValueError: 2 names for 1 rows"),
        ("{'a': [1], 'b': [1, 2]}", "ValueError: All columns must be of the same length: 1 and 2"),
        ("'text'", "TypeError: a table needs numbers or rows"),
    ])
    func mistakesAreNamed(arguments: String, message: String) {
        let error = Program.error("import svertka\nimport numpy as np\nsvertka.table(\(arguments))\n")
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }
}

extension String {
    /// How often a part occurs.
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = Substring(self)
        while let found = rest.range(of: part) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
