import CProcessor
import LoopTable

/// Stretches that lie at one distance here and at another there.
enum Stretches {
    static let loops = StretchLoops(copy: copy, rectifierGradient: rectifierGradient)

    @Sendable private static func copy(
        _ from: Source, _ fromStride: Int, _ to: Target, _ toStride: Int, _ count: Int, _ width: Int
    ) {
        for i in 0..<count {
            let (from, to) = (from + i * fromStride, to + i * toStride)
            var c = 0
            while c + 16 <= width {
                to.store(from.vector(c), c)
                c += 16
            }
            while c < width {
                to[c] = from[c]
                c += 1
            }
        }
    }

    @Sendable private static func rectifierGradient(
        _ from: Source, _ fromStride: Int, _ y: Source, _ to: Target, _ toStride: Int, _ count: Int, _ width: Int
    ) {
        for i in 0..<count {
            let (from, y, to) = (from + i * fromStride, y + i * toStride, to + i * toStride)
            var c = 0
            while c + 16 <= width {
                to.store(vector_where_positive(from.vector(c), y.vector(c)), c)
                c += 16
            }
            while c < width {
                to[c] = y[c] > 0 ? from[c] : 0
                c += 1
            }
        }
    }
}
