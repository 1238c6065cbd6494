import Loops

/// A convolution of each channel by itself, one image at a time.
///
/// A depth multiplier M makes M results of each channel: the image is read with every channel M times, side by side, so that
/// the loops see one filter a channel. Legend: H W height and width, C channels of the result, OH OW its places, KH KW the
/// window.
final class DepthwiseWindows {
    /// Over images whose channels are there M times.
    let window: Window
    private let multiplier: Int
    private let images: Margin
    private let results: Margin
    /// What each tap sees, from the first element of the window.
    private let taps: [Int32]
    private let phases: [Phase]
    /// Floats of a tap's packed weights.
    private let stride: Int

    /// Pixels that the same taps went over.
    private struct Phase {
        let rows: PixelAxis.Phase
        let columns: PixelAxis.Phase
        /// Elements of the window.
        let taps: [Int]
        /// Results that they gave, from the farthest one.
        let offsets: [Int32]
        let farthest: Int
        /// Where its packed weights begin, in taps.
        let first: Int
    }

    /// - Parameter w: over the layer's own images
    init(_ w: Window, multiplier: Int) throws(NetworkError) {
        var window = w
        window.channels *= multiplier
        self.window = window
        self.multiplier = multiplier
        let channels = window.channels
        stride = (channels + 15) / 16 * 16
        images = try Margin(
            height: w.height, width: w.width, channels: channels, top: w.top, left: w.left,
            outerHeight: (w.outputHeight - 1) * w.strideHeight + (w.windowHeight - 1) * w.dilationHeight + 1,
            outerWidth: (w.outputWidth - 1) * w.strideWidth + (w.windowWidth - 1) * w.dilationWidth + 1
        ).checked(1)
        let rows = PixelAxis(
            extent: w.height, before: w.top, window: w.windowHeight, stride: w.strideHeight,
            dilation: w.dilationHeight, output: w.outputHeight)
        let columns = PixelAxis(
            extent: w.width, before: w.left, window: w.windowWidth, stride: w.strideWidth, dilation: w.dilationWidth,
            output: w.outputWidth)
        results = try Margin(
            height: w.outputHeight, width: w.outputWidth, channels: channels, top: rows.margin, left: columns.margin,
            outerHeight: rows.outer, outerWidth: columns.outer
        ).checked(1)
        guard max(images.imageStride, results.imageStride, w.imageCount * multiplier) < Int(Int32.max) else {
            throw NetworkError(.memory, "a sample of this size needs more memory than there is")
        }
        var taps: [Int32] = []
        for kh in 0..<w.windowHeight {
            for kw in 0..<w.windowWidth {
                taps.append(Int32(kh * w.dilationHeight * images.rowStride + kw * w.dilationWidth * channels))
            }
        }
        self.taps = taps
        phases = DepthwiseWindows.phases(rows, columns, results, windowWidth: w.windowWidth)
    }

    private static func phases(_ rows: PixelAxis, _ columns: PixelAxis, _ results: Margin, windowWidth: Int) -> [Phase]
    {
        var phases: [Phase] = []
        var first = 0
        for row in rows.phases {
            for column in columns.phases {
                var taps: [Int] = [], distances: [Int] = []
                for down in row.taps {
                    for across in column.taps {
                        taps.append(down.element * windowWidth + across.element)
                        distances.append(down.distance * results.rowStride + across.distance * results.channels)
                    }
                }
                let farthest = distances.max() ?? 0
                phases.append(
                    Phase(
                        rows: row, columns: column, taps: taps, offsets: distances.map { Int32(farthest - $0) },
                        farthest: farthest, first: first))
                first += taps.count
            }
        }
        return phases
    }

    // MARK: Memory

