import Vision

/// Opaque pixels where Cairo made them: a word 0x??RRGGBB each. Lives no longer than the surface that it looks at.
struct ColourField {
    let width: Int
    let height: Int
    private let data: UnsafeMutablePointer<UInt8>
    private let stride: Int

    /// The pixels of a surface of Cairo's RGB24 kind, whose highest byte means nothing.
    init(_ data: UnsafeMutablePointer<UInt8>, stride: Int, width: Int, height: Int) {
        (self.width, self.height, self.data, self.stride) = (width, height, data, stride)
    }

    /// One row of words, whose highest byte means nothing.
    func row(_ row: Int) -> UnsafeBufferPointer<UInt32> {
        let start = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        return UnsafeBufferPointer(start: start, count: width)
    }

    /// The pixels as red, green and blue samples.
    func image() throws(VisionError) -> PixelImage {
        let count = width * height * 3
        let samples = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            var place = 0
            for row in 0..<height {
                for word in self.row(row) {
                    target[place] = UInt8(truncatingIfNeeded: word >> 16)
                    target[place + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    target[place + 2] = UInt8(truncatingIfNeeded: word)
                    place += 3
                }
            }
            initialized = count
        }
        return try PixelImage(width: width, height: height, channels: 3, pixels: samples)
    }
}
