import CZMQ
import Glibc
import JSON
import Language
import Session

/// The kernel: five sockets and the thread that owns them.
///
/// Requests come in on shell, control and stdin. Control is answered here, also while a cell runs; shell requests go
/// to the evaluating thread by a mailbox, and what they cause comes back through the outbox. The thread sleeps in one
/// `poll` over sockets, the outbox's wake-up and the captured output of C code.
public struct Kernel {
    private let endpoints: Endpoints
    private let context: UnsafeMutableRawPointer
    private let shell: Socket
    private let control: Socket
    private let stdin: Socket
    private let iopub: Socket
    private let bridge: Bridge
    private let capture: Capture
    private let parent = ParentWatch()
    private let signer: Signer
    private var publisher: Publisher
    private var replays = ReplayGuard()
    private var log = ThrottledLog()

    /// Messages that are read from one socket before the others get their turn.
    private static let burst = 64
    /// Messages that iopub keeps for a slow reader before they wait in the outbox.
    private static let iopubQueue: Int32 = 1000
    /// Milliseconds for clients to fetch the last messages.
    private static let farewell: Int32 = 300
    /// Milliseconds for a training to be saved before the end; without one there is nothing to wait for.
    private static let lastWords = 1000

    /// True where CURVE can be used, which kernel.json tells Jupyter: the ZeroMQ library may come without.
    public static var supportsEncryption: Bool { zmq_has("curve") == 1 }

    /// Listens on all sockets; nothing else is loaded before.
    /// - arguments: what the front end passed; the connection file is among them.
    /// - Throws: `SystemFailure` with one line for the terminal.
    public init(arguments: [String]) throws(SystemFailure) {
        guard let path = ConnectionFile.path(in: arguments) else { throw SystemFailure("no connection file is named") }
        StandardDescriptors.open()
        let connection = try ConnectionFile(path: path)
        try connection.checkSocketFiles()
        signal(SIGPIPE, SIG_IGN)
        Signals.block()
        guard let context = zmq_ctx_new() else { throw SystemFailure("no ZeroMQ context") }
        var endpoints = Endpoints(connection)
        let signer = Signer(key: connection.key)
        let session = Identifier.random()
        do {
            shell = try Kernel.listen(.router, .shell, &endpoints, context)
            control = try Kernel.listen(.router, .control, &endpoints, context)
            stdin = try Kernel.listen(.router, .stdin, &endpoints, context)
            iopub = try Kernel.listen(.xpub, .iopub, &endpoints, context)
            try Heartbeat.start(&endpoints)
            if let port = connection.registrationPort {
                try Registration.announce(
                    endpoints, of: connection, to: port, kernelID: connection.kernelID ?? session, signer: signer,
                    in: context)
            }
            bridge = try Bridge(connectionFile: path, historyPath: HistoryFile.path(chosenBy: arguments))
            capture = try Capture()
        } catch {
            endpoints.removeFiles()
            throw error
        }
        self.signer = signer
        self.endpoints = endpoints
        self.context = context
        publisher = Publisher(
            iopub: iopub, direct: [.shell: shell, .control: control, .stdin: stdin], answers: bridge.answers,
            subscribers: SubscriberCount(of: iopub, in: context), isIdle: { [bridge] in bridge.isIdle },
            writer: MessageWriter(session: session, signer: signer))
    }

    private static func listen(
        _ kind: Socket.Kind, _ channel: Channel, _ endpoints: inout Endpoints, _ context: UnsafeMutableRawPointer
    ) throws(SystemFailure) -> Socket {
        let socket = try Socket(kind, in: context)
        if kind == .router { socket.set(ZMQ_ROUTER_HANDOVER, 1) }
        if kind == .xpub {
            socket.set(ZMQ_XPUB_VERBOSE, 1)
            socket.set(ZMQ_XPUB_NODROP, 1)
            socket.set(ZMQ_SNDHWM, iopubQueue)
        }
        try endpoints.bind(socket, channel)
        return socket
    }

    /// Serves until a client asks to end, the parent is gone, or SIGTERM comes; then ends the process.
    public mutating func run() throws(SystemFailure) -> Never {
        let (bridge, capture) = (bridge, capture)
        try Thread.start(name: "evaluator", stackBytes: Evaluator.stackBytes) {
            Evaluator(bridge: bridge, capture: capture).run()
        }
        try Signals.watch { signal in
            if signal == SIGINT { bridge.interrupt() } else { bridge.end(.terminated) }
        }
        publishStatus("starting", .none)
        while true {
            serve()
            if parent.isOrphan || bridge.requestedEnding != nil { end() }
        }
    }

