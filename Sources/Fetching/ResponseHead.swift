/// What a server says before a body: its status and how much will come.
struct ResponseHead {
    /// 200, 206, 404, …; 0 before the first line.
    private(set) var status = 0
    /// The words behind the status.
    private(set) var reason = ""
    /// Bytes of this body; `nil` where the server does not say.
    private(set) var length: Int?
    /// Where the body begins in the file, and the whole file's size where it is said: `Content-Range`.
    private(set) var range: (start: Int, total: Int?)?

    /// Takes one line; a status line begins a new head, since redirects have heads of their own.
    mutating func take(_ line: String) {
        if line.hasPrefix("HTTP/") {
            self = ResponseHead()
            let words = line.split(separator: " ", maxSplits: 2)
            if words.count > 1 { status = Int(words[1]) ?? 0 }
            if words.count > 2 { reason = words[2].filter { !$0.isNewline } }
            return
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }.prefix {
            !$0.isWhitespace || $0 == " "
        }
        switch line[..<colon].lowercased() {
        case "content-length": length = Int(value.filter { $0 != " " })
        case "content-range":
            // bytes 100-199/200, or /* where the size is unknown
            let parts = value.dropFirst("bytes ".count).split(whereSeparator: { $0 == "-" || $0 == "/" })
            if parts.count == 3, let start = Int(parts[0]) { range = (start, Int(parts[2].filter { $0 != " " })) }
        default: break
        }
    }
}
