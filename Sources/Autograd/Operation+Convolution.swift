import Loops
import Tensors

/// Convolutions of images [N, H, W, C] with filters [KH, KW, C / groups, F], and the two rows that are their gradients.
///
/// The three are linear in both operands and closed under differentiation, so that derivatives of any order exist:
/// y = conv(x, w), dx = conv_input(dy, w), dw = conv_weight(x, dy). A transposed convolution is `conv_input`.
extension Operation {
    static let convolutions: [Operation] = [
        Operation(
            "conv",
            "windows of images [N, H, W, C] times filters [KH, KW, C / groups, F], as `walk` says: [N, OH, OW, F]",
            examples: walks { [[2, 5, 4, $0], [$1.height, $1.width, $0 / $1.groups, $2]] },
            forward: { (x, settings) throws(TensorError) in
                let plan = try Convolution(x[0].shape, x[1].shape, settings.walk)
                return try x[0].dtype == .float32 && x[1].dtype == .float32
                    ? plan.output(x[0], x[1], Float.self)
                    : plan.output(x[0].asType(.float64), x[1].asType(.float64), Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let (x, w, walk) = (flow.inputs[0], flow.inputs[1], flow.parameters.walk)
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try row("conv_input")(flow.dy, w, parameters: .init(walk: walk, shape: x.shape))
                    },
                    try flow.when(1) { () throws(TensorError) in
                        try row("conv_weight")(x, flow.dy, parameters: .init(walk: walk, shape: w.shape))
                    },
                ]
            }),
        Operation(
            "conv_input",
            "the transposed convolution: what dy [N, OH, OW, F] sends back to images of `shape` through filters",
            examples: walks(shape: { [2, 5, 4, $0] }) {
                [[2] + places($1) + [$2], [$1.height, $1.width, $0 / $1.groups, $2]]
            },
            forward: { (x, settings) throws(TensorError) in
                let plan = try Convolution(settings.shape, x[1].shape, settings.walk)
                try plan.checkOutput(x[0].shape)
                return try x[0].dtype == .float32 && x[1].dtype == .float32
                    ? plan.input(x[0], x[1], Float.self)
                    : plan.input(x[0].asType(.float64), x[1].asType(.float64), Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let (dy, w, walk) = (flow.inputs[0], flow.inputs[1], flow.parameters.walk)
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try row("conv")(flow.dy, w, parameters: .init(walk: walk))
                    },
                    try flow.when(1) { () throws(TensorError) in
                        try row("conv_weight")(flow.dy, dy, parameters: .init(walk: walk, shape: w.shape))
                    },
                ]
            }),
        Operation(
            "conv_weight", "what images and dy [N, OH, OW, F] tell filters of `shape`",
            examples: walks(shape: { [$1.height, $1.width, $0 / $1.groups, $2] }) {
                [[2, 5, 4, $0], [2] + places($1) + [$2]]
            },
            forward: { (x, settings) throws(TensorError) in
                let plan = try Convolution(x[0].shape, settings.shape, settings.walk)
                try plan.checkOutput(x[1].shape)
                return try x[0].dtype == .float32 && x[1].dtype == .float32
                    ? plan.weight(x[0], x[1], Float.self)
                    : plan.weight(x[0].asType(.float64), x[1].asType(.float64), Double.self)
            },
            backward: { (flow) throws(TensorError) in
                let (x, dy, walk) = (flow.inputs[0], flow.inputs[1], flow.parameters.walk)
                return [
                    try flow.when(0) { () throws(TensorError) in
                        try row("conv_input")(dy, flow.dy, parameters: .init(walk: walk, shape: x.shape))
                    },
                    try flow.when(1) { () throws(TensorError) in
                        try row("conv")(x, flow.dy, parameters: .init(walk: walk))
                    },
                ]
            }),
    ]

    /// Examples over images of 5 by 4: borders, strides, dilation, groups, depthwise filters, single elements.
    private static func walks(
        shape: (Int, WindowWalk, Int) -> [Int] = { _, _, _ in [] },
        _ shapes: (_ channels: Int, _ walk: WindowWalk, _ filters: Int) -> [[Int]]
    ) -> [Example] {
        let cases:
            [(size: (Int, Int), strides: (Int, Int), border: Border, dilation: (Int, Int), groups: Int, c: Int, f: Int)] =
                [
                    ((2, 3), (1, 1), .valid, (1, 1), 1, 2, 3), ((3, 3), (2, 1), .same, (1, 1), 1, 1, 2),
                    ((2, 2), (1, 2), .same, (2, 1), 1, 2, 1), ((3, 2), (2, 2), .valid, (1, 1), 2, 4, 2),
                    ((3, 2), (1, 1), .same, (1, 2), 2, 2, 4), ((1, 1), (1, 1), .valid, (1, 1), 1, 3, 2),
                    ((2, 1), (1, 1), .causal, (2, 1), 1, 1, 1),
                ]
        return cases.compactMap { item in
            let walk = try? WindowWalk(
                item.size, over: (5, 4), strides: item.strides, border: item.border, dilation: item.dilation,
                groups: item.groups)
            guard let walk else { return nil }
            return Example(
                shapes(item.c, walk, item.f), Parameters(walk: walk, shape: shape(item.c, walk, item.f)))
        }
    }

    private static func walks(
        shape: (Int) -> [Int], _ shapes: (_ channels: Int, _ walk: WindowWalk, _ filters: Int) -> [[Int]]
    ) -> [Example] { walks(shape: { channels, _, _ in shape(channels) }, shapes) }

    private static func places(_ walk: WindowWalk) -> [Int] {
        guard let (rows, columns) = try? walk.places((5, 4)) else { return [0, 0] }
        return [rows, columns]
    }
}

