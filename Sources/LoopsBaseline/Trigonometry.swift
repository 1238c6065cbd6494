import Glibc

/// Sine and cosine of float64, within 1 unit in the last place.
///
/// x = n pi / 2 + r, where r is found to twice the precision, and both functions of r by the polynomials of Sun's libm; n
/// tells which of them is wanted, and its sign.
enum Trigonometry {
    static func sin(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { values($0, quarter: 0, Glibc.sin) }
    }

    static func cos(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { values($0, quarter: 1, Glibc.cos) }
    }

    @inline(__always)
    private static func values(_ x: Doubles, quarter: Int64, _ library: (Double) -> Double) -> Doubles {
        let size = magnitudeBits(x)
        // Numbers next to 0 go to the library with the large ones: their powers would tell of underflow. 0 itself does not.
        let isPlain = (size .<= bits(of: 100_000)) .& (size .>= bits(of: 0x1p-110))
        let isEasy = isPlain .| (size .== SIMD8<Int64>.zero)
        let value = plain(Doubles.zero.replacing(with: x, where: isEasy), quarter)
        return isTrue(isEasy) ? value : others(x, value, isEasy, library)
    }

    @inline(__always) private static func plain(_ x: Doubles, _ quarter: Int64) -> Doubles {
        let magic = Doubles(repeating: 0x1.8p52)
        let shifted = x * 0x1.45f306dc9c883p-1 + magic
        let n = shifted - magic
        // Parts of pi / 2 of 33 bits: their products with n are exact.
        let first = x - n * 0x1.921fb544p0
        let second = n * 0x1.0b4611a6p-34
        let near = first - second
        let lost = n * 0x1.3198a2e037073p-69 - ((first - near) - second)
        let r = near - lost
        let tail = (near - r) - lost
        let z = r * r, w = z * z
        let place = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &+ quarter
        // Sine.
        var s = fused(z, Doubles(repeating: 0x1.5d93a5acfd57cp-33), -0x1.ae5e68a2b9cebp-26)
        s = fused(
            z * w, s,
            fused(z, fused(z, Doubles(repeating: 0x1.71de357b1fe7dp-19), -0x1.a01a019c161d5p-13), 0x1.111111110f8a6p-7))
        let v = z * r
        let sine = r - ((z * (0.5 * tail - v * s) - tail) - v * -0x1.5555555555549p-3)
        // Cosine.
        var c = fused(
            z, fused(z, Doubles(repeating: -0x1.8fae9be8838d4p-37), 0x1.1ee9ebdb4b1c4p-29), -0x1.27e4f809c52adp-22)
        c = fused(
            w * w, c,
            z
                * fused(
                    z, fused(z, Doubles(repeating: 0x1.a01a019cb1590p-16), -0x1.6c16c16c15177p-10), 0x1.555555555554cp-5
                ))
        let half = 0.5 * z
        let whole = 1 - half
        let cosine = whole + (((1 - whole) - half) + (z * c - r * tail))
        let isCosine = (place & 1) .!= SIMD8<Int64>.zero
        let value = sine.replacing(with: cosine, where: isCosine)
        let sign = (place &<< 62) & SIMD8<Int64>(repeating: .min)
        return unsafeBitCast(unsafeBitCast(value, to: SIMD8<Int64>.self) ^ sign, to: Doubles.self)
    }

    /// Large and tiny numbers, infinity and NaN: one by one by the C library, with its flags.
    @inline(never) private static func others(
        _ x: Doubles, _ value: Doubles, _ isEasy: SIMDMask<SIMD8<Int64>>, _ library: (Double) -> Double
    ) -> Doubles {
        var result = value
        for lane in 0..<8 where !isEasy[lane] { result[lane] = library(x[lane]) }
        return result
    }
}
