import CProcessor
import LoopTable

/// Activations that bend at 0.
enum Bends {
    static let loops = BendLoops(
        leaky: leaky, leakyGradient: leakyGradient, elu: elu, eluGradient: eluGradient, parametric: parametric,
        parametricGradient: parametricGradient)

    @Sendable private static func leaky(_ y: Target, _ slope: Float, _ n: Int) {
        y.map(n) { vector_chosen(vector_above($0, .zero), $0, $0 * slope) }
    }

    @Sendable private static func leakyGradient(_ dy: Target, _ y: Source, _ slope: Float, _ n: Int) {
        dy.zip(y, n) { dy, y in vector_chosen(vector_above(y, .zero), dy, dy * slope) }
    }

    @Sendable private static func elu(_ y: Target, _ alpha: Float, _ n: Int) {
        y.map(n) { vector_chosen(vector_above($0, .zero), $0, (exponential($0) - 1) * alpha) }
    }

    @Sendable private static func eluGradient(_ dy: Target, _ y: Source, _ alpha: Float, _ n: Int) {
        dy.zip(y, n) { dy, y in vector_chosen(vector_above(y, .zero), dy, dy * (y + alpha)) }
    }

    @Sendable private static func parametric(_ y: Target, _ x: Source, _ alpha: Source, _ n: Int) {
        var i = 0
        while i + 16 <= n {
            let value = x.vector(i)
            y.store(vector_chosen(vector_above(value, .zero), value, value * alpha.vector(i)), i)
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
            let isAbove = vector_above(value, .zero), isBelow = vector_above(.zero, value)
            dAlpha.store(fused(d, vector_chosen(isAbove, .zero, value), dAlpha.vector(i)), i)
            dy.store(vector_chosen(isAbove, d, vector_chosen(isBelow, d * alpha.vector(i), .zero)), i)
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
