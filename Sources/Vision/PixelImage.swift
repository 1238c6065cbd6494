/// A picture of 8-bit samples, row by row from the top: what files hold and what drawings place.
public struct PixelImage: Sendable, Equatable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Samples per pixel: 1 gray, 2 gray and alpha, 3 red green blue, 4 with alpha (not premultiplied).
    public let channels: Int
    /// `height * width * channels` samples.
    public var pixels: [UInt8]

    /// An image of the given samples.
    ///
    /// - Throws: `VisionError` when the sizes do not agree with the number of samples.
    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) throws(VisionError) {
        guard width >= 0, height >= 0, (1...4).contains(channels) else {
            throw VisionError("an image cannot be \(width) x \(height) with \(channels) channels")
        }
        let (area, tooManyPixels) = width.multipliedReportingOverflow(by: height)
        let (count, tooManySamples) = area.multipliedReportingOverflow(by: channels)
        guard !tooManyPixels, !tooManySamples, count == pixels.count else {
            throw VisionError("\(width) x \(height) x \(channels) samples do not fit in \(pixels.count) bytes")
        }
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// An image whose sizes were checked by the caller.
    init(checkedWidth width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * channels, "\(pixels.count) != \(width)x\(height)x\(channels)")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// The samples of one pixel, or nothing outside the image.
    public subscript(row row: Int, column column: Int) -> ArraySlice<UInt8> {
        guard (0..<height).contains(row), (0..<width).contains(column) else { return [] }
        let start = (row * width + column) * channels
        return pixels[start..<start + channels]
    }

    /// The image with each pixel a square of `factor` by `factor` pixels.
    ///
    /// - Throws: `VisionError` when that would be more than 2²⁸ samples.
    public func enlarged(_ factor: Int) throws(VisionError) -> PixelImage {
        guard (1...1024).contains(factor), pixels.count <= (1 << 28) / (factor * factor) else {
            throw VisionError("an image of \(width) x \(height) pixels cannot be enlarged \(factor) times")
        }
        var large: [UInt8] = []
        large.reserveCapacity(pixels.count * factor * factor)
        for row in 0..<height {
            var line: [UInt8] = []
            for column in 0..<width {
                let pixel = self[row: row, column: column]
                for _ in 0..<factor { line += pixel }
            }
            for _ in 0..<factor { large += line }
        }
        return PixelImage(
            checkedWidth: width * factor, height: height * factor, channels: channels, pixels: large)
    }
}
