import Autograd
import Loops
import Tensors

/// Layers that bring values to a common mean and spread.
extension LayerKind {
    static let normalizing = [
        batchNormalization, layerNormalization, groupNormalization, unitNormalization, localResponseNormalization,
    ]

    private static let affineRows = [
        SettingRow("center", .bool(true), doc: "Whether beta is added."),
        SettingRow("scale", .bool(true), doc: "Whether is multiplied by gamma."),
    ]

    /// Weights of length `count`: gamma and beta, as far as they are wanted.
    private static func affine(_ s: Settings, _ shape: [Int]) throws(NetworkError) -> [WeightRow] {
        var rows: [WeightRow] = []
        if try s.bool("scale") { rows.append(try s.weight("gamma", shape)) }
        if try s.bool("center") { rows.append(try s.weight("beta", shape)) }
        return rows
    }

    /// A setting's axis counted from the batch, which is 0.
    fileprivate static func axis(_ s: Settings, _ rank: Int) throws(NetworkError) -> Int {
        let axis: Int
        if case .ints(let list)? = s.values["axis"], list.count == 1 {
            axis = list[0]
        } else {
            axis = try s.int("axis")
        }
        let place = axis < 0 ? axis + rank : axis
        guard place > 0, place < rank else {
            throw NetworkError(.value, "\(s.owner): axis \(axis) is out of bounds for inputs with \(rank) axes")
        }
        return place
    }

    static let batchNormalization = LayerKind(
        name: "BatchNormalization", stem: "batch_normalization",
        settings: [
            SettingRow("axis", .int(-1), doc: "The axis of channels, which are normalized each by itself."),
            SettingRow("momentum", .double(0.99), doc: "How much of the moving mean and variance stays in each step."),
            SettingRow("epsilon", .double(0.001), doc: "Keeps the root away from 0."),
        ] + affineRows
            + weightRows(
                ["beta": "zeros", "gamma": "ones"],
                begin: [
                    SettingRow("moving_mean_initializer", .string("zeros"), doc: "How the moving mean begins."),
                    SettingRow("moving_variance_initializer", .string("ones"), doc: "How the moving variance begins."),
                ]),
        doc:
            "Each channel to mean 0 and variance 1 over the batch, then gamma and beta; used later, with the moving mean and variance (Ioffe and Szegedy, 2015).",
        check: { (s) throws(NetworkError) in
            for name in ["momentum", "epsilon"] { _ = try s.double(name) }
            try s.checkWeights(["beta", "gamma"])
            _ = try s.initializer("moving_mean_initializer")
            _ = try s.initializer("moving_variance_initializer")
        },
        weights: { (s, input) throws(NetworkError) in
            let count = input[try axis(s, input.count + 1) - 1]
            var rows = try affine(s, [count])
            for name in ["moving_mean", "moving_variance"] {
                rows.append(WeightRow(name, [count], try s.initializer(name + "_initializer"), isTrainable: false))
            }
            return rows
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values
            let axis = try axis(s, run.x.shape.count), epsilon = try s.double("epsilon")
            let gamma = try run.weight(named: "gamma"), beta = try run.weight(named: "beta")
            guard let mean = try run.weight(named: "moving_mean"),
                let variance = try run.weight(named: "moving_variance")
            else { return run.x }
            // A frozen layer normalizes as it does after training.
            guard run.isTraining, run.layer.trainable else {
                return try computing { () throws(TensorError) in
                    try run.x.batchNormalized(
                        mean: mean, variance: variance, gamma: gamma, beta: beta, axis: axis, epsilon: epsilon)
                }
            }
            let momentum = try s.double("momentum")
            let result = try computing { () throws(TensorError) in
                try run.x.batchNormalized(
                    gamma: gamma, beta: beta, axis: axis, epsilon: epsilon, mask: run.mask())
            }
            let weights = run.layer.weights
            for (weight, (old, new)) in zip(
                weights.suffix(2), [(mean, result.mean), (variance, result.variance)])
            {
                let moved = try computing { () throws(TensorError) in
                    try old.detached * momentum
                        + new.detached.reshaped(old.shape).cast(to: old.value.dtype) * (1 - momentum)
                }
                run.evaluation.update(weight, to: moved.value)
            }
            return result.result
        }
    ).with {
        $0.takesMasks = 1
        $0.step = { (layer, site) throws(NetworkError) in
            guard try layer.isNormalizedByChannel(rank: site.inputs[0].shape.count) else { return nil }
            return try BatchNormalizationStep(
                layer: layer, site: site, momentum: Float(layer.values.double("momentum")))
        }
    }

