import Tensors

/// How far predictions are from the truth: Keras 3's functions of `keras.losses`, as compositions of rows.
///
/// Each takes (yTrue, yPred) of one shape [N, …, D] and gives one number a sample, [N, …]: the mean, or where the
/// function says so the sum, over the last axis. The truth takes the predictions' type. Where ranks differ by an axis
/// of length 1 at the end, it is dropped or added, as Keras does.
public enum Losses {
    /// Keras's small number that keeps logarithms and quotients finite.
    public static let epsilon = 1e-7

    // MARK: Distances

    /// The mean of (y - p)².
    public static func meanSquaredError(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let (y, p) = try matched(yTrue, yPred)
        return try (y - p).squared().mean([-1])
    }

    /// The mean of |y - p|.
    public static func meanAbsoluteError(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let (y, p) = try matched(yTrue, yPred)
        return try (y - p).absolute().mean([-1])
    }

    /// 100 times the mean of |y - p| / max(|y|, epsilon).
    public static func meanAbsolutePercentageError(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable
    {
        let (y, p) = try matched(yTrue, yPred)
        let size = try Variable.maximum(y.absolute(), .constant(epsilon, like: p))
        return try ((y - p) / size).absolute().mean([-1]) * 100
    }

    /// The mean of (log(1 + p) - log(1 + y))², both at least epsilon.
    public static func meanSquaredLogarithmicError(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable
    {
        let (y, p) = try matched(yTrue, yPred)
        let least = try Variable.constant(epsilon, like: p)
        let first = try (Variable.maximum(p, least) + 1).log()
        let second = try (Variable.maximum(y, least) + 1).log()
        return try (first - second).squared().mean([-1])
    }

    /// The mean of e²/2 up to |e| = delta, of delta (|e| - delta/2) beyond: Huber (1964).
    public static func huber(_ yTrue: Variable, _ yPred: Variable, delta: Double = 1) throws(TensorError) -> Variable {
        let (y, p) = try matched(yTrue, yPred)
        let error = try p - y
        let size = try error.absolute()
        let isSmall = try Ufunc.lessEqual(size.value, Tensor(.float(delta), dtype: size.value.dtype))
        return try Variable.choose(where: isSmall, error.squared() * 0.5, size * delta - 0.5 * delta * delta).mean([-1])
    }

    /// The mean of log(cosh(p - y)).
    public static func logCosh(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let (y, p) = try matched(yTrue, yPred)
        let error = try p - y
        return try (error + (error * -2).softplus() - 0.693147180559945309).mean([-1])
    }

    /// Less the cosine of the angle between y and p: -1 where they point the same way.
    public static func cosineSimilarity(_ yTrue: Variable, _ yPred: Variable, axis: Int = -1) throws(TensorError)
        -> Variable
    {
        let (y, p) = try matched(yTrue, yPred)
        return try -(y.normalized(axis) * p.normalized(axis)).sum([axis])
    }

    // MARK: Probabilities

    /// The sum of y log(y / p), both from epsilon to 1.
    public static func klDivergence(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let y = try yTrue.cast(to: yPred.value.dtype).clipped(epsilon, 1)
        let p = try yPred.clipped(epsilon, 1)
        return try (y * (y / p).log()).sum([-1])
    }

    /// The mean of p - y log(p + epsilon).
    public static func poisson(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let (y, p) = try matched(yTrue, yPred)
        return try (p - y * (p + epsilon).log()).mean([-1])
    }

    /// The mean of -(y log p + (1 - y) log(1 - p)); from logits x the mean of softplus(x) - x y.
    public static func binaryCrossentropy(
        _ yTrue: Variable, _ yPred: Variable, fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) throws(TensorError) -> Variable {
        let y = try smoothed(sameShape(yTrue, yPred), labelSmoothing, 0.5)
        return try binaryTerms(y, yPred, fromLogits).mean([axis])
    }

    private static func binaryTerms(_ y: Variable, _ yPred: Variable, _ fromLogits: Bool) throws(TensorError)
        -> Variable
    {
        if fromLogits { return try yPred.softplus() - yPred * y }
        let p = try yPred.clipped(epsilon, 1 - epsilon)
        return try -(y * p.log() + (1 - y) * (1 - p).log())
    }

    /// Less the sum of y log p, p divided by its sum and kept from epsilon to 1 - epsilon; from logits by log-softmax.
    public static func categoricalCrossentropy(
        _ yTrue: Variable, _ yPred: Variable, fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) throws(TensorError) -> Variable {
        let given = try sameShape(yTrue, yPred)
        let y = try smoothed(given, labelSmoothing, 1 / Double(Swift.max(given.shape.last ?? 1, 1)))
        if fromLogits { return try -(y * yPred.logSoftmax(axis)).sum([axis]) }
        let p = try (yPred / yPred.sum([axis], keepingDimensions: true)).clipped(epsilon, 1 - epsilon)
        return try -(y * p.log()).sum([axis])
    }

    /// The same for the classes' numbers: labels [N, …] or [N, …, 1] and predictions [N, …, C].
    ///
    /// From probabilities it is that of the logarithms as logits, as Keras has it on TensorFlow.
    /// - ignoredClass: labels that count nothing.
    /// - Throws: `value` for labels outside of 0 ..< C, and for one-hot labels.
    public static func sparseCategoricalCrossentropy(
        _ labels: Tensor, _ yPred: Variable, fromLogits: Bool = false, ignoredClass: Int? = nil
    ) throws(TensorError) -> Variable {
        guard let classes = yPred.shape.last else {
            throw TensorError(.value, "predictions need an axis of classes, got a number")
        }
        let lead = Array(yPred.shape.dropLast())
        guard labels.shape == lead || labels.shape == lead + [1] else {
            throw TensorError(
                .value,
                "labels for predictions of shape \(TensorError.text(of: yPred.shape)) are integers of shape \(TensorError.text(of: lead)), got shape \(TensorError.text(of: labels.shape))",
                hint: labels.shape == yPred.shape
                    ? "these labels are one-hot: use categorical_crossentropy, or np.argmax(y, axis=-1)" : nil)
        }
        var places = try labels.asType(.int64).reshaped(lead + [1])
        var counted: Tensor?
        if let ignoredClass {
            let isCounted = try Ufunc.notEqual(places, Tensor(.int(Int64(ignoredClass)), dtype: .int64))
            places = try Ufunc.multiply(places, isCounted.asType(.int64))
            counted = try isCounted.reshaped(lead)
        }
        let numbers = try places.elements(as: Int64.self)
        if let wrong = numbers.first(where: { $0 < 0 || $0 >= Int64(classes) }) {
            throw TensorError(
                .value, "Received a label value of \(wrong) which is outside the valid range of [0, \(classes)).",
                hint: "the last layer needs an output for every class: labels count from 0 to \(classes - 1) here")
        }
        let logits = fromLogits ? yPred : try yPred.clipped(epsilon, 1 - epsilon).log()
        let losses = try -(logits.logSoftmax().takeAlongAxis(places.contiguous(), axis: -1)).reshaped(lead)
        guard let counted else { return losses }
        return try .choose(where: counted, losses, .constant(0, like: losses))
    }

    /// Binary cross-entropy times (1 - p of the truth)^gamma: Lin and others, "Focal Loss" (2017).
    public static func binaryFocalCrossentropy(
        _ yTrue: Variable, _ yPred: Variable, balancesClasses: Bool = false, alpha: Double = 0.25, gamma: Double = 2,
        fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) throws(TensorError) -> Variable {
        let y = try smoothed(sameShape(yTrue, yPred), labelSmoothing, 0.5)
        let p = fromLogits ? try yPred.sigmoid() : yPred
        let right = try y * p + (1 - y) * (1 - p)
        var terms = try (1 - right).power(gamma) * binaryTerms(y, p, false)
        if balancesClasses { terms = try (y * alpha + (1 - y) * (1 - alpha)) * terms }
        return try terms.mean([axis])
    }

    /// Categorical cross-entropy times alpha (1 - p)^gamma of each class.
    public static func categoricalFocalCrossentropy(
        _ yTrue: Variable, _ yPred: Variable, alpha: Double = 0.25, gamma: Double = 2, fromLogits: Bool = false,
        labelSmoothing: Double = 0, axis: Int = -1
    ) throws(TensorError) -> Variable {
        let given = try sameShape(yTrue, yPred)
        let y = try smoothed(given, labelSmoothing, 1 / Double(Swift.max(given.shape.last ?? 1, 1)))
        let raw = fromLogits ? try yPred.softmax(axis) : yPred
        let p = try (raw / raw.sum([axis], keepingDimensions: true)).clipped(epsilon, 1 - epsilon)
        return try ((1 - p).power(gamma) * alpha * -(y * p.log())).sum([axis])
    }

    // MARK: Margins

    /// The mean of max(1 - y p, 0); labels 0 and 1 become -1 and 1.
    public static func hinge(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        try margins(yTrue, yPred).mean([-1])
    }

    /// The mean of max(1 - y p, 0)².
    public static func squaredHinge(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        try margins(yTrue, yPred).squared().mean([-1])
    }

    /// max(neg - pos + 1, 0): pos the sum of y p, neg the largest of (1 - y) p.
    public static func categoricalHinge(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        let y = try yTrue.cast(to: yPred.value.dtype)
        let right = try (y * yPred).sum([-1])
        let wrong = try ((1 - y) * yPred).max([-1])
        return try .maximum(wrong - right + 1, .constant(0, like: yPred))
    }

    private static func margins(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        var y = try yTrue.cast(to: yPred.value.dtype)
        if try y.value.elements(as: Double.self).allSatisfy({ $0 == 0 || $0 == 1 }) { y = try y * 2 - 1 }
        return try .maximum(1 - y * yPred, .constant(0, like: yPred))
    }

    // MARK: Overlap

    /// 1 - 2 Σ y p / (Σ y + Σ p + epsilon) over axes (`nil`: all).
    public static func dice(_ yTrue: Variable, _ yPred: Variable, axes: [Int]? = nil) throws(TensorError) -> Variable {
        let y = try yTrue.cast(to: yPred.value.dtype)
        return try 1 - (y * yPred).sum(axes) * 2 / (y.sum(axes) + yPred.sum(axes) + epsilon)
    }

    /// 1 - Σ y p / (Σ y p + alpha Σ y (1 - p) + beta Σ p (1 - y) + epsilon) over axes (`nil`: all).
    public static func tversky(
        _ yTrue: Variable, _ yPred: Variable, alpha: Double = 0.5, beta: Double = 0.5, axes: [Int]? = nil
    ) throws(TensorError) -> Variable {
        let y = try yTrue.cast(to: yPred.value.dtype)
        let both = try (y * yPred).sum(axes)
        let missed = try ((1 - yPred) * y).sum(axes) * alpha
        let added = try (yPred * (1 - y)).sum(axes) * beta
        return try 1 - both / (both + missed + added + epsilon)
    }

    // MARK: Shapes

    /// Both in the predictions' type, with as many axes, as Keras's `squeeze_or_expand_to_same_rank`.
    private static func matched(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> (Variable, Variable) {
        var (y, p) = (try yTrue.cast(to: yPred.value.dtype), yPred)
        if y.shape.count == p.shape.count + 1, y.shape.last == 1 {
            if p.shape.count == 1 { p = try p.expandingDimensions([-1]) } else { y = try y.squeezed([-1]) }
        } else if p.shape.count == y.shape.count + 1, p.shape.last == 1 {
            if y.shape.count == 1 { y = try y.expandingDimensions([-1]) } else { p = try p.squeezed([-1]) }
        }
        if y.shape.isEmpty, p.shape.isEmpty { (y, p) = (try y.reshaped([1]), try p.reshaped([1])) }
        return (y, p)
    }

    private static func sameShape(_ yTrue: Variable, _ yPred: Variable) throws(TensorError) -> Variable {
        guard yTrue.shape == yPred.shape else {
            let isSparse =
                yTrue.shape == Array(yPred.shape.dropLast())
                || yTrue.shape == Array(yPred.shape.dropLast()) + [1]
            throw TensorError(
                .value,
                "Arguments `target` and `output` must have the same shape. Received: target.shape=\(TensorError.text(of: yTrue.shape)), output.shape=\(TensorError.text(of: yPred.shape))",
                hint: isSparse && yPred.shape.last != 1
                    ? "labels that are numbers of classes go with sparse_categorical_crossentropy, or with to_categorical(y)"
                    : nil)
        }
        return try yTrue.cast(to: yPred.value.dtype)
    }

    /// y (1 - s) + s times a share.
    private static func smoothed(_ y: Variable, _ smoothing: Double, _ share: Double) throws(TensorError) -> Variable {
        smoothing == 0 ? y : try y * (1 - smoothing) + smoothing * share
    }
}
