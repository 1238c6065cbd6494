import Testing
import Vision

/// Charts packed change by change against the pixels that they were made of, read back by libpng.
@Suite struct PNGChartTests {
    /// A generator that gives the same numbers everywhere.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    /// Packs words and reads them back.
    private func roundTrip(_ words: [UInt32], width: Int) throws -> [UInt32] {
        let height = words.count / width
        let picture = try words.withUnsafeBufferPointer { words in
            try #require(
                ColourChanges(width: width, height: height, limit: 256) { row in
                    UnsafeBufferPointer(rebasing: words[row * width..<(row + 1) * width])
                })
        }
        let colours = picture.colours.flatMap { colour in [16, 8, 0].map { UInt8(truncatingIfNeeded: colour >> $0) } }
        let places = picture.colours.indices.map { UInt8($0) }
        var slowCounts: [UInt32: Int] = [:]
        for word in words { slowCounts[word & 0xFF_FFFF, default: 0] += 1 }
        #expect(Dictionary(uniqueKeysWithValues: zip(picture.colours, picture.counts)) == slowCounts)
        let slow = picture.indices(places).map { picture.colours[Int($0)] }
        #expect(slow == words.map { $0 & 0xFF_FFFF })
        let image = try PNG.decode(PNG.encode(picture, places: places, colours: colours))
        #expect(image.width == width && image.height == height && image.channels == 3)
        return stride(from: 0, to: image.pixels.count, by: 3).map { place in
            image.pixels[place..<place + 3].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    @Test(arguments: 0..<60)
    func everyPictureComesBackPixelForPixel(seed: Int) throws {
        var numbers = Numbers(state: UInt64(seed))
        let (width, height) = (Int.random(in: 1...400, using: &numbers), Int.random(in: 1...60, using: &numbers))
        let colours = Int.random(in: 1...256, using: &numbers)
        let longest = [1, 3, 20, 700][seed % 4]
        var words: [UInt32] = []
        while words.count < width * height {
            if words.count >= width, words.count % width == 0, Int.random(in: 0..<3, using: &numbers) == 0 {
                words += words.suffix(width)
                continue
            }
            // The highest byte means nothing.
            let word = UInt32(Int.random(in: 0..<colours, using: &numbers)) &* 0x010307 | UInt32(seed) << 24
            words += [UInt32](repeating: word, count: Int.random(in: 1...longest, using: &numbers))
        }
        words = Array(words.prefix(width * height))
        #expect(try roundTrip(words, width: width) == words.map { $0 & 0xFF_FFFF })
    }

    @Test(arguments: [1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 516, 517, 518, 519, 70_000])
    func runsOfEveryLengthAreRepetitions(length: Int) throws {
        let words = [UInt32](repeating: 7, count: length) + [8]
        #expect(try roundTrip(words, width: length + 1) == words)
    }

    @Test func symbolsThatAreVeryRareHaveCodesOfAtMostFifteenBits() throws {
        // Frequencies like Fibonacci's numbers give the longest codes.
        var (a, b, words) = (1, 1, [UInt32]())
        for colour in 0..<24 {
            words += [UInt32](repeating: UInt32(colour) * 5, count: a)
            (a, b) = (b, a + b)
        }
        var numbers = Numbers(state: 1)
        words.shuffle(using: &numbers)
        #expect(try roundTrip(words, width: words.count) == words)
    }

    @Test func tooManyColoursAreSaid() {
        let words = (0..<300).map { UInt32($0) }
        let picture = words.withUnsafeBufferPointer { words in
            ColourChanges(width: 300, height: 1, limit: 256) { _ in words }
        }
        #expect(picture == nil)
    }

    @Test func placesBeyondThePaletteAreRefused() throws {
        let words: [UInt32] = [1, 2]
        let picture = try words.withUnsafeBufferPointer { words in
            try #require(ColourChanges(width: 2, height: 1, limit: 2) { _ in words })
        }
        #expect(throws: VisionError.self) { try PNG.encode(picture, places: [0, 1], colours: [1, 2, 3]) }
        #expect(throws: VisionError.self) { try PNG.encode(picture, places: [0], colours: [1, 2, 3]) }
    }
}
