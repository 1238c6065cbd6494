import Glibc

/// What errors of coding tell beside their arguments.
extension ExceptionObject {
    /// Sets the attributes that the five arguments of an error of coding make.
    func attachDetails() {
        guard kind == .unicodeDecodeError || kind == .unicodeEncodeError, arguments.count == 5 else { return }
        for (name, value) in zip(["encoding", "object", "start", "end", "reason"], arguments) {
            setAttribute(name, value)
        }
    }

    /// `'utf-8' codec can't decode byte 0xff in position 0: invalid start byte`.
    static func unicodeMessage(_ kind: ExceptionKind, _ arguments: [Value]) -> String? {
        guard kind == .unicodeDecodeError || kind == .unicodeEncodeError, arguments.count == 5,
            case .str(let codec) = arguments[0], case .str(let reason) = arguments[4],
            case .int(let start) = arguments[2], case .int(let end) = arguments[3]
        else { return nil }
        let verb = kind == .unicodeDecodeError ? "decode" : "encode"
        var what = "\(kind == .unicodeDecodeError ? "bytes" : "characters") in position \(start)-\(end &- 1)"
        if end == start &+ 1, start >= 0 {
            if let bytes = arguments[1].byteContent, start < bytes.count {
                what = "byte 0x\(String(Int(bytes[start]) + 256, radix: 16).dropFirst()) in position \(start)"
            } else if case .str(let text) = arguments[1], start < text.count {
                what = "character '\(TextCodec.escape(text.scalars[start].value))' in position \(start)"
            }
        }
        return "'\(codec.string)' codec can't \(verb) \(what): \(reason.string)"
    }
}

extension LanguageError {
    /// The error of a call of the system: its number, what that means, and perhaps the file.
    static func system(_ code: Int32, _ file: String? = nil) -> LanguageError {
        let kind = ExceptionMembers.kind(ofNumber: Int(code)) ?? .osError
        if let file { return system(kind, code, file) }
        let reason = String(cString: strerror(code))
        let error = LanguageError(kind, "[Errno \(code)] \(reason)")
        error.raised.arguments = [.int(Int(code)), Value(reason)]
        return error
    }

    /// An error of coding: the five arguments that the exception carries.
    static func unicode(_ kind: ExceptionKind, _ arguments: [Value]) -> LanguageError {
        let error = LanguageError(kind, ExceptionObject.unicodeMessage(kind, arguments) ?? "")
        error.raised.arguments = arguments
        return error
    }
}
