import Glibc

/// Signals as ordinary calls on a thread of their own: all threads block them, one waits for them.
public enum Signals {
    /// SIGINT (Ctrl-C, and front ends that signal) and SIGTERM.
    private static var watched: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }

    /// Blocks them for this thread and all that it starts. Call before any other thread exists.
    public static func block() {
        var set = watched
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// True if a signal came that nobody has taken yet.
    public static func isPending(_ signal: Int32) -> Bool {
        var set = sigset_t()
        return sigpending(&set) == 0 && sigismember(&set, signal) == 1
    }

    /// Starts the thread that calls `take` with each signal.
    public static func watch(_ take: @escaping @Sendable (Int32) -> Void) throws(SystemFailure) {
        try Thread.start(name: "signals", stackBytes: 256 << 10) {
            var set = watched
            while true {
                var signal: Int32 = 0
                if sigwait(&set, &signal) == 0 { take(signal) }
            }
        }
    }
}
