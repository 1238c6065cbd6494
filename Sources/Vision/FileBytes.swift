import Glibc

/// Whole files as bytes.
public enum FileBytes {
    /// The largest file that is read (4 GB): anything larger is not a file of this course.
    static let largest = 1 << 32

    /// True when there is a regular file at `path`.
    public static func exists(at path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The content of the file at `path`.
    ///
    /// - Throws: `VisionError` of kind `missing` or `unreadable` in the system's words.
    public static func read(_ path: String) throws(VisionError) -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            let kind: VisionError.Kind = errno == ENOENT ? .missing : .unreadable
            throw VisionError("\(path): \(String(cString: strerror(errno)))", kind: kind)
        }
        defer { fclose(file) }
        var status = stat()
        guard fstat(fileno(file), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw VisionError("\(path) is not a file", kind: .unreadable)
        }
        let size = Int(status.st_size)
        guard size <= largest else { throw VisionError("\(path) is too large: \(size) bytes", kind: .unreadable) }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            count = fread(target.baseAddress, 1, size, file)
        }
        guard bytes.count == size else { throw VisionError("\(path) cannot be read to its end", kind: .unreadable) }
        return bytes
    }

    /// Puts `bytes` into the file at `path`, in place of what it held.
    public static func write(_ bytes: [UInt8], to path: String) throws(VisionError) {
        guard let file = fopen(path, "wb") else {
            throw VisionError("\(path): \(String(cString: strerror(errno)))", kind: .unreadable)
        }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else {
            throw VisionError("\(path) cannot be written: \(String(cString: strerror(errno)))", kind: .unreadable)
        }
    }
}
