import Grading
import JSON
import Testing

@Suite struct AssignmentTests {
    func findings(_ cells: JSON...) -> [String] {
        Assignment(notebook: .object([("cells", .array(cells))])).findings.map(\.description)
    }

    @Test func anHonestAssignmentHasNoFindings() {
        let plain = JSON.object([
            ("cell_type", .string("code")), ("source", .string("x = 1")), ("metadata", .object([])),
        ])
        let all: [JSON] = [
            plain, cell("x = 1", solution: true, id: "x"),
            cell("assert x == 1", grade: true, locked: true, id: "x-test", points: .int(2)),
            cell("Why?", type: "markdown", grade: true, solution: true, id: "why", points: .double(1.5)),
        ]
        let assignment = Assignment(notebook: .object([("cells", .array(all))]))
        #expect(assignment.findings.isEmpty)
        #expect(assignment.maximum == 3.5)
        #expect(assignment.cells.map(\.role) == [.autogradedAnswer, .autograderTests, .manuallyGradedAnswer])
    }

    @Test func aNameUsedTwiceIsAnErrorThatNamesBothCells() {
        let found = findings(cell("", solution: true, id: "a"), cell("", solution: true, id: "a"))
        #expect(found == ["error: cell 1: grade_id 'a' is already the name of cell 0"])
    }

    @Test func aChangedTestCellIsAWarning() {
        let stored: [(key: String, value: JSON)] = [("checksum", .string("a4f987e16ba8ce0517fab7098da2b6d0"))]
        let same = cell("assert x==1", grade: true, locked: true, id: "t_pass", points: .int(2), more: stored)
        let changed = cell("pass", grade: true, locked: true, id: "t_pass", points: .int(2), more: stored)
        #expect(findings(same).isEmpty)
        #expect(findings(changed) == ["warning: cell 0: the text of 't_pass' was changed since its release"])
    }

    @Test(arguments: [
        (cell("", grade: true, id: "t"), "points are missing"),
        (cell("", grade: true, id: "t", points: .int(-1)), "points are not a number of 0 or more"),
        (cell("", grade: true, id: "t", points: .double(.nan)), "points are not a number of 0 or more"),
        (cell("", grade: true, id: "t", points: .string("2")), "points are not a number of 0 or more"),
        (cell("", solution: true, id: ""), "grade_id is empty"),
        (cell("", solution: true, id: "б"), "grade_id 'б' has a sign other than a-z, A-Z, 0-9, _ and -"),
        (cell("", task: true, id: "t", points: .int(1)), "a task cell must be markdown"),
        (
            cell("", type: "markdown", solution: true, id: "t"),
            "a markdown cell must be both graded and a solution, or neither"
        ),
        (cell("", solution: true, id: "t", more: [("extra", .null)]), "nbgrader's schema has no key 'extra'"),
        (cell("", solution: true, id: "t", more: [("checksum", .string("12"))]), "checksum is not 32 signs of text"),
    ])
    func aBrokenRuleIsNamed(cell: JSON, fault: String) {
        #expect(findings(cell) == ["error: cell 0: \(fault)"])
    }

    @Test(arguments: [(JSON.int(2), "too old"), (.int(4), "newer than 3"), (.string("3"), "not a whole number")])
    func otherSchemasAreRefused(version: JSON, words: String) {
        let cell = JSON.object([
            ("cell_type", .string("code")), ("source", .string("")),
            ("metadata", .object([("nbgrader", .object([("schema_version", version)]))])),
        ])
        #expect(findings(cell).first?.contains(words) == true)
    }

    @Test func aFileThatIsNoNotebookIsAFinding() {
        #expect(
            Assignment(notebook: .array([])).findings.map(\.description) == ["error: the notebook has no list of cells"]
        )
        #expect(findings(.null, .int(1), .object([])).isEmpty)
    }
}
