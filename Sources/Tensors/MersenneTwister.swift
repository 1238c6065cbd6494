/// The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), the generator behind `np.random.seed` and Python's
/// `random`.
///
/// `Sources/Language/Modules/Random/MersenneTwister.swift` is a link to this file: language and tensors know nothing of
/// each other, and a generator behind a module's boundary would cost a call for each number.
struct MersenneTwister: Sendable {
    /// The 624 words of the state.
    private(set) var state = [UInt32](repeating: 0, count: 624)
    /// How many of them have been given out; 624 asks for new ones.
    private(set) var place = 624

    /// NumPy's legacy seeding with one number.
    init(seed: UInt32) {
        var value = seed
        for i in 0..<624 {
            state[i] = value
            value = 1_812_433_253 &* (value ^ (value >> 30)) &+ UInt32(i + 1)
        }
    }

    /// Goes on from a state that was read; `nil` for none that a twister can have.
    init?(state: [UInt32], place: Int) {
        guard state.count == 624, (0...624).contains(place) else { return nil }
        self.state = state
        self.place = place
    }

    /// Seeding with several numbers (`init_by_array`).
    init(key: [UInt32]) {
        self.init(seed: 19_650_218)
        var (i, j) = (1, 0)
        for _ in 0..<max(624, key.count) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
            if j >= key.count { j = 0 }
        }
        for _ in 0..<623 {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
        }
        state[0] = 0x8000_0000
    }

    private mutating func refill() {
        state.withUnsafeMutableBufferPointer { s in
            @inline(__always) func twist(_ i: Int, _ next: Int, _ far: Int) {
                let mixed = (s[i] & 0x8000_0000) | (s[next] & 0x7FFF_FFFF)
                s[i] = s[far] ^ (mixed >> 1) ^ (mixed & 1 == 0 ? 0 : 0x9908_B0DF)
            }
            for i in 0..<227 { twist(i, i + 1, i + 397) }
            for i in 227..<623 { twist(i, i + 1, i - 227) }
            twist(623, 0, 396)
        }
        place = 0
    }

    /// The next 32 bits.
    mutating func next32() -> UInt32 {
        if place == 624 { refill() }
        var y = state[place]
        place += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        y ^= y >> 18
        return y
    }

    /// The next 64 bits, the first 32 drawn on top.
    mutating func next64() -> UInt64 {
        let high = UInt64(next32())
        return high << 32 | UInt64(next32())
    }

    /// A number in [0, 1) with 53 random bits.
    mutating func nextDouble() -> Double {
        let a = Int64(next32() >> 5)
        let b = Int64(next32() >> 6)
        return (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
    }
}