    private static let layerNormalization = LayerKind(
        name: "LayerNormalization", stem: "layer_normalization",
        settings: [
            SettingRow("axis", .int(-1), doc: "The axis, or axes, of one sample that are normalized together."),
            SettingRow("epsilon", .double(0.001), doc: "Keeps the root away from 0."),
        ] + affineRows + weightRows(["beta": "zeros", "gamma": "ones"]),
        doc: "Each sample to mean 0 and variance 1 over its own values, then gamma and beta (Ba et al., 2016).",
        check: { (s) throws(NetworkError) in
            _ = try s.double("epsilon")
            try s.checkWeights(["beta", "gamma"])
        },
        weights: { (s, input) throws(NetworkError) in
            try affine(s, axes(s, input.count + 1).map { input[$0 - 1] })
        },
        expression: { (run) throws(NetworkError) in
            let axes = try axes(run.values, run.x.shape.count), epsilon = try run.values.double("epsilon")
            let gamma = try run.weight(named: "gamma"), beta = try run.weight(named: "beta")
            return try computing { () throws(TensorError) in
                try run.x.layerNormalized(gamma: gamma, beta: beta, axes: axes, epsilon: epsilon)
            }
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let s = layer.values, rank = site.inputs[0].shape.count + 1, axes = try axes(s, rank)
            // Values that are normalized together lie side by side.
            guard axes == Array((rank - axes.count)..<rank) else { return nil }
            return try LayerNormalizationStep(
                layer: layer, site: site, axes: axes.count, epsilon: Float(try s.double("epsilon")))
        }
    }

    private static func axes(_ s: Settings, _ rank: Int) throws(NetworkError) -> [Int] {
        let given: [Int]
        if case .ints(let list)? = s.values["axis"] { given = list } else { given = [try s.int("axis")] }
        var places: [Int] = []
        for axis in given {
            let place = axis < 0 ? axis + rank : axis
            guard place > 0, place < rank else {
                throw NetworkError(.value, "\(s.owner): axis \(axis) is out of bounds for inputs with \(rank) axes")
            }
            places.append(place)
        }
        return places.sorted()
    }

    private static let groupNormalization = LayerKind(
        name: "GroupNormalization", stem: "group_normalization",
        settings: [
            SettingRow("groups", .int(32), doc: "Groups of channels; -1: each channel by itself."),
            SettingRow("axis", .int(-1), doc: "The last axis only."),
            SettingRow("epsilon", .double(0.001), doc: "Keeps the root away from 0."),
        ] + affineRows + weightRows(["beta": "zeros", "gamma": "ones"]),
        doc: "Groups of a sample's channels to mean 0 and variance 1, then gamma and beta (Wu and He, 2018).",
        check: { (s) throws(NetworkError) in
            _ = try s.int("groups")
            _ = try s.double("epsilon")
            if try s.int("axis") != -1 {
                throw NetworkError(.value, "GroupNormalization: axis must be -1", hint: "channels come last here")
            }
            try s.checkWeights(["beta", "gamma"])
        },
        weights: { (s, input) throws(NetworkError) in
            let channels = input.last ?? 1
            var groups = try s.int("groups")
            if groups == -1 { groups = channels }
            guard groups > 0, channels % groups == 0 else {
                throw NetworkError(
                    .value,
                    "Number of groups (\(groups)) must be a multiple of the number of channels (\(channels)).",
                    hint: "groups must divide the \(channels) channels")
            }
            return try affine(s, [channels])
        },
        expression: { (run) throws(NetworkError) in
            var groups = try run.values.int("groups")
            if groups == -1 { groups = run.x.shape.last ?? 1 }
            let epsilon = try run.values.double("epsilon")
            let gamma = try run.weight(named: "gamma"), beta = try run.weight(named: "beta")
            let number = groups
            return try computing { () throws(TensorError) in
                try run.x.groupNormalized(groups: number, gamma: gamma, beta: beta, epsilon: epsilon)
            }
        })

