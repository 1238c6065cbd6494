import Glibc
import Loops

/// Equations, determinants and triangular factors of matrices in the last two axes, by LAPACK.
///
/// Cost: n³ operations of one matrix. Integers are computed as float64.
extension Tensor {
    /// The sign and the logarithm of the size of each determinant.
    public func signedLogDeterminant() throws(TensorError) -> (sign: Tensor, logarithm: Tensor) {
        let stack = try MatrixStack(self, square: true)
        let n = stack.rows
        let signs = try Tensor(uninitialized: stack.batch, dtype: .float64)
        let logarithms = try Tensor(uninitialized: stack.batch, dtype: .float64)
        var pivots = [Int32](repeating: 0, count: max(n, 1))
        let sign = signs.start.assumingMemoryBound(to: Double.self)
        let logarithm = logarithms.start.assumingMemoryBound(to: Double.self)
        for place in 0..<stack.count {
            let info = pivots.withUnsafeMutableBufferPointer { pivots in
                pivots.baseAddress.map { stack.lapack.triangles(n: n, a: stack.matrix(place), pivots: $0) } ?? 0
            }
            if info > 0 {
                (sign[place], logarithm[place]) = (0, -.infinity)
                continue
            }
            var isNegative = false
            for i in 0..<n where pivots[i] != Int32(i + 1) { isNegative.toggle() }
            // In the matrices' own precision, as NumPy adds them.
            if stack.turned.dtype == .float32 {
                let a = stack.matrix(place).assumingMemoryBound(to: Float.self)
                var sum: Float = 0
                for i in 0..<n {
                    if a[i * n + i] < 0 { isNegative.toggle() }
                    sum += logf(abs(a[i * n + i]))
                }
                logarithm[place] = Double(sum)
            } else {
                let a = stack.matrix(place).assumingMemoryBound(to: Double.self)
                var sum = 0.0
                for i in 0..<n {
                    if a[i * n + i] < 0 { isNegative.toggle() }
                    sum += log(abs(a[i * n + i]))
                }
                logarithm[place] = sum
            }
            sign[place] = isNegative ? -1 : 1
        }
        let type = stack.turned.dtype
        return (try signs.asType(type), try logarithms.asType(type))
    }

    /// The determinant of each matrix.
    public func determinant() throws(TensorError) -> Tensor {
        let (sign, logarithm) = try signedLogDeterminant()
        let result = try Tensor(uninitialized: sign.shape, dtype: sign.dtype)
        let (signs, logarithms) = (try sign.scalars(), try logarithm.scalars())
        result.write(
            zip(signs, logarithms).map { sign, logarithm in
                .float(
                    sign.double
                        * (result.dtype == .float32 ? Double(expf(Float(logarithm.double))) : exp(logarithm.double)))
            })
        return result
    }

    /// The inverse of each matrix.
    /// - Throws: `linearAlgebra` for a singular one.
    public func inverse() throws(TensorError) -> Tensor {
        guard rank >= 2, shape[rank - 1] == shape[rank - 2] else { return try MatrixStack(self, square: true).result() }
        let n = shape[rank - 1]
        let identity = try Tensor(shape: [n, n], dtype: MatrixStack.type(of: [self]))
        try identity.diagonal(0, 0, 1).fill(.int(1))
        return try solving(identity)
    }

    /// The solution of `self x = right` for a vector or the columns of matrices.
    /// - Throws: `linearAlgebra` for a singular matrix, `value` for sizes that do not fit.
    public func solving(_ right: Tensor) throws(TensorError) -> Tensor {
        let type = try MatrixStack.type(of: [self, right])
        _ = try Tensor.checkSquare(self)
        if right.rank == 0 {
            throw TensorError(
                .value,
                "solve: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (m,m),(m,n)->(m,n) requires 2)"
            )
        }
        let isVector = right.rank == 1
        let wide = isVector ? try right.expandingDimensions([1]) : right
        let n = shape[rank - 1]
        guard wide.shape[wide.rank - 2] == n else {
            throw TensorError(
                .value,
                "solve\(isVector ? "1" : ""): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m\(isVector ? "" : ",n"))->(m\(isVector ? "" : ",n")) (size \(wide.shape[wide.rank - 2]) is different from \(n))"
            )
        }
        let columns = wide.shape[wide.rank - 1]
        let batch = try Tensor.broadcastShape([Array(shape.dropLast(2)), Array(wide.shape.dropLast(2))])
        let a = try MatrixStack(broadcast(to: batch + [n, n]) ?? self, square: true, dtype: type)
        let b = try MatrixStack(wide.broadcast(to: batch + [n, columns]) ?? wide, dtype: type)
        var pivots = [Int32](repeating: 0, count: max(n, 1))
        if n > 0 && columns > 0 {
            for place in 0..<a.count {
                let info = pivots.withUnsafeMutableBufferPointer { pivots in
                    pivots.baseAddress.map {
                        a.lapack.solve(n: n, right: columns, a: a.matrix(place), b: b.matrix(place), pivots: $0)
                    } ?? 0
                }
                if info > 0 { throw TensorError(.linearAlgebra, "Singular matrix") }
            }
        }
        let solution = try b.result()
        return isVector ? try solution.reshaped(batch + [n]) : solution
    }

