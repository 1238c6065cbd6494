/// Rectangles that nearly agree, made one: OpenCV's `groupRectangles`, which DetectNet uses to find objects in the boxes
/// of many cells.
public enum RectangleGroups {
    /// One rectangle for each group, and how many were in it.
    public struct Result: Sendable, Equatable {
        /// left, top, width, height.
        public var rectangles: [SIMD4<Double>] = []
        public var weights: [Int] = []
        /// For each given rectangle the place of its group in `rectangles`; -1 where the group was left out.
        public var members: [Int] = []

        public init() {}
    }

    /// The most rectangles that are grouped: each is compared with each.
    public static let limit = 20_000

    /// Groups rectangles (left, top, width, height).
    ///
    /// Two are alike where all four edges differ by at most `eps` times the mean of the smaller width and the smaller
    /// height; groups are what is linked by likeness. A group of `threshold` or fewer is left out, and so is one inside of
    /// a larger group's rectangle. Cost: the square of the number of rectangles, which must be at most `limit`.
    ///
    /// - Parameter isRounded: means are rounded to whole pixels, as in OpenCV, whose rectangles are whole numbers.
    public static func group(
        _ rectangles: [SIMD4<Double>], threshold: Int, eps: Double, isRounded: Bool
    ) -> Result {
        precondition(rectangles.count <= limit, "\(rectangles.count) rectangles")
        let labels = partition(rectangles, eps: eps)
        let count = (labels.max() ?? -1) + 1
        var sums = [SIMD4<Double>](repeating: .zero, count: count), sizes = [Int](repeating: 0, count: count)
        for (rectangle, label) in zip(rectangles, labels) {
            sums[label] += rectangle
            sizes[label] += 1
        }
        let means = zip(sums, sizes).map { sum, size in
            isRounded ? (sum / Double(size)).rounded(.toNearestOrEven) : sum / Double(size)
        }
        var result = Result(), places = [Int](repeating: -1, count: count)
        for i in 0..<count where sizes[i] > threshold {
            let isInside = (0..<count).contains { j in
                j != i && sizes[j] > threshold && isInner(means[i], of: means[j], eps: eps)
                    && (sizes[j] > max(3, sizes[i]) || sizes[i] < 3)
            }
            if isInside { continue }
            places[i] = result.weights.count
            result.rectangles.append(means[i])
            result.weights.append(sizes[i])
        }
        result.members = labels.map { places[$0] }
        return result
    }

    /// OpenCV's `SimilarRects`.
    private static func areAlike(_ a: SIMD4<Double>, _ b: SIMD4<Double>, eps: Double) -> Bool {
        let delta = eps * (min(a.z, b.z) + min(a.w, b.w)) * 0.5
        return abs(a.x - b.x) <= delta && abs(a.y - b.y) <= delta
            && abs(a.x + a.z - b.x - b.z) <= delta && abs(a.y + a.w - b.y - b.w) <= delta
    }

    private static func isInner(_ a: SIMD4<Double>, of b: SIMD4<Double>, eps: Double) -> Bool {
        let dx = (b.z * eps).rounded(.toNearestOrEven), dy = (b.w * eps).rounded(.toNearestOrEven)
        return a.x >= b.x - dx && a.y >= b.y - dy && a.x + a.z <= b.x + b.z + dx && a.y + a.w <= b.y + b.w + dy
    }

    /// A number for each rectangle, the same for those that likeness links; numbers begin with the first rectangle's 0.
    private static func partition(_ rectangles: [SIMD4<Double>], eps: Double) -> [Int] {
        var parents = Array(rectangles.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while parents[place] != place {
                parents[place] = parents[parents[place]]
                place = parents[place]
            }
            return place
        }
        for i in rectangles.indices {
            for j in 0..<i where areAlike(rectangles[i], rectangles[j], eps: eps) {
                let (a, b) = (root(i), root(j))
                if a != b { parents[max(a, b)] = min(a, b) }
            }
        }
        var labels = [Int](repeating: -1, count: rectangles.count), next = 0
        for i in rectangles.indices {
            let first = root(i)
            if labels[first] < 0 {
                labels[first] = next
                next += 1
            }
            labels[i] = labels[first]
        }
        return labels
    }
}
