import Vision

/// A picture in at most 256 colours: a chart takes a third of the bytes and time that way.
struct IndexedImage {
    private let runs: ColourRuns
    /// For each colour of the runs its place in the palette.
    private let places: [UInt8]
    /// Red, green, blue of each colour of the palette.
    private let colours: [UInt8]

    /// The colours of a picture, or nothing when there are too many.
    ///
    /// - Parameter mayMerge: true to show the rarest colours (the soft edges of lines and letters) as the nearest
    ///   of the 256 most frequent ones when there are more.
    /// - Parameter limit: how many colours stay where colours may be merged.
    init?(_ field: ColourField, mayMerge: Bool, limit: Int = 256) {
        guard
            let runs = ColourRuns(
                width: field.width, height: field.height, limit: mayMerge ? 1 << 14 : 256, row: field.row)
        else { return nil }
        let all = runs.colours
        let chosen = all.indices.sorted { (runs.counts[$1], $0) < (runs.counts[$0], $1) }
            .prefix(mayMerge ? min(max(limit, 2), 256) : 256)
        var places = [UInt8](repeating: 0, count: all.count)
        var isKept = [Bool](repeating: false, count: all.count)
        for (place, slot) in chosen.enumerated() {
            places[slot] = UInt8(place)
            isKept[slot] = true
        }
        if chosen.count < all.count {
            let kept = KeptColours(chosen.map { all[$0] })
            for slot in all.indices where !isKept[slot] { places[slot] = kept.nearest(to: all[slot]) }
        }
        (self.runs, self.places) = (runs, places)
        colours = chosen.flatMap { slot in [16, 8, 0].map { UInt8(truncatingIfNeeded: all[slot] >> $0) } }
    }

    /// A PNG file.
    ///
    /// - Parameter isSmall: more work for a smaller file; for pictures that are kept.
    func png(isQuick: Bool, isSmall: Bool) throws(VisionError) -> [UInt8] {
        // Chunks of PNG and its counters have 32 bits.
        if !isSmall, runs.width * runs.height < 1 << 30 {
            return try PNG.encode(runs, places: places, colours: colours)
        }
        return try PNG.encode(
            width: runs.width, height: runs.height, indices: runs.indices(places), colours: colours, isQuick: isQuick)
    }
}

/// Colours of which the one is asked that looks most like another: sixteen are compared at once.
private struct KeptColours {
    private var red: [SIMD16<Int32>] = []
    private var green: [SIMD16<Int32>] = []
    private var blue: [SIMD16<Int32>] = []

    init(_ colours: [UInt32]) {
        for start in stride(from: 0, to: colours.count, by: 16) {
            var (r, g, b) = (SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>())
            for lane in 0..<16 {
                // The last group is filled up with its first colour, which is nearest at its own place already.
                let colour = colours[start + lane < colours.count ? start + lane : start]
                r[lane] = Int32(colour >> 16 & 255)
                g[lane] = Int32(colour >> 8 & 255)
                b[lane] = Int32(colour & 255)
            }
            red.append(r)
            green.append(g)
            blue.append(b)
        }
    }

    /// The place of the colour that looks most alike; the first of several.
    func nearest(to colour: UInt32) -> UInt8 {
        let (r, g, b) = (Int32(colour >> 16 & 255), Int32(colour >> 8 & 255), Int32(colour & 255))
        var least = SIMD16<Int32>(repeating: .max)
        var groups = SIMD16<Int32>()
        for group in red.indices {
            let (x, y, z) = (red[group] &- r, green[group] &- g, blue[group] &- b)
            let distance = 2 &* x &* x &+ 4 &* y &* y &+ z &* z
            let isNearer = distance .< least
            least.replace(with: distance, where: isNearer)
            groups.replace(with: Int32(truncatingIfNeeded: group), where: isNearer)
        }
        let smallest = least.min()
        var best = Int.max
        for lane in 0..<16 where least[lane] == smallest { best = min(best, Int(groups[lane]) * 16 + lane) }
        return UInt8(truncatingIfNeeded: best)
    }
}
