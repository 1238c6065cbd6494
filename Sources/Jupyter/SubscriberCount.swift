import CZMQ

/// How many readers iopub has: ZeroMQ reports connections on a socket of its own.
struct SubscriberCount {
    /// Where the reports come; `nil` where the library gives none.
    private let reports: Socket?
    private var connected = 0

    /// Follows the connections of `socket`.
    init(of socket: Socket, in context: UnsafeMutableRawPointer) {
        let address = "inproc://subscribers"
        let events = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED
        guard zmq_socket_monitor(socket.handle, address, events) == 0, let reports = try? Socket(.pair, in: context),
            zmq_connect(reports.handle, address) == 0
        else {
            self.reports = nil
            return
        }
        self.reports = reports
    }

    /// The readers of now.
    var count: Int {
        mutating get {
            update()
            return connected
        }
    }

    /// Takes the reports so far. To be called now and then: ZeroMQ waits where a thousand of them are not read.
    mutating func update() {
        while let frames = reports?.receive() {
            // The first frame begins with the event's number, sixteen bits in the machine's order.
            guard let event = frames.first, event.count >= 2 else { continue }
            let number = Int32(event[0]) | Int32(event[1]) << 8
            connected = max(0, connected + (number == ZMQ_EVENT_HANDSHAKE_SUCCEEDED ? 1 : -1))
        }
    }

    func close() { reports?.close() }
}
