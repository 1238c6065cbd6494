import Archives
import Glibc
import JSON

/// Puts what students sent into `submitted/`: notebooks, folders and archives, as they come from a course's site.
///
/// Nothing of a stranger's decides where a file goes or when it came: names that lead elsewhere, or that are one on another
/// system, are refused; sizes are known before anything is unpacked; the time is the collector's, and stands with a hash
/// of the content in a log that is only added to.
public struct Collection {
    /// What became of one student's submission.
    public struct Verdict: Sendable, Equatable {
        public enum State: String, Sendable {
            case accepted
            /// The same files as the last ones that were accepted; the time stays the earlier one.
            case unchanged
            /// Nothing was changed: too many submissions of a day, or nothing that could be taken.
            case refused
        }

        public let student: String
        public let state: State
        /// Why it was refused, and what was left out.
        public let notes: [String]
    }

    private let course: Course
    private let assignment: String
    private let time: PointInTime
    /// Submissions of one student that are accepted in a day (UTC).
    private let quota: Int?
    private static let fileLimit = 500
    private static let byteLimit = 200_000_000

    public init(_ assignment: String, course: Course, time: PointInTime, quota: Int? = nil) {
        (self.assignment, self.course, self.time, self.quota) = (assignment, course, time, quota)
    }

    /// Takes what was sent.
    /// - Throws: `GradingFault` for faults of the course's folder.
    public func collect(_ sent: SentFiles) throws(GradingFault) -> [Verdict] {
        let lock = try CourseLock(course, name: "\(assignment).collect", waiting: {})
        defer { withExtendedLifetime(lock) {} }
        var log = try CollectionLog(course.notes("collected"), assignment)
        var verdicts: [Verdict] = []
        for (student, files) in sent.byStudent.sorted(by: { $0.key < $1.key }) {
            let verdict = try take(student, files, sent.notes[student] ?? [], &log)
            verdicts.append(verdict)
        }
        return verdicts
    }

    private func take(
        _ student: String, _ files: [SentFiles.File], _ refusals: [String], _ log: inout CollectionLog
    ) throws(GradingFault) -> Verdict {
        var notes = refusals
        let kept = Collection.acceptable(files, assignment, &notes)
        var hash = ContentHash()
        for file in kept { hash.add(file.path, file.content) }
        let key = hash.text
        let earlier = log.accepted(student)
        let sameDay = earlier.count { $0.time.text.prefix(10) == time.text.prefix(10) }
        let target = course.folder(.submitted, assignment, student: student)
        var state = Verdict.State.accepted
        if kept.isEmpty {
            state = .refused
            notes.append("there is nothing to take")
        } else if earlier.last?.hash == key, FileTree.isFolder(target) {
            state = .unchanged
        } else if let quota, sameDay >= quota {
            state = .refused
            notes.append("\(quota) submissions of \(time.text.prefix(10)) were taken already")
        }
        if state == .accepted { try store(kept, target) }
        try log.add(
            .init(student: student, time: time, hash: key, state: state, files: kept.map(\.path), notes: notes))
        return Verdict(student: student, state: state, notes: notes)
    }

    /// In one step, in the place of what was sent before.
    private func store(_ files: [SentFiles.File], _ target: String) throws(GradingFault) {
        let draft = course.notes("collected/\(getpid()).part")
        FileTree.remove(draft)
        defer { FileTree.remove(draft) }
        for file in files {
            let path = "\(draft)/\(file.path)"
            try FileTree.makeFolder(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
            try FileTree.write(file.content, to: path, mode: 0o644)
        }
        try FileTree.write(Array((time.text + " UTC\n").utf8), to: "\(draft)/timestamp.txt", mode: 0o644)
        try FileTree.makeFolder(String(target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)))
        FileTree.remove(target)
        if rename(draft, target) != 0 { throw GradingFault("\(target): \(String(cString: strerror(errno)))") }
    }

    // MARK: What is taken

    /// Files whose names stay in the folder and are names of their own on every system, within the bounds.
    private static func acceptable(
        _ files: [SentFiles.File], _ assignment: String, _ notes: inout [String]
    ) -> [SentFiles.File] {
        var kept: [SentFiles.File] = []
        var names: Set<String> = []
        var bytes = 0
        for file in files.sorted(by: { $0.path < $1.path }) {
            var path = file.path
            if path.hasPrefix("\(assignment)/") { path.removeFirst(assignment.count + 1) }
            let name = ShownText.line(String(path.prefix(200)))
            if let why = refusal(of: path) {
                notes.append("'\(name)' \(why) and was left out")
            } else if path == "timestamp.txt" || path.hasPrefix("__MACOSX/") || path.hasSuffix(".DS_Store") {
                continue
            } else if !names.insert(path.lowercased()).inserted {
                notes.append("'\(name)' has the name of another file on some systems and was left out")
            } else if kept.count >= fileLimit || bytes + file.content.count > byteLimit {
                notes.append("'\(name)' is beyond \(fileLimit) files or \(byteLimit / 1_000_000) MB and was left out")
            } else {
                bytes += file.content.count
                kept.append(.init(path: path, content: file.content))
            }
        }
        return kept
    }

