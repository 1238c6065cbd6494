import LoopTable

/// One step of each optimizer, in one pass over flat memory. Formulas are Keras 3's.
enum Optimizers {
    /// Runs a step over whole vectors; a rest of fewer than 16 elements goes through padded copies.
    @inline(__always)
    private static func sweep(_ n: Int, _ pointers: [Target], _ g: Source, _ step: (Int, [Target], Source) -> Void) {
        let whole = n & ~15
        var i = 0
        while i < whole {
            step(i, pointers, g)
            i += 16
        }
        guard i < n else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * (pointers.count + 1)) { scratch in
            guard let base = scratch.baseAddress else { return }
            base.initialize(repeating: 0, count: scratch.count)
            var copies: [Target] = []
            for (k, pointer) in pointers.enumerated() {
                let copy = base + 16 * (k + 1)
                copy.update(from: pointer + i, count: n - i)
                copies.append(copy)
            }
            base.update(from: g + i, count: n - i)
            step(0, copies, base)
            for (k, pointer) in pointers.enumerated() { (pointer + i).update(from: copies[k], count: n - i) }
        }
    }

    static func sgd(_ w: Target, _ g: Source, _ rate: Float, _ n: Int) {
        w.zip(g, n) { w, g in fused(g, Vector(repeating: -rate), w) }
    }

    static func momentum(
        _ w: Target, _ g: Source, _ v: Target, _ rate: Float, _ momentum: Float, _ nesterov: Bool, _ n: Int
    ) {
        sweep(n, [w, v], g) { i, p, g in
            let gradient = g.vector(i) * rate
            let velocity = p[1].vector(i) * momentum - gradient
            p[1].store(velocity, i)
            p[0].store(p[0].vector(i) + (nesterov ? velocity * momentum - gradient : velocity), i)
        }
    }

    static func adam(
        _ w: Target, _ g: Source, _ m: Target, _ v: Target, _ rate: Float, _ beta1: Float, _ beta2: Float,
        _ epsilon: Float,
        _ n: Int
    ) {
        sweep(n, [w, m, v], g) { i, p, g in
            let gradient = g.vector(i)
            let mean = p[1].vector(i), square = p[2].vector(i)
            let newMean = mean + (gradient - mean) * (1 - beta1)
            let newSquare = square + (gradient * gradient - square) * (1 - beta2)
            p[1].store(newMean, i)
            p[2].store(newSquare, i)
            p[0].store(p[0].vector(i) - newMean * rate / (newSquare.squareRoot() + epsilon), i)
        }
    }

    static func adadelta(
        _ w: Target, _ g: Source, _ a: Target, _ d: Target, _ rate: Float, _ rho: Float, _ epsilon: Float, _ n: Int
    ) {
        sweep(n, [w, a, d], g) { i, p, g in
            let gradient = g.vector(i)
            let square = p[1].vector(i) * rho + gradient * gradient * (1 - rho)
            let old = p[2].vector(i)
            let change = ((old + epsilon) / (square + epsilon)).squareRoot() * gradient
            p[1].store(square, i)
            p[2].store(old * rho + change * change * (1 - rho), i)
            p[0].store(p[0].vector(i) - change * rate, i)
        }
    }

    static func rmsprop(
        _ w: Target, _ g: Source, _ v: Target, _ m: Target, _ rate: Float, _ rho: Float, _ momentum: Float,
        _ epsilon: Float,
        _ n: Int
    ) {
        sweep(n, [w, v, m], g) { i, p, g in
            let gradient = g.vector(i)
            let square = p[1].vector(i) * rho + gradient * gradient * (1 - rho)
            let change = gradient * rate / (square + epsilon).squareRoot()
            p[1].store(square, i)
            let velocity = p[2].vector(i) * momentum + change
            p[2].store(velocity, i)
            p[0].store(p[0].vector(i) - velocity, i)
        }
    }
}
