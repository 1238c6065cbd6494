import JSON
import Language
import Synchronization

/// What waits to be sent, in order: outputs on iopub and replies on the other sockets.
///
/// The evaluating thread puts, the socket thread takes. The queue keeps itself small without losing anything that
/// matters: neighbouring texts of one stream become one, of several updates of a display only the newest stays, and
/// only stream text past `textLimit` is shortened, in its middle and visibly.
public final class Outbox: Sendable {
    /// One thing to send.
    public struct Item: Sendable {
        public enum Content: Sendable {
            /// Printed text.
            case text(StreamName, WaitingText)
            /// A picture, result, error or the like.
            case event(Event)
            /// A ready iopub message.
            case notice(type: String, JSON)
            /// A message to the origin's client on another socket.
            case direct(Channel, type: String, JSON, metadata: JSON)
        }
        public var content: Content
        public let origin: Origin

        public init(content: Content, origin: Origin) {
            self.content = content
            self.origin = origin
        }
    }

    /// Whether something should be sent now.
    public enum Next {
        case item(Item)
        /// Text that waits for more, until this time (nanoseconds of the monotonic clock).
        case later(UInt64)
        case nothing
    }

    /// Bytes of one stream message; longer text goes in several.
    public static let messageBytes = 64 << 10
    /// Bytes of text that may wait in all.
    public static let textLimit = 64 << 20
    /// How long the first text waits for its neighbours, and how far apart messages of text are, in nanoseconds.
    static let gatherTime: UInt64 = 8_000_000
    static let textInterval: UInt64 = 50_000_000

    private struct State {
        var items: [Item] = []
        var first = 0
        var textBytes = 0
        /// When the text at the front was put.
        var textSince: UInt64 = 0
        var lastText: UInt64 = 0
        /// True while the socket thread sleeps and must be woken for anything new.
        var asleep = false
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup

    /// An empty outbox; `wakeup` wakes the thread that sends.
    public init(wakeup: Wakeup) { self.wakeup = wakeup }

    /// Adds what a cell said.
    public func put(_ event: Event, from origin: Origin) {
        switch event {
        case .stream(let name, let text): putText(name, text, from: origin)
        case .update(_, let id):
            let wake = state.withLock { state in
                let older = state.items[state.first...].lastIndex {
                    if case .event(.update(_, let otherID)) = $0.content { otherID == id } else { false }
                }
                if let older {
                    state.items[older].content = .event(event)
                    return false
                }
                return append(Item(content: .event(event), origin: origin), to: &state)
            }
            if wake { wakeup.ring() }
        default: put(Item(content: .event(event), origin: origin))
        }
    }

    /// Adds a message.
    public func put(_ item: Item) {
        if state.withLock({ append(item, to: &$0) }) { wakeup.ring() }
    }

    private func putText(_ name: StreamName, _ text: String, from origin: Origin) {
        if text.isEmpty { return }
        let wake = state.withLock { state -> Bool in
            let crowded = state.textBytes > Outbox.textLimit
            if let last = state.items.indices.last, last >= state.first,
                case .text(let lastName, let waiting) = state.items[last].content, lastName == name,
                state.items[last].origin == origin
            {
                let before = waiting.bytes
                waiting.append(text, shortening: crowded)
                state.textBytes += waiting.bytes - before
                if state.asleep && before < Outbox.messageBytes && waiting.bytes >= Outbox.messageBytes {
                    state.asleep = false
                    return true
                }
                return false
            }
            let waiting = WaitingText()
            waiting.append(text, shortening: false)
            state.textBytes += waiting.bytes
            state.textSince = Clock.nanoseconds()
            return append(Item(content: .text(name, waiting), origin: origin), to: &state)
        }
        if wake { wakeup.ring() }
    }

    private func append(_ item: Item, to state: inout State) -> Bool {
        state.items.append(item)
        defer { state.asleep = false }
        return state.asleep
    }

    /// What to send next. When there is nothing, the next `put` wakes the socket thread.
    /// - hurrying: true sends text without waiting for more.
    public func next(hurrying: Bool = false) -> Next {
        state.withLock { state in
            guard state.first < state.items.count else {
                state.asleep = true
                return .nothing
            }
            let item = state.items[state.first]
            if case .text(let name, let waiting) = item.content {
                let now = Clock.nanoseconds()
                let isLast = state.first + 1 == state.items.count
                let due = max(state.textSince + Outbox.gatherTime, state.lastText + Outbox.textInterval)
                if isLast && !hurrying && waiting.bytes < Outbox.messageBytes && now < due {
                    state.asleep = true
                    return .later(due)
                }
                state.lastText = now
                state.textSince = now
                if let part = waiting.takePart(Outbox.messageBytes) {
                    state.textBytes -= part.bytes
                    return .item(Item(content: .text(name, part), origin: item.origin))
                }
                state.textBytes -= waiting.bytes
            }
            state.first += 1
            if state.first == state.items.count {
                state.items.removeAll(keepingCapacity: state.items.capacity < 1024)
                state.first = 0
            } else if state.first > 256, state.first > state.items.count / 2 {
                state.items.removeFirst(state.first)
                state.first = 0
            }
            return .item(item)
        }
    }
}

/// Text of one stream and one origin that waits to be sent. Guarded by the outbox's lock.
public final class WaitingText: @unchecked Sendable {
    // Sendable: before it is taken every access holds the outbox's lock; afterwards it has one owner.
    private var head: [UInt8] = []
    private var sent = 0
    /// What came after text was left out: only its end is kept.
    private var tail: [UInt8] = []
    private var leftOut = 0
    static let tailBytes = 64 << 10

    /// Bytes that are held.
    public var bytes: Int { head.count - sent + tail.count }

    /// Adds text; with `shortening`, only the last 64 KiB of what is added so are kept.
    func append(_ text: String, shortening: Bool) {
        if !shortening && leftOut == 0 && tail.isEmpty {
            head.append(contentsOf: text.utf8)
            return
        }
        tail.append(contentsOf: text.utf8)
        if tail.count > 2 * WaitingText.tailBytes {
            var cut = tail.count - WaitingText.tailBytes
            while cut < tail.count, tail[cut] & 0xC0 == 0x80 { cut += 1 }
            leftOut += cut
            tail.removeFirst(cut)
        }
    }

    /// The first `limit` bytes or a little less, cut between code points; `nil` when all that is left fits.
    func takePart(_ limit: Int) -> WaitingText? {
        guard head.count - sent > limit else { return nil }
        var end = sent + limit
        while end > sent, head[end] & 0xC0 == 0x80 { end -= 1 }
        let part = WaitingText()
        part.head = Array(head[sent..<end])
        sent = end
        return part
    }

    /// All of it, with a visible marker where text was left out.
    public var string: String {
        var text = String(decoding: head[sent...], as: UTF8.self)
        if leftOut > 0 { text += "\n[… \(leftOut) bytes of output left out …]\n" }
        return text + String(decoding: tail, as: UTF8.self)
    }
}
