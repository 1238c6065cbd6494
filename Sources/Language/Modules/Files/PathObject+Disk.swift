import Glibc

/// What paths on the disk can do; what changes the disk does so below the working directory only.
extension PathObject {
    private static func test(_ name: String, _ doc: String, _ body: @escaping @Sendable (String) -> Bool)
        -> NativeFunction
    {
        NativeFunction(name, doc: doc) { (call) throws(LanguageError) in .bool(body(try path(call).text)) }
    }

    private static func matches(_ call: Call, deep: Bool) throws(LanguageError) -> Value {
        let path = try path(call)
        let pattern = try call.string(0)
        if pattern.isEmpty { throw LanguageError.valueError("Unacceptable pattern: ''") }
        if pattern.hasPrefix("/") {
            throw LanguageError(.notImplementedError, "Non-relative patterns are unsupported")
        }
        let parts = (deep ? ["**"] : []) + PathObject(pattern).names
        let base = path.text == "." ? "" : path.text
        var found = try Wildcards.paths(in: base, parts[...], hidden: true, call.interpreter)
        if parts.last == "**" { found = found.filter { $0.isEmpty || FilePath.isFolder($0) } }
        var seen: Set<String> = []
        return .object(
            Iteration(
                over: found.filter { seen.insert($0).inserted }.map { .object(path.like($0)) }, named: "generator"))
    }

    private func file(
        _ mode: String, encoding: Value, errors: Value = .none, newline: Value = .none, _ interpreter: Interpreter
    ) throws(LanguageError) -> FileObject {
        func text(_ value: Value) -> String? { if case .str(let text) = value { text.string } else { nil } }
        return try FileRequest(
            .object(self), mode: mode, encoding: text(encoding), errors: text(errors), newline: text(newline),
            interpreter
        ).open()
    }

    private static func writer(_ name: String, _ mode: String, _ parameters: [Parameter], _ doc: String)
        -> NativeFunction
    {
        NativeFunction(name, [Parameter("data")] + parameters, doc: doc) { (call) throws(LanguageError) in
            if mode == "w", case .str = call[0] {
            } else if mode == "w" {
                throw LanguageError.typeError("data must be str, not \(call[0].typeName)")
            } else if call[0].byteContent == nil {
                throw LanguageError.typeError("memoryview: a bytes-like object is required, not '\(call[0].typeName)'")
            }
            let isText = mode == "w"
            let file = try path(call).file(
                mode, encoding: isText ? call[1] : .none, errors: isText ? call[2] : .none,
                newline: isText ? call[3] : .none, call.interpreter)
            let count = try file.write(call[0], call.interpreter)
            try file.close()
            return .int(count)
        }
    }

