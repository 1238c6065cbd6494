import Detection
import Testing

@Suite struct BoxTests {
    private let a = Box(0, 0, 10, 10)

    @Test func overlapOfHalvesIsAThird() {
        // 50 pixels in common of 150.
        #expect(a.iou(Box(5, 0, 15, 10)) == 1.0 / 3)
        #expect(a.share(in: Box(5, 0, 15, 10)) == 0.5)
        #expect(Box(5, 0, 15, 10).iou(a) == a.iou(Box(5, 0, 15, 10)))
    }

    @Test func boxesThatTouchShareNothing() {
        #expect(a.iou(Box(10, 0, 20, 10)) == 0)
        #expect(a.iou(Box(3, 3, 3, 8)) == 0)
        #expect(a.iou(a) == 1)
    }

    @Test func clippingLeavesWhatIsInside() {
        #expect(Box(-5, -5, 5, 5).clipped(width: 8, height: 3) == Box(0, 0, 5, 3))
        #expect(Box(20, 1, 30, 2).clipped(width: 8, height: 3).area == 0)
    }
}
