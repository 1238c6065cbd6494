/// What a convolution of few filters is put together from: every tap of the window has its own product with each pixel.
public struct ThinLoops: Sendable {
    /// y[i, f] = bias[f] + sum over taps t of x[i step + offsets[t] + f], for `count` places in a row.
    public var collect:
        @Sendable (
            _ x: Source, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ bias: Source?, _ filters: Int,
            _ count: Int, _ y: Target
        ) -> Void

    public init(
        collect:
            @escaping @Sendable (Source, Int, UnsafePointer<Int32>, Int, Source?, Int, Int, Target) -> Void
    ) {
        self.collect = collect
    }
}
