import JSON
import Notebooks
import Session

/// How submissions are judged.
public enum GradingMode: String, Sendable, CaseIterable {
    /// The master copy decides everything but the answers; what is tried against it earns nothing.
    case strict
    /// As nbgrader 0.9.6, its mistakes included.
    case nbgrader
}

/// What is asked for when submissions are graded.
public struct GradingOptions: Sendable {
    public var mode = GradingMode.strict
    public var limits = CellLimits()
    /// Seconds that all cells of a notebook may take together.
    public var notebookSeconds = 600.0

    public init() {}

    /// What of it changes results.
    var text: String {
        "\(mode.rawValue) \(limits.wall ?? 0) \(limits.cpu ?? 0) \(limits.steps ?? 0) \(limits.memory ?? 0) "
            + "\(limits.output) \(notebookSeconds)" + (limits.operations.map { " \($0) operations" } ?? "")
    }
}

/// All that is the same for each submission of an assignment.
public struct AssignmentPlan: Sendable {
    let course: Course
    let assignment: String
    let options: GradingOptions
    /// What the gradebook keeps of each notebook.
    let records: [String: MasterRecord]
    /// The teacher's notebooks and the sources that students were given; only for strict grading.
    let masters: [String: Master]
    /// Files beside the teacher's notebooks.
    let sourceFiles: [String]
    let masterHash: String

    struct Master: Sendable {
        let notebook: Notebook
        let released: [String: String]
        /// Names that tests take from the submission.
        let answers: [String]
        /// What test cells ask of hidden data, by their names.
        var checks: [String: MetricPlan] = [:]
    }

    /// Gathers what grading needs.
    ///
    /// - isNew: true takes the teacher's notebooks as they are now, though the gradebook has not got them yet.
    /// - Throws: `GradingFault`: no assignment of that name, no master copy, or one that is no longer the gradebook's.
    public init(
        course: Course, assignment: String, gradebook: Gradebook, options: GradingOptions, isNew: Bool = false
    ) throws(GradingFault) {
        (self.course, self.assignment, self.options) = (course, assignment, options)
        var records = try gradebook.masters(of: assignment)
        let folder = course.folder(.source, assignment)
        let hidden = HiddenFolder(course, assignment)
        var masters: [String: Master] = [:]
        if options.mode == .strict {
            for (name, record) in records {
                var (master, fresh) = try AssignmentPlan.master("\(folder)/\(name).ipynb")
                if isNew {
                    records[name] = fresh
                } else if !fresh.agrees(with: record) {
                    throw GradingFault(
                        "\(name).ipynb was changed since the gradebook got it: run svertka grade generate \(assignment), "
                            + "or see with svertka grade regrade \(assignment) what would change")
                }
                do throws(GradingFault) {
                    master.checks = try MetricPlan.all(fresh, assignment: assignment, folder: hidden)
                } catch { throw GradingFault("\(name).ipynb: \(error.description)") }
                masters[name] = master
            }
        }
        if options.mode == .nbgrader,
            let cell = records.values.flatMap(\.cells).first(where: { HiddenChecks.isNamed(in: $0.source) })
        {
            throw GradingFault("'\(cell.name)' has a metric on hidden data, which --compat nbgrader does not compute")
        }
        sourceFiles = FileTree.files(in: folder).filter { $0.refusal == nil && !$0.path.hasSuffix(".ipynb") }.map(
            \.path)
        var hash = ContentHash()
        hash.add("options", Array(options.text.utf8))
        hash.add("engine", Array(Identity.version.utf8))
        for name in records.keys.sorted() {
            for cell in records[name]?.cells ?? [] { hash.add(cell.name, Array("\(cell)".utf8)) }
            if let master = masters[name] { hash.add(name, master.notebook.bytes) }
        }
        if masters.values.contains(where: { !$0.checks.isEmpty }) {
            for file in FileTree.files(in: hidden.path) where file.refusal == nil {
                hash.add("hidden \(file.path)", try FileTree.bytes("\(hidden.path)/\(file.path)"))
            }
        }
        for path in sourceFiles { hash.add(path, try FileTree.bytes("\(folder)/\(path)")) }
        masterHash = hash.text
        self.records = records
        self.masters = masters
    }

    private static func master(_ path: String) throws(GradingFault) -> (Master, MasterRecord) {
        let pipeline = try ReleasePipeline(path: path)
        let released = pipeline.release.cells.compactMap { cell in cell.gradeID.map { ($0, cell.source) } }
        return (
            Master(
                notebook: pipeline.master, released: Dictionary(released) { $1 }, answers: pipeline.answers),
            MasterRecord(pipeline.master)
        )
    }

    /// The key of a submission's result: the same for the same files, master copy, engine and options.
    func key(of student: String) -> String {
        let folder = course.folder(.submitted, assignment, student: student)
        var hash = ContentHash()
        hash.add("master", Array(masterHash.utf8))
        for file in FileTree.files(in: folder) {
            let content = file.refusal == nil ? try? FileTree.bytes("\(folder)/\(file.path)") : nil
            hash.add(file.path, content ?? Array((file.refusal ?? "cannot be read").utf8))
        }
        return hash.text
    }
}
