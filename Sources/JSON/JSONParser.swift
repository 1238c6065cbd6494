/// Why a text is not JSON, and where.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    public let reason: String
    /// Bytes before the fault.
    public let offset: Int

    public var description: String { "\(reason) at byte \(offset)" }
}

extension JSON {
    /// How deep arrays and objects may stand in one another; Python's parser gives up near 1000 too.
    public static let depthLimit = 512

    /// Reads a whole text (RFC 8259).
    ///
    /// Bare `NaN`, `Infinity` and `-Infinity`, which Python writes, are read as numbers. A lone surrogate escape becomes
    /// U+FFFD, as Swift's strings cannot hold it.
    public init(parsing text: String) throws(JSONError) {
        var text = text
        self = try text.withUTF8 { bytes in Result { () throws(JSONError) in try JSON(parsing: bytes) } }.get()
    }

    /// Reads UTF-8 bytes; bytes that are not UTF-8 are an error.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { bytes in Result { () throws(JSONError) in try JSON(parsing: bytes) }
        }.get()
    }

    private init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

/// Recursive descent over bytes; every index is checked against the end.
private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// document = space value space
    mutating func document() throws(JSONError) -> JSON {
        let result = try value()
        skipSpace()
        if at < bytes.count { throw fault("extra text") }
        return result
    }

    func fault(_ reason: String) -> JSONError { JSONError(reason: reason, offset: at) }

    mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    /// True, and one step on, if the next sign after space is `sign`.
    mutating func accept(_ sign: Character) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == sign.asciiValue else { return false }
        at += 1
        return true
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count else { throw fault("unknown word") }
        for i in 0..<count where bytes[at + i] != word.utf8Start[i] { throw fault("unknown word") }
        at += count
        return value
    }

    /// value = object | array | string | number | true | false | null
    mutating func value() throws(JSONError) -> JSON {
        skipSpace()
        guard at < bytes.count else { throw fault("the text ends where a value should stand") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N"): return try word("NaN", .double(.nan))
        case UInt8(ascii: "I"): return try word("Infinity", .double(.infinity))
        default: return try number()
        }
    }

    mutating func enter() throws(JSONError) {
        at += 1
        depth += 1
        if depth > JSON.depthLimit { throw fault("nested deeper than \(JSON.depthLimit)") }
    }

    mutating func object() throws(JSONError) -> JSON {
        try enter()
        var fields: [(key: String, value: JSON)] = []
        if !accept("}") {
            repeat {
                skipSpace()
                guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key should stand here") }
                let key = try string()
                guard accept(":") else { throw fault("':' is missing") }
                fields.append((key, try value()))
            } while accept(",")
            guard accept("}") else { throw fault("'}' or ',' is missing") }
        }
        depth -= 1
        return .object(fields)
    }

    mutating func array() throws(JSONError) -> JSON {
        try enter()
        var values: [JSON] = []
        if !accept("]") {
            repeat { values.append(try value()) } while accept(",")
            guard accept("]") else { throw fault("']' or ',' is missing") }
        }
        depth -= 1
        return .array(values)
    }

    mutating func digits() throws(JSONError) {
        let start = at
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
        if at == start { throw fault("a digit should stand here") }
    }

    /// number = -? digits (. digits)? ((e | E) (+ | -)? digits)?
    mutating func number() throws(JSONError) -> JSON {
        let start = at
        if bytes[at] == UInt8(ascii: "-") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "I") { return try word("Infinity", .double(-.infinity)) }
        }
        guard at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 else { throw fault("unexpected sign") }
        let leadingZero = bytes[at] == 0x30
        let first = at
        try digits()
        if leadingZero && at - first > 1 { throw fault("a number starts with 0") }
        var whole = true
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            whole = false
            at += 1
            try digits()
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            whole = false
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if whole, let number = Int(text) { return .int(number) }
        guard let number = Double(text) else { throw fault("a number cannot be read") }
        return .double(number)
    }

    /// string = " (sign | escape)* "
    mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 {
            at += 1
        }
        guard at < bytes.count else { throw fault("a string does not end") }
        if bytes[at] == UInt8(ascii: "\"") {
            let text = try decoded(bytes[start..<at])
            at += 1
            return text
        }
        var buffer = Array(bytes[start..<at])
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let text = try buffer.withUnsafeBufferPointer { b in
                    Result { () throws(JSONError) in try decoded(b[...]) }
                }.get()
                at += 1
                return text
            case UInt8(ascii: "\\"):
                at += 1
                buffer.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw fault("a control sign in a string")
            default:
                buffer.append(bytes[at])
                at += 1
            }
        }
        throw fault("a string does not end")
    }

    func decoded(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw fault("not UTF-8") }
        return text
    }

    /// What follows a backslash.
    mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard at < bytes.count else { throw fault("a string does not end") }
        let sign = bytes[at]
        at += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(sign)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw fault("unknown escape")
        }
        let unit = try hexadecimal()
        guard unit >= 0xD800, unit < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let back = at
        at += 2
        let low = try hexadecimal()
        if low >= 0xDC00, low < 0xE000 {
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
        }
        at = back
        return "\u{FFFD}"
    }

    mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard at + 4 <= bytes.count else { throw fault("a short escape") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            switch bytes[at] {
            case let c where c >= 0x30 && c <= 0x39: unit = unit << 4 | UInt32(c - 0x30)
            case let c where c | 0x20 >= 0x61 && c | 0x20 <= 0x66: unit = unit << 4 | UInt32(c | 0x20 - 0x61 + 10)
            default: throw fault("a bad escape")
            }
            at += 1
        }
        return unit
    }
}
