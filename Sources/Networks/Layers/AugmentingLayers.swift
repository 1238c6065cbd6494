import Autograd
import Glibc
import Tensors

/// Layers that change images at random while training, so that a network sees more than the samples, and layers that bring
/// images and numbers to a common size and spread.
extension LayerKind {
    static let augmenting = [
        flip, rotation, translation, zoom, contrast, brightness, crop, centerCrop, resizing, normalization,
    ]

    private static let format = SettingRow("data_format", Setting.none, doc: "'channels_last' only.")
    private static let seed = SettingRow("seed", Setting.none, doc: "Begins a stream of random numbers of its own.")
    private static let movedRows = [
        SettingRow(
            "fill_mode", .string("reflect"), doc: "What lies outside: 'reflect', 'constant', 'nearest' or 'wrap'."),
        SettingRow("interpolation", .string("bilinear"), doc: "'bilinear' or 'nearest'."), seed,
        SettingRow("fill_value", .double(0), doc: "What lies outside where fill_mode is 'constant'."), format,
    ]

    /// Limits from a number or a pair.
    private static func limits(_ s: Settings, _ name: String, symmetric: Bool = true) throws(NetworkError) -> (
        Double, Double
    ) {
        switch s.values[name] {
        case .double(let f)?: return (symmetric ? -f : f, f)
        case .int(let f)?: return (symmetric ? -Double(f) : Double(f), Double(f))
        case .doubles(let pair)? where pair.count == 2: return (pair[0], pair[1])
        case .ints(let pair)? where pair.count == 2: return (Double(pair[0]), Double(pair[1]))
        default:
            throw NetworkError(
                .value, "\(s.owner): `\(name)` must be a number or a pair of numbers, not \(s.text(name))")
        }
    }

    private static func checkMoved(_ s: Settings, _ factors: [String]) throws(NetworkError) {
        for name in factors where !s.isNone(name) { _ = try limits(s, name) }
        _ = try AffineSampler(s)
        try s.checkChannelsLast()
    }

    /// Moves each image of a batch by a map of its own: from places of the result to places of the image.
    private static func moved(
        _ run: LayerRun, _ map: (Randomness, _ height: Double, _ width: Double) -> AffineMap
    ) throws(NetworkError) -> Variable {
        if !run.isTraining { return run.x }
        let source = Randomness(seed: run.key(run.values.values["seed"]))
        let sampler = try AffineSampler(run.values)
        return try computing { () throws(TensorError) in
            let x = try run.x.value.asType(.float32).contiguous()
            let (height, width) = (x.shape[1], x.shape[2])
            let maps = (0..<x.shape[0]).map { _ in map(source, Double(height), Double(width)) }
            return try .constant(sampler.apply(x, maps).asType(run.x.value.dtype))
        }
    }

