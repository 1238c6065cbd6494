import Tensors

/// Sums and extremes over axes. Reduced axes stay with length 1; the methods of variables drop them where wanted.
extension Operation {
    static let overAxes = [
        Example([[2, 3]], Parameters(axes: [0])), Example([[2, 3, 2]], Parameters(axes: [0, 2])),
        Example([[4]], Parameters(axes: [0])), Example([[2, 1, 3]], Parameters(axes: [1])),
        Example([[3, 0]], Parameters(axes: [0])),
    ]

    static let reductions: [Operation] =
        [
            Operation(
                "sum", "the sum over `axes`, which stay with length 1",
                examples: overAxes + [Example([[3, 0]], Parameters(axes: [1]))],
                forward: { (x, settings) throws(TensorError) in
                    try Sums.sum(x[0], settings.axes)
                },
                backward: { (flow) throws(TensorError) in [try flow.dy.broadcast(to: flow.x.shape)] }),
            Operation(
                "mean", "the mean over `axes`, which stay with length 1", examples: overAxes,
                forward: { (x, settings) throws(TensorError) in
                    let count = settings.axes.reduce(1) { $0 * x[0].shape[$1] }
                    return try count > 0
                        ? Sums.sum(x[0], settings.axes, factor: 1 / Double(count))
                        : x[0].mean(axes: settings.axes, keepingDimensions: true)
                },
                backward: { (flow) throws(TensorError) in
                    let count = Double(flow.parameters.axes.reduce(1) { $0 * flow.x.shape[$1] })
                    return [try (flow.dy * (1 / count)).broadcast(to: flow.x.shape)]
                }),
            extreme("max", "the largest along `axes`, which stay with length 1; equals share the gradient", .maximum),
            extreme("min", "the smallest along `axes`, which stay with length 1; equals share the gradient", .minimum),
            Operation(
                "logsumexp", "log(sum(exp(x))) over `axes`, which stay with length 1, without overflow",
                examples: overAxes,
                forward: { (x, settings) throws(TensorError) in
                    let top = try Ufunc.maximum.reduce(x[0], axes: settings.axes, keepingDimensions: true)
                    // An infinite top would leave inf - inf.
                    let base = try map(top) { $0.isFinite ? $0 : 0 }
                    let powers = try Ufunc.exponential(Ufunc.subtract(x[0], base))
                    let sum = try Ufunc.add.reduce(powers, axes: settings.axes, keepingDimensions: true)
                    return try Ufunc.add(base, Ufunc.logarithm(sum))
                },
                backward: { (flow) throws(TensorError) in
                    // The slope of log-sum-exp is the softmax.
                    [try flow.dy * row("exp")(flow.x - flow.output)]
                }),
        ] + cumulative

    private static func extreme(_ name: String, _ doc: String, _ ufunc: Ufunc) -> Operation {
        Operation(
            name, doc, examples: overAxes,
            forward: { (x, settings) throws(TensorError) in
                try ufunc.reduce(x[0], axes: settings.axes, keepingDimensions: true)
            },
            backward: { (flow) throws(TensorError) in
                let winners = try Ufunc.equal(flow.value, flow.output.value).asType(flow.dy.value.dtype)
                let count = try Ufunc.add.reduce(winners, axes: flow.parameters.axes, keepingDimensions: true)
                return [try flow.dy * .constant(Ufunc.divide(winners, count))]
            })
    }
}

/// Reductions as NumPy spells them; axes count from either end, `nil` stands for all.
extension Variable {
    /// The sum over axes.
    public func sum(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("sum", axes, keepingDimensions)
    }

    /// The mean over axes.
    public func mean(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("mean", axes, keepingDimensions)
    }

    /// The largest element along axes.
    public func max(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("max", axes, keepingDimensions)
    }

    /// The smallest element along axes.
    public func min(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("min", axes, keepingDimensions)
    }

    /// The product over axes.
    public func product(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("prod", axes, keepingDimensions)
    }

    /// log(sum(exp(x))) over axes, without overflow.
    public func logSumExp(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("logsumexp", axes, keepingDimensions)
    }

    /// Variance over axes: the mean square distance from the mean.
    public func variance(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        let distance = try self - mean(axes, keepingDimensions: true)
        return try distance.squared().mean(axes, keepingDimensions: keepingDimensions)
    }

    /// The square root of the variance.
    public func standardDeviation(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable
    {
        try variance(axes, keepingDimensions: keepingDimensions).squareRoot()
    }

    /// The Euclidean norm over axes: the square root of the sum of squares.
    public func norm(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try squared().sum(axes, keepingDimensions: keepingDimensions).squareRoot()
    }

    /// True where any element along axes is not 0.
    public func any(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        try Ufunc.logicalOr.reduce(value, axes: places(axes), keepingDimensions: keepingDimensions)
    }

    /// True where all elements along axes are not 0.
    public func all(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        try Ufunc.logicalAnd.reduce(value, axes: places(axes), keepingDimensions: keepingDimensions)
    }

    /// How many elements along axes are not 0, int64.
    public func countNonzero(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        let flags = try Ufunc.notEqual(value, Tensor(.float(0), dtype: value.dtype)).asType(.int64)
        return try Ufunc.add.reduce(flags, axes: places(axes), keepingDimensions: keepingDimensions)
    }

    /// The first place of the largest element along an axis (`nil`: in all), int64.
    public func argMax(_ axis: Int? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        try value.argExtreme(greatest: true, axis: axis, keepingDimensions: keepingDimensions)
    }

    /// The first place of the smallest element along an axis (`nil`: in all), int64.
    public func argMin(_ axis: Int? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        try value.argExtreme(greatest: false, axis: axis, keepingDimensions: keepingDimensions)
    }

    /// Axes counted from 0, all where none are given.
    func places(_ axes: [Int]?) throws(TensorError) -> [Int] {
        guard let axes else { return Array(shape.indices) }
        return try value.checkedAxes(axes)
    }

    private func reduced(_ name: String, _ axes: [Int]?, _ keepsDimensions: Bool) throws(TensorError) -> Variable {
        let places = try places(axes)
        let result = try Operation.row(name)(self, parameters: .init(axes: places))
        if keepsDimensions { return result }
        return try result.reshaped(shape.indices.filter { !places.contains($0) }.map { shape[$0] })
    }

    /// Summed over the axes along which broadcasting repeated it: how gradients come back to an operand's shape.
    func summed(to target: [Int]) throws(TensorError) -> Variable {
        if shape == target { return self }
        let extra = value.rank - target.count
        let axes = shape.indices.filter { $0 < extra || (target[$0 - extra] == 1 && shape[$0] != 1) }
        return try Operation.row("sum")(self, parameters: .init(axes: axes)).reshaped(target)
    }
}
