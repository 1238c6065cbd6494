import Autograd
import Tensors

func lossFunctions() -> [String: KerasFunction] {
    typealias Loss = @Sendable (Variable, Variable) throws(TensorError) -> Variable
    var all: [String: KerasFunction] = [:]
    func add(_ name: String, _ loss: @escaping Loss) {
        all[name] = KerasFunction { (x) throws(TensorError) in try loss(x[0], x[1]) }
    }
    add("mean_squared_error") { (y, p) throws(TensorError) in try Losses.meanSquaredError(y, p) }
    add("mean_absolute_error") { (y, p) throws(TensorError) in try Losses.meanAbsoluteError(y, p) }
    add("mean_absolute_percentage_error") { (y, p) throws(TensorError) in try Losses.meanAbsolutePercentageError(y, p) }
    add("mean_squared_logarithmic_error") { (y, p) throws(TensorError) in try Losses.meanSquaredLogarithmicError(y, p) }
    add("huber") { (y, p) throws(TensorError) in try Losses.huber(y, p) }
    add("huber(0.4)") { (y, p) throws(TensorError) in try Losses.huber(y, p, delta: 0.4) }
    add("log_cosh") { (y, p) throws(TensorError) in try Losses.logCosh(y, p) }
    add("cosine_similarity") { (y, p) throws(TensorError) in try Losses.cosineSimilarity(y, p) }
    add("squared_hinge") { (y, p) throws(TensorError) in try Losses.squaredHinge(y, p) }
    add("hinge") { (y, p) throws(TensorError) in try Losses.hinge(y, p) }
    add("categorical_hinge") { (y, p) throws(TensorError) in try Losses.categoricalHinge(y, p) }
    add("kl_divergence") { (y, p) throws(TensorError) in try Losses.klDivergence(y, p) }
    add("poisson") { (y, p) throws(TensorError) in try Losses.poisson(y, p) }
    add("dice") { (y, p) throws(TensorError) in try Losses.dice(y, p) }
    add("tversky") { (y, p) throws(TensorError) in try Losses.tversky(y, p) }
    add("binary_crossentropy") { (y, p) throws(TensorError) in try Losses.binaryCrossentropy(y, p) }
    add("binary_crossentropy clipped") { (y, p) throws(TensorError) in try Losses.binaryCrossentropy(y, p) }
    add("binary_crossentropy smoothed") { (y, p) throws(TensorError) in
        try Losses.binaryCrossentropy(y, p, labelSmoothing: 0.2)
    }
    add("binary_focal_crossentropy") { (y, p) throws(TensorError) in try Losses.binaryFocalCrossentropy(y, p) }
    add("binary_focal_crossentropy balanced") { (y, p) throws(TensorError) in
        try Losses.binaryFocalCrossentropy(y, p, balancesClasses: true, alpha: 0.3, gamma: 1.5)
    }
    add("categorical_crossentropy") { (y, p) throws(TensorError) in try Losses.categoricalCrossentropy(y, p) }
    add("categorical_crossentropy smoothed") { (y, p) throws(TensorError) in
        try Losses.categoricalCrossentropy(y, p, labelSmoothing: 0.2)
    }
    add("categorical_focal_crossentropy") { (y, p) throws(TensorError) in
        try Losses.categoricalFocalCrossentropy(y, p)
    }
    let labels = [0.0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0.5, 0.5]
    func labelled(_ name: String, _ loss: @escaping Loss) {
        all[name] = KerasFunction { (x) throws(TensorError) in
            try loss(.constant(Tensor(labels, shape: [3, 4])), x[0])
        }
    }
    all["hinge of bits"] = KerasFunction { (x) throws(TensorError) in
        try Losses.hinge(.constant(Tensor(labels.map { $0.rounded(.toNearestOrEven) }, shape: [3, 4])), x[0])
    }
    labelled("binary_crossentropy from logits") { (y, p) throws(TensorError) in
        try Losses.binaryCrossentropy(y, p, fromLogits: true)
    }
    labelled("categorical_crossentropy from logits") { (y, p) throws(TensorError) in
        try Losses.categoricalCrossentropy(y, p, fromLogits: true)
    }
    labelled("categorical_crossentropy from logits smoothed") { (y, p) throws(TensorError) in
        try Losses.categoricalCrossentropy(y, p, fromLogits: true, labelSmoothing: 0.1)
    }
    labelled("categorical_focal_crossentropy from logits") { (y, p) throws(TensorError) in
        try Losses.categoricalFocalCrossentropy(y, p, fromLogits: true)
    }
    labelled("binary_focal_crossentropy from logits") { (y, p) throws(TensorError) in
        try Losses.binaryFocalCrossentropy(y, p, fromLogits: true)
    }
    let numbers: [Int64] = [1, 3, 0]
    all["sparse_categorical_crossentropy"] = KerasFunction { (x) throws(TensorError) in
        try Losses.sparseCategoricalCrossentropy(Tensor(numbers), x[0])
    }
    all["sparse_categorical_crossentropy from logits"] = KerasFunction { (x) throws(TensorError) in
        try Losses.sparseCategoricalCrossentropy(Tensor(numbers, shape: [3, 1]), x[0], fromLogits: true)
    }
    all["sparse_categorical_crossentropy ignoring"] = KerasFunction { (x) throws(TensorError) in
        try Losses.sparseCategoricalCrossentropy(Tensor(numbers), x[0], fromLogits: true, ignoredClass: 3)
    }
    return all
}

func normalizationFunctions() -> [String: KerasFunction] {
    [
        "batch_norm": KerasFunction { (x) throws(TensorError) in
            try x[0].batchNormalized(gamma: x[1], beta: x[2]).result
        },
        "batch_norm masked": KerasFunction { (x) throws(TensorError) in
            try x[0].batchNormalized(
                gamma: x[1], beta: x[2], mask: Tensor([true, true, false, true, false, false], shape: [2, 3])
            ).result
        },
        "batch_norm given": KerasFunction { (x) throws(TensorError) in
            try x[0].batchNormalized(mean: x[3], variance: x[4], gamma: x[1], beta: x[2])
        },
        "layer_norm": KerasFunction { (x) throws(TensorError) in try x[0].layerNormalized(gamma: x[1], beta: x[2]) },
        "layer_norm two axes": KerasFunction { (x) throws(TensorError) in
            try x[0].layerNormalized(gamma: x[1], beta: x[2], axes: [1, 2])
        },
        "rms_norm": KerasFunction { (x) throws(TensorError) in try x[0].rmsNormalized(gamma: x[1], epsilon: 1e-6) },
        "group_norm": KerasFunction { (x) throws(TensorError) in
            try x[0].groupNormalized(groups: 2, gamma: x[1], beta: x[2])
        },
        "unit_norm": KerasFunction { (x) throws(TensorError) in try x[0].normalized(epsilon: 1e-12) },
    ]
}
