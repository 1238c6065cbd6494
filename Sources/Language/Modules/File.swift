import Glibc

/// A file that `open` gave: its text or bytes, read at once; what is written goes out when it is closed or flushed.
final class FileObject: Object {
    let name: String
    private let path: String
    let mode: String
    private var content: [UInt8]
    private var place = 0
    private var isClosed = false
    private var isChanged = false

    private var isBinary: Bool { mode.contains("b") }
    private var writes: Bool { !mode.contains("r") || mode.contains("+") }

    /// The largest file that is read at once.
    private static let sizeLimit = 1 << 30

    init(name: String, path: String, mode: String, content: [UInt8]) {
        self.name = name
        self.path = path
        self.mode = mode
        self.content = content
        super.init()
        if mode.contains("a") { place = content.count }
    }

    deinit { try? flush() }

    override var nativeType: NativeType { FileObject.type }

    static func missing(_ name: String) -> LanguageError {
        LanguageError.system(.fileNotFoundError, ENOENT, name)
    }

    /// The error behind `errno`.
    static func failure(_ name: String) -> LanguageError {
        let code = errno
        return LanguageError.system(ExceptionMembers.kind(ofNumber: Int(code)) ?? .osError, code, name)
    }

    /// The full path of a file that may be written: it must lie below the working directory or in a temporary folder.
    static func writable(_ name: String) throws(LanguageError) -> String {
        let full = OSModule.absolute(name)
        let root = OSModule.workingDirectory
        if full == root || full.hasPrefix(root.hasSuffix("/") ? root : root + "/") || full.hasPrefix("/tmp/") {
            return full
        }
        throw LanguageError(
            .permissionError, "[Errno 13] Permission denied: \(Interpreter.quoted(name))",
            hint: "files are written only below the working directory, \(root)")
    }

    /// `open(name, mode)`.
    static func open(_ name: String, mode: String) throws(LanguageError) -> FileObject {
        let letters = Set(mode)
        guard letters.isSubset(of: Set("rwaxbt+")), letters.intersection("rwax").count == 1 else {
            throw LanguageError.valueError(
                letters.isSubset(of: Set("rwaxbt+"))
                    ? "must have exactly one of create/read/write/append mode"
                    : "invalid mode: \(Interpreter.quoted(mode))")
        }
        let isRead = mode.contains("r")
        let path = isRead && !mode.contains("+") ? name : try writable(name)
        var content: [UInt8] = []
        if isRead || mode.contains("a") {
            let descriptor = Glibc.open(path, O_RDONLY)
            if descriptor < 0 {
                if isRead { throw failure(name) }
            } else {
                defer { Glibc.close(descriptor) }
                content = try read(descriptor, name)
            }
        } else {
            if mode.contains("x"), access(path, F_OK) == 0 {
                throw LanguageError(.fileExistsError, "[Errno 17] File exists: \(Interpreter.quoted(name))")
            }
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            if descriptor < 0 { throw failure(name) }
            Glibc.close(descriptor)
        }
        return FileObject(name: name, path: path, mode: mode, content: content)
    }

