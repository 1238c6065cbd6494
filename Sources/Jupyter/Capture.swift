import Glibc
import Language
import Session
import Synchronization

/// What C code prints to the process's standard output and error becomes text of the running cell.
///
/// Both descriptors are replaced by pipes; the kernel's own log keeps the original standard error.
final class Capture: Sendable {
    /// A stream and the end of its pipe that is read.
    struct Source: Sendable {
        let name: StreamName
        let descriptor: Int32
    }

    let sources: [Source]
    /// The standard error that the process was started with.
    let log: Int32
    private struct State {
        /// What runs now: printed text belongs to it.
        var origin = Origin.none
        /// The beginning of a code point whose end was not written yet, for each source.
        var unfinished: [[UInt8]] = [[], []]
    }
    private let state = Mutex(State())

    init() throws(SystemFailure) {
        log = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        sources = [
            Source(name: .stdout, descriptor: try Capture.replace(STDOUT_FILENO)),
            Source(name: .stderr, descriptor: try Capture.replace(STDERR_FILENO)),
        ]
    }

    private static func replace(_ descriptor: Int32) throws(SystemFailure) -> Int32 {
        let pipe = try Pipe()
        guard dup2(pipe.writing, descriptor) >= 0 else {
            throw SystemFailure("cannot capture descriptor \(descriptor): \(String(cString: strerror(errno)))")
        }
        close(pipe.writing)
        Pipe.unblock(pipe.reading)
        return pipe.reading
    }

    /// From now on, printed text belongs to `newOrigin`.
    func attribute(to newOrigin: Origin) { state.withLock { $0.origin = newOrigin } }

    /// Moves what was printed into the outbox. Safe on any thread.
    func drain(into outbox: Outbox) {
        // The lock also keeps two readers from changing the order of one text.
        state.withLock { state in
            for (place, source) in sources.enumerated() {
                while let text = Capture.read(source.descriptor, &state.unfinished[place]) {
                    outbox.put(.stream(source.name, text), from: state.origin)
                }
            }
        }
    }

    /// At most 64 KiB; bytes of a code point that is not complete yet wait for the rest of it.
    private static func read(_ descriptor: Int32, _ unfinished: inout [UInt8]) -> String? {
        let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { bytes in
            var count = Glibc.read(descriptor, bytes.baseAddress, 1 << 16)
            while count < 0 && errno == EINTR { count = Glibc.read(descriptor, bytes.baseAddress, 1 << 16) }
            if count > 0 { unfinished.append(contentsOf: bytes[..<count]) }
            return count
        }
        if count <= 0 { return nil }
        let whole = unfinished.count - UTF8Tail.length(of: unfinished)
        defer { unfinished.removeFirst(whole) }
        return String(decoding: unfinished[..<whole], as: UTF8.self)
    }

    /// Writes a line to the terminal or log that started the kernel; a closed one is no error.
    func report(_ line: String) {
        let text = Array("svertka: \(line)\n".utf8)
        _ = write(log, text, text.count)
    }
}

/// Lets a line through at most once a second and counts what it held back.
struct ThrottledLog {
    private var last: UInt64 = 0
    private var withheld = 0

    /// The line to write, or `nil` now.
    mutating func admit(_ line: String) -> String? {
        let now = Clock.nanoseconds()
        guard last == 0 || now - last >= 1_000_000_000 else {
            withheld += 1
            return nil
        }
        defer {
            last = now
            withheld = 0
        }
        return withheld > 0 ? "\(line) (and \(withheld) more)" : line
    }
}

/// The end of a text that was cut between bytes.
enum UTF8Tail {
    /// How many bytes at the end begin a code point and do not finish it.
    static func length(of bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return needed > back ? back : 0
        }
        return 0
    }
}
