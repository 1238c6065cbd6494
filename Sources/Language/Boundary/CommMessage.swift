import JSON

/// A message of a comm: a channel between an object of the program and one of the front end.
public struct CommMessage: Sendable {
    /// What it does to the channel; the protocol's names.
    public enum Kind: String, Sendable {
        case open = "comm_open"
        case message = "comm_msg"
        case close = "comm_close"
    }

    public let kind: Kind
    /// The channel.
    public let id: String
    /// The whole content, `comm_id` included.
    public let content: JSON
    public let metadata: JSON
    /// Bytes beside the content.
    public let buffers: [[UInt8]]
    /// The header of a message that came; empty in messages that go.
    public let header: JSON

    /// A message of the channel `id`: its data and, where it opens the channel, whom it opens it to.
    public init(
        _ kind: Kind, id: String, content: JSON, metadata: JSON = [:], buffers: [[UInt8]] = [], header: JSON = [:]
    ) {
        self.kind = kind
        self.id = id
        self.content = content
        self.metadata = metadata
        self.buffers = buffers
        self.header = header
    }
}
