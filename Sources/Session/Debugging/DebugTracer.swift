import JSON
import Language

/// The evaluating thread's side of a debugger: holds the program at statements and answers questions about its values.
final class DebugTracer: Tracer {
    private let debugger: Debugger
    private unowned let interpreter: Interpreter
    /// Values that the front end has been told of, until the program goes on.
    var values = VariableTable()

    init(_ debugger: Debugger, _ interpreter: Interpreter) {
        self.debugger = debugger
        self.interpreter = interpreter
    }

    /// A cell is about to run; false where the debugger is not started.
    func begin(cell code: String, name: String) -> Bool {
        if interpreter.stackDepth == 0 { values = VariableTable() }
        debugger.begin(cell: code, name: name)
        return debugger.isStarted
    }

    func follows(_ source: String) -> Bool { path(of: source) != nil }

    /// The path of a cell by what tracebacks call it.
    func path(of source: String) -> String? { debugger.state.withLock { $0.paths[source] } }

    func reached(_ source: String, line: Int, in interpreter: Interpreter) throws(LanguageError) {
        guard debugger.isWatching, let path = path(of: source) else { return }
        let depth = interpreter.stackDepth
        let (pace, breakpoint) = debugger.state.withLock { state in
            (state.pace, state.breakpoints[path]?.first { $0.line == line })
        }
        let isStep =
            switch pace {
            case .run: false
            case .into, .pause: true
            case .over(let held): depth <= held
            case .out(let held): depth < held
            }
        if let breakpoint, holds(breakpoint) {
            try hold("breakpoint", depth)
        } else if isStep {
            try hold(pace == .pause ? "pause" : "step", depth)
        }
    }

    /// True where a breakpoint has no condition, or one that is true; an error in it is said and holds the program.
    private func holds(_ breakpoint: Debugger.Breakpoint) -> Bool {
        guard let condition = breakpoint.condition, !condition.isEmpty else { return true }
        do throws(LanguageError) {
            return try interpreter.truth(interpreter.value(of: condition, in: 0))
        } catch {
            let (name, message) = interpreter.describe(error)
            interpreter.write(
                "the condition of the breakpoint at line \(breakpoint.line): \(name): \(message)\n", to: .stderr)
            return true
        }
    }

    /// Waits until the front end lets the program go on, and answers its questions meanwhile.
    private func hold(_ reason: String, _ depth: Int) throws(LanguageError) {
        debugger.change { $0.heldDepth = depth }
        debugger.tell("stopped", ["reason": .string(reason), "threadId": 1, "allThreadsStopped": true])
        defer {
            values = VariableTable()
            debugger.tell("continued", ["threadId": 1, "allThreadsContinued": true])
        }
        while true {
            if case .goOn? = debugger.letters.take(within: DebugTracer.interval) { return }
            guard interpreter.host.interrupt.isRaised else { continue }
            // Questions are answered here, an interrupt is thrown.
            do throws(LanguageError) { try interpreter.reachSafePoint() } catch {
                debugger.change { state in
                    state.heldDepth = nil
                    state.pace = .run
                }
                throw error
            }
        }
    }

    /// Milliseconds between looks at the interrupt while the program is held.
    private static let interval = 20

    /// The response to a question about values.
    func answer(_ request: JSON) -> JSON {
        guard let question = DebugQuestion.byName[request["command"]?.string ?? ""] else {
            return debugger.refusal(request, "the debugger cannot answer this")
        }
        do throws(LanguageError) {
            return debugger.response(request, try question.answer(self, interpreter, request["arguments"] ?? [:]))
        } catch {
            let (name, message) = interpreter.describe(error)
            return debugger.refusal(request, message.isEmpty ? name : "\(name): \(message)")
        }
    }
}
