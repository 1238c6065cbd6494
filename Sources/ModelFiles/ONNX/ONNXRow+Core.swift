import Networks
import Tensors

/// Dense layers, layers that change nothing after training, and activations.
extension ONNXRow {
    static let core =
        [
            ONNXRow("Dense") { (call) throws(NetworkError) in
                let x = call.x, kernel = try call.graph.weight(call.needed("kernel"))
                let rank = x.rank
                if rank == 2, let bias = try call.constant("bias") {
                    return try call.finished(call.value("Gemm", [x.name, kernel, bias], rank: 2))
                }
                var y = call.value("MatMul", [x.name, kernel], rank: rank)
                if let bias = try call.constant("bias") { y = call.value("Add", [y.name, bias], rank: rank) }
                return try call.finished(y)
            },
            ONNXRow("Rescaling") { (call) throws(NetworkError) in
                let x = call.inputs[0], s = call.settings
                let scale = try call.graph.number(s.double("scale")), offset = try call.graph.number(s.double("offset"))
                let product = call.graph.node("Mul", [x.name, scale])
                return [call.value("Add", [product, offset], rank: x.rank, isFirst: x.isChannelsFirst)]
            },
        ] + passing.map { name in ONNXRow(name) { (call) throws(NetworkError) in [call.inputs[0]] } }

    /// Layers that do something while training only.
    private static let passing = [
        "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianNoise", "GaussianDropout",
        "AlphaDropout", "ActivityRegularization", "Identity", "RandomFlip", "RandomRotation", "RandomTranslation",
        "RandomZoom", "RandomContrast", "RandomBrightness",
    ]

    // MARK: Activations

    static let activations = [
        ONNXRow("Activation") { (call) throws(NetworkError) in
            [try call.activated(call.inputs[0], call.settings.activation("activation"))]
        },
        ONNXRow("ReLU") { (call) throws(NetworkError) in
            let x = call.inputs[0], s = call.settings, graph = call.graph
            let slope = try s.double("negative_slope"), threshold = try s.double("threshold")
            var y: String
            if threshold == 0 {
                y =
                    slope == 0
                    ? graph.node("Relu", [x.name]) : graph.node("LeakyRelu", [x.name], [("alpha", .float(slope))])
            } else {
                let limit = try graph.number(threshold)
                let below = graph.node("Mul", [graph.node("Sub", [x.name, limit]), try graph.number(slope)])
                y = graph.node("Where", [graph.node("GreaterOrEqual", [x.name, limit]), x.name, below])
            }
            if !s.isNone("max_value") { y = graph.node("Min", [y, try graph.number(s.double("max_value"))]) }
            return [ONNXValue(name: y, rank: x.rank, isChannelsFirst: x.isChannelsFirst)]
        },
        ONNXRow("LeakyReLU") { (call) throws(NetworkError) in
            [call.alike("LeakyRelu", [("alpha", .float(try call.settings.double("negative_slope")))])]
        },
        ONNXRow("ELU") { (call) throws(NetworkError) in
            [call.alike("Elu", [("alpha", .float(try call.settings.double("alpha")))])]
        },
        ONNXRow("PReLU") { (call) throws(NetworkError) in
            let x = call.x
            return [call.value("PRelu", [x.name, try call.graph.weight(call.needed("alpha"))], rank: x.rank)]
        },
        ONNXRow("Softmax") { (call) throws(NetworkError) in
            let x = call.x
            return [
                call.value("Softmax", [x.name], [("axis", .int(try call.settings.int("axis")))], rank: x.rank)
            ]
        },
    ]
}

/// An activation as nodes: its operator, or a few of them.
private struct ONNXActivation: Sendable {
    let name: String
    let write: @Sendable (ONNXGraph, String, _ axis: Int) throws(NetworkError) -> String

    init(
        _ name: String, _ write: @escaping @Sendable (ONNXGraph, String, _ axis: Int) throws(NetworkError) -> String
    ) {
        self.name = name
        self.write = write
    }

