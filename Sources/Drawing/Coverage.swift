/// How much of each pixel of a rectangle is covered: 0 to 255.
struct Coverage {
    /// The rectangle's top left pixel.
    var left: Int
    var top: Int
    let width: Int
    let height: Int
    /// [height, width].
    var amounts: [UInt8]
}

/// The pixels of a drawing, for what is quicker written straight into them than through Cairo.
///
/// Lives no longer than the surface that it looks at; Cairo must have been told to flush before, and is told what changed.
struct PixelCanvas {
    let width: Int
    let height: Int
    private let data: UnsafeMutablePointer<UInt8>
    private let stride: Int
    /// Nothing is written outside of these columns and rows.
    var columns: Range<Int>
    var rows: Range<Int>

    /// The pixels of a surface of Cairo's RGB24 kind.
    init(_ data: UnsafeMutablePointer<UInt8>, stride: Int, width: Int, height: Int) {
        (self.data, self.stride, self.width, self.height) = (data, stride, width, height)
        (columns, rows) = (0..<width, 0..<height)
    }

    /// Leaves out what is not in a rectangle of pixels.
    mutating func clip(columns: Range<Int>, rows: Range<Int>) {
        self.columns = self.columns.clamped(to: columns)
        self.rows = self.rows.clamped(to: rows)
    }

    /// The pixels of a row, words 0x??RRGGBB.
    func row(_ row: Int) -> UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
    }

    /// Lays a colour over the pixels, as much of it as they are covered.
    func blend(_ coverage: Coverage, _ color: Color) {
        let columns = self.columns.clamped(to: coverage.left..<coverage.left + coverage.width)
        let rows = self.rows.clamped(to: coverage.top..<coverage.top + coverage.height)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let opacity = Tint.level(color.alpha)
        let word = Tint.word(color)
        coverage.amounts.withUnsafeBufferPointer { amounts in
            for y in rows {
                let target = row(y)
                let source = UnsafeRawBufferPointer(amounts).baseAddress.map {
                    $0 + (y - coverage.top) * coverage.width - coverage.left
                }
                guard let source else { return }
                var x = columns.lowerBound
                while x < columns.upperBound {
                    // Most of a row is not covered at all, and much of the rest wholly.
                    if x + 32 <= columns.upperBound, PixelCanvas.isEmpty(source + x) {
                        x += 32
                        continue
                    }
                    let eight =
                        x + 8 <= columns.upperBound ? source.loadUnaligned(fromByteOffset: x, as: UInt64.self) : 1
                    if eight == 0 || eight == .max && opacity == 255 {
                        if eight != 0 { (target + x).update(repeating: word, count: 8) }
                        x += 8
                        continue
                    }
                    let amount = UInt32(source.load(fromByteOffset: x, as: UInt8.self))
                    if amount > 0 { Tint(word, amount: amount, opacity: opacity).blend(over: &target[x]) }
                    x += 1
                }
            }
        }
    }

    private static func isEmpty(_ amounts: UnsafeRawPointer) -> Bool {
        func eight(_ place: Int) -> UInt64 { amounts.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self) }
        return eight(0) | eight(1) | eight(2) | eight(3) == 0
    }

    /// Stretches opaque pixels over a rectangle, a crisp square each. Its edges are brought to the nearest pixels.
    ///
    /// - Parameter words: [height, width] pixels 0x??RRGGBB.
    func stretch(_ words: [UInt32], width: Int, height: Int, overColumns: (Double, Double), rows: (Double, Double)) {
        guard let across = PixelCanvas.sources(overColumns, width, in: columns),
            let down = PixelCanvas.sources(rows, height, in: self.rows)
        else { return }
        words.withUnsafeBufferPointer { words in
            var last = -1
            for (place, source) in down.places.enumerated() {
                let target = row(down.first + place) + across.first
                if source == last {
                    target.update(from: row(down.first + place - 1) + across.first, count: across.places.count)
                    continue
                }
                last = source
                for (column, from) in across.places.enumerated() { target[column] = words[source * width + from] }
            }
        }
    }

    /// Which pixel of a picture each pixel from `ends.0` to `ends.1` shows, where it lies in `clip`.
    private static func sources(_ ends: (Double, Double), _ count: Int, in clip: Range<Int>) -> (
        first: Int, places: [Int]
    )? {
        let (from, to) = (ends.0.rounded(), ends.1.rounded())
        guard to > from, abs(from) < 1e9, abs(to) < 1e9 else { return nil }
        let inside = clip.clamped(to: Int(from)..<Int(to))
        guard !inside.isEmpty else { return nil }
        let step = Double(count) / (to - from)
        return (inside.lowerBound, inside.map { min(Int((Double($0) + 0.5 - from) * step), count - 1) })
    }
}
