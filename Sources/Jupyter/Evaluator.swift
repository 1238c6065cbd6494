import Glibc
import JSON
import Language
import Session

/// The evaluating thread: takes shell requests one after another, runs cells, and puts all that they cause into the
/// outbox, from `busy` to `idle`.
final class Evaluator {
    /// What the running request's events need.
    private struct Current {
        var origin = Origin.none
        var session = ""
        var identifier = ""
        var isSilent = true
        var allowsInput = false
        var count = 0
    }

    /// Stack of the thread: deep recursion of programs ends in RecursionError before it is used up.
    static let stackBytes = 512 << 20
    /// Milliseconds between looks at the interrupt while a program waits for input.
    private static let inputInterval = 10
    /// Nanoseconds after which work in the background does one batch although requests wait.
    private static let patience: UInt64 = 100_000_000

    /// As ipykernel calls it, so that programs may catch it by either name.
    private static let stdinNotImplemented = LibraryException(
        name: "StdinNotImplementedError", module: "IPython.core.error", parent: .runtimeError,
        doc: "The front end cannot be asked for input.")

    private let bridge: Bridge
    private let capture: Capture
    private var current = Current()
    /// When work in the background ran last.
    private var lastSlice: UInt64 = 0
    /// True while a subshell's request is answered although a cell runs.
    private var isAttending = false
    private lazy var session = makeSession()
    private lazy var journal = CrashJournal(bridge.journal, log: capture.log)

    init(bridge: Bridge, capture: Capture) {
        self.bridge = bridge
        self.capture = capture
    }

    /// Answers requests until the process ends.
    func run() {
        _ = journal
        session.attach(bridge.debugger)
        CodePages.release()
        while true {
            let task = nextTask()
            answer(task)
            bridge.isTraining.store(session.hasBackground, ordering: .releasing)
            bridge.finish()
        }
    }

    /// The next request. Until it comes, what was started in the background goes on: without an end, or for one batch
    /// where requests follow each other so closely that it would never have its turn.
    private func nextTask() -> Bridge.Task {
        let bridge = bridge
        while session.hasBackground {
            if bridge.tasks.isEmpty || Clock.nanoseconds() - lastSlice > Evaluator.patience {
                var isFirst = true
                bridge.beginBackground()
                session.advanceBackground(isAlone: { bridge.isIdle }) {
                    defer { isFirst = false }
                    return !isFirst && !bridge.tasks.isEmpty
                }
                bridge.isTraining.store(session.hasBackground, ordering: .releasing)
                bridge.endBackground()
                lastSlice = Clock.nanoseconds()
            }
            if !bridge.tasks.isEmpty { break }
        }
        return bridge.tasks.take()
    }

    private func makeSession() -> Session {
        var host = Host(
            interrupt: bridge.interruptFlag, showsPictures: true,
            readLine: { [unowned self] prompt, password in try self.readLine(prompt, password) },
            outlet: { [unowned self] in
                let cell = current
                return { [unowned self] event in self.emit(event, of: cell) }
            },
            emit: { [unowned self] event in self.emit(event, of: current) })
        host.requestIdentifier = { [unowned self] in self.current.identifier }
        let outbox = bridge.outbox
        host.record = OutputRecord(longText: { outbox.longText }, statistics: { outbox.statistics })
        host.attend = { [unowned self] in attend() }
        host.note = { [unowned self] operation in
            journal.note(operation)
            bridge.isTraining.store(!operation.isEmpty || session.hasBackground, ordering: .releasing)
        }
        let page = journal.memory
        return Session(host: host, historyFile: bridge.historyPath.map { HistoryFile(path: $0) }) { page.note($0) }
    }

    /// At a safe point of a cell, or of a training in the background: answers what subshells sent, one after another.
    private func attend() {
        if isAttending { return }
        isAttending = true
        defer { isAttending = false }
        bridge.saveIfWanted { session.saveTrainings() }
        let cell = current
        while let task = bridge.tasks.takeFirst(where: { $0.subshell != nil }) {
            // What C code printed so far is the cell's.
            fflush(nil)
            capture.drain(into: bridge.outbox)
            answer(task)
            bridge.finishAside()
            current = cell
            capture.attribute(to: cell.origin)
        }
    }

    /// Brackets a request with `busy` and `idle`; whatever it printed goes before the reply.
    private func answer(_ task: Bridge.Task) {
        let request = task.request
        current = Current(
            origin: Origin(request), session: request.session, identifier: request.header["msg_id"]?.string ?? "")
        capture.attribute(to: current.origin)
        publish("status", ["execution_state": "busy"])
        if request.type == "execute_request" {
            if task.isAborted {
                reply("execute_reply", ["status": "aborted", "execution_count": .int(session.executionCount)])
            } else if task.subshell != nil {
                session.aside(keepsNames: false) { execute(request.content, subshell: task.subshell) }
            } else {
                execute(request.content, subshell: nil)
            }
        } else if isAttending {
            session.aside(keepsNames: true) { answerOther(request) }
        } else {
            answerOther(request)
        }
        publish("status", ["execution_state": "idle"])
    }

    /// Answers what is no cell.
    private func answerOther(_ request: Message) {
        if request.type == "debug_request" {
            let response = session.answerDebugger(request.content)
            bridge.outbox.put(
                Outbox.Item(
                    content: .direct(.control, type: "debug_reply", response, metadata: [:]), origin: current.origin))
        } else if let handler = ShellHandler.byType[request.type],
            let content = handler.answer(session, CursorPositions(of: request).read(request.content))
        {
            reply(Evaluator.replyType(request.type), CursorPositions(of: request).write(content))
        } else if let message = CommMessage(request) {
            current.isSilent = false
            session.receive(message)
            drainPrinted()
        }
    }

