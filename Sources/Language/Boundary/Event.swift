import JSON

/// Where a cell's text goes: the two streams that every front end shows.
public enum StreamName: String, Sendable {
    case stdout, stderr
}

/// The content of one representation of a picture, table or value.
public enum MIMEContent: Sendable {
    /// Text as it is: `text/plain`, `text/html`, `image/svg+xml`.
    case text(String)
    /// Bytes that are written in base64 on the wire: `image/png`.
    case bytes([UInt8])
    /// A JSON value that stays one: `application/json` and its kin.
    case json(JSON)
}

/// One thing to show in several representations; the front end picks the richest that it knows.
public struct MIMEBundle: Sendable {
    /// Content by MIME type; `text/plain` is always there.
    public var content: [String: MIMEContent]
    /// What the front end should know of each, such as a picture's width.
    public var metadata: [String: JSON]

    /// A bundle whose plain text is `text`, with richer forms beside it.
    public init(text: String, richer: [String: MIMEContent] = [:], metadata: [String: JSON] = [:]) {
        content = richer
        content["text/plain"] = .text(text)
        self.metadata = metadata
    }
}

/// One thing that a running cell says to the outside, in the order in which it says it.
///
/// The kernel, the headless runner, the grader and the terminal differ only in where events go.
public enum Event: Sendable {
    /// Text that the cell printed.
    case stream(StreamName, String)
    /// A picture or table; with an `id` it can be replaced by a later `update`.
    case display(MIMEBundle, id: String?)
    /// A new state of every display with that `id`.
    case update(MIMEBundle, id: String)
    /// The cell's output so far goes away; with `wait`, only when the next output comes.
    case clear(wait: Bool)
    /// The value of the cell's last expression.
    case result(MIMEBundle)
    /// A message of a comm to the front end.
    case comm(CommMessage)
    /// The error that ended the cell: kind, message and traceback lines with ANSI colours.
    case error(name: String, message: String, traceback: [String])
}
