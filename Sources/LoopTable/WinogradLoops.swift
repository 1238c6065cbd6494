/// Loops of a convolution by Winograd's method (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016):
/// 36 products for a tile of results, F(4x4, 3x3) where the definition takes 144, F(2x2, 5x5) where it takes 100.
///
///     Y = Aᵀ [(G w Gᵀ) ⊙ (Bᵀ d B)] A
///
/// A transformed tile has 36 elements, one in each of 36 planes; channels lie side by side in a plane. Channels are a
/// multiple of 16. The gradients are the same steps backwards: each is the transpose of a linear map. Both sizes look at
/// 6x6 pixels with the same B: it only tells the points at which polynomials are taken, 0, ±1, ±2 and infinity.
///
/// Every loop takes room for `roomCount` floats, where a tile is between the maps of its two axes.
public struct WinogradLoops: Sendable {
    public static let roomCount = 36 * 16

    /// The window's size.
    public enum Size: Int, Sendable {
        case three = 3
        case five = 5

        /// Rows and columns of results in a tile.
        public var results: Int { 7 - rawValue }
    }

    /// u[p, i] = (G w Gᵀ)[p] for i of some pairs of channel and filter; w is [size², stride], u [36, stride].
    public var weights: @Sendable (_ w: Source, _ u: Target, _ count: Int, _ stride: Int, _ room: Target, Size) -> Void
    /// dw = Gᵀ du G
    public var weightsGradient:
        @Sendable (_ du: Source, _ dw: Target, _ count: Int, _ stride: Int, _ room: Target, Size) -> Void
    /// v = Bᵀ d B of the 6x6 pixels at `x`, whose rows follow each other at `rowStride`; planes of v at `plane`.
    public var image:
        @Sendable (_ x: Source, _ rowStride: Int, _ channels: Int, _ v: Target, _ plane: Int, _ room: Target) -> Void
    /// dx += B dv Bᵀ
    public var imageGradient:
        @Sendable (_ dv: Source, _ plane: Int, _ channels: Int, _ dx: Target, _ rowStride: Int, _ room: Target) -> Void
    /// y = Aᵀ m A + bias, the tile of results at `y`; rectified where asked for.
    public var result:
        @Sendable (
            _ m: Source, _ plane: Int, _ filters: Int, _ bias: Source?, _ isRectified: Bool, _ y: Target,
            _ rowStride: Int, _ room: Target, Size
        ) -> Void
    /// z = A dy Aᵀ
    public var resultGradient:
        @Sendable (_ dy: Source, _ rowStride: Int, _ filters: Int, _ z: Target, _ plane: Int, _ room: Target, Size)
            -> Void

    public init(
        weights: @escaping @Sendable (Source, Target, Int, Int, Target, Size) -> Void,
        weightsGradient: @escaping @Sendable (Source, Target, Int, Int, Target, Size) -> Void,
        image: @escaping @Sendable (Source, Int, Int, Target, Int, Target) -> Void,
        imageGradient: @escaping @Sendable (Source, Int, Int, Target, Int, Target) -> Void,
        result: @escaping @Sendable (Source, Int, Int, Source?, Bool, Target, Int, Target, Size) -> Void,
        resultGradient: @escaping @Sendable (Source, Int, Int, Target, Int, Target, Size) -> Void
    ) {
        self.weights = weights
        self.weightsGradient = weightsGradient
        self.image = image
        self.imageGradient = imageGradient
        self.result = result
        self.resultGradient = resultGradient
    }
}