    /// `complete_reply` for `complete_request`.
    static func replyType(_ type: String) -> String {
        type.hasSuffix("_request") ? type.dropLast("request".count) + "reply" : type + "_reply"
    }

    /// The request says nothing more; what C code printed meanwhile belongs to it.
    private func drainPrinted() {
        fflush(nil)
        capture.drain(into: bridge.outbox)
        bridge.outbox.finish(current.origin)
    }

    /// Runs a cell; one of a subshell has no number and no place in the history.
    private func execute(_ content: JSON, subshell: String?) {
        let code = content["code"]?.string ?? ""
        let isSilent = content["silent"]?.bool ?? false
        let stores = subshell == nil && !isSilent && content["store_history"]?.bool ?? true
        let isBlank = code.allSatisfy(\.isWhitespace)
        current.isSilent = isSilent
        current.allowsInput = !isAttending && content["allow_stdin"]?.bool ?? false
        current.count = session.executionCount + (stores && !isBlank ? 1 : 0)
        if !isSilent { publish("execute_input", ["code": .string(code), "execution_count": .int(current.count)]) }
        if !isSilent, let report = journal.takeReport() {
            emit(.display(report.bundle(lost: session.lostTrainings), id: nil), of: current)
        }
        if !isAttending { journal.begin(cell: current.count, code: code) }
        let outcome = isBlank ? .done : told(session.run(code, storesHistory: stores))
        if !isAttending { journal.end() }
        if let why = session.history.file?.takeFailure() { capture.report("the history is not kept: \(why)") }
        drainPrinted()
        var fields: [(key: String, value: JSON)] = [("execution_count", .int(current.count))]
        var expressions: JSON = [:]
        switch outcome {
        case .done, .exit:
            expressions = userExpressions(content["user_expressions"])
            fields.append(("status", "ok"))
            fields.append(
                (
                    "payload",
                    .array(
                        session.takePages().map { page in
                            ["source": "page", "data": page.data, "start": 0]
                        })
                ))
        case .failed(let name, let message, let traceback):
            fields += [
                ("status", "error"), ("ename", .string(name)), ("evalue", .string(message)),
                ("traceback", .array(traceback.map { .string($0) })), ("payload", []),
            ]
            if !isSilent && content["stop_on_error"]?.bool ?? true { bridge.abortWaitingCells(of: subshell) }
        }
        fields.append(("user_expressions", expressions))
        reply("execute_reply", .object(fields))
    }

    /// In a notebook `sys.exit` is an error, as it is for IPython: nbgrader would take a test that exits for one that passed.
    private func told(_ outcome: Outcome) -> Outcome {
        guard case .exit(let status) = outcome else { return outcome }
        let (name, message, traceback) = ("SystemExit", String(status), ["SystemExit: \(status)"])
        emit(.error(name: name, message: message, traceback: traceback), of: current)
        return .failed(name: name, message: message, traceback: traceback)
    }

    /// Values of `user_expressions`; one that fails says so and harms nothing else.
    private func userExpressions(_ expressions: JSON?) -> JSON {
        .object(
            (expressions?.fields ?? []).map { name, expression in
                switch session.evaluate(expression.string ?? "") {
                case .success(let bundle):
                    (name, ["status": "ok", "data": bundle.data, "metadata": bundle.metadataFields])
                case .failure(let failure):
                    (
                        name,
                        [
                            "status": "error", "ename": .string(failure.name), "evalue": .string(failure.message),
                            "traceback": .array(failure.traceback.map { .string($0) }),
                        ]
                    )
                }
            })
    }

    // MARK: What programs do

    private func emit(_ event: Event, of cell: Current) {
        // Widgets live on in a silent cell, too: only its outputs are not wanted.
        if cell.isSilent, event.isOutput { return }
        if case .result(let bundle) = event {
            publish(
                "execute_result",
                ["execution_count": .int(cell.count), "data": bundle.data, "metadata": bundle.metadataFields])
        } else {
            bridge.outbox.put(event, from: cell.origin)
        }
    }

    /// Asks the client that sent the cell for a line.
    /// - Throws: `LanguageError` where it cannot be asked, closed its input, or the person interrupts.
    private func readLine(_ prompt: String, _ password: Bool) throws -> String {
        guard current.allowsInput else {
            throw LanguageError(
                Evaluator.stdinNotImplemented, "input() was called, but this front end cannot be asked")
        }
        bridge.answers.clear()
        bridge.awaitsAnswer.store(true, ordering: .releasing)
        defer { bridge.awaitsAnswer.store(false, ordering: .releasing) }
        bridge.outbox.put(
            Outbox.Item(
                content: .direct(
                    .stdin, type: "input_request", ["prompt": .string(prompt), "password": .bool(password)],
                    metadata: [:]),
                origin: current.origin))
        let (bridge, background) = (bridge, session.interpreter.background)
        while true {
            // What was started in the background uses the time.
            let advanced = background.advance { bridge.interruptFlag.isRaised || !bridge.answers.isEmpty }
            let interval = advanced ? 0 : Evaluator.inputInterval
            if let message = bridge.answers.take(within: interval), message.session == current.session {
                let line = message.content["value"]?.string ?? ""
                if line == "\u{4}" { throw LanguageError(.eofError, "EOF when reading a line") }
                return line
            }
            try session.interpreter.reachSafePoint()
        }
    }

    // MARK: What is sent

    private func publish(_ type: String, _ content: JSON) {
        bridge.outbox.put(Outbox.Item(content: .notice(type: type, content), origin: current.origin))
    }

    private func reply(_ type: String, _ content: JSON) {
        bridge.outbox.put(
            Outbox.Item(content: .direct(.shell, type: type, content, metadata: [:]), origin: current.origin))
    }
}
