import Glibc
import Language

/// What one cell prints: how much of it goes to the front end, and what is kept of the rest.
///
/// Text passes until the limit is nearly reached; from there on its end is kept back and shown when the cell ends,
/// behind a line that says how much was left out. All of it, up to some megabytes, stays in the kernel for a call of
/// `svertka.output()`. The limit counts bytes and not lines: a browser suffers from both alike, and a program that
/// prints a hundred thousand short lines loses none.
struct CellOutput {
    /// A part of a stream.
    typealias Piece = (name: StreamName, text: String)

    /// What happens to a text that was printed.
    enum Verdict {
        /// All of it goes out.
        case passes
        /// Only these go out.
        case becomes([Piece])
    }

    let origin: Origin
    let limit: OutputLimit
    /// All that was printed, from the newest byte back.
    private(set) var kept = KeptText()
    /// Bytes that went out.
    private var shown = 0
    /// The end of what did not, in the order in which it was printed.
    private var tail: [(name: StreamName, bytes: [UInt8])] = []
    private var tailBytes = 0
    /// When a person was last told that text is kept back; 0 before.
    private var toldAt: UInt64 = 0
    /// Pieces of the tail beyond which the oldest go, however short they are.
    private static let tailPieces = 64
    /// Nanoseconds between lines that say that a cell still prints.
    private static let tellInterval: UInt64 = 30_000_000_000

    init(origin: Origin, limit: OutputLimit) {
        self.origin = origin
        self.limit = limit
    }

    /// True once something did not go out.
    var isCut: Bool { kept.count > shown }

    /// Takes what a cell printed.
    mutating func admit(_ name: StreamName, _ text: String) -> Verdict {
        let wasCut = isCut
        let count = text.utf8.count
        kept.append(text)
        if !wasCut && shown + count <= limit.head {
            shown += count
            return .passes
        }
        var out: [Piece] = []
        var rest = Array(text.utf8)
        if !wasCut {
            let cut = CellOutput.lineEnd(rest, before: limit.head - shown)
            if cut > 0 { out.append((name, String(decoding: rest[..<cut], as: UTF8.self))) }
            shown += cut
            rest.removeFirst(cut)
        }
        keepBack(name, rest)
        let now = Clock.nanoseconds()
        if leftOut > 0, toldAt == 0 || now - toldAt > CellOutput.tellInterval {
            out.append((.stdout, toldAt == 0 ? beginning : progress))
            toldAt = now
        }
        return .becomes(out)
    }

    /// What goes out when the cell has ended. Called once.
    mutating func close() -> [Piece] {
        if !isCut { return [] }
        if leftOut > 0 { shortenTail() }
        let mark: [Piece] =
            leftOut > 0
            ? [
                (
                    .stdout,
                    "\n[… \(grouped(leftOut)) bytes left out here; svertka.output() returns what was printed …]\n"
                )
            ] : []
        return mark + tail.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    }

    /// Bytes that neither went out nor will.
    var leftOut: Int { max(0, kept.count - shown - tailBytes) }

    private var beginning: String {
        "\n[… this cell has printed \(grouped(shown)) bytes; the end of the rest is shown when it ends …]\n"
    }

    /// The newest line, so that a person who waits sees that the cell is alive.
    private var progress: String {
        let end = tail.last?.bytes.suffix(200).drop { $0 & 0xC0 == 0x80 } ?? []
        let line = String(decoding: end, as: UTF8.self)
        let newest = line.split(separator: "\n").last ?? ""
        return "\n[… \(grouped(kept.count - shown)) bytes more so far …] \(newest)\n"
    }

    private mutating func keepBack(_ name: StreamName, _ bytes: [UInt8]) {
        if let last = tail.indices.last, tail[last].name == name {
            tail[last].bytes += bytes
        } else {
            tail.append((name, bytes))
        }
        tailBytes += bytes.count
        while let first = tail.first,
            tailBytes - first.bytes.count >= limit.tail || tail.count > CellOutput.tailPieces
        {
            tailBytes -= first.bytes.count
            tail.removeFirst()
        }
        // Not at every print: a text that is only a little too long stays complete.
        if tailBytes > 2 * limit.tail { shortenTail() }
    }

    /// Cuts the tail to its limit, where a line begins.
    private mutating func shortenTail() {
        guard tailBytes > limit.tail, !tail.isEmpty else { return }
        let cut = CellOutput.lineBegin(tail[0].bytes, after: tailBytes - limit.tail)
        tail[0].bytes.removeFirst(cut)
        tailBytes -= cut
    }

    /// The end of the last line within `count` bytes; where there is none, of the last code point.
    private static func lineEnd(_ bytes: [UInt8], before count: Int) -> Int {
        if let end = bytes[..<min(max(count, 0), bytes.count)].lastIndex(of: 0x0A) { return end + 1 }
        var cut = min(max(count, 0), bytes.count)
        while cut > 0, cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }

    /// The beginning of the first line after `count` bytes, or of a code point where no line begins soon.
    private static func lineBegin(_ bytes: [UInt8], after count: Int) -> Int {
        var cut = min(count, bytes.count)
        if let end = bytes[cut...].prefix(4096).firstIndex(of: 0x0A) { return end + 1 }
        while cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut += 1 }
        return cut
    }

    /// `1,234,567`.
    private func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().map { place, digit in
            (place > 0 && (digits.count - place) % 3 == 0 ? "," : "") + String(digit)
        }.joined()
    }
}

/// How much text of one cell goes to the front end, in bytes.
public struct OutputLimit: Sendable {
    /// From the beginning.
    let head: Int
    /// From the end, where the beginning was not all.
    let tail: Int

    /// Bytes in all; 0 for no limit.
    public init(bytes: Int) {
        tail = bytes > 0 ? min(64 << 10, bytes / 2) : 0
        head = bytes > 0 ? bytes - tail : Int.max / 2
    }

    /// 1 MiB, or what `SVERTKA_OUTPUT_LIMIT` says in bytes.
    public static var chosen: OutputLimit {
        OutputLimit(bytes: getenv("SVERTKA_OUTPUT_LIMIT").flatMap { Int(String(cString: $0)) } ?? 1 << 20)
    }
}

/// The newest bytes of a text.
struct KeptText {
    /// Bytes that are kept at least.
    static let limit = 8 << 20
    private var bytes: [UInt8] = []
    /// Bytes of the whole text.
    private(set) var count = 0

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        count += text.utf8.count
        // Cut at twice the limit, so that the price is paid once in many prints.
        if bytes.count > 2 * KeptText.limit { bytes.removeFirst(bytes.count - KeptText.limit) }
    }

    /// What is left, from the beginning of a code point.
    var string: String {
        let start = bytes.firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
        return String(decoding: bytes[start...], as: UTF8.self)
    }
}
