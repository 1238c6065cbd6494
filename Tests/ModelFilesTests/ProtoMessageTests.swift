import ModelFiles
import Testing

/// Bytes as the specification's examples have them: https://protobuf.dev/programming-guides/encoding.
@Suite struct ProtoMessageTests {
    @Test func wholeNumbersTakeSevenBitsAByte() {
        var message = ProtoMessage()
        message.add(1, 150)
        #expect(message.bytes == [0x08, 0x96, 0x01])
    }

    @Test func negativeNumbersTakeTenBytes() {
        var message = ProtoMessage()
        message.add(1, -2)
        #expect(message.bytes == [0x08, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01])
    }

    @Test func textsAndMessagesBeginWithTheirLength() {
        var message = ProtoMessage()
        message.add(2, "testing")
        message.add(3) { $0.add(1, 150) }
        #expect(message.bytes == [0x12, 7] + Array("testing".utf8) + [0x1A, 3, 0x08, 0x96, 0x01])
    }

    @Test func floatsAreFourBytesLeastFirst() {
        var message = ProtoMessage()
        message.add(2, Float(1))
        #expect(message.bytes == [0x15, 0, 0, 0x80, 0x3F])
    }

    @Test func fieldsBeyondFifteenTakeTwoBytes() {
        var message = ProtoMessage()
        message.add(20, 7)
        #expect(message.bytes == [0xA0, 0x01, 7])
    }
}
