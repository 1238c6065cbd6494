import Glibc
import JSON
import Session

/// What Jupyter would find: the programs of Jupyter itself, the folders where it looks for kernels, and in these the
/// kernelspecs of this kernel, the one that is used first.
struct JupyterSearch {
    /// `jupyter` on `PATH`.
    let program: String?
    /// Folders of kernelspecs in the order in which Jupyter looks.
    let folders: [String]
    let specs: [FoundKernelspec]
    /// Folders that are there and cannot be read.
    let unreadable: [String]

    /// Milliseconds that Jupyter gets to name its folders.
    private static let patience = 3000

    init() {
        program = Search.program("jupyter")
        let data = program.flatMap(JupyterSearch.askedFolders) ?? JupyterSearch.customaryFolders
        let dialect = (Environment["IPYTHONDIR"] ?? Environment["HOME"].map { $0 + "/.ipython" }).map { [$0] } ?? []
        folders = (data + dialect).map { $0 + "/kernels" }
        var (specs, unreadable): ([FoundKernelspec], [String]) = ([], [])
        for folder in folders {
            switch Search.names(in: folder) {
            case .success(let names):
                for name in names {
                    // Jupyter takes names in any case.
                    let isShadowed = specs.contains { $0.name == name.lowercased() }
                    if let spec = FoundKernelspec(name: name, in: folder, isShadowed: isShadowed) { specs.append(spec) }
                }
            case .failure(.notThere): break
            case .failure(.refused): unreadable.append(folder)
            }
        }
        (self.specs, self.unreadable) = (specs, unreadable)
    }

    /// The kernelspec that is used for the name `svertka`, if it works.
    var chosen: FoundKernelspec? { specs.first { $0.name == "svertka" && $0.isUsable } }

    /// Rows for the table.
    var findings: [Finding] {
        var rows = [jupyter]
        rows += unreadable.map { folder in
            Finding(
                "kernels folder", .wrong, "\(abbreviated(folder)) cannot be read, so Jupyter lists no kernels",
                remedy: "chmod -R u+rwX \(folder)")
        }
        if !specs.contains(where: { $0.name == "svertka" }) {
            rows.append(
                Finding(
                    "kernelspec", .wrong, "none: Jupyter does not know the kernel",
                    remedy: "\(FoundKernelspec.command) install --user"))
        }
        return rows + specs.map(\.finding)
    }

    private var jupyter: Finding {
        guard let program else {
            return Finding(
                "jupyter", .note, "not on PATH; notebooks cannot be opened", remedy: "python3 -m pip install jupyterlab"
            )
        }
        let folder = program.prefix(upTo: program.lastIndex(of: "/") ?? program.endIndex)
        let parts = ["lab", "notebook", "console", "nbconvert"].filter { access("\(folder)/jupyter-\($0)", X_OK) == 0 }
        if parts.isEmpty {
            return Finding(
                "jupyter", .note, "\(abbreviated(program)), without a front end beside it",
                remedy: "python3 -m pip install jupyterlab")
        }
        return Finding("jupyter", .fine, "\(abbreviated(program)) (\(parts.joined(separator: ", ")))")
    }

    /// What Jupyter itself says of its data folders.
    private static func askedFolders(_ program: String) -> [String]? {
        guard let child = try? ChildProcess([program, "--paths", "--json"]) else { return nil }
        let answer = ChildProcess.read(child.output, within: patience)
        // What ends by itself tidies up.
        child.finish(within: answer.hasEnded ? patience : 0)
        child.close()
        guard answer.hasEnded, let said = try? JSON(parsing: answer.text) else { return nil }
        return said["data"]?.array?.compactMap(\.string)
    }

    /// The same by jupyter_core's rules, where Jupyter cannot be asked.
    private static var customaryFolders: [String] {
        let listed = (Environment["JUPYTER_PATH"] ?? "").split(separator: ":").map(String.init)
        let user =
            Environment["JUPYTER_DATA_DIR"] ?? Environment["XDG_DATA_HOME"].map { $0 + "/jupyter" }
            ?? Environment["HOME"].map { $0 + "/.local/share/jupyter" }
        let environment = (Environment["VIRTUAL_ENV"] ?? Environment["CONDA_PREFIX"]).map { $0 + "/share/jupyter" }
        let own = [environment, user].compactMap { $0 }
        return listed + own + ["/usr/local/share/jupyter", "/usr/share/jupyter"]
    }
}

/// Looking for files.
enum Search {
    /// Why a folder gives no names.
    enum Fault: Error {
        case notThere, refused
    }

    /// The path of a program on `PATH`; a path is returned as it is where it can be run.
    static func program(_ name: String) -> String? {
        if name.contains("/") { return isProgram(name) ? name : nil }
        return (Environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// What lies in a folder, sorted.
    static func names(in folder: String) -> Result<[String], Fault> {
        guard let handle = opendir(folder) else {
            return .failure(errno == ENOENT || errno == ENOTDIR ? .notThere : .refused)
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { text in
                text.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return .success(names.sorted())
    }
}
