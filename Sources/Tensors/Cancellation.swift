import Glibc

/// How long work on arrays notices that it shall stop.
///
/// The thread that runs a program says how to look and what the error is. Work asks for that once, before it is shared
/// among threads, and looks every few milliseconds; what it then leaves unfinished is thrown away by `check`.
public final class Cancellation: Sendable {
    private let isRaised: @Sendable () -> Bool
    private let error: @Sendable () -> any Error

    /// - isRaised: true from the moment when someone asks to stop until `error` was called.
    /// - error: what the program is told.
    public init(isRaised: @escaping @Sendable () -> Bool, error: @escaping @Sendable () -> any Error) {
        self.isRaised = isRaised
        self.error = error
    }

    /// True where work shall stop.
    public var isAsked: Bool { isRaised() }

    /// Throws away what may be unfinished.
    public func check() throws(TensorError) {
        if isRaised() { throw TensorError(.cancelled, "interrupted") }
    }

    /// The error that stands for a work that was cancelled.
    public func takeError() -> any Error { error() }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// What this thread's work looks at; `nil` where nobody can ask. Whoever sets it keeps it alive until it is `nil` again.
    public static var ofThread: Cancellation? {
        get { pthread_getspecific(key).map { Unmanaged<Cancellation>.fromOpaque($0).takeUnretainedValue() } }
        set { pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
    }
}
