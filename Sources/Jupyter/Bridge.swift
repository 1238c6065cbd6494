import Language
import Session
import Synchronization

/// Everything that the socket thread and the evaluating thread share: two mailboxes, the outbox and the interrupt.
final class Bridge: Sendable {
    /// A request for the evaluating thread.
    struct Task: Sendable {
        let request: Message
        /// True once an earlier cell's error called it off.
        var isAborted = false
    }

    /// How the kernel was asked to end.
    enum Ending: Sendable, Equatable {
        /// By a message; `restart` says that a new kernel follows.
        case asked(restart: Bool)
        /// By SIGTERM.
        case terminated
    }

    let wakeup: Wakeup
    let outbox: Outbox
    /// From the socket thread to the evaluating one.
    let tasks = Mailbox<Task>()
    /// Answers to `input_request`.
    let answers = Mailbox<Message>()
    /// What running programs poll.
    let interruptFlag = InterruptFlag()
    /// Requests that were put and not yet finished.
    private let unfinished = Mutex(0)
    private let ending = Mutex<Ending?>(nil)
    private let wantsDrain = Atomic<Bool>(false)
    private let drained = Mailbox<Bool>()

    /// What the process takes of the machine.
    let usage = Usage()
    /// Where the cells of all sessions are kept; `nil` for nowhere.
    let historyPath: String?

    init(historyPath: String?) throws(SystemFailure) {
        wakeup = try Wakeup()
        outbox = Outbox(wakeup: wakeup, limit: .chosen)
        self.historyPath = historyPath
    }

    /// Gives the evaluating thread a request.
    func put(_ request: Message) {
        unfinished.withLock { $0 += 1 }
        tasks.put(Task(request: request))
    }

    /// The evaluating thread has answered a request. An interrupt that came too late for it is forgotten.
    func finish() {
        unfinished.withLock { count in
            count -= 1
            interruptFlag.clear()
        }
    }

    /// True while nothing runs or waits.
    var isIdle: Bool { unfinished.withLock { $0 == 0 } }

    /// Stops the running cell; does nothing while there is none.
    func interrupt() {
        unfinished.withLock { count in
            if count > 0 { interruptFlag.raise() }
        }
    }

    /// Asks the socket thread to end the kernel.
    func end(_ how: Ending) {
        ending.withLock { $0 = $0 ?? how }
        wakeup.ring()
    }

    /// How the kernel was asked to end, if it was.
    var requestedEnding: Ending? { ending.withLock { $0 } }

    /// Calls off all execute requests that clients have sent so far, and nothing that comes later.
    ///
    /// Called on the evaluating thread: the socket thread reads what has arrived, then the waiting ones are marked.
    func abortWaitingCells() {
        wantsDrain.store(true, ordering: .releasing)
        wakeup.ring()
        _ = drained.take()
        tasks.forEach { task in
            if task.request.type == "execute_request" { task.isAborted = true }
        }
    }

    /// On the socket thread: reads what has arrived, by `read`, if the evaluating thread waits for it.
    func drainIfWanted(_ read: () -> Void) {
        if wantsDrain.exchange(false, ordering: .acquiringAndReleasing) {
            read()
            drained.put(true)
        }
    }
}
