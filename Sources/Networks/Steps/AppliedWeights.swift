import Loops

/// Layers behind a step whose work it does itself when the network only predicts.
struct Followers {
    /// A batch normalization, whose moments are fixed then: it scales the kernel's filters and moves the bias.
    var normalization: Layer?
    /// An activation after that.
    var activation: ActivationKind?
}

/// The kernel and bias that a step multiplies with: its layer's own, or with a batch normalization folded in.
///
///     gamma (x w + b - mean) / √(variance + epsilon) + beta = x (w s) + (b - mean) s + beta,  s = gamma / √(variance + epsilon)
///
/// The kernel's last axes are the channels of the result.
final class AppliedWeights {
    let kernel: Source
    let bias: Source?
    private let own: (kernel: Weight, bias: Weight?)
    private let folded: Folded?

    private struct Folded {
        let normalization: ChannelNormalization
        let kernel: Scratch
        /// The bias, then a factor for each channel, then zeros.
        let rows: Scratch
        let channels: Int
    }

    init(_ layer: Layer, _ site: StepSite) throws(NetworkError) {
        own = (layer.weights[0], layer.weights.count > 1 ? layer.weights[1] : nil)
        guard let follower = site.followers.normalization else {
            folded = nil
            kernel = Source(own.kernel.storage)
            bias = own.bias.map { Source($0.storage) }
            return
        }
        let normalization = try ChannelNormalization(follower), channels = normalization.channels
        let what = "a convolution"
        let made = Folded(
            normalization: normalization, kernel: try Scratch(own.kernel.count, what),
            rows: try Scratch(3 * channels, what), channels: channels)
        folded = made
        kernel = Source(made.kernel.base)
        bias = Source(made.rows.base)
    }

    /// Folds anew; weights have changed.
    func refresh(_ loops: LoopTable) {
        guard let folded else { return }
        let c = folded.channels, (scale, shift) = folded.normalization.trained
        let (bias, factors, zeros) = (folded.rows.base, folded.rows.base + c, folded.rows.base + 2 * c)
        for i in 0..<c {
            factors[i] = Float(scale[i])
            bias[i] = Float(Double(own.bias?.storage[i] ?? 0) * scale[i] + shift[i])
        }
        loops.normalizing.scale(folded.kernel.base, own.kernel.storage, factors, zeros, own.kernel.count / c, c)
    }
}
