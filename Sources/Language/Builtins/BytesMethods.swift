enum BytesMethods {
    static let rows: [NativeFunction] = []

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
