import ArgumentParser
import Glibc
import JSON
import Session
import Vision

/// `svertka doctor`: checks an installation; for what is wrong, says the command that mends it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the installation and say how to mend it.")

    /// One thing that is looked at.
    struct Check {
        let name: String
        /// What was found; `nil` where it is missing.
        let found: String?
        /// How to mend it.
        let remedy: String
        /// True where programs run without it.
        var isOptional = false
    }

    func run() throws {
        let checks = [openBLAS, kernelspec, jupyter, dataSets]
        for check in checks {
            let mark = check.found != nil ? "ok" : check.isOptional ? "--" : "NO"
            print("\(mark)  \(check.name): \(check.found ?? "missing; \(check.remedy)")")
        }
        if checks.contains(where: { $0.found == nil && !$0.isOptional }) { throw ExitCode(1) }
    }

    private var openBLAS: Check {
        let library = dlopen("libopenblas.so.0", RTLD_LAZY)
        return Check(
            name: "OpenBLAS, for large products", found: library == nil ? nil : "libopenblas.so.0",
            remedy: "apt-get install libopenblas0-pthread")
    }

    /// The first kernelspec of that name on Jupyter's path whose program exists.
    private var kernelspec: Check {
        let found = Self.jupyterFolders.map { $0 + "/kernels/svertka" }.first { folder in
            guard let text = TextFile.read(folder + "/kernel.json"), let spec = try? JSON(parsing: text),
                let program = spec["argv"]?.array?.first?.string
            else { return false }
            return access(program, X_OK) == 0
        }
        return Check(name: "kernelspec", found: found, remedy: "svertka install --user")
    }

    private var jupyter: Check {
        let folders = (Environment["PATH"] ?? "").split(separator: ":").map { "\($0)/jupyter" }
        return Check(
            name: "Jupyter, to open notebooks", found: folders.first { access($0, X_OK) == 0 },
            remedy: "python3 -m pip install jupyterlab", isOptional: true)
    }

    private var dataSets: Check {
        let folders = DataFolders()
        let names = DataCommand.DataSet.table.filter { !$0.paths(in: folders).contains(nil) }.map(\.name)
        return Check(
            name: "data sets", found: names.isEmpty ? nil : names.joined(separator: ", "),
            remedy: "set SVERTKA_DATA; generated digits need no file", isOptional: true)
    }

    /// Where Jupyter looks for kernels.
    private static var jupyterFolders: [String] {
        let listed = (Environment["JUPYTER_PATH"] ?? "").split(separator: ":").map(String.init)
        let own = [
            Environment["JUPYTER_DATA_DIR"], Environment["XDG_DATA_HOME"].map { $0 + "/jupyter" },
            Environment["HOME"].map { $0 + "/.local/share/jupyter" },
            Environment["VIRTUAL_ENV"].map { $0 + "/share/jupyter" },
            Environment["CONDA_PREFIX"].map { $0 + "/share/jupyter" },
        ]
        return listed + own.compactMap { $0 } + ["/usr/local/share/jupyter", "/usr/share/jupyter"]
    }
}
