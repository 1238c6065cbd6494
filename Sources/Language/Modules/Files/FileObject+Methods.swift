/// What open files can do.
extension FileObject {
    private static func file(_ call: Call) throws(LanguageError) -> FileObject {
        guard case .object(let file as FileObject)? = call.receiver else { throw LanguageError.typeError("not a file") }
        return file
    }

    /// A count that may be left out or None.
    private static func count(_ call: Call, _ place: Int) throws(LanguageError) -> Int {
        if call[place].isNone { return -1 }
        guard let count = try call.interpreter.smallInteger(call[place]) else {
            throw LanguageError.typeError("argument should be integer or None, not '\(call[place].typeName)'")
        }
        return count
    }

    private static func flag(_ name: String, _ doc: String, _ get: @escaping @Sendable (FileObject) -> Bool)
        -> NativeFunction
    {
        NativeFunction(name, doc: doc) { (call) throws(LanguageError) in
            let file = try file(call)
            try file.checkOpen()
            return .bool(get(file))
        }
    }

    private func seek(_ offset: Int, _ whence: Int, _ interpreter: Interpreter) throws(LanguageError) {
        try checkOpen()
        try load(interpreter)
        let end = content.count
        var target: Int
        switch whence {
        case 0: target = offset
        case 1, 2:
            if !isBinary, offset != 0 {
                throw interpreter.error(
                    FileObject.unsupported, "can't do nonzero \(whence == 1 ? "cur" : "end")-relative seeks")
            }
            target = (whence == 1 ? self.offset : end).addingReportingOverflow(offset).partialValue
            if isBinary, target < 0 { target = kind == .bytesIO ? 0 : -1 }
        default:
            throw LanguageError.valueError("invalid whence (\(whence), should be 0, 1 or 2)")
        }
        if target < 0 {
            switch kind {
            case .text: throw LanguageError.valueError("negative seek position \(target)")
            case .stringIO: throw LanguageError.valueError("Negative seek position \(target)")
            case .bytesIO: throw LanguageError.valueError("negative seek value \(target)")
            case .binary: throw LanguageError.system(22)
            }
        }
        guard kind == .stringIO else {
            place = max(0, target - (self.offset - place))
            return
        }
        place = 0
        var left = target
        while left > 0, place < end {
            place += 1
            while place < end, content[place] & 0xC0 == 0x80 { place += 1 }
            left -= 1
        }
        place += left
    }

