import Autograd
import Tensors

/// Layers that change only shapes, or look values up.
extension LayerKind {
    static let shaping = [
        reshape, permute, repeatVector, embedding, identity, zeroPadding1D, zeroPadding2D, cropping1D, cropping2D,
        upSampling1D, upSampling2D,
    ]

    private static let reshape = LayerKind(
        name: "Reshape", stem: "reshape",
        settings: [SettingRow("target_shape", doc: "The shape of one sample; -1 for what is left over.")],
        doc: "The same values in another shape.",
        check: { (s) throws(NetworkError) in _ = try target(s) },
        shape: { (s, input) throws(NetworkError) in
            var shape = try target(s)
            if input.contains(where: { $0 < 0 }) { return shape }
            let all = input.reduce(1, *), known = shape.filter { $0 != -1 }.reduce(1, *)
            if let open = shape.firstIndex(of: -1), known > 0, all % known == 0 { shape[open] = all / known }
            guard !shape.contains(-1), shape.reduce(1, *) == all else {
                throw NetworkError(
                    .value,
                    "The total size of the tensor must be unchanged. Received: input_shape=\(text(input)), target_shape=\(text(try target(s)))",
                    hint: "one sample has \(all) values")
            }
            return shape
        },
        expression: { (run) throws(NetworkError) in
            var shape = try target(run.values)
            let all = run.x.shape.dropFirst().reduce(1, *), known = shape.filter { $0 != -1 }.reduce(1, *)
            if let open = shape.firstIndex(of: -1) { shape[open] = known > 0 ? all / known : 0 }
            let whole = [run.x.shape[0]] + shape
            return try computing { () throws(TensorError) in try run.x.reshaped(whole) }
        }
    ).with {
        $0.isView = true
        $0.step = { (_, site) throws(NetworkError) in PassStep(site: site) }
    }

