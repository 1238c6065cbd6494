import LoopTable

/// Sums of products that lie apart: nothing to put into a vector, but four sums do not wait for one another.
enum Thin {
    static let loops = ThinLoops(collect: collect)

    @Sendable private static func collect(
        _ x: Source, _ step: Int, _ offsets: UnsafePointer<Int32>, _ taps: Int, _ bias: Source?, _ filters: Int,
        _ count: Int, _ y: Target
    ) {
        for f in 0..<filters {
            let start = bias?[f] ?? 0
            var i = 0
            while i + 4 <= count {
                let from = x + i * step + f
                var (s0, s1, s2, s3) = (start, start, start, start)
                for t in 0..<taps {
                    let q = from + Int(offsets[t])
                    s0 += q[0]
                    s1 += q[step]
                    s2 += q[2 * step]
                    s3 += q[3 * step]
                }
                let to = y + i * filters + f
                to[0] = s0
                to[filters] = s1
                to[2 * filters] = s2
                to[3 * filters] = s3
                i += 4
            }
            while i < count {
                var sum = start
                for t in 0..<taps { sum += x[i * step + Int(offsets[t]) + f] }
                y[i * filters + f] = sum
                i += 1
            }
        }
    }
}
