import Glibc
import Tensors

/// Functions of pairs of elements. Operands broadcast, so each gradient is summed back to its operand's shape.
extension Operation {
    /// Same shapes, a row against a matrix, a column against a row, a number against a matrix, nothing at all.
    static func pairs(in range: ClosedRange<Double> = -2...2) -> [Example] {
        [[[2, 3], [2, 3]], [[2, 3], [3]], [[2, 1], [1, 3]], [[], [2, 2]], [[0, 2], [1, 2]]].map {
            Example($0, in: range)
        }
    }

    static let pairwise: [Operation] = [
        Operation(
            "add", "a + b", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.add(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                [
                    try flow.when(0) { () throws(TensorError) in try flow.dy.summed(to: flow.inputs[0].shape) },
                    try flow.when(1) { () throws(TensorError) in try flow.dy.summed(to: flow.inputs[1].shape) },
                ]
            }),
        Operation(
            "subtract", "a - b", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.subtract(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                [
                    try flow.when(0) { () throws(TensorError) in try flow.dy.summed(to: flow.inputs[0].shape) },
                    try flow.when(1) { () throws(TensorError) in try (-flow.dy).summed(to: flow.inputs[1].shape) },
                ]
            }),
        Operation(
            "multiply", "a times b, element by element", examples: pairs(),
            forward: { (x, _) throws(TensorError) in try Ufunc.multiply(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                return [
                    try flow.when(0) { () throws(TensorError) in try (flow.dy * b).summed(to: a.shape) },
                    try flow.when(1) { () throws(TensorError) in try (flow.dy * a).summed(to: b.shape) },
                ]
            }),
        Operation(
            "divide", "a / b", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.divide(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let share = try flow.dy / b
                return [
                    try flow.when(0) { () throws(TensorError) in try share.summed(to: a.shape) },
                    try flow.when(1) { () throws(TensorError) in try (-(share * flow.output)).summed(to: b.shape) },
                ]
            }),
        Operation(
            "power", "a to the power of b; the gradient of b is 0 where a is not above 0", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.power(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try (flow.dy * b * row("power")(a, b - 1)).summed(to: a.shape)
                    },
                    try flow.when(1) { () throws(TensorError) in
                        // As TensorFlow has it: the logarithm counts above 0 only.
                        let isAbove = try map(a.value) { $0 > 0 ? 1 : 0 }
                        let safe = try Variable.choose(where: isAbove, a, .constant(1, like: a))
                        return try (flow.dy * flow.output * row("log")(safe)).summed(to: b.shape)
                    },
                ]
            }),
        extreme("maximum", "the larger of a and b; the gradient of equals goes to a", .maximum, .greaterEqual),
        extreme("minimum", "the smaller of a and b; the gradient of equals goes to a", .minimum, .lessEqual),
        Operation(
            "atan2", "the angle of the point (b, a), from -pi to pi", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.row(named: "arctan2")(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let share = try flow.dy / (row("square")(a) + row("square")(b))
                return [
                    try flow.when(0) { () throws(TensorError) in try (share * b).summed(to: a.shape) },
                    try flow.when(1) { () throws(TensorError) in try (-(share * a)).summed(to: b.shape) },
                ]
            }),
        Operation(
            "mod", "what is left of a after whole steps of b, of b's sign", examples: pairs(in: 0.5...2),
            forward: { (x, _) throws(TensorError) in try Ufunc.remainder(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                return [
                    try flow.when(0) { () throws(TensorError) in try flow.dy.summed(to: a.shape) },
                    try flow.when(1) { () throws(TensorError) in
                        let steps = try Variable.constant(Ufunc.floorDivide(a.value, b.value), like: b)
                        return try (-(flow.dy * steps)).summed(to: b.shape)
                    },
                ]
            }),
        Operation(
            "where", "a where the mask `places` is true, else b; all three broadcast",
            examples: [
                Example([[2, 3], [2, 3]], Parameters(places: mask([1, 0, 1, 0, 0, 1], [2, 3]))),
                Example([[3], [2, 1]], Parameters(places: mask([1, 0], [2, 1]))),
                Example([[], [0, 2]], Parameters(places: mask([1, 0], [2]))),
            ],
            forward: { (x, settings) throws(TensorError) in
                let mask = try condition(settings)
                let shape = try Tensor.broadcastShape([mask.shape, x[0].shape, x[1].shape])
                try Tensor.checkedCount(shape, x[0].dtype)
                guard let wide = mask.broadcast(to: shape), let a = x[0].broadcast(to: shape),
                    let b = x[1].broadcast(to: shape)
                else { throw TensorError(.value, "where: shapes do not broadcast") }
                return try Tensor.choose(wide, a, b, dtype: DType.promote(a.dtype, b.dtype))
            },
            backward: { (flow) throws(TensorError) in
                let zero = try Variable.constant(0, like: flow.dy)
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try row("where")(flow.dy, zero, parameters: flow.parameters).summed(to: flow.inputs[0].shape)
                    },
                    try flow.when(1) { () throws(TensorError) in
                        try row("where")(zero, flow.dy, parameters: flow.parameters).summed(to: flow.inputs[1].shape)
                    },
                ]
            }),
    ]

    static func mask(_ list: [Int64], _ shape: [Int]) -> Tensor? { try? Tensor(list, shape: shape) }

    private static func condition(_ settings: Parameters) throws(TensorError) -> Tensor {
        guard let mask = settings.places else { throw TensorError(.type, "where needs a mask") }
        return try mask.asType(.bool)
    }

    private static func extreme(_ name: String, _ doc: String, _ ufunc: Ufunc, _ wins: Ufunc) -> Operation {
        Operation(
            name, doc, examples: pairs(),
            forward: { (x, _) throws(TensorError) in try ufunc(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                // Chosen, not multiplied: TensorFlow lets no infinity through to the operand that lost.
                let isFirst = try wins(a.value, b.value)
                let zero = try Variable.constant(0, like: flow.dy)
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try Variable.choose(where: isFirst, flow.dy, zero).summed(to: a.shape)
                    },
                    try flow.when(1) { () throws(TensorError) in
                        try Variable.choose(where: isFirst, zero, flow.dy).summed(to: b.shape)
                    },
                ]
            })
    }
}

