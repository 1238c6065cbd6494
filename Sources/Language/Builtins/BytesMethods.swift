/// What bytes can do.
enum BytesMethods {
    private static func bytes(_ call: Call) throws(LanguageError) -> [UInt8] {
        guard case .object(let object as BytesObject)? = call.receiver else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires a 'bytes' object")
        }
        return object.bytes
    }

    private static func part(_ call: Call, _ place: Int) throws(LanguageError) -> [UInt8] {
        guard case .object(let object as BytesObject) = call[place] else {
            throw LanguageError.typeError("a bytes-like object is required, not '\(call[place].typeName)'")
        }
        return object.bytes
    }

    static let rows: [NativeFunction] = [
        NativeFunction(
            "decode", [Parameter("encoding", .str("utf-8")), Parameter("errors", .str("strict"))],
            doc: "The text that the bytes encode."
        ) { (call) throws(LanguageError) in
            let bytes = try bytes(call)
            let name = try call.string(0).lowercased()
            let mends = try call.string(1)
            switch name {
            case "utf-8", "utf8":
                if let text = String(validating: bytes, as: UTF8.self) { return Value(text) }
                let mended = String(decoding: bytes, as: UTF8.self)
                if mends == "replace" { return Value(mended) }
                if mends == "ignore" { return Value(String(mended.unicodeScalars.filter { $0 != "\u{FFFD}" })) }
                throw LanguageError(.unicodeDecodeError, "'utf-8' codec can't decode the bytes: invalid UTF-8")
            case "ascii", "latin-1", "latin1", "iso-8859-1":
                if name == "ascii", let at = bytes.firstIndex(where: { $0 > 127 }), mends == "strict" {
                    let code = String(bytes[at], radix: 16)
                    throw LanguageError(
                        .unicodeDecodeError,
                        "'ascii' codec can't decode byte 0x\(code) in position \(at): ordinal not in range(128)")
                }
                return Value(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
            default: throw LanguageError(.lookupError, "unknown encoding: \(name)")
            }
        },
        NativeFunction("hex", doc: "The bytes as digits in base 16.") { (call) throws(LanguageError) in
            Value(try bytes(call).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        },
        NativeFunction(
            "fromhex", [.positional("text")], doc: "Bytes from digits in base 16.", isStatic: true
        ) { (call) throws(LanguageError) in
            let digits = Array(try call.string(0).filter { !$0.isWhitespace })
            let values = digits.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
            guard values.count == digits.count, values.count % 2 == 0 else {
                throw LanguageError.valueError("non-hexadecimal number found in fromhex() arg")
            }
            return .object(
                BytesObject(
                    stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }))
        },
        NativeFunction("startswith", [.positional("prefix")], doc: "True if the bytes begin with a part.") {
            (call) throws(LanguageError) in .bool(try bytes(call).starts(with: try part(call, 0)))
        },
        NativeFunction("endswith", [.positional("suffix")], doc: "True if the bytes end with a part.") {
            (call) throws(LanguageError) in
            .bool(try bytes(call).reversed().starts(with: try part(call, 0).reversed()))
        },
        NativeFunction("find", [.positional("sub")], doc: "The first place of a part, or -1.") {
            (call) throws(LanguageError) in
            .int(Interpreter.find(try part(call, 0), in: try bytes(call)) ?? -1)
        },
        NativeFunction("count", [.positional("sub")], doc: "How often a part occurs, without overlaps.") {
            (call) throws(LanguageError) in
            let (whole, part) = (try bytes(call), try part(call, 0))
            if part.isEmpty { return .int(whole.count + 1) }
            var (count, at) = (0, 0)
            while let found = Interpreter.find(part, in: whole, from: at) {
                count += 1
                at = found + part.count
            }
            return .int(count)
        },
        NativeFunction("split", [.positional("sep")], doc: "The parts between separators.") {
            (call) throws(LanguageError) in
            let (whole, separator) = (try bytes(call), try part(call, 0))
            if separator.isEmpty { throw LanguageError.valueError("empty separator") }
            var (parts, at) = ([Value](), 0)
            while let found = Interpreter.find(separator, in: whole, from: at) {
                parts.append(.object(BytesObject(Array(whole[at..<found]))))
                at = found + separator.count
            }
            return Value(parts + [.object(BytesObject(Array(whole[at...])))])
        },
        NativeFunction("join", [.positional("iterable")], doc: "Bytes put together, with these between them.") {
            (call) throws(LanguageError) in
            let separator = try bytes(call)
            var out: [UInt8] = []
            for (i, value) in try call.values(0).enumerated() {
                guard case .object(let one as BytesObject) = value else {
                    throw LanguageError.typeError(
                        "sequence item \(i): expected a bytes-like object, \(value.typeName) found")
                }
                if i > 0 { out += separator }
                out += one.bytes
            }
            return .object(BytesObject(out))
        },
    ]

    /// Bytes as `repr` writes them.
    static func repr(_ bytes: [UInt8]) -> String {
        var text = "b'"
        let digits = Array("0123456789abcdef")
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "'"): text += "\\'"
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0x20..<0x7F: text += String(Unicode.Scalar(byte))
            default: text += "\\x" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
        return text + "'"
    }
}
