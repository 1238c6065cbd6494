import ArgumentParser
import Glibc
import Session

/// The command line; each subcommand stands in a file of its own.
struct Svertka: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svertka", abstract: "A Jupyter kernel for teaching deep learning.",
        version: Identity.version,
        subcommands: [KernelCommand.self])
}

/// `svertka kernel` starts without the argument parser: front ends pass arguments of their own, and start time counts.
@main enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "kernel", !arguments.contains("--help"), !arguments.contains("-h") {
            KernelCommand.start(Array(arguments.dropFirst()))
        }
        Svertka.main(arguments)
    }
}
