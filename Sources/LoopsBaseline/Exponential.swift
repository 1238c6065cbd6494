import Glibc

/// Eight doubles: one register with AVX-512, two with AVX2, four without.
typealias Doubles = SIMD8<Double>

/// a * b + c, fused where the processor can.
@inline(__always) func fused(_ a: Doubles, _ b: Doubles, _ c: Doubles) -> Doubles {
    #if FMA
        c.addingProduct(a, b)
    #else
        a * b + c
    #endif
}

/// a * b + c with a number everywhere.
@inline(__always) func fused(_ a: Doubles, _ b: Doubles, _ c: Double) -> Doubles { fused(a, b, Doubles(repeating: c)) }

/// The bits of the magnitudes: whole numbers in the order of the magnitudes, whose comparison tells of no NaN.
@inline(__always) func magnitudeBits(_ x: Doubles) -> SIMD8<Int64> {
    unsafeBitCast(x, to: SIMD8<Int64>.self) & SIMD8<Int64>(repeating: .max)
}

/// The bits of a number, to compare with.
@inline(__always) func bits(of number: Double) -> SIMD8<Int64> {
    SIMD8(repeating: Int64(bitPattern: number.bitPattern))
}

/// True where all lanes are: in a few instructions, where the library's `all` calls a function.
@inline(__always) func isTrue(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool {
    let lanes = unsafeBitCast(mask, to: SIMD8<Int64>.self)
    let four = lanes.lowHalf & lanes.highHalf
    let two = four.lowHalf & four.highHalf
    return two[0] & two[1] < 0
}

/// The exponential function of float64, within 0.7 units in the last place.
///
/// e^x = 2^n e^r with the whole number n nearest to x / ln 2. e^r = 1 + r + r² q(r), where q is the polynomial of degree
/// 10 through the values at Chebyshev's points of -ln 2 / 2 ... ln 2 / 2; what 1 + r and r themselves lose by rounding is
/// added with the small terms.
enum Exponential {
    static func exp(_ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int) {
        Elementwise.unary(a, out, n) { values($0) }
    }

    @inline(__always) static func values(_ x: Doubles) -> Doubles {
        let size = magnitudeBits(x)
        let isPlain = size .<= bits(of: 708)
        // Of numbers next to 0 nothing but 1 comes out: as 0 they meet no underflow on the way.
        let isTiny = size .< bits(of: 0x1p-60)
        let value = plain(Doubles.zero.replacing(with: x, where: isPlain .& .!isTiny))
        return isTrue(isPlain) ? value : others(x, value, isPlain)
    }

    /// For -708 ... 708.
    @inline(__always) private static func plain(_ x: Doubles) -> Doubles {
        // Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number.
        let magic = Doubles(repeating: 0x1.8p52)
        let shifted = fused(x, Doubles(repeating: 0x1.71547652b82fep0), magic)
        let n = shifted - magic
        // The first part of ln 2 has 40 bits: its product with n is exact.
        let near = fused(n, Doubles(repeating: -0x1.62e42fefa2000p-1), x)
        let far = n * -0x1.9ef35793c7673p-41
        let r = near + far
        let lost = (near - r) + far
        let r2 = r * r, r4 = r2 * r2
        let q01 = fused(r, Doubles(repeating: 0x1.5555555555557p-3), 0.5)
        let q23 = fused(r, Doubles(repeating: 0x1.11111111100bep-7), 0x1.5555555555556p-5)
        let q45 = fused(r, Doubles(repeating: 0x1.a01a01abf85abp-13), 0x1.6c16c16c162c3p-10)
        let q67 = fused(r, Doubles(repeating: 0x1.71de01fdbf9cap-19), 0x1.a01a01a6e1e2ap-16)
        let q89 = fused(r, Doubles(repeating: 0x1.af4e554377204p-26), 0x1.27e4db46cddd1p-22)
        let low = fused(r2, q23, q01), middle = fused(r2, q67, q45)
        let high = fused(r2, Doubles(repeating: 0x1.1f7340dbc337ep-29), q89)
        let q = fused(r4, fused(r4, high, middle), low)
        let sum = 1 + r
        let rest = (r - (sum - 1)) + lost
        let value = sum + fused(r2, q, rest)
        // The low bits of the shifted number are n itself: no conversion is needed.
        let bits = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
        return unsafeBitCast(unsafeBitCast(value, to: SIMD8<Int64>.self) &+ bits, to: Doubles.self)
    }

    /// What lies outside, and NaN: one by one by the C library, with its flags.
    @inline(never) private static func others(
        _ x: Doubles, _ value: Doubles, _ isPlain: SIMDMask<SIMD8<Int64>>
    ) -> Doubles {
        var result = value
        for lane in 0..<8 where !isPlain[lane] { result[lane] = Glibc.exp(x[lane]) }
        return result
    }
}
