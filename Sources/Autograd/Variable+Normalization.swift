import Tensors

/// Values brought to mean 0 and variance 1, over different axes: Keras's normalizations.
extension Variable {
    /// The mean and the variance over axes, which stay with length 1 where wanted.
    public func moments(_ axes: [Int], keepingDimensions: Bool = false) throws(TensorError) -> (
        mean: Variable, variance: Variable
    ) {
        let mean = try mean(axes, keepingDimensions: true)
        let variance = try (self - mean).squared().mean(axes, keepingDimensions: keepingDimensions)
        if keepingDimensions { return (mean, variance) }
        return (try mean.reshaped(variance.shape), variance)
    }

    /// gamma (x - mean) / sqrt(variance + epsilon) + beta with given moments; each broadcasts against x.
    public func normalized(
        mean: Variable, variance: Variable, gamma: Variable? = nil, beta: Variable? = nil, epsilon: Double = 1e-3
    ) throws(TensorError) -> Variable {
        var scale = try (variance + epsilon).reciprocalSquareRoot()
        if let gamma { scale = try scale * gamma }
        let centred = try (self - mean) * scale
        guard let beta else { return centred }
        return try centred + beta
    }

    /// Batch normalization while training: moments over all axes but `axis`, [C] each, which come back with the result
    /// for the running means: Ioffe and Szegedy (2015).
    /// - mask: [N, …] where the samples that count are 1; `nil` for all.
    public func batchNormalized(
        gamma: Variable? = nil, beta: Variable? = nil, axis: Int = -1, epsilon: Double = 1e-3, mask: Tensor? = nil
    ) throws(TensorError) -> (result: Variable, mean: Variable, variance: Variable) {
        let axis = try value.checkedAxis(axis)
        let axes = shape.indices.filter { $0 != axis }
        let mean, variance: Variable
        if let mask {
            var wide = try mask.asType(value.dtype)
            while wide.rank < value.rank { wide = try wide.expandingDimensions([wide.rank]) }
            guard wide.broadcast(to: shape) != nil else {
                throw TensorError(
                    .value,
                    "a mask of shape \(TensorError.text(of: mask.shape)) does not fit values of shape \(TensorError.text(of: shape))"
                )
            }
            let weight = try Variable.constant(wide)
            let count = try weight.broadcast(to: shape).sum(axes, keepingDimensions: true) + 1e-7
            mean = try (self * weight).sum(axes, keepingDimensions: true) / count
            variance = try ((self - mean).squared() * weight).sum(axes, keepingDimensions: true) / count
        } else {
            (mean, variance) = try moments(axes, keepingDimensions: true)
        }
        let line = mean.shape
        let result = try normalized(
            mean: mean, variance: variance, gamma: gamma?.reshaped(line), beta: beta?.reshaped(line), epsilon: epsilon)
        return (result, try mean.reshaped([shape[axis]]), try variance.reshaped([shape[axis]]))
    }

    /// Batch normalization after training, with the running moments [C].
    public func batchNormalized(
        mean: Variable, variance: Variable, gamma: Variable? = nil, beta: Variable? = nil, axis: Int = -1,
        epsilon: Double = 1e-3
    ) throws(TensorError) -> Variable {
        var line = [Int](repeating: 1, count: shape.count)
        let axis = try value.checkedAxis(axis)
        line[axis] = shape[axis]
        return try normalized(
            mean: mean.reshaped(line), variance: variance.reshaped(line), gamma: gamma?.reshaped(line),
            beta: beta?.reshaped(line), epsilon: epsilon)
    }

    /// Layer normalization: moments of each sample over axes; gamma and beta have the shape of those axes.
    public func layerNormalized(
        gamma: Variable? = nil, beta: Variable? = nil, axes: [Int] = [-1], epsilon: Double = 1e-3
    ) throws(TensorError) -> Variable {
        let (line, axes) = try line(over: axes)
        let (mean, variance) = try moments(axes, keepingDimensions: true)
        return try normalized(
            mean: mean, variance: variance, gamma: gamma?.reshaped(line), beta: beta?.reshaped(line), epsilon: epsilon)
    }

    /// x over the root of its mean square over axes, times gamma.
    public func rmsNormalized(gamma: Variable? = nil, axes: [Int] = [-1], epsilon: Double = 1e-7) throws(TensorError)
        -> Variable
    {
        let (line, axes) = try line(over: axes)
        let scale = try (squared().mean(axes, keepingDimensions: true) + epsilon).reciprocalSquareRoot()
        let result = try self * scale
        guard let gamma else { return result }
        return try result * gamma.reshaped(line)
    }

    /// Group normalization: channels (the last axis) in groups, moments of each sample and group: Wu and He (2018).
    /// - Throws: `value` where the groups are not equal.
    public func groupNormalized(groups: Int, gamma: Variable? = nil, beta: Variable? = nil, epsilon: Double = 1e-3)
        throws(TensorError) -> Variable
    {
        guard shape.count >= 2, let c = shape.last, groups > 0, c % groups == 0 else {
            throw TensorError(
                .value,
                "Number of groups (\(groups)) must be a divisor of the number of channels (\(shape.last ?? 0)), shape \(TensorError.text(of: shape))"
            )
        }
        let apart = try reshaped(Array(shape.dropLast()) + [groups, c / groups])
        let axes = Array(1..<shape.count - 1) + [shape.count]
        let (mean, variance) = try apart.moments(axes, keepingDimensions: true)
        let line = [Int](repeating: 1, count: shape.count - 1) + [groups, c / groups]
        return try apart.normalized(
            mean: mean, variance: variance, gamma: gamma?.reshaped(line), beta: beta?.reshaped(line), epsilon: epsilon
        ).reshaped(shape)
    }

    /// The axes counted from 0, and a shape that has their lengths there and 1 elsewhere.
    private func line(over axes: [Int]) throws(TensorError) -> (line: [Int], axes: [Int]) {
        let axes = try value.checkedAxes(axes)
        return (shape.indices.map { axes.contains($0) ? shape[$0] : 1 }, axes)
    }
}
