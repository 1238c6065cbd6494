import Glibc
import Tensors

/// What neurons make of their sums, as Keras 3 defines it on TensorFlow; slopes at kinks are TensorFlow's.
extension Operation {
    /// A row made of straight pieces: its slope is constant between kinks, so it has no gradient of its own.
    private static func pieces(
        _ name: String, _ doc: String, alpha: Double = 0,
        _ forward: @escaping @Sendable (Tensor, Parameters) throws(TensorError) -> Tensor,
        slope: @escaping @Sendable (Tensor, Parameters) throws(TensorError) -> Tensor
    ) -> Operation {
        let settings = Parameters(alpha: alpha)
        return Operation(
            name, doc, examples: [Example([[3, 4]], in: -5...8, settings), Example([[1, 0]], settings)],
            forward: { (x, settings) throws(TensorError) in try forward(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy * .constant(slope(flow.value, flow.parameters))]
            })
    }

    static let activations: [Operation] = [
        Operation(
            "sigmoid", "1 / (1 + exp(-x)): from 0 to 1", examples: [Example([[2, 3]], in: -4...4)],
            forward: { (x, _) throws(TensorError) in try map(x[0], logistic) },
            backward: { (flow) throws(TensorError) in
                let slope = try flow.output - row("square")(flow.output)
                return [try flow.dy * slope]
            }),
        smooth(
            "softplus", "log(1 + exp(x)): a smooth relu, whose slope is the sigmoid", in: -4...4,
            { (x, _) throws(TensorError) in try map(x, softplus) },
            slope: { (flow) throws(TensorError) in try row("sigmoid")(flow.x) }),
        smooth(
            "log_sigmoid", "log(sigmoid(x)), without overflow", in: -4...4,
            { (x, _) throws(TensorError) in try map(x) { -softplus(-$0) } },
            slope: { (flow) throws(TensorError) in try row("sigmoid")(-flow.x) }),
        smooth(
            "softsign", "x / (1 + |x|): from -1 to 1",
            { (x, _) throws(TensorError) in try map(x) { $0 / (1 + $0.magnitude) } },
            slope: { (flow) throws(TensorError) in
                try row("reciprocal")(row("square")(row("absolute")(flow.x) + 1))
            }),
        pieces(
            "relu", "max(x, 0); the slope at 0 is 0, as Keras has it",
            { (x, _) throws(TensorError) in try map(x) { $0 > 0 || $0.isNaN ? $0 : 0 } },
            slope: { (x, _) throws(TensorError) in try map(x) { $0 > 0 ? 1 : 0 } }),
        pieces(
            "relu6", "x, but at least 0 and at most 6",
            { (x, _) throws(TensorError) in try map(x) { $0 <= 0 ? 0 : $0 >= 6 ? 6 : $0 } },
            slope: { (x, _) throws(TensorError) in try map(x) { $0 > 0 && $0 < 6 ? 1 : 0 } }),
        pieces(
            "leaky_relu", "x where x > 0, else `alpha` x", alpha: 0.2,
            { (x, settings) throws(TensorError) in
                let alpha = settings.alpha
                return try map(x) { $0 > 0 ? $0 : alpha * $0 }
            },
            slope: { (x, settings) throws(TensorError) in
                let alpha = settings.alpha
                return try map(x) { $0 > 0 ? 1 : alpha }
            }),
        pieces(
            "hard_sigmoid", "(x + 3) / 6, but at least 0 and at most 1",
            { (x, _) throws(TensorError) in try map(x) { Swift.min(Swift.max($0 + 3, 0), 6) / 6 } },
            slope: { (x, _) throws(TensorError) in try map(x) { $0 > -3 && $0 < 3 ? 1.0 / 6 : 0 } }),
        smooth(
            "hard_silu", "x times hard_sigmoid(x)", in: -5...5,
            { (x, _) throws(TensorError) in try map(x) { $0 * Swift.min(Swift.max($0 + 3, 0), 6) / 6 } },
            slope: { (flow) throws(TensorError) in
                let inside = try flags(flow.x) { $0 > -3 && $0 < 3 }
                return try row("hard_sigmoid")(flow.x) + flow.x * inside * (1.0 / 6)
            }),
        smooth(
            "elu", "x where x > 0, else `alpha` (exp(x) - 1)", alpha: 0.7,
            { (x, settings) throws(TensorError) in
                let alpha = settings.alpha
                return try map(x) { $0 > 0 ? $0 : alpha * Glibc.expm1($0) }
            },
            slope: { (flow) throws(TensorError) in
                // Where x <= 0 the slope is alpha exp(x), which is y + alpha.
                let up = try flags(flow.x) { $0 > 0 }
                return try up + (1 - up) * (flow.output + flow.parameters.alpha)
            }),
        smooth(
            "selu", "1.0507 x where x > 0, else 1.0507 · 1.6733 (exp(x) - 1): keeps mean 0 and variance 1",
            { (x, _) throws(TensorError) in
                try map(x) { $0 >= 0 ? selu.scale * $0 : selu.scale * selu.alpha * Glibc.expm1($0) }
            },
            slope: { (flow) throws(TensorError) in
                let up = try flags(flow.x) { $0 >= 0 }
                return try up * selu.scale + (1 - up) * (flow.output + selu.scale * selu.alpha)
            }),
        smooth(
            "gelu", "x times the normal distribution's share below x: x (1 + erf(x / sqrt 2)) / 2",
            { (x, _) throws(TensorError) in try map(x) { 0.5 * $0 * (1 + Glibc.erf($0 * 0.5.squareRoot())) } },
            slope: { (flow) throws(TensorError) in
                let share = try row("erf")(flow.x * 0.5.squareRoot()) * 0.5 + 0.5
                let density = try row("exp")(row("square")(flow.x) * -0.5) * (1 / (2 * Double.pi).squareRoot())
                return try share + flow.x * density
            }),
        smooth(
            "gelu_tanh", "gelu by x (1 + tanh(sqrt(2/pi) (x + 0.044715 x³))) / 2",
            { (x, _) throws(TensorError) in
                try map(x) {
                    0.5 * $0 * (1 + Glibc.tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)))
                }
            },
            slope: { (flow) throws(TensorError) in
                let square = try row("square")(flow.x)
                let root = (2 / Double.pi).squareRoot()
                let t = try row("tanh")(flow.x * (square * (0.044715 * root) + root))
                let inner = try square * (3 * 0.044715 * root) + root
                return try t * 0.5 + 0.5 + flow.x * (1 - row("square")(t)) * inner * 0.5
            }),
        smooth(
            "silu", "x sigmoid(x), also called swish", in: -4...4,
            { (x, _) throws(TensorError) in try map(x) { $0 * logistic($0) } },
            slope: { (flow) throws(TensorError) in
                let s = try row("sigmoid")(flow.x)
                return try s + flow.output * (1 - s)
            }),
        smooth(
            "mish", "x tanh(softplus(x))", in: -4...4,
            { (x, _) throws(TensorError) in try map(x) { $0 * Glibc.tanh(softplus($0)) } },
            slope: { (flow) throws(TensorError) in
                let t = try row("tanh")(row("softplus")(flow.x))
                return try t + flow.x * (1 - row("square")(t)) * row("sigmoid")(flow.x)
            }),
        smooth(
            "celu", "x where x > 0, else `alpha` (exp(x / alpha) - 1)", alpha: 0.7,
            { (x, settings) throws(TensorError) in
                let alpha = settings.alpha
                return try map(x) { $0 > 0 ? $0 : alpha * Glibc.expm1($0 / alpha) }
            },
            slope: { (flow) throws(TensorError) in
                let up = try flags(flow.x) { $0 > 0 }
                return try up + (1 - up) * (flow.output * (1 / flow.parameters.alpha) + 1)
            }),
    ]

    /// The constants of Klambauer and others, "Self-Normalizing Neural Networks" (2017).
    private enum selu {
        static let alpha = 1.6732632423543772
        static let scale = 1.0507009873554805
    }

    @inline(__always) private static func logistic(_ x: Double) -> Double {
        let e = Glibc.exp(-x.magnitude)
        return x >= 0 ? 1 / (1 + e) : e / (1 + e)
    }

    @inline(__always) private static func softplus(_ x: Double) -> Double {
        Swift.max(x, 0) + Glibc.log1p(Glibc.exp(-x.magnitude))
    }
}

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
