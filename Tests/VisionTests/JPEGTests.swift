import Testing
import Vision

@Suite struct JPEGTests {
    /// Soft waves, which JPEG keeps well.
    private func waves(_ width: Int, _ height: Int, _ kind: StoredImage.Kind) throws -> StoredImage {
        var samples: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<kind.channels {
                    let (a, b) = ((x * (channel + 2) + y) % 128, (y * 2 + channel * 40) % 128)
                    samples.append(UInt8(min(a, 128 - a) + min(b, 128 - b) + 60))
                }
            }
        }
        return try StoredImage(width: width, height: height, kind: kind, samples: samples)
    }

    /// The mean difference of samples.
    private func distance(_ a: StoredImage, _ b: StoredImage) -> Double {
        let total = zip(a.samples, b.samples).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(total) / Double(max(a.samples.count, 1))
    }

    @Test(arguments: [StoredImage.Kind.gray, .colour, .inks], [false, true])
    func picturesComeBackNearly(kind: StoredImage.Kind, isProgressive: Bool) throws {
        for (width, height) in [(64, 48), (1, 1), (17, 9), (8, 200)] {
            let source = try waves(width, height, kind)
            var settings = JPEG.Settings()
            settings.quality = 95
            settings.subsampling = 0
            settings.isProgressive = isProgressive
            let back = try StoredImage(file: JPEG.encode(source, settings), name: "a.jpg")
            #expect(back.format == .jpeg && back.kind == kind && back.isInterlaced == isProgressive)
            #expect(back.width == width && back.height == height)
            #expect(distance(source, back) < 2, "\(kind) \(width)x\(height)")
        }
    }

    @Test func qualityTradesSizeForCloseness() throws {
        let source = try waves(128, 128, .colour)
        var sizes: [Int] = [], distances: [Double] = []
        for quality in [5, 30, 75, 100] {
            var settings = JPEG.Settings()
            settings.quality = quality
            let file = try JPEG.encode(source, settings)
            sizes.append(file.count)
            distances.append(distance(source, try JPEG.stored(file)))
        }
        #expect(sizes == sizes.sorted() && distances == distances.sorted(by: >))
    }

    @Test func theCamerasNotesAreKeptAndNotApplied() throws {
        var source = try waves(16, 8, .gray)
        source.exif = Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
        let back = try JPEG.stored(JPEG.encode(source))
        #expect(back.exif == source.exif)
        #expect(back.width == 16 && back.height == 8)
    }

    @Test func everyCutOfAFileIsAnErrorUnlessLenient() throws {
        for isProgressive in [false, true] {
            var settings = JPEG.Settings()
            settings.isProgressive = isProgressive
            let file = try JPEG.encode(waves(40, 40, .colour), settings)
            for length in 0..<file.count - 2 {
                #expect(throws: VisionError.self, "\(length)") {
                    try StoredImage(file: Array(file.prefix(length)), name: "cut.jpg")
                }
            }
            // Before the last scan's data no file is a picture, lenient or not.
            let most = Array(file.dropLast(10))
            #expect { try JPEG.stored(most, name: "cut.jpg") } throws: {
                "\($0)" == "cut.jpg is damaged: the file is cut off"
            }
            #expect(try JPEG.stored(most, isLenient: true).samples.count == 40 * 40 * 3)
        }
    }

    @Test func whatFollowsThePictureIsIgnored() throws {
        let file = try JPEG.encode(waves(24, 24, .colour))
        #expect(try JPEG.stored(file + [UInt8](repeating: 7, count: 100)) == JPEG.stored(file))
    }

    /// The place of the picture's header: marker, length, depth, height, width.
    private func frame(_ file: [UInt8]) throws -> Int {
        try #require(file.indices.dropLast(9).first { file[$0] == 0xFF && (0xC0...0xC2).contains(file[$0 + 1]) })
    }

    @Test func sizesThatTheFileCannotFillAskForNoMemory() throws {
        var file = try JPEG.encode(waves(24, 24, .colour))
        let place = try frame(file)
        file.replaceSubrange(place + 5..<place + 9, with: [0xFF, 0x00, 0xFF, 0x00])
        #expect { try JPEG.stored(file, name: "lie.jpg") } throws: {
            "\($0)" == "lie.jpg claims to be 65280 x 65280: too large to read"
        }
        file.replaceSubrange(place + 5..<place + 9, with: [0x10, 0x00, 0x10, 0x00])
        #expect { try JPEG.stored(file, name: "lie.jpg") } throws: {
            "\($0)".hasPrefix("lie.jpg claims to be 4096 x 4096 but holds only")
        }
    }

    @Test func kindsThatAreNotReadAreNamed() throws {
        var file = try JPEG.encode(waves(24, 24, .gray))
        let place = try frame(file)
        file[place + 4] = 12
        #expect { try StoredImage(file: file, name: "deep.jpg") } throws: { "\($0)".contains("precision 12") }
        file[place + 4] = 8
        file[place + 1] = 0xC3
        #expect { try StoredImage(file: file, name: "lossless.jpg") } throws: {
            "\($0)".contains("Unsupported JPEG process")
        }
    }

    @Test func unreadableSettingsAreRefused() throws {
        let source = try waves(8, 8, .colour)
        var settings = JPEG.Settings()
        settings.quality = 101
        #expect(throws: VisionError.self) { try JPEG.encode(source, settings) }
        let clear = try StoredImage(width: 2, height: 1, kind: .colourAlpha, samples: [UInt8](repeating: 9, count: 8))
        #expect(throws: VisionError.self) { try JPEG.encode(clear) }
    }

    @Test func otherFilesAreNamedForWhatTheyAre() {
        let files: [([UInt8], String)] = [
            (Array("GIF89a".utf8), "a GIF file"), (Array("BM1234".utf8), "a BMP file"), ([], "is empty"),
            (Array("<html>".utf8), "a web page"), (Array("hello".utf8), "neither a PNG nor a JPEG file"),
        ]
        for (file, words) in files {
            #expect { try StoredImage(file: file, name: "f") } throws: { "\($0)".contains(words) }
        }
    }
}
