import Detection
import Testing

@Suite struct PolygonPainterTests {
    private func painter(_ width: Int, _ height: Int) -> PolygonPainter {
        PolygonPainter(
            width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3),
            owners: [Int32](repeating: -1, count: width * height))
    }

    @Test func aPixelBelongsToThePolygonThatHasItsMiddle() {
        var painter = painter(5, 4)
        painter.fill([[1, 1], [3.4, 1], [3.4, 3], [1, 3]][...], colour: [9, 8, 7], bottom: [9, 8, 7], owner: 4)
        let mine = painter.owners.indices.filter { painter.owners[$0] == 4 }
        #expect(mine == [6, 7, 11, 12])
        #expect(Array(painter.pixels[18..<21]) == [9, 8, 7])
    }

    @Test func neighboursShareNoPixelAndLeaveNone() {
        var painter = painter(40, 40)
        let middle: SIMD2<Double> = [17.3, 21.7]
        let corners: [SIMD2<Double>] = [[0, 0], [40, 0], [40, 40], [0, 40]]
        for k in 0..<4 {
            let triangle = [corners[k], corners[(k + 1) % 4], middle]
            painter.fill(triangle[...], colour: .zero, bottom: .zero, owner: Int32(k))
        }
        #expect(!painter.owners.contains(-1))
        // Areas of the four triangles.
        let areas = [40 * 21.7 / 2, 40 * 22.7 / 2, 40 * 18.3 / 2, 40 * 17.3 / 2]
        for k in 0..<4 { #expect(abs(Double(painter.owners.count { $0 == Int32(k) }) - areas[k]) < 30) }
    }

    @Test func whatIsOutsideOrEndlessIsLeftOut() {
        var painter = painter(4, 4)
        painter.fill([[-50, -50], [90, -50], [90, 90], [-50, 90]][...], colour: .one, bottom: .one, owner: 1)
        #expect(painter.owners.allSatisfy { $0 == 1 })
        painter.fill([[0, 0], [.infinity, 0], [0, 4]][...], colour: .one, bottom: .one, owner: 2)
        painter.fill([[0, 0], [4, 4]][...], colour: .one, bottom: .one, owner: 3)
        #expect(painter.owners.allSatisfy { $0 == 1 })
    }
}
