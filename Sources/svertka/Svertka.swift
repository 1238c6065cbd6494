import ArgumentParser
import Glibc
import Session

/// The command line; each subcommand stands in a file of its own.
struct Svertka: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svertka", abstract: "A Jupyter kernel for teaching deep learning.",
        version: Identity.version,
        subcommands: [
            DataCommand.self, DoctorCommand.self, GradeCommand.self, InstallCommand.self, KernelCommand.self,
            ReplCommand.self,
            RunCommand.self, SandboxCommand.self,
        ])
}

/// `svertka kernel` starts without the argument parser: front ends pass arguments of their own, and start time counts;
/// so do the processes that the program starts itself.
@main enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "kernel", !arguments.contains("--help"), !arguments.contains("-h") {
            KernelCommand.start(Array(arguments.dropFirst()))
        }
        if arguments.first == "worker" { WorkerCommand.serve(Array(arguments.dropFirst())) }
        if arguments.first == "sandbox-probe" { WorkerCommand.probe(Array(arguments.dropFirst())) }
        do {
            var command = try Svertka.parseAsRoot(prepared(arguments))
            try command.run()
        } catch {
            if Svertka.exitCode(for: error) == .validationFailure {
                fail("svertka: \(Svertka.message(for: error)); see svertka --help", status: 64)
            }
            Svertka.exit(withError: error)
        }
    }

    /// `-p NAME VALUE`, as papermill takes it, becomes `-p NAME=VALUE`, so that a value may begin with a dash; what
    /// follows a program's name is the program's.
    private static func prepared(_ arguments: [String]) -> [String] {
        guard arguments.first == "run" else { return arguments }
        var out: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            out.append(argument)
            if argument == "--" { break }
            if ["-p", "--parameter", "-r", "--raw-parameter"].contains(argument), let name = rest.first,
                !name.utf8.contains(UInt8(ascii: "=")), rest.count > 1
            {
                rest.removeFirst()
                out.append("\(name)=\(rest.removeFirst())")
            } else if argument.hasSuffix(".py"), !argument.hasPrefix("-"), rest.first != "--" {
                out.append("--")
                break
            }
        }
        return out + rest
    }
}
