import Glibc

/// A picture as what changes from each row to the next.
///
/// Most of a chart equals the row above, wherever curves, letters and lines are: what is done for each change (finding its
/// colour, packing it) costs a small part of what it would cost for each pixel. A row that equals the one above has none.
public struct ColourChanges: Sendable {
    /// Pixels side by side that changed alike: from `above` to `slot`, both places among the colours.
    struct Change {
        var start: Int32
        /// The column behind the last pixel.
        var end: Int32
        var slot: UInt16
        /// What the row above shows there; 0 in the first row.
        var above: UInt16
    }

    public let width: Int
    public let height: Int
    /// The different colours 0x00RRGGBB in the order in which they were met.
    public private(set) var colours: [UInt32] = []
    /// How many pixels have each of them.
    public private(set) var counts: [Int] = []
    /// From left to right, row by row; those of the first row cover it.
    private(set) var changes: [Change] = []
    /// Where the changes of each row end.
    private(set) var rowEnds: [Int] = []

    /// The changes of a picture, or nothing when it has more than `limit` colours.
    ///
    /// - Parameters:
    ///   - limit: at most 32,768.
    ///   - row: the pixels of a row, `width` words 0x??RRGGBB that stay where they are until the next but one is asked for.
    public init?(width: Int, height: Int, limit: Int, row: (Int) -> UnsafeBufferPointer<UInt32>) {
        precondition(limit <= 1 << 15)
        (self.width, self.height) = (width, height)
        guard width > 0 else { return nil }
        rowEnds.reserveCapacity(height)
        changes.reserveCapacity(16 * height)
        var table = ColourTable(limit: limit)
        // Of each column the place of the colour that the row above has there.
        var slots = [UInt16](repeating: 0, count: width)
        var above: UnsafePointer<UInt32>?
        for index in 0..<height {
            guard let words = row(index).baseAddress else { return nil }
            let isWhole = slots.withUnsafeMutableBufferPointer { slots in
                let changed =
                    above.map { above in
                        addChanges(words, above, slots, left: height - index, &table)
                    } ?? addFirst(words, slots, &table)
                return changed
            }
            guard isWhole else { return nil }
            rowEnds.append(changes.count)
            above = words
        }
        (colours, counts) = (table.colours, table.counts)
    }

    /// Where the changes of a row are.
    func changes(ofRow row: Int) -> Range<Int> { (row > 0 ? rowEnds[row - 1] : 0)..<rowEnds[row] }

    /// The first row as changes from nothing; false where there are too many colours.
    private mutating func addFirst(
        _ words: UnsafePointer<UInt32>, _ slots: UnsafeMutableBufferPointer<UInt16>, _ table: inout ColourTable
    ) -> Bool {
        var at = 0
        while at < width {
            let start = at
            let colour = words[at] & 0xFF_FFFF
            while at < width, words[at] & 0xFF_FFFF == colour { at += 1 }
            guard let slot = table.slot(of: colour) else { return false }
            // Counted as if the rest of the picture were like the first row: each change says what is not.
            table.counts[Int(slot)] += (at - start) * height
            slots[start..<at].update(repeating: slot)
            changes.append(
                Change(
                    start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: at), slot: slot, above: 0))
        }
        return true
    }

    /// What changes from the row above; false where there are too many colours.
    ///
    /// - Parameter left: how many rows there are from this one on.
    private mutating func addChanges(
        _ words: UnsafePointer<UInt32>, _ above: UnsafePointer<UInt32>, _ slots: UnsafeMutableBufferPointer<UInt16>,
        left: Int, _ table: inout ColourTable
    ) -> Bool {
        if memcmp(words, above, width * 4) == 0 { return true }
        let width = width
        var at = ColourChanges.firstChange(words, above, from: 0, width)
        while at < width {
            let start = at
            let (new, old) = (words[at] & 0xFF_FFFF, above[at] & 0xFF_FFFF)
            at &+= 1
            while at < width, words[at] & 0xFF_FFFF == new, above[at] & 0xFF_FFFF == old { at &+= 1 }
            guard let slot = table.slot(of: new) else { return false }
            let before = slots[start]
            if at == start + 1 { slots[start] = slot } else { slots[start..<at].update(repeating: slot) }
            table.counts[Int(slot)] += (at - start) * left
            table.counts[Int(before)] -= (at - start) * left
            changes.append(
                Change(
                    start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: at), slot: slot,
                    above: before))
            at = ColourChanges.firstChange(words, above, from: at, width)
        }
        return true
    }

    /// The next column at which two rows differ: eight pixels at once where there are many alike.
    @inline(__always)
    private static func firstChange(
        _ words: UnsafePointer<UInt32>, _ above: UnsafePointer<UInt32>, from: Int, _ width: Int
    ) -> Int {
        let mask: UInt64 = 0x00FF_FFFF_00FF_FFFF
        let (one, other) = (UnsafeRawPointer(words), UnsafeRawPointer(above))
        func pair(_ place: Int) -> UInt64 {
            one.loadUnaligned(fromByteOffset: place * 4, as: UInt64.self)
                ^ other.loadUnaligned(fromByteOffset: place * 4, as: UInt64.self)
        }
        var at = from
        // Changes often lie side by side.
        if at < width, (words[at] ^ above[at]) & 0xFF_FFFF != 0 { return at }
        while at &+ 8 <= width, (pair(at) | pair(at &+ 2) | pair(at &+ 4) | pair(at &+ 6)) & mask == 0 { at &+= 8 }
        while at &+ 2 <= width, pair(at) & mask == 0 { at &+= 2 }
        if at < width, (words[at] ^ above[at]) & 0xFF_FFFF == 0 { at &+= 1 }
        return at
    }

    /// A number for each pixel: that of its colour.
    ///
    /// - Parameter numbers: one for each of `colours`.
    public func indices(_ numbers: [UInt8]) -> [UInt8] {
        precondition(numbers.count == colours.count)
        return [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            for row in 0..<height {
                let own = UnsafeMutableBufferPointer(rebasing: target[row * width..<(row + 1) * width])
                if row > 0 { _ = own.update(from: target[(row - 1) * width..<row * width]) }
                for place in changes(ofRow: row) {
                    let change = changes[place]
                    own[Int(change.start)..<Int(change.end)].update(repeating: numbers[Int(change.slot)])
                }
            }
            count = width * height
        }
    }
}

/// The different colours of a picture, found through an open hash table.
private struct ColourTable {
    let limit: Int
    var colours: [UInt32] = []
    var counts: [Int] = []
    /// One more than a colour's place, 0 where none is.
    private var places = [UInt16](repeating: 0, count: 1 << 16)

    init(limit: Int) { self.limit = limit }

    /// The place of a colour, which is remembered when it is new; nothing when there is no room for it.
    @inline(__always)
    mutating func slot(of colour: UInt32) -> UInt16? {
        var place = Int((colour &* 2_654_435_761) >> 16)
        while places[place] > 0 {
            let slot = places[place] - 1
            if colours[Int(slot)] == colour { return slot }
            place = (place + 1) & 0xFFFF
        }
        guard colours.count < limit else { return nil }
        colours.append(colour)
        counts.append(0)
        places[place] = UInt16(colours.count)
        return UInt16(colours.count - 1)
    }
}
