/// Activations whose slope only what they were applied to tells.
public enum Curve: String, Sendable, CaseIterable {
    case silu, gelu, mish, selu, softsign, softplus, relu6
    case logSigmoid = "log_sigmoid"
    case hardSigmoid = "hard_sigmoid"
    case hardSilu = "hard_silu"
}

/// Loops over them.
public struct CurveLoops: Sendable {
    /// y = f(x) over n elements; y may be x.
    public var apply: @Sendable (Curve, _ y: Target, _ x: Source, Int) -> Void
    /// dy *= f'(x)
    public var gradient: @Sendable (Curve, _ dy: Target, _ x: Source, Int) -> Void

    public init(
        apply: @escaping @Sendable (Curve, Target, Source, Int) -> Void,
        gradient: @escaping @Sendable (Curve, Target, Source, Int) -> Void
    ) {
        self.apply = apply
        self.gradient = gradient
    }
}
