import JSON

/// Places in code: code points since protocol 5.2, before that UTF-16 units.
///
/// Everything behind the wire counts code points; this turns what an older client sends and gets.
struct CursorPositions {
    private let isUTF16: Bool
    private let code: String

    /// As the request's header says. A client that says no version is a new one.
    init(of request: Message) {
        let version = request.header["version"]?.string?.split(separator: ".").map { Int($0) ?? 0 } ?? []
        isUTF16 = version.count > 1 && (version[0] < 5 || version[0] == 5 && version[1] < 2)
        code = isUTF16 ? request.content["code"]?.string ?? "" : ""
    }

    /// A request's content with its `cursor_pos` in code points.
    func read(_ content: JSON) -> JSON {
        guard isUTF16, let place = content["cursor_pos"]?.int else { return content }
        var content = content
        var (units, scalars) = (0, 0)
        for scalar in code.unicodeScalars {
            // A place inside of a pair is its beginning.
            units += UTF16.width(scalar)
            if units > place { break }
            scalars += 1
        }
        content["cursor_pos"] = .int(scalars)
        return content
    }

    /// A reply's content with its places as the client counts them.
    func write(_ content: JSON) -> JSON {
        guard isUTF16 else { return content }
        var content = content
        for field in ["cursor_start", "cursor_end"] {
            guard let place = content[field]?.int else { continue }
            content[field] = .int(code.unicodeScalars.prefix(place).reduce(0) { $0 + UTF16.width($1) })
        }
        return content
    }
}