    /// Sends what waits, sleeps until something comes, and takes it.
    private mutating func serve() {
        publisher.greetSubscribers()
        let pause = publisher.send(from: bridge.outbox)
        var items = [iopub.handle, control.handle, shell.handle, stdin.handle].map { handle in
            zmq_pollitem_t(socket: handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        }
        for descriptor in [bridge.wakeup.descriptor] + capture.sources.map(\.descriptor) {
            items.append(zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        let timeout = min(pause ?? ParentWatch.interval, ParentWatch.interval)
        if zmq_poll(&items, Int32(items.count), timeout) <= 0 { return }
        if items[4].revents != 0 { bridge.wakeup.hush() }
        if items[5].revents != 0 || items[6].revents != 0 { capture.drain(into: bridge.outbox) }
        publisher.greetSubscribers()
        if items[1].revents != 0 { readControl() }
        if items[3].revents != 0 { readStdin() }
        if items[2].revents != 0 { readShell(limit: Kernel.burst) }
        let bridge = bridge
        bridge.drainIfWanted { readShell(limit: Int.max) }
    }

    // MARK: What comes in

    /// Takes up to `limit` messages of a socket; what is no message is dropped and logged.
    private mutating func read(_ socket: Socket, limit: Int, _ take: (inout Kernel, Message) -> Void) {
        var left = limit
        while left > 0, let frames = socket.receive() {
            left -= 1
            do { take(&self, try Message(frames: frames, signer: signer, guarding: &replays)) } catch {
                if let line = log.admit("dropped a message: \(error)") { capture.report(line) }
            }
        }
    }

    private mutating func readControl() {
        read(control, limit: Kernel.burst) { kernel, request in
            if let handler = ControlHandler.byType[request.type] {
                kernel.answer(request, on: .control, by: handler)
            } else {
                kernel.publishStatus("busy", Origin(request))
                kernel.publishStatus("idle", Origin(request))
            }
        }
    }

    private mutating func readStdin() {
        read(stdin, limit: Kernel.burst) { kernel, message in
            if message.type == "input_reply", kernel.bridge.awaitsAnswer.load(ordering: .acquiring) {
                kernel.bridge.answers.put(message)
            }
        }
    }

    /// Shell requests wait for their turn, but not needlessly: an idle kernel says what it is without waking anyone.
    /// Clients older than protocol 5.4 ask on shell to shut down.
    private mutating func readShell(limit: Int) {
        read(shell, limit: limit) { kernel, request in
            let isImmediate =
                request.type == "shutdown_request"
                || request.type == "kernel_info_request" && kernel.bridge.isIdle
            if isImmediate, let handler = ControlHandler.byType[request.type] {
                kernel.answer(request, on: .shell, by: handler)
            } else {
                kernel.bridge.put(request)
            }
        }
    }

    private mutating func answer(_ request: Message, on channel: Channel, by handler: ControlHandler) {
        guard let content = handler.answer(bridge, request) else { return }
        let origin = Origin(request)
        publishStatus("busy", origin)
        let type = Evaluator.replyType(request.type)
        if request.type == "shutdown_request" {
            bridge.outbox.put(Outbox.Item(content: .notice(type: type, content), origin: origin))
        }
        if channel == .control {
            publisher.reply(type, on: channel, to: origin, content)
        } else {
            bridge.outbox.put(
                Outbox.Item(content: .direct(channel, type: type, content, metadata: [:]), origin: origin))
        }
        publishStatus("idle", origin)
    }

    private func publishStatus(_ state: String, _ origin: Origin) {
        bridge.outbox.put(
            Outbox.Item(content: .notice(type: "status", ["execution_state": .string(state)]), origin: origin))
    }

    // MARK: The end

    /// Sends what waits, closes the sockets, removes their files and ends the process; running programs don't delay it.
    private mutating func end() -> Never {
        bridge.saveTrainings(within: Kernel.lastWords)
        bridge.interruptFlag.raise()
        unlink(bridge.journal.page)
        _ = publisher.send(from: bridge.outbox, hurrying: true)
        for socket in [iopub, shell, control, stdin] {
            socket.set(ZMQ_LINGER, Kernel.farewell)
            socket.close()
        }
        publisher.close()
        zmq_ctx_term(context)
        endpoints.removeFiles()
        _exit(0)
    }
}
