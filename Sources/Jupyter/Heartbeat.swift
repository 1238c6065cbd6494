import CZMQ
import Session

/// Echoes whatever comes on the heartbeat socket, on a thread and in a context of its own, so that nothing that the
/// kernel does can delay it.
enum Heartbeat {
    /// Listens and starts the thread.
    static func start(_ connection: ConnectionFile) throws(SystemFailure) {
        guard let context = zmq_ctx_new() else { throw SystemFailure("no ZeroMQ context") }
        let socket = try Socket(.reply, in: context)
        socket.set(ZMQ_LINGER, 0)
        if let curve = connection.curve { try socket.encrypt(publicKey: curve.publicKey, secretKey: curve.secretKey) }
        try socket.bind(connection.endpoint(.heartbeat))
        nonisolated(unsafe) let handle = socket.handle
        try Thread.start(name: "heartbeat", stackBytes: 256 << 10) {
            // Ends only with the process, or when the context is closed under it.
            while zmq_proxy(handle, handle, nil) < 0 && zmq_errno() == EINTR {}
        }
    }
}
