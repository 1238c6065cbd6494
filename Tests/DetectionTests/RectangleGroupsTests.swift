import Detection
import Testing

/// Cases worked out by hand after OpenCV's `groupRectangles`.
@Suite struct RectangleGroupsTests {
    private func group(
        _ r: [SIMD4<Double>], _ threshold: Int, _ eps: Double, rounded: Bool = true
    ) -> RectangleGroups.Result {
        RectangleGroups.group(r, threshold: threshold, eps: eps, isRounded: rounded)
    }

    @Test func alikeRectanglesBecomeTheirMean() {
        // eps 0.2 of 100 allows edges to differ by 20.
        let result = group([[10, 10, 100, 100], [20, 10, 100, 100], [300, 10, 100, 100]], 1, 0.2)
        #expect(result.rectangles == [[15, 10, 100, 100]])
        #expect(result.weights == [2] && result.members == [0, 0, -1])
    }

    @Test func likenessLinksAChain() {
        // The first and the last differ by 30, more than 20: the one between links them.
        let result = group([[0, 0, 100, 100], [15, 0, 100, 100], [30, 0, 100, 100]], 2, 0.2)
        #expect(result.weights == [3] && result.rectangles == [[15, 0, 100, 100]])
    }

    @Test func fewerThanTheThresholdAreLeftOut() {
        let four = [SIMD4<Double>](repeating: [0, 0, 50, 50], count: 4)
        #expect(group(four, 3, 0.02).weights == [4])
        #expect(group(Array(four.prefix(3)), 3, 0.02).weights.isEmpty)
        #expect(group([], 3, 0.02) == RectangleGroups.Result())
    }

    @Test func meansRoundToEvenAsOpenCVDoes() {
        let pair: [SIMD4<Double>] = [[0, 1, 100, 100], [1, 2, 100, 100]]
        #expect(group(pair, 1, 0.2).rectangles == [[0, 2, 100, 100]])
        #expect(group(pair, 1, 0.2, rounded: false).rectangles == [[0.5, 1.5, 100, 100]])
    }

    @Test func aSmallGroupInsideOfALargeOneIsLeftOut() {
        let outer = [SIMD4<Double>](repeating: [0, 0, 100, 100], count: 5)
        let inner = [SIMD4<Double>](repeating: [30, 30, 20, 20], count: 2)
        #expect(group(outer + inner, 1, 0.1).weights == [5])
        // Groups of three do not make smaller ones vanish, and those outside stay.
        let three = [SIMD4<Double>](repeating: [30, 30, 20, 20], count: 3)
        #expect(group(Array(outer.prefix(3)) + three, 1, 0.1).weights == [3, 3])
        #expect(group(outer + [[200, 30, 20, 20], [200, 30, 20, 20]], 1, 0.1).weights == [5, 2])
    }
}
