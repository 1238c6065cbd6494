import Glibc
import Session

/// Where the cells of one notebook work: a folder of their own, bounded, and gone with their worker.
///
/// The files of the assignment stand in it as links, which the sandbox lets be read and not written. Cells can remove or
/// replace a link, but no test finds it so: what is missing is put back before each. Cells cannot make links themselves.
public final class ScratchFolder {
    /// The folder.
    public let path: String
    private let files: String
    private let names: [String]
    /// Bytes on disk, entries, and folders inside each other that a notebook may make.
    static let byteLimit = 256 << 20
    private static let entryLimit = 1000
    private static let depthLimit = 16

    /// Makes one.
    /// - template: its path but for six letters.
    /// - files: the folder of the assignment's files, an absolute path.
    /// - Throws: `SystemFailure` where the system gives none.
    public convenience init(_ template: String, files: String) throws(SystemFailure) {
        self.init(made: try TemporaryFolder.make(beginning: template + "."), files: files)
    }

    /// Makes one below the folder for temporary files.
    public convenience init(temporaryFor files: String) throws(SystemFailure) {
        self.init(made: try TemporaryFolder.make("work"), files: files)
    }

    private init(made path: String, files: String) {
        (self.path, self.files, names) = (path, files, FileTree.names(in: files))
        restore()
    }

    deinit { remove() }

    /// Puts the assignment's files back where a cell removed or replaced them.
    func restore() {
        for name in names {
            let place = "\(path)/\(name)"
            var facts = stat()
            // Cells make no links: one of this name is the one from here, or it was moved here from another name.
            if lstat(place, &facts) == 0 {
                if facts.st_mode & S_IFMT == S_IFLNK, target(of: place) == "\(files)/\(name)" { continue }
                FlatRemoval.remove(place)
            }
            symlink("\(files)/\(name)", place)
        }
    }

    private func target(of link: String) -> String? {
        var signs = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &signs, signs.count)
        return count < 0 ? nil : String(decoding: signs[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What is more in it than may be; `nil` while nothing is.
    var excess: String? {
        var bytes = 0
        var entries = -names.count
        return excess(in: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW), 0, &bytes, &entries)
    }

    /// - folder: an open folder, closed here.
    private func excess(in folder: Int32, _ depth: Int, _ bytes: inout Int, _ entries: inout Int) -> String? {
        guard folder >= 0 else { return nil }
        guard let stream = fdopendir(folder) else {
            close(folder)
            return nil
        }
        defer { closedir(stream) }
        if depth > ScratchFolder.depthLimit { return "the notebook made folders too deep inside each other" }
        while let name = FileTree.next(stream) {
            var facts = stat()
            if fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) != 0 { continue }
            entries += 1
            bytes += Int(facts.st_blocks) * 512
            if entries > ScratchFolder.entryLimit {
                return "the notebook made more than \(ScratchFolder.entryLimit) files"
            }
            if bytes > ScratchFolder.byteLimit {
                return "the notebook wrote files of more than \(ScratchFolder.byteLimit >> 20) MiB"
            }
            if facts.st_mode & S_IFMT == S_IFDIR {
                let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
                if let found = excess(in: inner, depth + 1, &bytes, &entries) { return found }
            }
        }
        return nil
    }

    /// Throws it away.
    func remove() { FlatRemoval.remove(path) }
}

/// Removes what a stranger made: however deep folders stand in each other, neither stack nor paths grow.
private enum FlatRemoval {
    static func remove(_ path: String) {
        if unlink(path) == 0 || errno == ENOENT { return }
        let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        if root < 0 { return }
        var number = 0
        var isChanged = true
        while isChanged {
            isChanged = false
            for name in names(in: root) {
                if unlinkat(root, name, 0) == 0 {
                    isChanged = true
                    continue
                }
                fchmodat(root, name, 0o700, 0)
                // Folders inside come up to the root, where the next turn finds them.
                let folder = openat(root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
                if folder < 0 { continue }
                for inner in names(in: folder) where unlinkat(folder, inner, 0) != 0 {
                    number += 1
                    if renameat(folder, inner, root, ".svertka-\(number)") == 0 { isChanged = true }
                }
                close(folder)
                if unlinkat(root, name, AT_REMOVEDIR) == 0 { isChanged = true }
            }
        }
        close(root)
        rmdir(path)
    }

    private static func names(in folder: Int32) -> [String] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return [] }
        guard let stream = fdopendir(copy) else {
            close(copy)
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let name = FileTree.next(stream) { names.append(name) }
        return names
    }
}
