/// What a training said, the newest 256 KiB of it.
struct RunLog {
    /// Bytes that are kept.
    static let limit = 256 << 10
    private var bytes: [UInt8] = []
    /// True once something was forgotten.
    private(set) var isCut = false

    /// Adds text; once there is too much, the oldest quarter is forgotten, up to a line's end.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8.suffix(RunLog.limit))
        guard bytes.count > RunLog.limit else { return }
        isCut = true
        var cut = bytes.count - RunLog.limit / 4 * 3
        cut = bytes[cut...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? cut
        // A line without an end is cut between code points.
        while cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut += 1 }
        bytes.removeFirst(cut)
    }

    /// All that is kept.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last lines.
    func tail(lines count: Int) -> String {
        var start = bytes.endIndex
        var left = count
        while start > 0 {
            if bytes[start - 1] == UInt8(ascii: "\n"), start < bytes.endIndex {
                left -= 1
                if left == 0 { break }
            }
            start -= 1
        }
        return String(decoding: bytes[start...], as: UTF8.self)
    }
}
