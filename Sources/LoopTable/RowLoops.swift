/// Loops over the rows of tables [rows, columns], each brought to mean 0 and variance 1 by itself; the moments of a row are
/// its mean and 1 / deviation.
public struct RowLoops: Sendable {
    /// y = (x - mean) / deviation gamma + beta, and the moments; y may be x.
    public var normalize:
        @Sendable (
            _ x: Source, _ gamma: Source, _ beta: Source, _ epsilon: Float, _ rows: Int, _ columns: Int, _ y: Target,
            _ moments: Target
        ) -> Void
    /// dx from dy, and what is added to the gradients of gamma and beta; dx may be dy.
    public var gradient:
        @Sendable (
            _ dy: Source, _ x: Source, _ gamma: Source, _ moments: Source, _ rows: Int, _ columns: Int, _ dx: Target,
            _ dGamma: Target, _ dBeta: Target
        ) -> Void

    public init(
        normalize: @escaping @Sendable (Source, Source, Source, Float, Int, Int, Target, Target) -> Void,
        gradient: @escaping @Sendable (Source, Source, Source, Source, Int, Int, Target, Target, Target) -> Void
    ) {
        self.normalize = normalize
        self.gradient = gradient
    }
}
