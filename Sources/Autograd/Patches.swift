import Loops
import Tensors

/// What products of matrices need of an element type: OpenBLAS has them for both floating-point types.
protocol ProductElement: FloatElement {
    /// c[m, n] = a[m, k] b[k, n] + beta c, as `OpenBLAS.product`.
    static func product(
        _ blas: OpenBLAS, m: Int, n: Int, k: Int, a: UnsafePointer<Self>, strideA: Int, transposeA: Bool,
        b: UnsafePointer<Self>, strideB: Int, transposeB: Bool, beta: Self, c: UnsafeMutablePointer<Self>, strideC: Int)
}

extension Float: ProductElement {
    static func product(
        _ blas: OpenBLAS, m: Int, n: Int, k: Int, a: UnsafePointer<Float>, strideA: Int, transposeA: Bool,
        b: UnsafePointer<Float>, strideB: Int, transposeB: Bool, beta: Float, c: UnsafeMutablePointer<Float>,
        strideC: Int
    ) {
        blas.product(
            m: m, n: n, k: k, a: a, strideA: strideA, transposeA: transposeA, b: b, strideB: strideB,
            transposeB: transposeB, beta: beta, c: c, strideC: strideC)
    }
}

extension Double: ProductElement {
    static func product(
        _ blas: OpenBLAS, m: Int, n: Int, k: Int, a: UnsafePointer<Double>, strideA: Int, transposeA: Bool,
        b: UnsafePointer<Double>, strideB: Int, transposeB: Bool, beta: Double, c: UnsafeMutablePointer<Double>,
        strideC: Int
    ) {
        blas.product(
            m: m, n: n, k: k, a: a, strideA: strideA, transposeA: transposeA, b: b, strideB: strideB,
            transposeB: transposeB, beta: beta, c: c, strideC: strideC)
    }
}

extension OpenBLAS {
    /// The library, or an error that says what is missing.
    static func found() throws(TensorError) -> OpenBLAS {
        switch OpenBLAS.loaded {
        case .success(let blas): return blas
        case .failure(let missing): throw TensorError(.runtime, missing.description)
        }
    }
}

extension Frame {
    /// Windows of one image as rows [places, KH KW channels], zeros outside of it.
    /// - places: in row-major order over OH and OW.
    /// - channels: those of one group.
    func copyPatches<T: FloatElement>(
        _ image: UnsafePointer<T>, places: Range<Int>, channels: Range<Int>, to patches: UnsafeMutablePointer<T>
    ) {
        let size = channels.count
        let line = walk.width * size
        let isWhole = channels.count == c && walk.dilationWidth == 1
        var out = patches
        for place in places {
            let (oy, ox) = (place / ow, place % ow)
            let left = ox * walk.strideWidth - walk.left
            for ky in 0..<walk.height {
                let y = oy * walk.strideHeight + ky * walk.dilationHeight - walk.top
                if y < 0 || y >= h {
                    out.update(repeating: 0, count: line)
                } else if isWhole {
                    // One run of neighbouring columns, zeros before and behind.
                    let first = min(max(-left, 0), walk.width), end = max(first, min(walk.width, w - left))
                    out.update(repeating: 0, count: first * size)
                    let from = image + (y * w + left + first) * c
                    let to = out + first * size
                    for i in 0..<(end - first) * size { to[i] = from[i] }
                    (out + end * size).update(repeating: 0, count: (walk.width - end) * size)
                } else {
                    for kx in 0..<walk.width {
                        let x = left + kx * walk.dilationWidth
                        let to = out + kx * size
                        if x < 0 || x >= w {
                            to.update(repeating: 0, count: size)
                        } else {
                            to.update(from: image + (y * w + x) * c + channels.lowerBound, count: size)
                        }
                    }
                }
                out += line
            }
        }
    }

    /// Adds rows of windows back onto an image: the reverse of `copyPatches`.
    func addPatches<T: FloatElement>(
        _ patches: UnsafePointer<T>, places: Range<Int>, channels: Range<Int>, to image: UnsafeMutablePointer<T>
    ) {
        let size = channels.count
        let line = walk.width * size
        let isWhole = channels.count == c && walk.dilationWidth == 1
        var from = patches
        for place in places {
            let (oy, ox) = (place / ow, place % ow)
            let left = ox * walk.strideWidth - walk.left
            for ky in 0..<walk.height {
                let y = oy * walk.strideHeight + ky * walk.dilationHeight - walk.top
                if y >= 0 && y < h {
                    if isWhole {
                        let first = min(max(-left, 0), walk.width), end = max(first, min(walk.width, w - left))
                        let to = image + (y * w + left + first) * c
                        let run = from + first * size
                        for i in 0..<(end - first) * size { to[i] += run[i] }
                    } else {
                        for kx in 0..<walk.width {
                            let x = left + kx * walk.dilationWidth
                            if x < 0 || x >= w { continue }
                            let to = image + (y * w + x) * c + channels.lowerBound
                            let run = from + kx * size
                            for i in 0..<size { to[i] += run[i] }
                        }
                    }
                }
                from += line
            }
        }
    }
}
