import JSON

/// `export`: marks for other programs.
public struct MarkExport {
    private let gradebook: Gradebook
    private let assignments: [String]
    private let students: [String]

    /// - assignments, students: only these; empty for all.
    public init(_ gradebook: Gradebook, assignments: [String] = [], students: [String] = []) {
        (self.gradebook, self.assignments, self.students) = (gradebook, assignments, students)
    }

    private func marks() throws(GradingFault) -> [StudentMark] {
        try gradebook.studentMarks(assignments: assignments, students: students)
    }

    /// Lines of marks: one for each student and assignment.
    public var count: Int { get throws(GradingFault) { try marks().count } }

    // MARK: CSV

    private static let columns = [
        "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
        "late_submission_penalty", "score", "max_score",
    ]

    /// nbgrader's columns (RFC 4180): what holds a comma, a quote or a line's end is quoted, and what a spreadsheet would
    /// take for a formula begins with an apostrophe.
    public func csv() throws(GradingFault) -> String {
        var text = MarkExport.columns.joined(separator: ",") + "\n"
        for mark in try marks() {
            let fields = [
                mark.assignment, mark.dueDate?.shortText ?? "", mark.timestamp?.shortText ?? "", mark.student,
                mark.lastName ?? "", mark.firstName ?? "", mark.email ?? "",
            ].map(MarkExport.field)
            let numbers = [mark.rawScore, mark.penalty, mark.score, mark.maximum].map { String($0) }
            text += (fields + numbers).joined(separator: ",") + "\n"
        }
        return text
    }

    static func field(_ text: String) -> String {
        var shown = ShownText.text(text)
        if let first = shown.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { shown = "'" + shown }
        if shown.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) {
            return "\"" + shown.replacing("\"", with: "\"\"") + "\""
        }
        return shown
    }

    // MARK: JSON

    /// The same lines with every cell's marks.
    public func json() throws(GradingFault) -> JSON {
        var lines: [JSON] = []
        for mark in try marks() {
            var line: JSON = [
                "assignment": .string(mark.assignment), "student_id": .string(mark.student),
                "duedate": MarkExport.text(mark.dueDate?.text), "timestamp": MarkExport.text(mark.timestamp?.text),
                "last_name": MarkExport.text(mark.lastName), "first_name": MarkExport.text(mark.firstName),
                "email": MarkExport.text(mark.email), "raw_score": .double(mark.rawScore),
                "late_submission_penalty": .double(mark.penalty), "score": .double(mark.score),
                "max_score": .double(mark.maximum), "submitted": .bool(mark.isSubmitted),
            ]
            line["cells"] = .array(
                try gradebook.marks(mark.assignment, mark.student).map { cell in
                    [
                        "notebook": .string(cell.notebook), "grade_id": .string(cell.cell),
                        "score": .double(cell.score),
                        "max_score": .double(cell.maximum), "auto_score": MarkExport.number(cell.automatic),
                        "manual_score": MarkExport.number(cell.manual), "extra_credit": MarkExport.number(cell.extra),
                        "needs_manual_grade": .bool(cell.needsManualGrade), "comment": MarkExport.text(cell.comment),
                    ]
                })
            lines.append(line)
        }
        return .array(lines)
    }

    private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    private static func number(_ number: Double?) -> JSON { number.map { .double($0) } ?? .null }

    // MARK: Gradescope

    /// Gradescope's `results.json` for one submission. Tests are visible once marks are published, a notice always.
    public func gradescope(_ assignment: String, _ student: String, result: SubmissionResult?) throws(GradingFault)
        -> JSON
    {
        let marks = try gradebook.marks(assignment, student).filter(\.isGrade)
        let score = try gradebook.studentMarks(assignments: [assignment], students: [student]).first?.score ?? 0
        let isSingle = Set(marks.map(\.notebook)).count <= 1
        let tests: [JSON] = marks.enumerated().map { place, mark in
            var test: JSON = [
                "name": .string(isSingle ? mark.cell : "\(mark.notebook)/\(mark.cell)"),
                "number": .string(String(place + 1)),
                "score": .double(MarkExport.rounded(mark.score)), "max_score": .double(mark.maximum),
                "status": mark.score >= mark.maximum ? "passed" : "failed", "visibility": "after_published",
                "output_format": "text",
            ]
            test["output"] = .string(
                mark.isPending ? "Graded by a person." : ShownText.text(mark.comment ?? ""))
            return test
        }
        var output = "\(tests.count { $0["status"] == "passed" }) of \(tests.count) tests passed."
        if let result, result.needsAttention { output += " Some cells need a look by the teacher." }
        // Gradescope ranks what students may see: the public part, where there is one.
        let metrics = result?.notebooks.flatMap(\.cells).compactMap(\.metric) ?? []
        let places: [JSON] = metrics.compactMap { metric in
            guard let value = metric.publicValue ?? metric.value else { return nil }
            return [
                "name": .string(metric.title), "value": .double(value), "order": metric.isHigherBetter ? "desc" : "asc",
            ]
        }
        var json: JSON = [
            "score": .double(MarkExport.rounded(score)), "output": .string(output), "output_format": "text",
            "execution_time": .int(Int((result?.seconds ?? 0).rounded(.up))), "visibility": "visible",
            "stdout_visibility": "hidden", "tests": .array(tests),
        ]
        if !places.isEmpty { json["leaderboard"] = .array(places) }
        return json
    }

    /// To five decimals, as Otter has it.
    private static func rounded(_ number: Double) -> Double { (number * 1e5).rounded() / 1e5 }
}
