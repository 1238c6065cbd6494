import LoopTable

/// Activations that bend at 0.
enum Bends {
    static let loops = BendLoops(
        leaky: leaky, leakyGradient: leakyGradient, elu: elu, eluGradient: eluGradient, parametric: parametric,
        parametricGradient: parametricGradient)

    @Sendable private static func leaky(_ y: Target, _ slope: Float, _ n: Int) {
        y.map(n) { $0.replacing(with: $0 * slope, where: $0 .<= Vector.zero) }
    }

    @Sendable private static func leakyGradient(_ dy: Target, _ y: Source, _ slope: Float, _ n: Int) {
        dy.zip(y, n) { dy, y in (dy * slope).replacing(with: dy, where: y .> Vector.zero) }
    }

    @Sendable private static func elu(_ y: Target, _ alpha: Float, _ n: Int) {
        y.map(n) { $0.replacing(with: (exponential($0) - 1) * alpha, where: $0 .<= Vector.zero) }
    }

    @Sendable private static func eluGradient(_ dy: Target, _ y: Source, _ alpha: Float, _ n: Int) {
        dy.zip(y, n) { dy, y in (dy * (y + alpha)).replacing(with: dy, where: y .> Vector.zero) }
    }

    @Sendable private static func parametric(_ y: Target, _ x: Source, _ alpha: Source, _ n: Int) {
        var i = 0
        while i + 16 <= n {
            let value = x.vector(i)
            y.store((value * alpha.vector(i)).replacing(with: value, where: value .> Vector.zero), i)
            i += 16
        }
        while i < n {
            y[i] = x[i] > 0 ? x[i] : x[i] * alpha[i]
            i += 1
        }
    }

    @Sendable private static func parametricGradient(
        _ dy: Target, _ x: Source, _ alpha: Source, _ dAlpha: Target, _ n: Int
    ) {
        var i = 0
        while i + 16 <= n {
            let value = x.vector(i), d = dy.vector(i)
            let below = value.replacing(with: Vector.zero, where: value .> Vector.zero)
            dAlpha.store(fused(d, below, dAlpha.vector(i)), i)
            let slope = (d * alpha.vector(i)).replacing(with: d, where: value .> Vector.zero)
            dy.store(slope.replacing(with: Vector.zero, where: value .== Vector.zero), i)
            i += 16
        }
        while i < n {
            if x[i] <= 0 {
                dAlpha[i] += dy[i] * x[i]
                dy[i] *= x[i] == 0 ? 0 : alpha[i]
            }
            i += 1
        }
    }
}
