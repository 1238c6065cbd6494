/// Loops over tables [rows, columns] whose columns are brought to a common mean and spread, each by itself.
public struct NormalizingLoops: Sendable {
    /// sums[c] += sum over r of (x[r, c] - mean[c])²
    public var squares: @Sendable (_ sums: Target, _ x: Source, _ mean: Source, _ rows: Int, _ columns: Int) -> Void
    /// sums[c] += sum over r of dy[r, c] (x[r, c] - mean[c])
    public var products:
        @Sendable (_ sums: Target, _ dy: Source, _ x: Source, _ mean: Source, _ rows: Int, _ columns: Int) -> Void
    /// y[r, c] = x[r, c] scale[c] + shift[c]; y may be x.
    public var scale:
        @Sendable (_ y: Target, _ x: Source, _ scale: Source, _ shift: Source, _ rows: Int, _ columns: Int) -> Void
    /// dx[r, c] = dy[r, c] a[c] + x[r, c] b[c] + d[c]; dx may be dy.
    public var combine:
        @Sendable (
            _ dx: Target, _ dy: Source, _ x: Source, _ a: Source, _ b: Source, _ d: Source, _ rows: Int, _ columns: Int
        ) -> Void

    public init(
        squares: @escaping @Sendable (Target, Source, Source, Int, Int) -> Void,
        products: @escaping @Sendable (Target, Source, Source, Source, Int, Int) -> Void,
        scale: @escaping @Sendable (Target, Source, Source, Source, Int, Int) -> Void,
        combine: @escaping @Sendable (Target, Source, Source, Source, Source, Source, Int, Int) -> Void
    ) {
        self.squares = squares
        self.products = products
        self.scale = scale
        self.combine = combine
    }
}
