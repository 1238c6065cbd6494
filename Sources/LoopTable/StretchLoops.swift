/// Loops over stretches of floats that lie at one distance in one array and at another in a second one.
public struct StretchLoops: Sendable {
    /// Copies `count` stretches of `width` floats.
    public var copy:
        @Sendable (_ from: Source, _ fromStride: Int, _ to: Target, _ toStride: Int, _ count: Int, _ width: Int) -> Void
    /// The same where `y`, which lies as `to` does, is above 0; zeros elsewhere: a gradient on its way through a
    /// rectifier.
    public var rectifierGradient:
        @Sendable (
            _ from: Source, _ fromStride: Int, _ y: Source, _ to: Target, _ toStride: Int, _ count: Int, _ width: Int
        ) -> Void

    public init(
        copy: @escaping @Sendable (Source, Int, Target, Int, Int, Int) -> Void,
        rectifierGradient: @escaping @Sendable (Source, Int, Source, Target, Int, Int, Int) -> Void
    ) {
        self.copy = copy
        self.rectifierGradient = rectifierGradient
    }
}