    static let diskRows: [NativeFunction] = [
        NativeFunction("cwd", doc: "The working directory.", isStatic: true) { _ in
            .object(PathObject(FilePath.workingDirectory))
        },
        NativeFunction("home", doc: "The home folder.", isStatic: true) { _ in
            .object(PathObject(getenv("HOME").map { String(cString: $0) } ?? "/"))
        },
        test("exists", "True if there is such a file or folder.") { FilePath.status($0) != nil },
        test("is_file", "True if there is such a file.", FilePath.isFile),
        test("is_dir", "True if there is such a folder.", FilePath.isFolder),
        test("is_symlink", "True if there is such a link.", FilePath.isLink),
        NativeFunction("iterdir", doc: "The paths in the folder.") { (call) throws(LanguageError) in
            let path = try path(call)
            let names = try FilePath.names(in: path.text)
            return .object(Iteration(over: names.map { .object(path.joined([$0])) }, named: "generator"))
        },
        NativeFunction("glob", [Parameter("pattern")], doc: "The paths below that match a pattern.") {
            (call) throws(LanguageError) in try matches(call, deep: false)
        },
        NativeFunction("rglob", [Parameter("pattern")], doc: "The paths at any depth below that match a pattern.") {
            (call) throws(LanguageError) in try matches(call, deep: true)
        },
        NativeFunction(
            "open",
            [
                Parameter("mode", .str("r")), Parameter("buffering", .int(-1)), Parameter("encoding", .none),
                Parameter("errors", .none), Parameter("newline", .none),
            ], doc: "Opens the file."
        ) { (call) throws(LanguageError) in
            .object(
                try path(call).file(
                    try call.string(0), encoding: call[2], errors: call[3], newline: call[4], call.interpreter))
        },
        NativeFunction(
            "read_text", [Parameter("encoding", .none), Parameter("errors", .none)], doc: "The file's text."
        ) { (call) throws(LanguageError) in
            let file = try path(call).file("r", encoding: call[0], errors: call[1], call.interpreter)
            try file.prepareToRead(call.interpreter)
            return file.take(-1)
        },
        NativeFunction("read_bytes", doc: "The file's bytes.") { (call) throws(LanguageError) in
            let file = try path(call).file("rb", encoding: .none, call.interpreter)
            try file.prepareToRead(call.interpreter)
            return file.take(-1)
        },
        writer(
            "write_text", "w", [Parameter("encoding", .none), Parameter("errors", .none), Parameter("newline", .none)],
            "Writes a text to the file."),
        writer("write_bytes", "wb", [], "Writes bytes to the file."),
        NativeFunction(
            "mkdir",
            [Parameter("mode", .int(0o777)), Parameter("parents", .bool(false)), Parameter("exist_ok", .bool(false))],
            doc: "Makes the folder."
        ) { (call) throws(LanguageError) in
            try FilePath.makeFolder(
                try path(call).text, parents: try call.bool(1), existsIsFine: try call.bool(2))
            return .none
        },
        NativeFunction(
            "touch", [Parameter("mode", .int(0o666)), Parameter("exist_ok", .bool(true))], doc: "Makes an empty file."
        ) {
            (call) throws(LanguageError) in
            let path = try path(call)
            if FilePath.status(path.text) != nil, try !call.bool(1) { throw LanguageError.system(EEXIST, path.text) }
            let file = try path.file("a", encoding: .none, call.interpreter)
            try file.close()
            utimes(file.path, nil)
            return .none
        },
        NativeFunction("unlink", [Parameter("missing_ok", .bool(false))], doc: "Removes the file.") {
            (call) throws(LanguageError) in
            let path = try path(call)
            if Glibc.unlink(try FilePath.entry(path.text)) != 0 {
                if errno == ENOENT, try call.bool(0) { return .none }
                throw LanguageError.system(errno, path.text)
            }
            return .none
        },
        NativeFunction("rmdir", doc: "Removes the empty folder.") { (call) throws(LanguageError) in
            let path = try path(call)
            if Glibc.rmdir(try FilePath.entry(path.text)) != 0 { throw LanguageError.system(errno, path.text) }
            return .none
        },
        NativeFunction("rename", [Parameter("target")], doc: "Gives the file another name.") {
            (call) throws(LanguageError) in
            let target = try FilePath.text(call[0], call.interpreter)
            try FilePath.rename(try path(call).text, target)
            return .object(PathObject(target))
        },
        NativeFunction("replace", [Parameter("target")], doc: "Gives the file another name.") {
            (call) throws(LanguageError) in
            let target = try FilePath.text(call[0], call.interpreter)
            try FilePath.rename(try path(call).text, target)
            return .object(PathObject(target))
        },
        NativeFunction(
            "resolve", [Parameter("strict", .bool(false))], doc: "The path from the root on, links followed."
        ) {
            (call) throws(LanguageError) in
            let path = try path(call)
            if try call.bool(0), FilePath.status(path.text) == nil {
                throw LanguageError.system(ENOENT, FilePath.real(path.text))
            }
            return .object(PathObject(FilePath.real(path.text)))
        },
        NativeFunction("absolute", doc: "The path from the root on.") { (call) throws(LanguageError) in
            let path = try path(call)
            return .object(path.root.isEmpty ? PathObject(FilePath.workingDirectory).joined([path.text]) : path)
        },
        NativeFunction("expanduser", doc: "The path with ~ replaced by the home folder.") {
            (call) throws(LanguageError) in
            let path = try path(call)
            guard path.names.first == "~", path.root.isEmpty, let home = getenv("HOME") else { return .object(path) }
            return .object(PathObject(String(cString: home)).joined(Array(path.names.dropFirst())))
        },
        NativeFunction("stat", doc: "What the system knows of the file.") { (call) throws(LanguageError) in
            try OSModule.status(try path(call).text, call.interpreter)
        },
    ]
}

/// `pathlib`: paths as objects.
enum PathlibModule {
    static let module = NativeModule(
        "pathlib", doc: "Paths as objects.",
        types: [PathObject.pureType, PathObject.purePosixType, PathObject.pathType, PathObject.posixType])
}
