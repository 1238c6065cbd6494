import Glibc

/// A picture as rows of runs: neighbouring pixels of one colour.
///
/// Charts are mostly such runs, so that what is done for each run (finding its colour, packing it) costs a small part of
/// what it would cost for each pixel. A row that equals the one above shares its runs.
public struct ColourRuns: Sendable {
    /// Pixels of one colour, up to (not including) the column `end`.
    struct Run: Sendable {
        var end: Int32
        var slot: Int32
    }

    public let width: Int
    public let height: Int
    /// The different colours 0x00RRGGBB in the order in which they were met.
    public private(set) var colours: [UInt32] = []
    /// How many pixels have each of them.
    public private(set) var counts: [Int] = []
    private(set) var runs: [Run] = []
    /// Where the runs of each row are.
    private(set) var rows: [Range<Int>] = []

    /// The runs of a picture, or nothing when it has more than `limit` colours.
    ///
    /// - Parameters:
    ///   - limit: at most 32,768.
    ///   - row: the pixels of a row, `width` words 0x??RRGGBB that stay where they are until the next but one is asked for.
    public init?(width: Int, height: Int, limit: Int, row: (Int) -> UnsafeBufferPointer<UInt32>) {
        precondition(limit <= 1 << 15)
        (self.width, self.height) = (width, height)
        rows.reserveCapacity(height)
        var table = ColourTable(limit: limit)
        var above: UnsafeRawPointer?
        for index in 0..<height {
            let words = row(index)
            guard let start = UnsafeRawPointer(words.baseAddress) else { return nil }
            if let above, let last = rows.last, memcmp(above, start, width * 4) == 0 {
                rows.append(last)
                continue
            }
            above = start
            let first = runs.count
            var at = 0
            while at < width {
                let colour = words[at] & 0xFF_FFFF
                let end = ColourRuns.end(of: colour, from: at + 1, width: width, start)
                guard let slot = table.slot(of: colour) else { return nil }
                runs.append(Run(end: Int32(truncatingIfNeeded: end), slot: slot))
                at = end
            }
            rows.append(first..<runs.count)
        }
        colours = table.colours
        count()
    }

    /// The column behind the last pixel of a run: eight pixels at once where it is long.
    private static func end(of colour: UInt32, from: Int, width: Int, _ row: UnsafeRawPointer) -> Int {
        let mask: UInt64 = 0x00FF_FFFF_00FF_FFFF
        let pair = UInt64(colour) << 32 | UInt64(colour)
        var end = from
        func pairs(_ place: Int) -> UInt64 {
            row.loadUnaligned(fromByteOffset: (end + place) * 4, as: UInt64.self) ^ pair
        }
        while end + 8 <= width, (pairs(0) | pairs(2) | pairs(4) | pairs(6)) & mask == 0 { end += 8 }
        while end < width, row.loadUnaligned(fromByteOffset: end * 4, as: UInt32.self) & 0xFF_FFFF == colour {
            end += 1
        }
        return end
    }

    private mutating func count() {
        counts = [Int](repeating: 0, count: colours.count)
        for row in rows {
            var start: Int32 = 0
            for place in row {
                counts[Int(runs[place].slot)] += Int(runs[place].end - start)
                start = runs[place].end
            }
        }
    }

    /// A number for each pixel: that of its colour.
    ///
    /// - Parameter numbers: one for each of `colours`.
    public func indices(_ numbers: [UInt8]) -> [UInt8] {
        precondition(numbers.count == colours.count)
        return [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            var at = 0
            for row in rows {
                var column = 0
                for place in row {
                    let end = Int(runs[place].end)
                    target[at + column..<at + end].update(repeating: numbers[Int(runs[place].slot)])
                    column = end
                }
                at += width
            }
            count = width * height
        }
    }
}

/// The different colours of a picture, found through an open hash table.
private struct ColourTable {
    let limit: Int
    var colours: [UInt32] = []
    /// One more than a colour's place, 0 where none is.
    private var places = [UInt16](repeating: 0, count: 1 << 16)

    init(limit: Int) { self.limit = limit }

    /// The place of a colour, which is remembered when it is new; nothing when there is no room for it.
    mutating func slot(of colour: UInt32) -> Int32? {
        var place = Int((colour &* 2_654_435_761) >> 16)
        while places[place] > 0 {
            let slot = Int(places[place]) - 1
            if colours[slot] == colour { return Int32(truncatingIfNeeded: slot) }
            place = (place + 1) & 0xFFFF
        }
        guard colours.count < limit else { return nil }
        colours.append(colour)
        places[place] = UInt16(colours.count)
        return Int32(truncatingIfNeeded: colours.count - 1)
    }
}
