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
    /// What runs now: printed text belongs to it.
    private let origin = Mutex(Origin.none)

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
    func attribute(to newOrigin: Origin) { origin.withLock { $0 = newOrigin } }

    /// Moves what was printed into the outbox. Safe on any thread.
    func drain(into outbox: Outbox) {
        // The lock also keeps two readers from changing the order of one text.
        origin.withLock { origin in
            for source in sources {
                while let text = Capture.read(source.descriptor) {
                    outbox.put(.stream(source.name, text), from: origin)
                }
            }
        }
    }

    /// At most 64 KiB, ended between code points where the writer was caught inside one.
    private static func read(_ descriptor: Int32) -> String? {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { bytes in
            var count = Glibc.read(descriptor, bytes.baseAddress, 1 << 16)
            while count < 0 && errno == EINTR { count = Glibc.read(descriptor, bytes.baseAddress, 1 << 16) }
            return count > 0 ? String(decoding: UnsafeRawBufferPointer(rebasing: bytes[..<count]), as: UTF8.self) : nil
        }
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
