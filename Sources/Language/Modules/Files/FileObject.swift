import Glibc

/// A file that `open` gave, or `io.StringIO` and `io.BytesIO`: text or bytes, held whole in memory.
///
/// Text is held as UTF-8 with `\n` at the ends of lines, whatever the file's encoding; what was written goes out when
/// the file is closed, flushed or forgotten. Nothing is read before the program asks for it.
final class FileObject: Object {
    enum Kind {
        case text, binary, stringIO, bytesIO
    }

    let kind: Kind
    /// The name as the program gave it, and the path that was opened; both empty in memory.
    let name: Value
    let path: String
    let mode: String
    let codec: TextCodec
    /// The encoding as it shows.
    let encoding: String
    let errors: String
    let newline: String?
    var content: [UInt8]
    /// Where the next read or write is, in bytes of `content`.
    var place = 0
    private(set) var isClosed = false
    /// How many bytes of the file come before `content`, where only new ones are held.
    private var base = 0
    /// True until the file's bytes are in `content`.
    private var waitsForLoad = false
    /// The first byte of `content` that the disk does not have; `nil` where it has all.
    private var dirtyFrom: Int?

    /// The largest file that is held.
    static let sizeLimit = 1 << 30

    var isBinary: Bool { kind == .binary || kind == .bytesIO }
    var isInMemory: Bool { kind == .stringIO || kind == .bytesIO }
    var canRead: Bool { isInMemory || mode.contains("r") || mode.contains("+") }
    var canWrite: Bool { isInMemory || !mode.contains("r") || mode.contains("+") }

    /// A file in memory.
    init(inMemory content: [UInt8], isBinary: Bool, newline: String?, _ codec: TextCodec) {
        kind = isBinary ? .bytesIO : .stringIO
        (name, path, mode, self.codec) = (.none, "", "", codec)
        (encoding, errors, self.newline, self.content) = ("utf-8", "strict", newline, content)
    }

    /// A file on the disk.
    init(_ request: FileRequest, path: String, size: Int) {
        kind = request.isBinary ? .binary : .text
        (name, self.path, mode) = (request.name, path, request.mode)
        (codec, encoding, errors, newline) = (request.codec, request.encoding, request.errors, request.newline)
        content = []
        super.init()
        if request.mode.contains("a") && !request.mode.contains("+") { base = size }
        waitsForLoad = base == 0 && size > 0
        if request.mode.contains("a"), waitsForLoad { place = Int.max }
    }

    deinit { try? flush() }

    override var nativeType: NativeType {
        switch kind {
        case .text: FileObject.textType
        case .binary:
            mode.contains("+") ? FileObject.randomType : canRead ? FileObject.readerType : FileObject.writerType
        case .stringIO: FileObject.stringIOType
        case .bytesIO: FileObject.bytesIOType
        }
    }

    // MARK: Disk

    /// Takes in the file's bytes, once.
    func load(_ interpreter: Interpreter?) throws(LanguageError) {
        guard waitsForLoad else { return }
        waitsForLoad = false
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 { throw LanguageError.system(errno, path) }
        defer { Glibc.close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            try interpreter?.checkInterrupt()
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { throw LanguageError.system(errno) }
            if count == 0 { break }
            content += buffer[..<count]
            if content.count > FileObject.sizeLimit { throw LanguageError(.memoryError, "") }
        }
        if !isBinary {
            if case .utf8 = codec.form, String(validating: content, as: UTF8.self) != nil {
            } else {
                content = Array(try codec.decode(content, errors: errors).utf8)
            }
            if newline == nil, content.contains(13) { content = FileObject.withPlainLines(content) }
        }
        if place == Int.max { place = content.count }
    }

    /// Every kind of line end as `\n`.
    private static func withPlainLines(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var wasReturn = false
        for byte in bytes {
            if byte == 13 {
                out.append(10)
            } else if !(byte == 10 && wasReturn) {
                out.append(byte)
            }
            wasReturn = byte == 13
        }
        return out
    }

    /// True where the disk holds other bytes than `content`.
    private var isTranslated: Bool {
        if isBinary { return false }
        if newline?.utf8.first == 13 { return true }
        if case .utf8 = codec.form { return false }
        return true
    }

