import Tensors

/// Pooling, frames and other sizes of images, channels last.
extension Variable {
    /// The largest of each window: [N, H, W, C] to [N, OH, OW, C]; strides are the size where none are given.
    public func maxPooled2D(_ size: (Int, Int), strides: (Int, Int)? = nil, padding: Border = .valid)
        throws(TensorError) -> Variable
    { try pooled("max_pool", size, strides ?? size, padding) }

    /// The mean of each window, the border not counted: [N, H, W, C] to [N, OH, OW, C].
    public func averagePooled2D(_ size: (Int, Int), strides: (Int, Int)? = nil, padding: Border = .valid)
        throws(TensorError) -> Variable
    { try pooled("average_pool", size, strides ?? size, padding) }

    /// The largest of each window of a sequence: [N, T, C] to [N, OT, C].
    public func maxPooled1D(_ size: Int, stride: Int? = nil, padding: Border = .valid) throws(TensorError) -> Variable {
        try asImages().pooled("max_pool", (1, size), (1, stride ?? size), padding).squeezed([1])
    }

    /// The mean of each window of a sequence: [N, T, C] to [N, OT, C].
    public func averagePooled1D(_ size: Int, stride: Int? = nil, padding: Border = .valid) throws(TensorError)
        -> Variable
    { try asImages().pooled("average_pool", (1, size), (1, stride ?? size), padding).squeezed([1]) }

    /// The mean of each channel over all axes between the first and the last.
    public func globalAveragePooled(keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try mean(Array(shape.indices.dropFirst().dropLast()), keepingDimensions: keepingDimensions)
    }

    /// The largest element of each channel over all axes between the first and the last.
    public func globalMaxPooled(keepingDimensions: Bool = false) throws(TensorError) -> Variable {
        try max(Array(shape.indices.dropFirst().dropLast()), keepingDimensions: keepingDimensions)
    }

    private func pooled(_ name: String, _ size: (Int, Int), _ strides: (Int, Int), _ border: Border)
        throws(TensorError) -> Variable
    {
        guard shape.count == 4 else {
            throw TensorError(.value, "images are [N, H, W, C], got shape \(TensorError.text(of: shape))")
        }
        if border == .causal { throw TensorError(.value, "pooling has padding 'valid' or 'same', not 'causal'") }
        let walk = try WindowWalk(size, over: (shape[1], shape[2]), strides: strides, border: border)
        return try Operation.row(name)(self, parameters: .init(walk: walk))
    }

    private func asImages() throws(TensorError) -> Variable {
        guard shape.count == 3 else {
            throw TensorError(.value, "sequences are [N, T, C], got shape \(TensorError.text(of: shape))")
        }
        return try expandingDimensions([1])
    }

    // MARK: With the border in numbers

    /// Windows that a filter or pool sees: [N, H, W, C] to [N, OH, OW, KH * KW * C], zeros outside.
    /// - padding: rows before, rows after, columns before, columns after.
    /// - Throws: `value` where no window fits.
    public func windows(
        _ size: (Int, Int), strides: (Int, Int) = (1, 1), padding: (Int, Int, Int, Int) = (0, 0, 0, 0),
        dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try Operation.row("patches")(self, parameters: .init(walk: Variable.walk(size, strides, padding, dilation)))
    }

    /// The largest of each window and channel: [N, H, W, C] to [N, OH, OW, C].
    public func maxPooled(
        _ size: (Int, Int), strides: (Int, Int), padding: (Int, Int, Int, Int) = (0, 0, 0, 0)
    ) throws(TensorError) -> Variable {
        try Operation.row("max_pool")(self, parameters: .init(walk: Variable.walk(size, strides, padding, (1, 1))))
    }

    /// The mean of each window and channel, padding not counted: [N, H, W, C] to [N, OH, OW, C].
    public func averagePooled(
        _ size: (Int, Int), strides: (Int, Int), padding: (Int, Int, Int, Int) = (0, 0, 0, 0)
    ) throws(TensorError) -> Variable {
        try Operation.row("average_pool")(self, parameters: .init(walk: Variable.walk(size, strides, padding, (1, 1))))
    }

    // MARK: Frames and sizes

    /// Zeros around images [N, H, W, C].
    public func zeroPadded2D(_ rows: (Int, Int), _ columns: (Int, Int)) throws(TensorError) -> Variable {
        try padded([(0, 0), rows, columns, (0, 0)])
    }

