import CZMQ
import Glibc
import JSON
import Language
import Session

/// A client of a kernel, as small as a check of an installation needs it: it sends requests on shell and control, reads
/// what comes back, and listens to everything on iopub. Belongs to one thread.
public final class KernelClient {
    private let context: UnsafeMutableRawPointer
    private let sockets: [Channel: Socket]
    private let signer: Signer
    private var writer: MessageWriter
    private var replays = ReplayGuard()
    /// What came and was no message: a kernel that signs wrongly is seen here.
    public private(set) var faults: [MessageFault] = []

    /// Milliseconds after which a connection that was refused is tried again.
    private static let reconnection: Int32 = 5

    /// Connects to where a kernel listens, now or soon.
    /// - Throws: `SystemFailure` where ZeroMQ refuses an endpoint.
    public init(_ connection: ConnectionFile) throws(SystemFailure) {
        guard let context = zmq_ctx_new() else { throw SystemFailure("no ZeroMQ context") }
        self.context = context
        signer = Signer(key: connection.key)
        writer = MessageWriter(session: Identifier.random(), signer: signer)
        var sockets: [Channel: Socket] = [:]
        for channel in [Channel.iopub, .shell, .control, .heartbeat] {
            let socket = try Socket(channel == .iopub ? .subscriber : .dealer, in: context)
            socket.set(ZMQ_LINGER, 0)
            socket.set(ZMQ_RECONNECT_IVL, KernelClient.reconnection)
            if channel == .iopub { socket.subscribe() }
            try socket.connect(connection.endpoint(channel))
            sockets[channel] = socket
        }
        self.sockets = sockets
    }

    /// Closes the sockets; messages that were not fetched are gone.
    public func close() {
        for socket in sockets.values { socket.close() }
        zmq_ctx_term(context)
    }

    /// Sends a request on shell or control.
    /// - forgery: changes the frames (signature, header, parent header, metadata, content) after they were signed.
    /// - Returns: its `msg_id`, which is in the parent header of what answers it.
    @discardableResult
    public func send(
        _ type: String, _ content: JSON = [:], on channel: Channel = .shell, forgery: ((inout [[UInt8]]) -> Void)? = nil
    ) -> String {
        var frames = writer.frames(type, to: [], parent: Origin.none.header, content: content)
        if let forgery {
            var signed = Array(frames.dropFirst())
            forgery(&signed)
            frames = [Message.delimiter] + signed
        }
        _ = sockets[channel]?.send(frames)
        return writer.latestID
    }

    /// The next message on a channel, or `nil` when none came within so many milliseconds. What is no rightly signed
    /// message goes to `faults`.
    public func receive(on channel: Channel, within milliseconds: Int) -> Message? {
        guard let socket = sockets[channel] else { return nil }
        let deadline = Clock.nanoseconds() + UInt64(max(0, milliseconds)) * 1_000_000
        while true {
            if let frames = socket.receive() {
                do { return try Message(frames: frames, signer: signer, guarding: &replays) } catch {
                    faults.append(error)
                    continue
                }
            }
            let now = Clock.nanoseconds()
            if now >= deadline { return nil }
            KernelClient.wait(for: socket, milliseconds: Int((deadline - now) / 1_000_000) + 1)
        }
    }

    /// The reply to a request; others are dropped.
    public func reply(to id: String, on channel: Channel = .shell, within milliseconds: Int) -> Message? {
        first(on: channel, within: milliseconds) { $0.parentID == id }
    }

    /// The first message that fits; those before it are dropped.
    public func first(
        on channel: Channel, within milliseconds: Int, where fits: (Message) -> Bool
    ) -> Message? {
        let deadline = Clock.nanoseconds() + UInt64(max(0, milliseconds)) * 1_000_000
        while true {
            let now = Clock.nanoseconds()
            guard now < deadline, let message = receive(on: channel, within: Int((deadline - now) / 1_000_000) + 1)
            else { return nil }
            if fits(message) { return message }
        }
    }

    /// What a request caused on iopub, up to `idle`; `nil` where that did not come in time.
    public func outputs(of id: String, within milliseconds: Int) -> [Message]? {
        var found: [Message] = []
        let last = first(on: .iopub, within: milliseconds) { message in
            if message.parentID == id { found.append(message) }
            return message.parentID == id && message.content["execution_state"]?.string == "idle"
        }
        return last == nil ? nil : found
    }

    /// True where the heartbeat returns what it is given, in time.
    public func isAlive(within milliseconds: Int) -> Bool {
        guard let socket = sockets[.heartbeat] else { return false }
        let beat = Array(Identifier.random().utf8)
        // A reply socket wants an empty frame before the message.
        guard socket.send([[], beat]) else { return false }
        KernelClient.wait(for: socket, milliseconds: milliseconds)
        return socket.receive() == [[], beat]
    }

    private static func wait(for socket: Socket, milliseconds: Int) {
        var item = zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        _ = zmq_poll(&item, 1, milliseconds)
    }
}

extension Message {
    /// The `msg_id` of the request that this answers.
    public var parentID: String? { parent["msg_id"]?.string }
}

/// The library that carries the messages.
public enum ZeroMQ {
    /// `4.3.4`.
    public static var version: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        zmq_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// Whether it was built with an ability: `curve`, `ipc`.
    public static func has(_ ability: String) -> Bool { zmq_has(ability) == 1 }
}