    /// Checks for square matrices in the last two axes.
    static func checkSquare(_ x: Tensor) throws(TensorError) {
        guard x.rank >= 2 else {
            throw TensorError(
                .linearAlgebra, "\(x.rank)-dimensional array given. Array must be at least two-dimensional")
        }
        guard x.shape[x.rank - 1] == x.shape[x.rank - 2] else {
            throw TensorError(.linearAlgebra, "Last 2 dimensions of the array must be square")
        }
    }

    /// The triangle l with self = l lᵀ (or, `upper`, u with self = uᵀ u).
    /// - Throws: `linearAlgebra` for matrices that are not positive definite.
    public func cholesky(upper: Bool = false) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(self, square: true)
        let n = stack.rows
        for place in 0..<stack.count where n > 0 {
            if stack.lapack.cholesky(n: n, a: stack.matrix(place), lower: !upper) != 0 {
                throw TensorError(.linearAlgebra, "Matrix is not positive definite")
            }
        }
        let full = try stack.result()
        for row in 0..<n {
            let rest = upper ? 0..<row : row + 1..<n
            if rest.isEmpty { continue }
            try full.slice(axis: full.rank - 2, start: row, count: 1)
                .slice(axis: full.rank - 1, start: rest.lowerBound, count: rest.count).fill(.int(0))
        }
        return full
    }

    /// How much of q and r is wanted.
    public enum FactorMode: String, Sendable {
        case reduced, complete, r, raw
    }

    /// self = q r with orthogonal columns of q and r in upper triangular form.
    public func orthogonalFactors(_ mode: FactorMode) throws(TensorError) -> (q: Tensor, r: Tensor) {
        let stack = try MatrixStack(self)
        let (m, n) = (stack.rows, stack.columns)
        let k = min(m, n)
        let factors = try Tensor(shape: stack.batch + [k], dtype: stack.turned.dtype)
        let size = factors.dtype.itemSize
        for place in 0..<stack.count where k > 0 {
            guard
                stack.lapack.reflections(m: m, n: n, a: stack.matrix(place), factors: factors.start + place * k * size)
                    != nil
            else { throw MatrixStack.noWorkspace() }
        }
        if mode == .raw { return (stack.turned, factors) }
        let full = try stack.result()
        let height = mode == .complete ? m : k
        let r = try Tensor(shape: stack.batch + [height, n], dtype: full.dtype)
        for row in 0..<min(height, n) {
            let line = try full.slice(axis: full.rank - 2, start: row, count: 1)
                .slice(axis: full.rank - 1, start: row, count: n - row).copy()
            try r.slice(axis: r.rank - 2, start: row, count: 1)
                .slice(axis: r.rank - 1, start: row, count: n - row).assign(line)
        }
        if mode == .r { return (r, r) }
        let width = mode == .complete ? m : k
        let q = try MatrixStack(batch: stack.batch, rows: m, columns: width, like: stack)
        let known = min(n, width)
        try q.turned.slice(axis: q.turned.rank - 2, start: 0, count: known)
            .assign(stack.turned.slice(axis: stack.turned.rank - 2, start: 0, count: known))
        for place in 0..<stack.count where m > 0 && width > 0 {
            guard
                stack.lapack.orthogonal(
                    m: m, n: width, k: k, a: q.matrix(place), factors: factors.start + place * k * size) != nil
            else { throw MatrixStack.noWorkspace() }
        }
        return (try q.result(), r)
    }
}
