/// Fills polygons one over the other and remembers whose each pixel is: what a generated scene is made of.
public struct PolygonPainter {
    public let width: Int, height: Int
    /// Red, green, blue.
    public var pixels: [UInt8]
    /// The number of the object that a pixel shows; -1 for the background.
    public var owners: [Int32]

    public init(width: Int, height: Int, pixels: [UInt8], owners: [Int32]) {
        precondition(pixels.count == width * height * 3 && owners.count == width * height)
        (self.width, self.height, self.pixels, self.owners) = (width, height, pixels, owners)
    }

    /// Fills a polygon (even-odd rule); a pixel belongs to it where its middle does.
    ///
    /// - Parameter bottom: the colour at the lowest point; between there and the highest, `colour` goes over to it.
    public mutating func fill(
        _ points: ArraySlice<SIMD2<Double>>, colour: SIMD3<Double>, bottom: SIMD3<Double>, owner: Int32
    ) {
        guard points.count >= 3, points.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else { return }
        let ys = points.map(\.y)
        guard let low = ys.min(), let high = ys.max() else { return }
        let first = max(Int((low - 0.5).rounded(.up)), 0), last = min(Int((high - 0.5).rounded(.down)), height - 1)
        var crossings: [Double] = []
        for row in first..<max(first, last + 1) {
            let y = Double(row) + 0.5
            crossings.removeAll(keepingCapacity: true)
            var before = points[points.endIndex - 1]
            for point in points {
                if (before.y <= y) != (point.y <= y) {
                    crossings.append(before.x + (y - before.y) / (point.y - before.y) * (point.x - before.x))
                }
                before = point
            }
            crossings.sort()
            let share = high > low ? (y - low) / (high - low) : 0
            let shade = (colour + (bottom - colour) * share)
                .clamped(lowerBound: .zero, upperBound: .init(repeating: 255))
            let red = UInt8(shade.x), green = UInt8(shade.y), blue = UInt8(shade.z)
            var pair = 0
            while pair + 1 < crossings.count {
                let from = max(Int((crossings[pair] - 0.5).rounded(.up)), 0)
                let to = min(Int((crossings[pair + 1] - 0.5).rounded(.up)), width)
                for column in from..<max(from, to) {
                    let place = row * width + column
                    (pixels[place * 3], pixels[place * 3 + 1], pixels[place * 3 + 2]) = (red, green, blue)
                    owners[place] = owner
                }
                pair += 2
            }
        }
    }

    /// The image in half the size: each pixel the mean of four.
    public func halved() -> [UInt8] {
        let (w, h) = (width / 2, height / 2)
        var result = [UInt8](repeating: 0, count: w * h * 3)
        for row in 0..<h {
            for column in 0..<w {
                for k in 0..<3 {
                    let at = (row * 2 * width + column * 2) * 3 + k
                    let sum =
                        Int(pixels[at]) + Int(pixels[at + 3]) + Int(pixels[at + width * 3])
                        + Int(pixels[at + width * 3 + 3])
                    result[(row * w + column) * 3 + k] = UInt8((sum + 2) / 4)
                }
            }
        }
        return result
    }
}