    private static let flip = LayerKind(
        weightless: "RandomFlip", stem: "random_flip",
        settings: [
            SettingRow("mode", .string("horizontal_and_vertical"), doc: "'horizontal', 'vertical' or both."), seed,
            format,
        ],
        doc: "Mirrors each image with probability 1/2 while training.", axes: 3,
        check: { (s) throws(NetworkError) in
            guard ["horizontal", "vertical", "horizontal_and_vertical"].contains(try s.string("mode")) else {
                throw NetworkError(
                    .value,
                    "RandomFlip layer received an unknown mode argument: {\(try s.string("mode"))}. Expected one of: horizontal, vertical, horizontal_and_vertical"
                )
            }
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        if !run.isTraining { return run.x }
        let mode = try run.values.string("mode")
        let source = Randomness(seed: run.key(run.values.values["seed"]))
        return try computing { () throws(TensorError) in
            var images: [Variable] = []
            for i in 0..<run.x.shape[0] {
                var axes: [Int] = []
                if mode != "vertical", source.unit() < 0.5 { axes.append(2) }
                if mode != "horizontal", source.unit() < 0.5 { axes.append(1) }
                let image = try run.x.slice(axis: 0, start: i, count: 1)
                images.append(axes.isEmpty ? image : try image.flipped(axes))
            }
            return images.isEmpty ? run.x : try Variable.concatenate(images, axis: 0)
        }
    }

    private static let rotation = LayerKind(
        weightless: "RandomRotation", stem: "random_rotation",
        settings: [SettingRow("factor", doc: "Limits of the angle as shares of a whole turn: a number or a pair.")]
            + movedRows,
        doc: "Turns each image around its middle while training. No gradient goes back through it.", axes: 3,
        check: { (s) throws(NetworkError) in try checkMoved(s, ["factor"]) }
    ) { (run) throws(NetworkError) in
        let (low, high) = try limits(run.values, "factor")
        return try moved(run) { random, height, width in
            let angle = 2 * Double.pi * (low + (high - low) * random.unit())
            let (cx, cy) = ((width - 1) / 2, (height - 1) / 2)
            let (c, s) = (cos(angle), sin(angle))
            return AffineMap(x: (c, -s, cx - cx * c + cy * s), y: (s, c, cy - cx * s - cy * c))
        }
    }

    private static let translation = LayerKind(
        weightless: "RandomTranslation", stem: "random_translation",
        settings: [
            SettingRow("height_factor", doc: "Limits of the way down as shares of the height: a number or a pair."),
            SettingRow("width_factor", doc: "Limits of the way right as shares of the width."),
        ] + movedRows,
        doc: "Shifts each image while training. No gradient goes back through it.", axes: 3,
        check: { (s) throws(NetworkError) in try checkMoved(s, ["height_factor", "width_factor"]) }
    ) { (run) throws(NetworkError) in
        let rows = try limits(run.values, "height_factor"), columns = try limits(run.values, "width_factor")
        return try moved(run) { random, height, width in
            let down = (rows.0 + (rows.1 - rows.0) * random.unit()) * height
            let right = (columns.0 + (columns.1 - columns.0) * random.unit()) * width
            return AffineMap(x: (1, 0, -right), y: (0, 1, -down))
        }
    }

    private static let zoom = LayerKind(
        weightless: "RandomZoom", stem: "random_zoom",
        settings: [
            SettingRow("height_factor", doc: "Limits of the zoom: below 0 into the image, above 0 out of it."),
            SettingRow("width_factor", Setting.none, doc: "The same for columns; None: as for rows."),
        ] + movedRows,
        doc: "Zooms each image while training. No gradient goes back through it.", axes: 3,
        check: { (s) throws(NetworkError) in try checkMoved(s, ["height_factor", "width_factor"]) }
    ) { (run) throws(NetworkError) in
        let rows = try limits(run.values, "height_factor")
        let columns = run.values.isNone("width_factor") ? nil : try limits(run.values, "width_factor")
        return try moved(run) { random, height, width in
            let y = 1 + rows.0 + (rows.1 - rows.0) * random.unit()
            let x = columns.map { 1 + $0.0 + ($0.1 - $0.0) * random.unit() } ?? y
            return AffineMap(x: (x, 0, (width - 1) / 2 * (1 - x)), y: (0, y, (height - 1) / 2 * (1 - y)))
        }
    }

    private static let range = SettingRow(
        "value_range", .ints([0, 255]), doc: "The least and largest value of a pixel.")

    private static let contrast = LayerKind(
        weightless: "RandomContrast", stem: "random_contrast",
        settings: [
            SettingRow("factor", doc: "Contrast between 1 - factor and 1 + factor: a number or a pair."), range, seed,
        ],
        doc: "Changes the contrast of each image while training.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try limits(s, "factor", symmetric: false)
            _ = try limits(s, "value_range")
        }
    ) { (run) throws(NetworkError) in
        if !run.isTraining { return run.x }
        let (low, high) = try limits(run.values, "factor", symmetric: false)
        let (least, most) = try limits(run.values, "value_range")
        let factors = try perImage(run) { 1 - low + (low + high) * $0.unit() }
        return try computing { () throws(TensorError) in
            let mean = try run.x.mean([1, 2], keepingDimensions: true)
            return try ((run.x - mean) * factors + mean).clipped(least, most)
        }
    }

