import Autograd
import Networks
import Tensors

/// How an operation of Autograd's table is written as nodes: a row of the table.
struct ONNXOperation: Sendable {
    /// The name in `Operation.table`.
    let name: String
    let write: @Sendable (ONNXStep) throws(NetworkError) -> String

    init(_ name: String, _ write: @escaping @Sendable (ONNXStep) throws(NetworkError) -> String) {
        self.name = name
        self.write = write
    }

    private static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    static func named(_ name: String) -> ONNXOperation? { byName[name] }

    static let table: [ONNXOperation] = same + truths + numbers + reductions + shapes + products

    /// Operations that ONNX has under another name.
    private static let same = [
        ("negative", "Neg"), ("exp", "Exp"), ("log", "Log"), ("sqrt", "Sqrt"), ("reciprocal", "Reciprocal"),
        ("erf", "Erf"), ("absolute", "Abs"), ("sin", "Sin"), ("cos", "Cos"), ("tan", "Tan"), ("asin", "Asin"),
        ("acos", "Acos"), ("atan", "Atan"), ("sinh", "Sinh"), ("cosh", "Cosh"), ("tanh", "Tanh"), ("asinh", "Asinh"),
        ("acosh", "Acosh"), ("atanh", "Atanh"), ("sigmoid", "Sigmoid"), ("softplus", "Softplus"),
        ("softsign", "Softsign"), ("relu", "Relu"), ("selu", "Selu"), ("hard_silu", "HardSwish"), ("sign", "Sign"),
        ("floor", "Floor"), ("ceil", "Ceil"), ("round", "Round"), ("add", "Add"), ("subtract", "Sub"),
        ("multiply", "Mul"), ("divide", "Div"), ("power", "Pow"), ("maximum", "Max"), ("minimum", "Min"),
        ("identity", "Identity"), ("cast", "Identity"), ("stop_gradient", "Identity"),
    ].map { (name, operation) in
        ONNXOperation(name) { (step) throws(NetworkError) in step.graph.node(operation, step.inputs) }
    }

    /// Comparisons give truth values there and numbers here.
    private static let truths =
        [
            ("equal", "Equal"), ("less", "Less"), ("less_equal", "LessOrEqual"), ("greater", "Greater"),
            ("greater_equal", "GreaterOrEqual"), ("isnan", "IsNaN"),
        ].map { (name, operation) in
            ONNXOperation(name) { (step) throws(NetworkError) in
                step.graph.node("Cast", [step.graph.node(operation, step.inputs)], [("to", .int(1))])
            }
        }
        + [("logical_and", "And"), ("logical_or", "Or"), ("logical_xor", "Xor"), ("logical_not", "Not")].map {
            (name, operation) in
            ONNXOperation(name) { (step) throws(NetworkError) in
                let truths = step.inputs.map { step.graph.node("Cast", [$0], [("to", .int(9))]) }
                return step.graph.node("Cast", [step.graph.node(operation, truths)], [("to", .int(1))])
            }
        } + [
            ONNXOperation("not_equal") { (step) throws(NetworkError) in
                let differs = step.graph.node("Not", [step.graph.node("Equal", step.inputs)])
                return step.graph.node("Cast", [differs], [("to", .int(1))])
            },
            ONNXOperation("where") { (step) throws(NetworkError) in
                guard let a = step.parameters.0.places, let b = step.parameters.1.places else {
                    throw step.trace.call.refused("a choice has no mask")
                }
                return step.graph.node("Where", [try step.trace.constant(a, b, as: .bool)] + step.inputs)
            },
        ]

