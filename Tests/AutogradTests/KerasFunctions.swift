import Autograd
import Tensors

/// A function of variables, in a struct because arrays of throwing closures trouble the compiler.
struct KerasFunction: Sendable {
    let run: @Sendable ([Variable]) throws(TensorError) -> Variable

    init(_ run: @escaping @Sendable ([Variable]) throws(TensorError) -> Variable) { self.run = run }
}

/// What each case of the fixtures is called here.
let kerasFunctions: [String: KerasFunction] = {
    var all: [String: KerasFunction] = [:]
    for table in [
        elementFunctions(), pairFunctions(), reductionFunctions(), shapeFunctions(), convolutionFunctions(),
        imageFunctions(), lossFunctions(), normalizationFunctions(), sequenceFunctions(), attentionFunctions(),
    ] {
        all.merge(table) { first, _ in first }
    }
    return all
}()

/// A row of the table with settings.
private func row(_ name: String, alpha: Double = 0) -> KerasFunction {
    KerasFunction { (x) throws(TensorError) in
        guard let operation = Operation.named(name) else { throw TensorError(.value, "no row \(name)") }
        return try operation.apply(x, .init(alpha: alpha))
    }
}

private func elementFunctions() -> [String: KerasFunction] {
    var all: [String: KerasFunction] = [:]
    for name in [
        "negative", "exp", "expm1", "sin", "cos", "tanh", "arctan", "sinh", "cosh", "square", "erf", "abs",
        "sign", "floor", "ceil", "round", "log", "log1p", "sqrt", "rsqrt", "reciprocal", "tan", "arcsin", "arccos",
        "sigmoid", "log_sigmoid", "softplus", "softsign", "relu", "relu6", "selu", "silu",
        "hard_sigmoid", "hard_silu", "mish", "gelu", "gelu_tanh",
    ] { all[name] = row(name) }
    for (name, own) in [("arcsinh", "asinh"), ("arccosh", "acosh"), ("arctanh", "atanh")] { all[name] = row(own) }
    all["leaky_relu"] = row("leaky_relu", alpha: 0.2)
    all["leaky_relu(0.05)"] = KerasFunction { (x) throws(TensorError) in try x[0].leakyRelu(0.05) }
    all["elu"] = row("elu", alpha: 1)
    all["celu"] = row("celu", alpha: 1)
    all["elu(0.3)"] = KerasFunction { (x) throws(TensorError) in try x[0].elu(0.3) }
    all["relu(0.1, 3, 0.5)"] = KerasFunction { (x) throws(TensorError) in
        try x[0].relu(negativeSlope: 0.1, limit: 3, threshold: 0.5)
    }
    all["sparse_plus"] = KerasFunction { (x) throws(TensorError) in try x[0].sparsePlus() }
    all["sparse_sigmoid"] = KerasFunction { (x) throws(TensorError) in try x[0].sparseSigmoid() }
    all["squareplus"] = KerasFunction { (x) throws(TensorError) in try x[0].squarePlus() }
    all["hard_tanh"] = KerasFunction { (x) throws(TensorError) in try x[0].hardTanh() }
    all["hard_shrink"] = KerasFunction { (x) throws(TensorError) in try x[0].hardShrink() }
    all["soft_shrink"] = KerasFunction { (x) throws(TensorError) in try x[0].softShrink() }
    all["tanh_shrink"] = KerasFunction { (x) throws(TensorError) in try x[0].tanhShrink() }
    all["threshold"] = KerasFunction { (x) throws(TensorError) in try x[0].threshold(0.5, -3) }
    all["glu"] = KerasFunction { (x) throws(TensorError) in try x[0].gatedLinear() }
    all["clip"] = KerasFunction { (x) throws(TensorError) in try x[0].clipped(-0.5, 1.2) }
    all["softplus far out"] = row("softplus")
    all["sigmoid far out"] = row("sigmoid")
    return all
}

private func pairFunctions() -> [String: KerasFunction] {
    var all: [String: KerasFunction] = [:]
    for name in [
        "add", "subtract", "multiply", "divide", "maximum", "minimum", "power", "arctan2", "floor_divide", "mod",
    ] { all[name] = row(name) }
    all["maximum of equals"] = row("maximum")
    all["minimum of equals"] = row("minimum")
    all["where"] = KerasFunction { (x) throws(TensorError) in
        try .choose(where: Tensor([true, false], shape: [2, 1]), x[0], x[1])
    }
    return all
}

