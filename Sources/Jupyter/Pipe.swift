import Glibc
import Session

/// A pipe of the system, closed in programs that this process starts.
struct Pipe: Sendable {
    let reading: Int32
    let writing: Int32

    init() throws(SystemFailure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SystemFailure("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    /// Makes reading or writing return at once where it would wait.
    static func unblock(_ end: Int32) { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
}

/// Descriptors 0, 1 and 2, which a launcher may have closed.
enum StandardDescriptors {
    /// Opens those that are closed on nothing, so that no socket or file takes their numbers and gets what was meant
    /// for a terminal.
    static func open() {
        for wanted in 0...STDERR_FILENO where fcntl(wanted, F_GETFD) < 0 {
            let opened = Glibc.open("/dev/null", O_RDWR)
            if opened >= 0, opened != wanted {
                dup2(opened, wanted)
                close(opened)
            }
        }
    }
}
