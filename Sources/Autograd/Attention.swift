import Tensors

/// Weighted means of values, with weights by how well keys answer queries: Vaswani and others (2017).
public enum Attention {
    /// softmax(query keyᵀ scale) value over the last two axes, as Keras's `Attention` layer.
    ///
    /// - query: […, T, D], key: […, S, D], value: […, S, E]; the result is […, T, E], the weights […, T, S].
    /// - scale: a number or a learned one of no dimensions.
    /// - mask: broadcasts to […, T, S], 0 where a value is not to be seen; isCausal: no value after the query's place.
    /// - keepMask, rate: dropout of the weights, drawn by the caller.
    public static func dotProduct(
        query: Variable, key: Variable, value: Variable, scale: Variable? = nil, mask: Tensor? = nil,
        isCausal: Bool = false, keepMask: Tensor? = nil, rate: Double = 0
    ) throws(TensorError) -> (result: Variable, weights: Variable) {
        guard query.shape.count >= 2, key.shape.count == query.shape.count, value.shape.count == key.shape.count,
            query.shape.last == key.shape.last, key.shape[key.shape.count - 2] == value.shape[value.shape.count - 2]
        else {
            throw TensorError(
                .value,
                "attention needs queries [..., T, D], keys [..., S, D] and values [..., S, E], got \(TensorError.text(of: query.shape)), \(TensorError.text(of: key.shape)) and \(TensorError.text(of: value.shape))"
            )
        }
        var scores = try Operation.row("matmul")(query, key, parameters: .init(axes: [0, 1]))
        if let scale { scores = try scores * scale }
        if let seen = try visible(scores.shape, mask, isCausal) {
            scores = try .choose(where: seen, scores, scores - 1e9)
        }
        return try weighed(scores, value, keepMask, rate)
    }

    private static func weighed(_ scores: Variable, _ value: Variable, _ keepMask: Tensor?, _ rate: Double)
        throws(TensorError) -> (result: Variable, weights: Variable)
    {
        var weights = try scores.softmax()
        if let keepMask { weights = try .dropout(weights, keepMask: keepMask, rate: rate) }
        return (try Operation.row("matmul")(weights, value), weights)
    }

    /// Which values each query sees, of the scores' shape or fewer axes; `nil` for all.
    private static func visible(_ shape: [Int], _ mask: Tensor?, _ isCausal: Bool) throws(TensorError) -> Tensor? {
        var seen = try mask?.asType(.bool)
        if let seen, seen.broadcast(to: shape) == nil {
            throw TensorError(
                .value,
                "an attention mask of shape \(TensorError.text(of: seen.shape)) does not fit scores of shape \(TensorError.text(of: shape))"
            )
        }
        guard isCausal else { return seen }
        let all = try Tensor(shape: Array(shape.suffix(2)), dtype: .bool)
        try all.fill(.int(1))
        let past = try all.triangle(upper: false)
        if let given = seen { seen = try Ufunc.logicalAnd(given, past) } else { seen = past }
        return seen
    }

    /// The weights of a `MultiHeadAttention` layer, as Keras keeps them: N heads of H and E numbers.
    public struct Heads {
        /// [D, N, H] and [N, H] each; the value's are [D, N, E] and [N, E].
        public var query: Variable, queryBias: Variable?
        public var key: Variable, keyBias: Variable?
        public var value: Variable, valueBias: Variable?
        /// [N, E, O] and [O].
        public var output: Variable, outputBias: Variable?

        public init(
            query: Variable, queryBias: Variable?, key: Variable, keyBias: Variable?, value: Variable,
            valueBias: Variable?, output: Variable, outputBias: Variable?
        ) {
            (self.query, self.queryBias) = (query, queryBias)
            (self.key, self.keyBias) = (key, keyBias)
            (self.value, self.valueBias) = (value, valueBias)
            (self.output, self.outputBias) = (output, outputBias)
        }
    }

    /// Keras's `MultiHeadAttention`: queries [B, T, D], keys and values [B, S, D] to [B, T, O], and the weights
    /// [B, N, T, S].
    /// - mask: [B, T, S], or one that broadcasts to [B, N, T, S], 0 where a value is not to be seen.
    public static func multiHead(
        query: Variable, value: Variable, key: Variable? = nil, heads: Heads, mask: Tensor? = nil,
        isCausal: Bool = false, keepMask: Tensor? = nil, rate: Double = 0
    ) throws(TensorError) -> (result: Variable, weights: Variable) {
        let key = key ?? value
        func projected(_ x: Variable, _ kernel: Variable, _ bias: Variable?) throws(TensorError) -> Variable {
            guard x.shape.count == 3, kernel.shape.count == 3, x.shape[2] == kernel.shape[0] else {
                throw TensorError(
                    .value,
                    "multi-head attention projects [B, T, D] by [D, N, H], got \(TensorError.text(of: x.shape)) and \(TensorError.text(of: kernel.shape))"
                )
            }
            let wide = kernel.shape[1] * kernel.shape[2]
            let rows = try Variable.matmul(x, kernel.reshaped([kernel.shape[0], wide]))
            var apart = try rows.reshaped([x.shape[0], x.shape[1], kernel.shape[1], kernel.shape[2]])
            if let bias { apart = try apart + bias }
            return try apart.transposed([0, 2, 1, 3])
        }
        let q = try projected(query, heads.query, heads.queryBias)
        let k = try projected(key, heads.key, heads.keyBias)
        let v = try projected(value, heads.value, heads.valueBias)
        let scale = 1 / Double(Swift.max(heads.query.shape[2], 1)).squareRoot()
        var scores = try Operation.row("matmul")(q * scale, k, parameters: .init(axes: [0, 1]))
        let wide = mask?.rank == 3 ? try mask?.expandingDimensions([1]) : mask
        if let seen = try visible(scores.shape, wide, isCausal) {
            // Keras's large negative number: about the least of the type.
            let least = scores.value.dtype == .float32 ? -0.7 * Double(Float.greatestFiniteMagnitude) : -1e300
            scores = try .choose(where: seen, scores, .constant(least, like: scores))
        }
        let (mixed, weights) = try weighed(scores, v, keepMask, rate)
        let side = try mixed.transposed([0, 2, 1, 3])
        let o = heads.output.shape
        guard o.count == 3, o[0] * o[1] == side.shape[2] * side.shape[3] else {
            throw TensorError(
                .value,
                "the output kernel of \(side.shape[2]) heads of \(side.shape[3]) is (\(side.shape[2]), \(side.shape[3]), O), got \(TensorError.text(of: o))"
            )
        }
        let rows = try side.reshaped([side.shape[0], side.shape[1], o[0] * o[1]])
        let result = try Variable.matmul(rows, heads.output.reshaped([o[0] * o[1], o[2]]))
        guard let bias = heads.outputBias else { return (result, weights) }
        return (try result + bias, weights)
    }
}
