/// Frames of an animation, each kept as the rectangle in which it differs from the one before.
///
/// That is what both formats store, and it keeps fifty frames of a plot in the memory of a few. Frames have one size and
/// no transparency.
public struct FilmStrip: Sendable {
    /// A frame's changed rectangle.
    struct Frame: Sendable {
        var x, y, width, height: Int
        /// Red, green and blue of each pixel as 0xRRGGBB, or `unchanged`.
        var words: [UInt32]
        /// How long it is shown.
        var milliseconds: Int
    }

    /// A pixel of a changed rectangle that is as it was before.
    static let unchanged: UInt32 = 0xFF00_0000
    /// Pixels of all rectangles together: 256 MB.
    public static let pixelLimit = 1 << 26

    /// Columns of every frame; 0 before the first.
    public private(set) var width = 0
    /// Rows of every frame.
    public private(set) var height = 0
    private(set) var frames: [Frame] = []
    /// How often it is played; 0 is for ever.
    public var loops = 0
    /// The number of frames that were added; equal neighbours are one in the file.
    public private(set) var count = 0
    private var last: [UInt32] = []
    private var pixelCount = 0

    /// A strip without frames.
    public init() {}

    /// True before the first frame.
    public var isEmpty: Bool { frames.isEmpty }

    /// Milliseconds from the first frame to the end of the last.
    public var milliseconds: Int { frames.reduce(0) { $0 + $1.milliseconds } }

    /// Adds a frame that is shown for so many milliseconds.
    ///
    /// - Throws: `VisionError` when its size is not that of the first, or all of them need too much memory.
    public mutating func append(_ image: PixelImage, milliseconds: Int) throws(VisionError) {
        if frames.isEmpty {
            guard (1...16384).contains(image.width), (1...16384).contains(image.height) else {
                throw VisionError("a frame cannot be \(image.width) x \(image.height) pixels")
            }
            (width, height) = (image.width, image.height)
        }
        guard image.width == width, image.height == height else {
            throw VisionError(
                "frame \(count + 1) is \(image.width) x \(image.height) pixels, the first one \(width) x \(height)")
        }
        let words = image.words
        guard let frame = changed(words, milliseconds: min(max(milliseconds, 1), 600_000)) else {
            frames[frames.count - 1].milliseconds += milliseconds
            count += 1
            return
        }
        guard pixelCount + frame.words.count <= FilmStrip.pixelLimit else {
            throw VisionError(
                "an animation of more than \(count) frames of \(width) x \(height) pixels would need more than 256 MB: make fewer frames, or smaller ones"
            )
        }
        pixelCount += frame.words.count
        frames.append(frame)
        last = words
        count += 1
    }

    /// The rectangle around all pixels that differ from the last frame's; nothing where none does.
    private func changed(_ words: [UInt32], milliseconds: Int) -> Frame? {
        if frames.isEmpty {
            return Frame(x: 0, y: 0, width: width, height: height, words: words, milliseconds: milliseconds)
        }
        var (left, right, top, bottom) = (width, -1, height, -1)
        words.withUnsafeBufferPointer { new in
            last.withUnsafeBufferPointer { old in
                for row in 0..<height {
                    let start = row * width
                    guard let first = (0..<width).first(where: { new[start + $0] != old[start + $0] }),
                        let final = (0..<width).last(where: { new[start + $0] != old[start + $0] })
                    else { continue }
                    (left, right) = (min(left, first), max(right, final))
                    (top, bottom) = (min(top, row), row)
                }
            }
        }
        guard right >= left else { return nil }
        var part: [UInt32] = []
        part.reserveCapacity((right - left + 1) * (bottom - top + 1))
        for row in top...bottom {
            for place in row * width + left...row * width + right {
                part.append(words[place] == last[place] ? FilmStrip.unchanged : words[place])
            }
        }
        return Frame(
            x: left, y: top, width: right - left + 1, height: bottom - top + 1, words: part, milliseconds: milliseconds)
    }
}

extension PixelImage {
    /// Every pixel as 0xRRGGBB; what is transparent lies on white.
    fileprivate var words: [UInt32] {
        let hasColour = channels >= 3
        return [UInt32](unsafeUninitializedCapacity: width * height) { target, count in
            pixels.withUnsafeBufferPointer { source in
                var at = 0
                for place in 0..<width * height {
                    var red = UInt32(source[at])
                    var green = hasColour ? UInt32(source[at + 1]) : red
                    var blue = hasColour ? UInt32(source[at + 2]) : red
                    if channels % 2 == 0 {
                        let alpha = UInt32(source[at + channels - 1])
                        func onWhite(_ part: UInt32) -> UInt32 { (part * alpha + 255 * (255 - alpha) + 127) / 255 }
                        (red, green, blue) = (onWhite(red), onWhite(green), onWhite(blue))
                    }
                    target[place] = red << 16 | green << 8 | blue
                    at += channels
                }
            }
            count = width * height
        }
    }
}
