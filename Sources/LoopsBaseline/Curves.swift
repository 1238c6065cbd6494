import CProcessor
import LoopTable

/// Activations whose slope only what they were applied to tells.
enum Curves {
    static let loops = CurveLoops(apply: apply, gradient: gradient)

    @Sendable private static func apply(_ curve: Curve, _ y: Target, _ x: Source, _ n: Int) {
        switch curve {
        case .silu: y.zip(x, n) { _, x in x * logistic(x) }
        case .gelu: y.zip(x, n) { _, x in x * normalShare(x) }
        case .mish: y.zip(x, n) { _, x in x * tangentOfSoftplus(x) }
        case .selu:
            y.zip(x, n) { _, x in vector_rectified(x) * scale + (exponential(below(x)) - 1) * (scale * alpha) }
        case .softsign: y.zip(x, n) { _, x in x / (magnitude(x) + 1) }
        case .softplus: y.zip(x, n) { _, x in softplus(x) }
        case .logSigmoid: y.zip(x, n) { _, x in -softplus(-x) }
        case .relu6: y.zip(x, n) { _, x in vector_limited(x, Vector.zero, Vector(repeating: 6)) }
        case .hardSigmoid: y.zip(x, n) { _, x in hardSigmoid(x) }
        case .hardSilu: y.zip(x, n) { _, x in x * hardSigmoid(x) }
        }
    }

    @Sendable private static func gradient(_ curve: Curve, _ dy: Target, _ x: Source, _ n: Int) {
        let one = Vector(repeating: 1), three = Vector(repeating: 3)
        switch curve {
        case .silu:
            dy.zip(x, n) { dy, x in
                let s = logistic(x)
                return dy * s * (x * (one - s) + 1)
            }
        case .gelu:
            dy.zip(x, n) { dy, x in
                dy * fused(x * 0.398_942_28, exponential(x * x * -0.5), normalShare(x))
            }
        case .mish:
            dy.zip(x, n) { dy, x in
                let t = tangentOfSoftplus(x)
                return dy * fused(x * logistic(x), one - t * t, t)
            }
        case .selu:
            dy.zip(x, n) { dy, x in
                let isBelow = vector_where_positive(one, -x)
                return dy * ((one - isBelow) * scale + isBelow * exponential(below(x)) * (scale * alpha))
            }
        case .softsign:
            dy.zip(x, n) { dy, x in
                let sum = magnitude(x) + 1
                return dy / (sum * sum)
            }
        case .softplus: dy.zip(x, n) { dy, x in dy * logistic(x) }
        case .logSigmoid: dy.zip(x, n) { dy, x in dy * logistic(-x) }
        case .relu6: dy.zip(x, n) { dy, x in vector_where_positive(vector_where_positive(dy, x), 6 - x) }
        case .hardSigmoid:
            dy.zip(x, n) { dy, x in vector_where_positive(vector_where_positive(dy * (1 / 6), x + 3), three - x) }
        case .hardSilu:
            dy.zip(x, n) { dy, x in
                let inside = vector_where_positive(vector_where_positive((x * 2 + 3) * (1 / 6), x + 3), three - x)
                return dy * (inside + (one - vector_where_positive(one, three - x)))
            }
        }
    }

    // Klambauer and others' constants.
    private static var scale: Float { 1.050_701 }
    private static var alpha: Float { 1.673_263_2 }

    /// min(x, 0)
    @inline(__always) private static func below(_ x: Vector) -> Vector {
        vector_limited(x, Vector(repeating: -.infinity), Vector.zero)
    }

    @inline(__always) private static func magnitude(_ x: Vector) -> Vector {
        vector_rectified(x) + vector_rectified(-x)
    }

    /// (x + 3) / 6 from 0 to 1.
    @inline(__always) private static func hardSigmoid(_ x: Vector) -> Vector {
        vector_limited(x + 3, Vector.zero, Vector(repeating: 6)) * (1 / 6)
    }

    /// ln(1 + e^x) = max(x, 0) + ln(1 + u) with u = e^-|x|, whose series 2 atanh(u / (2 + u)) ends soon.
    @inline(__always) private static func softplus(_ x: Vector) -> Vector {
        let u = exponential(-magnitude(x)), s = u / (u + 2), square = s * s
        var p = Vector(repeating: 1 / 15)
        p = fused(p, square, Vector(repeating: 1 / 13))
        p = fused(p, square, Vector(repeating: 1 / 11))
        p = fused(p, square, Vector(repeating: 1 / 9))
        p = fused(p, square, Vector(repeating: 1 / 7))
        p = fused(p, square, Vector(repeating: 1 / 5))
        p = fused(p, square, Vector(repeating: 1 / 3))
        p = fused(p, square, Vector(repeating: 1))
        return fused(p, s * 2, vector_rectified(x))
    }

    /// tanh(ln(1 + e^x)), with e^x = e: (e² + 2 e) / (e² + 2 e + 2).
    @inline(__always) private static func tangentOfSoftplus(_ x: Vector) -> Vector {
        let e = exponential(vector_limited(x, Vector(repeating: -.infinity), Vector(repeating: 20)))
        let n = e * (e + 2)
        return n / (n + 2)
    }

    /// The normal distribution's share below x, by its complement (Abramowitz and Stegun 7.1.26), to 1e-7.
    @inline(__always) private static func normalShare(_ x: Vector) -> Vector {
        let t = 1 / fused(magnitude(x), Vector(repeating: 0.231_641_9), Vector(repeating: 1))
        var p = Vector(repeating: 1.061_405_4)
        p = fused(p, t, Vector(repeating: -1.453_152))
        p = fused(p, t, Vector(repeating: 1.421_413_7))
        p = fused(p, t, Vector(repeating: -0.284_496_74))
        p = fused(p, t, Vector(repeating: 0.254_829_6))
        let tail = p * t * exponential(x * x * -0.5) * 0.5
        let isAbove = vector_where_positive(Vector(repeating: 1), x)
        return isAbove + tail * (1 - isAbove * 2)
    }
}
