import JSON

/// How much is taken off what was handed in late.
public enum LatePenalty: Sendable, Equatable {
    /// Nothing: nbgrader's default.
    case none
    /// All: nbgrader's `zero`.
    case zero
    /// This part of the score, from 0 to 1, for each day that has begun.
    case perDay(Double)

    /// Points off a score; `nil` where nothing is said about lateness.
    func points(score: Double, secondsLate: Double) -> Double? {
        switch self {
        case .none: nil
        case .zero: score
        case .perDay(let part): min(score, score * part * (secondsLate / 86400).rounded(.up))
        }
    }
}

extension Gradebook {
    /// The row of a submission; `nil` where there is none.
    public func submissionID(_ assignment: String, _ student: String) throws(GradingFault) -> String? {
        try database.run(
            """
            SELECT s.id FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id
            WHERE a.name = ? AND s.student_id = ?
            """, [.text(assignment), .text(student)]
        ).first?[0].text
    }

    /// Enters what a submission's grading found; what a person gave stays. Doing it twice is doing it once.
    ///
    /// - Returns: the row of the submission.
    public func apply(_ result: SubmissionResult, penalty: LatePenalty) throws(GradingFault) -> String {
        let submission = try row(of: result)
        for notebook in result.notebooks {
            guard
                let id = try database.run(
                    """
                    SELECT s.id FROM submitted_notebook s JOIN notebook n ON n.id = s.notebook_id
                    WHERE s.assignment_id = ? AND n.name = ?
                    """, [.text(submission), .text(notebook.name)]
                ).first?[0]
            else { continue }
            switch notebook.state {
            case .missing:
                try database.run(
                    "UPDATE grade SET auto_score = 0, needs_manual_grade = 0 WHERE notebook_id = ?", [id])
            case .failed: break
            case .graded:
                for cell in notebook.cells { try enter(cell, notebook: id) }
                try enterPenalty(penalty, notebook: id, submission: submission)
            }
        }
        return submission
    }

    /// The row of a submission, with all the rows below it that nbgrader makes.
    private func row(of result: SubmissionResult) throws(GradingFault) -> String {
        if try database.run("SELECT id FROM student WHERE id = ?", [.text(result.student)]).isEmpty {
            try database.run("INSERT INTO student (id) VALUES (?)", [.text(result.student)])
        }
        guard let assignment = try assignmentID(result.assignment) else {
            throw GradingFault("the gradebook has no assignment '\(result.assignment)'")
        }
        if let known = try submissionID(result.assignment, result.student) {
            if let time = result.timestamp {
                try database.run(
                    "UPDATE submitted_assignment SET timestamp = ? WHERE id = ?", [.text(time.text), .text(known)])
            }
            return known
        }
        let submission = Gradebook.newID()
        try database.run(
            "INSERT INTO submitted_assignment VALUES (?, ?, ?, ?, NULL)",
            [.text(submission), .text(assignment), .text(result.student), SQLValue(result.timestamp?.text)])
        for row in try database.run("SELECT id FROM notebook WHERE assignment_id = ?", [.text(assignment)]) {
            let notebook = Gradebook.newID()
            try database.run(
                "INSERT INTO submitted_notebook VALUES (?, ?, ?, 0, NULL)",
                [.text(notebook), .text(submission), row[0]])
            for cell in try database.run("SELECT id, type FROM base_cell WHERE notebook_id = ?", [row[0]]) {
                if cell[1] != "SolutionCell" {
                    try database.run(
                        "INSERT INTO grade VALUES (?, ?, ?, NULL, NULL, NULL, 1)",
                        [.text(Gradebook.newID()), .text(notebook), cell[0]])
                }
                if cell[1] != "GradeCell" {
                    try database.run(
                        "INSERT INTO comment VALUES (?, ?, ?, NULL, NULL)",
                        [.text(Gradebook.newID()), .text(notebook), cell[0]])
                }
            }
        }
        return submission
    }

    private func enter(_ cell: CellResult, notebook: SQLValue) throws(GradingFault) {
        if cell.isGrade {
            // What a person gave is to be looked at again, as nbgrader has it.
            try database.run(
                """
                UPDATE grade SET auto_score = ?1,
                    needs_manual_grade = CASE WHEN manual_score IS NOT NULL OR ?1 IS NULL OR ?2 THEN 1 ELSE 0 END
                WHERE notebook_id = ?3 AND cell_id IN (SELECT id FROM base_cell WHERE name = ?4 AND type = 'GradeCell')
                """, [SQLValue(cell.score), SQLValue(cell.needsReview), notebook, .text(cell.name)])
        }
        if cell.isSolution || cell.isTask {
            try database.run(
                """
                UPDATE comment SET auto_comment = ? WHERE notebook_id = ?
                AND cell_id IN (SELECT id FROM base_cell WHERE name = ? AND type IN ('SolutionCell', 'TaskCell'))
                """, [SQLValue(cell.comment), notebook, .text(cell.name)])
        }
    }

    /// A score that a cell has, in nbgrader's way of counting.
    static let score = """
        CASE WHEN g.manual_score IS NOT NULL THEN g.manual_score + coalesce(g.extra_credit, 0.0)
             WHEN g.auto_score IS NOT NULL THEN g.auto_score + coalesce(g.extra_credit, 0.0) ELSE 0.0 END
        """

    private func enterPenalty(_ penalty: LatePenalty, notebook: SQLValue, submission: String) throws(GradingFault) {
        let score =
            try database.run("SELECT sum(\(Gradebook.score)) FROM grade g WHERE g.notebook_id = ?", [notebook])
            .first?[0].double ?? 0
        let late = try secondsLate(submission)
        let points = late > 0 ? penalty.points(score: score, secondsLate: late).map { max(0, min($0, score)) } : nil
        try database.run(
            "UPDATE submitted_notebook SET late_submission_penalty = ? WHERE id = ?", [SQLValue(points), notebook])
    }

    private func secondsLate(_ submission: String) throws(GradingFault) -> Double {
        guard
            let row = try database.run(
                """
                SELECT s.timestamp, a.duedate, s.extension FROM submitted_assignment s
                JOIN assignment a ON a.id = s.assignment_id WHERE s.id = ?
                """, [.text(submission)]
            ).first, let time = row[0].text, let due = row[1].text
        else { return 0 }
        // SQLAlchemy keeps an interval as the time that it ends at when it begins with 1970.
        let more = try row[2].text.map { text throws(GradingFault) in try PointInTime(text).microseconds } ?? 0
        return max(0, Double(try PointInTime(time).microseconds - PointInTime(due).microseconds - more) / 1e6)
    }
}
