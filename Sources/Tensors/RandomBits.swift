/// The three questions that every distribution asks of a generator of random bits.
public protocol RandomBits {
    mutating func next32() -> UInt32
    mutating func next64() -> UInt64
    /// In [0, 1) with 53 bits.
    mutating func nextDouble() -> Double
}

extension MersenneTwister: RandomBits {}

/// The permuted congruential generator PCG64, XSL-RR (O'Neill 2014), the generator behind `default_rng`.
public struct PCG64: RandomBits, Sendable {
    private var state: UInt128
    private let increment: UInt128
    private var saved: UInt32?

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
        saved = UInt32(truncatingIfNeeded: both >> 32)
        return UInt32(truncatingIfNeeded: both)
    }

    public mutating func nextDouble() -> Double { Double(next64() >> 11) * (1.0 / 9_007_199_254_740_992) }
}

/// NumPy's SeedSequence: any number of seed words mixed into a pool from which generators start.
public struct SeedSequence: Sendable {
    private var pool: [UInt32] = []

    /// - entropy: the seed in words of 32 bits, the lowest first.
    public init(_ entropy: [UInt32]) {
        var factor: UInt32 = 0x43B0_D7E5
        func hash(_ value: UInt32) -> UInt32 {
            var mixed = value ^ factor
            factor = factor &* 0x931E_8875
            mixed = mixed &* factor
            return mixed ^ (mixed >> 16)
        }
        func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
            let mixed = 0xCA01_F9DD &* x &- 0x4973_F715 &* y
            return mixed ^ (mixed >> 16)
        }
        pool = (0..<4).map { hash($0 < entropy.count ? entropy[$0] : 0) }
        for source in 0..<4 {
            for target in 0..<4 where source != target { pool[target] = mix(pool[target], hash(pool[source])) }
        }
        for word in entropy.dropFirst(4) {
            for target in 0..<4 { pool[target] = mix(pool[target], hash(word)) }
        }
    }

    /// A seed that is one number.
    public init(seed: UInt64) {
        let (low, high) = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.init(high == 0 ? [low] : [low, high])
    }

    func words64(_ count: Int) -> [UInt64] {
        var factor: UInt32 = 0x8B51_F9DD
        let words = (0..<2 * count).map { i in
            var value = pool[i % 4] ^ factor
            factor = factor &* 0x58F3_8DED
            value = value &* factor
            return value ^ (value >> 16)
        }
        return (0..<count).map { UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32 }
    }
}
