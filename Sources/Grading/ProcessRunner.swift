import Glibc
import JSON
import Notebooks
import Session

/// The supervisor's side of a worker process: gives it cells, keeps their time, believes nothing beyond the form of its
/// messages.
public final class ProcessRunner: CellRunner {
    private let process: pid_t
    private let requests: Int32
    private let replies: Int32
    private var reader = MessageReader()
    private var outputs = OutputList()
    private var death: String?
    private let scratch: ScratchFolder?
    /// Seconds between two looks at what a cell has written.
    private static let pause = 0.1
    private var answers: [WorkerAnswer] = []
    /// Seconds that a cell has to answer an interrupt.
    private static let patience = 2.0

    /// - process: a child of this process that runs `CellWorker.serve`.
    /// - requests: where its messages are written; closed in the end.
    /// - replies: where its answers come from; closed in the end.
    /// - scratch: where its cells may write; removed in the end.
    public init(process: pid_t, requests: Int32, replies: Int32, scratch: ScratchFolder? = nil) {
        (self.process, self.requests, self.replies, self.scratch) = (process, requests, replies, scratch)
        // A dead worker is told by the failing write, not by a signal that ends the supervisor.
        signal(SIGPIPE, SIG_IGN)
        _ = fcntl(replies, F_SETFL, fcntl(replies, F_GETFL) | O_NONBLOCK)
    }

    /// A worker made by `fork`, behind no layer of a sandbox. Only for a process without threads.
    ///
    /// - folder: where the cells work.
    /// - Throws: `SystemFailure` where the system gives no process or pipe.
    public static func forked(in folder: String) throws(SystemFailure) -> ProcessRunner {
        var down: [Int32] = [0, 0]
        var up: [Int32] = [0, 0]
        guard pipe(&down) == 0 else { throw SystemFailure("no pipe: \(String(cString: strerror(errno)))") }
        guard pipe(&up) == 0 else {
            let why = String(cString: strerror(errno))
            for end in down { close(end) }
            throw SystemFailure("no pipe: \(why)")
        }
        for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = fork()
        if child == 0 {
            // Files of the process above are not this one's.
            for descriptor in Int32(3)..<4096 where descriptor != down[0] && descriptor != up[1] { close(descriptor) }
            setpgid(0, 0)
            let null = open("/dev/null", O_RDWR | O_CLOEXEC)
            for standard in 0..<3 where null >= 0 { dup2(null, Int32(standard)) }
            if chdir(folder) != 0 { _exit(72) }
            CellWorker(requests: down[0], replies: up[1]).serve()
        }
        let why = String(cString: strerror(errno))
        close(down[0])
        close(up[1])
        guard child > 0 else {
            close(down[1])
            close(up[0])
            throw SystemFailure("no worker process: \(why)")
        }
        return ProcessRunner(process: child, requests: down[1], replies: up[0])
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    public func run(_ request: CellRequest) -> CellOutcome {
        if let death { return CellOutcome(.died(reason: death)) }
        if request.phase == .test { scratch?.restore() }
        let began = ProcessRunner.now
        outputs.begin(cell: request.number)
        answers = []
        var use = WorkerUse()
        var status = CellOutcome.Status.ran
        if send(.run(request)) {
            (status, use) = wait(for: request, since: began)
        } else {
            status = .died(reason: reap())
        }
        outputs.close()
        if case .died(let reason) = status { death = death ?? reason }
        var revised: [Int: [JSON]] = [:]
        for number in outputs.takeChanged() where number != request.number {
            revised[number] = outputs.outputs[number]
        }
        var outcome = CellOutcome(
            status, outputs: outputs.outputs[request.number] ?? [], revised: revised, wall: ProcessRunner.now - began,
            cpu: use.cpu, steps: use.steps, peakBytes: use.peakBytes, layers: use.layers)
        outcome.operations = use.operations
        (outcome.trainingSteps, outcome.trainingMultiplyAdds) = (use.trainingSteps, use.trainingMultiplyAdds)
        (outcome.answers, answers) = (answers, [])
        return outcome
    }

    private func send(_ message: WorkerMessage) -> Bool {
        let bytes = message.bytes
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return false }
            at += max(count, 0)
        }
        return true
    }

    /// Takes messages until the cell is over, interrupts it when its time is up and kills it when that does not help.
    private func wait(for request: CellRequest, since began: Double) -> (CellOutcome.Status, WorkerUse) {
        var bytes = 0
        var interrupted: Double?
        var looked = began
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            do {
                while let message = try reader.next() {
                    switch message {
                    case .frame(.event(let event, _, let count)):
                        outputs.take(event, executionCount: count, ofCell: count)
                    case .answer(request.number, let answer) where request.isProbe: answers.append(answer)
                    case .end(request.number, let status, let use):
                        if let excess = scratch?.excess { return (.died(reason: kill(excess)), use) }
                        if interrupted != nil, case .failed("KeyboardInterrupt", _) = status { return (.timedOut, use) }
                        return (status, use)
                    default: return (.died(reason: kill("the worker broke the rules of its messages")), WorkerUse())
                    }
                }
            } catch {
                return (.died(reason: kill("the worker broke the rules of its messages")), WorkerUse())
            }
            let now = ProcessRunner.now
            if scratch != nil, now - looked > ProcessRunner.pause {
                looked = now
                if let excess = scratch?.excess { return (.died(reason: kill(excess)), WorkerUse()) }
            }
            var deadline = request.limits.wall.map { began + $0 }
            if let interrupted { deadline = interrupted + ProcessRunner.patience }
            if let deadline, now >= deadline {
                if interrupted != nil {
                    let why = "the cell took longer than it may and did not let itself be interrupted"
                    return (.died(reason: kill(why)), WorkerUse())
                }
                interrupted = now
                _ = send(.interrupt(number: request.number))
                continue
            }
            var source = pollfd(fd: replies, events: Int16(POLLIN), revents: 0)
            let turn = scratch == nil ? 1e6 : ProcessRunner.pause * 1000 + 1
            let patience = deadline.map { min(($0 - now) * 1000 + 1, turn) } ?? (scratch == nil ? -1 : turn)
            if poll(&source, 1, Int32(patience)) <= 0 { continue }
            let count = read(replies, &part, part.count)
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            if count <= 0 { return (.died(reason: reap()), WorkerUse()) }
            bytes += count
            // The worker leaves out what is too much; one that does not is not to be believed.
            if bytes > 4 * request.limits.output + (16 << 20) {
                return (.died(reason: kill("the worker sent more than a cell may show")), WorkerUse())
            }
            reader.append(part[..<count])
        }
    }

    private var isReaped = false

    /// What is said of a process that got SIGKILL, and not from its runner.
    static let killed = "the process was killed, most often because it used too much memory"

    /// Kills the process for a reason.
    private func kill(_ reason: String) -> String {
        if !isReaped {
            Glibc.kill(process, SIGKILL)
            _ = reap()
        }
        return reason
    }

    /// Waits for the process's end; says what it died of.
    private func reap() -> String {
        if isReaped { return death ?? "the process is gone" }
        isReaped = true
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        close(requests)
        close(replies)
        let signal = status & 0x7F
        if signal == SIGKILL { return ProcessRunner.killed }
        if signal != 0 { return "the process died: \(String(cString: strsignal(signal)))" }
        return "the process ended with \(status >> 8 & 255)"
    }

    public func end() {
        death = kill(death ?? "the notebook is over")
        scratch?.remove()
    }

    deinit { end() }
}
