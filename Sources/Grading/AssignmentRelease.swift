import Notebooks

/// `generate`: an assignment's notebooks for students, and its entry in the gradebook.
public struct AssignmentRelease {
    /// What was made.
    public let notebooks: [(name: String, cells: Int, points: Double)]
    public let files: [String]

    /// Makes `release/./assignment` from `source/./assignment`. The gradebook first: where it refuses, nothing is released.
    ///
    /// - dueDate: entered where one is given.
    /// - Throws: `GradingFault`: no source, a rule that a notebook breaks, or cells that came or went after submissions.
    public init(_ assignment: String, course: Course, gradebook: Gradebook, dueDate: PointInTime?) throws(GradingFault)
    {
        if assignment.contains("+") || assignment.contains("/") || assignment.isEmpty {
            throw GradingFault("'\(assignment)' cannot name an assignment: + and / have a meaning of their own")
        }
        let source = course.folder(.source, assignment)
        let names = Course.notebooks(in: source)
        if names.isEmpty { throw GradingFault("no notebooks in \(source)") }
        var made: [(name: String, pipeline: ReleasePipeline)] = []
        for name in names {
            let pipeline = try ReleasePipeline(path: "\(source)/\(name).ipynb")
            do throws(GradingFault) {
                _ = try MetricPlan.all(
                    MasterRecord(pipeline.master), assignment: assignment, folder: HiddenFolder(course, assignment))
            } catch { throw GradingFault("\(source)/\(name).ipynb: \(error.description)") }
            made.append((name, pipeline))
        }
        try gradebook.save(
            assignment: assignment, dueDate: dueDate, masters: made.map { ($0.name, $0.pipeline.master) })
        let target = course.folder(.release, assignment)
        FileTree.remove(target)
        try FileTree.makeFolder(target)
        files = FileTree.files(in: source).filter { $0.refusal == nil && !$0.path.hasSuffix(".ipynb") }.map(\.path)
        for path in files { try FileTree.copy("\(source)/\(path)", to: "\(target)/\(path)", mode: 0o644) }
        for (name, pipeline) in made { try FileTree.write(pipeline.release.bytes, to: "\(target)/\(name).ipynb") }
        notebooks = made.map { name, pipeline in
            let record = MasterRecord(pipeline.master)
            return (name, record.cells.count, record.cells.reduce(0) { $0 + $1.points })
        }
    }
}
