import Glibc

/// Where data sets are looked for: `$SVERTKA_DATA`, `~/.svertka/datasets`, `~/.keras/datasets`, in this order.
public struct DataFolders: Sendable {
    /// Folders in the order in which they are searched.
    public let roots: [String]

    /// The given folders.
    public init(roots: [String]) { self.roots = roots }

    /// The folders that the process's environment names.
    public init() {
        var environment: [String: String] = [:]
        for name in ["SVERTKA_DATA", "HOME"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        self.init(environment: environment)
    }

    /// The folders that an environment names.
    public init(environment: [String: String]) {
        var roots: [String] = []
        if let data = environment["SVERTKA_DATA"], !data.isEmpty { roots.append(data) }
        if let home = environment["HOME"], !home.isEmpty {
            roots += ["\(home)/.svertka/datasets", "\(home)/.keras/datasets"]
        }
        self.roots = roots
    }

    /// The first file that is there: each root is searched in its subfolders `folders`, then directly; `names` are
    /// the spellings of the file's name, and each may end in `.gz`.
    public func find(_ names: [String], in folders: [String]) -> String? {
        for root in roots {
            for folder in folders.map({ "\(root)/\($0)" }) + [root] {
                for name in names {
                    for path in ["\(folder)/\(name)", "\(folder)/\(name).gz"] where FileBytes.exists(at: path) {
                        return path
                    }
                }
            }
        }
        return nil
    }

    /// The error of a data set whose file is nowhere: it says how to get it; `folder` is its name for `svertka data`.
    func missing(_ name: String, of dataSet: String, folder: String) -> VisionError {
        VisionError(
            "\(dataSet) is not on this computer; in a terminal run: svertka data fetch \(folder). There is no \(name) "
                + "(or \(name).gz) in "
                + (roots.isEmpty ? "any folder ($SVERTKA_DATA and $HOME are not set)" : roots.joined(separator: ", ")),
            kind: .missing,
            hint: "without a network: svertka data fetch \(folder) --from FOLDER; svertka.datasets.digits needs no file"
        )
    }
}
