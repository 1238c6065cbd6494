import Glibc
import JSON
import Notebooks

/// nbgrader's gradebook: one SQLite file that its programs and these can take turns with.
///
/// Only the supervisor has it open; it is the one writer of a run. Belongs to one thread.
public final class Gradebook {
    let database: Database

    /// Opens a gradebook, or makes one.
    ///
    /// - course: its name; made if it is missing.
    /// - isNew: true makes the file where it is missing.
    /// - Throws: `GradingFault`: no file, no gradebook, or one of another version of nbgrader.
    public init(path: String, course: String = "default_course", isNew: Bool = false) throws(GradingFault) {
        database = try Database(path: path, isNew: isNew)
        self.course = course
        let tables = try database.run("SELECT name FROM sqlite_master WHERE type = 'table'").compactMap { $0[0].text }
        if tables.isEmpty, isNew {
            try database.transaction { () throws(GradingFault) in
                for table in GradebookSchema.tables { try database.run(table) }
                try database.run("INSERT INTO alembic_version VALUES (?)", [.text(GradebookSchema.revision)])
            }
        } else if !tables.contains("alembic_version") || !tables.contains("grade") {
            throw GradingFault("\(path) is no gradebook of nbgrader")
        }
        let revision = try database.run("SELECT version_num FROM alembic_version").first?[0].text ?? ""
        if revision != GradebookSchema.revision {
            throw GradingFault("\(path) has the revision '\(revision)' of another nbgrader: run nbgrader db upgrade")
        }
        if try database.run("SELECT id FROM course WHERE id = ?", [.text(course)]).isEmpty, !course.isEmpty {
            try database.run("INSERT INTO course VALUES (?)", [.text(course)])
        }
    }

    private let course: String

