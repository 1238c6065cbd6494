import Loops

/// A convolution as products of gathered rows: the windows of an image, and the places of its result that each pixel went
/// into. Rows are read where they lie; only zeros around an image need a copy of it.
///
/// Legend: H W height and width, C channels, OH OW the same of the result, KH KW the window, F filters.
final class WindowProducts {
    let window: Window
    let groups: Int
    let filters: Int
    /// Images that are worked on together: small ones, so that tiles of rows are full.
    let together: Int
    let images: Margin
    let windows: Gathering
    /// How the way back gathers results; `nil` where there is none, or where it spreads them.
    private let pixels: PixelPhases?
    /// Where few channels would leave most of a product's columns empty: rows of the result's gradient, whose products with
    /// the kernel are whole windows, a few rows of the result at a time; they are added onto the image.
    private let spreading: (gathering: Gathering, rowsAtOnce: Int)?

    /// Channels and filters of a group.
    var groupChannels: Int { window.channels / groups }
    var groupFilters: Int { filters / groups }
    /// Elements of a group's window.
    var depth: Int { windows.depth }

    init(_ w: Window, filters: Int, groups: Int, most: Int, goesBack: Bool) throws(NetworkError) {
        window = w
        self.groups = groups
        self.filters = filters
        together = max(1, min(most, 192 / max(w.places, 1)))
        let (c, f) = (w.channels / groups, filters / groups)
        let reachHeight = (w.outputHeight - 1) * w.strideHeight + (w.windowHeight - 1) * w.dilationHeight + 1
        let reachWidth = (w.outputWidth - 1) * w.strideWidth + (w.windowWidth - 1) * w.dilationWidth + 1
        images = try Margin(
            height: w.height, width: w.width, channels: w.channels, top: w.top, left: w.left,
            outerHeight: reachHeight, outerWidth: reachWidth
        ).checked(together)
        windows = try WindowProducts.windows(w, images, channels: c, filters: filters, together: together)
        func vectors(_ n: Int) -> Int { (n + 15) / 16 }
        // Of the window's elements each pixel of a phase meets its own only.
        let gathered =
            w.height * w.width * w.windowHeight * w.windowWidth * f * vectors(c) / (w.strideHeight * w.strideWidth)
        // A window's addition costs some four times what its multiplications do.
        let spread = w.places * (f + 4) * vectors(w.patch)
        if goesBack && groups == 1 && spread * 3 < gathered * 2 {
            let rowsAtOnce = max(1, min(w.outputHeight, 60_000 / max(w.outputWidth * w.patch, 1)))
            spreading = (
                try Gathering(
                    rows: (0..<(rowsAtOnce * w.outputWidth)).map { ($0 * f, $0 * w.patch) }, segments: [0], length: f),
                rowsAtOnce
            )
            pixels = nil
        } else {
            spreading = nil
            pixels = goesBack ? try PixelPhases(w, groups: groups, filters: filters, together: together) : nil
        }
    }

    /// The rows of windows over some images, and where their results begin.
    private static func windows(
        _ w: Window, _ images: Margin, channels: Int, filters: Int, together: Int
    ) throws(NetworkError) -> Gathering {
        var rows: [(start: Int, result: Int)] = []
        for image in 0..<together {
            for oh in 0..<w.outputHeight {
                for ow in 0..<w.outputWidth {
                    let start = oh * w.strideHeight * images.rowStride + ow * w.strideWidth * w.channels
                    rows.append((image * images.imageStride + start, rows.count * filters))
                }
            }
        }
        // A row of the window is one stretch where its elements are neighbours.
        let isDense = channels == w.channels && w.dilationWidth == 1
        var segments: [Int] = []
        for kh in 0..<w.windowHeight {
            for kw in 0..<(isDense ? 1 : w.windowWidth) {
                segments.append(kh * w.dilationHeight * images.rowStride + kw * w.dilationWidth * w.channels)
            }
        }
        return try Gathering(rows: rows, segments: segments, length: isDense ? w.windowWidth * channels : channels)
    }

    /// Floats of the packed weights of all groups, for the way forward and back.
    var forwardCount: Int { groups * ProductLoops.panelCount(rows: depth, columns: groupFilters) }
    var backCount: Int {
        if spreading != nil { return ProductLoops.panelCount(rows: filters, columns: window.patch) }
        return groups
            * ProductLoops.panelCount(
                rows: window.windowHeight * window.windowWidth * groupFilters, columns: groupChannels)
    }

    /// Packs weights [KH, KW, C, F] for the way forward.
    func packForward(_ kernel: Source, _ loops: ProductLoops, to panels: Target) {
        for group in 0..<groups {
            loops.pack(
                kernel + group * groupFilters, filters, 1, depth, groupFilters,
                panels + group * (forwardCount / groups), 0, depth)
        }
    }

    /// Packs them for the way back: rows are filters, columns channels.
    func packBack(_ kernel: Source, _ loops: ProductLoops, to panels: Target) {
        if spreading != nil { return loops.pack(kernel, 1, filters, filters, window.patch, panels, 0, filters) }
        let (c, f) = (groupChannels, groupFilters)
        for group in 0..<groups {
            for phase in pixels?.all ?? [] {
                for (i, tap) in phase.taps.enumerated() {
                    let from = kernel + (tap.row * window.windowWidth + tap.column) * c * filters + group * f
                    loops.pack(
                        from, 1, filters, f, c, backPanels(panels, group, phase), i * f, phase.gathering.depth)
                }
            }
        }
    }

    private func backPanels(_ panels: Target, _ group: Int, _ phase: PixelPhases.Phase) -> Target {
        panels + group * (backCount / groups)
            + ProductLoops.panelCount(rows: phase.firstRow, columns: groupChannels)
    }

