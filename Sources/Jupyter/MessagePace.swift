import JSON

/// How fast iopub messages may follow one another.
///
/// Jupyter's server drops outputs when a cell causes more than 1000 messages a second, averaged over three seconds;
/// `status`, `execute_input` and `comm_open` don't count, and `idle` begins anew. A cell that shows thousands of things
/// at once is slowed so that it stays below. Text needs no such care: the outbox sends at most twenty messages of it a
/// second, and what one cell prints is limited to less than the server's bytes of three seconds.
public struct MessagePace {
    /// Messages that may go at once, and nanoseconds in which one more is allowed: with 400 a second, less than 3000 in any
    /// three seconds.
    static let burst = 1500
    static let interval: UInt64 = 2_500_000

    /// Messages that may go now, at `since`.
    private var allowed = MessagePace.burst
    private var since: UInt64 = 0

    /// As after `idle`.
    public init() {}

    /// Notes a message that goes out.
    /// - now: nanoseconds of the monotonic clock.
    public mutating func count(_ type: String, _ content: JSON, at now: UInt64 = Clock.nanoseconds()) {
        switch type {
        case "execute_input", "comm_open": return
        case "status":
            if content["execution_state"] == "idle" { allowed = MessagePace.burst }
        default:
            if allowed == MessagePace.burst { since = now }
            allowed -= 1
        }
    }

    /// Milliseconds to wait before the next message; `nil` if it may go at once.
    var pause: Int? {
        mutating get { pause(at: Clock.nanoseconds()) }
    }

    /// As `pause`, at a given time.
    public mutating func pause(at now: UInt64) -> Int? {
        if allowed > 0 { return nil }
        let earned = Int((now - since) / MessagePace.interval)
        since += UInt64(earned) * MessagePace.interval
        allowed = min(MessagePace.burst, allowed + earned)
        return allowed > 0 ? nil : Int(MessagePace.interval / 1_000_000) + 1
    }
}