    /// As Python's `uuid4().hex`.
    static func newID() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return Hexadecimal.text(bytes)
    }

    // MARK: Assignments

    func assignmentID(_ name: String) throws(GradingFault) -> String? {
        try database.run("SELECT id FROM assignment WHERE name = ?", [.text(name)]).first?[0].text
    }

    /// Names of all assignments, in nbgrader's order.
    public func assignments() throws(GradingFault) -> [String] {
        try database.run("SELECT name FROM assignment ORDER BY duedate, name").compactMap { $0[0].text }
    }

    /// Makes the assignment where it is missing; sets its due date where one is given.
    func saveAssignment(_ name: String, dueDate: PointInTime?) throws(GradingFault) -> String {
        let id: String
        if let known = try assignmentID(name) {
            id = known
        } else {
            id = Gradebook.newID()
            try database.run("INSERT INTO assignment VALUES (?, ?, NULL, ?)", [.text(id), .text(name), .text(course)])
        }
        if let dueDate {
            try database.run("UPDATE assignment SET duedate = ? WHERE id = ?", [.text(dueDate.text), .text(id)])
        }
        return id
    }

    func hasSubmissions(_ assignment: String) throws(GradingFault) -> Bool {
        try !database.run("SELECT id FROM submitted_assignment WHERE assignment_id = ? LIMIT 1", [.text(assignment)])
            .isEmpty
    }

    // MARK: Masters

    /// Keeps an assignment's notebooks: cells, points, sources and checksums; all or nothing.
    ///
    /// - Throws: `GradingFault` where submissions exist and cells or notebooks come or go, as nbgrader refuses it too.
    public func save(assignment name: String, dueDate: PointInTime?, masters: [(name: String, notebook: Notebook)])
        throws(GradingFault)
    {
        try database.transaction { () throws(GradingFault) in
            let assignment = try saveAssignment(name, dueDate: dueDate)
            let known = try database.run("SELECT name, id FROM notebook WHERE assignment_id = ?", [.text(assignment)])
            let old = Dictionary(known.map { ($0[0].text ?? "", $0[1].text ?? "") }) { $1 }
            let isSubmitted = try hasSubmissions(assignment)
            if isSubmitted, Set(old.keys) != Set(masters.map(\.name)) {
                throw GradingFault("notebooks of '\(name)' were added or removed, but there are submissions")
            }
            for (notebook, id) in old where !masters.contains(where: { $0.name == notebook }) {
                try remove(notebook: id)
            }
            for master in masters {
                try save(
                    MasterRecord(master.notebook), name: master.name, old: old[master.name], assignment: assignment,
                    isSubmitted: isSubmitted)
            }
        }
    }

    private func remove(notebook id: String) throws(GradingFault) {
        for table in ["grade_cells", "solution_cells", "task_cells"] {
            try database.run(
                "DELETE FROM \(table) WHERE id IN (SELECT id FROM base_cell WHERE notebook_id = ?)", [.text(id)])
        }
        for table in ["base_cell", "source_cell"] {
            try database.run("DELETE FROM \(table) WHERE notebook_id = ?", [.text(id)])
        }
        try database.run("DELETE FROM notebook WHERE id = ?", [.text(id)])
    }

    private func save(_ master: MasterRecord, name: String, old: String?, assignment: String, isSubmitted: Bool)
        throws(GradingFault)
    {
        if isSubmitted, let old {
            let before = try record(notebook: old)
            guard before.names == master.names else {
                throw GradingFault(
                    "cells of '\(name)' were added or removed, but there are submissions: grade_ids must stay as they are"
                )
            }
            for cell in master.cells {
                try database.run(
                    "UPDATE source_cell SET cell_type = ?, locked = ?, source = ?, checksum = ? WHERE notebook_id = ? AND name = ?",
                    [
                        .text(cell.type), SQLValue(cell.isLocked), .text(cell.source), SQLValue(cell.checksum),
                        .text(old),
                        .text(cell.name),
                    ])
                for (table, kind) in [("grade_cells", "GradeCell"), ("task_cells", "TaskCell")] {
                    try database.run(
                        "UPDATE \(table) SET max_score = ?, cell_type = ? WHERE id = (SELECT id FROM base_cell WHERE notebook_id = ? AND name = ? AND type = ?)",
                        [.double(cell.points), .text(cell.type), .text(old), .text(cell.name), .text(kind)])
                }
            }
            return
        }
        if let old { try remove(notebook: old) }
        let notebook = old ?? Gradebook.newID()
        try database.run(
            "INSERT INTO notebook VALUES (?, ?, ?, ?)",
            [.text(notebook), .text(name), .text(assignment), .text(master.kernelspec.pythonText)])
        for cell in master.cells {
            for (table, kind) in cell.kinds {
                let id = Gradebook.newID()
                try database.run(
                    "INSERT INTO base_cell VALUES (?, ?, ?, ?)",
                    [.text(id), .text(cell.name), .text(notebook), .text(kind)])
                if table == "solution_cells" {
                    try database.run("INSERT INTO solution_cells VALUES (?)", [.text(id)])
                } else {
                    try database.run(
                        "INSERT INTO \(table) VALUES (?, ?, ?)", [.text(id), .double(cell.points), .text(cell.type)])
                }
            }
            try database.run(
                "INSERT INTO source_cell VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .text(Gradebook.newID()), .text(cell.name), .text(cell.type), SQLValue(cell.isLocked),
                    .text(cell.source), SQLValue(cell.checksum), .text(notebook),
                ])
        }
    }

    /// What the gradebook keeps of each notebook of an assignment, by name.
    public func masters(of assignment: String) throws(GradingFault) -> [String: MasterRecord] {
        guard let id = try assignmentID(assignment) else {
            throw GradingFault(
                "the gradebook has no assignment '\(assignment)': run svertka grade generate \(assignment) first")
        }
        var masters: [String: MasterRecord] = [:]
        for row in try database.run("SELECT name, id FROM notebook WHERE assignment_id = ?", [.text(id)]) {
            masters[row[0].text ?? ""] = try record(notebook: row[1].text ?? "")
        }
        return masters
    }

    private func record(notebook id: String) throws(GradingFault) -> MasterRecord {
        var kinds: [String: Set<String>] = [:]
        var points: [String: Double] = [:]
        let rows = try database.run(
            """
            SELECT b.name, b.type, coalesce(g.max_score, t.max_score) FROM base_cell b
            LEFT JOIN grade_cells g ON g.id = b.id LEFT JOIN task_cells t ON t.id = b.id WHERE b.notebook_id = ?
            """, [.text(id)])
        for row in rows {
            guard let name = row[0].text, let kind = row[1].text else { continue }
            kinds[name, default: []].insert(kind)
            if let score = row[2].double { points[name] = score }
        }
        let sources = try database.run(
            "SELECT name, cell_type, locked, source, checksum FROM source_cell WHERE notebook_id = ? ORDER BY rowid",
            [.text(id)])
        let cells = sources.map { row in
            let name = row[0].text ?? ""
            return MasterRecord.Cell(
                name: name, type: row[1].text ?? "", isLocked: row[2].bool, source: row[3].text ?? "",
                checksum: row[4].text, isGrade: kinds[name]?.contains("GradeCell") == true,
                isSolution: kinds[name]?.contains("SolutionCell") == true,
                isTask: kinds[name]?.contains("TaskCell") == true, points: points[name] ?? 0)
        }
        let spec = try database.run("SELECT kernelspec FROM notebook WHERE id = ?", [.text(id)]).first?[0].text
        return MasterRecord(kernelspec: spec.flatMap { try? JSON(parsing: $0) } ?? [:], cells: cells)
    }
}

