import CPNG

/// What the first chunks of a PNG file say of it, read before any memory is asked for.
struct PNGHeader {
    let width: Int
    let height: Int
    let bitDepth: Int
    /// 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA.
    let colourType: Int
    /// True when a tRNS chunk makes some colours transparent.
    let hasTransparency: Bool

    /// Samples per pixel after unpacking.
    var channels: Int {
        switch colourType {
        case 0: hasTransparency ? 2 : 1
        case 4: 2
        case 6: 4
        default: hasTransparency ? 4 : 3
        }
    }

    /// libpng's name for that layout.
    var format: UInt32 { PNGHeader.format(channels: channels) }

    /// libpng's name for 8-bit samples: the flags are bits that happen to count channels.
    static func format(channels: Int) -> UInt32 {
        UInt32((channels >= 3 ? PNG_FORMAT_FLAG_COLOR : 0) | (channels % 2 == 0 ? PNG_FORMAT_FLAG_ALPHA : 0))
    }

    /// Reads the header and walks the chunks.
    ///
    /// - Throws: `VisionError` for a wrong signature, a missing header, impossible or too large sizes.
    init(_ file: [UInt8], name: String) throws(VisionError) {
        guard file.starts(with: PNG.signature) else { throw VisionError("\(name) is not a PNG image") }
        guard file.count >= 33, Array(file[12..<16]) == Array("IHDR".utf8) else {
            throw VisionError("\(name) is cut off: \(file.count) bytes, and the header needs 33")
        }
        width = PNGHeader.number(file, at: 16)
        height = PNGHeader.number(file, at: 20)
        bitDepth = Int(file[24])
        colourType = Int(file[25])
        guard width > 0, height > 0, width <= 1_000_000, height <= 1_000_000,
            width * height <= PNG.largestSampleCount / 4
        else { throw VisionError("\(name) claims to be \(width) x \(height): too large to read") }
        var transparent = false
        PNGHeader.forEachChunk(file) { kind, _ in transparent = transparent || kind == "tRNS" }
        hasTransparency = transparent
    }

    /// The file without the chunks that would make libpng recompute colours.
    func withoutColourSpace(_ file: [UInt8], name: String) throws(VisionError) -> [UInt8] {
        let kept: Set<String> = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS"]
        var plain = PNG.signature
        plain.reserveCapacity(file.count)
        var dataBytes = 0
        PNGHeader.forEachChunk(file) { kind, range in
            if kind == "IDAT" { dataBytes += range.count }
            if kept.contains(kind) || kind.utf8.first.map({ $0 & 0x20 == 0 }) ?? false { plain += file[range] }
        }
        // Deflate cannot shrink better than 1032 to 1, so a short file cannot hold a huge picture.
        let leastBytes = height * ((width * max(bitDepth, 1) + 7) / 8)
        guard dataBytes >= leastBytes / 1100 else {
            throw VisionError("\(name) claims to be \(width) x \(height) but holds only \(dataBytes) bytes of data")
        }
        return plain
    }

    /// Calls `body` with every whole chunk's kind and the range that it takes with length and checksum.
    private static func forEachChunk(_ file: [UInt8], _ body: (String, Range<Int>) -> Void) {
        var at = PNG.signature.count
        while at + 12 <= file.count {
            let end = at + 12 + number(file, at: at)
            let kind = String(decoding: file[at + 4..<at + 8], as: UTF8.self)
            // A chunk that is cut off stays, so that libpng can say so.
            body(kind, at..<min(end, file.count))
            at = end
        }
    }

    /// The big-endian 32-bit number at `offset`.
    private static func number(_ file: [UInt8], at offset: Int) -> Int {
        file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
