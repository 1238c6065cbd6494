/// At most 255 colours that all frames of an animation share; one more index means "as before".
///
/// Where there are more colours, the most frequent ones stay as they are (backgrounds, curves, letters) and the others
/// are grouped by median cut (Heckbert 1982): the box that spreads most is cut where half of its pixels are on each side.
struct FilmPalette {
    /// 0xRRGGBB each.
    private(set) var colours: [UInt32] = []
    /// The index of a pixel that stays as it was: the last one.
    var transparent: UInt8 { UInt8(colours.count) }
    private var places: [UInt32: UInt8] = [:]
    /// True where there were so many colours that each was rounded to 5 bits a channel first.
    private var isCoarse = false

    static let limit = 255
    /// Sizes that are tried one after another: fewer colours make smaller files.
    private static let sizes = [15, 31, 63, 127, limit]
    /// The mean squared distance of a channel at which a colour that stands for another is not seen: 6 levels of 256.
    private static let tolerance = 36.0
    /// Different colours that are told apart before they are rounded.
    private static let tableLimit = 1 << 16

    init(_ strip: FilmStrip) {
        var counts = FilmPalette.count(strip, mask: 0xFF_FFFF, limit: FilmPalette.tableLimit)
        if counts == nil {
            isCoarse = true
            counts = FilmPalette.count(strip, mask: 0xF8_F8F8, limit: .max)
        }
        let found = (counts ?? [:]).sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        for size in FilmPalette.sizes {
            choose(size, of: found.map { ($0.key, $0.value) })
            if found.count <= size || size == FilmPalette.limit
                || error(of: found.map { ($0.key, $0.value) }) <= FilmPalette.tolerance
            {
                break
            }
        }
    }

    /// Takes so many colours, and for each that is there the one that stands for it.
    private mutating func choose(_ size: Int, of found: [(colour: UInt32, count: Int)]) {
        if found.count <= size {
            colours = found.map(\.colour)
        } else {
            let exact = isCoarse ? 0 : size * 3 / 8
            colours = found.prefix(exact).map(\.colour)
            colours += FilmPalette.cut(Array(found.dropFirst(exact)), into: size - exact)
        }
        for (colour, _) in found { places[colour] = FilmPalette.nearest(to: colour, in: colours) }
    }

    /// How far the pixels that others stand for are from them, in the mean of their channels' squares.
    private func error(of found: [(colour: UInt32, count: Int)]) -> Double {
        var (sum, count) = (0.0, 0)
        for (colour, times) in found {
            let distance = FilmPalette.distance(colour, colours[Int(places[colour] ?? 0)])
            if distance == 0 { continue }
            sum += Double(distance) / 7 * Double(times)
            count += times
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    /// The indices of a frame's pixels.
    func indices(_ frame: FilmStrip.Frame) -> [UInt8] {
        let mask: UInt32 = isCoarse ? 0xF8_F8F8 : 0xFF_FFFF
        var (lastWord, lastIndex) = (FilmStrip.unchanged, transparent)
        return frame.words.map { word in
            if word == lastWord { return lastIndex }
            lastWord = word
            lastIndex = word == FilmStrip.unchanged ? transparent : places[word & mask] ?? 0
            return lastIndex
        }
    }

    /// Red, green and blue of each colour, filled up with black to `count` of them.
    func triples(count: Int) -> [UInt8] {
        colours.flatMap {
            [UInt8(truncatingIfNeeded: $0 >> 16), UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
        }
            + [UInt8](repeating: 0, count: max(count - colours.count, 0) * 3)
    }

    /// How often each colour is there, or nothing where there are more than `limit`.
    private static func count(_ strip: FilmStrip, mask: UInt32, limit: Int) -> [UInt32: Int]? {
        var counts: [UInt32: Int] = [:]
        for frame in strip.frames {
            var (word, run) = (FilmStrip.unchanged, 0)
            for next in frame.words {
                if next == word {
                    run += 1
                    continue
                }
                if word != FilmStrip.unchanged { counts[word & mask, default: 0] += run }
                (word, run) = (next, 1)
            }
            if word != FilmStrip.unchanged { counts[word & mask, default: 0] += run }
            if counts.count > limit { return nil }
        }
        return counts
    }

    private static func part(_ colour: UInt32, _ channel: Int) -> Int {
        Int(colour >> (16 - 8 * UInt32(channel)) & 255)
    }

    /// Groups colours into boxes; the mean of each.
    private static func cut(_ colours: [(colour: UInt32, count: Int)], into limit: Int) -> [UInt32] {
        var boxes = [colours]
        /// The widest channel of a box and how much it matters.
        func spread(_ box: [(colour: UInt32, count: Int)]) -> (channel: Int, weight: Double) {
            guard box.count > 1 else { return (0, 0) }
            let ranges = (0..<3).map { channel in
                let values = box.map { part($0.colour, channel) }
                return (values.max() ?? 0) - (values.min() ?? 0)
            }
            let channel = ranges.indices.max { ranges[$0] < ranges[$1] } ?? 0
            let total = box.reduce(0) { $0 + $1.count }
            return (channel, Double(ranges[channel]) * Double(total).squareRoot())
        }
        var spreads = boxes.map(spread)
        while boxes.count < limit {
            guard let widest = spreads.indices.max(by: { spreads[$0].weight < spreads[$1].weight }),
                spreads[widest].weight > 0
            else { break }
            let channel = spreads[widest].channel
            let sorted = boxes[widest].sorted { part($0.colour, channel) < part($1.colour, channel) }
            let half = sorted.reduce(0) { $0 + $1.count } / 2
            var (place, sum) = (0, 0)
            while place < sorted.count - 1, sum + sorted[place].count <= half || place == 0 {
                sum += sorted[place].count
                place += 1
            }
            let (low, high) = (Array(sorted[..<place]), Array(sorted[place...]))
            (boxes[widest], spreads[widest]) = (low, spread(low))
            boxes.append(high)
            spreads.append(spread(high))
        }
        return boxes.filter { !$0.isEmpty }.map { box in
            let total = max(box.reduce(0) { $0 + $1.count }, 1)
            return (0..<3).reduce(UInt32(0)) { word, channel in
                let sum = box.reduce(0) { $0 + part($1.colour, channel) * $1.count }
                return word << 8 | UInt32((sum + total / 2) / total)
            }
        }
    }

    /// Squares of the channels' differences, weighted as they are seen; the weights' sum is 7.
    private static func distance(_ a: UInt32, _ b: UInt32) -> Int {
        let (red, green, blue) = (part(a, 0) - part(b, 0), part(a, 1) - part(b, 1), part(a, 2) - part(b, 2))
        return 2 * red * red + 4 * green * green + blue * blue
    }

    private static func nearest(to colour: UInt32, in palette: [UInt32]) -> UInt8 {
        var (best, smallest) = (0, Int.max)
        for place in palette.indices {
            let distance = distance(palette[place], colour)
            if distance < smallest { (best, smallest) = (place, distance) }
            if distance == 0 { break }
        }
        return UInt8(truncatingIfNeeded: best)
    }
}