    /// Writes what waits to the disk.
    func flush() throws(LanguageError) {
        guard let from = dirtyFrom, !isInMemory else { return }
        var (start, bytes) = (from, content[min(from, content.count)...])
        if isTranslated {
            var text = String(decoding: content, as: UTF8.self)
            if let newline, newline.utf8.first == 13 { text = text.replacing("\n", with: newline) }
            start = 0
            bytes = (try codec.encode(Str(text), errors: errors))[...]
        }
        dirtyFrom = nil
        let appends = mode.contains("a") && !mode.contains("+")
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = Glibc.open(path, appends ? flags | O_APPEND : flags, 0o644)
        if descriptor < 0 { throw LanguageError.system(errno, path) }
        defer { Glibc.close(descriptor) }
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let offset = base + start + (at - bytes.startIndex)
            let count = bytes[at...].withUnsafeBytes {
                appends
                    ? Glibc.write(descriptor, $0.baseAddress, $0.count)
                    : pwrite(descriptor, $0.baseAddress, $0.count, offset)
            }
            if count <= 0 { throw LanguageError.system(errno, path) }
            at += count
        }
        if appends {
            // What others added meanwhile stays, and comes first.
            base += bytes.count
            content = []
            place = 0
            return
        }
        if ftruncate(descriptor, base + start + bytes.count) != 0 { throw LanguageError.system(errno, path) }
    }

    /// Ends the work with the file.
    func close() throws(LanguageError) {
        if isClosed { return }
        isClosed = true
        try flush()
        content = []
    }

    // MARK: Reading and writing

    /// The error for what a file can't do.
    static let unsupported = LibraryException(
        name: "UnsupportedOperation", module: "io", parent: .osError, doc: "What a file can't do.", also: .valueError)

    /// ValueError where the file is closed.
    func checkOpen() throws(LanguageError) {
        if isClosed {
            throw LanguageError.valueError("I/O operation on closed file" + (kind == .stringIO ? "" : "."))
        }
    }

    /// Makes sure that the file can be read, and has its bytes.
    func prepareToRead(_ interpreter: Interpreter) throws(LanguageError) {
        try checkOpen()
        if !canRead { throw interpreter.error(FileObject.unsupported, isBinary ? "read" : "not readable") }
        try load(interpreter)
    }

    /// Makes sure that the file can be written, and has its bytes.
    func prepareToWrite(_ interpreter: Interpreter) throws(LanguageError) {
        try checkOpen()
        if !canWrite { throw interpreter.error(FileObject.unsupported, isBinary ? "write" : "not writable") }
        try load(interpreter)
    }

    /// The offset of the place as the program sees it.
    var offset: Int {
        if kind == .stringIO {
            return content[..<min(place, content.count)].count { $0 & 0xC0 != 0x80 } + max(0, place - content.count)
        }
        return base + place
    }

    /// Bytes as a value of the file's kind.
    func value(_ bytes: ArraySlice<UInt8>) -> Value {
        isBinary ? .object(BytesObject(Array(bytes))) : Value(String(decoding: bytes, as: UTF8.self))
    }

    /// So many signs or bytes from the place on; all that are left for a negative count.
    func take(_ count: Int) -> Value {
        let start = min(place, content.count)
        var end = content.count
        if count >= 0 {
            if isBinary {
                end = min(end, start.addingReportingOverflow(count).overflow ? end : start + count)
            } else {
                var (left, at) = (count, start)
                while at < end, left > 0 {
                    at += 1
                    while at < end, content[at] & 0xC0 == 0x80 { at += 1 }
                    left -= 1
                }
                end = at
            }
        }
        place = max(place, end)
        return value(content[start..<end])
    }

    /// The next line with its end, of at most so many signs; `nil` at the end of the file.
    func line(_ most: Int = -1) -> Value? {
        let start = min(place, content.count)
        if start >= content.count { return nil }
        var end = content.count
        if newline == "" && !isBinary {
            if let found = content[start...].firstIndex(where: { $0 == 10 || $0 == 13 }) {
                end = found + 1
                if content[found] == 13, end < content.count, content[end] == 10 { end += 1 }
            }
        } else if let found = content[start...].firstIndex(of: 10) {
            end = found + 1
        }
        if most >= 0 {
            let whole = content
            content = Array(content[..<end])
            defer { content = whole }
            return take(most)
        }
        place = end
        return value(content[start..<end])
    }

    /// Puts bytes at the place; how many there were.
    func put(_ bytes: [UInt8]) throws(LanguageError) {
        if mode.contains("a") { place = content.count }
        if place + bytes.count > FileObject.sizeLimit || place > FileObject.sizeLimit {
            throw LanguageError(.memoryError, "")
        }
        if place > content.count, !bytes.isEmpty {
            dirtyFrom = min(dirtyFrom ?? Int.max, content.count)
            content += Array(repeating: 0, count: place - content.count)
        }
        var end = min(place + bytes.count, content.count)
        if kind == .stringIO {
            // In memory signs take the place of signs, whatever their bytes.
            var left = bytes.count { $0 & 0xC0 != 0x80 }
            end = place
            while left > 0, end < content.count {
                end += 1
                while end < content.count, content[end] & 0xC0 == 0x80 { end += 1 }
                left -= 1
            }
        }
        content.replaceSubrange(place..<end, with: bytes)
        dirtyFrom = min(dirtyFrom ?? Int.max, place)
        place += bytes.count
    }

    /// Puts a value; how many signs or bytes it has.
    func write(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int {
        try prepareToWrite(interpreter)
        if isBinary {
            guard let bytes = value.byteContent else {
                throw LanguageError.typeError("a bytes-like object is required, not '\(value.typeName)'")
            }
            try put(bytes)
            return bytes.count
        }
        guard case .str(let text) = value else {
            throw LanguageError.typeError(
                kind == .stringIO
                    ? "string argument expected, got '\(value.typeName)'"
                    : "write() argument must be str, not \(value.typeName)")
        }
        if case .utf8 = codec.form {} else { _ = try codec.encode(text, errors: errors) }
        try put(Array(text.string.utf8))
        return text.count
    }

    /// Cuts the file off.
    func truncate(to size: Int) {
        let size = size - base
        if size < content.count, size >= 0 {
            content.removeLast(content.count - size)
            dirtyFrom = min(dirtyFrom ?? Int.max, size)
        } else if !isInMemory, size <= FileObject.sizeLimit, size > content.count {
            dirtyFrom = min(dirtyFrom ?? Int.max, content.count)
            content += Array(repeating: 0, count: size - content.count)
        }
    }
}
