import JSON

/// nbformat's way with long texts: in files a list of lines, in programs one text.
enum Lines {
    /// The text of a string or a list of strings.
    static func joined(_ value: JSON?) -> String? {
        if let text = value?.string { return text }
        guard let parts = value?.array else { return nil }
        var text = ""
        for part in parts {
            guard let line = part.string else { return nil }
            text += line
        }
        return text
    }

    /// A list of lines, each with its end; other values as they are.
    static func split(_ value: JSON?) -> JSON? {
        guard let text = value?.string else { return value }
        var lines: [JSON] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let last = previous, endsLine(last), !(last == "\r" && scalar == "\n") {
                lines.append(.string(String(line)))
                line = String.UnicodeScalarView()
            }
            line.append(scalar)
            previous = scalar
        }
        if !line.isEmpty { lines.append(.string(String(line))) }
        return .array(lines)
    }

    /// Where Python's `splitlines` cuts.
    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// A MIME bundle with its texts as lists of lines; pictures in base64 stay one text.
    static func splitBundle(_ data: JSON) -> JSON {
        .object(
            (data.fields ?? []).map { type, value in
                (type, isSplit(type) && value.string != nil ? split(value) ?? value : value)
            })
    }

    private static func isSplit(_ type: String) -> Bool {
        type.hasPrefix("text/") || type == "application/javascript" || type == "image/svg+xml"
    }

    /// An output as it is stored.
    static func splitOutput(_ output: JSON) -> JSON {
        var stored = output
        switch output["output_type"]?.string {
        case "stream": stored["text"] = split(output["text"])
        case "display_data", "execute_result": stored["data"] = output["data"].map(splitBundle)
        default: break
        }
        return stored
    }

    /// A stored output with its texts joined.
    static func joinedOutput(_ stored: JSON) -> JSON {
        var output = stored
        if let text = joined(stored["text"]) { output["text"] = .string(text) }
        if let data = stored["data"]?.fields {
            output["data"] = .object(
                data.map { type, value in
                    // Lists of strings under JSON types are values, not lines.
                    (type, type.hasSuffix("json") ? value : joined(value).map { .string($0) } ?? value)
                })
        }
        return output
    }
}
