import Vision

/// Opaque pixels as Cairo makes them: a word 0xRRGGBB each.
struct ColourField {
    let width: Int
    let height: Int
    /// `height * width` words, row by row.
    let words: [UInt32]

    /// The pixels of a surface of Cairo's RGB24 kind, whose highest byte means nothing.
    init(_ data: UnsafeMutablePointer<UInt8>, stride: Int, width: Int, height: Int) {
        self.width = width
        self.height = height
        words = [UInt32](unsafeUninitializedCapacity: width * height) { target, count in
            for row in 0..<height {
                let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
                for column in 0..<width { target[row * width + column] = line[column] & 0xFF_FFFF }
            }
            count = width * height
        }
    }

    /// The pixels as red, green and blue samples.
    func image() throws(VisionError) -> PixelImage {
        let count = words.count * 3
        let samples = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            for place in words.indices {
                let word = words[place]
                target[place * 3] = UInt8(truncatingIfNeeded: word >> 16)
                target[place * 3 + 1] = UInt8(truncatingIfNeeded: word >> 8)
                target[place * 3 + 2] = UInt8(truncatingIfNeeded: word)
            }
            initialized = count
        }
        return try PixelImage(width: width, height: height, channels: 3, pixels: samples)
    }
}
