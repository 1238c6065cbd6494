import Glibc

/// A square matrix in triangular parts, by elimination with the greatest pivot of each column.
///
/// Cost: n³/3 multiplications. In double precision, whatever the tensor's type.
struct LinearEquations {
    private let size: Int
    private var matrix: [Double]
    /// The row that stood at each place before.
    private var order: [Int]
    private var sign = 1.0
    private var isSingular = false

    /// - Throws: `linearAlgebra` where the matrix is not square.
    init(_ x: Tensor) throws(TensorError) {
        guard x.rank == 2 else {
            throw TensorError(
                .linearAlgebra, "\(x.rank)-dimensional array given. Array must be at least two-dimensional")
        }
        guard x.shape[0] == x.shape[1] else {
            throw TensorError(.linearAlgebra, "Last 2 dimensions of the array must be square")
        }
        size = x.shape[0]
        matrix = try x.elements(as: Double.self)
        order = Array(0..<size)
        for column in 0..<size { eliminate(column) }
    }

    private mutating func eliminate(_ column: Int) {
        var pivot = column
        for row in column..<size where abs(matrix[row * size + column]) > abs(matrix[pivot * size + column]) {
            pivot = row
        }
        if matrix[pivot * size + column] == 0 {
            isSingular = true
            return
        }
        if pivot != column {
            for j in 0..<size { matrix.swapAt(pivot * size + j, column * size + j) }
            order.swapAt(pivot, column)
            sign = -sign
        }
        // As LAPACK does: one division for the column, so that roundings agree.
        let scale = 1 / matrix[column * size + column]
        for row in column + 1..<max(size, column + 1) {
            let factor = matrix[row * size + column] * scale
            matrix[row * size + column] = factor
            if factor == 0 { continue }
            for j in column + 1..<max(size, column + 1) { matrix[row * size + j] -= factor * matrix[column * size + j] }
        }
    }

    /// The product of the pivots, by the sum of their logarithms as NumPy forms it: roundings agree.
    var determinant: Double {
        if isSingular { return 0 }
        var (sign, logarithm) = (sign, 0.0)
        for place in 0..<size {
            let pivot = matrix[place * size + place]
            if pivot < 0 { sign = -sign }
            logarithm += log(pivot.magnitude)
        }
        return sign * exp(logarithm)
    }

    /// The solution for each column of a right-hand side of [size, columns] numbers.
    /// - Throws: `linearAlgebra` for a singular matrix.
    func solve(_ right: [Double], columns: Int) throws(TensorError) -> [Double] {
        if isSingular { throw TensorError(.linearAlgebra, "Singular matrix") }
        var x = [Double](repeating: 0, count: size * columns)
        for row in 0..<size {
            for j in 0..<columns {
                var sum = right[order[row] * columns + j]
                for k in 0..<row { sum -= matrix[row * size + k] * x[k * columns + j] }
                x[row * columns + j] = sum
            }
        }
        for row in (0..<size).reversed() {
            for j in 0..<columns {
                var sum = x[row * columns + j]
                for k in row + 1..<max(size, row + 1) { sum -= matrix[row * size + k] * x[k * columns + j] }
                x[row * columns + j] = sum / matrix[row * size + row]
            }
        }
        return x
    }
}

extension Tensor {
    /// The determinant of a square matrix.
    public func determinant() throws(TensorError) -> Tensor {
        try Tensor(.float(LinearEquations(self).determinant), dtype: dtype == .float32 ? .float32 : .float64)
    }

    /// The inverse of a square matrix.
    public func inverse() throws(TensorError) -> Tensor {
        let equations = try LinearEquations(self)
        let size = shape[0]
        var identity = [Double](repeating: 0, count: size * size)
        for i in 0..<size { identity[i * size + i] = 1 }
        return try Tensor(equations.solve(identity, columns: size), shape: [size, size]).asType(
            dtype == .float32 ? .float32 : .float64)
    }

    /// The solution of `self x = right` for a vector or the columns of a matrix.
    public func solving(_ right: Tensor) throws(TensorError) -> Tensor {
        let equations = try LinearEquations(self)
        guard right.rank == 1 || right.rank == 2, right.shape[0] == shape[0] else {
            throw TensorError(
                .value,
                "solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m,n)->(m,n) (size \(right.shape.first ?? 0) is different from \(shape[0]))"
            )
        }
        let columns = right.rank == 1 ? 1 : right.shape[1]
        let solution = try equations.solve(right.elements(as: Double.self), columns: columns)
        return try Tensor(solution, shape: right.shape)
            .asType(dtype == .float32 && right.dtype == .float32 ? .float32 : .float64)
    }
}
