import Language
import Library
import Tensors

/// Runs cells, one after another in the same names, and answers what front ends ask between them.
///
/// Cells in, events out: what a cell says goes to the host as it happens. The kernel, the headless runner, the grader
/// and the terminal differ only in their hosts. A session belongs to one thread.
public final class Session {
    public let interpreter: Interpreter
    /// The number of the last cell that was stored in the history.
    public private(set) var executionCount = 0
    public private(set) var history: History
    /// What `name?` asked to show.
    private var pages: [MIMEBundle] = []
    private let memory: MemoryWatch?
    /// What long work on arrays looks at while something runs.
    private let cancellation: Cancellation
    /// The host as it was given: what goes on in the background has one of its own for a while.
    private let host: Host
    /// Cells that run, inside each other where some run aside.
    private(set) var depth = 0
    /// Holds cells at statements where a debugger is attached.
    var tracer: DebugTracer?
    /// Told of each statement of cells where no debugger is: a grader counts them.
    public var watcher: (any Tracer)?

    /// A session without cells. Modules are loaded when a program imports them.
    /// - arguments: `sys.argv`.
    /// - historyFile: where the cells of all sessions are; `nil` remembers this session's alone.
    /// - onMemory: told the process's resident bytes some 40 times a second while cells run, on a thread of its own.
    public init(
        host: Host, arguments: [String] = [], historyFile: HistoryFile? = nil,
        onMemory: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.host = host
        history = History(file: historyFile)
        memory = MemoryWatch(interrupt: host.interrupt, onLook: onMemory)
        let flag = host.interrupt
        cancellation = Cancellation(isRaised: { flag.stops }, error: { flag.answered() })
        interpreter = Interpreter(host: host, modules: Library.modules)
        interpreter.arguments = arguments
        interpreter.showError = { [unowned self] error in _ = self.report(error) }
        for function in Library.builtins {
            interpreter.globals.addBuiltin(function.name, .object(NativeFunctionObject(function)))
        }
        interpreter.background.report = { [unowned interpreter = self.interpreter] error, outlet in
            let failure = Failure(error, interpreter, isColoured: true)
            outlet(.error(name: failure.name, message: failure.message, traceback: failure.traceback))
        }
    }

    deinit { memory?.close() }

    /// Runs a cell: emits what it prints and shows, its value if it ends in an expression, or its error.
    ///
    /// - storesHistory: true numbers the cell and remembers it.
    /// - name: what tracebacks call it; by default `Cell In[3]`.
    public func run(_ source: String, storesHistory: Bool = true, name: String? = nil) -> Outcome {
        if storesHistory {
            executionCount += 1
            history.append(line: executionCount, input: source)
        }
        begin()
        defer { end() }
        do throws(LanguageError) {
            // An interrupt that comes while a cell runs aside is meant for one of the two.
            defer { if depth == 1 { interpreter.host.interrupt.clear() } }
            if let asked = Inspection.question(source) {
                try show(asked)
            } else {
                let text = try Magic.removed(from: source)
                trace(source, name: name ?? cellName)
                try finish(interpreter.run(text, name: name ?? cellName), stores: storesHistory)
            }
            return .done
        } catch {
            // What was drawn before the error is shown before it.
            for hook in interpreter.afterCell { try? hook(interpreter) }
            return report(error)
        }
    }

    private var cellName: String { interpreter.isAside ? "Subshell" : "Cell In[\(executionCount)]" }

    func begin() {
        if depth == 0 {
            memory?.begin()
            Cancellation.ofThread = cancellation
        }
        depth += 1
    }

    func end() {
        depth -= 1
        if depth == 0 {
            Cancellation.ofThread = nil
            memory?.end()
        }
    }

    /// Does something for a subshell: while a cell waits at a safe point, or between cells.
    ///
    /// - keepsNames: false forgets what a program binds meanwhile: a cell of a subshell looks at the notebook's names and
    ///   objects and changes no name.
    public func aside(keepsNames: Bool, _ body: () -> Void) {
        let (emit, readLine) = (interpreter.host.emit, interpreter.host.readLine)
        (interpreter.host.emit, interpreter.host.readLine) = (host.emit, host.readLine)
        defer { (interpreter.host.emit, interpreter.host.readLine) = (emit, readLine) }
        begin()
        defer { end() }
        interpreter.aside(keepsNames: keepsNames, body)
    }

