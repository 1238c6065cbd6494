/// Precision at the scores that KITTI's evaluation looks at (`evaluate_object.cpp` of its development kit), for one class
/// and one difficulty.
///
/// Who counts is decided before: an object counts (0), is neutral (1: neither found nor missed counts) or is of no
/// interest (-1); a detection counts (0), is too small to be wrong (1) or of another class (-1).
public struct KITTIMatching: Sendable {
    /// What one frame shows and what was found in it.
    public struct Frame: Sendable {
        public var objects: [Box] = []
        public var objectKinds: [Int] = []
        /// DontCare regions: detections in them are not wrong.
        public var regions: [Box] = []
        public var found: [Box] = []
        public var foundKinds: [Int] = []
        public var scores: [Double] = []

        public init() {}
    }

    /// The result: at most 41 thresholds, from the highest score to the lowest.
    public struct Curve: Sendable, Equatable {
        public var thresholds: [Double] = []
        public var right: [Int] = []
        public var wrong: [Int] = []
        public var missed: [Int] = []

        public init(
            thresholds: [Double] = [], right: [Int] = [], wrong: [Int] = [], missed: [Int] = []
        ) {
            (self.thresholds, self.right, self.wrong, self.missed) = (thresholds, right, wrong, missed)
        }
    }

    /// IoU above which a detection fits.
    public let overlap: Double

    public init(overlap: Double) { self.overlap = overlap }

    private static let sampleCount = 41

    public func curve(_ frames: [Frame]) -> Curve {
        // Overlaps are asked for again at every threshold.
        let tables = frames.map { frame in frame.objects.map { object in frame.found.map { $0.iou(object) } } }
        var scores: [Double] = []
        for (frame, table) in zip(frames, tables) { scores += matchedScores(frame, table) }
        let objects = frames.reduce(0) { $0 + $1.objectKinds.count { $0 == 0 } }
        var curve = Curve()
        for threshold in thresholds(scores, objects: objects) {
            var (right, wrong, missed) = (0, 0, 0)
            for (frame, table) in zip(frames, tables) {
                let counts = counts(frame, table, threshold)
                right += counts.right
                wrong += counts.wrong
                missed += counts.missed
            }
            curve.thresholds.append(threshold)
            curve.right.append(right)
            curve.wrong.append(wrong)
            curve.missed.append(missed)
        }
        return curve
    }

    /// Scores of detections that fit an object, each object taking the one with the highest score.
    private func matchedScores(_ frame: Frame, _ table: [[Double]]) -> [Double] {
        var isTaken = [Bool](repeating: false, count: frame.found.count)
        var scores: [Double] = []
        for i in frame.objects.indices where frame.objectKinds[i] != -1 {
            var best: Int?, score = -10_000_000.0
            for j in frame.found.indices
            where frame.foundKinds[j] != -1 && !isTaken[j] && table[i][j] > overlap && frame.scores[j] > score {
                (best, score) = (j, frame.scores[j])
            }
            guard let best else { continue }
            isTaken[best] = true
            if frame.objectKinds[i] == 0, frame.foundKinds[best] == 0 { scores.append(score) }
        }
        return scores
    }

    /// Scores at which recall comes nearest to each fortieth.
    private func thresholds(_ scores: [Double], objects: Int) -> [Double] {
        let sorted = scores.sorted(by: >)
        var result: [Double] = [], recall = 0.0
        for i in sorted.indices {
            let left = Double(i + 1) / Double(objects)
            let isLast = i == sorted.count - 1
            let right = isLast ? left : Double(i + 2) / Double(objects)
            if right - recall < recall - left, !isLast { continue }
            result.append(sorted[i])
            recall += 1 / Double(KITTIMatching.sampleCount - 1)
        }
        return result
    }

    /// What is right, wrong and missed among the detections with at least a score, each object taking the detection that
    /// overlaps most.
    private func counts(
        _ frame: Frame, _ table: [[Double]], _ threshold: Double
    ) -> (right: Int, wrong: Int, missed: Int) {
        var isTaken = frame.scores.map { $0 < threshold }
        let isBelow = isTaken
        var (right, wrong, missed) = (0, 0, 0)
        for i in frame.objects.indices where frame.objectKinds[i] != -1 {
            var best: Int?, most = 0.0, isSmall = false
            for j in frame.found.indices where frame.foundKinds[j] != -1 && !isTaken[j] && table[i][j] > overlap {
                if frame.foundKinds[j] == 0, table[i][j] > most || isSmall {
                    (best, most, isSmall) = (j, table[i][j], false)
                } else if best == nil, frame.foundKinds[j] == 1 {
                    (best, isSmall) = (j, true)
                }
            }
            if let best {
                isTaken[best] = true
                if frame.objectKinds[i] == 0, frame.foundKinds[best] == 0 { right += 1 }
            } else if frame.objectKinds[i] == 0 {
                missed += 1
            }
        }
        for j in frame.found.indices where frame.foundKinds[j] == 0 && !isTaken[j] && !isBelow[j] {
            if !frame.regions.contains(where: { frame.found[j].share(in: $0) > overlap }) { wrong += 1 }
        }
        return (right, wrong, missed)
    }
}