/// The work of a convolution, over samples in parallel. Each sample is computed as it would be alone; the filters'
/// gradient is the sum of a fixed number of parts in their order, whatever the number of cores.
private struct Convolution {
    let frame: Frame
    /// KH, KW, C / groups, F
    let filter: [Int]
    let groups: Int
    /// Channels and filters of one group.
    let c: Int, f: Int
    /// Places whose windows are laid out together, so that they stay in a core's cache.
    let placesAtOnce: Int
    /// What a long convolution looks at.
    private let cancellation = Cancellation.ofThread

    /// About a third of a core's second-level cache, in elements.
    private static let blockCount = 80_000
    /// Parts that a sum over samples is made of.
    private static let parts = 4

    init(_ image: [Int], _ filter: [Int], _ walk: WindowWalk) throws(TensorError) {
        guard image.count == 4, filter.count == 4 else {
            throw TensorError(
                .value,
                "a convolution needs images [N, H, W, C] and filters [KH, KW, C, F], got \(TensorError.text(of: image)) and \(TensorError.text(of: filter))"
            )
        }
        var walk = walk
        (walk.height, walk.width) = (filter[0], filter[1])
        frame = try Frame(image, walk)
        groups = walk.groups
        guard image[3] % groups == 0, filter[3] % groups == 0, filter[2] == image[3] / groups else {
            throw TensorError(
                .value,
                "images \(TensorError.text(of: image)) have \(image[3]) channels; in \(groups) groups that needs filters [KH, KW, \(image[3])/\(groups), F] with F in as many groups, got \(TensorError.text(of: filter))"
            )
        }
        self.filter = filter
        c = filter[2]
        f = filter[3] / groups
        let size = Double(filter[0]) * Double(filter[1]) * Double(filter[2])
        guard filter.allSatisfy({ $0 < Int(Int32.max) }), size < Double(Int32.max) else {
            throw TensorError(.value, "filters of shape \(TensorError.text(of: filter)) are too large")
        }
        placesAtOnce = max(1, Convolution.blockCount / max(Int(size), 1))
        Work.count(frame.n, times: frame.placeCount, Int(size), filter[3])
    }

    private var outputShape: [Int] { [frame.n, frame.oh, frame.ow, filter[3]] }
    private var windowCount: Int { filter[0] * filter[1] * c }
    private var isDepthwise: Bool { c == 1 && groups > 1 }
    /// Multiplications of one sample.
    private var work: Int {
        Int(min(Double(frame.placeCount) * Double(windowCount) * Double(filter[3]), 1e6))
    }
    /// True where an image is its own table of windows.
    private var isPointwise: Bool {
        let walk = frame.walk
        return filter[0] == 1 && filter[1] == 1 && groups == 1 && walk.strideHeight == 1 && walk.strideWidth == 1
            && walk.top + walk.bottom + walk.left + walk.right == 0
    }

    func checkOutput(_ shape: [Int]) throws(TensorError) {
        guard shape == outputShape else {
            throw TensorError(
                .value,
                "the result of this convolution has shape \(TensorError.text(of: outputShape)), got \(TensorError.text(of: shape))"
            )
        }
    }

