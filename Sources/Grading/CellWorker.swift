import Glibc
import Language
import Library
import Notebooks
import Session
import Synchronization
import Tensors

/// The worker's side: takes cells from one descriptor, runs them in one session and reports to the other.
///
/// Two threads of its own: the first reads requests, so that an interrupt is heard while a cell runs and the process ends
/// with its supervisor; the second, with a deep stack, runs the cells. Layers of a sandbox are put on before `serve`.
public struct CellWorker {
    private let requests: Int32
    private let replies: Int32
    private let layers: [String]

    /// - layers: the layers of the sandbox that are on, for the reports.
    public init(requests: Int32, replies: Int32, layers: [String] = []) {
        (self.requests, self.replies, self.layers) = (requests, replies, layers)
    }

    /// The cell that runs, so that an interrupt meets no other one.
    private final class Running: Sendable {
        private let number = Mutex<Int?>(nil)
        let interrupt = InterruptFlag()

        func begin(_ number: Int) {
            self.number.withLock { running in
                running = number
                interrupt.clear()
            }
        }

        func end() { number.withLock { $0 = nil } }

        func stop(_ number: Int) { self.number.withLock { if $0 == number { interrupt.raise() } } }
    }

    /// Serves until the supervisor closes its end, and then ends the process.
    public func serve() -> Never {
        let cells = Mailbox<CellRequest>()
        let running = Running()
        let sender = (replies, layers)
        Work.count(bytes: MemoryUse.limit) { running.interrupt.raiseForWork() }
        do {
            // Programs recurse: they need more stack than the first thread has.
            try Thread.start(name: "evaluator", stackBytes: 512 << 20) {
                var evaluator = CellEvaluator(replies: sender.0, layers: sender.1, interrupt: running.interrupt)
                while true {
                    let request = cells.take()
                    running.begin(request.number)
                    evaluator.run(request, ended: running.end)
                }
            }
        } catch { _exit(71) }
        var reader = MessageReader()
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(requests, &part, part.count)
            if count < 0 && errno == EINTR { continue }
            // Nobody asks any more: the supervisor is done, or gone.
            if count <= 0 { _exit(0) }
            reader.append(part[..<count])
            do {
                while let message = try reader.next() {
                    switch message {
                    case .run(let request): cells.put(request)
                    case .interrupt(let number): running.stop(number)
                    case .frame, .answer, .end: _exit(65)
                    }
                }
            } catch { _exit(65) }
        }
    }
}

/// Runs cells in one session and tells in messages what happens; belongs to the evaluating thread.
private struct CellEvaluator {
    private let session: Session
    private let sender: MessageSender
    private let counter: StepCounter
    private let tests: TestPhase

    init(replies: Int32, layers: [String], interrupt: InterruptFlag) {
        let sender = MessageSender(descriptor: replies, layers: layers)
        let host = Host(
            interrupt: interrupt, showsPictures: true,
            outlet: {
                let number = sender.number
                return { sender.send($0, of: number) }
            },
            emit: { sender.send($0, of: sender.number) })
        self.sender = sender
        session = Session(host: host, arguments: ["notebook"])
        counter = StepCounter { reason in
            // It catches every error: nothing but the end of the process stops it.
            sender.end(.overBudget(reason: reason), cpu: MessageSender.cpu, steps: nil, operations: nil)
            _exit(0)
        }
        tests = TestPhase(session.interpreter)
        session.watcher = counter
    }

    /// - ended: called when the cell can no longer be interrupted.
    mutating func run(_ request: CellRequest, ended: () -> Void) {
        sender.begin(request)
        let before = MessageSender.cpu
        counter.begin(request.limits)
        if let seal = request.seal {
            tests.begin(
                seal, source: request.source, name: "Cell In[\(session.executionCount + 1)]")
            counter.guardian = tests.look
        }
        let outcome =
            request.isProbe
            ? session.run(request.source, storesHistory: false, name: "hidden test") : session.run(request.source)
        // Work in the background belongs to the cell that began it: later cells find it done.
        session.finishBackground(isCut: false)
        ended()
        counter.guardian = nil
        let isVoid = request.seal != nil && !tests.end(source: request.source)
        var status: CellOutcome.Status =
            switch outcome {
            case .done: .ran
            case .failed(let name, let message, _): .failed(name: name, message: message)
            // In a notebook `sys.exit` is an error like others: whoever calls a function that exits has not passed.
            case .exit(let status): .failed(name: "SystemExit", message: String(status))
            }
        if case .exit(let status) = outcome {
            sender.send(
                .error(name: "SystemExit", message: String(status), traceback: ["SystemExit: \(status)"]),
                of: request.number)
        }
        if let reason = counter.reason { status = .overBudget(reason: reason) }
        if request.isProbe, status == .ran { status = answer(request.number) }
        if isVoid { status = .failed(name: "PermissionError", message: "a class got an operator while a test ran") }
        sender.end(
            status, cpu: MessageSender.cpu - before, steps: counter.steps, operations: counter.operations,
            work: Library.trainingWork(session.interpreter))
    }
}

