import Arrays
import Language
import Networks
import Tensors

/// `layer.adapt(data)`: what a Normalization layer learns of data before any training.
enum KerasAdapt {
    static let method = NativeFunction(
        "adapt", [Parameter("data", doc: "Samples: the mean and variance of their features are kept.")],
        doc: "Takes over mean and variance of data; for Normalization."
    ) { (call) throws(LanguageError) in
        let layer = try LayerObject.of(call.receiver?.heapObject).layer
        guard layer.kind.name == "Normalization" else {
            throw LanguageError.attributeError("'\(layer.kind.name)' object has no attribute 'adapt'")
        }
        let data = try call.tensor(0, dtype: .float64)
        guard data.rank > 0, data.count > 0 else {
            throw LanguageError.valueError("adapt() needs at least one sample")
        }
        let sample = Array(data.shape.dropFirst())
        try learning { () throws(NetworkError) in
            try layer.build([sample.isEmpty ? [1] : sample], KerasState.of(call.interpreter).randomness())
        }
        guard layer.weights.count == 3 else {
            throw LanguageError.valueError(
                "Cannot `adapt` a Normalization layer that is initialized with static `mean` and `variance`")
        }
        let axes = layer.weights[0].shape.isEmpty || sample.isEmpty ? nil : Array(0..<data.rank - 1)
        let (mean, variance) = try lifting { () throws(TensorError) in
            (try data.mean(axes: axes), try data.variance(axes: axes))
        }
        for (weight, value) in zip(layer.weights, [mean, variance]) {
            let shaped = try lifting { () throws(TensorError) in try value.reshaped(weight.shape) }
            try learning { () throws(NetworkError) in try weight.set(shaped) }
        }
        return .none
    }
}
