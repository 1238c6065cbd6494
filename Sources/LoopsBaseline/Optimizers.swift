import CProcessor
import LoopTable

/// One step of each optimizer, in one pass over flat memory. Formulas are Keras 3's.
enum Optimizers {
    /// Changes weights w and what is remembered of them, a and b, by their gradients g, sixteen at a time.
    @inline(__always) private static func sweep(
        _ n: Int, _ w: Target, _ a: Target, _ b: Target, _ g: Source,
        _ step: (_ w: inout Vector, _ a: inout Vector, _ b: inout Vector, _ g: Vector) -> Void
    ) {
        var i = 0
        while i + 16 <= n {
            var (weight, first, second) = (w.vector(i), a.vector(i), b.vector(i))
            step(&weight, &first, &second, g.vector(i))
            a.store(first, i)
            b.store(second, i)
            w.store(weight, i)
            i += 16
        }
        if i == n { return }
        var (weight, first, second, slope) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        for k in 0..<(n - i) {
            (weight[k], first[k], second[k], slope[k]) = (w[i + k], a[i + k], b[i + k], g[i + k])
        }
        step(&weight, &first, &second, slope)
        for k in 0..<(n - i) { (a[i + k], b[i + k], w[i + k]) = (first[k], second[k], weight[k]) }
    }

    static func sgd(_ w: Target, _ g: Source, _ rate: Float, _ n: Int) {
        w.zip(g, n) { w, g in fused(g, Vector(repeating: -rate), w) }
    }

    static func momentum(
        _ w: Target, _ g: Source, _ v: Target, _ rate: Float, _ momentum: Float, _ nesterov: Bool, _ n: Int
    ) {
        // The velocity takes both places: what is written last counts, and both are the same.
        sweep(n, w, v, v, g) { w, v, same, g in
            let gradient = g * rate
            v = v * momentum - gradient
            same = v
            w += nesterov ? v * momentum - gradient : v
        }
    }

    static func adam(
        _ w: Target, _ g: Source, _ m: Target, _ v: Target, _ rate: Float, _ beta1: Float, _ beta2: Float,
        _ epsilon: Float,
        _ n: Int
    ) {
        sweep(n, w, m, v, g) { w, m, v, g in
            m += (g - m) * (1 - beta1)
            v += (g * g - v) * (1 - beta2)
            w -= m * rate / (vector_root(v) + epsilon)
        }
    }

    static func adadelta(
        _ w: Target, _ g: Source, _ a: Target, _ d: Target, _ rate: Float, _ rho: Float, _ epsilon: Float, _ n: Int
    ) {
        sweep(n, w, a, d, g) { w, a, d, g in
            a = a * rho + g * g * (1 - rho)
            let change = vector_root((d + epsilon) / (a + epsilon)) * g
            d = d * rho + change * change * (1 - rho)
            w -= change * rate
        }
    }

    static func rmsprop(
        _ w: Target, _ g: Source, _ v: Target, _ m: Target, _ rate: Float, _ rho: Float, _ momentum: Float,
        _ epsilon: Float,
        _ n: Int
    ) {
        sweep(n, w, v, m, g) { w, v, m, g in
            v = v * rho + g * g * (1 - rho)
            m = m * momentum + g * rate / vector_root(v + epsilon)
            w -= m
        }
    }
}
