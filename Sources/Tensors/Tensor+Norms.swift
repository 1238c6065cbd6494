import Glibc

/// Norms of vectors and matrices.
extension Tensor {
    /// The norm of all elements or of vectors along axes.
    /// - order: `nil` for the length; infinity, 0 (how many are not zero) or any power.
    public func vectorNorm(_ order: Double?, axes: [Int]?, keepingDimensions keeps: Bool) throws(TensorError) -> Tensor
    {
        let real = dtype.isFloat ? self : try asType(.float64)
        let sizes = try Ufunc.absolute(real)
        switch order ?? 2 {
        case .infinity: return try Ufunc.maximum.reduce(sizes, axes: axes, keepingDimensions: keeps)
        case -.infinity: return try Ufunc.minimum.reduce(sizes, axes: axes, keepingDimensions: keeps)
        case 0: return try real.asType(.bool).asType(real.dtype).sum(axes: axes, keepingDimensions: keeps)
        case 1: return try sizes.sum(axes: axes, keepingDimensions: keeps)
        case 2: return try Ufunc.squareRoot(Ufunc.square(real).sum(axes: axes, keepingDimensions: keeps))
        case let p:
            let powers = try Ufunc.power(sizes, number: .float(p), dtype: real.dtype)
            let sum = try powers.sum(axes: axes, keepingDimensions: keeps)
            return try Ufunc.power(sum, number: .float(1 / p), dtype: real.dtype)
        }
    }

    /// What is measured of a matrix.
    public enum MatrixNorm: Sendable {
        case frobenius, nuclear
        /// 1 and -1 for columns, infinity for rows, 2 and -2 for singular values.
        case order(Double)
    }

    /// The norm of the matrices in two axes.
    /// - Throws: `value` for an order that matrices do not have.
    public func matrixNorm(_ norm: MatrixNorm, rows: Int, columns: Int, keepingDimensions keeps: Bool)
        throws(TensorError) -> Tensor
    {
        let (row, column) = (try checkedAxis(rows), try checkedAxis(columns))
        if row == column { throw TensorError(.value, "Duplicate axes given.") }
        let real = dtype.isFloat ? self : try asType(.float64)
        func finish(_ x: Tensor) throws(TensorError) -> Tensor {
            guard keeps else { return x }
            return try x.expandingDimensions([row, column].sorted())
        }
        func singular(_ reduce: (Tensor) throws(TensorError) -> Tensor) throws(TensorError) -> Tensor {
            let matrices = try real.movingAxes([row, column], to: [rank - 2, rank - 1])
            return try finish(reduce(matrices.singularValues()))
        }
        /// Sums along one axis, the extreme along the other.
        func extreme(sum: Int, over other: Int, greatest: Bool) throws(TensorError) -> Tensor {
            let sums = try Ufunc.absolute(real).sum(axes: [sum], keepingDimensions: true)
            let best = try (greatest ? Ufunc.maximum : Ufunc.minimum).reduce(
                sums, axes: [other], keepingDimensions: true)
            return try finish(best.squeezed([row, column].sorted()))
        }
        switch norm {
        case .frobenius: return try vectorNorm(nil, axes: [row, column], keepingDimensions: keeps)
        case .nuclear: return try singular { (s) throws(TensorError) in try s.sum(axes: [s.rank - 1]) }
        case .order(2):
            return try singular { (s) throws(TensorError) in
                try Ufunc.maximum.reduce(s, axes: [s.rank - 1], keepingDimensions: false)
            }
        case .order(-2):
            return try singular { (s) throws(TensorError) in
                try Ufunc.minimum.reduce(s, axes: [s.rank - 1], keepingDimensions: false)
            }
        case .order(1): return try extreme(sum: row, over: column, greatest: true)
        case .order(-1): return try extreme(sum: row, over: column, greatest: false)
        case .order(.infinity): return try extreme(sum: column, over: row, greatest: true)
        case .order(-.infinity): return try extreme(sum: column, over: row, greatest: false)
        case .order: throw TensorError(.value, "Invalid norm order for matrices.")
        }
    }

    /// How many singular values count: those above a limit.
    /// - limit: `nil` for the greatest times the longer side times the type's precision.
    public func matrixRank(limit: Double?, relative: Double? = nil, symmetric: Bool) throws(TensorError) -> Tensor {
        if rank < 2 {
            let any = try scalars().contains { $0.double != 0 }
            return try Tensor(.int(any ? 1 : 0), dtype: .int64)
        }
        var values =
            symmetric
            ? try Ufunc.absolute(symmetricEigen(lower: true, vectors: false).values) : try singularValues()
        if symmetric { values = try values.sorted(axis: -1) }
        let epsilon = values.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let lead = Array(values.shape.dropLast())
        let count = values.shape[values.rank - 1]
        let numbers = try values.elements(as: Double.self)
        var ranks: [Int64] = []
        for place in 0..<lead.reduce(1, *) {
            let line = numbers[place * count..<(place + 1) * count]
            let greatest = line.max() ?? 0
            let cut = limit ?? greatest * (relative ?? Double(max(shape[rank - 1], shape[rank - 2])) * epsilon)
            ranks.append(Int64(line.count { $0 > cut }))
        }
        return try Tensor(ranks, shape: lead)
    }

