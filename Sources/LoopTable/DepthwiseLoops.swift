/// Loops of a convolution whose filters look at one channel each; channels lie side by side.
///
/// A tap is an element of the window: of the image it sees what lies at its offset from the window's first element. Weights
/// are packed: for each tap a row of `stride` floats, a multiple of 16, zeros behind the last channel. Loops may read up to
/// 15 floats behind a place's channels.
public struct DepthwiseLoops: Sendable {
    /// y[i, c] = bias[c] + sum over taps t of x[i step + offsets[t] + c] w[t, c], for `count` places in a row; results are
    /// `yStep` apart.
    public var gather:
        @Sendable (
            _ x: Source, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ w: Source, _ stride: Int,
            _ bias: Source?, _ channels: Int, _ count: Int, _ y: Target, _ yStep: Int
        ) -> Void
    /// dw[t, c] += sum over places (r, i) of x[r rowStep + i step + offsets[t] + c] dy[(r count + i) channels + c].
    public var outer:
        @Sendable (
            _ x: Source, _ rowStep: Int, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ dy: Source,
            _ channels: Int, _ rows: Int, _ count: Int, _ dw: Target, _ stride: Int
        ) -> Void

    public init(
        gather:
            @escaping @Sendable (
                Source, Int, UnsafePointer<Int32>, Int, Source, Int, Source?, Int, Int, Target, Int
            ) -> Void,
        outer:
            @escaping @Sendable (
                Source, Int, Int, UnsafePointer<Int32>, Int, Source, Int, Int, Int, Target, Int
            ) -> Void
    ) {
        self.gather = gather
        self.outer = outer
    }
}
