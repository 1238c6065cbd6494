import Vision

/// An image as indices into at most 256 colours: a chart takes a third of the bytes and time that way.
struct IndexedImage {
    let width: Int
    let height: Int
    /// An index per pixel.
    private(set) var indices: [UInt8]
    /// Red, green, blue of each colour.
    private(set) var colours: [UInt8]

    /// The colours of a picture, or nothing when there are too many.
    ///
    /// - Parameter mayMerge: true to show the rarest colours (the soft edges of lines and letters) as the nearest
    ///   of the 256 most frequent ones when there are more.
    /// - Parameter limit: how many colours stay where colours may be merged.
    init?(_ field: ColourField, mayMerge: Bool, limit: Int = 256) {
        (width, height) = (field.width, field.height)
        var table = ColourTable(limit: mayMerge ? 1 << 14 : 256)
        guard let slots = table.count(field) else { return nil }
        let chosen = table.colours.indices.sorted { table.counts[$0] > table.counts[$1] }.prefix(
            mayMerge ? min(max(limit, 2), 256) : 256)
        var index = [UInt8](repeating: 0, count: table.colours.count)
        for (place, slot) in chosen.enumerated() { index[slot] = UInt8(place) }
        if chosen.count < table.colours.count {
            let kept = chosen.map { table.colours[$0] }
            let isKept = Set(chosen)
            for slot in table.colours.indices where !isKept.contains(slot) {
                index[slot] = IndexedImage.nearest(to: table.colours[slot], in: kept)
            }
        }
        colours = chosen.flatMap { slot -> [UInt8] in
            let colour = table.colours[slot]
            return [16, 8, 0].map { UInt8(truncatingIfNeeded: colour >> $0) }
        }
        indices = [UInt8](unsafeUninitializedCapacity: slots.count) { target, count in
            slots.withUnsafeBufferPointer { slots in
                index.withUnsafeBufferPointer { index in
                    for place in slots.indices { target[place] = index[Int(slots[place])] }
                }
            }
            count = slots.count
        }
    }

    /// The place of the colour that looks most alike.
    private static func nearest(to colour: UInt32, in kept: [UInt32]) -> UInt8 {
        var (best, smallest) = (0, Int.max)
        for place in kept.indices {
            let distance = distance(kept[place], colour)
            if distance < smallest { (best, smallest) = (place, distance) }
        }
        return UInt8(truncatingIfNeeded: best)
    }

    private static func distance(_ a: UInt32, _ b: UInt32) -> Int {
        let red = Int(a >> 16 & 255) - Int(b >> 16 & 255)
        let green = Int(a >> 8 & 255) - Int(b >> 8 & 255)
        let blue = Int(a & 255) - Int(b & 255)
        return 2 * red * red + 4 * green * green + blue * blue
    }
}

/// The different colours of an image, found through an open hash table.
private struct ColourTable {
    let limit: Int
    var colours: [UInt32] = []
    var counts: [Int] = []
    private var places: [Int32]

    init(limit: Int) {
        self.limit = limit
        places = [Int32](repeating: -1, count: 1 << 16)
    }

    /// The number of each pixel's colour, or nothing when there are more than `limit` colours.
    mutating func count(_ field: ColourField) -> [UInt16]? {
        var isTooMany = false
        let slots = [UInt16](unsafeUninitializedCapacity: field.width * field.height) { target, filled in
            filled = field.width * field.height
            for row in 0..<field.height where !isTooMany {
                let words = field.row(row)
                let first = row * field.width
                var start = 0
                // Most pixels are as their left neighbour: a look-up per run is enough.
                while start < words.count {
                    let colour = words[start] & 0xFF_FFFF
                    var end = start + 1
                    while end < words.count, words[end] & 0xFF_FFFF == colour { end += 1 }
                    guard let slot = slot(of: colour) else {
                        isTooMany = true
                        break
                    }
                    counts[slot] += end - start
                    target[first + start..<first + end].update(repeating: UInt16(slot))
                    start = end
                }
            }
            // What was not reached is never read.
            if isTooMany { target.update(repeating: 0) }
        }
        return isTooMany ? nil : slots
    }

    private mutating func slot(of colour: UInt32) -> Int? {
        var place = Int((colour &* 2_654_435_761) >> 16)
        while places[place] >= 0 {
            let slot = Int(places[place])
            if colours[slot] == colour { return slot }
            place = (place + 1) & 0xFFFF
        }
        guard colours.count < limit else { return nil }
        places[place] = Int32(colours.count)
        colours.append(colour)
        counts.append(0)
        return colours.count - 1
    }
}
