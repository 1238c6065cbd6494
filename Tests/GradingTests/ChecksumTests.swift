import Grading
import JSON
import Testing

/// A cell as it stands in a notebook, with the flags that a test is about.
func cell(
    _ source: String, type: String = "code", grade: Bool = false, solution: Bool = false, locked: Bool = false,
    task: Bool = false, id: String, points: JSON? = nil, more: [(key: String, value: JSON)] = []
) -> JSON {
    var fields: [(key: String, value: JSON)] = [
        ("schema_version", .int(3)), ("grade", .bool(grade)), ("solution", .bool(solution)), ("locked", .bool(locked)),
        ("task", .bool(task)), ("grade_id", .string(id)),
    ]
    if let points { fields.append(("points", points)) }
    return .object([
        ("cell_type", .string(type)), ("source", .string(source)),
        ("metadata", .object([("nbgrader", .object(fields + more))])),
    ])
}

/// The expected values were printed by nbgrader 0.9.6 for the same cells.
@Suite struct ChecksumTests {
    @Test(arguments: [
        (
            cell("assert x==1", grade: true, locked: true, id: "t_pass", points: .int(2)),
            "a4f987e16ba8ce0517fab7098da2b6d0"
        ),
        (
            cell("# YOUR CODE HERE\nraise NotImplementedError()", solution: true, id: "sol1"),
            "4bf0e2229b3a8dea71154e818d07d410"
        ),
        (
            cell("YOUR ANSWER HERE", type: "markdown", grade: true, solution: true, id: "essay", points: .int(5)),
            "c968018a9a2c1392059412233d80eb28"
        ),
        (
            cell("task desc", type: "markdown", locked: true, task: true, id: "task1", points: .int(1)),
            "6fb846bcf67f42abdd2c953fcb794af7"
        ),
        (
            cell("assert x==1", grade: true, locked: true, id: "t_zeropts", points: .double(0)),
            "1027c5b79bfeaf59932ee446b0951009"
        ),
        (
            cell(
                "assert x==1\n### BEGIN HIDDEN TESTS\nassert x!=7\n### END HIDDEN TESTS", grade: true, locked: true,
                id: "t_hidden", points: .int(3)),
            "c7fde520288c6c5145241fe9e3465133"
        ),
    ])
    func agreesWithNBGrader(cell: JSON, expected: String) throws {
        #expect(try #require(try GradedCell(cell: cell)).checksum == expected)
    }

    @Test func lockedIsComputedFromTheOtherFlags() throws {
        let tests = try #require(try GradedCell(cell: cell("", grade: true, id: "t", points: .int(1))))
        let answer = try #require(try GradedCell(cell: cell("", solution: true, locked: true, id: "s")))
        #expect(tests.isLocked)
        #expect(!answer.isLocked)
    }
}
