import Tensors

/// Sums and extremes over axes. Reduced axes stay with length 1; `Variable+Reductions.swift` drops them where wanted.
extension Operation {
    private static let overAxes = [
        Example([[2, 3]], Parameters(axes: [0])), Example([[2, 3, 2]], Parameters(axes: [0, 2])),
        Example([[4]], Parameters(axes: [0])),
    ]

    static let reductions: [Operation] = [
        Operation(
            "sum", "the sum over `axes`, which stay with length 1", examples: overAxes,
            forward: { (x, settings) throws(TensorError) in
                try Ufunc.add.reduce(x[0], axes: settings.axes, keepingDimensions: true)
            },
            backward: { (flow) throws(TensorError) in [try flow.dy.broadcast(to: flow.x.shape)] }),
        extreme("max", "the largest along `axes`, which stay with length 1; equals share the gradient", .maximum),
        extreme("min", "the smallest along `axes`, which stay with length 1; equals share the gradient", .minimum),
        Operation(
            "logsumexp", "log(sum(exp(x))) over `axes`, which stay with length 1, without overflow",
            examples: overAxes,
            forward: { (x, settings) throws(TensorError) in
                let top = try Ufunc.maximum.reduce(x[0], axes: settings.axes, keepingDimensions: true)
                let powers = try Ufunc.exponential(Ufunc.subtract(x[0], top))
                let sum = try Ufunc.add.reduce(powers, axes: settings.axes, keepingDimensions: true)
                return try Ufunc.add(top, Ufunc.logarithm(sum))
            },
            backward: { (flow) throws(TensorError) in
                // The slope of log-sum-exp is the softmax.
                [try flow.dy * row("exp")(flow.x - flow.output)]
            }),
    ]

    private static func extreme(_ name: String, _ doc: String, _ ufunc: Ufunc) -> Operation {
        Operation(
            name, doc, examples: overAxes,
            forward: { (x, settings) throws(TensorError) in
                try ufunc.reduce(x[0], axes: settings.axes, keepingDimensions: true)
            },
            backward: { (flow) throws(TensorError) in
                let winners = try Ufunc.equal(flow.x.value, flow.output.value).asType(flow.dy.value.dtype)
                let count = try Ufunc.add.reduce(winners, axes: flow.parameters.axes, keepingDimensions: true)
                return [try flow.dy * .constant(Ufunc.divide(winners, count))]
            })
    }
}

/// Reductions as NumPy spells them.
extension Variable {
    /// The sum over axes (`nil` for all).
    public func sum(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("sum", axes, keepingDimensions)
    }

    /// The mean over axes (`nil` for all).
    public func mean(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        let total = try sum(axes, keepingDimensions: keepingDimensions)
        let count = Double(value.count) / Double(Swift.max(total.value.count, 1))
        return try total / .constant(count, like: self)
    }

    /// The largest element along axes (`nil` for all).
    public func max(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("max", axes, keepingDimensions)
    }

    /// The smallest element along axes (`nil` for all).
    public func min(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try reduced("min", axes, keepingDimensions)
    }

    /// Probabilities: exp(x) over its sum along the last axis.
    public func softmax() throws(TensorError) -> Variable { try Operation.row("exp")(logSoftmax()) }

    /// The logarithm of the softmax along the last axis, without overflow.
    public func logSoftmax() throws(TensorError) -> Variable {
        let last = [Swift.max(value.rank - 1, 0)]
        return try self - Operation.row("logsumexp")(self, parameters: .init(axes: value.rank == 0 ? [] : last))
    }

    /// Variance over axes (`nil` for all): the mean square distance from the mean.
    public func variance(_ axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        let distance = try self - mean(axes, keepingDimensions: true)
        return try Operation.row("square")(distance).mean(axes, keepingDimensions: keepingDimensions)
    }

    private func reduced(_ name: String, _ axes: [Int]?, _ keepsDimensions: Bool) throws(TensorError) -> Variable {
        let places = try axes.map { (list) throws(TensorError) in try value.checkedAxes(list) } ?? Array(shape.indices)
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
