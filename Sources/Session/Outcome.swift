/// How a cell ended.
public enum Outcome: Sendable {
    /// It ran to its end.
    case done
    /// It raised; the event with the same three fields was emitted.
    case failed(name: String, message: String, traceback: [String])
    /// It asked to end the program (`sys.exit`), with this status.
    case exit(Int)
}

/// The names that fit what stands before the cursor.
public struct Completion: Sendable {
    /// One candidate.
    public struct Match: Sendable, Equatable {
        public let text: String
        /// What it is: `function`, `module`, `class`, `instance`, `keyword`, `param`.
        public let kind: String
        public let signature: String

        public init(text: String, kind: String, signature: String = "") {
            self.text = text
            self.kind = kind
            self.signature = signature
        }
    }

    public let matches: [Match]
    /// What they replace, in code points from the start of the code.
    public let start: Int
    public let end: Int
}
