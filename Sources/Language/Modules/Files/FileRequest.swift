import Glibc

/// What a program asks of `open`, checked as CPython checks it.
struct FileRequest {
    let name: Value
    let path: String
    let mode: String
    let codec: TextCodec
    let encoding: String
    let errors: String
    let newline: String?

    var isBinary: Bool { mode.contains("b") }

    /// The built-in `open`.
    static let opener = NativeFunction(
        "open",
        [
            Parameter("file"), Parameter("mode", .str("r")), Parameter("buffering", .int(-1)),
            Parameter("encoding", .none), Parameter("errors", .none), Parameter("newline", .none),
            Parameter("closefd", .bool(true)), Parameter("opener", .none),
        ], doc: "Opens a file; files are written only below the working directory."
    ) { (call) throws(LanguageError) in .object(try FileRequest(call).open()) }

    /// The request of a call with the parameters of `open`.
    init(_ call: Call) throws(LanguageError) {
        guard case .str(let mode) = call[1] else {
            throw LanguageError.typeError("open() argument 'mode' must be str, not \(call[1].typeName)")
        }
        func text(_ place: Int) throws(LanguageError) -> String? {
            if call[place].isNone { return nil }
            guard case .str(let text) = call[place] else {
                throw LanguageError.typeError(
                    "open() argument '\(call.function.parameters[place].name)' must be str or None, not \(call[place].typeName)"
                )
            }
            return text.string
        }
        try self.init(
            call[0], mode: mode.string, encoding: try text(3), errors: try text(4), newline: try text(5),
            call.interpreter)
    }

    /// A request; errors are CPython's.
    init(
        _ name: Value, mode: String, encoding: String? = nil, errors: String? = nil, newline: String? = nil,
        _ interpreter: Interpreter
    ) throws(LanguageError) {
        self.name = name
        path = try FilePath.text(name, interpreter)
        self.mode = mode
        let letters = Set(mode)
        guard letters.isSubset(of: Set("rwaxbt+")), letters.count == mode.count else {
            throw LanguageError.valueError("invalid mode: \(Interpreter.quoted(mode))")
        }
        if letters.contains("b"), letters.contains("t") {
            throw LanguageError.valueError("can't have text and binary mode at once")
        }
        if letters.intersection("rwax").count != 1 {
            throw LanguageError.valueError(
                letters.isDisjoint(with: "rwax")
                    ? "Must have exactly one of create/read/write/append mode and at most one plus"
                    : "must have exactly one of create/read/write/append mode")
        }
        if letters.contains("b") {
            for (value, what) in [(encoding, "an encoding"), (errors, "an errors"), (newline, "a newline")]
            where value != nil {
                throw LanguageError.valueError("binary mode doesn't take \(what) argument")
            }
        }
        if let newline, !["", "\n", "\r", "\r\n"].contains(newline) {
            throw LanguageError.valueError("illegal newline value: \(newline)")
        }
        codec = try TextCodec(encoding ?? "utf-8")
        self.encoding = encoding ?? "UTF-8"
        self.errors = errors ?? "strict"
        self.newline = newline
    }

    /// Opens the file, or makes it.
    func open() throws(LanguageError) -> FileObject {
        let writes = !mode.contains("r") || mode.contains("+")
        let target = writes ? try FilePath.writable(path) : path
        var flags = O_CLOEXEC | O_NONBLOCK
        switch mode.first(where: { "rwax".contains($0) }) {
        case "w": flags |= O_WRONLY | O_CREAT | O_TRUNC
        case "a": flags |= O_WRONLY | O_CREAT
        case "x": flags |= O_WRONLY | O_CREAT | O_EXCL
        default: flags |= writes ? O_RDWR : O_RDONLY
        }
        if writes { flags |= O_NOFOLLOW }
        let descriptor = Glibc.open(target, flags, 0o644)
        if descriptor < 0 { throw LanguageError.system(errno, path) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) != 0 { throw LanguageError.system(errno, path) }
        if status.st_mode & S_IFMT == S_IFDIR { throw LanguageError.system(EISDIR, path) }
        if status.st_size > FileObject.sizeLimit { throw LanguageError(.memoryError, "") }
        // Devices and files that the system makes while they are read, as in /proc, tell no size.
        let tellsSize = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
        return FileObject(self, path: target, size: tellsSize ? Int(status.st_size) : mode.contains("r") ? 1 : 0)
    }
}
