import Tensors

/// Matrix products, and what is made of them: dense layers and convolutions.
///
/// A convolution is a gather of windows and a product; pooling is a gather of windows and a reduction. Slow beside
/// the fused loops of Networks, but a few lines each: they are the truth that those loops are tested against.
extension Operation {
    static let products: [Operation] = [
        Operation(
            "matmul", "a @ b over the last two axes, the axes before broadcast",
            examples: [
                Example([[2, 3], [3, 4]]), Example([[2, 2, 3], [3, 2]]), Example([[2, 1, 2, 3], [1, 2, 3, 1]]),
            ],
            forward: { (x, _) throws(TensorError) in try Tensor.matrixProduct(x[0], x[1]) },
            backward: { (flow) throws(TensorError) in
                let (a, b) = (flow.inputs[0], flow.inputs[1])
                let da = try row("matmul")(flow.dy, b.matrixTransposed())
                let db = try row("matmul")(a.matrixTransposed(), flow.dy)
                return [try da.summed(to: a.shape), try db.summed(to: b.shape)]
            })
    ]
}

extension Variable {
    /// `a @ b`; vectors are rows on the left and columns on the right.
    public static func matmul(_ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        if a.value.rank == 0 || b.value.rank == 0 {
            throw TensorError(.value, "matmul: operands need at least one dimension, use * for numbers")
        }
        let left = a.value.rank == 1 ? try a.reshaped([1, a.shape[0]]) : a
        let right = b.value.rank == 1 ? try b.reshaped([b.shape[0], 1]) : b
        var result = try Operation.row("matmul")(left, right)
        if a.value.rank == 1 {
            result = try result.reshaped(Array(result.shape.dropLast(2)) + [result.shape.last ?? 1])
        }
        if b.value.rank == 1 { result = try result.reshaped(Array(result.shape.dropLast())) }
        return result
    }

    /// Windows that a filter or pool sees: [N, H, W, C] to [N, OH, OW, KH * KW * C].
    /// - padding: rows before, rows after, columns before, columns after; they hold `fill`.
    /// - Throws: `value` where no window fits.
    public func windows(
        _ size: (Int, Int), strides: (Int, Int) = (1, 1), padding: (Int, Int, Int, Int) = (0, 0, 0, 0),
        dilation: (Int, Int) = (1, 1), fill: Double = 0
    ) throws(TensorError) -> Variable {
        guard shape.count == 4, Swift.min(size.0, size.1, strides.0, strides.1, dilation.0, dilation.1) > 0 else {
            throw TensorError(.value, "windows need [N, H, W, C] and sizes above 0, got \(TensorError.text(of: shape))")
        }
        let (n, h, w, c) = (shape[0], shape[1], shape[2], shape[3])
        let rows = h + padding.0 + padding.1 - (size.0 - 1) * dilation.0 - 1
        let columns = w + padding.2 + padding.3 - (size.1 - 1) * dilation.1 - 1
        guard rows >= 0, columns >= 0 else {
            throw TensorError(.value, "a window of \(size.0) x \(size.1) does not fit into \(h) x \(w)")
        }
        let (oh, ow) = (rows / strides.0 + 1, columns / strides.1 + 1)
        let places = try Tensor(uninitialized: [n, oh, ow, size.0 * size.1 * c], dtype: .int64)
        places.withUnsafeMutableElements(of: Int64.self) { out in
            var next = 0
            for image in 0..<n {
                for oy in 0..<oh {
                    for ox in 0..<ow {
                        for ky in 0..<size.0 {
                            for kx in 0..<size.1 {
                                let y = oy * strides.0 + ky * dilation.0 - padding.0
                                let x = ox * strides.1 + kx * dilation.1 - padding.2
                                let inside = y >= 0 && y < h && x >= 0 && x < w
                                for channel in 0..<c {
                                    out[next] = inside ? Int64(((image * h + y) * w + x) * c + channel) : -1
                                    next += 1
                                }
                            }
                        }
                    }
                }
            }
        }
        return try Operation.row("gather")(self, parameters: .init(places: places, fill: fill))
    }

    /// Convolution of images [N, H, W, C] with filters [KH, KW, C, F]: [N, OH, OW, F].
    public static func convolution(
        _ x: Variable, weight: Variable, strides: (Int, Int) = (1, 1), padding: (Int, Int, Int, Int) = (0, 0, 0, 0),
        dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        guard weight.shape.count == 4, x.shape.count == 4, weight.shape[2] == x.shape[3] else {
            throw TensorError(
                .value,
                "a convolution needs images [N, H, W, C] and filters [KH, KW, C, F], got \(TensorError.text(of: x.shape)) and \(TensorError.text(of: weight.shape))"
            )
        }
        let (kh, kw, c, f) = (weight.shape[0], weight.shape[1], weight.shape[2], weight.shape[3])
        let windows = try x.windows((kh, kw), strides: strides, padding: padding, dilation: dilation)
        return try matmul(windows, weight.reshaped([kh * kw * c, f]))
    }

    /// The largest of each window and channel: [N, H, W, C] to [N, OH, OW, C].
    public func maxPooled(
        _ size: (Int, Int), strides: (Int, Int), padding: (Int, Int, Int, Int) = (0, 0, 0, 0)
    ) throws(TensorError) -> Variable {
        let seen = try windows(size, strides: strides, padding: padding, fill: -.infinity)
        return try seen.reshaped(Array(seen.shape.dropLast()) + [size.0 * size.1, shape[3]]).max([3])
    }

    /// The mean of each window and channel, padding not counted: [N, H, W, C] to [N, OH, OW, C].
    public func averagePooled(
        _ size: (Int, Int), strides: (Int, Int), padding: (Int, Int, Int, Int) = (0, 0, 0, 0)
    ) throws(TensorError) -> Variable {
        func sums(_ x: Variable) throws(TensorError) -> Variable {
            let seen = try x.windows(size, strides: strides, padding: padding)
            return try seen.reshaped(Array(seen.shape.dropLast()) + [size.0 * size.1, shape[3]]).sum([3])
        }
        let ones = try Tensor(shape: shape, dtype: value.dtype)
        try ones.fill(.float(1))
        return try sums(self) / sums(.constant(ones))
    }
}
