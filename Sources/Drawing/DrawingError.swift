/// What is wrong with a request to draw: an unknown colour, marker or colour map, sizes that do not agree.
public struct DrawingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence in matplotlib's words where it has some.
    public let message: String
    /// What to write instead, where that is known.
    public let hint: String?

    /// An error with its message and, where one is known, a hint.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    public var description: String { hint.map { "\(message)\n\($0)" } ?? message }
}
