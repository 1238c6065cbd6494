import CZMQ
import Session

/// Echoes whatever comes on the heartbeat socket, on a thread and in a context of its own, so that nothing that the
/// kernel does can delay it.
enum Heartbeat {
    /// Listens and starts the thread.
    static func start(_ endpoints: inout Endpoints) throws(SystemFailure) {
        guard let context = zmq_ctx_new() else { throw SystemFailure("no ZeroMQ context") }
        // A router returns what comes from any kind of socket; a reply socket would drop what is not asked as it expects.
        let socket = try Socket(.router, in: context)
        socket.set(ZMQ_LINGER, 0)
        try endpoints.bind(socket, .heartbeat)
        nonisolated(unsafe) let handle = socket.handle
        try Thread.start(name: "heartbeat", stackBytes: 256 << 10) {
            // Ends only with the process, or when the context is closed under it.
            while zmq_proxy(handle, handle, nil) < 0 && zmq_errno() == EINTR {}
        }
    }
}
