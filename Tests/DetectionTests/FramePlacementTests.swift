import Detection
import Testing
import Vision

@Suite struct FramePlacementTests {
    /// An image whose pixels tell where they are: red is the column times 10, green the row times 10.
    private func image(_ width: Int, _ height: Int) throws -> PixelImage {
        var pixels: [UInt8] = []
        for row in 0..<height { for column in 0..<width { pixels += [UInt8(column * 10), UInt8(row * 10), 50] } }
        return try PixelImage(width: width, height: height, channels: 3, pixels: pixels)
    }

    private func placed(_ placement: FramePlacement, _ frame: PixelImage, _ width: Int, _ height: Int) -> PixelImage? {
        let count = width * height * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            placement.write(
                frame, width: width, height: height, to: UnsafeMutableBufferPointer(rebasing: target[0..<count]))
            filled = count
        }
        return try? PixelImage(width: width, height: height, channels: 3, pixels: pixels)
    }

    @Test func plainPlacementCopies() throws {
        let frame = try image(6, 4)
        #expect(placed(FramePlacement(), frame, 6, 4) == frame)
    }

    @Test func whatLiesOutsideIsGray() throws {
        var placement = FramePlacement()
        (placement.x, placement.y) = (2, 1)
        let result = try #require(placed(placement, image(6, 4), 6, 4))
        #expect(Array(result[row: 0, column: 5]) == [127, 127, 127])
        #expect(Array(result[row: 1, column: 1]) == [127, 127, 127])
        #expect(Array(result[row: 1, column: 2]) == [0, 0, 50])
        #expect(Array(result[row: 3, column: 5]) == [30, 20, 50])
    }

    @Test func halvingTakesTheMeanOfNeighbours() throws {
        let result = try #require(placed(FramePlacement(scale: 0.5), image(6, 4), 3, 2))
        #expect(Array(result[row: 0, column: 0]) == [5, 5, 50])
        #expect(Array(result[row: 1, column: 2]) == [45, 25, 50])
    }

    @Test func boxesGoWhereTheirPixelsGo() throws {
        var placement = FramePlacement(scale: 2)
        (placement.x, placement.y, placement.isFlipped) = (-4, 2, true)
        // The pixel in column 3, row 1 fills columns 2 and 3 of the input, which mirrored are 8 and 9 of 12; rows 4 and 5.
        #expect(placement.box(Box(3, 1, 4, 2), width: 12) == Box(8, 4, 10, 6))
        var marked = try image(6, 4)
        for k in 0..<3 { marked.pixels[(1 * 6 + 3) * 3 + k] = 255 }
        let result = try #require(placed(placement, marked, 12, 10))
        var brightest = (0, 0, 0)
        for row in 0..<10 {
            for column in 0..<12 {
                let blue = Int(result[row: row, column: column].last ?? 0)
                if blue > brightest.0 { brightest = (blue, row, column) }
            }
        }
        #expect((4...5).contains(brightest.1) && (8...9).contains(brightest.2))
    }

    @Test func colourIsTakenAwayAndTurned() throws {
        var placement = FramePlacement()
        placement.turn(by: 0, fading: 1)
        let gray = try #require(placed(placement, image(6, 4), 6, 4))
        let pixel = gray[row: 2, column: 5]
        // 0.299 * 50 + 0.587 * 20 + 0.114 * 50 = 32.4, in parts of 2048.
        #expect(pixel.allSatisfy { abs(Int($0) - 32) <= 1 })
        placement.turn(by: 120, fading: 0)
        let turned = try #require(placed(placement, image(6, 4), 6, 4))
        // A third of a circle passes the colours on: red becomes green.
        #expect(zip(turned[row: 2, column: 5], [50, 50, 20]).allSatisfy { abs(Int($0) - $1) <= 1 })
    }

    @Test func randomPlacementsStayWithinTheirBounds() {
        var random = SplitMix(seed: 3)
        var flips = 0, grown = 0
        for _ in 0..<2000 {
            let p = FramePlacement(scale: 0.5, by: Augmentation(), width: 624, height: 192, random: &random)
            #expect(p.scale >= 0.4 && p.scale <= 0.6)
            #expect(abs(p.x) <= 32 + 624 * 0.1 && abs(p.y) <= 32 + 192 * 0.1)
            flips += p.isFlipped ? 1 : 0
            grown += p.scale != 0.5 ? 1 : 0
        }
        // Half and two fifths of 2000, five deviations on either side.
        #expect((888...1112).contains(flips) && (690...910).contains(grown))
    }
}
