/// What the chunks of a PNG file say of it, read before any memory is asked for.
struct PNGHeader {
    let width: Int
    let height: Int
    /// Bits of a sample: 1, 2, 4, 8 or 16.
    let bitDepth: Int
    /// 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA.
    let colourType: Int

    /// Bit depths that each colour type may have.
    private static let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]

    /// What the samples of a pixel are.
    var kind: StoredImage.Kind {
        switch colourType {
        case 0: .gray
        case 2: .colour
        case 3: .palette
        case 4: .grayAlpha
        default: .colourAlpha
        }
    }

    /// Reads the header.
    ///
    /// - Throws: `VisionError` for a wrong signature, a missing header, impossible or too large sizes.
    init(_ file: [UInt8], name: String) throws(VisionError) {
        guard file.starts(with: PNG.signature) else {
            throw VisionError("\(name) is not a PNG image", kind: .unidentified)
        }
        guard file.count >= 33, Array(file[12..<16]) == Array("IHDR".utf8) else {
            throw VisionError(
                "\(name) is cut off: \(file.count) bytes, and the header needs 33", kind: .unidentified)
        }
        width = PNGHeader.number(file, at: 16)
        height = PNGHeader.number(file, at: 20)
        bitDepth = Int(file[24])
        colourType = Int(file[25])
        guard let depths = PNGHeader.depths[colourType] else {
            throw VisionError("\(name) has no PNG colours: type \(colourType)", kind: .unidentified)
        }
        guard depths.contains(bitDepth) else {
            throw VisionError(
                "\(name) cannot have samples of \(bitDepth) bits (colour type \(colourType))", kind: .unidentified)
        }
        guard width > 0, height > 0 else {
            throw VisionError("\(name) claims to be \(width) x \(height)", kind: .unidentified)
        }
        let bytes = (bitDepth == 16 ? 2 : 1) * kind.channels
        guard width <= 1_000_000, height <= 1_000_000, width * height <= StoredImage.largestByteCount / bytes else {
            throw VisionError("\(name) claims to be \(width) x \(height): too large to read")
        }
    }

    /// The file without the chunks that would make libpng recompute colours, and the camera's notes.
    func plain(_ file: [UInt8], name: String) throws(VisionError) -> (file: [UInt8], exif: [UInt8]) {
        let kept: Set<String> = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS"]
        var plain = PNG.signature
        plain.reserveCapacity(file.count)
        var exif: [UInt8] = []
        var dataBytes = 0
        PNGHeader.forEachChunk(file) { kind, range in
            if kind == "IDAT" { dataBytes += range.count }
            if kind == "eXIf", range.count > 12 { exif = Array(file[range.dropFirst(8).dropLast(4)]) }
            if kept.contains(kind) || kind.utf8.first.map({ $0 & 0x20 == 0 }) ?? false { plain += file[range] }
        }
        // Deflate cannot shrink better than 1032 to 1, so a short file cannot hold a huge picture.
        let leastBytes = height * ((width * bitDepth * kind.channels + 7) / 8)
        guard dataBytes >= leastBytes / 1100 else {
            throw VisionError("\(name) claims to be \(width) x \(height) but holds only \(dataBytes) bytes of data")
        }
        return (plain, exif)
    }

    /// Calls `body` with every chunk's kind and the range that it takes with length and checksum.
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
