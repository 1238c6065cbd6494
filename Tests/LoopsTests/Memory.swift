import Loops

/// Floats for a loop, with guards behind them that a loop must not touch.
final class Memory {
    let base: Target
    let count: Int
    private static let guardCount = 32
    private static let mark: Float = -12345.5

    init(_ values: [Float]) {
        count = values.count
        base = .allocate(capacity: count + Memory.guardCount)
        for (i, value) in values.enumerated() { (base + i).initialize(to: value) }
        (base + count).initialize(repeating: Memory.mark, count: Memory.guardCount)
    }

    convenience init(count: Int) { self.init([Float](repeating: 0, count: count)) }

    deinit { base.deallocate() }

    var values: [Float] { (0..<count).map { base[$0] } }

    /// True where nothing was written behind the end.
    var isIntact: Bool { (0..<Memory.guardCount).allSatisfy { base[count + $0] == Memory.mark } }
}

/// Numbers that look random and are the same in every run: SplitMix64.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Between -scale and scale.
    mutating func float(_ scale: Float = 1) -> Float { (Float(next() >> 40) * 0x1p-23 - 1) * scale }

    mutating func floats(_ count: Int, _ scale: Float = 1) -> [Float] { (0..<count).map { _ in float(scale) } }

    mutating func int(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }
}

/// The largest difference, relative where numbers are large.
func difference(_ a: [Float], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "\(a.count) and \(b.count) numbers")
    var worst = 0.0
    for (x, y) in zip(a, b) {
        if x.isNaN != y.isNaN { return .infinity }
        worst = max(worst, abs(Double(x) - y) / max(1, abs(y)))
    }
    return worst
}

/// Every instruction set that this processor has, by its place.
let tables = Array(Loops.available.indices)

/// Around the edges of vectors of 16.
let sizes = [0, 1, 2, 15, 16, 17, 31, 33, 100]
