import Glibc
import JSON
import Session

/// A kernelspec of this kernel on Jupyter's path.
struct FoundKernelspec {
    /// As Jupyter calls it: the folder's name in lower case.
    let name: String
    let folder: String
    let isShadowed: Bool
    /// How the kernel is started; empty where kernel.json does not say.
    let arguments: [String]
    /// Variables that are set for the kernel.
    let environment: [(String, String?)]
    private let fault: String?
    private let differences: [String]

    /// Reads a folder's kernel.json; `nil` where it belongs to another kernel, or there is none.
    init?(name: String, in parent: String, isShadowed: Bool) {
        let folder = "\(parent)/\(name)"
        let isOurs = name.lowercased().hasPrefix("svertka")
        var facts = stat()
        guard stat(folder + "/kernel.json", &facts) == 0 || isOurs else { return nil }
        self.name = name.lowercased()
        (self.folder, self.isShadowed) = (folder, isShadowed)
        do {
            let spec = try JSON(parsing: try TextFile.bytes(folder + "/kernel.json"))
            let arguments = (spec["argv"]?.array ?? []).compactMap(\.string)
            let program = arguments.first.map { $0.split(separator: "/").last ?? "" } ?? ""
            guard isOurs || spec["language"]?.string == "svertka" || program.hasPrefix("svertka") else { return nil }
            self.arguments = arguments
            environment = (spec["env"]?.fields ?? []).map { ($0.key, $0.value.string) }
            fault = FoundKernelspec.fault(in: arguments)
            differences = FoundKernelspec.differences(of: spec, from: arguments.first ?? "")
        } catch {
            guard isOurs else { return nil }
            (arguments, environment, differences) = ([], [], [])
            fault = "cannot be read: \(error)"
        }
    }

    /// True where its program can be started.
    var isUsable: Bool { fault == nil }

    /// Why a kernel cannot be started so.
    private static func fault(in arguments: [String]) -> String? {
        guard let program = arguments.first else { return "says in argv no program" }
        if Search.program(program) == nil { return "starts \(abbreviated(program)), which is missing or no program" }
        if !arguments.contains(where: { $0.contains("{connection_file}") }) {
            return "passes the kernel no {connection_file}"
        }
        return nil
    }

    /// Fields that are not as this version writes them.
    private static func differences(of spec: JSON, from program: String) -> [String] {
        (Kernelspec.json(binary: program).fields ?? []).compactMap { key, value in
            // Its display name is anyone's choice.
            key == "display_name" || spec[key] == value ? nil : key
        }
    }

    /// Its row of the table.
    var finding: Finding {
        let place = abbreviated(folder)
        if let fault {
            return Finding(
                label, isShadowed ? .note : .wrong, "\(place) \(fault)", remedy: isShadowed ? removal : installation)
        }
        if isShadowed {
            return Finding(label, .note, "\(place) is not used: one before it has the same name", remedy: removal)
        }
        guard let binary = Kernelspec.binary, let program = Search.program(arguments.first ?? "") else {
            return Finding(label, .fine, place)
        }
        guard FoundKernelspec.areSame(program, binary) else {
            let version = FoundKernelspec.version(of: program)
            return Finding(
                label, .note,
                "\(place) starts \(abbreviated(program)) (\(version)), not this program (\(Identity.version))",
                remedy: installation)
        }
        if !differences.isEmpty {
            return Finding(
                label, .note, "\(place) was written by another version: \(differences.joined(separator: ", ")) differ",
                remedy: installation)
        }
        return Finding(label, .fine, "\(place), starts this program")
    }

    private var label: String { name == "svertka" ? "kernelspec" : "kernelspec \(name)" }

    /// How to call this program.
    static var command: String {
        guard let binary = Kernelspec.binary else { return "svertka" }
        return Search.program("svertka").map { areSame($0, binary) } == true ? "svertka" : binary
    }

    private var removal: String { "rm -r \(folder)" }

    /// Writes this very kernelspec anew where it lies.
    private var installation: String {
        let ending = "/share/jupyter/kernels/svertka"
        guard folder.hasSuffix(ending) else { return "\(removal) && \(FoundKernelspec.command) install --user" }
        let prefix = folder.dropLast(ending.count)
        let isUser = Environment["HOME"].map { prefix == $0 + "/.local" } == true
        return "\(FoundKernelspec.command) install \(isUser ? "--user" : "--prefix \(prefix)")"
    }

    private static func areSame(_ path: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        return stat(path, &first) == 0 && stat(other, &second) == 0
            && first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// What another program says its version is.
    private static func version(of program: String) -> String {
        guard let child = try? ChildProcess([program, "--version"]) else { return "it cannot be started" }
        defer {
            child.kill()
            child.close()
        }
        let answer = ChildProcess.readLine(child.output, within: 2000) ?? ""
        return answer.isEmpty ? "of unknown version" : answer
    }
}
