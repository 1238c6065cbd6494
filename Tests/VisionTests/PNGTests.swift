import Testing
import Vision

@Suite struct PNGTests {
    /// Some different samples in every place.
    private func image(_ width: Int, _ height: Int, channels: Int) throws -> PixelImage {
        let pixels = (0..<width * height * channels).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }
        return try PixelImage(width: width, height: height, channels: channels, pixels: pixels)
    }

    @Test(arguments: [1, 3])
    func opaqueImagesComeBackUnchanged(channels: Int) throws {
        let source = try image(13, 7, channels: channels)
        #expect(try PNG.decode(PNG.encode(source)) == source)
        #expect(try PNG.decode(PNG.encode(source, isQuick: true)) == source)
    }

    /// Grain, ramps, repeated and empty places: stored, fixed and dynamic blocks, matches near and far.
    @Test(arguments: 0...9)
    func picturesOfEverySortComeBackUnchanged(level: Int) throws {
        let kinds: [(Int) -> Int] = [
            { $0 &* 7919 ^ $0 >> 3 &* 104_729 }, { $0 / 3 }, { $0 % 5 }, { $0 / 4001 }, { $0 % 251 * ($0 / 9973) },
            { _ in 7 },
        ]
        for (channels, kind) in [(1, StoredImage.Kind.gray), (2, .grayAlpha), (3, .colour), (4, .colourAlpha)] {
            for value in kinds {
                for (width, height) in [(1, 1), (3, 2), (61, 47), (320, 75)] {
                    let samples = (0..<width * height * channels).map { UInt8(truncatingIfNeeded: value($0)) }
                    let source = try StoredImage(width: width, height: height, kind: kind, samples: samples)
                    #expect(try PNG.stored(PNG.encode(source, level: level)).samples == samples)
                }
            }
        }
    }

    @Test func coloursUnderFullOpacityComeBackUnchanged() throws {
        var source = try image(5, 4, channels: 4)
        for place in stride(from: 3, to: source.pixels.count, by: 4) { source.pixels[place] = 255 }
        source.pixels[3] = 0
        let back = try PNG.decode(PNG.encode(source))
        #expect(back.channels == 4)
        #expect(back.pixels[3] == 0)
        #expect(Array(back.pixels[4...]) == Array(source.pixels[4...]))
    }

    @Test func indexedImagesComeBackAsColours() throws {
        let file = try PNG.encode(width: 2, height: 2, indices: [0, 1, 1, 0], colours: [10, 20, 30, 200, 100, 0])
        let back = try PNG.decode(file)
        #expect(back.pixels == [10, 20, 30, 200, 100, 0, 200, 100, 0, 10, 20, 30])
    }

    @Test func indicesBeyondThePaletteAreRefused() {
        #expect(throws: VisionError.self) {
            try PNG.encode(width: 1, height: 1, indices: [2], colours: [1, 2, 3, 4, 5, 6])
        }
    }

    @Test func everyCutOfAFileIsAnError() throws {
        let file = try PNG.encode(image(9, 9, channels: 3))
        for length in 0..<file.count - 12 {
            #expect(throws: VisionError.self) { try PNG.decode(Array(file.prefix(length))) }
        }
    }

    @Test func aHeaderThatLiesAboutItsSizeAsksForNoMemory() throws {
        var file = try PNG.encode(image(4, 4, channels: 1))
        for place in 16..<20 { file[place] = 0x7F }
        #expect { try PNG.decode(file, name: "lie.png") } throws: { "\($0)".contains("lie.png claims to be") }
        file[16...19] = [0, 0, 0x40, 0]
        file[20...23] = [0, 0, 0x40, 0]
        #expect(throws: VisionError.self) { try PNG.decode(file) }
    }

    @Test func anotherKindOfFileIsNamed() {
        #expect { try PNG.decode(Array("GIF89a".utf8), name: "a.gif") } throws: {
            "\($0)" == "a.gif is not a PNG image"
        }
    }

    @Test func damagedFilesNeverEndTheProcess() throws {
        let file = try PNG.encode(image(16, 16, channels: 4))
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            var damaged = file
            for _ in 0..<3 { damaged[Int.random(in: 0..<file.count, using: &random)] = UInt8.random(in: 0...255) }
            if let image = try? PNG.decode(damaged) {
                #expect(image.pixels.count == image.width * image.height * image.channels)
            }
        }
    }
}
