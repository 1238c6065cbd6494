import Loops

/// Eigenvalues, singular values and what rests on them, by LAPACK.
extension Tensor {
    /// Eigenvalues and, where wanted, eigenvectors in columns.
    /// - Throws: `linearAlgebra` where they do not converge, `value` for complex ones.
    public func eigen(vectors: Bool) throws(TensorError) -> (values: Tensor, vectors: Tensor?) {
        let stack = try MatrixStack(self, square: true)
        if try !stack.turned.isAllFinite() {
            throw TensorError(.linearAlgebra, "Array must not contain infs or NaNs")
        }
        let n = stack.rows
        let values = try Tensor(shape: stack.batch + [n], dtype: stack.turned.dtype)
        let imaginary = try Tensor(shape: [n], dtype: values.dtype)
        let right = vectors ? try MatrixStack(batch: stack.batch, rows: n, columns: n, like: stack) : nil
        for place in 0..<stack.count where n > 0 {
            guard
                let info = stack.lapack.eigen(
                    n: n, a: stack.matrix(place), real: values.start + place * n * values.dtype.itemSize,
                    imaginary: imaginary.start, vectors: right?.matrix(place))
            else { throw MatrixStack.noWorkspace() }
            if info > 0 { throw TensorError(.linearAlgebra, "Eigenvalues did not converge") }
            if try imaginary.scalars().contains(where: { $0.double != 0 }) {
                throw TensorError(
                    .value, "the matrix has complex eigenvalues, and arrays hold real numbers only",
                    hint: "for symmetric matrices use np.linalg.eigh, whose eigenvalues are real")
            }
        }
        return (values, try right?.result())
    }

    private func isAllFinite() throws(TensorError) -> Bool {
        try withElements(Double.self) { $0.allSatisfy(\.isFinite) }
    }

    /// Eigenvalues in rising order and, where wanted, eigenvectors in columns of symmetric matrices, of which one half is read.
    public func symmetricEigen(lower: Bool, vectors: Bool) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        let stack = try MatrixStack(self, square: true)
        let n = stack.rows
        let values = try Tensor(shape: stack.batch + [n], dtype: stack.turned.dtype)
        for place in 0..<stack.count where n > 0 {
            guard
                let info = stack.lapack.symmetricEigen(
                    n: n, a: stack.matrix(place), lower: lower,
                    values: values.start + place * n * values.dtype.itemSize, vectors: vectors)
            else { throw MatrixStack.noWorkspace() }
            if info != 0 { throw TensorError(.linearAlgebra, "Eigenvalues did not converge") }
        }
        return (values, try stack.result())
    }

    /// Singular values in falling order.
    public func singularValues() throws(TensorError) -> Tensor { try singularValues(full: nil).values }

    /// u, the singular values and vᵀ: with square u and v, or only the columns that matter.
    public func singularFactors(full: Bool) throws(TensorError) -> (u: Tensor, values: Tensor, v: Tensor) {
        let (values, u, v) = try singularValues(full: full)
        return (u ?? values, values, v ?? values)
    }

    private func singularValues(full: Bool?) throws(TensorError) -> (values: Tensor, u: Tensor?, v: Tensor?) {
        let stack = try MatrixStack(self)
        let (m, n) = (stack.rows, stack.columns)
        let k = min(m, n)
        let values = try Tensor(shape: stack.batch + [k], dtype: stack.turned.dtype)
        let u = try MatrixStack(
            batch: stack.batch, rows: m, columns: full == nil ? 0 : full == true ? m : k, like: stack)
        let v = try MatrixStack(
            batch: stack.batch, rows: full == nil ? 0 : full == true ? n : k, columns: n, like: stack)
        for place in 0..<stack.count where k > 0 {
            guard
                let info = stack.lapack.singular(
                    job: full == nil ? "N" : full == true ? "A" : "S", m: m, n: n, a: stack.matrix(place),
                    values: values.start + place * k * values.dtype.itemSize, u: u.matrix(place), uStep: m,
                    v: v.matrix(place), vStep: full == false ? k : n)
            else { throw MatrixStack.noWorkspace() }
            if info != 0 { throw TensorError(.linearAlgebra, "SVD did not converge") }
        }
        if k == 0 && full == true {
            for stack in [u, v] {
                let identity = stack.turned
                if identity.count > 0 { try identity.diagonal(0, identity.rank - 2, identity.rank - 1).fill(.int(1)) }
            }
        }
        guard full != nil else { return (values, nil, nil) }
        return (values, try u.result(), try v.result())
    }

    /// The x of least length with the least |self x - right|; also the squared errors, the rank and the singular values.
    /// - cutoff: singular values below so much of the greatest count as zero.
    public func leastSquares(_ right: Tensor, cutoff: Double?) throws(TensorError) -> (
        x: Tensor, residuals: Tensor, rank: Int, values: Tensor
    ) {
        guard rank == 2 else {
            throw TensorError(
                .linearAlgebra, "\(rank)-dimensional array given. Array must be two-dimensional")
        }
        let type = try MatrixStack.type(of: [self, right])
        let isVector = right.rank == 1
        let wide = isVector ? try right.expandingDimensions([1]) : right
        guard wide.rank == 2 else {
            throw TensorError(
                .linearAlgebra, "\(right.rank)-dimensional array given. Array must be two-dimensional")
        }
        let (m, n, columns) = (shape[0], shape[1], wide.shape[1])
        guard wide.shape[0] == m else { throw TensorError(.linearAlgebra, "Incompatible dimensions") }
        let a = try MatrixStack(self, dtype: type)
        let tall = try Tensor(shape: [max(m, n), columns], dtype: type)
        try tall.slice(axis: 0, start: 0, count: m).assign(wide)
        let b = try MatrixStack(tall, dtype: type)
        let values = try Tensor(shape: [min(m, n)], dtype: type)
        let epsilon = type == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let limit = cutoff ?? epsilon * Double(max(m, n))
        var found = 0
        if m > 0 && n > 0 {
            var (single, double) = (Float(limit), limit)
            let answer =
                type == .float32
                ? withUnsafeBytes(of: &single) { bytes in
                    bytes.baseAddress.flatMap {
                        a.lapack.leastSquares(
                            m: m, n: n, right: columns, a: a.matrix(0), b: b.matrix(0), values: values.start, cutoff: $0
                        )
                    }
                }
                : withUnsafeBytes(of: &double) { bytes in
                    bytes.baseAddress.flatMap {
                        a.lapack.leastSquares(
                            m: m, n: n, right: columns, a: a.matrix(0), b: b.matrix(0), values: values.start, cutoff: $0
                        )
                    }
                }
            guard let answer else { throw MatrixStack.noWorkspace() }
            if answer.info != 0 {
                throw TensorError(.linearAlgebra, "SVD did not converge in Linear Least Squares")
            }
            found = answer.rank
        }
        let full = try b.result()
        let x = try full.slice(axis: 0, start: 0, count: n).copy()
        var residuals = try Tensor(shape: [0], dtype: type)
        if found == n && m > n {
            let rest = full.slice(axis: 0, start: n, count: m - n)
            residuals = try Ufunc.square(rest).sum(axes: [0])
        }
        return (isVector ? try x.reshaped([n]) : x, residuals, found, values)
    }
}
