import JSON
import Language
import Synchronization

/// What waits to be sent, in order: outputs on iopub and replies on the other sockets.
///
/// The evaluating thread puts, the socket thread takes. The queue keeps itself small without losing anything that
/// matters: neighbouring texts of one stream become one, and of several updates of a display only the newest stays. Its
/// size has bounds of three kinds, each with a visible mark where it bites: what one cell prints (`CellOutput`), text
/// in all (`textLimit`), and displays that wait for a reader who takes none (`displayLimit`).
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
    /// Displays that may wait, and their bytes; a page with thousands of them could not be shown anyway.
    static let displayLimit = (count: 5000, bytes: 128 << 20)
    /// Items from which on two streams that alternate become one text each.
    private static let mixingDepth = 64
    /// Cells whose text is followed at once: background work prints for a cell that has ended.
    private static let followedCells = 16
    /// How long the first text waits for its neighbours, and how far apart messages of text are, in nanoseconds.
    static let gatherTime: UInt64 = 8_000_000
    static let textInterval: UInt64 = 50_000_000

    /// Messages that may wait before newer states of widgets replace older ones.
    private static let crowd = 256

    private struct State {
        var items: [Item] = []
        var first = 0
        var textBytes = 0
        /// When the text at the front was put.
        var textSince: UInt64 = 0
        var lastText: UInt64 = 0
        /// True while the socket thread sleeps and must be woken for anything new.
        var asleep = false
        /// What cells print, newest last.
        var cells: [CellOutput] = []
        /// All that the last cell printed of which not all was shown.
        var longText: KeptText?
        var displays = (count: 0, bytes: 0)
        /// True after a display was left out and until one is taken again.
        var withholdsDisplays = false
        var counters = Counters()
    }

    /// What the queue has done so far.
    struct Counters {
        var messages = 0
        var mergedTexts = 0
        var replacedUpdates = 0
        var withheldBytes = 0
        var withheldDisplays = 0
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup
    private let limit: OutputLimit

    /// An empty outbox; `wakeup` wakes the thread that sends.
    /// - limit: how much of one cell's text goes out.
    public init(wakeup: Wakeup, limit: OutputLimit = OutputLimit(bytes: 1 << 20)) {
        self.wakeup = wakeup
        self.limit = limit
    }

    /// Adds what a cell said.
    public func put(_ event: Event, from origin: Origin) {
        let wake = state.withLock { state in
            switch event {
            case .stream(let name, let text): return print(name, text, from: origin, &state)
            case .update(_, let id):
                if let older = waitingUpdate(of: id, in: state) {
                    state.displays.bytes += event.bytes - Outbox.size(of: state.items[older])
                    state.items[older].content = .event(event)
                    state.counters.replacedUpdates += 1
                    return false
                }
                return display(event, from: origin, &state)
            case .display, .clear: return display(event, from: origin, &state)
            case .comm(let message):
                if let older = waitingState(before: message, from: origin, in: state) {
                    state.items[older].content = .event(event)
                    state.counters.replacedUpdates += 1
                    return false
                }
                return append(Item(content: .event(event), origin: origin), to: &state)
            case .result, .error: return append(Item(content: .event(event), origin: origin), to: &state)
            }
        }
        if wake { wakeup.ring() }
    }

    /// Where many messages wait (a bar moves faster than the front end reads): the state of the same widget that the
    /// message replaces.
    private func waitingState(before message: CommMessage, from origin: Origin, in state: State) -> Int? {
        guard state.items.count - state.first > Outbox.crowd else { return nil }
        for place in state.items.indices.suffix(Outbox.crowd).reversed() {
            guard case .event(.comm(let older)) = state.items[place].content, older.id == message.id else { continue }
            return message.replaces(older) && state.items[place].origin == origin ? place : nil
        }
        return nil
    }

    /// Adds a message.
    public func put(_ item: Item) {
        if state.withLock({ append(item, to: &$0) }) { wakeup.ring() }
    }

    /// Adds what was kept back of a cell's text. Called when the cell has ended, before its reply.
    public func finish(_ origin: Origin) {
        let wake = state.withLock { state -> Bool in
            guard let place = state.cells.firstIndex(where: { $0.origin == origin }) else { return false }
            return finish(state.cells.remove(at: place), &state)
        }
        if wake { wakeup.ring() }
    }

    /// All that the last cell printed of which not all was shown, its last 8 MiB at least; `nil` if there was none.
    public var longText: String? {
        let kept = state.withLock { state in state.cells.last(where: \.isCut)?.kept ?? state.longText }
        return kept?.string
    }

    /// What the queue holds and has done, by name.
    public var statistics: [(name: String, value: Int)] {
        state.withLock { state in
            [
                ("messages_sent", state.counters.messages), ("messages_waiting", state.items.count - state.first),
                ("text_bytes_waiting", state.textBytes), ("texts_merged", state.counters.mergedTexts),
                ("updates_replaced", state.counters.replacedUpdates),
                (
                    "bytes_withheld", state.counters.withheldBytes + state.cells.reduce(0) { $0 + $1.leftOut }
                ),
                ("displays_withheld", state.counters.withheldDisplays),
            ]
        }
    }

    private func finish(_ cell: CellOutput, _ state: inout State) -> Bool {
        if !cell.isCut { return false }
        var cell = cell
        let remainder = cell.close()
        state.counters.withheldBytes += cell.leftOut
        state.longText = cell.kept
        var wake = false
        for piece in remainder where putText(piece.name, piece.text, from: cell.origin, &state) { wake = true }
        return wake
    }

    /// Text of a cell, as far as the cell's limit lets it through. True if the socket thread is to be woken.
    private func print(_ name: StreamName, _ text: String, from origin: Origin, _ state: inout State) -> Bool {
        if text.isEmpty { return false }
        // What nobody asked for has no end at which the rest could be shown.
        if origin == .none { return putText(name, text, from: origin, &state) }
        var wake = false
        if state.cells.last?.origin != origin {
            if let place = state.cells.lastIndex(where: { $0.origin == origin }) {
                state.cells.append(state.cells.remove(at: place))
            } else {
                state.cells.append(CellOutput(origin: origin, limit: limit))
                if state.cells.count > Outbox.followedCells { wake = finish(state.cells.removeFirst(), &state) }
            }
        }
        switch state.cells[state.cells.count - 1].admit(name, text) {
        case .passes: wake = putText(name, text, from: origin, &state) || wake
        case .becomes(let pieces):
            for piece in pieces where putText(piece.name, piece.text, from: origin, &state) { wake = true }
        }
        return wake
    }

    private func putText(_ name: StreamName, _ text: String, from origin: Origin, _ state: inout State) -> Bool {
        if let waiting = neighbour(name, origin, state) {
            state.counters.mergedTexts += 1
            let before = waiting.bytes
            waiting.append(text, shortening: state.textBytes > Outbox.textLimit)
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

    /// The waiting text that a new one continues: the last item. Where many items wait because two streams alternate,
    /// the last but one too; lines of the two then no longer stand as they were printed, each stream for itself does.
    private func neighbour(_ name: StreamName, _ origin: Origin, _ state: State) -> WaitingText? {
        let depth = state.items.count - state.first
        for back in 1...2 where back <= depth && (back == 1 || depth > Outbox.mixingDepth) {
            let item = state.items[state.items.count - back]
            guard case .text(let otherName, let waiting) = item.content, item.origin == origin else { return nil }
            if otherName == name { return waiting }
        }
        return nil
    }

    /// The waiting update that a new one of the same display replaces. What shows the display anew stands in between:
    /// the new one must follow that.
    private func waitingUpdate(of id: String, in state: State) -> Int? {
        for place in state.items.indices[state.first...].reversed() {
            switch state.items[place].content {
            case .event(.update(_, let otherID)) where otherID == id: return place
            case .event(.display(_, let otherID)) where otherID == id: return nil
            default: continue
            }
        }
        return nil
    }

    /// Adds a display, or counts it where too many wait.
    private func display(_ event: Event, from origin: Origin, _ state: inout State) -> Bool {
        guard state.displays.count < Outbox.displayLimit.count, state.displays.bytes < Outbox.displayLimit.bytes else {
            state.counters.withheldDisplays += 1
            if state.withholdsDisplays { return false }
            state.withholdsDisplays = true
            return putText(.stdout, "[… displays left out: too many wait to be shown …]\n", from: origin, &state)
        }
        state.withholdsDisplays = false
        state.displays.count += 1
        state.displays.bytes += event.bytes
        return append(Item(content: .event(event), origin: origin), to: &state)
    }

    /// Bytes of a waiting display; 0 for anything else.
    private static func size(of item: Item) -> Int {
        if case .event(let event) = item.content { event.bytes } else { 0 }
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
                    state.counters.messages += 1
                    return .item(Item(content: .text(name, part), origin: item.origin))
                }
                state.textBytes -= waiting.bytes
            }
            if case .event(let event) = item.content {
                switch event {
                case .display, .update, .clear:
                    state.displays.count -= 1
                    state.displays.bytes -= event.bytes
                default: break
                }
            }
            state.counters.messages += 1
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

extension Event {
    /// Bytes that its content occupies in about.
    fileprivate var bytes: Int {
        switch self {
        case .stream(_, let text): text.utf8.count
        case .display(let bundle, _), .update(let bundle, _), .result(let bundle):
            bundle.content.values.reduce(0) { sum, content in
                switch content {
                case .text(let text): sum + text.utf8.count
                case .bytes(let bytes): sum + bytes.count
                // A tree of values is measured once, when it is written; here a guess is enough.
                case .json: sum + 4096
                }
            }
        case .clear, .error, .comm: 0
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