    /// Results of the images at `x`, or of some of their places.
    func forward(
        _ x: Source, _ count: Int, places: Range<Int>? = nil, _ panels: Source, bias: Source?, isRectified: Bool,
        _ loops: ProductLoops, to y: Target
    ) {
        let places = places ?? 0..<count * window.places
        for group in 0..<groups {
            loops.product(
                windows.rows(x + group * groupChannels, from: places.lowerBound), places.count,
                panels + group * (forwardCount / groups), groupFilters,
                bias.map { .bias($0 + group * groupFilters) } ?? .zero, isRectified, y + group * groupFilters,
                windows.results + places.lowerBound)
        }
    }

    /// Adds to the gradient of the weights [KH, KW, C, F] what the images at `x` and their results' gradients tell, or some
    /// of their places.
    func addWeightGradient(
        _ x: Source, _ count: Int, places: Range<Int>? = nil, _ dy: Source, _ loops: ProductLoops, to dw: Target
    ) {
        // A stretch of places at a time, whose rows stay in the cache while all of the gradient's tiles go over them.
        let atOnce = max(64, WindowProducts.cacheCount / max(window.channels + filters, 1))
        let places = places ?? 0..<count * window.places
        for first in stride(from: places.lowerBound, to: places.upperBound, by: atOnce) {
            for group in 0..<groups {
                loops.outer(
                    windows.rows(x + group * groupChannels, from: first), min(atOnce, places.upperBound - first),
                    dy + group * groupFilters, windows.results + first, groupFilters, true, dw + group * groupFilters,
                    filters)
            }
        }
    }

    /// About half of a core's second-level cache, in floats.
    private static let cacheCount = 100_000

    /// Floats of room that a part needs on the way back, zeros at first.
    var roomCount: Int {
        if let spreading { return spreading.rowsAtOnce * window.outputWidth * window.patch + Scratch.slack }
        guard let results = pixels?.results, results.isCopied else { return 0 }
        return together * results.imageStride + Scratch.slack
    }

    /// True where the way back can add to what is there: windows that are spread begin with zeros.
    var canAdd: Bool { spreading == nil && groups == 1 }

    /// Gradients of images from their results' gradients; or, where the layer is that way back, its results with a bias.
    func back(
        _ dy: Source, _ count: Int, _ panels: Target, _ loops: LoopTable, room: Target,
        from beginning: ProductLoops.Beginning = .zero, isRectified: Bool = false, to dx: Target
    ) {
        if let spreading {
            begin(dx, count, beginning)
            spread(dy, count, panels, loops, spreading, room, dx)
            if isRectified { loops.relu(dx, count * window.imageCount) }
            return
        }
        guard let pixels else { return }
        let dy = pixels.results.images(dy, count, room: room)
        for phase in pixels.all {
            gather(
                phase, 0..<count * phase.gathering.count / together, dy, panels, loops.products, beginning, isRectified,
                dx)
        }
    }

    /// Some of a phase's pixels, from the results' gradients with their margins.
    private func gather(
        _ phase: PixelPhases.Phase, _ some: Range<Int>, _ dy: Source, _ panels: Target, _ loops: ProductLoops,
        _ beginning: ProductLoops.Beginning, _ isRectified: Bool, _ dx: Target
    ) {
        for group in 0..<groups {
            loops.product(
                phase.gathering.rows(dy + group * groupFilters, from: some.lowerBound), some.count,
                backPanels(panels, group, phase), groupChannels, beginning, isRectified, dx + group * groupChannels,
                phase.gathering.results + some.lowerBound)
        }
    }

    /// How the gradient of one image can be shared by several workers: the results with margins that `gatherPiece` reads;
    /// `nil` where windows are spread, which overlap.
    var sharedResults: Margin? { spreading == nil ? pixels?.results : nil }

    /// The gradient of some pixels of one image, a share of each phase's in `pieces`.
    func gatherPiece(
        _ piece: Int, of pieces: Int, _ dy: Source, _ panels: Target, _ loops: ProductLoops,
        from beginning: ProductLoops.Beginning, to dx: Target
    ) {
        for phase in pixels?.all ?? [] {
            let count = phase.gathering.count / together
            gather(
                phase, count * piece / pieces..<count * (piece + 1) / pieces, dy, panels, loops, beginning, false, dx)
        }
    }

    /// What windows are added to: zeros, or the bias of each channel.
    private func begin(_ dx: Target, _ count: Int, _ beginning: ProductLoops.Beginning) {
        guard case .bias(let bias) = beginning else { return dx.update(repeating: 0, count: count * window.imageCount) }
        let channels = window.channels
        if channels == 1 { return dx.update(repeating: bias[0], count: count * window.imageCount) }
        for place in 0..<(count * window.height * window.width) {
            (dx + place * channels).update(from: bias, count: channels)
        }
    }

    private func spread(
        _ dy: Source, _ count: Int, _ panels: Target, _ loops: LoopTable,
        _ spreading: (gathering: Gathering, rowsAtOnce: Int), _ room: Target, _ dx: Target
    ) {
        for image in 0..<count {
            for from in stride(from: 0, to: window.outputHeight, by: spreading.rowsAtOnce) {
                var w = window
                w.outputHeight = min(spreading.rowsAtOnce, window.outputHeight - from)
                w.top = window.top - from * window.strideHeight
                loops.products.product(
                    spreading.gathering.rows(dy + (image * window.places + from * window.outputWidth) * filters),
                    w.places, panels, window.patch, .zero, false, room, spreading.gathering.results)
                loops.addPatches(w, room, dx + image * window.imageCount)
            }
        }
    }
}
