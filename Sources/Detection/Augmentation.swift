import CImages
import Glibc
import Vision

/// How a training changes frames at random; the defaults are DetectNet's.
public struct Augmentation: Sendable, Equatable {
    /// Pixels that a frame moves at most, of the network's input.
    public var shift = 32.0
    /// The share of frames that are mirrored.
    public var flip = 0.5
    /// The smallest and the largest scale, and the share of frames that are scaled.
    public var scales = 0.8...1.2
    public var scaling = 0.4
    /// Degrees by which colours turn at most, and the share of frames whose colours do.
    public var hue = 30.0
    public var turning = 0.8
    /// How much of the colour is taken away at most, and the share of frames that lose some.
    public var desaturation = 0.8
    public var fading = 0.8

    public init() {}
}

/// How one frame becomes the network's input: where each pixel comes from, and a matrix for its colour.
public struct FramePlacement: Sendable, Equatable {
    /// Pixels of the input for a pixel of the frame.
    public var scale = 1.0
    /// Where the frame's left upper corner comes to lie in the input, before it is mirrored.
    public var x = 0.0, y = 0.0
    /// True where the input is mirrored.
    public var isFlipped = false
    /// Red, green and blue of the result, a row each.
    public var colours: [Double] = FramePlacement.plain

    static let plain: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1]

    public init(scale: Double = 1) { self.scale = scale }

    /// A frame changed at random.
    public init(scale: Double, by augmentation: Augmentation, width: Int, height: Int, random: inout SplitMix) {
        let a = augmentation
        let grown = random.unit() < a.scaling
        let factor = a.scales.lowerBound + (a.scales.upperBound - a.scales.lowerBound) * random.unit()
        let (across, down) = (random.unit() * 2 - 1, random.unit() * 2 - 1)
        let flips = random.unit() < a.flip
        let (turns, angle) = (random.unit() < a.turning, (random.unit() * 2 - 1) * a.hue)
        let (fades, loss) = (random.unit() < a.fading, random.unit() * a.desaturation)
        self.scale = grown ? scale * factor : scale
        // What is scaled keeps its place in the middle.
        let rest = grown ? 1 - factor : 0
        x = Double(width) / 2 * rest + across * a.shift
        y = Double(height) / 2 * rest + down * a.shift
        isFlipped = flips
        if turns || fades { colours = FramePlacement.colours(turned: turns ? angle : 0, faded: fades ? loss : 0) }
    }

    /// The matrix that turns hues by so many degrees around gray and takes away a share of the colour.
    static func colours(turned degrees: Double, faded: Double) -> [Double] {
        let angle = degrees * .pi / 180
        let (cosine, sine) = (cos(angle), sin(angle))
        // A turn around (1, 1, 1): Rodrigues' formula.
        let (base, side) = ((1 - cosine) / 3, sine / 3.0.squareRoot())
        let turn = [
            base + cosine, base - side, base + side, base + side, base + cosine, base - side, base - side, base + side,
            base + cosine,
        ]
        let gray = [0.299, 0.587, 0.114]
        var result = turn
        for row in 0..<3 {
            for column in 0..<3 {
                let mean = (0..<3).reduce(0) { $0 + gray[$1] * turn[$1 * 3 + column] }
                result[row * 3 + column] = turn[row * 3 + column] * (1 - faded) + mean * faded
            }
        }
        return result
    }

    /// Turns the hues by so many degrees, then takes away a share of the colour.
    public mutating func turn(by degrees: Double, fading share: Double) {
        colours = degrees == 0 && share == 0 ? Self.plain : Self.colours(turned: degrees, faded: share)
    }

    /// Where a box of the frame lies in the input, not cut.
    public func box(_ box: Box, width: Int) -> Box {
        let (l, r) = (box.left * scale + x, box.right * scale + x)
        let (t, b) = (box.top * scale + y, box.bottom * scale + y)
        return isFlipped ? Box(Double(width) - r, t, Double(width) - l, b) : Box(l, t, r, b)
    }

    /// Writes the input: red, green, blue of each pixel, `empty` where the frame does not reach.
    ///
    /// Between pixels values are interpolated; a frame that is made smaller than half loses detail to aliasing.
    public func write(
        _ frame: PixelImage, width: Int, height: Int, empty: UInt8 = 127, to target: UnsafeMutableBufferPointer<UInt8>
    ) {
        precondition(target.count == width * height * 3 && frame.channels == 3 && scale > 0)
        guard frame.width > 0, frame.height > 0, let start = target.baseAddress else { return }
        let across = places(width, of: frame.width, from: x, isMirrored: isFlipped, bytes: 12)
        let rows = places(height, of: frame.height, from: y, isMirrored: false, bytes: 1)
        let matrix = colours.map(Float.init), isPlain = colours == FramePlacement.plain
        let numbers = frame.width * 3
        // Pixels are read four numbers at a time: the last one reaches a number beyond the row.
        var mixed = [Float](repeating: 0, count: numbers + 1)
        mixed.withUnsafeMutableBufferPointer { mixed in
            frame.pixels.withUnsafeBufferPointer { source in
                guard let line = mixed.baseAddress, let pixels = source.baseAddress else { return }
                for (row, place) in rows.enumerated() {
                    let output = start + row * width * 3
                    if place.first < 0 {
                        output.update(repeating: empty, count: width * 3)
                        continue
                    }
                    let (above, below) = (pixels + place.first * numbers, pixels + place.second * numbers)
                    let share = place.share
                    for i in 0..<numbers {
                        let (a, b) = (Float(above[i]), Float(below[i]))
                        line[i] = a + (b - a) * share
                    }
                    pixels_place(line, across, width, isPlain ? nil : matrix, empty, output)
                }
            }
        }
    }

    /// Pixels along an axis of the frame, counted in so many bytes each.
    private func places(
        _ count: Int, of size: Int, from start: Double, isMirrored: Bool, bytes: Int
    ) -> [pixels_source] {
        let places = (0..<count).map { place -> pixels_source in
            let at = (Double(place) + 0.5 - start) / scale - 0.5
            guard at > -0.5, at < Double(size) - 0.5 else { return pixels_source(first: -1, second: -1, share: 0) }
            let inside = min(max(at, 0), Double(size - 1))
            let first = Int(inside)
            return pixels_source(
                first: first * bytes, second: min(first + 1, size - 1) * bytes, share: Float(inside - Double(first)))
        }
        return isMirrored ? places.reversed() : places
    }
}

/// Random numbers from a seed: SplitMix64 (Steele, Lea, Flood 2014).
public struct SplitMix: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// From 0 to below 1.
    public mutating func unit() -> Double { Double(next() >> 11) / 9007199254740992 }
}