extension CellEvaluator {
    /// Sends what a probe found, each entry of its dictionary as a message.
    private func answer(_ number: Int) -> CellOutcome.Status {
        let interpreter = session.interpreter
        defer { interpreter.globals[CellRequest.answer] = nil }
        guard case .dict(let found)? = interpreter.globals[CellRequest.answer] else {
            return .failed(name: "RuntimeError", message: "the probe found nothing")
        }
        do throws(LanguageError) {
            for (key, value) in found.table.pairs {
                let answer = try WorkerAnswer(interpreter.str(key), value, interpreter)
                guard answer.bytes.count < WorkerAnswer.sizeLimit else {
                    return .failed(
                        name: "MemoryError",
                        message:
                            "'\(answer.name)' has \(answer.bytes.count) bytes; at most \(WorkerAnswer.sizeLimit) are taken"
                    )
                }
                sender.send(answer, of: number)
            }
        } catch {
            let (name, message) = interpreter.describe(error)
            return .failed(name: name, message: message)
        }
        return .ran
    }
}

/// Writes messages; text is gathered for a moment.
private final class MessageSender {
    private let descriptor: Int32
    private let layers: [String]
    private(set) var number = 0
    private var left = 0
    private var isCut = false
    private var text: (name: StreamName, content: String, number: Int)?
    private var lastSent = ContinuousClock.now
    /// Bytes of text that are sent at once.
    private static let gathered = 1 << 14
    private static let pause = Duration.milliseconds(50)

    init(descriptor: Int32, layers: [String]) { (self.descriptor, self.layers) = (descriptor, layers) }

    /// Seconds of the processor that this process has used.
    static var cpu: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    func begin(_ request: CellRequest) {
        number = request.number
        left = request.limits.output
        isCut = false
    }

    func send(_ event: Event, of number: Int) {
        guard case .stream(let name, let content) = event else {
            flush()
            let bytes = WorkerMessage.frame(.event(event, cell: number, count: number)).bytes
            // Whatever a cell shows counts; its error is told in any case.
            if case .error = event {} else if !take(bytes.count) { return }
            write(bytes)
            return
        }
        if !take(content.utf8.count) { return }
        if let held = text, held.name == name, held.number == number {
            text = (name, held.content + content, number)
        } else {
            flush()
            text = (name, content, number)
        }
        if let held = text,
            held.content.utf8.count > MessageSender.gathered || ContinuousClock.now - lastSent > MessageSender.pause
        {
            flush()
        }
    }

    func send(_ answer: WorkerAnswer, of number: Int) {
        flush()
        write(WorkerMessage.answer(number: number, answer).bytes)
    }

    /// Takes `count` bytes from what the cell may show; false where they are not left, which is said once.
    private func take(_ count: Int) -> Bool {
        if count <= left {
            left -= count
            return true
        }
        left = 0
        if !isCut {
            isCut = true
            flush()
            let note = "\n[the cell shows more than it may: the rest is left out]\n"
            write(WorkerMessage.frame(.event(.stream(.stdout, note), cell: number, count: number)).bytes)
        }
        return false
    }

    func end(
        _ status: CellOutcome.Status, cpu: Double, steps: Int?, operations: Int?, work: TrainingWork? = nil
    ) {
        flush()
        var use = WorkerUse()
        use.cpu = cpu
        use.steps = steps
        use.operations = operations
        var facts = rusage()
        if getrusage(RUSAGE_SELF.rawValue, &facts) == 0 { use.peakBytes = facts.ru_maxrss << 10 }
        use.layers = layers
        use.trainingSteps = work?.steps
        use.trainingMultiplyAdds = work?.isPartial == true ? nil : work?.multiplyAdds
        write(WorkerMessage.end(number: number, status: status, use: use).bytes)
    }

    private func flush() {
        guard let (name, content, number) = text else { return }
        text = nil
        lastSent = ContinuousClock.now
        write(WorkerMessage.frame(.event(.stream(name, content), cell: number, count: number)).bytes)
    }

    private func write(_ bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { _exit(0) }
            at += max(count, 0)
        }
    }
}