    /// Runs a whole program whose last value is not shown: a file.
    public func runFile(_ source: String, path: String) -> Outcome {
        begin()
        defer { end() }
        do throws(LanguageError) {
            interpreter.globals["__file__"] = Value(path)
            _ = try interpreter.run(source, name: "File \"\(path)\"", showsResult: false)
            for hook in interpreter.afterCell { try hook(interpreter) }
            finishBackground()
            return .done
        } catch {
            return report(error, isColoured: false)
        }
    }

    /// Calls the hooks, then shows the value.
    private func finish(_ value: Value?, stores: Bool) throws(LanguageError) {
        var bundle: MIMEBundle?
        if let value, !value.isNone {
            let shown = try ValueDisplay.bundle(value, interpreter)
            interpreter.globals["_"] = value
            if stores, case .text(let text)? = shown.content["text/plain"] { history.setOutput(text) }
            bundle = shown
        }
        for hook in interpreter.afterCell { try hook(interpreter) }
        if let bundle { interpreter.host.emit(.result(bundle)) }
    }

    /// Emits an error; `SystemExit` is none.
    func report(_ error: LanguageError, isColoured: Bool = true) -> Outcome {
        if error.kind == .systemExit { return .exit(exitStatus(error)) }
        let failure = Failure(error, interpreter, isColoured: isColoured)
        interpreter.host.emit(.error(name: failure.name, message: failure.message, traceback: failure.traceback))
        return .failed(name: failure.name, message: failure.message, traceback: failure.traceback)
    }

    /// What `sys.exit(status)` means: a number is the status, nothing is 0, anything else is printed and 1.
    private func exitStatus(_ error: LanguageError) -> Int {
        switch interpreter.exceptionObject(for: error).arguments.first {
        case nil, .some(.none): return 0
        case .int(let status)?: return status
        case .bool(let flag)?: return flag ? 1 : 0
        case let value?:
            interpreter.host.emit(.stream(.stderr, ((try? interpreter.str(value)) ?? "") + "\n"))
            return 1
        }
    }

    // MARK: Between cells

    /// True where something was started in the background and is not over.
    public var hasBackground: Bool { !interpreter.background.isEmpty }

    /// Goes on with what was started in the background until `isWanted`, asked between batches, answers true.
    /// - isAlone: asked at an interrupt: true where no cell waits, so that it is meant for the background, which pauses.
    public func advanceBackground(
        isAlone: @escaping () -> Bool = { true }, until isWanted: @escaping () -> Bool
    ) {
        begin()
        defer { end() }
        _ = interpreter.background.advance(isAlone: isAlone, until: isWanted)
    }

    /// Trainings that kernels lost and `recover()` gives back, a line for each, the newest first.
    public var lostTrainings: [String] { Library.lostTrainings(interpreter) }

    /// Saves long trainings that are under way: the process is about to end.
    public func saveTrainings() { Library.saveTrainings(interpreter) }

    /// Where no cell follows: goes on until all is over, or paused by an interrupt.
    /// - isCut: true pauses it at once.
    public func finishBackground(isCut: Bool = false) {
        while hasBackground {
            if isCut { interpreter.host.interrupt.raise() }
            advanceBackground { false }
            interpreter.host.interrupt.clear()
        }
    }

    /// The value of an expression, for `user_expressions`.
    public func evaluate(_ expression: String) -> Result<MIMEBundle, Failure> {
        do throws(LanguageError) {
            let value = try interpreter.run(expression, name: "<expression>") ?? .none
            return .success(try ValueDisplay.bundle(value, interpreter))
        } catch {
            return .failure(Failure(error, interpreter, isColoured: true))
        }
    }

    /// Names that fit before the cursor, which stands after `cursor` code points.
    public func complete(_ code: String, at cursor: Int) -> Completion {
        Completer(interpreter: interpreter).complete(code, at: cursor)
    }

    /// What is known of the name at the cursor; `nil` where there is none.
    public func inspect(_ code: String, at cursor: Int, detail: Int = 0) -> MIMEBundle? {
        Inspection(interpreter: interpreter).bundle(code, at: cursor, detail: detail)
    }

    /// Whether a text can run as it stands.
    public func completeness(of code: String) -> Completeness { interpreter.completeness(of: code) }

    /// What was asked to be shown in a pager since the last call.
    public func takePages() -> [MIMEBundle] {
        defer { pages = [] }
        return pages
    }

    private func show(_ asked: (name: String, detail: Int)) throws(LanguageError) {
        let inspection = Inspection(interpreter: interpreter)
        guard let page = inspection.bundle(asked.name, at: asked.name.unicodeScalars.count, detail: asked.detail) else {
            throw LanguageError.nameError("name '\(asked.name)' is not defined")
        }
        pages.append(page)
    }
}