    private static let numbers = [
        ONNXOperation("square") { (step) throws(NetworkError) in step.graph.node("Mul", [step.x, step.x]) },
        ONNXOperation("rsqrt") { (step) throws(NetworkError) in
            step.graph.node("Reciprocal", [step.graph.node("Sqrt", [step.x])])
        },
        ONNXOperation("expm1") { (step) throws(NetworkError) in
            step.graph.node("Sub", [step.graph.node("Exp", [step.x]), try step.graph.number(1)])
        },
        ONNXOperation("log1p") { (step) throws(NetworkError) in
            step.graph.node("Log", [step.graph.node("Add", [step.x, try step.graph.number(1)])])
        },
        ONNXOperation("floor_divide") { (step) throws(NetworkError) in
            step.graph.node("Floor", [step.graph.node("Div", step.inputs)])
        },
        ONNXOperation("mod") { (step) throws(NetworkError) in
            let whole = step.graph.node("Floor", [step.graph.node("Div", step.inputs)])
            return step.graph.node("Sub", [step.x, step.graph.node("Mul", [whole, step.inputs[1]])])
        },
        ONNXOperation("relu6") { (step) throws(NetworkError) in
            step.graph.node("Clip", [step.x, try step.graph.number(0), try step.graph.number(6)])
        },
        ONNXOperation("clip") { (step) throws(NetworkError) in
            var y = step.x
            if step.parameters.0.low > -.infinity {
                y = step.graph.node("Max", [y, try step.graph.number(step.parameters.0.low)])
            }
            if step.parameters.0.high < .infinity {
                y = step.graph.node("Min", [y, try step.graph.number(step.parameters.0.high)])
            }
            return y
        },
        ONNXOperation("leaky_relu") { (step) throws(NetworkError) in
            step.graph.node("LeakyRelu", [step.x], [("alpha", .float(step.parameters.0.alpha))])
        },
        ONNXOperation("elu") { (step) throws(NetworkError) in
            step.graph.node("Elu", [step.x], [("alpha", .float(step.parameters.0.alpha))])
        },
        ONNXOperation("celu") { (step) throws(NetworkError) in
            step.graph.node("Celu", [step.x], [("alpha", .float(step.parameters.0.alpha))])
        },
        ONNXOperation("hard_sigmoid") { (step) throws(NetworkError) in
            step.graph.node("HardSigmoid", [step.x], [("alpha", .float(1.0 / 6)), ("beta", .float(0.5))])
        },
        ONNXOperation("silu") { (step) throws(NetworkError) in
            step.graph.node("Mul", [step.x, step.graph.node("Sigmoid", [step.x])])
        },
        ONNXOperation("mish") { (step) throws(NetworkError) in
            step.graph.node("Mul", [step.x, step.graph.node("Tanh", [step.graph.node("Softplus", [step.x])])])
        },
        ONNXOperation("log_sigmoid") { (step) throws(NetworkError) in
            step.graph.node("Neg", [step.graph.node("Softplus", [step.graph.node("Neg", [step.x])])])
        },
        ONNXOperation("gelu") { (step) throws(NetworkError) in
            let g = step.graph
            let share = g.node("Erf", [g.node("Mul", [step.x, try g.number(0.5.squareRoot())])])
            return g.node(
                "Mul", [g.node("Mul", [step.x, try g.number(0.5)]), g.node("Add", [share, try g.number(1)])])
        },
    ]

    private static let reductions =
        [
            ("sum", "ReduceSum"), ("mean", "ReduceMean"), ("max", "ReduceMax"), ("min", "ReduceMin"),
            ("prod", "ReduceProd"), ("logsumexp", "ReduceLogSumExp"),
        ].map { (name, operation) in
            ONNXOperation(name) { (step) throws(NetworkError) in
                let axes = try step.fixed(step.parameters.0.axes, step.parameters.1.axes)
                if axes.isEmpty { return step.graph.node("Identity", [step.x]) }
                return step.graph.node(operation, [step.x, try step.graph.whole(axes)])
            }
        }
        + [("softmax", "Softmax"), ("log_softmax", "LogSoftmax")].map { (name, operation) in
            ONNXOperation(name) { (step) throws(NetworkError) in
                step.graph.node(operation, [step.x], [("axis", .int(step.parameters.0.axes.first ?? -1))])
            }
        } + [
            ONNXOperation("cumsum") { (step) throws(NetworkError) in
                step.graph.node(
                    "CumSum", [step.x, try step.graph.whole([step.parameters.0.axes.first ?? 0])],
                    [("reverse", .int(step.parameters.0.isReversed ? 1 : 0))])
            }
        ]

    private static let shapes = [
        ONNXOperation("reshape") { (step) throws(NetworkError) in
            let (a, b) = (step.parameters.0.shape, step.parameters.1.shape)
            let open = a.indices.filter { $0 < b.count && a[$0] != b[$0] }
            if a.count == b.count, open.count <= 1 {
                let target = a.indices.map { open.contains($0) ? -1 : a[$0] }
                return step.graph.node("Reshape", [step.x, try step.graph.whole(target)])
            }
            return step.graph.node("Reshape", [step.x, try step.trace.shape(a, b)])
        },
        ONNXOperation("broadcast") { (step) throws(NetworkError) in
            step.graph.node("Expand", [step.x, try step.trace.shape(step.parameters.0.shape, step.parameters.1.shape)])
        },
        ONNXOperation("transpose") { (step) throws(NetworkError) in
            step.graph.node("Transpose", [step.x], [("perm", .ints(step.parameters.0.axes))])
        },
        ONNXOperation("concatenate") { (step) throws(NetworkError) in
            step.graph.node("Concat", step.inputs, [("axis", .int(step.parameters.0.axes.first ?? 0))])
        },
        ONNXOperation("slice") { (step) throws(NetworkError) in try slice(step) },
        ONNXOperation("pad") { (step) throws(NetworkError) in
            let (a, b) = (step.parameters.0, step.parameters.1)
            func around(_ p: Operation.Parameters, _ x: Variable) -> [Int] {
                p.starts + x.shape.indices.map { p.shape[$0] - p.starts[$0] - x.shape[$0] }
            }
            let counts = try step.fixed(around(a, step.operands.0[0]), around(b, step.operands.1[0]))
            return step.graph.node(
                "Pad", [step.x, try step.graph.whole(counts), try step.graph.number(a.fill)])
        },
        ONNXOperation("take") { (step) throws(NetworkError) in
            guard let a = step.parameters.0.places, let b = step.parameters.1.places else {
                throw step.trace.call.refused("a choice has no places")
            }
            let places = try step.trace.constant(a, b, as: .int64)
            return step.graph.node(
                "Gather", [step.x, places], [("axis", .int(step.parameters.0.axes.first ?? 0))])
        },
    ]

