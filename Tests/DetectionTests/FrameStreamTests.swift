import Detection
import Foundation
import Testing
import Vision

@Suite struct FrameStreamTests {
    /// PNG files whose every pixel has the file's number as its red.
    private func sources(_ count: Int, in folder: URL) throws -> [FrameStream.Source] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try (0..<count).map { number in
            let pixels = [UInt8](repeating: UInt8(number), count: 8 * 4 * 3)
            let path = folder.appendingPathComponent("\(number).png").path
            try FileBytes.write(PNG.encode(PixelImage(width: 8, height: 4, channels: 3, pixels: pixels)), to: path)
            return FrameStream.Source(path: path, boxes: [Box(1, 1, 3, 3)], labels: [0])
        }
    }

    private func temporary() -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("frames-\(UUID().uuidString)")
    }

    @Test func framesComeInOrderAndEnd() throws {
        let folder = temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        let stream = try FrameStream(
            sources(20, in: folder), form: .init(width: 16, height: 16), isShuffled: false, isEndless: false, seed: 1,
            depth: 3)
        for number in 0..<20 {
            let frame = try #require(try stream.next())
            // 8 x 4 fits 16 x 16 twice as large.
            #expect(frame.source == number && frame.pixels[0] == UInt8(number) && frame.boxes == [Box(2, 2, 6, 6)])
        }
        #expect(try stream.next() == nil)
        #expect(try stream.next() == nil)
        #expect(stream.seconds > 0)
    }

    @Test func theSameSeedGivesTheSameFrames() throws {
        let folder = temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try sources(6, in: folder)
        func places(_ seed: UInt64) throws -> [Int] {
            let stream = try FrameStream(
                files, form: .init(width: 16, height: 16, augmentation: Augmentation()), isShuffled: true,
                isEndless: true, seed: seed, depth: 2)
            return try (0..<24).map { _ in try #require(try stream.next()).source }
        }
        let first = try places(5)
        #expect(try places(5) == first)
        #expect(try places(6) != first)
        // Each time through the set every frame comes once.
        for round in 0..<4 { #expect(Set(first[round * 6..<round * 6 + 6]) == Set(0..<6)) }
    }

    @Test func aBadFileIsNamedAndTheOthersFollow() throws {
        let folder = temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try sources(3, in: folder)
        try FileBytes.write([], to: files[1].path)
        let stream = try FrameStream(
            files, form: .init(width: 16, height: 16), isShuffled: false, isEndless: false, seed: 1, depth: 8)
        #expect(try stream.next()?.source == 0)
        do throws(VisionError) {
            _ = try stream.next()
            Issue.record("an empty file was read")
        } catch {
            #expect(error.message.contains("1.png"))
        }
        #expect(try stream.next()?.source == 2)
    }

    @Test func aStreamThatNobodyReadsEnds() throws {
        let folder = temporary()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try sources(2, in: folder)
        for _ in 0..<50 {
            _ = try FrameStream(
                files, form: .init(width: 16, height: 16), isShuffled: true, isEndless: true, seed: 1, depth: 1)
        }
    }
}
