/// What is wrong with an image file, a data set or their sizes.
public struct VisionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is: Python raises a different exception for each.
    public enum Kind: Sendable {
        /// The file is not there.
        case missing
        /// The content is damaged, cut off, too large or of an unknown kind.
        case damaged
        /// The file is no picture of a kind that is known: its first bytes or its header are wrong.
        case unidentified
        /// The file cannot be read or written.
        case unreadable
    }

    /// The kind of failure.
    public let kind: Kind
    /// One sentence that names the file and the numbers.
    public let message: String
    /// What to do about it, where something is known.
    public let hint: String?

    /// An error with its message and, where one is known, a hint.
    public init(_ message: String, kind: Kind = .damaged, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    public var description: String { hint.map { "\(message)\n\($0)" } ?? message }
}
