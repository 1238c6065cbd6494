import JSON
import Language

extension Session {
    /// Lets a debugger hold the session's cells. Called once, on the session's thread.
    public func attach(_ debugger: Debugger) { tracer = DebugTracer(debugger, interpreter) }

    /// The response to a debugger's request that `Debugger.answer` leaves to this thread.
    public func answerDebugger(_ request: JSON) -> JSON { tracer?.answer(request) ?? .null }

    /// A cell is about to be compiled: traced or not.
    func trace(_ code: String, name: String) {
        // A subshell answers while another cell may be held.
        let isTraced = interpreter.isAside ? false : tracer?.begin(cell: code, name: name) ?? false
        interpreter.tracer = isTraced ? tracer : watcher
    }
}
