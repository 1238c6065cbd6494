import ModelFiles
import Networks
import Tensors
import Testing

@Suite struct SafeTensorsTests {
    private func example() throws -> [UInt8] {
        let a = try Tensor(shape: [2, 3], dtype: .float32), b = try Tensor(shape: [3], dtype: .uint8)
        a.start.assumingMemoryBound(to: Float.self)[4] = 1.5
        b.start.assumingMemoryBound(to: UInt8.self)[2] = 7
        return try SafeTensors.bytes([("b", b), ("a", a)], metadata: [("format", "np")])
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let found = try SafeTensors.tensors(example())
        #expect(found.map(\.name) == ["a", "b"])
        #expect(try found[0].tensor.elements(as: Float.self) == [0, 0, 0, 0, 1.5, 0])
        #expect(try found[1].tensor.elements(as: UInt8.self) == [0, 0, 7])
    }

    @Test func cutFilesAreErrors() throws {
        let bytes = try example()
        for count in 0..<bytes.count {
            #expect(throws: NetworkError.self) { try SafeTensors.tensors(Array(bytes.prefix(count))) }
        }
    }

    @Test func lyingHeadersAreErrors() throws {
        for text in [
            "[]", "{", "{\"a\":1}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
            "{\"a\":{\"dtype\":\"X\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        ] {
            let header = Array(text.utf8)
            let bytes = [UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header + [0, 0, 0, 0]
            #expect(throws: NetworkError.self) { try SafeTensors.tensors(bytes) }
        }
    }
}
