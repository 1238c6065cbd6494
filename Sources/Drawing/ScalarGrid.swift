import Glibc
import Vision

/// Numbers over a grid of points: what contours are drawn of.
public struct ScalarGrid: Sendable {
    /// Abscissae of the columns, ascending.
    public let xs: [Double]
    /// Ordinates of the rows, ascending.
    public let ys: [Double]
    /// `ys.count * xs.count` numbers, row by row.
    public let values: [Double]

    /// Numbers over a grid.
    ///
    /// - Throws: `DrawingError` for a grid that is too small, or not ascending, or of another size than the numbers.
    public init(xs: [Double], ys: [Double], values: [Double]) throws(DrawingError) {
        guard xs.count >= 2, ys.count >= 2, xs.count * ys.count == values.count else {
            throw DrawingError(
                "Input z must be at least a (2, 2) shaped array, but has shape (\(ys.count), \(xs.count))")
        }
        var (xs, ys, values) = (xs, ys, values)
        if let first = xs.first, let last = xs.last, first > last {
            xs.reverse()
            values = (0..<ys.count).flatMap { values[$0 * xs.count..<($0 + 1) * xs.count].reversed() }
        }
        if let first = ys.first, let last = ys.last, first > last {
            ys.reverse()
            values = (0..<ys.count).reversed().flatMap { values[$0 * xs.count..<($0 + 1) * xs.count] }
        }
        guard zip(xs, xs.dropFirst()).allSatisfy({ $0 < $1 }), zip(ys, ys.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw DrawingError("x and y of a contour must be evenly ordered, without repetitions")
        }
        (self.xs, self.ys, self.values) = (xs, ys, values)
    }

    /// The smallest and largest number.
    public var range: (low: Double, high: Double) {
        let finite = values.filter(\.isFinite)
        return (finite.min() ?? 0, finite.max() ?? 1)
    }

    /// Round levels around the range, at most `count + 1` steps of them (matplotlib's MaxNLocator).
    public func levels(count: Int) -> [Double] {
        let (low, high) = range
        guard high > low else { return [low] }
        let rough = (high - low) / Double(max(count, 1) + 1)
        let power = pow(10, floor(log10(rough)))
        let steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map { $0 * power }
        let step = steps.first { $0 >= rough * (1 - 1e-10) } ?? 10 * power
        let first = (low / step + 1e-10).rounded(.down)
        let last = (high / step - 1e-10).rounded(.up)
        guard last > first, last - first < 10_000, abs(first) < 1e15 else { return [low, high] }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }

    /// The lines on which the numbers are `level` (marching squares), each as long as it goes.
    public func lines(at level: Double) -> [[Point]] {
        var pieces: [[Point]] = []
        let width = xs.count
        for row in 0..<ys.count - 1 {
            for column in 0..<width - 1 {
                let at = row * width + column
                let corners = [
                    (xs[column], ys[row], values[at]), (xs[column + 1], ys[row], values[at + 1]),
                    (xs[column + 1], ys[row + 1], values[at + width + 1]),
                    (xs[column], ys[row + 1], values[at + width]),
                ]
                guard corners.allSatisfy({ $0.2.isFinite }) else { continue }
                var crossings: [Point] = []
                for side in 0..<4 {
                    let (a, b) = (corners[side], corners[(side + 1) % 4])
                    guard (a.2 >= level) != (b.2 >= level) else { continue }
                    let part = (level - a.2) / (b.2 - a.2)
                    crossings.append(Point(a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part))
                }
                // Four crossings are a saddle: any pairing is right somewhere, this one keeps lines apart.
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    pieces.append([crossings[pair], crossings[pair + 1]])
                }
            }
        }
        return ScalarGrid.joined(pieces)
    }

    /// Pieces of two points put together where their ends meet.
    private static func joined(_ pieces: [[Point]]) -> [[Point]] {
        struct Place: Hashable {
            let x, y: Double
            init(_ point: Point) { (x, y) = (point.x, point.y) }
        }
        var touching: [Place: [Int]] = [:]
        for (index, piece) in pieces.enumerated() {
            for point in piece { touching[Place(point), default: []].append(index) }
        }
        var isUsed = [Bool](repeating: false, count: pieces.count)
        /// Goes on from an end as long as there is a piece that was not used.
        func walk(from start: Point) -> [Point] {
            var (points, end) = ([Point](), start)
            while let next = touching[Place(end)]?.first(where: { !isUsed[$0] }) {
                isUsed[next] = true
                end = pieces[next][0] == end ? pieces[next][1] : pieces[next][0]
                points.append(end)
            }
            return points
        }
        var lines: [[Point]] = []
        for index in pieces.indices where !isUsed[index] {
            isUsed[index] = true
            let (first, last) = (pieces[index][0], pieces[index][1])
            lines.append(walk(from: first).reversed() + [first, last] + walk(from: last))
        }
        return lines
    }

    /// The areas between levels as a picture: the number at each pixel is interpolated, its colour is its band's.
    ///
    /// - Parameter colors: `levels.count - 1` colours, from the lowest band to the highest.
    public func bands(levels: [Double], colors: [Color], width: Int = 640, height: Int = 640) throws(DrawingError)
        -> PixelImage
    {
        guard let low = levels.first, let high = levels.last, colors.count == levels.count - 1 else {
            throw DrawingError("\(levels.count) levels need \(levels.count - 1) colours")
        }
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        let columns = ScalarGrid.places(xs, count: width)
        for (line, row) in ScalarGrid.places(ys, count: height).enumerated() {
            for (place, column) in columns.enumerated() {
                let value = interpolated(row, column)
                guard value >= low, value <= high else { continue }
                let band = min((levels.firstIndex { $0 > value } ?? levels.count - 1) - 1, colors.count - 1)
                let color = colors[max(band, 0)]
                // The first row of a picture is the top one.
                let at = ((height - 1 - line) * width + place) * 4
                pixels[at] = UInt8(color.red * 255)
                pixels[at + 1] = UInt8(color.green * 255)
                pixels[at + 2] = UInt8(color.blue * 255)
                pixels[at + 3] = UInt8(color.alpha * 255)
            }
        }
        do { return try PixelImage(width: width, height: height, channels: 4, pixels: pixels) } catch {
            throw DrawingError(error.message)
        }
    }

    private func interpolated(_ row: (Int, Double), _ column: (Int, Double)) -> Double {
        let at = row.0 * xs.count + column.0
        let below = values[at] + (values[at + 1] - values[at]) * column.1
        let next = at + xs.count
        let above = values[next] + (values[next + 1] - values[next]) * column.1
        return below + (above - below) * row.1
    }

    /// For each of `count` even steps along `axis`: the interval that it is in, and how far in it.
    private static func places(_ axis: [Double], count: Int) -> [(Int, Double)] {
        let (first, last) = (axis[0], axis[axis.count - 1])
        var interval = 0
        return (0..<count).map { step in
            let value = first + (last - first) * (Double(step) + 0.5) / Double(count)
            while interval < axis.count - 2, axis[interval + 1] < value { interval += 1 }
            return (interval, (value - axis[interval]) / (axis[interval + 1] - axis[interval]))
        }
    }
}
