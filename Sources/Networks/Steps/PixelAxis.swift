/// One axis of the way back of windows that slid over pixels, of which with strides there are several kinds.
///
/// Pixel p went into the results q - t, where q = (p + before) / stride and t counts the window's elements with the same
/// rest.
struct PixelAxis {
    /// Pixels that the same elements of the window went over.
    struct Phase {
        /// Elements of the window, and how many results before q they gave.
        let taps: [(element: Int, distance: Int)]
        let pixels: [Int]
        /// The result q of the first of these pixels, counted with the margin; those of the others follow.
        let first: Int
    }

    /// Results that are not there before the first one.
    let margin: Int
    /// Results that pixels look at, with margins on both sides.
    let outer: Int
    let phases: [Phase]

    /// - Parameters:
    ///   - extent: pixels
    ///   - before: zeros before the first pixel
    ///   - output: results
    init(extent: Int, before: Int, window: Int, stride: Int, dilation: Int, output: Int) {
        let margin = max(0, (window - 1) * dilation / stride - before / stride)
        self.margin = margin
        outer = margin + max(output, (extent - 1 + before) / stride + 1)
        var taps: [Int: [(element: Int, distance: Int)]] = [:]
        for element in 0..<window {
            taps[element * dilation % stride, default: []].append((element, element * dilation / stride))
        }
        phases = (0..<min(stride, extent)).map { pixel in
            Phase(
                taps: taps[(pixel + before) % stride] ?? [],
                pixels: Array(Swift.stride(from: pixel, to: extent, by: stride)),
                first: (pixel + before) / stride + margin)
        }
    }
}
