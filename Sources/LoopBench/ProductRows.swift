import Loops

/// A convolution [H, W, C] with [K, K, C, F] as products of gathered rows, and the gradient of its kernel; a dense layer
/// is one of an image of one row.
private func products(_ loops: LoopTable, _ height: Int, _ width: Int, _ c: Int, _ f: Int, _ k: Int) -> [Row] {
    let (oh, ow) = (height - k + 1, width - k + 1)
    let x = Floats(height * width * c), w = Floats(k * k * c * f), y = Floats(oh * ow * f), dw = Floats(k * k * c * f)
    let panels = Floats(ProductLoops.panelCount(rows: k * k * c, columns: f))
    var starts: [Int] = []
    for i in 0..<oh { for j in 0..<ow { starts.append((i * width + j) * c) } }
    let from = Distances(starts), to = Distances((0..<(oh * ow)).map { $0 * f })
    let segments = Distances((0..<k).map { $0 * width * c })
    let size = height == 1 ? "\(width)x\(c)x\(f)" : "\(height)x\(width)x\(c), \(k)x\(k), \(f)"
    let kind = height == 1 ? "dense" : "convolution"
    let work = Row.Work.operations(2 * oh * ow * k * k * c * f), product = loops.products
    /// The matrix holds its memory as long as the row is there.
    func rows() -> GatheredRows {
        withExtendedLifetime((from, segments)) {
            GatheredRows(base: x.base, starts: from.base, segments: segments.base, segmentCount: k, length: k * c)
        }
    }
    product.pack(w.base, f, 1, k * k * c, f, panels.base, 0, k * k * c)
    let n = oh * ow, turned = Floats(n * c), turnedPanels = Floats(ProductLoops.panelCount(rows: n, columns: f))
    let turnedFrom = Distances((0..<c).map { $0 * n }), turnedTo = Distances((0..<c).map { $0 * f })
    let segment = Distances([0])
    /// A dense layer's gradient as a product of x turned.
    func turnedGradient() {
        product.turn(x.base, c, n, c, turned.base, n)
        product.pack(y.base, f, 1, n, f, turnedPanels.base, 0, n)
        let rows = GatheredRows(
            base: turned.base, starts: turnedFrom.base, segments: segment.base, segmentCount: 1, length: n)
        product.product(rows, c, turnedPanels.base, f, .zero, false, dw.base, turnedTo.base)
    }
    let dense =
        height == 1 ? [Row(name: "dense: kernel's gradient, turned", size: size, work: work) { turnedGradient() }] : []
    return [
        Row(name: "\(kind): product", size: size, work: work) {
            product.product(rows(), oh * ow, panels.base, f, .zero, true, y.base, to.base)
        },
        Row(name: "\(kind): kernel's gradient", size: size, work: work) {
            product.outer(rows(), oh * ow, y.base, to.base, f, true, dw.base, f)
        },
    ] + dense
}

/// A convolution's tiles by Winograd's method, with all their maps, against what the definition multiplies.
private func winograd(_ loops: LoopTable, _ size: WinogradLoops.Size, tiles: Int, _ c: Int) -> Row {
    let plane = tiles * c + 16, m = size.results
    let image = Floats(36 * c), v = Floats(36 * plane), z = Floats(36 * plane), y = Floats(m * m * c)
    let panels = Floats(36 * c * c), room = Floats(WinogradLoops.roomCount)
    let rows = Distances((0..<tiles).map { $0 * c }), segment = Distances([0])
    let n = size.rawValue
    return Row(
        name: "Winograd F(\(m)x\(m), \(n)x\(n))", size: "\(tiles) tiles, \(c) to \(c)",
        work: .operations(2 * tiles * m * m * n * n * c * c)
    ) {
        for i in 0..<tiles { loops.winograd.image(image.base, 6 * c, c, v.base + i * c, plane, room.base) }
        for p in 0..<36 {
            let x = GatheredRows(
                base: v.base + p * plane, starts: rows.base, segments: segment.base, segmentCount: 1, length: c)
            loops.products.product(
                x, tiles, panels.base + p * c * c, c, .zero, false, z.base + p * plane, rows.base)
        }
        for i in 0..<tiles {
            loops.winograd.result(z.base + i * c, plane, c, nil, true, y.base, m * c, room.base, size)
        }
    }
}

/// A convolution of each channel by itself: a row of 32 places under 3x3.
private func depthwise(_ loops: LoopTable, _ c: Int) -> [Row] {
    let places = 32, taps = 9
    let x = Floats(3 * (places + 2) * c), w = Floats(taps * c), y = Floats(places * c)
    var distances: [Int] = []
    for i in 0..<3 { for j in 0..<3 { distances.append((i * (places + 2) + j) * c) } }
    let offsets = Distances(distances), size = "32 places, 3x3, \(c)"
    let work = Row.Work.operations(2 * places * taps * c)
    return [
        Row(name: "depthwise: product", size: size, work: work) {
            loops.depthwise.gather(x.base, c, offsets.base, taps, w.base, c, nil, c, places, y.base, c)
        },
        Row(name: "depthwise: kernel's gradient", size: size, work: work) {
            loops.depthwise.outer(x.base, 0, c, offsets.base, taps, y.base, c, 1, places, w.base, c)
        },
    ]
}

/// Loops whose limit is how much the processor multiplies.
func productRows(_ loops: LoopTable) -> [Row] {
    products(loops, 1, 100, 784, 800, 1) + products(loops, 30, 30, 1, 32, 3) + products(loops, 32, 32, 3, 32, 3)
        + products(loops, 26, 26, 32, 64, 3) + products(loops, 18, 18, 32, 32, 5) + products(loops, 14, 14, 32, 32, 1)
        + products(loops, 14, 14, 128, 32, 1) + products(loops, 28, 28, 1, 6, 5)
        + [winograd(loops, .three, tiles: 48, 32), winograd(loops, .three, tiles: 24, 64)]
        + [winograd(loops, .five, tiles: 48, 32)] + depthwise(loops, 64)
}
