import Tensors

/// Functions of pairs of elements. Operands broadcast, so each gradient is summed back to its operand's shape.
extension Operation {
    /// Same shapes, a row against a matrix, a column against a row, a number against a matrix.
    private static func pairs(in range: ClosedRange<Double> = -2...2) -> [Example] {
        [[[2, 3], [2, 3]], [[2, 3], [3]], [[2, 1], [1, 3]], [[], [2, 2]]].map { Example($0, in: range) }
    }

    static let pairwise: [Operation] = [
        Operation(
            "add", "a + b", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.add(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy.summed(to: flow.inputs[0].shape), try flow.dy.summed(to: flow.inputs[1].shape)]
            }),
        Operation(
            "subtract", "a - b", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.subtract(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy.summed(to: flow.inputs[0].shape), try (-flow.dy).summed(to: flow.inputs[1].shape)]
            }),
        Operation(
            "multiply", "a times b, element by element", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.multiply(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                return [try (flow.dy * b).summed(to: a.shape), try (flow.dy * a).summed(to: b.shape)]
            }),
        Operation(
            "divide", "a / b", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.divide(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let share = try flow.dy / b
                return [try share.summed(to: a.shape), try (-(share * flow.output)).summed(to: b.shape)]
            }),
        Operation(
            "power", "a to the power of b; the gradient of b needs a > 0", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.power(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let one = try Variable.constant(1, like: b)
                let da = try flow.dy * b * row("power")(a, b - one)
                let db = try flow.dy * flow.output * row("log")(a)
                return [try da.summed(to: a.shape), try db.summed(to: b.shape)]
            }),
        extreme("maximum", "the larger of a and b; equals share the gradient") { $0 > $1 },
        extreme("minimum", "the smaller of a and b; equals share the gradient") { $0 < $1 },
    ]

    private static func extreme(
        _ name: String, _ doc: String, _ wins: @escaping @Sendable (Double, Double) -> Bool
    ) -> Operation {
        let ufunc = name == "maximum" ? Ufunc.maximum : Ufunc.minimum
        return Operation(
            name, doc, examples: pairs(),
            forward: { (x, _) throws(TensorError) in try ufunc(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let difference = try Ufunc.subtract(a.value, b.value)
                let share = try Variable.constant(map(difference) { $0 == 0 ? 0.5 : wins($0, 0) ? 1 : 0 })
                let first = try flow.dy * share
                return [try first.summed(to: a.shape), try (flow.dy - first).summed(to: b.shape)]
            })
    }
}

/// The operators between variables; shapes broadcast.
extension Variable {
    public static func + (a: Variable, b: Variable) throws(TensorError) -> Variable { try Operation.row("add")(a, b) }
    public static func - (a: Variable, b: Variable) throws(TensorError) -> Variable {
        try Operation.row("subtract")(a, b)
    }
    public static func * (a: Variable, b: Variable) throws(TensorError) -> Variable {
        try Operation.row("multiply")(a, b)
    }
    public static func / (a: Variable, b: Variable) throws(TensorError) -> Variable {
        try Operation.row("divide")(a, b)
    }
    public static prefix func - (a: Variable) throws(TensorError) -> Variable { try Operation.row("negative")(a) }
}