    private static let rows: [NativeFunction] = [
        NativeFunction("read", [.positional("size", .int(-1))], doc: "So much of the file, or what is left.") {
            (call) throws(LanguageError) in
            let file = try file(call)
            try file.prepareToRead(call.interpreter)
            return file.take(try count(call, 0))
        },
        NativeFunction("readline", [.positional("size", .int(-1))], doc: "The next line.") {
            (call) throws(LanguageError) in
            let file = try file(call)
            try file.prepareToRead(call.interpreter)
            return file.line(try count(call, 0)) ?? file.value([])
        },
        NativeFunction("readlines", [.positional("hint", .int(-1))], doc: "The lines that are left.") {
            (call) throws(LanguageError) in
            let file = try file(call)
            try file.prepareToRead(call.interpreter)
            let hint = try count(call, 0)
            var lines: [Value] = []
            let start = file.place
            while let line = file.line() {
                lines.append(line)
                if lines.count & 0xFFF == 0 { try call.interpreter.checkInterrupt() }
                if hint > 0, file.place - start >= hint { break }
            }
            return Value(lines)
        },
        NativeFunction("write", [.positional("s")], doc: "Writes a text or bytes; how many signs or bytes it was.") {
            (call) throws(LanguageError) in .int(try file(call).write(call[0], call.interpreter))
        },
        NativeFunction("writelines", [.positional("lines")], doc: "Writes several texts.") {
            (call) throws(LanguageError) in
            for line in try call.values(0) { _ = try file(call).write(line, call.interpreter) }
            return .none
        },
        NativeFunction(
            "seek", [.positional("offset"), .positional("whence", .int(0))],
            doc: "Goes to a place: from the beginning (0), from here (1), from the end (2)."
        ) { (call) throws(LanguageError) in
            let file = try file(call)
            try file.seek(try call.place(0), try call.place(1), call.interpreter)
            return .int(file.offset)
        },
        NativeFunction("tell", doc: "The place of the next read or write.") { (call) throws(LanguageError) in
            let file = try file(call)
            try file.checkOpen()
            try file.load(call.interpreter)
            return .int(file.offset)
        },
        NativeFunction("truncate", [.positional("size", .none)], doc: "Cuts the file off, here or at a size.") {
            (call) throws(LanguageError) in
            let file = try file(call)
            try file.prepareToWrite(call.interpreter)
            let size = call[0].isNone ? file.offset : try call.place(0)
            if size < 0 { throw LanguageError.system(22) }
            file.truncate(to: file.kind == .stringIO && call[0].isNone ? file.place : size)
            return .int(size)
        },
        NativeFunction("flush", doc: "Writes what waits to the disk.") { (call) throws(LanguageError) in
            try file(call).checkOpen()
            try file(call).flush()
            return .none
        },
        NativeFunction("close", doc: "Ends the work with the file.") { (call) throws(LanguageError) in
            try file(call).close()
            return .none
        },
        flag("readable", "True if the file can be read.") { $0.canRead },
        flag("writable", "True if the file can be written.") { $0.canWrite },
        flag("seekable", "True: places can be chosen.") { _ in true },
        flag("isatty", "False: a file is no terminal.") { _ in false },
        NativeFunction("fileno", doc: "Refused: files have no numbers here.") { (call) throws(LanguageError) in
            throw call.interpreter.error(unsupported, "fileno")
        },
        NativeFunction("__enter__", doc: "The file itself.") { (call) throws(LanguageError) in
            try file(call).checkOpen()
            return call.receiver ?? .none
        },
        NativeFunction("__exit__", [.rest("error")], doc: "Closes the file.") { (call) throws(LanguageError) in
            try file(call).close()
            return .none
        },
        NativeFunction("__next__", doc: "The next line.") { (call) throws(LanguageError) in
            let file = try file(call)
            try file.prepareToRead(call.interpreter)
            guard let line = file.line() else { throw LanguageError(.stopIteration, "") }
            return line
        },
    ]

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (FileObject) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? FileObject).map(get) ?? .none }
    }

    private static let common: [NativeProperty] = [
        property("closed", "True once closed.") { .bool($0.isClosed) }
    ]
    private static let named: [NativeProperty] = [
        property("name", "The file's name.") { $0.name },
        property("mode", "How the file was opened.") { file in
            Value(
                file.isBinary
                    ? file.mode.filter { $0 != "b" && $0 != "+" } + (file.mode.contains("+") ? "b+" : "b") : file.mode)
        },
    ]
    private static let textual: [NativeProperty] = [
        property("encoding", "How the text is written.") { $0.kind == .stringIO ? .none : Value($0.encoding) },
        property("errors", "What happens to what can't be coded.") {
            $0.kind == .stringIO ? .none : Value($0.errors)
        },
        property("newlines", "None.") { _ in .none },
        property("line_buffering", "False.") { _ in .bool(false) },
    ]

    private static let slots = Slots {
        $0.repr = { (object, interpreter) throws(LanguageError) in
            guard let file = object as? FileObject else { return "<file>" }
            let type = "_io.\(file.nativeType.name)"
            if file.isInMemory { return "<\(type) object at \(interpreter.address(file))>" }
            let name = try interpreter.repr(file.name)
            return file.isBinary
                ? "<\(type) name=\(name)>"
                : "<\(type) name=\(name) mode=\(Interpreter.quoted(file.mode)) encoding=\(Interpreter.quoted(file.encoding))>"
        }
        $0.iterate = { (object, interpreter) throws(LanguageError) in
            guard let file = object as? FileObject else { throw LanguageError.typeError("not a file") }
            try file.checkOpen()
            return Iteration("file") { (interpreter) throws(LanguageError) in
                try file.prepareToRead(interpreter)
                return file.line()
            }
        }
    }

    static let textType: NativeType = NativeType(
        name: "TextIOWrapper", module: "_io", doc: "An open file of text.", methods: rows,
        properties: common + named + textual, slots: slots)
    static let readerType: NativeType = NativeType(
        name: "BufferedReader", module: "_io", doc: "An open file of bytes to read.", methods: rows,
        properties: common + named, slots: slots)
    static let writerType: NativeType = NativeType(
        name: "BufferedWriter", module: "_io", doc: "An open file of bytes to write.", methods: rows,
        properties: common + named, slots: slots)
    static let randomType: NativeType = NativeType(
        name: "BufferedRandom", module: "_io", doc: "An open file of bytes to read and write.", methods: rows,
        properties: common + named, slots: slots)

    private static let getValue = NativeFunction("getvalue", doc: "All that was written.") {
        (call) throws(LanguageError) in
        let file = try file(call)
        try file.checkOpen()
        return file.value(file.content[...])
    }

    static let stringIOType: NativeType = NativeType(
        name: "StringIO", module: "_io", doc: "A file of text in memory.",
        constructor: NativeFunction(
            "StringIO", [Parameter("initial_value", .str("")), Parameter("newline", .str("\n"))],
            doc: "A file of text in memory."
        ) { (call) throws(LanguageError) in
            var initial = ""
            switch call[0] {
            case .none: break
            case .str(let text): initial = text.string
            default:
                throw LanguageError.typeError("initial_value must be str or None, not \(call[0].typeName)")
            }
            let newline = call[1].isNone ? nil : try call.string(1)
            return .object(
                FileObject(
                    inMemory: Array(initial.utf8), isBinary: false, newline: newline, try TextCodec("utf-8")))
        }, methods: rows + [getValue], properties: common + textual, slots: slots)

    static let bytesIOType: NativeType = NativeType(
        name: "BytesIO", module: "_io", doc: "A file of bytes in memory.",
        constructor: NativeFunction(
            "BytesIO", [Parameter("initial_bytes", .missing)], doc: "A file of bytes in memory."
        ) { (call) throws(LanguageError) in
            var initial: [UInt8] = []
            if let given = call.optional(0) {
                guard let bytes = given.byteContent else {
                    throw LanguageError.typeError("a bytes-like object is required, not '\(given.typeName)'")
                }
                initial = bytes
            }
            return .object(
                FileObject(inMemory: initial, isBinary: true, newline: nil, try TextCodec("utf-8")))
        }, methods: rows + [getValue], properties: common, slots: slots)
}

/// `io`: files in memory, and the names of the others.
enum IOModule {
    static let module = NativeModule(
        "io", doc: "Files in memory.", functions: [FileRequest.opener],
        types: [
            FileObject.stringIOType, FileObject.bytesIOType, FileObject.textType, FileObject.readerType,
            FileObject.writerType, FileObject.randomType,
        ],
        constants: { interpreter in
            [
                ("UnsupportedOperation", .object(interpreter.exceptionClass(FileObject.unsupported))),
                ("SEEK_SET", .int(0)), ("SEEK_CUR", .int(1)), ("SEEK_END", .int(2)),
                ("DEFAULT_BUFFER_SIZE", .int(8192)),
            ]
        })
}
