import Vision

/// A picture in at most 256 colours: a chart takes a third of the bytes and time that way.
struct IndexedImage {
    private let picture: ColourChanges
    /// For each colour of the picture its place in the palette.
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
            let picture = ColourChanges(
                width: field.width, height: field.height, limit: mayMerge ? 1 << 14 : 256, row: field.row)
        else { return nil }
        let all = picture.colours
        let chosen = all.indices.sorted { (picture.counts[$1], $0) < (picture.counts[$0], $1) }
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
        (self.picture, self.places) = (picture, places)
        colours = chosen.flatMap { slot in [16, 8, 0].map { UInt8(truncatingIfNeeded: all[slot] >> $0) } }
    }

    /// A PNG file.
    ///
    /// - Parameter isSmall: more work for a smaller file; for pictures that are kept.
    func png(isQuick: Bool, isSmall: Bool) throws(VisionError) -> [UInt8] {
        // Chunks of PNG and its counters have 32 bits.
        if !isSmall, picture.width * picture.height < 1 << 30 {
            return try PNG.encode(picture, places: places, colours: colours)
        }
        // Level 6 saves a twentieth of the bytes and takes half as long again.
        return try PNG.encode(
            width: picture.width, height: picture.height, indices: picture.indices(places), colours: colours, level: 4,
            isQuick: isQuick)
    }
}

/// Colours of which the one is asked that looks most like another: sixteen are compared at once.
///
/// They lie in groups by their green, which counts most, so that most groups need no look. All numbers are whole and small,
/// so exact.
private struct KeptColours {
    private typealias Lanes = SIMD16<Float>

    private struct Group {
        var red = Lanes()
        var green = Lanes()
        var blue = Lanes()
        var places = [Int](repeating: 0, count: 16)
        var least: Float = 255
        var most: Float = 0
    }

    private var groups: [Group] = []
    /// For each green from 0 to 255 the group to begin with.
    private var starts: [Int] = []

    init(_ colours: [UInt32]) {
        func green(_ place: Int) -> Float { Float(colours[place] >> 8 & 255) }
        let order = colours.indices.sorted { (green($0), $0) < (green($1), $1) }
        for start in stride(from: 0, to: order.count, by: 16) {
            var group = Group()
            for lane in 0..<16 {
                // The last group is filled up with its first colour.
                let place = order[start + lane < order.count ? start + lane : start]
                group.red[lane] = Float(colours[place] >> 16 & 255)
                group.green[lane] = green(place)
                group.blue[lane] = Float(colours[place] & 255)
                group.places[lane] = place
                (group.least, group.most) = (min(group.least, green(place)), max(group.most, green(place)))
            }
            groups.append(group)
        }
        starts = (0..<256).map { level in groups.firstIndex { $0.most >= Float(level) } ?? groups.count - 1 }
    }

    /// The place of the colour that looks most alike; the first of several.
    func nearest(to colour: UInt32) -> UInt8 {
        let (r, g, b) = (Float(colour >> 16 & 255), Float(colour >> 8 & 255), Float(colour & 255))
        var best = (distance: Float.infinity, place: Int.max)
        let start = starts[Int(colour >> 8 & 255)]
        for place in start..<groups.count {
            let reach = groups[place].least - g
            if reach > 0, 4 * reach * reach > best.distance { break }
            look(at: groups[place], r, g, b, &best)
        }
        for place in (0..<start).reversed() {
            let reach = g - groups[place].most
            if 4 * reach * reach > best.distance { break }
            look(at: groups[place], r, g, b, &best)
        }
        return UInt8(truncatingIfNeeded: best.place)
    }

    @inline(__always)
    private func look(at group: Group, _ r: Float, _ g: Float, _ b: Float, _ best: inout (distance: Float, place: Int))
    {
        let (x, y, z) = (group.red - r, group.green - g, group.blue - b)
        let distances = 2 * x * x + 4 * y * y + z * z
        let smallest = distances.min()
        guard smallest <= best.distance else { return }
        if smallest < best.distance { best = (smallest, Int.max) }
        for lane in 0..<16 where distances[lane] == smallest { best.place = min(best.place, group.places[lane]) }
    }
}
