import ArgumentParser
import Glibc
import JSON
import Language
import Notebooks
import Session

/// `svertka run`: notebooks or a program without a front end.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run notebooks (.ipynb, or folders of them) or a program (.py).",
        discussion: """
            A notebook's outputs are written back into it, or where -o says, also after an error. A program prints to \
            standard output. Ends with 0, or: 1 error of a cell, 3 no valid notebook, 64 wrong arguments, 74 a file cannot \
            be read or written, 124 time-out, 130 interrupted, 137 killed or out of memory, 138 the engine died; of \
            several notebooks the largest of these.
            """)

    @Argument(help: ArgumentHelp("What to run.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.short, .long],
        help: "Where to write the executed notebook; - is standard output; a folder where there are several.")
    var output: String?

    @Option(
        name: [.short, .long], parsing: .singleValue,
        help: ArgumentHelp("A parameter of the notebook, as NAME=VALUE or NAME VALUE.", valueName: "name value"))
    var parameter: [String] = []

    @Option(
        name: [.customShort("r"), .long], parsing: .singleValue,
        help: ArgumentHelp("A parameter whose value is a string, whatever it looks like.", valueName: "name value"))
    var rawParameter: [String] = []

    @Option(
        name: [.customShort("y"), .long], parsing: .singleValue,
        help: ArgumentHelp("Parameters as a JSON object.", valueName: "json"))
    var jsonParameters: [String] = []

    @Option(
        name: [.customShort("f"), .customLong("parameters")], parsing: .singleValue,
        help: ArgumentHelp("A file with parameters as a JSON object.", valueName: "file.json"))
    var parametersFile: [String] = []

    @Option(help: ArgumentHelp("Seconds that a cell may take.", valueName: "s"))
    var timeout: Double?

    @Flag(help: "Go on after a cell's error.")
    var allowErrors = false

    @Flag(help: "Join the text of each stream of a cell and leave out what carriage returns wrote over.")
    var coalesceStreams = false

    @Flag(help: "Go on after the last cell that ran well, if nothing before it was changed.")
    var resume = false

    @Option(name: [.customShort("j"), .long], help: ArgumentHelp("Notebooks that run at once.", valueName: "n"))
    var jobs: Int = 1

    @Option(parsing: .singleValue, help: ArgumentHelp("What to write: notebook, html; may be given twice."))
    var to: [Format] = []

    @Option(help: ArgumentHelp("The folder that cells work in; by default the present one.", valueName: "folder"))
    var cwd: String?

    /// What a run may write.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case notebook, html
    }

    @Argument(parsing: .postTerminator, help: "sys.argv of the program.")
    var arguments: [String] = []

    mutating func validate() throws {
        if files.isEmpty { throw ValidationError("Missing expected argument '<file> ...'") }
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout must be greater than 0") }
        if !(1...1024).contains(jobs) { throw ValidationError("-j must be from 1 to 1024") }
        for (flag, words) in [("-p", parameter), ("-r", rawParameter)] {
            for word in words
            where !word.utf8.contains(UInt8(ascii: "=")) || !NotebookParameters.isName(word.prefix { $0 != "=" }) {
                throw ValidationError("\(flag) takes NAME=VALUE or NAME VALUE, not '\(word)'")
            }
        }
        let isProgram = files.contains { $0.hasSuffix(".py") }
        if isProgram, files.count > 1 { throw ValidationError("a program runs alone") }
        let isForNotebooks = output != nil || !(parameter + rawParameter + jsonParameters + parametersFile).isEmpty
        if isProgram, isForNotebooks || !to.isEmpty || resume {
            throw ValidationError("-o, -p, --to and --resume are for notebooks; '\(files[0])' is none")
        }
    }

    func run() throws {
        if files[0].hasSuffix(".py") { return try ProgramFile.runAlone(files[0], arguments: arguments) }
        var options = CellLoop.Options()
        options.allowsErrors = allowErrors
        options.timeout = timeout
        options.mergesStreams = coalesceStreams
        options.parameters = try parameters()
        let formats = to.isEmpty ? [.notebook] : to
        let plan: [(path: String, outputs: RunOutputs)]
        do { plan = try RunPlan(files: files, output: output, formats: formats).pairs() } catch let fault
            as RunPlan.Fault
        { fail("svertka run: \(fault.description)", status: fault.status) }
        let settings = RunSettings(options: options, resumes: resume, folder: cwd)
        let jobs = plan.map { RunJob($0.path, outputs: $0.outputs, settings: settings) }
        _exit(RunPool(jobs: jobs, width: self.jobs).run())
    }

    /// Later ones win: the file, JSON, -p, -r.
    private func parameters() throws -> NotebookParameters {
        var parameters = NotebookParameters()
        var texts: [(from: String, text: String)] = []
        for path in parametersFile {
            do { texts.append((path, String(decoding: try TextFile.bytes(path), as: UTF8.self))) } catch {
                fail("svertka run: cannot read \(error)", status: 74)
            }
        }
        for (from, text) in texts + jsonParameters.map({ ("-y", $0) }) {
            guard let fields = try? JSON(parsing: text).fields, fields.allSatisfy({ NotebookParameters.isName($0.key) })
            else { fail("svertka run: \(from) is no JSON object whose keys are names", status: 64) }
            for (name, value) in fields { parameters[name] = .value(value) }
        }
        for word in parameter {
            let name = word.prefix { $0 != "=" }
            parameters[String(name)] = ParameterValue(word: String(word.dropFirst(name.count + 1)))
        }
        for word in rawParameter {
            let name = word.prefix { $0 != "=" }
            parameters[String(name)] = .value(.string(String(word.dropFirst(name.count + 1))))
        }
        return parameters
    }
}

/// A program that is run from the command line.
enum ProgramFile {
    /// Runs it in this process, which ends with its status.
    static func runAlone(_ path: String, arguments: [String]) throws {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(path) } catch { fail("svertka run: cannot read \(error)", status: 1) }
        let interrupt = InterruptFlag()
        Signals.block()
        try Signals.watch { signal in
            if signal == SIGTERM { _exit(143) }
            interrupt.raise()
        }
        // Programs recurse: they need more stack than the first thread has.
        let status = Mailbox<Int32>()
        try Thread.start(name: "evaluator", stackBytes: 512 << 20) {
            status.put(run(bytes, path: path, arguments: arguments, interrupt: interrupt))
        }
        let code = status.take()
        fflush(nil)
        // Threads of the library may still be at work; nothing of theirs is wanted.
        _exit(code)
    }

    /// Runs it; returns the exit status.
    private static func run(_ bytes: [UInt8], path: String, arguments: [String], interrupt: InterruptFlag) -> Int32 {
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
