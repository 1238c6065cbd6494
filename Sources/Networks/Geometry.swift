import Loops

/// Output sizes of windows that slide over images.
enum Geometry {
    /// The axis's output size and the zeros before its first element.
    private static func axis(
        _ extent: Int, window: Int, stride: Int, dilation: Int, isSame: Bool
    ) -> (output: Int, before: Int) {
        let reach = (window - 1) * dilation + 1
        // Only the data tell.
        if extent < 0 { return (-1, 0) }
        if isSame {
            let output = (extent + stride - 1) / stride
            return (output, max(0, (output - 1) * stride + reach - extent) / 2)
        }
        return (extent < reach ? 0 : (extent - reach) / stride + 1, 0)
    }

    private static func window(
        _ owner: String, _ input: [Int], size: (Int, Int), strides: (Int, Int), dilation: (Int, Int), isSame: Bool
    ) throws(NetworkError) -> Window {
        guard input.count == 3 else {
            let full = "(None, " + input.map(String.init).joined(separator: ", ") + ")"
            throw NetworkError(
                .shape,
                "expected min_ndim=4, found ndim=\(input.count + 1). Full shape received: \(full)",
                hint: ShapeHint.image(input))
        }
        let (oh, top) = axis(input[0], window: size.0, stride: strides.0, dilation: dilation.0, isSame: isSame)
        let (ow, left) = axis(input[1], window: size.1, stride: strides.1, dilation: dilation.1, isSame: isSame)
        if oh == 0 || ow == 0 {
            throw NetworkError(
                .shape,
                "Computed output size would be negative. Received: inputs.shape=(None, \(input[0]), \(input[1]), \(input[2])), kernel shape=(\(size.0), \(size.1))",
                hint: "the window is larger than the image: use a smaller one, fewer poolings, or padding='same'")
        }
        return Window(
            height: input[0], width: input[1], channels: input[2], outputHeight: oh, outputWidth: ow,
            windowHeight: size.0,
            windowWidth: size.1, strideHeight: strides.0, strideWidth: strides.1, dilationHeight: dilation.0,
            dilationWidth: dilation.1, top: top, left: left)
    }

    static func convolution(_ s: Settings, _ input: [Int]) throws(NetworkError) -> Window {
        try window(
            s.owner, input, size: s.pair("kernel_size"), strides: s.pair("strides"), dilation: s.pair("dilation_rate"),
            isSame: s.isSame("padding"))
    }

    static func pooling(_ s: Settings, _ input: [Int]) throws(NetworkError) -> Window {
        let size = try s.pair("pool_size")
        return try window(
            s.owner, input, size: size, strides: s.isNone("strides") ? size : s.pair("strides"), dilation: (1, 1),
            isSame: s.isSame("padding"))
    }
}
