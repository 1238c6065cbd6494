import Testing
import Vision

@Suite struct IDXTests {
    private let file: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]

    /// `file` packed with Python's gzip.compress(…, mtime=0).
    private let packed: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 224, 96, 98, 96, 96, 0, 97, 102,
        70, 38, 102, 22, 86, 54, 0, 72, 148, 62, 229, 18, 0, 0, 0,
    ]

    @Test func sizesAndElementsAreRead() throws {
        let array = try IDX(file, name: "x")
        #expect(array.shape == [2, 3])
        #expect(array.bytes == [1, 2, 3, 4, 5, 6])
    }

    @Test func packedFilesAreUnpacked() throws {
        #expect(try IDX(packed, name: "x.gz") == IDX(file, name: "x"))
    }

    @Test func aTruncatedFileNamesItselfAndTheMissingBytes() {
        #expect { try IDX(Array(file.dropLast(2)), name: "train-images") } throws: {
            "\($0)".hasPrefix("train-images is cut off: 18 bytes expected, 2 missing")
        }
    }

    @Test func everyCutOfAPackedFileIsAnError() {
        for length in 0..<packed.count - 9 {
            #expect { try IDX(Array(packed.prefix(length)), name: "x.gz") } throws: { "\($0)".contains("x.gz") }
        }
    }

    @Test func sizesThatOverflowAreRefused() {
        let huge: [UInt8] = [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12)
        #expect { try IDX(huge, name: "huge") } throws: { "\($0)".contains("too large to read") }
    }

    @Test func otherElementTypesAndOtherFilesAreRefused() {
        #expect { try IDX([0, 0, 13, 1, 0, 0, 0, 0], name: "f") } throws: { "\($0)".contains("type 13") }
        #expect { try IDX(Array("hello world".utf8), name: "t") } throws: { "\($0)".contains("not an IDX file") }
    }

    @Test func bytesAfterTheLastElementAreReported() {
        #expect { try IDX(file + [0], name: "long") } throws: { "\($0)".contains("1 bytes more") }
    }
}