    static let table: [ONNXActivation] = [
        ONNXActivation("linear") { (_, x, _) throws(NetworkError) in x },
        ONNXActivation("relu") { (g, x, _) throws(NetworkError) in g.node("Relu", [x]) },
        ONNXActivation("sigmoid") { (g, x, _) throws(NetworkError) in g.node("Sigmoid", [x]) },
        ONNXActivation("tanh") { (g, x, _) throws(NetworkError) in g.node("Tanh", [x]) },
        ONNXActivation("softmax") { (g, x, axis) throws(NetworkError) in g.node("Softmax", [x], [("axis", .int(axis))])
        },
        ONNXActivation("softplus") { (g, x, _) throws(NetworkError) in g.node("Softplus", [x]) },
        ONNXActivation("softsign") { (g, x, _) throws(NetworkError) in g.node("Softsign", [x]) },
        ONNXActivation("elu") { (g, x, _) throws(NetworkError) in g.node("Elu", [x]) },
        ONNXActivation("selu") { (g, x, _) throws(NetworkError) in g.node("Selu", [x]) },
        ONNXActivation("gelu") { (g, x, _) throws(NetworkError) in
            let share = g.node("Erf", [g.node("Mul", [x, try g.number(0.5.squareRoot())])])
            return g.node("Mul", [g.node("Mul", [x, try g.number(0.5)]), g.node("Add", [share, try g.number(1)])])
        },
        ONNXActivation("silu") { (g, x, _) throws(NetworkError) in g.node("Mul", [x, g.node("Sigmoid", [x])]) },
        ONNXActivation("relu6") { (g, x, _) throws(NetworkError) in
            g.node("Clip", [x, try g.number(0), try g.number(6)])
        },
        ONNXActivation("leaky_relu") { (g, x, _) throws(NetworkError) in
            g.node("LeakyRelu", [x], [("alpha", .float(0.2))])
        },
        ONNXActivation("exponential") { (g, x, _) throws(NetworkError) in g.node("Exp", [x]) },
        ONNXActivation("hard_sigmoid") { (g, x, _) throws(NetworkError) in
            g.node("HardSigmoid", [x], [("alpha", .float(1.0 / 6)), ("beta", .float(0.5))])
        },
        ONNXActivation("hard_silu") { (g, x, _) throws(NetworkError) in g.node("HardSwish", [x]) },
        ONNXActivation("mish") { (g, x, _) throws(NetworkError) in
            g.node("Mul", [x, g.node("Tanh", [g.node("Softplus", [x])])])
        },
        ONNXActivation("log_sigmoid") { (g, x, _) throws(NetworkError) in
            g.node("Neg", [g.node("Softplus", [g.node("Neg", [x])])])
        },
        ONNXActivation("log_softmax") { (g, x, axis) throws(NetworkError) in
            g.node("LogSoftmax", [x], [("axis", .int(axis))])
        },
        ONNXActivation("celu") { (g, x, _) throws(NetworkError) in g.node("Celu", [x]) },
        ONNXActivation("step") { (g, x, _) throws(NetworkError) in
            g.node("Cast", [g.node("Greater", [x, try g.number(0)])], [("to", .int(1))])
        },
    ]
}

extension ONNXCall {
    /// An activation of a value, in the value's order of axes.
    func activated(_ x: ONNXValue, _ kind: ActivationKind) throws(NetworkError) -> ONNXValue {
        if case .function(let function)? = settings.values["activation"] {
            return try ONNXTrace.write(self, [x]) { (inputs, evaluation) throws(NetworkError) in
                try function(inputs, evaluation)
            }[0]
        }
        guard let row = ONNXActivation.table.first(where: { $0.name == kind.name }) else {
            throw refused("its activation \(kind.name) has no operator there")
        }
        let name = try row.write(graph, x.name, x.isChannelsFirst ? 1 : -1)
        return ONNXValue(name: name, rank: x.rank, isChannelsFirst: x.isChannelsFirst)
    }

    /// A node upon the first input, in its order of axes.
    func alike(_ operation: String, _ attributes: [(String, ONNXAttribute)] = []) -> ONNXValue {
        let x = inputs[0]
        return value(operation, [x.name], attributes, rank: x.rank, isFirst: x.isChannelsFirst)
    }
}