/// What a gradebook keeps of one notebook.
public struct MasterRecord: Sendable, Equatable {
    /// A cell that is graded, answered or locked.
    struct Cell: Sendable, Equatable {
        var name: String
        var type: String
        var isLocked: Bool
        var source: String
        var checksum: String?
        var isGrade: Bool
        var isSolution: Bool
        var isTask: Bool
        var points: Double

        /// The tables and kinds that nbgrader files it under.
        var kinds: [(table: String, kind: String)] {
            [
                isGrade ? ("grade_cells", "GradeCell") : nil, isSolution ? ("solution_cells", "SolutionCell") : nil,
                isTask ? ("task_cells", "TaskCell") : nil,
            ].compactMap { $0 }
        }
    }

    var kernelspec: JSON
    var cells: [Cell]

    init(kernelspec: JSON, cells: [Cell]) { (self.kernelspec, self.cells) = (kernelspec, cells) }

    /// What is to be kept of a master notebook.
    init(_ notebook: Notebook) {
        kernelspec = notebook.kernelspec
        cells = notebook.cells.filter(\.isKept).map { cell in
            Cell(
                name: cell.gradeID ?? "", type: cell.type, isLocked: cell.isLocked, source: cell.source,
                checksum: cell.grading?["checksum"]?.string, isGrade: cell.isGrade, isSolution: cell.isSolution,
                isTask: cell.isTask, points: cell.isGrade || cell.isTask ? cell.points ?? 0 : 0)
        }
    }

    /// True where both keep the same cells, in whatever order.
    func agrees(with other: MasterRecord) -> Bool {
        cells.sorted { $0.name < $1.name } == other.cells.sorted { $0.name < $1.name }
    }

    subscript(name: String) -> Cell? { cells.first { $0.name == name } }

    /// Names by kind: what nbgrader does not allow to change once there are submissions.
    var names: [String: Set<String>] {
        [
            "grade": Set(cells.filter(\.isGrade).map(\.name)), "solution": Set(cells.filter(\.isSolution).map(\.name)),
            "task": Set(cells.filter(\.isTask).map(\.name)), "source": Set(cells.map(\.name)),
        ]
    }
}

extension JSON {
    /// As Python's `json.dumps` writes it: a space after each comma and colon, other signs than ASCII escaped.
    var pythonText: String {
        switch self {
        case .array(let values): return "[" + values.map(\.pythonText).joined(separator: ", ") + "]"
        case .object(let fields):
            return "{"
                + fields.map { "\(JSON.string($0.key).pythonText): \($0.value.pythonText)" }.joined(separator: ", ")
                + "}"
        case .string:
            var out = ""
            for scalar in text().unicodeScalars {
                if scalar.isASCII {
                    out.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                }
            }
            return out
        default: return text()
        }
    }
}
