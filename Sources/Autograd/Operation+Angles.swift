import Glibc
import Loops
import Tensors

/// Angles and the functions of the hyperbola.
extension Operation {
    static let angles: [Operation] = [
        smooth(
            "sin", "the sine of x in radians", { (x, _) throws(TensorError) in try map(x, Glibc.sin) },
            slope: { (flow) throws(TensorError) in try row("cos")(flow.x) }),
        smooth(
            "cos", "the cosine of x in radians", { (x, _) throws(TensorError) in try map(x, Glibc.cos) },
            slope: { (flow) throws(TensorError) in try -row("sin")(flow.x) }),
        smooth(
            "tan", "the tangent of x in radians", in: -1.2...1.2,
            { (x, _) throws(TensorError) in try map(x, Glibc.tan) },
            slope: { (flow) throws(TensorError) in try row("square")(flow.output) + 1 }),
        smooth(
            "asin", "the angle whose sine is x, from -1 to 1", in: -0.8...0.8,
            { (x, _) throws(TensorError) in try map(x, Glibc.asin) },
            slope: { (flow) throws(TensorError) in try row("rsqrt")(1 - row("square")(flow.x)) }),
        smooth(
            "acos", "the angle whose cosine is x, from -1 to 1", in: -0.8...0.8,
            { (x, _) throws(TensorError) in try map(x, Glibc.acos) },
            slope: { (flow) throws(TensorError) in try -row("rsqrt")(1 - row("square")(flow.x)) }),
        smooth(
            "atan", "the angle whose tangent is x",
            { (x, _) throws(TensorError) in try map(x, Glibc.atan) },
            slope: { (flow) throws(TensorError) in try row("reciprocal")(row("square")(flow.x) + 1) }),
        smooth(
            "sinh", "the hyperbolic sine", { (x, _) throws(TensorError) in try map(x, Glibc.sinh) },
            slope: { (flow) throws(TensorError) in try row("cosh")(flow.x) }),
        smooth(
            "cosh", "the hyperbolic cosine", { (x, _) throws(TensorError) in try map(x, Glibc.cosh) },
            slope: { (flow) throws(TensorError) in try row("sinh")(flow.x) }),
        smooth(
            "tanh", "the hyperbolic tangent: from -1 to 1",
            { (x, _) throws(TensorError) in try map(x, single: Loops.best.tanh, Glibc.tanh) },
            fused: { (slope) throws(TensorError) in try slope.times { _, y in 1 - y * y } },
            slope: { (flow) throws(TensorError) in try 1 - row("square")(flow.output) }),
        smooth(
            "asinh", "the number whose hyperbolic sine is x",
            { (x, _) throws(TensorError) in try map(x, Glibc.asinh) },
            slope: { (flow) throws(TensorError) in try row("rsqrt")(row("square")(flow.x) + 1) }),
        smooth(
            "acosh", "the number whose hyperbolic cosine is x > 1", in: 1.5...3,
            { (x, _) throws(TensorError) in try map(x, Glibc.acosh) },
            slope: { (flow) throws(TensorError) in try row("rsqrt")(row("square")(flow.x) - 1) }),
        smooth(
            "atanh", "the number whose hyperbolic tangent is x, from -1 to 1", in: -0.8...0.8,
            { (x, _) throws(TensorError) in try map(x, Glibc.atanh) },
            slope: { (flow) throws(TensorError) in try row("reciprocal")(1 - row("square")(flow.x)) }),
    ]
}

/// Functions of angles, one for each row.
extension Variable {
    /// The sine of angles in radians.
    public func sin() throws(TensorError) -> Variable { try Operation.row("sin")(self) }
    /// The cosine of angles in radians.
    public func cos() throws(TensorError) -> Variable { try Operation.row("cos")(self) }
    /// The tangent of angles in radians.
    public func tan() throws(TensorError) -> Variable { try Operation.row("tan")(self) }
    /// The hyperbolic tangent.
    public func tanh() throws(TensorError) -> Variable { try Operation.row("tanh")(self) }
}