    private static func text(_ shape: [Int]) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
    }

    private static func target(_ s: Settings) throws(NetworkError) -> [Int] {
        let shape: [Int]
        switch s.values["target_shape"] {
        case .ints(let list)?: shape = list
        case .int(let one)?: shape = [one]
        default: throw NetworkError(.value, "Reshape: target_shape must be a tuple of whole numbers")
        }
        try Extents.count(shape, "Reshape: a target")
        guard shape.allSatisfy({ $0 > 0 || $0 == -1 }), shape.filter({ $0 == -1 }).count <= 1 else {
            throw NetworkError(
                .value,
                "There must be at most one unknown dimension (-1) in target_shape. Received: target_shape=\(text(shape))"
            )
        }
        return shape
    }

    private static let permute = LayerKind(
        weightless: "Permute", stem: "permute",
        settings: [SettingRow("dims", doc: "The axes in their new order, counted from 1: (2, 1).")],
        doc: "The axes of each sample in another order.",
        check: { (s) throws(NetworkError) in
            guard case .ints(let dims)? = s.values["dims"], dims.sorted() == Array(1...max(dims.count, 1)) else {
                throw NetworkError(
                    .value,
                    "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims=\(s.text("dims"))"
                )
            }
        }
    ) { (run) throws(NetworkError) in
        guard case .ints(let dims)? = run.values.values["dims"], dims.count == run.x.shape.count - 1 else {
            throw NetworkError(
                .shape,
                "expected ndim=\((run.values.text("dims").split(separator: ",").count) + 1), found ndim=\(run.x.shape.count)"
            )
        }
        return try computing { () throws(TensorError) in try run.x.transposed([0] + dims) }
    }

    private static let repeatVector = LayerKind(
        weightless: "RepeatVector", stem: "repeat_vector", settings: [SettingRow("n", doc: "How often.")],
        doc: "Each sample n times, one after the other: [N, F] to [N, n, F].", axes: 1,
        check: { (s) throws(NetworkError) in _ = try s.count("n") }
    ) { (run) throws(NetworkError) in
        let n = try run.values.count("n")
        return try computing { () throws(TensorError) in
            try run.x.reshaped([run.x.shape[0], 1, run.x.shape[1]]).broadcast(to: [run.x.shape[0], n, run.x.shape[1]])
        }
    }

    private static let identity = LayerKind(
        weightless: "Identity", stem: "identity", doc: "The input as it is."
    ) { (run) throws(NetworkError) in run.x }

    private static let embedding = LayerKind(
        name: "Embedding", stem: "embedding",
        settings: [
            SettingRow("input_dim", doc: "Size of the vocabulary: numbers from 0 to input_dim - 1."),
            SettingRow("output_dim", doc: "Length of each number's vector."),
        ] + weightRows(["embeddings": "uniform"]) + [
            SettingRow("mask_zero", .bool(false), doc: "True says that 0 fills up sequences and does not count.")
        ],
        doc: "A vector for each number, learned: [N, T] to [N, T, output_dim].",
        check: { (s) throws(NetworkError) in
            _ = try s.count("input_dim")
            _ = try s.count("output_dim")
            _ = try s.bool("mask_zero")
            try s.checkWeights(["embeddings"])
        },
        shape: { (s, input) throws(NetworkError) in input + [try s.count("output_dim")] },
        weights: { (s, _) throws(NetworkError) in
            [try s.weight("embeddings", [s.count("input_dim"), s.count("output_dim")])]
        },
        expression: { (run) throws(NetworkError) in
            let table = try run.weight(0)
            let numbers = try computing { () throws(TensorError) in try run.x.value.asType(.int64) }
            let size = table.shape[0]
            let isInside = try computing { () throws(TensorError) in
                try numbers.elements(as: Int64.self).first { $0 < 0 || $0 >= size }
            }
            if let wrong = isInside {
                throw EmbeddingStep.refusal(run.layer, wrong, size)
            }
            return try computing { () throws(TensorError) in try table.take(numbers) }
        }
    ).with {
        $0.step = { (layer, site) throws(NetworkError) in try EmbeddingStep(layer: layer, site: site) }
        $0.mask = { (layer, inputs, randomness) throws(NetworkError) in
            guard try layer.values.bool("mask_zero"), let input = inputs.first else { return nil }
            return try notEqual(input, 0, randomness)
        }
    }

    /// Where whole samples of the last axis differ from a number: Keras's NotEqual layer.
    static func notEqual(_ symbol: Symbol, _ value: Double, _ randomness: Randomness) throws(NetworkError) -> Symbol {
        let kind = LayerKind.mask("NotEqual", "not_equal") { (run) throws(NetworkError) in
            try computing { () throws(TensorError) in
                try Variable.compare(run.x, "not_equal", .constant(Tensor(.float(value), dtype: run.x.value.dtype)))
            }
        }
        return try kind.mask(of: [symbol], randomness)
    }

    // MARK: Padding and cropping

    /// Pairs of counts before and after each axis: one number, one for each axis, or pairs.
    public static func around(_ s: Settings, _ name: String, axes: Int) throws(NetworkError) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        switch s.values[name] {
        case .int(let all)?: pairs = Array(repeating: (all, all), count: axes)
        case .ints(let list)? where axes == 1 && list.count == 2: pairs = [(list[0], list[1])]
        case .ints(let list)? where list.count == axes: pairs = list.map { ($0, $0) }
        case .list(let list)? where list.count == axes:
            for entry in list {
                switch entry {
                case .int(let both): pairs.append((both, both))
                case .ints(let pair) where pair.count == 2: pairs.append((pair[0], pair[1]))
                default: break
                }
            }
        default: break
        }
        guard pairs.count == axes, pairs.allSatisfy({ (0...1 << 20).contains($0.0) && (0...1 << 20).contains($0.1) })
        else {
            throw NetworkError(
                .value,
                "\(s.owner): `\(name)` must be a whole number, \(axes) of them or pairs of them, not \(s.text(name))")
        }
        return pairs
    }

    private static let format = SettingRow("data_format", Setting.none, doc: "'channels_last' only.")

    private static let zeroPadding1D = LayerKind(
        weightless: "ZeroPadding1D", stem: "zero_padding1d",
        settings: [SettingRow("padding", .int(1), doc: "Zeros before and after: a number or a pair."), format],
        doc: "Zeros before and after each sequence.", axes: 2,
        check: { (s) throws(NetworkError) in
            _ = try around(s, "padding", axes: 1)
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let pad = try around(run.values, "padding", axes: 1)[0]
        return try computing { () throws(TensorError) in try run.x.padded([(0, 0), pad, (0, 0)]) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            FramingStep(site: site, top: 0, left: try around(layer.values, "padding", axes: 1)[0].0)
        }
    }

    private static let zeroPadding2D = LayerKind(
        weightless: "ZeroPadding2D", stem: "zero_padding2d",
        settings: [
            SettingRow(
                "padding", .ints([1, 1]), doc: "Zeros above and below, left and right: a number, two, or pairs."),
            format,
        ],
        doc: "Zeros around each image.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try around(s, "padding", axes: 2)
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let pads = try around(run.values, "padding", axes: 2)
        return try computing { () throws(TensorError) in try run.x.padded([(0, 0), pads[0], pads[1], (0, 0)]) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            let pads = try around(layer.values, "padding", axes: 2)
            return FramingStep(site: site, top: pads[0].0, left: pads[1].0)
        }
    }

    private static let cropping1D = LayerKind(
        weightless: "Cropping1D", stem: "cropping1d",
        settings: [SettingRow("cropping", .ints([1, 1]), doc: "Steps less before and after.")],
        doc: "Sequences without their ends.", axes: 2,
        check: { (s) throws(NetworkError) in _ = try around(s, "cropping", axes: 1) }
    ) { (run) throws(NetworkError) in
        let crop = try around(run.values, "cropping", axes: 1)[0]
        return try computing { () throws(TensorError) in try run.x.cropped1D(crop) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            FramingStep(site: site, top: 0, left: -(try around(layer.values, "cropping", axes: 1)[0].0))
        }
    }

    private static let cropping2D = LayerKind(
        weightless: "Cropping2D", stem: "cropping2d",
        settings: [
            SettingRow("cropping", .ints([0, 0]), doc: "Rows and columns less: a number, two, or pairs."), format,
        ],
        doc: "Images without their borders.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try around(s, "cropping", axes: 2)
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let crop = try around(run.values, "cropping", axes: 2)
        return try computing { () throws(TensorError) in try run.x.cropped2D(crop[0], crop[1]) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            let crop = try around(layer.values, "cropping", axes: 2)
            return FramingStep(site: site, top: -crop[0].0, left: -crop[1].0)
        }
    }

    private static let upSampling1D = LayerKind(
        weightless: "UpSampling1D", stem: "up_sampling1d", settings: [SettingRow("size", .int(2), doc: "How often.")],
        doc: "Each step of a sequence several times.", axes: 2,
        check: { (s) throws(NetworkError) in _ = try s.count("size") }
    ) { (run) throws(NetworkError) in
        let size = try run.values.count("size")
        return try computing { () throws(TensorError) in try run.x.repeated(size, axis: 1) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            UpSamplingStep(site: site, times: (1, try layer.values.count("size")))
        }
    }

    private static let upSampling2D = LayerKind(
        weightless: "UpSampling2D", stem: "up_sampling2d",
        settings: [
            SettingRow("size", .ints([2, 2]), doc: "How often, for rows and columns."), format,
            SettingRow("interpolation", .string("nearest"), doc: "'nearest' or 'bilinear'."),
        ],
        doc: "Larger images, by repetition or interpolation.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try s.pair("size")
            _ = try interpolation(s)
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let size = try run.values.pair("size"), way = try interpolation(run.values)
        return try computing { () throws(TensorError) in try run.x.upsampled2D(size, way) }
    }.with {
        $0.step = { (layer, site) throws(NetworkError) in
            guard try interpolation(layer.values) == .nearest else { return nil }
            let size = try layer.values.pair("size")
            return UpSamplingStep(site: site, times: (size.0, size.1))
        }
    }

    static func interpolation(_ s: Settings) throws(NetworkError) -> Variable.Interpolation {
        let name = try s.string("interpolation").lowercased()
        guard let found = Variable.Interpolation(rawValue: name) else {
            throw NetworkError(
                .value, "\(s.owner): interpolation '\(name)' is not offered", hint: "'nearest' or 'bilinear'")
        }
        return found
    }
}
