import Glibc

/// `os.path`: names of files.
enum PathModule {
    private static func path(_ name: String, _ doc: String, _ body: @escaping @Sendable (String) -> Value)
        -> NativeFunction
    {
        NativeFunction(name, [Parameter("path")], doc: doc) { (call) throws(LanguageError) in
            body(try FilePath.text(call[0], call.interpreter))
        }
    }

    private static func time(_ name: String, _ doc: String, _ pick: @escaping @Sendable (stat) -> timespec)
        -> NativeFunction
    {
        NativeFunction(name, [Parameter("filename")], doc: doc) { (call) throws(LanguageError) in
            let path = try FilePath.text(call[0], call.interpreter)
            guard let status = FilePath.status(path) else { throw LanguageError.system(errno, path) }
            let moment = pick(status)
            return .float(Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9)
        }
    }

    /// The folder and the last part.
    static func split(_ path: String) -> (head: String, tail: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        var head = String(path[...slash])
        while head.count > 1, head.hasSuffix("/"), !head.allSatisfy({ $0 == "/" }) { head.removeLast() }
        return (head, String(path[path.index(after: slash)...]))
    }

    /// The path without its ending, and the ending.
    static func splitExtension(_ path: String) -> (String, String) {
        let (_, tail) = split(path)
        guard let dot = tail.lastIndex(of: "."), !tail[..<dot].allSatisfy({ $0 == "." }) else { return (path, "") }
        let suffix = String(tail[dot...])
        return (String(path.dropLast(suffix.count)), suffix)
    }

    /// `os.path.join`.
    static func join(_ path: String, _ part: String) -> String {
        if part.hasPrefix("/") { return part }
        return path.isEmpty || path.hasSuffix("/") ? path + part : path + "/" + part
    }

