import ArgumentParser
import Glibc
import Language
import Session

/// `svertka repl`: the session in a terminal.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", abstract: "Type cells in a terminal.",
        discussion: """
            Arrows walk through the line and the history, Tab completes, Ctrl-C stops a running cell, Ctrl-D ends. \
            Also reads cells from a pipe.
            """)

    func run() throws {
        let interrupt = InterruptFlag()
        Signals.block()
        try Signals.watch { signal in
            if signal == SIGTERM { _exit(143) }
            interrupt.raise()
        }
        let status = Mailbox<Int32>()
        try Thread.start(name: "evaluator", stackBytes: 512 << 20) {
            var dialogue = Dialogue(interrupt: interrupt)
            status.put(dialogue.run())
        }
        _exit(status.take())
    }
}

/// Questions and answers in a terminal or through a pipe.
struct Dialogue {
    private let terminal: TextHost
    private let session: Session
    private var editor: LineEditor
    private let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    private let historyPath = Environment["HOME"].map { $0 + "/.svertka/repl-history" }
    private static let historyLimit = 1000

    init(interrupt: InterruptFlag) {
        let terminal = TextHost(interrupt: interrupt)
        let session = Session(host: terminal.host, arguments: [""])
        self.terminal = terminal
        self.session = session
        editor = LineEditor(idle: {
            while session.hasBackground, !Terminal.hasInput {
                session.advanceBackground { Terminal.hasInput }
                interrupt.clear()
                terminal.flush()
            }
        }) { line, cursor in
            let found = session.complete(line, at: cursor)
            return (found.matches.map(\.text), found.start)
        }
        if isInteractive, let historyPath, let text = TextFile.read(historyPath) {
            editor.history = text.split(separator: "\n").suffix(Dialogue.historyLimit).map(String.init)
        }
    }

    /// Reads and runs cells until the input ends; returns the exit status.
    mutating func run() -> Int32 {
        if isInteractive { Terminal.write("Svertka \(Identity.version) — Ctrl-D ends\n", to: STDOUT_FILENO) }
        while let cell = readCell() {
            if cell.allSatisfy(\.isWhitespace) { continue }
            let outcome = session.run(cell)
            for page in session.takePages() {
                if case .text(let text)? = page.content["text/plain"] { Terminal.write(text, to: STDOUT_FILENO) }
            }
            fflush(nil)
            terminal.flush()
            if case .exit(let status) = outcome {
                saveHistory()
                return Int32(truncatingIfNeeded: status & 255)
            }
        }
        session.finishBackground()
        terminal.flush()
        saveHistory()
        return 0
    }

    /// The next cell: lines until they can run; a block ends with an empty line. `nil` at the end of input.
    private mutating func readCell() -> String? {
        var cell = ""
        var indent = ""
        while true {
            guard isInteractive else {
                guard let line = readLine() else { return cell.isEmpty ? nil : cell }
                cell += cell.isEmpty ? line : "\n" + line
                if case .incomplete = session.completeness(of: cell) { continue }
                return cell
            }
            switch editor.read(prompt: cell.isEmpty ? ">>> " : "... ", beginning: indent) {
            case .end: return cell.isEmpty ? nil : cell
            case .cancelled:
                cell = ""
                indent = ""
            case .line(let line):
                if !line.allSatisfy(\.isWhitespace), editor.history.last != line { editor.history.append(line) }
                let isBlank = line.allSatisfy(\.isWhitespace)
                cell += cell.isEmpty ? line : "\n" + (isBlank ? "" : line)
                guard case .incomplete(let next) = session.completeness(of: cell) else { return cell }
                indent = next
            }
        }
    }

    private func saveHistory() {
        guard isInteractive, let historyPath, let folder = historyPath.lastIndex(of: "/") else { return }
        let text = editor.history.suffix(Dialogue.historyLimit).map { $0 + "\n" }.joined()
        // A history that cannot be kept is no reason to complain at the end.
        try? TextFile.makeFolder(String(historyPath[..<folder]))
        try? TextFile.write(Array(text.utf8), to: historyPath)
    }
}
