import Language
import Session
import Synchronization

/// Everything that the socket thread and the evaluating thread share: two mailboxes, the outbox and the interrupt.
final class Bridge: Sendable {
    /// A request for the evaluating thread.
    struct Task: Sendable {
        let request: Message
        /// The subshell that it was sent to, or "debugger"; none for the main shell.
        let subshell: String?
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
    /// True while a program waits for an answer; others are dropped, so that nobody can pile them up.
    let awaitsAnswer = Atomic<Bool>(false)
    /// What running programs poll.
    let interruptFlag = InterruptFlag()
    /// What an interrupt can stop.
    private struct Work {
        /// Requests that were put and not yet finished.
        var requests = 0
        /// True while something in the background goes on.
        var isInBackground = false
    }

    private let work = Mutex(Work())
    /// Subshells in the order in which they were made.
    private let subshells = Mutex<[String]>([])
    private let ending = Mutex<Ending?>(nil)
    /// Answers a front end's debugger, as far as it can without the program's values.
    let debugger: Debugger
    /// Where the crash journal lies.
    let journal: CrashJournal.Files
    /// True while a training goes on that is worth saving before the end.
    let isTraining = Atomic<Bool>(false)
    private let wantsSave = Atomic<Bool>(false)
    private let saved = Mailbox<Bool>()
    private let wantsDrain = Atomic<Bool>(false)
    private let drained = Mailbox<Bool>()

    /// What the process takes of the machine.
    let usage = Usage()
    /// Where the cells of all sessions are kept; `nil` for nowhere.
    let historyPath: String?

    /// - connectionFile: files about this kernel are beside it.
    init(connectionFile path: String, historyPath: String?) throws(SystemFailure) {
        journal = CrashJournal.Files(connectionFile: path)
        wakeup = try Wakeup()
        let outbox = Outbox(wakeup: wakeup, limit: .chosen)
        self.outbox = outbox
        self.historyPath = historyPath
        debugger = Debugger { event in
            outbox.put(Outbox.Item(content: .notice(type: "debug_event", event), origin: .none))
        }
    }

    /// Gives the evaluating thread a request. One for a subshell need not wait for the cell that runs.
    func put(_ request: Message) {
        work.withLock { $0.requests += 1 }
        let wanted = request.header["subshell_id"]?.string
        let subshell = subshells.withLock { known in wanted.flatMap { known.contains($0) ? $0 : nil } }
        tasks.put(Task(request: request, subshell: subshell))
        if subshell != nil { interruptFlag.raiseForAttention() }
    }

    /// Gives the evaluating thread a debugger's question, which it answers where it is: at a safe point of the cell that
    /// runs, at the statement where it is held, or between cells.
    func ask(_ question: Message) {
        work.withLock { $0.requests += 1 }
        tasks.put(Task(request: question, subshell: "debugger"))
        interruptFlag.raiseForAttention()
        debugger.nudge()
    }

    /// The evaluating thread has answered a request. An interrupt that came too late for it is for what goes on in the
    /// background, or forgotten.
    func finish() {
        work.withLock { work in
            work.requests -= 1
            if !isTraining.load(ordering: .acquiring) { interruptFlag.clear() }
        }
    }

    /// The evaluating thread has answered a request of a subshell while a cell waited: an interrupt may be the cell's.
    func finishAside() { work.withLock { $0.requests -= 1 } }

    /// The evaluating thread has nothing to answer and goes on with what was started in the background.
    func beginBackground() { work.withLock { $0.isInBackground = true } }

    /// It does so no more, or not for now. An interrupt that came too late is forgotten; one that a waiting request is to
    /// hear, or what goes on next, is not.
    func endBackground() {
        work.withLock { work in
            work.isInBackground = false
            if work.requests == 0, !isTraining.load(ordering: .acquiring) { interruptFlag.clear() }
        }
    }

    /// True while nothing runs or waits.
    var isIdle: Bool { work.withLock { $0.requests == 0 } }

    /// Stops the running cell, or where there is none what goes on in the background; else does nothing.
    func interrupt() {
        work.withLock { work in
            if work.requests > 0 || work.isInBackground || isTraining.load(ordering: .acquiring) {
                interruptFlag.raise()
            }
        }
    }

    // MARK: Subshells

    /// Makes a subshell; its name.
    func makeSubshell() -> String {
        let name = Identifier.random()
        subshells.withLock { $0.append(name) }
        return name
    }

    /// Forgets a subshell; false where there is none of that name. What was sent to it is still answered.
    func deleteSubshell(_ name: String) -> Bool {
        subshells.withLock { names in
            let count = names.count
            names.removeAll { $0 == name }
            return names.count < count
        }
    }

    /// The names of all subshells.
    var subshellNames: [String] { subshells.withLock { $0 } }

    /// Asks the socket thread to end the kernel.
    func end(_ how: Ending) {
        ending.withLock { $0 = $0 ?? how }
        wakeup.ring()
    }

    /// How the kernel was asked to end, if it was.
    var requestedEnding: Ending? { ending.withLock { $0 } }

    /// On the socket thread: the kernel ends; lets a training that goes on be saved at its next safe point, or not where
    /// that takes longer than `milliseconds`.
    func saveTrainings(within milliseconds: Int) {
        guard isTraining.load(ordering: .acquiring) else { return }
        wantsSave.store(true, ordering: .releasing)
        interruptFlag.raiseForAttention()
        _ = saved.take(within: milliseconds)
    }

    /// On the evaluating thread: saves, by `save`, if the end waits for it.
    func saveIfWanted(_ save: () -> Void) {
        if wantsSave.exchange(false, ordering: .acquiringAndReleasing) {
            save()
            saved.put(true)
        }
    }

    /// Calls off all execute requests that clients have sent to a shell so far, and nothing that comes later.
    ///
    /// Called on the evaluating thread: the socket thread reads what has arrived, then the waiting ones are marked.
    func abortWaitingCells(of subshell: String?) {
        wantsDrain.store(true, ordering: .releasing)
        wakeup.ring()
        _ = drained.take()
        tasks.forEach { task in
            if task.request.type == "execute_request", task.subshell == subshell { task.isAborted = true }
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
