extension JSON {
    /// How a value is written.
    public struct Style: Sendable {
        /// Spaces for each level; `nil` writes everything on one line without spaces.
        public var indent: Int?
        /// True sorts the keys of objects by code points, as nbformat does.
        public var sortsKeys: Bool

        public init(indent: Int? = nil, sortsKeys: Bool = false) {
            self.indent = indent
            self.sortsKeys = sortsKeys
        }

        /// As nbformat writes notebooks: keys sorted, one space a level.
        public static let notebook = Style(indent: 1, sortsKeys: true)
    }

    /// The value as UTF-8. NaN and infinities, which JSON does not have, become strings: "NaN", "Infinity", "-Infinity".
    public func bytes(_ style: Style = Style()) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, style: style, level: 0)
        return out
    }

    /// The value as text.
    public func text(_ style: Style = Style()) -> String { String(decoding: bytes(style), as: UTF8.self) }

    private func write(to out: inout [UInt8], style: Style, level: Int) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): out.append(contentsOf: String(number).utf8)
        case .double(let number): JSON.write(number, to: &out)
        case .string(let text): JSON.write(text, to: &out)
        case .array(let values):
            JSON.writeBlock("[", "]", values, to: &out, style: style, level: level) { value, out in
                value.write(to: &out, style: style, level: level + 1)
            }
        case .object(let fields):
            let ordered =
                style.sortsKeys
                ? fields.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) } : fields
            JSON.writeBlock("{", "}", ordered, to: &out, style: style, level: level) { field, out in
                JSON.write(field.key, to: &out)
                out.append(contentsOf: (style.indent == nil ? ":" : ": ").utf8)
                field.value.write(to: &out, style: style, level: level + 1)
            }
        }
    }

    /// Elements between brackets, each on a line of its own where the style indents.
    private static func writeBlock<Element>(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ elements: [Element], to out: inout [UInt8], style: Style,
        level: Int, element: (Element, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: open))
        for (i, part) in elements.enumerated() {
            if i > 0 { out.append(UInt8(ascii: ",")) }
            newLine(level + 1, style, &out)
            element(part, &out)
        }
        if !elements.isEmpty { newLine(level, style, &out) }
        out.append(UInt8(ascii: close))
    }

    private static func newLine(_ level: Int, _ style: Style, _ out: inout [UInt8]) {
        guard let indent = style.indent else { return }
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: indent * level))
    }

    private static func write(_ number: Double, to out: inout [UInt8]) {
        if number.isFinite {
            out.append(contentsOf: number.description.utf8)
        } else {
            write(number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity", to: &out)
        }
    }

    private static func write(_ text: String, to out: inout [UInt8]) {
        let hex = Array("0123456789abcdef".utf8)
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
            case 0x08: out.append(contentsOf: "\\b".utf8)
            case 0x0C: out.append(contentsOf: "\\f".utf8)
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                out.append(contentsOf: "\\u00".utf8)
                out.append(hex[Int(byte >> 4)])
                out.append(hex[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
