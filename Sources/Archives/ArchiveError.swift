/// What is wrong with an archive, worded as Python's zipfile words it.
public struct ArchiveError: Error, Equatable, Sendable {
    public enum Kind: Sendable {
        /// Bytes that are no archive, or a damaged one.
        case value
        /// More memory than there is.
        case memory
        /// A form of archives that is not read.
        case unsupported
    }

    public let kind: Kind
    public let message: String
    /// What to do about it.
    public let hint: String?

    init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}
