import CProcessor
import LoopTable

/// Winograd's F(4x4, 3x3) and F(2x2, 5x5): what the linear maps and their transposes do to vectors, and the walks that apply
/// them to both axes of a tile.
enum Winograd {
    static let loops = WinogradLoops(
        weights: weights, weightsGradient: weightsGradient, image: image, imageGradient: imageGradient,
        result: result, resultGradient: resultGradient)

    private typealias Six = (Vector, Vector, Vector, Vector, Vector, Vector)
    private typealias Four = (Vector, Vector, Vector, Vector)
    private typealias Two = (Vector, Vector)
    private typealias Five = (Vector, Vector, Vector, Vector, Vector)

    /// x times a number, plus y.
    @inline(__always) private static func times(_ x: Vector, _ factor: Float, _ y: Vector) -> Vector {
        fused(x, Vector(repeating: factor), y)
    }

    /// Bᵀ d
    @inline(__always) private static func imageMap(_ d: Six) -> Six {
        let a = times(d.2, -4, d.4), b = times(d.1, -4, d.3)
        let c = d.4 - d.2, e = (d.3 - d.1) * 2
        return (
            times(d.0, 4, times(d.2, -5, d.4)), a + b, a - b, c + e, c - e, times(d.1, 4, times(d.3, -5, d.5))
        )
    }

    /// B t
    @inline(__always) private static func imageMapTransposed(_ t: Six) -> Six {
        let s = t.1 + t.2, d = t.1 - t.2, u = t.3 + t.4, v = (t.3 - t.4) * 2
        return (
            t.0 * 4, times(d, -4, times(t.5, 4, -v)), times(t.0, -5, times(s, -4, -u)), d + times(t.5, -5, v),
            t.0 + s + u, t.5
        )
    }

    /// Aᵀ m
    @inline(__always) private static func resultMap(_ m: Six) -> Four {
        let s = m.1 + m.2, d = m.1 - m.2, u = m.3 + m.4, v = m.3 - m.4
        return (m.0 + s + u, times(v, 2, d), times(u, 4, s), times(v, 8, d) + m.5)
    }

    /// A y
    @inline(__always) private static func resultMapTransposed(_ y: Four) -> Six {
        let even = y.0 + y.2, odd = y.1 + y.3
        let far = times(y.2, 4, y.0), farOdd = times(y.3, 8, y.1 * 2)
        return (y.0, even + odd, even - odd, far + farOdd, far - farOdd, y.3)
    }

    /// Aᵀ m of two results.
    @inline(__always) private static func resultPair(_ m: Six) -> Two {
        (m.0 + m.1 + m.2 + m.3 + m.4, times(m.3 - m.4, 2, m.1 - m.2) + m.5)
    }

    /// A y of two results.
    @inline(__always) private static func resultPairTransposed(_ y: Two) -> Six {
        (y.0, y.0 + y.1, y.0 - y.1, times(y.1, 2, y.0), times(y.1, -2, y.0), y.1)
    }

    /// G g; of a window of three, the last two are 0.
    @inline(__always) private static func weightMap(_ g: Five, _ size: WinogradLoops.Size) -> Six {
        let a = (g.0 + g.2 + g.4) * (-1.0 / 6), b = (g.1 + g.3) * (1.0 / 6)
        let c = times(g.0, 1.0 / 24, times(g.2, 1.0 / 6, g.4 * (2.0 / 3)))
        let d = times(g.1, 1.0 / 12, g.3 * (1.0 / 3))
        return (g.0 * 0.25, a - b, a + b, c + d, c - d, size == .three ? g.2 : g.4)
    }

    /// Gᵀ t; of a window of three, the first three count.
    @inline(__always) private static func weightMapTransposed(_ t: Six, _ size: WinogradLoops.Size) -> Five {
        let s = (t.1 + t.2) * (-1.0 / 6), d = (t.2 - t.1) * (1.0 / 6), u = t.3 + t.4, v = t.3 - t.4
        let third = times(u, 1.0 / 6, s), fifth = times(u, 2.0 / 3, s)
        return (
            times(t.0, 0.25, times(u, 1.0 / 24, s)), times(v, 1.0 / 12, d), size == .three ? third + t.5 : third,
            times(v, 1.0 / 3, d), fifth + t.5
        )
    }

