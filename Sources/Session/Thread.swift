import Glibc

/// A thread of the system with a stack of its own size; it runs until its body returns or the process ends.
public enum Thread {
    /// What the new thread calls, boxed for C.
    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    /// Starts `body`. The stack is reserved, not committed: pages count once they are touched.
    /// - Throws: `SystemFailure` where the system gives no thread.
    public static func start(name: String, stackBytes: Int, _ body: sending @escaping () -> Void) throws(SystemFailure)
    {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Body(body))
        let code = pthread_create(
            &thread, &attributes,
            { raw in
                if let raw { Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        if code != 0 {
            box.release()
            throw SystemFailure("no thread for \(name): \(String(cString: strerror(code)))")
        }
    }
}

/// What the system refused: one line for the terminal.
public struct SystemFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
