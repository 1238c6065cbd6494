import Loops

/// Loops that pass over memory once, on tables of 256 rows and 128 columns: 128 KiB, of a core's second-level cache.
func elementRows(_ loops: LoopTable) -> [Row] {
    let rows = 256, columns = 128, n = rows * columns
    let a = Floats(n), b = Floats(n), c = Floats(n, 0), d = Floats(n, 0), narrow = Floats(3 * columns, 0.5)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: n)
    bytes.initialize(repeating: 7, count: n)
    let size = "\(rows)x\(columns)"
    /// - Parameter arrays: passes over all elements, reading or writing
    func row(_ name: String, _ arrays: Int, _ body: @escaping () -> Void) -> Row {
        Row(name: name, size: size, work: .bytes(4 * arrays * n), body: body)
    }
    let normal = loops.normalizing, bends = loops.bends
    let image = Window(
        height: 16, width: 16, channels: 128, outputHeight: 8, outputWidth: 8, windowHeight: 2, windowWidth: 2,
        strideHeight: 2, strideWidth: 2, dilationHeight: 1, dilationWidth: 1, top: 0, left: 0)
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: n)
    places.initialize(repeating: 0, count: n)
    func pool(_ name: String, _ body: @escaping () -> Void) -> Row {
        Row(name: name, size: "16x16x128, 2x2", work: .bytes(4 * (n + n / 4)), body: body)
    }
    return [
        row("relu", 2) { loops.relu(a.base, n) },
        row("sigmoid", 2) { loops.sigmoid(a.base, n) },
        row("tanh", 2) { loops.tanh(a.base, n) },
        row("softmax", 2) { loops.softmax(a.base, rows, columns) },
        row("relu gradient", 3) { loops.reluGradient(a.base, b.base, n) },
        row("sigmoid gradient", 3) { loops.sigmoidGradient(a.base, b.base, n) },
        row("tanh gradient", 3) { loops.tanhGradient(a.base, b.base, n) },
        row("softmax gradient", 3) { loops.softmaxGradient(a.base, b.base, rows, columns) },
        row("leaky relu", 2) { bends.leaky(a.base, 0.2, n) },
        row("elu", 2) { bends.elu(a.base, 1, n) },
        row("sums of rows", 1) { loops.sumRows(narrow.base, b.base, rows, columns) },
        row("add", 3) { loops.add(c.base, b.base, n) },
        row("scale", 2) { loops.scale(c.base, 0.5, 0.5, n) },
        Row(name: "bytes to floats", size: size, work: .bytes(5 * n)) { loops.widen(a.base, bytes, n) },
        row("dropout", 2) { loops.dropout(c.base, b.base, 0.25, 7, 0, n) },
        pool("max pooling") { loops.maxPool(image, b.base, c.base, places) },
        pool("max pooling, no places") { loops.maxPool(image, b.base, c.base, nil) },
        pool("max pooling gradient") { loops.maxPoolGradient(image, b.base, places, c.base) },
        pool("max pooling, blocks") { loops.blocks.largest(image, b.base, c.base, bytes, true) },
        pool("max pooling gradient, blocks") { loops.blocks.gradient(image, b.base, bytes, c.base) },
        pool("average pooling") { loops.averagePool(image, b.base, c.base) },
        pool("average pooling gradient") { loops.averagePoolGradient(image, b.base, c.base) },
        row("normalization: moments", 1) {
            normal.moments(narrow.base, narrow.base + 128, b.base, narrow.base + 256, rows, columns)
        },
        row("normalization: products", 2) {
            normal.products(narrow.base, a.base, b.base, narrow.base + 128, rows, columns)
        },
        row("normalization: scale", 2) {
            normal.scale(c.base, b.base, narrow.base, narrow.base + 128, rows, columns)
        },
        row("normalization: combine", 3) {
            normal.combine(
                c.base, b.base, a.base, narrow.base, narrow.base + 128, narrow.base + 256, rows, columns)
        },
        row("sgd", 3) { loops.sgd(c.base, b.base, 1e-9, n) },
        row("momentum", 5) { loops.momentum(c.base, b.base, d.base, 1e-9, 0.9, false, n) },
        row("rmsprop", 5) { loops.rmsprop(c.base, b.base, d.base, a.base, 1e-9, 0.9, 0, 1e-7, n) },
        row("adam", 7) { loops.adam(c.base, b.base, d.base, a.base, 1e-9, 0.9, 0.999, 1e-7, n) },
        row("adadelta", 7) { loops.adadelta(c.base, b.base, d.base, a.base, 1e-9, 0.95, 1e-7, n) },
    ]
}
