import CZMQ
import Glibc
import JSON
import Session

/// The handshake of protocol 5.6: the kernel chose its ports and tells them to the launcher that started it.
enum Registration {
    /// How long the launcher may take, in milliseconds.
    private static let patience = 30_000
    /// Milliseconds between looks at what else may end the kernel.
    private static let pollTime = 100

    /// Sends `<IDS|MSG> signature {kernel_id, shell_port, …}` and waits until the launcher acknowledges it.
    ///
    /// The signature covers the one content frame; ports are strings, as the protocol writes them. What is not signed
    /// with the key is no acknowledgement.
    /// - Throws: `SystemFailure` where none comes.
    static func announce(
        _ endpoints: Endpoints, of connection: ConnectionFile, to port: Int, kernelID: String, signer: Signer,
        in context: UnsafeMutableRawPointer
    ) throws(SystemFailure) {
        let parent = ParentWatch()
        let socket = try Socket(.dealer, in: context)
        defer { socket.close() }
        let address = connection.endpoint(port: port)
        try socket.connect(address)
        var fields: [(key: String, value: JSON)] = [("kernel_id", .string(kernelID))]
        for channel in Channel.allCases {
            fields.append((channel.portField, .string(String(endpoints.ports[channel] ?? 0))))
        }
        let content = JSON.object(fields).bytes()
        _ = socket.send([Message.delimiter, signer.signature(of: [content]), content])
        let deadline = Clock.nanoseconds() + UInt64(patience) * 1_000_000
        while true {
            let now = Clock.nanoseconds()
            guard now < deadline else {
                throw SystemFailure("the launcher at \(address) did not acknowledge the kernel's ports")
            }
            var items = [zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)]
            _ = zmq_poll(&items, 1, pollTime)
            // No thread takes signals yet.
            if parent.isOrphan || Signals.isPending(SIGTERM) { throw SystemFailure("ended before it was registered") }
            while let frames = socket.receive() {
                guard let mark = frames.firstIndex(of: Message.delimiter), frames.count > mark + 2 else { continue }
                if signer.accepts(frames[mark + 1], of: frames[(mark + 2)...]) { return }
            }
        }
    }
}
