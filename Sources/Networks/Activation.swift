import Autograd
import Loops
import Tensors

/// An activation function: a row of the table.
public struct ActivationKind: Sendable, Equatable {
    /// Loops that tell the gradient by the result alone.
    enum Formula: Sendable, Equatable {
        case linear, relu, sigmoid, tanh, softmax
        /// The slope below 0, at least 0.
        case leaky(Float)
        /// The limit far below 0, at least 0.
        case elu(Float)
    }

    public let name: String
    public let doc: String
    /// `nil` where the result does not tell the gradient.
    let formula: Formula?
    /// Loops that take what it was applied to for the gradient.
    let curve: Curve?
    /// The function of variables, along the last axis where that matters.
    public let expression: @Sendable (Variable, Evaluation) throws(NetworkError) -> Variable

    public static func == (a: ActivationKind, b: ActivationKind) -> Bool { a.name == b.name }

    private init(
        _ name: String, _ doc: String, _ formula: Formula? = nil,
        _ expression: @escaping @Sendable (Variable) throws(TensorError) -> Variable
    ) {
        self.name = name
        self.doc = doc
        self.formula = formula
        curve = Curve(rawValue: name)
        self.expression = { (x, _) throws(NetworkError) in
            try computing { () throws(TensorError) in try expression(x) }
        }
    }

    /// x above 0, slope x below; the loops know it only where the result tells on which side x was.
    static func leaky(_ slope: Double) -> ActivationKind {
        ActivationKind("leaky_relu", "", slope >= 0 ? .leaky(Float(slope)) : nil) { (x) throws(TensorError) in
            try x.leakyRelu(slope)
        }
    }

    /// x above 0, alpha (e^x - 1) below, likewise.
    static func elu(_ alpha: Double) -> ActivationKind {
        ActivationKind("elu", "", alpha >= 0 ? .elu(Float(alpha)) : nil) { (x) throws(TensorError) in
            try x.elu(alpha)
        }
    }

    /// A function of the program.
    init(_ function: ProgramFunction) {
        name = function.name
        doc = ""
        formula = nil
        curve = nil
        nonisolated(unsafe) let body = function
        expression = { (x, evaluation) throws(NetworkError) in
            guard let y = try body([x], evaluation).first else {
                throw NetworkError(.value, "the activation \(body.name) gave nothing")
            }
            return y
        }
    }

    /// Every activation; formulas are Keras 3's.
    public static let table: [ActivationKind] = [
        ActivationKind("linear", "x as it is.", .linear) { (x) throws(TensorError) in x },
        ActivationKind("relu", "max(0, x)", .relu) { (x) throws(TensorError) in try operation("relu")(x) },
        ActivationKind("sigmoid", "1 / (1 + e^-x)", .sigmoid) { (x) throws(TensorError) in
            try operation("sigmoid")(x)
        },
        ActivationKind("tanh", "The hyperbolic tangent.", .tanh) { (x) throws(TensorError) in
            try operation("tanh")(x)
        },
        ActivationKind("softmax", "e^x over the sum of all, along the last axis: probabilities.", .softmax) {
            (x) throws(TensorError) in try x.softmax()
        },
        ActivationKind("softplus", "ln(1 + e^x)") { (x) throws(TensorError) in try x.softplus() },
        ActivationKind("softsign", "x / (1 + |x|)") { (x) throws(TensorError) in try x.softsign() },
        ActivationKind("elu", "x above 0, e^x - 1 below.", .elu(1)) { (x) throws(TensorError) in try x.elu() },
        ActivationKind("selu", "A scaled elu that keeps mean and variance (Klambauer et al., 2017).") {
            (x) throws(TensorError) in try x.selu()
        },
        ActivationKind("gelu", "x times the normal distribution's share below x (Hendrycks and Gimpel, 2016).") {
            (x) throws(TensorError) in try x.gelu()
        },
        ActivationKind("silu", "x sigmoid(x), also called swish.") { (x) throws(TensorError) in try x.silu() },
        ActivationKind("relu6", "max(0, x), at most 6.") { (x) throws(TensorError) in try x.relu6() },
        ActivationKind("leaky_relu", "x above 0, 0.2 x below.", .leaky(0.2)) { (x) throws(TensorError) in
            try x.leakyRelu(0.2)
        },
        ActivationKind("exponential", "e^x") { (x) throws(TensorError) in try x.exp() },
        ActivationKind("hard_sigmoid", "x / 6 + 1/2 between 0 and 1.") { (x) throws(TensorError) in
            try x.hardSigmoid()
        },
        ActivationKind("hard_silu", "x hard_sigmoid(x), also called hard_swish.") { (x) throws(TensorError) in
            try x.hardSilu()
        },
        ActivationKind("mish", "x tanh(softplus(x)) (Misra, 2019).") { (x) throws(TensorError) in try x.mish() },
        ActivationKind("log_sigmoid", "ln sigmoid(x)") { (x) throws(TensorError) in try x.logSigmoid() },
        ActivationKind("log_softmax", "ln softmax(x), along the last axis.") { (x) throws(TensorError) in
            try x.logSoftmax()
        },
        ActivationKind("celu", "x above 0, e^x - 1 below, smooth for every alpha.", .elu(1)) {
            (x) throws(TensorError) in
            try x.celu()
        },
        ActivationKind("step", "1 above 0, else 0: the first neurons' threshold (its gradient is 0).") {
            (x) throws(TensorError) in
            try Variable.compare(x, "greater", .constant(Tensor(.float(0), dtype: x.value.dtype)))
        },
    ]

