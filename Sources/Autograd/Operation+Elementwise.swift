import Glibc
import Tensors

/// Functions of one element at a time: y = f(x), dx = f'(x) dy.
extension Operation {
    static let elementwise: [Operation] = [
        Operation(
            "negative", "-x", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.negative(x[0]) },
            backward: { (flow) throws(TensorError) in [try -flow.dy] }),
        Operation(
            "exp", "e to the power of x", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.exponential(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy * flow.output] }),
        Operation(
            "log", "the natural logarithm of x > 0", examples: [Example([[2, 3]], in: 0.5...3)],
            forward: { (x, _) throws(TensorError) in try Ufunc.logarithm(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy / flow.x] }),
        Operation(
            "sqrt", "the square root of x > 0", examples: [Example([[2, 3]], in: 0.5...3)],
            forward: { (x, _) throws(TensorError) in try Ufunc.squareRoot(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy / (flow.output + flow.output)] }),
        Operation(
            "square", "x times itself", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.square(x[0]) },
            backward: { (flow) throws(TensorError) in [try flow.dy * (flow.x + flow.x)] }),
        Operation(
            "sin", "the sine of x in radians", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try map(x[0], Glibc.sin) },
            backward: { (flow) throws(TensorError) in [try flow.dy * row("cos")(flow.x)] }),
        Operation(
            "cos", "the cosine of x in radians", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try map(x[0], Glibc.cos) },
            backward: { (flow) throws(TensorError) in [try -(flow.dy * row("sin")(flow.x))] }),
        Operation(
            "tanh", "the hyperbolic tangent: from -1 to 1", examples: [Example([[2, 3]])],
            forward: { (x, _) throws(TensorError) in try map(x[0], Glibc.tanh) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy - flow.dy * row("square")(flow.output)]
            }),
        Operation(
            "sigmoid", "1 / (1 + exp(-x)): from 0 to 1", examples: [Example([[2, 3]], in: -4...4)],
            forward: { (x, _) throws(TensorError) in
                try map(x[0]) { $0 >= 0 ? 1 / (1 + Glibc.exp(-$0)) : Glibc.exp($0) / (1 + Glibc.exp($0)) }
            },
            backward: { (flow) throws(TensorError) in
                let slope = try flow.output - row("square")(flow.output)
                return [try flow.dy * slope]
            }),
        Operation(
            "softplus", "log(1 + exp(x)): a smooth relu, whose slope is the sigmoid",
            examples: [Example([[2, 3]], in: -4...4)],
            forward: { (x, _) throws(TensorError) in
                try map(x[0]) { Swift.max($0, 0) + Glibc.log1p(Glibc.exp(-Swift.abs($0))) }
            },
            backward: { (flow) throws(TensorError) in [try flow.dy * row("sigmoid")(flow.x)] }),
        Operation(
            "relu", "max(x, 0); the slope at 0 is 0, as Keras has it", examples: [Example([[3, 4]])],
            forward: { (x, _) throws(TensorError) in try map(x[0]) { $0 > 0 || $0.isNaN ? $0 : 0 } },
            backward: { (flow) throws(TensorError) in
                [try flow.dy * .constant(map(flow.x.value) { $0 > 0 ? 1 : 0 })]
            }),
        Operation(
            "absolute", "x without its sign; the slope at 0 is 0", examples: [Example([[3, 4]])],
            forward: { (x, _) throws(TensorError) in try Ufunc.absolute(x[0]) },
            backward: { (flow) throws(TensorError) in
                [try flow.dy * .constant(map(flow.x.value) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })]
            }),
    ]

    /// A function of each element, computed in double precision and kept in the operand's type.
    static func map(_ x: Tensor, _ function: (Double) -> Double) throws(TensorError) -> Tensor {
        let result = try x.contiguous().copy()
        if result.dtype == .float32 {
            result.withUnsafeMutableElements(of: Float.self) { elements in
                for i in elements.indices { elements[i] = Float(function(Double(elements[i]))) }
            }
        } else {
            result.withUnsafeMutableElements(of: Double.self) { elements in
                for i in elements.indices { elements[i] = function(elements[i]) }
            }
        }
        return result
    }
}