private func reductionFunctions() -> [String: KerasFunction] {
    var all: [String: KerasFunction] = [:]
    func add(
        _ name: String, _ f: @escaping @Sendable (Variable, [Int], Bool) throws(TensorError) -> Variable
    ) {
        all[name] = KerasFunction { (x) throws(TensorError) in try f(x[0], [0, 2], false) }
        all[name + " keeps"] = KerasFunction { (x) throws(TensorError) in try f(x[0], [1], true) }
    }
    add("sum") { (x, axes, keeps) throws(TensorError) in try x.sum(axes, keepingDimensions: keeps) }
    add("mean") { (x, axes, keeps) throws(TensorError) in try x.mean(axes, keepingDimensions: keeps) }
    add("max") { (x, axes, keeps) throws(TensorError) in try x.max(axes, keepingDimensions: keeps) }
    add("min") { (x, axes, keeps) throws(TensorError) in try x.min(axes, keepingDimensions: keeps) }
    add("prod") { (x, axes, keeps) throws(TensorError) in try x.product(axes, keepingDimensions: keeps) }
    add("var") { (x, axes, keeps) throws(TensorError) in try x.variance(axes, keepingDimensions: keeps) }
    add("std") { (x, axes, keeps) throws(TensorError) in try x.standardDeviation(axes, keepingDimensions: keeps) }
    add("logsumexp") { (x, axes, keeps) throws(TensorError) in try x.logSumExp(axes, keepingDimensions: keeps) }
    all["prod of zeros"] = KerasFunction { (x) throws(TensorError) in
        try (x[0] * .constant(Tensor([1.0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0], shape: [3, 4]), like: x[0])).product([1])
    }
    all["norm"] = KerasFunction { (x) throws(TensorError) in try x[0].norm([-1]) }
    all["cumsum"] = KerasFunction { (x) throws(TensorError) in try x[0].cumulativeSum(0) }
    all["cumprod"] = KerasFunction { (x) throws(TensorError) in try x[0].cumulativeProduct(1) }
    all["max of equals"] = KerasFunction { (x) throws(TensorError) in try x[0].max([1]) }
    all["softmax"] = KerasFunction { (x) throws(TensorError) in try x[0].softmax(1) }
    all["log_softmax"] = KerasFunction { (x) throws(TensorError) in try x[0].logSoftmax() }
    all["normalize"] = KerasFunction { (x) throws(TensorError) in try x[0].normalized() }
    return all
}

private func shapeFunctions() -> [String: KerasFunction] {
    [
        "concatenate": KerasFunction { (x) throws(TensorError) in try .concatenate(x, axis: 1) },
        "stack": KerasFunction { (x) throws(TensorError) in try .stack(x, axis: -1) },
        "slice": KerasFunction { (x) throws(TensorError) in
            try x[0].elements(at: [
                .slice(start: 1, stop: nil, step: nil), .slice(start: nil, stop: nil, step: -2), .index(1),
            ])
        },
        "pad reflect": KerasFunction { (x) throws(TensorError) in try x[0].padded([(1, 2), (0, 3)], mode: .reflect) },
        "pad symmetric": KerasFunction { (x) throws(TensorError) in
            try x[0].padded([(1, 3), (2, 0)], mode: .symmetric)
        },
        "pad constant": KerasFunction { (x) throws(TensorError) in try x[0].padded([(1, 0), (0, 2)], fill: 5) },
        "tile": KerasFunction { (x) throws(TensorError) in try x[0].tiled([2, 1, 2]) },
        "repeat": KerasFunction { (x) throws(TensorError) in try x[0].repeated(3, axis: 1) },
        "roll": KerasFunction { (x) throws(TensorError) in try x[0].rolled(by: 2, axis: 1) },
        "flip": KerasFunction { (x) throws(TensorError) in try x[0].flipped([1]) },
        "take": KerasFunction { (x) throws(TensorError) in
            try x[0].take(Tensor([Int64(3), 0, 3, 1, 1, -1], shape: [2, 3]), axis: 0)
        },
        "take_along_axis": KerasFunction { (x) throws(TensorError) in
            try x[0].takeAlongAxis(Tensor([Int64(2), 2, 0, 1], shape: [2, 2]), axis: 1)
        },
        "sort": KerasFunction { (x) throws(TensorError) in try x[0].sorted() },
        "top_k": KerasFunction { (x) throws(TensorError) in try x[0].greatest(3).values },
        "tril": KerasFunction { (x) throws(TensorError) in try x[0].lowerTriangle(1) },
        "triu": KerasFunction { (x) throws(TensorError) in try x[0].upperTriangle(-1) },
        "einsum": KerasFunction { (x) throws(TensorError) in try .einsum("bij,bjk->bki", x) },
        "einsum three": KerasFunction { (x) throws(TensorError) in try .einsum("ij,jk,k->i", x) },
        "einsum trace": KerasFunction { (x) throws(TensorError) in try .einsum("ii->", x) },
        "einsum ellipsis": KerasFunction { (x) throws(TensorError) in try .einsum("...i,ij->...j", x) },
        "tensordot": KerasFunction { (x) throws(TensorError) in try .tensorProduct(x[0], x[1], [1, 2], [1, 0]) },
        "dot": KerasFunction { (x) throws(TensorError) in try .dot(x[0], x[1]) },
        "dot layer": KerasFunction { (x) throws(TensorError) in try .batchDot(x[0], x[1], axes: (2, 1)) },
        "dot layer of rows": KerasFunction { (x) throws(TensorError) in try .batchDot(x[0], x[1], axes: (1, 1)) },
        "dot layer normalized": KerasFunction { (x) throws(TensorError) in
            try .batchDot(x[0], x[1], axes: (1, 1), normalizes: true)
        },
        "matmul": KerasFunction { (x) throws(TensorError) in try .matmul(x[0], x[1]) },
    ]
}

