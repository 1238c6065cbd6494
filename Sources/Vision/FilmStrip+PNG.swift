import CZlib

/// An animated PNG (APNG, part of PNG's third edition): an ordinary PNG file with the first frame, and the changed
/// rectangles of the others in chunks that old readers skip. Browsers play it wherever they show a PNG.
extension FilmStrip {
    /// The animation as the bytes of a PNG file.
    ///
    /// - Throws: `VisionError` where there is no frame.
    public func png() throws(VisionError) -> [UInt8] {
        guard !frames.isEmpty else { throw VisionError("an animation needs a frame") }
        let palette = FilmPalette(self)
        let count = palette.colours.count + 1
        let depth = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8
        var file = PNGChunks()
        file.append("IHDR", PNGChunks.big(width) + PNGChunks.big(height) + [UInt8(depth), 3, 0, 0, 0])
        file.append("acTL", PNGChunks.big(frames.count) + PNGChunks.big(loops))
        file.append("PLTE", palette.triples(count: count))
        file.append("tRNS", [UInt8](repeating: 255, count: count - 1) + [0])
        var sequence = 0
        for (place, frame) in frames.enumerated() {
            var control = PNGChunks.big(sequence)
            for number in [frame.width, frame.height, frame.x, frame.y] { control += PNGChunks.big(number) }
            // The delay is a fraction of a second. Rectangles stay (0) and lie over what is there (1).
            let milliseconds = min(frame.milliseconds, 65535)
            control += [UInt8(milliseconds >> 8), UInt8(milliseconds & 255), 0x03, 0xE8, 0, place == 0 ? 0 : 1]
            file.append("fcTL", control)
            sequence += 1
            let rows = FilmStrip.rows(palette.indices(frame), width: frame.width, depth: depth)
            let data = try FilmStrip.deflated(rows)
            if place == 0 {
                file.append("IDAT", data)
            } else {
                file.append("fdAT", PNGChunks.big(sequence) + data)
                sequence += 1
            }
        }
        file.append("IEND", [])
        return file.bytes
    }

    /// Indices packed into bytes, each row after the number of its filter: none.
    private static func rows(_ indices: [UInt8], width: Int, depth: Int) -> [UInt8] {
        let perByte = 8 / depth
        var rows: [UInt8] = []
        rows.reserveCapacity((indices.count + perByte - 1) / perByte + indices.count / max(width, 1) * 2)
        for start in stride(from: 0, to: indices.count, by: width) {
            rows.append(0)
            for first in stride(from: start, to: start + width, by: perByte) {
                var byte: UInt8 = 0
                for part in 0..<perByte {
                    byte = byte << UInt8(depth & 7) | (first + part < start + width ? indices[first + part] : 0)
                }
                rows.append(byte)
            }
        }
        return rows
    }

    /// A zlib stream, as small as zlib makes it.
    private static func deflated(_ bytes: [UInt8]) throws(VisionError) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        let status = compress2(&packed, &size, bytes, uLong(bytes.count), 9)
        guard status == Z_OK else { throw VisionError("the animation cannot be compressed (zlib says \(status))") }
        return Array(packed.prefix(Int(size)))
    }
}

/// The chunks of a PNG file: length, name, data and checksum each.
private struct PNGChunks {
    private(set) var bytes = PNG.signature

    mutating func append(_ name: String, _ data: [UInt8]) {
        bytes += PNGChunks.big(data.count)
        let start = bytes.count
        bytes += Array(name.utf8) + data
        let sum = bytes.withUnsafeBufferPointer { buffer in
            crc32_z(0, buffer.baseAddress.map { $0 + start }, buffer.count - start)
        }
        bytes += PNGChunks.big(Int(sum))
    }

    /// A number as four bytes, the highest first.
    static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
