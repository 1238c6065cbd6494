import Tensors

/// Convolutions, channels last, with Keras's borders and shapes. Results without places are an error, as in Keras.
extension Variable {
    /// Images [N, H, W, C] with filters [KH, KW, C / groups, F]: [N, OH, OW, F].
    public static func conv2D(
        _ x: Variable, _ kernel: Variable, strides: (Int, Int) = (1, 1), padding: Border = .valid,
        dilation: (Int, Int) = (1, 1), groups: Int = 1
    ) throws(TensorError) -> Variable {
        try checkRanks("conv2D", x, 4, kernel, 4)
        let walk = try WindowWalk(
            (kernel.shape[0], kernel.shape[1]), over: (x.shape[1], x.shape[2]), strides: strides, border: padding,
            dilation: dilation, groups: groups)
        return try Operation.row("conv")(x, kernel, parameters: .init(walk: walk))
    }

    /// Sequences [N, T, C] with filters [K, C / groups, F]: [N, OT, F].
    public static func conv1D(
        _ x: Variable, _ kernel: Variable, stride: Int = 1, padding: Border = .valid, dilation: Int = 1,
        groups: Int = 1
    ) throws(TensorError) -> Variable {
        try checkRanks("conv1D", x, 3, kernel, 3)
        return try conv2D(
            x.expandingDimensions([1]), kernel.expandingDimensions([0]), strides: (1, stride), padding: padding,
            dilation: (1, dilation), groups: groups
        ).squeezed([1])
    }

    /// Images [N, H, W, C], each channel with M filters of its own, [KH, KW, C, M]: [N, OH, OW, C M].
    public static func depthwiseConv2D(
        _ x: Variable, _ kernel: Variable, strides: (Int, Int) = (1, 1), padding: Border = .valid,
        dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try checkRanks("depthwiseConv2D", x, 4, kernel, 4)
        let k = kernel.shape
        guard k[2] == x.shape[3] else {
            throw TensorError(
                .value,
                "images \(TensorError.text(of: x.shape)) need depthwise filters [KH, KW, \(x.shape[3]), M], got \(TensorError.text(of: k))"
            )
        }
        return try conv2D(
            x, kernel.reshaped([k[0], k[1], 1, k[2] * k[3]]), strides: strides, padding: padding, dilation: dilation,
            groups: Swift.max(k[2], 1))
    }

    /// Sequences [N, T, C] with filters [K, C, M]: [N, OT, C M].
    public static func depthwiseConv1D(
        _ x: Variable, _ kernel: Variable, stride: Int = 1, padding: Border = .valid, dilation: Int = 1
    ) throws(TensorError) -> Variable {
        try checkRanks("depthwiseConv1D", x, 3, kernel, 3)
        return try depthwiseConv2D(
            x.expandingDimensions([1]), kernel.expandingDimensions([0]), strides: (1, stride), padding: padding,
            dilation: (1, dilation)
        ).squeezed([1])
    }

    /// A depthwise convolution and one of 1 by 1, [1, 1, C M, F], over its channels.
    public static func separableConv2D(
        _ x: Variable, depthwise: Variable, pointwise: Variable, strides: (Int, Int) = (1, 1),
        padding: Border = .valid, dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try conv2D(
            depthwiseConv2D(x, depthwise, strides: strides, padding: padding, dilation: dilation), pointwise)
    }

    /// The same over sequences [N, T, C] with filters [K, C, M] and [1, C M, F].
    public static func separableConv1D(
        _ x: Variable, depthwise: Variable, pointwise: Variable, stride: Int = 1, padding: Border = .valid,
        dilation: Int = 1
    ) throws(TensorError) -> Variable {
        try conv1D(depthwiseConv1D(x, depthwise, stride: stride, padding: padding, dilation: dilation), pointwise)
    }

    /// The gradient of a convolution as a layer: images [N, H, W, C] with filters [KH, KW, F, C]: [N, OH, OW, F].
    ///
    /// - outputPadding: rows and columns more at the end; `nil` takes Keras's sizes: `H stride` for `same`,
    ///   `(H - 1) stride + max(K, stride)` for `valid`.
    public static func conv2DTransposed(
        _ x: Variable, _ kernel: Variable, strides: (Int, Int) = (1, 1), padding: Border = .valid,
        outputPadding: (Int?, Int?) = (nil, nil), dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try checkRanks("conv2DTransposed", x, 4, kernel, 4)
        let k = kernel.shape
        guard k[3] == x.shape[3] else {
            throw TensorError(
                .value,
                "images \(TensorError.text(of: x.shape)) need transposed filters [KH, KW, F, \(x.shape[3])], got \(TensorError.text(of: k))"
            )
        }
        let h = try transposedLength(x.shape[1], k[0], strides.0, dilation.0, padding, outputPadding.0)
        let w = try transposedLength(x.shape[2], k[1], strides.1, dilation.1, padding, outputPadding.1)
        let walk = try WindowWalk(
            (k[0], k[1]), over: (h, w), strides: strides, border: padding, dilation: dilation)
        return try Operation.row("conv_input")(
            x, kernel, parameters: .init(walk: walk, shape: [x.shape[0], h, w, k[2]]))
    }

