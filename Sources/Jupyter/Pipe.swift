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