    /// Calls `body` for blocks of places.
    private func forEachBlock(_ body: (Range<Int>) -> Void) {
        for from in stride(from: 0, to: frame.placeCount, by: placesAtOnce) {
            if let cancellation, cancellation.isAsked { return }
            body(from..<min(from + placesAtOnce, frame.placeCount))
        }
    }

    // MARK: y = conv(x, w)

    func output<T: ProductElement>(_ x: Tensor, _ w: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let blas = try OpenBLAS.found()
        let (x, w) = (try x.contiguous(), try w.contiguous())
        // Products write each element; what has one channel to a group adds to zeros.
        let y =
            try isDepthwise || windowCount == 0
            ? Tensor(shape: outputShape, dtype: T.dtype) : Tensor(uninitialized: outputShape, dtype: T.dtype)
        defer { withExtendedLifetime((x, w, y)) {} }
        let images = UnsafePointer(x.start.assumingMemoryBound(to: T.self))
        let filters = UnsafePointer(w.start.assumingMemoryBound(to: T.self))
        let results = y.start.assumingMemoryBound(to: T.self)
        if y.count == 0 || windowCount == 0 { return y }
        forEachSample(T.self) { sample, patches in
            let image = images + sample * frame.imageCount
            let result = results + sample * frame.placeCount * filter[3]
            if isDepthwise { return depthwise(image, filters, result) }
            forEachBlock { places in
                let out = result + places.lowerBound * filter[3]
                for group in 0..<groups {
                    let table = windows(image, places, group, patches)
                    T.product(
                        blas, m: places.count, n: f, k: windowCount, a: table, strideA: windowCount,
                        transposeA: false, b: filters + group * f, strideB: filter[3], transposeB: false,
                        beta: 0, c: out + group * f, strideC: filter[3])
                }
            }
        }
        try cancellation?.check()
        return y
    }

    /// The windows of a block: copied, or the image itself.
    private func windows<T: ProductElement>(
        _ image: UnsafePointer<T>, _ places: Range<Int>, _ group: Int, _ patches: UnsafeMutablePointer<T>
    ) -> UnsafePointer<T> {
        if isPointwise { return image + places.lowerBound * c }
        frame.copyPatches(image, places: places, channels: group * c..<(group + 1) * c, to: patches)
        return UnsafePointer(patches)
    }

    /// Calls `body` for each sample, on all cores, with memory for a block of windows.
    private func forEachSample<T: ProductElement>(
        _ type: T.Type, _ body: (Int, UnsafeMutablePointer<T>) -> Void
    ) {
        Sharing.forEach(of: frame.n, weight: work) { samples in
            withPatches(T.self) { patches in
                for sample in samples {
                    if let cancellation, cancellation.isAsked { return }
                    body(sample, patches)
                }
            }
        }
    }

    private func withPatches<T: ProductElement>(_ type: T.Type, _ body: (UnsafeMutablePointer<T>) -> Void) {
        let patches = UnsafeMutablePointer<T>.allocate(capacity: max(1, placesAtOnce * windowCount))
        body(patches)
        patches.deallocate()
    }

    // MARK: dx = conv_input(dy, w)

    func input<T: ProductElement>(_ dy: Tensor, _ w: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let blas = try OpenBLAS.found()
        let (dy, w) = (try dy.contiguous(), try w.contiguous())
        let dx = try Tensor(shape: [frame.n, frame.h, frame.w, frame.c], dtype: T.dtype)
        defer { withExtendedLifetime((dy, w, dx)) {} }
        let slopes = UnsafePointer(dy.start.assumingMemoryBound(to: T.self))
        let filters = UnsafePointer(w.start.assumingMemoryBound(to: T.self))
        let images = dx.start.assumingMemoryBound(to: T.self)
        if dy.count == 0 || dx.count == 0 || windowCount == 0 { return dx }
        forEachSample(T.self) { sample, patches in
            let image = images + sample * frame.imageCount
            let slope = slopes + sample * frame.placeCount * filter[3]
            if isDepthwise { return depthwiseInput(slope, filters, image) }
            forEachBlock { places in
                let from = slope + places.lowerBound * filter[3]
                let table = isPointwise ? image + places.lowerBound * c : patches
                for group in 0..<groups {
                    T.product(
                        blas, m: places.count, n: windowCount, k: f, a: from + group * f, strideA: filter[3],
                        transposeA: false, b: filters + group * f, strideB: filter[3], transposeB: true,
                        beta: 0, c: table, strideC: windowCount)
                    if isPointwise { continue }
                    frame.addPatches(
                        UnsafePointer(patches), places: places, channels: group * c..<(group + 1) * c, to: image)
                }
            }
        }
        try cancellation?.check()
        return dx
    }

