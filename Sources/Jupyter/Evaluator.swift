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

    /// As ipykernel calls it, so that programs may catch it by either name.
    private static let stdinNotImplemented = LibraryException(
        name: "StdinNotImplementedError", module: "IPython.core.error", parent: .runtimeError,
        doc: "The front end cannot be asked for input.")

    private let bridge: Bridge
    private let capture: Capture
    private var current = Current()
    private lazy var session = makeSession()

    init(bridge: Bridge, capture: Capture) {
        self.bridge = bridge
        self.capture = capture
    }

    /// Answers requests until the process ends.
    func run() {
        _ = session
        while true {
            let task = bridge.tasks.take()
            answer(task)
            bridge.finish()
        }
    }

    private func makeSession() -> Session {
        var host = Host(
            interrupt: bridge.interruptFlag, showsPictures: true,
            readLine: { [unowned self] prompt, password in try self.readLine(prompt, password) },
            emit: { [unowned self] event in self.emit(event) })
        host.requestIdentifier = { [unowned self] in self.current.identifier }
        let outbox = bridge.outbox
        host.record = OutputRecord(longText: { outbox.longText }, statistics: { outbox.statistics })
        return Session(host: host, historyFile: bridge.historyPath.map { HistoryFile(path: $0) })
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
            } else {
                execute(request.content)
            }
        } else if let handler = ShellHandler.byType[request.type],
            let content = handler.answer(session, CursorPositions(of: request).read(request.content))
        {
            reply(Evaluator.replyType(request.type), CursorPositions(of: request).write(content))
        } else if let message = CommMessage(request) {
            current.isSilent = false
            session.receive(message)
            drainPrinted()
        }
        publish("status", ["execution_state": "idle"])
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

    private func execute(_ content: JSON) {
        let code = content["code"]?.string ?? ""
        let isSilent = content["silent"]?.bool ?? false
        let stores = !isSilent && content["store_history"]?.bool ?? true
        let isBlank = code.allSatisfy(\.isWhitespace)
        current.isSilent = isSilent
        current.allowsInput = content["allow_stdin"]?.bool ?? false
        current.count = session.executionCount + (stores && !isBlank ? 1 : 0)
        if !isSilent { publish("execute_input", ["code": .string(code), "execution_count": .int(current.count)]) }
        let outcome = isBlank ? .done : session.run(code, storesHistory: stores)
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
            if !isSilent && content["stop_on_error"]?.bool ?? true { bridge.abortWaitingCells() }
        }
        fields.append(("user_expressions", expressions))
        reply("execute_reply", .object(fields))
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

    private func emit(_ event: Event) {
        // Widgets live on in a silent cell, too: only its outputs are not wanted.
        if current.isSilent, event.isOutput { return }
        if case .result(let bundle) = event {
            publish(
                "execute_result",
                ["execution_count": .int(current.count), "data": bundle.data, "metadata": bundle.metadataFields])
        } else {
            bridge.outbox.put(event, from: current.origin)
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
        bridge.outbox.put(
            Outbox.Item(
                content: .direct(
                    .stdin, type: "input_request", ["prompt": .string(prompt), "password": .bool(password)],
                    metadata: [:]),
                origin: current.origin))
        while true {
            if let message = bridge.answers.take(within: Evaluator.inputInterval), message.session == current.session {
                let line = message.content["value"]?.string ?? ""
                if line == "\u{4}" { throw LanguageError(.eofError, "EOF when reading a line") }
                return line
            }
            if bridge.interruptFlag.isRaised { throw bridge.interruptFlag.answered() }
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
