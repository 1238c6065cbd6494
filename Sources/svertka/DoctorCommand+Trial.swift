import Glibc
import JSON
import Jupyter
import Session

/// Starts the kernel as Jupyter would, below a parent of its own, talks to it, and takes its parent away.
struct KernelTrial {
    private let arguments: [String]
    private let environment: [(String, String?)]

    /// Milliseconds for the kernel to answer the first question, and each later one.
    private static let startTime = 10_000
    private static let answerTime = 3000
    /// Milliseconds within which a kernel without parent must be gone, and how long is waited for it.
    private static let orphanTime = 1500
    private static let patience = 3000

    /// A trial of the kernelspec that Jupyter uses; of this program where there is none.
    init(_ spec: FoundKernelspec?) {
        arguments = spec?.arguments ?? [Kernelspec.binary ?? "svertka", "kernel", "-f", "{connection_file}"]
        // A kernel that was started by another process than its parent would look for that one.
        // What it runs is no part of anybody's history.
        environment = [("JPY_PARENT_PID", nil), ("SVERTKA_HISTORY", "0")] + (spec?.environment ?? [])
    }

    /// Rows for the table.
    var findings: [Finding] {
        do throws(SystemFailure) { return try withFolder(examined) } catch {
            return [Finding("start", .wrong, error.description)]
        }
    }