    /// Sequences [N, T, C] with filters [K, F, C]: [N, OT, F].
    public static func conv1DTransposed(
        _ x: Variable, _ kernel: Variable, stride: Int = 1, padding: Border = .valid, outputPadding: Int? = nil,
        dilation: Int = 1
    ) throws(TensorError) -> Variable {
        try checkRanks("conv1DTransposed", x, 3, kernel, 3)
        return try conv2DTransposed(
            x.expandingDimensions([1]), kernel.expandingDimensions([0]), strides: (1, stride), padding: padding,
            outputPadding: (nil, outputPadding), dilation: (1, dilation)
        ).squeezed([1])
    }

    /// Keras's length of a transposed convolution's result.
    public static func transposedLength(
        _ count: Int, _ size: Int, _ stride: Int, _ dilation: Int, _ padding: Border, _ extra: Int?
    ) throws(TensorError) -> Int {
        guard count >= 0, count < 1 << 30, (1...1 << 24).contains(size), (1...1 << 24).contains(stride),
            (1...1 << 24).contains(dilation), (0...1 << 24).contains(extra ?? 0)
        else { throw TensorError(.value, "sizes, strides and dilations of a transposed convolution are at least 1") }
        let reach = (size - 1) * dilation + 1
        let length: Int
        switch padding {
        case .valid: length = (count - 1) * stride + reach + (extra ?? Swift.max(reach, stride) - reach)
        case .same: length = extra.map { (count - 1) * stride + reach % 2 + $0 } ?? count * stride
        case .causal:
            throw TensorError(.value, "a transposed convolution has padding 'valid' or 'same', not 'causal'")
        }
        return Swift.max(length, 0)
    }

    /// A filter of its own for each place, [OH OW, KH KW C, F]: images [N, H, W, C] to [N, OH, OW, F].
    public static func locallyConnected2D(
        _ x: Variable, _ kernel: Variable, size: (Int, Int), strides: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try checkRanks("locallyConnected2D", x, 4, kernel, 3)
        let walk = try WindowWalk(size, over: (x.shape[1], x.shape[2]), strides: strides)
        let (oh, ow) = try walk.places((x.shape[1], x.shape[2]))
        let k = kernel.shape
        guard k[0] == oh * ow, k[1] == size.0 * size.1 * x.shape[3] else {
            throw TensorError(
                .value,
                "locally connected filters for images \(TensorError.text(of: x.shape)) are (\(oh * ow), \(size.0 * size.1 * x.shape[3]), F), got \(TensorError.text(of: k))"
            )
        }
        let rows = try Operation.row("patches")(x, parameters: .init(walk: walk))
        let table = try rows.reshaped([x.shape[0], oh * ow, k[1]])
        return try einsum("npk,pkf->npf", [table, kernel]).reshaped([x.shape[0], oh, ow, k[2]])
    }

    /// The same over sequences: [N, T, C] with [OT, K C, F] to [N, OT, F].
    public static func locallyConnected1D(_ x: Variable, _ kernel: Variable, size: Int, stride: Int = 1)
        throws(TensorError) -> Variable
    {
        try checkRanks("locallyConnected1D", x, 3, kernel, 3)
        return try locallyConnected2D(x.expandingDimensions([1]), kernel, size: (1, size), strides: (1, stride))
            .squeezed([1])
    }

    private static func checkRanks(_ name: String, _ x: Variable, _ rank: Int, _ kernel: Variable, _ kernelRank: Int)
        throws(TensorError)
    {
        guard x.shape.count == rank, kernel.shape.count == kernelRank else {
            throw TensorError(
                .value,
                "\(name) needs an input of \(rank) dimensions and a kernel of \(kernelRank), got \(TensorError.text(of: x.shape)) and \(TensorError.text(of: kernel.shape))"
            )
        }
    }

    // MARK: With the border in numbers

    /// Convolution of images [N, H, W, C] with filters [KH, KW, C, F]: [N, OH, OW, F].
    /// - padding: rows before, rows after, columns before, columns after, zeros.
    public static func convolution(
        _ x: Variable, weight: Variable, strides: (Int, Int) = (1, 1), padding: (Int, Int, Int, Int) = (0, 0, 0, 0),
        dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Variable {
        try checkRanks("convolution", x, 4, weight, 4)
        return try Operation.row("conv")(
            x, weight,
            parameters: .init(walk: walk((weight.shape[0], weight.shape[1]), strides, padding, dilation)))
    }

    static func walk(
        _ size: (Int, Int), _ strides: (Int, Int), _ padding: (Int, Int, Int, Int), _ dilation: (Int, Int)
    ) throws(TensorError) -> WindowWalk {
        var walk = try WindowWalk(size, over: (0, 0), strides: strides, dilation: dilation)
        (walk.top, walk.bottom, walk.left, walk.right) = padding
        try walk.check()
        return walk
    }
}
