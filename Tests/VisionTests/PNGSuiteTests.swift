import Testing

import Vision

/// The kinds of files of PngSuite, made by `PNGFile`; the names in comments are the suite's.
@Suite struct PNGSuiteTests {
    // basn…, basi…
    @Test(arguments: PNGFile.kinds, [false, true])
    func everyColourTypeAndDepthIsRead(kind: (Int, Int), isInterlaced: Bool) throws {
        let file = PNGFile.basic(kind.0, kind.1, isInterlaced: isInterlaced)
        let image = try PNG.decode(file.bytes)
        #expect(image.width == 32 && image.height == 32)
        #expect(image.pixels == file.expected())
        let stored = try PNG.stored(file.bytes)
        #expect(stored.bitDepth == kind.1 && stored.isInterlaced == isInterlaced)
        #expect(stored.palette == file.palette)
    }

    @Test func samplesOf16BitsAreKept() throws {
        let file = PNGFile.basic(2, 16)
        let stored = try PNG.stored(file.bytes)
        let samples = stored.samples.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
        #expect(samples.count == 32 * 32 * 3)
        #expect(Int(samples[(5 * 32 + 7) * 3 + 2]) == file.sample(7, 5, 2))
    }

    // s01…s09, s32…s40
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 32, 33, 34, 35, 36, 37, 38, 39, 40], [false, true])
    func oddSizesAreRead(size: Int, isInterlaced: Bool) throws {
        for (colour, depth) in [(3, 1), (3, 2), (3, 4), (0, 1), (2, 8), (6, 16)] {
            for (width, height) in [(size, size), (size, 1), (1, size)] {
                let file = PNGFile.basic(colour, depth, isInterlaced: isInterlaced, width: width, height: height)
                #expect(try PNG.decode(file.bytes).pixels == file.expected(), "\(colour) \(depth) \(width)x\(height)")
            }
        }
    }

    // f00…f04, f99
    @Test(arguments: [[0], [1], [2], [3], [4], [4, 3, 2, 1, 0]])
    func everyFilterIsRead(filters: [Int]) throws {
        for (colour, depth) in PNGFile.kinds {
            for (width, isInterlaced) in [(1, false), (2, false), (3, false), (32, false), (32, true)] {
                var file = PNGFile.basic(colour, depth, isInterlaced: isInterlaced, width: width, height: 9)
                file.filters = filters
                #expect(try PNG.decode(file.bytes).pixels == file.expected(), "\(colour) \(depth) \(width)")
            }
        }
    }

    // oi1, oi2, oi4, oi9
    @Test(arguments: [1, 2, 4, 9, 200]) func dataInPartsAreRead(parts: Int) throws {
        var file = PNGFile.basic(2, 16)
        file.parts = parts
        #expect(try PNG.decode(file.bytes).pixels == file.expected())
    }

    // tbbn0g04, tbwn0g16, tbrn2c08, tbbn2c16, tp0n1g08
    @Test(arguments: [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16)])
    func oneTransparentColourBecomesAnOpacity(colour: Int, depth: Int) throws {
        var file = PNGFile.basic(colour, depth)
        let key = (0..<file.channels).map { file.sample(3, 4, $0) }
        file.chunks = [("tRNS", key.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })]
        let image = try PNG.decode(file.bytes)
        #expect(image.channels == file.channels + 1)
        #expect(image.pixels == file.expected(key: key))
        #expect(image[row: 4, column: 3].last == 0)
        #expect(try PNG.stored(file.bytes).key == key.map { UInt16($0) })
    }

    // tbbn3p08, tp1n3p08, tm3n3p02
    @Test(arguments: [1, 2, 4, 8]) func opacitiesOfAPaletteAreRead(depth: Int) throws {
        var file = PNGFile.basic(3, depth)
        let count = 1 << depth
        let opacities: [UInt8] = (0...count / 2).map { UInt8($0 * 255 / count) }
        file.chunks = [("tRNS", opacities)]
        #expect(try PNG.decode(file.bytes).pixels == file.expected(opacities: opacities))
        #expect(try PNG.stored(file.bytes).opacities == opacities)
    }

    // bgai4a08, bgwn6a08, g03…g25, ccwn2c08, cdfn2c08, cs5n2c08, cm0n0g04, ct1n0g04, ch1n3p04, exif2c08
    @Test func chunksBesideThePictureChangeNothing() throws {
        var file = PNGFile.basic(2, 8)
        file.chunks = [
            ("gAMA", PNGFile.number(35_000)), ("cHRM", (0..<8).flatMap { PNGFile.number($0 * 1000) }), ("sRGB", [0]),
            ("iCCP", Array("x".utf8) + [0, 0, 1, 2, 3]), ("sBIT", [5, 5, 5]),
            ("pHYs", PNGFile.number(1) + PNGFile.number(4) + [0]),
            ("tIME", [7, 208, 1, 1, 12, 34, 56]), ("tEXt", Array("Title\0PngSuite".utf8)),
            ("zTXt", [65, 0, 0, 9, 9, 9]),
            ("iTXt", []), ("hIST", [0, 1]), ("eXIf", Array("MM\0*notes".utf8)), ("prVt", [1, 2, 3]),
            ("bKGD", [0, 1, 0, 2, 0, 3]),
        ]
        #expect(try PNG.decode(file.bytes).pixels == file.expected())
        #expect(try PNG.stored(file.bytes).exif == Array("MM\0*notes".utf8))
    }

    // PP0n2c16, ps1n0g08: a palette that is only a suggestion
    @Test func aPaletteBesideColoursChangesNothing() throws {
        var file = PNGFile.basic(2, 8)
        file.palette = PNGFile.colours(8)
        #expect(try PNG.decode(file.bytes).pixels == file.expected())
    }

    // z00…z09
    @Test(arguments: 0...9) func everyLevelOfCompressionComesBack(level: Int) throws {
        let file = PNGFile.basic(2, 8)
        let stored = try PNG.stored(file.bytes)
        #expect(try PNG.stored(PNG.encode(stored, level: level)) == stored)
    }

    @Test(arguments: PNGFile.kinds, [false, true])
    func everyKindIsWrittenAsItWasRead(kind: (Int, Int), isInterlaced: Bool) throws {
        var file = PNGFile.basic(kind.0, kind.1, isInterlaced: isInterlaced, width: 19, height: 13)
        if kind.0 == 3 { file.chunks = [("tRNS", [0, 100])] }
        if kind.0 == 0 || kind.0 == 2 { file.chunks = [("tRNS", [UInt8](repeating: 0, count: kind.0 == 0 ? 2 : 6))] }
        file.chunks.append(("eXIf", Array("II*\0abcd".utf8)))
        let stored = try PNG.stored(file.bytes)
        #expect(try PNG.stored(PNG.encode(stored)) == stored)
        #expect(try PNG.stored(PNG.encode(stored, isQuick: true)) == stored)
    }

    // MARK: Corrupt files

    private func error(_ file: [UInt8]) -> String {
        do {
            let image = try StoredImage(file: file, name: "x.png")
            return "no error, \(image.width)x\(image.height)"
        } catch { return error.message }
    }

    private func changed(_ change: (inout [UInt8]) -> Void) -> String {
        var file = PNGFile.basic(0, 8).bytes
        change(&file)
        return error(file)
    }

    // xs1n0g01, xs2n0g01, xs4n0g01, xs7n0g01, xcrn0g04, xlfn0g04
    @Test(arguments: [0, 1, 3, 6]) func aWrongSignatureIsNoPicture(place: Int) {
        #expect(changed { $0[place] ^= 0x40 } == "x.png is neither a PNG nor a JPEG file")
        #expect(changed { $0.insert(0x0D, at: 7) }.hasPrefix("x.png is neither"))
        #expect(changed { $0.remove(at: 4) }.hasPrefix("x.png is neither"))
    }

    // xhdn0g08, xcsn0g01
    @Test func wrongChecksumsAreErrors() {
        #expect(changed { $0[29] ^= 1 } == "x.png is damaged: IHDR: CRC error")
        #expect(changed { $0[$0.count - 13] ^= 1 } == "x.png is damaged: IDAT: CRC error")
        var file = PNGFile.basic(0, 8)
        file.chunks = [("tRNS", [0, 1])]
        var bytes = file.bytes
        bytes[33 + 8 + 2] ^= 1
        #expect(error(bytes) == "x.png is damaged: tRNS: CRC error")
    }

    private func header(width: Int = 32, height: Int = 32, depth: Int = 8, colour: Int = 0) -> String {
        changed { file in
            let fields = PNGFile.number(width) + PNGFile.number(height) + [UInt8(depth), UInt8(colour), 0, 0, 0]
            file.replaceSubrange(8..<33, with: PNGFile.chunk("IHDR", fields))
        }
    }

    // xd0n2c08, xd3n2c08, xd9n2c08, xc1n0g08, xc9n2c08, x00n0g01
    @Test func impossibleHeadersAreNamed() {
        for depth in [0, 3, 9, 32] {
            #expect(header(depth: depth) == "x.png cannot have samples of \(depth) bits (colour type 0)")
        }
        #expect(header(depth: 4, colour: 2) == "x.png cannot have samples of 4 bits (colour type 2)")
        #expect(header(colour: 1) == "x.png has no PNG colours: type 1")
        #expect(header(colour: 9) == "x.png has no PNG colours: type 9")
        #expect(header(width: 0, height: 0) == "x.png claims to be 0 x 0")
        #expect(header(colour: 3) == "x.png is damaged: IDAT: Missing PLTE before IDAT")
    }

    // xdtn0g01
    @Test func aFileWithoutDataIsAnError() {
        var file = PNGFile.basic(0, 8)
        file.parts = 0
        #expect(error(file.bytes) == "x.png is damaged: IEND: out of place")
    }

    @Test func sizesThatTheDataCannotFillAskForNoMemory() {
        #expect(header(width: 900_000, height: 900_000) == "x.png claims to be 900000 x 900000: too large to read")
        #expect(
            header(width: 20_000, height: 20_000)
                == "x.png claims to be 20000 x 20000 but holds only 1079 bytes of data")
        #expect(header(width: 64).hasPrefix("x.png is damaged"))
        #expect(header(height: 33) == "x.png is damaged: Not enough image data")
    }
}
