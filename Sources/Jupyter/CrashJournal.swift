import CCrash
import Glibc
import JSON
import Session

/// What tells the next kernel how this one ended, when it could not say so itself.
///
/// A page of memory that is a file says which cell and what long operation runs; it outlives the process, even where the
/// system kills it for lack of memory. A fatal signal adds a line of JSON to a second file. Both lie beside the
/// connection file. The next kernel with the same connection file, or of the same notebook, shows what it finds once.
final class CrashJournal {
    /// Where a kernel's files lie.
    struct Files: Sendable {
        let folder: String
        /// The page; there as long as the kernel.
        let page: String
        /// A line for each crash.
        let crashes: String

        init(connectionFile path: String) {
            let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
            folder = cut == path.startIndex ? "." : String(path[..<cut].dropLast())
            var name = String(path[cut...])
            if name.hasSuffix(".json") { name = String(name.dropLast(5)) }
            page = "\(folder)/svertka-\(name).running"
            crashes = "\(folder)/svertka-\(name).crash"
        }
    }

    private let page: UnsafeMutablePointer<crash_page>?
    /// How an earlier kernel ended, until somebody was told.
    private var found: CrashReport?
    /// Seconds after which files of kernels that are gone are of no use.
    private static let age = 7 * 86_400

    /// Reads what earlier kernels left, and begins this one's page.
    /// - log: the standard error that the process was started with.
    init(_ files: Files, log: Int32) {
        let session = getenv("JPY_SESSION_NAME").map { String(cString: $0) } ?? ""
        found = CrashJournal.search(files, session: session)
        crash_protect_thread()
        page = crash_open(files.page)
        crash_watch(page, files.crashes, log)
        if let page { CrashJournal.put(session, into: &page.pointee.session) }
    }

    /// What happened to an earlier kernel, told once.
    func takeReport() -> CrashReport? {
        defer { found = nil }
        return found
    }

    /// A cell begins to run.
    func begin(cell: Int, code: String) {
        guard let page else { return }
        let line = code.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        CrashJournal.put(line, into: &page.pointee.code)
        page.pointee.cell = Int64(cell)
        page.pointee.resident = Int64(MemoryUse.now?.resident ?? 0)
    }

    /// The part of the page that says how much memory is held; written by another thread.
    struct MemoryNote: @unchecked Sendable {
        // Sendable: one number, written whole; who reads it comes after the process.
        fileprivate let page: UnsafeMutablePointer<crash_page>?

        func note(_ bytes: Int) { page?.pointee.resident = Int64(bytes) }
    }

    var memory: MemoryNote { MemoryNote(page: page) }

    /// No cell runs any more.
    func end() { page?.pointee.cell = 0 }

    /// What takes long; "" when it is over.
    func note(_ operation: String) {
        guard let page else { return }
        CrashJournal.put(operation, into: &page.pointee.operation)
        page.pointee.resident = Int64(MemoryUse.now?.resident ?? 0)
    }

    /// Copies a text into a field of the page, without what JSON would escape, ended by a zero byte.
    private static func put<Field>(_ text: String, into field: inout Field) {
        withUnsafeMutableBytes(of: &field) { bytes in
            var count = 0
            for scalar in text.unicodeScalars {
                let isPlain = scalar.value >= 32 && scalar != "\"" && scalar != "\\" && scalar.value != 127
                let code = isPlain ? UTF8.encode(scalar) : scalar == "\"" ? UTF8.encode("'") : UTF8.encode(" ")
                guard let code, count + code.count < bytes.count else { break }
                for byte in code {
                    bytes[count] = byte
                    count += 1
                }
            }
            bytes[count] = 0
        }
    }

    // MARK: What earlier kernels left

    private static func search(_ files: Files, session: String) -> CrashReport? {
        var found = take(page: files.page, crashes: files.crashes, isOurs: { _ in true })
        guard let listing = opendir(files.folder) else { return found }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix("svertka-") else { continue }
            let path = "\(files.folder)/\(name)"
            var stem = path
            for ending in [".running", ".crash"] where path.hasSuffix(ending) {
                stem = String(path.dropLast(ending.count))
            }
            guard stem != path, "\(stem).running" != files.page else { continue }
            let other = take(page: "\(stem).running", crashes: "\(stem).crash") { !session.isEmpty && $0 == session }
            if found == nil { found = other }
        }
        return found
    }

    /// Reads the files of a kernel that is gone; they go, unless another notebook may want to know.
    private static func take(page: String, crashes: String, isOurs: (String) -> Bool) -> CrashReport? {
        let left = LeftPage(path: page)
        if let left, left.isAlive { return nil }
        var report: CrashReport?
        if let text = TextFile.read(crashes), let line = text.split(separator: "\n").last,
            let fields = try? JSON(parsing: Array(line.utf8))
        {
            report = CrashReport(fields)
        } else if let left, left.cell != 0 || !left.operation.isEmpty {
            report = CrashReport(left)
        }
        guard let report else {
            if left != nil { unlink(page) }
            return nil
        }
        let isMine = isOurs(report.session)
        if isMine || time(nil) - report.time > age {
            unlink(page)
            unlink(crashes)
        }
        return isMine ? report : nil
    }
}

/// The page of a kernel that is gone.
struct LeftPage {
    let process: Int
    let cell: Int
    let resident: Int
    let session: String
    let code: String
    let operation: String
    /// When it was written last.
    let time: Int

    /// `nil` where there is none, or no whole one.
    init?(path: String) {
        guard let bytes = try? TextFile.bytes(path), bytes.count == MemoryLayout<crash_page>.size,
            bytes.starts(with: Array("SVRUN001".utf8))
        else { return nil }
        let page = bytes.withUnsafeBytes { $0.loadUnaligned(as: crash_page.self) }
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        process = Int(page.process)
        cell = Int(page.cell)
        resident = Int(page.resident)
        session = text(page.session)
        code = text(page.code)
        operation = text(page.operation)
        var facts = stat()
        time = stat(path, &facts) == 0 ? facts.st_mtim.tv_sec : 0
    }

    /// True while its process is there.
    var isAlive: Bool {
        process != Int(getpid()) && (kill(pid_t(truncatingIfNeeded: process), 0) == 0 || errno != ESRCH)
    }
}
