import Tensors

/// Activations, one for each row.
extension Variable {
    /// 1 / (1 + exp(-x))
    public func sigmoid() throws(TensorError) -> Variable { try Operation.row("sigmoid")(self) }
    /// log(sigmoid(x))
    public func logSigmoid() throws(TensorError) -> Variable { try Operation.row("log_sigmoid")(self) }
    /// log(1 + exp(x))
    public func softplus() throws(TensorError) -> Variable { try Operation.row("softplus")(self) }
    /// x / (1 + |x|)
    public func softsign() throws(TensorError) -> Variable { try Operation.row("softsign")(self) }
    /// max(x, 0) up to a limit, with a slope below a threshold: Keras's `relu(x, negative_slope, max_value, threshold)`.
    public func relu(negativeSlope: Double = 0, limit: Double? = nil, threshold: Double = 0) throws(TensorError)
        -> Variable
    {
        if threshold == 0 {
            let y =
                negativeSlope == 0
                ? limit == 6 ? try relu6() : try Operation.row("relu")(self) : try leakyRelu(negativeSlope)
            guard let limit, !(negativeSlope == 0 && limit == 6) else { return y }
            return try y.clipped(-.infinity, limit)
        }
        let up = try Operation.flags(self) { $0 > threshold }
        var y = try self * up
        if let limit { y = try y.clipped(-.infinity, limit) }
        if negativeSlope == 0 { return y }
        return try y + (self - threshold) * (1 - up) * negativeSlope
    }
    /// x, but at least 0 and at most 6.
    public func relu6() throws(TensorError) -> Variable { try Operation.row("relu6")(self) }
    /// x where x > 0, else `alpha` x.
    public func leakyRelu(_ alpha: Double = 0.2) throws(TensorError) -> Variable {
        try Operation.row("leaky_relu")(self, parameters: .init(alpha: alpha))
    }
    /// x where x > 0, else `alpha` (exp(x) - 1).
    public func elu(_ alpha: Double = 1) throws(TensorError) -> Variable {
        try Operation.row("elu")(self, parameters: .init(alpha: alpha))
    }
    /// elu with a slope that is continuous for every `alpha`.
    public func celu(_ alpha: Double = 1) throws(TensorError) -> Variable {
        try Operation.row("celu")(self, parameters: .init(alpha: alpha))
    }
    /// The self-normalizing elu.
    public func selu() throws(TensorError) -> Variable { try Operation.row("selu")(self) }
    /// x times the normal distribution's share below x, or its approximation by tanh.
    public func gelu(approximate: Bool = false) throws(TensorError) -> Variable {
        try Operation.row(approximate ? "gelu_tanh" : "gelu")(self)
    }
    /// x sigmoid(x)
    public func silu() throws(TensorError) -> Variable { try Operation.row("silu")(self) }
    /// (x + 3) / 6 from 0 to 1.
    public func hardSigmoid() throws(TensorError) -> Variable { try Operation.row("hard_sigmoid")(self) }
    /// x times its hard sigmoid.
    public func hardSilu() throws(TensorError) -> Variable { try Operation.row("hard_silu")(self) }
    /// x tanh(softplus(x))
    public func mish() throws(TensorError) -> Variable { try Operation.row("mish")(self) }

    /// x where it is above a limit, else another number.
    public func threshold(_ limit: Double, _ other: Double) throws(TensorError) -> Variable {
        try .choose(where: above(limit), self, .constant(other, like: self))
    }
    /// x, but at least -1 and at most 1.
    public func hardTanh() throws(TensorError) -> Variable { try clipped(-1, 1) }
    /// x - tanh(x)
    public func tanhShrink() throws(TensorError) -> Variable { try self - tanh() }
    /// x where |x| is above a limit, else 0.
    public func hardShrink(_ limit: Double = 0.5) throws(TensorError) -> Variable {
        try .choose(where: absolute().above(limit), self, .constant(0, like: self))
    }
    /// x moved towards 0 by a limit, 0 where it is nearer than that.
    public func softShrink(_ limit: Double = 0.5) throws(TensorError) -> Variable {
        let low = try Variable.choose(where: (-self).above(limit), self + limit, .constant(0, like: self))
        return try .choose(where: above(limit), self - limit, low)
    }
    /// (x + sqrt(x² + b)) / 2: a smooth relu.
    public func squarePlus(_ b: Double = 4) throws(TensorError) -> Variable {
        try (self + (squared() + b).squareRoot()) * 0.5
    }
    /// 0 up to -1, (x + 1)² / 4 up to 1, x beyond.
    public func sparsePlus() throws(TensorError) -> Variable {
        let middle = try Variable.choose(where: above(-1), (self + 1).squared() * 0.25, .constant(0, like: self))
        return try .choose(where: Ufunc.greaterEqual(value, Tensor(.float(1), dtype: value.dtype)), self, middle)
    }
    /// (x + 1) / 2, but at least 0 and at most 1.
    public func sparseSigmoid() throws(TensorError) -> Variable {
        let one = try Tensor(.float(1), dtype: value.dtype)
        let middle = try Variable.choose(where: above(-1), (self + 1) * 0.5, .constant(0, like: self))
        return try .choose(where: Ufunc.greaterEqual(value, one), .constant(1, like: self), middle)
    }
    /// One half of an axis times the sigmoid of the other.
    /// - Throws: `value` where it has no halves.
    public func gatedLinear(_ axis: Int = -1) throws(TensorError) -> Variable {
        let halves = try split(2, axis: axis)
        return try halves[0] * halves[1].sigmoid()
    }

    private func above(_ limit: Double) throws(TensorError) -> Tensor {
        try Ufunc.greater(value, Tensor(.float(limit), dtype: value.dtype))
    }

    /// Dropout with a mask that the caller drew: 1 keeps, 0 forgets; kept values grow by 1 / (1 - rate).
    public static func dropout(_ x: Variable, keepMask: Tensor, rate: Double) throws(TensorError) -> Variable {
        guard rate >= 0, rate <= 1 else { throw TensorError(.value, "rate lies from 0 to 1, got \(rate)") }
        guard keepMask.broadcast(to: x.shape) != nil else {
            throw TensorError(
                .value,
                "a mask of shape \(TensorError.text(of: keepMask.shape)) does not fit values of shape \(TensorError.text(of: x.shape))"
            )
        }
        let scale = rate < 1 ? 1 / (1 - rate) : 0
        let mask = try Ufunc.multiply(keepMask.asType(x.value.dtype), Tensor(.float(scale), dtype: x.value.dtype))
        // Values that are forgotten are chosen away, not multiplied: an infinity leaves nothing behind.
        return try Variable.choose(where: keepMask, x, .constant(0, like: x)) * .constant(mask)
    }
}
