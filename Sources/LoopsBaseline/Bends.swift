import LoopTable

/// Activations that bend at 0.
enum Bends {
    static let loops = BendLoops(leaky: leaky, leakyGradient: leakyGradient, elu: elu, eluGradient: eluGradient)

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
}