    // MARK: dw = conv_weight(x, dy)

    func weight<T: ProductElement>(_ x: Tensor, _ dy: Tensor, _ type: T.Type) throws(TensorError) -> Tensor {
        let blas = try OpenBLAS.found()
        let (x, dy) = (try x.contiguous(), try dy.contiguous())
        let sums = try Tensor(shape: [Convolution.parts] + filter, dtype: T.dtype)
        defer { withExtendedLifetime((x, dy, sums)) {} }
        let images = UnsafePointer(x.start.assumingMemoryBound(to: T.self))
        let slopes = UnsafePointer(dy.start.assumingMemoryBound(to: T.self))
        let totals = sums.start.assumingMemoryBound(to: T.self)
        let count = windowCount * filter[3]
        if dy.count > 0, count > 0 {
            Sharing.forEach(of: Convolution.parts, weight: work * max(1, frame.n / Convolution.parts)) { parts in
                withPatches(T.self) { patches in
                    for part in parts {
                        let total = totals + part * count
                        for sample in frame.n * part / Convolution.parts..<frame.n * (part + 1) / Convolution.parts {
                            let image = images + sample * frame.imageCount
                            let slope = slopes + sample * frame.placeCount * filter[3]
                            if isDepthwise {
                                depthwiseWeight(image, slope, total)
                                continue
                            }
                            forEachBlock { places in
                                for group in 0..<groups {
                                    let table = windows(image, places, group, patches)
                                    T.product(
                                        blas, m: windowCount, n: f, k: places.count, a: table,
                                        strideA: windowCount, transposeA: true,
                                        b: slope + places.lowerBound * filter[3] + group * f,
                                        strideB: filter[3], transposeB: false, beta: 1, c: total + group * f,
                                        strideC: filter[3])
                                }
                            }
                        }
                    }
                }
            }
        }
        try cancellation?.check()
        for part in 1..<Convolution.parts {
            for i in 0..<count { totals[i] += totals[part * count + i] }
        }
        return sums[first: 0]
    }

    // MARK: One channel to a group

    /// y[p, g f + j] += x[window, g] w[k, g f + j]
    private func depthwise<T: ProductElement>(
        _ image: UnsafePointer<T>, _ filters: UnsafePointer<T>, _ result: UnsafeMutablePointer<T>
    ) {
        for oy in 0..<frame.oh {
            for ox in 0..<frame.ow {
                let out = result + (oy * frame.ow + ox) * filter[3]
                frame.forEachInside(oy, ox) { element, pixel in
                    let (x, w) = (image + pixel, filters + element * filter[3])
                    if f == 1 {
                        for i in 0..<groups { out[i] += x[i] * w[i] }
                    } else {
                        for i in 0..<groups { for j in 0..<f { out[i * f + j] += x[i] * w[i * f + j] } }
                    }
                }
            }
        }
    }

    private func depthwiseInput<T: ProductElement>(
        _ slope: UnsafePointer<T>, _ filters: UnsafePointer<T>, _ image: UnsafeMutablePointer<T>
    ) {
        for oy in 0..<frame.oh {
            for ox in 0..<frame.ow {
                let dy = slope + (oy * frame.ow + ox) * filter[3]
                frame.forEachInside(oy, ox) { element, pixel in
                    let (dx, w) = (image + pixel, filters + element * filter[3])
                    if f == 1 {
                        for i in 0..<groups { dx[i] += dy[i] * w[i] }
                    } else {
                        for i in 0..<groups { for j in 0..<f { dx[i] += dy[i * f + j] * w[i * f + j] } }
                    }
                }
            }
        }
    }

    private func depthwiseWeight<T: ProductElement>(
        _ image: UnsafePointer<T>, _ slope: UnsafePointer<T>, _ total: UnsafeMutablePointer<T>
    ) {
        for oy in 0..<frame.oh {
            for ox in 0..<frame.ow {
                let dy = slope + (oy * frame.ow + ox) * filter[3]
                frame.forEachInside(oy, ox) { element, pixel in
                    let (x, dw) = (image + pixel, total + element * filter[3])
                    if f == 1 {
                        for i in 0..<groups { dw[i] += dy[i] * x[i] }
                    } else {
                        for i in 0..<groups { for j in 0..<f { dw[i * f + j] += dy[i * f + j] * x[i] } }
                    }
                }
            }
        }
    }
}
