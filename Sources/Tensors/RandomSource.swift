import Glibc

/// A stream of random numbers that programs hold: NumPy's legacy `RandomState` or new `Generator`.
///
/// With the same seed each gives NumPy's own numbers bit for bit.
public final class RandomSource {
    /// Whose order of draws is followed.
    public enum Kind: Sendable {
        /// MT19937, polar normals, masked integers.
        case legacy
        /// PCG64, ziggurat normals, Lemire's integers.
        case generator
    }

    public internal(set) var kind: Kind
    var twister = MersenneTwister(seed: 0)
    var pcg = PCG64(SeedSequence(seed: 0))
    /// The second number of the last pair that the legacy stream made.
    var savedGauss: Double?
    /// The seeds of a new-style stream, for `spawn`.
    public internal(set) var sequence: SeedSequence?
    private var smallBuffer: UInt32 = 0
    private var smallLeft = 0

    /// A legacy stream from a seed.
    public init(legacySeed: UInt32) {
        kind = .legacy
        twister = MersenneTwister(seed: legacySeed)
    }

    /// A legacy stream from several seed words.
    public init(legacyKey: [UInt32]) {
        kind = .legacy
        twister = MersenneTwister(key: legacyKey)
    }

    /// A new-style stream from a seed.
    public init(sequence: SeedSequence) {
        kind = .generator
        pcg = PCG64(sequence)
        self.sequence = sequence
    }

    /// A stream that nobody can foresee.
    public static func unforeseen(_ kind: Kind) -> RandomSource {
        var system = SystemRandomNumberGenerator()
        switch kind {
        case .legacy: return RandomSource(legacySeed: system.next())
        case .generator: return RandomSource(sequence: SeedSequence((0..<4).map { _ in system.next() }))
        }
    }

    /// Starts the legacy stream anew.
    public func reseed(_ other: RandomSource) {
        kind = other.kind
        twister = other.twister
        pcg = other.pcg
        savedGauss = other.savedGauss
        sequence = other.sequence
    }

    // MARK: Numbers

    public func next32() -> UInt32 { kind == .legacy ? twister.next32() : pcg.next32() }
    public func next64() -> UInt64 { kind == .legacy ? twister.next64() : pcg.next64() }

    /// In [0, 1).
    public func double() -> Double { kind == .legacy ? twister.nextDouble() : pcg.nextDouble() }

    /// Standard normal.
    public func normal() -> Double {
        if kind == .generator { return Ziggurat.normal(&pcg) }
        if let kept = savedGauss {
            savedGauss = nil
            return kept
        }
        while true {
            let x1 = 2 * twister.nextDouble() - 1
            let x2 = 2 * twister.nextDouble() - 1
            let r2 = x1 * x1 + x2 * x2
            if r2 >= 1 || r2 == 0 { continue }
            let factor = sqrt(-2 * log(r2) / r2)
            savedGauss = factor * x1
            return factor * x2
        }
    }

    /// Standard exponential.
    public func exponential() -> Double {
        kind == .generator ? Ziggurat.exponential(&pcg) : -log(1 - twister.nextDouble())
    }

    /// From 0 to `range` inclusive, all alike: masked (legacy) or Lemire's method.
    /// - width: bits of the wanted integers; narrow ones are cut from words of 32 bits.
    public func bounded(_ range: UInt64, width: Int = 64) -> UInt64 {
        if range == 0 { return 0 }
        if width == 1 { return UInt64(part(1)) }
        if width < 32 { return UInt64(boundedPart(UInt32(truncatingIfNeeded: range), width)) }
        if range <= 0xFFFF_FFFF {
            let small = UInt32(truncatingIfNeeded: range)
            if small == .max { return UInt64(next32()) }
            return UInt64(kind == .legacy ? masked(small) : lemire(small))
        }
        if range == .max { return next64() }
        if kind == .legacy {
            let mask = UInt64.max >> UInt64(range.leadingZeroBitCount)
            while true {
                let value = next64() & mask
                if value <= range { return value }
            }
        }
        let count = range + 1
        var product = UInt128(next64()) &* UInt128(count)
        if UInt64(truncatingIfNeeded: product) < count {
            let threshold = (UInt64.max - range) % count
            while UInt64(truncatingIfNeeded: product) < threshold { product = UInt128(next64()) &* UInt128(count) }
        }
        return UInt64(truncatingIfNeeded: product >> 64)
    }

    private func masked(_ range: UInt32) -> UInt32 {
        let mask = UInt32.max >> UInt32(range.leadingZeroBitCount)
        while true {
            let value = next32() & mask
            if value <= range { return value }
        }
    }

    private func lemire(_ range: UInt32) -> UInt32 {
        let count = UInt64(range) + 1
        var product = UInt64(next32()) &* count
        if UInt64(UInt32(truncatingIfNeeded: product)) < count {
            let threshold = UInt64(UInt32.max - range) % count
            while UInt64(UInt32(truncatingIfNeeded: product)) < threshold { product = UInt64(next32()) &* count }
        }
        return UInt32(truncatingIfNeeded: product >> 32)
    }

    /// The next bits of a word of 32, which serves several numbers.
    private func part(_ width: Int) -> UInt32 {
        if smallLeft == 0 {
            smallBuffer = next32()
            smallLeft = 32 / width - 1
        } else {
            smallBuffer >>= UInt32(width)
            smallLeft -= 1
        }
        return smallBuffer & (UInt32(1) << UInt32(width) &- 1)
    }

    /// From 0 to `range` in 8 or 16 bits.
    private func boundedPart(_ range: UInt32, _ width: Int) -> UInt32 {
        let all = UInt32(1) << UInt32(width) &- 1
        if range >= all { return part(width) }
        if kind == .legacy {
            let mask = UInt32.max >> UInt32(range.leadingZeroBitCount)
            while true {
                let value = part(width) & mask
                if value <= range { return value }
            }
        }
        let count = range + 1
        var product = part(width) &* count
        if product & all < count {
            let threshold = (all - range) % count
            while product & all < threshold { product = part(width) &* count }
        }
        return product >> UInt32(width)
    }

    /// Begins a call that cuts words: what an earlier call left over is not used.
    func forgetParts() { smallLeft = 0 }

    /// From 0 to `range`, as choices draw it.
    func interval(_ range: Int) -> Int { Int(bounded(UInt64(range))) }

    /// From 0 to `range`, as shuffles draw it: masked for both kinds.
    func maskedInterval(_ range: Int) -> Int {
        if let small = UInt32(exactly: range) { return Int(masked(small)) }
        let mask = UInt64.max >> UInt64(UInt64(range).leadingZeroBitCount)
        while true {
            let value = next64() & mask
            if value <= UInt64(range) { return Int(value) }
        }
    }
}
