import Testing
import Vision

/// Animations are read back by means of their own: PNG frames by libpng, which also checks the sums, GIF frames by a
/// reader written after the format's description.
@Suite struct FilmStripTests {
    /// Frames in which a square of its own colours moves over a field of many.
    private func frames(_ count: Int, colours: Int) throws -> [PixelImage] {
        try (0..<count).map { frame in
            var pixels: [UInt8] = []
            for row in 0..<23 {
                for column in 0..<37 {
                    let isInside = (row - 3 - frame).magnitude < 4 && (column - 5 - 2 * frame).magnitude < 4
                    let number = isInside ? (row + column + frame) % colours : (row * 37 + column) % max(colours / 2, 1)
                    pixels += [UInt8(number % 251), UInt8(number * 7 % 256), UInt8(isInside ? 200 : 40)]
                }
            }
            return try PixelImage(width: 37, height: 23, channels: 3, pixels: pixels)
        }
    }

    private func strip(_ frames: [PixelImage], milliseconds: Int = 100) throws -> FilmStrip {
        var strip = FilmStrip()
        for frame in frames { try strip.append(frame, milliseconds: milliseconds) }
        return strip
    }

    /// The root of the mean squared difference of two pictures' samples.
    private func difference(_ a: PixelImage, _ b: PixelImage) -> Double {
        let squares = zip(a.pixels, b.pixels).map { (Double($0) - Double($1)) * (Double($0) - Double($1)) }
        return (squares.reduce(0, +) / Double(max(squares.count, 1))).squareRoot()
    }

    // 2 colours take 2 bits a pixel, 6 take 4.
    @Test(arguments: [2, 6])
    func framesOfAnAnimatedPNGComeBackUnchanged(colours: Int) throws {
        let source = try frames(9, colours: colours)
        let film = try AnimatedPNG(strip(source).png())
        #expect(film.pictures == source)
        #expect(film.milliseconds == [Int](repeating: 100, count: 9))
        #expect(film.plays == 0)
    }

    @Test(arguments: [2, 6])
    func framesOfAGIFComeBackUnchanged(colours: Int) throws {
        let source = try frames(9, colours: colours)
        let film = try AnimatedGIF(strip(source).gif())
        #expect(film.pictures == source)
        #expect(film.hundredths == [Int](repeating: 10, count: 9))
        #expect(film.isEndless)
    }

    @Test func tablesOfLZWAreEmptiedWhenTheyAreFull() throws {
        var state: UInt32 = 1
        let noise = (0..<300 * 200).flatMap { _ -> [UInt8] in
            state = state &* 1_664_525 &+ 1_013_904_223
            let level = UInt8(state >> 25)
            return [level, level, level]
        }
        let image = try PixelImage(width: 300, height: 200, channels: 3, pixels: noise)
        let film = try AnimatedPNG(strip([image]).png())
        #expect(try AnimatedGIF(strip([image]).gif()).pictures == film.pictures)
        #expect(difference(try #require(film.pictures.first), image) < 8)
    }

    // Where more colours than 15 look the same as fewer, the fewer are taken: in both formats the same.
    @Test(arguments: [20, 100])
    func framesOfManyColoursStayNear(colours: Int) throws {
        let source = try frames(9, colours: colours)
        let film = try AnimatedPNG(strip(source).png())
        #expect(film.pictures.count == 9)
        #expect(zip(film.pictures, source).allSatisfy { difference($0, $1) < 8 })
        #expect(try AnimatedGIF(strip(source).gif()).pictures == film.pictures)
    }

    @Test func readersWithoutAnimationSeeTheFirstFrame() throws {
        let source = try frames(3, colours: 6)
        let first = try PNG.decode(strip(source).png())
        #expect((first.width, first.height) == (37, 23))
        let colours = stride(from: 0, to: first.pixels.count, by: first.channels).flatMap { first.pixels[$0..<$0 + 3] }
        #expect(colours == source[0].pixels)
    }

