/// How text becomes bytes and bytes become text, with CPython's error handlers and messages.
struct TextCodec: Sendable {
    /// The encodings that are there.
    enum Form: Sendable {
        case utf8, utf8WithMark, ascii, latin1, windows1252
        /// With the size of a unit in bytes; without a fixed order a mark leads.
        case wide(unit: Int, isBig: Bool?)
    }

    let form: Form
    /// The name that messages show.
    let name: String

    /// What to do about what can't be encoded or decoded.
    enum Handler: String {
        case strict, ignore, replace, backslashreplace, xmlcharrefreplace
    }

    /// The codec that a program names; LookupError where there is none.
    init(_ name: String) throws(LanguageError) {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "u8": (form, self.name) = (.utf8, "utf-8")
        case "utf-8-sig": (form, self.name) = (.utf8WithMark, "utf-8")
        case "ascii", "us-ascii", "646": (form, self.name) = (.ascii, "ascii")
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "latin": (form, self.name) = (.latin1, "latin-1")
        case "cp1252", "windows-1252": (form, self.name) = (.windows1252, "charmap")
        case "utf-16", "utf16": (form, self.name) = (.wide(unit: 2, isBig: nil), "utf-16")
        case "utf-16-le", "utf-16le": (form, self.name) = (.wide(unit: 2, isBig: false), "utf-16-le")
        case "utf-16-be", "utf-16be": (form, self.name) = (.wide(unit: 2, isBig: true), "utf-16-be")
        case "utf-32", "utf32": (form, self.name) = (.wide(unit: 4, isBig: nil), "utf-32")
        case "utf-32-le", "utf-32le": (form, self.name) = (.wide(unit: 4, isBig: false), "utf-32-le")
        case "utf-32-be", "utf-32be": (form, self.name) = (.wide(unit: 4, isBig: true), "utf-32-be")
        default: throw LanguageError(.lookupError, "unknown encoding: \(name)")
        }
    }

    private static func handler(_ name: String) throws(LanguageError) -> Handler {
        guard let handler = Handler(rawValue: name) else {
            throw LanguageError(.lookupError, "unknown error handler name '\(name)'")
        }
        return handler
    }

    /// What Windows shows for bytes from 0x80 to 0x9F; 0 where nothing is.
    private static let windows: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    // MARK: Text to bytes

    /// A text as bytes.
    func encode(_ text: Str, errors: String = "strict") throws(LanguageError) -> [UInt8] {
        switch form {
        case .utf8: return Array(text.string.utf8)
        case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.string.utf8)
        case .ascii, .latin1, .windows1252: return try encodeBytes(text, try TextCodec.handler(errors))
        case .wide(let unit, let isBig):
            var bytes: [UInt8] = []
            func put(_ value: UInt32) {
                for i in 0..<unit {
                    let shift = UInt32(isBig == true ? unit - 1 - i : i) * 8
                    bytes.append(UInt8(truncatingIfNeeded: value >> shift))
                }
            }
            if isBig == nil { put(0xFEFF) }
            if unit == 2 {
                for value in text.string.utf16 { put(UInt32(value)) }
            } else {
                for scalar in text.string.unicodeScalars { put(scalar.value) }
            }
            return bytes
        }
    }

    private func encodeBytes(_ text: Str, _ handler: Handler) throws(LanguageError) -> [UInt8] {
        func byte(_ code: UInt32) -> UInt8? {
            if code < 128 { return UInt8(code) }
            switch form {
            case .latin1: return UInt8(exactly: code)
            case .windows1252:
                if (0xA0...0xFF).contains(code) { return UInt8(code) }
                return TextCodec.windows.firstIndex(of: code).map { UInt8(0x80 + $0) }
            default: return nil
            }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for (place, scalar) in text.string.unicodeScalars.enumerated() {
            if let byte = byte(scalar.value) {
                bytes.append(byte)
                continue
            }
            switch handler {
            case .strict: throw failure(text, place) { byte($0) == nil }
            case .ignore: break
            case .replace: bytes.append(UInt8(ascii: "?"))
            case .xmlcharrefreplace: bytes += Array("&#\(scalar.value);".utf8)
            case .backslashreplace: bytes += Array(TextCodec.escape(scalar.value).utf8)
            }
        }
        return bytes
    }

    /// `\xe9`, `\u20ac`, `\U0001f600`.
    static func escape(_ code: UInt32) -> String {
        let digits = String(code, radix: 16)
        let (sign, width) = code < 256 ? ("x", 2) : code < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + sign + String(repeating: "0", count: width - digits.count) + digits
    }

    private func failure(_ text: Str, _ place: Int, _ isOut: (UInt32) -> Bool) -> LanguageError {
        let scalars = text.scalars
        var end = place
        while end < scalars.count, isOut(scalars[end].value) { end += 1 }
        let reason =
            switch form {
            case .ascii: "ordinal not in range(128)"
            case .latin1: "ordinal not in range(256)"
            default: "character maps to <undefined>"
            }
        return LanguageError.unicode(
            .unicodeEncodeError, [Value(name), .str(text), .int(place), .int(end), Value(reason)])
    }

    // MARK: Bytes to text

    /// Bytes as text.
    func decode(_ bytes: [UInt8], errors: String = "strict") throws(LanguageError) -> String {
        switch form {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            return try decodeUTF8(bytes, try TextCodec.handler(errors))
        case .utf8WithMark:
            let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            return try TextCodec("utf-8").decode(plain, errors: errors)
        case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case .ascii, .windows1252: return try decodeSingle(bytes, try TextCodec.handler(errors))
        case .wide(let unit, let isBig): return try decodeWide(bytes, unit, isBig, try TextCodec.handler(errors))
        }
    }

    private func mend(
        _ bytes: [UInt8], _ span: Range<Int>, _ reason: String, _ handler: Handler, into out: inout String
    ) throws(LanguageError) {
        switch handler {
        case .ignore: break
        case .replace: out.unicodeScalars.append("\u{FFFD}")
        case .backslashreplace: for byte in bytes[span] { out += TextCodec.escape(UInt32(byte)) }
        case .xmlcharrefreplace:
            throw LanguageError.typeError("don't know how to handle UnicodeDecodeError in error callback")
        case .strict:
            throw LanguageError.unicode(
                .unicodeDecodeError,
                [
                    Value(name), .object(BytesObject(bytes)), .int(span.lowerBound), .int(span.upperBound),
                    Value(reason),
                ])
        }
    }

    private func decodeSingle(_ bytes: [UInt8], _ handler: Handler) throws(LanguageError) -> String {
        var out = ""
        for (place, byte) in bytes.enumerated() {
            var code = UInt32(byte)
            if byte >= 128 {
                switch form {
                case .windows1252 where byte >= 0xA0: break
                case .windows1252: code = TextCodec.windows[Int(byte) - 128]
                default: code = 0
                }
            }
            if let scalar = Unicode.Scalar(code), code != 0 || byte == 0 {
                out.unicodeScalars.append(scalar)
            } else {
                let reason = name == "ascii" ? "ordinal not in range(128)" : "character maps to <undefined>"
                try mend(bytes, place..<place + 1, reason, handler, into: &out)
            }
        }
        return out
    }

    private func decodeUTF8(_ bytes: [UInt8], _ handler: Handler) throws(LanguageError) -> String {
        var out = ""
        var at = 0
        while at < bytes.count {
            let first = bytes[at]
            if first < 0x80 {
                out.unicodeScalars.append(Unicode.Scalar(first))
                at += 1
                continue
            }
            let (count, low, high): (Int, UInt8, UInt8)
            switch first {
            case 0xC2...0xDF: (count, low, high) = (2, 0x80, 0xBF)
            case 0xE0: (count, low, high) = (3, 0xA0, 0xBF)
            case 0xED: (count, low, high) = (3, 0x80, 0x9F)
            case 0xE1...0xEF: (count, low, high) = (3, 0x80, 0xBF)
            case 0xF0: (count, low, high) = (4, 0x90, 0xBF)
            case 0xF1...0xF3: (count, low, high) = (4, 0x80, 0xBF)
            case 0xF4: (count, low, high) = (4, 0x80, 0x8F)
            default:
                try mend(bytes, at..<at + 1, "invalid start byte", handler, into: &out)
                at += 1
                continue
            }
            var good = 1
            while good < count, at + good < bytes.count {
                let range = good == 1 ? low...high : 0x80...0xBF
                if !range.contains(bytes[at + good]) { break }
                good += 1
            }
            if good == count {
                out += String(decoding: bytes[at..<at + count], as: UTF8.self)
                at += count
            } else {
                let isCut = at + good == bytes.count
                try mend(
                    bytes, at..<at + good, isCut ? "unexpected end of data" : "invalid continuation byte", handler,
                    into: &out)
                at += good
            }
        }
        return out
    }

    private func decodeWide(_ bytes: [UInt8], _ unit: Int, _ isBig: Bool?, _ handler: Handler) throws(LanguageError)
        -> String
    {
        var (out, at, big) = ("", 0, isBig ?? false)
        func take(_ place: Int) -> UInt32 {
            (0..<unit).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32((big ? unit - 1 - $1 : $1) * 8) }
        }
        if isBig == nil, bytes.count < unit, !bytes.isEmpty {
            return try TextCodec(name + "-le").decodeWide(bytes, unit, false, handler)
        }
        if isBig == nil, bytes.count >= unit {
            if take(0) == 0xFEFF {
                at = unit
            } else {
                big = true
                if take(0) == 0xFEFF { at = unit } else { big = false }
            }
        }
        while at < bytes.count {
            guard at + unit <= bytes.count else {
                try mend(bytes, at..<bytes.count, "truncated data", handler, into: &out)
                break
            }
            var code = take(at)
            var count = unit
            if unit == 2, (0xD800...0xDBFF).contains(code) {
                guard at + 4 <= bytes.count else {
                    try mend(bytes, at..<bytes.count, "unexpected end of data", handler, into: &out)
                    break
                }
                let second = take(at + 2)
                if (0xDC00...0xDFFF).contains(second) {
                    code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
                    count = 4
                }
            }
            if let scalar = Unicode.Scalar(code) {
                out.unicodeScalars.append(scalar)
            } else {
                try mend(
                    bytes, at..<at + count, unit == 2 ? "illegal encoding" : "code point not in range(0x110000)",
                    handler, into: &out)
            }
            at += count
        }
        return out
    }
}
