import Glibc

/// Whole files read and replaced at once.
public enum TextFile {
    /// Why a file could not be read or written, in the system's words.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The bytes of a file.
    public static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var out: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &part, part.count)
            if count == 0 { return out }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            out.append(contentsOf: part[..<count])
        }
    }

    /// The text of a file, invalid UTF-8 replaced; `nil` where it cannot be read.
    public static func read(_ path: String) -> String? {
        (try? bytes(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Replaces a file in one step: readers see the old or the new content, never a part.
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let draft = "\(path).\(getpid()).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(path) }
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                let why = failure(path)
                close(file)
                unlink(draft)
                throw why
            }
            at += count
        }
        fsync(file)
        close(file)
        if rename(draft, path) != 0 {
            let why = failure(path)
            unlink(draft)
            throw why
        }
    }

    /// Makes a folder and those above it.
    public static func makeFolder(_ path: String) throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(made, 0o755) != 0 && errno != EEXIST { throw failure(made) }
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
}
