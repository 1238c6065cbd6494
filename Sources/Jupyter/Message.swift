import JSON

/// The five sockets of a kernel.
public enum Channel: String, Sendable, CaseIterable {
    case shell, control, stdin, iopub, heartbeat
}

/// A message as it came, checked and read.
public struct Message: Sendable {
    /// Routing frames before the delimiter; copied to replies.
    public let identities: [[UInt8]]
    public let header: JSON
    /// The header as it was received: the parent header of all that answers it.
    public let headerBytes: [UInt8]
    /// The header of the request that this answers; `{}` where nobody asked.
    public let parent: JSON
    public let metadata: JSON
    public let content: JSON
    public let buffers: [[UInt8]]
    public let signature: [UInt8]

    /// What it asks for: `execute_request`.
    public var type: String { header["msg_type"]?.string ?? "" }
    /// The client's session.
    public var session: String { header["session"]?.string ?? "" }
}

/// Why frames are no message.
public enum MessageFault: String, Error {
    case noDelimiter = "no <IDS|MSG> delimiter"
    case missingFrames = "fewer than five frames after the delimiter"
    case badSignature = "wrong signature"
    case replayed = "the same signature again"
    case notJSON = "a frame that is no JSON object"
}

extension Message {
    public static let delimiter = Array("<IDS|MSG>".utf8)

    /// Reads `identities… <IDS|MSG> signature header parent metadata content buffers…`.
    ///
    /// The signature covers the received bytes, so it is checked before anything is parsed.
    public init(frames: [[UInt8]], signer: Signer, guarding replays: inout ReplayGuard) throws(MessageFault) {
        guard let mark = frames.firstIndex(of: Message.delimiter) else { throw .noDelimiter }
        guard frames.count >= mark + 6 else { throw .missingFrames }
        let signed = frames[(mark + 2)..<(mark + 6)]
        guard signer.accepts(frames[mark + 1], of: signed) else { throw .badSignature }
        var parsed: [JSON] = []
        for frame in signed {
            guard let value = try? JSON(parsing: frame), value.fields != nil else { throw .notJSON }
            parsed.append(value)
        }
        guard parsed[0]["msg_type"]?.string != nil else { throw .notJSON }
        signature = frames[mark + 1]
        guard replays.isNew(signature) else { throw .replayed }
        identities = Array(frames[..<mark])
        header = parsed[0]
        headerBytes = frames[mark + 2]
        parent = parsed[1]
        metadata = parsed[2]
        content = parsed[3]
        buffers = Array(frames[(mark + 6)...])
    }
}

/// What a message answers: its parent header and where a reply goes. Everything that a request causes holds one.
public struct Origin: Sendable, Equatable {
    /// The request's header, or `{}` where nobody asked.
    public let header: [UInt8]
    public let identities: [[UInt8]]

    /// What a request causes.
    public init(_ request: Message) {
        header = request.headerBytes
        identities = request.identities
    }

    /// A request with this header, from a client that is not known.
    public init(header: [UInt8]) {
        self.header = header
        identities = []
    }

    /// Nobody: what the kernel says of itself.
    public static let none = Origin(header: Array("{}".utf8))
}
