import ArgumentParser
import Glibc
import JSON
import Jupyter
import Session

/// `svertka install`: puts the kernelspec where Jupyter finds it.
struct InstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Put the kernelspec where Jupyter finds it.",
        discussion: "Without options: into the active virtual environment, or else for this user.")

    @Flag(help: "For this user.")
    var user = false

    @Flag(help: "Into the active Python environment (VIRTUAL_ENV or CONDA_PREFIX).")
    var sysPrefix = false

    @Option(help: ArgumentHelp("Below a folder: DIR/share/jupyter/kernels.", valueName: "dir"))
    var prefix: String?

    func validate() throws {
        if [user, sysPrefix, prefix != nil].filter({ $0 }).count > 1 {
            throw ValidationError("give one of --user, --sys-prefix and --prefix")
        }
    }

    func run() throws {
        let folder = try dataFolder() + "/kernels/svertka"
        do {
            guard let binary = Kernelspec.binary else {
                fail("svertka install: cannot find this program's path", status: 1)
            }
            try TextFile.makeFolder(folder)
            try TextFile.write(
                Kernelspec.json(binary: binary).bytes(.init(indent: 2)) + [0x0A], to: folder + "/kernel.json")
            for (name, bytes) in Kernelspec.logos(near: binary) { try TextFile.write(bytes, to: "\(folder)/\(name)") }
        } catch { fail("svertka install: \(error)", status: 1) }
        print("installed \(folder)")
    }

    /// Where the chosen place keeps Jupyter's data.
    private func dataFolder() throws -> String {
        if let prefix { return prefix + "/share/jupyter" }
        let environment = Environment["VIRTUAL_ENV"] ?? Environment["CONDA_PREFIX"]
        if sysPrefix, environment == nil {
            throw ValidationError("--sys-prefix needs an active environment: VIRTUAL_ENV and CONDA_PREFIX are not set")
        }
        if !user, let environment { return environment + "/share/jupyter" }
        if let folder = Environment["JUPYTER_DATA_DIR"] { return folder }
        if let folder = Environment["XDG_DATA_HOME"] { return folder + "/jupyter" }
        guard let home = Environment["HOME"] else { throw ValidationError("HOME is not set; give --prefix") }
        return home + "/.local/share/jupyter"
    }
}

/// What Jupyter is told about the kernel.
enum Kernelspec {
    /// The content of kernel.json.
    static func json(binary: String) -> JSON {
        [
            "argv": [.string(binary), "kernel", "-f", "{connection_file}"],
            "display_name": "Svertka",
            "language": "svertka",
            "interrupt_mode": "message",
            "kernel_protocol_version": "5.5",
            "metadata": metadata,
        ]
    }

    /// What front ends look for before a kernel runs: whether to offer a debugger, and encrypted connections.
    private static var metadata: JSON {
        var metadata: JSON = ["debugger": true]
        if Kernel.supportsEncryption { metadata["supported_encryption"] = ["curve"] }
        return metadata
    }

    /// This program's absolute path.
    static var binary: String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    /// The logos of the folder `kernelspec` beside or above the program; none where there is no such folder.
    static func logos(near binary: String) -> [(name: String, bytes: [UInt8])] {
        var folder = binary[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let found = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"].compactMap { name in
                (try? TextFile.bytes("\(folder)/kernelspec/\(name)")).map { (name: name, bytes: $0) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }
}

/// Variables of the environment.
enum Environment {
    /// A variable that is set and not empty.
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
