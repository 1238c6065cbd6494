import JSON

/// A cell that takes part in grading: what `metadata.nbgrader` says of it (schema 3), checked.
public struct GradedCell: Sendable, Equatable {
    /// The notebook's three kinds of cell.
    public enum CellType: String, Sendable {
        case code, markdown, raw
    }

    /// What the cell is for; follows from its flags as in nbgrader's own table.
    public enum Role: String, Sendable {
        /// A solution that tests in other cells grade.
        case autogradedAnswer = "autograded answer"
        /// Tests whose success earns the points.
        case autograderTests = "autograder tests"
        /// An answer that a person grades.
        case manuallyGradedAnswer = "manually graded answer"
        /// A task, described in the cell, that a person grades as a whole.
        case manuallyGradedTask = "manually graded task"
        /// Text or code that a student must not change.
        case readOnly = "read-only"
        /// A cell with nbgrader's metadata that no flag involves.
        case plain = "not graded"
    }

    /// Name of the cell, unique in the notebook.
    public let gradeID: String
    public let type: CellType
    public let source: String
    public let isGraded: Bool
    public let isSolution: Bool
    public let isTask: Bool
    /// True where students must not edit; computed from the other flags as nbgrader does, not read.
    public let isLocked: Bool
    /// Points that the cell is worth; `nil` where nothing is graded.
    public let points: Double?
    /// The checksum that a released copy carries.
    public let storedChecksum: String?

    /// What the cell is for.
    public var role: Role {
        if isTask { return .manuallyGradedTask }
        switch (isGraded, isSolution, isLocked) {
        case (true, true, _): return .manuallyGradedAnswer
        case (true, false, _): return .autograderTests
        case (false, true, _): return .autogradedAnswer
        case (false, false, true): return .readOnly
        case (false, false, false): return .plain
        }
    }

    /// Reads `cell`, one element of a notebook's `cells`; `nil` for a cell without nbgrader's metadata.
    ///
    /// - Throws: `MetadataFault`, worded for the teacher, at the first rule of schema 3 that the cell breaks.
    public init?(cell: JSON) throws(MetadataFault) {
        guard case .object(let fields)? = cell["metadata"]?["nbgrader"] else { return nil }
        let metadata = NBGraderFields(fields)
        guard let type = CellType(rawValue: cell["cell_type"]?.string ?? "") else {
            throw MetadataFault("cell_type is missing or is none of code, markdown, raw")
        }
        try metadata.checkSchema()
        self.type = type
        source = try GradedCell.source(of: cell)
        isGraded = try metadata.flag("grade")
        isSolution = try metadata.flag("solution")
        let locked = try metadata.flag("locked")
        isTask = try metadata.flag("task", default: false)
        isLocked = isSolution ? false : isGraded ? true : locked
        gradeID = try metadata.gradeID(required: isGraded || isSolution || locked)
        points = try metadata.points(required: isGraded || isTask)
        storedChecksum = try metadata.checksum()
        if isTask && type != .markdown { throw MetadataFault("a task cell must be markdown") }
        if type == .markdown && !isTask && isGraded != isSolution {
            throw MetadataFault("a markdown cell must be both graded and a solution, or neither")
        }
    }

    /// The text of a cell, whether the file holds it as one string or as lines.
    static func source(of cell: JSON) throws(MetadataFault) -> String {
        switch cell["source"] {
        case .string(let text)?: return text
        case .array(let lines)?:
            var text = ""
            for line in lines {
                guard case .string(let part) = line else {
                    throw MetadataFault("source holds something that is not text")
                }
                text += part
            }
            return text
        default: throw MetadataFault("source is missing")
        }
    }
}

/// A rule of nbgrader's schema that a cell breaks.
public struct MetadataFault: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
