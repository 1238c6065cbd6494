internal import BigInt
import Glibc

/// The Mersenne Twister as CPython seeds and reads it: the same seed gives the same numbers.
///
/// Seeding by `init_by_array` as in CPython's `_randommodule.c`.
final class RandomGenerator {
    private var twister = MersenneTwister(seed: 0)
    /// The second number of the last pair that `gauss` made.
    private var spareGaussian: Double?

    /// A generator that nobody can foresee.
    init() { seed(UInt64.random(in: 0...UInt64.max)) }

    /// Goes on from where another generator stands.
    func take(from other: RandomGenerator) {
        twister = other.twister
        spareGaussian = other.spareGaussian
    }

    /// Seeds with a whole number, as `random.seed(int)` does.
    func seed(_ number: UInt64) {
        let high = UInt32(number >> 32)
        seed(key: high == 0 ? [UInt32(truncatingIfNeeded: number)] : [UInt32(truncatingIfNeeded: number), high])
    }

    /// Seeds with the words of a number, the lowest first.
    func seed(key: [UInt32]) {
        twister = MersenneTwister(key: key)
        spareGaussian = nil
    }

    private func next32() -> UInt32 { twister.next32() }

    /// A number in [0, 1) with 53 random bits.
    func random() -> Double { twister.nextDouble() }

    /// So many random bits, at most 64; the first 32 drawn are the lowest.
    func bits(_ count: Int) -> UInt64 {
        if count <= 0 { return 0 }
        if count <= 32 { return UInt64(next32() >> UInt32(32 - count)) }
        let low = UInt64(next32())
        return low | UInt64(next32() >> UInt32(64 - count)) << 32
    }

    /// A whole number in 0 ..< n, by drawing until one fits.
    func below(_ n: UInt64) -> UInt64 {
        if n == 0 { return 0 }
        let count = UInt64.bitWidth - n.leadingZeroBitCount
        while true {
            let draw = bits(count)
            if draw < n { return draw }
        }
    }

    /// So many random bits; each 32 drawn stand above those before.
    func bigBits(_ count: Int) -> BigUInt {
        if count <= 64 { return BigUInt(bits(count)) }
        var words = [UInt](repeating: 0, count: (count + 63) / 64)
        for place in 0..<(count + 31) / 32 {
            let left = count - place * 32
            let part = next32() >> UInt32(max(0, 32 - left))
            words[place / 2] |= UInt(part) << UInt(place % 2 * 32)
        }
        return BigUInt(words: words)
    }

    /// A whole number in 0 ..< n of any size, which must not be 0.
    func below(_ n: BigUInt) -> BigUInt {
        while true {
            let draw = bigBits(n.bitWidth)
            if draw < n { return draw }
        }
    }

    /// Seeds with a whole number of any size.
    func seed(_ number: BigUInt) {
        let halves = number.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
        let count = (number.bitWidth + 31) / 32
        seed(key: Array(halves.prefix(max(1, count))))
    }

    /// A normally distributed number, by Kinderman and Monahan's ratio of uniforms.
    func normal(_ mean: Double, _ deviation: Double) -> Double {
        let magic = 4 * exp(-0.5) / 2.0.squareRoot()
        while true {
            let u = random()
            let v = 1 - random()
            let z = magic * (u - 0.5) / v
            if z * z / 4 <= -log(v) { return mean + z * deviation }
        }
    }

    /// A normally distributed number, made in pairs as CPython's `gauss`.
    func gauss(_ mean: Double, _ deviation: Double) -> Double {
        if let spare = spareGaussian {
            spareGaussian = nil
            return mean + spare * deviation
        }
        let angle = random() * 2 * Double.pi
        let radius = (-2 * log(1 - random())).squareRoot()
        spareGaussian = sin(angle) * radius
        return mean + cos(angle) * radius * deviation
    }

    /// A number of the gamma distribution, by Cheng's method (1977) or, below 1, by Ahrens and Dieter's (1974).
    func gamma(_ alpha: Double, _ beta: Double) -> Double {
        if alpha > 1 {
            let ainv = (2 * alpha - 1).squareRoot()
            let bbb = alpha - log(4)
            let ccc = alpha + ainv
            while true {
                let u1 = random()
                if !(u1 > 1e-7 && u1 < 0.9999999) { continue }
                let u2 = 1 - random()
                let v = log(u1 / (1 - u1)) / ainv
                let x = alpha * exp(v)
                let z = u1 * u1 * u2
                let r = bbb + ccc * v - x
                if r + (1 + log(4.5)) - 4.5 * z >= 0 || r >= log(z) { return x * beta }
            }
        }
        if alpha == 1 { return -log(1 - random()) * beta }
        while true {
            let b = (M_E + alpha) / M_E
            let p = b * random()
            let x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha)
            let u = random()
            if p > 1 ? u <= pow(x, alpha - 1) : u <= exp(-x) { return x * beta }
        }
    }

    /// An angle of von Mises' distribution, by Fisher's method (1993).
    func vonMises(_ mu: Double, _ kappa: Double) -> Double {
        let circle = 2 * Double.pi
        if kappa <= 1e-6 { return circle * random() }
        let s = 0.5 / kappa
        let r = s + (1 + s * s).squareRoot()
        var z = 0.0
        while true {
            z = cos(Double.pi * random())
            let d = z / (r + z)
            let u = random()
            if u < 1 - d * d || u <= (1 - d) * exp(d) { break }
        }
        let q = 1 / r
        let f = (q + z) / (1 + q * z)
        let angle = random() > 0.5 ? mu + acos(f) : mu - acos(f)
        let turned = fmod(angle, circle)
        return turned < 0 ? turned + circle : turned
    }
}
