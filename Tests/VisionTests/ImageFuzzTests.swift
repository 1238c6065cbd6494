import Foundation
import Testing
import Vision

/// Damaged files by the thousand: whatever is in a file, reading it gives a picture or an error, and no memory stays.
///
/// `SVERTKA_IMAGE_FUZZ` sets how many files of each kind; `benchmarks/damaged_pictures.py` does it in a program.
@Suite(.serialized) struct ImageFuzzTests {
    static let count = ProcessInfo.processInfo.environment["SVERTKA_IMAGE_FUZZ"].flatMap(Int.init) ?? 4000

    /// Numbers from a seed, the same in each run.
    private struct Source: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }

        mutating func below(_ count: Int) -> Int { count > 0 ? Int.random(in: 0..<count, using: &self) : 0 }
        mutating func byte() -> UInt8 { UInt8.random(in: 0...255, using: &self) }
    }

    /// Bytes of this process in memory.
    private func resident() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * 4096
    }

    @Test func damagedPNGFilesNeverEndTheProcess() throws {
        var seeds: [[UInt8]] = []
        for (colour, depth) in PNGFile.kinds {
            for isInterlaced in [false, true] {
                var file = PNGFile.basic(colour, depth, isInterlaced: isInterlaced, width: 21, height: 17)
                file.filters = [0, 1, 2, 3, 4]
                file.parts = 3
                file.chunks = [("gAMA", PNGFile.number(45_455)), ("eXIf", Array("II*\0notes".utf8))]
                if colour == 3 { file.chunks.append(("tRNS", [0, 128])) }
                if colour == 0 { file.chunks.append(("tRNS", [0, 1])) }
                seeds.append(file.bytes)
                // Compressed data: a flipped bit there reaches deflate's tables.
                seeds.append(try PNG.encode(PNG.stored(file.bytes), level: 9))
            }
        }
        try run(seeds, seed: 2) { file, source in
            if source.below(2) == 0 { self.editChunk(&file, &source) }
        }
    }

    @Test func damagedJPEGFilesNeverEndTheProcess() throws {
        var seeds: [[UInt8]] = []
        var source = Source(state: 9)
        for kind in [StoredImage.Kind.gray, .colour, .inks] {
            for isProgressive in [false, true] {
                for subsampling in [-1, 0, 1] {
                    let samples = (0..<37 * 29 * kind.channels).map { UInt8(($0 * 5 + source.below(40)) & 255) }
                    var image = try StoredImage(width: 37, height: 29, kind: kind, samples: samples)
                    image.exif = Array("II*\0notes".utf8)
                    var settings = JPEG.Settings()
                    settings.isProgressive = isProgressive
                    settings.subsampling = subsampling
                    seeds.append(try JPEG.encode(image, settings))
                }
            }
        }
        try run(seeds, seed: 3) { file, source in
            if source.below(3) == 0 { self.editSegment(&file, &source) }
        }
    }

    /// Damages copies of `seeds`, reads each, and looks at the process's memory.
    private func run(_ seeds: [[UInt8]], seed: UInt64, _ edit: (inout [UInt8], inout Source) -> Void) throws {
        var source = Source(state: seed)
        var whole = 0, afterTenth = 0, most = 0
        for number in 0..<Self.count {
            var file = seeds[source.below(seeds.count)]
            edit(&file, &source)
            damage(&file, &source)
            if let image = try? StoredImage(file: file, name: "fuzz", isLenient: source.below(4) == 0) {
                whole += 1
                let pixels = image.pixelImage()
                #expect(pixels.pixels.count == image.width * image.height * pixels.channels)
            }
            if number % 256 == 0 { most = max(most, try resident()) }
            if number == Self.count / 10 { afterTenth = try resident() }
        }
        let last = try resident()
        print(
            "\(Self.count) files, \(whole) read, \(afterTenth >> 20) MiB after a tenth, \(last >> 20) at the end, \(most >> 20) at most"
        )
        #expect(whole > 0 && whole < Self.count)
        // What stays is the allocator's: no more than a few MiB, however many files there were.
        #expect(last - afterTenth < 64 << 20)
        #expect(most - afterTenth < 512 << 20)
    }

    private func damage(_ file: inout [UInt8], _ source: inout Source) {
        for _ in 0..<source.below(4) {
            let place = source.below(file.count)
            switch source.below(6) {
            case 0: file.removeLast(source.below(file.count))
            case 1 where !file.isEmpty: file[place] = [0, 0xFF, 0x7F, 0x80][source.below(4)]
            case 2 where !file.isEmpty: file[place] = source.byte()
            case 3: file.insert(contentsOf: (0..<source.below(9)).map { _ in source.byte() }, at: place)
            case 4: file.removeSubrange(place..<min(file.count, place + source.below(9)))
            default: if !file.isEmpty { file[place] ^= 1 << UInt8(source.below(8)) }
            }
        }
    }

    /// Changes a chunk and gives it the right checksum, so that what is inside is reached; or lies about its length.
    private func editChunk(_ file: inout [UInt8], _ source: inout Source) {
        var places: [Int] = []
        var at = 8
        while at + 12 <= file.count {
            places.append(at)
            at += 12 + file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard !places.isEmpty else { return }
        let start = places[source.below(places.count)]
        let length = file[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard start + 12 + length <= file.count else { return }
        switch source.below(5) {
        case 0:
            let lie = [0, length + 1, length - 1, 0x7FFF_FFFF, 0xFFFF_FFFF, source.below(1 << 20)][source.below(6)]
            file.replaceSubrange(start..<start + 4, with: PNGFile.number(lie))
        case 1:
            let copy = Array(file[start..<start + 12 + length])
            file.insert(contentsOf: copy, at: places[source.below(places.count)])
        case 2: file.removeSubrange(start..<start + 12 + length)
        default:
            var content = Array(file[start + 8..<start + 8 + length])
            for _ in 0...source.below(3) where !content.isEmpty { content[source.below(content.count)] = source.byte() }
            if source.below(4) == 0 { content.removeLast(source.below(content.count + 1)) }
            let kind = String(decoding: file[start + 4..<start + 8], as: UTF8.self)
            file.replaceSubrange(start..<start + 12 + length, with: PNGFile.chunk(kind, content))
        }
    }

    /// Changes a segment between markers: its length, its content, or its place.
    private func editSegment(_ file: inout [UInt8], _ source: inout Source) {
        var places: [Int] = []
        var at = 2
        while at + 4 <= file.count, file[at] == 0xFF, file[at + 1] != 0xDA {
            places.append(at)
            at += 2 + (Int(file[at + 2]) << 8 | Int(file[at + 3]))
        }
        guard !places.isEmpty else { return }
        let start = places[source.below(places.count)]
        let end = min(file.count, start + 2 + (Int(file[start + 2]) << 8 | Int(file[start + 3])))
        switch source.below(5) {
        case 0: (file[start + 2], file[start + 3]) = (source.byte(), source.byte())
        case 1: file[start + 1] = 0xC0 + UInt8(source.below(64))
        case 2: file.insert(contentsOf: Array(file[start..<end]), at: places[source.below(places.count)])
        case 3: file.removeSubrange(start..<end)
        default:
            for _ in 0...source.below(3) where end > start + 4 {
                file[start + 4 + source.below(end - start - 4)] = source.byte()
            }
        }
    }
}
