/// The three questions that every distribution asks of a generator of random bits.
public protocol RandomBits {
    mutating func next32() -> UInt32
    mutating func next64() -> UInt64
    /// In [0, 1) with 53 bits.
    mutating func nextDouble() -> Double
}

extension RandomBits {
    /// In [0, 1) with 24 bits.
    @inline(__always) mutating func nextSingle() -> Float { Float(next32() >> 8) * (1.0 / 16_777_216) }
}

extension MersenneTwister: RandomBits {}

/// The permuted congruential generator PCG64, XSL-RR (O'Neill 2014), the generator behind `default_rng`.
public struct PCG64: RandomBits, Sendable {
    var state: UInt128
    var increment: UInt128
    /// The upper half of a word whose lower half was given away.
    var saved: UInt32?
    /// What was saved last.
    var lastSaved: UInt32 = 0

    private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

    /// Seeded through NumPy's SeedSequence.
    public init(_ sequence: SeedSequence) {
        let words = sequence.words64(4)
        let start = UInt128(words[0]) << 64 | UInt128(words[1])
        increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
        state = 0
        step()
        state = state &+ start
        step()
    }

    private mutating func step() { state = state &* PCG64.multiplier &+ increment }

    public mutating func next64() -> UInt64 {
        step()
        let mixed = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
        let turn = UInt64(truncatingIfNeeded: state >> 122)
        return mixed >> turn | mixed << ((64 &- turn) & 63)
    }

    public mutating func next32() -> UInt32 {
        if let kept = saved {
            saved = nil
            return kept
        }
        let both = next64()
        lastSaved = UInt32(truncatingIfNeeded: both >> 32)
        saved = lastSaved
        return UInt32(truncatingIfNeeded: both)
    }

    public mutating func nextDouble() -> Double { Double(next64() >> 11) * (1.0 / 9_007_199_254_740_992) }
}
