import Autograd
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

    /// Zeros before the first element of an axis with some results.
    private static func before(_ border: Border, _ extent: Int, _ reach: Int, _ stride: Int, _ output: Int) -> Int {
        switch border {
        case .valid: 0
        case .same: max(0, (output - 1) * stride + reach - extent) / 2
        case .causal: reach - 1
        }
    }

    /// The window of a layer with `kernel_size` and `strides` over images [H, W, C], or over sequences [T, C], which are
    /// images of one row.
    ///
    /// - output: the shape of what the layer makes of them
    static func window(_ s: Settings, _ input: [Int], output: [Int], _ border: Border) throws(NetworkError) -> Window {
        let axes = input.count - 1
        func pair(_ name: String) throws(NetworkError) -> [Int] {
            if s.values[name] == nil { return [1, 1] }
            return [Int](repeating: 1, count: 2 - axes) + (try s.ints(name, count: axes))
        }
        let size = try pair("kernel_size"), strides = try pair("strides"), dilation = try pair("dilation_rate")
        let extents = [Int](repeating: 1, count: 2 - axes) + input.dropLast()
        let places = [Int](repeating: 1, count: 2 - axes) + output.dropLast()
        let around = (0..<2).map {
            before(border, extents[$0], (size[$0] - 1) * dilation[$0] + 1, strides[$0], places[$0])
        }
        return Window(
            height: extents[0], width: extents[1], channels: input[axes], outputHeight: places[0],
            outputWidth: places[1], windowHeight: size[0], windowWidth: size[1], strideHeight: strides[0],
            strideWidth: strides[1], dilationHeight: dilation[0], dilationWidth: dilation[1], top: around[0],
            left: around[1])
    }

    /// The window of the convolution whose way back makes an output of an input; `nil` where no convolution of such an
    /// output gives as many places as the input has.
    static func transposed(_ s: Settings, _ input: [Int], output: [Int], _ border: Border) throws(NetworkError)
        -> Window?
    {
        let w = try window(s, output, output: input, border)
        let rows = axis(
            w.height, window: w.windowHeight, stride: w.strideHeight, dilation: w.dilationHeight,
            isSame: border == .same)
        let columns = axis(
            w.width, window: w.windowWidth, stride: w.strideWidth, dilation: w.dilationWidth, isSame: border == .same)
        return rows.output == w.outputHeight && columns.output == w.outputWidth ? w : nil
    }

    static func pooling(_ s: Settings, _ input: [Int]) throws(NetworkError) -> Window {
        let size = try s.pair("pool_size")
        return try window(
            s.owner, input, size: size, strides: s.isNone("strides") ? size : s.pair("strides"), dilation: (1, 1),
            isSame: s.isSame("padding"))
    }

    /// The window of a pooling over sequences [T, C], which are images of one row; `nil` where windows leave gaps, of which
    /// some could lie beyond the end.
    static func pooling1D(_ s: Settings, _ site: StepSite) throws(NetworkError) -> Window? {
        let shape = site.inputs[0].shape, output = site.outputs[0].shape
        let size = try s.ints("pool_size", count: 1)[0]
        let stride = s.isNone("strides") ? size : try s.ints("strides", count: 1)[0]
        if stride > size || shape.contains(0) { return nil }
        return Window(
            height: 1, width: shape[0], channels: shape[1], outputHeight: 1, outputWidth: output[0], windowHeight: 1,
            windowWidth: size, strideHeight: 1, strideWidth: stride, dilationHeight: 1, dilationWidth: 1, top: 0,
            left: before(try s.isSame("padding") ? .same : .valid, shape[0], size, stride, output[0]))
    }
}
