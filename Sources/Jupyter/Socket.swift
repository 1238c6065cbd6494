import CZMQ
import Glibc
import Session

/// A ZeroMQ socket; belongs to the thread that made it.
struct Socket {
    /// The kinds that a kernel has.
    enum Kind: Int32 {
        case router = 6
        case xpub = 9
        /// A client's end of a router.
        case dealer = 5
        /// A client's end of iopub.
        case subscriber = 2
        /// Where the library reports what happens at another socket.
        case pair = 0
    }

    let handle: UnsafeMutableRawPointer

    init(_ kind: Kind, in context: UnsafeMutableRawPointer) throws(SystemFailure) {
        guard let handle = zmq_socket(context, kind.rawValue) else { throw Socket.failure("cannot make a socket") }
        self.handle = handle
        set(ZMQ_LINGER, 1000)
    }

    /// The library's last error as a failure.
    private static func failure(_ what: String) -> SystemFailure {
        SystemFailure("\(what): \(String(cString: zmq_strerror(zmq_errno())))")
    }

    /// Sets a number; options that an old library lacks are left as they are.
    func set(_ option: Int32, _ value: Int32) {
        var value = value
        zmq_setsockopt(handle, option, &value, 4)
    }

    /// Makes the socket an encrypted server.
    func encrypt(publicKey: String, secretKey: String) throws(SystemFailure) {
        var yes: Int32 = 1
        guard zmq_setsockopt(handle, ZMQ_CURVE_SERVER, &yes, 4) == 0,
            zmq_setsockopt(handle, ZMQ_CURVE_PUBLICKEY, publicKey, 41) == 0,
            zmq_setsockopt(handle, ZMQ_CURVE_SECRETKEY, secretKey, 41) == 0
        else { throw Socket.failure("the connection file asks for CURVE, which cannot be set up") }
    }

    /// Listens at an endpoint.
    func bind(_ endpoint: String) throws(SystemFailure) {
        if zmq_bind(handle, endpoint) != 0 { throw Socket.failure("cannot listen at \(endpoint)") }
    }

    /// Connects to an endpoint that another process listens at, now or soon.
    func connect(_ endpoint: String) throws(SystemFailure) {
        if zmq_connect(handle, endpoint) != 0 { throw Socket.failure("cannot connect to \(endpoint)") }
    }

    /// Lets everything through to a subscriber.
    func subscribe() { zmq_setsockopt(handle, ZMQ_SUBSCRIBE, "", 0) }

    /// The TCP port where the socket listens.
    var lastPort: Int? {
        var bytes = [UInt8](repeating: 0, count: 256)
        var count = bytes.count
        guard zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &bytes, &count) == 0 else { return nil }
        let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return text.split(separator: ":").last.flatMap { Int($0) }
    }

    /// One whole message that has come, or `nil` where there is none now.
    func receive() -> [[UInt8]]? {
        var frames: [[UInt8]] = []
        var part = zmq_msg_t()
        zmq_msg_init(&part)
        defer { zmq_msg_close(&part) }
        while true {
            // Parts after the first are there already: ZeroMQ delivers whole messages.
            while zmq_msg_recv(&part, handle, ZMQ_DONTWAIT) < 0 {
                if zmq_errno() != EINTR { return nil }
            }
            let count = zmq_msg_size(&part)
            frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: count)))
            if zmq_msg_more(&part) == 0 { return frames }
        }
    }

    /// Sends a whole message; false where the queue to a reader is full, and nothing was sent.
    func send(_ frames: [[UInt8]]) -> Bool {
        for (place, frame) in frames.enumerated() {
            let flags = ZMQ_DONTWAIT | (place + 1 < frames.count ? ZMQ_SNDMORE : 0)
            while frame.withUnsafeBytes({ zmq_send(handle, $0.baseAddress, $0.count, flags) }) < 0 {
                if zmq_errno() != EINTR { return false }
            }
        }
        return true
    }

    func close() { zmq_close(handle) }
}
