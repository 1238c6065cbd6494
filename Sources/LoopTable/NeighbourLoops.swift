/// Loops that bring each channel of a pixel to the size of its neighbours among the channels, local response
/// normalization (Krizhevsky, Sutskever, Hinton, 2012):
///
///     y[c] = x[c] t[c]^-beta,  t[c] = k + alpha * sum over |j - c| <= radius of x[j]²
public struct NeighbourLoops: Sendable {
    /// The numbers of the formula.
    public struct Rule: Sendable {
        public var radius: Int
        public var k: Float
        public var alpha: Float
        public var power: Power

        public init(radius: Int, k: Float, alpha: Float, power: Power) {
            self.radius = radius
            self.k = k
            self.alpha = alpha
            self.power = power
        }

        /// Floats of room for a row.
        public func roomCount(_ columns: Int) -> Int { 2 * (columns + 2 * radius + 16) }
    }

    /// Values of beta that square roots give.
    public enum Power: Double, Sendable {
        case half = 0.5
        case threeQuarters = 0.75
        case one = 1
    }

    /// y of rows [rows, columns]; y may be x.
    public var forward:
        @Sendable (_ y: Target, _ x: Source, _ rows: Int, _ columns: Int, _ rule: Rule, _ room: Target) -> Void
    /// dx[c] = dy[c] t[c]^-beta - 2 alpha beta x[c] * sum over |j - c| <= radius of dy[j] x[j] t[j]^(-beta - 1); dx may be dy.
    public var gradient:
        @Sendable (_ dx: Target, _ dy: Source, _ x: Source, _ rows: Int, _ columns: Int, _ rule: Rule, _ room: Target)
            -> Void

    public init(
        forward: @escaping @Sendable (Target, Source, Int, Int, Rule, Target) -> Void,
        gradient: @escaping @Sendable (Target, Source, Source, Int, Int, Rule, Target) -> Void
    ) {
        self.forward = forward
        self.gradient = gradient
    }
}
