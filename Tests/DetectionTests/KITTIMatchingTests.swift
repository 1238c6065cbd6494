import Detection
import Testing

/// Cases worked out by hand after `evaluate_object.cpp`.
@Suite struct KITTIMatchingTests {
    private let matching = KITTIMatching(overlap: 0.5)

    private func frame(
        _ objects: [(Box, Int)], _ found: [(Box, Double)], kinds: [Int]? = nil, regions: [Box] = []
    ) -> KITTIMatching.Frame {
        var frame = KITTIMatching.Frame()
        (frame.objects, frame.objectKinds) = (objects.map(\.0), objects.map(\.1))
        (frame.found, frame.scores) = (found.map(\.0), found.map(\.1))
        frame.foundKinds = kinds ?? found.map { _ in 0 }
        frame.regions = regions
        return frame
    }

    private let a = Box(0, 0, 100, 100), b = Box(200, 0, 300, 100)

    @Test func oneRightAndOneMissed() {
        let curve = matching.curve([frame([(a, 0), (b, 0)], [(a, 0.9)])])
        #expect(curve == .init(thresholds: [0.9], right: [1], wrong: [0], missed: [1]))
    }

    @Test func aSecondBoxOfTheSameObjectIsWrong() {
        let curve = matching.curve([frame([(a, 0)], [(a, 0.5), (Box(0, 0, 100, 90), 0.9)])])
        // The surer box gives the threshold; at 0.9 only it is there.
        #expect(curve == .init(thresholds: [0.9], right: [1], wrong: [0], missed: [0]))
        let twice = matching.curve([frame([(a, 0), (b, 0)], [(a, 0.9), (a, 0.8), (b, 0.7)])])
        #expect(twice.thresholds == [0.9, 0.7] && twice.wrong == [0, 1] && twice.right == [1, 2])
    }

    @Test func theGreaterOverlapIsTakenWhereCountsAreMade() {
        // At 0.6 both are there: the object takes the one that fits better, the surer one is wrong.
        let curve = matching.curve([frame([(a, 0), (b, 0)], [(Box(0, 0, 100, 80), 0.9), (a, 0.7), (b, 0.6)])])
        #expect(curve.thresholds == [0.9, 0.6] && curve.right == [1, 2] && curve.wrong == [0, 1])
    }

    @Test func neutralObjectsAndRegionsAbsorb() {
        let found: [(Box, Double)] = [(a, 0.9), (b, 0.8), (Box(400, 0, 500, 100), 0.95)]
        let curve = matching.curve([frame([(a, 0), (b, 1)], found, regions: [Box(380, 0, 600, 100)])])
        #expect(curve == .init(thresholds: [0.9], right: [1], wrong: [0], missed: [0]))
        let strict = matching.curve([frame([(a, 0)], found)])
        #expect(strict.wrong == [1])
    }

    @Test func smallDetectionsAreNeverWrongAndNeverRight() {
        let curve = matching.curve([frame([(a, 0), (b, 0)], [(a, 0.9), (b, 0.95)], kinds: [0, 1])])
        #expect(curve == .init(thresholds: [0.9], right: [1], wrong: [0], missed: [0]))
    }

    @Test func anOverlapOfJustTheLimitDoesNotFit() {
        #expect(matching.curve([frame([(a, 0)], [(Box(0, 0, 50, 100), 0.9)])]).thresholds.isEmpty)
    }

    @Test func thresholdsAreAtTheForties() {
        // 80 objects found: every second score is nearest to a fortieth of recall, the first two as the published loop has it.
        let objects = (0..<80).map { (Box(Double($0) * 200, 0, Double($0) * 200 + 100, 100), 0) }
        let found = objects.enumerated().map { ($1.0, Double(100 - $0)) }
        let curve = matching.curve([frame(objects, found)])
        #expect(curve.thresholds.count == 41 && curve.thresholds.first == 100 && curve.thresholds.last == 21)
        #expect(curve.wrong.allSatisfy { $0 == 0 } && curve.right.last == 80)
    }

    @Test func nothingGivesNothing() {
        #expect(matching.curve([]) == .init())
        #expect(matching.curve([frame([(a, 0)], [])]) == .init())
    }
}