    @Test func equalFramesAreOneThatIsShownLonger() throws {
        let image = try frames(1, colours: 6)[0]
        let film = try AnimatedPNG(strip([image, image, image]).png())
        #expect(film.pictures.count == 1)
        #expect(film.milliseconds == [300])
    }

    @Test func roundedTimesOfAGIFDoNotAddUp() throws {
        let film = try AnimatedGIF(strip(frames(9, colours: 6), milliseconds: 67).gif())
        #expect(film.hundredths.reduce(0, +) == 60)
    }

    @Test func manyColoursBecomeFewThatAreNear() throws {
        let pixels = (0..<128 * 128).flatMap { place -> [UInt8] in
            let (row, column) = (place / 128, place % 128)
            return [UInt8(row * 2), UInt8(column * 2), UInt8((row + column) & 255)]
        }
        let image = try PixelImage(width: 128, height: 128, channels: 3, pixels: pixels)
        let back = try #require(try AnimatedGIF(strip([image]).gif()).pictures.first)
        #expect(difference(back, image) < 9)
    }

    @Test func framesOfOtherSizesAreErrors() throws {
        var strip = FilmStrip()
        #expect(throws: VisionError.self) { try strip.png() }
        #expect(throws: VisionError.self) { try strip.gif() }
        try strip.append(frames(1, colours: 6)[0], milliseconds: 10)
        let other = try PixelImage(width: 2, height: 2, channels: 1, pixels: [0, 1, 2, 3])
        #expect(throws: VisionError.self) { try strip.append(other, milliseconds: 10) }
    }
}

/// The frames of an animated PNG: each rectangle as a PNG file of its own, laid over what was there.
private struct AnimatedPNG {
    var pictures: [PixelImage] = []
    var milliseconds: [Int] = []
    var plays = -1

    init(_ file: [UInt8]) throws {
        var chunks: [(name: String, data: [UInt8])] = []
        var place = 8
        while place + 12 <= file.count {
            let count = Self.number(file[place..<place + 4])
            let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            chunks.append((name, Array(file[place + 8..<place + 8 + count])))
            try #require(
                Self.number(file[place + 8 + count..<place + 12 + count])
                    == Self.sum(file[place + 4..<place + 8 + count]))
            place += 12 + count
        }
        try #require(
            chunks.last?.name == "IEND"
                && chunks.map(\.name).starts(with: ["IHDR", "acTL", "PLTE", "tRNS", "fcTL", "IDAT"]))
        plays = Self.number(chunks[1].data[4..<8])
        let (header, palette, alpha) = (chunks[0].data, chunks[2].data, chunks[3].data)
        let (width, height) = (Self.number(header[0..<4]), Self.number(header[4..<8]))
        var canvas = [UInt8](repeating: 0, count: width * height * 3)
        var sequence = 0
        for (control, picture) in zip(
            chunks.filter { $0.name == "fcTL" }, chunks.filter { ["IDAT", "fdAT"].contains($0.name) })
        {
            let numbers = stride(from: 0, to: 20, by: 4).map { Self.number(control.data[$0..<$0 + 4]) }
            try #require(numbers[0] == sequence)
            sequence += 1
            var data = picture.data
            if picture.name == "fdAT" {
                try #require(Self.number(data[0..<4]) == sequence)
                sequence += 1
                data.removeFirst(4)
            }
            milliseconds.append(Self.number(control.data[20..<22]) * 1000 / Self.number(control.data[22..<24]))
            var part = file[0..<8] + []
            let own = Self.bytes(numbers[1]) + Self.bytes(numbers[2]) + header[8...]
            for (name, content) in [("IHDR", own), ("PLTE", palette), ("tRNS", alpha), ("IDAT", data), ("IEND", [])] {
                let named = Array(name.utf8) + content
                part += Self.bytes(content.count) + named + Self.bytes(Self.sum(named[...]))
            }
            let image = try PNG.decode(Array(part))
            for row in 0..<image.height {
                for column in 0..<image.width {
                    let pixel = Array(image[row: row, column: column])
                    if image.channels == 4, pixel[3] == 0 { continue }
                    let target = ((row + numbers[4]) * width + column + numbers[3]) * 3
                    for channel in 0..<3 { canvas[target + channel] = pixel[channel] }
                }
            }
            pictures.append(try PixelImage(width: width, height: height, channels: 3, pixels: canvas))
        }
        try #require(pictures.count == Self.number(chunks[1].data[0..<4]))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static func bytes(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 255) } }

    /// The check sum of a chunk, bit by bit as the format's annex has it.
    private static func sum(_ bytes: ArraySlice<UInt8>) -> Int {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return Int(~sum)
    }
}

