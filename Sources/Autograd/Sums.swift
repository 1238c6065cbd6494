import Tensors

/// Sums of many single-precision numbers over axes that others follow: the mean of a channel over a batch of images,
/// the gradient of a bias. Added one after the other in single precision, 100,000 of them would be off by a
/// thousandth; here they are added in double precision, a fixed number of parts side by side.
enum Sums {
    /// From this many elements on it is worth it.
    private static let least = 4096
    /// Columns that are added up together.
    private static let columns = 256
    /// Parts that long sums are made of, whatever the number of cores.
    private static let parts = 16

    /// The sum over axes, which stay with length 1, times a factor.
    static func sum(_ x: Tensor, _ axes: [Int], factor: Double = 1) throws(TensorError) -> Tensor {
        let axes = axes.sorted()
        guard x.dtype == .float32, x.count >= least, let first = axes.first, let last = axes.last,
            let end = x.shape.indices.last(where: { !axes.contains($0) && x.shape[$0] != 1 }), end > first
        else { return try plain(x, axes, factor) }
        Work.count(x.count)
        let kept = x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] }
        let isBlock = (first...last).allSatisfy { axes.contains($0) || x.shape[$0] == 1 }
        let source: Tensor
        if isBlock {
            source = try x.contiguous()
        } else {
            source = try x.transposed(axes + x.shape.indices.filter { !axes.contains($0) }).contiguous()
        }
        let a = isBlock ? x.shape[..<first].reduce(1, *) : 1
        let r = axes.reduce(1) { $0 * x.shape[$1] }
        let result = try Tensor(uninitialized: kept, dtype: .float32)
        add(source, (a, r, x.count / (a * r)), factor, to: result)
        return result
    }

    private static func plain(_ x: Tensor, _ axes: [Int], _ factor: Double) throws(TensorError) -> Tensor {
        let sum = try Ufunc.add.reduce(x, axes: axes, keepingDimensions: true)
        return factor == 1 ? sum : try Ufunc.multiply(sum, Tensor(.float(factor), dtype: x.dtype))
    }

    /// [A, R, B] to [A, B]
    private static func add(_ x: Tensor, _ size: (a: Int, r: Int, b: Int), _ factor: Double, to result: Tensor) {
        let (a, r, b) = size
        let cuts = r >= least ? parts : 1
        let chunks = (b + columns - 1) / columns
        let sums = UnsafeMutablePointer<Double>.allocate(capacity: a * cuts * b)
        defer { sums.deallocate() }
        sums.initialize(repeating: 0, count: a * cuts * b)
        defer { withExtendedLifetime((x, result)) {} }
        let from = UnsafePointer(x.start.assumingMemoryBound(to: Float.self))
        let to = result.start.assumingMemoryBound(to: Float.self)
        Sharing.forEach(of: a * cuts * chunks, weight: r / cuts * Swift.min(b, columns)) { jobs in
            for job in jobs {
                let (line, chunk) = (job / chunks, job % chunks)
                let (row, cut) = (line / cuts, line % cuts)
                let start = chunk * columns
                let count = Swift.min(columns, b - start)
                let total = sums + line * b + start
                for i in r * cut / cuts..<r * (cut + 1) / cuts {
                    let numbers = from + (row * r + i) * b + start
                    for j in 0..<count { total[j] += Double(numbers[j]) }
                }
            }
        }
        for row in 0..<a {
            let total = sums + row * cuts * b
            for cut in 1..<Swift.max(cuts, 1) where cut < cuts {
                for j in 0..<b { total[j] += total[cut * b + j] }
            }
            for j in 0..<b { to[row * b + j] = Float(total[j] * factor) }
        }
    }
}
