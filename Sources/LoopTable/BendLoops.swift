/// Activations that are x above 0 and something else below, in place, and their gradients told by the result.
public struct BendLoops: Sendable {
    /// y = y or slope y, over n elements.
    public var leaky: @Sendable (_ y: Target, _ slope: Float, Int) -> Void
    /// dy *= 1 or slope
    public var leakyGradient: @Sendable (_ dy: Target, _ y: Source, _ slope: Float, Int) -> Void
    /// y = y or alpha (e^y - 1)
    public var elu: @Sendable (_ y: Target, _ alpha: Float, Int) -> Void
    /// dy *= 1 or y + alpha, the slope of the other side
    public var eluGradient: @Sendable (_ dy: Target, _ y: Source, _ alpha: Float, Int) -> Void
    /// y = x or alpha x, element by element
    public var parametric: @Sendable (_ y: Target, _ x: Source, _ alpha: Source, Int) -> Void
    /// dAlpha += dy x where x is below 0; then dy *= 1 or alpha, or 0 where x is 0
    public var parametricGradient: @Sendable (_ dy: Target, _ x: Source, _ alpha: Source, _ dAlpha: Target, Int) -> Void

    public init(
        leaky: @escaping @Sendable (Target, Float, Int) -> Void,
        leakyGradient: @escaping @Sendable (Target, Source, Float, Int) -> Void,
        elu: @escaping @Sendable (Target, Float, Int) -> Void,
        eluGradient: @escaping @Sendable (Target, Source, Float, Int) -> Void,
        parametric: @escaping @Sendable (Target, Source, Source, Int) -> Void,
        parametricGradient: @escaping @Sendable (Target, Source, Source, Target, Int) -> Void
    ) {
        self.leaky = leaky
        self.leakyGradient = leakyGradient
        self.elu = elu
        self.eluGradient = eluGradient
        self.parametric = parametric
        self.parametricGradient = parametricGradient
    }
}
