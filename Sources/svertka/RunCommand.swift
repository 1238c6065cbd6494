import ArgumentParser
import Glibc
import Language
import Notebooks
import Session

/// `svertka run`: a notebook or a program without a front end.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a notebook (.ipynb) or a program (.py).",
        discussion: """
            A notebook's outputs are written back into it, or into the file that -o names, also after an error. \
            A program prints to standard output. Ends with 0, or with 1 after an error.
            """)

    @Argument(help: "What to run.")
    var file: String

    @Option(name: [.short, .long], help: "Where to write the executed notebook; - is standard output.")
    var output: String?

    @Option(
        name: [.short, .long], parsing: .singleValue,
        help: ArgumentHelp("A parameter of the notebook, as NAME=VALUE or NAME VALUE.", valueName: "name value"))
    var parameter: [String] = []

    @Option(help: ArgumentHelp("Seconds that a cell may take.", valueName: "s"))
    var timeout: Double?

    @Flag(help: "Go on after a cell's error.")
    var allowErrors = false

    @Argument(parsing: .postTerminator, help: "sys.argv of the program.")
    var arguments: [String] = []

    mutating func validate() throws {
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout must be greater than 0") }
        for parameter in parameter {
            let name = parameter.prefix { $0 != "=" }
            guard parameter.utf8.contains(UInt8(ascii: "=")), let first = name.first, first.isLetter || first == "_",
                name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
            else { throw ValidationError("-p takes NAME=VALUE or NAME VALUE, not '\(parameter)'") }
        }
        if !file.hasSuffix(".ipynb"), output != nil || !parameter.isEmpty {
            throw ValidationError("-o and -p are for notebooks; '\(file)' is none")
        }
    }

    func run() throws {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(file) } catch { fail("svertka run: cannot read \(error)", status: 1) }
        let program = arguments
        let interrupt = InterruptFlag()
        Signals.block()
        try Signals.watch { signal in
            if signal == SIGTERM { _exit(143) }
            interrupt.raise()
        }
        let (file, options) = (file, options(program))
        let target = output ?? file
        let isNotebook = file.hasSuffix(".ipynb")
        // Programs recurse: they need more stack than the first thread has.
        let status = Mailbox<Int32>()
        try Thread.start(name: "evaluator", stackBytes: 512 << 20) {
            status.put(
                isNotebook
                    ? NotebookFile.run(bytes, path: file, target: target, options: options, interrupt: interrupt)
                    : ProgramFile.run(bytes, path: file, arguments: program, interrupt: interrupt))
        }
        let code = status.take()
        fflush(nil)
        // Threads of the library may still be at work; nothing of theirs is wanted.
        _exit(code)
    }

    private func options(_ arguments: [String]) -> NotebookRun.Options {
        var options = NotebookRun.Options()
        options.allowsErrors = allowErrors
        options.timeout = timeout
        options.arguments = [file] + arguments
        options.parameters = NotebookParameters(
            parameter.map { text in
                let name = text.prefix { $0 != "=" }
                return (String(name), String(text.dropFirst(name.count + 1)))
            })
        return options
    }
}

/// A notebook that is run from the command line.
enum NotebookFile {
    /// Runs it and writes it; returns the exit status.
    static func run(
        _ bytes: [UInt8], path: String, target: String, options: NotebookRun.Options, interrupt: InterruptFlag
    ) -> Int32 {
        do {
            var run = NotebookRun(try Notebook(parsing: bytes), options: options)
            let failure = try run.run(interrupt: interrupt) { cell, count in
                if isatty(STDERR_FILENO) == 1 {
                    Terminal.write("\(path): cell \(cell) of \(count)\n", to: STDERR_FILENO)
                }
            }
            if target == "-" {
                Terminal.write(run.notebook.bytes, to: STDOUT_FILENO)
            } else {
                try TextFile.write(run.notebook.bytes, to: target)
            }
            guard let failure else { return 0 }
            Terminal.write(failure.traceback.joined(separator: "\n") + "\n", to: STDERR_FILENO)
            Terminal.write("\(path), \(failure)\n", to: STDERR_FILENO)
            return 1
        } catch let fault as Notebook.Fault {
            Terminal.write("svertka run: \(path): \(fault)\n", to: STDERR_FILENO)
        } catch {
            Terminal.write("svertka run: \(error)\n", to: STDERR_FILENO)
        }
        return 1
    }
}

/// A program that is run from the command line.
enum ProgramFile {
    /// Runs it; returns the exit status.
    static func run(_ bytes: [UInt8], path: String, arguments: [String], interrupt: InterruptFlag) -> Int32 {
        let terminal = TextHost(interrupt: interrupt)
        let session = Session(host: terminal.host, arguments: [path] + arguments)
        let outcome = session.runFile(String(decoding: bytes, as: UTF8.self), path: path)
        terminal.flush()
        switch outcome {
        case .done: return 0
        case .failed(let name, _, _): return name == "KeyboardInterrupt" ? 130 : 1
        case .exit(let status): return Int32(truncatingIfNeeded: status & 255)
        }
    }
}
