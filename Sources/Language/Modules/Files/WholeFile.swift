import Glibc

/// Files that functions of the library read or write as a whole, under the rules of `open`.
public enum WholeFile {
    /// True for what names a file: a text, bytes or a path; else the value is an open file.
    public static func isName(_ value: Value) -> Bool {
        switch value {
        case .str: true
        case .object(let object): object is PathObject || object is BytesObject
        default: false
        }
    }

    /// The path that a value names.
    public static func path(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        try FilePath.text(value, interpreter)
    }

    /// The bytes of a file by name, or of an open file from its place on.
    public static func read(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [UInt8] {
        if isName(value) {
            let request = try FileRequest(value, mode: "rb", interpreter)
            let file = try request.open()
            try file.load(interpreter)
            return file.content
        }
        let read = try interpreter.getAttribute(value, "read")
        let content = try interpreter.call(read, [], [])
        if case .str(let text) = content { return Array(text.string.utf8) }
        guard let bytes = content.byteContent else {
            throw LanguageError.typeError("read() gave '\(content.typeName)', not bytes")
        }
        return bytes
    }

    /// Writes a file by name, whole or not at all, or hands the bytes to an open file.
    /// - asText: an open file gets a text.
    /// - addingTo: what is there stays, and the bytes come after it.
    public static func write(
        _ bytes: [UInt8], to value: Value, asText: Bool = false, _ interpreter: Interpreter
    ) throws(LanguageError) {
        guard isName(value) else {
            let write = try interpreter.getAttribute(value, "write")
            let content = asText ? Value(String(decoding: bytes, as: UTF8.self)) : .object(BytesObject(bytes))
            _ = try interpreter.call(write, [content], [])
            return
        }
        let name = try FilePath.text(value, interpreter)
        let target = try FilePath.writable(name)
        if FilePath.isFolder(target) { throw LanguageError.system(EISDIR, name) }
        // Written beside the target and renamed: readers see the old file or the new one.
        var draft = Array((target + ".XXXXXX").utf8CString)
        let descriptor = draft.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map { mkstemp($0) } ?? -1 }
        if descriptor < 0 { throw LanguageError.system(errno, name) }
        let draftName = draft.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        func give(up number: Int32) -> LanguageError {
            Glibc.close(descriptor)
            unlink(draftName)
            return LanguageError.system(number, name)
        }
        var at = 0
        while at < bytes.count {
            let count = bytes[at...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { throw give(up: errno) }
            at += count
        }
        let mode = FilePath.status(target)?.st_mode ?? 0o644
        fchmod(descriptor, mode & 0o777)
        if Glibc.rename(draftName, target) != 0 { throw give(up: errno) }
        Glibc.close(descriptor)
    }
}
