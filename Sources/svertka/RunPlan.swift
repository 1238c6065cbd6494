import Glibc
import Notebooks
import Session

/// Which notebooks a command line names, and where each one's results go.
struct RunPlan {
    let files: [String]
    let output: String?
    let formats: [RunCommand.Format]

    /// Why there is no plan.
    struct Fault: Error {
        let description: String
        let status: Int32
    }

    /// A notebook, and its path below the folder that was named.
    private struct Found {
        let path: String
        let below: String
    }

    func pairs() throws -> [(path: String, outputs: RunOutputs)] {
        var found: [Found] = []
        for file in files {
            if !RunPlan.isFolder(file) {
                found.append(Found(path: file, below: String(file.split(separator: "/").last ?? "")))
                continue
            }
            let inside = RunPlan.notebooks(in: file, below: "")
            if inside.isEmpty { throw Fault(description: "no notebooks in \(file)", status: 3) }
            found += inside
        }
        let isFolder = output.map {
            found.count > 1 || files.contains(where: RunPlan.isFolder) || $0.hasSuffix("/") || RunPlan.isFolder($0)
        }
        var pairs: [(path: String, outputs: RunOutputs)] = []
        var taken: Set<String> = []
        for one in found {
            let target: String
            switch (output, isFolder == true) {
            case (nil, _): target = one.path
            case (let folder?, true):
                if folder == "-" {
                    throw Fault(description: "standard output takes one notebook, not several", status: 64)
                }
                target = folder + (folder.hasSuffix("/") ? "" : "/") + one.below
                do { try TextFile.makeFolder(RunPlan.folder(of: target)) } catch {
                    throw Fault(description: "cannot make \(error)", status: 74)
                }
            case (let file?, false): target = file
            }
            guard taken.insert(target).inserted else {
                throw Fault(description: "two notebooks would be written to \(target)", status: 64)
            }
            pairs.append((one.path, outputs(target)))
        }
        return pairs
    }

    private func outputs(_ target: String) -> RunOutputs {
        var outputs = RunOutputs()
        let isBoth = formats.contains(.notebook) && formats.contains(.html)
        let stem = target == "-" ? "-" : RunPlan.withoutEnding(target)
        if formats.contains(.notebook) { outputs.notebook = isBoth && target != "-" ? stem + ".ipynb" : target }
        if formats.contains(.html) {
            // A file that -o names is taken as it is; otherwise the page stands beside the notebook.
            let isNamed = !isBoth && output == target
            outputs.page = target == "-" || isNamed ? target : stem + ".html"
        }
        return outputs
    }

    private static func withoutEnding(_ path: String) -> String {
        for ending in [".ipynb", ".html"] where path.hasSuffix(ending) { return String(path.dropLast(ending.count)) }
        return path
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// All notebooks in a folder and below it, in the order of their names; hidden folders and links are passed by.
    private static func notebooks(in folder: String, below: String) -> [Found] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { raw in
                raw.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        var found: [Found] = []
        for name in names.sorted() {
            let path = folder + (folder.hasSuffix("/") ? "" : "/") + name
            let place = below.isEmpty ? name : below + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                found += notebooks(in: path, below: place)
            } else if status.st_mode & S_IFMT == S_IFREG, name.hasSuffix(".ipynb") {
                found.append(Found(path: path, below: place))
            }
        }
        return found
    }
}
