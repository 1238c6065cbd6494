/// Loops over tables [rows, columns] whose columns are brought to a common mean and spread, each by itself.
public struct NormalizingLoops: Sendable {
    /// sums[c] += sum over r of x[r, c] - shift[c], squares[c] += sum of its square
    public var moments:
        @Sendable (_ sums: Target, _ squares: Target, _ x: Source, _ shift: Source, _ rows: Int, _ columns: Int) -> Void
    /// sums[c] += sum over r of dy[r, c] (x[r, c] - mean[c])
    public var products:
        @Sendable (_ sums: Target, _ dy: Source, _ x: Source, _ mean: Source, _ rows: Int, _ columns: Int) -> Void
    /// y[r, c] = x[r, c] scale[c] + shift[c]; y may be x.
    public var scale:
        @Sendable (_ y: Target, _ x: Source, _ scale: Source, _ shift: Source, _ rows: Int, _ columns: Int) -> Void
    /// The same rectified: numbers below 0 become 0.
    public var scaleRectified:
        @Sendable (_ y: Target, _ x: Source, _ scale: Source, _ shift: Source, _ rows: Int, _ columns: Int) -> Void
    /// dx[r, c] = dy[r, c] a[c] + x[r, c] b[c] + d[c]; dx may be dy.
    public var combine:
        @Sendable (
            _ dx: Target, _ dy: Source, _ x: Source, _ a: Source, _ b: Source, _ d: Source, _ rows: Int, _ columns: Int
        ) -> Void

    public init(
        moments: @escaping @Sendable (Target, Target, Source, Source, Int, Int) -> Void,
        products: @escaping @Sendable (Target, Source, Source, Source, Int, Int) -> Void,
        scale: @escaping @Sendable (Target, Source, Source, Source, Int, Int) -> Void,
        scaleRectified: @escaping @Sendable (Target, Source, Source, Source, Int, Int) -> Void,
        combine: @escaping @Sendable (Target, Source, Source, Source, Source, Source, Int, Int) -> Void
    ) {
        self.moments = moments
        self.products = products
        self.scale = scale
        self.scaleRectified = scaleRectified
        self.combine = combine
    }
}
