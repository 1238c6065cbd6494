import Glibc
import JSON

/// The cells of all sessions on disk: one line of JSON each, only ever added to.
///
/// A session begins with `{"session": 12, "started": 1767225600}` and its cells are `[12, 1, "code"]`; sessions that run
/// at once mix their lines. Each line is written at once, and the file's lock is held only for that, so any number of
/// kernels can share it. A file that has grown past `sizeLimit` is cut to its newer half when a session begins.
public final class HistoryFile {
    /// Bytes beyond which the older half goes.
    static let sizeLimit = 4 << 20
    /// Milliseconds to wait for another process that holds the lock. Lines stay whole without it too.
    private static let patience = 100

    private let path: String
    private var descriptor: Int32 = -1
    private var failure: String?

    /// The history at `path`; nothing is opened or made before the first cell.
    public init(path: String) { self.path = path }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What the front end and the environment ask for: no file after `--HistoryManager.hist_file=:memory:` or with
    /// `SVERTKA_HISTORY=0`; the file that either of them names; otherwise `svertka/history.jsonl` in Jupyter's data folder.
    public static func path(chosenBy arguments: [String]) -> String? {
        let option = "--HistoryManager.hist_file="
        let named =
            arguments.last { $0.hasPrefix(option) }.map { String($0.dropFirst(option.count)) }
            ?? variable("SVERTKA_HISTORY")
        if let named { return [":memory:", "0"].contains(named) ? nil : named }
        let folder =
            variable("JUPYTER_DATA_DIR") ?? variable("XDG_DATA_HOME").map { $0 + "/jupyter" }
            ?? variable("HOME").map { $0 + "/.local/share/jupyter" }
        return folder.map { $0 + "/svertka/history.jsonl" }
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Why the file cannot be used, in the system's words, said once; this session then remembers its own cells alone.
    public func takeFailure() -> String? {
        defer { if failure != nil { isReported = true } }
        return isReported ? nil : failure
    }

    private var isReported = false

    // MARK: Writing

    /// Begins a session: its number is one more than the last one's.
    func beginSession() -> Int {
        withLock {
            if let facts = facts, facts.st_size > HistoryFile.sizeLimit { cutInHalf() }
            let number = lastSession + 1
            write(["session": .int(number), "started": .int(time(nil))])
            return number
        }
    }

    /// Adds a cell.
    func append(session: Int, line: Int, input: String) {
        withLock { write([.int(session), .int(line), .string(input)]) }
    }

    private func write(_ record: JSON) {
        let bytes = record.bytes() + [0x0A]
        guard descriptor >= 0 else { return }
        if Glibc.write(descriptor, bytes, bytes.count) != bytes.count { fail() }
    }

    private func fail() {
        failure = failure ?? "\(path): \(String(cString: strerror(errno)))"
    }

    private var facts: stat? {
        var facts = stat()
        return descriptor >= 0 && fstat(descriptor, &facts) == 0 ? facts : nil
    }

    /// Opens the file where it is not open yet, or was replaced by another process, and holds its lock meanwhile.
    private func withLock<Result>(_ body: () -> Result) -> Result {
        for _ in 0..<4 {
            if descriptor < 0 { openFile() }
            guard descriptor >= 0 else { break }
            var waited = 0
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK && waited < HistoryFile.patience {
                usleep(1000)
                waited += 1
            }
            // A file without a name is the older half's: another process has put a new one in its place.
            if facts?.st_nlink != 0 { break }
            close(descriptor)
            descriptor = -1
        }
        defer { if descriptor >= 0 { flock(descriptor, LOCK_UN) } }
        return body()
    }

    private func openFile() {
        if let slash = path.lastIndex(of: "/") { try? TextFile.makeFolder(String(path[..<slash])) }
        // What people type is for their eyes alone.
        descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 { fail() }
    }

    /// Replaces the file by its newer half.
    private func cutInHalf() {
        guard let all = try? TextFile.bytes(path) else { return }
        let half = all.count / 2
        guard let end = all[half...].firstIndex(of: 0x0A) else { return }
        // The last session's number must survive, or numbers would repeat.
        let start: JSON = ["session": .int(lastSession), "started": .int(time(nil))]
        let draft = "\(path).\(getpid()).part"
        let file = open(draft, O_RDWR | O_APPEND | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        let kept = start.bytes() + [0x0A] + all[(end + 1)...]
        guard Glibc.write(file, kept, kept.count) == kept.count, rename(draft, path) == 0 else {
            close(file)
            unlink(draft)
            return
        }
        close(descriptor)
        descriptor = file
    }

    // MARK: Reading

    /// The number of the last session that began; 0 before the first.
    var lastSession: Int {
        // Numbers grow, so the last line of this kind has it.
        guard let bytes = try? TextFile.bytes(path) else { return 0 }
        var end = bytes.count
        while end > 0 {
            let start = bytes[..<(end - 1)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            if bytes[start] == UInt8(ascii: "{"),
                let number = (try? JSON(parsing: Array(bytes[start..<end])))?["session"]?.int
            {
                return number
            }
            end = start
        }
        return 0
    }

    /// The cells of all sessions, oldest first. Lines that are none (an edited or torn file) are passed over.
    var entries: [History.Entry] {
        lines.compactMap { line in
            guard line.first == UInt8(ascii: "["), let record = (try? JSON(parsing: Array(line)))?.array,
                record.count == 3, let session = record[0].int, let number = record[1].int, let input = record[2].string
            else { return nil }
            return History.Entry(session: session, line: number, input: input, output: nil)
        }
    }

    private var lines: [ArraySlice<UInt8>] {
        ((try? TextFile.bytes(path)) ?? []).split(separator: 0x0A)
    }
}
