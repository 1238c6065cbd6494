import Loops

/// Matrices in the last two axes of a tensor, copied column by column for LAPACK, which overwrites them.
struct MatrixStack {
    /// One matrix in each place of the leading axes; the rows of this tensor are the matrices' columns.
    let turned: Tensor
    let rows: Int
    let columns: Int
    let lapack: LAPACK
    /// The leading axes.
    let batch: [Int]

    var count: Int { batch.reduce(1, *) }
    private var matrixBytes: Int { rows * columns * turned.dtype.itemSize }

    /// - square: only square matrices are wanted.
    /// - Throws: `linearAlgebra` for too few dimensions or matrices that are not square.
    init(_ x: Tensor, square: Bool = false, dtype: DType? = nil) throws(TensorError) {
        let type = if let dtype { dtype } else { try MatrixStack.type(of: [x]) }
        guard x.rank >= 2 else {
            throw TensorError(
                .linearAlgebra, "\(x.rank)-dimensional array given. Array must be at least two-dimensional")
        }
        rows = x.shape[x.rank - 2]
        columns = x.shape[x.rank - 1]
        if square && rows != columns {
            throw TensorError(.linearAlgebra, "Last 2 dimensions of the array must be square")
        }
        guard max(rows, columns) < 1 << 30 else { throw TensorError(.memory, "the matrices are too large for LAPACK") }
        batch = Array(x.shape.dropLast(2))
        let order = Array(batch.indices) + [x.rank - 1, x.rank - 2]
        let columnMajor = try x.transposed(order)
        turned = try columnMajor.dtype == type ? columnMajor.copy() : columnMajor.asType(type).contiguous()
        lapack = try MatrixStack.routines(type)
        // Without elements the other extents may be beyond any product.
        if x.count > 0 { Work.add(batch.reduce(1, *), rows, columns, min(rows, columns)) }
    }

    /// Zeros of a shape, to be filled by LAPACK.
    init(batch: [Int], rows: Int, columns: Int, like other: MatrixStack) throws(TensorError) {
        (self.batch, self.rows, self.columns, lapack) = (batch, rows, columns, other.lapack)
        turned = try Tensor(shape: batch + [columns, rows], dtype: other.turned.dtype)
    }

    /// The type in which NumPy computes: float32 only where nothing is wider.
    /// - Throws: `type` for float16.
    static func type(of operands: [Tensor]) throws(TensorError) -> DType {
        for operand in operands where operand.dtype == .float16 {
            throw TensorError(.type, "array type float16 is unsupported in linalg")
        }
        return operands.allSatisfy { $0.dtype == .float32 } ? .float32 : .float64
    }

    private static func routines(_ dtype: DType) throws(TensorError) -> LAPACK {
        switch LAPACK.loaded(dtype == .float32 ? .single : .double) {
        case .success(let lapack): return lapack
        case .failure(let missing): throw TensorError(.runtime, missing.description)
        }
    }

    /// The address of the matrix at a place.
    func matrix(_ place: Int) -> UnsafeMutableRawPointer { turned.start + place * matrixBytes }

    /// The matrices in row-major order.
    func result() throws(TensorError) -> Tensor {
        try turned.transposed(Array(batch.indices) + [turned.rank - 1, turned.rank - 2]).copy()
    }

    /// No memory for LAPACK's workspace.
    static func noWorkspace() -> TensorError { TensorError(.memory, "no memory for LAPACK's workspace") }
}