    private static func read(_ descriptor: Int32, _ name: String) throws(LanguageError) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { throw failure(name) }
            if count == 0 { return content }
            content += buffer[..<count]
            if content.count > sizeLimit { throw LanguageError(.memoryError, "") }
        }
    }

    func flush() throws(LanguageError) {
        guard isChanged, !isClosed else { return }
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if descriptor < 0 { throw FileObject.failure(name) }
        defer { Glibc.close(descriptor) }
        var at = 0
        while at < content.count {
            let count = content[at...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { throw FileObject.failure(name) }
            at += count
        }
        isChanged = false
    }

    private func check() throws(LanguageError) {
        if isClosed { throw LanguageError.valueError("I/O operation on closed file.") }
    }

    private func value(_ bytes: ArraySlice<UInt8>) throws(LanguageError) -> Value {
        if isBinary { return .object(BytesObject(Array(bytes))) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LanguageError(
                .unicodeDecodeError, "'utf-8' codec can't decode \(Interpreter.quoted(name)): it is not UTF-8 text")
        }
        return Value(text.contains("\r") ? text.replacingNewlines : text)
    }

    private func readable() throws(LanguageError) {
        try check()
        if !mode.contains("r") && !mode.contains("+") { throw LanguageError(.osError, "not readable") }
    }

    /// The next line with its end; `nil` at the end of the file.
    private func line() throws(LanguageError) -> Value? {
        try readable()
        if place >= content.count { return nil }
        let end = content[place...].firstIndex(of: 10).map { $0 + 1 } ?? content.count
        defer { place = end }
        return try value(content[place..<end])
    }

    private static func file(_ call: Call) throws(LanguageError) -> FileObject {
        guard case .object(let file as FileObject)? = call.receiver else { throw LanguageError.typeError("not a file") }
        return file
    }

    private func write(_ value: Value) throws(LanguageError) -> Int {
        try check()
        if !writes { throw LanguageError(.osError, "not writable") }
        let bytes: [UInt8]
        let count: Int
        switch value {
        case .str(let text) where !isBinary: (bytes, count) = (Array(text.string.utf8), text.count)
        case .object(let object as BytesObject) where isBinary: (bytes, count) = (object.bytes, object.bytes.count)
        default:
            throw LanguageError.typeError(
                isBinary
                    ? "a bytes-like object is required, not '\(value.typeName)'"
                    : "write() argument must be str, not \(value.typeName)")
        }
        if content.count + bytes.count > FileObject.sizeLimit { throw LanguageError(.memoryError, "") }
        let end = min(place + bytes.count, content.count)
        content.replaceSubrange(min(place, content.count)..<end, with: bytes)
        place += bytes.count
        isChanged = true
        return count
    }

    static let type: NativeType = NativeType(
        name: "TextIOWrapper", module: "_io", doc: "An open file.",
        methods: [
            NativeFunction("read", [.positional("size", .int(-1))], doc: "So much of the file, or what is left.") {
                (call) throws(LanguageError) in
                let file = try file(call)
                try file.readable()
                let size = call[0].isNone ? -1 : try call.place(0)
                let rest = file.content[min(file.place, file.content.count)...]
                if size < 0 {
                    file.place = file.content.count
                    return try file.value(rest)
                }
                var end = rest.startIndex
                var left = size
                while end < rest.endIndex, left > 0 {
                    end += 1
                    if !file.isBinary {
                        while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end += 1 }
                    }
                    left -= 1
                }
                file.place = end
                return try file.value(rest[..<end])
            },
            NativeFunction("readline", doc: "The next line.") { (call) throws(LanguageError) in
                try file(call).line() ?? Value("")
            },
            NativeFunction("readlines", doc: "The lines that are left.") { (call) throws(LanguageError) in
                var lines: [Value] = []
                while let line = try file(call).line() { lines.append(line) }
                return Value(lines)
            },
            NativeFunction("write", [.positional("text")], doc: "Writes a text or bytes.") {
                (call) throws(LanguageError) in .int(try file(call).write(call[0]))
            },
            NativeFunction("writelines", [.positional("lines")], doc: "Writes several texts.") {
                (call) throws(LanguageError) in
                for line in try call.values(0) { _ = try file(call).write(line) }
                return .none
            },
            NativeFunction("flush", doc: "Writes what waits to the disk.") { (call) throws(LanguageError) in
                try file(call).flush()
                return .none
            },
            NativeFunction("close", doc: "Ends the work with the file.") { (call) throws(LanguageError) in
                let file = try file(call)
                try file.flush()
                file.isClosed = true
                return .none
            },
            NativeFunction("__enter__", doc: "The file itself.") { call in call.receiver ?? .none },
            NativeFunction("__exit__", [.rest("error")], doc: "Closes the file.") { (call) throws(LanguageError) in
                let file = try file(call)
                try file.flush()
                file.isClosed = true
                return .none
            },
        ],
        properties: [
            NativeProperty("name", doc: "The file's name.") { (o, _) in Value((o as? FileObject)?.name ?? "") },
            NativeProperty("mode", doc: "How the file was opened.") { (o, _) in Value((o as? FileObject)?.mode ?? "") },
            NativeProperty("closed", doc: "True once closed.") { (o, _) in .bool((o as? FileObject)?.isClosed ?? true)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let file = object as? FileObject
                return
                    "<_io.TextIOWrapper name=\(Interpreter.quoted(file?.name ?? "")) mode=\(Interpreter.quoted(file?.mode ?? "")) encoding='utf-8'>"
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                guard let file = object as? FileObject else { throw LanguageError.typeError("not a file") }
                return Iteration { (_) throws(LanguageError) in try file.line() }
            }
        })

    /// The built-in `open`.
    static let opener = NativeFunction(
        "open",
        [
            Parameter("file"), Parameter("mode", .str("r")), Parameter("buffering", .int(-1)),
            Parameter("encoding", .none), Parameter("errors", .none), Parameter("newline", .none),
        ], doc: "Opens a file; files are written only below the working directory."
    ) { (call) throws(LanguageError) in
        guard case .str(let name) = call[0] else {
            throw LanguageError.typeError("expected str, bytes or os.PathLike object, not \(call[0].typeName)")
        }
        if name.string.utf8.contains(0) { throw LanguageError.valueError("embedded null byte") }
        return .object(try FileObject.open(name.string, mode: try call.string(1)))
    }
}

extension String {
    /// The text with every kind of line end as `\n`.
    fileprivate var replacingNewlines: String {
        var out = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in unicodeScalars {
            if scalar == "\r" {
                out.append("\n")
            } else if !(scalar == "\n" && wasReturn) {
                out.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(out)
    }
}
