import Tensors

/// What changes by steps: rounding, signs, comparisons as 0 and 1. Their slope is 0 wherever they have one, so no
/// gradient flows through them.
extension Operation {
    private static func flat(_ name: String, _ doc: String, _ ufunc: Ufunc) -> Operation {
        Operation(
            name, doc + "; no gradient flows", examples: [Example([[3, 4]]), Example([[0]])],
            forward: { (x, _) throws(TensorError) in try ufunc(x[0]).asType(x[0].dtype) },
            backward: { (_) throws(TensorError) in [nil] })
    }

    private static func flatPair(_ name: String, _ doc: String, _ ufunc: Ufunc) -> Operation {
        Operation(
            name, doc + "; no gradient flows", examples: pairs(in: 0.5...3),
            forward: { (x, _) throws(TensorError) in
                try ufunc(x[0], x[1]).asType(DType.promote(x[0].dtype, x[1].dtype))
            },
            backward: { (_) throws(TensorError) in [nil, nil] })
    }

    static let steps: [Operation] = [
        flat("sign", "-1, 0 or 1 by the sign of x", .row(named: "sign")),
        flat("floor", "the greatest integer that is not above x", .row(named: "floor")),
        flat("ceil", "the least integer that is not below x", .row(named: "ceil")),
        flat("round", "the nearest integer, halves to even", .roundToInteger),
        flat("logical_not", "1 where x is 0, else 0", .logicalNot),
        flat("isnan", "1 where x is not a number, else 0", .isNaN),
        Operation(
            "identity", "x", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in x[0] },
            backward: { (flow) throws(TensorError) in [flow.dy] }),
        Operation(
            "stop_gradient", "x; no gradient flows, as if x were a constant",
            examples: [],
            forward: { (x, _) throws(TensorError) in x[0] }, backward: { (_) throws(TensorError) in [nil] }),
    ]

    static let comparisons: [Operation] = [
        flatPair("equal", "1 where a = b, else 0", .equal),
        flatPair("not_equal", "0 where a = b, else 1", .notEqual),
        flatPair("less", "1 where a < b, else 0", .less),
        flatPair("less_equal", "1 where a <= b, else 0", .lessEqual),
        flatPair("greater", "1 where a > b, else 0", .greater),
        flatPair("greater_equal", "1 where a >= b, else 0", .greaterEqual),
        flatPair("logical_and", "1 where neither is 0, else 0", .logicalAnd),
        flatPair("logical_or", "0 where both are 0, else 1", .logicalOr),
        flatPair("logical_xor", "1 where one of both is 0, else 0", .row(named: "logical_xor")),
        flatPair("floor_divide", "the greatest integer that is not above a / b", .floorDivide),
    ]
}

/// Steps and comparisons.
extension Variable {
    /// -1, 0 or 1.
    public func sign() throws(TensorError) -> Variable { try Operation.row("sign")(self) }
    /// The value as if it were a constant.
    public func stopGradient() -> Variable { detached }

    /// 1 where a comparison holds, else 0: `less`, `less_equal`, `greater`, `greater_equal`, `equal`, `not_equal`.
    public static func compare(_ a: Variable, _ name: String, _ b: Variable) throws(TensorError) -> Variable {
        guard let operation = Operation.comparisons.first(where: { $0.name == name }) else {
            throw TensorError(.value, "no comparison is called '\(name)'")
        }
        return try operation(a, b).detached
    }
}
