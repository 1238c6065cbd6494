import CZMQ
import JSON
import Language
import Session

/// Turns outbox items into signed frames and sends them; what a slow reader's queue refuses is held and tried again.
struct Publisher {
    private let iopub: Socket
    private let direct: [Channel: Socket]
    /// What clients typed, for the program that asks.
    private let answers: Mailbox<Message>
    private var subscribers: SubscriberCount
    /// Whether nothing runs or waits.
    private let isIdle: @Sendable () -> Bool
    private var writer: MessageWriter
    private let kernel: String
    /// Frames that iopub refused, and since when; nothing overtakes them.
    private var held: (frames: [[UInt8]], since: UInt64)?
    /// Welcomes that iopub refused.
    private var unsentWelcomes: [[[UInt8]]] = []
    private var pace = MessagePace()
    /// Milliseconds until refused frames are tried again.
    private static let retryTime = 5
    /// Nanoseconds after which one reader that takes nothing no longer holds up the others.
    private static let patience: UInt64 = 10_000_000_000

    init(
        iopub: Socket, direct: [Channel: Socket], answers: Mailbox<Message>, subscribers: SubscriberCount,
        isIdle: @escaping @Sendable () -> Bool, writer: MessageWriter
    ) {
        self.iopub = iopub
        self.direct = direct
        self.answers = answers
        self.subscribers = subscribers
        self.isIdle = isIdle
        self.writer = writer
        kernel = writer.session
    }

    /// Sends what can be sent. Returns the milliseconds after which to come again; `nil` when the outbox is empty.
    mutating func send(from outbox: Outbox, hurrying: Bool = false) -> Int? {
        subscribers.update()
        if let (frames, since) = held {
            greetSubscribers()
            guard publish(frames, heldSince: since) else { return Publisher.retryTime }
            held = nil
        }
        while true {
            if !hurrying, let pause = pace.pause { return pause }
            switch outbox.next(hurrying: hurrying) {
            case .nothing: return nil
            case .later(let due):
                let now = Clock.nanoseconds()
                return due > now ? Int((due - now) / 1_000_000) + 1 : 0
            case .item(let item):
                if !send(item) { return Publisher.retryTime }
            }
        }
    }

    /// Answers every new subscription with `iopub_welcome`, before anything else reaches that reader; and whether a
    /// cell runs, because not every client knows welcomes, and a page that was loaded anew during a training knows
    /// nothing.
    mutating func greetSubscribers() {
        while let frames = iopub.receive() {
            guard let event = frames.first, event.first == 1 else { continue }
            let topic = Array(event.dropFirst())
            unsentWelcomes.append(
                writer.frames(
                    "iopub_welcome", to: [topic], parent: Origin.none.header,
                    content: ["subscription": .string(String(decoding: topic, as: UTF8.self))]))
            unsentWelcomes.append(
                writer.frames(
                    "status", to: [Array("kernel.\(kernel).status".utf8)], parent: Origin.none.header,
                    content: ["execution_state": isIdle() ? "idle" : "busy"]))
        }
        while let welcome = unsentWelcomes.first, iopub.send(welcome) { unsentWelcomes.removeFirst() }
    }

    /// Publishes ready frames; false where a reader's queue is full.
    ///
    /// XPUB refuses a message that any one reader has no room for. A single reader may sleep as long as it likes,
    /// nothing is lost. Where there are others, one that takes nothing for `patience` goes without from then on, until it
    /// reads again: ZeroMQ drops what only it has no room for, and no longer asks for its room afterwards.
    private mutating func publish(_ frames: [[UInt8]], heldSince since: UInt64? = nil) -> Bool {
        if iopub.send(frames) { return true }
        guard let since, Clock.nanoseconds() - since > Publisher.patience, subscribers.count > 1 else { return false }
        iopub.set(ZMQ_XPUB_NODROP, 0)
        defer { iopub.set(ZMQ_XPUB_NODROP, 1) }
        return iopub.send(frames)
    }

    /// Ends what holds a socket of the context.
    func close() { subscribers.close() }

    /// Sends a message that does not wait its turn: replies on control.
    mutating func reply(_ type: String, on channel: Channel, to origin: Origin, _ content: JSON) {
        let frames = writer.frames(type, to: origin.identities, parent: origin.header, content: content)
        _ = direct[channel]?.send(frames)
    }

    /// False where iopub refused; the frames are held then.
    private mutating func send(_ item: Outbox.Item) -> Bool {
        switch item.content {
        case .direct(let channel, let type, let content, let metadata):
            let frames = writer.frames(
                type, to: item.origin.identities, parent: item.origin.header, content: content, metadata: metadata)
            // What was typed before this question answers another one.
            if channel == .stdin {
                while direct[channel]?.receive() != nil {}
                answers.clear()
            }
            _ = direct[channel]?.send(frames)
            return true
        case .text(let name, let text):
            return publish(
                "stream", topic: "stream.\(name.rawValue)", item.origin,
                ["name": .string(name.rawValue), "text": .string(text.string)])
        case .notice(let type, let content):
            return publish(type, topic: "kernel.\(kernel).\(type)", item.origin, content)
        case .event(.comm(let comm)):
            return publish(
                comm.kind.rawValue, topic: "comm-\(comm.id)", item.origin, comm.content, metadata: comm.metadata,
                buffers: comm.buffers)
        case .event(let event):
            let (type, content) = Publisher.message(event)
            return publish(type, topic: "kernel.\(kernel).\(type)", item.origin, content)
        }
    }

    private mutating func publish(
        _ type: String, topic: String, _ origin: Origin, _ content: JSON, metadata: JSON = [:], buffers: [[UInt8]] = []
    ) -> Bool {
        let frames =
            writer.frames(
                type, to: [Array(topic.utf8)], parent: origin.header, content: content, metadata: metadata) + buffers
        pace.count(type, content)
        greetSubscribers()
        if iopub.send(frames) { return true }
        held = (frames, Clock.nanoseconds())
        return false
    }

    /// The message that shows an event.
    static func message(_ event: Event) -> (type: String, content: JSON) {
        switch event {
        case .stream(let name, let text): ("stream", ["name": .string(name.rawValue), "text": .string(text)])
        case .display(let bundle, let id):
            (
                "display_data",
                [
                    "data": bundle.data, "metadata": bundle.metadataFields,
                    "transient": .object(id.map { [("display_id", .string($0))] } ?? []),
                ]
            )
        case .update(let bundle, let id):
            (
                "update_display_data",
                ["data": bundle.data, "metadata": bundle.metadataFields, "transient": ["display_id": .string(id)]]
            )
        case .clear(let wait): ("clear_output", ["wait": .bool(wait)])
        case .comm(let comm): (comm.kind.rawValue, comm.content)
        case .result(let bundle):
            // The evaluating thread, which knows the count, sends results itself; see `Evaluator`.
            ("display_data", ["data": bundle.data, "metadata": bundle.metadataFields, "transient": [:]])
        case .error(let name, let message, let traceback):
            (
                "error",
                [
                    "ename": .string(name), "evalue": .string(message),
                    "traceback": .array(traceback.map { .string($0) }),
                ]
            )
        }
    }
}
