import Glibc

/// The stream of random numbers behind initial weights, the order of samples and dropout (SplitMix64).
public final class Randomness {
    /// Where the stream is: set to an earlier place it gives the same numbers again.
    public var position: UInt64

    public init(seed: UInt64) { position = seed }

    /// The next 64 bits.
    public func next() -> UInt64 {
        position &+= 0x9E37_79B9_7F4A_7C15
        var z = position
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to below 1.
    public func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A normally distributed number (Box and Muller).
    public func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * Double.pi * unit())
    }

    /// A whole number below `limit`.
    public func below(_ limit: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(limit, 1))).high) }

    /// Brings places into random order (Fisher and Yates).
    public func shuffle(_ order: inout [Int]) {
        guard order.count > 1 else { return }
        for i in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(i, below(i + 1)) }
    }
}
