import JSON
import Language

extension CommMessage {
    /// What a client's message says about a comm; `nil` for other messages.
    init?(_ message: Message) {
        guard let kind = Kind(rawValue: message.type), let id = message.content["comm_id"]?.string else { return nil }
        self.init(
            kind, id: id, content: message.content, metadata: message.metadata, buffers: message.buffers,
            header: message.header)
    }

    /// True for a newer state of the same traits of a widget: the older one need not be seen.
    func replaces(_ older: CommMessage) -> Bool {
        guard kind == .message, older.kind == .message, id == older.id, buffers.isEmpty, older.buffers.isEmpty,
            let state = content["data"]?["state"]?.fields, content["data"]?["method"] == "update",
            let before = older.content["data"]?["state"]?.fields, older.content["data"]?["method"] == "update"
        else { return false }
        // The request that an output collects begins and ends at its place.
        return state.map(\.key) == before.map(\.key) && !state.contains { $0.key == "msg_id" }
    }
}

extension Event {
    /// True for what a cell shows, false for messages of comms.
    var isOutput: Bool { if case .comm = self { false } else { true } }
}
