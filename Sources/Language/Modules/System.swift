import Glibc

/// `time`: clocks, and sleep that hears an interrupt.
enum TimeModule {
    static func seconds(_ clock: clockid_t) -> Double {
        var now = timespec()
        clock_gettime(clock, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }

    private static func clock(_ name: String, _ doc: String, _ id: clockid_t) -> [NativeFunction] {
        [
            NativeFunction(name, doc: doc) { _ in .float(seconds(id)) },
            NativeFunction(name + "_ns", doc: doc + " In nanoseconds.") { _ in
                var now = timespec()
                clock_gettime(id, &now)
                return .int(now.tv_sec &* 1_000_000_000 &+ now.tv_nsec)
            },
        ]
    }

    private static let rows: [NativeFunction] =
        clock("time", "Seconds since 1970.", CLOCK_REALTIME)
        + clock("perf_counter", "Seconds of the finest clock, for differences.", CLOCK_MONOTONIC)
        + clock("monotonic", "Seconds of a clock that never goes back.", CLOCK_MONOTONIC)
        + clock("process_time", "Seconds that the processor spent on the program.", CLOCK_PROCESS_CPUTIME_ID)
        + [
            NativeFunction("sleep", [.positional("seconds")], doc: "Waits; an interrupt ends the wait.") {
                (call) throws(LanguageError) in
                guard let duration = try call.interpreter.number(call[0]) else {
                    throw LanguageError.typeError(
                        "'\(call[0].typeName)' object cannot be interpreted as an integer")
                }
                if duration < 0 { throw LanguageError.valueError("sleep length must be non-negative") }
                if !(duration < 1e9) { throw LanguageError.overflow("timestamp too large to convert to C _PyTime_t") }
                let end = seconds(CLOCK_MONOTONIC) + duration
                while true {
                    try call.interpreter.checkInterrupt()
                    let left = end - seconds(CLOCK_MONOTONIC)
                    if left <= 0 { return .none }
                    var pause = timespec(tv_sec: 0, tv_nsec: Int(min(left, 0.02) * 1e9))
                    nanosleep(&pause, nil)
                }
            }
        ] + calendarRows

    static let module = NativeModule(
        "time", doc: "Clocks and waiting.", functions: rows,
        constants: { interpreter in
            let (winter, summer) = (TimezoneObject.local(at: 0), TimezoneObject.local(at: 15_552_000))
            return [
                ("struct_time", .object(structure(interpreter))), ("timezone", .int(-winter.offset / 1_000_000)),
                ("altzone", .int(-summer.offset / 1_000_000)),
                ("daylight", .int(winter.offset == summer.offset ? 0 : 1)),
                ("tzname", .tuple(Tuple([Value(winter.name), Value(summer.name)]))),
            ]
        })
}

/// One of the cell's output streams, as `sys.stdout` and `sys.stderr` give it.
final class StreamObject: Object {
    let stream: StreamName

    init(_ stream: StreamName) { self.stream = stream }

    override var nativeType: NativeType { StreamObject.type }