    /// The way from a folder to a path.
    static func relative(_ path: String, from start: String) -> String {
        let from = FilePath.absolute(start).split(separator: "/")
        let to = FilePath.absolute(path).split(separator: "/")
        let common = zip(from, to).prefix { $0 == $1 }.count
        let parts = Array(repeating: "..", count: from.count - common) + to.dropFirst(common).map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    private static func paths(_ call: Call) throws(LanguageError) -> [String] {
        var paths: [String] = []
        for value in try call.values(0) { paths.append(try FilePath.text(value, call.interpreter)) }
        return paths
    }

    private static let rows: [NativeFunction] = [
        path("exists", "True if there is such a file or folder.") { .bool(FilePath.status($0) != nil) },
        path("lexists", "True if there is such a file, folder or link.") {
            .bool(FilePath.status($0, ofLink: true) != nil)
        },
        path("isfile", "True if there is such a file.") { .bool(FilePath.isFile($0)) },
        path("isdir", "True if there is such a folder.") { .bool(FilePath.isFolder($0)) },
        path("islink", "True if there is such a link.") { .bool(FilePath.isLink($0)) },
        path("basename", "The last part of a path.") { Value(split($0).tail) },
        path("dirname", "The path without its last part.") { Value(split($0).head) },
        path("split", "The path without its last part, and that part.") {
            let (head, tail) = split($0)
            return .tuple(Tuple([Value(head), Value(tail)]))
        },
        path("splitext", "The path without its ending, and the ending.") {
            let (root, suffix) = splitExtension($0)
            return .tuple(Tuple([Value(root), Value(suffix)]))
        },
        path("splitdrive", "An empty drive, and the path.") { .tuple(Tuple([Value(""), Value($0)])) },
        path("abspath", "The path from the root on.") { Value(FilePath.absolute($0)) },
        path("realpath", "The path from the root on, with links followed.") { Value(FilePath.real($0)) },
        path("normpath", "The path without `.`, `..` and doubled slashes.") { Value(FilePath.normal($0)) },
        path("normcase", "The path as it is.") { Value($0) },
        path("isabs", "True if the path begins at the root.") { .bool($0.hasPrefix("/")) },
        path("expanduser", "The path with ~ replaced by the home folder.") { path in
            guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return Value(path) }
            return Value(String(cString: home) + path.dropFirst())
        },
        NativeFunction("getsize", [Parameter("filename")], doc: "The size of a file in bytes.") {
            (call) throws(LanguageError) in
            let path = try FilePath.text(call[0], call.interpreter)
            guard let status = FilePath.status(path) else { throw LanguageError.system(errno, path) }
            return .int(Int(status.st_size))
        },
        time("getmtime", "When a file was changed, in seconds since 1970.") { $0.st_mtim },
        time("getatime", "When a file was read, in seconds since 1970.") { $0.st_atim },
        time("getctime", "When what is known of a file was changed, in seconds since 1970.") { $0.st_ctim },
        NativeFunction("join", [.positional("path"), .rest("paths")], doc: "Parts joined to a path.") {
            (call) throws(LanguageError) in
            var path = try FilePath.text(call[0], call.interpreter)
            for value in call.rest(1) {
                guard let part = try? FilePath.text(value, call.interpreter) else {
                    throw LanguageError.typeError(
                        "join() argument must be str, bytes, or os.PathLike object, not '\(value.typeName)'")
                }
                path = join(path, part)
            }
            return Value(path)
        },
        NativeFunction(
            "relpath", [Parameter("path"), Parameter("start", .str("."))], doc: "The way from a folder to a path."
        ) { (call) throws(LanguageError) in
            let path = try FilePath.text(call[0], call.interpreter)
            if path.isEmpty { throw LanguageError.valueError("no path specified") }
            return Value(relative(path, from: try FilePath.text(call[1], call.interpreter)))
        },
        NativeFunction("commonprefix", [Parameter("m")], doc: "The letters that all paths begin with.") {
            (call) throws(LanguageError) in
            let paths = try paths(call).map { Array($0.unicodeScalars) }
            guard var common = paths.first else { return Value("") }
            for path in paths { common = Array(zip(common, path).prefix { $0 == $1 }.map(\.0)) }
            return Value(String(String.UnicodeScalarView(common)))
        },
        NativeFunction("commonpath", [Parameter("paths")], doc: "The folder that holds all paths.") {
            (call) throws(LanguageError) in
            let paths = try paths(call)
            guard let first = paths.first else {
                throw LanguageError.valueError("commonpath() arg is an empty sequence")
            }
            let isAbsolute = first.hasPrefix("/")
            if paths.contains(where: { $0.hasPrefix("/") != isAbsolute }) {
                throw LanguageError.valueError("Can't mix absolute and relative paths")
            }
            var common = first.split(separator: "/").filter { $0 != "." }
            for path in paths {
                common = zip(common, path.split(separator: "/").filter { $0 != "." }).prefix { $0 == $1 }.map(\.0)
            }
            return Value((isAbsolute ? "/" : "") + common.joined(separator: "/"))
        },
        NativeFunction(
            "samefile", [Parameter("f1"), Parameter("f2")], doc: "True if two paths lead to the same file."
        ) { (call) throws(LanguageError) in
            var found: [stat] = []
            for i in 0..<2 {
                let path = try FilePath.text(call[i], call.interpreter)
                guard let status = FilePath.status(path) else { throw LanguageError.system(errno, path) }
                found.append(status)
            }
            return .bool(found[0].st_ino == found[1].st_ino && found[0].st_dev == found[1].st_dev)
        },
    ]

    static let module = NativeModule(
        "os.path", doc: "Names of files.", functions: rows,
        constants: { _ in
            [
                ("sep", Value("/")), ("curdir", Value(".")), ("pardir", Value("..")), ("extsep", Value(".")),
                ("pathsep", Value(":")), ("altsep", .none), ("devnull", Value("/dev/null")),
            ]
        })
}
