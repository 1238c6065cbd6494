import Vision

/// A PNG file put together by hand, independent of libpng: every kind of Willem van Schaik's PngSuite, and files that are
/// wrong on purpose. Deflate blocks are stored, not compressed.
struct PNGFile {
    var width: Int
    var height: Int
    var depth: Int
    /// 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA.
    var colour: Int
    var isInterlaced = false
    /// The filter of row y is `filters[y % count]`.
    var filters = [0]
    /// How many parts the data are cut into.
    var parts = 1
    /// Chunks between the header (or the palette) and the data, in this order.
    var chunks: [(kind: String, content: [UInt8])] = []
    var palette: [UInt8] = []

    var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colour] ?? 1 }

    /// A sample: different in every place, of every size that the depth has.
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int {
        let value = x &* 7919 &+ y &* 31_337 &+ channel &* 12_289 &+ (x ^ y) &* 257
        return colour == 3 ? value % max(palette.count / 3, 1) : value >> 3 & (1 << depth - 1)
    }

    /// Adam7: where each pass begins and how far its steps are.
    private static let passes = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]

    /// Rows of all passes, filtered, before compression.
    var rows: [UInt8] {
        var all: [UInt8] = []
        for (x0, y0, dx, dy) in isInterlaced ? PNGFile.passes : [(0, 0, 1, 1)] where x0 < width {
            var above: [UInt8] = []
            for (number, y) in stride(from: y0, to: height, by: dy).enumerated() {
                let row = packed(stride(from: x0, to: width, by: dx).map { $0 }, y)
                let filter = filters[number % filters.count]
                all.append(UInt8(filter))
                all += filtered(row, above, filter)
                above = row
            }
        }
        return all
    }

    private func packed(_ xs: [Int], _ y: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits = 0, count = 0
        for x in xs {
            for channel in 0..<channels {
                let value = sample(x, y, channel)
                if depth == 16 {
                    bytes += [UInt8(value >> 8), UInt8(value & 255)]
                } else {
                    bits = bits << depth | value
                    count += depth
                    if count == 8 {
                        bytes.append(UInt8(bits))
                        (bits, count) = (0, 0)
                    }
                }
            }
        }
        if count > 0 { bytes.append(UInt8(bits << (8 - count))) }
        return bytes
    }

    private func filtered(_ row: [UInt8], _ above: [UInt8], _ filter: Int) -> [UInt8] {
        let step = max(1, channels * depth / 8)
        return row.indices.map { place in
            let left = place >= step ? Int(row[place - step]) : 0
            let up = above.isEmpty ? 0 : Int(above[place])
            let corner = place >= step && !above.isEmpty ? Int(above[place - step]) : 0
            let guess: Int
            switch filter {
            case 1: guess = left
            case 2: guess = up
            case 3: guess = (left + up) / 2
            case 4:
                let sum = left + up - corner
                let (a, b, c) = (abs(sum - left), abs(sum - up), abs(sum - corner))
                guess = a <= b && a <= c ? left : b <= c ? up : corner
            default: guess = 0
            }
            return UInt8(truncatingIfNeeded: Int(row[place]) - guess)
        }
    }

    /// The file.
    var bytes: [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let sizes = Self.number(width) + Self.number(height)
        file += Self.chunk("IHDR", sizes + [UInt8(depth), UInt8(colour), 0, 0, isInterlaced ? 1 : 0])
        for (kind, content) in chunks where kind != "tRNS" && kind != "bKGD" { file += Self.chunk(kind, content) }
        if !palette.isEmpty { file += Self.chunk("PLTE", palette) }
        for (kind, content) in chunks where kind == "tRNS" || kind == "bKGD" { file += Self.chunk(kind, content) }
        let data = Self.zlib(rows)
        let size = (data.count + parts - 1) / max(parts, 1)
        for part in 0..<parts {
            file += Self.chunk("IDAT", Array(data[min(part * size, data.count)..<min((part + 1) * size, data.count)]))
        }
        return file + Self.chunk("IEND", [])
    }

    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(kind.utf8) + content
        return number(content.count) + body + number(Int(crc(body)))
    }

    /// Stored deflate blocks between zlib's header and checksum.
    static func zlib(_ data: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var at = 0
        repeat {
            let count = min(data.count - at, 65_535)
            let isLast = at + count == data.count
            result += [
                isLast ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
            ]
            result += data[at..<at + count]
            at += count
        } while at < data.count
        var a = 1, b = 0
        for byte in data {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return result + number(b << 16 | a)
    }

    /// The checksum of a chunk.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

extension PNGFile {
    /// A palette of as many colours as the depth has, at most 256.
    static func colours(_ depth: Int) -> [UInt8] {
        var colours: [UInt8] = []
        for place in 0..<min(1 << depth, 256) {
            colours += [UInt8(place * 37 & 255), UInt8(place * 91 & 255), UInt8(255 - place)]
        }
        return colours
    }

    /// A picture of PngSuite's size.
    static func basic(_ colour: Int, _ depth: Int, isInterlaced: Bool = false, width: Int = 32, height: Int = 32)
        -> PNGFile
    {
        PNGFile(
            width: width, height: height, depth: depth, colour: colour, isInterlaced: isInterlaced,
            palette: colour == 3 ? colours(depth) : [])
    }

    /// Colour types and depths that PNG has.
    static let kinds = [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16),
        (6, 8), (6, 16),
    ]

    /// The plain 8-bit pixels, from the samples alone.
    func expected(opacities: [UInt8] = [], key: [Int]? = nil) -> [UInt8] {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let samples = (0..<channels).map { sample(x, y, $0) }
                if colour == 3 {
                    pixels += palette[samples[0] * 3..<samples[0] * 3 + 3]
                    if !opacities.isEmpty {
                        pixels.append(samples[0] < opacities.count ? opacities[samples[0]] : 255)
                    }
                    continue
                }
                pixels += samples.map { depth == 16 ? UInt8($0 >> 8) : UInt8($0 * 255 / (1 << depth - 1)) }
                if let key { pixels.append(samples == key ? 0 : 255) }
            }
        }
        return pixels
    }
}