/// The frames of a GIF, read after the description of GIF89a.
private struct AnimatedGIF {
    var pictures: [PixelImage] = []
    var hundredths: [Int] = []
    var isEndless = false

    init(_ file: [UInt8]) throws {
        try #require(file.starts(with: Array("GIF89a".utf8)) && file.last == 0x3B)
        func little(_ place: Int) -> Int { Int(file[place]) | Int(file[place + 1]) << 8 }
        let (width, height) = (little(6), little(8))
        let colours = 2 << Int(file[10] & 7)
        var canvas = [UInt8](repeating: 0, count: width * height * 3)
        var place = 13 + colours * 3
        var transparent: UInt8?
        while file[place] != 0x3B {
            if file[place] == 0x21 {
                if file[place + 1] == 0xF9 {
                    hundredths.append(little(place + 4))
                    transparent = file[place + 3] & 1 == 1 ? file[place + 6] : nil
                } else {
                    isEndless = little(place + 16) == 0
                }
                place += 2
                while file[place] != 0 { place += Int(file[place]) + 1 }
                place += 1
                continue
            }
            try #require(file[place] == 0x2C)
            let (x, y, columns, rows) = (little(place + 1), little(place + 3), little(place + 5), little(place + 7))
            let bits = Int(file[place + 10])
            place += 11
            var data: [UInt8] = []
            while file[place] != 0 {
                data += file[place + 1..<place + 1 + Int(file[place])]
                place += Int(file[place]) + 1
            }
            place += 1
            let indices = try Self.unpacked(data, bits: bits)
            try #require(indices.count == columns * rows)
            for (number, index) in indices.enumerated() where index != transparent {
                let target = ((y + number / columns) * width + x + number % columns) * 3
                for channel in 0..<3 { canvas[target + channel] = file[13 + Int(index) * 3 + channel] }
            }
            pictures.append(try PixelImage(width: width, height: height, channels: 3, pixels: canvas))
        }
    }

    private static func unpacked(_ data: [UInt8], bits: Int) throws -> [UInt8] {
        let clear = 1 << bits
        var table: [[UInt8]] = []
        var (width, result, before) = (bits + 1, [UInt8](), [UInt8]())
        var (buffer, filled) = (0, 0)
        for byte in data {
            buffer |= Int(byte) << filled
            filled += 8
            while filled >= width {
                let code = buffer & (1 << width - 1)
                buffer >>= width
                filled -= width
                if code == clear {
                    table = (0..<clear).map { [UInt8($0)] } + [[], []]
                    (width, before) = (bits + 1, [])
                    continue
                }
                if code == clear + 1 { return result }
                try #require(code <= table.count && (code < table.count || !before.isEmpty))
                let string = code < table.count ? table[code] : before + before[0..<1]
                result += string
                if !before.isEmpty, table.count < 4096 {
                    table.append(before + string[0..<1])
                    if table.count == 1 << width, width < 12 { width += 1 }
                }
                before = string
            }
        }
        Issue.record("no end code")
        return result
    }
}