    static let type: NativeType = NativeType(
        name: "OutStream", module: "io", doc: "Where printed text goes.",
        methods: [
            NativeFunction("write", [.positional("text")], doc: "Prints a text as it is.") {
                (call) throws(LanguageError) in
                guard case .str(let text) = call[0] else {
                    throw LanguageError.typeError("write() argument must be str, not \(call[0].typeName)")
                }
                if case .object(let object as StreamObject)? = call.receiver {
                    call.interpreter.host.emit(.stream(object.stream, text.string))
                }
                return .int(text.count)
            },
            NativeFunction("flush", doc: "Nothing waits here: text goes out as it is written.") { _ in .none },
            NativeFunction("isatty", doc: "False: what shows the text is no terminal.") { _ in .bool(false) },
        ])
}

/// `sys`: the program's arguments and streams.
enum SysModule {
    private static let rows: [NativeFunction] = [
        NativeFunction("exit", [.positional("status", .none)], doc: "Ends the program.") {
            (call) throws(LanguageError) in
            let exit = ExceptionObject(
                cls: call.interpreter.exceptionClass(.systemExit), arguments: call[0].isNone ? [] : [call[0]])
            throw LanguageError(object: exit)
        },
        NativeFunction(
            "get_int_max_str_digits", doc: "How many decimal digits a conversion between integers and text may have."
        ) { call in .int(DigitLimit.of(call.interpreter).digits) },
        NativeFunction(
            "set_int_max_str_digits", [Parameter("maxdigits")],
            doc: "Sets how many decimal digits such a conversion may have; 0 for any number."
        ) { (call) throws(LanguageError) in
            let limit = try call.int(0)
            if limit != 0 && limit < 640 { throw LanguageError.valueError("maxdigits must be 0 or larger than 640") }
            DigitLimit.of(call.interpreter).digits = limit
            return .none
        },
        NativeFunction("getrecursionlimit", doc: "How deep calls may go.") { _ in .int(Machine.frameLimit) },
        NativeFunction(
            "getsizeof", [Parameter("object"), Parameter("default", .none)], doc: "About how many bytes a value takes."
        ) {
            (call) throws(LanguageError) in
            switch call[0] {
            case .int, .float, .bool, .none: return .int(16)
            case .str(let text): return .int(48 + text.string.utf8.count)
            default:
                let count = (try? call.interpreter.length(call[0])) ?? 0
                return .int(48 + count * 16)
            }
        },
    ]

    static let module = NativeModule(
        "sys", doc: "The program's arguments and streams.", functions: rows,
        constants: { interpreter in
            let version = NamedTuples.type(
                "version_info", ["major", "minor", "micro", "releaselevel", "serial"], [], interpreter)
            let numbers: [Value] = [.int(3), .int(11), .int(0), Value("final"), .int(0)]
            return [
                ("argv", Value(interpreter.arguments.map { Value($0) })),
                ("stdout", .object(StreamObject(.stdout))), ("stderr", .object(StreamObject(.stderr))),
                ("version", Value("3.11 (Svertka)")), ("platform", Value("linux")), ("byteorder", Value("little")),
                ("version_info", (try? interpreter.call(.object(version), numbers)) ?? .none),
                ("maxsize", .int(Int.max)), ("path", Value([Value]())), ("executable", Value("svertka")),
            ]
        })
}

/// `os` and `os.path`: names of files, never other programs.
enum OSModule {
    private static func exists(_ path: String) -> (isThere: Bool, isDirectory: Bool, size: Int) {
        var status = stat()
        guard stat(path, &status) == 0 else { return (false, false, 0) }
        return (true, status.st_mode & S_IFMT == S_IFDIR, Int(status.st_size))
    }

    private static func path(_ name: String, _ doc: String, _ body: @escaping @Sendable (String) -> Value)
        -> NativeFunction
    {
        NativeFunction(name, [Parameter("path")], doc: doc) { (call) throws(LanguageError) in
            guard case .str(let text) = call[0] else {
                throw LanguageError.typeError(
                    "expected str, bytes or os.PathLike object, not \(call[0].typeName)")
            }
            return body(text.string)
        }
    }

    private static func split(_ path: String) -> (head: String, tail: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        var head = String(path[...slash])
        while head.count > 1, head.hasSuffix("/"), !head.allSatisfy({ $0 == "/" }) { head.removeLast() }
        return (head, String(path[path.index(after: slash)...]))
    }

    private static func splitExtension(_ path: String) -> (String, String) {
        let (_, tail) = split(path)
        guard let dot = tail.lastIndex(of: "."), !tail[..<dot].allSatisfy({ $0 == "." }) else { return (path, "") }
        let suffix = String(tail[dot...])
        return (String(path.dropLast(suffix.count)), suffix)
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
        return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
    }

    static func absolute(_ path: String) -> String {
        normal(path.hasPrefix("/") ? path : workingDirectory + "/" + path)
    }