    private static let brightness = LayerKind(
        weightless: "RandomBrightness", stem: "random_brightness",
        settings: [
            SettingRow("factor", doc: "Limits of what is added, as shares of the range: a number or a pair."), range,
            seed,
        ],
        doc: "Makes each image brighter or darker while training.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try limits(s, "factor")
            _ = try limits(s, "value_range")
        }
    ) { (run) throws(NetworkError) in
        if !run.isTraining { return run.x }
        let (low, high) = try limits(run.values, "factor")
        let (least, most) = try limits(run.values, "value_range")
        let added = try perImage(run) { (low + (high - low) * $0.unit()) * (most - least) }
        return try computing { () throws(TensorError) in try (run.x + added).clipped(least, most) }
    }

    /// A random number for each image: [N, 1, 1, 1].
    private static func perImage(_ run: LayerRun, _ draw: (Randomness) -> Double) throws(NetworkError) -> Variable {
        let source = Randomness(seed: run.key(run.values.values["seed"]))
        let numbers = (0..<run.x.shape[0]).map { _ in Float(draw(source)) }
        return try computing { () throws(TensorError) in
            try .constant(Tensor(numbers, shape: [numbers.count, 1, 1, 1]).asType(run.x.value.dtype))
        }
    }

    // MARK: Sizes

    private static let sizeRows = [
        SettingRow("height", doc: "Rows of the result."), SettingRow("width", doc: "Columns of the result."),
    ]

    private static let crop = LayerKind(
        weightless: "RandomCrop", stem: "random_crop", settings: sizeRows + [seed, format],
        doc: "A part of the images at a random place while training, their middle otherwise.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try s.count("height")
            _ = try s.count("width")
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let (height, width) = (try run.values.count("height"), try run.values.count("width"))
        let rows = run.x.shape[1] - height, columns = run.x.shape[2] - width
        guard run.isTraining, rows >= 0, columns >= 0 else { return try middle(run, height, width) }
        let source = Randomness(seed: run.key(run.values.values["seed"]))
        let (top, left) = (source.below(rows + 1), source.below(columns + 1))
        return try computing { () throws(TensorError) in
            try run.x.slice(axis: 1, start: top, count: height).slice(axis: 2, start: left, count: width)
        }
    }

    private static let centerCrop = LayerKind(
        weightless: "CenterCrop", stem: "center_crop", settings: sizeRows + [format],
        doc: "The middle of the images; smaller ones are made larger first.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try s.count("height")
            _ = try s.count("width")
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in try middle(run, run.values.count("height"), run.values.count("width")) }

    /// The middle of images; of smaller ones the largest part of the wanted form, resized.
    private static func middle(_ run: LayerRun, _ height: Int, _ width: Int) throws(NetworkError) -> Variable {
        let (h, w) = (run.x.shape[1], run.x.shape[2])
        return try computing { () throws(TensorError) in
            if h >= height, w >= width {
                return try run.x.slice(axis: 1, start: (h - height) / 2, count: height).slice(
                    axis: 2, start: (w - width) / 2, count: width)
            }
            let rows = min(h, Int(Double(w * height) / Double(width))),
                columns = min(w, Int(Double(h * width) / Double(height)))
            return try run.x.slice(axis: 1, start: (h - rows) / 2, count: rows).slice(
                axis: 2, start: (w - columns) / 2, count: columns
            ).resized(height, width, .bilinear)
        }
    }

    private static let resizing = LayerKind(
        weightless: "Resizing", stem: "resizing",
        settings: sizeRows + [
            SettingRow("interpolation", .string("bilinear"), doc: "'bilinear' or 'nearest'."), format,
        ],
        doc: "Images in another size.", axes: 3,
        check: { (s) throws(NetworkError) in
            _ = try s.count("height")
            _ = try s.count("width")
            _ = try interpolation(s)
            try s.checkChannelsLast()
        }
    ) { (run) throws(NetworkError) in
        let (height, width) = (try run.values.count("height"), try run.values.count("width"))
        let way = try interpolation(run.values)
        return try computing { () throws(TensorError) in try run.x.resized(height, width, way) }
    }

    // MARK: Normalization

    private static let normalization = LayerKind(
        name: "Normalization", stem: "normalization",
        settings: [
            SettingRow("axis", .int(-1), doc: "-1: each feature by itself; None: all with one mean."),
            SettingRow("mean", Setting.none, doc: "The mean to subtract; by default that of adapt(data)."),
            SettingRow("variance", Setting.none, doc: "The variance whose root divides."),
            SettingRow("invert", .bool(false), doc: "True goes the way back."),
        ],
        doc: "(x - mean) / sqrt(variance), with mean and variance of data that adapt(data) saw.",
        check: { (s) throws(NetworkError) in
            if s.isNone("mean") != s.isNone("variance") {
                throw NetworkError(
                    .value,
                    "When setting values directly, both `mean` and `variance` must be set. Received: mean=\(s.text("mean")) and variance=\(s.text("variance"))"
                )
            }
            if !s.isNone("axis"), try s.int("axis") != -1 {
                throw NetworkError(.value, "Normalization: axis must be -1 or None")
            }
        },
        weights: { (s, input) throws(NetworkError) in
            if !s.isNone("mean") { return [] }
            let shape = s.isNone("axis") ? [] : [input.last ?? 1]
            return [
                WeightRow("mean", shape, try Initializer(.string("zeros")), isTrainable: false),
                WeightRow("variance", shape, try Initializer(.string("ones")), isTrainable: false),
                WeightRow("count", [], try Initializer(.string("zeros")), isTrainable: false),
            ]
        },
        expression: { (run) throws(NetworkError) in
            let s = run.values
            let mean: Variable, variance: Variable
            if s.isNone("mean") {
                (mean, variance) = (try run.weight(0), try run.weight(1))
            } else {
                (mean, variance) = (try given(run, "mean"), try given(run, "variance"))
            }
            let isInverse = try s.bool("invert")
            return try computing { () throws(TensorError) in
                let least = try Variable.constant(Tensor(.float(1e-7), dtype: run.x.value.dtype))
                let deviation = try Variable.maximum(variance.squareRoot(), least)
                return try isInverse ? run.x * deviation + mean : (run.x - mean) / deviation
            }
        })

    private static func given(_ run: LayerRun, _ name: String) throws(NetworkError) -> Variable {
        let numbers: [Double]
        switch run.values.values[name] {
        case .double(let one)?: numbers = [one]
        case .int(let one)?: numbers = [Double(one)]
        case .doubles(let list)?: numbers = list
        case .ints(let list)?: numbers = list.map(Double.init)
        default: throw NetworkError(.value, "Normalization: \(name) must be a number or a list of numbers")
        }
        return try computing { () throws(TensorError) in
            try .constant(Tensor(numbers, shape: [numbers.count]).asType(run.x.value.dtype))
        }
    }
}

