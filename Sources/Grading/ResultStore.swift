import Glibc
import JSON

/// Results as files, one for each submission, under keys of their content: made anywhere, merged in any order, as often as
/// one likes.
///
/// Beside each stands a mark once the gradebook has it, so that a rerun does not ask a person again to look at marks that
/// nothing happened to.
public struct ResultStore: Sendable {
    private let folder: String

    /// - folder: made with the first result.
    init(folder: String) { self.folder = folder }

    private func path(_ student: String) -> String { "\(folder)/\(student).json" }
    private func mark(_ student: String) -> String { "\(folder)/\(student).entered" }

    /// The result of a student; with a key, only one that was made for just that.
    public func result(of student: String, key: String? = nil) -> SubmissionResult? {
        guard let bytes = try? FileTree.bytes(path(student)), let json = try? JSON(parsing: bytes),
            let result = SubmissionResult(json), result.student == student, key == nil || result.key == key
        else { return nil }
        return result
    }

    /// - isNew: true where it was graded just now, and is to be entered though the gradebook has one like it.
    func keep(_ result: SubmissionResult, isNew: Bool = false) throws(GradingFault) {
        try FileTree.makeFolder(folder)
        if isNew { unlink(mark(result.student)) }
        try FileTree.write(result.json.bytes(), to: path(result.student))
    }

    /// All students with a result, sorted.
    var students: [String] {
        FileTree.names(in: folder).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// True where the gradebook's row got just this result.
    func isEntered(_ result: SubmissionResult, row: String?, _ penalty: LatePenalty) -> Bool {
        guard let row, let bytes = try? FileTree.bytes(mark(result.student)) else { return false }
        return String(decoding: bytes, as: UTF8.self) == "\(result.key) \(row) \(penalty)"
    }

    func setEntered(_ result: SubmissionResult, row: String, _ penalty: LatePenalty) throws(GradingFault) {
        try FileTree.makeFolder(folder)
        try FileTree.write(Array("\(result.key) \(row) \(penalty)".utf8), to: mark(result.student))
    }
}

extension Course {
    /// Results that the gradebook has, or gets.
    public func results(of assignment: String) -> ResultStore { ResultStore(folder: notes("results/\(assignment)")) }

    /// Results of a changed master copy, to look at.
    public func trialResults(of assignment: String) -> ResultStore {
        ResultStore(folder: notes("regrade/\(assignment)"))
    }
}

/// Held by one run of an assignment, and by the processes that it made, until the last of them is gone.
final class CourseLock {
    private let file: Int32

    /// Waits for another run to end.
    /// - waiting: called once, where there is one.
    init(_ course: Course, name: String, waiting: () -> Void) throws(GradingFault) {
        let folder = course.notes("locks")
        try FileTree.makeFolder(folder)
        let path = "\(folder)/\(name)"
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw GradingFault("\(path): \(String(cString: strerror(errno)))") }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
        waiting()
        while flock(file, LOCK_EX) != 0 && errno == EINTR {}
    }

    deinit { close(file) }
}
