import Language
import Tensors

/// Rows of `np.random` whose draws are vectors.
enum RandomVectors {
    static func rows(_ kind: RandomSource.Kind) -> [NativeFunction] {
        [multinomial(kind), dirichlet(kind), multivariateNormal(kind)]
    }

    private static func multinomial(_ kind: RandomSource.Kind) -> NativeFunction {
        NativeFunction(
            "multinomial", [Parameter("n"), Parameter("pvals"), RandomRows.size],
            doc: "How many of n trials end in each of several ways."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            let (n, p) = (try call.tensor(0), try call.tensor(1, dtype: .float64))
            let shape = try call.shape(2)
            return try RandomRows.array { () throws(TensorError) in
                guard p.rank >= 1, kind == .generator || p.rank == 1 else {
                    throw TensorError(
                        .value,
                        p.rank == 0
                            ? "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0."
                            : "object too deep for desired array")
                }
                let ways = p.shape[p.rank - 1]
                let chances = try p.elements(as: Double.self)
                if let wrong = chances.first(where: { !($0 >= 0 && $0 <= 1) }) {
                    _ = wrong
                    throw TensorError(.value, "pvals < 0, pvals > 1 or pvals contains NaNs")
                }
                for row in stride(from: 0, to: chances.count, by: max(ways, 1)) {
                    if chances[row..<row + ways].dropLast().reduce(0, +) > 1 + 1e-12 {
                        throw TensorError(
                            .value, kind == .legacy ? "sum(pvals[:-1]) > 1.0" : "sum(pvals[:-1]) > 1.0")
                    }
                }
                let natural = try Tensor.broadcastShape([n.shape, Array(p.shape.dropLast())])
                let lead = shape ?? natural
                guard let counts = n.broadcast(to: lead), let rows = p.broadcast(to: lead + [ways]) else {
                    throw TensorError(
                        .value,
                        "Output size \(TensorError.text(of: lead)) is not compatible with broadcast dimensions of inputs \(TensorError.text(of: natural))."
                    )
                }
                let trials = try counts.elements(as: Int64.self)
                if trials.contains(where: { $0 < 0 }) { throw TensorError(.value, "n < 0") }
                let shares = try rows.elements(as: Double.self)
                var drawn: [Int64] = []
                drawn.reserveCapacity(shares.count)
                for (place, count) in trials.enumerated() {
                    drawn += random.multinomial(count, Array(shares[place * ways..<(place + 1) * ways]))
                }
                return try Tensor(drawn, shape: lead + [ways])
            }
        }
    }

    private static func dirichlet(_ kind: RandomSource.Kind) -> NativeFunction {
        NativeFunction(
            "dirichlet", [Parameter("alpha"), RandomRows.size], doc: "Shares that add up to 1."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            let alpha = try call.tensor(0, dtype: .float64)
            let shape = try call.shape(1) ?? []
            return try RandomRows.array { () throws(TensorError) in
                guard alpha.rank == 1 else {
                    throw TensorError(.value, "alpha must be a one-dimensional sequence of numbers")
                }
                let values = try alpha.elements(as: Double.self)
                if values.contains(where: { kind == .legacy ? $0 <= 0 : $0 < 0 }) {
                    throw TensorError(.value, kind == .legacy ? "alpha <= 0" : "alpha < 0")
                }
                let count = try Tensor(uninitialized: shape + alpha.shape, dtype: .float64).count
                var drawn: [Double] = []
                drawn.reserveCapacity(count)
                while drawn.count < count { drawn += random.dirichlet(values) }
                return try Tensor(drawn, shape: shape + alpha.shape)
            }
        }
    }

    private static func multivariateNormal(_ kind: RandomSource.Kind) -> NativeFunction {
        let method = kind == .generator ? [Parameter.keyword("method", .str("svd"))] : []
        return NativeFunction(
            "multivariate_normal",
            [
                Parameter("mean"), Parameter("cov"), RandomRows.size, Parameter("check_valid", .str("warn")),
                Parameter("tol", .float(1e-8)),
            ] + method, doc: "Normal vectors of a mean and covariance."
        ) { (call) throws(LanguageError) in
            let random = RandomRows.source(call)
            let (mean, covariance) = (try call.tensor(0, dtype: .float64), try call.tensor(1, dtype: .float64))
            let shape = try call.shape(2) ?? []
            let method = kind == .generator ? try call.string(5) : "svd"
            guard ["svd", "eigh", "cholesky"].contains(method) else {
                throw LanguageError.valueError("method must be one of {'eigh', 'svd', 'cholesky'}")
            }
            let checks = try call.string(3)
            guard ["warn", "raise", "ignore"].contains(checks) else {
                throw LanguageError.valueError("check_valid must equal 'warn', 'raise', or 'ignore'")
            }
            return try lifting { () throws(TensorError) in
                guard mean.rank == 1 else { throw TensorError(.value, "mean must be 1 dimensional") }
                guard covariance.rank == 2, covariance.shape[0] == covariance.shape[1] else {
                    throw TensorError(.value, "cov must be 2 dimensional and square")
                }
                guard mean.shape[0] == covariance.shape[0] else {
                    throw TensorError(.value, "mean and cov must have same length")
                }
                let size = mean.shape[0]
                let target = try Tensor(uninitialized: shape + [size], dtype: .float64).shape
                let normal = try random.normal(target).reshaped([target.dropLast().reduce(1, *), size])
                var drawn: Tensor
                if kind == .legacy {
                    let (_, s, v) = try covariance.singularFactors(full: true)
                    let scaled = try Ufunc.multiply(Ufunc.squareRoot(s).reshaped([size, 1]), v)
                    drawn = try Ufunc.add(Tensor.dot(normal, scaled), mean)
                } else {
                    let factor: Tensor
                    if method == "cholesky" {
                        factor = try covariance.cholesky()
                    } else if method == "eigh" {
                        let (values, vectors) = try covariance.symmetricEigen(lower: true, vectors: true)
                        factor = try Ufunc.multiply(vectors, Ufunc.squareRoot(Ufunc.absolute(values)))
                    } else {
                        let (u, s, _) = try covariance.singularFactors(full: true)
                        factor = try Ufunc.multiply(u, Ufunc.squareRoot(s))
                    }
                    drawn = try Ufunc.add(mean, Tensor.matrixProduct(normal, factor.transposed()))
                }
                drawn = try drawn.reshaped(target)
                return Value(drawn)
            }
        }
    }
}
