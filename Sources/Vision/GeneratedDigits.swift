import Glibc

/// Digits drawn with a wavering pen: a data set that needs no file.
///
/// Every image is a digit's strokes with moved corners, bent, turned, slanted, scaled, shifted, drawn with a pen of
/// random width and pressure, then sprinkled with noise. The same seed gives the same images, whatever their number.
/// They have MNIST's shapes and are not MNIST: no person wrote them.
public struct GeneratedDigits: Sendable {
    /// Where the random numbers begin.
    public let seed: UInt64

    /// Digits from a seed.
    public init(seed: UInt64 = 1998) { self.seed = seed }

    /// `train` and `test` images of 28 x 28 with classes 0 to 9 in random order; the two never share an image.
    public func load(train: Int = 60000, test: Int = 10000) throws(VisionError) -> DataSet {
        guard (1...1_000_000).contains(train), (1...1_000_000).contains(test) else {
            throw VisionError("from 1 to 1000000 digits can be drawn, not \(train) and \(test)")
        }
        return DataSet(train: try draw(0..<train), test: try draw(1 << 32..<1 << 32 + test))
    }

    private func draw(_ numbers: Range<Int>) throws(VisionError) -> LabelledImages {
        var pixels = [UInt8](repeating: 0, count: numbers.count * 784)
        var labels = [UInt8](repeating: 0, count: numbers.count)
        var canvas = DigitCanvas()
        for (place, number) in numbers.enumerated() {
            var random = SplitMix64(state: seed &* 0x9E37_79B9 &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
            let digit = Int(random.next() % 10)
            labels[place] = UInt8(digit)
            let pen = DigitPen(&random)
            canvas.clear()
            let shapes = DigitStrokes.shapes[digit]
            for stroke in shapes[Int(random.next() % UInt64(shapes.count))] {
                canvas.draw(pen.trace(stroke, &random), width: pen.width, pressure: pen.pressure)
            }
            canvas.write(to: &pixels, at: place * 784, noise: pen.noise, &random)
        }
        return try LabelledImages(height: 28, width: 28, pixels: pixels, labels: labels, name: "generated digits")
    }
}

/// Random numbers that depend on nothing but their seed (Steele, Lea, Flood 2014).
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Evenly from `low` to `high`.
    mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * Float(next() >> 40) / Float(1 << 24)
    }

    /// About normal, with deviation 1: the sum of four even numbers.
    mutating func normal() -> Float {
        (uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1)) * 0.866
    }
}

/// One person's hand for one digit: how it slants, turns, bends and presses.
private struct DigitPen {
    let width, pressure, noise: Float
    private let a, b, c, d, shiftX, shiftY: Float
    private let bend, bendPhaseX, bendPhaseY: Float
    private let waver: Float

    init(_ random: inout SplitMix64) {
        width = random.uniform(0.75, 1.75)
        pressure = random.uniform(0.75, 1)
        noise = max(0, random.normal()) * 10
        let turn = random.normal() * 0.15
        let slant = random.normal() * 0.22 + 0.08
        let scaleX = random.uniform(6.2, 10)
        let scaleY = random.uniform(8.4, 10.8)
        let (s, c) = (sin(turn), cos(turn))
        a = c * scaleX
        b = (-s - slant * c) * scaleY
        self.c = s * scaleX
        d = (c - slant * s) * scaleY
        shiftX = 14 + random.normal() * 1.1
        shiftY = 14 + random.normal() * 1.1
        bend = random.uniform(0.2, 1.1)
        bendPhaseX = random.uniform(0, 6.28)
        bendPhaseY = random.uniform(0, 6.28)
        waver = random.uniform(0.03, 0.11)
    }

    /// The points of a stroke on the 28 x 28 canvas: corners moved, smoothed to a curve, bent.
    func trace(_ stroke: [SIMD2<Float>], _ random: inout SplitMix64) -> [SIMD2<Float>] {
        let corners = stroke.map { $0 + SIMD2(random.normal(), random.normal()) * waver }
        guard corners.count > 1 else { return corners.map(place) }
        var points: [SIMD2<Float>] = []
        for index in 0..<corners.count - 1 {
            let p0 = corners[max(index - 1, 0)]
            let p1 = corners[index]
            let p2 = corners[index + 1]
            let p3 = corners[min(index + 2, corners.count - 1)]
            for step in 0..<4 { points.append(place(catmullRom(p0, p1, p2, p3, Float(step) / 4))) }
        }
        points.append(place(corners[corners.count - 1]))
        return points
    }

    /// A smooth curve through four corners, from the second to the third.
    private func catmullRom(
        _ p0: SIMD2<Float>, _ p1: SIMD2<Float>, _ p2: SIMD2<Float>, _ p3: SIMD2<Float>, _ t: Float
    ) -> SIMD2<Float> {
        let linear = (p2 - p0) * t
        let square = (2 * p0 - 5 * p1 + 4 * p2 - p3) * (t * t)
        let cube = (3 * p1 - p0 - 3 * p2 + p3) * (t * t * t)
        return 0.5 * (2 * p1 + linear + square + cube)
    }

    private func place(_ p: SIMD2<Float>) -> SIMD2<Float> {
        let x = shiftX + a * p.x + b * p.y
        let y = shiftY + c * p.x + d * p.y
        return SIMD2(x + bend * sin(y * 0.28 + bendPhaseX), y + bend * sin(x * 0.28 + bendPhaseY))
    }
}

/// 28 x 28 places that ink is put on.
private struct DigitCanvas {
    private var ink = [Float](repeating: 0, count: 784)

    mutating func clear() {
        ink.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    /// Draws a line of round dots: full ink within `width`, none a pixel further out.
    mutating func draw(_ points: [SIMD2<Float>], width: Float, pressure: Float) {
        guard points.count > 1 else { return }
        for index in 0..<points.count - 1 { drawSegment(points[index], points[index + 1], width, pressure) }
    }

    private mutating func drawSegment(_ from: SIMD2<Float>, _ to: SIMD2<Float>, _ width: Float, _ pressure: Float) {
        let reach = width + 1
        let left = max(Int(min(from.x, to.x) - reach), 0)
        let right = min(Int(max(from.x, to.x) + reach + 1), 27)
        let top = max(Int(min(from.y, to.y) - reach), 0)
        let bottom = min(Int(max(from.y, to.y) + reach + 1), 27)
        guard left <= right, top <= bottom else { return }
        let way = to - from
        let length = max((way * way).sum(), 1e-6)
        for y in top...bottom {
            for x in left...right {
                let offset = SIMD2(Float(x), Float(y)) - from
                let along = min(max((offset * way).sum() / length, 0), 1)
                let gap = offset - along * way
                let distance = (gap * gap).sum().squareRoot()
                let value = min(max((reach - distance) / 1.2, 0), 1) * pressure
                if value > ink[y * 28 + x] { ink[y * 28 + x] = value }
            }
        }
    }

    func write(to pixels: inout [UInt8], at start: Int, noise: Float, _ random: inout SplitMix64) {
        for place in 0..<784 {
            var value = ink[place] * 255
            if noise > 0.5, value > 0 || random.next() & 7 == 0 { value += random.uniform(-2, 2) * noise }
            pixels[start + place] = UInt8(min(max(value, 0), 255))
        }
    }
}
