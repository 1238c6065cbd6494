import ArgumentParser
import Glibc
import Grading
import Sandbox
import Session

/// `svertka sandbox`: what keeps submissions from doing harm.
struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Checks the sandbox in which submissions run.",
        subcommands: [CheckCommand.self, CallsCommand.self])

    /// `svertka sandbox check`: tries what each layer forbids.
    struct CheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Proves each layer of the sandbox by trying what it forbids.",
            discussion: "Ends with 0 where `--sandbox=strict` can grade, with 1 where a layer of A to D is missing.")

        func run() throws {
            let report = SandboxReport()
            print(report.text, terminator: "")
            if report.missing.isEmpty {
                print("strict: submissions can be graded")
            } else {
                print("strict: refused; --sandbox=best runs them behind what there is")
                throw ExitCode(1)
            }
        }
    }

    /// `svertka sandbox calls`: the table of forbidden system calls.
    struct CallsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "calls", abstract: "Tries every forbidden system call, each in a process behind the filter.")

        func run() throws {
            let calls = Layer.callMatrix()
            for call in calls {
                let name = call.name.padding(to: 26)
                print(name + (call.isRight ? call.found : "WRONG: \(call.found), not \(call.expected)"))
            }
            if calls.contains(where: { !$0.isRight }) { throw ExitCode(1) }
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

/// Processes that the program starts itself: the worker of `svertka grade`, and the probe of its second layer.
enum WorkerCommand {
    /// Serves cells behind the sandbox that the arguments name.
    static func serve(_ arguments: [String]) -> Never {
        do {
            let layers = try WorkerSandbox.enter(arguments)
            CellWorker(requests: 3, replies: 4, layers: layers).serve()
        } catch {
            fail("svertka worker: \(error)", status: 77)
        }
    }

    /// Tells what it has of its parent, by descriptor 4.
    static func probe(_ arguments: [String]) -> Never {
        let parent = arguments.lazy.filter { $0.hasPrefix("parent=") }.compactMap { pid_t($0.dropFirst(7)) }.first
        let found = Layer.inherited(parent: parent ?? 0)
        let text = Array(found.joined(separator: ", ").utf8)
        _ = write(4, text, text.count)
        exit(found.isEmpty ? 0 : 1)
    }
}
