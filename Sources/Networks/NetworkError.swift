import Tensors

/// What is wrong with a network, its settings or its data, worded as Keras words it.
public struct NetworkError: Error, Equatable {
    public enum Kind: Sendable {
        /// A setting or value that does not fit.
        case value
        /// An argument of the wrong kind.
        case type
        /// Data whose shape does not fit.
        case shape
        /// Something that has to be done first: compile, build.
        case order
        /// Someone asked to stop.
        case cancelled
        /// More memory than there is.
        case memory
        /// A library that is missing.
        case library
        /// A layer, loss or metric of the program failed: `cause` says how.
        case program
    }

    public let kind: Kind
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// What a function of the program threw.
    public let cause: (any Error)?

    public init(_ kind: Kind, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.cause = cause
    }

    public static func == (a: NetworkError, b: NetworkError) -> Bool {
        a.kind == b.kind && a.message == b.message && a.hint == b.hint
    }

    /// What arithmetic on tensors threw.
    public init(_ error: TensorError) {
        let kind: Kind =
            switch error.kind {
            case .memory: .memory
            case .cancelled: .cancelled
            default: .value
            }
        self.init(kind, error.message, hint: error.hint)
    }
}

/// Runs arithmetic on tensors, whose errors become those of networks.
@inline(__always)
func computing<R>(_ body: () throws(TensorError) -> R) throws(NetworkError) -> R {
    do throws(TensorError) { return try body() } catch { throw NetworkError(error) }
}
