import Glibc

/// A file that is being made: it has a hidden name beside its place until it is whole, and then takes the place in one
/// step. What a broken download left is found again by the next one.
final class Draft {
    /// Where it is while it is made.
    let path: String
    private let descriptor: Int32
    /// Bytes that it has.
    private(set) var size: Int

    /// The draft of `name` in a folder, which must be there; with what an earlier attempt left.
    init(of name: String, in folder: String) throws(FetchError) {
        path = "\(folder)/.\(name).draft"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .system(path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FetchError("\(path) is no file")
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Takes everything out.
    func clear() throws(FetchError) {
        guard ftruncate(descriptor, 0) == 0 else { throw .system(path) }
        size = 0
    }

    /// Puts bytes at the end.
    func append(_ bytes: UnsafeRawBufferPointer) throws(FetchError) {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = pwrite(descriptor, base, rest.count, size)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path)
            }
            size += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Lets the whole file take its place; readers see the old one or the new one, never a part.
    func finish(as target: String) throws(FetchError) {
        guard fsync(descriptor) == 0, rename(path, target) == 0 else { throw .system(target) }
    }

    /// Gives it up.
    func remove() { unlink(path) }
}

/// Folders, files and the lock of a data folder.
enum Folder {
    /// Makes a folder and those above it.
    static func make(_ path: String) throws(FetchError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for step in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(step) : "/\(step)"
            if mkdir(made, 0o755) != 0, errno != EEXIST { throw .system(made) }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .system(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw FetchError("\(path) is a file, not a folder") }
    }

    /// The size of a regular file; `nil` where there is none.
    static func size(ofFile path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Bytes that may still be written there; `nil` where the system does not say.
    static func room(in path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }
}

/// Keeps other processes from the same data set: the system gives it back however this process ends.
final class FolderLock {
    private let descriptor: Int32

    /// Waits until it is free; `busy` is called once where another process has it.
    init(_ path: String, busy: () -> Void) throws(FetchError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw .system(path) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
        if errno == EWOULDBLOCK { busy() }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let fault = FetchError.system(path)
                close(descriptor)
                throw fault
            }
        }
    }

    deinit { close(descriptor) }
}
