/// Base64 (RFC 4648) without line breaks, as pictures travel in messages and notebooks.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`, padded with `=`.
    public static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var at = 0
        while at < bytes.count {
            let left = bytes.count - at
            let first = Int(bytes[at])
            let second = left > 1 ? Int(bytes[at + 1]) : 0
            let third = left > 2 ? Int(bytes[at + 2]) : 0
            out.append(alphabet[first >> 2])
            out.append(alphabet[(first & 3) << 4 | second >> 4])
            out.append(left > 1 ? alphabet[(second & 15) << 2 | third >> 6] : UInt8(ascii: "="))
            out.append(left > 2 ? alphabet[third & 63] : UInt8(ascii: "="))
            at += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a base64 text, line breaks ignored; `nil` where it is none.
    public static func bytes(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var held = 0
        var bits = 0
        var padding = 0
        for byte in text.utf8 {
            if byte == 0x0A || byte == 0x0D || byte == 0x20 { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let digit = digit(byte) else { return nil }
            held = (held << 6 | digit) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(held >> bits & 255))
            }
        }
        return padding <= 2 && bits < 6 ? out : nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
