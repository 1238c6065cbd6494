import Language
import Session
import Synchronization

/// Interrupts a cell that takes too long.
final class TimeLimit: Sendable {
    /// How the wait stands.
    private enum State {
        case waiting, over, cancelled
    }

    private let state = Mutex(State.waiting)
    private let done = Mailbox<Bool>()

    /// Raises `interrupt` in `seconds`, unless cancelled before.
    init(seconds: Double, interrupt: InterruptFlag) throws(SystemFailure) {
        let milliseconds = Int(min(max(seconds, 0), 1e9) * 1000)
        try Thread.start(name: "time limit", stackBytes: 256 << 10) { [self] in
            if done.take(within: milliseconds) != nil { return }
            state.withLock { state in
                if state == .waiting {
                    state = .over
                    interrupt.raise()
                }
            }
        }
    }

    /// The cell is done. True where it was interrupted.
    func cancel() -> Bool {
        done.put(true)
        return state.withLock { state in
            if state == .waiting { state = .cancelled }
            return state == .over
        }
    }
}
