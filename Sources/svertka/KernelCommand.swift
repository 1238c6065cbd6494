import ArgumentParser
import Glibc
import Jupyter
import Session

/// `svertka kernel`: what the kernelspec starts.
struct KernelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel", abstract: "Serve a Jupyter front end; the kernelspec starts this.",
        discussion: "Takes the connection file as -f FILE, --f=FILE, --connection-file FILE or FILE.")

    @Argument(help: "The connection file and whatever else a front end adds.")
    var arguments: [String] = []

    func run() { KernelCommand.start(arguments) }

    /// Serves until the end; never returns. Ends with 64 without a connection file, with 1 if it cannot listen.
    static func start(_ arguments: [String]) -> Never {
        if ConnectionFile.path(in: arguments) == nil {
            fail("svertka kernel: a connection file is needed: svertka kernel -f FILE", status: 64)
        }
        do {
            var kernel = try Kernel(arguments: arguments)
            try kernel.run()
        } catch {
            fail("svertka kernel: \(error)", status: 1)
        }
    }
}

/// Writes a line to standard error and ends the process.
func fail(_ line: String, status: Int32) -> Never {
    let text = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, text, text.count)
    exit(status)
}
