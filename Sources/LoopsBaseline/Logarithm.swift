import Glibc

/// The natural logarithm of float64, within 1 unit in the last place.
///
/// x = 2^k (1 + f) with 1 + f between the square roots of 1/2 and 2; log (1 + f) = f - s (f - R), where s = f / (2 + f)
/// and R is the polynomial of s² of Sun's libm.
enum Logarithm {
    static func log(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { values($0) }
    }

    @inline(__always) static func values(_ x: Doubles) -> Doubles {
        let own = unsafeBitCast(x, to: SIMD8<Int64>.self)
        let isPlain = (own .>= bits(of: 0x1p-1022)) .& (own .< bits(of: .infinity))
        let value = plain(Doubles(repeating: 1).replacing(with: x, where: isPlain))
        return isTrue(isPlain) ? value : others(x, value, isPlain)
    }

    /// For normal positive numbers.
    @inline(__always) private static func plain(_ x: Doubles) -> Doubles {
        // The bits from those of sqrt(1/2) on: their exponent part is k.
        let offset = unsafeBitCast(x, to: SIMD8<Int64>.self) &- 0x3fe6_a09e_667f_3bcd
        let exponent = offset &>> 52
        let near = unsafeBitCast((offset & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd, to: Doubles.self)
        // As in Exponential, the other way round: whole numbers next to 1.5 * 2^52.
        let magic = Doubles(repeating: 0x1.8p52)
        let k = unsafeBitCast(exponent &+ unsafeBitCast(magic, to: SIMD8<Int64>.self), to: Doubles.self) - magic
        let f = near - 1
        let s = f / (2 + f)
        let z = s * s, w = z * z
        var odd = fused(w, Doubles(repeating: 0x1.39a09d078c69fp-3), 0x1.c71c51d8e78afp-3)
        odd = fused(w, odd, 0x1.999999997fa04p-2)
        var even = fused(w, Doubles(repeating: 0x1.2f112df3e5244p-3), 0x1.7466496cb03dep-3)
        even = fused(w, even, 0x1.2492494229359p-2)
        even = fused(w, even, 0x1.5555555555593p-1)
        let r = fused(z, even, w * odd)
        let half = 0.5 * f * f
        let small = fused(s, half + r, k * 0x1.a39ef35793c76p-33)
        return fused(k, Doubles(repeating: 0x1.62e42feep-1), f - (half - small))
    }

    /// Zero, negative and subnormal numbers, infinity and NaN: one by one by the C library, with its flags.
    @inline(never) private static func others(
        _ x: Doubles, _ value: Doubles, _ isPlain: SIMDMask<SIMD8<Int64>>
    ) -> Doubles {
        var result = value
        for lane in 0..<8 where !isPlain[lane] { result[lane] = Glibc.log(x[lane]) }
        return result
    }
}