    private static func operation(_ name: String) throws(TensorError) -> Operation {
        guard let found = Operation.named(name) else { throw TensorError(.value, "there is no operation \(name)") }
        return found
    }

    private static let aliases = ["swish": "silu", "hard_swish": "hard_silu", "heaviside": "step"]

    public static let linear = table[0]

    /// The activation of a name.
    public static func named(_ name: String) throws(NetworkError) -> ActivationKind {
        let wanted = aliases[name.lowercased()] ?? name.lowercased()
        if let found = table.first(where: { $0.name == wanted }) { return found }
        throw NetworkError(
            .value, "Could not interpret activation function identifier: \(name)",
            hint: NearestName.hint(name, among: table.map(\.name)))
    }

    /// y = f(y) over [rows, columns].
    func apply(_ y: Target, rows: Int, columns: Int, _ loops: LoopTable) {
        switch formula {
        case .linear, nil: break
        case .relu: loops.relu(y, rows * columns)
        case .sigmoid: loops.sigmoid(y, rows * columns)
        case .tanh: loops.tanh(y, rows * columns)
        case .softmax: loops.softmax(y, rows, columns)
        case .leaky(let slope): loops.bends.leaky(y, slope, rows * columns)
        case .elu(let alpha): loops.bends.elu(y, alpha, rows * columns)
        }
    }

    /// y = f(y) over all rows of a step's output, shared by the workers.
    func apply(_ rows: Int, columns: Int, _ site: StepSite) {
        if formula == .linear || formula == nil { return }
        site.share(rows) { _, some in
            apply(site.output + some.lowerBound * columns, rows: some.count, columns: columns, site.loops)
        }
    }

    /// dy *= f' over [rows, columns], told by y = f(x).
    func gradient(_ dy: Target, _ y: Source, rows: Int, columns: Int, _ loops: LoopTable) {
        switch formula {
        case .linear, nil: break
        case .relu: loops.reluGradient(dy, y, rows * columns)
        case .sigmoid: loops.sigmoidGradient(dy, y, rows * columns)
        case .tanh: loops.tanhGradient(dy, y, rows * columns)
        case .softmax: loops.softmaxGradient(dy, y, rows, columns)
        case .leaky(let slope): loops.bends.leakyGradient(dy, y, slope, rows * columns)
        case .elu(let alpha): loops.bends.eluGradient(dy, y, alpha, rows * columns)
        }
    }

    /// The activation of an array along its last axis.
    public func apply(_ x: Tensor) throws(NetworkError) -> Tensor {
        let evaluation = Evaluation(isTraining: false, tracksWeights: false, key: 0)
        return try expression(computing { () throws(TensorError) in try .constant(x) }, evaluation).value
    }
}
