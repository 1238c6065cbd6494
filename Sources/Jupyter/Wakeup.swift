import Glibc
import Session

/// A way to wake a thread that sleeps in `poll`: a pipe whose reading end it watches.
public struct Wakeup: Sendable {
    /// Readable after `ring`.
    public let descriptor: Int32
    private let writing: Int32

    /// A pipe of its own.
    public init() throws(SystemFailure) {
        let pipe = try Pipe()
        Pipe.unblock(pipe.reading)
        Pipe.unblock(pipe.writing)
        descriptor = pipe.reading
        writing = pipe.writing
    }

    /// Wakes the thread; a full pipe means that it is being woken already.
    public func ring() {
        var byte: UInt8 = 1
        while write(writing, &byte, 1) < 0 && errno == EINTR {}
    }

    /// Forgets all rings so far.
    public func hush() {
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { bytes in
            while read(descriptor, bytes.baseAddress, 512) > 0 {}
        }
    }
}
