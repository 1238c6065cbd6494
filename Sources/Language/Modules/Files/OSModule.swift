import Glibc

/// `os`: files and the environment; never other programs.
///
/// What changes the disk does so below the working directory and in `/tmp` only, and the working directory stays.
enum OSModule {
    private static func change(
        _ names: [String], _ parameter: String, _ doc: String, _ body: @escaping @Sendable (String) -> Int32
    ) -> [NativeFunction] {
        names.map { name in
            NativeFunction(name, [Parameter(parameter)], doc: doc) { (call) throws(LanguageError) in
                let path = try FilePath.text(call[0], call.interpreter)
                if body(try FilePath.entry(path)) != 0 { throw LanguageError.system(errno, path) }
                return .none
            }
        }
    }

    private static func rename(_ name: String) -> NativeFunction {
        NativeFunction(name, [Parameter("src"), Parameter("dst")], doc: "Gives a file or folder another name.") {
            (call) throws(LanguageError) in
            try FilePath.rename(
                try FilePath.text(call[0], call.interpreter), try FilePath.text(call[1], call.interpreter))
            return .none
        }
    }

    private static func refused(_ names: [String], _ what: String, _ hint: String) -> [NativeFunction] {
        names.map { name in
            NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Not here: \(what).") {
                (_) throws(LanguageError) in
                throw LanguageError(.permissionError, "os.\(name) is not available: \(what)", hint: hint)
            }
        }
    }

    private static let fields = [
        "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
    ]

    /// The class of what `os.stat` gives, one for each interpreter.
    private final class StatResult {
        let cls: ClassObject
        init(_ cls: ClassObject) { self.cls = cls }
    }

    /// What the system knows of a file, as `os.stat_result`.
    static func status(_ path: String, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        guard let status = FilePath.status(path) else { throw LanguageError.system(errno, path) }
        let cls = interpreter.state(of: StatResult.self) {
            StatResult(NamedTuples.type("stat_result", fields, [], interpreter, module: "os"))
        }.cls
        func seconds(_ moment: timespec) -> Value { .float(Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9) }
        return try interpreter.call(
            .object(cls),
            [
                .int(Int(status.st_mode)), .int(Int(truncatingIfNeeded: status.st_ino)),
                .int(Int(truncatingIfNeeded: status.st_dev)), .int(Int(status.st_nlink)), .int(Int(status.st_uid)),
                .int(Int(status.st_gid)), .int(Int(status.st_size)), seconds(status.st_atim), seconds(status.st_mtim),
                seconds(status.st_ctim),
            ])
    }

    /// Folder after folder below one: its path, its folders, its files.
    private static func walk(_ call: Call) throws(LanguageError) -> Value {
        let isTopDown = try call.bool(1)
        // What waits: a folder to visit, or an answer to give.
        var waiting: [(path: String, answer: Value?)] = [(try FilePath.text(call[0], call.interpreter), nil)]
        // Top down, the program may strike folders from the list before they are visited.
        var shown: (path: String, folders: List)?
        func enqueue(_ path: String, _ folders: List) {
            for folder in folders.values.reversed() {
                guard case .str(let name) = folder else { continue }
                let inner = PathModule.join(path, name.string)
                if !FilePath.isLink(inner) { waiting.append((inner, nil)) }
            }
        }
        return .object(
            Iteration("generator") { (interpreter) throws(LanguageError) in
                if let last = shown {
                    enqueue(last.path, last.folders)
                    shown = nil
                }
                while let (path, answer) = waiting.popLast() {
                    if let answer { return answer }
                    try interpreter.checkInterrupt()
                    guard let names = try? FilePath.names(in: path) else { continue }
                    let isFolder = names.map { FilePath.isFolder(PathModule.join(path, $0)) }
                    let folders = List(zip(names, isFolder).filter(\.1).map { Value($0.0) })
                    let files = zip(names, isFolder).filter { !$0.1 }.map { Value($0.0) }
                    let found = Value.tuple(Tuple([Value(path), .list(folders), Value(files)]))
                    if isTopDown {
                        shown = (path, folders)
                        return found
                    }
                    waiting.append((path, found))
                    enqueue(path, folders)
                }
                return nil
            })
    }

    private static let rows: [NativeFunction] =
        [
            NativeFunction("getcwd", doc: "The working directory.") { _ in Value(FilePath.workingDirectory) },
            NativeFunction("listdir", [Parameter("path", .none)], doc: "The names in a folder.") {
                (call) throws(LanguageError) in
                let path = call[0].isNone ? "." : try FilePath.text(call[0], call.interpreter)
                return Value(try FilePath.names(in: path).map { Value($0) })
            },
            NativeFunction(
                "walk", [Parameter("top"), Parameter("topdown", .bool(true))],
                doc: "Folder after folder: its path, its folders, its files."
            ) { (call) throws(LanguageError) in try walk(call) },
            NativeFunction("stat", [Parameter("path")], doc: "What the system knows of a file.") {
                (call) throws(LanguageError) in
                try status(try FilePath.text(call[0], call.interpreter), call.interpreter)
            },
            NativeFunction("fspath", [Parameter("path")], doc: "The path in a text or path object.") {
                (call) throws(LanguageError) in
                if call[0].byteContent != nil { return call[0] }
                return Value(try FilePath.text(call[0], call.interpreter))
            },
            NativeFunction(
                "getenv", [Parameter("key"), Parameter("default", .none)], doc: "A variable of the environment."
            ) {
                (call) throws(LanguageError) in
                guard case .str(let key) = call[0] else {
                    throw LanguageError.typeError("str expected, not \(call[0].typeName)")
                }
                guard let found = getenv(key.string) else { return call[1] }
                return Value(String(cString: found))
            },
            NativeFunction("cpu_count", doc: "How many processors there are.") { _ in
                .int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
            },
            NativeFunction("getpid", doc: "The number of the process.") { _ in .int(Int(getpid())) },
            NativeFunction("urandom", [.positional("size")], doc: "Random bytes of the system.") {
                (call) throws(LanguageError) in
                let count = try call.place(0)
                if count < 0 { throw LanguageError.valueError("negative argument not allowed") }
                if count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
                var generator = SystemRandomNumberGenerator()
                return Value(bytes: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
            },
            NativeFunction(
                "mkdir", [Parameter("path"), Parameter("mode", .int(0o777))],
                doc: "Makes a folder below the working directory."
            ) { (call) throws(LanguageError) in
                let path = try FilePath.text(call[0], call.interpreter)
                try FilePath.makeFolder(path, parents: false, existsIsFine: false)
                return .none
            },
            NativeFunction(
                "makedirs", [Parameter("name"), Parameter("mode", .int(0o777)), Parameter("exist_ok", .bool(false))],
                doc: "Makes a folder below the working directory, and those above it."
            ) { (call) throws(LanguageError) in
                let path = try FilePath.text(call[0], call.interpreter)
                try FilePath.makeFolder(path, parents: true, existsIsFine: try call.bool(2))
                return .none
            },
            rename("rename"), rename("replace"),
        ]
        + change(["remove", "unlink"], "path", "Removes a file below the working directory.") { unlink($0) }
        + change(["rmdir"], "path", "Removes an empty folder below the working directory.") { rmdir($0) }
        + refused(
            ["system", "popen", "fork", "kill", "execv", "spawnv"], "there are no other processes here",
            "cells run in one process and start no others")
        + refused(
            ["chdir"], "the working directory stays as it is",
            "write paths from the working directory on, or use os.path.join")

    static let module = NativeModule(
        "os", doc: "Files and the environment; no processes.", functions: rows,
        constants: { interpreter in
            let environment = Dict()
            var entry = environ
            while let pointer = entry.pointee {
                let pair = String(cString: pointer).split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if pair.count == 2 { try? environment.set(Value(String(pair[0])), Value(String(pair[1])), interpreter) }
                entry += 1
            }
            return [
                ("environ", .dict(environment)), ("sep", Value("/")), ("linesep", Value("\n")),
                ("name", Value("posix")), ("curdir", Value(".")), ("pardir", Value("..")), ("extsep", Value(".")),
                ("pathsep", Value(":")), ("altsep", .none), ("devnull", Value("/dev/null")),
                ("error", .object(interpreter.exceptionClass(.osError))),
            ]
        })
}
