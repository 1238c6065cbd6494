import Glibc
import Loops
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
            name, doc,
            examples: [Example([[3, 4]], in: -5...8, settings), Example([[1, 0]], settings)],
            forward: { (x, settings) throws(TensorError) in try forward(x[0], settings) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy * .constant(slope(flow.value, flow.parameters))]
            })
    }

    static let activations: [Operation] = [
        smooth(
            "sigmoid", "1 / (1 + exp(-x)): from 0 to 1", in: -4...4,
            { (x, _) throws(TensorError) in try map(x, single: Loops.best.sigmoid, logistic) },
            fused: { (slope) throws(TensorError) in try slope.times { _, y in y * (1 - y) } },
            slope: { (flow) throws(TensorError) in try flow.output - row("square")(flow.output) }),
        smooth(
            "softplus", "log(1 + exp(x)): a smooth relu, whose slope is the sigmoid", in: -4...4,
            { (x, _) throws(TensorError) in try map(x, softplus) },
            fused: { (slope) throws(TensorError) in try slope.times { x, _ in logistic(x) } },
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
            fused: { (slope) throws(TensorError) in
                try slope.times { x, _ in x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6 }
            },
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
            fused: { (slope) throws(TensorError) in
                let alpha = slope.alpha
                return try slope.times { x, y in x > 0 ? 1 : y + alpha }
            },
            slope: { (flow) throws(TensorError) in
                // Where x <= 0 the slope is alpha exp(x), which is y + alpha.
                let up = try flags(flow.x) { $0 > 0 }
                return try up + (1 - up) * (flow.output + flow.parameters.alpha)
            }),
        smooth(
            "selu",
            "1.0507 x where x > 0, else 1.0507 · 1.6733 (exp(x) - 1): keeps mean 0 and variance 1",
            { (x, _) throws(TensorError) in
                try map(x) { $0 >= 0 ? selu.scale * $0 : selu.scale * selu.alpha * Glibc.expm1($0) }
            },
            fused: { (slope) throws(TensorError) in
                try slope.times { x, y in x >= 0 ? selu.scale : y + selu.scale * selu.alpha }
            },
            slope: { (flow) throws(TensorError) in
                let up = try flags(flow.x) { $0 >= 0 }
                return try up * selu.scale + (1 - up) * (flow.output + selu.scale * selu.alpha)
            }),
        smooth(
            "gelu", "x times the normal distribution's share below x: x (1 + erf(x / sqrt 2)) / 2",
            { (x, _) throws(TensorError) in
                try map(x) { 0.5 * $0 * (1 + Glibc.erf($0 * 0.5.squareRoot())) }
            },
            fused: { (slope) throws(TensorError) in
                let density = 1 / (2 * Double.pi).squareRoot()
                return try slope.times { x, _ in
                    0.5 * (1 + Glibc.erf(x * 0.5.squareRoot())) + x * density * Glibc.exp(-0.5 * x * x)
                }
            },
            slope: { (flow) throws(TensorError) in
                let share = try row("erf")(flow.x * 0.5.squareRoot()) * 0.5 + 0.5
                let density =
                    try row("exp")(row("square")(flow.x) * -0.5) * (1 / (2 * Double.pi).squareRoot())
                return try share + flow.x * density
            }),
        smooth(
            "gelu_tanh", "gelu by x (1 + tanh(sqrt(2/pi) (x + 0.044715 x³))) / 2",
            { (x, _) throws(TensorError) in
                try map(x) {
                    0.5 * $0 * (1 + Glibc.tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)))
                }
            },
            fused: { (slope) throws(TensorError) in
                let root = (2 / Double.pi).squareRoot()
                return try slope.times { x, _ in
                    let t = Glibc.tanh(root * (x + 0.044715 * x * x * x))
                    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * root * (1 + 3 * 0.044715 * x * x)
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
            fused: { (slope) throws(TensorError) in
                try slope.times { x, y in
                    let s = logistic(x)
                    return s + y * (1 - s)
                }
            },
            slope: { (flow) throws(TensorError) in
                let s = try row("sigmoid")(flow.x)
                return try s + flow.output * (1 - s)
            }),
        smooth(
            "mish", "x tanh(softplus(x))", in: -4...4,
            { (x, _) throws(TensorError) in try map(x) { $0 * Glibc.tanh(softplus($0)) } },
            fused: { (slope) throws(TensorError) in
                try slope.times { x, _ in
                    let t = Glibc.tanh(softplus(x))
                    return t + x * (1 - t * t) * logistic(x)
                }
            },
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