    /// The pseudo-inverse of each matrix: v divided by the singular values times the transpose of u.
    /// - cutoff: singular values below so much of the greatest count as zero.
    public func pseudoInverse(cutoff: Double?, symmetric: Bool) throws(TensorError) -> Tensor {
        let type = try MatrixStack.type(of: [self])
        guard rank >= 2 else {
            throw TensorError(
                .linearAlgebra, "\(rank)-dimensional array given. Array must be at least two-dimensional")
        }
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        let lead = Array(shape.dropLast(2))
        if count == 0 { return try Tensor(shape: lead + [n, m], dtype: type) }
        let epsilon = type == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let share = cutoff ?? Double(max(m, n)) * epsilon
        let (u, s, v) = try symmetric ? symmetricSingularFactors() : singularFactors(full: false)
        let greatest = try Ufunc.maximum.reduce(s, axes: [s.rank - 1], keepingDimensions: true)
        let limits = try Ufunc.multiply(greatest, number: .float(share), dtype: type)
        let isLarge = try Ufunc.row(named: "greater")(s, limits)
        let one = try Tensor(.float(1), dtype: type)
        let inverse = try Tensor.choose(
            isLarge, Ufunc.row(named: "divide")(one, s), Tensor(.float(0), dtype: type), dtype: type)
        let last = rank - 1
        let left = try v.swappingAxes(last, last - 1)
        let right = try Ufunc.multiply(inverse.expandingDimensions([inverse.rank]), u.swappingAxes(last, last - 1))
        return try Tensor.matrixProduct(left, right)
    }

    /// u, the singular values and vᵀ of symmetric matrices by their eigenvalues.
    public func symmetricSingularFactors() throws(TensorError) -> (u: Tensor, values: Tensor, v: Tensor) {
        let (values, vectors) = try symmetricEigen(lower: true, vectors: true)
        let sizes = try Ufunc.absolute(values)
        let order = try sizes.argsorted(axis: -1).flipped([sizes.rank - 1]).copy()
        let count = sizes.shape[sizes.rank - 1]
        let lead = Array(sizes.shape.dropLast())
        let places = try order.elements(as: Int64.self)
        let (flat, raw) = (try values.elements(as: Double.self), try vectors.elements(as: Double.self))
        var (s, u, v) = ([Double](), [Double](), [Double]())
        for matrix in 0..<lead.reduce(1, *) {
            let line = places[matrix * count..<(matrix + 1) * count].map { Int($0) }
            s += line.map { abs(flat[matrix * count + $0]) }
            let base = matrix * count * count
            for row in 0..<count { u += line.map { raw[base + row * count + $0] } }
            for column in line {
                let value = flat[matrix * count + column]
                let sign = value > 0 ? 1.0 : value < 0 ? -1 : 0
                v += (0..<count).map { raw[base + $0 * count + column] * sign }
            }
        }
        return (
            try Tensor(u, shape: lead + [count, count]).asType(values.dtype),
            try Tensor(s, shape: lead + [count]).asType(values.dtype),
            try Tensor(v, shape: lead + [count, count]).asType(values.dtype)
        )
    }

    /// A square matrix multiplied with itself, or its inverse for negative powers.
    public func matrixPower(_ power: Int) throws(TensorError) -> Tensor {
        try Tensor.checkSquare(self)
        if power == 0 {
            let result = try Tensor(shape: shape, dtype: dtype)
            try result.diagonal(0, rank - 2, rank - 1).fill(.int(1))
            return result
        }
        var base = power < 0 ? try inverse() : self
        var left = power.magnitude
        if left == 1 { return try base.copy() }
        if left == 3 { return try Tensor.matrixProduct(Tensor.matrixProduct(base, base), base) }
        var result: Tensor?
        while left > 0 {
            if left & 1 == 1 { result = if let result { try Tensor.matrixProduct(result, base) } else { base } }
            left >>= 1
            if left > 0 { base = try Tensor.matrixProduct(base, base) }
        }
        return result ?? base
    }

    /// The product of several matrices in the order that costs least; the first and last may be vectors.
    public static func chainProduct(_ factors: [Tensor]) throws(TensorError) -> Tensor {
        guard factors.count >= 2 else {
            throw TensorError(
                .value, factors.isEmpty ? "Expecting at least two arrays." : "Expecting at least two arrays.")
        }
        var parts = factors
        let (isRow, isColumn) = (factors[0].rank == 1, factors[factors.count - 1].rank == 1)
        if factors.count == 2 { return try dot(factors[0], factors[1]) }
        if isRow { parts[0] = try parts[0].expandingDimensions([0]) }
        if isColumn { parts[parts.count - 1] = try parts[parts.count - 1].expandingDimensions([1]) }
        for part in parts where part.rank != 2 {
            throw TensorError(
                .linearAlgebra, "\(part.rank)-dimensional array given. Array must be two-dimensional")
        }
        let count = parts.count
        let sizes = parts.map { Double($0.shape[0]) } + [Double(parts[count - 1].shape[1])]
        // cost[i][j] of the product of i … j, and where it is cut.
        var cost = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        var cut = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for length in 1..<count {
            for i in 0..<count - length {
                let j = i + length
                cost[i][j] = .infinity
                for k in i..<j {
                    let total = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                    if total < cost[i][j] { (cost[i][j], cut[i][j]) = (total, k) }
                }
            }
        }
        func product(_ i: Int, _ j: Int) throws(TensorError) -> Tensor {
            if i == j { return parts[i] }
            return try dot(product(i, cut[i][j]), product(cut[i][j] + 1, j))
        }
        var result = try product(0, count - 1)
        if isColumn { result = try result.reshaped(Array(result.shape.dropLast())) }
        if isRow { result = try result.reshaped(Array(result.shape.dropFirst())) }
        return result
    }
}