    private static func refusal(of path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if path.hasPrefix("/") || path.contains("\\") || path.contains(":") || parts.contains("..") {
            return "leads out of the folder"
        }
        if parts.count > 16 || parts.contains(where: { $0.isEmpty || $0 == "." || $0.utf8.count > 200 }) {
            return "is no usual name"
        }
        if path.unicodeScalars.contains(where: { $0.value < 32 || (0x7F...0x9F).contains($0.value) || $0 == "\u{FFFD}" }
        ) {
            return "has signs in its name that names do not have"
        }
        return nil
    }
}

/// Files as they were sent, by student.
public struct SentFiles {
    struct File {
        var path: String
        var content: [UInt8]
    }

    /// Who sent a file, by its path in the archive or folder: a pattern with the groups `student` and `file`.
    public struct Naming {
        private let pattern: Regex<AnyRegexOutput>

        /// The first folder is the student.
        public static let folders = "(?<student>[^/]+)/(?<file>.+)"

        /// - Throws: `GradingFault` for a pattern that is none, or lacks a group.
        public init(_ text: String) throws(GradingFault) {
            do { pattern = try Regex(text) } catch { throw GradingFault("'\(text)' is no regular expression") }
            guard text.contains("(?<student>"), text.contains("(?<file>") else {
                throw GradingFault("the pattern '\(text)' needs the groups (?<student>…) and (?<file>…)")
            }
        }

        func read(_ path: String) -> (student: String, file: String)? {
            guard let match = try? pattern.wholeMatch(in: path), let student = match["student"]?.substring,
                let file = match["file"]?.substring
            else { return nil }
            return (String(student), String(file))
        }
    }

    private(set) var byStudent: [String: [File]] = [:]
    private(set) var notes: [String: [String]] = [:]
    /// Paths that belong to no student.
    public private(set) var strays: [String] = []

    public init() {}

    /// Adds a notebook, an archive or a folder.
    /// - student: whose it all is; `nil` leaves that to the naming.
    /// - Throws: `GradingFault` for what cannot be read.
    public mutating func add(_ path: String, student: String?, naming: Naming) throws(GradingFault) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if FileTree.isFolder(path) {
            for entry in FileTree.files(in: path) {
                if let refusal = entry.refusal {
                    place(entry.path, student, naming) { $0.notes[$1, default: []].append("'\($2)' \(refusal)") }
                } else {
                    let content = try FileTree.bytes("\(path)/\(entry.path)")
                    file(entry.path, content, student, naming)
                }
            }
            return
        }
        let content = try FileTree.bytes(path)
        if !ZipArchive.isArchive(content) { return file(name, content, student, naming) }
        do throws(ArchiveFault) {
            for member in try BoundedArchive(content).files() { file(member.path, member.content, student, naming) }
        } catch { throw GradingFault("\(path): \(error.text)") }
    }

    /// A file of a folder or archive; an archive in it is unpacked, one in that is a file like others.
    private mutating func file(_ path: String, _ content: [UInt8], _ student: String?, _ naming: Naming) {
        place(path, student, naming) { sent, student, name in
            guard ZipArchive.isArchive(content), name.lowercased().hasSuffix(".zip") else {
                return sent.byStudent[student, default: []].append(File(path: name, content: content))
            }
            do throws(ArchiveFault) {
                sent.byStudent[student, default: []] += try BoundedArchive(content).files()
            } catch {
                sent.byStudent[student] = sent.byStudent[student] ?? []
                sent.notes[student, default: []].append("'\(ShownText.line(name))': \(error.text)")
            }
        }
    }

    private mutating func place(
        _ path: String, _ student: String?, _ naming: Naming, _ act: (inout SentFiles, String, String) -> Void
    ) {
        let found = student.map { ($0, path) } ?? naming.read(path)
        guard let (student, name) = found, SentFiles.isStudent(student) else { return strays.append(path) }
        act(&self, student, name)
    }

    /// True for what can be a folder's name in `submitted/`.
    public static func isStudent(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.contains("/")
            && !name.unicodeScalars.contains { $0.value < 32 || (0x7F...0x9F).contains($0.value) || $0 == "\u{FFFD}" }
    }
}
