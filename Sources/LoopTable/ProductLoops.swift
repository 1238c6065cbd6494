/// Rows of a matrix that lie anywhere in memory: row r begins at `starts[r]` and is made of `segmentCount` stretches of
/// `length` floats, each at its distance from the beginning.
///
/// A plain matrix has one segment. The rows of a convolution are the windows of an image where it lies: a segment for
/// each row of the window, and no copy of them is made.
public struct GatheredRows {
    public var base: Source
    public var starts: UnsafePointer<Int32>
    public var segments: UnsafePointer<Int32>
    public var segmentCount: Int
    public var length: Int

    public init(
        base: Source, starts: UnsafePointer<Int32>, segments: UnsafePointer<Int32>, segmentCount: Int, length: Int
    ) {
        self.base = base
        self.starts = starts
        self.segments = segments
        self.segmentCount = segmentCount
        self.length = length
    }

    /// Elements of a row.
    public var depth: Int { segmentCount * length }
}

/// Products of matrices at the processor's full rate, tile by tile in registers.
///
/// The right-hand matrix is packed into panels of as many columns as a tile has, see `pack`. Loops may read up to 64 floats
/// behind a row of `dy` and 8 behind one of `x`, without a use for them: their memory must go on so far.
public struct ProductLoops: Sendable {
    /// What a product starts from.
    public enum Beginning {
        case zero
        /// What the result holds.
        case result
        /// A number for each column.
        case bias(Source)
    }

    /// Copies some rows of a matrix into panels: `b[r * rowStride + c * columnStride]` becomes row `first + r` of `depth`.
    public var pack:
        @Sendable (
            _ b: Source, _ rowStride: Int, _ columnStride: Int, _ rows: Int, _ columns: Int, _ panels: Target,
            _ first: Int, _ depth: Int
        ) -> Void
    /// y[r, c] = beginning + sum over k of x[r, k] panels[k, c] for `count` rows; row r of y begins at `results[r]`.
    public var product:
        @Sendable (
            _ x: GatheredRows, _ count: Int, _ panels: Source, _ columns: Int, _ from: Beginning, _ isRectified: Bool,
            _ y: Target, _ results: UnsafePointer<Int32>
        ) -> Void
    /// dw[k, c] = sum over `count` rows r of x[r, k] dy[r, c], or adds it to what is there; row r of dy begins at
    /// `results[r]`, and rows of dw follow each other at `stride`.
    public var outer:
        @Sendable (
            _ x: GatheredRows, _ count: Int, _ dy: Source, _ results: UnsafePointer<Int32>, _ columns: Int,
            _ addsUp: Bool, _ dw: Target, _ stride: Int
        ) -> Void

    /// Copies columns of a matrix into rows: `matrix[r * rowStride + c]` becomes `turned[c * distance + r]`.
    public var turn:
        @Sendable (
            _ matrix: Source, _ rowStride: Int, _ rows: Int, _ columns: Int, _ turned: Target, _ distance: Int
        ) -> Void

    public init(
        pack: @escaping @Sendable (Source, Int, Int, Int, Int, Target, Int, Int) -> Void,
        product:
            @escaping @Sendable (
                GatheredRows, Int, Source, Int, Beginning, Bool, Target, UnsafePointer<Int32>
            ) -> Void,
        outer:
            @escaping @Sendable (
                GatheredRows, Int, Source, UnsafePointer<Int32>, Int, Bool, Target, Int
            ) -> Void,
        turn: @escaping @Sendable (Source, Int, Int, Int, Target, Int) -> Void
    ) {
        self.pack = pack
        self.product = product
        self.outer = outer
        self.turn = turn
    }

    /// Floats that the panels of a matrix need.
    public static func panelCount(rows: Int, columns: Int) -> Int { rows * ((columns + 15) / 16 * 16) }
}