    /// Floats of the packed weights of either way.
    var packedCount: Int { taps.count * stride }
    /// Floats of a kernel's gradient as `addWeightGradient` sums it up.
    var gradientCount: Int { taps.count * stride }
    /// Floats of room for an image as the window sees it, zeros at first.
    var imageRoom: Int {
        images.isCopied || multiplier > 1 ? images.imageStride + Scratch.slack : 0
    }
    /// Floats of room on the way back, zeros at first: results with margins, and M gradients of each channel.
    var backRoom: Int { resultRoom + (multiplier > 1 ? window.imageCount + Scratch.slack : 0) }
    private var resultRoom: Int { results.isCopied ? results.imageStride + Scratch.slack : 0 }

    // MARK: Weights

    /// Packs weights [KH, KW, C] for the way forward.
    func pack(_ kernel: Source, to packed: Target) {
        for tap in taps.indices {
            (packed + tap * stride).update(from: kernel + tap * window.channels, count: window.channels)
        }
    }

    /// Packs them for the way back.
    func packBack(_ kernel: Source, to packed: Target) {
        for phase in phases {
            for (i, tap) in phase.taps.enumerated() {
                (packed + (phase.first + i) * stride).update(
                    from: kernel + tap * window.channels, count: window.channels)
            }
        }
    }

    /// Adds sums of a kernel's gradient to it.
    func unpack(_ sums: Source, _ loops: LoopTable, to gradient: Target) {
        for tap in taps.indices {
            loops.add(gradient + tap * window.channels, sums + tap * stride, window.channels)
        }
    }

    // MARK: One image

    /// An image as the window sees it: with its margins, every channel M times.
    func image(_ x: Source, room: Target) -> Source {
        if multiplier == 1 { return images.images(x, 1, room: room) }
        let rows = min(window.height, images.outerHeight - images.top)
        let columns = min(window.width, images.outerWidth - images.left), channels = window.channels / multiplier
        for row in 0..<rows {
            let from = x + row * window.width * channels
            let to =
                room + (row + images.top) * images.rowStride
                + images.left * window.channels
            for i in 0..<(columns * channels) {
                for m in 0..<multiplier { to[i * multiplier + m] = from[i] }
            }
        }
        return Source(room)
    }

    /// Results [OH, OW, C] of an image.
    func forward(_ image: Source, _ packed: Source, bias: Source?, _ loops: DepthwiseLoops, to y: Target) {
        let (w, channels) = (window, window.channels)
        for row in 0..<w.outputHeight {
            loops.gather(
                image + row * w.strideHeight * images.rowStride, w.strideWidth * channels, taps, taps.count, packed,
                stride, bias, channels, w.outputWidth, y + row * w.outputWidth * channels, channels)
        }
    }

    /// Adds to the sums of the kernel's gradient what an image and its results' gradients tell.
    func addWeightGradient(_ image: Source, _ dy: Source, _ loops: DepthwiseLoops, to sums: Target) {
        let w = window
        loops.outer(
            image, w.strideHeight * images.rowStride, w.strideWidth * w.channels, taps, taps.count, dy, w.channels,
            w.outputHeight, w.outputWidth, sums, stride)
    }

    /// The gradient of an image [H, W, C / M] from that of its results.
    func back(_ dy: Source, _ packed: Source, _ loops: DepthwiseLoops, room: Target, to dx: Target) {
        let channels = window.channels
        let dy = results.images(dy, 1, room: room), image = multiplier > 1 ? room + resultRoom : dx
        for phase in phases {
            for (i, row) in phase.rows.pixels.enumerated() {
                loops.gather(
                    dy + (phase.rows.first + i) * results.rowStride + phase.columns.first * channels - phase.farthest,
                    channels, phase.offsets, phase.taps.count, packed + phase.first * stride, stride, nil, channels,
                    phase.columns.pixels.count,
                    image + (row * window.width + (phase.columns.pixels.first ?? 0)) * channels,
                    window.strideWidth * channels)
            }
        }
        if multiplier == 1 { return }
        for i in 0..<(window.imageCount / multiplier) {
            var sum: Float = 0
            for m in 0..<multiplier { sum += image[i * multiplier + m] }
            dx[i] = sum
        }
    }
}