/// Where a place of the result lies in the image: x' = x.0 x + x.1 y + x.2, y' likewise.
struct AffineMap {
    let x: (Double, Double, Double)
    let y: (Double, Double, Double)
}

/// Samples images at places between their pixels, as TensorFlow's ImageProjectiveTransformV3 does.
struct AffineSampler {
    private enum Fill: String { case reflect, constant, nearest, wrap }

    private let fill: Fill
    private let value: Float
    private let isBilinear: Bool

    init(_ s: Settings) throws(NetworkError) {
        let mode = try s.string("fill_mode"), interpolation = try s.string("interpolation")
        guard let fill = Fill(rawValue: mode) else {
            throw NetworkError(
                .value,
                "Unknown `fill_mode` \(mode). Expected of one ('reflect', 'wrap', 'constant', 'nearest').")
        }
        guard ["bilinear", "nearest"].contains(interpolation) else {
            throw NetworkError(
                .value, "Unknown `interpolation` \(interpolation). Expected of one ('nearest', 'bilinear').")
        }
        self.fill = fill
        value = Float(try s.double("fill_value"))
        isBilinear = interpolation == "bilinear"
    }

    /// A coordinate inside of an axis, or as it is where what lies outside has a value of its own.
    private func place(_ coordinate: Float, _ length: Int) -> Float {
        var at = coordinate
        let count = Float(length)
        switch fill {
        case .constant: return at
        case .nearest: break
        case .reflect:
            if at < 0 {
                if length <= 1 { return 0 }
                if at < 2 * count { at = 2 * count * (-at / (2 * count)).rounded(.towardZero) + at }
                at = at < -count ? at + 2 * count : -at - 1
            } else if at > count - 1 {
                if length <= 1 { return 0 }
                at -= 2 * count * (at / (2 * count)).rounded(.towardZero)
                if at >= count { at = 2 * count - at - 1 }
            }
        case .wrap:
            if at < 0 {
                if length <= 1 { return 0 }
                at += count * ((-at / (count - 1)).rounded(.towardZero) + 1)
            } else if at > count - 1 {
                if length <= 1 { return 0 }
                at -= count * (at / (count - 1)).rounded(.towardZero)
            }
        }
        return min(max(at, 0), count - 1)
    }

