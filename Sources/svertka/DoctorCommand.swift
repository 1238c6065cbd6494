import ArgumentParser
import Glibc
import JSON
import Session

/// `svertka doctor`: checks an installation, starts the kernel and proves what matters; for what is wrong, says the
/// command that mends it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the installation and say how to mend it.",
        discussion: """
            Looks at libraries, the machine and Jupyter, then starts the kernel as Jupyter would and talks to it. \
            ok is fine, -- is optional or worth knowing, NO must be mended. Ends with 1 where something must be mended.
            """)

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let jupyter = JupyterSearch()
        let table: [(topic: String, look: () -> [Finding])] = [
            ("Libraries", { LibraryCheck.table.map { $0.look() } }),
            ("Machine", { MachineCheck.table.map { $0.look() } }),
            ("Jupyter", { jupyter.findings }),
            ("Kernel", { KernelTrial(jupyter.chosen).findings }),
        ]
        let page = FindingPage()
        var findings: [(topic: String, finding: Finding)] = []
        if !json { page.begin() }
        for (topic, look) in table {
            let found = look()
            if !json { page.show(topic, found) }
            findings += found.map { (topic, $0) }
        }
        let wrong = findings.filter { $0.finding.state == .wrong }.count
        if json {
            let report: JSON = [
                "version": .string(Identity.version), "program": .string(Kernelspec.binary ?? ""),
                "ok": .bool(wrong == 0),
                "findings": .array(findings.map { $0.finding.json(topic: $0.topic) }),
            ]
            Terminal.write(report.text(.init(indent: 2)) + "\n", to: STDOUT_FILENO)
        } else {
            page.end(wrong: wrong)
        }
        if wrong > 0 { throw ExitCode(1) }
    }
}

/// What was found in one place.
struct Finding {
    /// How good it is.
    enum State: String {
        /// As it should be.
        case fine = "ok"
        /// Programs run without it, or it is only worth knowing.
        case note = "--"
        /// Must be mended.
        case wrong = "NO"
    }

    let name: String
    let state: State
    let text: String
    /// The command that mends it.
    var remedy: String?

    init(_ name: String, _ state: State, _ text: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.text = text
        self.remedy = remedy
    }

    /// For `--json`; `state` is `ok`, `note` or `wrong`.
    func json(topic: String) -> JSON {
        let word =
            switch state {
            case .fine: "ok"
            case .note: "note"
            case .wrong: "wrong"
            }
        return [
            "topic": .string(topic), "name": .string(name), "state": .string(word), "text": .string(text),
            "remedy": remedy.map { .string($0) } ?? .null,
        ]
    }
}