    /// Zeros before and after sequences [N, T, C].
    public func zeroPadded1D(_ counts: (Int, Int)) throws(TensorError) -> Variable {
        try padded([(0, 0), counts, (0, 0)])
    }

    /// Without rows and columns at the edges of images [N, H, W, C].
    /// - Throws: `value` where nothing would be left.
    public func cropped2D(_ rows: (Int, Int), _ columns: (Int, Int)) throws(TensorError) -> Variable {
        try cropped(axis: 1, rows).cropped(axis: 2, columns)
    }

    /// Without steps at the ends of sequences [N, T, C].
    public func cropped1D(_ counts: (Int, Int)) throws(TensorError) -> Variable { try cropped(axis: 1, counts) }

    private func cropped(axis: Int, _ counts: (Int, Int)) throws(TensorError) -> Variable {
        let axis = try value.checkedAxis(axis)
        let (gone, overflow) = counts.0.addingReportingOverflow(counts.1)
        guard counts.0 >= 0, counts.1 >= 0, !overflow, gone < shape[axis] else {
            throw TensorError(
                .value, "cropping \(counts) leaves nothing of axis \(axis) of shape \(TensorError.text(of: shape))")
        }
        return try slice(axis: axis, start: counts.0, count: shape[axis] - gone)
    }

    /// How colours between pixels are found.
    public enum Interpolation: String, Sendable {
        /// The nearest pixel's.
        case nearest
        /// The mean of the four around, weighed by their distance.
        case bilinear
    }

    /// Images [N, H, W, C] (or [H, W, C]) in another size, as `keras.ops.image.resize` makes them without antialias:
    /// pixel i covers from i to i + 1, its centre is at i + 0.5.
    public func resized(_ height: Int, _ width: Int, _ interpolation: Interpolation = .bilinear) throws(TensorError)
        -> Variable
    {
        if shape.count == 3 {
            return try expandingDimensions([0]).resized(height, width, interpolation).squeezed([0])
        }
        guard shape.count == 4, shape[1] > 0, shape[2] > 0, height > 0, width > 0 else {
            throw TensorError(
                .value,
                "resizing needs images [N, H, W, C] with pixels and a size of at least 1, got \(TensorError.text(of: shape)) to (\(height), \(width))"
            )
        }
        try Tensor.checkedCount([shape[0], height, width, shape[3]], value.dtype)
        try Tensor.checkedCount([height, 4], .float64)
        try Tensor.checkedCount([width, 4], .float64)
        return try resampled(axis: 1, height, interpolation).resampled(axis: 2, width, interpolation)
    }

    /// Rows and columns repeated, or drawn between: Keras's UpSampling2D.
    public func upsampled2D(_ size: (Int, Int), _ interpolation: Interpolation = .nearest) throws(TensorError)
        -> Variable
    {
        guard shape.count == 4, size.0 > 0, size.1 > 0 else {
            throw TensorError(
                .value,
                "upsampling needs images [N, H, W, C] and sizes of at least 1, got \(TensorError.text(of: shape))")
        }
        if interpolation == .nearest { return try repeated(size.0, axis: 1).repeated(size.1, axis: 2) }
        let (height, first) = shape[1].multipliedReportingOverflow(by: size.0)
        let (width, second) = shape[2].multipliedReportingOverflow(by: size.1)
        if first || second { throw TensorError(.value, "array is too big") }
        return try resized(height, width, interpolation)
    }

    private func resampled(axis: Int, _ count: Int, _ interpolation: Interpolation) throws(TensorError) -> Variable {
        let n = shape[axis]
        if n == count { return self }
        // TensorFlow computes places in single precision.
        let scale = Float(n) / Float(count)
        if interpolation == .nearest {
            let places = (0..<count).map { Int64(Swift.min(((Float($0) + 0.5) * scale).rounded(.down), Float(n - 1))) }
            return try take(Tensor(places), axis: axis)
        }
        var (lower, upper): ([Int64], [Int64]) = ([], [])
        var shares: [Double] = []
        for i in 0..<count {
            let place = (Float(i) + 0.5) * scale - 0.5
            let floor = place.rounded(.down)
            lower.append(Int64(Swift.max(floor, 0)))
            upper.append(Int64(Swift.min(floor + 1, Float(n - 1))))
            shares.append(Double(place - floor))
        }
        var line = [Int](repeating: 1, count: shape.count)
        line[axis] = count
        let share = try Variable.constant(Tensor(shares, shape: line), like: self)
        let (a, b) = (try take(Tensor(lower), axis: axis), try take(Tensor(upper), axis: axis))
        return try a + (b - a) * share
    }
}
