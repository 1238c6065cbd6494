import JSON

/// The graded cells of one notebook, and what is wrong with them.
public struct Assignment: Sendable {
    /// Something that a teacher or student should know before the notebook is handed out or in.
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        /// How much it matters.
        public enum Weight: String, Sendable {
            /// The notebook can't be graded.
            case error
            /// It can, but something was changed.
            case warning
        }

        public let weight: Weight
        /// The cell's place in the notebook, from 0; `nil` for the notebook as a whole.
        public let cell: Int?
        public let text: String

        public var description: String {
            "\(weight.rawValue): " + (cell.map { "cell \($0): " } ?? "") + text
        }
    }

    /// The cells that take part in grading and keep the rules, in the notebook's order.
    public private(set) var cells: [GradedCell] = []
    public private(set) var findings: [Finding] = []

    /// Reads every cell of `notebook` (nbformat 4); faults become findings, never an error.
    public init(notebook: JSON) {
        guard case .array(let all)? = notebook["cells"] else {
            findings.append(Finding(weight: .error, cell: nil, text: "the notebook has no list of cells"))
            return
        }
        var places: [String: Int] = [:]
        for (index, cell) in all.enumerated() {
            do {
                guard let graded = try GradedCell(cell: cell) else { continue }
                if graded.role != .plain, let earlier = places.updateValue(index, forKey: graded.gradeID) {
                    findings.append(
                        Finding(
                            weight: .error, cell: index,
                            text: "grade_id '\(graded.gradeID)' is already the name of cell \(earlier)"))
                }
                checkUnchanged(graded, at: index)
                cells.append(graded)
            } catch {
                findings.append(Finding(weight: .error, cell: index, text: error.description))
            }
        }
    }

    /// Points that the notebook is worth.
    public var maximum: Double { cells.reduce(0) { $0 + ($1.points ?? 0) } }

    /// A released cell that students must not edit still has the checksum that it was released with.
    private mutating func checkUnchanged(_ cell: GradedCell, at index: Int) {
        guard cell.isLocked, let stored = cell.storedChecksum, stored != cell.checksum else { return }
        findings.append(
            Finding(weight: .warning, cell: index, text: "the text of '\(cell.gradeID)' was changed since its release"))
    }
}