    /// Parts along each axis; starts and counts that depend on the data's size are told by where the axis ends.
    private static func slice(_ step: ONNXStep) throws(NetworkError) -> String {
        let (p, q) = (step.parameters.0, step.parameters.1)
        let (x, y) = (step.operands.0[0].shape, step.operands.1[0].shape)
        let far = Int(Int32.max)
        var starts: [Int] = [], ends: [Int] = [], axes: [Int] = [], steps: [Int] = []
        for axis in x.indices {
            let stride = p.steps[axis]
            if p.starts[axis] == 0, stride == 1, p.shape[axis] == x[axis], q.shape[axis] == y[axis] { continue }
            guard stride != 0, q.steps[axis] == stride, p.shape[axis] > 0 else {
                throw step.trace.call.refused("a part of its input can't be told")
            }
            let isFixed = p.starts[axis] == q.starts[axis]
            let fromEnd = p.starts[axis] - x[axis]
            guard isFixed || fromEnd == q.starts[axis] - y[axis] else {
                throw step.trace.call.refused("a part of its input can't be told")
            }
            let start = isFixed && p.starts[axis] < x[axis] ? p.starts[axis] : fromEnd
            var end = start + stride * p.shape[axis]
            if p.shape[axis] != q.shape[axis] {
                guard let open = openEnd(of: p, q, axis, x[axis], y[axis]) else {
                    throw step.trace.call.refused("a part of its input can't be told")
                }
                end = open
            } else if isFixed, end < 0 {
                end = -far
            } else if !isFixed, stride > 0, end >= 0 {
                end = far
            }
            starts.append(start)
            ends.append(end)
            axes.append(axis)
            steps.append(stride)
        }
        if axes.isEmpty { return step.graph.node("Identity", [step.x]) }
        return step.graph.node(
            "Slice",
            [
                step.x, try step.graph.whole(starts), try step.graph.whole(ends), try step.graph.whole(axes),
                try step.graph.whole(steps),
            ])
    }

    /// Where a part ends whose length goes with the axis's, told by two lengths: beyond its end, or places before it.
    private static func openEnd(
        of p: Operation.Parameters, _ q: Operation.Parameters, _ axis: Int, _ length: Int, _ other: Int
    ) -> Int? {
        let stride = p.steps[axis], pairs = [(p, length), (q, other)]
        let ends = pairs.map { $0.0.starts[axis] + stride * $0.0.shape[axis] }
        if stride < 0 { return ends.allSatisfy { $0 < 0 } ? -Int(Int32.max) : nil }
        // Ends that give just as many places, counted from the axis's end.
        let last = zip(ends, pairs).map { $0 - $1.1 }.min() ?? 0
        let first = zip(ends, pairs).map { $0 - stride + 1 - $1.1 }.max() ?? 0
        if first > min(last, 0) { return nil }
        return last >= 0 ? Int(Int32.max) : last
    }

    private static let products = [
        ONNXOperation("matmul") { (step) throws(NetworkError) in
            var names = step.inputs
            for (i, turned) in step.parameters.0.axes.enumerated() where turned == 1 && i < 2 {
                let rank = step.operands.0[i].shape.count
                let order = Array(0..<max(rank - 2, 0)) + [rank - 1, rank - 2]
                names[i] = step.graph.node("Transpose", [names[i]], [("perm", .ints(order))])
            }
            return step.graph.node("MatMul", names)
        },
        ONNXOperation("einsum") { (step) throws(NetworkError) in
            var letters: [Int: Character] = [:]
            let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
            func text(_ labels: [Int]) -> String {
                String(
                    labels.map { label in
                        let letter = letters[label] ?? alphabet[letters.count % alphabet.count]
                        letters[label] = letter
                        return letter
                    })
            }
            let sides = step.parameters.0.labels.map(text)
            guard letters.count <= alphabet.count, let target = sides.last else {
                throw step.trace.call.refused("a sum of products has too many axes")
            }
            let equation = sides.dropLast().joined(separator: ",") + "->" + target
            return step.graph.node("Einsum", step.inputs, [("equation", .text(equation))])
        },
    ]
}