    /// Images [N, H, W, C] of float32, each moved by its map.
    func apply(_ images: Tensor, _ maps: [AffineMap]) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: images.shape, dtype: .float32)
        let (height, width, channels) = (images.shape[1], images.shape[2], images.shape[3])
        let from = images.start.assumingMemoryBound(to: Float.self)
        let to = result.start.assumingMemoryBound(to: Float.self)
        defer { withExtendedLifetime((images, result)) {} }
        for (n, map) in maps.enumerated() {
            let image = from + n * height * width * channels
            func pixel(_ row: Int, _ column: Int, _ channel: Int) -> Float {
                row >= 0 && row < height && column >= 0 && column < width
                    ? image[(row * width + column) * channels + channel] : value
            }
            for row in 0..<height {
                for column in 0..<width {
                    let (i, j) = (Double(column), Double(row))
                    let x = place(Float(map.x.0 * i + map.x.1 * j + map.x.2), width)
                    let y = place(Float(map.y.0 * i + map.y.1 * j + map.y.2), height)
                    let out = to + ((n * height + row) * width + column) * channels
                    // Far outside nothing is left of an image, and such numbers are no places.
                    guard abs(x) < 1e9, abs(y) < 1e9 else {
                        for channel in 0..<channels { out[channel] = value }
                        continue
                    }
                    if !isBilinear {
                        let (r, c) = (Int(y.rounded()), Int(x.rounded()))
                        for channel in 0..<channels { out[channel] = pixel(r, c, channel) }
                        continue
                    }
                    let (top, left) = (y.rounded(.down), x.rounded(.down))
                    let (r, c) = (Int(top), Int(left))
                    for channel in 0..<channels {
                        let above = (left + 1 - x) * pixel(r, c, channel) + (x - left) * pixel(r, c + 1, channel)
                        let below =
                            (left + 1 - x) * pixel(r + 1, c, channel) + (x - left) * pixel(r + 1, c + 1, channel)
                        out[channel] = (top + 1 - y) * above + (y - top) * below
                    }
                }
            }
        }
        return result
    }
}