    /// Six vectors from `x`, `stride` floats apart.
    @inline(__always) private static func six(_ x: Source, _ stride: Int) -> Six {
        (
            x.vector(0), x.vector(stride), x.vector(2 * stride), x.vector(3 * stride), x.vector(4 * stride),
            x.vector(5 * stride)
        )
    }

    @inline(__always) private static func put(_ v: Six, _ to: Target, _ stride: Int) {
        to.store(v.0, 0)
        to.store(v.1, stride)
        to.store(v.2, 2 * stride)
        to.store(v.3, 3 * stride)
        to.store(v.4, 4 * stride)
        to.store(v.5, 5 * stride)
    }

    @Sendable private static func image(
        _ x: Source, _ rowStride: Int, _ channels: Int, _ v: Target, _ plane: Int, _ tile: Target
    ) {
        for c in Swift.stride(from: 0, to: channels, by: 16) {
            for row in 0..<6 { put(imageMap(six(x + row * rowStride + c, channels)), tile + row * 96, 16) }
            for column in 0..<6 {
                put(imageMap(six(tile + column * 16, 96)), v + column * plane + c, 6 * plane)
            }
        }
    }

    @Sendable private static func imageGradient(
        _ dv: Source, _ plane: Int, _ channels: Int, _ dx: Target, _ rowStride: Int,
        _ tile: Target
    ) {
        for c in Swift.stride(from: 0, to: channels, by: 16) {
            for column in 0..<6 {
                put(imageMapTransposed(six(dv + column * plane + c, 6 * plane)), tile + column * 16, 96)
            }
            for row in 0..<6 {
                let to = dx + row * rowStride + c, old = six(to, channels)
                let new = imageMapTransposed(six(tile + row * 96, 16))
                put(
                    (old.0 + new.0, old.1 + new.1, old.2 + new.2, old.3 + new.3, old.4 + new.4, old.5 + new.5),
                    to, channels)
            }
        }
    }

    @Sendable private static func result(
        _ m: Source, _ plane: Int, _ filters: Int, _ bias: Source?, _ isRectified: Bool, _ y: Target, _ rowStride: Int,
        _ tile: Target, _ size: WinogradLoops.Size
    ) {
        for f in Swift.stride(from: 0, to: filters, by: 16) {
            let offset = bias.map { $0.vector(f) } ?? .zero
            for column in 0..<6 {
                let from = six(m + column * plane + f, 6 * plane), to = tile + column * 16
                if size == .three { put(resultMap(from), to, 96) } else { put(resultPair(from), to, 96) }
            }
            for row in 0..<size.results {
                let from = six(tile + row * 96, 16), to = y + row * rowStride + f
                if size == .three {
                    let r = resultMap(from)
                    put(
                        (
                            finished(r.0 + offset, isRectified), finished(r.1 + offset, isRectified),
                            finished(r.2 + offset, isRectified), finished(r.3 + offset, isRectified)
                        ), to, filters)
                } else {
                    let r = resultPair(from)
                    put(
                        (finished(r.0 + offset, isRectified), finished(r.1 + offset, isRectified)), to, filters)
                }
            }
        }
    }

    /// max(0, y) where asked for.
    @inline(__always) private static func finished(_ y: Vector, _ isRectified: Bool) -> Vector {
        isRectified ? vector_rectified(y) : y
    }

    @Sendable private static func resultGradient(
        _ dy: Source, _ rowStride: Int, _ filters: Int, _ z: Target, _ plane: Int, _ tile: Target,
        _ size: WinogradLoops.Size
    ) {
        for f in Swift.stride(from: 0, to: filters, by: 16) {
            for row in 0..<size.results {
                let from = dy + row * rowStride + f, to = tile + row * 96
                if size == .three {
                    put(resultMapTransposed(four(from, filters)), to, 16)
                } else {
                    put(resultPairTransposed((from.vector(0), from.vector(filters))), to, 16)
                }
            }
            for column in 0..<6 {
                let from = tile + column * 16, to = z + column * plane + f
                if size == .three {
                    put(resultMapTransposed(four(from, 96)), to, 6 * plane)
                } else {
                    put(resultPairTransposed((from.vector(0), from.vector(96))), to, 6 * plane)
                }
            }
        }
    }

