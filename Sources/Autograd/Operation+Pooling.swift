import Tensors

/// Windows of images as rows, their largest element, their mean; each with the row that goes back.
extension Operation {
    static let pools: [Operation] = [
        Operation(
            "patches", "windows of images [N, H, W, C] as rows [N, OH, OW, KH KW C], zeros outside of the image",
            examples: pooled { channels, _ in [[2, 5, 4, channels]] },
            forward: { (x, settings) throws(TensorError) in
                let frame = try Frame(x[0].shape, settings.walk)
                return try x[0].dtype == .float32 ? frame.patches(x[0], Float.self) : frame.patches(x[0], Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let settings = Parameters(walk: flow.parameters.walk, shape: flow.x.shape)
                return [try row("add_patches")(flow.dy, parameters: settings)]
            }),
        Operation(
            "add_patches", "images of `shape`, to which the rows of windows are added",
            examples: pooled { [[2] + places($1) + [$1.height * $1.width * $0]] },
            forward: { (x, settings) throws(TensorError) in
                let frame = try Frame(settings.shape, settings.walk)
                return try x[0].dtype == .float32
                    ? frame.summedPatches(x[0], Float.self) : frame.summedPatches(x[0], Double.self)
            },
            backward: { (flow) throws(TensorError) in
                [try row("patches")(flow.dy, parameters: .init(walk: flow.parameters.walk))]
            }),
        Operation(
            "max_pool",
            "the largest element of each window and channel: [N, H, W, C] to [N, OH, OW, C]; the gradient of equals goes to the first",
            examples: pooled { channels, _ in [[2, 5, 4, channels]] },
            forward: { (x, settings) throws(TensorError) in
                let frame = try Frame(x[0].shape, settings.walk)
                return try x[0].dtype == .float32 ? frame.largest(x[0], Float.self) : frame.largest(x[0], Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let frame = try Frame(flow.x.shape, flow.parameters.walk)
                let places =
                    try flow.value.dtype == .float32
                    ? frame.placesOfLargest(flow.value, Float.self) : frame.placesOfLargest(flow.value, Double.self)
                return [try row("scatter")(flow.dy, parameters: .init(shape: flow.x.shape, places: places))]
            }),
        Operation(
            "average_pool", "the mean of each window and channel, what lies outside of the image not counted",
            examples: pooled { channels, _ in [[2, 5, 4, channels]] },
            forward: { (x, settings) throws(TensorError) in
                let frame = try Frame(x[0].shape, settings.walk)
                return try x[0].dtype == .float32 ? frame.means(x[0], Float.self) : frame.means(x[0], Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let settings = Parameters(walk: flow.parameters.walk, shape: flow.x.shape)
                return [try row("average_unpool")(flow.dy, parameters: settings)]
            }),
        Operation(
            "average_unpool", "images of `shape`, in which each window has an equal share of what its place holds",
            examples: pooled { [[2] + places($1) + [$0]] },
            forward: { (x, settings) throws(TensorError) in
                let frame = try Frame(settings.shape, settings.walk)
                return try x[0].dtype == .float32 ? frame.shares(x[0], Float.self) : frame.shares(x[0], Double.self)
            },
            backward: { (flow) throws(TensorError) in
                [try row("average_pool")(flow.dy, parameters: .init(walk: flow.parameters.walk))]
            }),
    ]

    private static func pooled(_ shapes: (_ channels: Int, _ walk: WindowWalk) -> [[Int]]) -> [Example] {
        let cases: [(size: (Int, Int), strides: (Int, Int), border: Border, dilation: (Int, Int), c: Int)] = [
            ((2, 2), (2, 2), .valid, (1, 1), 2), ((3, 2), (1, 2), .same, (1, 1), 1),
            ((2, 3), (1, 1), .same, (2, 1), 1), ((1, 1), (1, 1), .valid, (1, 1), 3),
        ]
        return cases.compactMap { item in
            let walk = try? WindowWalk(
                item.size, over: (5, 4), strides: item.strides, border: item.border, dilation: item.dilation)
            guard let walk else { return nil }
            return Example(shapes(item.c, walk), Parameters(walk: walk, shape: [2, 5, 4, item.c]))
        }
    }

    private static func places(_ walk: WindowWalk) -> [Int] {
        guard let (rows, columns) = try? walk.places((5, 4)) else { return [0, 0] }
        return [rows, columns]
    }
}

extension Frame {
    /// Memory of a result and the work on each image: from images to places or back.
    private func perImage<T: FloatElement, R: BitwiseCopyable>(
        _ x: Tensor, _ count: Int, _ result: Tensor, _ resultCount: Int, _ type: T.Type, _ out: R.Type, work: Int,
        _ body: (_ image: Int, UnsafePointer<T>, UnsafeMutablePointer<R>) -> Void
    ) throws(TensorError) {
        Work.count(n, times: work)
        let x = try x.contiguous()
        defer { withExtendedLifetime((x, result)) {} }
        let from = UnsafePointer(x.start.assumingMemoryBound(to: T.self))
        let to = result.start.assumingMemoryBound(to: R.self)
        Sharing.forEach(of: n, weight: work) { images in
            for image in images { body(image, from + image * count, to + image * resultCount) }
        }
    }

    fileprivate func patches<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let (row, overflow) = windowCount.multipliedReportingOverflow(by: c)
        if overflow { throw TensorError(.value, "array is too big") }
        let result = try Tensor(uninitialized: [n, oh, ow, row], dtype: x.dtype)
        try perImage(x, imageCount, result, placeCount * row, T.self, T.self, work: placeCount * row) { _, from, to in
            copyPatches(from, places: 0..<placeCount, channels: 0..<c, to: to)
        }
        return result
    }

    fileprivate func summedPatches<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let row = windowCount * c
        try check(x.shape, [n, oh, ow, row])
        let result = try Tensor(shape: [n, h, w, c], dtype: x.dtype)
        try perImage(x, placeCount * row, result, imageCount, T.self, T.self, work: placeCount * row) { _, from, to in
            addPatches(from, places: 0..<placeCount, channels: 0..<c, to: to)
        }
        return result
    }

    fileprivate func largest<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: [n, oh, ow, c], dtype: x.dtype)
        try perImage(x, imageCount, result, placeCount * c, T.self, T.self, work: placeCount * windowCount * c) {
            _, from, to in
            for oy in 0..<oh {
                for ox in 0..<ow {
                    let out = to + (oy * ow + ox) * c
                    out.update(repeating: -.infinity, count: c)
                    forEachInside(oy, ox) { _, pixel in
                        for i in 0..<c { out[i] = from[pixel + i] > out[i] ? from[pixel + i] : out[i] }
                    }
                }
            }
        }
        return result
    }

    /// Where in all images the largest elements stand, the first of equals; -1 where there are only -inf and NaN.
    fileprivate func placesOfLargest<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: [n, oh, ow, c], dtype: .int64)
        let line = UnsafeMutablePointer<T>.allocate(capacity: max(c * n, 1))
        defer { line.deallocate() }
        try perImage(x, imageCount, result, placeCount * c, T.self, Int64.self, work: placeCount * windowCount * c) {
            image, from, to in
            let top = line + image * c
            for oy in 0..<oh {
                for ox in 0..<ow {
                    let out = to + (oy * ow + ox) * c
                    top.update(repeating: -.infinity, count: c)
                    out.update(repeating: -1, count: c)
                    forEachInside(oy, ox) { _, pixel in
                        for i in 0..<c where from[pixel + i] > top[i] {
                            top[i] = from[pixel + i]
                            out[i] = Int64(image * imageCount + pixel + i)
                        }
                    }
                }
            }
        }
        return result
    }

    fileprivate func means<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let result = try Tensor(shape: [n, oh, ow, c], dtype: x.dtype)
        try perImage(x, imageCount, result, placeCount * c, T.self, T.self, work: placeCount * windowCount * c) {
            _, from, to in
            for oy in 0..<oh {
                for ox in 0..<ow {
                    let out = to + (oy * ow + ox) * c
                    var count: T = 0
                    forEachInside(oy, ox) { _, pixel in
                        count += 1
                        for i in 0..<c { out[i] += from[pixel + i] }
                    }
                    for i in 0..<c { out[i] /= count }
                }
            }
        }
        return result
    }

    fileprivate func shares<T: FloatElement>(_ x: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        try check(x.shape, [n, oh, ow, c])
        let result = try Tensor(shape: [n, h, w, c], dtype: x.dtype)
        try perImage(x, placeCount * c, result, imageCount, T.self, T.self, work: placeCount * windowCount * c) {
            _, from, to in
            for oy in 0..<oh {
                for ox in 0..<ow {
                    let slope = from + (oy * ow + ox) * c
                    var count: T = 0
                    forEachInside(oy, ox) { _, _ in count += 1 }
                    let share = 1 / count
                    forEachInside(oy, ox) { _, pixel in
                        for i in 0..<c { to[pixel + i] += slope[i] * share }
                    }
                }
            }
        }
        return result
    }

    private func check(_ shape: [Int], _ wanted: [Int]) throws(TensorError) {
        guard shape == wanted else {
            throw TensorError(
                .value,
                "these windows need shape \(TensorError.text(of: wanted)), got \(TensorError.text(of: shape))")
        }
    }
}