    private static let pathRows: [NativeFunction] = [
        path("exists", "True if there is such a file or folder.") { .bool(exists($0).isThere) },
        path("isfile", "True if there is such a file.") { .bool(exists($0).isThere && !exists($0).isDirectory) },
        path("isdir", "True if there is such a folder.") { .bool(exists($0).isDirectory) },
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
        path("abspath", "The path from the root on.") { Value(absolute($0)) },
        path("normpath", "The path without `.`, `..` and doubled slashes.") { Value(normal($0)) },
        path("isabs", "True if the path begins at the root.") { .bool($0.hasPrefix("/")) },
        path("expanduser", "The path with ~ replaced by the home folder.") { path in
            guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return Value(path) }
            return Value(String(cString: home) + path.dropFirst())
        },
        NativeFunction("getsize", [Parameter("filename")], doc: "The size of a file in bytes.") {
            (call) throws(LanguageError) in
            let found = exists(try call.string(0))
            if !found.isThere { throw FileObject.missing(try call.string(0)) }
            return .int(found.size)
        },
        NativeFunction("join", [.positional("path"), .rest("more")], doc: "Parts joined to a path.") {
            (call) throws(LanguageError) in
            var path = try call.string(0)
            for value in call.rest(1) {
                guard case .str(let part) = value else {
                    throw LanguageError.typeError(
                        "join() argument must be str, bytes, or os.PathLike object, not '\(value.typeName)'")
                }
                if part.string.hasPrefix("/") {
                    path = part.string
                } else if path.isEmpty || path.hasSuffix("/") {
                    path += part.string
                } else {
                    path += "/" + part.string
                }
            }
            return Value(path)
        },
    ]

    static let pathModule = NativeModule(
        "os.path", doc: "Names of files.", functions: pathRows, constants: { _ in [("sep", Value("/"))] })

    private static func folder(_ name: String, _ doc: String, parents: Bool) -> NativeFunction {
        NativeFunction(
            name, [Parameter("name"), Parameter("mode", .int(0o777)), Parameter("exist_ok", .bool(false))], doc: doc
        ) {
            (call) throws(LanguageError) in
            let name = try call.string(0)
            let full = try FileObject.writable(name)
            let isThere = exists(full).isDirectory
            if isThere, try call.bool(2) { return .none }
            var made = ""
            for part in full.split(separator: "/") {
                made += "/" + part
                if exists(made).isDirectory && made != full { continue }
                if !parents && made != full { continue }
                if mkdir(made, 0o777) != 0 { throw FileObject.failure(name) }
            }
            return .none
        }
    }

    private static let rows: [NativeFunction] = [
        NativeFunction("getcwd", doc: "The working directory.") { _ in Value(workingDirectory) },
        NativeFunction("listdir", [Parameter("path", .str("."))], doc: "The names in a folder.") {
            (call) throws(LanguageError) in
            let path = try call.string(0)
            guard let directory = opendir(path) else { throw FileObject.failure(path) }
            defer { closedir(directory) }
            var names: [Value] = []
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != "." && name != ".." { names.append(Value(name)) }
            }
            return Value(names)
        },
        NativeFunction(
            "getenv", [Parameter("key"), Parameter("default", .none)], doc: "A variable of the environment."
        ) {
            (call) throws(LanguageError) in
            guard let found = getenv(try call.string(0)) else { return call[1] }
            return Value(String(cString: found))
        },
        NativeFunction("cpu_count", doc: "How many processors there are.") { _ in
            .int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        },
        folder("mkdir", "Makes a folder below the working directory.", parents: false),
        folder("makedirs", "Makes a folder below the working directory, and those above it.", parents: true),
        NativeFunction("remove", [Parameter("path")], doc: "Removes a file below the working directory.") {
            (call) throws(LanguageError) in
            let name = try call.string(0)
            if unlink(try FileObject.writable(name)) != 0 { throw FileObject.failure(name) }
            return .none
        },
        NativeFunction("system", [Parameter("command")], doc: "Not here: programs start no other programs.") {
            (_) throws(LanguageError) in
            throw LanguageError(
                .permissionError, "there is no shell here", hint: "cells run in one process and start no others")
        },
    ]

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
                ("name", Value("posix")),
                ("curdir", Value(".")),
            ]
        })
}
