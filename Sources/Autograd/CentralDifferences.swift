import Tensors

/// Gradients by the definition: how much a function changes when one number does. Slow and independent of every rule.
public enum CentralDifferences {
    /// (f(x + h) - f(x - h)) / 2h for every element of every argument, in double precision.
    ///
    /// - Parameters:
    ///   - step: h; 1e-5 leaves an error near 1e-10 for functions of moderate curvature.
    ///   - function: from the arguments to one number.
    /// - Returns: tensors of the arguments' shapes, float64.
    public static func gradients(
        at arguments: [Tensor], step: Double = 1e-5, of function: ([Tensor]) throws(TensorError) -> Double
    ) throws(TensorError) -> [Tensor] {
        var results: [Tensor] = []
        for place in arguments.indices {
            let elements = try arguments[place].elements(as: Double.self)
            var slopes: [Double] = []
            for i in elements.indices {
                var values: [Double] = []
                for sign in [1.0, -1.0] {
                    var moved = elements
                    moved[i] += sign * step
                    var inputs = arguments
                    inputs[place] = try Tensor(moved, shape: arguments[place].shape)
                    values.append(try function(inputs))
                }
                slopes.append((values[0] - values[1]) / (2 * step))
            }
            results.append(try Tensor(slopes, shape: arguments[place].shape))
        }
        return results
    }
}
