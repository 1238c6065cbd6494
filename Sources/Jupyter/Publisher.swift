import JSON
import Language
import Session

/// Turns outbox items into signed frames and sends them; what a slow reader's queue refuses is held and tried again.
struct Publisher {
    private let iopub: Socket
    private let direct: [Channel: Socket]
    private var writer: MessageWriter
    private let kernel: String
    /// Frames that iopub refused; nothing overtakes them.
    private var held: [[UInt8]]?
    /// Milliseconds until refused frames are tried again.
    private static let retryTime = 5

    init(iopub: Socket, direct: [Channel: Socket], writer: MessageWriter) {
        self.iopub = iopub
        self.direct = direct
        self.writer = writer
        kernel = writer.session
    }

    /// Sends what can be sent. Returns the milliseconds after which to come again; `nil` when the outbox is empty.
    mutating func send(from outbox: Outbox, hurrying: Bool = false) -> Int? {
        if let frames = held {
            greetSubscribers()
            guard iopub.send(frames) else { return Publisher.retryTime }
            held = nil
        }
        while true {
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

    /// True while refused frames wait.
    var isBlocked: Bool { held != nil }

    /// Answers every new subscription with `iopub_welcome`, before anything else reaches that reader.
    mutating func greetSubscribers() {
        while let frames = iopub.receive() {
            guard let event = frames.first, event.first == 1 else { continue }
            let topic = Array(event.dropFirst())
            let welcome = writer.frames(
                "iopub_welcome", to: [topic], parent: Origin.none.header,
                content: ["subscription": .string(String(decoding: topic, as: UTF8.self))])
            _ = iopub.send(welcome)
        }
    }

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
            _ = direct[channel]?.send(frames)
            return true
        case .text(let name, let text):
            return publish(
                "stream", topic: "stream.\(name.rawValue)", item.origin,
                ["name": .string(name.rawValue), "text": .string(text.string)])
        case .notice(let type, let content):
            return publish(type, topic: "kernel.\(kernel).\(type)", item.origin, content)
        case .event(let event):
            let (type, content) = Publisher.message(event)
            return publish(type, topic: "kernel.\(kernel).\(type)", item.origin, content)
        }
    }

    private mutating func publish(_ type: String, topic: String, _ origin: Origin, _ content: JSON) -> Bool {
        let frames = writer.frames(type, to: [Array(topic.utf8)], parent: origin.header, content: content)
        greetSubscribers()
        if iopub.send(frames) { return true }
        held = frames
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
