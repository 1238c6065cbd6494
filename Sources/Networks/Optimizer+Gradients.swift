import Loops
import Tensors

extension Optimizer {
    /// One step with gradients that the program computed.
    public func apply(_ gradients: [(weight: Weight, gradient: Tensor)]) throws(NetworkError) {
        for (weight, gradient) in gradients {
            guard gradient.shape == weight.shape else {
                throw NetworkError(
                    .shape,
                    "the gradient of '\(weight.name)' has shape \(TensorError.text(of: gradient.shape)), the weight \(TensorError.text(of: weight.shape))"
                )
            }
            try computing { () throws(TensorError) in
                let values = try gradient.asType(.float32).contiguous()
                values.withUnsafeElements(of: Float.self) {
                    if let base = $0.baseAddress { weight.gradient.update(from: base, count: $0.count) }
                }
            }
        }
        try step(gradients.map(\.weight), Loops.best, Network.sharedWorkers)
        for (weight, _) in gradients {
            try weight.constraint?.apply(weight)
            weight.hasChanged()
        }
    }
}
