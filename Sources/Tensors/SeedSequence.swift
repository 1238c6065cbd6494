/// NumPy's SeedSequence: any number of seed words mixed into a pool from which generators start.
public struct SeedSequence: Sendable {
    /// The seed in words of 32 bits, the lowest first.
    public let entropy: [UInt32]
    /// Which child of a child this is.
    public let spawnKey: [UInt32]
    public private(set) var childrenSpawned: UInt32 = 0
    /// The mixed words.
    public let pool: [UInt32]

    /// - entropy: the seed in words of 32 bits, the lowest first.
    /// - spawnKey: the numbers of this sequence and its parents among their sisters.
    public init(_ entropy: [UInt32], spawnKey: [UInt32] = []) {
        self.entropy = entropy
        self.spawnKey = spawnKey
        // Filled up to the pool's size, so that a key is never taken for a word of the seed.
        var words = entropy
        if !spawnKey.isEmpty { while words.count < 4 { words.append(0) } }
        words += spawnKey
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
        var pool = (0..<4).map { hash($0 < words.count ? words[$0] : 0) }
        for source in 0..<4 {
            for target in 0..<4 where source != target { pool[target] = mix(pool[target], hash(pool[source])) }
        }
        for word in words.dropFirst(4) {
            for target in 0..<4 { pool[target] = mix(pool[target], hash(word)) }
        }
        self.pool = pool
    }

    /// A seed that is one number.
    public init(seed: UInt64) {
        let (low, high) = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.init(high == 0 ? [low] : [low, high])
    }

    /// Sequences that are independent of this one and of each other.
    public mutating func spawn(_ count: Int) -> [SeedSequence] {
        let children = (0..<count).map {
            SeedSequence(entropy, spawnKey: spawnKey + [childrenSpawned &+ UInt32(truncatingIfNeeded: $0)])
        }
        childrenSpawned &+= UInt32(truncatingIfNeeded: count)
        return children
    }

    /// Words of 32 bits to start a generator from.
    public func words32(_ count: Int) -> [UInt32] {
        var factor: UInt32 = 0x8B51_F9DD
        return (0..<count).map { i in
            var value = pool[i % 4] ^ factor
            factor = factor &* 0x58F3_8DED
            value = value &* factor
            return value ^ (value >> 16)
        }
    }

    /// Words of 64 bits to start a generator from.
    public func words64(_ count: Int) -> [UInt64] {
        let words = words32(2 * count)
        return (0..<count).map { UInt64(words[2 * $0]) | UInt64(words[2 * $0 + 1]) << 32 }
    }
}