private func convolutionFunctions() -> [String: KerasFunction] {
    var all: [String: KerasFunction] = [:]
    for border in [Border.valid, .same] {
        for (s, d, g) in [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (3, 1, 1)] {
            all["conv2d \(border.rawValue) \(s) \(d) \(g)"] = KerasFunction { (x) throws(TensorError) in
                try .conv2D(x[0], x[1], strides: (s, s), padding: border, dilation: (d, d), groups: g)
            }
        }
        for s in [1, 2] {
            all["depthwise \(border.rawValue) \(s)"] = KerasFunction { (x) throws(TensorError) in
                try .depthwiseConv2D(x[0], x[1], strides: (s, s), padding: border)
            }
        }
        all["separable \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try .separableConv2D(x[0], depthwise: x[1], pointwise: x[2], padding: border)
        }
        for (s, extra) in [(1, nil), (2, nil), (2, 1), (3, nil)] as [(Int, Int?)] {
            let name = extra.map { "\($0)" } ?? "None"
            all["conv2d_transpose \(border.rawValue) \(s) \(name) 1"] = KerasFunction { (x) throws(TensorError) in
                try .conv2DTransposed(
                    x[0], x[1], strides: (s, s), padding: border, outputPadding: (extra, extra))
            }
        }
        all["conv1d \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try .conv1D(x[0], x[1], stride: 2, padding: border)
        }
        all["conv1d_transpose \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try .conv1DTransposed(x[0], x[1], stride: 2, padding: border)
        }
        all["depthwise1d \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try .depthwiseConv1D(x[0], x[1], stride: 2, padding: border)
        }
        for (height, width, s) in [(2, 2, 2), (3, 2, 1), (3, 3, 2)] {
            all["max_pool \(border.rawValue) \(height) \(width) \(s)"] = KerasFunction { (x) throws(TensorError) in
                try x[0].maxPooled2D((height, width), strides: (s, s), padding: border)
            }
            all["average_pool \(border.rawValue) \(height) \(width) \(s)"] = KerasFunction {
                (x) throws(TensorError) in
                try x[0].averagePooled2D((height, width), strides: (s, s), padding: border)
            }
        }
        all["max_pool1d \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try x[0].maxPooled1D(3, stride: 2, padding: border)
        }
        all["average_pool1d \(border.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try x[0].averagePooled1D(3, stride: 2, padding: border)
        }
    }
    all["conv1d causal"] = KerasFunction { (x) throws(TensorError) in
        try .conv1D(x[0], x[1], padding: .causal, dilation: 2)
    }
    all["max_pool of equals"] = KerasFunction { (x) throws(TensorError) in
        try x[0].maxPooled2D((2, 2), strides: (1, 1), padding: .same)
    }
    return all
}

private func imageFunctions() -> [String: KerasFunction] {
    var all: [String: KerasFunction] = [:]
    for how in [Variable.Interpolation.nearest, .bilinear] {
        all["upsampling \(how.rawValue)"] = KerasFunction { (x) throws(TensorError) in
            try x[0].upsampled2D((2, 3), how)
        }
        for (height, width) in [(5, 7), (2, 2), (3, 9)] {
            all["resize \(how.rawValue) \(height) \(width)"] = KerasFunction { (x) throws(TensorError) in
                try x[0].resized(height, width, how)
            }
        }
    }
    return all
}
