import CProcessor

/// Sixteen floats: one register with AVX-512, two with AVX2, four without.
typealias Vector = SIMD16<Float>

/// a * b + c, fused where the processor can.
@inline(__always) func fused(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector { vector_fused(a, b, c) }

extension UnsafePointer<Float> {
    /// Sixteen elements from place `i`.
    @inline(__always) func vector(_ i: Int) -> Vector { UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self) }
}

extension UnsafeMutablePointer<Float> {
    /// Sixteen elements from place `i`.
    @inline(__always) func vector(_ i: Int) -> Vector { UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self) }

    /// Sets sixteen elements from place `i`.
    @inline(__always) func store(_ value: Vector, _ i: Int) {
        UnsafeMutableRawPointer(self + i).storeBytes(of: value, as: Vector.self)
    }

    /// Applies a function to n elements in place.
    ///
    /// The last vector reaches back into the one before it; it is computed before anything is written. Fewer elements than
    /// a vector has go through a padded copy.
    @inline(__always) func map(_ n: Int, _ f: (Vector) -> Vector) {
        guard n >= 16 else { return mapFew(n, f) }
        let last = f(vector(n - 16))
        var i = 0
        while i + 16 < n {
            store(f(vector(i)), i)
            i += 16
        }
        store(last, n - 16)
    }

    @inline(__always) private func mapFew(_ n: Int, _ f: (Vector) -> Vector) {
        if n <= 0 { return }
        var few = Vector.zero
        for k in 0..<n { few[k] = self[k] }
        let result = f(few)
        for k in 0..<n { self[k] = result[k] }
    }

    /// Combines n elements with as many of another place, in place; the last vector as in `map`. The places are
    /// the same or do not overlap.
    @inline(__always) func zip(_ other: UnsafePointer<Float>, _ n: Int, _ f: (Vector, Vector) -> Vector) {
        guard n >= 16 else { return zipFew(other, n, f) }
        let last = f(vector(n - 16), other.vector(n - 16))
        var i = 0
        while i + 16 < n {
            store(f(vector(i), other.vector(i)), i)
            i += 16
        }
        store(last, n - 16)
    }

    @inline(__always) private func zipFew(_ other: UnsafePointer<Float>, _ n: Int, _ f: (Vector, Vector) -> Vector) {
        if n <= 0 { return }
        var a = Vector.zero, b = Vector.zero
        for k in 0..<n {
            a[k] = self[k]
            b[k] = other[k]
        }
        let result = f(a, b)
        for k in 0..<n { self[k] = result[k] }
    }
}

/// e to the power x, to about 2 units in the last place (Cephes' expf polynomial); clipped where floats end.
@inline(__always) func exponential(_ x: Vector) -> Vector {
    let clipped = vector_limited(x, Vector(repeating: -87.33), Vector(repeating: 88.37))
    // Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number.
    let magic = Vector(repeating: 12_582_912)
    let shifted = fused(clipped, Vector(repeating: 1.442_695_04), magic)
    let n = shifted - magic
    var r = fused(n, Vector(repeating: -0.693_359_375), clipped)
    r = fused(n, Vector(repeating: 2.121_944_4e-4), r)
    var p = Vector(repeating: 1.987_569_15e-4)
    p = fused(p, r, Vector(repeating: 1.398_199_95e-3))
    p = fused(p, r, Vector(repeating: 8.333_451_9e-3))
    p = fused(p, r, Vector(repeating: 4.166_579_6e-2))
    p = fused(p, r, Vector(repeating: 1.666_666_55e-1))
    p = fused(p, r, Vector(repeating: 5.000_000_1e-1))
    let value = fused(p * r, r, r + 1)
    // The low bits of the shifted number are n itself: no conversion is needed.
    let bits = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- (0x4B40_0000 - 127)
    return value * unsafeBitCast(bits &<< 23, to: Vector.self)
}

/// 1 / (1 + e^-x)
@inline(__always) func logistic(_ x: Vector) -> Vector { Vector(repeating: 1) / (exponential(-x) + 1) }

/// Hyperbolic tangent, to about 3 units in the last place: a quotient of polynomials that is the best between the places
/// where a float's tangent is 1 (the coefficients of the library Eigen, which TensorFlow uses too).
@inline(__always) func hyperbolicTangent(_ x: Vector) -> Vector {
    let limit = Vector(repeating: 7.905_311)
    let clipped = vector_limited(x, -limit, limit)
    let square = clipped * clipped
    var p = fused(square, Vector(repeating: -2.760_768_5e-16), Vector(repeating: 2.000_187_9e-13))
    p = fused(square, p, Vector(repeating: -8.604_672e-11))
    p = fused(square, p, Vector(repeating: 5.122_297e-08))
    p = fused(square, p, Vector(repeating: 1.485_722_4e-05))
    p = fused(square, p, Vector(repeating: 6.372_619_3e-04))
    p = fused(square, p, Vector(repeating: 4.893_524_6e-03))
    var q = fused(square, Vector(repeating: 1.198_258_4e-06), Vector(repeating: 1.185_347_06e-04))
    q = fused(square, q, Vector(repeating: 2.268_434_6e-03))
    q = fused(square, q, Vector(repeating: 4.893_525_2e-03))
    return clipped * p / q
}
