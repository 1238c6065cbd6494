import CSandbox
import Glibc
import Session

/// A folder whose files a worker may read: checked before the worker starts, so that what is behind a path is what the
/// path says.
///
/// Every file is opened below the folder without following a link; links, FIFOs, devices and sockets are refused, and so
/// are more bytes or files than a data set has.
public struct DataRoot {
    /// Bounds of a folder.
    public struct Limits: Sendable {
        public var bytes = 4 << 30
        public var files = 200_000
        public var depth = 32

        public init() {}
    }

    public let path: String
    public let limits: Limits

    public init(_ path: String, limits: Limits = Limits()) { (self.path, self.limits) = (path, limits) }

    /// Walks through the folder.
    /// - Returns: the files' paths, relative to the folder, sorted.
    /// - Throws: `SystemFailure` that names the first entry which is no plain file or folder, or the limit.
    public func files() throws(SystemFailure) -> [String] {
        let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw SystemFailure("\(path): \(String(cString: strerror(errno)))") }
        defer { close(root) }
        var found: [String] = []
        var waiting = [(path: "", depth: 0)]
        var bytes = 0
        while let (folder, depth) = waiting.popLast() {
            if depth > limits.depth { throw SystemFailure("\(path)/\(folder): folders lie too deep") }
            for name in try names(root, folder) {
                let inner = folder.isEmpty ? name : folder + "/" + name
                let file = sandbox_open_beneath(root, inner)
                guard file >= 0 else { throw refusal(inner, errno) }
                defer { close(file) }
                var status = stat()
                guard fstat(file, &status) == 0 else { throw refusal(inner, errno) }
                if status.st_mode & S_IFMT == S_IFDIR {
                    waiting.append((inner, depth + 1))
                    continue
                }
                bytes += Int(status.st_size)
                found.append(inner)
                if bytes > limits.bytes { throw SystemFailure("\(path) holds more than \(limits.bytes >> 20) MiB") }
                if found.count > limits.files { throw SystemFailure("\(path) holds more than \(limits.files) files") }
            }
        }
        return found.sorted()
    }

    private func names(_ root: Int32, _ folder: String) throws(SystemFailure) -> [String] {
        let opened = sandbox_open_beneath(root, folder.isEmpty ? "." : folder)
        guard opened >= 0, let directory = fdopendir(opened) else { throw refusal(folder, errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private func refusal(_ inner: String, _ error: Int32) -> SystemFailure {
        let why =
            switch error {
            case ELOOP: "a link"
            case EXDEV: "it leads out of the folder"
            case ENOTSUP, ENXIO, ENODEV: "neither a file nor a folder"
            default: String(cString: strerror(error))
            }
        return SystemFailure("\(path)/\(inner) is refused: \(why)")
    }
}
