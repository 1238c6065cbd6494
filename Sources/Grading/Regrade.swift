/// `regrade`: what other marks a changed master copy gives, before anything is entered.
public struct Regrade {
    /// A mark that moves.
    public struct Move: Sendable, Equatable {
        public let student: String
        public let notebook: String
        public let cell: String
        public let before: Double?
        public let after: Double?
        /// Why it is what it is now.
        public let reason: String
        /// True where a person gave marks that count before these.
        public let isOverruled: Bool
    }

    /// The differences between the gradebook and new results, by student and in the master copy's order.
    public static func moves(_ results: [SubmissionResult], gradebook: Gradebook) throws(GradingFault) -> [Move] {
        var moves: [Move] = []
        for result in results.sorted(by: { $0.student < $1.student }) {
            let marks = try gradebook.marks(result.assignment, result.student)
            for notebook in result.notebooks {
                for cell in notebook.cells where cell.isGrade {
                    let mark = marks.first { $0.notebook == notebook.name && $0.cell == cell.name }
                    if mark?.automatic == cell.score, mark != nil { continue }
                    moves.append(
                        Move(
                            student: result.student, notebook: notebook.name, cell: cell.name, before: mark?.automatic,
                            after: cell.score, reason: cell.reason, isOverruled: mark?.manual != nil))
                }
            }
        }
        return moves
    }
}