/// The operators between variables; shapes broadcast. Plain numbers take the variable's type.
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

    public static func + (a: Variable, b: Double) throws(TensorError) -> Variable { try a + .constant(b, like: a) }
    public static func - (a: Variable, b: Double) throws(TensorError) -> Variable { try a - .constant(b, like: a) }
    public static func - (a: Double, b: Variable) throws(TensorError) -> Variable { try .constant(a, like: b) - b }
    public static func * (a: Variable, b: Double) throws(TensorError) -> Variable { try a * .constant(b, like: a) }
    public static func / (a: Variable, b: Double) throws(TensorError) -> Variable { try a / .constant(b, like: a) }

    /// Each element to the power of another's.
    public func power(_ exponent: Variable) throws(TensorError) -> Variable {
        try Operation.row("power")(self, exponent)
    }
    /// Each element to the power of a number.
    public func power(_ exponent: Double) throws(TensorError) -> Variable { try power(.constant(exponent, like: self)) }
    /// The larger of each pair; the gradient of equals goes to `a`.
    public static func maximum(_ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        try Operation.row("maximum")(a, b)
    }
    /// The smaller of each pair; the gradient of equals goes to `a`.
    public static func minimum(_ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        try Operation.row("minimum")(a, b)
    }
    /// `a` where the mask is not 0, else `b`; all three broadcast, no gradient flows to the mask.
    public static func choose(where mask: Tensor, _ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        try Operation.row("where")(a, b, parameters: .init(places: mask))
    }
}