    private static let unitNormalization = LayerKind(
        weightless: "UnitNormalization", stem: "unit_normalization",
        settings: [SettingRow("axis", .int(-1), doc: "The axis along which lengths become 1.")],
        doc: "Vectors of length 1.", check: { (s) throws(NetworkError) in _ = try s.int("axis") }
    ) { (run) throws(NetworkError) in
        let axis = try run.values.int("axis")
        return try computing { () throws(TensorError) in try run.x.normalized(axis, epsilon: 1e-12) }
    }

    private static let localResponseNormalization = LayerKind(
        name: "LocalResponseNormalization", stem: "local_response_normalization",
        settings: [
            SettingRow(
                "size", .int(5), doc: "Channels that are looked at: an odd number, the channel in their middle."),
            SettingRow("alpha", .double(1e-4), doc: "How much the mean of their squares counts."),
            SettingRow("beta", .double(0.75), doc: "The power."),
            SettingRow("k", .double(1), doc: "What the mean is added to."),
        ],
        doc:
            "Each channel over the size of its neighbours among the channels, x / (k + alpha / size * sum of their squares)^beta (Krizhevsky et al., 2012): AlexNet's and GoogLeNet's.",
        check: { (s) throws(NetworkError) in
            let size = try s.int("size")
            guard size > 0, size % 2 == 1 else {
                throw NetworkError(
                    .value, "LocalResponseNormalization: size must be odd and positive, not \(size)",
                    hint: "the channel itself stands in the middle")
            }
            for name in ["alpha", "beta", "k"] { _ = try s.double(name) }
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values, size = try s.int("size"), channels = run.x.shape.last ?? 1
            let (alpha, beta, k) = (try s.double("alpha"), try s.double("beta"), try s.double("k"))
            return try computing { () throws(TensorError) in
                // The sum over neighbouring channels is a product with the matrix of a band.
                _ = try Tensor.checkedCount([channels, channels], .float64)
                let band = (0..<channels * channels).map { (i: Int) -> Double in
                    abs(i / channels - i % channels) <= size / 2 ? alpha / Double(size) : 0
                }
                let matrix = try Tensor(band, shape: [channels, channels]).asType(run.x.value.dtype)
                let total = try Variable.matmul(run.x * run.x, .constant(matrix)) + k
                return try run.x * total.power(-beta)
            }
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in
            let s = layer.values, size = try s.int("size")
            let (alpha, k) = (try s.double("alpha"), try s.double("k"))
            // Only where no root of a negative number can come up.
            guard let power = NeighbourLoops.Power(rawValue: try s.double("beta")), alpha >= 0, k > 0 else {
                return nil
            }
            // There are no neighbours beyond the channels.
            let radius = min(size / 2, max(site.inputs[0].shape.last ?? 1, 1))
            return try NeighboursStep(
                site: site,
                rule: .init(radius: radius, k: Float(k), alpha: Float(alpha / Double(size)), power: power))
        }
    }
}

extension Layer {
    /// True of a batch normalization over the last of a sample's axes, its channels.
    func isNormalizedByChannel(rank: Int) throws(NetworkError) -> Bool {
        if kind.name != "BatchNormalization" { return false }
        return try LayerKind.axis(values, rank + 1) == rank
    }
}
