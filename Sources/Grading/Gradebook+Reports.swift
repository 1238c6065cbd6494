/// The marks of one cell.
public struct CellMark: Sendable, Equatable {
    public var notebook: String
    public var cell: String
    public var isGrade: Bool
    public var automatic: Double?
    public var manual: Double?
    public var extra: Double?
    public var score: Double
    public var maximum: Double
    public var needsManualGrade: Bool
    public var comment: String?
}

/// A line of the export: one student's marks for one assignment.
public struct StudentMark: Sendable, Equatable {
    public var assignment: String
    public var dueDate: PointInTime?
    /// When it was handed in; `nil` where it was not, or does not say.
    public var timestamp: PointInTime?
    public var student: String
    public var lastName: String?
    public var firstName: String?
    public var email: String?
    public var rawScore: Double
    public var penalty: Double
    public var score: Double
    public var maximum: Double
    /// False where nothing was handed in.
    public var isSubmitted: Bool
}

extension Gradebook {
    /// All cells' marks of a submission.
    public func marks(_ assignment: String, _ student: String) throws(GradingFault) -> [CellMark] {
        guard let submission = try submissionID(assignment, student) else { return [] }
        let grades = try database.run(
            """
            SELECT n.name, b.name, g.auto_score, g.manual_score, g.extra_credit, \(Gradebook.score),
                coalesce(c.max_score, t.max_score, 0.0), g.needs_manual_grade
            FROM grade g JOIN submitted_notebook s ON s.id = g.notebook_id JOIN notebook n ON n.id = s.notebook_id
            JOIN base_cell b ON b.id = g.cell_id LEFT JOIN grade_cells c ON c.id = b.id LEFT JOIN task_cells t ON t.id = b.id
            WHERE s.assignment_id = ? ORDER BY n.name, b.rowid
            """, [.text(submission)])
        let comments = try database.run(
            """
            SELECT n.name, b.name, c.manual_comment, c.auto_comment FROM comment c
            JOIN submitted_notebook s ON s.id = c.notebook_id JOIN notebook n ON n.id = s.notebook_id
            JOIN base_cell b ON b.id = c.cell_id WHERE s.assignment_id = ? ORDER BY n.name, b.rowid
            """, [.text(submission)])
        var marks = grades.map { row in
            CellMark(
                notebook: row[0].text ?? "", cell: row[1].text ?? "", isGrade: true, automatic: row[2].double,
                manual: row[3].double, extra: row[4].double, score: row[5].double ?? 0, maximum: row[6].double ?? 0,
                needsManualGrade: row[7].bool, comment: nil)
        }
        for row in comments {
            guard let text = row[2].text ?? row[3].text, let notebook = row[0].text, let cell = row[1].text else {
                continue
            }
            if let place = marks.firstIndex(where: { $0.notebook == notebook && $0.cell == cell }) {
                marks[place].comment = text
            } else {
                marks.append(
                    CellMark(
                        notebook: notebook, cell: cell, isGrade: false, score: 0, maximum: 0, needsManualGrade: false,
                        comment: text))
            }
        }
        return marks
    }

    /// Points off each notebook of a submission, by name.
    func penalties(_ assignment: String, _ student: String) throws(GradingFault) -> [String: Double] {
        guard let submission = try submissionID(assignment, student) else { return [:] }
        var penalties: [String: Double] = [:]
        let rows = try database.run(
            """
            SELECT n.name, s.late_submission_penalty FROM submitted_notebook s JOIN notebook n ON n.id = s.notebook_id
            WHERE s.assignment_id = ? AND s.late_submission_penalty IS NOT NULL
            """, [.text(submission)])
        for row in rows { if let name = row[0].text, let points = row[1].double { penalties[name] = points } }
        return penalties
    }

    /// Students who handed an assignment in.
    public func submitters(of assignment: String) throws(GradingFault) -> [String] {
        try database.run(
            """
            SELECT s.student_id FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id
            WHERE a.name = ? ORDER BY s.student_id
            """, [.text(assignment)]
        ).compactMap { $0[0].text }
    }

    /// Every student's marks for every assignment, in nbgrader's order: who handed nothing in has 0.
    /// - assignments: only these; empty for all.
    public func studentMarks(assignments wanted: [String] = [], students: [String] = []) throws(GradingFault)
        -> [StudentMark]
    {
        var marks: [StudentMark] = []
        let people = try database.run(
            "SELECT id, last_name, first_name, email FROM student ORDER BY last_name, first_name")
        for row in try database.run("SELECT id, name, duedate FROM assignment ORDER BY duedate, name") {
            guard let name = row[1].text, wanted.isEmpty || wanted.contains(name) else { continue }
            let maximum =
                try database.run(
                    """
                    SELECT sum(coalesce(c.max_score, t.max_score, 0.0)) FROM base_cell b JOIN notebook n ON n.id = b.notebook_id
                    LEFT JOIN grade_cells c ON c.id = b.id LEFT JOIN task_cells t ON t.id = b.id WHERE n.assignment_id = ?
                    """, [row[0]]
                ).first?[0].double ?? 0
            let due = row[2].text.flatMap { try? PointInTime($0) }
            for person in people {
                guard let student = person[0].text, students.isEmpty || students.contains(student) else { continue }
                var mark = StudentMark(
                    assignment: name, dueDate: due, student: student, lastName: person[1].text,
                    firstName: person[2].text, email: person[3].text, rawScore: 0, penalty: 0, score: 0,
                    maximum: maximum, isSubmitted: false)
                if let found = try database.run(
                    """
                    SELECT s.timestamp,
                        (SELECT coalesce(sum(\(Gradebook.score)), 0.0) FROM grade g JOIN submitted_notebook b ON b.id = g.notebook_id
                         WHERE b.assignment_id = s.id),
                        (SELECT coalesce(sum(b.late_submission_penalty), 0.0) FROM submitted_notebook b WHERE b.assignment_id = s.id)
                    FROM submitted_assignment s WHERE s.assignment_id = ? AND s.student_id = ?
                    """, [row[0], .text(student)]
                ).first {
                    mark.isSubmitted = true
                    mark.timestamp = found[0].text.flatMap { try? PointInTime($0) }
                    (mark.rawScore, mark.penalty) = (found[1].double ?? 0, found[2].double ?? 0)
                    mark.score = max(0, mark.rawScore - mark.penalty)
                }
                marks.append(mark)
            }
        }
        return marks
    }
}
