import Glibc
import Session
import Synchronization

/// A course's folder in nbgrader's layout: `step/student/assignment/notebook.ipynb`, and the gradebook.
public struct Course: Sendable {
    public let root: String

    /// The steps that have a folder; those before students come have `.` for the student.
    public enum Step: String, Sendable {
        case source, release, submitted, autograded, feedback
    }

    public init(root: String) { self.root = root }

    public func folder(_ step: Step, _ assignment: String, student: String = ".") -> String {
        "\(root)/\(step.rawValue)/\(student)/\(assignment)"
    }

    public var gradebook: String { "\(root)/gradebook.db" }

    /// Where results, locks and half-done work are kept; nbgrader does not look at it.
    func notes(_ part: String) -> String { "\(root)/.svertka/\(part)" }

    /// Students who handed an assignment in, sorted as nbgrader sorts them.
    public func students(of assignment: String) -> [String] {
        FileTree.names(in: "\(root)/\(Step.submitted.rawValue)")
            .filter { !$0.hasPrefix(".") && FileTree.isFolder(folder(.submitted, assignment, student: $0)) }
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    /// Students' folders whose names are no text: nobody could say whose marks they are.
    var misnamedStudents: [String] {
        FileTree.names(in: "\(root)/\(Step.submitted.rawValue)").filter { $0.contains(FileTree.broken) }
            .filter { !FileTree.exists("\(root)/\(Step.submitted.rawValue)/\($0)") }
    }

    /// Names of the notebooks in a folder, without their ending.
    static func notebooks(in folder: String) -> [String] {
        FileTree.names(in: folder).filter { $0.hasSuffix(".ipynb") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(6)) }
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}

/// Folders read, copied and removed; links are never followed.
enum FileTree {
    /// A file of a folder, or why it is left out.
    struct Entry {
        /// The path below the folder.
        let path: String
        /// `nil` for a regular file; otherwise what it is instead.
        let refusal: String?
    }

    /// Bytes of the largest file that is copied, as nbgrader's `max_file_size`.
    static let sizeLimit = 100_000_000
    /// Entries that a folder may have, and folders inside each other.
    private static let countLimit = 20_000
    private static let depthLimit = 32

    /// What nbgrader leaves out: `CourseDirectory.ignore`.
    private static func isIgnored(_ name: String) -> Bool {
        [".ipynb_checkpoints", "__pycache__", "feedback"].contains(name) || name.hasSuffix(".pyc")
    }

    /// Stands in names for bytes that are no UTF-8, so that no file has such a name.
    static let broken: Character = "\u{FFFD}"

    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let name = next(stream) { names.append(name) }
        return names
    }

    /// The next name of an open folder.
    static func next(_ stream: OpaquePointer) -> String? {
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { return name }
        }
        return nil
    }

    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// All files below a folder but notebooks, sorted.
    static func files(in folder: String) -> [Entry] {
        var found: [Entry] = []
        collect(folder, below: "", depth: 0, into: &found)
        return found.sorted { $0.path < $1.path }
    }

    private static func collect(_ root: String, below: String, depth: Int, into found: inout [Entry]) {
        for name in names(in: below.isEmpty ? root : "\(root)/\(below)") where !isIgnored(name) {
            if found.count >= countLimit { return }
            let path = below.isEmpty ? name : "\(below)/\(name)"
            var facts = stat()
            guard lstat("\(root)/\(path)", &facts) == 0 else {
                if path.contains(broken) { found.append(Entry(path: path, refusal: "has a name that is no UTF-8")) }
                continue
            }
            switch facts.st_mode & S_IFMT {
            case S_IFDIR:
                if depth < depthLimit {
                    collect(root, below: path, depth: depth + 1, into: &found)
                } else {
                    found.append(Entry(path: path, refusal: "is a folder too deep inside others"))
                }
            case S_IFREG:
                let isLarge = facts.st_size > sizeLimit
                found.append(Entry(path: path, refusal: isLarge ? "is larger than \(sizeLimit / 1_000_000) MB" : nil))
            case S_IFLNK: found.append(Entry(path: path, refusal: "is a link"))
            default: found.append(Entry(path: path, refusal: "is no regular file"))
            }
        }
    }

    /// The bytes of a regular file of at most `sizeLimit` bytes; a link, a pipe or a device is none.
    static func bytes(_ path: String) throws(GradingFault) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { throw GradingFault("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw GradingFault("\(path) is no regular file")
        }
        guard facts.st_size <= sizeLimit else {
            throw GradingFault("\(path) is larger than \(sizeLimit / 1_000_000) MB")
        }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            at += count
        }
        return Array(bytes[..<at])
    }

    private static let drafts = Atomic<Int>(0)

    /// Writes a file in one step, without waiting for the disk: whatever is lost with the power is made again.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(GradingFault) {
        func fault() -> GradingFault { GradingFault("\(path): \(String(cString: strerror(errno)))") }
        // A name of its own: with something added to it, a long one would be too long.
        let number = drafts.wrappingAdd(1, ordering: .relaxed).newValue
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let draft = "\(folder).svertka-\(getpid())-\(number).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw fault() }
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                let why = fault()
                close(file)
                unlink(draft)
                throw why
            }
            at += count
        }
        fchmod(file, mode)
        close(file)
        if rename(draft, path) != 0 {
            let why = fault()
            unlink(draft)
            throw why
        }
    }

    static func makeFolder(_ path: String) throws(GradingFault) {
        do { try TextFile.makeFolder(path) } catch { throw GradingFault(error.description) }
    }

    /// Copies a regular file.
    static func copy(_ path: String, to target: String, mode: mode_t) throws(GradingFault) {
        let content = try bytes(path)
        if let slash = target.lastIndex(of: "/") { try makeFolder(String(target[..<slash])) }
        try write(content, to: target, mode: mode)
    }

    /// Removes a folder and all below it, or a file; links are removed, not followed.
    static func remove(_ path: String) {
        if isFolder(path) {
            chmod(path, 0o755)
            for name in names(in: path) { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}
