import Glibc

/// Names of files: what programs give, and where they may write.
public enum FilePath {
    /// The path in a text, bytes or an object with `__fspath__`.
    static func text(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        var path: String?
        switch value {
        case .str(let text): path = text.string
        case .object(let object as PathObject): path = object.text
        default:
            if let bytes = value.byteContent {
                path = String(decoding: bytes, as: UTF8.self)
            } else if let answer = try interpreter.callSpecial("__fspath__", value, []), case .str(let text) = answer {
                path = text.string
            }
        }
        guard let path else {
            throw LanguageError.typeError("expected str, bytes or os.PathLike object, not \(value.typeName)")
        }
        if path.utf8.contains(0) { throw LanguageError.valueError("embedded null byte") }
        return path
    }

    static var workingDirectory: String {
        guard let pointer = getcwd(nil, 0) else { return "." }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// The path without `.`, `..` and doubled slashes.
    static func normal(_ path: String) -> String {
        if path.isEmpty { return "." }
        let isAbsolute = path.hasPrefix("/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        // Two slashes at the beginning, but not three, are a root of their own.
        if path.hasPrefix("//"), !path.hasPrefix("///") { return "//" + joined }
        return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// The path from the root on, without `.` and `..`.
    static func absolute(_ path: String) -> String {
        normal(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
    }

    /// The path from the root on with links followed as far as the path exists.
    static func real(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : workingDirectory + "/" + path
        var parts = full.split(separator: "/").filter { $0 != "." }
        var rest: [Substring] = []
        while true {
            let head = "/" + parts.joined(separator: "/")
            if let pointer = realpath(head, nil) {
                defer { free(pointer) }
                let found = String(cString: pointer)
                return normal(rest.isEmpty ? found : found + "/" + rest.joined(separator: "/"))
            }
            guard let last = parts.popLast() else { return normal(full) }
            rest.insert(last, at: 0)
        }
    }

    /// The real path of a file that may be written: it must lie below the working directory or in `/tmp`.
    ///
    /// Links and `..` are resolved before the decision.
    static func writable(_ name: String) throws(LanguageError) -> String {
        if name.isEmpty { throw LanguageError.system(ENOENT, name) }
        return try allowed(real(name), name)
    }

    /// A real path, if it may be written.
    private static func allowed(_ full: String, _ name: String) throws(LanguageError) -> String {
        let root = real(".")
        if full == root || full.hasPrefix(root.hasSuffix("/") ? root : root + "/") || full.hasPrefix("/tmp/") {
            return full
        }
        let error = LanguageError.system(EACCES, name)
        error.raised.hint = "files are written only below the working directory, \(root)"
        throw error
    }

    /// The real path of a name in a folder that may be written; a link is the link itself, not what it leads to.
    static func entry(_ name: String) throws(LanguageError) -> String {
        let (head, tail) = PathModule.split(name.hasPrefix("/") ? name : workingDirectory + "/" + name)
        if tail.isEmpty || tail == "." || tail == ".." { return try writable(name) }
        let folder = real(head)
        return try allowed(folder.hasSuffix("/") ? folder + tail : folder + "/" + tail, name)
    }

    /// Gives a file or folder another name; both must lie where files may be written.
    static func rename(_ from: String, _ to: String) throws(LanguageError) {
        let (source, target) = (try entry(from), try entry(to))
        if Glibc.rename(source, target) != 0 {
            let error = LanguageError.system(errno, from)
            throw error
        }
    }

    /// What the system knows of a path, links followed unless `isLink`.
    static func status(_ path: String, ofLink isLink: Bool = false) -> stat? {
        var status = stat()
        let result = isLink ? lstat(path, &status) : stat(path, &status)
        return result == 0 ? status : nil
    }

    /// True for a folder, also behind a link.
    public static func isFolder(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

    static func isFile(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

    static func isLink(_ path: String) -> Bool {
        status(path, ofLink: true).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
    }

    /// The names in a folder, in the system's order.
    public static func names(in path: String) throws(LanguageError) -> [String] {
        guard let directory = opendir(path) else { throw LanguageError.system(errno, path) }
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

    /// Makes a folder below the working directory, and with `parents` those above it.
    static func makeFolder(_ name: String, parents: Bool, existsIsFine: Bool) throws(LanguageError) {
        let full = try writable(name)
        if isFolder(full), existsIsFine { return }
        if parents {
            var made = ""
            for part in full.split(separator: "/").dropLast() {
                made += "/" + part
                if !isFolder(made), mkdir(made, 0o777) != 0 { throw LanguageError.system(errno, name) }
            }
        }
        if mkdir(full, 0o777) != 0 { throw LanguageError.system(errno, name) }
    }
}
