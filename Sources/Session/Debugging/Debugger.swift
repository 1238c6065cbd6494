import JSON
import Language
import Synchronization

/// What a debugged session's two threads share: breakpoints, and how the program goes on.
///
/// Commands of the Debug Adapter Protocol that need no values are answered on whatever thread asks (`answer`), also while
/// a cell runs; the others are for the evaluating thread (`Session.answerDebugger`), at a safe point of the program, at
/// the statement where it is held, or between cells.
public final class Debugger: Sendable {
    /// How the program goes on from a statement at which it was held.
    enum Pace: Sendable, Equatable {
        /// To the next breakpoint.
        case run
        /// To the next statement, wherever it is.
        case into
        /// To the next statement of the function, or of one around it: functions under way are at most so many.
        case over(depth: Int)
        /// Out of the function.
        case out(depth: Int)
        /// Held at the next statement, because someone asked.
        case pause
    }

    /// A line of a cell.
    struct Breakpoint: Sendable {
        let line: Int
        /// Held only where this expression is true.
        let condition: String?
    }

    /// What the thread that holds the program waits for.
    enum Letter: Sendable {
        /// The program goes on.
        case goOn
        /// Something waits to be answered.
        case look
    }

    struct State {
        var isStarted = false
        var breakpoints: [String: [Breakpoint]] = [:]
        /// Texts of cells by path: the newest, and those with breakpoints.
        private(set) var texts: [String: String] = [:]
        /// Paths by what tracebacks call the cells.
        private(set) var paths: [String: String] = [:]
        /// The paths in the order in which their texts came.
        private var order: [String] = []
        var pace = Pace.run
        /// Functions under way where the program is held; `nil` while it runs.
        var heldDepth: Int?
        var sequence = 0

        /// How many texts are kept.
        private static let keptTexts = 1000

        /// Keeps a cell's text.
        /// - name: what tracebacks call the cell, where it runs.
        mutating func remember(_ code: String, at path: String, name: String? = nil) {
            if let name { paths[name] = path }
            guard texts.updateValue(code, forKey: path) == nil else { return }
            order.append(path)
            // In steps: what is forgotten is looked for among all.
            guard order.count >= State.keptTexts + State.keptTexts / 10 else { return }
            let old = Set(order.prefix(order.count - State.keptTexts).filter { breakpoints[$0, default: []].isEmpty })
            order.removeAll { old.contains($0) }
            texts = texts.filter { !old.contains($0.key) }
            paths = paths.filter { !old.contains($0.value) }
        }
    }

    let state = Mutex(State())
    let letters = Mailbox<Letter>()
    private let watching = Atomic<Bool>(false)
    private let emit: @Sendable (JSON) -> Void

    /// - emit: takes events (`stopped`, `continued`) for the front end, on any thread.
    public init(emit: @escaping @Sendable (JSON) -> Void) { self.emit = emit }

    /// True between `initialize` and `disconnect`.
    public var isStarted: Bool { state.withLock { $0.isStarted } }

    /// False where no statement can hold the program: most pass quickly.
    var isWatching: Bool { watching.load(ordering: .acquiring) }

    /// Changes what the threads share.
    func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { state in
            defer {
                let isCalm = state.pace == .run && state.breakpoints.values.allSatisfy(\.isEmpty)
                watching.store(state.isStarted && !isCalm, ordering: .releasing)
            }
            return body(&state)
        }
    }

    /// A cell is about to run.
    /// - name: what tracebacks will call it.
    public func begin(cell code: String, name: String) {
        change { state in
            guard state.isStarted else { return }
            state.remember(code, at: CellPath.path(of: code), name: name)
        }
    }

    /// Sends an event.
    func tell(_ event: String, _ body: JSON) {
        let number = next()
        emit(["seq": .int(number), "type": "event", "event": .string(event), "body": body])
    }

    private func next() -> Int {
        state.withLock { state in
            state.sequence += 1
            return state.sequence
        }
    }

    /// The response to a request.
    func response(_ request: JSON, _ body: JSON) -> JSON {
        [
            "seq": .int(next()), "type": "response", "request_seq": request["seq"] ?? 0, "success": true,
            "command": request["command"] ?? "", "body": body,
        ]
    }

    /// The response to a request that cannot be fulfilled.
    func refusal(_ request: JSON, _ message: String) -> JSON {
        [
            "seq": .int(next()), "type": "response", "request_seq": request["seq"] ?? 0, "success": false,
            "command": request["command"] ?? "", "message": .string(message), "body": [:],
        ]
    }

    /// The answer to a command that needs no values; `nil` where the command must be asked of the evaluating thread.
    public func answer(_ request: JSON) -> JSON? {
        let name = request["command"]?.string ?? ""
        if DebugQuestion.byName[name] != nil {
            return isStarted || DebugQuestion.always.contains(name)
                ? nil : refusal(request, "the debugger is not started: initialize and attach come first")
        }
        guard let command = DebugCommand.byName[name] else {
            return refusal(request, "the debugger knows no command '\(name)'")
        }
        return command.answer(self, request)
    }

    /// Something waits for the evaluating thread: where it holds the program, it looks at once.
    public func nudge() {
        if state.withLock({ $0.heldDepth != nil }) { letters.put(.look) }
    }

    /// Lets a held program go on.
    func goOn(_ pace: (_ heldDepth: Int) -> Pace) {
        let isHeld = change { state in
            guard let depth = state.heldDepth else { return false }
            state.pace = pace(depth)
            // Asked twice, it goes on once.
            state.heldDepth = nil
            return true
        }
        if isHeld { letters.put(.goOn) }
    }
}