    private func withFolder(_ body: (String) throws(SystemFailure) -> [Finding]) throws(SystemFailure) -> [Finding] {
        let folder = try TemporaryFolder.make("doctor")
        defer {
            for name in (try? Search.names(in: folder).get()) ?? [] { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
        return try body(folder)
    }

    private func examined(in folder: String) throws(SystemFailure) -> [Finding] {
        let text = try ConnectionFile.localText()
        let path = folder + "/kernel.json"
        let mask = umask(0o077)
        do { try TextFile.write(Array(text.utf8), to: path) } catch { throw SystemFailure("\(error)") }
        umask(mask)
        let call = arguments.map { KernelTrial.filled($0, path) }
        let start = Milliseconds.now
        // The kernel's parent is a shell that does nothing else, and can be killed. The kernel keeps its standard error
        // as its log until the end, so that the pipe ends with the kernel.
        let parent = try ChildProcess(
            ["/bin/sh", "-c", "\"$@\" & echo $!; wait", "sh"] + call, environment: environment)
        let pid = ChildProcess.readLine(parent.output, within: KernelTrial.patience).flatMap { pid_t($0) }
        let client = try KernelClient(ConnectionFile(text))
        defer {
            client.close()
            parent.close()
        }
        var isParentAlive = true
        defer {
            if let pid, isParentAlive { kill(pid, SIGKILL) }
            if isParentAlive { parent.kill() }
        }
        var rows = [startRow(client, parent, since: start)]
        guard rows.allSatisfy({ $0.state == .fine }) else { return rows }
        for test in KernelTrial.tests { rows.append(test(client)) }
        parent.kill()
        isParentAlive = false
        rows.append(orphanRow(parent, pid: pid))
        return rows
    }

    /// `{connection_file}` replaced.
    private static func filled(_ argument: String, _ path: String) -> String {
        let mark = Array("{connection_file}".utf8)
        let bytes = Array(argument.utf8)
        guard bytes.count >= mark.count,
            let at = (0...(bytes.count - mark.count)).first(where: { Array(bytes[$0..<($0 + mark.count)]) == mark })
        else { return argument }
        return String(decoding: bytes[..<at] + Array(path.utf8) + bytes[(at + mark.count)...], as: UTF8.self)
    }

    private func startRow(_ client: KernelClient, _ parent: ChildProcess, since start: Int) -> Finding {
        let id = client.send("kernel_info_request")
        let deadline = start + KernelTrial.startTime
        var log = ""
        while Milliseconds.now < deadline {
            if let answer = client.reply(to: id, within: 50) {
                let version = answer.content["implementation_version"]?.string ?? "?"
                let wire = answer.content["protocol_version"]?.string ?? "?"
                return Finding(
                    "start", .fine,
                    "version \(version) answers after \(Milliseconds.now - start) ms, by protocol \(wire)")
            }
            let part = ChildProcess.read(parent.errors, within: 0)
            log += part.text
            if part.hasEnded { break }
        }
        let last = log.split(separator: "\n").last.map { ": \($0)" } ?? "; it said nothing"
        return Finding(
            "start", .wrong, "the kernel does not answer\(last)",
            remedy: KernelTrial.update)
    }

    // MARK: What a running kernel must do

    private static let tests: [@Sendable (KernelClient) -> Finding] = [
        welcome, signing, heartbeat, execution, interrupt, memory,
    ]

    private static func welcome(_ client: KernelClient) -> Finding {
        guard let first = client.receive(on: .iopub, within: answerTime) else {
            return Finding("welcome", .wrong, "nothing comes on iopub: outputs would be lost", remedy: firewall)
        }
        return first.type == "iopub_welcome"
            ? Finding("welcome", .fine, "a new client is greeted before all other messages")
            : Finding("welcome", .wrong, "the first message on iopub is \(first.type)", remedy: update)
    }

    private static func signing(_ client: KernelClient) -> Finding {
        let other = Signer(key: "not the kernel's key")
        let forgeries: [(inout [[UInt8]]) -> Void] = [
            { $0[0] = other.signature(of: $0[1...4]) },
            { $0[0] = [] },
            { $0[0][0] ^= 1 },
            { $0[4] = Array(#"{"forged": true}"#.utf8) },
        ]
        let forged = forgeries.map { client.send("kernel_info_request", forgery: $0) }
        let good = client.send("kernel_info_request")
        var answered = 0
        // A socket keeps its order: what is answered at all is answered before the good one.
        let last = client.first(on: .shell, within: answerTime) { message in
            if message.parentID.map(forged.contains) == true { answered += 1 }
            return message.parentID == good
        }
        let fault: String? =
            if last == nil {
                "no good message is answered after wrongly signed ones"
            } else if answered > 0 {
                "\(answered) of \(forged.count) wrongly signed messages were answered"
            } else if !client.faults.isEmpty {
                "the kernel's own messages are signed wrongly"
            } else {
                nil
            }
        if let fault { return Finding("signing", .wrong, fault, remedy: update) }
        return Finding("signing", .fine, "\(forged.count) wrongly signed messages are not answered, a good one is")
    }

    private static func heartbeat(_ client: KernelClient) -> Finding {
        client.isAlive(within: answerTime)
            ? Finding("heartbeat", .fine, "returns what it gets")
            : Finding("heartbeat", .wrong, "does not answer: servers would restart the kernel", remedy: update)
    }

    private static func execution(_ client: KernelClient) -> Finding {
        let start = Milliseconds.now
        let id = client.send("execute_request", cell("kept = 6 * 7\nkept"))
        let outputs = client.outputs(of: id, within: answerTime) ?? []
        let result = outputs.first { $0.type == "execute_result" }?.content["data"]?["text/plain"]?.string
        let reply = client.reply(to: id, within: answerTime)?.content["status"]?.string
        guard result == "42", reply == "ok" else {
            return Finding("execution", .wrong, "6 * 7 gives \(result ?? "nothing")", remedy: update)
        }
        return Finding("execution", .fine, "6 * 7 gives 42, all messages after \(Milliseconds.now - start) ms")
    }

    private static func interrupt(_ client: KernelClient) -> Finding {
        let loop = client.send("execute_request", cell("while True: pass"))
        guard
            client.first(on: .iopub, within: answerTime, where: { $0.parentID == loop && $0.type == "execute_input" })
                != nil
        else { return Finding("interrupt", .wrong, "a loop does not start", remedy: update) }
        let start = Milliseconds.now
        let request = client.send("interrupt_request", on: .control)
        let isTaken = client.reply(to: request, on: .control, within: answerTime) != nil
        let name = client.reply(to: loop, within: answerTime)?.content["ename"]?.string
        let time = Milliseconds.now - start
        guard isTaken, name == "KeyboardInterrupt" else {
            return Finding("interrupt", .wrong, "an endless loop does not stop", remedy: update)
        }
        let id = client.send("execute_request", cell("kept"))
        let kept = client.outputs(of: id, within: answerTime)?.first { $0.type == "execute_result" }
        return kept?.content["data"]?["text/plain"]?.string == "42"
            ? Finding("interrupt", .fine, "an endless loop stops after \(time) ms, variables stay")
            : Finding("interrupt", .wrong, "variables are gone after an interrupt", remedy: update)
    }

    private static func memory(_ client: KernelClient) -> Finding {
        let id = client.send("usage_request", on: .control)
        guard let bytes = client.reply(to: id, on: .control, within: answerTime)?.content["kernel_memory"]?.int else {
            return Finding("memory in use", .note, "the kernel does not tell")
        }
        return Finding("memory in use", .fine, "\(bytes >> 20) MiB after these cells")
    }

    private func orphanRow(_ parent: ChildProcess, pid: pid_t?) -> Finding {
        let start = Milliseconds.now
        let hasEnded = ChildProcess.read(parent.errors, within: KernelTrial.patience).hasEnded
        let time = Milliseconds.now - start
        if !hasEnded, let pid { kill(pid, SIGKILL) }
        let text = hasEnded ? "ends \(time) ms after its parent was killed" : "does not end when its parent is killed"
        return hasEnded && time <= KernelTrial.orphanTime
            ? Finding("orphan exit", .fine, text) : Finding("orphan exit", .wrong, text, remedy: KernelTrial.update)
    }

    private static func cell(_ code: String) -> JSON {
        [
            "code": .string(code), "silent": false, "store_history": false, "user_expressions": [:],
            "allow_stdin": false, "stop_on_error": false,
        ]
    }

    private static let firewall = "allow connections to 127.0.0.1 (firewall, container network)"
    private static var update: String { "install a newer version, then \(FoundKernelspec.command) install" }
}
