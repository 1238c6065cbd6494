import Language
import Library

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
    let memory: MemoryWatch?

    /// A session without cells. Modules are loaded when a program imports them.
    /// - arguments: `sys.argv`.
    /// - historyFile: where the cells of all sessions are; `nil` remembers this session's alone.
    public init(host: Host, arguments: [String] = [], historyFile: HistoryFile? = nil) {
        history = History(file: historyFile)
        memory = MemoryWatch(interrupt: host.interrupt)
        interpreter = Interpreter(host: host, modules: Library.modules)
        interpreter.arguments = arguments
        interpreter.showError = { [unowned self] error in _ = self.report(error) }
        for function in Library.builtins {
            interpreter.globals.addBuiltin(function.name, .object(NativeFunctionObject(function)))
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
        memory?.begin()
        defer { memory?.end() }
        do throws(LanguageError) {
            defer { interpreter.host.interrupt.clear() }
            if let asked = Inspection.question(source) {
                try show(asked)
            } else {
                let text = try Magic.removed(from: source)
                try finish(interpreter.run(text, name: name ?? "Cell In[\(executionCount)]"), stores: storesHistory)
            }
            return .done
        } catch {
            // What was drawn before the error is shown before it.
            for hook in interpreter.afterCell { try? hook(interpreter) }
            return report(error)
        }
    }

    /// Runs a whole program whose last value is not shown: a file.
    public func runFile(_ source: String, path: String) -> Outcome {
        memory?.begin()
        defer { memory?.end() }
        do throws(LanguageError) {
            interpreter.globals["__file__"] = Value(path)
            _ = try interpreter.run(source, name: "File \"\(path)\"", showsResult: false)
            for hook in interpreter.afterCell { try hook(interpreter) }
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