    @inline(__always) private static func four(_ x: Source, _ stride: Int) -> Four {
        (x.vector(0), x.vector(stride), x.vector(2 * stride), x.vector(3 * stride))
    }

    @inline(__always) private static func put(_ v: Four, _ to: Target, _ stride: Int) {
        put((v.0, v.1), to, stride)
        put((v.2, v.3), to + 2 * stride, stride)
    }

    @inline(__always) private static func put(_ v: Two, _ to: Target, _ stride: Int) {
        to.store(v.0, 0)
        to.store(v.1, stride)
    }

    @Sendable private static func weights(
        _ w: Source, _ u: Target, _ count: Int, _ stride: Int, _ tile: Target,
        _ size: WinogradLoops.Size
    ) {
        let n = size.rawValue
        each(count) { i, some in
            // Columns of G w, then both sides.
            for column in 0..<n {
                func row(_ k: Int) -> Vector { k < n ? w.some((k * n + column) * stride + i, some) : .zero }
                put(weightMap((row(0), row(1), row(2), row(3), row(4)), size), tile + column * 16, 96)
            }
            for row in 0..<6 {
                let from = tile + row * 96
                func column(_ k: Int) -> Vector { k < n ? from.vector(k * 16) : .zero }
                let r = weightMap((column(0), column(1), column(2), column(3), column(4)), size)
                let to = u + row * 6 * stride + i
                to.storeSome(r.0, 0, some)
                to.storeSome(r.1, stride, some)
                to.storeSome(r.2, 2 * stride, some)
                to.storeSome(r.3, 3 * stride, some)
                to.storeSome(r.4, 4 * stride, some)
                to.storeSome(r.5, 5 * stride, some)
            }
        }
    }

    @Sendable private static func weightsGradient(
        _ du: Source, _ dw: Target, _ count: Int, _ stride: Int, _ tile: Target,
        _ size: WinogradLoops.Size
    ) {
        let n = size.rawValue
        each(count) { i, some in
            for row in 0..<6 {
                func column(_ k: Int) -> Vector { du.some((row * 6 + k) * stride + i, some) }
                let r = weightMapTransposed(
                    (column(0), column(1), column(2), column(3), column(4), column(5)), size)
                let to = tile + row * 80
                to.store(r.0, 0)
                to.store(r.1, 16)
                to.store(r.2, 32)
                to.store(r.3, 48)
                to.store(r.4, 64)
            }
            for column in 0..<n {
                let r = weightMapTransposed(six(tile + column * 16, 80), size)
                let to = dw + column * stride + i
                to.storeSome(r.0, 0, some)
                to.storeSome(r.1, n * stride, some)
                to.storeSome(r.2, 2 * n * stride, some)
                if size == .five {
                    to.storeSome(r.3, 3 * n * stride, some)
                    to.storeSome(r.4, 4 * n * stride, some)
                }
            }
        }
    }

    /// Sixteen elements at a time: the first, and how many there are.
    @inline(__always) private static func each(_ count: Int, _ body: (Int, Int) -> Void) {
        for i in Swift.stride(from: 0, to: count, by: 16) { body(i, min(16, count - i)) }
    }
}

extension UnsafePointer<Float> {
    /// Up to sixteen elements from place `i`; the others are 0.
    @inline(__always) fileprivate func some(_ i: Int, _ n: Int) -> Vector {
        if n == 16 { return vector(i) }
        var v = Vector.zero
        for k in 0..<n { v[k] = self[i + k] }
        return v
    }
}

extension UnsafeMutablePointer<Float> {
    /// Sets up to sixteen elements from place `i`.
    @inline(__always) fileprivate func storeSome(_ v: Vector, _ i: Int, _ n: Int) {
        if n == 16 { return store(v, i) }
        for k in 0..<n { self[i + k] = v[k] }
    }
}
