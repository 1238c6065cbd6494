import Glibc

/// Why a data set could not be had, in words for the person who asked for it.
public struct FetchError: Error, Sendable, CustomStringConvertible {
    /// One sentence, then a line for each thing that was tried.
    public let message: String
    /// What to do about it, where something is known.
    public let hint: String?

    /// An error with its message and, where one is known, a hint.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    /// The system's words for the last failed call, about a file.
    static func system(_ path: String) -> FetchError {
        let code = errno
        let hint: String? =
            switch code {
            case ENOSPC, EDQUOT: "make room, or name another folder with --to; what is there already is kept"
            case EACCES, EROFS, EPERM: "name a folder that you may write to: --to FOLDER, or SVERTKA_DATA"
            default: nil
            }
        return FetchError("\(path): \(String(cString: strerror(code)))", hint: hint)
    }

    public var description: String { hint.map { "\(message)\n\($0)" } ?? message }
}
