import Glibc
import JSON

/// What was sent and when, a line of JSON for each: only added to.
struct CollectionLog {
    struct Line {
        let student: String
        let time: PointInTime
        let hash: String
        let state: Collection.Verdict.State
        let files: [String]
        let notes: [String]

        var json: JSON {
            [
                "student": .string(student), "time": .string(time.text + " UTC"), "sha256": .string(hash),
                "state": .string(state.rawValue), "files": .array(files.map { .string($0) }),
                "notes": .array(notes.map { .string($0) }),
            ]
        }
    }

    private let path: String
    private var taken: [String: [(time: PointInTime, hash: String)]] = [:]

    /// Reads the log; there may be none yet.
    init(_ folder: String, _ assignment: String) throws(GradingFault) {
        try FileTree.makeFolder(folder)
        path = "\(folder)/\(assignment).jsonl"
        if !FileTree.exists(path) { return }
        for line in try FileTree.bytes(path).split(separator: UInt8(ascii: "\n")) {
            // A line that was cut off by the loss of power is none.
            guard let json = try? JSON(parsing: Array(line)), let student = json["student"]?.string,
                let time = json["time"]?.string.flatMap({ try? PointInTime($0) }), let hash = json["sha256"]?.string,
                json["state"]?.string == Collection.Verdict.State.accepted.rawValue
            else { continue }
            taken[student, default: []].append((time, hash))
        }
    }

    /// What was accepted of a student, in the order in which it came.
    func accepted(_ student: String) -> [(time: PointInTime, hash: String)] { taken[student] ?? [] }

    mutating func add(_ line: Line) throws(GradingFault) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
        let bytes = line.json.bytes() + [UInt8(ascii: "\n")]
        // One write: lines of two collectors do not mix.
        guard file >= 0, write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let why = GradingFault("\(path): \(String(cString: strerror(errno)))")
            if file >= 0 { close(file) }
            throw why
        }
        close(file)
        if line.state == .accepted { taken[line.student, default: []].append((line.time, line.hash)) }
    }
}
